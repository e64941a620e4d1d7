//! Consultations and their slugs.

use diesel::prelude::*;

use crate::domain::consultation::{Consultation, Entry, ResultsRule, State};
use crate::domain::ids::{ConsultationId, MemberId};
use crate::domain::vote::Strategy;
use crate::on_both;
use crate::store::schema::{consultations, roles, slugs};
use crate::store::{Conn, Error, Result, from_json, parsed, to_json};

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = consultations, treat_none_as_null = true)]
struct Row {
    id: String,
    slug: String,
    state: String,
    question: String,
    intro: String,
    owner: String,
    languages: String,
    results: String,
    strategy: String,
    entry: String,
    opens_at: Option<i64>,
    closes_at: Option<i64>,
    zone: String,
    round_pairs: i32,
    minimum_comparisons: i32,
    retention_days: Option<i32>,
    voter_cap: Option<i32>,
    simulated: bool,
    version: i64,
    created_at: i64,
    updated_at: i64,
}

impl Row {
    fn of(c: &Consultation) -> Self {
        Self {
            id: c.id.to_string(),
            slug: c.slug.clone(),
            state: c.state.as_str().into(),
            question: to_json(&c.question),
            intro: to_json(&c.intro),
            owner: to_json(&c.owner),
            languages: to_json(&c.languages),
            results: c.results.as_str().into(),
            strategy: c.strategy.as_str().into(),
            entry: c.entry.as_str().into(),
            opens_at: c.opens_at,
            closes_at: c.closes_at,
            zone: c.zone.clone(),
            round_pairs: c.round_pairs,
            minimum_comparisons: c.minimum_comparisons,
            retention_days: c.retention_days,
            voter_cap: c.voter_cap,
            simulated: c.simulated,
            version: c.version,
            created_at: c.created_at,
            updated_at: c.updated_at,
        }
    }

