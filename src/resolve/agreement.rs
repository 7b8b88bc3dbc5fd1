//! What a report says clearly in one place settles what is doubtful in another.

use std::collections::HashMap;

use super::draft::Draft;
use super::forms::Form;
use crate::recognize::{EntityType, MentionKind, normal};

/// Settles names that may mean several records by the other names of the report.
pub(super) fn agree(draft: &Draft<'_>, forms: &mut [Form]) {
    let of_mention = by_mention(draft, forms);
    let with_id = with_ids(forms);
    for form in 0..forms.len() {
        if let Some(id) = spoken_of(draft, forms, &with_id, form)
            .or_else(|| like_its_list(draft, forms, &of_mention, form))
        {
            forms[form].id = Some(id);
        }
    }
    let countries = countries(draft, forms);
    for form in forms {
        if let Some(id) = nearby(draft, form, &countries) {
            form.id = Some(id);
        } else if is_far(draft, form, &countries) {
            form.id = None;
        }
    }
}

/// Whether a town bears the name only as a rare one, and in a country that the report does not speak of.
fn is_far(draft: &Draft<'_>, form: &Form, countries: &[(&str, usize)]) -> bool {
    let town = |id: &&str| draft.known.kind(id) == Some(EntityType::City);
    let Some(id) = form.id.as_deref().filter(town) else { return false };
    let usual = draft.known.name(id).is_some_and(|name| normal(name) == form.key);
    let country = draft.known.country(id);
    let spoken = countries.iter().any(|(other, _)| Some(*other) == country);
    let capital = country.is_some_and(|country| draft.known.capital(country) == Some(id));
    !usual && !spoken && !capital && countries.len() > 1
}

/// The countries that a report clearly speaks of, with how often.
fn countries<'a>(draft: &Draft<'a>, forms: &[Form]) -> Vec<(&'a str, usize)> {
    let sure = forms.iter().filter(|form| draft.mentions[form.mentions[0]].known.len() == 1);
    let named = sure
        .filter_map(|form| Some((draft.known.country(form.id.as_deref()?)?, form.mentions.len())));
    let demonyms = draft.of_kind(MentionKind::Demonym).into_iter();
    let demonyms = demonyms
        .filter_map(|mention| Some((draft.known.nation_of(&draft.mentions[mention].text)?, 1)));
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (country, count) in named.chain(demonyms) {
        match counts.iter_mut().find(|(other, _)| *other == country) {
            Some(entry) => entry.1 += count,
            None => counts.push((country, count)),
        }
    }
    counts
}

/// Of several places with one name, the one in a country that the report speaks of.
fn nearby(draft: &Draft<'_>, form: &Form, countries: &[(&str, usize)]) -> Option<String> {
    let kind = draft.known.kind(form.id.as_deref()?).filter(|kind| kind.is_place())?;
    let known = &draft.mentions[*form.mentions.first()?].known;
    let count = |id: &str| {
        let country = draft.known.country(id);
        countries.iter().find(|(other, _)| Some(*other) == country).map_or(0, |(_, count)| *count)
    };
    let mut best: Option<(usize, &String)> = None;
    for id in known.iter().filter(|id| draft.known.kind(id) == Some(kind)) {
        if best.is_none_or(|(most, _)| count(id) > most) {
            best = Some((count(id), id));
        }
    }
    if let Some((_, id)) = best.filter(|(count, _)| *count > 0) {
        return Some(id.clone());
    }
    let elsewhere = |id: &&String| {
        let kind = draft.known.kind(id);
        count(id) > 1 && kind.is_some_and(|kind| kind.is_place() || kind.is_organization())
    };
    known.iter().find(elsewhere).cloned()
}

/// "Badr" is the Badr Organization where that is named too, and not the town.
fn spoken_of(
    draft: &Draft<'_>,
    forms: &[Form],
    with_id: &HashMap<String, Vec<usize>>,
    form: usize,
) -> Option<String> {
    let own = &forms[form];
    let first = *own.mentions.first()?;
    let known = &draft.mentions[first].known;
    if known.len() < 2 {
        return None;
    }
    let longer =
        |other: &usize| forms[*other].words.len() > own.words.len() && forms[*other].key != own.key;
    let others = known.iter().filter_map(|id| with_id.get(id)).flatten().copied();
    let id = forms[others.filter(longer).min()?].id.as_ref()?;
    let place = draft.known.kind(id).is_some_and(EntityType::is_place);
    (place || !own.is_visited).then(|| id.clone())
}

/// The names that mean each record.
fn with_ids(forms: &[Form]) -> HashMap<String, Vec<usize>> {
    let mut with_id: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, form) in forms.iter().enumerate() {
        if let Some(id) = &form.id {
            with_id.entry(id.clone()).or_default().push(place);
        }
    }
    with_id
}

/// "Kermanshah, Lorestan and Ilam": where one can only be a province, the others are too.
fn like_its_list(
    draft: &Draft<'_>,
    forms: &[Form],
    of_mention: &[Option<usize>],
    form: usize,
) -> Option<String> {
    let own = &forms[form];
    let decided = own.id.as_deref().and_then(|id| draft.known.kind(id))?;
    if !matches!(decided, EntityType::City | EntityType::Province) {
        return None;
    }
    let mates = own.mentions.iter().flat_map(|&mention| mates(draft, of_mention, mention));
    let mates = mates.map(|mate| &forms[mate]);
    let other = if decided == EntityType::City { EntityType::Province } else { EntityType::City };
    let sure = |mate: &&Form| {
        mate.evidence.of(other) > 1.0 && mate.evidence.of(decided) < mate.evidence.of(other) - 1.5
    };
    let votes = mates.filter(sure).count();
    let known = &draft.mentions[*own.mentions.first()?].known;
    let alternative = known.iter().find(|id| draft.known.kind(id) == Some(other))?;
    (votes > 0).then(|| alternative.clone())
}

/// The form that each mention has.
pub(super) fn by_mention(draft: &Draft<'_>, forms: &[Form]) -> Vec<Option<usize>> {
    let mut of_mention = vec![None; draft.mentions.len()];
    for (place, form) in forms.iter().enumerate() {
        form.mentions.iter().for_each(|&mention| of_mention[mention] = Some(place));
    }
    of_mention
}

/// The names that stand in one list with a mention.
fn mates(draft: &Draft<'_>, of_mention: &[Option<usize>], mention: usize) -> Vec<usize> {
    let words = draft.words;
    let top = |mut token: usize| {
        while words.dep(token) == "conj" && words.head(token) < token {
            token = words.head(token);
        }
        token
    };
    let head = draft.mentions[mention].head;
    let own = top(head);
    let near = mention.saturating_sub(5)..(mention + 6).min(draft.mentions.len());
    let listed = near.filter(|&other| {
        other != mention
            && draft.mentions[other].head != head
            && top(draft.mentions[other].head) == own
    });
    listed.filter_map(|other| of_mention[other]).collect()
}
