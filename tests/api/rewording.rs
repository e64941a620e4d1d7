//! Words that have been compared don't change unseen: each edit says what it is, and both texts are there to be read.

use serde_json::{Value, json};

use crate::{C, Case, IDEAS, first_pair, story, vote};

/// Votes on a pair of two ideas, by one participant; the idea on the left.
fn compared(case: &Case) -> Value {
    let participant = case.join();
    let pair = first_pair(&participant);
    participant.post(&format!("{C}/votes"), &vote(&pair, "left")).ok();
    pair["left"].clone()
}

/// Four more people, so that five have taken part.
fn more_people(case: &Case) {
    for _ in 0..4 {
        case.answer(&case.join(), 1, "left");
    }
}

fn address(idea: &Value) -> String {
    format!("{C}/ideas/{}", idea["id"].as_str().unwrap())
}

fn problem(answer: &crate::support::server::Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

#[test]
fn an_edit_of_compared_words_says_what_it_is() {
    story(|case| {
        case.open(&json!({"results": "always"}), &["Ostetaan robotteja kirjastoon", "Avataan kirjasto"]);
        let first = case.anybody().get(&format!("{C}/ideas")).ok()["items"][0].clone();
        let before =
            case.secretary().patch(&address(&first), &json!({"texts": {"fi": "Ostetaan robotti"}})).ok();
        assert_eq!(before["corrections"], json!([]), "nobody had compared it");
        compared(case);

        let opposite = json!({"fi": "Jotakin aivan muuta tilalle"});
        let refused = case.secretary().patch(&address(&first), &json!({"texts": opposite}));
        assert_eq!(refused.problem(), (409, "edit_kind_required".into()));
        let asked = problem(&refused);
        assert_eq!(
            (&asked["edit"]["suggested"], &asked["edit"]["comparisons"]),
            (&json!("new_meaning"), &json!(1))
        );
        assert!(asked["edit"]["changed"].as_f64().unwrap() > 0.5, "{asked}");
        assert_eq!(refused.fields(), ["edit"]);
        let spelled = json!({"fi": "Ostetaan robotit", "sv": "Vi köper en robot"});
        let asked = problem(&case.secretary().patch(&address(&first), &json!({"texts": spelled})));
        assert_eq!(asked["edit"]["suggested"], "correction");
        let unknown = case.secretary().patch(&address(&first), &json!({"texts": spelled, "edit": "typo"}));
        assert_eq!(unknown.fields(), ["edit"]);
        assert_eq!(case.anybody().get(&address(&first)).ok()["texts"], json!({"fi": "Ostetaan robotti"}));

        // A language that lacked is neither, and so is what changes nothing.
        let both = json!({"fi": "Ostetaan robotti", "sv": "Vi köper en robot"});
        for _ in 0..2 {
            let added = case.secretary().patch(&address(&first), &json!({"texts": both})).ok();
            assert_eq!((&added["texts"], &added["corrections"]), (&both, &json!([])));
        }
        // A text that goes is an edit, and it comes back unseen as what it was only.
        let gone = json!({"texts": {"fi": "Ostetaan robotti"}});
        assert_eq!(case.secretary().patch(&address(&first), &gone).code(), "edit_kind_required");
        let gone = json!({"texts": {"fi": "Ostetaan robotti"}, "edit": "correction"});
        case.secretary().patch(&address(&first), &gone).ok();
        let other = json!({"texts": {"fi": "Ostetaan robotti", "sv": "Vi säljer biblioteket"}});
        assert_eq!(case.secretary().patch(&address(&first), &other).code(), "edit_kind_required");
        let back = case.secretary().patch(&address(&first), &json!({"texts": both})).ok();
        assert_eq!(back["corrections"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn a_correction_is_there_for_everybody_to_read() {
    story(|case| {
        case.open(&json!({"results": "always", "minimum_comparisons": 1}), &IDEAS);
        let idea = compared(case);
        let frozen = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        let was = idea["text"].as_str().unwrap();
        let (is, patch) = (format!("{was} ja <b>muu</b>"), format!("{was} ja <b>muu</b>"));
        let edit = json!({"texts": {"fi": patch}, "edit": "correction"});
        let corrected = case.secretary().patch(&address(&idea), &edit).ok();
        assert_eq!((&corrected["id"], &corrected["text"]), (&idea["id"], &json!(is)));
        more_people(case);
        for caller in [case.anybody(), case.join(), case.secretary()] {
            let read = caller.get(&address(&idea)).ok();
            let correction = &read["corrections"][0];
            assert_eq!(
                (&correction["before"], &correction["after"]),
                (&json!({"fi": was}), &json!({"fi": is}))
            );
            assert_eq!((&correction["edit"], &correction["comparisons"]), (&json!("correction"), &json!(1)));
            assert!(correction["at"].as_str().unwrap().ends_with('Z'));
            let listed = caller.get(&format!("{C}/ideas")).ok();
            let same =
                listed["items"].as_array().unwrap().iter().find(|one| one["id"] == idea["id"]).unwrap();
            assert_eq!(same["corrections"], read["corrections"]);
        }
        let id = idea["id"].as_str().unwrap();
        let page = case.anybody().get(&format!("/c/kysely/results/idea/{id}?lang=en")).text();
        for said in ["corrected after one choice", was, "ja &lt;b&gt;muu", "of the characters changed"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let report = case.anybody().get("/c/kysely/report.html?lang=en").text();
        assert!(
            report.contains("Words that changed after") && report.contains("ja &#60;b&#62;muu"),
            "{report}"
        );
        // What was frozen before is told in the words of then.
        let snapshot = format!("/c/kysely/snapshots/{}", frozen["id"].as_str().unwrap());
        // Of fewer than five people it is there for members alone.
        assert_eq!(case.anybody().get(&snapshot).status, 403);
        let snapshot = case.secretary().get(&snapshot).text();
        assert!(snapshot.contains(was) && !snapshot.contains("muu&lt;"), "{snapshot}");
        let file = case.anybody().get(&format!("{C}/exports/rewordings.csv?lang=en")).text();
        assert!(file.starts_with("id,edit,at,lang,before,after,comparisons,replaced_by"), "{file}");
        assert!(
            file.contains(&format!("{id},correction,")) && file.contains(&format!("fi,{was},{is},1")),
            "{file}"
        );
    });
}

#[test]
fn a_new_meaning_is_a_new_idea_and_the_votes_stay_with_the_old_words() {
    story(|case| {
        case.open(&json!({"results": "always", "minimum_comparisons": 1}), &IDEAS);
        let old = compared(case);
        for _ in 0..4 {
            case.answer(&case.join(), 10, "left");
        }
        let duplicate =
            case.secretary().post(&format!("{C}/ideas"), &json!({"texts": {"fi": "Kaksoiskappale"}})).ok();
        let link = json!({"state": "linked", "linked_to": old["id"]});
        case.secretary().patch(&address(&duplicate), &link).ok();
        let votes = |id: &Value| {
            let file = case.secretary().get(&format!("{C}/exports/votes.csv")).text();
            file.lines().filter(|line| line.contains(id.as_str().unwrap())).count()
        };
        let given = votes(&old["id"]);
        let both = json!({"texts": {"fi": "Päinvastoin"}, "edit": "new_meaning", "state": "withdrawn"});
        assert_eq!(case.secretary().patch(&address(&old), &both).fields(), ["state"]);
        let edit = json!({"texts": {"fi": "Päinvastoin"}, "edit": "new_meaning"});
        let new = case.secretary().patch(&address(&old), &edit).ok();
        assert_ne!(new["id"], old["id"]);
        let expected = json!({"state": "active", "replaces": old["id"], "texts": {"fi": "Päinvastoin"}, "corrections": [],
            "replaced_by": null, "proposed_by": "organiser"});
        for (key, value) in expected.as_object().unwrap() {
            assert_eq!(&new[key], value, "{key}");
        }
        let then = case.anybody().get(&address(&old)).ok();
        assert_eq!((&then["state"], &then["text"]), (&json!("withdrawn"), &old["text"]));
        assert_eq!((&then["replaced_by"], &then["corrections"]), (&new["id"], &json!([])));
        assert_eq!((votes(&old["id"]), votes(&new["id"])), (given, 0));
        let ranking = case.anybody().get(&format!("{C}/ranking")).ok();
        let ranked =
            |id: &Value| ranking["items"].as_array().unwrap().iter().find(|one| one["id"] == *id).cloned();
        assert_eq!(ranked(&old["id"]), None);
        assert_eq!(ranked(&new["id"]).unwrap()["votes"], 0);

        let page = |idea: &Value| {
            let id = idea["id"].as_str().unwrap();
            case.anybody().get(&format!("/c/kysely/results/idea/{id}?lang=en"))
        };
        let (of_old, of_new) = (page(&old), page(&new));
        assert_eq!((of_old.status, of_new.status), (200, 200));
        assert!(
            of_new.text().contains("stay with its words")
                && of_new.text().contains(old["text"].as_str().unwrap())
        );
        assert!(of_old.text().contains("written in its place") && of_old.text().contains("Päinvastoin"));
        let report = case.anybody().get("/c/kysely/report.html?lang=sv").text();
        assert!(report.contains("Ny betydelse") && report.contains("Päinvastoin"), "{report}");
        let file = case.anybody().get(&format!("{C}/exports/rewordings.csv")).text();
        assert!(file.contains(",new_meaning,") && file.contains("Päinvastoin"), "{file}");

        // Taken out itself, it takes the words from before with it.
        case.secretary().patch(&address(&new), &json!({"state": "withdrawn"})).ok();
        assert_eq!(case.anybody().get(&address(&old)).problem(), (404, "not_found".into()));
        assert_eq!(page(&old).status, 404);
        // The old one can come back, with its votes.
        case.secretary().patch(&address(&old), &json!({"state": "active"})).ok();
        assert_eq!(page(&old).status, 200);
    });
}

#[test]
fn votes_on_a_duplicate_are_votes_on_its_targets_words() {
    story(|case| {
        case.open(&json!({"results": "always", "minimum_comparisons": 1}), &["Junat", "Bussit"]);
        let old = compared(case);
        more_people(case);
        let new = case.secretary().post(&format!("{C}/ideas"), &json!({"texts": {"fi": "Lentokoneet"}})).ok();
        let free = json!({"texts": {"fi": "Laivat"}});
        case.secretary().patch(&address(&new), &free).ok();
        case.secretary().patch(&address(&old), &json!({"state": "linked", "linked_to": new["id"]})).ok();
        let edit = json!({"texts": {"fi": "Raketit"}});
        assert_eq!(case.secretary().patch(&address(&new), &edit).code(), "edit_kind_required");
        let edit = json!({"texts": {"fi": "Hevoset"}, "edit": "new_meaning"});
        assert_eq!(case.secretary().patch(&address(&old), &edit).code(), "idea_state_conflict");
        let page = format!("/c/kysely/results/idea/{}?lang=en", new["id"].as_str().unwrap());
        let page = case.anybody().get(&page).text();
        assert!(page.contains("say the same") && page.contains(old["text"].as_str().unwrap()), "{page}");
    });
}

#[test]
fn the_question_does_not_change_unseen() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        let asked = json!({"fi": "Mitä ostetaan?", "sv": "Vad ska köpas?"});
        case.secretary().patch(C, &json!({"question": asked})).ok();
        assert_eq!(case.anybody().get(C).ok()["question_changes"], json!([]), "nobody had answered");
        compared(case);
        let other = json!({"fi": "Mikä kirjasto suljetaan?", "sv": "Vad ska köpas?"});
        let refused = case.secretary().patch(C, &json!({"question": other, "round_pairs": 9}));
        assert_eq!(refused.problem(), (409, "edit_kind_required".into()));
        assert_eq!(problem(&refused)["edit"]["suggested"], "new_meaning");
        let same = case.secretary().patch(C, &json!({"question": asked, "round_pairs": 7})).ok();
        assert_eq!((&same["question"], &same["round_pairs"]), (&asked, &json!(7)));
        let mut more = asked.clone();
        more["en"] = json!("What shall be bought?");
        case.secretary().patch(C, &json!({"question": more, "languages": ["fi", "sv", "en"]})).ok();
        assert_eq!(case.anybody().get(C).ok()["question_changes"], json!([]), "a language was added");

        case.secretary()
            .patch(
                C,
                &json!({"question": {"fi": "Mitä ostetaan", "sv": "Vad ska köpas?",
            "en": "What shall be bought?"}, "edit": "correction"}),
            )
            .ok();
        let mut changed = more.clone();
        changed["fi"] = json!("Mikä kirjasto suljetaan?");
        let now = case.secretary().patch(C, &json!({"question": changed, "edit": "new_meaning"})).ok();
        let changes = now["question_changes"].as_array().unwrap();
        assert_eq!((&changes[0]["edit"], &changes[1]["edit"]), (&json!("correction"), &json!("new_meaning")));
        assert_eq!((&changes[1]["after"], &changes[1]["comparisons"]), (&changed, &json!(1)));
        more_people(case);
        let (page, report) = (
            case.anybody().get("/c/kysely/results?lang=en").text(),
            case.anybody().get("/c/kysely/report.html?lang=en").text(),
        );
        for text in [&page, &report] {
            assert!(text.contains("Mitä ostetaan?") && text.contains("Mikä kirjasto suljetaan?"), "{text}");
        }
        assert!(page.contains("It answered the old question"), "{page}");
        assert!(report.contains("The question: New meaning"), "{report}");
    });
}

#[test]
fn an_edit_and_the_first_comparison_have_one_order() {
    story(|case| {
        for _ in 0..6 {
            let slug = format!("race-{}", rand::random::<u32>());
            let c = format!("/api/v1/consultations/{slug}");
            let new =
                json!({"slug": slug, "question": {"fi": "?"}, "languages": ["fi"], "results": "always"});
            case.secretary().post("/api/v1/consultations", &new).ok();
            for text in ["Yksi", "Kaksi"] {
                case.secretary().post(&format!("{c}/ideas"), &json!({"texts": {"fi": text}})).ok();
            }
            case.secretary().patch(&c, &json!({"state": "open"})).ok();
            let idea = case.anybody().get(&format!("{c}/ideas")).ok()["items"][0].clone();
            let pairs: Vec<(String, Value)> = (0..4)
                .map(|_| {
                    let joined = case.anybody().post(&format!("{c}/participants"), &json!({})).ok();
                    let token = joined["token"].as_str().unwrap().to_owned();
                    let pair = case.server.with(&token).get(&format!("{c}/pairs")).ok()["items"][0].clone();
                    (token, pair)
                })
                .collect();
            let edited = std::thread::scope(|scope| {
                for (token, pair) in &pairs {
                    let c = &c;
                    scope.spawn(move || {
                        case.server.with(token).post(&format!("{c}/votes"), &vote(pair, "left")).ok();
                    });
                }
                let edit = json!({"texts": {"fi": "Jotakin muuta"}});
                case.secretary().patch(&format!("{c}/ideas/{}", idea["id"].as_str().unwrap()), &edit)
            });
            let log = case.secretary().get(&format!("{c}/log")).text();
            let rows: Vec<Value> = log.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
            let first = rows.iter().position(|row| row["kind"] == "vote").unwrap();
            let changes: Vec<usize> = (0..rows.len()).filter(|&at| rows[at]["idea"] == idea["id"]).collect();
            match edited.status {
                200 => {
                    assert!(changes.len() == 2 && changes[1] < first, "an edit before the first comparison");
                }
                _ => assert_eq!((edited.code().as_str(), changes.len()), ("edit_kind_required", 1)),
            }
        }
    });
}

#[test]
fn votes_that_are_set_aside_were_given_to_the_words_too() {
    story(|case| {
        case.open(&json!({"results": "always"}), &["Junat", "Bussit"]);
        let participant = case.join();
        let pair = first_pair(&participant);
        participant.post(&format!("{C}/votes"), &vote(&pair, "left")).ok();
        let me = participant.get(&format!("{C}/participants/me")).ok()["participant"].clone();
        let aside = json!({"participants": [me], "reason": {"fi": "Syy"}});
        case.secretary().post(&format!("{C}/set-asides"), &aside).ok();
        let edit = json!({"texts": {"fi": "Lentokoneet"}});
        assert_eq!(case.secretary().patch(&address(&pair["left"]), &edit).code(), "edit_kind_required");
        let question = json!({"question": {"fi": "Jotakin aivan muuta?"}});
        assert_eq!(case.secretary().patch(C, &question).code(), "edit_kind_required");
    });
}

#[test]
fn what_is_erased_is_erased_from_the_history_too() {
    crate::support::databases::on_both(|test| {
        let server = crate::support::server::TestServer::start(test);
        let secretary = crate::member(&server, crate::EMAIL, false);
        let case = Case { server, secretary };
        case.open(&json!({"results": "always", "retention_days": 1}), &["Junat"]);
        let text = "Aivan erityinen lause yhdestä asiasta";
        let corrected = "Aivan erityinen lause yhdestä asiaata";
        let authors = [case.join(), case.join()];
        for (at, author) in authors.iter().enumerate() {
            let texts = json!({"texts": {"fi": format!("{text} {at}x")}});
            let idea = author.post(&format!("{C}/ideas"), &texts).ok();
            case.secretary().patch(&address(&idea), &json!({"state": "active"})).ok();
            for _ in 0..3 {
                case.answer(&case.join(), 10, "left");
            }
            let edit = json!({"texts": {"fi": format!("{corrected} {at}x")}, "edit": "correction"});
            case.secretary().patch(&address(&idea), &edit).ok();
            // The text that stands is another, so that what is found can only be history.
            let edit = json!({"texts": {"fi": format!("Jotakin {at}x")}, "edit": "correction"});
            let now = case.secretary().patch(&address(&idea), &edit).ok();
            assert_eq!(now["corrections"].as_array().unwrap().len(), 2);
        }
        let dump = || crate::support::databases::dump(&test.db);
        assert!(dump().contains(&format!("{text} 0x")) && dump().contains(&format!("{text} 1x")));
        authors[0].delete(&format!("{C}/participants/me")).ok();
        assert!(!dump().contains(&format!("{text} 0x")) && !dump().contains(&format!("{corrected} 0x")));
        assert!(!dump().contains("Jotakin 0x") && dump().contains(&format!("{text} 1x")));

        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let later = parvis::service::now() + 3 * 24 * 3_600 * 1_000_000;
        case.server.runtime.block_on(case.server.service.tick(later)).unwrap();
        assert!(!dump().contains(text) && !dump().contains(corrected));
        let ideas = case.anybody().get(&format!("{C}/ideas")).ok();
        let kept =
            ideas["items"].as_array().unwrap().iter().find(|idea| idea["text"] == "Jotakin 1x").unwrap();
        let corrections = kept["corrections"].as_array().unwrap();
        assert_eq!(
            (corrections.len(), &corrections[0]["before"]),
            (2, &json!({})),
            "that it changed stays known"
        );
        let page = format!("/c/kysely/results/idea/{}?lang=en", kept["id"].as_str().unwrap());
        assert!(case.anybody().get(&page).text().contains("no longer kept"));
    });
}
