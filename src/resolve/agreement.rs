//! What a report says clearly in one place settles what is doubtful in another.

use super::draft::Draft;
use super::forms::Form;
use crate::recognize::{EntityType, MentionKind};

/// Settles names that may mean several records by the other names of the report.
pub(super) fn agree(draft: &Draft<'_>, forms: &mut [Form]) {
    for form in 0..forms.len() {
        if let Some(id) =
            spoken_of(draft, forms, form).or_else(|| like_its_list(draft, forms, form))
        {
            forms[form].id = Some(id);
        }
    }
    let countries = countries(draft, forms);
    for form in forms {
        if let Some(id) = nearby(draft, form, &countries) {
            form.id = Some(id);
        }
    }
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
    best.filter(|(count, _)| *count > 0).map(|(_, id)| id.clone())
}

/// "Badr" is the Badr Organization where that is named too, and not the town.
fn spoken_of(draft: &Draft<'_>, forms: &[Form], form: usize) -> Option<String> {
    let own = &forms[form];
    let first = *own.mentions.first()?;
    let known = &draft.mentions[first].known;
    if known.len() < 2 {
        return None;
    }
    let longer = |other: &&Form| other.words.len() > own.words.len() && other.key != own.key;
    let mut others = forms.iter().filter(longer).filter_map(|other| other.id.as_ref());
    let id = others.find(|id| known.contains(id))?;
    let place = draft.known.kind(id).is_some_and(EntityType::is_place);
    (place || !own.is_visited).then(|| id.clone())
}

/// "Kermanshah, Lorestan and Ilam": where one can only be a province, the others are too.
fn like_its_list(draft: &Draft<'_>, forms: &[Form], form: usize) -> Option<String> {
    let own = &forms[form];
    let decided = own.id.as_deref().and_then(|id| draft.known.kind(id))?;
    if !matches!(decided, EntityType::City | EntityType::Province) {
        return None;
    }
    let mates = own.mentions.iter().flat_map(|&mention| mates(draft, forms, mention));
    let other = if decided == EntityType::City { EntityType::Province } else { EntityType::City };
    let sure = |mate: &&Form| {
        mate.evidence.of(other) > 1.0 && mate.evidence.of(decided) < mate.evidence.of(other) - 1.5
    };
    let votes = mates.filter(sure).count();
    let known = &draft.mentions[*own.mentions.first()?].known;
    let alternative = known.iter().find(|id| draft.known.kind(id) == Some(other))?;
    (votes > 0).then(|| alternative.clone())
}

/// The names that stand in one list with a mention.
fn mates<'f>(draft: &Draft<'_>, forms: &'f [Form], mention: usize) -> Vec<&'f Form> {
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
    listed.filter_map(|other| forms.iter().find(|form| form.mentions.contains(&other))).collect()
}
