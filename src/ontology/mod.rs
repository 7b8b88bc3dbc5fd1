//! What can be claimed and how English says it: classes and relations from `ontology/`.

mod frame;
mod turtle;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use include_dir::{Dir, include_dir};

pub use frame::{Company, Example, Frame, Part, SlotName, WordPattern};

/// Classes, relations and the frames of all relations.
#[derive(Debug, Clone, Default)]
pub struct Ontology {
    /// Each class with all classes above it and itself.
    classes: BTreeMap<String, BTreeSet<String>>,
    /// The address of each class.
    class_iris: BTreeMap<String, String>,
    relations: BTreeMap<String, Relation>,
    frames: Vec<Frame>,
    /// The Turtle files, as they are.
    turtle: Vec<SourceFile>,
    /// The questions that the ontology brings along.
    questions: Vec<SourceFile>,
}

/// A file of an ontology, as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// Its name without folders: `claimgraph.ttl`.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// A relation and what may stand at its ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relation {
    /// Its name: `deployedTo`.
    pub name: String,
    /// Its address, with the namespace of its ontology.
    pub iri: String,
    /// What people call it: "deployed to".
    pub label: String,
    /// The address of the class of events that its claims tell of, if any.
    pub event_class: Option<String>,
    /// The address of the property that says what the subject is in such an event, if any.
    pub subject_role: Option<String>,
    /// The same of the object.
    pub object_role: Option<String>,
    /// The class that a subject must have, if any.
    pub domain: Option<String>,
    /// The class that an object must have, if any.
    pub range: Option<String>,
    /// Whether "X r Y" says the same as "Y r X".
    pub symmetric: bool,
    /// Whether its statements have no object, but a number of people.
    pub toll: bool,
    /// Whether it says where or what a thing is, not what happens to it.
    pub describes: bool,
    /// Whether only one subject has it to an object at a time: the commander of a body.
    pub one_subject: bool,
    /// Whether it puts its subject into the object, so that the subject is nowhere else.
    pub presence: bool,
    /// Whether its subject lies in its object, or belongs to it.
    pub containment: bool,
    /// Sentences that say it, and sentences that have its words and do not.
    pub examples: Vec<Example>,
}

/// The classes of all Turtle files, by address.
#[derive(Debug, Default)]
struct Classes {
    /// What each class that is described is called.
    names: BTreeMap<String, String>,
    /// The classes right above each.
    parents: BTreeMap<String, Vec<String>>,
}

/// Why an ontology could not be loaded: file, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OntologyError {
    place: String,
    problem: String,
}

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/ontology");

