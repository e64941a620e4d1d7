//! Items and voters, as people keep them.

use parvis::domain::Texts;
use parvis::domain::idea::IdeaState;
use parvis::export::Format;
use parvis::export::ideas::{self, By, ListedIdea};
use parvis::reading::items::{self, Item};
use parvis::reading::voters;

use crate::support::{about, lang, read, root, text, words};

fn idea<'a>(id: &'a str, texts: &'a Texts) -> ListedIdea<'a> {
    ListedIdea {
        id,
        texts,
        state: IdeaState::Active,
        votes: 3.0,
        created_at: 0,
        by: By::Organiser,
        linked_to: None,
    }
}

#[test]
fn exported_ideas_are_items_again() {
    let languages = [lang("fi"), lang("sv")];
    let both =
        Texts([(lang("fi"), "=1+1 juna".to_owned()), (lang("sv"), "'=tåg; ”ofta”, 0,5".to_owned())].into());
    let one = Texts::one(lang("sv"), "-5 minuter");
    let given = [
        idea("007", &both),
        ListedIdea { state: IdeaState::Linked, linked_to: Some("007"), ..idea("'=x", &one) },
    ];
    for format in [Format::Csv, Format::ExcelCsv] {
        for tag in ["fi", "sv", "en"] {
            let table = ideas::table(&about(tag, true), &languages, &words(tag));
            let rows = given.iter().map(|idea| ideas::row(idea, &languages, &lang(tag))).collect();
            let csv = text(format, &table, rows);
            let items = items::read("ideas.csv", csv.as_bytes(), &lang("en")).unwrap();
            let expected = given.map(|idea| Item {
                id: idea.id.to_owned(),
                texts: idea.texts.clone(),
                state: idea.state,
                linked_to: idea.linked_to.map(str::to_owned),
            });
            assert_eq!(items.items, expected, "{format:?} in {tag}");
        }
    }
}

/// The questions of a dialogue and the people who took part, where the data are at hand.
#[test]
fn the_files_of_a_dialogue_are_read_as_they_stand() {
    let folder = root().join("../shared/data/votes");
    if !folder.exists() {
        return;
    }
    let items = items::read("i.csv", &read(&folder.join("remesh_campus_q1.items.csv")), &lang("en")).unwrap();
    assert!(items.items.len() > 200 && items.long > 0);
    let voters = voters::read("v.csv", &read(&folder.join("remesh_campus.voters.csv"))).unwrap();
    assert_eq!(voters.questions.len(), 5);
    assert_eq!(voters.questions[1], "What is your age range?");
    assert!(voters.voters.len() > 200);
    assert!(voters.voters.iter().all(|voter| voter.answers.len() == 5));
    let other = items::read("u.csv", &read(&folder.join("ukpconvarg1.items.csv")), &lang("en")).unwrap_err();
    assert!(other.to_string().contains("“text” is missing"), "its column is called text_240");
}
