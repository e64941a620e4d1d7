//! Owns what `parvis rank` says on standard error: why there is no ranking, and what to mind about one.

use crate::ranking::{Accuracy, FitError, SideName, Warning};
use crate::reading::error::on_one_line;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// So many names are listed before "and N more".
const LISTED: usize = 12;
/// Characters of a name in a message.
const NAME_LONGEST: usize = 60;

/// Why there is no finite estimate, with the names of the items.
pub(super) fn no_fit(error: &FitError, items: &[String]) -> String {
    let group = |of: &[u32]| format!("{{{}}}", names(of.iter().map(|&item| item as usize), items));
    let groups = |of: &[Vec<u32>]| {
        let mut listed: Vec<String> = of.iter().take(LISTED).map(|of| group(of)).collect();
        if of.len() > LISTED {
            listed.push(format!("and {} more", of.len() - LISTED));
        }
        listed.join(", ")
    };
    let remedy = "A prior gives them finite strengths (--prior gaussian:1).";
    match error {
        FitError::Model(error) => error.to_string(),
        FitError::WithoutComparisons { items: lacking } => format!(
            "no finite estimate: {} has no comparisons, so it has no strength without a prior. {remedy}",
            group(lacking)
        ),
        FitError::Unconnected { components } => format!(
            "no finite estimate: the items fall into {} components that were never compared with one another: {}. {remedy}",
            components.len(),
            groups(components)
        ),
        FitError::Separated { components, never_lose, never_win } => format!(
            "no finite estimate: {} never lost to the others; {} never won against the others. Strongly connected components: {}. {remedy}",
            groups(never_lose),
            groups(never_win),
            groups(components)
        ),
        FitError::TiesRunOff { ties, items: all } => format!(
            "no finite estimate under --ties {ties}: among {} no circle of wins and ties has more wins than ties, so strengths and the tie parameter run off together. {remedy}",
            group(all)
        ),
        FitError::SideEffectRunsOff { winner } => {
            let who = match winner {
                Some(SideName::Left) => {
                    "the left side won every decided comparison that tells it from strength, so the side effect is infinite"
                }
                Some(SideName::Right) => {
                    "the right side won every decided comparison that tells it from strength, so the side effect is minus infinity"
                }
                None => "the side effect and the strengths run off together",
            };
            format!("no finite estimate with --side-effect: {who}. Leave --side-effect out, or use a prior.")
        }
        FitError::TooManyVotes { .. } => format!("{error}; divide all weights by the same number."),
        FitError::RunsOff | FitError::NotConverged { .. } => format!("no finite estimate: {error}."),
    }
}

fn names(of: impl ExactSizeIterator<Item = usize>, items: &[String]) -> String {
    let count = of.len();
    let mut listed: Vec<String> =
        of.take(LISTED).map(|item| on_one_line(&items[item], NAME_LONGEST)).collect();
    if count > LISTED {
        listed.push(format!("and {} more", count - LISTED));
    }
    listed.join(", ")
}

/// What to mind about a ranking.
pub(super) fn about_ranking(warnings: &[Warning], items: &[String]) -> Vec<String> {
    let say = |warning: &Warning| match warning {
        Warning::NoItems => "no votes: the ranking is empty".to_owned(),
        Warning::NoPreferences => "no vote says what is preferred: all items are equal".to_owned(),
        Warning::OnlyTies => {
            "every preference is a tie: all items are equal, and the tie parameter has no finite estimate"
                .to_owned()
        }
        Warning::WithoutComparisons { items: lacking } => {
            format!(
                "without comparisons, so at the prior's strength: {}",
                names(lacking.iter().copied(), items)
            )
        }
        Warning::Unconnected { components } => format!(
            "{components} components were never compared with one another: only the prior puts them on one scale"
        ),
    };
    warnings.iter().map(say).collect()
}

/// What is approximate, for thousands of items.
pub(super) fn about_accuracy(accuracy: Accuracy) -> Option<&'static str> {
    match accuracy {
        Accuracy::Exact => None,
        Accuracy::ExactErrors => Some(
            "with more than 3,000 items, rank ranges take items that never met for uncorrelated (--errors exact does not)",
        ),
        Accuracy::Local => Some(
            "with more than 3,000 items, errors are approximate, within about 3 % (--errors exact takes longer)",
        ),
        Accuracy::Sampled => Some(
            "with more than 3,000 items, robust errors are drawn and good to about 2 % (--errors exact takes longer)",
        ),
    }
}

pub(super) fn few_voters(voters: f64) -> String {
    format!("only {voters} voters: their errors are rough, and widened for it (G/(G−1), t of G−1 degrees)")
}

/// Ids that look the same but are different bytes.
pub(super) fn about_names(items: &[String]) -> Vec<String> {
    let mut forms: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for item in items.iter().filter(|item| !item.is_ascii()) {
        forms.entry(item.nfc().collect()).or_default().push(item);
    }
    let alike = forms.into_iter().filter(|(_, same)| same.len() > 1);
    alike
        .map(|(form, same)| {
            let form = on_one_line(&form, NAME_LONGEST);
            format!("{} ids differ only by their Unicode form and are kept apart: {form}", same.len())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_who_is_missing() {
        let items: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        let error = FitError::Separated {
            components: vec![vec![0], vec![1, 2]],
            never_lose: vec![vec![0]],
            never_win: vec![vec![1, 2]],
        };
        let message = no_fit(&error, &items);
        assert!(message.contains("{a} never lost") && message.contains("{b, c} never won"), "{message}");
    }

    #[test]
    fn warns_of_unicode_forms() {
        let items = ["\u{e5}", "a\u{30a}", "b"].map(str::to_owned);
        assert_eq!(about_names(&items).len(), 1);
        assert!(about_names(&items[1..]).is_empty());
    }
}
