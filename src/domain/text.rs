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

/// The text of an idea: NFC, trimmed, 1 to [`IDEA_MAX`] code points (an import: [`IMPORTED_IDEA_MAX`]), something of it
/// to be seen, without control characters but for tabs and line ends, which become spaces.
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
        if shows_nothing(&text) {
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

/// A text of several lines (an introduction): NFC, trimmed, at most `max` code points; empty if there is nothing to see
/// in it.
///
/// # Errors
/// `invalid_field` with the sentence to show.
pub fn parse_long(field: &str, raw: &str, max: usize) -> Result<String> {
    let text: String = raw.trim().nfc().filter(|&c| c != BYTE_ORDER_MARK).collect();
    if let Some(c) = text.chars().find(|&c| is_forbidden(c) && c != '\n' && c != '\r' && c != '\t') {
        let detail = format!("The text holds the control character U+{:04X}; take it out.", c as u32);
        return Err(Error::field(field, Code::InvalidField, detail));
    }
    let length = text.chars().count();
    if length > max {
        let detail = format!("The text has {length} characters; at most {max} are allowed.");
        return Err(Error::field(field, Code::InvalidField, detail));
    }
    if shows_nothing(&text) {
        return Ok(String::new());
    }
    Ok(text.trim().replace("\r\n", "\n").replace('\r', "\n"))
}

/// NFC, tabs and line ends as spaces, trimmed; the first forbidden character as the error.
fn clean(raw: &str) -> std::result::Result<String, char> {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.nfc().peekable();
    while let Some(c) = chars.next() {
        match c {
            BYTE_ORDER_MARK => {}
            // A line end of two characters is one.
            '\r' if chars.peek() == Some(&'\n') => {}
            '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if is_forbidden(c) => return Err(c),
            c => out.push(c),
        }
    }
    Ok(out.trim().to_owned())
}

/// At the beginning of a file it is its mark; pasted from there it means nothing.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Control characters, and the marks that turn the direction of what stands around them.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether nobody would see anything of it.
pub fn shows_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c) || c == '\u{2800}')
}

/// Characters that are not seen by themselves (Unicode's `Default_Ignorable_Code_Point`, and the marks of annotations):
/// hints for breaking and joining, fillers, choices of a form, marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | BYTE_ORDER_MARK | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// What tells the flags of regions apart, such as those of Scotland and Wales; anywhere else it is only unseen.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0020}'..='\u{E007F}')
}
const BLACK_FLAG: char = '\u{1F3F4}';

/// What two texts share if they are the same but for case, spaces, Unicode form and characters that are not seen.
/// Letters with and without marks stay different: `å` is no `a`.
pub fn same_key(text: &str) -> String {
    let mut in_flag = false;
    let seen = text.nfkc().filter(|&c| {
        in_flag = c == BLACK_FLAG || (in_flag && is_tag(c));
        !is_invisible(c) || in_flag
    });
    let folded: String = seen.flat_map(char::to_lowercase).nfc().collect();
    // German sharp s and the sigma that ends a Greek word are the letters whose lower case is not their folded form.
    folded.replace('ß', "ss").replace('ς', "σ").split_whitespace().collect::<Vec<_>>().join(" ")
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
        for raw in [
            "",
            " ",
            "\n\t ",
            "\u{a0}\u{2003}",
            "\u{200b}\u{200b}",
            "\u{ad}",
            "\u{2060} \u{feff}",
            "\u{fe0f}",
            "\u{3164}",
            "\u{ffa0}\u{115f}",
            "\u{200e}\u{61c}",
            "\u{2800}",
            "\u{e0041}",
        ] {
            assert_eq!(IdeaText::parse(raw).unwrap_err().code, Code::IdeaEmpty, "{raw:?}");
        }
    }

    #[test]
    fn control_characters_are_refused_by_name() {
        let error = IdeaText::parse("bell\u{7}here").unwrap_err();
        assert_eq!(error.code, Code::IdeaControlCharacter);
        assert!(error.detail.contains("U+0007"));
        assert_eq!(IdeaText::parse("a\u{202E}b").unwrap_err().code, Code::IdeaControlCharacter);
    }

    #[test]
    fn tabs_and_line_ends_become_spaces() {
        for raw in ["a b", "a\tb", "a\nb", "a\rb", "a\r\nb", "a\u{b}b", "a\u{85}b", "\u{feff}a\u{2028}b\t"] {
            assert_eq!(IdeaText::parse(raw).unwrap().as_str(), "a b", "{raw:?}");
        }
    }

    #[test]
    fn what_joins_emoji_and_scripts_stays_in_what_is_shown() {
        for text in ["👩\u{200d}🚒 apu", "❤\u{fe0f}", "می\u{200c}خواهم", "क\u{94d}\u{200d}ष", "väy\u{ad}lä"]
        {
            assert_eq!(IdeaText::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn what_is_not_seen_makes_no_other_idea() {
        for (one, other) in [
            ("Kevyenliikenteenväylä", "Kevyen\u{ad}liikenteen\u{ad}väylä"),
            ("Fler cykelbanor", "Fler cykel\u{200b}banor\u{feff}"),
            ("Pyöräkatu", "Pyörä\u{200d}katu"),
            ("☎ apu", "☎\u{fe0f} apu\u{e0041}"),
            ("ΠΟΔΗΛΑΤΟΣ", "ποδηλατος"),
        ] {
            assert_eq!(same_key(one), same_key(other));
        }
        let flag = |of: &str| -> String {
            let tags = of.bytes().filter_map(|b| char::from_u32(0xE0000 + u32::from(b)));
            std::iter::once('\u{1F3F4}').chain(tags).chain(['\u{E007F}']).collect()
        };
        assert_ne!(same_key(&flag("gbsct")), same_key(&flag("gbwls")));
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
