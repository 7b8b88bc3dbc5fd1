//! Joins the names of a report that mean one thing: spellings, short forms, acronyms.

use std::collections::HashSet;

use super::agreement::by_mention;
use super::draft::{Cluster, Draft, Link};
use super::forms::{Form, Sphere, forms};
use super::likeness::{Likeness, is_initials, likeness};

/// Gives every named mention its cluster.
pub(super) fn join(draft: &mut Draft<'_>) {
    let forms = forms(draft);
    let bracketed = bracketed(draft, &forms);
    let mut joined: Vec<Option<Joined>> = vec![None; forms.len()];
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|&form| std::cmp::Reverse((forms[form].words.len(), forms[form].key.len())));
    let mut roots: Vec<usize> = Vec::new();
    for &form in &order {
        joined[form] = match candidates(&forms, &bracketed, &roots, form).as_slice() {
            [] if forms[form].evidence.ranked().is_empty() => {
                Some(Joined { candidates: Vec::new() })
            }
            [] => {
                roots.push(form);
                None
            }
            candidates => Some(Joined { candidates: candidates.to_vec() }),
        };
    }
    let clusters = make_clusters(draft, &forms, &joined);
    for (form, joined) in joined.iter().enumerate() {
        for &mention in &forms[form].mentions {
            match joined {
                Some(joined) => link(draft, mention, joined, &clusters, &forms),
                None => draft.link(mention, clusters[form], 1.0, "name"),
            }
        }
    }
}

/// The longer names that a shorter one may stand for, the likeliest first.
#[derive(Debug, Clone)]
struct Joined {
    candidates: Vec<(usize, Likeness)>,
}

fn candidates(
    forms: &[Form],
    bracketed: &HashSet<(usize, usize)>,
    roots: &[usize],
    form: usize,
) -> Vec<(usize, Likeness)> {
    let mut found: Vec<(usize, Likeness)> = Vec::new();
    for &root in roots {
        let likeness = if bracketed.contains(&(root, form)) {
            Some((0.95, "in brackets behind the name"))
        } else {
            likeness(&forms[form], &forms[root])
        };
        found.extend(likeness.map(|likeness| (root, likeness)));
    }
    found.sort_by(|a, b| b.1.0.total_cmp(&a.1.0));
    let best = found.first().map_or(0.0, |first| first.1.0);
    found.retain(|candidate| candidate.1.0 > best - 0.1);
    found
}

/// What stands between two names of one thing: "X, also known as Y", "X, alias Y".
const ALSO: [&str; 10] = [
    "call sign",
    "nom de guerre",
    "known as",
    "also known as",
    "better known as",
    "known locally as",
    "alias",
    "aka",
    "nicknamed",
    "( alias",
];

/// The pairs of a longer and a shorter name that stand side by side somewhere as names of one thing.
fn bracketed(draft: &Draft<'_>, forms: &[Form]) -> HashSet<(usize, usize)> {
    let form_of = by_mention(draft, forms);
    let mut pairs = HashSet::new();
    for (mention, form) in form_of.iter().enumerate() {
        let Some(form) = *form else { continue };
        let end = draft.mentions[mention].tokens.end;
        let near = mention + 1..draft.mentions.len();
        let near = near.take_while(|&next| draft.mentions[next].tokens.start <= end + BETWEEN);
        for next in near.filter(|&next| form_of[next].is_some_and(|next| next != form)) {
            let Some(other) = form_of[next] else { continue };
            let between = between(draft, mention, next);
            for (long, short) in [(form, other), (other, form)] {
                if is_in_brackets(&between, &forms[long], &forms[short]) {
                    pairs.insert((long, short));
                }
            }
        }
    }
    pairs
}

/// "Name (SHORT)", "SHORT (Name)", "Name, known as Other", and for people "Name (\"Nickname\")".
fn is_in_brackets(between: &str, long: &Form, short: &Form) -> bool {
    let acronym = short.is_acronym || long.is_acronym || is_initials(&short.key, long);
    let alike = short.sphere.0 == long.sphere.0;
    let person = long.sphere.0 == Sphere::People && !acronym && short.id.is_none();
    let bracket = acronym && matches!(between, "(" | "( the" | ", or");
    let bare = between.trim_matches(['(', ',', ' ', '"', '“', '”', '\'', '‘']);
    let quoted = between.ends_with(['"', '“', '‘']);
    let nickname = person && (quoted || between == "(") && bare.is_empty();
    bracket || nickname || (alike || person) && ALSO.contains(&bare)
}

/// So many tokens may stand between two names of one thing.
const BETWEEN: usize = 6;

/// The few words between the end of one mention and the start of another.
fn between(draft: &Draft<'_>, a: usize, b: usize) -> String {
    let (end, start) = (draft.mentions[a].tokens.end, draft.mentions[b].tokens.start);
    if start <= end || start > end + BETWEEN {
        return String::new();
    }
    (end..start).map(|token| draft.words.lower(token)).collect::<Vec<_>>().join(" ")
}

/// One cluster for each name that stands for itself; gives the cluster of each form.
fn make_clusters(draft: &mut Draft<'_>, forms: &[Form], joined: &[Option<Joined>]) -> Vec<usize> {
    let mut clusters = vec![usize::MAX; forms.len()];
    for (form, _) in joined.iter().enumerate().filter(|(_, joined)| joined.is_none()) {
        clusters[form] = draft.add(Cluster { id: forms[form].id.clone(), ..Cluster::default() });
    }
    for (form, joined) in joined.iter().enumerate() {
        if let Some(joined) = joined
            && let Some(&(first, _)) = joined.candidates.first()
        {
            clusters[form] = clusters[first];
            let root = &forms[first];
            let unique = joined.candidates.len() == 1;
            let id = forms[form].id.clone().filter(|id| unique && is_of_kind(draft, id, root));
            if let Some(id) = id {
                draft.identify(clusters[form], id);
            }
        }
    }
    clusters
}

/// Whether a record's type is one that a name can have here: "NIS" is no town.
fn is_of_kind(draft: &Draft<'_>, id: &str, form: &Form) -> bool {
    let best = form.evidence.ranked();
    let kinds = draft.known.kind(id).zip(best.first());
    kinds.is_some_and(|(kind, best)| kind.fits(best.kind))
}

/// Links a mention to its own name's cluster, or of several to the one named last before it.
fn link(
    draft: &mut Draft<'_>,
    mention: usize,
    joined: &Joined,
    clusters: &[usize],
    forms: &[Form],
) {
    let nearest = |root: usize| {
        let before = forms[root].mentions.iter().filter(|&&other| other < mention);
        before.max().copied()
    };
    let mut ranked = joined.candidates.clone();
    ranked.sort_by_key(|&(root, _)| std::cmp::Reverse(nearest(root)));
    let Some(&(root, (score, reason))) = ranked.first() else { return };
    let doubt = if ranked.len() > 1 { 0.7 } else { 1.0 };
    let others = ranked[1..].iter().map(|&(other, (score, _))| (clusters[other], score * 0.5));
    let alternatives = others.collect();
    draft.links[mention] =
        Some(Link { cluster: clusters[root], score: score * doubt, reason, alternatives });
}
