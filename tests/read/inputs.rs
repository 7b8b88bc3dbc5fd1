//! Folders, globs, gzip, standard names: which files are read, and in which order.

use super::*;

#[test]
fn folders_are_walked_in_order_and_only_reports_are_read() {
    let folder = Folder::with(&[
        ("b.txt", b"B."),
        ("a/z.md", b"Z."),
        ("a.txt", b"A."),
        ("a.json", b"{}"),
        (".hidden.txt", b"no"),
        (".git/config.txt", b"no"),
        ("picture.png", b"no"),
        ("saved.htm", b"<p>Four members of the Guards were killed near Zahedan."),
        ("saved_files/frame.html", b"no"),
    ]);
    assert_eq!(folder.names(&[folder.path("")]), ["z.md", "a.txt", "b.txt", "saved.htm"]);
}

#[test]
fn the_order_of_inputs_is_kept_and_each_file_is_read_once() {
    let folder = Folder::with(&[
        ("a.txt", b"A."),
        ("b.txt", b"B."),
        ("b.json", b"{}"),
        ("c.dat", b"C."),
        ("d.png", b"\x89PNG"),
    ]);
    let inputs = ["b.json", "c.dat", "", "./a.txt", "*.txt"].map(|name| folder.path(name));
    assert_eq!(folder.names(&inputs), ["b.txt", "c.dat", "a.txt"]);
    assert_eq!(folder.names(&[folder.path("*")]), ["a.txt", "b.txt"]);
    assert_eq!(folder.names(&[folder.path("[c-d].*t")]), ["c.dat"]);
    assert_eq!(folder.names(&[folder.path("d.png")]), ["d.png"]);
}

#[test]
fn a_file_named_like_a_glob_is_that_file() {
    let folder = Folder::with(&[("a[1].txt", b"A."), ("a1.txt", b"B.")]);
    assert_eq!(folder.names(&[folder.path("a[1].txt")]), ["a[1].txt"]);
}

#[test]
fn gzip_is_told_by_its_bytes() {
    let text = "Fighters crossed at Mehran.";
    let page = fs::read(data("pages/harbour.html")).unwrap();
    let folder = Folder::with(&[
        ("a.txt.gz", &gzip(text.as_bytes())),
        ("b.txt.gz", text.as_bytes()),
        ("c.txt", &gzip(text.as_bytes())),
        ("d.html.gz", &gzip(&page)),
        ("e.jsonl.gz", &gzip(br#"{"text": "E."}"#)),
        ("f.txt.gz", &gzip(text.as_bytes())[..20]),
        ("a.json.gz", &gzip(br#"{"id": "given"}"#)),
    ]);
    let reports = read(&[folder.path("")]);
    let ids: Vec<_> = reports.iter().flatten().map(|report| report.id.as_str()).collect();
    assert_eq!(ids, ["given", "b", "c", "d", "e-1"]);
    let refusal = reports[5].as_ref().unwrap_err();
    assert!(refusal.reason.starts_with("its gzip data are damaged"), "{refusal}");
}

#[test]
fn a_name_that_says_nothing_is_looked_into() {
    let folder = Folder::with(&[
        ("page", &fs::read(data("pages/harbour.html")).unwrap()),
        ("lines", b"{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"),
        ("note.asc", b"Fighters crossed."),
    ]);
    assert_eq!(folder.one("page").unwrap().language.unwrap(), "en-GB");
    assert_eq!(read(&[folder.path("lines")]).len(), 2);
    assert_eq!(folder.one("note.asc").unwrap().id, "note");
}

#[test]
fn what_is_not_there_is_refused_and_what_holds_nothing_is_an_error() {
    let folder = Folder::with(&[("a.txt", b"A."), ("none/x.png", b"")]);
    let reports = read(&[folder.path("gone.txt"), folder.path("a.txt")]);
    assert_eq!(reports[0].as_ref().unwrap_err().reason, "there is no such file");
    assert_eq!(reports[1].as_ref().unwrap().text, "A.");
    for (name, problem) in [
        ("none", "the folder holds no report"),
        ("*.jsonl", "no report matches"),
        ("a**.txt", "not a glob"),
    ] {
        let error = read::sources(&[folder.path(name)]).unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
    }
    assert!(read::sources::<PathBuf>(&[]).unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("a.txt", b"A.")]);
    let path = folder.path("a.txt");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root may read anything.
    if fs::read(&path).is_err() {
        assert_eq!(one(&path).unwrap_err().reason, "it may not be read");
    }
}

#[test]
fn a_large_text_is_read() {
    let text = "Fighters crossed at Mehran. ".repeat(2_000_000);
    let report = Folder::with(&[("a.txt", text.as_bytes())]).one("a.txt").unwrap();
    assert_eq!(report.text.len(), text.len());
}
