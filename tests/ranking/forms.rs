//! The forms of files and of output, options, and what has no finite estimate.

use crate::support::{near, rank, rank_input, rank_text};
use std::fmt::Write as _;
use std::io::Write;

const VOTES: &str =
    "left,right,outcome,voter,weight\na,b,left,v,1\nb,c,tie,w,0.5\nc,a,left,v,2\n\"d,e\",a,skip,x,1\n";
const COUNTS: &str = "left,right,left_wins,right_wins,ties\n";

fn json(text: &str, args: &[&str]) -> serde_json::Value {
    rank_text(text, &[&["--format", "json"], args].concat()).json()
}

#[test]
fn the_same_rows_in_other_forms_give_the_same_bytes() {
    let bytes = rank_text(VOTES, &["--format", "json"]).out;
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(VOTES.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(VOTES.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let semicolons =
        VOTES.replace("\"d,e\"", "d§e").replace(',', ";").replace("0.5", "0,5").replace('§', ",");
    for (what, input) in [
        ("BOM", format!("\u{feff}{VOTES}").into_bytes()),
        ("CRLF", VOTES.replace('\n', "\r\n").into_bytes()),
        ("CR", VOTES.replace('\n', "\r").into_bytes()),
        ("UTF-16 LE", utf16),
        ("UTF-16 BE", big),
        ("semicolons", semicolons.clone().into_bytes()),
        ("sep=;", format!("sep=;\r\n{semicolons}").into_bytes()),
        ("tabs", VOTES.replace("\"d,e\"", "d§e").replace(',', "\t").replace('§', ",").into_bytes()),
        ("no last line end", VOTES.trim_end().as_bytes().to_vec()),
        ("blank lines", VOTES.replace('\n', "\n\n").into_bytes()),
    ] {
        assert_eq!(rank_input(&["-", "--format", "json"], &input).out, bytes, "{what}");
    }
}

#[test]
fn files_add_up_and_standard_input_is_one_of_them() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"left,right,left_wins,right_wins\na,b,1,0\n").unwrap();
    let path = file.path().to_str().unwrap();
    let both = rank_input(&[path, "-", "--format", "json"], b"left,right,outcome\nb,a,tie\n").json();
    assert_eq!((&both["votes"], &both["voters"]), (&2.into(), &serde_json::Value::Null));
    assert_eq!(rank(&["-", "-"]).code, 2);
    let absent = rank(&["nowhere.csv"]);
    assert_eq!((absent.code, absent.out.len()), (2, 0));
    assert!(absent.err.contains("nowhere.csv"));
}

#[test]
fn large_files_are_read_on_all_cores_to_the_same_bytes() {
    let mut text = String::from("left,right,outcome,voter\n");
    for vote in 0..90_000_u32 {
        let (one, other) = (vote % 61, (vote * 7 + vote / 61) % 53 + 61);
        let outcome = ["left", "right", "tie", "left"][(vote % 4) as usize];
        writeln!(text, "\"item {one}\",item {other},{outcome},v{}", vote % 997).unwrap();
    }
    assert!(text.len() > 2 << 20, "several blocks");
    let whole = rank_text(&text, &["--format", "json", "--voter-cap", "20"]);
    let (head, body) = text.split_once('\n').unwrap();
    let mut rows: Vec<&str> = body.lines().collect();
    rows.reverse();
    let turned = format!("{head}\n{}\n", rows.join("\n"));
    assert!(whole.json()["items"].as_array().unwrap().len() == 114);
    assert_eq!(rank_text(&turned, &["--format", "json", "--voter-cap", "20"]).out, whole.out);
    // The first fault is named, wherever the blocks were cut.
    let mut lines: Vec<&str> = text.lines().collect();
    lines[80_000] = "a,b,lefft,v";
    lines[40_000] = "a,a,left,v";
    let run = rank_text(&lines.join("\n"), &[]);
    assert_eq!((run.code, run.out.len()), (2, 0));
    assert!(run.err.contains("standard input:40001: column 2 (right)"), "{}", run.err);
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let run = rank_input(&["-"], b"left,right,outcome\na,b,left\na,\xE5,left\n");
    assert_eq!((run.code, run.out.len()), (2, 0));
    assert!(run.err.contains("standard input:3: column 2"), "{}", run.err);
}

#[test]
fn ids_are_opaque_and_unicode_forms_are_warned_of() {
    let text = "left,right,outcome\n007,7,left\n1E5,NA,tie\n\u{e5},a\u{30a},left\n plain,plain,left\n";
    let run = rank_text(text, &["--format", "json"]);
    assert_eq!(run.json()["items"].as_array().unwrap().len(), 8);
    assert!(run.err.contains("Unicode form"), "{}", run.err);
}

