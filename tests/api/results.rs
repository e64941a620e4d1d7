//! Who sees results when, asked every way; the ranking and its files.

use serde_json::{Value, json};

use crate::support::server::{Answer, Caller};
use crate::{C, Case, IDEAS, story};

/// Every address that shows something of the results.
const WAYS: [&str; 8] = [
    "ranking",
    "ranking?method=elo",
    "ranking?method=win_rate",
    "certainty",
    "snapshots",
    "exports/ranking.csv",
    "log",
    "changes",
];

/// Whether the caller sees results; all ways must say the same.
fn sees(caller: &Caller<'_>) -> bool {
    let answers = WAYS.map(|way| {
        let request = caller.request(reqwest::Method::GET, &format!("{C}/{way}"));
        // A stream has no end: its head says enough.
        let response = request.send().unwrap();
        match response.status().as_u16() {
            200 => true,
            403 => false,
            other => panic!("{way}: {other}"),
        }
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{WAYS:?} {answers:?}");
    // The page, with what a link shows of it.
    let page = caller.get("/c/kysely/results");
    let expected = if answers[0] { (200, true) } else { (403, false) };
    assert_eq!((page.status, page.text().contains(IDEAS[0])), expected, "the page");
    answers[0]
}

/// Nobody, a participant in the midst of their round, one who has ended it, another's secretary, the secretary.
fn seen_by(case: &Case, stranger: &str) -> [bool; 5] {
    let (new, done) = (case.join(), case.join());
    case.answer(&new, 1, "left");
    case.answer(&done, 2, "left");
    seen(case, &new, &done, stranger)
}

fn seen(case: &Case, new: &Caller<'_>, done: &Caller<'_>, stranger: &str) -> [bool; 5] {
    [sees(&case.anybody()), sees(new), sees(done), sees(&case.server.with(stranger)), sees(&case.secretary())]
}

#[test]
fn one_rule_holds_for_every_way() {
    story(|case| {
        let stranger = crate::member(&case.server, "toinen@example.fi", false);
        case.open(&json!({"round_pairs": 2}), &IDEAS);
        // Of fewer than five nothing is shown, whatever the rule (`tests/attacks/logs.rs`).
        case.crowd(5);
        for (rule, open, closed) in [
            ("always", [true; 5], [true; 5]),
            ("after_round", [false, false, true, false, true], [true; 5]),
            ("closed", [false, false, false, false, true], [true; 5]),
            ("members", [false, false, false, false, true], [false, false, false, false, true]),
        ] {
            case.secretary().patch(C, &json!({"results": rule, "state": "open"})).ok();
            assert_eq!(seen_by(case, &stranger), open, "{rule}, open");
            let (new, done) = (case.join(), case.join());
            case.answer(&done, 2, "left");
            case.secretary().patch(C, &json!({"state": "closed"})).ok();
            assert_eq!(seen(case, &new, &done, &stranger), closed, "{rule}, closed");
        }
        let withheld = case.anybody().get(&format!("{C}/ranking"));
        assert_eq!(withheld.problem(), (403, "results_withheld".into()));
    });
}

/// Six answers of a new participant, for whom ideas stand in this order.
fn answer_in_order(case: &Case, ideas: &[&str]) {
    let participant = case.join();
    let place = |idea: &Value| ideas.iter().position(|text| idea["text"] == *text).unwrap();
    let pairs = participant.get(&format!("{C}/pairs?count=6")).ok();
    let votes: Vec<Value> = pairs["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            let outcome = if place(&pair["left"]) < place(&pair["right"]) { "left" } else { "right" };
            json!({"pair": pair["token"], "outcome": outcome})
        })
        .collect();
    participant.post(&format!("{C}/votes"), &json!({"votes": votes})).ok();
}

#[test]
fn a_lead_of_few_votes_is_turned_by_few() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS[..4]);
        let [first, second, third, fourth] = [IDEAS[0], IDEAS[1], IDEAS[2], IDEAS[3]];
        for _ in 0..3 {
            answer_in_order(case, &[first, second, third, fourth]);
        }
        for _ in 0..2 {
            answer_in_order(case, &[second, first, third, fourth]);
        }
        let certainty = case.anybody().get(&format!("{C}/certainty")).ok();
        // First and second differ by one vote between them: left out, they are equal; two turn them.
        let turned = |name: &str| certainty["first"][name].as_u64().unwrap_or_else(|| panic!("{certainty}"));
        assert!((1..=2).contains(&turned("votes")), "{certainty}");
        assert!((1..=2).contains(&turned("participants")), "{certainty}");
        assert!(certainty["best_five"]["votes"].is_null(), "there are four ideas");
        assert!(certainty["best_five"]["votes_needed"].is_null(), "all are among the best five");
        assert!(certainty["first"]["votes_needed"].as_f64().unwrap() > 10.0, "{certainty}");
        let chances = certainty["among_best_five"].as_array().unwrap();
        assert!(chances.len() == 4 && chances.iter().all(|idea| idea["probability"] == 1.0), "{certainty}");
        let page = case.anybody().get("/c/kysely/results?lang=en");
        assert!(page.text().contains("could turn first place"), "the page says so");
    });
}

