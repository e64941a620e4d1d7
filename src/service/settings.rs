//! What a consultation can be set to, checked: the form that creates one and the one that changes it.

use serde_json::{Value, json};

use crate::domain::consultation::{
    Consultation, Entry, MINIMUM_COMPARISONS, ROUND_PAIRS, ResultsRule, State,
};
use crate::domain::ids::ConsultationId;
use crate::domain::rewording::EditKind;
use crate::domain::slug::Slug;
use crate::domain::text::{INTRO_MAX, QUESTION_MAX, parse_long};
use crate::domain::vote::Strategy;
use crate::domain::{Code, Error, Lang, Micros, Result, Texts};
use crate::service::times;

/// The most languages of one consultation.
const LANGUAGES_MAX: usize = 12;
const ROUND_PAIRS_MAX: i32 = 200;
const MINIMUM_MAX: i32 = 10_000;
const VOTER_CAP_MAX: i32 = 10_000;
const RETENTION_MAX: i32 = 3_650;

/// Fields to set; what is none stays as it is, or takes its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub slug: Option<String>,
    pub state: Option<State>,
    pub question: Option<Texts>,
    pub intro: Option<Texts>,
    pub owner: Option<Texts>,
    pub languages: Option<Vec<Lang>>,
    pub results: Option<ResultsRule>,
    pub strategy: Option<Strategy>,
    pub entry: Option<Entry>,
    /// RFC 3339, or local time in `zone`; `Some(None)` takes the time away.
    pub opens_at: Option<Option<String>>,
    pub closes_at: Option<Option<String>>,
    pub zone: Option<String>,
    pub round_pairs: Option<i32>,
    pub minimum_comparisons: Option<i32>,
    pub retention_days: Option<Option<i32>>,
    pub voter_cap: Option<Option<i32>>,
    pub simulated: Option<bool>,
    /// What a change of the question is, once it has been answered.
    pub edit: Option<EditKind>,
}

/// A new consultation, in draft.
///
/// # Errors
/// `invalid_field` at the field that is wrong or lacking.
pub fn create(settings: &Settings, now: Micros) -> Result<Consultation> {
    let lacking = |field: &str, detail: &str| Error::field(field, Code::InvalidField, detail);
    let slug = settings.slug.as_deref().ok_or_else(|| lacking("slug", "An address is needed."))?;
    if settings.question.as_ref().is_none_or(Texts::is_empty) {
        return Err(lacking("question", "A question is needed, in one language at least."));
    }
    if settings.languages.as_ref().is_none_or(Vec::is_empty) {
        return Err(lacking("languages", "One language at least is needed."));
    }
    let blank = Consultation {
        id: ConsultationId::new(),
        slug: Slug::parse(slug)?.as_str().to_owned(),
        state: State::Draft,
        question: Texts::default(),
        intro: Texts::default(),
        owner: Texts::default(),
        languages: Vec::new(),
        results: ResultsRule::default(),
        strategy: Strategy::default(),
        entry: Entry::default(),
        opens_at: None,
        closes_at: None,
        zone: "Europe/Helsinki".to_owned(),
        round_pairs: ROUND_PAIRS,
        minimum_comparisons: MINIMUM_COMPARISONS,
        retention_days: None,
        voter_cap: None,
        simulated: false,
        version: 0,
        created_at: now,
        updated_at: now,
    };
    change(&blank, settings, now)
}

/// The consultation with some fields changed and its version one higher.
///
/// # Errors
/// `invalid_field` at the field; `state_conflict` where its state can't become the one asked for.
pub fn change(before: &Consultation, settings: &Settings, now: Micros) -> Result<Consultation> {
    let mut c = before.clone();
    if let Some(slug) = &settings.slug {
        Slug::parse(slug)?.as_str().clone_into(&mut c.slug);
    }
    if let Some(languages) = &settings.languages {
        c.languages = checked_languages(languages)?;
    }
    for (field, to, from, max) in [
        ("question", &mut c.question, &settings.question, QUESTION_MAX),
        ("intro", &mut c.intro, &settings.intro, INTRO_MAX),
        ("owner", &mut c.owner, &settings.owner, 120),
    ] {
        if let Some(texts) = from {
            *to = checked_texts(field, texts, max)?;
        }
    }
    if c.question.is_empty() {
        return Err(Error::field("question", Code::InvalidField, "A question is needed."));
    }
    (c.results, c.strategy) =
        (settings.results.unwrap_or(c.results), settings.strategy.unwrap_or(c.strategy));
    (c.entry, c.simulated) = (settings.entry.unwrap_or(c.entry), settings.simulated.unwrap_or(c.simulated));
    set_times(&mut c, settings)?;
    c.round_pairs = within("round_pairs", settings.round_pairs, c.round_pairs, 1, ROUND_PAIRS_MAX)?;
    let minimum = settings.minimum_comparisons;
    c.minimum_comparisons = within("minimum_comparisons", minimum, c.minimum_comparisons, 1, MINIMUM_MAX)?;
    if let Some(days) = settings.retention_days {
        c.retention_days =
            days.map(|days| within("retention_days", Some(days), 0, 0, RETENTION_MAX)).transpose()?;
    }
    if let Some(cap) = settings.voter_cap {
        c.voter_cap = cap.map(|cap| within("voter_cap", Some(cap), 1, 1, VOTER_CAP_MAX)).transpose()?;
    }
    if let Some(state) = settings.state {
        set_state(&mut c, state, now)?;
    }
    c.version += 1;
    c.updated_at = now;
    Ok(c)
}

