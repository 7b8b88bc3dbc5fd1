//! From attachments to trees: edges of subtrees, sentence starts, true heads of moved tokens.

use std::collections::{BTreeSet, VecDeque};

use super::draft::{Boundary, Draft, DraftToken};
use super::names::Name;
use super::words::Words;

/// Computes how far each token's descendants reach, and from the roots' where sentences begin
/// (`set_children_from_heads` in `spacy/tokens/doc.pyx`).
///
/// In a tree with crossing arcs one pass is not always enough; as in spaCy, passes are made until
/// every head stands in its token's sentence, but no more than eleven.
pub(crate) fn set_edges(draft: &mut Draft<'_>) {
    for (i, token) in draft.tokens.iter_mut().enumerate() {
        (token.left_edge, token.right_edge) = (i as u32, i as u32);
    }
    for _ in 0..=11 {
        // Forward for heads that come later, backward for those that came before.
        (0..draft.len()).for_each(|i| hand_on_edges(draft, i));
        (0..draft.len()).rev().for_each(|i| hand_on_edges(draft, i));
        if heads_stay_in_sentences(draft) {
            break;
        }
    }
    for token in &mut draft.tokens {
        token.boundary = Boundary::Inside;
    }
    for root in roots(draft).collect::<Vec<usize>>() {
        let first = draft.tokens[root].left_edge as usize;
        draft.tokens[first].boundary = Boundary::Start;
    }
}

/// Moves tokens whose label is decorated ("relcl||dobj") to their true head: the first token
/// with the label behind the bars ("dobj") below the head that the parser could give them,
/// searched breadth first and from left to right. They stay where they are if there is none
/// among the first [`FARTHEST`] tokens.
///
/// The HEAD scheme of Nivre and Nilsson 2005 (<https://aclanthology.org/P05-1013/>);
/// `deprojectivize` in `spacy/pipeline/_parser_internals/nonproj.pyx`. `decorated` holds the
/// decorated label, the label proper and the true head's label.
pub(crate) fn attach_to_true_heads(
    draft: &mut Draft<'_>,
    decorated: &[(Name, Name, Name)],
    words: &Words,
) {
    let find = |dep: Name| decorated.iter().find(|(label, _, _)| *label == dep);
    if !draft.tokens.iter().any(|token| find(token.dep).is_some()) {
        return;
    }
    let mut children = children(draft, words);
    for i in 0..draft.len() {
        let Some(&(_, own, wanted)) = find(draft.tokens[i].dep) else { continue };
        let old = draft.tokens[i].head as usize;
        let found = breadth_first(old, i, &children)
            .take(FARTHEST)
            .find(|other| draft.tokens[*other].dep == wanted);
        let new = found.unwrap_or(old);
        draft.tokens[i].dep = own;
        draft.tokens[i].head = new as u32;
        children[old].remove(&i);
        if is_visible(draft, new, i) && !draft.is_space(i, words) {
            children[new].insert(i);
        }
    }
}

/// More tokens than any sentence has that somebody wrote. spaCy searches on to the sentence's
/// end, and could be held up for hours by some megabytes of "which who which who …".
const FARTHEST: usize = 1000;

/// The tokens below `top` with their children behind them, from left to right; without `moved`
/// and what is below it.
fn breadth_first(
    top: usize,
    moved: usize,
    children: &[BTreeSet<usize>],
) -> impl Iterator<Item = usize> {
    let mut queue = VecDeque::new();
    let mut siblings = children[top].iter();
    std::iter::from_fn(move || {
        loop {
            match siblings.next() {
                Some(&child) if child == moved => {}
                Some(&child) => {
                    queue.push_back(child);
                    return Some(child);
                }
                None => siblings = children[queue.pop_front()?].iter(),
            }
        }
    })
}

/// Each token's children, those that spaCy's iteration would find, without white space.
fn children(draft: &Draft<'_>, words: &Words) -> Vec<BTreeSet<usize>> {
    let mut children = vec![BTreeSet::new(); draft.len()];
    for (i, token) in draft.tokens.iter().enumerate() {
        if token.head as usize != i && !draft.is_space(i, words) {
            children[token.head as usize].insert(i);
        }
    }
    children
}

/// spaCy looks for a token's children only between the edges it had before any was moved.
fn is_visible(draft: &Draft<'_>, head: usize, child: usize) -> bool {
    let DraftToken { left_edge, right_edge, .. } = draft.tokens[head];
    (left_edge..=right_edge).contains(&(child as u32))
}

fn roots<'a>(draft: &'a Draft<'_>) -> impl Iterator<Item = usize> + 'a {
    let tokens = draft.tokens.iter().enumerate();
    tokens.filter(|(i, token)| token.head as usize == *i).map(|(i, _)| i)
}

fn hand_on_edges(draft: &mut Draft<'_>, token: usize) {
    let DraftToken { head, left_edge, right_edge, .. } = draft.tokens[token];
    let head = &mut draft.tokens[head as usize];
    head.left_edge = head.left_edge.min(left_edge);
    head.right_edge = head.right_edge.max(right_edge);
}

fn heads_stay_in_sentences(draft: &Draft<'_>) -> bool {
    let mut is_start = vec![false; draft.len()];
    for root in roots(draft) {
        is_start[draft.tokens[root].left_edge as usize] = true;
    }
    let mut start = 0;
    for (end, is_start) in is_start.into_iter().enumerate().skip(1) {
        // spaCy lets the last token of the text count to the sentence before it.
        if is_start || end == draft.len() - 1 {
            let is_inside = |head: u32| (start..=end).contains(&(head as usize));
            if !draft.tokens[start..end].iter().all(|token| is_inside(token.head)) {
                return false;
            }
            start = end;
        }
    }
    true
}
