//! From clusters to entities: name, aliases, key.

use std::collections::HashSet;

use super::draft::Draft;
use super::nations::CAPITAL;
use super::unnamed::other_names;
use crate::model::{CodePoints, Entity, Mention as Place};
use crate::recognize::{EntityType, Mention, MentionKind, normal};

/// The entity of a cluster, from its mentions in order; which clusters have any is told beside.
pub(super) fn entity(
    draft: &Draft<'_>,
    cluster: usize,
    mentions: &[usize],
    points: &CodePoints<'_>,
    is_spoken_of: &impl Fn(usize) -> bool,
) -> Entity {
    let known = draft.clusters[cluster].id.as_deref();
    let named = named_forms(draft, mentions, is_spoken_of);
    let forms = forms(draft, &named, mentions);
    let name = name(draft, cluster, if named.is_empty() { &forms } else { &named });
    let kind = known.and_then(|id| draft.known.kind_name(id));
    let kind = kind.or_else(|| Some(draft.kind_of(cluster)?.name())).unwrap_or_default().to_owned();
    let listed = known.into_iter().flat_map(|id| draft.known.aliases(id));
    let mut seen = HashSet::from([name.to_lowercase()]);
    let titled = mentions.iter().filter_map(|&mention| with_title(draft, &draft.mentions[mention]));
    let also = draft.clusters[cluster].also.iter().cloned();
    let aliases = forms.into_iter().chain(titled).chain(also).chain(listed.map(str::to_owned));
    let aliases = aliases.filter(|alias| seen.insert(alias.to_lowercase())).collect();
    let key = known.map_or_else(|| slug(&format!("{kind} {name}")), slug);
    let mentions = mentions.iter().map(|&mention| place(draft, points, mention)).collect();
    Entity { key, kind, name, aliases, mentions, ..Entity::default() }
}

/// The forms that the text uses, names first; a place with its noun and without.
fn forms(draft: &Draft<'_>, named: &[String], mentions: &[usize]) -> Vec<String> {
    let mut forms = named.to_vec();
    for &mention in mentions {
        let mention = &draft.mentions[mention];
        let tells = mention.kind == MentionKind::Collective
            || mention.nation.is_some()
            || mention.body.is_some()
            || mention.text.starts_with(char::is_uppercase);
        let refers = matches!(mention.kind, MentionKind::Named | MentionKind::Office);
        if is_placed(draft, mention) {
            forms.extend(other_names(draft, mention));
        }
        if tells && !refers {
            forms.push(mention.text.clone());
        }
    }
    forms
}

/// "Guards base" in Ahvaz: a site called by its owner or kind goes by where it is, too.
fn is_placed(draft: &Draft<'_>, mention: &Mention) -> bool {
    let site = matches!(
        mention.best_type(),
        Some(EntityType::Base | EntityType::Site | EntityType::BorderCrossing)
    );
    let last = mention.tokens.end - 1;
    let common = !draft.words.is_capital(last) || mention.known.is_empty();
    mention.kind == MentionKind::Named && site && common
}

/// The names that the text uses.
fn named_forms(
    draft: &Draft<'_>,
    mentions: &[usize],
    is_spoken_of: &impl Fn(usize) -> bool,
) -> Vec<String> {
    let own = mentions.iter().filter(|&&mention| !is_borrowed(draft, mention, is_spoken_of));
    let named = own.map(|&mention| &draft.mentions[mention]);
    let named = named.filter(|mention| mention.kind == MentionKind::Named);
    named.flat_map(|name| [draft.words.joined(name.core.clone()), name.text.clone()]).collect()
}

/// Whether a country goes here by the name of its capital, which the report speaks of as a city too.
fn is_borrowed(draft: &Draft<'_>, mention: usize, is_spoken_of: &impl Fn(usize) -> bool) -> bool {
    let link = draft.links[mention].as_ref();
    let capital = link.filter(|link| link.reason == CAPITAL);
    let city = capital.and_then(|link| link.alternatives.first()).map(|(city, _)| *city);
    city.is_some_and(is_spoken_of)
}

/// A name with the one word of honour or rank before it: "Mullah Yaqoob", "King Salman".
fn with_title(draft: &Draft<'_>, mention: &Mention) -> Option<String> {
    let title = mention.title.clone()?;
    let words = draft.words;
    let one = title.clone().filter(|&token| words.is_capital(token)).count() == 1;
    one.then(|| words.joined(title.start..mention.tokens.end))
}

/// The usual name: the gazetteer's, or the longest one of the text.
fn name(draft: &Draft<'_>, cluster: usize, forms: &[String]) -> String {
    let record = draft.clusters[cluster].id.as_deref().and_then(|id| draft.known.name(id));
    let given = record.or(draft.clusters[cluster].name.as_deref());
    let place = draft
        .kind_of(cluster)
        .is_some_and(|kind| matches!(kind, EntityType::Province | EntityType::City));
    let longest = || {
        let words = |form: &&String| (form.split(' ').count(), form.len());
        let first = forms.first();
        if place { first } else { forms.iter().max_by_key(words) }
    };
    given.map(str::to_owned).or_else(|| longest().cloned()).unwrap_or_default()
}

/// A key for use in an IRI: lower-case letters, digits and hyphens.
fn slug(name: &str) -> String {
    normal(name).replace(' ', "-")
}

/// Where a mention stands, in code points.
fn place(draft: &Draft<'_>, points: &CodePoints<'_>, mention: usize) -> Place {
    let mention = &draft.mentions[mention];
    let (start, end) = (points.before(mention.span.start), points.before(mention.span.end));
    Place { start, end, text: mention.text.clone() }
}
