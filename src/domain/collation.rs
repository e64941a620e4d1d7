//! The order of words: fi and sv end the alphabet with å, ä, ö; other languages follow their own rule.
//!
//! Every list that people read is sorted here and not in the database, whose locale is not ours to choose.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;

use crate::domain::Lang;

/// The order of words in one language: case decides only between words that are otherwise equal, and the
/// Unicode form never (`å` in one code point or two is the same letter).
pub struct Collation(CollatorBorrowed<'static>);

impl Collation {
    /// The order for readers of `lang`. A language without a rule of its own, and `und`, take Unicode's
    /// common order, in which å stands with a.
    pub fn new(lang: &Lang) -> Self {
        let preferences = lang
            .as_str()
            .parse::<Locale>()
            .map(|locale| CollatorPreferences::from(&locale))
            .unwrap_or_default();
        let collator = CollatorBorrowed::try_new(preferences, CollatorOptions::default())
            .or_else(|_| {
                CollatorBorrowed::try_new(CollatorPreferences::default(), CollatorOptions::default())
            })
            .expect("the common order is compiled in");
        Self(collator)
    }

    /// Which of two words stands first. Words that differ only by Unicode form compare by their bytes, so
    /// that a sorted list never depends on the order that it came in.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }

    /// Bytes that sort as the words do: made once a word where a long list is sorted.
    pub fn sort_key(&self, word: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(word.len() * 3);
        let Ok(()) = self.0.write_sort_key_to(word, &mut key);
        key
    }

    /// Sorts by the text that `text` finds in each element.
    pub fn sort_by_text<T>(&self, list: &mut [T], text: impl Fn(&T) -> &str) {
        list.sort_by_cached_key(|element| (self.sort_key(text(element)), text(element).to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::Collation;
    use crate::domain::Lang;

    fn sorted(lang: &str, words: &[&'static str]) -> Vec<&'static str> {
        let mut words = words.to_vec();
        Collation::new(&Lang::parse(lang).unwrap()).sort_by_text(&mut words, |word| word);
        words
    }

    /// Field case F77.
    const GIVEN: [&str; 12] = [
        "Öbacka",
        "Zon",
        "Ängen",
        "Aalto",
        "Åbo",
        "a\u{30a}ker",
        "Andas",
        "Östra",
        "ärt",
        "Zoo",
        "ål",
        "Orren",
    ];

    #[test]
    fn finnish_and_swedish_end_with_å_ä_ö() {
        let expected = [
            "Aalto",
            "Andas",
            "Orren",
            "Zon",
            "Zoo",
            "Åbo",
            "a\u{30a}ker",
            "ål",
            "Ängen",
            "ärt",
            "Öbacka",
            "Östra",
        ];
        for lang in ["fi", "sv", "sv-FI"] {
            assert_eq!(sorted(lang, &GIVEN), expected, "{lang}");
        }
    }

    #[test]
    fn english_readers_find_å_among_a() {
        let expected = [
            "Aalto",
            "Åbo",
            "a\u{30a}ker",
            "ål",
            "Andas",
            "Ängen",
            "ärt",
            "Öbacka",
            "Orren",
            "Östra",
            "Zon",
            "Zoo",
        ];
        for lang in ["en", "und"] {
            assert_eq!(sorted(lang, &GIVEN), expected, "{lang}");
        }
    }

    #[test]
    fn comparing_agrees_with_keys_and_tells_forms_apart_last() {
        let order = Collation::new(&Lang::parse("sv").unwrap());
        for a in GIVEN {
            for b in GIVEN {
                let by_key = order.sort_key(a).cmp(&order.sort_key(b)).then(a.cmp(b));
                assert_eq!(order.compare(a, b), by_key, "{a} {b}");
            }
        }
        assert_eq!(order.sort_key("å"), order.sort_key("a\u{30a}"));
        assert_ne!(order.compare("å", "a\u{30a}"), Ordering::Equal);
    }

    #[test]
    fn a_tag_that_no_rule_knows_still_sorts() {
        assert_eq!(sorted("zxx", &["b", "a"]), ["a", "b"]);
    }
}
