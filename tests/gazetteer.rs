//! The gazetteer: what its files must be like, what names lead to, and how a user's own rows are read.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use claimgraph::gazetteer::{Gazetteer, Row, Tier};

const TYPES: [&str; 17] = [
    "Militia",
    "StateForce",
    "ArmedGroup",
    "Party",
    "GovernmentBody",
    "Outlet",
    "InternationalBody",
    "Organization",
    "Official",
    "Person",
    "Country",
    "Province",
    "City",
    "BorderCrossing",
    "Base",
    "Site",
    "Region",
];

// The files.

#[test]
fn ids_are_unique_and_sorted_and_types_known() {
    let mut seen = HashSet::new();
    for (file, rows) in files() {
        let ids: Vec<&String> = rows.iter().map(|row| &row["id"]).collect();
        assert!(ids.is_sorted(), "{file} is not sorted by id");
        for row in &rows {
            assert!(seen.insert(row["id"].clone()), "{file}: {} is there twice", row["id"]);
            assert!(
                TYPES.contains(&row["type"].as_str()),
                "{file}: {} has type {}",
                row["id"],
                row["type"]
            );
            assert!(!row["name"].is_empty() && !row["source"].is_empty(), "{file}: {}", row["id"]);
        }
    }
}

#[test]
fn references_lead_somewhere() {
    let gazetteer = Gazetteer::built_in();
    for row in gazetteer.rows() {
        let sides: Vec<_> = row
            .sides()
            .flat_map(|side| [side.province, side.country])
            .filter(|id| !id.is_empty())
            .collect();
        let offices: Vec<_> =
            row.offices().map(|office| office.organization).filter(|id| !id.is_empty()).collect();
        let named =
            [row.parent(), row.located_in(), row.country(), row.capital()].into_iter().flatten();
        for id in named.chain(sides).chain(offices) {
            assert!(gazetteer.row(id).is_some(), "{}: there is no {id}", row.id());
        }
    }
}

#[test]
fn nothing_is_a_part_of_itself() {
    let gazetteer = Gazetteer::built_in();
    for row in gazetteer.rows() {
        let around: Vec<_> =
            gazetteer.parents(row).chain(gazetteer.places_around(row)).map(Row::id).collect();
        assert!(!around.contains(&row.id()) && around.len() < 8, "{}: {around:?}", row.id());
    }
}

#[test]
fn an_alias_that_is_an_english_word_is_a_hazard() {
    let words =
        fs::read_to_string(folder().join("own/common_words.txt")).expect("the list is there");
    let words: HashSet<&str> = words.lines().collect();
    let hazards: HashSet<String> = read(&folder().join("alias_hazards.csv"))
        .into_iter()
        .map(|row| row["alias"].to_lowercase())
        .collect();
    for (file, rows) in files() {
        for row in rows {
            for alias in std::iter::once(row["name"].as_str()).chain(row["aliases"].split('|')) {
                let word = alias.to_lowercase();
                assert!(
                    !words.contains(word.as_str()) || hazards.contains(&word),
                    "{file}: {} = {alias}",
                    row["id"]
                );
            }
        }
    }
}

#[test]
fn positions_are_on_the_earth_and_aliases_in_one_script() {
    for (file, rows) in files() {
        for row in rows {
            let cell = |column: &str| row.get(column).and_then(|cell| cell.parse::<f64>().ok());
            assert!(cell("lat").is_none_or(|lat| lat.abs() <= 90.0), "{file}: {}", row["id"]);
            assert!(cell("lon").is_none_or(|lon| lon.abs() <= 180.0), "{file}: {}", row["id"]);
            let mixed = |alias: &str| {
                alias.chars().any(|c| ('\u{400}'..'\u{500}').contains(&c))
                    && alias.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c))
            };
            assert!(!row["aliases"].split('|').any(mixed), "{file}: {}", row["id"]);
        }
    }
}

// Names.

/// The ids that a name leads to, best first.
fn meant(name: &str) -> Vec<String> {
    Gazetteer::built_in().candidates(name).map(|candidate| candidate.row.id().to_owned()).collect()
}

