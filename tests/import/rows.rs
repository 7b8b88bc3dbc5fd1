//! Every row is claimed, refused with its reason, or left out on purpose.

use proptest::prelude::*;

use crate::case::{SIMPLE, Told, check, claims, read};

fn rows(text: &str, mapping: &str) -> Told {
    let told = read("rows.csv", text.as_bytes(), mapping).expect("a table");
    check(&told);
    told
}

#[test]
fn a_row_that_cannot_be_claimed_says_why_and_where() {
    let text = "who,did,where,when\n\
        Dawn Brigade,went,Tikrit,2026-01-06\n\
        Dawn Brigade,went,Tikrit\n\
        Dawn Brigade,went,Tikrit,2026-01-06,more\n\
        Dawn Brigade,went,Tikrit,06/01/2026\n\
        Dawn Brigade,flew,Tikrit,2026-01-06\n\
        ,went,Tikrit,2026-01-06\n\
        Dawn Brigade,went,,2026-01-06\n\
        Dawn Brigade,,Tikrit,2026-01-06\n\
        Dawn Brigade,went,Tikrit,\n";
    let told = rows(text, SIMPLE);
    assert_eq!((told.rows, told.claimed), (9, 2));
    let wanted = [
        (3, "has 3 cells where the header has 4; the row may be cut short"),
        (4, "has 5 cells where the header has 4; put a cell with `,` between quotation marks"),
        (5, "`06/01/2026` is no day; write it as in 2026-11-22"),
        (6, "the mapping does not know `flew` in the column `did`; it knows `went`, `left`"),
        (7, "it has no subject: the column `who` is empty"),
        (8, "it has no object: the column `where` is empty"),
        (9, "it has no relation: the column `did` is empty"),
    ];
    for ((line, reason), (place, begins)) in told.refused.iter().zip(wanted) {
        assert_eq!(*line, place);
        assert!(reason.starts_with(begins), "{line}: {reason}");
    }
    assert_eq!(told.refused.len(), wanted.len());
    let undated = &told.readings[0].document.claims;
    assert_eq!(undated.iter().filter(|claim| claim.time.is_none()).count(), 1, "empty is absent");
}

