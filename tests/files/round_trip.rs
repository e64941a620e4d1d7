//! What Parvis exports, Parvis imports unchanged.

use parvis::domain::defusing::{defuse, undo};
use parvis::export::Format;
use parvis::export::ranking::{self, RankedIdea};
use parvis::export::votes::{self, ListedVote};
use parvis::reading;
use parvis::reading::time::moment;
use parvis::reading::votes::{Choice, Given, read_votes};
use proptest::prelude::*;

use crate::exported::{train, vote};
use crate::support::{about, text, words};

/// Texts that are mostly what the rule is about: apostrophes, and signs that begin a formula.
fn awkward() -> impl Strategy<Value = String> {
    prop_oneof!["'{0,3}[=+@\t\r\n＝-]?.{0,3}", "['=+@\t;,\"\r\n -]{0,6}", any::<String>(),]
}

proptest! {
    #[test]
    fn a_text_comes_back_from_its_defused_form(text in awkward()) {
        let field = defuse(&text);
        prop_assert_eq!(undo(&field), text.as_str());
    }

    #[test]
    fn two_texts_never_share_a_defused_form(one in awkward(), other in awkward()) {
        prop_assert_eq!(one == other, defuse(&one) == defuse(&other));
    }

    #[test]
    fn nothing_written_begins_a_formula(text in awkward()) {
        let field = defuse(&text);
        prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
    }

    #[test]
    fn ids_and_texts_come_back_from_a_file(id in awkward(), idea in awkward(), excel: bool) {
        let format = if excel { Format::ExcelCsv } else { Format::Csv };
        let table = ranking::table(&about("sv", false), &words("sv"));
        let ranked = RankedIdea { id: &id, text: &idea, ..train() };
        let csv = text(format, &table, vec![ranking::row(&ranked, 1, "m")]);
        let read = reading::Table::read("r.csv", csv.as_bytes(), &["id", "text"]).unwrap();
        let mut rows = Vec::new();
        read.each_row(|row| {
            rows.push((row.text(read.require("id")?).to_owned(), row.text(read.require("text")?).to_owned()));
            Ok(())
        }).unwrap();
        prop_assert_eq!(rows, [(id, idea)]);
    }
}

proptest! {
    #[test]
    fn votes_come_back_as_they_were_cast(
        left in "['=@+0-9a-zå;,\"]{1,6}",
        right in "['=@+0-9A-ZÅ;,\"]{1,6}",
        voter in "['=@+a-z]{1,4}",
        weight in 0.0..1e6,
        micros in 0_i64..4_000_000_000_000_000,
        excel: bool,
    ) {
        prop_assume!(left != right);
        let format = if excel { Format::ExcelCsv } else { Format::Csv };
        let table = votes::table(&about("fi", false), &words("fi"));
        let given = ListedVote {
            left: &left, right: &right, voter: Some(&voter), weight, time: Some(micros), ..vote()
        };
        let csv = text(format, &table, vec![votes::row(&given)]);
        let mut read = 0;
        read_votes("v.csv", csv.as_bytes(), |row| {
            assert_eq!((row.left, row.right, row.voter), (&*left, &*right, Some(&*voter)));
            assert_eq!(row.given, Given::Vote { choice: Choice::Tie, weight });
            assert_eq!(row.time.and_then(moment), Some(micros));
            read += 1;
            Ok(())
        }).unwrap();
        prop_assert_eq!(read, 1);
    }
}

#[test]
fn an_apostrophe_in_another_programs_file_is_not_ours_to_take() {
    let ours = "id,text,simulated\r\n'=1,'=2,false\r\n";
    let theirs = "id,text\r\n'=1,'=2\r\n";
    for (csv, expected) in [(ours, ["=1", "=2"]), (theirs, ["'=1", "'=2"])] {
        let table = reading::Table::read("f.csv", csv.as_bytes(), &["id", "text"]).unwrap();
        table
            .each_row(|row| {
                assert_eq!([row.text(0), row.text(1)], expected);
                Ok(())
            })
            .unwrap();
    }
}
