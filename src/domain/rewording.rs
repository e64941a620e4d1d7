//! Words that change after they have been compared: whether an edit is a correction or a new meaning, how much it
//! changes, and what is kept of it.

use serde::{Deserialize, Serialize};
use strsim::osa_distance;

use crate::domain::text::same_key;
use crate::domain::{Lang, Micros, Texts};

/// So often the words of one idea, or of the question, may be changed after they have been compared. Each change is
/// shown to everybody for good; whoever needs more has another idea.
pub const REWORDINGS_MAX: usize = 50;

/// What an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// The same, written better: the votes stand for it.
    Correction,
    /// Something else: the votes were given to the words from before.
    NewMeaning,
}

impl EditKind {
    pub fn as_str(self) -> &'static str {
        match self {
            EditKind::Correction => "correction",
            EditKind::NewMeaning => "new_meaning",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Correction, Self::NewMeaning].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One change of words that had been compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Rewording {
    /// The row of the log that says it.
    pub seq: i64,
    pub kind: EditKind,
    /// In all languages; empty where whoever wrote them was erased.
    pub before: Texts,
    pub after: Texts,
    /// Part of the characters that changed, 0 to 1.
    pub changed: f64,
    /// Comparisons that had been made by then.
    pub comparisons: i64,
    pub at: Micros,
}

/// How much an edit changes, and what it therefore seems to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edit {
    /// Part of the characters, 0 to 1, in the language where it is largest.
    pub changed: f64,
    pub suggested: EditKind,
}

/// What an edit of words that have been compared changes. None if it changes nothing that anybody has read: a language
/// that lacked and is added is no edit.
///
/// `earlier` are the changes before it, so that a text that was taken away can't come back as another unseen.
pub fn edit(before: &Texts, after: &Texts, earlier: &[Rewording]) -> Option<Edit> {
    let languages = before.0.keys().chain(after.0.keys().filter(|lang| before.get(lang).is_none()));
    let edits = languages.filter_map(|lang| edit_in(lang, before, after, earlier));
    edits.reduce(|one, other| Edit {
        changed: one.changed.max(other.changed),
        suggested: if one.suggested == EditKind::NewMeaning { one.suggested } else { other.suggested },
    })
}

fn edit_in(lang: &Lang, before: &Texts, after: &Texts, earlier: &[Rewording]) -> Option<Edit> {
    let last = || earlier.iter().rev().find_map(|past| past.before.get(lang));
    match (before.get(lang).or_else(last)?, after.get(lang)) {
        (was, Some(is)) if was == is => None,
        (was, Some(is)) => {
            let same = means_the_same(was, is);
            let suggested = if same { EditKind::Correction } else { EditKind::NewMeaning };
            Some(Edit { changed: changed(was, is), suggested })
        }
        // Gone before already.
        (_, None) if before.get(lang).is_none() => None,
        (_, None) => Some(Edit { changed: 1.0, suggested: EditKind::NewMeaning }),
    }
}

/// Part of the characters that differ: the edit distance over the length of the longer text.
fn changed(one: &str, other: &str) -> f64 {
    let longest = one.chars().count().max(other.chars().count()).max(1);
    osa_distance(one, other) as f64 / longest as f64
}

/// Whether two texts differ by case, spaces, marks between words and spelling alone: an honest guess, which an
/// organiser decides on. Numbers and short words count whole: `not`, `ei` and `inte` turn what is said.
fn means_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    if one.concat() == other.concat() {
        return true;
    }
    one.len() == other.len() && one.iter().zip(&other).all(|(one, other)| is_spelling(one, other))
}

