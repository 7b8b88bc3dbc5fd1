//! JSON and JSON Lines: broken lines, claims, and what holds no report.

use super::*;

#[test]
fn a_broken_line_is_refused_and_the_others_are_read() {
    let reports = read(&[data("line-by-line.jsonl")]);
    let ids: Vec<_> = reports.iter().flatten().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["first", "line-by-line-4", "fifth"]);
    let lines: Vec<_> = reports.iter().filter_map(|report| report.as_ref().err()?.line).collect();
    assert_eq!(lines, [3, 6]);
    let refusal = reports[1].as_ref().unwrap_err().to_string();
    assert!(refusal.contains("line-by-line.jsonl:3: it is not JSON: EOF"), "{refusal}");
    assert_eq!(reports[0].as_ref().unwrap().published.as_deref(), Some("2026-01-06"));
}

#[test]
fn a_line_with_claims_is_kept_whole() {
    let reports = read(&[data("line-by-line.jsonl")]);
    let report = reports[3].as_ref().unwrap();
    assert_eq!((report.text.as_str(), report.sha256.len()), ("", 64));
    assert_eq!(report.publisher.as_deref(), Some("Second Reader"));
    assert_eq!(report.document.as_ref().unwrap().claims[0].relation, "crossedInto");
}

#[test]
fn an_object_an_array_and_lines_named_json_are_read() {
    let folder = Folder::with(&[
        ("a.json", br#"{"text": "One.", "id": 7, "title": ["no"]}"#),
        ("b.json", br#"[{"text": "Two."}, 3, {"text": "Three.", "path": "x.txt"}]"#),
        ("c.json", b"{\"text\": \"Four.\"}\n{\"text\": \"Five.\"}\n"),
    ]);
    let reports = read(&[folder.path("")]);
    let refusal = reports[2].as_ref().unwrap_err();
    assert_eq!(refusal.reason, "element 2: it is JSON, but not an object");
    let reports: Vec<_> = reports.into_iter().flatten().collect();
    let ids: Vec<_> = reports.iter().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["7", "b-1", "b-3", "c-1", "c-2"]);
    assert_eq!(reports[0].diagnostics[0].message, "`title` is not a string and was passed over");
    assert_eq!(reports[2].path.as_deref(), Some("x.txt"));
}

#[test]
fn json_lines_from_windows_are_read() {
    let lines = "{\"text\": \"Zahedan: چهار کشته\"}\r\n{\"text\": \"Two.\"}\r\n";
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(lines.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [[b"\xef\xbb\xbf", lines.as_bytes()].concat(), utf16] {
        let reports = read(&[Folder::with(&[("a.jsonl", &bytes)]).path("a.jsonl")]);
        let ids: Vec<_> = reports.into_iter().map(|report| report.unwrap().id).collect();
        assert_eq!(ids, ["a-1", "a-2"]);
    }
}

#[test]
fn what_holds_no_report_is_refused() {
    for (name, bytes, reason) in [
        ("a.jsonl", &b""[..], "it is empty"),
        ("a.jsonl", b"\n\n", "it is empty"),
        ("a.jsonl", b"[1]", "it is JSON, but not an object"),
        ("a.jsonl", b"{\"text\": \"\xff\"}", "not UTF-8 at byte 11 of the line"),
        ("a.json", b"{\"text\": 1}", "its `text` is not a string"),
        ("a.json", b"{\"text\": \" \"}", "its `text` is empty"),
        ("a.json", b"{\"text\":\n oops}", "it is not JSON: expected value at line 2 column 2"),
    ] {
        let refusal = Folder::with(&[(name, bytes)]).one(name).unwrap_err();
        assert_eq!(refusal.reason, reason);
    }
}

#[test]
fn broken_metadata_refuse_their_report() {
    let folder = Folder::with(&[("a.txt", b"Fighters crossed."), ("a.json", b"{\"title\": ")]);
    let refusal = folder.one("a.txt").unwrap_err();
    assert!(refusal.path.ends_with("a.txt"));
    assert!(refusal.reason.contains("a.json cannot be read: it is not JSON: EOF"), "{refusal}");
}
