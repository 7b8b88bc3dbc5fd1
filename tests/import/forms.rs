//! Separators, encodings, quotes; and files that are no tables.

use std::io::Write;

use crate::case::{SIMPLE, check, claims, read};

const PLAIN: &str = "who,did,where,when\nMénaka Guard,went,Tikrit,2026-01-06\n\
    \"Guard, Second\",left,Sinjar,7 January 2026\n";

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).expect("memory");
    gzip.finish().expect("memory")
}

#[test]
fn the_same_rows_bring_the_same_whatever_the_form_of_the_file() {
    let with = |separator: &str| {
        let rows = PLAIN.replace("\"Guard, Second\"", "\"Guard; Second\"").replace(',', separator);
        rows.replace("\"Guard; Second\"", "\"Guard, Second\"")
    };
    let latin: Vec<u8> =
        PLAIN.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(PLAIN.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let wanted = read("plain.csv", PLAIN.as_bytes(), SIMPLE).expect("a table");
    let mut said = claims(&wanted);
    said.sort();
    assert_eq!(said, ["Guard, Second withdrewFrom Sinjar", "Ménaka Guard deployedTo Tikrit"]);
    for (name, bytes) in [
        ("bom.csv", [b"\xef\xbb\xbf", PLAIN.as_bytes()].concat()),
        ("semicolons.csv", with(";").into_bytes()),
        ("tabs.tsv", with("\t").into_bytes()),
        ("bars.csv", with("|").into_bytes()),
        ("sep.csv", format!("sep=;\r\n{}", with(";")).into_bytes()),
        ("windows.csv", PLAIN.replace('\n', "\r\n").into_bytes()),
        ("latin.csv", latin),
        ("utf16.csv", utf16),
        ("zipped.csv.gz", gzipped(PLAIN.as_bytes())),
        ("columns.csv", PLAIN.replace("who,did,where,when", " WHO ,Did,where,When").into_bytes()),
        ("blank.csv", PLAIN.replace("\n", "\n,,,\n\n").into_bytes()),
        ("trailing.csv", PLAIN.replace('\n', ",,\n").into_bytes()),
    ] {
        let told = read(name, &bytes, SIMPLE).unwrap_or_else(|error| panic!("{name}: {error}"));
        check(&told);
        let mut same = claims(&told);
        same.sort();
        assert_eq!(same, said, "{name}");
        if name != "columns.csv" {
            assert_eq!(told.version, wanted.version, "{name}");
            assert_eq!(told.readings[0].iri, wanted.readings[0].iri, "{name}");
        }
    }
}

#[test]
fn an_encoding_that_is_said_is_believed() {
    let mapping = |label: &str| format!("[table]\nencoding = \"{label}\"\n{SIMPLE}");
    let bytes = b"who,did,where,when\nGarde\x80,went,Tikrit,2026\n";
    let told = read("said.csv", bytes, &mapping("windows-1252")).expect("a table");
    assert_eq!(claims(&told), ["Garde€ deployedTo Tikrit"]);
    let error = read("said.csv", bytes, &mapping("utf-8")).expect_err("not UTF-8");
    assert!(error.contains("not UTF-8") && error.contains("said.csv"), "{error}");
    let error = read("said.csv", bytes, &mapping("latin-9000")).expect_err("no encoding");
    assert!(error.contains("latin-9000"), "{error}");
}

#[test]
fn a_cell_may_have_several_lines() {
    let text = "who,did,where,when\n\"Dawn\nBrigade\",went,Tikrit,2026\nX,flew,Tikrit,2026\n";
    let told = read("lines.csv", text.as_bytes(), SIMPLE).expect("a table");
    check(&told);
    assert_eq!(claims(&told), ["Dawn Brigade deployedTo Tikrit"]);
    assert_eq!(told.refused[0].0, 4, "the line of the file");
    assert_eq!(told.readings[0].document.claims[0].cells.as_deref(), Some("cell=2,1-2,4"));
}

#[test]
fn what_is_no_table_is_refused_with_advice() {
    let mut huge = b"who,did,where,when\n".to_vec();
    huge.extend(std::iter::repeat_n(b'x', 3 << 20));
    huge.extend(b",went,Tikrit,2026\n");
    for (name, bytes, wanted) in [
        ("empty.csv", &b""[..], "it is empty"),
        ("blank.csv", b"\n \n", "it is empty"),
        (
            "header.csv",
            b"who,did,where,when\n",
            "it has no rows; its first line must name the columns",
        ),
        (
            "headless.csv",
            b"Dawn Brigade,went,Tikrit,2026\nX,left,Sinjar,2026\n",
            "has no column `who`",
        ),
        (
            "book.xlsx",
            b"PK\x03\x04\x14\x00",
            "an Excel workbook, not text; open it, choose the sheet",
        ),
        ("book.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel workbook"),
        ("noise.csv", b"\x00\x01\x02\xff\xfe\x00\x07who,did\n", "not text"),
        ("damaged.csv.gz", b"\x1f\x8b\x08\x00rest", "gzip"),
        ("twice.csv", b"who,did,where,when,who\na,went,Tikrit,2026,b\n", "several columns `who`"),
    ] {
        let error = read(name, bytes, SIMPLE).expect_err(name);
        assert!(error.contains(wanted), "{name}: {error}");
        assert!(!error.contains('\n'), "{name}: {error}");
    }
    let error =
        read("near.csv", b"whom,did,where,when\na,went,b,2026\n", SIMPLE).expect_err("near");
    assert!(error.starts_with("m.toml:3: ") && error.contains("did you mean `whom`?"), "{error}");
    let told = read("huge.csv", &huge, SIMPLE).expect("a table");
    assert_eq!(told.claimed, 0);
    assert!(told.refused[0].1.contains("a cell has 3 MB"), "{:?}", told.refused);
    let open = "who,did,where,when\nA,went,Tikrit,2026\n\"B,went,Tikrit,2026\nC,went,Tikrit,2026\n";
    let told = read("open.csv", open.as_bytes(), SIMPLE).expect("a table");
    assert_eq!((told.claimed, told.refused.len()), (1, 1));
    assert!(told.refused[0].1.contains("a quotation mark may not be closed"), "{:?}", told.refused);
}
