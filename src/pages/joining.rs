//! Coming in from the front page: by the open link, with a code, and, where many came from one network, after a
//! little work that the browser does or a wait that is said in words.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::error::Work;
use crate::domain::{Code, Error, Result as DomainResult};
use crate::http::body::Form;
use crate::http::brake::Shown;
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result, cookies, visiting};
use crate::live::Room;
use crate::pages::frame::Frame;
use crate::pages::front::{front, question};
use crate::pages::installation::is_about_code;
use crate::pages::said::Said;
use crate::pages::visit::Visit;
use crate::pages::wrong::Wrong;
use crate::service::participants::Joining;
use crate::service::{now, proofs};

#[derive(Debug, Default, Deserialize)]
pub struct JoinForm {
    #[serde(default)]
    csrf: String,
    code: Option<String>,
    /// What the browser worked out.
    proof: Option<String>,
    /// What says that somebody has waited.
    ticket: Option<String>,
    /// Answers to questions about groups, as `group.KEY`.
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

impl JoinForm {
    fn groups(&self) -> BTreeMap<String, String> {
        let answer = |(name, choice): (&String, &String)| {
            Some((name.strip_prefix("group.")?.to_owned(), choice.clone()))
        };
        self.others.iter().filter_map(answer).collect()
    }
}

/// One moment: the browser works, or its reader waits.
#[derive(Template)]
#[template(path = "moment.html")]
pub struct MomentPage {
    pub frame: Frame,
    pub address: String,
    pub csrf: String,
    pub question: Said,
    pub challenge: String,
    pub bits: u8,
    pub ticket: String,
    /// For who has no script.
    pub wait: String,
    pub groups: BTreeMap<String, String>,
}

pub async fn post_join(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
    Form(form): Form<JoinForm>,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    visit.check(&form.csrf)?;
    if let Some(participant) = &caller.viewer.participant
        && context.service.progress(&caller.room, participant).await.is_ok()
    {
        return Ok(visit.go_on("/vote").finish());
    }
    match join(&visit, &caller.room, &form).await {
        Ok(response) => Ok(response),
        Err(Error { code: Code::ProofRequired, work: Some(work), .. }) => {
            visit.show(&moment(&visit, &caller.room, &form, *work))
        }
        Err(error) if is_about_code(&error) => {
            let wrong = Wrong::of(visit.t, "wrong-heading", &error, Some("code"));
            let groups = form.groups();
            let mut page = front(&visit, &caller, form.code.unwrap_or_default(), Some(wrong)).await?;
            page.choose(&groups);
            visit.show_wrong(&error, &page)
        }
        Err(error) => Err(error.into()),
    }
}

fn moment(visit: &Visit<'_>, room: &Room, form: &JoinForm, work: Work) -> MomentPage {
    let (c, signer, time) = (room.consultation(), &visit.context.service.signer, now());
    // A ticket that still runs is kept, so that sending the form early costs nothing.
    let kept = form.ticket.as_deref().and_then(|ticket| {
        let left = proofs::check_ticket(signer, room.id(), ticket, time)?.err()?;
        Some((ticket.to_owned(), left))
    });
    let (ticket, seconds) =
        kept.unwrap_or_else(|| (proofs::ticket(signer, room.id(), time), proofs::wait_seconds()));
    MomentPage {
        frame: visit.frame("moment-title"),
        address: format!("/c/{}", c.slug),
        csrf: visit.csrf(),
        question: question(&c, visit.t),
        challenge: work.challenge,
        bits: work.bits,
        ticket,
        wait: visit.t.say1("moment-wait", "seconds", seconds),
        groups: form.groups(),
    }
}

/// The same with a code that was typed elsewhere.
pub async fn join_with(visit: &Visit<'_>, room: &Room, code: &str) -> DomainResult<HttpResponse> {
    join(visit, room, &JoinForm { code: Some(code.to_owned()), ..JoinForm::default() }).await
}

/// Makes a participant of the caller and leads them to their first pair.
async fn join(visit: &Visit<'_>, room: &Room, form: &JoinForm) -> DomainResult<HttpResponse> {
    let (context, address) = (visit.context, visit.context.site.client(visit.request));
    context.limits.join(address)?;
    let service = &context.service;
    let joining = Joining {
        code: form.code.clone(),
        language: Some(visit.t.0.lang()),
        groups: form.groups(),
        ..Joining::default()
    };
    let joined = if service.comes_by_code(room, form.code.as_deref()) {
        context.brake.with_code(address, service.join(room, joining)).await?
    } else {
        let shown = Shown { proof: form.proof.as_deref(), ticket: form.ticket.as_deref() };
        let place = context.brake.admit(service, room, address, shown)?;
        service.join(room, Joining { place, ..joining }).await?
    };
    let secure = visit.is_secure();
    let name = cookies::participant_name(room.id(), secure);
    let cookie = cookies::set(name, joined.token, cookies::PARTICIPANT_DAYS, secure);
    // Whether the browser keeps the cookie shows there: who has it is led on to the address without a token.
    let token = service.signer.visit_token(room.id(), &joined.participant, now());
    let begun = visiting::address(&room.consultation().slug, &token, "/vote?begun=1");
    Ok(visit.go(&begun).cookie(cookie).finish())
}
