//! Consultations: the public list, one's own, making and changing them.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get, patch, post};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::paging::{InConsultation, LangQuery, PageOut, PageQuery, chosen};
use super::rewordings::RewordingOut;
use super::words;
use crate::domain::access::Act;
use crate::domain::consultation::{Entry, Phase, ResultsRule, State};
use crate::domain::ids::ConsultationId;
use crate::domain::rewording::EditKind;
use crate::domain::vote::Strategy;
use crate::domain::{Lang, Texts};
use crate::http::body::Json;
use crate::http::caller::{MemberCaller, OrganiserCaller, ViewerCaller, Visitor};
use crate::http::language::Wanted;
use crate::http::{Context, Result, etag};
use crate::live::Room;
use crate::service::settings::Settings;
use crate::service::times::rfc3339;
use crate::service::{Service, Viewer, now};

/// A consultation: one open question with its settings.
#[derive(Serialize, ToSchema)]
#[schema(as = Consultation)]
pub struct ConsultationOut {
    #[schema(value_type = String, example = "con_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: ConsultationId,
    /// The word in its address: `/c/{slug}`.
    #[schema(example = "regional-presence")]
    slug: String,
    #[schema(value_type = words::State)]
    state: State,
    #[schema(value_type = words::Phase)]
    phase: Phase,
    #[schema(value_type = words::Texts)]
    question: Texts,
    /// A few sentences: who asks, why, and what will be done with the result.
    #[schema(value_type = words::Texts)]
    intro: Texts,
    /// Who asks.
    #[schema(value_type = words::Texts)]
    owner: Texts,
    /// The question as chosen for the caller.
    text: String,
    /// The language of `text`.
    #[schema(value_type = String, example = "fi")]
    lang: Lang,
    /// In order of preference; the first stands in where a text lacks another.
    #[schema(value_type = Vec<String>, example = json!(["fi", "sv"]))]
    languages: Vec<Lang>,
    #[schema(value_type = words::ResultsRule)]
    results: ResultsRule,
    #[schema(value_type = words::Strategy)]
    strategy: Strategy,
    #[schema(value_type = words::Entry)]
    entry: Entry,
    /// RFC 3339, UTC.
    #[schema(example = "2026-03-28T18:00:00Z")]
    opens_at: Option<String>,
    /// RFC 3339, UTC. From this instant on nothing is taken.
    closes_at: Option<String>,
    /// The time zone (IANA) in which people are told its times.
    #[schema(example = "Europe/Helsinki")]
    zone: String,
    /// Pairs in a round, 1 to 200.
    round_pairs: i32,
    /// Comparisons under which an idea has no rank, 1 to 10,000.
    minimum_comparisons: i32,
    /// Days after closing until the private parts of votes are erased; null: until somebody asks.
    retention_days: Option<i32>,
    /// The most that the votes of one participant weigh together in the ranking; null: no cap.
    voter_cap: Option<i32>,
    /// Whether its votes are simulated.
    simulated: bool,
    counts: CountsOut,
    /// How the question changed after it had been answered, the oldest change first.
    question_changes: Vec<RewordingOut>,
    /// What the caller may do here as a member; empty for everybody else.
    #[schema(value_type = Vec<words::Act>)]
    may: Vec<Act>,
    created_at: String,
    updated_at: String,
}

/// How much there is of what.
#[derive(Serialize, ToSchema)]
#[schema(as = Counts)]
pub struct CountsOut {
    /// Active ideas.
    ideas: i64,
    /// How many of them have no text in a language of the consultation, by language; none where all have one.
    #[schema(value_type = BTreeMap<String, i64>, example = json!({"sv": 3}))]
    lacking: BTreeMap<Lang, i64>,
    /// Ideas that wait for approval.
    pending: i64,
    /// Participants with at least one answer.
    participants: i64,
    /// Votes that say a preference or a tie.
    votes: i64,
}

