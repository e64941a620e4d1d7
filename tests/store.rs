//! The store on both databases: what is written is read back, constraints answer as errors that say which.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use parvis::domain::chain::{self, Verifier};
use parvis::domain::consultation::{Consultation, Entry, ResultsRule, State};
use parvis::domain::idea::{Idea, IdeaState};
use parvis::domain::ids::{ConsultationId, IdeaId, InvitationId, MemberId, PairId, ParticipantId};
use parvis::domain::log::{Entry as LogEntry, Private, Public, Row};
use parvis::domain::member::Role;
use parvis::domain::participant::{Participant, stand_in};
use parvis::domain::vote::{Outcome, Pair, Strategy};
use parvis::domain::{Lang, Texts};
use parvis::store::consultations::Seen;
use parvis::store::{self, Db, Error, migrate};
use support::databases::{Backend, on_both, open};

fn fi() -> Lang {
    Lang::parse("fi").unwrap()
}

fn consultation(slug: &str) -> Consultation {
    Consultation {
        id: ConsultationId::new(),
        slug: slug.into(),
        state: State::Draft,
        question: Texts::one(fi(), "Mitä palveluja? \"öäå\" 😀"),
        intro: Texts::default(),
        owner: Texts::one(fi(), "Ministeriö"),
        languages: vec![fi(), Lang::parse("sv").unwrap()],
        results: ResultsRule::Closed,
        strategy: Strategy::Uniform,
        entry: Entry::Codes,
        opens_at: Some(5),
        closes_at: None,
        zone: "Europe/Helsinki".into(),
        round_pairs: 15,
        minimum_comparisons: 6,
        retention_days: Some(30),
        voter_cap: Some(40),
        simulated: true,
        version: 1,
        created_at: 1,
        updated_at: 2,
    }
}

fn idea(text: &str) -> Idea {
    Idea {
        id: IdeaId::new(),
        state: IdeaState::Active,
        texts: Texts::one(fi(), text),
        linked_to: None,
        participant: None,
        member: Some(MemberId::new()),
        reason: None,
        salt: vec![1, 2, 3],
        created_at: 7,
        decided_at: Some(8),
        replaced_by: None,
    }
}

fn with_consultation(db: &Db) -> Consultation {
    let c = consultation("kysely");
    db.write_now(|conn| {
        store::consultations::insert(conn, &c)?;
        store::log::insert_head(conn, &c.id)
    })
    .unwrap();
    c
}

#[test]
fn a_consultation_is_read_back_and_its_slug_is_taken_once() {
    on_both(|test| {
        let db = &test.db;
        let mut c = with_consultation(db);
        assert_eq!(db.read_now(|conn| store::consultations::get(conn, &c.id)).unwrap(), c);
        let error =
            db.write_now(|conn| store::consultations::insert(conn, &consultation("kysely"))).unwrap_err();
        assert!(matches!(error, Error::Unique { ref table } if table == "slugs"), "{error:?}");

        (c.state, c.version, c.opens_at) = (State::Open, 2, None);
        assert!(db.write_now(|conn| store::consultations::update(conn, &c)).unwrap());
        assert!(!db.write_now(|conn| store::consultations::update(conn, &c)).unwrap(), "an old version");
        assert_eq!(db.read_now(|conn| store::consultations::get(conn, &c.id)).unwrap(), c);
    });
}

#[test]
fn lists_are_for_who_asks() {
    on_both(|test| {
        let db = &test.db;
        let draft = with_consultation(db);
        let member = MemberId::new();
        let list = |seen: &Seen| {
            let list = db.read_now(|conn| store::consultations::list(conn, seen, None, 10)).unwrap();
            list.into_iter().map(|c| c.id).collect::<Vec<_>>()
        };
        assert_eq!(list(&Seen::Public), []);
        assert_eq!(list(&Seen::Of(member.clone())), []);
        db.write_now(|conn| store::roles::insert(conn, &draft.id, &member, &Role::Secretary.into(), 1))
            .unwrap();
        assert_eq!(list(&Seen::Of(member)), std::slice::from_ref(&draft.id));
        assert_eq!(list(&Seen::All), [draft.id]);
    });
}

#[test]
fn the_same_idea_is_there_once() {
    on_both(|test| {
        let db = &test.db;
        let c = with_consultation(db);
        let (first, same) = (idea("Fler cykelbanor"), idea(" fler  CYKELBANOR "));
        db.write_now(|conn| {
            store::ideas::insert(conn, &c.id, std::slice::from_ref(&first))?;
            store::ideas::take_keys(conn, &c.id, &first)
        })
        .unwrap();
        let error = db.write_now(|conn| store::ideas::take_keys(conn, &c.id, &same)).unwrap_err();
        assert!(matches!(error, Error::Unique { ref table } if table == "idea_keys"), "{error:?}");
        let found = db.read_now(|conn| store::ideas::find_same(conn, &c.id, &same)).unwrap();
        assert_eq!(found, Some((first.id.clone(), "fi".into())));
        assert_eq!(
            db.read_now(|conn| store::ideas::list_all(conn, &c.id)).unwrap(),
            std::slice::from_ref(&first)
        );

        db.write_now(|conn| store::ideas::free_keys(conn, &c.id, &first.id)).unwrap();
        db.write_now(|conn| store::ideas::take_keys(conn, &c.id, &same)).unwrap();
    });
}

