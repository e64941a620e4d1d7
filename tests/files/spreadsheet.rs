//! The spreadsheet, read back by another program.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use parvis::export::ranking::{self, RankedIdea};
use parvis::export::votes::{self, ListedVote};
use parvis::export::{Format, Row, Table};
use serde_json::Value;

use crate::exported::{train, vote};
use crate::support::{LANGUAGES, about, field_case, read, words, written};

type Sheets = Xlsx<Cursor<Vec<u8>>>;

fn opened(table: &Table, rows: Vec<Row<'_>>) -> Sheets {
    open_workbook_from_rs(Cursor::new(written(Format::Xlsx, table, rows))).expect("a workbook")
}

/// The text of one file inside the workbook.
fn part(xlsx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx)).expect("a zip file");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

#[test]
fn cells_have_types_and_all_digits() {
    let table = ranking::table(&about("sv", false), &words("sv"));
    let unranked = RankedIdea { id: "idea_2", text: "007", ..RankedIdea::default() };
    let mut sheets =
        opened(&table, vec![ranking::row(&train(), 12, "davidson"), ranking::row(&unranked, 12, "davidson")]);
    assert_eq!(sheets.sheet_names(), ["Rangordning", "Kolumner"]);
    let range = sheets.worksheet_range("Rangordning").unwrap();
    assert_eq!(range.get((0, 3)), Some(&Data::String("Idé".into())));
    assert_eq!(range.get((1, 0)), Some(&Data::Float(1.0)));
    assert_eq!(range.get((1, 3)), Some(&Data::String("Tåg, \"varje\" timme".into())));
    assert_eq!(range.get((1, 14)), Some(&Data::Float(400.0 / 7.0)));
    assert_eq!(range.get((1, 18)), Some(&Data::Float(1.0)), "the tier");
    assert_eq!(range.get((1, 19)), Some(&Data::Bool(false)));
    assert_eq!(range.get((2, 0)), Some(&Data::Empty));
    assert_eq!(range.get((2, 3)), Some(&Data::String("007".into())), "a text of digits stays a text");
}

#[test]
fn moments_are_dates() {
    let table = votes::table(&about("en", false), &words("en"));
    let rows = [vote().time, Some(-3_000_000_000_000_000), None]
        .map(|time| votes::row(&ListedVote { time, ..vote() }))
        .to_vec();
    let mut sheets = opened(&table, rows);
    let range = sheets.worksheet_range("Votes").unwrap();
    let Some(Data::DateTime(date)) = range.get((1, 5)) else { panic!("{:?}", range.get((1, 5))) };
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    assert_eq!((year, month, day, hour, minute, second, milli), (2020, 2, 3, 9, 0, 17, 250));
    assert_eq!(range.get((2, 5)), Some(&Data::String("1874-12-07T18:40:00Z".into())), "before Excel's days");
    assert_eq!(range.get((3, 5)), Some(&Data::Empty));
}

#[test]
fn the_second_sheet_explains_each_column_in_the_readers_language() {
    for tag in LANGUAGES {
        let table = ranking::table(&about(tag, false), &words(tag));
        let mut sheets = opened(&table, vec![]);
        let names = sheets.sheet_names();
        let range = sheets.worksheet_range(&names[1]).unwrap();
        assert_eq!(range.get((0, 0)).unwrap().to_string(), table.title());
        for column in &table.columns {
            let row = range.rows().find(|row| row[1] == Data::String(column.key.to_string()));
            let row = row.unwrap_or_else(|| panic!("{} is not explained", column.key));
            assert_eq!(row[0].to_string(), column.title);
            assert_eq!(row[2].to_string(), column.explanation);
        }
    }
}

#[test]
fn simulated_votes_are_said_to_be_so_in_every_place() {
    for simulated in [true, false] {
        let table = votes::table(&about("en", simulated), &words("en"));
        let xlsx = written(Format::Xlsx, &table, vec![votes::row(&vote())]);
        let mut sheets: Sheets = open_workbook_from_rs(Cursor::new(xlsx.clone())).unwrap();
        let range = sheets.worksheet_range("Votes").unwrap();
        assert_eq!(range.get((1, 11)), Some(&Data::Bool(simulated)));
        let note = sheets.worksheet_range("Columns").unwrap().get((0, 0)).unwrap().to_string();
        assert_eq!(note.starts_with("Simulated choices"), simulated);
        for place in ["xl/worksheets/sheet1.xml", "docProps/core.xml"] {
            assert_eq!(part(&xlsx, place).contains("Simulated choices"), simulated, "{place}");
        }
    }
}

