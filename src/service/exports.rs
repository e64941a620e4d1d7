//! Lists as files: ranking, ideas, votes. Who may have one is the same as who may see it.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::sync::Arc;

use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::IdeaId;
use crate::domain::log::{Entry, Row};
use crate::domain::{Code, Error, Lang, Result};
use crate::export::{self, About, Format, Translate, Writer};
use crate::live::{Computed, Room};
use crate::service::results::{Method, Rated};
use crate::service::{Service, Viewer};
use crate::store;

/// Rows of the log read at a time.
const PAGE: i64 = 5_000;

/// What a list is written from: gathered first, so that whoever may not have it is told before a byte goes
/// out, then written row by row.
pub enum List {
    Ranking { computed: Arc<Computed>, rated: Option<(Method, Vec<Rated>)> },
    Ideas { ideas: Vec<Idea>, votes: HashMap<IdeaId, f64> },
    Votes { targets: HashMap<IdeaId, IdeaId>, seq: i64 },
}

impl Service {
    /// The ranking as a list.
    ///
    /// # Errors
    /// `results_withheld`, `ranking_unavailable`.
    pub async fn export_ranking(&self, viewer: &Viewer, room: &Arc<Room>, method: Method) -> Result<List> {
        if method == Method::BradleyTerry {
            return Ok(List::Ranking { computed: self.ranking(viewer, room).await?, rated: None });
        }
        let (computed, rated) = self.rated(viewer, room, method).await?;
        Ok(List::Ranking { computed, rated: Some((method, rated)) })
    }

    /// The ideas as a list: the active ones for anybody, all for organisers. How many votes each has is shown
    /// with the results only.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn export_ideas(&self, viewer: &Viewer, room: &Arc<Room>) -> Result<List> {
        let id = room.id().clone();
        let mut ideas = self.db.read(move |conn| store::ideas::list_all(conn, &id)).await?;
        if !self.is_organiser(viewer, room).await? {
            ideas.retain(|idea| idea.state == IdeaState::Active);
        }
        let votes = if self.may_see_results(viewer, room).await? {
            room.with(|state| {
                let records = state.tally.records();
                state.ideas.iter().zip(records).map(|(idea, record)| (idea.id.clone(), record.votes())).collect()
            })
        } else {
            HashMap::new()
        };
        Ok(List::Ideas { ideas, votes })
    }

    /// The votes that count as a list, for organisers.
    ///
    /// # Errors
    /// `sign_in_required`, `forbidden`.
    pub async fn export_votes(&self, viewer: &Viewer, room: &Arc<Room>) -> Result<List> {
        self.organiser(viewer, room).await?;
        Ok(room.with(|state| {
            let targets = state.targets();
            let id = |at: usize| state.ideas[at].id.clone();
            let targets = (0..state.ideas.len()).map(|at| (id(at), id(targets[at]))).collect();
            List::Votes { targets, seq: state.seq }
        }))
    }

    /// Writes a list; blocks, so it belongs on a thread that may.
    ///
    /// # Errors
    /// What the store answers; `internal` where the file could not be written.
    pub fn write_list<W: Write + Send>(
        &self,
        room: &Room,
        list: &List,
        format: Format,
        lang: &Lang,
        t: Translate<'_>,
        out: W,
    ) -> Result<W> {
        let consultation = room.consultation();
        let question = consultation.question.choose(std::slice::from_ref(lang), &consultation.languages);
        let about = About {
            question: question.map_or_else(String::new, |(text, _)| text.to_owned()),
            lang: lang.clone(),
            simulated: consultation.simulated,
        };
        let languages = &consultation.languages;
        match list {
            List::Ranking { computed, rated } => {
                let mut writer = start(format, &export::ranking::table(&about, t), out)?;
                write_ranking(&mut writer, computed, rated.as_ref(), lang, languages)?;
                writer.finish().map_err(unwritten)
            }
            List::Ideas { ideas, votes } => {
                let mut writer = start(format, &export::ideas::table(&about, languages, t), out)?;
                for idea in ideas {
                    let row = listed(idea, votes.get(&idea.id).copied());
                    writer.row(export::ideas::row(&row, languages, lang)).map_err(unwritten)?;
                }
                writer.finish().map_err(unwritten)
            }
            List::Votes { targets, seq } => {
                let mut writer = start(format, &export::votes::table(&about, t), out)?;
                self.write_votes(room, targets, *seq, &mut writer)?;
                writer.finish().map_err(unwritten)
            }
        }
    }

    /// Votes in the order of the log up to a number; undone and uncounted ones left out, and those between an
    /// idea and its duplicate.
    fn write_votes<W: Write + Send>(
        &self,
        room: &Room,
        targets: &HashMap<IdeaId, IdeaId>,
        seq: i64,
        writer: &mut Writer<W>,
    ) -> Result<()> {
        let undone = self.undone(room, seq)?;
        self.each_row(room, seq, |row| {
            let Some(Entry::Vote { left, right, outcome, counted: true, weight }) = row.public.entry() else {
                return Ok(());
            };
            let target = |id: &IdeaId| targets.get(id).unwrap_or(id).clone();
            let (left, right) = (target(&left), target(&right));
            if undone.contains(&row.public.seq) || left == right {
                return Ok(());
            }
            let private = row.private.as_ref().map(|(private, _)| private);
            let vote = export::votes::ListedVote {
                left: left.as_str(),
                right: right.as_str(),
                outcome,
                voter: private.and_then(|p| p.participant.as_ref()).map(|p| p.as_str()),
                weight,
                time: private.and_then(|p| p.time),
                seq: row.public.seq,
                event: private.and_then(|p| p.event.as_ref()).map(|e| e.as_str()),
                reason: private.and_then(|p| p.reason),
                response_ms: private.and_then(|p| p.response_ms),
                strategy: private.and_then(|p| p.strategy),
            };
            writer.row(export::votes::row(&vote)).map_err(unwritten)
        })
    }

    fn undone(&self, room: &Room, seq: i64) -> Result<HashSet<i64>> {
        let mut undone = HashSet::new();
        self.each_row(room, seq, |row| {
            undone.extend(row.public.supersedes);
            Ok(())
        })?;
        Ok(undone)
    }

    fn each_row(&self, room: &Room, seq: i64, mut each: impl FnMut(&Row) -> Result<()>) -> Result<()> {
        let mut after = 0;
        while after < seq {
            let limit = PAGE.min(seq - after);
            let rows = self.db.read_now(|conn| store::log::list_after(conn, room.id(), after, limit))?;
            let Some(last) = rows.last() else { break };
            after = last.public.seq;
            rows.iter().try_for_each(&mut each)?;
        }
        Ok(())
    }
}