#[test]
fn nothing_is_said_of_turning_where_nothing_has_a_place() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS[..4]);
        let certainty = case.secretary().get(&format!("{C}/certainty")).ok();
        assert_eq!(
            certainty["first"],
            json!({"votes": null, "participants": null, "votes_needed": null, "too_close": null})
        );
        assert_eq!(certainty["among_best_five"], json!([]));
        assert!(!case.secretary().get("/c/kysely/results?lang=en").text().contains("could turn first place"));
    });
}

#[test]
fn the_ranking_says_how_sure_it_is_and_what_it_knows() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS[..4]);
        let empty = case.secretary().get(&format!("{C}/ranking")).ok();
        assert_eq!((empty["items"].as_array().unwrap().len(), &empty["votes"]), (4, &json!(0)));
        assert!(empty["items"][0]["rank"].is_null(), "under the minimum");
        for _ in 0..5 {
            case.answer(&case.join(), 6, "left");
        }
        let answer = case.anybody().get(&format!("{C}/ranking?lang=sv"));
        let ranking = answer.ok();
        assert_eq!((&ranking["votes"], &ranking["participants"]), (&json!(30), &json!(5)));
        assert_eq!(ranking["model"]["ties"], "davidson");
        assert_eq!(ranking["model"]["prior"], "gaussian:1");
        for item in ranking["items"].as_array().unwrap() {
            let number = |name: &str| item[name].as_f64().unwrap_or_else(|| panic!("{name}: {item}"));
            assert!(number("rank_low") <= number("rank") && number("rank") <= number("rank_high"), "{item}");
            assert!(
                number("score_low") <= number("score") && number("score") <= number("score_high"),
                "{item}"
            );
            assert_eq!(number("wins") + number("losses") + number("ties"), number("votes"));
        }
        let tag = answer.header("etag").to_owned();
        let request = case.anybody().request(reqwest::Method::GET, &format!("{C}/ranking?lang=sv"));
        assert_eq!(Answer::to(request.header("if-none-match", &tag)).status, 304);

        for method in ["elo", "win_rate"] {
            let rated = case.anybody().get(&format!("{C}/ranking?method={method}")).ok();
            let items = rated["items"].as_array().unwrap();
            let scores: Vec<f64> = items.iter().map(|item| item["score"].as_f64().unwrap()).collect();
            assert!(scores.windows(2).all(|two| two[0] >= two[1]), "{scores:?}");
            for none in ["strength", "se", "rank_low", "rank_high", "score_low", "score_high"] {
                assert_eq!(items[0][none], Value::Null, "{method} {none}");
            }
        }
        for wrong in ["method=x", "event=evt_1", "group=region:vasa"] {
            let refused = case.anybody().get(&format!("{C}/ranking?{wrong}"));
            assert_eq!(refused.problem(), (400, "invalid_query".into()), "{wrong}");
        }
    });
}

#[test]
fn files_are_for_who_may_have_them() {
    story(|case| {
        case.open(&json!({"results": "always"}), &["Junat", "=1+1", "Etätyö"]);
        let participant = case.join();
        case.answer(&participant, 3, "right");
        case.crowd(4);
        for (list, extension, kind) in [
            ("ranking", "csv", "text/csv"),
            ("ranking", "xlsx", "application/vnd.openxmlformats"),
            ("ideas", "json", "application/json"),
            ("ideas", "ndjson", "application/x-ndjson"),
        ] {
            let file = case.anybody().get(&format!("{C}/exports/{list}.{extension}"));
            assert_eq!(file.status, 200, "{list}.{extension}");
            assert!(file.header("content-type").starts_with(kind), "{}", file.header("content-type"));
            assert!(file.header("content-disposition").contains(&format!(".{extension}\"")));
        }
        let csv = case.anybody().get(&format!("{C}/exports/ideas.csv")).text();
        assert!(csv.contains("'=1+1"), "a formula is defused: {csv}");
        let votes = format!("{C}/exports/votes.csv");
        assert_eq!(case.anybody().get(&votes).problem(), (401, "sign_in_required".into()));
        assert_eq!(participant.get(&votes).problem(), (401, "sign_in_required".into()));
        let votes = case.secretary().get(&votes).text();
        assert!(votes.starts_with("left,right,outcome,voter"), "{votes}");
        assert_eq!(votes.lines().count(), 8);
        for nothing in ["ranking.docm", "ranking", "members.csv", "..csv"] {
            assert_eq!(
                case.secretary().get(&format!("{C}/exports/{nothing}")).problem(),
                (404, "not_found".into())
            );
        }
    });
}

