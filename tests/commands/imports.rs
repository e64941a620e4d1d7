//! Imports: what the export of All Our Ideas says is what Parvis says, and what Parvis exports it ranks again.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use parvis::domain::Code;
use parvis::domain::ids::MemberId;
use parvis::service::results::Method;
use parvis::service::{Service, Viewer};

use crate::support::databases::{Backend, TestDb, open};
use crate::{data, parvis, text};

/// The three files of each survey at hand: the field case, and the real ones where they lie beside the project.
fn surveys() -> Vec<[PathBuf; 3]> {
    let mut surveys = vec![["ideas", "votes", "nonvotes"].map(|f| data(&format!("F38_aoi_{f}.csv")))];
    let shared = crate::support::tree::root().join("../shared/data/allourideas");
    for entry in std::fs::read_dir(shared).into_iter().flatten().flatten() {
        let ideas = entry.path();
        if let Some(stem) = text(&ideas).strip_suffix("_ideas.csv") {
            let file = |name: &str| PathBuf::from(format!("{stem}_{name}.csv"));
            surveys.push([ideas.clone(), file("votes"), file("nonvotes")]);
        }
    }
    surveys
}

fn import(test: &TestDb, slug: &str, [ideas, votes, nonvotes]: &[PathBuf; 3]) -> crate::Run {
    let (ideas, votes, nonvotes) = (text(ideas), text(votes), text(nonvotes));
    let files = ["import", "allourideas", "--ideas", ideas, "--votes", votes, "--nonvotes", nonvotes];
    parvis(&[&files[..], &["--slug", slug, "--database", &test.url]].concat())
}

/// An admin, who may see everything.
fn admin() -> Viewer {
    Viewer::member(MemberId::new(), true)
}

/// `Score` by the text of the idea, as the export prints it.
fn scores(ideas: &Path) -> HashMap<String, String> {
    let mut reader = csv::ReaderBuilder::new().from_path(ideas).unwrap();
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|h| h.trim_start_matches('\u{feff}') == name).unwrap();
    let (text, score) = (at("Idea Text"), at("Score"));
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| {
        let text = parvis::domain::text::IdeaText::parse_imported(&row[text]).unwrap();
        (text.into_string(), row[score].to_owned())
    })
    .collect()
}

#[test]
fn the_win_rate_is_the_exports_score_and_the_exported_votes_rank_as_served() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for backend in Backend::BOTH {
        let test = backend.fresh();
        for (number, survey) in surveys().iter().enumerate() {
            let slug = format!("survey-{number}");
            assert_eq!(import(&test, &slug, survey).good(), format!("{slug}\n"));
            // One database is enough for the ranking of all of them.
            if backend == Backend::Sqlite || number == 0 {
                runtime.block_on(compare(&test, &slug, &scores(&survey[0])));
            }
        }
    }
}

async fn compare(test: &TestDb, slug: &str, scores: &HashMap<String, String>) {
    let service = Service::start(open(&test.url)).unwrap();
    let room = service.room(slug).await.unwrap();
    let (_, rated) = service.rated(&admin(), &room, Method::WinRate).await.unwrap();
    assert_eq!(rated.len(), scores.len(), "{slug}");
    for line in &rated {
        let text = line.texts.0.values().next().unwrap();
        let expected = &scores[text];
        let digits = expected.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        assert_eq!(&format!("{:.digits$}", line.score), expected, "{slug}: {text}");
    }

    let folder = tempfile::tempdir().unwrap();
    let out = text(folder.path());
    parvis(&["export", slug, "--out", out, "--database", &test.url]).good();
    let votes = folder.path().join("votes.csv");
    let ranked = parvis(&["rank", "--robust", "--format", "json", text(&votes)]).good();
    let ranked: serde_json::Value = serde_json::from_str(&ranked).unwrap();
    let served = service.ranking(&admin(), &room).await.unwrap();
    let close = |a: f64, b: &serde_json::Value| (a - b.as_f64().unwrap()).abs() < 1e-9;
    assert_eq!(ranked["items"].as_array().unwrap().len(), served.ideas.len());
    for item in ranked["items"].as_array().unwrap() {
        let idea = served.ideas.iter().find(|idea| idea.id.as_str() == item["id"]).unwrap();
        assert!(close(idea.strength, &item["strength"]), "{slug}: {} {item}", idea.strength);
        assert!(close(idea.se, &item["se"]), "{slug}: {} {item}", idea.se);
        if let Some(score) = idea.score {
            assert!(
                close(score.value, &item["score"]) && close(score.low, &item["score_low"]),
                "{slug} {item}"
            );
        }
        assert!(close(idea.record.votes(), &item["votes"]));
    }
    let log = folder.path().join("log.ndjson");
    assert!(parvis(&["verify", text(&log)]).good().contains("rows follow from one another"));
}

