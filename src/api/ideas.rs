//! Ideas: listing, proposing, moderating.

use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, LangQuery, PageOut, PageQuery, chosen};
use super::rewordings::RewordingOut;
use super::words;
use crate::domain::access::{Read, Run};
use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{IdeaId, ParticipantId};
use crate::domain::rewording::EditKind;
use crate::domain::{Code, Error, Lang, Texts};
use crate::http::body::Json;
use crate::http::caller::{OrganiserCaller, ViewerCaller, participant_required};
use crate::http::language::Wanted;
use crate::http::{Context, Result, etag};
use crate::service::ideas::{Filter, Moderation, Proposer};
use crate::service::rewordings::WordHistory;
use crate::service::times::rfc3339;

/// An idea: one answer to the question.
#[derive(Serialize, ToSchema)]
#[schema(as = Idea)]
pub struct IdeaOut {
    #[schema(value_type = String, example = "idea_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: IdeaId,
    #[schema(value_type = words::IdeaState)]
    state: IdeaState,
    #[schema(value_type = words::Texts)]
    texts: Texts,
    /// The text as chosen for the caller.
    text: String,
    /// The language of `text`.
    #[schema(value_type = String, example = "fi")]
    lang: Lang,
    /// The idea that a linked one is a duplicate of.
    #[schema(value_type = Option<String>)]
    linked_to: Option<IdeaId>,
    /// How its words changed after they had been compared, the oldest change first.
    corrections: Vec<RewordingOut>,
    /// The idea whose place it took, as one with a new meaning; the votes from before stay with that one's words.
    #[schema(value_type = Option<String>)]
    replaces: Option<IdeaId>,
    /// The idea with a new meaning that took its place.
    #[schema(value_type = Option<String>)]
    replaced_by: Option<IdeaId>,
    /// Why it was rejected or withdrawn: for organisers, and for who proposed it.
    reason: Option<String>,
    /// Who wrote it; never which person.
    #[schema(value_type = ProposedBy)]
    proposed_by: &'static str,
    /// Who sent it, by their pseudonym: for organisers, while it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    participant: Option<ParticipantId>,
    /// A random number for the network from which they came by the open link: for organisers, while it waits. The same
    /// number is the same place; nobody knows which.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<i64>,
    /// RFC 3339, UTC.
    created_at: String,
    /// When its state was last decided.
    decided_at: Option<String>,
}

/// Who wrote an idea.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[allow(dead_code, reason = "a schema")]
enum ProposedBy {
    Participant,
    Organiser,
}

impl IdeaOut {
    /// `whole` for who may read of the reason.
    pub(super) fn of(
        idea: &Idea,
        history: &WordHistory,
        whole: bool,
        wanted: &[Lang],
        order: &[Lang],
    ) -> Self {
        let (text, lang) = chosen(&idea.texts, wanted, order);
        Self {
            id: idea.id.clone(),
            state: idea.state,
            texts: idea.texts.clone(),
            text,
            lang,
            linked_to: idea.linked_to.clone(),
            corrections: history.corrections.iter().map(RewordingOut::from).collect(),
            replaces: history.replaces.clone(),
            replaced_by: idea.replaced_by.clone(),
            reason: idea.reason.clone().filter(|_| whole),
            proposed_by: if idea.member.is_some() { "organiser" } else { "participant" },
            participant: None,
            place: None,
            created_at: rfc3339(idea.created_at),
            decided_at: idea.decided_at.map(rfc3339),
        }
    }
}

/// Which ideas.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IdeasQuery {
    /// States, separated by commas; `active` unless given. All others are for organisers.
    #[param(example = "pending,active")]
    state: Option<String>,
    /// Only ideas with these letters in one of their texts, whatever the case.
    q: Option<String>,
    /// Only ideas that have no text in this language.
    lacking: Option<String>,
}

