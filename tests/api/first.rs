//! Who may be first: one answer, on page, in report and files and by API; and when ideas are too close to be told
//! apart.

use serde_json::{Value, json};

use crate::support::server::Caller;
use crate::{C, Case, IDEAS, story};

/// Answers of a new participant to `count` pairs, each as `choose` says of the two texts.
fn answer(case: &Case, count: usize, choose: impl Fn(&str, &str) -> &'static str) {
    let participant = case.join();
    let pairs = participant.get(&format!("{C}/pairs?count={count}")).ok();
    let text = |idea: &Value| idea["text"].as_str().unwrap().to_owned();
    let vote = |pair: &Value| json!({"pair": pair["token"], "outcome": choose(&text(&pair["left"]), &text(&pair["right"]))});
    let votes: Vec<Value> = pairs["items"].as_array().unwrap().iter().map(vote).collect();
    participant.post(&format!("{C}/votes"), &json!({"votes": votes})).ok();
}

fn items(caller: &Caller<'_>) -> Vec<Value> {
    caller.get(&format!("{C}/ranking?lang=fi")).ok()["items"].as_array().unwrap().clone()
}

/// What stands between the first `from` and the next `to`.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    rest.split(to).next().unwrap()
}

#[test]
fn all_say_the_same_of_who_may_be_first() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        let place = |order: &[&str], idea: &str| order.iter().position(|other| *other == idea).unwrap();
        let mut order = IDEAS;
        for _ in 0..9 {
            // The first three change places among themselves, and come before the last two.
            order[..3].rotate_left(1);
            answer(
                case,
                10,
                |left, right| if place(&order, left) < place(&order, right) { "left" } else { "right" },
            );
        }
        let ranked = items(&case.anybody());
        let first: Vec<&str> = ranked
            .iter()
            .filter(|item| item["rank_low"] == 1)
            .map(|item| item["text"].as_str().unwrap())
            .collect();
        assert_eq!(first.len(), 3, "{ranked:?}");
        for item in &ranked {
            assert_eq!(item["tier"] == 1, item["rank_low"] == 1, "{item}");
            let begins = ranked.iter().find(|other| other["tier"] == item["tier"]).unwrap()["rank"].as_u64();
            let range = item["rank_low"].as_u64()..=item["rank_high"].as_u64();
            assert!(range.contains(&begins), "{item} is in a tier that begins at {begins:?}");
        }
        for (lang, says) in [
            ("en", "Three ideas could be first."),
            ("fi", "Kolme ideaa voi olla ensimmäinen."),
            ("sv", "Tre idéer kan vara främst."),
        ] {
            let page = case.anybody().get(&format!("/c/kysely/results?lang={lang}")).text();
            assert_eq!(between(&page, "<h1 class=\"finding\">", "</h1>"), says);
            let tier = between(&page, "<section class=\"tier\">", "</section>");
            assert_eq!(tier.matches("<li class=\"ranked\">").count(), 3, "{lang}: {tier}");
            assert!(first.iter().all(|idea| tier.contains(idea)), "{lang}: {tier}");
            case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
            let report = case.anybody().get(&format!("/c/kysely/report.html?lang={lang}")).text();
            assert!(report.contains(says), "{lang}");
        }
        let csv = case.anybody().get(&format!("{C}/exports/ranking.csv")).text();
        assert_eq!(csv.lines().next().unwrap().split(',').filter(|name| *name == "tier").count(), 1);
    });
}

#[test]
fn what_more_than_ten_times_the_votes_would_settle_is_too_close() {
    story(|case| {
        let ideas: Vec<String> = (1..=12).map(|number| format!("Ajatus {number}")).collect();
        let ideas: Vec<&str> = ideas.iter().map(String::as_str).collect();
        case.open(&json!({"results": "always"}), &ideas);
        for round in 0..8 {
            answer(
                case,
                10,
                |left, right| if (left.len() + right.len() + round) % 2 == 0 { "left" } else { "right" },
            );
        }
        let votes = case.anybody().get(&format!("{C}/ranking")).ok()["votes"].as_f64().unwrap();
        let certainty = case.anybody().get(&format!("{C}/certainty")).ok();
        for of in ["first", "best_five"] {
            let needed = certainty[of]["votes_needed"].as_f64().unwrap();
            assert_eq!(certainty[of]["too_close"], needed > 10.0 * votes, "{certainty}");
        }
        assert_eq!(certainty["best_five"]["too_close"], true, "{certainty}");
        let page = case.anybody().get("/c/kysely/results?lang=en").text();
        assert!(page.contains("The best five are too close to tell apart"), "{page}");
        assert!(!page.contains("would settle the best five"), "{page}");
    });
}
