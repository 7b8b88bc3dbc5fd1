//! Who speaks in a text that is laid out as talk: interviews, transcripts, reproduced threads.

use std::collections::HashMap;
use std::ops::Range;

use super::cue::{Context, Cue};
use super::effect::Effect;
use super::lexicon::Class;
use super::name::{name_around, name_of};
use super::teller::{Phrase, Reference};
use super::tree::Tree;

/// The turns of a text, each as a cue over all its lines; none for an ordinary report.
pub(super) fn cues(context: &Context<'_, '_>) -> Vec<Cue> {
    let lines = lines(context.tree);
    let labelled = labelled(context, &lines);
    if !labelled.is_empty() {
        return labelled;
    }
    let posts = posts(context, &lines);
    if posts.is_empty() { answers(context, &lines) } else { posts }
}

/// A line of the text and whether an empty one stands before it.
#[derive(Debug)]
struct Line {
    tokens: Range<usize>,
    begins_paragraph: bool,
}

/// The fewest turns that make a text talk.
const FEWEST: usize = 3;

fn lines(tree: &Tree<'_>) -> Vec<Line> {
    let (mut lines, mut start, mut begins_paragraph) = (Vec::new(), 0, true);
    for token in 0..=tree.len() {
        let breaks = token == tree.len()
            || tree.token(token).is_space() && tree.token(token).text().contains('\n');
        if !breaks {
            continue;
        }
        if start < token {
            lines.push(Line { tokens: start..token, begins_paragraph });
            begins_paragraph = false;
        }
        begins_paragraph |=
            token < tree.len() && tree.token(token).text().matches('\n').count() > 1;
        start = token + 1;
    }
    lines
}

/// "Karimi: They hold the silo." Each turn goes on to the next label.
fn labelled(context: &Context<'_, '_>, lines: &[Line]) -> Vec<Cue> {
    let tree = context.tree;
    let labels = lines.iter().filter_map(|line| Some((line, label(tree, &line.tokens)?)));
    let labels: Vec<(&Line, Range<usize>)> = labels.collect();
    let mut turns: HashMap<String, (usize, usize)> = HashMap::new();
    for (line, label) in &labels {
        let (asked, spoken) = turns.entry(surname(tree, label)).or_default();
        *asked += usize::from(ends_with_question(tree, &line.tokens));
        *spoken += 1;
    }
    let asks = |label: &Range<usize>| {
        let name = surname(tree, label);
        turns.get(&name).is_some_and(|(asked, spoken)| asked * 2 > *spoken)
            || context.publisher.as_deref() == Some(name.as_str())
    };
    let is_repeated = turns.values().any(|(_, spoken)| *spoken > 1);
    if labels.len() < FEWEST || !is_repeated || !labels.iter().any(|(_, label)| asks(label)) {
        return Vec::new();
    }
    let guest = guest(tree, labels[0].0.tokens.start);
    let ends = labels.iter().skip(1).map(|(line, _)| line.tokens.start).chain([tree.len()]);
    let turns = labels.iter().zip(ends).filter(|((_, label), _)| !asks(label));
    let cue = |((line, label), end): (&(&Line, Range<usize>), usize)| {
        let is_letter = label.len() == 1 && tree.token(label.start).text().len() == 1;
        let named = || Some(named(tree, label.clone()));
        let teller = if is_letter { guest.clone() } else { named() }?;
        Some(turn(line.tokens.start..label.end + 1, label.end + 1..end, teller))
    };
    turns.filter_map(cue).collect()
}

/// What the labels of one speaker have in common: "The Minister (Ann Lee)", "Ann Lee".
fn surname(tree: &Tree<'_>, label: &Range<usize>) -> String {
    let is_word = |&token: &usize| tree.token(token).text().chars().any(char::is_alphanumeric);
    let last = label.clone().rev().find(is_word).unwrap_or(label.start);
    tree.token(last).text().to_lowercase()
}

/// The words before a colon at the beginning of a line, if they can be somebody's name.
fn label(tree: &Tree<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let colon = line.clone().take(12).find(|&token| tree.norm(token) == ":")?;
    let is_name = |token: usize| {
        tree.token(token).text().starts_with(char::is_uppercase)
            || matches!(tree.pos(token), "PUNCT" | "ADP" | "DET" | "SYM")
    };
    let letter = colon == line.start + 1 && tree.token(line.start).text().len() == 1;
    let names = line.start..colon;
    let behind =
        (letter || !names.is_empty() && names.clone().all(is_name)) && colon + 1 < line.end;
    let first = names.clone().find(|&token| tree.pos(token) != "PUNCT")?;
    behind.then_some(first..colon)
}

/// Posts that are numbered "1/", "2/" or "Post 1:", told by whose thread it is.
fn posts(context: &Context<'_, '_>, lines: &[Line]) -> Vec<Cue> {
    let tree = context.tree;
    let text = |line: &Line| tree.annotation.span(line.tokens.clone()).of(tree.annotation.text());
    let numbered: Vec<&Line> = lines.iter().filter(|line| is_numbered(text(line))).collect();
    let Some(first) = numbered.first().filter(|_| numbered.len() >= FEWEST) else {
        return Vec::new();
    };
    let Some(author) = author(context, first.tokens.start) else { return Vec::new() };
    let is_mark = |&token: &usize| matches!(tree.token(token).text(), "\"" | "”" | "“");
    numbered
        .iter()
        .map(|line| {
            let is_quoted = line.tokens.clone().take(4).any(|token| is_mark(&token));
            let last = line.tokens.clone().rev().find(is_mark).filter(|_| is_quoted);
            let end = last.filter(|&last| last > line.tokens.start + 4).unwrap_or(line.tokens.end);
            turn(line.tokens.start..line.tokens.start + 1, line.tokens.start..end, author.clone())
        })
        .collect()
}

