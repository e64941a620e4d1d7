//! Lists as files: ranking, ideas, votes. Who may have one is the same as who may see it.

mod reworded;
pub mod words;

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::sync::Arc;

use crate::domain::access::Read;
use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{EventId, IdeaId, ParticipantId};
use crate::domain::log::{Entry, Row};
use crate::domain::{Code, Error, Lang, Micros, Result};
use crate::export::{self, About, Format, Writer};
use crate::live::{Computed, Room};
use crate::service::{Service, Viewer};
use crate::store;

/// Beside a pseudonym the hour of a vote is enough: who knows when somebody voted shall not find them by it.
const HOUR: Micros = 3_600 * 1_000_000;
/// Rows of the log read at a time.
const PAGE: i64 = 5_000;

/// The lists that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Ranking,
    Ideas,
    Votes,
    /// Words that changed after they had been compared.
    Rewordings,
}

impl List {
    pub const ALL: [List; 4] = [List::Ranking, List::Ideas, List::Votes, List::Rewordings];

    pub fn as_str(self) -> &'static str {
        match self {
            List::Ranking => "ranking",
            List::Ideas => "ideas",
            List::Votes => "votes",
            List::Rewordings => "rewordings",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        List::ALL.into_iter().find(|list| list.as_str() == word)
    }
}

/// A list in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    pub list: List,
    pub format: Format,
}

impl File {
    /// The file of a list with an ending; CSV may be asked for as Excel opens it.
    pub fn of(list: List, extension: &str, for_excel: bool) -> Option<Self> {
        let format = Format::from_extension(extension)?;
        let format = if for_excel && format == Format::Csv { Format::ExcelCsv } else { format };
        Some(Self { list, format })
    }
}

/// A file that was made.
#[derive(Clone, Debug)]
pub struct Made {
    pub media_type: &'static str,
    /// For `Content-Disposition`.
    pub disposition: String,
    pub bytes: Vec<u8>,
}

/// What a list is written from: gathered first, so that whoever may not have it is told before a byte goes
/// out, then written row by row.
pub enum Gathered {
    Ranking(Arc<Computed>),
    Ideas { ideas: Vec<Idea>, votes: HashMap<IdeaId, f64> },
    Votes { targets: HashMap<IdeaId, IdeaId>, seq: i64 },
    Rewordings(Vec<reworded::Reworded>),
}

impl Service {
    /// A file as the viewer may have it, in the first of the languages that files speak.
    ///
    /// # Errors
    /// `results_withheld`, `ranking_unavailable`; for votes `sign_in_required` and `forbidden`.
    pub async fn export(
        &self,
        viewer: &Viewer,
        room: &Arc<Room>,
        file: File,
        wanted: &[Lang],
    ) -> Result<Made> {
        let gathered = self.gather(viewer, room, file.list).await?;
        let (service, room, lang) = (self.clone(), room.clone(), words::language(wanted));
        let stem = format!("{}-{}", room.consultation().slug, file.list.as_str());
        let bytes = tokio::task::spawn_blocking(move || {
            service.write_list(&room, &gathered, file.format, &lang, Vec::new())
        });
        let bytes =
            bytes.await.map_err(|_| Error::new(Code::Internal, "The file could not be written."))??;
        let disposition = export::file_name::content_disposition(&stem, file.format.extension());
        Ok(Made { media_type: file.format.media_type(), disposition, bytes })
    }

    /// What a list is written from, if the viewer may have it: the ranking as the results are visible, the
    /// active ideas and what changed of their words for anybody (for organisers all ideas), the votes for organisers.
    ///
    /// # Errors
    /// As [`Service::export`].
    pub async fn gather(&self, viewer: &Viewer, room: &Arc<Room>, list: List) -> Result<Gathered> {
        match list {
            List::Ranking => Ok(Gathered::Ranking(self.ranking(viewer, room).await?)),
            List::Ideas => self.gather_ideas(viewer, room).await,
            List::Votes => {
                self.permit::<Read>(viewer, room).await?;
                Ok(gather_votes(room))
            }
            List::Rewordings => Ok(Gathered::Rewordings(self.gather_reworded(room).await?)),
        }
    }

    /// How many votes an idea has is shown with the results only.
    async fn gather_ideas(&self, viewer: &Viewer, room: &Arc<Room>) -> Result<Gathered> {
        let id = room.id().clone();
        let mut ideas = self.db.read(move |conn| store::ideas::list_all(conn, &id)).await?;
        if !self.may::<Read>(viewer, room).await? {
            ideas.retain(|idea| idea.state == IdeaState::Active);
        }
        let votes = if self.may_see_results(viewer, room).await? {
            room.with(|state| {
                let records = state.tally.records();
                state
                    .ideas
                    .iter()
                    .zip(records)
                    .map(|(idea, record)| (idea.id.clone(), record.votes()))
                    .collect()
            })
        } else {
            HashMap::new()
        };
        Ok(Gathered::Ideas { ideas, votes })
    }

