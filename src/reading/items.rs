//! Owns files of items: an id and a text a row, the text in one language or more.

use std::collections::HashMap;

use super::error::{ReadError, shown};
use super::idea_text::{idea_text, is_long};
use super::table::{Row, Table};
use crate::domain::idea::IdeaState;
use crate::domain::{Lang, Texts, defusing};

/// What a file of items holds.
#[derive(Debug, PartialEq)]
pub struct Items {
    /// In the order of the file.
    pub items: Vec<Item>,
    /// How many have a text of more than 280 code points, which is what people may propose.
    pub long: usize,
}

#[derive(Debug, PartialEq)]
pub struct Item {
    /// Opaque, byte for byte.
    pub id: String,
    pub texts: Texts,
    /// Active, unless Parvis wrote the file and it says otherwise.
    pub state: IdeaState,
    /// The item that a linked one points at; it is in the file too.
    pub linked_to: Option<String>,
}

/// Reads a file with the columns `id` (or `item`) and `text`; others are ignored, but for texts in other languages
/// in `text_fi`, `text_sv`, … A text that stands in `text` alone is in `lang`.
///
/// In a file that Parvis wrote, the columns `lang`, `state` and `linked_to` count as well, so that exported ideas
/// come back as they were: a linked one would otherwise stand in the ranking beside its target.
///
/// # Errors
/// By file, line and column: an id that is missing or stands twice, a row without a text, a text that no import
/// keeps, a link to what is not in the file.
pub fn read(file: &str, bytes: &[u8], lang: &Lang) -> Result<Items, ReadError> {
    let table = Table::read(file, bytes, &["id", "item", "text"])?;
    let columns = Columns::find(&table)?;
    let mut items = Items { items: Vec::new(), long: 0 };
    let mut lines = HashMap::new();
    table.each_row(|row| {
        let id = id(row, columns.id)?;
        if let Some(first) = lines.insert(id.to_owned(), row.line()) {
            let problem = format!("the id {} stands in line {first} already", shown(id));
            return Err(row.error(columns.id, problem));
        }
        let texts = columns.texts(row, lang)?;
        items.long += usize::from(texts.0.values().any(|text| is_long(text)));
        let (state, linked_to) = columns.state(row)?;
        items.items.push(Item { id: id.to_owned(), texts, state, linked_to });
        Ok(())
    })?;
    if let Some(column) = columns.linked_to {
        check_links(&table, column, &lines)?;
    }
    Ok(items)
}

/// Whether each link's target is another item of the file; a target may stand below what points at it.
fn check_links(table: &Table, column: usize, lines: &HashMap<String, u64>) -> Result<(), ReadError> {
    table.each_row(|row| match row.text(column) {
        "" => Ok(()),
        target if lines.get(target).is_some_and(|&line| line != row.line()) => Ok(()),
        target => Err(row.error(column, format!("{} is no other item of this file", shown(target)))),
    })
}

/// An id, which is anything but nothing.
fn id(row: Row<'_>, index: usize) -> Result<&str, ReadError> {
    let id = row.text(index);
    if id.is_empty() { Err(row.error(index, "the id is empty")) } else { Ok(id) }
}

struct Columns {
    id: usize,
    text: Option<usize>,
    translations: Vec<(usize, Lang)>,
    // In a file that Parvis wrote:
    /// The language of `text`.
    text_lang: Option<usize>,
    state: Option<usize>,
    linked_to: Option<usize>,
}

impl Columns {
    fn find(table: &Table) -> Result<Self, ReadError> {
        let ours = table.find(defusing::MARKER).is_some();
        let names = table.header().names.iter().enumerate();
        let translations: Vec<_> =
            names.filter_map(|(index, name)| Some((index, language_of(name, ours)?))).collect();
        let text = if translations.is_empty() { Some(table.require("text")?) } else { table.find("text") };
        let id = match table.find("id") {
            Some(id) => id,
            None => table.find("item").map_or_else(|| table.require("id"), Ok)?,
        };
        let own = |name| table.find(name).filter(|_| ours);
        let (text_lang, state, linked_to) = (own("lang"), own("state"), own("linked_to"));
        Ok(Self { id, text, translations, text_lang, state, linked_to })
    }

