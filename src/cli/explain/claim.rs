//! One claim, with everything behind it.

use std::io::{self, Write};
use std::ops::Range;

use crate::cli::wording::shown;
use crate::explain::{Look, Name};
use crate::model::{Attribution, Certainty, Claim, Entity, Polarity, Reading, Telling};

/// Writes a claim, or one of its further tellings.
pub(super) fn write(
    reading: &Reading,
    claim: &Claim,
    telling: Option<usize>,
    look: Option<&Look>,
    output: &mut dyn Write,
) -> io::Result<()> {
    let further = telling.and_then(|index| claim.also.get(index));
    writeln!(output, "{}", statement(claim, reading))?;
    let mut line = |name: &str, text: &str| writeln!(output, "  {name:<10}{text}");
    line("claim", claim.iri.as_deref().unwrap_or("without an address"))?;
    line("how", &how(claim, further))?;
    if let Some(time) = &claim.time {
        let words = time.text.as_deref().map(shown).unwrap_or_default();
        line("when", &format!("{} (“{words}”)", time.words()))?;
    }
    if let Some(strength) = &claim.strength {
        line("how many", &strength.words())?;
    }
    let attribution = further.map_or(&claim.attribution, |also| &also.attribution);
    for (place, text) in chain(attribution, reading).iter().enumerate() {
        line(if place == 0 { "says" } else { "" }, text)?;
    }
    if let Some(confidence) = claim.confidence {
        line("read", &format!("rightly with a probability of {confidence:.2}"))?;
    }
    let rule = further.map_or(&claim.rule, |also| &also.rule);
    line("rule", rule.as_deref().unwrap_or("read by somebody else"))?;
    if let Some(cells) = &claim.cells {
        line("cells", &format!("{} (RFC 7111)", shown(cells)))?;
    }
    let (quote, start, end) = match further {
        Some(also) => (&also.quote, also.start, also.end),
        None => (&claim.quote, claim.start, claim.end),
    };
    let Some(place) = start.zip(end).map(|(start, end)| start..end) else {
        return writeln!(output, "  {:<10}“{}”", "quote", shown(quote));
    };
    let sentence = look.and_then(|look| look.sentence(place.start)).unwrap_or(place.clone());
    let marked = marked(&reading.text, sentence.clone(), &place);
    let whole = if claim.cells.is_some() { "row" } else { "sentence" };
    writeln!(output, "  {whole:<10}{marked}")?;
    writeln!(output, "  {:<10}characters {} to {}", "", place.start, place.end)?;
    match look {
        Some(look) => names(claim, reading, look, sentence, output),
        None => Ok(()),
    }
}

/// "Kataib Hezbollah crossedVia Mehran".
fn statement(claim: &Claim, reading: &Reading) -> String {
    let name = |key: &str| entity(reading, key).map_or(key.to_owned(), |found| shown(&found.name));
    let denied = if claim.polarity == Polarity::Denied { "NOT " } else { "" };
    let object = claim.object.as_deref().map(name).unwrap_or_default();
    let line = format!("{} {denied}{} {object}", name(&claim.subject), claim.relation);
    line.trim_end().to_owned()
}

fn entity<'r>(reading: &'r Reading, key: &str) -> Option<&'r Entity> {
    reading.document.entities.iter().find(|entity| entity.key == key)
}

fn how(claim: &Claim, further: Option<&Telling>) -> String {
    let polarity = match claim.polarity {
        Polarity::Asserted => "asserted",
        Polarity::Denied => "denied",
    };
    let certainty = match further.map_or(claim.certainty, |also| also.certainty) {
        Certainty::Certain => "certain",
        Certainty::Probable => "probable",
        Certainty::Possible => "possible",
    };
    let planned = if claim.planned { ", planned" } else { "" };
    format!("{polarity}, {certainty}{planned}")
}

/// Who says so, from the innermost teller outward to the report.
fn chain(attribution: &[Attribution], reading: &Reading) -> Vec<String> {
    let tellers = attribution.iter().rev();
    let mut chain: Vec<String> = tellers
        .map(|teller| format!("{} ({})", shown(&teller.name), teller.kind.word()))
        .enumerate()
        .map(|(place, text)| if place == 0 { text } else { format!("through {text}") })
        .collect();
    let document = &reading.document;
    let parts = [&document.publisher, &document.published, &document.title];
    let known: Vec<String> = parts.into_iter().flatten().map(|part| shown(part)).collect();
    let report = if known.is_empty() { shown(&document.id) } else { known.join(", ") };
    chain.push(if chain.is_empty() {
        format!("the report itself: {report}")
    } else {
        format!("in {report}")
    });
    chain.extend(document.url.as_deref().map(shown));
    chain
}

/// The sentence with the quoted words between brackets.
fn marked(text: &str, sentence: Range<usize>, quote: &Range<usize>) -> String {
    let mut marked = String::new();
    for (place, letter) in text.chars().enumerate().take(sentence.end.max(quote.end)) {
        if place == quote.end {
            marked.push('⟧');
        }
        if place == quote.start {
            marked.push('⟦');
        }
        if place >= sentence.start.min(quote.start) {
            marked.push(letter);
        }
    }
    if sentence.end <= quote.end {
        marked.push('⟧');
    }
    shown(&marked)
}

/// How the words for subject and object were understood.
fn names(
    claim: &Claim,
    reading: &Reading,
    look: &Look,
    sentence: Range<usize>,
    output: &mut dyn Write,
) -> io::Result<()> {
    let ends = [("subject", Some(&claim.subject)), ("object", claim.object.as_ref())];
    for (role, key) in ends {
        let Some(key) = key else { continue };
        let address = entity(reading, key).and_then(|found| found.iri.as_deref()).unwrap_or(key);
        let mut found = look.names_in(sentence.clone()).filter(|name| means(name, key)).peekable();
        if found.peek().is_none() {
            writeln!(output, "  {role:<10}{address}, by words of another sentence")?;
        }
        for name in found {
            writeln!(output, "  {role:<10}{}", understood(name, address))?;
            if !name.alternatives.is_empty() {
                writeln!(output, "  {:<10}  or else {}", "", others(name))?;
            }
        }
    }
    Ok(())
}

fn means(name: &Name, key: &str) -> bool {
    name.meant.as_ref().is_some_and(|meaning| meaning.key == key)
}

fn understood(name: &Name, address: &str) -> String {
    let score = name.meant.as_ref().map_or(0.0, |meaning| meaning.score);
    let words = shown(&name.text);
    format!("“{words}” {} is {address} ({}, {score:.2})", name.refers, name.reason)
}

/// "Hezbollah (Party, 0.31), …".
pub(super) fn others(name: &Name) -> String {
    let others = name.alternatives.iter().take(4);
    let others: Vec<String> = others
        .map(|other| format!("{} ({}, {:.2})", shown(&other.name), other.class, other.score))
        .collect();
    others.join(", ")
}
