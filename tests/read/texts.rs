//! Plain texts and Markdown: first lines, metadata beside them, front matter.

use super::*;

#[test]
fn a_text_stays_as_it_is() {
    let report = only("wire/zurbatiyah.txt");
    let file = fs::read_to_string(data("wire/zurbatiyah.txt")).unwrap();
    assert!(file.contains("\r\n"));
    assert_eq!(report.text, file);
    assert_eq!(report.id, "zurbatiyah");
    assert_eq!(report.path.unwrap(), data("wire/zurbatiyah.txt").display().to_string());
}

#[test]
fn first_lines_say_who_and_when() {
    let report = only("wire/zurbatiyah.txt");
    assert_eq!(report.title.unwrap(), "Convoy seen near Zurbatiyah");
    assert_eq!(report.publisher.unwrap(), "Frontier Desk");
    assert_eq!(report.published.unwrap(), "2026-01-07");
}

#[test]
fn a_dateline_says_who_and_its_day_needs_a_year() {
    let text = "Fighters cross at Mehran\n\nBAGHDAD, Jan 6 (Reuters) - Fighters crossed.\n";
    let folder = Folder::with(&[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes())]);
    folder.write("b.json", br#"{"published": "2026", "claims": [], "extra": {}}"#);
    let (plain, dated) = (folder.one("a.txt").unwrap(), folder.one("b.txt").unwrap());
    assert_eq!(plain.publisher.unwrap(), "Reuters");
    assert_eq!(plain.published, None, "never guessed");
    assert_eq!(plain.title.unwrap(), "Fighters cross at Mehran");
    assert_eq!(dated.published.unwrap(), "2026-01-06");
    assert_eq!((dated.document, dated.diagnostics), (None, vec![]));
}

#[test]
fn prose_is_neither_headline_nor_metadata() {
    for text in [
        "Fighters crossed at Mehran on Tuesday.\n\nMore followed.",
        "[Translated from Arabic]\n\nFighters crossed at Mehran.",
        "PRESS RELEASE\n\nWASHINGTON — The Treasury said so.",
        "C. Maritime smuggling\n\n112. Four crew members said so.",
        "Source: Tehran has sent more than eight hundred men to Ahvaz.\n\nNobody confirmed it.",
        "Fighters crossed",
    ] {
        let report = Folder::with(&[("a.txt", text.as_bytes())]).one("a.txt").unwrap();
        let known = (report.title, report.publisher, report.published, report.url);
        assert_eq!(known, (None, None, None, None), "{text}");
    }
}

#[test]
fn metadata_beside_a_text_come_first() {
    let folder = Folder::with(&[
        ("a.txt", b"Some headline here\nSource: Nobody\n\nFighters crossed."),
        (
            "a.json",
            br#"{"id": "crossing", "title": "Given", "publisher": "Frontier Desk",
            "published": "6 January 2026", "url": null, "language": "en"}"#,
        ),
    ]);
    let report = folder.one("a.txt").unwrap();
    assert_eq!((report.id.as_str(), report.title.as_deref()), ("crossing", Some("Given")));
    assert_eq!(report.publisher.as_deref(), Some("Frontier Desk"));
    assert_eq!(report.published.as_deref(), Some("2026-01-06"));
    assert_eq!((report.url, report.language.as_deref()), (None, Some("en")));
}

#[test]
fn a_date_that_is_none_is_noted() {
    let folder = Folder::with(&[
        ("a.txt", b"Fighters crossed."),
        ("a.json", br#"{"published": "06/01/2026"}"#),
    ]);
    let report = folder.one("a.txt").unwrap();
    assert_eq!(report.published, None);
    assert_eq!(
        report.diagnostics[0].message,
        "`published` is no date that can be read: \"06/01/2026\""
    );
    assert_eq!(report.diagnostics[0].hint.as_deref(), Some("write it as 2026-01-06"));
}

#[test]
fn front_matter_is_metadata_and_markup_stays() {
    let report = only("notes.md");
    assert!(report.text.starts_with("# Crossings\n\nFighters of **Kataib Hezbollah**"));
    assert_eq!(report.title.unwrap(), "The week in crossings");
    assert_eq!(report.publisher.unwrap(), "Two Rivers Review");
    assert_eq!(report.published.unwrap(), "2026-01-09");
    assert_eq!(report.url.unwrap(), "https://tworivers.example.org/week-2");

    let text = "# Fighters cross at Mehran\n\n**Published:** 2026-01-06\n\nThey crossed.\n";
    let report = Folder::with(&[("a.md", text.as_bytes())]).one("a.md").unwrap();
    assert_eq!(report.text, text);
    assert_eq!(report.title.unwrap(), "Fighters cross at Mehran");
    assert_eq!(report.published.unwrap(), "2026-01-06");
}