#[test]
fn spellings_of_one_name_lead_to_one_thing() {
    for (id, names) in [
        (
            "pmf",
            &[
                "Popular Mobilization Forces",
                "Hashd al-Shaabi",
                "al-Hashd al-Sha‘bi",
                "PMF",
                "الحشد الشعبي",
            ][..],
        ),
        (
            "kataib-hezbollah",
            &["Kata'ib Hizballah", "Kataib Hezbollah", "KATAIB HEZBOLLAH", "Ketaib Hezbolla"],
        ),
        ("quds-force", &["Quds Force", "the Qods Force", "IRGC-QF", "فيلق القدس", "نیروی قدس"]),
        ("esmail-qaani", &["Qaani", "Ghaani", "Esmail Qaani", "Ismail Ghaani", "قاآنی"]),
        (
            "harakat-al-nujaba",
            &["Harakat al-Nujaba", "al-Nujaba", "Nujaba", "Harakat Hezbollah al-Nujaba"],
        ),
        (
            "shalamcheh-crossing",
            &["Shalamcheh", "Shalamjah", "the Shalamcheh border crossing", "شلمچه"],
        ),
        ("kyiv-ua", &["Kyiv", "Kiev"]),
        ("iraq", &["Iraq", "Iraqi", "Iraqis", "العراق"]),
        ("united-states", &["US", "U.S.", "USA", "the United States", "American"]),
        ("diyala-province-iq", &["Diyala province", "Diyala Governorate"]),
        ("kursk-oblast-ru", &["Kursk region", "Kursk Oblast"]),
    ] {
        for name in names {
            assert_eq!(meant(name).first().map(String::as_str), Some(id), "{name}");
        }
    }
}

#[test]
fn a_town_and_its_crossing_share_their_names() {
    for name in ["Albukamal", "Abu Kamal", "Al-Bukamal"] {
        let meant = meant(name);
        assert!(
            ["albu-kamal-sy", "al-qaim-abu-kamal-crossing"]
                .iter()
                .all(|id| meant.iter().any(|other| other == id)),
            "{name}: {meant:?}"
        );
    }
    assert_eq!(meant("Abu Kamal crossing"), ["al-qaim-abu-kamal-crossing"]);
}

#[test]
fn a_noisy_name_is_gone() {
    assert!(!meant("Alexandria").contains(&"mashhad-ir".to_owned()));
}

#[test]
fn short_acronyms_need_their_capitals() {
    assert!(meant("IS").contains(&"islamic-state".to_owned()));
    assert!(!meant("is").contains(&"islamic-state".to_owned()));
    assert!(!meant("us").contains(&"united-states".to_owned()));
}

#[test]
fn candidates_say_how_they_matched() {
    let gazetteer = Gazetteer::built_in();
    let first = |name| gazetteer.candidates(name).next().expect("the name is known");
    assert_eq!(first("Kata'ib Hezbollah").row.kind(), "Militia");
    assert_eq!(first("Hashd al-Shaabi").tier, Tier::Exact);
    assert_eq!(first("hashd al shaabi").tier, Tier::Folded);
    assert_eq!(first("Ketaib Hezbolla").tier, Tier::Sound);
    assert_eq!(first("the city of Mosul").tier, Tier::Described);
    assert!(first("Iraqi").demonym && !first("Iraq").demonym);
    assert!(first("Turkey").hazard && !first("Baghdad").hazard);
}

// Texts.

/// The names of a text with the best candidate of each; hyphens and apostrophes are tokens or not, as in the list.
fn names_in(tokens: &[&str]) -> Vec<(String, String)> {
    let gazetteer = Gazetteer::built_in();
    let (mut text, mut spans) = (String::new(), Vec::<Range<usize>>::new());
    for token in tokens {
        let joined = ["-", "'s", "’s", ".", ","].contains(token) || text.ends_with('-');
        if !joined && !text.is_empty() {
            text.push(' ');
        }
        spans.push(text.len()..text.len() + token.len());
        text.push_str(token);
    }
    let (mut found, mut at) = (Vec::new(), 0);
    while at < spans.len() {
        let Some(name) = gazetteer.longest_match(&text, &spans, at) else {
            at += 1;
            continue;
        };
        let surface = &text[spans[name.tokens.start].start..spans[name.tokens.end - 1].end];
        found.push((surface.to_owned(), name.candidates[0].row.id().to_owned()));
        at = name.tokens.end;
    }
    found
}

