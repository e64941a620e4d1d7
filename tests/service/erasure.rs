//! Erasing a participant leaves nothing of them, and the chain verifies.

use parvis::domain::chain::Verifier;
use parvis::domain::idea::IdeaState;
use parvis::domain::{Code, Texts};
use parvis::service::ideas::Proposer;
use parvis::service::settings::Settings;

use crate::{Case, cast, fi, on_both};

#[test]
fn nothing_of_an_erased_participant_is_left_in_the_database() {
    on_both(|backend| async move {
        let case = Case::new(backend, 6, Settings::default()).await;
        let (p, other) = (case.join().await, case.join().await);
        case.vote(&other, 4).await;
        case.vote(&p, 4).await;
        let proposer = Proposer::Participant(p.clone());
        let text = "Aivan erityinen lause";
        let idea = case.service.propose_idea(&case.room, &proposer, &Texts::one(fi(), text)).await.unwrap();
        let pending = case.pairs(&p, 1).await.remove(0);
        assert_eq!(case.service.own_votes(&case.room, &p).await.unwrap().len(), 4);
        assert_eq!(case.service.own_ideas(&case.room, &p).await.unwrap().len(), 1);
        let before = case.service.ranking(&case.as_secretary(), &case.room).await.unwrap();

        case.service.erase_participant(&case.room, &p).await.unwrap();
        case.service.erase_participant(&case.room, &p).await.unwrap();

        let dump = crate::support::databases::dump(&case.test.db);
        assert!(!dump.contains(p.as_str()), "the participant's id is left");
        assert!(!dump.contains(text), "the idea's text is left");
        assert!(dump.contains(other.as_str()), "the other is untouched");
        assert!(dump.contains(idea.id.as_str()), "the idea's id stays, as the log names it");
        let room = case.service.room("kysely").await.unwrap();
        let refused = case.service.cast_votes(&room, &p, &[cast(&pending, "left")]).await.unwrap();
        assert_eq!(refused[0].as_ref().unwrap_err().code, Code::TokenInvalid);
        assert_eq!(case.service.serve_pairs(&room, &p, 1).await.unwrap_err().code, Code::TokenInvalid);

        let after = case.service.ranking(&case.as_secretary(), &room).await.unwrap();
        assert_eq!((after.votes, after.participants), (before.votes, 2), "votes stay, as one person's");
        assert!(room.with(|state| state.idea(&idea.id).unwrap().state == IdeaState::Withdrawn));
        let mut verifier = Verifier::default();
        for row in case.service.read_log(&case.as_secretary(), &room, 0, 10_000).await.unwrap() {
            verifier.push(&row).unwrap();
        }
    });
}

#[test]
fn participants_are_erased_when_their_days_are_over() {
    on_both(|backend| async move {
        let case =
            Case::new(backend, 4, Settings { retention_days: Some(Some(30)), ..Settings::default() }).await;
        let p = case.join().await;
        case.vote(&p, 3).await;
        case.set_state(parvis::domain::consultation::State::Closed).await;
        let day = 24 * 3_600 * 1_000_000;
        case.service.tick(parvis::service::now() + 29 * day).await.unwrap();
        assert!(crate::support::databases::dump(&case.test.db).contains(p.as_str()));
        case.service.tick(parvis::service::now() + 31 * day).await.unwrap();
        assert!(!crate::support::databases::dump(&case.test.db).contains(p.as_str()));
        let room = case.service.room("kysely").await.unwrap();
        assert_eq!(room.with(|state| state.tally.votes()), 3.0);
    });
}

#[test]
fn a_vote_in_the_same_batch_as_its_erasure_is_nobodys_too() {
    on_both(|backend| async move {
        let case = Case::new(backend, 6, Settings::default()).await;
        let p = case.join().await;
        let pair = case.pairs(&p, 1).await.remove(0);
        // While the writer is held, vote and erasure queue up behind it and come in one batch.
        let (holding, held) = std::sync::mpsc::channel::<()>();
        let live = case.service.live.clone();
        let hold = tokio::spawn(async move { live.change(move |_| Ok(held.recv().is_err())).await });
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        let casts = [cast(&pair, "left")];
        let (answers, erased, ()) =
            tokio::join!(case.cast(&p, &casts), case.service.erase_participant(&case.room, &p), async {
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                drop(holding);
            });
        erased.unwrap();
        assert!(hold.await.unwrap().unwrap());
        assert!(answers[0].is_ok(), "the vote came first and stands");
        assert!(!crate::support::databases::dump(&case.test.db).contains(p.as_str()));
        assert_eq!(
            (case.room.with(|state| state.tally.votes()), case.room.with(parvis::live::State::participants)),
            (1.0, 1)
        );
    });
}

#[test]
fn the_files_of_an_embedded_database_lose_what_was_erased() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let case = Case::new(crate::support::databases::Backend::Sqlite, 6, Settings::default()).await;
        let p = case.join().await;
        case.vote(&p, 5).await;
        let proposer = Proposer::Participant(p.clone());
        let text = "Aivan erityinen lause";
        case.service.propose_idea(&case.room, &proposer, &Texts::one(fi(), text)).await.unwrap();
        let path = case.test.url.strip_prefix("sqlite:").unwrap().to_owned();
        let holds = |word: &str| {
            [String::new(), "-wal".to_owned()].iter().any(|end| {
                let bytes = std::fs::read(format!("{path}{end}")).unwrap_or_default();
                bytes.windows(word.len()).any(|window| window == word.as_bytes())
            })
        };
        assert!(holds(p.as_str()) && holds(text));
        case.service.erase_participant(&case.room, &p).await.unwrap();
        assert!(!holds(p.as_str()), "the participant's id is left in a file");
        assert!(!holds(text), "the idea's text is left in a file");
    });
}
