//! What people wrote, on its way into a page: in the reader's language or, with that said, in another.

use askama::filters::Safe;

use crate::domain::{Lang, Texts};
use crate::pages::locale::Locale;
use crate::pages::markdown;
use crate::pages::text::Text;

/// A text of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub text: String,
    /// The language that it is in, if that is not the page's.
    pub other: Option<Lang>,
    /// The reader's language is one of those that it should be in. Where it is none of them, each text would
    /// say so again and nobody could mend it.
    is_wanted: bool,
    /// A word of our own.
    is_own: bool,
}

impl Said {
    /// The text for a reader, else in the first of `order` that is there, else in any.
    pub fn choose(texts: &Texts, locale: Locale, order: &[Lang]) -> Option<Self> {
        let own = locale.lang();
        let (text, lang) = texts.choose(std::slice::from_ref(&own), order)?;
        Some(Self { is_wanted: order.is_empty() || order.contains(&own), ..Self::new(text, lang, locale) })
    }

    /// A word of our own that stands where people wrote nothing.
    pub fn own(text: String) -> Self {
        Self { text, other: None, is_wanted: true, is_own: true }
    }

    /// A text whose language is known.
    pub fn new(text: &str, lang: &Lang, locale: Locale) -> Self {
        let other = (*lang != locale.lang()).then(|| lang.clone());
        Self { text: text.to_owned(), other, is_wanted: true, is_own: false }
    }

    /// ` dir="auto"`, by which a text runs in its own direction and leaves that of what stands around it alone; and
    /// ` lang="…"` where the page's language would be wrong.
    pub fn attr(&self) -> Safe<String> {
        // A tag holds letters, digits and hyphens only.
        let lang = self.other.as_ref().map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
        Safe(if self.is_own { lang } else { format!(" dir=\"auto\"{lang}") })
    }

    /// The text as part of a sentence of ours: where it runs from right to left, between the marks that keep the
    /// sentence around it in its order.
    pub fn within(&self) -> String {
        if runs_from_right(&self.text) { format!("\u{2068}{}\u{2069}", self.text) } else { self.text.clone() }
    }

    /// Escaped, with words such as `2020-luvulla` kept on one line.
    pub fn html(&self) -> Safe<String> {
        Safe(whole_words(&self.text))
    }

    /// Escaped, a paragraph for each part between empty lines.
    pub fn paragraphs(&self) -> Safe<String> {
        let parts = self.text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        let attr = self.attr().0;
        Safe(
            parts
                .map(|part| {
                    let lines: Vec<String> = part.lines().map(whole_words).collect();
                    format!("<p{attr}>{}</p>", lines.join("<br>"))
                })
                .collect(),
        )
    }

    /// Of Markdown, safe; its first headings are of level `top`.
    pub fn markdown(&self, top: u8) -> Safe<String> {
        Safe(format!("<div class=\"prose\"{}>{}</div>", self.attr().0, markdown::html(&self.text, top)))
    }

    /// “Only in Finnish so far”, if the reader's language is lacking and the text's is known.
    pub fn note(&self, t: &Text) -> Option<String> {
        let lang = self.other.as_ref().filter(|lang| self.is_wanted && **lang != Lang::undetermined())?;
        Some(t.say1("only-in", "lang", lang.as_str()))
    }

    /// Code points, as everywhere in Parvis.
    pub fn length(&self) -> usize {
        self.text.chars().count()
    }
}

/// Whether a text has letters of the scripts that run from right to left (Hebrew, Arabic, Syriac, Adlam and their like).
pub fn runs_from_right(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// Browsers break a line after any hyphen; a number and what belongs to it stay together.
fn whole_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let is_compound =
            word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('-') && word.len() < 24;
        if is_compound {
            out.push_str("<span class=\"nobr\">");
            escape(word, &mut out);
            out.push_str("</span>");
            escape(&piece[word.len()..], &mut out);
        } else {
            escape(piece, &mut out);
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_another_language_is_marked_and_said() {
        let texts = Texts::one(Locale::Fi.lang(), "Kirjastot");
        let said = Said::choose(&texts, Locale::En, &[]).unwrap();
        assert_eq!(said.attr().0, " dir=\"auto\" lang=\"fi\"");
        assert_eq!(said.note(&Text(Locale::En)).unwrap(), "Only in Finnish so far");
        assert_eq!(said.note(&Text(Locale::Sv)).unwrap(), "Än så länge bara på finska");
        let own = Said::choose(&texts, Locale::Fi, &[]).unwrap();
        assert_eq!((own.attr().0.as_str(), own.note(&Text(Locale::Fi))), (" dir=\"auto\"", None));
        let unknown = Said::new("?", &Lang::undetermined(), Locale::Fi);
        assert_eq!(unknown.attr().0, " dir=\"auto\" lang=\"und\"");
        assert_eq!((unknown.note(&Text(Locale::Fi)), Said::own("–".into()).attr().0), (None, String::new()));
        let foreign = Said::choose(&texts, Locale::Sv, &[Lang::parse("fi").unwrap()]).unwrap();
        assert_eq!(foreign.note(&Text(Locale::Sv)), None, "the consultation has no Swedish to wait for");
        assert!(foreign.attr().0.contains("fi"), "a screen reader is told all the same");
    }

    #[test]
    fn a_text_from_right_to_left_keeps_to_itself_in_a_sentence() {
        let said = |text: &str| Said::new(text, &Lang::undetermined(), Locale::En).within();
        assert_eq!(said("ספרייה 2030"), "\u{2068}ספרייה 2030\u{2069}");
        assert_eq!(said("Kirjasto 2030"), "Kirjasto 2030");
    }

    #[test]
    fn what_people_wrote_is_text() {
        let said = |text: &str| Said::own(text.to_owned());
        assert_eq!(said("<b>'a' & \"b\"</b>").html().0, "&lt;b&gt;&#39;a&#39; &amp; &quot;b&quot;&lt;/b&gt;");
        assert_eq!(said("olla 2020-luvulla?").html().0, "olla <span class=\"nobr\">2020-luvulla?</span>");
        assert_eq!(said("<a>\nb\n\nc").paragraphs().0, "<p>&lt;a&gt;<br>b</p><p>c</p>");
    }
}
