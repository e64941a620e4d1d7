//! Erasures written down outside the database: what a copy from before them has is erased again. The list
//! says of nobody who they were, as it holds digests alone.

use std::collections::{BTreeMap, HashMap};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::chain::{hex, unhex};
use crate::domain::ids::{ConsultationId, ParticipantId};
use crate::domain::{Code, Error, Micros, Result};
use crate::service::Service;
use crate::store;

/// Participants read at a time.
const PAGE: i64 = 5_000;
/// The longest that something overwritten waits to leave the files because others left them just before.
const LATER: Duration = Duration::from_mins(1);

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    /// Hexadecimal; before the id in what is digested.
    salt: String,
    /// Of a participant's id, or of a consultation's: then of all who took part up to `until`.
    digest: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Micros>,
}

/// The list that this process writes to: a file beside the database, which a copy of the database has not.
#[derive(Debug)]
pub struct ErasureList {
    file: PathBuf,
    salt: String,
}

/// What some lists say was erased.
#[derive(Debug, Default)]
pub struct Erased {
    /// By salt and digest, with the time up to which all of a consultation were.
    lines: BTreeMap<String, HashMap<String, Option<Micros>>>,
}

impl ErasureList {
    /// The list in a file, which is made when the first erasure is written.
    pub fn at(file: PathBuf) -> Self {
        // Lists with one salt are looked through once, however long they are.
        let first = File::open(&file).ok().and_then(|list| BufReader::new(list).lines().next()?.ok());
        let before = first.and_then(|line| serde_json::from_str::<Line>(&line).ok()).map(|line| line.salt);
        Self { file, salt: before.unwrap_or_else(|| hex(&rand::random::<[u8; 16]>())) }
    }

    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Writes down that a participant is erased, or all of a consultation up to a time. On the disk when it
    /// returns.
    fn add(&self, id: &str, until: Option<Micros>) -> std::io::Result<()> {
        let digest = digest(&self.salt, id);
        let mut line = serde_json::to_vec(&Line { salt: self.salt.clone(), digest, until })?;
        line.push(b'\n');
        if let Some(folder) = self.file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            let mut builder = std::fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.recursive(true).create(folder)?;
        }
        let mut options = OpenOptions::new();
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // One write at the end of the file: processes that share it don't get into each other's lines.
        let mut list = options.append(true).create(true).open(&self.file)?;
        list.write_all(&line)?;
        list.sync_data()
    }
}

impl Erased {
    /// Reads a list, in addition to those that were read; a file that is not there is an empty one.
    ///
    /// # Errors
    /// Where it can't be read: file, line and what is wrong.
    pub fn read(&mut self, file: &Path) -> std::result::Result<(), String> {
        let failed = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
        let list = match File::open(file) {
            Ok(list) => list,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed(&error)),
        };
        for (number, line) in (1_u64..).zip(BufReader::new(list).lines()) {
            let line = line.map_err(|e| failed(&e))?;
            // A line that a failing machine cut off says nothing; the next one begins behind it.
            let Some(Line { salt, digest, until }) = last_object(&line) else {
                if line.trim().is_empty() {
                    continue;
                }
                return Err(format!("{}:{number}: this is no line of a list of erasures", file.display()));
            };
            self.lines.entry(salt).or_default().insert(digest, until);
        }
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    fn has(&self, id: &str) -> Option<Option<Micros>> {
        self.lines.iter().find_map(|(salt, of_salt)| of_salt.get(&digest(salt, id)).copied())
    }
}

/// The line, or what follows one that was cut off.
fn last_object(line: &str) -> Option<Line> {
    let at = line.rfind('{')?;
    serde_json::from_str(&line[at..]).ok()
}

fn digest(salt: &str, id: &str) -> String {
    hex(&Sha256::new().chain_update(unhex(salt).unwrap_or_default()).chain_update(id).finalize())
}

impl Service {
    /// The same service, which writes erasures down in a list.
    #[must_use]
    pub fn with_erasures(mut self, list: ErasureList) -> Self {
        self.erasures = Some(list.into());
        self
    }

    /// Written before anything is erased: what was asked for is done, if not now, then at the next start.
    pub(super) async fn write_erasure(&self, id: &str, until: Option<Micros>) {
        let Some(list) = self.erasures.clone() else { return };
        let id = id.to_owned();
        let written = tokio::task::spawn_blocking(move || list.add(&id, until).map_err(|e| (list, e))).await;
        if let Ok(Err((list, error))) = written {
            // Nobody is kept from being erased by a full disk.
            tracing::error!(%error, file = %list.file.display(), "an erasure could not be written down");
        }
    }

