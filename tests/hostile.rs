//! Nothing that a user can hand us makes the reader panic, hang or lose a letter.

mod invariants;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use claimgraph::annotate::{Annotator, ModelFolder};

/// Without optimization everything takes a hundred times as long: texts are shorter, and time and
/// memory are not measured.
const IS_FAST: bool = !cfg!(debug_assertions);
const KB: usize = if IS_FAST { 1000 } else { 5 };
const MB: usize = 1000 * KB;

static ENGLISH: LazyLock<Annotator> =
    LazyLock::new(|| Annotator::english().expect("the built-in pipeline loads"));

/// The English tokenizer alone, so that texts can be longer and its own time is seen.
static TOKENIZER: LazyLock<Annotator> = LazyLock::new(|| {
    const FILES: &[(&str, &[u8])] = &[
        ("config.cfg", b"[nlp]\nlang = \"en\"\npipeline = []\n"),
        ("tokenizer", include_bytes!("../data/models/en_core_web_sm-3.8.0/tokenizer")),
    ];
    Annotator::load(&ModelFolder::Embedded(FILES)).expect("a pipeline without components")
});

#[test]
fn long_texts_are_read_whole() {
    read(&ENGLISH, &"a".repeat(10 * MB));
    read(&ENGLISH, &news(2 * MB));
    read(&TOKENIZER, &news(10 * MB));
}

#[test]
fn a_megabyte_of_one_character_is_read_whole() {
    for character in ["a", ".", " ", "\n", "\t", "中", "\u{301}", "\u{feff}"] {
        read(&ENGLISH, &character.repeat(MB));
    }
    // Where each is a token, a megabyte is as much as forty long articles.
    for character in ["\"", "'"] {
        read(&ENGLISH, &character.repeat(200 * KB));
    }
    for character in ["\"", "'", "-", "€", "🙂"] {
        read(&TOKENIZER, &character.repeat(MB));
    }
}

#[test]
fn a_hundred_thousand_brackets_are_read_whole() {
    for brackets in ["(", ")", "( "] {
        read(&ENGLISH, &brackets.repeat(100 * KB));
    }
    for brackets in ["(", ")", "( ", " ]", "[ ( { ", "()", "] [)"] {
        read(&TOKENIZER, &brackets.repeat(100 * KB));
    }
}

#[test]
fn words_without_end_are_read_whole() {
    for part in WORD_PARTS {
        read(&ENGLISH, &part.repeat(10 * KB / part.len()));
        read(&TOKENIZER, &part.repeat(300 * KB / part.len()));
    }
}

#[test]
fn odd_characters_are_read_whole() {
    let controls: String = (0..0xa0).filter_map(char::from_u32).collect();
    let noncharacters: String = (0xfdd0..=0xfdef).filter_map(char::from_u32).collect();
    let last_ones: String =
        (0..=16).filter_map(|plane| char::from_u32(plane << 16 | 0xffff)).collect();
    let spread: String = (0..0x11_0000).step_by(97).filter_map(char::from_u32).collect();
    for odd in [
        "\0",
        "\0\0\0 \0",
        &controls,
        &noncharacters,
        &last_ones,
        &spread,
        "\u{200f}\u{200e}\u{202e}Iran\u{202c} said\u{2066} so\u{2069}\u{61c}.",
        "\u{202e}",
        "\u{301}\u{302} \u{308} a\u{20dd}\u{fe0f}",
        "\u{378}\u{e0001}\u{10ffff}\u{f8ff} \u{2fe0}",
        "Iran\u{feff}said \u{feff} so\u{feff}",
        "\u{feff}",
        "I\u{200b}ran \u{ad}said\u{2060} s\u{200d}o",
        "👩\u{200d}👩\u{200d}👧 said 🇮🇷🇮🇶🇮 :-\u{301})",
        "ß ẞ ŉ İ ı ǅ ﬃ K ſ",
        "\u{1c}\u{1d}\u{1e}\u{1f}\u{85}\u{2028}\u{2029}\u{a0}\u{3000}",
        " \n \t\r\n  \u{a0} ",
        "\r",
        "\n",
        " ",
        "",
    ] {
        for annotator in [&*ENGLISH, &*TOKENIZER] {
            read(annotator, odd);
            read(annotator, &format!("Iran{odd}said ({odd}) it's{odd} so {odd}."));
        }
        read(&TOKENIZER, &odd.repeat(20 * KB / odd.len().max(1)));
    }
}