#[test]
fn a_survey_is_summed_up_and_keeps_no_trace_of_machines() {
    let test = Backend::Sqlite.fresh();
    let run = import(&test, "f38", &surveys()[0]);
    assert_eq!(run.code, 0, "{}", run.err);
    for said in ["4 ideas", "8 valid votes; 1 not valid", "2 ties and 2 skips", "2 bounces and 1 stops"] {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    let dump = crate::support::databases::dump(&test.db);
    for trace in ["Mozilla", "User Agent", "d41d8cd98f00b204e9800998ecf8427e"] {
        assert!(!dump.contains(trace), "{trace}");
    }
    let again = import(&test, "f38", &surveys()[0]);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("slug"), "{}", again.err);
}

#[test]
fn a_tab_or_an_odd_line_end_in_an_idea_is_a_space() {
    let test = Backend::Sqlite.fresh();
    let folder = tempfile::tempdir().unwrap();
    let [ideas, votes, nonvotes] = ["ideas", "votes", "nonvotes"].map(|f| data(&format!("F38_aoi_{f}.csv")));
    let odd = folder.path().join("ideas.csv");
    let whole = std::fs::read_to_string(&ideas).unwrap();
    assert!(whole.contains("Samlokaler i"));
    std::fs::write(&odd, whole.replacen("Samlokaler i", "Samlokaler\ti\u{b}", 1)).unwrap();
    import(&test, "tab", &[odd, votes, nonvotes]).good();
    let room =
        test.db.read_now(|conn| parvis::store::consultations::id_of_slug(conn, "tab")).unwrap().unwrap();
    let all = test.db.read_now(|conn| parvis::store::ideas::list_all(conn, &room)).unwrap();
    let texts: Vec<&str> = all.iter().flat_map(|idea| idea.texts.0.values()).map(String::as_str).collect();
    assert!(texts.iter().any(|text| text.starts_with("Samlokaler i  <em>")), "{texts:?}");
}

#[test]
fn one_idea_without_votes_is_a_consultation() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let test = Backend::Sqlite.fresh();
    let (items, votes) = (data("F03_one_idea.items.csv"), data("F03_one_idea.votes.csv"));
    let args = ["import", "votes", "--items", text(&items), "--votes", text(&votes), "--database", &test.url];
    let slug = parvis(&args).good();
    assert_eq!(slug.trim(), "f03-one-idea-votes");
    runtime.block_on(async {
        let service = Service::start(open(&test.url)).unwrap();
        let room = service.room(slug.trim()).await.unwrap();
        let withheld = service.ranking(&Viewer::nobody(), &room).await.unwrap_err();
        assert_eq!(withheld.code, Code::ResultsWithheld, "nobody has voted");
        let ranking = room.ranking().await.unwrap();
        let idea = &ranking.ideas[0];
        assert_eq!((idea.strength, idea.se, idea.score, idea.place), (0.0, 0.0, None, None));
    });
}

#[test]
fn plain_files_come_with_voters_groups_times_and_languages() {
    let test = Backend::Sqlite.fresh();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let items = file("items.csv", "item,text,author\n7,Juna,x\n007,Bussi,y\nNA,Polku,z\n");
    let votes = file(
        "votes.csv",
        "voter,left,right,outcome,time\nv1,7,007,left,2024-06-25T15:48:00Z\nv2,NA,7,tie,2024-06-25T15:47:00Z\n",
    );
    let voters = file("voters.csv", "voter,Missä asut?\nv1,Vaasa\nv3,\n");
    let args =
        ["import", "votes", "--items", text(&items), "--votes", text(&votes), "--voters", text(&voters)];
    let run =
        parvis(&[&args[..], &["--database", &test.url, "--lang", "fi", "--question", "Mikä?"]].concat());
    assert_eq!((run.code, run.out.as_str()), (0, "votes\n"), "{}", run.err);
    assert!(run.err.contains("3 ideas") && run.err.contains("2 votes of 3 participants"), "{}", run.err);
    let dump = crate::support::databases::dump(&test.db);
    assert!(dump.contains("missa-asut") && dump.contains("vaasa"), "{dump}");
    assert!(!dump.contains("v1"), "the voters' own names are not kept");
}
