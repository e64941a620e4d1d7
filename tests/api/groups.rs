//! Questions about groups, and results by group that tell of nobody.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::server::Caller;
use crate::{C, Case, IDEAS, story};

fn question() -> Value {
    json!({"id": "region", "question": {"fi": "Missä asut?", "sv": "Var bor du?"}, "choices": [
        {"id": "vaasa", "label": {"fi": "Vaasa", "sv": "Vasa"}},
        {"id": "oulu", "label": {"fi": "Oulu", "sv": "Uleåborg"}},
        {"id": "turku", "label": {"fi": "Turku", "sv": "Åbo"}},
    ]})
}

/// An open consultation that asks where people live.
fn asked(case: &Case) {
    case.open(&json!({"results": "always", "minimum_comparisons": 1}), &IDEAS);
    let added = case.secretary().post(&format!("{C}/groups"), &question());
    assert_eq!(added.status, 201, "{}", added.text());
}

fn join_as<'a>(case: &'a Case, choice: Option<&str>) -> Caller<'a> {
    let groups = choice.map_or(json!({}), |choice| json!({"region": choice}));
    let joined = case.anybody().post(&format!("{C}/participants"), &json!({"groups": groups})).ok();
    case.server.with(joined["token"].as_str().unwrap())
}

fn vote_as(case: &Case, choice: Option<&str>, people: usize, outcome: &str) {
    for _ in 0..people {
        let participant = join_as(case, choice);
        case.answer(&participant, 3, outcome);
    }
}

fn results(case: &Case) -> Value {
    // A release is looked for at most twice a second.
    sleep(Duration::from_millis(520));
    case.secretary().get(&format!("{C}/groups/region/results")).ok()
}