    fn texts(&self, row: Row<'_>, lang: &Lang) -> Result<Texts, ReadError> {
        let mut texts = Texts::default();
        for (index, lang) in &self.translations {
            if !row.get(*index).trim().is_empty() {
                texts.0.insert(lang.clone(), idea_text(row, *index)?.into_string());
            }
        }
        let Some(text) = self.text else {
            let first = self.translations.first().map_or(self.id, |(index, _)| *index);
            return if texts.is_empty() { Err(row.error(first, "the idea has no text")) } else { Ok(texts) };
        };
        let lang = self.lang(row)?.unwrap_or_else(|| lang.clone());
        let lacking = texts.is_empty() || (texts.get(&lang).is_none() && !row.get(text).trim().is_empty());
        if lacking {
            texts.0.insert(lang, idea_text(row, text)?.into_string());
        }
        Ok(texts)
    }

    /// Where moderation had left the item, and what it points at.
    fn state(&self, row: Row<'_>) -> Result<(IdeaState, Option<String>), ReadError> {
        let target = self.linked_to.map(|index| row.text(index)).filter(|target| !target.is_empty());
        let Some(index) = self.state else { return Ok((IdeaState::Active, None)) };
        let word = row.get(index);
        let state =
            IdeaState::parse(word).ok_or_else(|| row.error(index, format!("{} is no state", shown(word))))?;
        if (state == IdeaState::Linked) != target.is_some() {
            return Err(row.error(index, "a linked idea, and no other, has a target in linked_to"));
        }
        Ok((state, target.map(str::to_owned)))
    }

    /// What the column `lang` says, if there is one that counts.
    fn lang(&self, row: Row<'_>) -> Result<Option<Lang>, ReadError> {
        let Some(index) = self.text_lang.filter(|&index| !row.get(index).is_empty()) else { return Ok(None) };
        let tag = row.get(index);
        let problem = || format!("{} is no language tag such as fi, sv or en", shown(tag));
        Lang::parse(tag).map(Some).ok_or_else(|| row.error(index, problem()))
    }
}

/// The language of a column `text_…`. Files of other people have columns such as `text_raw`: in them, a language
/// has two letters or is one of the Sámi ones, and `text_id` and `text_no` are an identifier and a number rather
/// than Indonesian and Norwegian (which are `nb` and `nn`).
fn language_of(column: &str, ours: bool) -> Option<Lang> {
    let tag = column.strip_prefix("text_")?.replace('_', "-");
    let lang = Lang::parse(&tag)?;
    let primary = lang.as_str().split('-').next()?;
    let likely = matches!(primary, "smn" | "sms") || (primary.len() == 2 && !matches!(primary, "id" | "no"));
    (ours || likely).then_some(lang)
}

#[cfg(test)]
mod tests {
    use super::{Items, read};
    use crate::domain::Lang;
    use crate::domain::idea::IdeaState;

    fn items(text: &str) -> Items {
        read("i.csv", text.as_bytes(), &Lang::undetermined()).unwrap()
    }

    fn refused(text: &str) -> String {
        read("i.csv", text.as_bytes(), &Lang::undetermined()).unwrap_err().to_string()
    }

    fn texts(text: &str) -> Vec<Vec<(String, String)>> {
        let texts = items(text).items.into_iter().map(|item| item.texts.0);
        texts.map(|texts| texts.into_iter().map(|(lang, text)| (lang.to_string(), text)).collect()).collect()
    }

    fn pair(lang: &str, text: &str) -> (String, String) {
        (lang.to_owned(), text.to_owned())
    }

