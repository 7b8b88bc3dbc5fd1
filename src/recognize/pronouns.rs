//! Pronouns that stand for somebody or something that the text has named.

use super::evidence::Evidence;
use super::words::Words;
use super::{Agreement, EntityType, Gender, Mention, MentionKind};

/// The mention that a token is, if it is such a pronoun.
pub(super) fn pronoun(words: &Words<'_>, token: usize) -> Option<Mention> {
    let (gender, plural) = match words.lower(token) {
        "he" | "him" | "his" | "himself" => (Some(Gender::Male), Some(false)),
        "she" | "her" | "hers" | "herself" => (Some(Gender::Female), Some(false)),
        "it" | "its" | "itself" if !is_empty_it(words, token) => (Some(Gender::Thing), Some(false)),
        "they" | "them" | "their" | "theirs" | "themselves" => (None, Some(true)),
        "who" | "whom" | "whose" | "which" | "that" | "where" if is_relative(words, token) => {
            (None, None)
        }
        _ => return None,
    };
    let mut evidence = Evidence::default();
    match gender {
        Some(Gender::Male | Gender::Female) => evidence.add_where(1.0, EntityType::is_person),
        Some(Gender::Thing) => evidence.add_where(1.0, |kind| !kind.is_person()),
        None => evidence.add_where(1.0, |_| true),
    }
    Some(Mention {
        types: evidence.ranked(),
        agreement: Agreement { plural, gender, definite: Some(true) },
        ..Mention::new(words, token..token + 1, token, MentionKind::Pronoun)
    })
}

/// "It is clear that …", "it emerged that …": nothing is meant.
fn is_empty_it(words: &Words<'_>, token: usize) -> bool {
    let verb = words.head(token);
    let empty = matches!(
        words.token(verb).lemma(),
        "be" | "seem" | "appear" | "emerge" | "turn" | "take" | "happen" | "become"
    );
    let clause = words
        .children(verb)
        .any(|child| matches!(words.dep(child), "ccomp" | "advcl" | "xcomp") && child > token)
        || words.children(verb).filter(|&child| words.dep(child) == "acomp").any(|adjective| {
            words.children(adjective).any(|child| matches!(words.dep(child), "ccomp" | "xcomp"))
        });
    words.lower(token) == "it" && words.dep(token) == "nsubj" && empty && clause
}

/// Whether a word such as "who" or "which" opens a relative clause.
fn is_relative(words: &Words<'_>, token: usize) -> bool {
    matches!(words.tag(token), "WP" | "WDT" | "WP$" | "WRB")
        && relative_head(words, token).is_some()
}

/// The noun that a relative clause with this pronoun describes.
pub(crate) fn relative_head(words: &Words<'_>, token: usize) -> Option<usize> {
    let mut at = words.head(token);
    for _ in 0..4 {
        if words.dep(at) == "relcl" {
            return Some(words.head(at));
        }
        at = words.head(at);
    }
    None
}