#[test]
fn simulated_votes_are_marked_wherever_their_results_are() {
    story(|case| {
        case.open(&json!({"results": "always", "simulated": true}), &IDEAS);
        case.crowd(5);
        assert_eq!(case.anybody().get(C).ok()["simulated"], true);
        assert_eq!(case.anybody().get(&format!("{C}/ranking")).ok()["simulated"], true);
        for file in ["exports/ranking.csv", "exports/ideas.json", "exports/ranking.ndjson"] {
            let text = case.anybody().get(&format!("{C}/{file}")).text().to_lowercase();
            assert!(text.contains("simulated") && text.contains("true"), "{file}: {text}");
        }
    });
}

#[test]
fn an_ideas_place_is_explained_by_whom_it_met() {
    story(|case| {
        case.open(&json!({"results": "always", "minimum_comparisons": 1}), &IDEAS[..3]);
        for _ in 0..5 {
            let participant = case.join();
            let pairs = participant.get(&format!("{C}/pairs?count=3")).ok();
            // The first idea wins all of its comparisons, the others are even.
            for pair in pairs["items"].as_array().unwrap() {
                let outcome = match (pair["left"]["text"] == IDEAS[0], pair["right"]["text"] == IDEAS[0]) {
                    (true, _) => "left",
                    (_, true) => "right",
                    _ => "tie",
                };
                participant.post(&format!("{C}/votes"), &crate::vote(pair, outcome)).ok();
            }
        }
        let ranking = case.anybody().get(&format!("{C}/ranking")).ok();
        let id = ranking["items"][0]["id"].as_str().unwrap();
        let why = case.anybody().get(&format!("{C}/ideas/{id}/comparisons")).ok();
        assert_eq!(why["met"].as_array().unwrap().len(), 2);
        for met in why["met"].as_array().unwrap() {
            assert_eq!((&met["wins"], &met["losses"], &met["ties"]), (&json!(5), &json!(0), &json!(0)));
        }
        assert_eq!((&why["rank"], &why["score"]), (&json!(1), &ranking["items"][0]["score"]));
        let second = ranking["items"][1]["score"].as_f64().unwrap();
        assert!((why["mean_score_met"].as_f64().unwrap() - second).abs() < 1e-9, "both are as strong: {why}");
        assert_eq!(why["others"], json!({"wins": 0, "losses": 0, "ties": 0}));

        let page = case.anybody().get(&format!("/c/kysely/results/idea/{id}?lang=en"));
        assert_eq!(page.status, 200);
        for text in [IDEAS[0], IDEAS[1], "It met 2 other ideas in 10 choices: 10 won, 0 lost, 0 even."] {
            assert!(page.text().replace(['\u{2068}', '\u{2069}'], "").contains(text), "{text}");
        }
        let results = case.anybody().get("/c/kysely/results?lang=en").text();
        assert!(results.contains(&format!("/results/idea/{id}")), "the ranking leads there");

        case.secretary().patch(C, &json!({"results": "members"})).ok();
        let withheld = case.anybody().get(&format!("{C}/ideas/{id}/comparisons"));
        assert_eq!(withheld.problem(), (403, "results_withheld".into()));
        assert_eq!(case.anybody().get(&format!("/c/kysely/results/idea/{id}")).status, 403);
        assert_eq!(case.secretary().get(&format!("{C}/ideas/idea_0/comparisons")).code(), "not_found");
    });
}