    #[test]
    fn an_item_is_an_id_and_a_text() {
        for text in ["id,text\n007,Tåg\n", "item;author;text\n007;x;Tåg\n", "text\titem\nTåg\t007\n"] {
            let items = items(text).items;
            assert_eq!((items.len(), items[0].id.as_str()), (1, "007"), "{text}");
            assert_eq!(items[0].texts.get(&Lang::undetermined()), Some("Tåg"));
        }
    }

    #[test]
    fn a_text_may_have_languages() {
        assert_eq!(
            texts("id,text_fi,text_sv\na,Juna,Tåg\nb,,Buss\n"),
            [vec![pair("fi", "Juna"), pair("sv", "Tåg")], vec![pair("sv", "Buss")]]
        );
        assert_eq!(
            texts("id,text,text_sv\na,Train,Tåg\nb,Bus,\n"),
            [vec![pair("sv", "Tåg"), pair("und", "Train")], vec![pair("und", "Bus")]]
        );
    }

    #[test]
    fn other_columns_are_ignored() {
        let csv = "id,text,text_raw,text_240,text_id,text_no,lang\na,Tåg,TÅG,Tå,5,6,xxxx\n";
        assert_eq!(texts(csv), [[pair("und", "Tåg")]]);
    }

    #[test]
    fn a_file_of_our_own_says_the_language_of_each_text() {
        let csv = "id,text,lang,text_fi,text_und,simulated\na,Juna,fi,Juna,,false\nb,Tåg,sv,,,false\n";
        assert_eq!(texts(csv), [[pair("fi", "Juna")], [pair("sv", "Tåg")]]);
    }

    #[test]
    fn a_file_of_our_own_says_what_is_linked() {
        let csv = "id,text,state,linked_to,simulated\na,Tåg,linked,b,false\nb,Tåg!,active,,false\n";
        let given = items(csv).items;
        assert_eq!((given[0].state, given[0].linked_to.as_deref()), (IdeaState::Linked, Some("b")));
        assert_eq!((given[1].state, given[1].linked_to.as_deref()), (IdeaState::Active, None));
        for (from, to, message) in [
            ("linked,b", "linked,c", "i.csv:2: column 4 (linked_to): “c” is no other item of this file"),
            ("linked,b", "linked,a", "i.csv:2: column 4 (linked_to): “a” is no other item of this file"),
            (
                "linked,b",
                "linked,",
                "i.csv:2: column 3 (state): a linked idea, and no other, has a target in linked_to",
            ),
            ("active", "open", "i.csv:3: column 3 (state): “open” is no state"),
        ] {
            assert_eq!(refused(&csv.replace(from, to)), message);
        }
        let theirs = items("id,text,state,linked_to\na,Tåg,Ohio,x\n");
        assert_eq!(theirs.items[0].linked_to, None);
    }

    #[test]
    fn faults_are_named_by_their_place() {
        for (text, message) in [
            ("id,text\na,x\na,y\n", "i.csv:3: column 1 (id): the id “a” stands in line 2 already"),
            ("id,text\n,x\n", "i.csv:2: column 1 (id): the id is empty"),
            ("id,text\na, \n", "i.csv:2: column 2 (text): The idea has no text."),
            ("id,text_fi,text_sv\na,,\n", "i.csv:2: column 2 (text_fi): the idea has no text"),
            (
                "id,text\na,\"x\ny\"\nb,\"x\u{7}y\"\n",
                "i.csv:4: column 2 (text): The idea holds the control character U+0007; take it out.",
            ),
        ] {
            assert_eq!(refused(text), message);
        }
        assert!(refused("id,txt\n").contains("“text” is missing"));
        assert!(refused("name,text\n").contains("“id” is missing"));
    }

    #[test]
    fn long_texts_are_kept_whole_and_counted() {
        let long = "å".repeat(2_000);
        let items = items(&format!("id,text\na,{long}\nb,{}\n", "å".repeat(280)));
        assert_eq!(items.long, 1);
        assert_eq!(items.items[0].texts.get(&Lang::undetermined()), Some(long.as_str()));
        assert!(refused(&format!("id,text\na,{long}å\n")).contains("at most 2000"));
    }
}
