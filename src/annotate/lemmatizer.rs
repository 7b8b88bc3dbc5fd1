//! Base forms of words: spaCy's rule lemmatizer and its lookup lemmatizer.
//!
//! Suffix rules ("ies" → "y") are tried against an index of known forms, exceptions ("better" →
//! "good") go before them; forms that are base forms by their features stay as they are.
//! `spacy/pipeline/lemmatizer.py`, `spacy/lang/en/lemmatizer.py`; the tables derive from WordNet.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::draft::Draft;
use super::folder::{ModelError, ModelFolder};
use super::hash::string_id;
use super::msgpack::{Packed, PackedFile};
use super::names::{Name, Names};
use super::unicode::is_alpha;

#[derive(Debug)]
pub(crate) struct Lemmatizer {
    mode: Mode,
    overwrite: bool,
    /// Whether the language's rules know base forms by their features; spaCy's English do.
    knows_base_forms: bool,
}

#[derive(Debug)]
enum Mode {
    /// Tables by part of speech in lower case.
    Rule(HashMap<String, Tables, FixedState>),
    /// Word → lemma, by string id.
    Lookup(HashMap<u64, Box<str>, FixedState>),
}

#[derive(Debug, Default)]
struct Tables {
    rules: Vec<(Box<str>, Box<str>)>,
    exceptions: HashMap<Box<str>, Vec<Box<str>>, FixedState>,
    index: HashSet<Box<str>, FixedState>,
}

/// Lemmas found so far, by word number, part of speech and features.
pub(crate) type LemmaCache = HashMap<(u32, Name, Name), Name, FixedState>;

impl Lemmatizer {
    /// Reads the tables that `mode` ("rule" or "lookup") needs.
    pub(crate) fn read(
        folder: &ModelFolder,
        component: &str,
        mode: &str,
        overwrite: bool,
        language: &str,
    ) -> Result<Lemmatizer, ModelError> {
        let name = format!("{component}/lookups/lookups.bin");
        let bytes = folder.read(&name)?;
        let file = PackedFile::decode(&bytes, folder, &name)?;
        let root = file.root();
        let mode = match mode {
            "rule" => Mode::Rule(rule_tables(root)?),
            "lookup" => {
                let entries = root.field("lemma_lookup")?.entries()?;
                let entries = entries.map(|(id, lemma)| Ok((id.number()?, lemma.text()?.into())));
                Mode::Lookup(entries.collect::<Result<_, ModelError>>()?)
            }
            other => return Err(root.error(format!("lemmatizer mode `{other}` is not supported"))),
        };
        Ok(Lemmatizer { mode, overwrite, knows_base_forms: language == "en" })
    }

    pub(crate) fn run(&self, draft: &mut Draft<'_>, names: &mut Names, cache: &mut LemmaCache) {
        for i in 0..draft.len() {
            let token = draft.tokens[i];
            if token.lemma != Name::EMPTY && !self.overwrite {
                continue;
            }
            let key = (draft.word(i), token.pos, token.morph);
            let lemma = *cache.entry(key).or_insert_with(|| {
                let text = draft.text_of(i);
                let lemma = self.lemma(text, names.get(token.pos), names.get(token.morph));
                names.add(&lemma)
            });
            draft.tokens[i].lemma = lemma;
        }
    }

    fn lemma(&self, text: &str, pos: &str, morph: &str) -> String {
        let tables = match &self.mode {
            Mode::Lookup(table) => {
                return table.get(&string_id(text)).map_or(text, |lemma| &**lemma).to_owned();
            }
            Mode::Rule(tables) => tables,
        };
        let pos = pos.to_lowercase();
        if matches!(&*pos, "" | "eol" | "space") {
            return text.to_lowercase();
        }
        if self.knows_base_forms && is_base_form(&pos, morph) {
            return text.to_lowercase();
        }
        match tables.get(&pos) {
            Some(tables) => tables.lemma(text),
            None if pos == "propn" => text.to_owned(),
            None => text.to_lowercase(),
        }
    }
}

impl Tables {
    fn lemma(&self, text: &str) -> String {
        let lower = text.to_lowercase();
        let (mut forms, unknown) = self.forms(&lower);
        // Exceptions go before all others, the last one first of all.
        for form in self.exceptions.get(&*lower).into_iter().flatten() {
            if !forms.iter().any(|known| **known == **form) {
                forms.insert(0, form.to_string());
            }
        }
        let first = forms.into_iter().chain(unknown).next();
        first.unwrap_or_else(|| text.to_owned())
    }

    /// The forms that the rules give: those in the index (the last one first) or not of letters
    /// only, and the others.
    fn forms(&self, lower: &str) -> (Vec<String>, Vec<String>) {
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(&**old) else { continue };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.index.contains(&*form) {
                known.insert(0, form);
            } else if !form.chars().all(is_alpha) {
                known.push(form);
            } else {
                unknown.push(form);
            }
        }
        (known, unknown)
    }
}

/// Whether a word is a base form by its features, so that no rule need be tried.
fn is_base_form(pos: &str, morph: &str) -> bool {
    let feature = |name: &str| {
        let mut features = morph.split('|').filter_map(|feature| feature.split_once('='));
        features.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    match pos {
        "noun" if feature("Number") == Some("Sing") => return true,
        "verb" => {
            let is_finite = feature("VerbForm") == Some("Fin");
            if is_finite && feature("Tense") == Some("Pres") && feature("Number").is_none() {
                return true;
            }
        }
        _ => {}
    }
    matches!(feature("VerbForm"), Some("Inf" | "None")) || feature("Degree") == Some("Pos")
}

fn rule_tables(root: Packed<'_>) -> Result<HashMap<String, Tables, FixedState>, ModelError> {
    let mut tables: HashMap<String, Tables, FixedState> = HashMap::default();
    // The tables' keys are string ids of parts of speech.
    let part = |id: Packed<'_>| -> Result<Option<&str>, ModelError> {
        let id = id.number()?;
        Ok(PARTS.into_iter().find(|part| string_id(part) == id))
    };
    for (id, rules) in root.field("lemma_rules")?.entries()? {
        let Some(part) = part(id)? else { continue };
        for rule in rules.items()? {
            let mut sides = rule.items()?;
            let (Some(old), Some(new)) = (sides.next(), sides.next()) else {
                return Err(rule.error("a lemma rule needs two sides"));
            };
            let table = tables.entry(part.to_owned()).or_default();
            table.rules.push((old.text()?.into(), new.text()?.into()));
        }
    }
    if let Some(entries) = root.find("lemma_exc") {
        for (id, exceptions) in entries.entries()? {
            let Some(part) = part(id)? else { continue };
            let table = tables.entry(part.to_owned()).or_default();
            for (word, lemmas) in exceptions.entries()? {
                let lemmas = lemmas.items()?.map(|lemma| Ok(lemma.text()?.into()));
                let lemmas = lemmas.collect::<Result<_, ModelError>>()?;
                table.exceptions.insert(word.text()?.into(), lemmas);
            }
        }
    }
    if let Some(entries) = root.find("lemma_index") {
        for (id, forms) in entries.entries()? {
            let Some(part) = part(id)? else { continue };
            let table = tables.entry(part.to_owned()).or_default();
            for form in forms.items()? {
                table.index.insert(form.text()?.into());
            }
        }
    }
    Ok(tables)
}

/// The parts of speech of Universal Dependencies, as the tables' keys name them.
const PARTS: [&str; 17] = [
    "adj", "adp", "adv", "aux", "cconj", "det", "intj", "noun", "num", "part", "pron", "propn",
    "punct", "sconj", "sym", "verb", "x",
];