impl IdeasQuery {
    fn filter(&self) -> std::result::Result<Filter, Error> {
        let invalid = |field: &str, detail: &str| Error::field(field, Code::InvalidQuery, detail);
        let words = self.state.as_deref().map(|list| list.split(',').map(str::trim));
        let states = words.map(|mut words| {
            let all = words.try_fold(Vec::new(), |mut all, word| {
                all.push(IdeaState::parse(word)?);
                Some(all)
            });
            all.ok_or_else(|| invalid("state", "States are pending, active, rejected, withdrawn and linked."))
        });
        let lacking = self.lacking.as_deref().map(|tag| {
            Lang::parse(tag)
                .ok_or_else(|| invalid("lacking", "This is no language tag; write sv, for instance."))
        });
        Ok(Filter {
            states: states.transpose()?,
            containing: self.q.clone().filter(|q| !q.trim().is_empty()),
            lacking: lacking.transpose()?,
        })
    }
}

/// An idea as it is proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewIdea)]
pub struct IdeaIn {
    /// One language at least; 1 to 280 characters in each, counted as Unicode code points after NFC and trimming.
    #[schema(value_type = words::Texts)]
    texts: Texts,
}

/// What moderation changes; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = IdeaChange)]
pub struct IdeaPatch {
    #[schema(value_type = Option<words::IdeaState>)]
    state: Option<IdeaState>,
    /// With state `linked`: the active idea that this one duplicates.
    linked_to: Option<String>,
    /// The texts in all languages, as they shall be.
    #[schema(value_type = Option<words::Texts>)]
    texts: Option<Texts>,
    /// What a change of texts is, once they have been compared: with `correction` the votes stand for the new words too,
    /// and everybody can read both; with `new_meaning` a new idea takes this one's place, and the votes stay with the old
    /// words. Needed then, passed over before; a language that lacked and is added is neither.
    #[schema(value_type = Option<words::EditKind>)]
    edit: Option<EditKind>,
    /// Told to who proposed it; at most 1,000 characters.
    reason: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct IdeaPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the idea.
    pub id: String,
}

impl IdeaPath {
    pub(super) fn id(&self) -> std::result::Result<IdeaId, Error> {
        IdeaId::parse(&self.id).ok_or_else(|| Error::not_found("idea"))
    }
}

/// Lists ideas, oldest first
///
/// Errors: `sign_in_required` or `forbidden` if somebody else than an organiser asks for states that are not
/// listed; `invalid_cursor`.
#[utoipa::path(tag = "Ideas", params(InConsultation, IdeasQuery, PageQuery, LangQuery),
    responses((status = 200, description = "A page of ideas", body = PageOut<IdeaOut>)))]
#[get("/consultations/{c}/ideas")]
pub async fn list_ideas(
    caller: ViewerCaller,
    context: Data<Context>,
    query: web::Query<IdeasQuery>,
    page: web::Query<PageQuery>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (cursor, limit) = (page.cursor(IdeaId::parse)?, page.limit()?);
    let (service, room) = (&context.service, &caller.room);
    let page = service.list_ideas(&caller.viewer, room, query.filter()?, cursor, limit).await?;
    let whole = service.may::<Read>(&caller.viewer, room).await?;
    let order = &room.consultation().languages;
    let ids: Vec<IdeaId> = page.items.iter().map(|idea| idea.id.clone()).collect();
    let told = service.word_histories(room, &ids).await?;
    let waiting = |idea: &&Idea| whole && idea.state == IdeaState::Pending;
    let waiting: Vec<Idea> = page.items.iter().filter(waiting).cloned().collect();
    let places = service.places_of(room, &waiting).await?;
    let out = |idea: &Idea| {
        let mut out = IdeaOut::of(idea, &told.of(&idea.id), whole, &wanted, order);
        if whole && idea.state == IdeaState::Pending {
            out.place = idea.participant.as_ref().and_then(|of| places.get(of).copied());
            out.participant.clone_from(&idea.participant);
        }
        out
    };
    let items = page.items.iter().map(out).collect();
    Ok(etag::json(&request, &PageOut { items, next_cursor: page.next }))
}

/// Reads an idea
///
/// Active and linked ones are there for anybody, and those whose place another took; one's own in every state, all for
/// organisers.
#[utoipa::path(tag = "Ideas", params(IdeaPath, LangQuery),
    responses((status = 200, description = "The idea", body = IdeaOut)))]