#[test]
fn a_code_is_spent_once() {
    on_both(|test| {
        let db = &test.db;
        let c = with_consultation(db);
        let hash = vec![7_u8; 32];
        let new = store::codes::Invitation {
            id: InvitationId::new(),
            name: "Kunnat".into(),
            codes: 1,
            used: 0,
            groups: BTreeMap::new(),
            event: None,
            link: false,
            member: None,
            created_at: 3,
        };
        db.write_now(|conn| store::codes::insert(conn, &c.id, &new, std::slice::from_ref(&hash))).unwrap();
        let found = db.read_now(|conn| store::codes::find(conn, &hash)).unwrap();
        assert_eq!(found, Some((c.id.clone(), new.clone(), false)));
        assert!(db.write_now(|conn| store::codes::spend(conn, &hash)).unwrap());
        assert!(!db.write_now(|conn| store::codes::spend(conn, &hash)).unwrap());
        let list = db.read_now(|conn| store::codes::list(conn, &c.id)).unwrap();
        assert_eq!((list[0].codes, list[0].used), (1, 1));
    });
}

#[test]
fn open_pairs_change_only_for_who_read_them_last() {
    on_both(|test| {
        let db = &test.db;
        let c = with_consultation(db);
        let p = Participant {
            id: ParticipantId::new(),
            language: Some(fi()),
            event: None,
            invitation: None,
            groups: BTreeMap::new(),
            open_pairs: Vec::new(),
            joined_at: 9,
            way: None,
            place: None,
        };
        let pair = Pair {
            id: PairId::new(),
            left: IdeaId::new(),
            right: IdeaId::new(),
            strategy: Strategy::Balanced,
            served_at: 5,
        };
        db.write_now(|conn| store::participants::insert(conn, &c.id, std::slice::from_ref(&p))).unwrap();
        let open = [pair];
        let replace = || {
            db.write_now(|conn| store::participants::replace_open_pairs(conn, &c.id, &p.id, &[], &open))
                .unwrap()
        };
        assert!(replace());
        assert!(!replace());
        let read = db.read_now(|conn| store::participants::find(conn, &c.id, &p.id)).unwrap().unwrap();
        assert_eq!(read.open_pairs, open);
        let unknown = ParticipantId::new();
        let ids = [p.id.as_str(), unknown.as_str()];
        let there = db.read_now(|conn| store::participants::voting(conn, &c.id, &ids)).unwrap();
        let voting = store::participants::Voting { event: None, open_pairs: open.to_vec() };
        assert_eq!(there, [(p.id, voting)].into());
    });
}

#[test]
fn rows_of_the_log_are_read_back_and_erased_rows_still_verify() {
    on_both(|test| {
        let db = &test.db;
        let c = with_consultation(db);
        let participant = ParticipantId::new();
        let entries = [
            LogEntry::Settings(serde_json::json!({"consultation": c.id, "minimum": 6})),
            LogEntry::Idea {
                idea: IdeaId::new(),
                texts_digest: "ab".into(),
                state: IdeaState::Active,
                linked_to: None,
            },
            LogEntry::Vote {
                left: IdeaId::new(),
                right: IdeaId::new(),
                outcome: Outcome::Tie,
                counted: true,
                weight: 0.1,
            },
            LogEntry::Undo { supersedes: 3 },
        ];
        let mut previous = chain::genesis(&c.id);
        let mut rows = Vec::new();
        for (seq, entry) in (1..).zip(&entries) {
            let private = Private {
                pair_id: (seq >= 3).then(PairId::new),
                participant: (seq >= 3).then(|| participant.clone()),
                strategy: (seq == 3).then_some(Strategy::Uniform),
                response_ms: (seq == 3).then_some(1_234),
                time: Some(1_700_000_000_000_000 + seq),
                ..Private::default()
            };
            let salt = vec![seq as u8; 16];
            let public = Public::new(seq, entry, chain::commitment(&salt, &private));
            previous = chain::link(&previous, &public);
            rows.push(Row { public, hash: previous, private: Some((private, salt)) });
        }
        db.write_now(|conn| {
            assert_eq!(store::log::lock_head(conn, &c.id)?.seq, 0);
            store::log::append(conn, &c.id, &rows)
        })
        .unwrap();
        assert_eq!(db.read_now(|conn| store::log::list_after(conn, &c.id, 0, 100)).unwrap(), rows);
        assert_eq!(db.read_now(|conn| store::log::read_head(conn, &c.id)).unwrap(), Some((4, previous)));
        let own = db.read_now(|conn| store::log::list_of_participant(conn, &c.id, &participant)).unwrap();
        assert_eq!(own, rows[2..]);
        let pair = rows[2].private.as_ref().unwrap().0.pair_id.clone().unwrap();
        let of_pair = db.read_now(|conn| store::log::list_by_pairs(conn, &c.id, &[pair.as_str()])).unwrap();
        assert_eq!(of_pair, rows[2..3]);
        let again = db.write_now(|conn| store::log::append(conn, &c.id, &rows[3..])).unwrap_err();
        assert!(matches!(again, Error::Unique { .. }), "{again:?}");

        let erased = [(participant, stand_in())];
        db.write_now(|conn| store::log::erase_participants(conn, &c.id, &erased)).unwrap();
        let mut verifier = Verifier::default();
        let rows = db.read_now(|conn| store::log::list_after(conn, &c.id, 0, 100)).unwrap();
        assert_eq!(
            rows.iter().map(|row| row.participant()).collect::<Vec<_>>(),
            [None, None, Some(&erased[0].1), None]
        );
        for row in rows {
            verifier.push(&row.exported(true)).unwrap();
        }
        assert_eq!(verifier.commitments(), 2);
    });
}

