//! An archive of reports made by rule, for tests and timings: as many as are wanted, each different,
//! always the same.

use std::fmt::Write;

const TELLERS: [&str; 8] = [
    "A border official told Reuters that",
    "According to Shafaq News,",
    "The interior ministry said that",
    "Two security sources said that",
    "Local residents said that",
    "Kataib Hezbollah denied that",
    "The governor of Diyala said that",
    "Iran International reported that",
];
const FORCES: [&str; 10] = [
    "fighters of Kataib Hezbollah",
    "members of Harakat al-Nujaba",
    "the Badr Organization",
    "Liwa Fatemiyoun",
    "the Quds Force",
    "units of the Iraqi army",
    "the Popular Mobilization Forces",
    "border guards",
    "Asaib Ahl al-Haq",
    "Afghan fighters",
];
const DEEDS: [&str; 10] = [
    "had crossed into Iran at",
    "were deployed to",
    "had withdrawn from",
    "had gathered in",
    "attacked a convoy near",
    "had seized a depot in",
    "were sent to",
    "clashed with smugglers in",
    "had arrested 14 people in",
    "were stationed in",
];
const PLACES: [&str; 10] = [
    "Mehran",
    "Basra",
    "Ahvaz",
    "Khanaqin",
    "Shalamcheh",
    "Kermanshah",
    "Amarah",
    "Albukamal",
    "Mandali",
    "Abadan",
];
const TIMES: [&str; 8] = [
    "on Monday",
    "overnight",
    "in early January",
    "last week",
    "on January 6",
    "since late December",
    "on Sunday night",
    "two days earlier",
];
const ASIDES: [&str; 6] = [
    "Nobody in the town would give a name, and the market stayed shut until noon.",
    "Esmail Qaani, commander of the Quds Force, visited Baghdad and met Hadi al-Amiri there.",
    "The road was open again by evening, drivers said, though few of them used it.",
    "At least 12 people were killed and 30 wounded, a hospital doctor said.",
    "Iran-backed militias in Iraq are part of the Popular Mobilization Forces.",
    "The claim could not be checked at once, and officials in Tehran did not answer calls.",
];

/// A small generator of numbers (Knuth's constants for 64 bits), so that no library decides.
struct Dice(u64);

impl Dice {
    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        choices[(self.0 >> 33) as usize % choices.len()]
    }
}

/// The text of the report with this number, of about so many words.
pub(crate) fn text(number: u64, words: usize) -> String {
    let mut dice = Dice(number.wrapping_mul(2_654_435_761) + 1);
    let mut text = format!("Report {number} from the border\n\n");
    let mut count = 5;
    while count < words {
        let mut sentence = format!(
            "{} {} {} {} {}.",
            dice.pick(&TELLERS),
            dice.pick(&FORCES),
            dice.pick(&DEEDS),
            dice.pick(&PLACES),
            dice.pick(&TIMES)
        );
        if count % 3 == 0 {
            let _ = write!(sentence, " {}", dice.pick(&ASIDES));
        }
        count += sentence.split(' ').count();
        text.push_str(&sentence);
        text.push_str(if count % 4 == 0 { "\n\n" } else { " " });
    }
    text
}

/// The report as a line of JSON Lines.
pub(crate) fn line(number: u64, words: usize) -> String {
    let report = serde_json::json!({
        "id": format!("report-{number:05}"),
        "publisher": format!("Border Post {}", number % 7),
        "published": format!("2026-01-{:02}", 7 + number % 20),
        "url": format!("https://border-post.example.org/{number}"),
        "text": text(number, words),
    });
    report.to_string()
}