#[test]
fn the_tokenizer_takes_time_in_proportion_to_the_word() {
    for part in WORD_PARTS {
        let word = |bytes: usize| part.repeat(bytes / part.len());
        check_proportion(part, &word(50 * KB), &word(200 * KB));
        let between = |bytes: usize| format!("(\"{}\").", word(bytes));
        check_proportion(part, &between(50 * KB), &between(200 * KB));
    }
}

/// Sentences that never end, whose trees are chains (each noun a conjunct of the one before),
/// fans, or full of arcs that cross.
#[test]
fn a_sentence_without_end_takes_the_time_of_its_words() {
    let time_of_a_token = |text: &str| {
        let mut reader = ENGLISH.reader();
        let start = Instant::now();
        let tokens = reader.annotate(text).len();
        start.elapsed() / tokens as u32
    };
    for (part, kilobytes) in [
        ("apples and pears and ", 400),
        ("Iran, ", 250),
        ("which who ", 200),
        ("which — seen , ", 200),
        ("a man came in who sold the map and ", 80),
        ("of the ", 80),
        ("that he said that she knew ", 80),
        ("( Iran ", 40),
    ] {
        let sentence = part.repeat(kilobytes * KB / part.len());
        at_last(part, || {
            let (short, long) = (&part.repeat(1 + 10 * KB / part.len()), &sentence);
            let short = (0..3).map(|_| time_of_a_token(short)).min().expect("three times");
            let long = time_of_a_token(long);
            (2 * long < 5 * short, format!("a token takes {long:?}, in a short one {short:?}"))
        });
    }
}

#[test]
fn a_file_that_is_not_utf_8_is_refused_and_the_others_are_written() {
    let scratch = Scratch::new();
    for (name, bytes, offset) in [
        ("latin1.txt", &b"Cafe in Malm\xf6, Sweden"[..], 12),
        ("cut.txt", "Iran said so…".as_bytes().split_last().expect("bytes").1, 12),
        ("utf16.txt", b"\xff\xfeI\0r\0a\0n\0", 0),
        ("surrogate.txt", b"a\xed\xa0\x80", 1),
        ("overlong.txt", b"ab\xc0\x80", 2),
    ] {
        let first = scratch.file("first.txt", "Iran said so.");
        let wrong = scratch.file(name, bytes);
        let last = scratch.file("last.txt", "Iraq did not.");
        for jobs in ["1", "2"] {
            let output = annotate(&[&first, &wrong, &last], &["--jobs", jobs]);
            assert_eq!(output.status.code(), Some(3), "{name}");
            let texts: Vec<String> = documents(&output).iter().map(text_of_json).collect();
            assert_eq!(texts, ["Iran said so.", "Iraq did not."]);
            let message = String::from_utf8_lossy(&output.stderr);
            let expected = format!("{}: not UTF-8 at byte {offset}", wrong.display());
            assert!(message.contains(&expected), "expected {expected:?} in {message:?}");
        }
    }
}

#[test]
fn what_is_no_file_is_refused_and_the_others_are_written() {
    let scratch = Scratch::new();
    let good = scratch.file("good.txt", "Iran said so.");
    let missing = scratch.folder.join("missing.txt");
    let below_a_file = good.join("below.txt");
    for wrong in [&missing, &below_a_file, &scratch.folder] {
        let output = annotate(&[wrong, &good], &[]);
        assert_eq!(output.status.code(), Some(3), "{}", wrong.display());
        assert_eq!(documents(&output).len(), 1);
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.contains(&format!("{}: ", wrong.display())), "{message}");
        let quiet = annotate(&[wrong, &good], &["--quiet"]);
        assert_eq!((quiet.status.code(), quiet.stderr.len()), (Some(3), 0));
    }
}

#[test]
fn files_with_next_to_nothing_in_them() {
    let scratch = Scratch::new();
    for (content, text, tokens) in [
        ("", "", 0),
        ("\n", "\n", 1),
        (" ", " ", 1),
        ("\u{feff}", "", 0),
        ("\u{feff}Iran", "Iran", 1),
        ("\u{feff}\u{feff}Iran", "\u{feff}Iran", 1),
        ("\0", "\0", 1),
    ] {
        let output = annotate(&[&scratch.file("small.txt", content)], &[]);
        assert_eq!(output.status.code(), Some(0), "{content:?}");
        let document = &documents(&output)[0];
        let found = document["tokens"].as_array().map(Vec::len);
        assert_eq!((text_of_json(document), found), (text.to_owned(), Some(tokens)), "{content:?}");
    }
}

