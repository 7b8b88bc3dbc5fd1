//! Offices of a state before a name where the state is left to the reader: "President Zelensky".

use super::titles::Titles;
use super::words::Words;
use super::{Agreement, EntityType, Mention, MentionKind, TypeScore};

/// The mention of a state that the title before a name is, if nothing beside it says which.
pub(super) fn office(words: &Words<'_>, titles: &Titles, name: &Mention) -> Option<Mention> {
    let (tokens, title) = titles.ending(name.core.start)?;
    let behind = matches!(words.lower(name.tokens.end), "of" | "'s");
    if !title.of_state || name.title.is_none() || behind || is_told(words, tokens.start) {
        return None;
    }
    let head = tokens.end - 1;
    Some(Mention {
        types: vec![TypeScore { kind: EntityType::Country, score: 1.0 }],
        agreement: Agreement { plural: Some(false), gender: None, definite: Some(true) },
        ..Mention::new(words, tokens, head, MentionKind::Office)
    })
}

/// Whether whose office it is stands before it: "Iraq's former president", "Lebanese Parliament
/// Speaker".
fn is_told(words: &Words<'_>, title: usize) -> bool {
    let sentence = words.sentence_tokens(words.sentence(title));
    let qualifies = |&at: &usize| {
        let small = !words.is_capital(at) && words.lower(at) != "'s";
        small && matches!(words.tag(at), "JJ" | "RB" | "NN" | "HYPH")
    };
    let between = (sentence.start..title).rev().take_while(qualifies).count();
    let Some(before) = (title - between).checked_sub(1).filter(|&at| at >= sentence.start) else {
        return false;
    };
    let pronoun = words.tag(before) == "PRP$";
    words.lower(before) == "'s" || pronoun || words.is_capital(before) && words.dep(before) != "conj"
}
