//! A start from saved tallies is a start from the whole log, and an erasure reaches what was saved and other
//! processes.

use std::sync::Arc;
use std::time::Duration;

use parvis::domain::ids::ParticipantId;
use parvis::domain::{Lang, Texts};
use parvis::live::{Room, State};
use parvis::service::set_asides::Asked;
use parvis::service::settings::Settings;
use parvis::service::{Service, Viewer};
use parvis::store;

use crate::{Case, cast, on_both, support};

/// Enough votes that a stop saves what they came to.
const PARTICIPANTS: usize = 70;

async fn voted(case: &Case) -> Vec<ParticipantId> {
    let mut participants = Vec::new();
    for turn in 0..PARTICIPANTS {
        let p = case.join().await;
        for _ in 0..2 {
            let pairs = case.pairs(&p, 10).await;
            let outcome = ["left", "right", "tie", "skip"][turn % 4];
            let casts: Vec<_> = pairs.iter().map(|pair| cast(pair, outcome)).collect();
            if !casts.is_empty() {
                case.cast(&p, &casts).await.into_iter().for_each(|answer| assert!(answer.is_ok()));
            }
        }
        participants.push(p);
    }
    participants
}

/// Everything that a room says, in one text.
async fn said(service: &Service, room: &Arc<Room>, viewer: &Viewer) -> String {
    let ranking = service.ranking(viewer, room).await.unwrap();
    // A fit that starts elsewhere ends within rounding of the same place.
    let nine = |x: f64| (x * 1e9).round() as i64;
    let ideas: Vec<_> = ranking
        .ideas
        .iter()
        .map(|idea| (&idea.id, nine(idea.strength), nine(idea.se), idea.record))
        .collect();
    let shown: Vec<_> =
        room.with(|state| state.ideas.iter().map(|idea| (idea.id.clone(), idea.appearances)).collect());
    format!("{} {} {} {ideas:?} {shown:?}", ranking.seq, ranking.votes, ranking.participants)
}

fn saved_at(db: &store::Db, room: &Room) -> Option<i64> {
    db.read_now(|conn| store::saved_tallies::find(conn, room.id())).unwrap().map(|(seq, _)| seq)
}

#[test]
fn a_start_from_saved_tallies_is_a_start_from_the_whole_log() {
    on_both(|backend| async move {
        let case = Case::new(backend, 6, Settings::default()).await;
        let participants = voted(&case).await;
        let viewer = case.as_secretary();
        let secretary = case.service.permit(&viewer, &case.room).await.unwrap();
        let chosen = Asked { participants: participants[4..7].to_vec(), ..Asked::default() };
        let reason = Texts([(Lang::parse("en").unwrap(), "A test.".to_owned())].into());
        let aside = case.service.set_aside(&secretary, &case.room, chosen, &reason).await.unwrap();
        assert_eq!((aside.participants, aside.votes.count()), (3, 45));
        assert_eq!(saved_at(&case.test.db, &case.room), None);
        let before = said(&case.service, &case.room, &viewer).await;
        case.service.stop();
        assert_eq!(saved_at(&case.test.db, &case.room), Some(case.room.seq()));

        let (saved, room) = case.restarted().await;
        assert_eq!(said(&saved, &room, &viewer).await, before);
        // What comes after goes on from there: a vote of the time before is taken back, another is given.
        let own = saved.own_votes(&room, &participants[0]).await.unwrap();
        saved.undo_vote(&room, &participants[0], &own[3].pair).await.unwrap();
        // One that is set aside is taken back, and the others are put back.
        let aside_own = saved.own_votes(&room, &participants[4]).await.unwrap();
        saved.undo_vote(&room, &participants[4], &aside_own[0].pair).await.unwrap();
        saved.put_back(&secretary, &room, aside.id).await.unwrap();
        let pair = saved.serve_pairs(&room, &participants[0], 1).await.unwrap().pairs.remove(0);
        saved.cast_votes(&room, &participants[0], &[cast(&pair, "right")]).await.unwrap()[0]
            .as_ref()
            .unwrap();
        let after = said(&saved, &room, &viewer).await;
        assert_ne!(after, before);
        saved.stop();
        let (again, room) = case.restarted().await;
        assert_eq!(said(&again, &room, &viewer).await, after, "few new rows: read after what was saved");

        case.test.db.write_now(|conn| store::saved_tallies::delete(conn, room.id())).unwrap();
        let (whole, room) = case.restarted().await;
        assert_eq!(said(&whole, &room, &viewer).await, after, "the whole log");
    });
}

#[test]
fn an_erasure_reaches_what_was_saved_and_other_processes() {
    on_both(|backend| async move {
        let case = Case::new(backend, 6, Settings::default()).await;
        let p = voted(&case).await.remove(0);
        let secretary = case.service.permit(&case.as_secretary(), &case.room).await.unwrap();
        let chosen = Asked { participants: vec![p.clone()], ..Asked::default() };
        let reason = Texts([(Lang::parse("en").unwrap(), "A test.".to_owned())].into());
        case.service.set_aside(&secretary, &case.room, chosen, &reason).await.unwrap();
        case.service.stop();
        assert!(support::databases::dump(&case.test.db).contains(p.as_str()));

        let (one, room) = case.restarted().await;
        let (other, others_room) = case.restarted().await;
        let follow = tokio::spawn(other.live.clone().follow());
        one.erase_participant(&room, &p).await.unwrap();
        assert_eq!(saved_at(&case.test.db, &room), None);
        let mut listening = others_room.listen();
        while others_room.with(|state| state.erasures) == 0 {
            tokio::time::timeout(Duration::from_secs(30), listening.changed()).await.unwrap().unwrap();
        }
        follow.abort();
        other.stop();
        assert!(!support::databases::dump(&case.test.db).contains(p.as_str()), "nothing brings it back");
        one.stop();
    });
}
