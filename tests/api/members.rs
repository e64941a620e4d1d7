//! Members of a consultation: invited by a link that works once, given another role, sent away.

use parvis::domain::member::Role;
use serde_json::json;

use crate::access::member_as;
use crate::{C, EMAIL, IDEAS, PASSWORD, member, story};

#[test]
fn a_link_works_once_and_its_password_is_chosen() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let invite = |email: &str| {
            case.secretary().post(&format!("{C}/members"), &json!({"email": email, "role": "preparer"}))
        };
        let first = invite("Uusi@Example.fi").ok();
        assert_eq!(
            (first["email"].as_str(), first["invited"].as_bool()),
            (Some("uusi@example.fi"), Some(true))
        );
        assert!(first["link"].as_str().unwrap().contains("/admin/invited/kysely/pvi_"));
        let second = invite("uusi@example.fi").ok();
        let (read, accepted) = (format!("{C}/members/invited"), format!("{C}/members/accepted"));
        let void = case.anybody().post(&read, &json!({"token": first["token"]}));
        assert_eq!(void.problem(), (403, "invitation_invalid".into()), "a second invitation ends the first");
        let told = case.anybody().post(&read, &json!({"token": second["token"]})).ok();
        assert_eq!((told["has_account"].as_bool(), told["role"].as_str()), (Some(false), Some("preparer")));
        assert_eq!(told["question"]["sv"], "Vilka tjänster?");

        let accept = |password: &str| {
            case.anybody().post(&accepted, &json!({"token": second["token"], "password": password}))
        };
        assert_eq!(accept("short").problem(), (422, "password_weak".into()), "and the invitation stands");
        let session = accept(PASSWORD).ok();
        let new = case.server.with(session["token"].as_str().unwrap());
        assert_eq!(new.get(&format!("{C}/ideas?state=pending")).status, 200);
        assert_eq!(accept(PASSWORD).problem(), (403, "invitation_invalid".into()));

        // Somebody who has an account shows its password, and keeps it.
        let stranger = member(&case.server, "toinen@example.fi", false);
        let third = invite("toinen@example.fi").ok();
        let accept = |password: &str| {
            case.anybody().post(&accepted, &json!({"token": third["token"], "password": password}))
        };
        assert_eq!(accept("another-long-word").code(), "wrong_credentials");
        assert_eq!(case.server.with(&stranger).get(&format!("{C}/ideas?state=pending")).status, 403);
        accept(PASSWORD).ok();
        assert_eq!(case.server.with(&stranger).get(&format!("{C}/ideas?state=pending")).status, 200);
        assert_eq!(invite("toinen@example.fi").problem(), (409, "email_taken".into()));
        assert_eq!(invite("no address").fields(), ["email"]);
    });
}

#[test]
fn roles_change_and_end_at_once_but_a_secretary_is_left() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let expert = member_as(case, "expert@example.fi", Role::Expert);
        let list = case.secretary().get(&format!("{C}/members")).ok();
        let id_of = |email: &str| {
            let of = |one: &&serde_json::Value| one["email"] == email;
            let items = list["items"].as_array().unwrap();
            format!("{C}/members/{}", items.iter().find(of).unwrap()["id"].as_str().unwrap())
        };
        let path = id_of("expert@example.fi");
        let invitations = format!("{C}/invitations");
        let as_expert = || case.server.with(&expert).get(&invitations).status;
        assert_eq!(as_expert(), 403);
        case.secretary().patch(&path, &json!({"role": "contact"})).ok();
        assert_eq!(as_expert(), 200);
        assert_eq!(case.secretary().delete(&path).status, 204);
        assert_eq!(as_expert(), 403);
        let own = id_of(EMAIL);
        assert_eq!(case.secretary().delete(&own).problem(), (409, "state_conflict".into()));
        let demoted = case.secretary().patch(&own, &json!({"role": "expert"}));
        assert_eq!(demoted.problem(), (409, "state_conflict".into()));

        let waiting = json!({"email": "odottaa@example.fi", "role": "coordinator"});
        let invited = case.secretary().post(&format!("{C}/members"), &waiting).ok();
        let path = format!("{C}/members/{}", invited["id"].as_str().unwrap());
        assert_eq!(case.secretary().delete(&path).status, 204);
        let read = case.anybody().post(&format!("{C}/members/invited"), &json!({"token": invited["token"]}));
        assert_eq!(read.code(), "invitation_invalid");
    });
}