    fn read(self) -> Result<Consultation> {
        Ok(Consultation {
            id: parsed("consultations.id", &self.id, ConsultationId::parse)?,
            slug: self.slug,
            state: parsed("consultations.state", &self.state, State::parse)?,
            question: from_json("consultations.question", &self.question)?,
            intro: from_json("consultations.intro", &self.intro)?,
            owner: from_json("consultations.owner", &self.owner)?,
            languages: from_json("consultations.languages", &self.languages)?,
            results: parsed("consultations.results", &self.results, ResultsRule::parse)?,
            strategy: parsed("consultations.strategy", &self.strategy, Strategy::parse)?,
            entry: parsed("consultations.entry", &self.entry, Entry::parse)?,
            opens_at: self.opens_at,
            closes_at: self.closes_at,
            zone: self.zone,
            round_pairs: self.round_pairs,
            minimum_comparisons: self.minimum_comparisons,
            retention_days: self.retention_days,
            voter_cap: self.voter_cap,
            simulated: self.simulated,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

/// Stores a new consultation and takes its slug; [`Error::Unique`] on `slugs` where that is in use.
pub fn insert(conn: &mut Conn, consultation: &Consultation) -> Result<()> {
    let slug = (slugs::slug.eq(&consultation.slug), slugs::consultation_id.eq(consultation.id.as_str()));
    diesel::insert_into(slugs::table).values(slug).execute(conn)?;
    let row = Row::of(consultation);
    on_both!(conn, c => diesel::insert_into(consultations::table).values(&row).execute(c))?;
    Ok(())
}

/// How often it was changed: the fields are those that were read if this is what it was then.
pub fn version(conn: &mut Conn, id: &ConsultationId) -> Result<i64> {
    let version: Option<i64> = consultations::table
        .filter(consultations::id.eq(id.as_str()))
        .select(consultations::version)
        .get_result(conn)
        .optional()?;
    version.ok_or_else(|| Error::Refused(crate::domain::Error::not_found("consultation")))
}

/// Writes all fields, if the stored version is the one before; false if it was changed in the meantime.
pub fn update(conn: &mut Conn, consultation: &Consultation) -> Result<bool> {
    let row = Row::of(consultation);
    let id = consultation.id.as_str();
    let before = consultation.version - 1;
    let changed = on_both!(conn, c => {
        let target = consultations::table.filter(consultations::id.eq(id)).filter(consultations::version.eq(before));
        diesel::update(target).set(&row).execute(c)
    })?;
    Ok(changed == 1)
}

/// Moves the address: the old one is free afterwards.
pub fn rename(conn: &mut Conn, id: &ConsultationId, slug: &str) -> Result<()> {
    let target = slugs::table.filter(slugs::consultation_id.eq(id.as_str()));
    diesel::update(target).set(slugs::slug.eq(slug)).execute(conn)?;
    Ok(())
}

pub fn find(conn: &mut Conn, id: &ConsultationId) -> Result<Option<Consultation>> {
    let row: Option<Row> = consultations::table
        .filter(consultations::id.eq(id.as_str()))
        .select(Row::as_select())
        .get_result(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// The consultation that an address names.
pub fn id_of_slug(conn: &mut Conn, slug: &str) -> Result<Option<ConsultationId>> {
    let id: Option<String> = slugs::table
        .filter(slugs::slug.eq(slug))
        .select(slugs::consultation_id)
        .get_result(conn)
        .optional()?;
    id.map(|id| parsed("slugs.consultation_id", &id, ConsultationId::parse)).transpose()
}

/// Which consultations somebody may list.
#[derive(Clone, Debug)]
pub enum Seen {
    /// All but drafts and archived ones.
    Public,
    /// Those that a member has a role in.
    Of(MemberId),
    All,
}

/// Newest first, those made before `before`.
pub fn list(conn: &mut Conn, seen: &Seen, before: Option<&str>, limit: i64) -> Result<Vec<Consultation>> {
    let mut query = consultations::table.select(Row::as_select()).into_boxed();
    if let Some(before) = before {
        query = query.filter(consultations::id.lt(before.to_owned()));
    }
    match seen {
        Seen::Public => {
            let public = [State::Open.as_str(), State::Closed.as_str()];
            query = query.filter(consultations::state.eq_any(public));
        }
        Seen::Of(member) => {
            let own = roles::table
                .filter(roles::member_id.eq(member.as_str().to_owned()))
                .select(roles::consultation_id);
            query = query.filter(consultations::id.eq_any(own));
        }
        Seen::All => {}
    }
    let rows: Vec<Row> = query.order(consultations::id.desc()).limit(limit).load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Open ones whose closing time has come.
pub fn list_due(conn: &mut Conn, now: i64) -> Result<Vec<ConsultationId>> {
    let ids: Vec<String> = consultations::table
        .filter(consultations::state.eq(State::Open.as_str()))
        .filter(consultations::closes_at.le(now))
        .select(consultations::id)
        .load(conn)?;
    ids.iter().map(|id| parsed("consultations.id", id, ConsultationId::parse)).collect()
}

/// All of them.
pub fn list_ids(conn: &mut Conn) -> Result<Vec<ConsultationId>> {
    let ids: Vec<String> = consultations::table.select(consultations::id).load(conn)?;
    ids.iter().map(|id| parsed("consultations.id", id, ConsultationId::parse)).collect()
}

/// Ended ones that keep the private parts only for a number of days.
pub fn list_retaining(conn: &mut Conn) -> Result<Vec<Consultation>> {
    let ended = [State::Closed.as_str(), State::Archived.as_str()];
    let rows: Vec<Row> = consultations::table
        .filter(consultations::state.eq_any(ended))
        .filter(consultations::retention_days.is_not_null())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// For a caller that must have it.
pub fn get(conn: &mut Conn, id: &ConsultationId) -> Result<Consultation> {
    find(conn, id)?.ok_or_else(|| Error::Refused(crate::domain::Error::not_found("consultation")))
}
