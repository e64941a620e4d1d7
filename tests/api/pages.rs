//! Who is shown which page: every page of a consultation with every role, where results are for members only, and those
//! of a draft.

use parvis::domain::access::Act;
use serde_json::json;

use crate::access::{Do, everybody};
use crate::{C, IDEAS, story};

/// Pages that everybody may read once the consultation is open.
const PUBLIC: &[&str] =
    &["", "/about", "/mine", "/guidelines", "/decisions", "/evidence", "/evidence/{source}"];
/// Pages that show results, or a guideline that is not adopted: with what everybody else is answered.
const WITHHELD: &[(&str, u16)] = &[
    ("/results", 403),
    ("/results/idea/{idea}", 403),
    ("/results/region", 403),
    ("/set-aside", 403),
    ("/snapshots/{snapshot}", 403),
    ("/report.html", 403),
    ("/report.docx", 403),
    ("/guidelines/1", 404),
];

#[test]
fn every_page_is_for_whom_the_table_of_roles_says() {
    let count = std::sync::atomic::AtomicUsize::new(0);
    story(|case| {
        case.open(&json!({"results": "members", "minimum_comparisons": 2}), &IDEAS);
        let secretary = case.secretary();
        let region = json!({"id": "region", "question": {"fi": "Alue"},
            "choices": [{"id": "a", "label": {"fi": "A"}}, {"id": "b", "label": {"fi": "B"}}]});
        secretary.post(&format!("{C}/groups"), &region).ok();
        for _ in 0..3 {
            case.answer(&case.join(), 10, "left");
        }
        let made = |path: &str, body| {
            secretary.post(&format!("{C}{path}"), &body).ok()["id"].as_str().unwrap().to_owned()
        };
        let source = made("/evidence", json!({"title": {"fi": "Lähde"}}));
        let snapshot = made("/snapshots", json!({}));
        made("/guidelines", json!({"title": {"fi": "Luonnos"}}));
        let ideas = secretary.get(&format!("{C}/ideas")).ok();
        let idea = ideas["items"][0]["id"].as_str().unwrap();
        let address = |page: &str| {
            let page = page.replace("{source}", &source).replace("{idea}", idea);
            format!("/c/kysely{}", page.replace("{snapshot}", &snapshot))
        };
        let everybody = everybody(case);
        let all = || {
            let public = PUBLIC.iter().map(|page| (*page, None));
            public.chain(WITHHELD.iter().map(|(page, refused)| (*page, Some(*refused))))
        };
        for (page, refused) in all() {
            for one in &everybody {
                let expected = match refused {
                    Some(refused) if !one.may(Do(Act::Read)) => refused,
                    _ => 200,
                };
                let status = one.caller(case).get(&address(page)).status;
                assert_eq!(status, expected, "{page} as {}", one.name);
                count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
        // A draft's pages are there for its members only; whose it is decides, not whether they sign in.
        let draft = json!({"slug": "luonnos", "question": {"fi": "Mitä?"}, "languages": ["fi"]});
        secretary.post("/api/v1/consultations", &draft).ok();
        for (page, _) in all().filter(|(page, _)| !page.contains('{')) {
            for one in &everybody {
                let status = one.caller(case).get(&format!("/c/luonnos{page}")).status;
                assert!(
                    status == 404 || one.name == "administrator",
                    "{page} of a draft as {}: {status}",
                    one.name
                );
                count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
        assert_eq!(secretary.get("/c/luonnos/guidelines").status, 200);
    });
    println!("{} pages were tried with their readers, on both databases", count.into_inner());
}