fn set_times(c: &mut Consultation, settings: &Settings) -> Result<()> {
    if let Some(name) = &settings.zone {
        c.zone.clone_from(name);
    }
    let zone = times::zone(&c.zone)?;
    let parse = |field: &str, text: &Option<String>| {
        text.as_deref().map(|text| times::parse(field, text, &zone)).transpose()
    };
    if let Some(text) = &settings.opens_at {
        c.opens_at = parse("opens_at", text)?;
    }
    if let Some(text) = &settings.closes_at {
        c.closes_at = parse("closes_at", text)?;
    }
    if matches!((c.opens_at, c.closes_at), (Some(opens), Some(closes)) if closes <= opens) {
        return Err(Error::field("closes_at", Code::InvalidField, "It would close before it opens."));
    }
    Ok(())
}

fn set_state(c: &mut Consultation, state: State, now: Micros) -> Result<()> {
    if !c.state.may_become(state) {
        let detail = format!("A consultation that is {} can't become {}.", c.state.as_str(), state.as_str());
        return Err(Error::new(Code::StateConflict, detail));
    }
    // Opening again what a past closing time would close at once is a mistake to be named.
    if state == State::Open && c.state != State::Open && c.closes_at.is_some_and(|at| at <= now) {
        let detail = "Its closing time has passed: set another, or take it away, to open it.";
        return Err(Error::field("closes_at", Code::InvalidField, detail));
    }
    c.state = state;
    Ok(())
}

fn within(field: &str, given: Option<i32>, before: i32, min: i32, max: i32) -> Result<i32> {
    match given {
        None => Ok(before),
        Some(value) if (min..=max).contains(&value) => Ok(value),
        Some(_) => {
            let detail = format!("This takes a whole number from {min} to {max}.");
            Err(Error::field(field, Code::InvalidField, detail))
        }
    }
}

fn checked_languages(languages: &[Lang]) -> Result<Vec<Lang>> {
    let twice = languages.iter().enumerate().any(|(at, lang)| languages[..at].contains(lang));
    if languages.is_empty() || languages.len() > LANGUAGES_MAX || twice {
        let detail = format!("Name 1 to {LANGUAGES_MAX} languages, each once.");
        return Err(Error::field("languages", Code::InvalidField, detail));
    }
    Ok(languages.to_vec())
}

/// Texts trimmed and measured; an empty one is left out.
pub(super) fn checked_texts(field: &str, texts: &Texts, max: usize) -> Result<Texts> {
    let mut checked = Texts::default();
    for (lang, raw) in &texts.0 {
        let text = parse_long(&format!("{field}.{lang}"), raw, max)?;
        if !text.is_empty() {
            checked.0.insert(lang.clone(), text);
        }
    }
    Ok(checked)
}

/// What the log says of settings: whatever decides the ranking and what was told to participants.
pub fn log_entry(c: &Consultation) -> Value {
    json!({
        "consultation": c.id,
        "question": c.question,
        "languages": c.languages,
        "state": c.state,
        "model": {"ties": "davidson", "prior": "gaussian:1"},
        "results": c.results,
        "strategy": c.strategy,
        "entry": c.entry,
        "minimum_comparisons": c.minimum_comparisons,
        "voter_cap": c.voter_cap,
        "round_pairs": c.round_pairs,
        "opens_at": c.opens_at,
        "closes_at": c.closes_at,
        "simulated": c.simulated,
    })
}

#[cfg(test)]
mod tests {
    use super::{Settings, change, create};
    use crate::domain::consultation::State;
    use crate::domain::{Code, Lang, Texts};

    fn fi() -> Lang {
        Lang::parse("fi").unwrap()
    }

    fn new() -> Settings {
        Settings {
            slug: Some("kysely".into()),
            question: Some(Texts::one(fi(), " Mitä? ")),
            languages: Some(vec![fi()]),
            ..Settings::default()
        }
    }

    #[test]
    fn what_lacks_is_named_by_its_field() {
        let c = create(&new(), 5).unwrap();
        assert_eq!((c.state, c.version, c.question.get(&fi())), (State::Draft, 1, Some("Mitä?")));
        for (settings, field) in [
            (Settings { slug: None, ..new() }, "slug"),
            (Settings { question: Some(Texts::one(fi(), " ")), ..new() }, "question"),
            (Settings { languages: Some(vec![]), ..new() }, "languages"),
            (Settings { languages: Some(vec![fi(), fi()]), ..new() }, "languages"),
            (Settings { zone: Some("Mars".into()), ..new() }, "zone"),
            (Settings { closes_at: Some(Some("2026-03-29T03:30".into())), ..new() }, "closes_at"),
            (Settings { round_pairs: Some(0), ..new() }, "round_pairs"),
        ] {
            let error = create(&settings, 5).unwrap_err();
            assert_eq!((error.code, error.fields[0].field.as_str()), (Code::InvalidField, field));
        }
    }

    #[test]
    fn a_time_is_local_to_the_zone_and_can_be_taken_away() {
        let c = create(&Settings { closes_at: Some(Some("2026-10-25T20:00".into())), ..new() }, 5).unwrap();
        assert_eq!(c.closes_at, Some(1_792_951_200_000_000));
        let c = change(&c, &Settings { closes_at: Some(None), ..Settings::default() }, 6).unwrap();
        assert_eq!((c.closes_at, c.version), (None, 2));
    }

    #[test]
    fn opening_past_its_closing_time_is_refused() {
        let c = create(&Settings { closes_at: Some(Some("2020-01-01T00:00".into())), ..new() }, 5).unwrap();
        let open = Settings { state: Some(State::Open), ..Settings::default() };
        assert!(change(&c, &open, i64::MAX).is_err());
        assert!(change(&c, &open, 6).is_ok());
    }
}
