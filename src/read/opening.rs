//! What the first lines of a text say of it: headline, `Published: 2026-01-06`, dateline.

use super::metadata::Metadata;
use super::{date, dateline};

/// Bytes of a text that count as its opening.
const OPENING: usize = 4096;
/// Lines of it that are looked at, without empty ones.
const LINES: usize = 12;
/// Characters beyond which a line is no headline.
const HEADLINE: usize = 160;

/// How metadata are named before a colon, and which they are. An author is none of a report's.
const FIELDS: [(&str, &str); 21] = [
    ("author", "author"),
    ("by", "author"),
    ("date", "published"),
    ("date published", "published"),
    ("headline", "title"),
    ("issued", "published"),
    ("lang", "language"),
    ("language", "language"),
    ("link", "url"),
    ("outlet", "publisher"),
    ("posted", "published"),
    ("posted on", "published"),
    ("publication", "publisher"),
    ("publication date", "published"),
    ("published", "published"),
    ("published by", "publisher"),
    ("published on", "published"),
    ("publisher", "publisher"),
    ("source", "publisher"),
    ("title", "title"),
    ("url", "url"),
];

/// What a plain text's first lines say. The first is its headline if it stands apart and does not
/// end like a sentence; then come fields, a byline, a date, a dateline; prose ends the opening.
pub(super) fn of_text(text: &str) -> Metadata {
    read(&lines(text), true)
}

/// The same of Markdown, in which the headline is the first heading, or stands as in a plain text.
pub(super) fn of_markdown(text: &str) -> Metadata {
    let lines = lines(text);
    let bare = lines.iter().map(|line| Line { words: unmarked(line.words), ..*line });
    read(&bare.collect::<Vec<_>>(), true)
}

/// The same of an article out of a page, whose headline stands elsewhere.
pub(super) fn of_article(text: &str) -> Metadata {
    read(&lines(text), false)
}

#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    words: &'a str,
    /// Whether an empty line follows, or nothing.
    apart: bool,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let end = (0..=OPENING.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    let end = end.unwrap_or_default();
    let all: Vec<&str> = text[..end].lines().map(str::trim).collect();
    let apart = |at: usize| all.get(at + 1).is_none_or(|next| next.is_empty());
    let lines = all.iter().enumerate().filter(|(_, words)| !words.is_empty());
    lines.map(|(at, words)| Line { words, apart: apart(at) }).take(LINES).collect()
}

fn read(lines: &[Line<'_>], headlined: bool) -> Metadata {
    let mut metadata = Metadata::default();
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1);
        if field(line.words, &mut metadata) || is_byline(line.words) {
            continue;
        }
        if let Some(day) = date::parse(undressed(line.words)) {
            metadata.published.get_or_insert(day);
        } else if let Some(found) = dateline::parse(line.words) {
            metadata.publisher = metadata.publisher.or(found.agency);
            metadata.published = metadata.published.or(found.day.and_then(date::full));
            metadata.day = found.day;
            break;
        } else if is_prose(line.words) {
            break;
        } else if headlined && at == 0 && is_headline(*line, next) {
            metadata.title = Some(line.words.to_owned());
        }
    }
    metadata
}

/// Takes `Published: 2026-01-06`. The first value of a field counts.
fn field(line: &str, metadata: &mut Metadata) -> bool {
    let Some((name, value)) = line.split_once(':') else {
        return false;
    };
    let (name, value) = (unmarked(name).to_ascii_lowercase(), unmarked(value));
    let Some((_, field)) = FIELDS.iter().find(|(word, _)| *word == name) else {
        return false;
    };
    let mut read = Metadata::default();
    match *field {
        "author" => return !value.is_empty(),
        // "Source: https://…" says where it stands, and "Source: Iran sent more troops." is prose.
        "publisher" if is_address(value) => read.set("url", value),
        "publisher" if value.split_whitespace().count() > 6 => return false,
        "url" if !is_address(value) => return false,
        "published" if date::parse(value).is_none() => return false,
        field => read.set(field, value),
    }
    *metadata = std::mem::take(metadata).or(read);
    true
}

/// `By Jane Doe and John Roe`: capitals, and no end of a sentence.
fn is_byline(line: &str) -> bool {
    let Some(names) = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")) else {
        return false;
    };
    names.len() <= 100 && names.starts_with(char::is_uppercase) && !is_prose(names)
}

/// `Published on January 6, 2026 (Beirut time)` without its first and last words.
fn undressed(line: &str) -> &str {
    let line = line.split('(').next().unwrap_or(line);
    let words = ["Published", "Posted", "Issued", "PUBLISHED", "POSTED", "ISSUED"];
    let rest = words.iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line).trim_start();
    rest.strip_prefix("on ").or_else(|| rest.strip_prefix(": ")).unwrap_or(rest)
}

fn is_headline(line: Line<'_>, next: Option<&Line<'_>>) -> bool {
    let words = line.words.split_whitespace().count();
    let lettered = line.words.chars().any(char::is_alphabetic);
    let is_note = line.words.starts_with(['[', '(']) && line.words.ends_with([']', ')']);
    let is_item = line.words.starts_with(['-', '*', '•']);
    // "C. Maritime smuggling" heads a section; "PRESS RELEASE" says what it is, not what it says.
    let first = line.words.split(' ').next().unwrap_or_default();
    let is_section = first.ends_with('.') && first.len() <= 4;
    let followed = next.is_some_and(|next| {
        line.apart || is_byline(next.words) || date::parse(undressed(next.words)).is_some()
    });
    words >= 3 && lettered && !is_note && !is_item && !is_section && followed
}

/// Ends like a sentence, or is too long for anything but prose.
fn is_prose(line: &str) -> bool {
    let open = line.trim_end_matches(['"', '”', '’', '\'', '»', ')']);
    open.ends_with(['.', '!', ';', ':', ',', '؟', '。']) && !open.ends_with("...")
        || line.chars().count() > HEADLINE
}

fn is_address(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://")
}

/// A line without the marks of Markdown around it.
fn unmarked(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || "#*_".contains(c))
}