#[test]
fn finds_the_longest_names_of_a_text() {
    let text = [
        "Fighters",
        "of",
        "Asa'ib",
        "Ahl",
        "al",
        "-",
        "Haq",
        "and",
        "al",
        "-",
        "Nujaba",
        "entered",
        "Iran",
        "'s",
        "Khuzestan",
        "province",
        "via",
        "Shalamcheh",
        ",",
        "Iran",
        "'s",
        "foreign",
        "ministry",
        "said",
        ".",
    ];
    let found = names_in(&text);
    let found: Vec<(&str, &str)> =
        found.iter().map(|(name, id)| (name.as_str(), id.as_str())).collect();
    assert_eq!(
        found,
        [
            ("Asa'ib Ahl al-Haq", "asaib-ahl-al-haq"),
            ("al-Nujaba", "harakat-al-nujaba"),
            ("Iran", "iran"),
            ("Khuzestan province", "khuzestan-province-ir"),
            ("Shalamcheh", "shalamcheh-crossing"),
            ("Iran's foreign ministry", "iran-mfa"),
        ]
    );
}

#[test]
fn a_word_in_small_letters_is_no_name() {
    assert!(names_in(&["the", "mission", "set", "out", "for", "us"]).is_empty());
}

// Relations.

#[test]
fn places_and_bodies_know_where_they_belong() {
    let gazetteer = Gazetteer::built_in();
    let row = |id| gazetteer.row(id).expect("the id is known");
    let ids = |rows: Vec<Row<'_>>| rows.iter().map(|row| row.id().to_owned()).collect::<Vec<_>>();
    assert_eq!(
        ids(gazetteer.places_around(row("mashhad-ir")).collect()),
        ["razavi-khorasan-province-ir", "iran"]
    );
    assert_eq!(ids(gazetteer.parents(row("quds-force")).collect()), ["irgc", "iran-armed-forces"]);
    assert_eq!(gazetteer.country_of(row("shalamcheh-crossing")).map(Row::id), Some("iraq"));
    assert_eq!(
        row("shalamcheh-crossing").sides().map(|side| side.country).collect::<Vec<_>>(),
        ["iraq", "iran"]
    );
    assert_eq!(gazetteer.country_of_capital("Tehran").map(Row::id), Some("iran"));
    assert_eq!(gazetteer.country_of_capital("Mashhad"), None);
    assert_eq!(ids(gazetteer.countries_of_demonym("Congolese").collect()).len(), 2);
    assert_eq!(
        gazetteer.outlet_at("https://www.bbc.com/persian/iran-123?x=1").map(Row::name),
        Some("BBC Persian")
    );
    assert_eq!(
        gazetteer.outlet_at("https://www.reuters.com/world/").map(Row::name),
        Some("Reuters")
    );
    assert_eq!(gazetteer.outlet_at("https://example.org/"), None);
}

#[test]
fn a_title_and_a_day_mean_a_person() {
    let gazetteer = Gazetteer::built_in();
    for (title, day, id) in [
        ("Quds Force commander", "2026-01-08", Some("esmail-qaani")),
        ("commander of the Quds Force", "2019-05-01", Some("qasem-soleimani")),
        ("Iran's foreign minister", "2025-05-01", Some("abbas-araghchi")),
        ("Syria's president", "2025-03-01", Some("ahmed-al-sharaa")),
        ("UN Secretary-General", "2025-03-01", Some("antonio-guterres")),
        ("Quds Force", "2025-03-01", None),
        ("Quds Force gardener", "2025-03-01", None),
    ] {
        assert_eq!(gazetteer.office_holder(title, day).map(Row::id), id, "{title} on {day}");
    }
}

