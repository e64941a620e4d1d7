//! What stands in the list of words that changed after they had been compared.

use std::io::Write;

use super::unwritten;
use crate::domain::ids::IdeaId;
use crate::domain::rewording::{EditKind, Rewording};
use crate::domain::{Lang, Result, Texts};
use crate::export::{self, Writer};
use crate::live::Room;
use crate::service::Service;

/// A change, with the idea (none for the question) and the one that took its place.
pub struct Reworded {
    idea: Option<IdeaId>,
    rewording: Rewording,
    replaced_by: Option<IdeaId>,
}

impl Service {
    /// All of it, as anybody may read it: corrections, changes of the question, and ideas replaced by one with a new
    /// meaning.
    pub(super) async fn gather_reworded(&self, room: &Room) -> Result<Vec<Reworded>> {
        let all = self.all_rewordings(room).await?.into_iter();
        let mut all: Vec<Reworded> =
            all.map(|(idea, rewording)| Reworded { idea, rewording, replaced_by: None }).collect();
        for pair in self.replacements(room).await? {
            let rewording = Rewording {
                seq: 0,
                kind: EditKind::NewMeaning,
                before: pair.old.texts,
                after: pair.new.texts,
                changed: 1.0,
                comparisons: pair.comparisons,
                at: pair.new.created_at,
            };
            let (idea, replaced_by) = (Some(pair.old.id), Some(pair.new.id));
            all.push(Reworded { idea, rewording, replaced_by });
        }
        all.sort_by_key(|of| of.rewording.at);
        Ok(all)
    }
}

pub(super) fn write<W: Write + Send>(writer: &mut Writer<W>, all: &[Reworded]) -> Result<()> {
    for of in all {
        let Rewording { before, after, .. } = &of.rewording;
        for lang in changed_languages(before, after) {
            let row = export::rewordings::ListedRewording {
                id: of.idea.as_ref().map(IdeaId::as_str),
                edit: of.rewording.kind.as_str(),
                at: of.rewording.at,
                lang: lang.as_str(),
                before: before.get(lang),
                after: after.get(lang),
                comparisons: of.rewording.comparisons,
                replaced_by: of.replaced_by.as_ref().map(IdeaId::as_str),
            };
            writer.row(export::rewordings::row(&row)).map_err(unwritten)?;
        }
    }
    Ok(())
}

/// Languages in which two texts differ.
fn changed_languages<'a>(before: &'a Texts, after: &'a Texts) -> impl Iterator<Item = &'a Lang> {
    let added = after.0.keys().filter(|lang| before.get(lang).is_none());
    before.0.keys().chain(added).filter(|lang| before.get(lang) != after.get(lang))
}
