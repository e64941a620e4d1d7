//! Signs of stuffing: what looks wrong in who came and how they chose, computed beside the event loop and kept as
//! long as the log stays; the order with and without those people; and one step to set their votes aside. Nobody is
//! excluded by a program.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::domain::aside::SetAside;
use crate::domain::chain;
use crate::domain::ids::{ConsultationId, IdeaId, ParticipantId};
use crate::domain::participant::Ways;
use crate::domain::{Code, Error, Micros, Result, Texts};
use crate::live::{Computed, Room};
use crate::ranking::Outcome;
use crate::ranking::signs::{self, Choice, Person};
use crate::service::set_asides::Asked;
use crate::service::{Organiser, Service, Viewer, now};
use crate::store::{self, Conn};

pub use crate::ranking::signs::Kind;

/// While people vote, signs are looked for again after so many times as long as the last look took …
const REST: u32 = 10;
/// … unless that was no time at all.
const SOON: Duration = Duration::from_secs(1);
/// How long counts of the ways in are kept.
const WAYS_KEPT: Duration = Duration::from_secs(10);
/// Consultations whose signs are kept; beyond it all are looked for again.
const KEPT: usize = 200;

/// What looked wrong up to a number of the log.
#[derive(Clone, Debug)]
pub struct Signs {
    pub seq: i64,
    pub looked_at: Micros,
    pub found: Vec<Sign>,
}

/// One thing that looks wrong.
#[derive(Clone, Debug)]
pub struct Sign {
    /// The same for the same thing at a later number.
    pub id: String,
    pub kind: Kind,
    /// The idea that it is about.
    pub idea: Option<IdeaId>,
    pub people: Vec<ParticipantId>,
    /// Their answers that stand.
    pub votes: usize,
    pub expected: Option<f64>,
}

/// The last look of each consultation; held while the next one is under way.
pub(super) type Looked = Arc<Mutex<HashMap<ConsultationId, Arc<tokio::sync::Mutex<Option<Kept>>>>>>;
pub(super) type WaysIn = Arc<Mutex<HashMap<ConsultationId, (Instant, Ways)>>>;

#[derive(Clone)]
pub(super) struct Kept {
    seq: i64,
    erasures: i64,
    signs: Arc<Signs>,
    took: Duration,
    at: Instant,
}

impl Service {
    /// What looks wrong, as of the log now or, while people vote, of shortly before.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn signs(&self, _: &Organiser, room: &Arc<Room>) -> Result<Arc<Signs>> {
        let slot = {
            let mut looked = self.looked.lock().expect("nothing panics while it holds the signs");
            if looked.len() >= KEPT {
                looked.clear();
            }
            looked.entry(room.id().clone()).or_default().clone()
        };
        let mut kept = slot.lock().await;
        let (seq, erasures) = room.with(|state| (state.seq, state.erasures));
        if let Some(kept) = &*kept
            && kept.erasures == erasures
            && (kept.seq == seq || (kept.took > SOON && kept.at.elapsed() < kept.took * REST))
        {
            return Ok(kept.signs.clone());
        }
        let begun = Instant::now();
        let (db, of) = (self.db.clone(), room.clone());
        let looked = tokio::task::spawn_blocking(move || db.read_now(|conn| look(conn, &of, seq)));
        let lost = |_| Error::new(Code::Internal, "The signs could not be looked for.");
        let signs = Arc::new(looked.await.map_err(lost)??);
        let (took, at) = (begun.elapsed(), Instant::now());
        *kept = Some(Kept { seq, erasures, signs: signs.clone(), took, at });
        Ok(signs)
    }

    /// One of them, as it is now.
    ///
    /// # Errors
    /// `not_found` if nothing like it is there any more.
    pub async fn sign(&self, by: &Organiser, room: &Arc<Room>, id: &str) -> Result<Sign> {
        let signs = self.signs(by, room).await?;
        let found = signs.found.iter().find(|sign| sign.id == id).cloned();
        found.ok_or_else(|| Error::not_found("sign"))
    }

    /// The ranking as it is, and as it would be without those people.
    ///
    /// # Errors
    /// `ranking_unavailable`.
    pub async fn with_and_without(
        &self,
        _: &Organiser,
        room: &Arc<Room>,
        sign: &Sign,
    ) -> Result<(Arc<Computed>, Computed)> {
        let people = Arc::new(sign.people.iter().cloned().collect::<HashSet<_>>());
        Ok((room.ranking().await?, room.ranking_without(people).await?))
    }

    /// Sets the votes of those people aside.
    ///
    /// # Errors
    /// `not_found`; those of [`Service::set_aside`].
    pub async fn set_sign_aside(
        &self,
        by: &Organiser,
        room: &Arc<Room>,
        id: &str,
        reason: &Texts,
    ) -> Result<SetAside> {
        let participants = self.sign(by, room, id).await?.people;
        self.set_aside_of(by, room, Asked { participants, ..Asked::default() }, reason).await
    }

    /// How people came in, for whoever sees results.
    ///
    /// # Errors
    /// `results_withheld`; what the store answers.
    pub async fn ways_in(&self, viewer: &Viewer, room: &Room) -> Result<Ways> {
        self.must_see_results(viewer, room).await?;
        let kept = self.ways.lock().expect("nothing panics while it holds the ways").get(room.id()).copied();
        if let Some((_, ways)) = kept.filter(|(at, _)| at.elapsed() < WAYS_KEPT) {
            return Ok(ways);
        }
        let id = room.id().clone();
        let ways = self.db.read(move |conn| store::participants::ways(conn, &id)).await?;
        let mut kept = self.ways.lock().expect("nothing panics while it holds the ways");
        kept.retain(|_, (at, _)| at.elapsed() < WAYS_KEPT);
        kept.insert(room.id().clone(), (Instant::now(), ways));
        Ok(ways)
    }
}