    /// Erases again what some lists say was erased and the database has: after an older copy was put back.
    /// Returns how many participants were.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn erase_again(&self, erased: Erased) -> Result<usize> {
        if erased.is_empty() {
            return Ok(0);
        }
        let (all, some) = self.db.read(move |conn| found(conn, &erased)).await?;
        let mut count = 0;
        for (consultation, until) in all {
            count += self.erase_all(&consultation, until).await?;
        }
        for (consultation, participant) in some {
            let room = self.live.room(&consultation).await?;
            count += usize::from(self.erase(&room, &participant).await?);
        }
        Ok(count)
    }
}

/// Whether something that was overwritten still waits to leave the database's files.
#[derive(Debug, Default)]
pub(super) struct Overwritten {
    waits: AtomicBool,
    /// When the files may be looked through again.
    next: Mutex<Option<Instant>>,
}

impl Service {
    /// The files lose what was overwritten: at once, or where that was just done, a little later.
    pub(super) async fn forget_overwritten(&self) -> Result<()> {
        let service = self.clone();
        let done = tokio::task::spawn_blocking(move || service.forget_now(false)).await;
        done.map_err(|_| Error::new(Code::Internal, "The files could not be cleaned."))?;
        Ok(())
    }

    /// What waits is done when its time has come.
    pub(super) async fn forget_what_is_due(&self) -> Result<()> {
        if self.overwritten.waits.load(Ordering::Relaxed) { self.forget_overwritten().await } else { Ok(()) }
    }

    /// The same at the end, whatever the time.
    pub(super) fn forget_what_waits(&self) {
        if self.overwritten.waits.load(Ordering::Relaxed) {
            self.forget_now(true);
        }
    }

    fn forget_now(&self, always: bool) {
        let overwritten = &self.overwritten;
        overwritten.waits.store(true, Ordering::Relaxed);
        // Who comes while another is at it is served by the next turn.
        let Ok(mut next) = overwritten.next.try_lock() else { return };
        if !always && next.is_some_and(|next| Instant::now() < next) {
            return;
        }
        overwritten.waits.store(false, Ordering::Relaxed);
        let began = Instant::now();
        if let Err(error) = self.db.forget_overwritten() {
            overwritten.waits.store(true, Ordering::Relaxed);
            tracing::warn!(%error, "what was erased is not out of the database's files yet; it is tried again");
        }
        // It holds others up; a twentieth of the time at most goes into it.
        *next = Some(Instant::now() + (began.elapsed() * 20).min(LATER));
    }
}

type Found = (Vec<(ConsultationId, Micros)>, Vec<(ConsultationId, ParticipantId)>);

fn found(conn: &mut store::Conn, erased: &Erased) -> store::Result<Found> {
    let mut all = Vec::new();
    let mut some = Vec::new();
    for consultation in store::consultations::list_ids(conn)? {
        if let Some(Some(until)) = erased.has(consultation.as_str()) {
            all.push((consultation.clone(), until));
        }
        let mut after = None;
        loop {
            let page = store::participants::list_ids(conn, &consultation, after.as_ref(), PAGE)?;
            let Some(last) = page.last().cloned() else { break };
            after = Some(last);
            let known = page.into_iter().filter(|id| erased.has(id.as_str()).is_some());
            some.extend(known.map(|id| (consultation.clone(), id)));
        }
    }
    Ok((all, some))
}

#[cfg(test)]
mod tests {
    use super::{Erased, ErasureList};

    #[test]
    fn a_list_is_read_back_whole_and_says_nothing_of_others() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("erasures.list");
        ErasureList::at(file.clone()).add("par_one", None).unwrap();
        let list = ErasureList::at(file.clone());
        list.add("par_two", None).unwrap();
        list.add("con_one", Some(7)).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(!text.contains("par_") && !text.contains("con_"), "{text}");
        let mut erased = Erased::default();
        erased.read(&file).unwrap();
        assert_eq!(erased.lines.len(), 1, "one salt");
        assert_eq!(erased.has("par_one"), Some(None));
        assert_eq!(erased.has("con_one"), Some(Some(7)));
        assert_eq!(erased.has("par_three"), None);
    }

    #[test]
    fn a_line_that_was_cut_off_harms_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("erasures.list");
        let list = ErasureList::at(file.clone());
        std::fs::write(&file, b"{\"salt\":\"00").unwrap();
        list.add("par_one", None).unwrap();
        let mut erased = Erased::default();
        erased.read(&file).unwrap();
        assert_eq!(erased.has("par_one"), Some(None));
        std::fs::write(&file, "a photograph\n").unwrap();
        assert!(erased.read(&file).unwrap_err().contains(":1: "));
    }
}