fn words(text: &str) -> Vec<String> {
    let key = same_key(text);
    key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Letters under which a word is compared whole.
const SHORT: usize = 4;
/// Letters of a word for each that may be another.
const LETTERS_A_SLIP: usize = 10;

fn is_spelling(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let shortest = one.chars().count().min(other.chars().count());
    let has_number = |word: &str| word.contains(char::is_numeric);
    // What is put before a word turns it round: impossible, omöjlig, epäselvä, never.
    let is_prefixed = one.ends_with(other) || other.ends_with(one);
    shortest >= SHORT
        && !has_number(one)
        && !has_number(other)
        && !is_prefixed
        && osa_distance(one, other) <= 1 + shortest / LETTERS_A_SLIP
}

#[cfg(test)]
mod tests {
    use super::{Edit, EditKind, Rewording, edit};
    use crate::domain::{Lang, Texts};

    fn lang(tag: &str) -> Lang {
        Lang::parse(tag).unwrap()
    }

    fn suggested(one: &str, other: &str) -> EditKind {
        edit(&Texts::one(lang("fi"), one), &Texts::one(lang("fi"), other), &[]).unwrap().suggested
    }

    #[test]
    fn spelling_is_a_correction_and_other_words_a_new_meaning() {
        for (one, other) in [
            ("Lisää pyöräteita", "Lisää pyöräteitä."),
            ("kirjasto auki", "Kirjasto auki"),
            ("Etä työ", "Etätyö"),
            ("Kirjasto", "Kirjastot"),
            ("Fler cykelbannor", "Fler cykelbanor"),
            ("Buy teh books now", "Buy the books, now"),
            ("Palvelupistetä jokaiseen kuntaan", "Palvelupisteitä jokaiseen kuntaan"),
        ] {
            let expected = if one.contains("teh") { EditKind::NewMeaning } else { EditKind::Correction };
            assert_eq!(suggested(one, other), expected, "{one} → {other}");
        }
        for (one, other) in [
            ("free beer", "free broccoli"),
            ("Buy robots for the library", "Completely different proposal"),
            ("Sulje kirjasto", "Avaa kirjasto"),
            ("Close the library", "Don't close the library"),
            ("Kirjasto ei sulkeudu", "Kirjasto on sulkeudu"),
            ("Mahdollista etätyö", "Mahdollista etätyö 3 päivänä"),
            ("10 toimipistettä", "100 toimipistettä"),
            ("Gör det möjligt", "Gör det omöjligt"),
            ("Always open", "Never open"),
            ("ever open", "never open"),
            ("increase taxes", "decrease taxes"),
        ] {
            assert_eq!(suggested(one, other), EditKind::NewMeaning, "{one} → {other}");
        }
    }

    #[test]
    fn a_language_that_is_added_is_no_edit_and_one_that_goes_is() {
        let fi = Texts::one(lang("fi"), "Juna");
        let mut both = fi.clone();
        both.0.insert(lang("sv"), "Tåg".into());
        assert_eq!(edit(&fi, &both, &[]), None);
        assert_eq!(edit(&fi, &fi, &[]), None);
        let gone = edit(&both, &fi, &[]).unwrap();
        assert_eq!(gone, Edit { changed: 1.0, suggested: EditKind::NewMeaning });
        let past = Rewording {
            seq: 9,
            kind: EditKind::Correction,
            before: both.clone(),
            after: fi.clone(),
            changed: 1.0,
            comparisons: 1,
            at: 0,
        };
        assert_eq!(edit(&fi, &both, std::slice::from_ref(&past)), None, "as it was");
        let mut other = fi.clone();
        other.0.insert(lang("sv"), "Buss".into());
        assert!(
            edit(&fi, &other, std::slice::from_ref(&past)).is_some(),
            "it can't come back as another unseen"
        );
        assert_eq!(edit(&fi, &fi, &[past]), None);
    }

    #[test]
    fn how_much_is_the_part_of_characters() {
        let of =
            |one, other| edit(&Texts::one(lang("fi"), one), &Texts::one(lang("fi"), other), &[]).unwrap();
        assert!((of("abcd", "abcx").changed - 0.25).abs() < 1e-9);
        assert!((of("abcd", "wxyz").changed - 1.0).abs() < 1e-9);
    }
}
