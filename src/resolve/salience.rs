//! What a text has spoken of so far, and what of it is still in the reader's mind.

use std::collections::HashMap;

use super::draft::Draft;
use crate::recognize::MentionKind;

/// The things mentioned so far, the last one last.
#[derive(Debug, Default)]
pub(super) struct Salience {
    seen: Vec<Seen>,
    /// How often each cluster was mentioned.
    counts: HashMap<usize, usize>,
}

/// One mention of a cluster.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) cluster: usize,
    pub(super) mention: usize,
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) is_subject: bool,
    pub(super) is_modifier: bool,
}

/// So many mentions a reader has in mind: those of a long report. It keeps longer texts from taking more than
/// linear time.
const MEMORY: usize = 2000;

impl Salience {
    /// Remembers a mention that has found its cluster.
    pub(super) fn note(&mut self, draft: &Draft<'_>, mention: usize) {
        let Some(cluster) = draft.cluster_of(mention) else { return };
        if draft.mentions[mention].kind == MentionKind::Office {
            return;
        }
        let head = draft.mentions[mention].head;
        let dep = draft.words.dep(head);
        *self.counts.entry(cluster).or_default() += 1;
        let demonym = draft.mentions[mention].kind == MentionKind::Demonym;
        self.seen.push(Seen {
            cluster,
            mention,
            token: head,
            sentence: draft.words.sentence(head),
            is_subject: matches!(dep, "nsubj" | "nsubjpass"),
            is_modifier: demonym || matches!(dep, "compound" | "amod" | "nmod" | "poss"),
        });
    }

    /// How often a cluster was mentioned.
    pub(super) fn count(&self, cluster: usize) -> usize {
        self.counts.get(&cluster).copied().unwrap_or(0)
    }

    /// The last mentions of the clusters spoken of in the last sentences, the latest first.
    pub(super) fn recent(&self, sentence: usize, reach: usize) -> Vec<Seen> {
        let mut recent: Vec<Seen> = Vec::new();
        for seen in self.seen.iter().rev() {
            if seen.sentence + reach < sentence {
                break;
            }
            match recent.iter_mut().find(|other| other.cluster == seen.cluster) {
                Some(other) if other.sentence == seen.sentence => {
                    other.is_subject |= seen.is_subject;
                    other.is_modifier &= seen.is_modifier;
                }
                Some(_) => {}
                None => recent.push(*seen),
            }
        }
        recent
    }

    /// The mention whose head is a token of the sentence that is being read.
    pub(super) fn at(&self, token: usize, sentence: usize) -> Option<Seen> {
        let here = self.seen.iter().rev().take_while(|seen| seen.sentence == sentence);
        here.copied().find(|seen| seen.token == token)
    }

    /// So many mentions, the latest first.
    pub(super) fn within(&self, count: usize) -> impl Iterator<Item = Seen> + '_ {
        self.seen.iter().rev().take(count).copied()
    }

    /// The mentions that a reader may still have in mind, the latest first.
    pub(super) fn latest(&self) -> impl Iterator<Item = Seen> + '_ {
        self.within(MEMORY)
    }

    /// The last of these that a predicate holds for.
    pub(super) fn last(&self, pick: impl Fn(&Seen) -> bool) -> Option<Seen> {
        self.latest().find(|seen| pick(seen))
    }
}
