//! Proposing, duplicates, moderation, links, codes.

use parvis::domain::idea::IdeaState;
use parvis::domain::{Code, Texts};
use parvis::service::Viewer;
use parvis::service::ideas::{Filter, Moderation, Proposer};
use parvis::service::invitations::NewInvitation;
use parvis::service::participants::Joining;
use parvis::service::settings::Settings;

use crate::{Case, fi, on_both};

fn to(state: IdeaState) -> Moderation {
    Moderation { state: Some(state), ..Moderation::default() }
}

#[test]
fn a_proposal_waits_is_approved_and_is_then_served() {
    on_both(|backend| async move {
        let case = Case::new(backend, 1, Settings::default()).await;
        let p = case.join().await;
        assert!(case.pairs(&p, 1).await.is_empty(), "one idea makes no pair");
        let proposer = Proposer::Participant(p.clone());
        let idea = case
            .service
            .propose_idea(&case.room, &proposer, &Texts::one(fi(), " Oma ajatus "))
            .await
            .unwrap();
        assert_eq!((idea.state, idea.texts.get(&fi())), (IdeaState::Pending, Some("Oma ajatus")));
        assert!(case.pairs(&p, 1).await.is_empty());
        let nobody = Viewer::nobody();
        assert_eq!(
            case.service
                .list_ideas(&nobody, &case.room, Filter::default(), None, 10)
                .await
                .unwrap()
                .items
                .len(),
            1
        );
        let hidden = case.service.find_idea(&nobody, &case.room, &idea.id).await.unwrap_err();
        assert_eq!(hidden.code, Code::NotFound);
        let own = Viewer::participant(p.clone());
        assert!(case.service.find_idea(&own, &case.room, &idea.id).await.is_ok());
        let all = Filter { states: Some(vec![IdeaState::Pending]), ..Filter::default() };
        let refused = case.service.list_ideas(&nobody, &case.room, all, None, 10).await.unwrap_err();
        assert_eq!(refused.code, Code::SignInRequired);

        case.service
            .moderate_idea(&case.organiser().await, &case.room, &idea.id, to(IdeaState::Active))
            .await
            .unwrap();
        assert_eq!(case.pairs(&p, 1).await.len(), 1);
    });
}

#[test]
fn the_same_idea_is_refused_with_the_id_of_the_one_there() {
    on_both(|backend| async move {
        let case = Case::new(backend, 0, Settings::default()).await;
        let first = case.idea("Fler cykelbanor i Vaasa").await;
        let second = case.idea("Öppen å-strand").await;
        let proposer = Proposer::Participant(case.join().await);
        let propose = |text: &'static str| {
            let (case, proposer) = (&case, &proposer);
            async move { case.service.propose_idea(&case.room, proposer, &Texts::one(fi(), text)).await }
        };
        for (same, of) in [
            ("fler cykelbanor i vaasa", &first),
            (" Fler  cykelbanor i Vaasa ", &first),
            ("Fler cykelbanor\u{a0}i Vaasa", &first),
            ("FLER CYKELBANOR I VAASA", &first),
            ("O\u{308}ppen a\u{30a}-strand", &second),
            ("öppen å-strand", &second),
        ] {
            let error = propose(same).await.unwrap_err();
            assert_eq!(
                (error.code, error.other.as_deref()),
                (Code::IdeaDuplicate, Some(of.as_str())),
                "{same}"
            );
            assert_eq!(error.fields[0].field, "texts.fi");
        }
        for new in ["Fler cykelbanor i Vasa", "Oppen a-strand", "Fler cykelbanor i Vaasa!"] {
            propose(new).await.unwrap();
        }
        for (bad, code) in [("", Code::IdeaEmpty), ("a\u{7}b", Code::IdeaControlCharacter)] {
            assert_eq!(propose(bad).await.unwrap_err().code, code);
        }
    });
}

