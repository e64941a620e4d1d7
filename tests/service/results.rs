//! Who sees results when, and what they see.

use parvis::domain::consultation::{ResultsRule, State};
use parvis::service::Viewer;
use parvis::service::results::Method;
use parvis::service::settings::Settings;

use crate::{Case, on_both};

fn rule(rule: ResultsRule) -> Settings {
    Settings { results: Some(rule), round_pairs: Some(3), ..Settings::default() }
}

#[test]
fn the_rule_holds_for_everybody_at_every_time() {
    on_both(|backend| async move {
        for (results, open, done, closed) in [
            (ResultsRule::Always, true, true, true),
            (ResultsRule::AfterRound, false, true, true),
            (ResultsRule::Closed, false, false, true),
            (ResultsRule::Members, false, false, false),
        ] {
            let case = Case::new(backend, 5, rule(results)).await;
            let (p, q) = (case.join().await, case.join().await);
            case.vote(&p, 3).await;
            // Of fewer than five people nothing is shown, whatever the rule.
            for _ in 0..4 {
                assert!(
                    !case.service.may_see_results(&Viewer::participant(p.clone()), &case.room).await.unwrap()
                );
                case.vote(&case.join().await, 1).await;
            }
            let may = async |viewer: &Viewer| case.service.may_see_results(viewer, &case.room).await.unwrap();
            let (nobody, before, after) = (Viewer::nobody(), Viewer::participant(q), Viewer::participant(p));
            assert_eq!(may(&nobody).await, open, "{results:?}, nobody");
            assert_eq!(may(&before).await, open, "{results:?}, before the round");
            assert_eq!(may(&after).await, done, "{results:?}, after the round");
            assert!(may(&case.as_secretary()).await);
            let other = Viewer::member(parvis::domain::ids::MemberId::new(), false);
            assert_eq!(may(&other).await, open, "{results:?}, a member of something else");
            case.set_state(State::Closed).await;
            assert_eq!(may(&nobody).await, closed, "{results:?}, closed");
            assert_eq!(case.service.ranking(&nobody, &case.room).await.is_ok(), closed);
            assert_eq!(case.service.rated(&nobody, &case.room, Method::Elo).await.is_ok(), closed);
            assert_eq!(case.service.read_log(&nobody, &case.room, 0, 1).await.is_ok(), closed);
        }
    });
}

#[test]
fn an_idea_under_the_minimum_has_no_place_and_the_others_are_numbered_without_it() {
    on_both(|backend| async move {
        let case = Case::new(backend, 4, Settings::default()).await;
        for _ in 0..6 {
            let p = case.join().await;
            case.vote(&p, 6).await;
        }
        let late = case.idea("Myöhäinen ajatus").await;
        let ranking = case.service.ranking(&case.as_secretary(), &case.room).await.unwrap();
        let ranks: Vec<_> = ranking.ideas.iter().map(|idea| idea.place.map(|place| place.rank)).collect();
        assert_eq!(ranks, [Some(1), Some(2), Some(3), Some(4), None]);
        let tiers: Vec<_> = ranking.ideas[..4].iter().map(|idea| idea.tier.unwrap()).collect();
        let may_be_first: Vec<_> =
            ranking.ideas[..4].iter().map(|idea| idea.place.unwrap().low == 1).collect();
        assert_eq!(tiers.iter().map(|tier| *tier == 1).collect::<Vec<_>>(), may_be_first, "{tiers:?}");
        assert_eq!((&ranking.ideas[4].id, ranking.ideas[4].tier), (&late, None));
        assert_eq!((ranking.ideas[4].strength, ranking.ideas[4].score), (0.0, None));
        let order: Vec<_> = ranking.ideas[..4].iter().map(|idea| idea.id.clone()).collect();
        assert_eq!(order, case.ideas, "who came first always won");
        assert!(ranking.few_voters);
        for method in [Method::Elo, Method::WinRate] {
            let (_, rated) = case.service.rated(&case.as_secretary(), &case.room, method).await.unwrap();
            assert_eq!(rated.iter().map(|r| r.rank).collect::<Vec<_>>(), ranks, "{method:?}");
            assert!(rated[0].score > rated[3].score);
        }
    });
}

#[test]
fn nobody_voted_yet() {
    on_both(|backend| async move {
        for ideas in [0, 1, 3] {
            let case = Case::new(backend, ideas, Settings::default()).await;
            let ranking = case.service.ranking(&case.as_secretary(), &case.room).await.unwrap();
            assert_eq!(ranking.ideas.len(), ideas);
            assert!(ranking.ideas.iter().all(|idea| idea.place.is_none() && idea.strength == 0.0));
            if ideas == 1 {
                assert_eq!((ranking.ideas[0].se, ranking.ideas[0].score), (0.0, None));
            }
        }
    });
}
