//! The engine against published results and results computed in extended precision.
//! Sources stand in each file of `tests/data/references`.

use crate::support::{Named, data, json, near, ranked};
use parvis::ranking::{Ballots, EloSettings, Intervals, Model, Outcome, elo, fit, ranking};
use serde_json::Value;
use std::collections::BTreeMap;

/// The values have 15 digits or more; the engine's are to agree to these.
const STRENGTH: f64 = 1e-9;
const SCORE: f64 = 1e-5;

fn files() -> Vec<Value> {
    let mut paths: Vec<_> =
        std::fs::read_dir(data("references")).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let values =
        paths.iter().filter(|path| path.extension().is_some_and(|end| end == "json")).map(|path| json(path));
    let found: Vec<Value> = values.filter(|value| value.get("pairs").is_some()).collect();
    assert_eq!(found.len(), 17);
    found
}

fn named(reference: &Value) -> Named {
    let rows: Vec<(String, String, [f64; 3])> = reference["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let count = |at: usize| row[at].as_f64().unwrap();
            (
                row[0].as_str().unwrap().to_owned(),
                row[1].as_str().unwrap().to_owned(),
                [count(2), count(3), count(4)],
            )
        })
        .collect();
    Named::from_counts(&rows)
}

fn model(reference: &Value) -> Model {
    Model {
        ties: reference["ties"].as_str().unwrap().parse().unwrap(),
        prior: reference["prior"].as_str().unwrap().parse().unwrap(),
        side_effect: reference["side_effect"].as_bool().unwrap(),
        ..Model::default()
    }
}

#[test]
fn strengths_errors_and_parameters_agree() {
    for reference in files() {
        let id = reference["id"].as_str().unwrap();
        let named = named(&reference);
        let (fit, covariance, ranking) = ranked(&named.tally, &model(&reference));
        let errors = covariance.standard_errors();
        for (index, item) in named.items.iter().enumerate() {
            let expected = |key: &str| reference[key][item].as_f64().unwrap();
            near(
                fit.strengths()[index],
                expected("strength"),
                STRENGTH,
                &format!("{id}: strength of {item}"),
            );
            near(errors[index], expected("se"), STRENGTH, &format!("{id}: se of {item}"));
        }
        near(fit.log_likelihood(), reference["log_likelihood"].as_f64().unwrap(), 1e-7, id);
        if let Some(expected) = reference["tie_parameter"].as_f64() {
            near(fit.tie_parameter().unwrap(), expected, STRENGTH, id);
        }
        assert_eq!(fit.side_effect().is_some(), reference["side_effect"] == true, "{id}");
        if let Some(expected) = reference["side_effect_estimate"].as_f64() {
            near(fit.side_effect().unwrap(), expected, STRENGTH, id);
            near(
                ranking.side_effect_se.unwrap(),
                reference["side_effect_se"].as_f64().unwrap(),
                STRENGTH,
                id,
            );
        }
    }
}

#[test]
fn published_figures_agree_to_their_digits() {
    let mut compared = 0;
    for reference in files() {
        let named = named(&reference);
        let (fit, ..) = ranked(&named.tally, &model(&reference));
        let digits = reference["published_digits"].as_i64().unwrap_or(6).min(6);
        let tolerance = 0.5001 * 10.0_f64.powi(-(digits as i32));
        for row in reference["published"].as_array().unwrap() {
            let (item, against) = (row[0].as_str().unwrap(), row[1].as_str().unwrap());
            let difference = fit.strengths()[named.index(item)] - fit.strengths()[named.index(against)];
            near(
                difference,
                row[2].as_f64().unwrap(),
                tolerance.max(1e-6),
                &format!("{}: {item}", reference["id"]),
            );
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn ranges_and_scores_agree() {
    let mut compared = 0;
    for reference in files() {
        let id = &reference["id"];
        let named = named(&reference);
        for (intervals, name) in [(Intervals::Pairwise, "pairwise"), (Intervals::Bonferroni, "bonferroni")] {
            let Some(expected) = reference["ranges"].get(name) else { continue };
            let (.., ranking) = ranked(&named.tally, &Model { intervals, ..model(&reference) });
            for item in &ranking.items {
                let name = &named.items[item.item];
                let place = item.place.unwrap();
                assert_eq!(
                    expected[name],
                    serde_json::json!([place.low, place.high]),
                    "{id}: range of {name}"
                );
                if let Some(score) = reference["score"].get(name) {
                    let got = item.score.unwrap();
                    let bound = |at: usize| score[at].as_f64().unwrap().clamp(0.0, 100.0);
                    near(got.value, bound(0), SCORE, &format!("{id}: score of {name}"));
                    near(got.low, bound(1), SCORE, &format!("{id}: low score of {name}"));
                    near(got.high, bound(2), SCORE, &format!("{id}: high score of {name}"));
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn robust_errors_under_a_cap_agree() {
    let reference = json(&data("references/voter_cap.json"));
    let text = std::fs::read_to_string(data("references/voter_cap.csv")).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let index = |column: usize| -> BTreeMap<&str, usize> {
        let mut names: Vec<&str> = rows.iter().map(|row| row[column]).collect();
        if column == 1 {
            names.extend(rows.iter().map(|row| row[2]));
        }
        names.sort_unstable();
        names.dedup();
        names.into_iter().zip(0..).collect()
    };
    let (voters, items) = (index(0), index(1));
    let mut ballots = Ballots::new();
    for row in &rows {
        let outcome = match row[3] {
            "left" => Outcome::Left,
            "right" => Outcome::Right,
            _ => Outcome::Tie,
        };
        ballots.add(voters[row[0]], items[row[1]], items[row[2]], outcome, 1.0);
    }
    for case in reference["cases"].as_array().unwrap() {
        let ballots = match case["cap_votes_per_voter"].as_f64() {
            Some(cap) => ballots.capped(cap),
            None => ballots.clone(),
        };
        assert_eq!(ballots.voters(), case["n_voters"].as_f64().unwrap());
        let tally = ballots.tally(items.len());
        let fit = fit(&tally, &Model::default(), None).unwrap();
        let covariance = fit.robust_covariance(&ballots).unwrap();
        near(fit.tie_parameter().unwrap(), case["nu"].as_f64().unwrap(), STRENGTH, "ν");
        let errors = covariance.standard_errors();
        for (item, &at) in &items {
            near(fit.strengths()[at], case["theta_map"][item].as_f64().unwrap(), STRENGTH, item);
            // The file's errors are not centred: centring takes V/n off the variance, exactly.
            let variance = case["cluster_robust_se_with_prior"][item].as_f64().unwrap().powi(2);
            near(errors[at], (variance - 1.0 / items.len() as f64).sqrt(), STRENGTH, item);
        }
        assert_eq!(ranking(&fit, &covariance, &tally, None).unwrap().items.len(), 32);
    }
}

#[test]
fn elo_agrees_with_evalica() {
    let reference = json(&data("references/food_elo.json"));
    let items = ["Burger", "Pasta", "Pizza", "Sushi", "Tacos"];
    let at = |name: &Value| items.iter().position(|item| name == item).unwrap();
    let votes = reference["sequence"].as_array().unwrap().iter().map(|vote| {
        let outcome = serde_json::from_value(vote[2].clone()).unwrap();
        (at(&vote[0]), at(&vote[1]), outcome)
    });
    for (item, rating) in items.iter().zip(elo(items.len(), votes, EloSettings::default())) {
        near(rating, reference["expected"][item].as_f64().unwrap(), 1e-9, item);
    }
}