#[test]
fn a_table_csv_and_json_say_the_same() {
    let json = json(VOTES, &[]);
    let items = json["items"].as_array().unwrap();
    let csv = String::from_utf8(rank_text(VOTES, &["--format", "csv"]).out).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    for (record, item) in reader.records().zip(items) {
        for (key, field) in header.iter().zip(record.unwrap().iter()) {
            match item[key].as_f64() {
                Some(number) => assert_eq!(field.parse::<f64>().unwrap(), number, "{key}"),
                None => assert_eq!(field, item[key].as_str().unwrap(), "{key}"),
            }
        }
    }
    let table = String::from_utf8(rank_text(VOTES, &[]).out).unwrap();
    let last: Vec<&str> = table.lines().rev().take(items.len()).collect();
    assert!(last.iter().rev().zip(items).all(|(row, item)| row.ends_with(item["id"].as_str().unwrap())));
    let defused = rank_text("left,right,outcome\n=1+1,b,left\n", &["--format", "csv"]).out;
    assert!(String::from_utf8(defused).unwrap().contains("\n'=1+1,"));
}

#[test]
fn options_that_cannot_be_are_refused() {
    for args in [
        &["--ties", "elo"][..],
        &["--prior", "gaussian:-1"],
        &["--prior", "gaussian:0"],
        &["--prior", "phantom:2"],
        &["--level", "1"],
        &["--level", "NaN"],
        &["--voter-cap", "0"],
        &["--intervals", "x"],
        &["--nonsense"],
    ] {
        let run = rank_text(VOTES, args);
        assert_eq!((run.code, run.out.len()), (2, 0), "{args:?}: {}", run.err);
        assert!(!run.err.is_empty());
    }
    let no_voters = rank_text("left,right,outcome\na,b,left\n", &["--voter-cap", "2"]);
    assert_eq!(no_voters.code, 2);
    assert!(no_voters.err.contains("“voter” is missing"), "{}", no_voters.err);
}

#[test]
fn ties_alone_and_sides_alone_have_their_answers() {
    let ties = format!("{COUNTS}a,b,0,0,3\n");
    for model in ["davidson", "rao-kupper"] {
        let run = rank_text(&ties, &["--format", "json", "--ties", model]);
        let found = run.json();
        assert!(run.err.contains("every preference is a tie"), "{}", run.err);
        assert!(found["tie_parameter"].is_null());
        assert!(
            found["items"]
                .as_array()
                .unwrap()
                .iter()
                .all(|item| item["strength"] == 0.0 && item["rank"] == 1)
        );
        assert_eq!(rank_text(&ties, &["--prior", "none", "--ties", model]).code, 1);
    }
    assert!(json(&ties, &["--ties", "half", "--prior", "none"])["tie_parameter"].is_null());
    let left = format!("{COUNTS}a,b,3,0,0\nb,a,4,0,1\n");
    let run = rank_text(&left, &["--side-effect"]);
    assert_eq!((run.code, run.out.len()), (1, 0));
    assert!(run.err.contains("--side-effect") && run.err.contains("left side"), "{}", run.err);
    assert_eq!(
        json(&left, &["--side-effect", "--ties", "half"])["side_effect"]["estimate"]
            .as_f64()
            .map(f64::is_finite),
        Some(true)
    );
}

#[test]
fn few_voters_widen_errors() {
    let mut few = String::from("left,right,outcome,voter\n");
    let mut many = few.clone();
    for vote in 0..60 {
        let row = ["a,b,left", "b,c,left", "c,a,left", "a,b,right"][vote % 4];
        writeln!(few, "{row},v{}", vote % 6).unwrap();
        writeln!(many, "{row},v{vote}").unwrap();
    }
    let run = rank_text(&few, &["--robust", "--format", "json"]);
    assert!(run.err.contains("only 6 voters"), "{}", run.err);
    assert!(rank_text(&many, &["--robust"]).err.is_empty());
    assert_eq!(run.json()["model"]["robust"], true);
}

#[test]
fn odd_sizes_are_answered() {
    let one = json("left,right,outcome\nb,a,skip\n", &["--robust"]);
    assert_eq!(one["items"].as_array().unwrap().len(), 2);
    let zero = json(&format!("{COUNTS}a,b,0,0,0\n"), &[]);
    assert_eq!(
        zero["items"][0]["se"].as_f64().map(|se| (se * 1e9).round()),
        Some((0.5_f64.sqrt() * 1e9).round())
    );
    let far = json(&format!("{COUNTS}a,b,1000000000,1,5\n"), &["--prior", "none"]);
    near(far["items"][0]["strength"].as_f64().unwrap(), 0.5 * 1e9_f64.ln(), 1e-6, "strength");
    for cap in ["1", "1000000"] {
        assert_eq!(rank_text(VOTES, &["--voter-cap", cap, "--ties", "rao-kupper"]).code, 0);
    }
}
