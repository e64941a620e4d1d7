//! Wiki surveys as All Our Ideas exports them: one made for the case, and eighteen real ones where they are at hand.

use std::path::{Path, PathBuf};

use parvis::domain::vote::Outcome;
use parvis::reading::wiki_survey::{self, File, Summary, WikiSurvey};
use serde_json::Value;

use crate::support::{field_case, read, root};

fn survey(paths: [PathBuf; 3]) -> WikiSurvey {
    let [ideas, votes, nonvotes] = paths.map(|path| (path.display().to_string(), read(&path)));
    wiki_survey::read(
        File { name: &ideas.0, bytes: &ideas.1 },
        File { name: &votes.0, bytes: &votes.1 },
        File { name: &nonvotes.0, bytes: &nonvotes.1 },
    )
    .unwrap_or_else(|error| panic!("{error}"))
}

/// 100 (wins + 1) / (wins + losses + 2) over the valid votes; ties and skips count for neither.
fn win_rates(survey: &WikiSurvey) -> Vec<f64> {
    let mut counts = vec![(0.0, 0.0); survey.ideas.len()];
    for vote in survey.votes.iter().filter(|vote| vote.valid) {
        let (winner, loser) = match vote.answer.outcome {
            Outcome::Left => (vote.left, vote.right),
            Outcome::Right => (vote.right, vote.left),
            Outcome::Tie | Outcome::Skip => continue,
        };
        counts[winner].0 += 1.0;
        counts[loser].1 += 1.0;
    }
    counts
        .into_iter()
        .map(|(wins, losses): (f64, f64)| 100.0 * (wins + 1.0) / (wins + losses + 2.0))
        .collect()
}

/// An export's scores have six digits, without zeros at the end.
fn six_digits(score: f64) -> f64 {
    format!("{score:.5e}").parse().expect("a number")
}

/// Field case F38.
#[test]
fn a_survey_with_html_line_breaks_and_an_invalid_vote() {
    let expected: Value = serde_json::from_slice(&read(&field_case("F38_aoi.expected.json"))).unwrap();
    let parts = ["ideas", "votes", "nonvotes"];
    let survey = survey(parts.map(|part| field_case(&format!("F38_aoi_{part}.csv"))));
    assert_eq!(
        survey.summary,
        Summary {
            ideas: 4,
            valid_votes: 8,
            invalid_votes: 1,
            ties: 2,
            skips: 2,
            bounces: 2,
            stops: 1,
            voters: 4,
            ..Summary::default()
        }
    );
    let texts: Vec<&str> = survey.ideas.iter().map(|idea| idea.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Lastenhoito, myös iltaisin",
            "Samlokaler i <em>varje</em> kommun",
            "Monitoimitila: \"etätyö & palvelut\"",
            "=1+1 fler distansdagar"
        ]
    );
    assert_eq!(survey.ideas.iter().filter(|idea| idea.user_submitted).count(), 1);
    for (idea, rate) in survey.ideas.iter().zip(win_rates(&survey)) {
        assert_eq!(expected["win_rate"][&idea.id].as_f64(), Some(six_digits(rate)));
    }
}

/// Nothing that could lead to a person is in what was read: no address hash, no browser.
#[test]
fn addresses_and_browsers_are_left_in_the_file() {
    let parts = ["ideas", "votes", "nonvotes"];
    let survey = survey(parts.map(|part| field_case(&format!("F38_aoi_{part}.csv"))));
    let all = format!("{survey:?}");
    assert!(all.contains("Lastenhoito"));
    assert!(!all.contains("Mozilla") && !all.contains("000000000000"));
}

/// The surveys are under a licence that keeps them out of this repository.
#[test]
fn every_win_rate_is_the_score_that_the_survey_shows() {
    let folder = root().join("../shared/data/allourideas");
    let ideas = files(&folder, "_ideas.csv");
    if ideas.is_empty() {
        return;
    }
    assert_eq!(ideas.len(), 18);
    let mut seen = 0;
    for path in ideas {
        let part = |part: &str| PathBuf::from(path.to_string_lossy().replace("_ideas.csv", part));
        let survey = survey([path.clone(), part("_votes.csv"), part("_nonvotes.csv")]);
        assert_eq!(survey.summary.other_counts, 0, "{}", path.display());
        let bytes = read(&path);
        let mut rows = csv::Reader::from_reader(bytes.as_slice());
        for ((idea, rate), row) in survey.ideas.iter().zip(win_rates(&survey)).zip(rows.records()) {
            let row = row.unwrap();
            assert_eq!(idea.id, row[1]);
            assert_eq!(six_digits(rate), row[6].parse::<f64>().unwrap(), "{} {}", path.display(), idea.id);
            seen += 1;
        }
        assert!(survey.votes.is_sorted_by_key(|vote| vote.time));
    }
    assert_eq!(seen, 82);
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    paths.sort();
    paths
}