#[test]
fn a_contact_person_invites_the_people_of_their_part_and_sees_no_others() {
    story(|case| {
        case.secretary()
            .post(
                "/api/v1/consultations",
                &json!({"slug": "kysely", "question": {"fi": "Mitä?"}, "languages": ["fi"], "results": "members"}),
            )
            .ok();
        let region = json!({"id": "region", "question": {"fi": "Alue"}, "choices":
            [{"id": "vasa", "label": {"fi": "Vaasa"}}, {"id": "lappi", "label": {"fi": "Lappi"}}]});
        case.secretary().post(&format!("{C}/groups"), &region).ok();
        for idea in IDEAS {
            case.secretary().post(&format!("{C}/ideas"), &json!({"texts": {"fi": idea}})).ok();
        }
        case.secretary().patch(C, &json!({"state": "open"})).ok();
        let (members, invitations) = (format!("{C}/members"), format!("{C}/invitations"));
        let wrong = json!({"email": "x@example.fi", "role": "contact", "part": {"region": "mars"}});
        assert_eq!(case.secretary().post(&members, &wrong).fields(), ["part.region"]);
        let wrong = json!({"email": "x@example.fi", "role": "expert", "part": {"region": "vasa"}});
        assert_eq!(case.secretary().post(&members, &wrong).fields(), ["part"]);
        let new = json!({"email": "vaasa@example.fi", "role": "contact", "part": {"region": "vasa"}});
        let invited = case.secretary().post(&members, &new).ok();
        let accept = json!({"token": invited["token"], "password": PASSWORD});
        let session = case.anybody().post(&format!("{C}/members/accepted"), &accept).ok();
        let contact = case.server.with(session["token"].as_str().unwrap());

        let others = json!({"name": "Lappi", "count": 3, "groups": {"region": "lappi"}});
        let lappi = case.secretary().post(&invitations, &others).ok();
        let made = contact.post(&invitations, &json!({"name": "Vaasan kunnat", "link": true})).ok();
        let address = made["addresses"][0].as_str().unwrap();
        assert!(address.contains("/join?c=kysely&code="), "{address}");
        let code = &made["codes"][0];
        for _ in 0..3 {
            // What somebody says of themselves gives way to what the invitation says.
            let join = json!({"code": code, "groups": {"region": "lappi"}});
            let joined = case.anybody().post(&format!("{C}/participants"), &join).ok();
            let me = case.server.with(joined["token"].as_str().unwrap()).get(&format!("{C}/participants/me"));
            assert_eq!(me.ok()["groups"], json!({"region": "vasa"}));
        }
        let seen = contact.get(&invitations).ok();
        let names: Vec<_> = seen["items"].as_array().unwrap().iter().map(|i| i["name"].clone()).collect();
        assert_eq!(names, [json!("Vaasan kunnat")]);
        assert_eq!(
            (seen["items"][0]["used"].as_i64(), &seen["items"][0]["groups"]["region"]),
            (Some(3), &json!("vasa"))
        );
        let foreign = format!("{invitations}/{}", lappi["id"].as_str().unwrap());
        assert_eq!(contact.delete(&foreign).status, 404);
        assert_eq!(contact.get(&format!("{C}/ranking")).problem(), (403, "results_withheld".into()));
        assert_eq!(case.secretary().get(&invitations).ok()["items"].as_array().unwrap().len(), 2);
        let own = format!("{invitations}/{}", made["id"].as_str().unwrap());
        assert_eq!(contact.delete(&own).status, 204);
        let late = case.anybody().post(&format!("{C}/participants"), &json!({"code": code}));
        assert_eq!(late.problem(), (403, "code_unknown".into()), "a link that was taken back leads nowhere");
    });
}