fn is_numbered(line: &str) -> bool {
    let line = line.trim_start_matches(['"', '“', ' ', '*', '-', '•']);
    let post = line.strip_prefix("Post ").or(line.strip_prefix("Tweet "));
    let digits = post.unwrap_or(line).trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = digits.len() < post.unwrap_or(line).len();
    has_number && (digits.starts_with('/') || post.is_some() && digits.starts_with(':'))
}

/// Whose thread it is: "@convoywatch", "a thread by the analyst Lea Brown".
fn author(context: &Context<'_, '_>, before: usize) -> Option<Phrase> {
    let Context { tree, lexicon, .. } = context;
    let by = (0..before).filter(|&token| lexicon.is_noun(tree, token, &[Class::Document]));
    let mut by =
        by.filter_map(|token| context.phrase(token)).filter(|phrase| phrase.document.is_some());
    let account = || {
        let handle = (0..before).find(|&token| tree.token(token).text().starts_with('@'))?;
        Some(named(tree, handle..handle + 1))
    };
    by.find(|phrase| phrase.reference == Reference::Name).or_else(account).or_else(|| {
        let outlets = tree.entities.iter().filter(|(tokens, _)| tokens.end <= before);
        outlets
            .rev()
            .find(|(_, label)| *label == "ORG" || *label == "PERSON")
            .map(|(tokens, _)| named(tree, tokens.clone()))
    })
}

/// Answers below questions, told by the guest whom the lines before the first question name.
fn answers(context: &Context<'_, '_>, lines: &[Line]) -> Vec<Cue> {
    let tree = context.tree;
    let asks: Vec<bool> = lines.iter().map(|line| is_question(tree, &line.tokens)).collect();
    let questions = lines
        .iter()
        .filter(|line| is_question(tree, &line.tokens) && ends_with_question(tree, &line.tokens))
        .count();
    let first = asks.iter().position(|asks| *asks).unwrap_or_default();
    let Some(guest) = guest(tree, lines.get(first).map_or(0, |line| line.tokens.start)) else {
        return Vec::new();
    };
    if questions < FEWEST || questions * 5 < lines.len() {
        return Vec::new();
    }
    let opens = |number: usize| lines.get(number).is_none_or(|line| line.begins_paragraph);
    let in_blocks =
        asks.iter().enumerate().filter(|(number, asks)| **asks && !opens(number + 1)).count() * 2
            > questions;
    let is_answer = |number: usize| {
        if in_blocks {
            number > first && !opens(number)
        } else {
            number > first && !asks[number] && asks[number - 1]
        }
    };
    let answers = (0..lines.len()).filter(|&number| is_answer(number));
    answers
        .map(|number| {
            let Range { start, end } = lines[number].tokens;
            turn(start..start, start..end, guest.clone())
        })
        .collect()
}

/// A line that only asks, or that is set in bold type as interviewers' words are.
fn is_question(tree: &Tree<'_>, line: &Range<usize>) -> bool {
    let bold =
        tree.annotation.span(line.clone()).of(tree.annotation.text()).trim().starts_with("**");
    line.len() < 60 && (ends_with_question(tree, line) || bold)
}

fn ends_with_question(tree: &Tree<'_>, line: &Range<usize>) -> bool {
    let is_word =
        |&token: &usize| !matches!(tree.token(token).text(), "\"" | "”" | "*" | "**" | "_" | ")");
    line.clone()
        .rev()
        .filter(|&token| !tree.token(token).is_space())
        .find(is_word)
        .is_some_and(|last| tree.token(last).text().trim_end_matches('*').ends_with('?'))
}

/// The first person who is named before a token; where no name is known for a person's, the first
/// name that a sentence is about.
fn guest(tree: &Tree<'_>, before: usize) -> Option<Phrase> {
    let is_name = |&token: &usize| tree.tag(token).starts_with("NNP");
    let is_subject = |&token: &usize| matches!(tree.dep(token), "nsubj" | "nsubjpass" | "ROOT");
    let is_person = |&token: &usize| matches!(tree.entity(token), Some((_, "PERSON")));
    let is_other =
        |&token: &usize| matches!(tree.entity(token), Some((_, "ORG" | "GPE" | "NORP" | "FAC")));
    let names = || (0..before).filter(is_name);
    let guest = names().filter(is_subject).find(is_person);
    let guest = guest.or_else(|| names().filter(is_subject).find(|token| !is_other(token)));
    let guest = guest.or_else(|| names().find(is_person));
    let begins_line = |&token: &usize| token == 0 || tree.token(token - 1).is_space();
    let first = || {
        let start =
            names().filter(begins_line).find(|token| is_name(&(token + 1)) && !is_other(token))?;
        (start..before).take_while(is_name).last()
    };
    let guest = guest.or_else(first)?;
    let tokens = name_of(tree, guest);
    Some(Phrase { head: guest, tokens, reference: Reference::Name, document: None })
}

fn named(tree: &Tree<'_>, tokens: Range<usize>) -> Phrase {
    let person = tokens
        .clone()
        .find_map(|token| name_around(tree, token).filter(|(_, label)| *label == "PERSON"));
    let name = person.or_else(|| name_around(tree, tokens.end - 1)).map(|(name, _)| name);
    let tokens =
        name.filter(|name| tokens.start <= name.start && name.end <= tokens.end).unwrap_or(tokens);
    Phrase { head: tokens.end - 1, tokens, reference: Reference::Name, document: None }
}

fn turn(own: Range<usize>, scope: Range<usize>, teller: Phrase) -> Cue {
    let token = own.start;
    Cue {
        token,
        class: Class::Say,
        effect: Effect::default(),
        tellers: vec![teller],
        scope: vec![scope],
        own,
    }
}