    /// Writes a list; blocks, so it belongs on a thread that may.
    ///
    /// # Errors
    /// What the store answers; `internal` where the file could not be written.
    pub fn write_list<W: Write + Send>(
        &self,
        room: &Room,
        gathered: &Gathered,
        format: Format,
        lang: &Lang,
        out: W,
    ) -> Result<W> {
        let consultation = room.consultation();
        let languages = &consultation.languages;
        let question = consultation.question.choose(std::slice::from_ref(lang), languages);
        let about = About {
            question: question.map_or_else(String::new, |(text, _)| text.to_owned()),
            lang: lang.clone(),
            simulated: consultation.simulated,
        };
        let say = |id: &str| words::say(lang, id);
        let table = match gathered {
            Gathered::Ranking(_) => export::ranking::table(&about, &say),
            Gathered::Ideas { .. } => export::ideas::table(&about, languages, &say),
            Gathered::Votes { .. } => export::votes::table(&about, &say),
            Gathered::Rewordings(_) => export::rewordings::table(&about, &say),
        };
        let mut writer = Writer::start(format, &table, out).map_err(unwritten)?;
        match gathered {
            Gathered::Ranking(computed) => write_ranking(&mut writer, computed, lang, languages)?,
            Gathered::Ideas { ideas, votes } => {
                for idea in ideas {
                    let row = listed(idea, votes.get(&idea.id).copied());
                    writer.row(export::ideas::row(&row, languages, lang)).map_err(unwritten)?;
                }
            }
            Gathered::Votes { targets, seq } => self.write_votes(room, targets, *seq, &mut writer)?,
            Gathered::Rewordings(all) => reworded::write(&mut writer, all)?,
        }
        writer.finish().map_err(unwritten)
    }

    /// Votes in the order of the log up to a number; left out are those undone, uncounted or set aside, and those
    /// between an idea and its duplicate.
    fn write_votes<W: Write + Send>(
        &self,
        room: &Room,
        targets: &HashMap<IdeaId, IdeaId>,
        seq: i64,
        writer: &mut Writer<W>,
    ) -> Result<()> {
        let undone = self.undone(room, seq)?;
        let asides = self.db.read_now(|conn| store::set_asides::list(conn, room.id()))?;
        let is_aside = |vote: i64| asides.iter().any(|aside| aside.holds(vote, seq));
        self.each_row(room, seq, |row| {
            let Some(Entry::Vote { left, right, outcome, counted: true, weight }) = row.public.entry() else {
                return Ok(());
            };
            let target = |id: &IdeaId| targets.get(id).unwrap_or(id).clone();
            let (left, right) = (target(&left), target(&right));
            if undone.contains(&row.public.seq) || is_aside(row.public.seq) || left == right {
                return Ok(());
            }
            let private = row.private.as_ref().map(|(private, _)| private);
            let vote = export::votes::ListedVote {
                left: left.as_str(),
                right: right.as_str(),
                outcome,
                voter: private.and_then(|p| p.participant.as_ref()).map(ParticipantId::as_str),
                weight,
                time: private.and_then(|p| p.time).map(|time| time - time.rem_euclid(HOUR)),
                seq: row.public.seq,
                event: private.and_then(|p| p.event.as_ref()).map(EventId::as_str),
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

/// Where each idea's votes go, at the present number of the log.
fn gather_votes(room: &Room) -> Gathered {
    room.with(|state| {
        let targets = state.targets();
        let id = |at: usize| state.ideas[at].id.clone();
        let targets = (0..state.ideas.len()).map(|at| (id(at), id(targets[at]))).collect();
        Gathered::Votes { targets, seq: state.seq }
    })
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
        by: if idea.participant.is_some() {
            export::ideas::By::Participant
        } else {
            export::ideas::By::Organiser
        },
        linked_to: idea.linked_to.as_ref().map(IdeaId::as_str),
    }
}

fn write_ranking<W: Write + Send>(
    writer: &mut Writer<W>,
    computed: &Computed,
    lang: &Lang,
    languages: &[Lang],
) -> Result<()> {
    let model = format!("{} {} robust", computed.model.ties, computed.model.prior);
    for line in &computed.ideas {
        let (text, text_lang) =
            line.texts.choose(std::slice::from_ref(lang), languages).unwrap_or(("", lang));
        let record = line.record;
        let idea = export::ranking::RankedIdea {
            id: line.id.as_str(),
            text,
            text_lang: text_lang.as_str(),
            rank: line.place.map(|place| place.rank),
            rank_low: line.place.map(|place| place.low),
            rank_high: line.place.map(|place| place.high),
            tier: line.tier,
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
        writer.row(export::ranking::row(&idea, computed.seq, &model)).map_err(unwritten)?;
    }
    Ok(())
}
