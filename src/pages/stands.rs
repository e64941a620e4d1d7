//! An answer that stands where two ideas were answered before: said, with the way to change it; and what is said to who
//! keeps no cookie.

use askama::Template;

use crate::domain::consultation::Consultation;
use crate::domain::ids::{IdeaId, PairId, ParticipantId};
use crate::domain::vote::Outcome;
use crate::domain::{Code, Error};
use crate::live::Room;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::pages::visit::{Visit, query};
use crate::service::now;
use crate::service::own::OwnVote;
use crate::service::voting::Cast;

/// Longer texts are cut: they only say which pair it was.
const WHICH: usize = 80;

/// What stands, and what was answered now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stands {
    /// The pair whose answer stands.
    pub pair: String,
    /// The new answer by the sides of that pair: `left`, or with its reason `tie:both_good`.
    pub instead: String,
    pub says: String,
}

/// To who keeps no cookie, once: that it is so, and the way on without.
#[derive(Template)]
#[template(path = "cookies.html")]
pub struct CookiesPage {
    pub frame: Frame,
    pub address: String,
    pub front: String,
    pub question: Said,
}

impl CookiesPage {
    pub fn new(frame: Frame, c: &Consultation) -> Self {
        let address = format!("/c/{}", c.slug);
        Self { front: address.clone(), address, question: question(c, frame.t), frame }
    }
}

/// The part of an address that says which answer stands and what was answered instead.
pub fn part(pair: &PairId, left: &IdeaId, instead: &str) -> String {
    format!("?stands={pair}&left={left}&instead={instead}")
}

/// What the address says of an answer that stands, if it is the participant's own, another, and can be changed.
pub async fn asked(
    visit: &Visit<'_>,
    room: &Room,
    participant: &ParticipantId,
) -> crate::domain::Result<Option<Stands>> {
    let part = |name| query(visit.request, name);
    let (Some(pair), Some(left), Some(instead)) = (part("stands"), part("left"), part("instead")) else {
        return Ok(None);
    };
    if room.consultation().must_be_open(now()).is_err() {
        return Ok(None);
    }
    let Some(pair) = PairId::parse(&pair) else { return Ok(None) };
    let own = visit.context.service.own_votes(room, participant).await?;
    let Some(vote) = own.iter().find(|vote| vote.pair == pair) else { return Ok(None) };
    let (outcome, reason) = split(&instead);
    let Some(outcome) = Outcome::parse(outcome) else { return Ok(None) };
    // By the sides of the pair that was sent: those of the one that stands may be the other way round.
    let outcome = if vote.left.as_str() == left { outcome } else { outcome.turned() };
    if outcome == vote.outcome {
        return Ok(None);
    }
    let reason = reason.map(|reason| format!(":{reason}")).unwrap_or_default();
    let says = says(visit, room, vote, outcome);
    Ok(Some(Stands { pair: pair.to_string(), instead: format!("{}{reason}", outcome.as_str()), says }))
}

fn says(visit: &Visit<'_>, room: &Room, vote: &OwnVote, instead: Outcome) -> String {
    let t = visit.t;
    let order = visit.consultation.as_ref().map_or(&[][..], |c| &c.languages);
    let text = |id: &IdeaId| {
        let said = room.with(|state| Said::choose(&state.idea(id)?.texts, t.0, order));
        cut(&said.map_or_else(|| "–".to_owned(), |said| said.text))
    };
    words(t, &text(&vote.left), &text(&vote.right), vote.outcome, instead)
}

fn words(t: Text, left: &str, right: &str, before: Outcome, instead: Outcome) -> String {
    let said = |when: &str, outcome| match outcome {
        Outcome::Left => t.say1(&format!("{when}-idea"), "idea", left.to_owned()),
        Outcome::Right => t.say1(&format!("{when}-idea"), "idea", right.to_owned()),
        Outcome::Tie => t.say(&format!("{when}-tie")),
        Outcome::Skip => t.say(&format!("{when}-skip")),
    };
    let which = t.fill("stands-which", &args!["left" => left.to_owned(), "right" => right.to_owned()]);
    [which, said("stands-before", before), said("stands-now", instead)].join(" ")
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(WHICH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// `left`, or with its reason `tie:both_good`.
pub fn split(answer: &str) -> (&str, Option<&str>) {
    answer.split_once(':').map_or((answer, None), |(outcome, reason)| (outcome, Some(reason)))
}

/// Takes an answer back and gives another to the same two ideas; false where others take the turn before them.
pub async fn change(
    visit: &Visit<'_>,
    room: &std::sync::Arc<Room>,
    participant: &ParticipantId,
    pair: &str,
    instead: &str,
) -> crate::domain::Result<bool> {
    let service = &visit.context.service;
    let gone = || Error::new(Code::VoteNotFound, "There is no such answer of yours to change.");
    let pair = PairId::parse(pair).ok_or_else(gone)?;
    let (outcome, reason) = split(instead);
    let outcome = Outcome::parse(outcome)
        .ok_or_else(|| Error::field("outcome", Code::OutcomeInvalid, "There is no such answer."))?;
    let own = service.own_votes(room, participant).await?;
    let vote = own.into_iter().find(|vote| vote.pair == pair).ok_or_else(gone)?;
    service.undo_vote(room, participant, &pair).await?;
    let served = service.serve_pairs(room, participant, 1).await?;
    let Some(again) = served.pairs.first() else { return Ok(false) };
    let outcome = match (&again.left.id, &again.right.id) {
        (left, right) if (left, right) == (&vote.left, &vote.right) => outcome,
        (left, right) if (right, left) == (&vote.left, &vote.right) => outcome.turned(),
        _ => return Ok(false),
    };
    let cast = Cast {
        pair: again.token.clone(),
        outcome: outcome.as_str().to_owned(),
        reason: reason.map(str::to_owned),
        response_ms: None,
    };
    let cast = service.cast_votes(room, participant, std::slice::from_ref(&cast)).await?;
    cast.into_iter().next().unwrap_or_else(|| Err(gone())).map(|_| true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::locale::Locale;

    #[test]
    fn what_stands_is_said_and_what_was_answered_now() {
        let says = |before, instead| words(Text(Locale::En), "Trains", "Libraries", before, instead);
        assert_eq!(
            says(Outcome::Left, Outcome::Right),
            "You have answered “Trains” or “Libraries” before. Then you chose “Trains”, and that counts. \
             Now you chose “Libraries”."
        );
        assert!(says(Outcome::Skip, Outcome::Tie).ends_with("Now you said that neither is better."));
    }

    #[test]
    fn long_ideas_are_cut() {
        assert_eq!(cut(&"ä".repeat(WHICH)), "ä".repeat(WHICH));
        assert_eq!(cut(&"ä".repeat(WHICH + 1)), format!("{}…", "ä".repeat(WHICH)));
    }
}