fn start<W: Write + Send>(format: Format, table: &export::Table, out: W) -> Result<Writer<W>> {
    Writer::start(format, table, out).map_err(unwritten)
}

fn unwritten(error: export::Error) -> Error {
    match error {
        export::Error::TooManyRows { .. } => Error::new(Code::NotAcceptable, error.to_string()),
        error => {
            tracing::error!(%error, "a file could not be written");
            Error::new(Code::Internal, "The file could not be written.")
        }
    }
}

fn listed(idea: &Idea, votes: Option<f64>) -> export::ideas::ListedIdea<'_> {
    export::ideas::ListedIdea {
        id: idea.id.as_str(),
        texts: &idea.texts,
        state: idea.state,
        votes: votes.unwrap_or_default(),
        created_at: idea.created_at,
        by: if idea.participant.is_some() { export::ideas::By::Participant } else { export::ideas::By::Organiser },
        linked_to: idea.linked_to.as_ref().map(IdeaId::as_str),
    }
}

fn write_ranking<W: Write + Send>(
    writer: &mut Writer<W>,
    computed: &Computed,
    rated: Option<&(Method, Vec<Rated>)>,
    lang: &Lang,
    languages: &[Lang],
) -> Result<()> {
    let mut put = |idea: export::ranking::RankedIdea<'_>, model: &str| {
        writer.row(export::ranking::row(&idea, computed.seq, model)).map_err(unwritten)
    };
    let wanted = std::slice::from_ref(lang);
    if let Some((method, rated)) = rated {
        for line in rated {
            let (text, text_lang) = line.texts.choose(wanted, languages).unwrap_or(("", lang));
            let record = line.record;
            let idea = export::ranking::RankedIdea {
                id: line.id.as_str(),
                text,
                text_lang: text_lang.as_str(),
                rank: line.rank,
                score: Some(line.score),
                wins: record.wins,
                losses: record.losses,
                ties: record.ties,
                votes: record.votes(),
                win_rate: record.win_rate(),
                ..Default::default()
            };
            put(idea, method.as_str())?;
        }
        return Ok(());
    }
    let model = format!("{} {} robust", computed.model.ties, computed.model.prior);
    for line in &computed.ideas {
        let (text, text_lang) = line.texts.choose(wanted, languages).unwrap_or(("", lang));
        let record = line.record;
        let idea = export::ranking::RankedIdea {
            id: line.id.as_str(),
            text,
            text_lang: text_lang.as_str(),
            rank: line.place.map(|place| place.rank),
            rank_low: line.place.map(|place| place.low),
            rank_high: line.place.map(|place| place.high),
            strength: Some(line.strength),
            se: Some(line.se),
            score: line.score.map(|score| score.value),
            score_low: line.score.map(|score| score.low),
            score_high: line.score.map(|score| score.high),
            wins: record.wins,
            losses: record.losses,
            ties: record.ties,
            votes: record.votes(),
            win_rate: record.win_rate(),
        };
        put(idea, &model)?;
    }
    Ok(())
}