#[test]
fn the_header_stays_in_sight_and_filters() {
    let table = votes::table(&about("fi", false), &words("fi"));
    let xlsx = written(Format::Xlsx, &table, vec![votes::row(&vote()); 3]);
    let sheet = part(&xlsx, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"1\""));
    assert!(sheet.contains("<autoFilter ref=\"A1:L4\"/>"));
    let core = part(&xlsx, "docProps/core.xml");
    assert!(core.contains("<dc:title>Äänet: Var ska staten finnas?</dc:title>"), "{core}");
    assert!(part(&xlsx, "docProps/custom.xml").contains("<vt:lpwstr>fi</vt:lpwstr>"));
}

/// Field case F40.
#[test]
fn texts_are_never_formulas() {
    let case: Value = serde_json::from_slice(&read(&field_case("F40_formula_ideas.json"))).unwrap();
    let texts: Vec<&str> = case["texts"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let table = ranking::table(&about("en", false), &words("en"));
    let rows = texts.iter().map(|text| ranking::row(&RankedIdea { text, ..train() }, 1, "=1")).collect();
    let xlsx = written(Format::Xlsx, &table, rows);
    let mut sheets: Sheets = open_workbook_from_rs(Cursor::new(xlsx.clone())).unwrap();
    let range = sheets.worksheet_range("Ranking").unwrap();
    for (row, text) in (1..).zip(&texts) {
        assert_eq!(range.get((row, 3)), Some(&Data::String((*text).to_owned())), "unchanged");
        assert_eq!(range.get((row, 8)), Some(&Data::Float(-0.5)));
    }
    for sheet in ["sheet1", "sheet2"] {
        assert!(!part(&xlsx, &format!("xl/worksheets/{sheet}.xml")).contains("<f>"));
    }
}

/// Field case F42: the limit of a cell is Excel's, not ours; what is cut is said to be.
#[test]
fn a_text_that_no_cell_holds_is_cut_marked_and_mentioned() {
    let long = ["å".repeat(32_768), "😀".repeat(16_384), "\n".repeat(254)];
    let table = ranking::table(&about("en", false), &words("en"));
    let rows =
        || long.iter().map(|text| ranking::row(&RankedIdea { text, ..train() }, 1, "m")).collect::<Vec<_>>();
    let mut sheets = opened(&table, rows());
    let range = sheets.worksheet_range("Ranking").unwrap();
    for row in 1..4 {
        let cell = range.get((row, 3)).unwrap().to_string();
        assert!(cell.encode_utf16().count() <= 32_767);
        assert!(cell.ends_with("[…]"));
    }
    let note = sheets.worksheet_range("Columns").unwrap().get((0, 0)).unwrap().to_string();
    assert!(note.contains("cut"), "{note}");
    for format in [Format::Csv, Format::Json] {
        let file = String::from_utf8(written(format, &table, rows())).unwrap();
        assert!(file.contains(&long[0]) && file.contains(&long[1]), "{format:?} holds the whole text");
    }
}

/// Field case F44: sheets have fixed names, legal in each language; a title is only ever a property.
#[test]
fn sheet_names_are_legal_whatever_the_title() {
    for tag in LANGUAGES {
        for question in ["Mikkeli / S:t Michel 14.1.2020 [kväll]", "'kvoterad'", "History", "", "Ranking"] {
            let about = parvis::export::About { question: question.into(), ..about(tag, true) };
            let sheets = opened(&ranking::table(&about, &words(tag)), vec![]);
            for name in sheets.sheet_names() {
                assert!((1..=31).contains(&name.encode_utf16().count()));
                assert!(!name.contains([':', '\\', '/', '?', '*', '[', ']']) && !name.starts_with('\''));
                assert!(!name.eq_ignore_ascii_case("history"));
            }
        }
    }
}
