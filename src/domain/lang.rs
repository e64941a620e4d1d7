//! Languages, and texts that have several of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language: a BCP 47 tag in its usual case (`fi`, `sv`, `en`, `se`, `zh-Hant`), or `und` where nobody said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lang(String);

impl Lang {
    /// Reads a tag of at most 16 characters: two or three letters, then subtags of 2 to 8.
    pub fn parse(tag: &str) -> Option<Self> {
        if tag.len() > 16 {
            return None;
        }
        let mut parts = tag.split('-');
        let first = parts.next()?;
        if !(2..=3).contains(&first.len()) || !first.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut out = first.to_ascii_lowercase();
        for part in parts {
            if !(2..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            out.push('-');
            out.push_str(&match part.len() {
                2 => part.to_ascii_uppercase(),
                4 => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
                _ => part.to_ascii_lowercase(),
            });
        }
        Some(Self(out))
    }

    /// The tag for a text whose language nobody said.
    pub fn undetermined() -> Self {
        Self("und".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Lang {
    type Error = String;
    fn try_from(tag: String) -> Result<Self, String> {
        Self::parse(&tag).ok_or_else(|| "not a language tag such as fi, sv or en".to_owned())
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> String {
        lang.0
    }
}

/// A text in one language or more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<Lang, String>);

impl Texts {
    pub fn one(lang: Lang, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(lang, text.into())]))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, lang: &Lang) -> Option<&str> {
        self.0.get(lang).map(String::as_str)
    }

    /// The text for a reader: in the first of `wanted` that is there, else in the first of `order` (the
    /// consultation's languages), else in any. The language that it is in comes with it, so that it can be
    /// marked and said.
    pub fn choose<'a>(&'a self, wanted: &[Lang], order: &[Lang]) -> Option<(&'a str, &'a Lang)> {
        wanted
            .iter()
            .chain(order)
            .find_map(|lang| self.0.get_key_value(lang))
            .or_else(|| self.0.iter().next())
            .map(|(lang, text)| (text.as_str(), lang))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, Texts};

    fn lang(tag: &str) -> Lang {
        Lang::parse(tag).unwrap()
    }

    #[test]
    fn tags_take_their_usual_case() {
        assert_eq!(lang("FI").as_str(), "fi");
        assert_eq!(lang("zh-hant").as_str(), "zh-Hant");
        assert_eq!(lang("sv-fi").as_str(), "sv-FI");
        for bad in ["", "f", "finska", "fi_FI", "fi-", "f1", "å-"] {
            assert_eq!(Lang::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_missing_language_falls_back_and_says_so() {
        let texts = Texts([(lang("fi"), "juna".to_owned()), (lang("en"), "train".to_owned())].into());
        let order = [lang("sv"), lang("fi")];
        assert_eq!(texts.choose(&[lang("en")], &order), Some(("train", &lang("en"))));
        assert_eq!(texts.choose(&[lang("sv")], &order), Some(("juna", &lang("fi"))));
        assert_eq!(Texts::default().choose(&[lang("fi")], &order), None);
    }
}