// A user's own rows.

#[test]
fn a_folder_adds_and_replaces_rows() {
    let folder = user_folder(
        "good",
        "id,type,name,aliases,country,parent\npmf,Militia,The Hashd,Hashd|Our Hashd,iraq,\nwatch,Organization,Border Watch,BWX,iraq,pmf\n",
    );
    let gazetteer = Gazetteer::built_in().with_folder(&folder).expect("the rows are good");
    assert_eq!(gazetteer.row("pmf").map(Row::name), Some("The Hashd"));
    assert_eq!(
        gazetteer.candidates("Our Hashd").next().map(|candidate| candidate.row.id()),
        Some("pmf")
    );
    assert_eq!(
        gazetteer
            .candidates("Popular Mobilization Forces")
            .next()
            .map(|candidate| candidate.row.name()),
        None
    );
    assert_eq!(
        gazetteer.candidates("border watch").next().map(|candidate| candidate.row.id()),
        Some("watch")
    );
    assert_eq!(gazetteer.rows().filter(|row| row.id() == "pmf").count(), 1);
}

#[test]
fn bad_rows_are_told_by_file_and_line() {
    for (name, csv, told) in [
        (
            "type",
            "id,type,name\na,Militia,A\nb,Milita,B\n",
            "rows.csv:3: unknown type `Milita`; did you mean `Militia`?",
        ),
        (
            "column",
            "id,type,name,alias\na,Militia,A,B\n",
            "rows.csv:1: there is no column `alias`; did you mean `aliases`?",
        ),
        ("name", "id,type,name\na,Militia,\n", "rows.csv:2: has no name"),
        (
            "id",
            "id,type,name\nBorder Watch,Militia,A\n",
            "rows.csv:2: the id `Border Watch` has other characters than a-z, 0-9 and -; write `border-watch`",
        ),
        (
            "cells",
            "id,type,name\na,Militia,A,B\n",
            "rows.csv:2: has 4 cells where the header has 3; put quotes around a cell that has a comma",
        ),
        (
            "lat",
            "id,type,name,lat,lon\na,City,A,95,1\n",
            "rows.csv:2: the lat `95` is no number of degrees; write decimal degrees, as in 33.75",
        ),
        (
            "twice",
            "id,type,name\na,City,A\na,City,B\n",
            "rows.csv:3: the id `a` is in rows.csv:2 already; give one of the two another id",
        ),
        (
            "parent",
            "id,type,name,parent\na,Militia,A,Badr\n",
            "rows.csv:2: there is no `Badr` for the parent; did you mean `badr-organization`?",
        ),
    ] {
        let error = Gazetteer::built_in().with_folder(user_folder(name, csv)).expect_err(name);
        assert_eq!(error.to_string(), told);
    }
    let error =
        Gazetteer::built_in().with_folder("/no/such/folder").expect_err("there is no such folder");
    assert!(error.to_string().starts_with("/no/such/folder: cannot be read"), "{error}");
}

/// A new folder with one file of rows.
fn user_folder(name: &str, csv: &str) -> PathBuf {
    let folder =
        std::env::temp_dir().join(format!("claimgraph-gazetteer-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder can be written");
    fs::write(folder.join("rows.csv"), csv).expect("the temporary folder can be written");
    folder
}

type Rows = Vec<HashMap<String, String>>;

/// The files of rows with their names.
fn files() -> Vec<(String, Rows)> {
    let paths = fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("the folder can be read").path());
    let csv = paths.filter(|path| {
        path.extension().is_some_and(|ending| ending == "csv")
            && !path.ends_with("alias_hazards.csv")
            && !path.ends_with("descriptors.csv")
    });
    csv.map(|path| {
        (path.file_name().expect("it is a file").to_string_lossy().into_owned(), read(&path))
    })
    .collect()
}

fn read(path: &Path) -> Rows {
    csv::Reader::from_path(path)
        .expect("the file is there")
        .deserialize()
        .map(|row| row.expect("the file is CSV"))
        .collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gazetteer")
}
