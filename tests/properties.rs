//! What holds for every text, tried on texts that no one would write.

mod invariants;

use std::cell::RefCell;
use std::path::Path;
use std::sync::LazyLock;

use claimgraph::annotate::write::{AnnotationWriter, Json};
use claimgraph::annotate::{Annotation, Annotator};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use proptest::test_runner::{RngSeed, TestRunner};

static ENGLISH: LazyLock<Annotator> =
    LazyLock::new(|| Annotator::english().expect("the built-in pipeline loads"));

/// Other tokenizers and networks, with sentences from a parser, a recognizer, a sentencizer, or
/// from nowhere.
static OTHERS: LazyLock<Vec<Annotator>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/pipelines");
    let names = ["de-senter", "en-lower", "en-own-tok2vec", "en-sentencizer", "xx-ner"];
    let load = |name| Annotator::open(&folder.join(name)).unwrap_or_else(|error| panic!("{error}"));
    names.map(load).into()
});

#[test]
fn nothing_is_lost_and_everything_is_in_order() {
    let mut readers: Vec<_> = OTHERS.iter().chain([&*ENGLISH]).map(Annotator::reader).collect();
    let readers = RefCell::new(&mut readers);
    each(800, text(0..60), |text| {
        for reader in readers.borrow_mut().iter_mut() {
            invariants::check(&reader.annotate(&text));
        }
    });
}

#[test]
fn what_was_read_before_changes_nothing() {
    let mut experienced = ENGLISH.reader();
    let experienced = RefCell::new(&mut experienced);
    each(300, (text(0..60), text(0..60)), |(first, second)| {
        let mut fresh = ENGLISH.reader();
        let alone = json(&fresh.annotate(&second));
        let mut other = ENGLISH.reader();
        other.annotate(&first);
        assert_eq!(json(&other.annotate(&second)), alone, "after {first:?}");
        assert_eq!(json(&other.annotate(&second)), alone, "the second time");
        assert_eq!(json(&experienced.borrow_mut().annotate(&second)), alone, "after many texts");
    });
}

/// The network takes 256 tokens at a time; nobody should be able to see where it cuts.
#[test]
fn where_the_network_cuts_a_text_changes_nothing() {
    // A tag depends on four neighbours on either side, an exception on one or two.
    const MARGIN: usize = 8;
    let reader = RefCell::new(ENGLISH.reader());
    each(150, (text(20..80), 225usize..290), |(text, before)| {
        let text = format!("Then {text}");
        let filler: Vec<&str> = ["Nobody ", "said ", "so ", ". "].repeat(before.div_ceil(4));
        let shifted = format!("{}{text}", filler[..before].concat());
        let mut reader = reader.borrow_mut();
        let alone = reader.annotate(&text);
        let shifted = reader.annotate(&shifted);
        invariants::check(&shifted);
        assert_eq!(shifted.len(), before + alone.len(), "behind {before} tokens");
        for (i, token) in alone.tokens().enumerate() {
            let twin = shifted.token(before + i);
            assert_eq!(token.text(), twin.text());
            if i >= MARGIN && i + MARGIN < alone.len() {
                assert_eq!(token.tag(), twin.tag(), "token {i} behind {before} tokens");
            }
        }
    });
}

#[test]
fn two_texts_with_a_line_between_them_have_the_tokens_of_both() {
    let reader = RefCell::new(ENGLISH.reader());
    each(300, (text(0..40), text(0..40)), |(first, second)| {
        // White space would join that at the texts' ends.
        let (first, second) = (format!("{first}."), format!(".{second}"));
        let both = format!("{first}\n{second}");
        let mut reader = reader.borrow_mut();
        let mut texts = |text: &str| -> Vec<String> {
            reader.annotate(text).tokens().map(|token| token.text().to_owned()).collect()
        };
        let expected = [texts(&first), vec!["\n".to_owned()], texts(&second)].concat();
        assert_eq!(texts(&both), expected);
    });
}