/// `parvis rank` of the exported votes, with these options.
fn ranked_again(case: &Case, options: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("votes.csv");
    std::fs::write(&file, case.secretary().get(&format!("{C}/exports/votes.csv")).text()).unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["rank", file.to_str().unwrap(), "--format", "json"])
        .args(options)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_withdrawn_idea_stays_among_the_others_and_it_is_said() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        for outcome in ["left", "right", "left", "tie", "right"] {
            case.answer(&case.join(), 10, outcome);
        }
        let ranking = || case.anybody().get(&format!("{C}/ranking")).ok();
        let page = || case.anybody().get("/c/kysely/results?lang=en").text();
        let (before, said) = (ranking(), "was withdrawn after it had been compared");
        assert_eq!((&before["withdrawn"], page().contains(said)), (&json!(0), false));
        let id = before["items"][1]["id"].as_str().unwrap();
        case.secretary().patch(&format!("{C}/ideas/{id}"), &json!({"state": "withdrawn"})).ok();
        let after = ranking();
        assert_eq!((&after["withdrawn"], page().contains(said)), (&json!(1), true));
        let again = ranked_again(case, &["--robust"]);
        for item in after["items"].as_array().unwrap() {
            let own = again["items"].as_array().unwrap().iter().find(|own| own["id"] == item["id"]).unwrap();
            for key in ["strength", "se", "score", "score_low", "score_high"] {
                let difference = item[key].as_f64().unwrap() - own[key].as_f64().unwrap();
                assert!(difference.abs() < 1e-6, "{key}: {item} {own}");
            }
        }
    });
}

#[test]
fn a_cap_lets_nobody_shout() {
    story(|case| {
        case.open(&json!({"results": "always", "minimum_comparisons": 1}), &IDEAS);
        // One person makes all choices there are in one order, five make one each in the other.
        let vote = |count: usize, last: bool| {
            let participant = case.join();
            let place = |idea: &Value| IDEAS.iter().position(|text| idea["text"] == *text).unwrap();
            let pairs = participant.get(&format!("{C}/pairs?count={count}")).ok();
            for pair in pairs["items"].as_array().unwrap() {
                let left = (place(&pair["left"]) < place(&pair["right"])) != last;
                let outcome = if left { "left" } else { "right" };
                participant.post(&format!("{C}/votes"), &crate::vote(pair, outcome)).ok();
            }
        };
        vote(10, false);
        for _ in 0..5 {
            vote(1, true);
        }
        let open = case.anybody().get(&format!("{C}/ranking")).ok();
        for wrong in [json!(0), json!(10_001), json!("two")] {
            assert_eq!(case.secretary().patch(C, &json!({"voter_cap": wrong})).status, 422, "{wrong}");
        }
        assert_eq!(case.secretary().patch(C, &json!({"voter_cap": 2})).ok()["voter_cap"], 2);
        let capped = case.anybody().get(&format!("{C}/ranking")).ok();
        assert_eq!(capped["model"]["voter_cap"], 2);
        assert_eq!((&capped["votes"], &capped["participants"]), (&open["votes"], &open["participants"]));
        // What the one person put first stands before what they put last, until their ten choices weigh as two.
        let lead = |ranking: &Value| {
            let of = |text: &str| {
                let item = ranking["items"].as_array().unwrap().iter().find(|item| item["text"] == text);
                item.unwrap()["strength"].as_f64().unwrap()
            };
            of(IDEAS[0]) - of(IDEAS[4])
        };
        assert!(lead(&open) > 0.0 && lead(&capped) < lead(&open) / 2.0, "{} {}", lead(&open), lead(&capped));

        let again = ranked_again(case, &["--voter-cap", "2"]);
        for item in again["items"].as_array().unwrap() {
            let served =
                capped["items"].as_array().unwrap().iter().find(|of| of["id"] == item["id"]).unwrap();
            for key in ["strength", "se", "score", "wins", "votes"] {
                let (served, again) = (served[key].as_f64().unwrap(), item[key].as_f64().unwrap());
                // Few people voted: the service widens its errors as the program does.
                assert!((served - again).abs() < 1e-9, "{key}: {served} {again}");
            }
        }
        assert!(case.anybody().get("/c/kysely/results?lang=en").text().contains("weigh"), "it is said");
        let made = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let whole = case.secretary().get(&format!("{C}/log")).text();
        let public = case.anybody().get(&format!("{C}/log")).text();
        let (code, said) = crate::snapshots::verify(&whole, &made.to_string());
        assert!(code == Some(0) && said.contains("strengths, errors and ranks"), "{said}");
        let (code, said) = crate::snapshots::verify(&public, &made.to_string());
        assert!(code == Some(0) && said.contains("with a cap all else rests on who voted"), "{said}");
        assert!(case.secretary().patch(C, &json!({"voter_cap": null})).ok()["voter_cap"].is_null());
        let again = case.anybody().get(&format!("{C}/ranking")).ok();
        assert!((lead(&again) - lead(&open)).abs() < 1e-9, "as it was");
    });
}