impl Ontology {
    /// The ontology inside the program.
    ///
    /// # Errors
    /// Never, unless the program was built from damaged files.
    pub fn built_in() -> Result<Ontology, OntologyError> {
        let files = |folder: &Dir<'static>| -> Vec<(String, String)> {
            let files = folder.files().filter_map(|file| {
                Some((file.path().display().to_string(), file.contents_utf8()?.to_owned()))
            });
            files.collect()
        };
        let folder = |name| BUILT_IN.get_dir(name).map(files).unwrap_or_default();
        Ontology::from_files(files(&BUILT_IN), folder("relations"), folder("questions"))
    }

    /// The ontology in a folder: `*.ttl` for classes and relations, `relations/*.toml` for how
    /// English says them, `questions/*.rq` for what people ask of it, if there are any.
    ///
    /// # Errors
    /// If a file cannot be read, is malformed, or names a class or relation that is not there.
    pub fn open(folder: &Path) -> Result<Ontology, OntologyError> {
        let turtle = read_all(folder, "ttl")?;
        if turtle.is_empty() {
            let place = folder.display().to_string();
            return Err(OntologyError::new(&place, "no .ttl file with classes and relations"));
        }
        let questions = folder.join("questions");
        let questions = if questions.is_dir() { read_all(&questions, "rq")? } else { Vec::new() };
        Ontology::from_files(turtle, read_all(&folder.join("relations"), "toml")?, questions)
    }

    /// The ontology that a store was built with: Turtle files and questions, no frames.
    ///
    /// # Errors
    /// If a file is malformed.
    pub fn from_store(
        turtle: &[SourceFile],
        questions: &[SourceFile],
    ) -> Result<Ontology, OntologyError> {
        let pairs = |files: &[SourceFile]| {
            files.iter().map(|file| (file.name.clone(), file.text.clone())).collect()
        };
        Ontology::from_files(pairs(turtle), Vec::new(), pairs(questions))
    }

    fn from_files(
        turtle: Vec<(String, String)>,
        relations: Vec<(String, String)>,
        questions: Vec<(String, String)>,
    ) -> Result<Ontology, OntologyError> {
        let mut ontology = Ontology::default();
        let mut classes = Classes::default();
        let source = |(path, text): (String, String)| SourceFile {
            name: path.rsplit(['/', '\\']).next().unwrap_or(&path).to_owned(),
            text,
        };
        for (path, text) in turtle.into_iter().filter(|(path, _)| path.ends_with(".ttl")) {
            turtle::read(&path, &text, &mut classes, &mut ontology)?;
            ontology.turtle.push(source((path, text)));
        }
        let is_question = |(path, _): &(String, String)| path.ends_with(".rq");
        ontology.questions = questions.into_iter().filter(is_question).map(source).collect();
        ontology.questions.sort();
        for (iri, name) in &classes.names {
            ontology.classes.entry(name.clone()).or_default().extend(classes.above(iri));
            ontology.class_iris.insert(name.clone(), iri.clone());
        }
        for (path, text) in relations.iter().filter(|(path, _)| path.ends_with(".toml")) {
            let frames = frame::read(path, text, &mut ontology.relations)?;
            ontology.frames.extend(frames);
        }
        Ok(ontology)
    }

    /// The relation of this name.
    pub fn relation(&self, name: &str) -> Option<&Relation> {
        self.relations.get(name)
    }

    /// Whether the relation of this name tells what lasts (an office), not what happens on a day.
    pub fn lasts(&self, relation: &str) -> bool {
        let class = self.relation(relation).and_then(|relation| relation.event_class.as_deref());
        class.is_some() && class == self.class_iri("State")
    }

    /// All relations, in the order of their names.
    pub fn relations(&self) -> impl Iterator<Item = &Relation> {
        self.relations.values()
    }

    /// The address of a class; none if the ontology does not have it.
    pub fn class_iri(&self, name: &str) -> Option<&str> {
        self.class_iris.get(name).map(String::as_str)
    }

    /// All classes, name and address, in the order of their names.
    pub fn classes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.class_iris.iter().map(|(name, iri)| (name.as_str(), iri.as_str()))
    }

    /// The Turtle files with the classes and relations.
    pub fn turtle(&self) -> &[SourceFile] {
        &self.turtle
    }

    /// The questions, sorted by name.
    pub fn questions(&self) -> &[SourceFile] {
        &self.questions
    }

    /// All frames, in the order of their files' names.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Whether a thing of class `kind` is also one of class `wanted`.
    pub fn is_a(&self, kind: &str, wanted: &str) -> bool {
        kind == wanted || self.classes.get(kind).is_some_and(|all| all.contains(wanted))
    }

    /// Whether things of these classes may stand at the ends of a relation.
    pub fn fits(&self, relation: &Relation, subject: &str, object: Option<&str>) -> bool {
        let may = |kind: &str, wanted: &Option<String>| {
            wanted.as_deref().is_none_or(|wanted| self.is_a(kind, wanted))
        };
        may(subject, &relation.domain) && object.is_none_or(|object| may(object, &relation.range))
    }
}

impl OntologyError {
    fn new(place: &str, problem: impl fmt::Display) -> OntologyError {
        OntologyError { place: place.to_owned(), problem: problem.to_string() }
    }
}

impl fmt::Display for OntologyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for OntologyError {}

impl Classes {
    /// The names of a class and of all above it that are described here. What another vocabulary
    /// calls by the same name ("Person", "Event") is not meant.
    fn above(&self, iri: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![iri];
        while let Some(iri) = open.pop() {
            if self.names.contains_key(iri) && found.insert(iri) {
                open.extend(self.parents.get(iri).into_iter().flatten().map(String::as_str));
            }
        }
        found.into_iter().filter_map(|iri| self.names.get(iri).cloned()).collect()
    }
}

/// The files of a folder that have this ending, with their texts, sorted by name.
fn read_all(folder: &Path, ending: &str) -> Result<Vec<(String, String)>, OntologyError> {
    let place = folder.display().to_string();
    let entries = std::fs::read_dir(folder).map_err(|error| OntologyError::new(&place, error))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| OntologyError::new(&place, error))?.path());
    }
    paths.sort();
    let wanted = paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == ending));
    let files = wanted.map(|path| {
        let place = path.display().to_string();
        let text = std::fs::read_to_string(&path);
        text.map(|text| (place.clone(), text)).map_err(|error| OntologyError::new(&place, error))
    });
    files.collect()
}
