//! Compiles the gazetteer into the form that the program uses in place.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/gazetteer/compile.rs"]
mod compile;
#[path = "src/gazetteer/fold.rs"]
mod fold;
#[path = "src/gazetteer/record.rs"]
#[allow(unreachable_pub, reason = "the library shows its bad rows")]
mod record;
#[path = "src/gazetteer/sound.rs"]
#[allow(dead_code, reason = "only the program compares sounds")]
mod sound;

fn main() {
    let folder = Path::new("data/gazetteer");
    println!("cargo::rerun-if-changed=build.rs");
    for watched in ["compile.rs", "fold.rs", "record.rs", "sound.rs"] {
        println!("cargo::rerun-if-changed=src/gazetteer/{watched}");
    }
    for entry in fs::read_dir(folder).expect("the gazetteer is part of the sources").flatten() {
        if entry.path().extension().is_some_and(|ending| ending == "csv") {
            println!("cargo::rerun-if-changed={}", entry.path().display());
        }
    }
    let compiled =
        record::read_folder(folder).and_then(|records| compile::compile(records, &hazards(folder)));
    let compiled = compiled.unwrap_or_else(|bad| {
        panic!("{}", bad.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    let out =
        PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("gazetteer.bin.gz");
    fs::write(out, gzipped(&bytes_of(&compiled))).expect("the output folder can be written");
}

/// Half as large in the program, and unpacked in a few hundredths of a second.
fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).and_then(|()| gzip.finish()).expect("a vector takes all")
}

/// The sections one after the other, each behind its length; `Table::from_static` takes them apart.
fn bytes_of(compiled: &compile::Compiled) -> Vec<u8> {
    let compile::Compiled { names, sounds, postings, offsets, rows, pool_offsets, pool } = compiled;
    let mut bytes = Vec::new();
    for section in [names, sounds, postings, offsets, rows, pool_offsets, pool] {
        bytes.extend((section.len() as u32).to_le_bytes());
        bytes.extend_from_slice(section);
    }
    bytes
}

fn hazards(folder: &Path) -> HashSet<String> {
    let mut reader = csv::Reader::from_path(folder.join("alias_hazards.csv"))
        .expect("the list of hazards is part of the sources");
    reader.records().flatten().filter_map(|row| row.get(0).map(fold::fold)).collect()
}
