//! From ideas to adopted guidelines: background, timeline, evidence, drafts, a second round, adoption, and what
//! became of each idea.

use parvis::domain::member::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::access::member_as;
use crate::support::server::{Answer, Caller};
use crate::{C, Case, IDEAS, story};

fn put(caller: &Caller<'_>, path: &str, body: &Value) -> Answer {
    Answer::to(caller.request(Method::PUT, path).json(body))
}

fn if_match(caller: &Caller<'_>, method: Method, path: &str, tag: &str, body: &Value) -> Answer {
    Answer::to(caller.request(method, path).header("if-match", tag).json(body))
}

fn idea_ids(case: &Case) -> Vec<String> {
    let list = case.secretary().get(&format!("{C}/ideas")).ok();
    list["items"].as_array().unwrap().iter().map(|idea| idea["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_background_is_written_by_one_at_a_time() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let path = format!("{C}/background");
        let empty = case.anybody().get(&path);
        assert_eq!(empty.ok()["mandate"], json!({}));
        let whole = json!({"mandate": {"fi": "**Toimeksianto** 25.10.2019–31.3.2020"},
            "organisation": [{"name": {"fi": "Koordinaatioryhmä"}, "does": {"fi": "Ohjaa"}, "members": {}}],
            "related": [{"title": {"fi": "Selvitys"}, "url": "https://vm.fi"}]});
        let tag = empty.header("etag").to_owned();
        let written = if_match(&case.secretary(), Method::PUT, &path, &tag, &whole).ok();
        assert_eq!(written["organisation"][0]["name"]["fi"], "Koordinaatioryhmä");
        let late = if_match(&case.secretary(), Method::PUT, &path, &tag, &whole);
        assert_eq!(late.problem(), (412, "precondition_failed".into()));
        for (wrong, field) in [
            (json!({"related": [{"title": {"fi": "x"}, "url": "javascript:alert(1)"}]}), "related.0.url"),
            (json!({"organisation": [{"does": {"fi": "x"}}]}), "organisation.0.name"),
        ] {
            assert_eq!(put(&case.secretary(), &path, &wrong).fields(), [field]);
        }
    });
}

#[test]
fn a_timeline_and_evidence_are_kept() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let (timeline, evidence) = (format!("{C}/timeline"), format!("{C}/evidence"));
        let add = |title: &str, at: &str| {
            case.secretary()
                .post(&timeline, &json!({"title": {"fi": title}, "kind": "phase", "starts_at": at}))
        };
        add("Verkkotyö", "2020-02-01T00:00").ok();
        let first = add("Mikkeli", "2020-01-14T12:00").ok();
        assert_eq!(first["starts_at"], "2020-01-14T10:00:00Z");
        let list = case.anybody().get(&timeline).ok();
        assert_eq!(list["items"][0]["title"]["fi"], "Mikkeli", "by when they begin");
        let path = format!("{timeline}/{}", first["id"].as_str().unwrap());
        let wrong = case.secretary().patch(&path, &json!({"ends_at": "2020-01-13T12:00"}));
        assert_eq!(wrong.fields(), ["ends_at"]);
        assert_eq!(
            case.secretary().patch(&path, &json!({"ends_at": "2020-01-14T15:00"})).ok()["kind"],
            "phase"
        );
        assert_eq!(case.secretary().delete(&path).status, 204);

        let preparer = member_as(case, "valmistelija@example.fi", Role::Preparer);
        let preparer = case.server.with(&preparer);
        let idea = idea_ids(case)[0].clone();
        let new = json!({"title": {"fi": "Kysely"}, "publisher": {"fi": "VM"}, "date": "2019-05", "licence": "CC BY 4.0",
            "url": "https://vm.fi/kysely", "simulated": true, "figures": [{"label": {"fi": "Vastaajia"}, "value": {"fi": "1 200"}}],
            "ideas": [{"id": idea, "passage": {"fi": "sivu 3"}}]});
        let source = preparer.post(&evidence, &new).ok();
        let path = format!("{evidence}/{}", source["id"].as_str().unwrap());
        let file = "Kunta;Matka\r\nVaasa;12,5\r\n";
        let sent = preparer.request(Method::PUT, &format!("{path}/table")).body(file);
        assert_eq!(Answer::to(sent).ok()["tables"]["fi"]["rows"], json!([["Vaasa", "12,5"]]));
        let changed = preparer.patch(&path, &json!({"publisher": {"fi": "Valtiovarainministeriö"}})).ok();
        assert_eq!(changed["tables"]["fi"]["columns"], json!(["Kunta", "Matka"]), "the table stays");
        let broken = preparer.request(Method::PUT, &format!("{path}/table")).body("a,b\n1,2,3\n");
        let broken = Answer::to(broken);
        assert_eq!(
            (broken.fields(), broken.text().contains("the table:2: ")),
            (vec!["table".to_owned()], true)
        );
        let huge = preparer.request(Method::PUT, &format!("{path}/table")).body("x".repeat(70_000));
        assert_eq!(Answer::to(huge).problem(), (413, "body_too_large".into()));
        for (wrong, field) in [
            (json!({"title": {}}), "title"),
            (json!({"title": {"fi": "x"}, "date": "spring"}), "date"),
            (json!({"title": {"fi": "x"}, "url": "vm.fi"}), "url"),
            (json!({"title": {"fi": "x"}, "ideas": [{"id": "idea_x"}]}), "ideas.0.id"),
        ] {
            assert_eq!(preparer.post(&evidence, &wrong).fields(), [field], "{wrong}");
        }
    });
}