impl ConsultationOut {
    async fn of(
        service: &Service,
        viewer: &Viewer,
        room: &Room,
        wanted: &[Lang],
    ) -> crate::domain::Result<Self> {
        let may = service.acts(viewer, room).await?;
        let changes = service.question_rewordings(room).await?;
        let (c, counts) = (room.consultation(), service.counts(room));
        let (text, lang) = chosen(&c.question, wanted, &c.languages);
        Ok(Self {
            id: c.id.clone(),
            slug: c.slug.clone(),
            state: c.state,
            phase: c.phase(now()),
            question: c.question.clone(),
            intro: c.intro.clone(),
            owner: c.owner.clone(),
            text,
            lang,
            languages: c.languages.clone(),
            results: c.results,
            strategy: c.strategy,
            entry: c.entry,
            opens_at: c.opens_at.map(rfc3339),
            closes_at: c.closes_at.map(rfc3339),
            zone: c.zone.clone(),
            round_pairs: c.round_pairs,
            minimum_comparisons: c.minimum_comparisons,
            retention_days: c.retention_days,
            voter_cap: c.voter_cap,
            simulated: c.simulated,
            counts: CountsOut {
                ideas: counts.ideas,
                lacking: counts.lacking,
                pending: counts.pending,
                participants: counts.participants,
                votes: counts.votes,
            },
            question_changes: changes.iter().map(RewordingOut::from).collect(),
            created_at: rfc3339(c.created_at),
            updated_at: rfc3339(c.updated_at),
            may,
        })
    }

    fn answer(self, request: &HttpRequest, room: &Room) -> HttpResponse {
        etag::json_of_version(request, room.consultation().version, &self)
    }
}

/// What a consultation can be set to. Making one takes `slug`, `question` and `languages`; all else has a
/// default. A change takes any of them; what is left out stays, and null takes a time or a number of days away.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = ConsultationSettings)]
#[allow(clippy::option_option, reason = "left out, null and a value are three things")]
pub struct SettingsIn {
    /// 2 to 60 small letters a–z, digits and single hyphens.
    #[schema(example = "regional-presence")]
    slug: Option<String>,
    /// `draft → open → closed → archived`; a closed one may be opened again.
    #[schema(value_type = Option<words::State>)]
    state: Option<State>,
    /// At most 500 characters in each language.
    #[schema(value_type = Option<words::Texts>)]
    question: Option<Texts>,
    /// What a change of the question is, once it has been answered: a `correction`, or a `new_meaning`. Needed then,
    /// passed over before; everybody who sees results reads both texts. A language that lacked and is added is neither.
    #[schema(value_type = Option<words::EditKind>)]
    edit: Option<EditKind>,
    /// At most 5,000 characters in each language.
    #[schema(value_type = Option<words::Texts>)]
    intro: Option<Texts>,
    /// At most 120 characters in each language.
    #[schema(value_type = Option<words::Texts>)]
    owner: Option<Texts>,
    /// 1 to 12 language tags.
    #[schema(value_type = Option<Vec<String>>, example = json!(["fi", "sv"]))]
    languages: Option<Vec<Lang>>,
    #[schema(value_type = Option<words::ResultsRule>)]
    results: Option<ResultsRule>,
    #[schema(value_type = Option<words::Strategy>)]
    strategy: Option<Strategy>,
    #[schema(value_type = Option<words::Entry>)]
    entry: Option<Entry>,
    /// RFC 3339, or local time in `zone` such as `2026-03-28T20:00`. Of a local time that comes twice it is the
    /// first; one that the clocks skip is refused.
    #[serde(default, deserialize_with = "some")]
    #[schema(value_type = Option<String>)]
    opens_at: Option<Option<String>>,
    #[serde(default, deserialize_with = "some")]
    #[schema(value_type = Option<String>)]
    closes_at: Option<Option<String>>,
    /// Time zone (IANA); `Europe/Helsinki` unless given.
    zone: Option<String>,
    /// 1 to 200; 15 unless given.
    round_pairs: Option<i32>,
    /// 1 to 10,000; 6 unless given.
    minimum_comparisons: Option<i32>,
    /// 0 to 3,650.
    #[serde(default, deserialize_with = "some")]
    #[schema(value_type = Option<i32>)]
    retention_days: Option<Option<i32>>,
    /// 1 to 10,000: of a participant with more votes each weighs less, so that together they weigh this much.
    #[serde(default, deserialize_with = "some")]
    #[schema(value_type = Option<i32>)]
    voter_cap: Option<Option<i32>>,
    /// Marks the votes as simulated wherever their results are shown.
    simulated: Option<bool>,
}