#[test]
fn rejected_rows_keep_their_cells_and_say_line_and_reason() {
    let text = "who,did,where,when,note\nA,flew,\"Tikrit, Iraq\",2026,x\nA,went,Tikrit,2026,a,b\n";
    let told = rows(text, SIMPLE);
    let table = told.rejected.trim_start_matches('\u{feff}');
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header: Vec<String> = reader.headers().expect("a header").iter().map(Into::into).collect();
    assert_eq!(header, ["who", "did", "where", "when", "note", "line", "reason", "table"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(
        rows[0].iter().take(6).collect::<Vec<_>>(),
        ["A", "flew", "Tikrit, Iraq", "2026", "x", "2"]
    );
    assert!(rows[0][6].contains("does not know `flew`"));
    assert_eq!(&rows[1][4], "a,b", "what is too much is not lost");
    assert_eq!(&rows[1][7], format!("rows.csv sha256:{}", told.version));
}

#[test]
fn mended_rows_are_of_the_version_that_they_are_missing_from() {
    let told = rows("who,did,where,when\nA,went,Tikrit,2026\nB,flew,Sinjar,2026\n", SIMPLE);
    let mended = told.rejected.replace("flew", "left");
    let mended = read("mended.csv", mended.as_bytes(), SIMPLE).expect("a table");
    assert_eq!(claims(&mended), ["B withdrewFrom Sinjar"]);
    assert_eq!(mended.version, told.version);
    let broken = told.rejected.replace(" sha256:", " ");
    let error = read("broken.csv", broken.as_bytes(), SIMPLE).expect_err("no version");
    assert!(error.contains("its column `table` names no version"), "{error}");
}

#[test]
fn conditions_say_which_rows_a_claim_is_for() {
    let mapping = r#"
        [entity.who]
        name = "who"
        type = "Militia"
        [entity.town]
        name = "where"
        type = "City"
        [claim.move]
        when = { did = ["went", "marched"], where = { not = "" } }
        subject = "who"
        relation = "deployedTo"
        object = "town"
        [claim.dead]
        when = { dead = { not = ["0", "?"] } }
        subject = "town"
        relation = "killed"
        strength = "dead"
        [[skip]]
        when = { did = "slept" }"#;
    let text = "who,did,where,dead\nA,went,Tikrit,3\nA,Marched,Tikrit,0\nA,shot,Tikrit,2\n\
        A,slept,Tikrit,1\nA,sang,Tikrit,?\nA,sang,Tikrit,\nA,went,,\nA,went,Tikrit,many\n";
    let told = rows(text, mapping);
    assert_eq!((told.claimed, told.refused.len(), told.skipped), (3, 4, 1));
    let mut claims = claims(&told);
    claims.sort();
    assert_eq!(
        claims,
        ["A deployedTo Tikrit", "A deployedTo Tikrit", "Tikrit killed", "Tikrit killed"]
    );
    assert!(
        told.refused[0]
            .1
            .starts_with("no claim of the mapping is for it: `dead` is `?`, `did` is `sang`")
    );
    assert!(
        told.refused[3].1.starts_with("`many` is no number of people"),
        "nothing of a bad row is claimed"
    );
}

#[test]
fn the_order_of_rows_changes_nothing_but_row_numbers() {
    let mut lines: Vec<String> =
        (0..50).map(|n| format!("Group {n},went,Tikrit,2026-01-{:02}", n % 28 + 1)).collect();
    lines.push(lines[3].clone());
    let table = |lines: &[String]| format!("who,did,where,when\n{}\n", lines.join("\n"));
    let one = rows(&table(&lines), SIMPLE);
    lines.reverse();
    lines.rotate_left(7);
    let mut other = rows(&table(&lines), SIMPLE);
    assert_eq!(one.version, other.version);
    for (claim, same) in
        one.readings[0].document.claims.iter().zip(&mut other.readings[0].document.claims)
    {
        assert_ne!(same.cells, None);
        same.cells.clone_from(&claim.cells);
    }
    assert_eq!(one.readings, other.readings);
}

#[test]
fn a_large_table_is_several_readings_of_one_version() {
    let mut text = "who,did,where,when\n".to_owned();
    for n in 0..9000 {
        text.push_str(&format!("Group {n},went,Tikrit,2026\n"));
    }
    let told = rows(&text, SIMPLE);
    let sizes: Vec<usize> = told.readings.iter().map(|it| it.document.claims.len()).collect();
    assert_eq!(sizes, [4096, 4096, 808]);
    let version = |at: usize| told.readings[at].document.table.clone();
    assert_eq!(version(0), version(2));
    let ids: Vec<&str> = told.readings.iter().map(|it| it.document.id.as_str()).collect();
    assert_eq!(ids, ["rows-1", "rows-2", "rows-3"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn rows_in_are_rows_claimed_and_rows_refused(
        rows in prop::collection::vec(
            prop::collection::vec("[a-zA-Zé \"\n;|(]{0,6}|went|left|2026-01-0[0-9]|Tikrit", 1..7),
            1..20,
        )
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(["who", "did", "where", "when"]).expect("memory");
        for row in &rows {
            writer.write_record(row).expect("memory");
        }
        let bytes = writer.into_inner().expect("memory");
        if let Ok(told) = read("any.csv", &bytes, SIMPLE) {
            check(&told);
            // What was refused is refused again, row by row.
            if !told.refused.is_empty() {
                let again = read("any.rejected.csv", told.rejected.as_bytes(), SIMPLE).expect("a table");
                let ragged = told.refused.iter().filter(|(_, why)| why.contains("cells where")).count();
                prop_assert!(again.refused.len() + ragged >= told.refused.len());
                prop_assert_eq!(again.rows, told.refused.len());
            }
        }
    }

    #[test]
    fn no_file_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read("bytes.csv", &bytes, SIMPLE);
        let _ = read("bytes.csv", &[b"who,did,where,when\n", &bytes[..]].concat(), SIMPLE);
    }
}
