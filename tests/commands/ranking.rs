//! What `parvis rank` prints of odd files: nothing, ids of several lines, ids as long as a page, a cell without an end.

use crate::{parvis, parvis_told, text};

const HEAD: &str = "left,right,outcome\n";

#[test]
fn a_header_alone_is_no_votes() {
    for format in ["table", "csv", "json"] {
        let run = parvis_told(&["rank", "-", "--format", format], HEAD);
        assert!(!run.out.contains("-0"), "{}", run.out);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    let run = parvis_told(&["rank", "-"], HEAD);
    assert!(run.out.starts_with("0 votes, 0 items"), "{}", run.out);
}

#[test]
fn an_id_stays_on_its_line_in_the_table_and_whole_elsewhere() {
    let long = "x".repeat(140_000);
    let votes = format!("{HEAD}\"two\nlines\",{long},left\n\"turned\u{202e}\",{long},left\n");
    let table = parvis_told(&["rank", "-"], &votes).good();
    assert!(table.contains("two\\nlines") && table.contains("turned\\u{202e}"), "{table}");
    assert!(!table.contains('\u{fffd}') && !table.contains('\u{202e}') && table.contains("xx…"), "{table}");
    assert!(table.len() < 2_000, "{}", table.len());
    let json = parvis_told(&["rank", "-", "--format", "json"], &votes).good();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let ids: Vec<&str> =
        json["items"].as_array().unwrap().iter().map(|i| i["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&long.as_str()) && ids.contains(&"two\nlines"));
    assert!(parvis_told(&["rank", "-", "--format", "csv"], &votes).good().contains(&long));
    let run = parvis_told(&["rank", "-", "--prior", "none"], &votes);
    assert_eq!(run.code, 1);
    assert!(run.err.len() < 2_000 && run.err.contains("two\\nlines"), "{}", run.err.len());
}

#[test]
fn a_cell_that_is_too_long_is_named_by_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.csv");
    let huge = "x".repeat(3 << 20);
    for (votes, place) in [
        (format!("{HEAD}a,b,left\n{huge},b,left\n"), "huge.csv:3: column 1 (left): the cell is longer than"),
        (format!("{HEAD}a,\"{huge}\n\n"), "huge.csv:2: column 2 (right): the cell is longer than"),
        (format!("{huge},right,outcome\n"), "huge.csv:1: column 1"),
        (
            format!("left,right,outcome,note\na,b,left,{huge}\n"),
            "huge.csv:2: column 4 (note): the cell is longer than",
        ),
    ] {
        std::fs::write(&path, votes).unwrap();
        let run = parvis(&["rank", text(&path)]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
        assert!(run.err.contains(place) && run.err.len() < 500, "{}", run.err);
    }
}
