//! `simulate` and `plan`: the same seed says the same, and what can't be simulated is refused in a sentence.

use serde_json::Value;

use crate::parvis;

#[test]
fn a_plan_says_what_may_be_expected() {
    let ask = ["plan", "--ideas", "20", "--participants", "30", "--votes-each", "12", "--runs", "4"];
    let said = parvis(&ask).good();
    assert!(said.starts_with("With 30 participants of 12 votes each, "), "{said}");
    assert!(said.contains("participants find four in five of the 10 best"), "{said}");
    assert!(said.contains("Simulated, means of 4 runs"), "{said}");
    let json = [&ask[..], &["--format", "json"]].concat();
    let plan: Value = serde_json::from_str(&parvis(&json).good()).unwrap();
    assert_eq!(plan["simulated"], true);
    let rows = plan["rows"].as_array().unwrap();
    assert_eq!(
        rows.iter().map(|row| row["participants"].as_u64().unwrap()).collect::<Vec<_>>(),
        [8, 15, 30, 60, 120]
    );
    assert_eq!(parvis(&json).good(), parvis(&json).good(), "the same seed");
    for (wrong, why) in [
        (["plan", "--ideas", "1", "--participants", "9"], "2 to 300 ideas"),
        (["plan", "--ideas", "9", "--participants", "0"], "at least 1 participant"),
        (["plan", "--ideas", "90", "--participants", "1000000"], "at most 50000 votes"),
    ] {
        let refused = parvis(&wrong);
        assert!(refused.code == 2 && refused.err.contains(why), "{}", refused.err);
    }
}

#[test]
fn strategies_are_measured() {
    let ask = ["simulate", "--ideas", "12", "--runs", "3", "--format", "json"];
    let report: Value = serde_json::from_str(&parvis(&ask).good()).unwrap();
    assert_eq!(report["simulated"], true);
    let strategies = report["strategies"].as_array().unwrap();
    assert_eq!(strategies.len(), 4);
    for line in strategies {
        let [lower, median, upper] =
            ["lower", "median", "upper"].map(|at| line["best"][at].as_u64().unwrap());
        assert!(lower <= median && median <= upper && lower > 0, "{line}");
    }
    let needed = [
        "simulate",
        "--ideas",
        "12",
        "--runs",
        "2",
        "--needed",
        "1",
        "--strategy",
        "balanced",
        "--most-votes",
        "4000",
    ];
    assert!(parvis(&needed).good().contains("until the best 1 stand apart, reckoned by found"));
    for (wrong, why) in
        [(["simulate", "--ideas", "5"], "11 to 1,000"), (["simulate", "--runs", "0"], "at least 1")]
    {
        let refused = parvis(&wrong);
        assert!(refused.code == 2 && refused.err.contains(why), "{}", refused.err);
    }
}