#[test]
fn a_rejected_text_may_come_again_until_the_first_is_taken_back_in() {
    on_both(|backend| async move {
        let case = Case::new(backend, 0, Settings::default()).await;
        let by = case.organiser().await;
        let first = case.idea("Juna Kemijärvelle").await;
        let room = &case.room;
        let withdrawn =
            case.service.moderate_idea(&by, room, &first, to(IdeaState::Withdrawn)).await.unwrap();
        assert_eq!(withdrawn.state, IdeaState::Withdrawn);
        case.idea("Juna Kemijärvelle").await;
        let back = case.service.moderate_idea(&by, room, &first, to(IdeaState::Active)).await.unwrap_err();
        assert_eq!(back.code, Code::IdeaDuplicate);
        let wrong = case.service.moderate_idea(&by, room, &first, to(IdeaState::Pending)).await.unwrap_err();
        assert_eq!(wrong.code, Code::IdeaStateConflict);
    });
}

#[test]
fn a_duplicates_votes_count_for_its_target_and_the_link_can_be_undone() {
    on_both(|backend| async move {
        let case = Case::new(backend, 4, Settings::default()).await;
        for _ in 0..5 {
            let p = case.join().await;
            case.vote(&p, 6).await;
        }
        let viewer = case.as_secretary();
        let before = case.service.ranking(&viewer, &case.room).await.unwrap();
        assert_eq!((before.ideas.len(), before.votes), (4, 30.0));
        let link = Moderation {
            state: Some(IdeaState::Linked),
            linked_to: Some(case.ideas[0].clone()),
            ..Moderation::default()
        };
        let by = case.organiser().await;
        let itself =
            case.service.moderate_idea(&by, &case.room, &case.ideas[0], link.clone()).await.unwrap_err();
        assert_eq!(itself.fields[0].field, "linked_to");
        case.service.moderate_idea(&by, &case.room, &case.ideas[3], link).await.unwrap();
        let linked = case.service.ranking(&viewer, &case.room).await.unwrap();
        assert_eq!((linked.ideas.len(), linked.votes), (3, 25.0), "votes between the two count for neither");
        let target = linked.ideas.iter().find(|idea| idea.id == case.ideas[0]).unwrap();
        assert_eq!((target.record.wins, target.record.losses), (10.0, 10.0));
        let (service, room) = case.restarted().await;
        assert_eq!(service.ranking(&viewer, &room).await.unwrap().votes, 25.0);

        case.service.moderate_idea(&by, &case.room, &case.ideas[3], to(IdeaState::Active)).await.unwrap();
        let after = case.service.ranking(&viewer, &case.room).await.unwrap();
        for (a, b) in after.ideas.iter().zip(&before.ideas) {
            assert!(a.id == b.id && (a.strength - b.strength).abs() < 1e-9);
        }
    });
}

#[test]
fn codes_let_in_once_and_only_where_they_belong() {
    on_both(|backend| async move {
        let codes =
            Settings { entry: Some(parvis::domain::consultation::Entry::Codes), ..Settings::default() };
        let case = Case::new(backend, 3, codes).await;
        let (service, room) = (&case.service, &case.room);
        let new = NewInvitation { name: "Kunnat".into(), count: 3, ..NewInvitation::default() };
        let by_invitation = service.permit(&case.as_secretary(), room).await.unwrap();
        let (_, made) = service.create_invitation(&by_invitation, room, new).await.unwrap();
        assert_eq!(service.join(room, Joining::default()).await.unwrap_err().code, Code::CodeRequired);
        assert_eq!(service.join(room, with("XXXX")).await.unwrap_err().code, Code::CodeUnknown);
        let typed = format!(" {}-{} ", made[0][..5].to_lowercase(), &made[0][5..]);
        assert_eq!(service.consultation_of_code(&typed).await.unwrap(), *room.id());
        service.join(room, with(&typed)).await.unwrap();
        assert_eq!(service.join(room, with(&made[0])).await.unwrap_err().code, Code::CodeUsed);
        let (one, other) =
            tokio::join!(service.join(room, with(&made[1])), service.join(room, with(&made[1])));
        assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "two at the same instant");
        let list = service.list_invitations(&by_invitation, room).await.unwrap();
        assert_eq!((list[0].codes, list[0].used), (3, 2));
        assert_eq!(service.revoke_invitation(&by_invitation, room, &list[0].id).await.unwrap(), 1);
        assert_eq!(service.join(room, with(&made[2])).await.unwrap_err().code, Code::CodeUnknown);
    });
}

/// Coming in with a code.
fn with(code: &str) -> Joining {
    Joining { code: Some(code.to_owned()), ..Joining::default() }
}