/// Reads everybody and what they answered, and looks.
fn look(conn: &mut Conn, room: &Room, seq: i64) -> store::Result<Signs> {
    let arrivals = store::participants::arrivals(conn, room.id())?;
    let (ideas, places, aside) = room.with(|state| {
        let lengths = state.ideas.iter().map(|idea| {
            let letters = idea.texts.0.values().map(|text| text.chars().count()).min().unwrap_or_default();
            (idea.id.to_string(), letters)
        });
        let aside: HashSet<i64> = state.aside().collect();
        (lengths.collect::<Vec<_>>(), state.targets(), aside)
    });
    let index: HashMap<&str, usize> =
        ideas.iter().enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect();
    let who: HashMap<&str, usize> =
        arrivals.iter().enumerate().map(|(at, arrival)| (arrival.id.as_str(), at)).collect();
    let person = |of: &store::participants::Arrival| Person {
        joined: of.joined_at,
        place: of.place,
        invited: of.invited,
        choices: Vec::new(),
    };
    let mut people: Vec<Person> = arrivals.iter().map(person).collect();
    // The numbers of each person's choices, for those that are taken back later.
    let (mut numbers, mut back) = (vec![Vec::new(); people.len()], HashSet::new());
    store::log::each_answer(conn, room.id(), seq, |answer| {
        back.extend(answer.supersedes);
        let at = |id: &Option<String>| id.as_deref().and_then(|id| index.get(id)).copied();
        let voter = answer.participant.as_deref().and_then(|id| who.get(id)).copied();
        let (Some(voter), Some(left), Some(right)) = (voter, at(&answer.left), at(&answer.right)) else {
            return;
        };
        // A duplicate is the idea that it points at; between the two there is nothing to choose.
        if places[left] != places[right] && !aside.contains(&answer.seq) {
            let letters = ideas[left].1 + ideas[right].1;
            people[voter].choices.push(choice(&answer, places[left], places[right], letters));
            numbers[voter].push(answer.seq);
        }
    })?;
    if !back.is_empty() {
        for (person, numbers) in people.iter_mut().zip(&numbers) {
            let mut stands = numbers.iter().map(|number| !back.contains(number));
            person.choices.retain(|_| stands.next().unwrap_or_default());
        }
    }
    let compared = people.iter().flat_map(|p| &p.choices).flat_map(|c| [c.left, c.right]);
    let (order, count) = dense(compared, ideas.len());
    for choice in people.iter_mut().flat_map(|person| &mut person.choices) {
        (choice.left, choice.right) = (order[choice.left as usize], order[choice.right as usize]);
    }
    let found = signs::signs(&people, count).into_iter().map(|found| {
        let idea = match found.kind {
            Kind::OneIdea(idea) => order.iter().position(|place| *place == idea),
            _ => None,
        };
        let idea = idea.and_then(|at| IdeaId::parse(&ideas[at].0));
        let votes = found.people.iter().map(|&at| people[at].choices.len()).sum();
        let people: Vec<ParticipantId> = found.people.iter().map(|&at| arrivals[at].id.clone()).collect();
        let id = name(&found.kind, idea.as_ref(), &people);
        Sign { id, kind: found.kind, idea, people, votes, expected: found.expected }
    });
    // Whoever has no answer that stands moves nothing; they are told of with the others.
    let found = found.filter(|sign| sign.votes > 0).collect();
    Ok(Signs { seq, looked_at: now(), found })
}

fn choice(answer: &store::log::Answer, left: usize, right: usize, letters: usize) -> Choice {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Choice {
        left: small(left),
        right: small(right),
        outcome: match answer.outcome.as_deref() {
            Some("left") => Some(Outcome::Left),
            Some("right") => Some(Outcome::Right),
            Some("tie") => Some(Outcome::Tie),
            _ => None,
        },
        millis: answer.response_ms.and_then(|ms| u32::try_from(ms).ok()),
        letters: small(letters),
    }
}

/// New numbers for those of `all` that are used, and how many they are.
fn dense(used: impl Iterator<Item = u32>, all: usize) -> (Vec<u32>, usize) {
    let mut is_used = vec![false; all];
    used.for_each(|at| is_used[at as usize] = true);
    let mut count = 0;
    let number = |used: bool| if used { (count, count += 1).0 } else { u32::MAX };
    (is_used.into_iter().map(number).collect(), count as usize)
}

/// What a sign is called in addresses.
fn name(kind: &Kind, idea: Option<&IdeaId>, people: &[ParticipantId]) -> String {
    match kind {
        Kind::Burst { from, .. } => format!("burst-{from}"),
        Kind::Place(place) => format!("place-{place}"),
        Kind::Fast => "fast".to_owned(),
        Kind::Side => "side".to_owned(),
        Kind::OneIdea(_) => format!("one_{}", idea.map_or("idea", IdeaId::as_str)),
        Kind::Same => {
            // The first of them stays the first.
            let first = people.first().map(ParticipantId::as_str).unwrap_or_default();
            format!("same-{}", &chain::hex(&Sha256::digest(first))[..16])
        }
    }
}
