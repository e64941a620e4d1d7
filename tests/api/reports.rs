//! What readers get: reports whose numbers are the API's, pages that lead from a guideline to the log, and figures that
//! are withheld wherever results are.

use std::io::{Cursor, Read};

use parvis::domain::chain::Verifier;
use parvis::domain::member::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::access::member_as;
use crate::support::server::Answer;
use crate::{C, Case, IDEAS, story};

/// An open consultation with an adopted guideline drawn from its first idea; the idea's id.
fn adopted(case: &Case, settings: &Value) -> String {
    case.open(settings, &IDEAS);
    for _ in 0..6 {
        case.answer(&case.join(), 10, "left");
    }
    let ideas = case.secretary().get(&format!("{C}/ideas")).ok();
    let idea = ideas["items"][0]["id"].as_str().unwrap().to_owned();
    let both = |fi: &str, sv: &str| json!({"fi": fi, "sv": sv});
    let new = json!({"title": both("Yksi katto", "Ett tak"), "text": both("Teksti", "Text"),
        "reasons": both("**Koska**", "**Eftersom**"), "ideas": [idea], "state": "proposed"});
    let made = case.secretary().post(&format!("{C}/guidelines"), &new).ok();
    let coordinator = member_as(case, "koordinaattori@example.fi", Role::Coordinator);
    let path = format!("{C}/guidelines/{}/adoption", made["id"].as_str().unwrap());
    Answer::to(case.server.with(&coordinator).request(Method::PUT, &path)).ok();
    idea
}

fn document(docx: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The texts of each row's cells.
fn rows(document: &str) -> Vec<Vec<String>> {
    let texts = |cell: &str| -> String {
        let parts = cell.split("<w:t xml:space=\"preserve\">").skip(1);
        parts.filter_map(|part| part.split("</w:t>").next()).collect()
    };
    let rows = document.split("<w:tr>").skip(1);
    rows.map(|row| row.split("<w:tc>").skip(1).map(texts).collect()).collect()
}

#[test]
fn a_report_says_what_the_api_says_and_names_its_snapshot() {
    story(|case| {
        adopted(case, &json!({"results": "always", "minimum_comparisons": 2}));
        let list = case.anybody().get(&format!("{C}/snapshots")).ok();
        let snapshot = case
            .anybody()
            .get(&format!("{C}/snapshots/{}?lang=fi", list["items"][0]["id"].as_str().unwrap()))
            .ok();
        let word = case.anybody().get("/c/kysely/report.docx?lang=fi");
        assert_eq!(word.status, 200);
        assert!(word.header("content-disposition").contains("kysely-raportti.docx"));
        let document = document(word.body);
        let rows = rows(&document);
        let rounded = |value: &Value| format!("{:.0}", value.as_f64().unwrap().round());
        for item in snapshot["items"].as_array().unwrap() {
            let row = rows.iter().find(|row| row.get(1).is_some_and(|text| *text == item["text"]));
            let row = row.unwrap_or_else(|| panic!("{item} in {rows:?}"));
            assert_eq!(row[2], rounded(&item["score"]));
            assert_eq!(row[3], format!("{}–{}", rounded(&item["score_low"]), rounded(&item["score_high"])));
            assert_eq!(row[5], rounded(&item["votes"]));
        }
        let page = case.anybody().get("/c/kysely/report.html?lang=sv").text();
        let digest: String = snapshot["hash"].as_str().unwrap().chars().collect();
        for whole in [&digest[..4], "Ett tak", "<strong>Eftersom</strong>", snapshot["id"].as_str().unwrap()]
        {
            assert!(page.contains(whole) && !page.contains("<script"), "{whole}");
        }
        assert_eq!(case.anybody().get("/c/kysely/report.pdf").status, 404);
        assert_eq!(case.anybody().get("/c/kysely/report.html?snapshot=snap_x").status, 404);
    });
}

#[test]
fn a_reader_gets_from_a_guideline_to_the_log() {
    story(|case| {
        let idea = adopted(case, &json!({"results": "always", "minimum_comparisons": 2}));
        let page = case.anybody().get("/c/kysely/guidelines/1?lang=fi").text();
        assert!(
            page.contains(&format!("/c/kysely/results/idea/{idea}"))
                && page.contains("<strong>Koska</strong>")
        );
        let at = page.split("/c/kysely/snapshots/").nth(1).unwrap().split('"').next().unwrap();
        let snapshot = case.anybody().get(&format!("/c/kysely/snapshots/{at}?lang=fi")).text();
        // At the end all of it can be read.
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let log = snapshot.split("href=\"").find(|part| part.contains("/log?")).unwrap();
        let log = case.anybody().get(log.split('"').next().unwrap()).text();
        let mut verifier = Verifier::default();
        for line in log.lines() {
            verifier.push(&serde_json::from_str(line).unwrap()).unwrap();
        }
        let kept = case.anybody().get(&format!("{C}/snapshots/{at}")).ok();
        assert!(log.lines().any(|line| line.contains(kept["hash"].as_str().unwrap())));
        assert_eq!(verifier.head().unwrap().0, i64::try_from(log.lines().count()).unwrap());
        // An idea that is taken out later is read nowhere any more, and nothing can be decided of it.
        let decision = format!("{C}/ideas/{idea}/decision");
        let taken = json!({"outcome": "taken", "reason": {"fi": "Koska"}});
        let decide = || Answer::to(case.secretary().request(Method::PUT, &decision).json(&taken)).status;
        assert_eq!(decide(), 200);
        let words = IDEAS.iter().find(|words| page.contains(**words)).unwrap();
        assert!(case.anybody().get("/c/kysely/decisions?lang=fi").text().contains(words));
        case.secretary().patch(&format!("{C}/ideas/{idea}"), &json!({"state": "withdrawn"})).ok();
        for page in ["guidelines/1", "decisions", &format!("snapshots/{at}"), "report.html"] {
            assert!(
                !case.anybody().get(&format!("/c/kysely/{page}?lang=fi")).text().contains(words),
                "{page}"
            );
        }
        assert_eq!(decide(), 404);
        for page in ["guidelines", "decisions", "evidence", "about"] {
            assert_eq!(case.anybody().get(&format!("/c/kysely/{page}")).status, 200, "{page}");
        }
        assert_eq!(case.anybody().get("/c/kysely/guidelines/2").status, 404);
    });
}

#[test]
fn a_guideline_shows_no_figures_where_results_are_withheld() {
    story(|case| {
        let idea = adopted(case, &json!({"results": "members", "minimum_comparisons": 2}));
        let path = format!("{C}/guidelines");
        let told = case.anybody().get(&path).ok();
        assert_eq!(
            (&told["items"][0]["ideas"][0]["id"], &told["items"][0]["ideas"][0]["score"]),
            (&json!(idea), &Value::Null)
        );
        assert!(case.secretary().get(&path).ok()["items"][0]["ideas"][0]["score"].is_number());
        let page = case.anybody().get("/c/kysely/guidelines/1?lang=fi").text();
        assert!(page.contains("Yksi katto") && !page.contains("d-dot") && !page.contains("/snapshots/"));
        for report in ["html", "docx"] {
            let refused = case.anybody().get(&format!("/c/kysely/report.{report}"));
            assert!(refused.status == 403 && !refused.text().contains("Yksi katto"), "{}", refused.status);
        }
    });
}
