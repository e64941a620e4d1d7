//! CSV, JSON and NDJSON as people and programs get them.

use parvis::domain::Texts;
use parvis::domain::idea::IdeaState;
use parvis::domain::vote::{Outcome, Reason, Strategy};
use parvis::export::ideas::{self, By, ListedIdea};
use parvis::export::ranking::{self, RankedIdea};
use parvis::export::votes::{self, ListedVote};
use parvis::export::{Cell, Format, Row, Writer};
use serde_json::{Value, json};

use crate::support::{LANGUAGES, about, field_case, lang, read, text, words};

/// 2020-02-03T09:00:17.25Z
const TIME: i64 = 1_580_720_417_250_000;

pub fn train() -> RankedIdea<'static> {
    RankedIdea {
        id: "idea_1",
        text: "Tåg, \"varje\" timme",
        text_lang: "sv",
        rank: Some(1),
        rank_low: Some(1),
        rank_high: Some(3),
        tier: Some(1),
        strength: Some(-0.5),
        se: Some(0.25),
        score: Some(71.5),
        score_low: Some(64.0),
        score_high: Some(78.0),
        wins: 3.0,
        losses: 2.0,
        ties: 0.5,
        votes: 5.5,
        win_rate: 400.0 / 7.0,
    }
}

pub fn vote() -> ListedVote<'static> {
    ListedVote {
        left: "idea_1",
        right: "idea_2",
        outcome: Outcome::Tie,
        voter: Some("par_1"),
        weight: 1.0,
        time: Some(TIME),
        seq: 7,
        event: None,
        reason: Some(Reason::BothGood),
        response_ms: Some(3625),
        strategy: Some(Strategy::Balanced),
    }
}

#[test]
fn a_ranking_as_csv() {
    let table = ranking::table(&about("sv", false), &words("sv"));
    let unranked = RankedIdea { id: "idea_2", text: "Ny", text_lang: "sv", ..RankedIdea::default() };
    let rows = vec![ranking::row(&train(), 12, "davidson"), ranking::row(&unranked, 12, "davidson")];
    assert_eq!(
        text(Format::Csv, &table, rows),
        "rank,rank_low,rank_high,text,lang,score,score_low,score_high,strength,se,\
         wins,losses,ties,votes,win_rate,id,seq,model,tier,simulated\r\n\
         1,1,3,\"Tåg, \"\"varje\"\" timme\",sv,71.5,64,78,-0.5,0.25,\
         3,2,0.5,5.5,57.142857142857146,idea_1,12,davidson,1,false\r\n\
         ,,,Ny,sv,,,,,,0,0,0,0,0,idea_2,12,davidson,,false\r\n"
    );
}

#[test]
fn an_excel_opens_it_by_double_click() {
    for (tag, row) in [
        ("fi", "3;2;0,5;5,5;57,142857142857146;idea_1;12;davidson;1;false\r\n"),
        ("sv", "3;2;0,5;5,5;57,142857142857146;idea_1;12;davidson;1;false\r\n"),
        ("en", "3,2,0.5,5.5,57.142857142857146,idea_1,12,davidson,1,false\r\n"),
    ] {
        let table = ranking::table(&about(tag, false), &words(tag));
        let csv = text(Format::ExcelCsv, &table, vec![ranking::row(&train(), 12, "davidson")]);
        assert!(csv.starts_with("\u{feff}rank"), "a mark says that it is UTF-8");
        assert!(csv.ends_with(row), "{csv}");
    }
}

#[test]
fn ideas_stand_in_each_language_that_they_have() {
    let table = ideas::table(&about("en", true), &[lang("fi"), lang("zh-Hant")], &words("en"));
    let texts = Texts::one(lang("fi"), "Juna");
    let idea = ListedIdea {
        id: "idea_1",
        texts: &texts,
        state: IdeaState::Linked,
        votes: 0.0,
        created_at: TIME,
        by: By::Participant,
        linked_to: Some("idea_2"),
    };
    let rows = vec![ideas::row(&idea, &[lang("fi"), lang("zh-Hant")], &lang("en"))];
    assert_eq!(
        text(Format::Csv, &table, rows),
        "id,text,lang,text_fi,text_zh_hant,state,votes,created_at,by,linked_to,simulated\r\n\
         idea_1,Juna,fi,Juna,,linked,0,2020-02-03T09:00:17.25Z,participant,idea_2,true\r\n"
    );
}

#[test]
fn votes_stand_in_the_columns_that_rank_reads() {
    let table = votes::table(&about("fi", false), &words("fi"));
    let erased = ListedVote {
        outcome: Outcome::Left,
        voter: None,
        time: None,
        seq: 8,
        reason: None,
        response_ms: None,
        strategy: None,
        ..vote()
    };
    assert_eq!(
        text(Format::Csv, &table, vec![votes::row(&vote()), votes::row(&erased)]),
        "left,right,outcome,voter,weight,time,seq,event,reason,response_ms,strategy,simulated\r\n\
         idea_1,idea_2,tie,par_1,1,2020-02-03T09:00:17.25Z,7,,both_good,3625,balanced,false\r\n\
         idea_1,idea_2,left,,1,,8,,,,,false\r\n"
    );
}