/// Runs a check on texts that are the same in every run.
fn each<S: Strategy>(cases: u32, texts: S, check: impl Fn(S::Value)) {
    // Without optimization everything takes a hundred times as long.
    let cases = if cfg!(debug_assertions) { cases / 25 } else { cases };
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_030_320),
        ..ProptestConfig::default()
    };
    let result = TestRunner::new(config).run(&texts, |text| {
        check(text);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

fn json(annotation: &Annotation<'_>) -> String {
    let mut bytes = Vec::new();
    Json.document(&mut bytes, "text", annotation).expect("memory is never full");
    String::from_utf8(bytes).expect("JSON is UTF-8")
}

/// Texts of ordinary and hostile pieces, with and without blanks between them.
fn text(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let of = |words: &'static [&'static str]| select(words).prop_map(str::to_owned).boxed();
    let piece = Union::new_weighted(vec![
        (12, of(WORDS)),
        (3, of(SPACES)),
        (5, of(AFFIXES)),
        (2, of(EMOTICONS)),
        (2, of(ADDRESSES)),
        (3, of(CONTRACTIONS)),
        (3, of(NUMBERS)),
        (2, of(MARKS)),
        (1, any::<String>().boxed()),
        (1, "\\PC{1,8}".boxed()),
        (1, "[-.'a-zA-Z0-9:/@]{1,12}".boxed()),
    ]);
    let blank = prop_oneof![3 => Just(" "), 2 => Just("")];
    vec((piece, blank), pieces).prop_map(|pieces| {
        pieces.into_iter().flat_map(|(piece, blank)| [piece, blank.to_owned()]).collect()
    })
}

const WORDS: &[&str] = &[
    "the",
    "a",
    "governor",
    "of",
    "Basra",
    "Iran",
    "said",
    "that",
    "which",
    "who",
    "and",
    "bridge",
    "was",
    "closed",
    "on",
    "Monday",
    "U.S.",
    "officials",
    "Marta",
    "al-Ubaydi",
    "did",
    "not",
    "pay",
    "militia",
    "militias",
    "January",
    "to",
    "for",
    "he",
    "they",
    "map",
    "sold",
    "killed",
    "in",
    "attack",
    "because",
];
const SPACES: &[&str] = &[
    " ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", " \n ", "\u{a0}", "\u{2028}", "\u{2029}",
    "\u{3000}", "\u{200b}", "\u{2009}", "\u{85}", "\u{1c}", "\u{1f}", "\u{b}", "\u{c}", "\u{180e}",
    "\u{feff}", "\u{1680}",
];
const AFFIXES: &[&str] = &[
    ".", ",", "..", "...", "…", "!", "?", "?!", ":", ";", "-", "--", "–", "—", "(", ")", "[", "]",
    "{", "}", "\"", "'", "''", "“", "”", "‘", "’", "«", "»", "„", "/", "\\", "&", "*", "#", "%",
    "$", "€", "£", "+", "=", "<", ">", "~", "^", "_", "@", "|", "°", "¿", "¡", "、", "。", "·",
    "§",
];
const EMOTICONS: &[&str] = &[
    ":)",
    ":-)",
    ":(",
    ";)",
    ":D",
    ":-/",
    ":'(",
    "<3",
    "</3",
    ">.<",
    "^_^",
    "(-_-)",
    "o.O",
    "xD",
    ":o)",
    "(:",
    "=)",
    ":-*",
    "8)",
    "¯\\(ツ)/¯",
    "(╯°□°）╯︵┻━┻",
    "(ಠ_ಠ)",
    "ಠ_ಠ",
];
const ADDRESSES: &[&str] = &[
    "http://a.b",
    "https://example.org/a?b=c&d#e",
    "www.example.com",
    "example.com",
    "a.b.c.d",
    "ftp://x.y:21/",
    "marta@example.org",
    "@marta",
    "#basra",
    "http://",
    "://",
    "192.168.0.1",
    "a.co.uk.",
    "(http://a.org)",
    "a:b",
];
const CONTRACTIONS: &[&str] = &[
    "don't",
    "Don't",
    "DON'T",
    "won't",
    "can't",
    "cannot",
    "they'd've",
    "I'm",
    "it's",
    "Iran's",
    "militias'",
    "’s",
    "'s",
    "n't",
    "n’t",
    "'em",
    "'cause",
    "o'clock",
    "ma'am",
    "let's",
    "gonna",
    "y'all",
    "d'être",
    "ain't",
    "who'd",
    "should've",
    "'re",
    "'ll",
    "'d",
];
const NUMBERS: &[&str] = &[
    "1",
    "45,000",
    "3.5",
    "7.62mm",
    "$4.5m",
    "10%",
    "5p.m.",
    "8pm",
    "12:30",
    "6/1/2021",
    "2021-01-06",
    "1st",
    "+1",
    "-5",
    "1-2",
    "10km²",
    "½",
    "²",
    "٣",
    "IV",
    "No.",
    "Jan.",
    "e.g.",
    "a.m.",
    "Gen.",
    "Ph.D.",
    "C++",
    "°C",
    "3°",
];
const MARKS: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{200d}",
    "\u{200e}",
    "\u{200f}",
    "\u{202e}",
    "\u{2066}",
    "\u{301}",
    "e\u{301}",
    "\u{20dd}",
    "\u{fe0f}",
    "👩\u{200d}👧",
    "🇮🇷",
    "🙂",
    "\u{378}",
    "\u{e000}",
    "\u{10ffff}",
    "\u{fffd}",
    "İ",
    "ß",
    "ǅ",
    "ﬁ",
    "كتائب",
    "中文",
    "नि",
    "\u{ad}",
    "\u{2060}",
];