#[test]
fn a_failed_transaction_leaves_nothing_and_no_open_transaction() {
    on_both(|test| {
        let db = &test.db;
        let c = consultation("kesken");
        let result: store::Result<()> = db.write_now(|conn| {
            store::consultations::insert(conn, &c)?;
            Err(parvis::domain::Error::not_found("reason").into())
        });
        assert!(matches!(result, Err(Error::Refused(_))));
        assert_eq!(db.read_now(|conn| store::consultations::find(conn, &c.id)).unwrap(), None);
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            db.write_now(|conn| -> store::Result<()> {
                store::consultations::insert(conn, &c)?;
                panic!("on purpose")
            })
        }));
        assert!(panicked.is_err());
        db.write_now(|conn| store::consultations::insert(conn, &c)).unwrap();
    });
}

#[test]
fn concurrent_read_then_write_transactions_all_succeed() {
    on_both(|test| {
        let c = with_consultation(&test.db);
        std::thread::scope(|scope| {
            for thread in 0..8 {
                // Connections of their own: what one process does for another, not only for itself.
                let (db, c) = (open(&test.url), &c);
                scope.spawn(move || {
                    for k in 0..20 {
                        db.write_now(|conn| {
                            store::log::lock_head(conn, &c.id)?;
                            let idea = idea(&format!("{thread} {k}"));
                            store::ideas::take_keys(conn, &c.id, &idea)?;
                            store::ideas::insert(conn, &c.id, &[idea])
                        })
                        .unwrap();
                    }
                });
            }
        });
        assert_eq!(test.db.read_now(|conn| store::ideas::list_all(conn, &c.id)).unwrap().len(), 160);
    });
}

#[test]
fn migrations_are_applied_once_and_a_newer_database_is_refused() {
    on_both(|test| {
        assert_eq!(migrate(&test.db).unwrap(), Vec::<String>::new());
        test.db
            .write_now(|conn| {
                use diesel::RunQueryDsl;
                let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231000000')";
                Ok(diesel::sql_query(newer).execute(conn)?)
            })
            .unwrap();
        assert!(migrate(&test.db).unwrap_err().contains("newer than this program"));
    });
}

/// A scan of a consultation's rows for each vote would make a log slower the longer it is.
#[test]
fn what_a_vote_asks_for_is_found_by_an_index() {
    use diesel::RunQueryDsl;
    use diesel::sql_types::Text;

    #[derive(diesel::QueryableByName)]
    struct Step {
        #[diesel(sql_type = Text)]
        detail: String,
    }

    let test = Backend::Sqlite.fresh();
    for (query, index) in [
        ("SELECT * FROM log WHERE consultation_id = ? AND pair_id = ?", "log_by_pair"),
        (
            "SELECT * FROM log WHERE consultation_id = ? AND participant_id = ? ORDER BY seq",
            "log_by_participant",
        ),
        ("SELECT * FROM log WHERE consultation_id = ? AND seq > ? ORDER BY seq", "log_1"),
        (
            "SELECT * FROM ideas WHERE consultation_id = ? AND participant_id = ? ORDER BY id",
            "ideas_by_participant",
        ),
        (
            "SELECT id FROM participants WHERE consultation_id = ? AND id = ?",
            "COVERING INDEX sqlite_autoindex_participants_1 (consultation_id=? AND id=?)",
        ),
    ] {
        let steps: Vec<Step> = test
            .db
            .read_now(|conn| match conn {
                store::Conn::Sqlite(c) => {
                    let plan = diesel::sql_query(format!("EXPLAIN QUERY PLAN {query}"));
                    Ok(plan.bind::<Text, _>("a").bind::<Text, _>("b").load(c)?)
                }
                store::Conn::Postgres(_) => unreachable!("it was made on SQLite"),
            })
            .unwrap();
        let plan: Vec<&str> = steps.iter().map(|step| step.detail.as_str()).collect();
        assert!(plan.len() == 1 && plan[0].contains(index), "{query}: {plan:?}");
    }
}

#[test]
fn migrations_stand_in_pairs() {
    let names = |kind: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/").to_owned() + kind;
        let mut names: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert_eq!(Backend::BOTH.len(), 2);
}