#[test]
fn json_explains_itself_and_ndjson_is_an_object_a_line() {
    let table = votes::table(&about("sv", true), &words("sv"));
    let rows = || vec![votes::row(&vote()), votes::row(&vote())];
    let document: Value = serde_json::from_str(&text(Format::Json, &table, rows())).unwrap();
    assert_eq!(document["name"], "votes");
    assert_eq!(document["title"], "Röster: Var ska staten finnas?");
    assert_eq!((&document["lang"], &document["simulated"]), (&json!("sv"), &json!(true)));
    assert_eq!(document["columns"][0]["title"], "Vänster idé");
    let items = document["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(
        items[1],
        json!({
            "left": "idea_1", "right": "idea_2", "outcome": "tie", "voter": "par_1", "weight": 1.0,
            "time": "2020-02-03T09:00:17.25Z", "seq": 7, "event": null, "reason": "both_good",
            "response_ms": 3625, "strategy": "balanced", "simulated": true
        })
    );
    let lines = text(Format::Ndjson, &table, rows());
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, *items);
}

#[test]
fn a_list_of_nothing_is_a_file_all_the_same() {
    let table = ranking::table(&about("en", false), &words("en"));
    assert_eq!(text(Format::Csv, &table, vec![]).lines().count(), 1);
    assert_eq!(text(Format::Ndjson, &table, vec![]), "");
    let document: Value = serde_json::from_str(&text(Format::Json, &table, vec![])).unwrap();
    assert_eq!(document["items"], json!([]));
}

#[test]
fn what_is_no_number_is_empty_and_no_minus_stands_before_zero() {
    let table = ranking::table(&about("en", false), &words("en"));
    let odd = RankedIdea {
        strength: Some(-0.0),
        se: Some(f64::NAN),
        score: Some(f64::INFINITY),
        ..RankedIdea::default()
    };
    let csv = text(Format::Csv, &table, vec![ranking::row(&odd, 0, "")]);
    assert!(csv.contains("\r\n,,,,,,,,0,,0"), "{csv}");
    let line: Value =
        serde_json::from_str(&text(Format::Ndjson, &table, vec![ranking::row(&odd, 0, "")])).unwrap();
    assert_eq!((&line["se"], &line["score"]), (&Value::Null, &Value::Null));
    assert!(line["strength"].as_f64().unwrap().is_sign_positive());
}

/// Field case F40: a spreadsheet must not run a text, and must not lose a number.
#[test]
fn formulas_are_defused_in_csv_alone() {
    let case: Value = serde_json::from_slice(&read(&field_case("F40_formula_ideas.json"))).unwrap();
    let texts: Vec<&str> = case["texts"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let table = ranking::table(&about("en", false), &words("en"));
    let rows =
        || texts.iter().map(|text| ranking::row(&RankedIdea { text, ..train() }, 1, "m")).collect::<Vec<_>>();
    for format in [Format::Csv, Format::ExcelCsv] {
        let csv = text(format, &table, rows());
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), texts.len());
        for (at, (record, text)) in records.iter().zip(&texts).enumerate() {
            let expected = if at < 6 { format!("'{text}") } else { (*text).to_owned() };
            assert_eq!(&record[3], expected);
            assert_eq!(&record[8], "-0.5", "a number is no formula");
        }
    }
    for (line, text) in text(Format::Ndjson, &table, rows()).lines().zip(&texts) {
        assert_eq!(serde_json::from_str::<Value>(line).unwrap()["text"], **text);
    }
}

#[test]
fn every_column_has_its_words_in_three_languages() {
    for tag in LANGUAGES {
        let (words, about) = (words(tag), about(tag, false));
        let tables = [
            ranking::table(&about, &words),
            ideas::table(&about, &[lang("fi"), lang("sv")], &words),
            votes::table(&about, &words),
        ];
        for table in tables {
            let mut titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
            titles.sort_unstable();
            let columns = titles.len();
            titles.dedup();
            assert_eq!(titles.len(), columns, "two columns of {} share a title in {tag}", table.name);
        }
    }
}

/// A list of votes is asked for row by row: what was written so far is all that the writer keeps.
#[test]
fn rows_leave_as_they_come() {
    let table = votes::table(&about("en", false), &words("en"));
    for format in [Format::Csv, Format::Json, Format::Ndjson] {
        let (sender, receiver) = std::sync::mpsc::channel();
        let mut writer = Writer::start(format, &table, Sent(sender)).unwrap();
        for seq in 0..2_000 {
            writer.row(votes::row(&ListedVote { seq, ..vote() })).unwrap();
        }
        let before_the_end: usize = receiver.try_iter().sum();
        drop(writer.finish().unwrap());
        let after: usize = receiver.iter().sum();
        assert!(before_the_end > 100_000 && after < 10_000, "{format:?}: {before_the_end}, {after}");
    }
}

struct Sent(std::sync::mpsc::Sender<usize>);

impl std::io::Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.send(bytes.len()).map_err(std::io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_row_with_too_few_cells_is_an_error() {
    let table = votes::table(&about("en", false), &words("en"));
    let mut writer = Writer::start(Format::Csv, &table, Vec::new()).unwrap();
    let row: Row = vec![Cell::Empty];
    assert!(writer.row(row).is_err());
}
