//! Cases from public bug reports of people who do this work with other tools; numbers as in their list.

use crate::support::{Run, data, json, near, rank};
use serde_json::Value;

fn path(file: &str) -> String {
    data("fieldcases").join(file).to_str().unwrap().to_owned()
}

fn run(file: &str, args: &[&str]) -> Run {
    let file = path(file);
    rank(&[&[file.as_str(), "--format", "json"], args].concat())
}

/// A file ranks to the values beside it, under each model that they name.
#[track_caller]
fn agrees(file: &str) {
    let expected = json(&data("fieldcases").join(file.replace(".csv", ".expected.json")));
    for (models, expected) in expected.as_object().unwrap() {
        let (ties, prior) = models.split_once(',').unwrap();
        let got = run(file, &["--ties", ties, "--prior", prior]).json();
        let what = format!("{file} {models}");
        let likelihood = expected["log_likelihood"].as_f64().unwrap();
        near(
            got["log_likelihood"].as_f64().unwrap(),
            likelihood,
            1e-8_f64.max(1e-12 * likelihood.abs()),
            &what,
        );
        near(
            got["tie_parameter"].as_f64().unwrap(),
            expected["tie_parameter"].as_f64().unwrap(),
            1e-8,
            &what,
        );
        let items = expected["items"].as_array().unwrap();
        assert_eq!(got["items"].as_array().unwrap().len(), items.len(), "{what}");
        for (own, item) in got["items"].as_array().unwrap().iter().zip(items) {
            let what = format!("{what}: {}", item["id"]);
            assert_eq!(own["id"], item["id"], "{what}");
            for key in ["rank", "rank_low", "rank_high"] {
                assert_eq!(own[key], item[key], "{what}: {key}");
            }
            for (key, tolerance) in [
                ("strength", 1e-8),
                ("se", 1e-8),
                ("score", 1e-6),
                ("wins", 0.0),
                ("losses", 0.0),
                ("ties", 0.0),
            ] {
                near(
                    own[key].as_f64().unwrap(),
                    item[key].as_f64().unwrap(),
                    tolerance,
                    &format!("{what}: {key}"),
                );
            }
        }
    }
}

/// A file is refused at its place, with nothing on standard output.
#[track_caller]
fn refused(file: &str, place: &str, words: &[&str]) {
    for format in ["json", "csv", "table"] {
        let run = rank(&[&path(file), "--format", format]);
        assert_eq!((run.code, run.out.as_slice()), (2, b"".as_slice()), "{file}: {}", run.err);
        assert!(run.err.contains(&format!("{file}{place}")), "{file}: {}", run.err);
        for word in words {
            assert!(run.err.contains(word), "{file}: {word} in {}", run.err);
        }
    }
}

#[test]
fn f01_an_item_that_always_won_is_named() {
    agrees("F01_separation.csv");
    let run = run("F01_separation.csv", &["--prior", "none"]);
    assert_eq!((run.code, run.out.len()), (1, 0));
    for words in ["{puisto} never lost", "{puisto}, {kirjasto, pyörätie, uimahalli}"] {
        let turned = words.replace(
            "{puisto}, {kirjasto, pyörätie, uimahalli}",
            "{kirjasto, pyörätie, uimahalli}, {puisto}",
        );
        assert!(run.err.contains(words) || run.err.contains(&turned), "{}", run.err);
    }
}

#[test]
fn f03_f04_nothing_ranks_to_nothing() {
    for file in ["F03_one_idea.votes.csv", "F04_header_only.csv"] {
        let run = run(file, &[]);
        assert_eq!(run.json()["items"], Value::Array(vec![]));
        assert!(run.err.contains("no votes"), "{}", run.err);
    }
    refused("F04_empty.csv", ":1", &["no header"]);
}

#[test]
fn f06_an_item_against_itself_is_refused() {
    refused("F06_self_pair.csv", ":4", &["column 2 (right)", "an item against itself", "tåg"]);
}

#[test]
fn f08_huge_counts_keep_their_digits() {
    agrees("F08_huge_counts.csv");
}

#[test]
fn f09_fractional_and_zero_weights() {
    agrees("F09_fractional_and_zero_weights.csv");
}

#[test]
fn f13_skips_say_nothing() {
    agrees("F13_item_only_in_skips.csv");
    let with = run("F13_item_only_in_skips.csv", &[]);
    assert!(with.err.contains("sauna"), "{}", with.err);
    let only = run("F13_only_skips.csv", &[]).json();
    for item in only["items"].as_array().unwrap() {
        assert_eq!((&item["rank"], &item["rank_low"], &item["rank_high"]), (&1.into(), &1.into(), &3.into()));
        near(item["score"].as_f64().unwrap(), 50.0, 1e-12, "score");
        near(item["se"].as_f64().unwrap(), (2.0_f64 / 3.0).sqrt(), 1e-12, "se");
    }
    for (file, names) in [
        ("F13_item_only_in_skips.csv", vec!["sauna"]),
        ("F13_only_skips.csv", vec!["gågata", "kiosk", "lekpark"]),
    ] {
        let run = run(file, &["--prior", "none"]);
        assert_eq!((run.code, run.out.len()), (1, 0));
        assert!(names.iter().all(|name| run.err.contains(name)), "{}", run.err);
    }
}

#[test]
fn f15_a_cycle_makes_equals() {
    agrees("F15_cycle.csv");
}

#[test]
fn f16_two_items_are_enough() {
    agrees("F16_two_items.csv");
}

#[test]
fn f18_sides_may_swap() {
    agrees("F18_reversed_pair.csv");
}

#[test]
fn f20_the_order_of_rows_changes_no_byte() {
    agrees("F20a_file_order.csv");
    assert_eq!(run("F20a_file_order.csv", &[]).out, run("F20b_shuffled.csv", &[]).out);
}

#[test]
fn f22_a_round_robin_keeps_its_order() {
    agrees("F22_transitive_round_robin.csv");
}

#[test]
fn f24_one_lucky_win_is_uncertain() {
    agrees("F24_one_win_against_many.csv");
    for (wins, losses, expected) in [
        (1.0, 0.0, 66.666_666_7),
        (90.0, 30.0, 74.590_163_9),
        (60.0, 80.0, 42.957_746_5),
        (30.0, 71.0, 30.097_087_4),
    ] {
        near(parvis::ranking::win_rate(wins, losses), expected, 1e-7, "win rate");
    }
}

#[test]
fn f26_a_byte_order_mark_and_crlf_are_read() {
    agrees("F26_bom_crlf.csv");
}

#[test]
fn f27_semicolons_and_decimal_commas_are_read() {
    agrees("F27_swedish_excel_semicolon.csv");
}

#[test]
fn f30_an_open_quote_is_named_where_it_opens() {
    refused("F30_unclosed_quote.csv", ":3", &["unclosed quote"]);
}

#[test]
fn f32_ragged_rows_are_named() {
    refused("F32a_one_field_too_many.csv", ":3", &["4 fields where the header has 3"]);
    refused("F32b_one_field_too_few.csv", ":4", &["2 fields where the header has 3", "outcome is missing"]);
}

#[test]
fn f34_ids_are_text() {
    agrees("F34_ids_na_null_nan.csv");
}

#[test]
fn f36_unknown_words_are_refused() {
    refused("F36a_unknown_outcome.csv", ":3", &["column 3 (outcome)", "model_a"]);
    refused("F36b_empty_outcome.csv", ":3", &["column 3 (outcome)"]);
    refused("F36c_missing_column.csv", ":1", &["“right” is missing", "rigth"]);
}
