//! Offices of a state where the state is left to the reader: "President X", "X, the president".

use super::titles::Titles;
use super::words::Words;
use super::{Agreement, EntityType, Mention, MentionKind, TypeScore};

/// The mention of a state that the title before a name or in apposition to it is, if nothing
/// beside it says which.
pub(super) fn office(words: &Words<'_>, titles: &Titles, mention: &Mention) -> Option<Mention> {
    let (tokens, end) = match mention.kind {
        MentionKind::Named => {
            let (tokens, _) =
                titles.ending(mention.core.start).filter(|_| mention.title.is_some())?;
            (tokens, mention.tokens.end)
        }
        MentionKind::Description => (titles.ending(mention.tokens.end)?.0, mention.tokens.end),
        _ => return None,
    };
    let head = tokens.end - 1;
    let (_, title) = titles.at(head)?;
    let apposed = words.dep(head) == "appos" || words.child(head, "appos").is_some();
    let behind = matches!(words.lower(end), "of" | "for" | "in" | "'s" | "to");
    let named = mention.kind == MentionKind::Named;
    if !title.of_state || !(named || apposed) || behind || is_told(words, tokens.start) {
        return None;
    }
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
    let named = words.is_capital(before) && !matches!(words.dep(before), "conj" | "det");
    words.lower(before) == "'s" || words.tag(before) == "PRP$" || named
}