/// Tells a field that is null from one that is left out.
pub(super) fn some<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

impl From<SettingsIn> for Settings {
    fn from(given: SettingsIn) -> Self {
        Self {
            slug: given.slug,
            state: given.state,
            question: given.question,
            edit: given.edit,
            intro: given.intro,
            owner: given.owner,
            languages: given.languages,
            results: given.results,
            strategy: given.strategy,
            entry: given.entry,
            opens_at: given.opens_at,
            closes_at: given.closes_at,
            zone: given.zone,
            round_pairs: given.round_pairs,
            minimum_comparisons: given.minimum_comparisons,
            retention_days: given.retention_days,
            voter_cap: given.voter_cap,
            simulated: given.simulated,
        }
    }
}

/// Lists consultations, newest first
///
/// Anybody gets those that are open or closed; a member their own in every state; an administrator all.
#[utoipa::path(tag = "Consultations", params(PageQuery, LangQuery),
    responses((status = 200, description = "A page of consultations", body = PageOut<ConsultationOut>)))]
#[get("/consultations")]
pub async fn list_consultations(
    visitor: Visitor,
    context: Data<Context>,
    page: web::Query<PageQuery>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (cursor, limit) = (page.cursor(ConsultationId::parse)?, page.limit()?);
    let service = &context.service;
    let mine = visitor.viewer.member.is_some();
    let page = service.list_consultations(&visitor.viewer, mine, cursor, limit).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for room in &page.items {
        items.push(ConsultationOut::of(service, &visitor.viewer, room, &wanted).await?);
    }
    Ok(etag::json(&request, &PageOut { items, next_cursor: page.next }))
}

/// Reads a consultation
///
/// A draft is there for its organisers only.
///
/// Its `ETag` goes into `If-None-Match` to be told 304 while nothing changed, and into `If-Match` of a change.
#[utoipa::path(tag = "Consultations", params(InConsultation, LangQuery),
    responses((status = 200, description = "The consultation", body = ConsultationOut),
        (status = 304, description = "The caller has it already")))]
#[get("/consultations/{c}")]
pub async fn get_consultation(
    caller: ViewerCaller,
    context: Data<Context>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let out = ConsultationOut::of(&context.service, &caller.viewer, &caller.room, &wanted).await?;
    Ok(out.answer(&request, &caller.room))
}

/// Makes a consultation, in draft
///
/// Whoever makes it is its secretary. Errors: `invalid_field` at the field; `slug_taken`.
#[utoipa::path(tag = "Consultations", security(("token" = [])), request_body = SettingsIn,
    responses((status = 201, description = "Made; `Location` says where", body = ConsultationOut)))]
#[post("/consultations")]
pub async fn create_consultation(
    caller: MemberCaller,
    context: Data<Context>,
    Json(settings): Json<SettingsIn>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let viewer = caller.viewer();
    let member = viewer.member.as_ref().ok_or_else(crate::http::caller::sign_in_required)?;
    let room = context.service.create_consultation(member, &settings.into()).await?;
    let made = ConsultationOut::of(&context.service, &viewer, &room, &wanted).await?;
    let location = format!("/api/v1/consultations/{}", made.id);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header((header::ETAG, etag::of_version(room.consultation().version)))
        .json(made))
}

/// Changes a consultation, its state among it
///
/// With `If-Match` the change is made only if nobody else changed it since. Errors: `invalid_field` at the
/// field; `edit_kind_required` where the question changes that has been answered, and `edit` says not as what;
/// `slug_taken`; `state_conflict` where its state can't become the one asked for;
/// `precondition_failed`.
#[utoipa::path(tag = "Consultations", params(InConsultation), security(("token" = [])), request_body = SettingsIn,
    responses((status = 200, description = "As it is now", body = ConsultationOut)))]
#[patch("/consultations/{c}")]
pub async fn change_consultation(
    caller: OrganiserCaller,
    context: Data<Context>,
    Json(settings): Json<SettingsIn>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let version = etag::expected_version(&request)?;
    let service = &context.service;
    service.change_consultation(&caller.by, &caller.room, settings.into(), version).await?;
    let now = ConsultationOut::of(service, &caller.viewer, &caller.room, &wanted).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, etag::of_version(caller.room.consultation().version)))
        .json(now))
}