#[test]
fn guidelines_go_from_ideas_to_adoption_and_each_step_can_be_followed() {
    story(|case| {
        case.open(&json!({"results": "always", "minimum_comparisons": 2}), &IDEAS);
        for _ in 0..6 {
            case.answer(&case.join(), 10, "left");
        }
        let ideas = idea_ids(case);
        let preparer = member_as(case, "valmistelija@example.fi", Role::Preparer);
        let preparer = case.server.with(&preparer);
        let coordinator = member_as(case, "koordinaattori@example.fi", Role::Coordinator);
        let coordinator = case.server.with(&coordinator);
        let guidelines = format!("{C}/guidelines");
        let source = preparer.post(&format!("{C}/evidence"), &json!({"title": {"fi": "Kysely"}})).ok();

        let wrong = preparer.post(&guidelines, &json!({"title": {"fi": "x"}, "ideas": ["idea_x"]}));
        assert_eq!(wrong.fields(), ["ideas.0"]);
        let wrong = json!({"title": {"fi": "x"}, "evidence": [{"source": "evi_x"}]});
        assert_eq!(preparer.post(&guidelines, &wrong).fields(), ["evidence.0.source"]);
        let new = json!({"title": {"fi": "Palvelut samassa pisteessä"}, "ideas": [ideas[0]],
            "evidence": [{"source": source["id"], "passage": {"fi": "Kyselyn sivu 4"}}]});
        let draft = preparer.post(&guidelines, &new).ok();
        assert_eq!((draft["number"].as_i64(), draft["state"].as_str()), (Some(1), Some("draft")));
        let path = format!("{guidelines}/{}", draft["id"].as_str().unwrap());
        assert_eq!(case.anybody().get(&path).status, 404, "a draft is there for members");
        assert_eq!(case.anybody().get(&guidelines).ok()["items"], json!([]));
        let in_use = preparer.delete(&format!("{C}/evidence/{}", source["id"].as_str().unwrap()));
        assert_eq!(in_use.problem(), (409, "in_use".into()));

        // What lacks is listed, and the secretary does not adopt.
        let adoption = format!("{path}/adoption");
        assert_eq!(put(&coordinator, &adoption, &json!({})).problem(), (409, "state_conflict".into()));
        assert_eq!(put(&case.secretary(), &adoption, &json!({})).status, 403);
        let proposed = preparer.patch(&path, &json!({"state": "proposed"})).ok();
        assert!(proposed["snapshot"].as_str().unwrap().starts_with("snap_"));
        let drawn = &proposed["ideas"][0];
        let snapshot =
            case.anybody().get(&format!("{C}/snapshots/{}", proposed["snapshot"].as_str().unwrap())).ok();
        let frozen =
            snapshot["items"].as_array().unwrap().iter().find(|item| item["id"] == ideas[0]).unwrap();
        for member in ["rank_low", "rank_high", "score"] {
            assert_eq!(drawn[member], frozen[member], "{member}");
        }
        let lacking = put(&coordinator, &adoption, &json!({}));
        assert_eq!(lacking.problem(), (422, "not_ready".into()));
        assert_eq!(lacking.fields(), ["reasons", "title.sv", "text"]);
        let whole = json!({"title": {"fi": "Palvelut samassa pisteessä", "sv": "Tjänster på samma ställe"},
            "text": {"fi": "Teksti", "sv": "Text"}, "reasons": {"fi": "Koska", "sv": "Eftersom"}});
        preparer.patch(&path, &whole).ok();

        // Two people edit: the second is told.
        let tag = preparer.get(&path).header("etag").to_owned();
        if_match(&preparer, Method::PATCH, &path, &tag, &json!({"text": {"fi": "A", "sv": "A"}})).ok();
        let second =
            if_match(&preparer, Method::PATCH, &path, &tag, &json!({"text": {"fi": "B", "sv": "B"}}));
        assert_eq!(second.problem(), (412, "precondition_failed".into()));

        // Experts say something in a thread, which is resolved, and an answer opens it again.
        let expert = member_as(case, "asiantuntija@example.fi", Role::Expert);
        let expert = case.server.with(&expert);
        let comments = format!("{path}/comments");
        let said = expert.post(&comments, &json!({"text": "Entä kirjastot?"})).ok();
        let thread = said["items"][0]["id"].as_str().unwrap().to_owned();
        let resolved = preparer.patch(&format!("{comments}/{thread}"), &json!({"resolved": true})).ok();
        assert!(resolved["items"][0]["resolved_at"].is_string());
        let answered = expert.post(&comments, &json!({"text": "Vielä yksi", "thread": thread})).ok();
        assert_eq!(
            (answered["items"].as_array().unwrap().len(), &answered["items"][0]["resolved_at"]),
            (2, &Value::Null)
        );
        assert_eq!(expert.post(&comments, &json!({"text": " "})).fields(), ["text"]);
        assert_eq!(expert.patch(&path, &json!({"number": 3})).status, 403);

        // A second round in one step, linked both ways.
        let second = format!("{C}/second-round");
        let alone = case.secretary().post(&second, &json!({}));
        assert_eq!(alone.problem(), (409, "state_conflict".into()));
        let ready =
            json!({"title": {"fi": "Etätyö on sallittu", "sv": "Distansarbete är tillåtet"}, "number": 7});
        let other = preparer.post(&guidelines, &ready).ok();
        assert_eq!(preparer.post(&guidelines, &ready).fields(), ["number"]);
        let other = format!("{guidelines}/{}", other["id"].as_str().unwrap());
        preparer.patch(&other, &json!({"state": "proposed"})).ok();
        // Nobody can choose between two that are the same.
        let twin = json!({"title": {"sv": "Distansarbete är tillåtet"}, "state": "proposed"});
        let twin = preparer.post(&guidelines, &twin).ok();
        let refused = case.secretary().post(&second, &json!({"slug": "toinen"}));
        assert_eq!(refused.problem(), (409, "state_conflict".into()));
        let twin = format!("{guidelines}/{}", twin["id"].as_str().unwrap());
        preparer.patch(&twin, &json!({"state": "dropped"})).ok();
        let made = case.secretary().post(&second, &json!({"slug": "toinen"})).ok();
        let linked = preparer.get(&path).ok();
        assert_eq!(linked["second_round"]["consultation"], made["consultation"]);
        let round = case.secretary().get("/api/v1/consultations/toinen/ideas").ok();
        let titles: Vec<_> =
            round["items"].as_array().unwrap().iter().map(|i| i["texts"]["sv"].clone()).collect();
        assert!(titles.contains(&json!("Tjänster på samma ställe")) && titles.len() == 2, "{titles:?}");

        let adopted = put(&coordinator, &adoption, &json!({})).ok();
        assert_eq!((adopted["state"].as_str(), adopted["adopted_at"].is_string()), (Some("adopted"), true));
        assert_eq!(case.anybody().get(&path).ok()["reasons"]["sv"], "Eftersom");
        let late = preparer.patch(&path, &json!({"text": {"fi": "x", "sv": "x"}}));
        assert_eq!(late.problem(), (409, "state_conflict".into()));
        let versions = preparer.get(&format!("{path}/versions")).ok();
        let states: Vec<_> =
            versions["items"].as_array().unwrap().iter().map(|v| v["guideline"]["state"].clone()).collect();
        assert_eq!(
            (states.first(), states.last(), states.len()),
            (Some(&json!("adopted")), Some(&json!("draft")), 6)
        );
        let reopened = Answer::to(coordinator.request(Method::DELETE, &adoption)).ok();
        assert_eq!(reopened["state"], "proposed");
        assert_eq!(case.anybody().get(&path).status, 404);

        // What became of an idea.
        let decision = format!("{C}/ideas/{}/decision", ideas[0]);
        assert_eq!(case.anybody().get(&decision).status, 404);
        let taken = json!({"outcome": "in_part", "reason": {"fi": "Osa siitä"}, "guidelines": [draft["id"]]});
        put(&preparer, &decision, &taken).ok();
        assert_eq!(case.anybody().get(&decision).ok()["outcome"], "in_part");
        for (wrong, field) in [
            (json!({"outcome": "taken", "reason": {}}), "reason"),
            (json!({"outcome": "taken", "reason": {"fi": "x"}, "guidelines": ["gui_x"]}), "guidelines"),
            (json!({"outcome": "lost", "reason": {"fi": "x"}}), "outcome"),
        ] {
            assert_eq!(put(&preparer, &decision, &wrong).fields(), [field], "{wrong}");
        }
        assert_eq!(preparer.delete(&path).problem(), (409, "state_conflict".into()), "it was proposed");
    });
}
