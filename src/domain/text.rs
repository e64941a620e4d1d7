//! Text from people: how it is cleaned, measured and compared. Everything that a person writes enters
//! through a type of this file.

use unicode_normalization::UnicodeNormalization;

use crate::domain::{Code, Error, Result};

/// The limit for what people propose, in Unicode code points after NFC and trimming.
pub const IDEA_MAX: usize = 280;
/// The limit for ideas that an import brings.
pub const IMPORTED_IDEA_MAX: usize = 2_000;
/// The limit for a consultation's question and introduction.
pub const QUESTION_MAX: usize = 500;
pub const INTRO_MAX: usize = 5_000;

/// The text of an idea: NFC, trimmed, 1 to [`IDEA_MAX`] code points (an import: [`IMPORTED_IDEA_MAX`]),
/// without control characters but for line breaks, which become spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdeaText(String);

impl IdeaText {
    /// Reads what a person proposed.
    ///
    /// # Errors
    /// `idea_empty`, `idea_too_long`, `idea_control_character`.
    pub fn parse(raw: &str) -> Result<Self> {
        Self::parse_up_to(raw, IDEA_MAX)
    }

    /// Reads an idea that an import brings.
    pub fn parse_imported(raw: &str) -> Result<Self> {
        Self::parse_up_to(raw, IMPORTED_IDEA_MAX)
    }

    fn parse_up_to(raw: &str, max: usize) -> Result<Self> {
        // A longer raw text can't come under the limit by NFC and trimming unless it is mostly spaces;
        // refusing it before the work keeps the cost of a hostile body small.
        if raw.len() > max * 64 {
            return Err(too_long(max, raw.chars().count()));
        }
        let text = clean(raw).map_err(|c| {
            Error::new(
                Code::IdeaControlCharacter,
                format!("The idea holds the control character U+{:04X}; take it out.", c as u32),
            )
        })?;
        if text.is_empty() {
            return Err(Error::new(Code::IdeaEmpty, "The idea has no text."));
        }
        let length = text.chars().count();
        if length > max {
            return Err(too_long(max, length));
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

fn too_long(max: usize, length: usize) -> Error {
    Error::new(Code::IdeaTooLong, format!("The idea has {length} characters; at most {max} are allowed."))
}

/// A text of several lines (an introduction): NFC, trimmed, at most `max` code points.
///
/// # Errors
/// `invalid_field` with the sentence to show.
pub fn parse_long(field: &str, raw: &str, max: usize) -> Result<String> {
    let text: String = raw.trim().nfc().collect();
    if let Some(c) = text.chars().find(|&c| is_forbidden(c) && c != '\n' && c != '\r' && c != '\t') {
        let detail = format!("The text holds the control character U+{:04X}; take it out.", c as u32);
        return Err(Error::field(field, Code::InvalidField, detail));
    }
    let length = text.chars().count();
    if length > max {
        let detail = format!("The text has {length} characters; at most {max} are allowed.");
        return Err(Error::field(field, Code::InvalidField, detail));
    }
    Ok(text.replace("\r\n", "\n"))
}

/// NFC, line breaks as spaces, trimmed; the first forbidden character as the error.
fn clean(raw: &str) -> std::result::Result<String, char> {
    let mut out = String::with_capacity(raw.len());
    for c in raw.trim().nfc() {
        match c {
            '\n' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\r' => {}
            c if is_forbidden(c) => return Err(c),
            c => out.push(c),
        }
    }
    Ok(out.trim().to_owned())
}

/// Control characters, and the marks that turn the direction of what stands around them.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// What two texts share if they are the same but for case, spaces and Unicode form. Letters with and without
/// marks stay different: `å` is no `a`.
pub fn same_key(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).nfc().collect();
    // German sharp s is the one letter of our neighbours whose lower case is not its folded form.
    folded.replace('ß', "ss").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{IdeaText, same_key};
    use crate::domain::Code;

    #[test]
    fn an_idea_is_trimmed_composed_and_counted_in_code_points() {
        assert_eq!(IdeaText::parse("  o\u{308}ppen \n å ").unwrap().as_str(), "öppen   å");
        assert!(IdeaText::parse(&"å".repeat(280)).is_ok());
        assert!(IdeaText::parse(&"a\u{30A}".repeat(280)).is_ok(), "counted after NFC");
        assert!(IdeaText::parse(&"😀".repeat(280)).is_ok(), "code points, not bytes");
        assert_eq!(IdeaText::parse(&"å".repeat(281)).unwrap_err().code, Code::IdeaTooLong);
        assert!(IdeaText::parse_imported(&"å".repeat(2000)).is_ok());
    }

    #[test]
    fn nothing_and_only_spaces_are_no_idea() {
        for raw in ["", " ", "\n\t ", "\u{a0}\u{2003}"] {
            assert_eq!(IdeaText::parse(raw).unwrap_err().code, Code::IdeaEmpty, "{raw:?}");
        }
    }

    #[test]
    fn control_characters_are_refused_by_name() {
        let error = IdeaText::parse("tab\there").unwrap_err();
        assert_eq!(error.code, Code::IdeaControlCharacter);
        assert!(error.detail.contains("U+0009"));
        assert_eq!(IdeaText::parse("a\u{202E}b").unwrap_err().code, Code::IdeaControlCharacter);
    }

    #[test]
    fn the_same_idea_is_known_by_case_spaces_and_form() {
        let first = same_key("Fler cykelbanor i Vaasa");
        for same in ["fler cykelbanor i vaasa", " Fler  cykelbanor i Vaasa ", "Fler cykelbanor\u{a0}i Vaasa"]
        {
            assert_eq!(same_key(same), first);
        }
        for other in ["Fler cykelbanor i Vasa", "Fler cykelbanor i Vaasa!"] {
            assert_ne!(same_key(other), first);
        }
        assert_eq!(same_key("O\u{308}ppen a\u{30a}-strand"), same_key("öppen å-strand"));
        assert_ne!(same_key("Öppen å-strand"), same_key("Oppen a-strand"));
    }
}