fn shown(results: &Value) -> Vec<String> {
    results["groups"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn questions_are_made_answered_and_kept() {
    story(|case| {
        asked(case);
        let groups = format!("{C}/groups");
        let one = format!("{groups}/region");
        assert_eq!(case.anybody().get(&groups).ok()["items"][0], question());
        assert_eq!(case.anybody().get(&one).ok(), question());
        assert_eq!(case.anybody().post(&groups, &question()).code(), "sign_in_required");
        assert_eq!(case.secretary().post(&groups, &question()).code(), "invalid_field", "the id is taken");
        let second = json!({"id": "age", "question": {"fi": "Ikä?"}, "choices": [
            {"id": "a", "label": {"fi": "alle 30"}}, {"id": "b", "label": {"fi": "30 tai yli"}}]});
        case.secretary().post(&groups, &second).ok();
        for (wrong, field) in [
            (json!({"id": "Ä"}), "id"),
            (json!({"question": {}}), "question"),
            (json!({"choices": []}), "choices"),
            (
                json!({"choices": [{"id": "x", "label": {"fi": "X"}}, {"id": "x", "label": {"fi": "Y"}}]}),
                "choices.1.id",
            ),
            (
                json!({"choices": [{"id": "x", "label": {"fi": " "}}, {"id": "y", "label": {"fi": "Y"}}]}),
                "choices.0.label",
            ),
        ] {
            let mut new = json!({"id": "third", "question": {"fi": "?"}, "choices": second["choices"]});
            new.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
            let answer = case.secretary().post(&groups, &new);
            assert_eq!(answer.problem(), (422, "invalid_field".into()), "{new}");
            assert_eq!(answer.fields(), [field], "{new}");
        }
        case.secretary().delete(&format!("{groups}/age")).ok();

        for (groups, field) in
            [(json!({"region": "rovaniemi"}), "groups.region"), (json!({"shoe": "42"}), "groups.shoe")]
        {
            let refused = case.anybody().post(&format!("{C}/participants"), &json!({"groups": groups}));
            assert_eq!(refused.problem(), (422, "invalid_field".into()));
            assert_eq!(refused.fields(), [field]);
        }
        let participant = join_as(case, Some("oulu"));
        let me = format!("{C}/participants/me");
        assert_eq!(participant.get(&me).ok()["groups"], json!({"region": "oulu"}), "they see what is kept");
        participant.delete(&me).ok();
        assert_eq!(participant.get(&me).code(), "token_invalid");
        join_as(case, None);

        // From here on people can be told apart only as they were asked.
        assert_eq!(case.secretary().delete(&one).code(), "state_conflict");
        assert_eq!(case.secretary().post(&groups, &second).code(), "state_conflict");
        let fewer = json!({"choices": question()["choices"].as_array().unwrap()[..2]});
        assert_eq!(case.secretary().patch(&one, &fewer).code(), "state_conflict");
        let words = json!({"question": {"fi": "Missä maakunnassa asut?"}});
        let changed = case.secretary().patch(&one, &words).ok();
        assert_eq!(changed["question"]["fi"], "Missä maakunnassa asut?");
    });
}

#[test]
fn a_group_is_shown_from_five_people_on_and_moves_by_five() {
    story(|case| {
        asked(case);
        assert_eq!(results(case)["seq"], Value::Null);
        vote_as(case, Some("vaasa"), 4, "left");
        vote_as(case, Some("oulu"), 6, "right");
        // Those outside Oulu are four.
        assert_eq!(shown(&results(case)), Vec::<String>::new());
        vote_as(case, Some("vaasa"), 2, "left");
        vote_as(case, None, 5, "left");
        let first = results(case);
        assert_eq!(shown(&first), ["oulu", "vaasa"]);
        // Six and eighteen: what is told is rounded, and says so.
        let told = &first["groups"]["vaasa"];
        assert_eq!(
            [&told["participants"], &told["votes"], &told["rounded"]],
            [&json!(5), &json!(20), &json!(true)]
        );
        for item in told["items"].as_array().unwrap() {
            assert!(["wins", "losses", "ties", "votes"].iter().all(|count| item[count].is_null()), "{item}");
            assert!(item["strength"].is_number() && item["se"].as_f64() > Some(0.0), "{item}");
        }
        assert_eq!(first["groups"]["vaasa"]["items"].as_array().unwrap().len(), IDEAS.len());

        let ranking = |group: &str| case.anybody().get(&format!("{C}/ranking?group={group}"));
        let vaasa = ranking("region:vaasa").ok();
        assert_eq!((&vaasa["participants"], &vaasa["few_voters"]), (&json!(5), &json!(true)));
        assert_eq!(vaasa["items"][0]["strength"], first["groups"]["vaasa"]["items"][0]["strength"]);
        assert_eq!(ranking("region:turku").problem(), (403, "results_withheld".into()));
        for unknown in ["region:rovaniemi", "shoe:42", "vaasa", "region:vaasa&method=elo"] {
            assert_eq!(ranking(unknown).code(), "invalid_query", "{unknown}");
        }

        vote_as(case, Some("vaasa"), 4, "left");
        vote_as(case, Some("turku"), 2, "left");
        assert_eq!(results(case)["groups"], first["groups"], "four more are too few");
        vote_as(case, Some("vaasa"), 1, "left");
        vote_as(case, Some("oulu"), 5, "left");
        let second = results(case);
        assert_eq!(second["groups"]["oulu"]["participants"], 10);
        // What is left beside Oulu is seven people: two of Turku, covered by five of Vaasa, who wait for that.
        assert_eq!(second["groups"]["vaasa"], first["groups"]["vaasa"]);
        vote_as(case, None, 5, "right");
        assert_eq!(results(case)["groups"], second["groups"], "Vaasa would still uncover Turku");
        vote_as(case, Some("turku"), 3, "right");
        vote_as(case, Some("vaasa"), 5, "right");
        let third = results(case);
        assert_eq!(shown(&third), ["oulu", "turku", "vaasa"], "Turku has five");
        assert_eq!(third["groups"]["vaasa"]["participants"], 15);

        case.secretary().patch(C, &json!({"results": "members"})).ok();
        let withheld = case.anybody().get(&format!("{C}/groups/region/results"));
        assert_eq!(withheld.problem(), (403, "results_withheld".into()));
        assert_eq!(case.secretary().get(&format!("{C}/groups/shoe/results")).code(), "not_found");
    });
}

#[test]
fn many_ideas_side_by_side_have_pages() {
    story(|case| {
        let ideas: Vec<String> = (0..53).map(|number| format!("Idea {number}")).collect();
        let ideas: Vec<&str> = ideas.iter().map(String::as_str).collect();
        case.open(&json!({"results": "always", "minimum_comparisons": 1}), &ideas);
        case.secretary().post(&format!("{C}/groups"), &question()).ok();
        vote_as(case, Some("vaasa"), 5, "left");
        vote_as(case, Some("oulu"), 5, "right");
        results(case);
        let page = |query: &str| case.anybody().get(&format!("/c/kysely/results/region{query}")).text();
        let (first, second) = (page(""), page("?page=2"));
        let rows = |page: &str| page.matches("<tr><th scope=\"row\"").count();
        assert_eq!((rows(&first), rows(&second)), (50, 3));
        assert!(first.contains("href=\"/c/kysely/results/region?page=2#table\""), "{first}");
        assert_eq!(rows(&page("?page=99")), 3, "the last page is the nearest");
    });
}

/// Sets aside, or puts back, moves a group no sooner than votes do: one person's are told of by no difference.
#[test]
fn what_is_set_aside_shows_in_a_group_only_under_five_others() {
    story(|case| {
        asked(case);
        vote_as(case, Some("vaasa"), 6, "left");
        vote_as(case, Some("oulu"), 6, "right");
        let first = results(case);
        assert_eq!(shown(&first), ["oulu", "vaasa"]);
        let votes = case.secretary().get(&format!("{C}/exports/votes.json")).ok();
        let voter = |at: usize| votes["items"][3 * at]["voter"].clone();
        let reason = json!({"fi": "Koe."});
        let set_aside = |who: &[Value]| {
            case.secretary()
                .post(&format!("{C}/set-asides"), &json!({"participants": who, "reason": reason}))
                .ok()
        };
        let one = set_aside(&[voter(0)]);
        assert_eq!((&one["votes"], &one["participants"]), (&json!(3), &json!(1)));
        vote_as(case, Some("oulu"), 3, "right");
        assert_eq!(results(case)["groups"], first["groups"]);
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        assert_eq!(
            results(case)["groups"],
            first["groups"],
            "one of Vaasa and three of Oulu, at the end too"
        );
        let back = format!("{C}/set-asides/{}", one["id"].as_str().unwrap());
        case.secretary().delete(&back).ok();
        assert_eq!(results(case)["groups"], first["groups"]);
        set_aside(&(0..5).map(voter).collect::<Vec<_>>());
        let last = results(case);
        // Three of Oulu came since: as their own they would be told by the difference, so Oulu stays.
        assert_eq!(last["groups"]["oulu"], first["groups"]["oulu"]);
    });
}