#[test]
fn a_folder_that_is_no_pipeline_is_refused_by_name() {
    let scratch = Scratch::new();
    let text = scratch.file("text.txt", "Iran said so.");
    let missing = scratch.folder.join("missing");
    let empty = scratch.folder.join("empty");
    fs::create_dir(&empty).expect("a temporary folder");
    for (folder, named) in
        [(&missing, &missing), (&text, &text), (&empty, &empty.join("config.cfg"))]
    {
        let output = annotate(&[&text], &["--model", folder.to_str().expect("UTF-8")]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(message.starts_with(&format!("error: {}: ", named.display())), "{message}");
    }
}

#[test]
fn every_format_can_write_everything() {
    let scratch = Scratch::new();
    let controls: String = (0..0x2100).filter_map(char::from_u32).collect();
    let files = [
        scratch.file("controls.txt", &controls),
        scratch.file("empty.txt", ""),
        scratch.file("newlines.txt", "\n".repeat(KB)),
        scratch.file("blanks.txt", " ".repeat(KB)),
        scratch.file("long.txt", "a".repeat(100 * KB)),
        scratch.file("sentence.txt", "apples and pears and ".repeat(KB / 2)),
        scratch.file("brackets.txt", "(".repeat(2 * KB)),
        scratch.file("markup.txt", "</script><b>Iran</b> & \"so\" <!-- ]]> {{x}} \\ \u{202e}said"),
    ];
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    for format in ["table", "json", "conllu", "html"] {
        let start = Instant::now();
        let output = annotate(&files, &["--format", format]);
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{format}: {message}");
        assert!(std::str::from_utf8(&output.stdout).is_ok(), "{format} is not UTF-8");
        assert!(start.elapsed() < Duration::from_secs(20), "{format}: {:?}", start.elapsed());
    }
}

#[test]
fn a_megabyte_is_read_in_little_memory() {
    let scratch = Scratch::new();
    let peak = peak_megabytes(&[&scratch.file("news.txt", news(MB))]);
    eprintln!("peak memory for one megabyte of news: {peak:?} MB");
    assert!(peak.is_none_or(|peak| (10..150).contains(&peak)), "{peak:?} MB");
}

/// Ciphers and pictures in letters: words as long as the file, none of them ever seen again.
#[test]
fn long_words_are_not_remembered_for_long() {
    let scratch = Scratch::new();
    let word = |i: usize| scratch.file(&format!("{i}.txt"), format!("{i}{}", "x".repeat(MB)));
    let files: Vec<PathBuf> = (0..80).map(word).collect();
    let peak = peak_megabytes(&files.iter().map(PathBuf::as_path).collect::<Vec<&Path>>());
    eprintln!("peak memory for 80 words of a megabyte: {peak:?} MB");
    assert!(peak.is_none_or(|peak| (10..150).contains(&peak)), "{peak:?} MB");
}

#[test]
fn one_line_is_read_at_once() {
    let scratch = Scratch::new();
    let file = scratch.file("line.txt", "Fighters crossed into Iran on Monday.\n");
    let time = || {
        let start = Instant::now();
        assert!(annotate(&[&file], &[]).status.success());
        start.elapsed()
    };
    at_last("one line, start-up included", || {
        let fastest = (0..5).map(|_| time()).min().expect("five times");
        eprintln!("one line, start-up included: {fastest:?}");
        (fastest < Duration::from_millis(100), format!("{fastest:?}"))
    });
}

/// Words of these, repeated, lead a matcher of affixes, infixes, addresses or exceptions astray.
const WORD_PARTS: [&str; 44] = [
    "a", "A", "1", "a-", "a.", "a..", "a…", "A.", "1.", "1,", "1-", "://", "a://", "http://",
    "www.", "@", "a@", "a@b.", "a:", "a/", "a'", "'", "''", "\"", "’s", "'s", "n't", "can't",
    ":-)", ":-", "(:", "...", "-", "--", "—", "_", "$", "$1", "km", "=", "é", "e\u{301}",
    "\u{200f}", "🙂",
];

/// Reads a text and checks what must be true of every annotation.
fn read(annotator: &Annotator, text: &str) {
    invariants::check(&annotator.reader().annotate(text));
}

/// The most memory that the program has held while it read these files one after the other.
fn peak_megabytes(files: &[&Path]) -> Option<u64> {
    if !cfg!(target_os = "linux") || !IS_FAST {
        eprintln!("skipped: peak memory is measured in optimized builds on Linux only");
        return None;
    }
    let mut command = command(files, &["--jobs", "1"]);
    let mut child = command.stdout(Stdio::null()).spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("our own child").is_none() {
        // Gone once the process has ended; its high-water mark never falls before.
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    Some(peak / 1000)
}

/// A text four times as long may take ten times as long, not sixteen times.
fn check_proportion(what: &str, text: &str, longer: &str) {
    let time = |text: &str| {
        let once = || {
            let mut reader = TOKENIZER.reader();
            let start = Instant::now();
            assert!(!reader.annotate(text).is_empty());
            start.elapsed()
        };
        (0..3).map(|_| once()).min().expect("three times")
    };
    let slack = Duration::from_millis(20);
    at_last(what, || {
        let (short, long) = (time(text), time(longer));
        (long < 10 * short + slack, format!("{short:?}, then {long:?}"))
    });
}

/// Measures up to three times, as other processes may have got in the way.
fn at_last(what: &str, mut measure: impl FnMut() -> (bool, String)) {
    let mut found = String::new();
    for _ in 0..3 {
        let (is_well, numbers) = measure();
        if is_well || !IS_FAST {
            return;
        }
        found = numbers;
    }
    panic!("{what}: {found}");
}

/// Sentences as in news reports, without a line break.
fn news(bytes: usize) -> String {
    const WHO: [&str; 8] = [
        "The spokesman of the Anbar governorate",
        "Colonel Yusuf al-Ubaydi",
        "A U.S. official",
        "The Front for the Liberation of the Port",
        "Marta Quintero, a nurse from Cúcuta,",
        "Reuters",
        "The ferry company's owner",
        "Iran's foreign ministry",
    ];
    const SAYS: [&str; 8] = [
        "said on Monday that",
        "denied that",
        "told reporters in Termez that",
        "doesn't believe that",
        "wrote on its website (http://example.org/a?b=1) that",
        "confirmed late on 6 January that",
        "\"could not rule out\" that",
        "claimed, without evidence, that",
    ];
    const WHAT: [&str; 8] = [
        "gunmen had crossed the river near Kigoma",
        "the bridge was closed",
        "$4.5m had been paid to the militia",
        "nobody was hurt",
        "40 lorries were burned",
        "they'd never seen the map",
        "the attack on the warehouse killed 12 soldiers",
        "talks would go on for two weeks",
    ];
    let mut text = String::with_capacity(bytes + 200);
    let mut state: usize = 1;
    let mut pick = |from: [&'static str; 8]| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        from[state >> 16 & 7]
    };
    while text.len() < bytes {
        let number = text.len() % 9973;
        text += &format!(
            "{} {} {}, and {} in case {number}. ",
            pick(WHO),
            pick(SAYS),
            pick(WHAT),
            pick(WHAT)
        );
    }
    text
}

/// A folder for a test's files, which is gone when it is dropped.
struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    fn new() -> Scratch {
        static FOLDERS: AtomicUsize = AtomicUsize::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let name = format!("claimgraph-hostile-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("a temporary folder");
        Scratch { folder }
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, content).expect("room for a small file");
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn annotate(files: &[&Path], options: &[&str]) -> Output {
    command(files, options).output().expect("the program starts")
}

/// `claimgraph annotate`, which writes JSON unless the options say otherwise.
fn command(files: &[&Path], options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.arg("annotate").args(options).args(files);
    if !options.contains(&"--format") {
        command.args(["--format", "json"]);
    }
    command
}

fn documents(output: &Output) -> Vec<serde_json::Value> {
    let lines = std::str::from_utf8(&output.stdout).expect("UTF-8").lines();
    lines.map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

/// The text of a document, put together from its tokens.
fn text_of_json(document: &serde_json::Value) -> String {
    let tokens = document["tokens"].as_array().expect("tokens");
    let parts = tokens.iter().flat_map(|token| {
        let blank = if token["space"] == true { " " } else { "" };
        [token["text"].as_str().expect("a text"), blank]
    });
    let text: String = parts.collect();
    assert_eq!(document["text"], *text);
    text
}