#[get("/consultations/{c}/ideas/{id}")]
pub async fn get_idea(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<IdeaPath>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (service, room) = (&context.service, &caller.room);
    let idea = service.find_idea(&caller.viewer, room, &path.id()?).await?;
    let own = is_own(&idea, caller.viewer.participant.as_ref());
    let whole = own || service.may::<Read>(&caller.viewer, room).await?;
    let told = service.word_histories(room, std::slice::from_ref(&idea.id)).await?.of(&idea.id);
    Ok(etag::json(&request, &IdeaOut::of(&idea, &told, whole, &wanted, &room.consultation().languages)))
}

fn is_own(idea: &Idea, participant: Option<&ParticipantId>) -> bool {
    participant.is_some() && idea.participant.as_ref() == participant
}

/// Proposes an idea
///
/// A participant's idea waits for approval (`pending`); an organiser's is active at once. Errors, each at the
/// field of the language (`texts.fi`): `idea_empty`, `idea_too_long`, `idea_control_character`;
/// `idea_duplicate` with the id of the same idea in `other` (the same but for case, spaces and Unicode form).
/// Also `too_many_ideas`, `not_open`, `closed`, `rate_limited`.
#[utoipa::path(tag = "Ideas", params(InConsultation, LangQuery), security(("token" = [])), request_body = IdeaIn,
    responses((status = 201, description = "Proposed; `Location` says where", body = IdeaOut)))]
#[post("/consultations/{c}/ideas")]
pub async fn propose_idea(
    caller: ViewerCaller,
    context: Data<Context>,
    Json(IdeaIn { texts }): Json<IdeaIn>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let room = &caller.room;
    let proposer = proposer(&context, &caller).await?;
    let idea = context.service.propose_idea(room, &proposer, &texts).await?;
    let told = WordHistory::default();
    let made = IdeaOut::of(&idea, &told, true, &wanted, &room.consultation().languages);
    let location = format!("/api/v1/consultations/{}/ideas/{}", room.id(), idea.id);
    Ok(HttpResponse::Created().insert_header((header::LOCATION, location)).json(made))
}

/// An organiser proposes as such; else the participant does, as often as people think of something.
async fn proposer(context: &Context, caller: &ViewerCaller) -> std::result::Result<Proposer, Error> {
    let participant = caller.viewer.participant.clone();
    match context.service.permit::<Run>(&caller.viewer, &caller.room).await {
        Ok(organiser) => Ok(Proposer::Member(organiser.member)),
        Err(error) if matches!(error.code, Code::SignInRequired | Code::Forbidden) => {
            let refused = if error.code == Code::Forbidden { error } else { participant_required() };
            let participant = participant.ok_or(refused)?;
            context.limits.proposal(&participant)?;
            Ok(Proposer::Participant(participant))
        }
        Err(error) => Err(error),
    }
}

/// Moderates an idea, or changes its texts
///
/// Votes on a withdrawn idea stay in the fit; those on a linked one count for its target. Texts that have been compared
/// change as a `correction` or as a `new_meaning`, which `edit` says; with a new meaning the answer is the new idea,
/// and `replaces` names the old one. Errors: `edit_kind_required`, with how much changes and what it looks like in
/// `edit`; `too_many_edits`; `idea_state_conflict`; `invalid_field` at `linked_to`; those of texts; `idea_duplicate`
/// with `other`.
#[utoipa::path(tag = "Ideas", params(IdeaPath, LangQuery), security(("token" = [])), request_body = IdeaPatch,
    responses((status = 200, description = "As it is now", body = IdeaOut)))]
#[patch("/consultations/{c}/ideas/{id}")]
pub async fn moderate_idea(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<IdeaPath>,
    Json(patch): Json<IdeaPatch>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let linked_to = patch.linked_to.map(|id| {
        let refused =
            || Error::field("linked_to", Code::InvalidField, "There is no such active idea to point at.");
        IdeaId::parse(&id).ok_or_else(refused)
    });
    let moderation = Moderation {
        state: patch.state,
        linked_to: linked_to.transpose()?,
        texts: patch.texts,
        edit: patch.edit,
        reason: patch.reason,
    };
    let room = &caller.room;
    let idea = context.service.moderate_idea(&caller.by, room, &path.id()?, moderation).await?;
    let told = context.service.word_histories(room, std::slice::from_ref(&idea.id)).await?.of(&idea.id);
    Ok(HttpResponse::Ok().json(IdeaOut::of(&idea, &told, true, &wanted, &room.consultation().languages)))
}
