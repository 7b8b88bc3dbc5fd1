//! A damaged pipeline folder is refused with a message that names the file, or it loads and runs.
//! It never takes the program down with it.

mod invariants;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use claimgraph::annotate::Annotator;
use claimgraph::annotate::write::{AnnotationWriter, Json};
use rmpv::Value;

const PIPELINES: [&str; 5] =
    ["de-senter", "en-lower", "en-own-tok2vec", "en-sentencizer", "xx-ner"];

#[test]
fn a_missing_file_is_named() {
    for pipeline in PIPELINES {
        let copy = Copied::of(pipeline);
        for file in copy.files() {
            let bytes = fs::read(copy.path(&file)).expect("a file of the copy");
            fs::remove_file(copy.path(&file)).expect("removable");
            let result = copy.load_and_run("is missing");
            if is_needed(&file) {
                copy.expect_named(&file, result);
            } else {
                result.unwrap_or_else(|error| panic!("{file} is not needed, but {error}"));
            }
            fs::write(copy.path(&file), bytes).expect("writable");
        }
    }
}

#[test]
fn a_file_that_was_cut_short_is_named() {
    for pipeline in PIPELINES {
        let copy = Copied::of(pipeline);
        for file in copy.files().iter().filter(|file| is_needed(file)) {
            let whole = fs::read(copy.path(file)).expect("a file of the copy");
            for length in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 1] {
                let how = format!("is cut to {length} bytes");
                let result = copy.run_with(file, &whole[..length], &how);
                // The last byte of a text file is a line break, or there is enough without it.
                if length < whole.len() - 1 || is_packed(file) {
                    copy.expect_named(file, result);
                }
            }
        }
    }
}

#[test]
fn random_damage_is_survived() {
    let mut random = Random(20_030_320);
    let (mut refused, mut loaded) = (0, 0);
    for pipeline in PIPELINES {
        let copy = Copied::of(pipeline);
        for file in copy.files().iter().filter(|file| is_needed(file)) {
            let whole = fs::read(copy.path(file)).expect("a file of the copy");
            for _ in 0..DAMAGES {
                let (bytes, how) = random.damage(&whole);
                match copy.run_with(file, &bytes, &how) {
                    Ok(()) => loaded += 1,
                    Err(message) => {
                        refused += 1;
                        let folder = copy.path("").display().to_string();
                        assert!(message.starts_with(&folder), "{file} {how}: {message}");
                    }
                }
            }
        }
    }
    // Both should happen often, or the damage would be too small or too great to show anything.
    assert!(refused > 100 && loaded > 100, "{refused} refused, {loaded} loaded");
}

/// Damaged copies of each file.
const DAMAGES: usize = 12;

#[test]
fn lengths_that_are_not_there_are_not_allocated() {
    // A list, a map, a string and bytes of four billion members.
    let huge: [&[u8]; 4] = [
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
    ];
    let copy = Copied::of("en-own-tok2vec");
    for file in copy.files().iter().filter(|file| is_needed(file) && is_packed(file)) {
        let whole = fs::read(copy.path(file)).expect("a file of the copy");
        for header in huge {
            let result = copy.run_with(file, &[header, &whole[1..]].concat(), "begins with a lie");
            copy.expect_named(file, result);
            let inner = [&whole[..1], header, &whole[2..]].concat();
            let result = copy.run_with(file, &inner, "holds a lie");
            copy.expect_named(file, result);
        }
        let nested = vec![0x91; 1_000_000];
        let result = copy.run_with(file, &nested, "is a million lists in each other");
        copy.expect_named(file, result);
    }
}

#[test]
fn weights_that_do_not_fit_are_refused() {
    let copy = Copied::of("en-lower");
    let shapes: [&[u64]; 6] =
        [&[], &[0], &[1], &[0, u64::MAX], &[1 << 32, 1 << 32], &[u64::MAX; 9]];
    for file in ["tok2vec/model", "tagger/model", "parser/model", "ner/model"] {
        for shape in shapes {
            let changed = copy.edited(file, |model| {
                let shape: Vec<Value> = shape.iter().copied().map(Value::from).collect();
                each_tensor(model, |tensor| *entry(tensor, "shape") = Value::from(shape.clone()));
            });
            let result = copy.run_with(file, &changed, "has wrong shapes");
            // A component that listens to another's layers holds some that nobody reads.
            copy.expect_named(file, result);
        }
    }
}

#[test]
fn weights_that_are_no_numbers_end_well() {
    for (pipeline, files) in [
        ("en-lower", ["tok2vec/model", "tagger/model", "parser/model", "ner/model"]),
        ("de-senter", ["tok2vec/model", "tagger/model", "morphologizer/model", "senter/model"]),
    ] {
        let copy = Copied::of(pipeline);
        for file in files {
            for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, 0.0] {
                let changed = copy.edited(file, |model| {
                    each_tensor(model, |tensor| {
                        let Value::Binary(data) = entry(tensor, "data") else { panic!("data") };
                        *data = number.to_le_bytes().repeat(data.len() / 4);
                    });
                });
                let result = copy.run_with(file, &changed, &format!("is full of {number}"));
                result.unwrap_or_else(|error| panic!("still well-formed, but {error}"));
            }
        }
    }
}

/// A network that knows nothing makes every move that is allowed, in every order.
#[test]
fn random_weights_end_well() {
    let mut random = Random(20_220_224);
    for (pipeline, with_sentencizer) in
        [("en-lower", false), ("en-own-tok2vec", true), ("de-senter", false), ("xx-ner", true)]
    {
        let copy = Copied::of(pipeline);
        if with_sentencizer {
            copy.add_sentencizer();
        }
        let models: Vec<String> =
            copy.files().into_iter().filter(|f| f.ends_with("/model")).collect();
        for round in 0..RANDOM_NETWORKS {
            for file in &models {
                let changed = copy.edited(file, |model| {
                    each_tensor(model, |tensor| {
                        let Value::Binary(data) = entry(tensor, "data") else { panic!("data") };
                        let numbers =
                            (0..data.len() / 4).map(|_| random.below(2001) as f32 / 1e3 - 1.0);
                        *data = numbers.flat_map(f32::to_le_bytes).collect();
                    });
                });
                fs::write(copy.path(file), changed).expect("writable");
            }
            let result = copy.load_and_run(&format!("{pipeline} with random weights {round}"));
            result.unwrap_or_else(|error| panic!("still well-formed, but {error}"));
        }
    }
}

const RANDOM_NETWORKS: usize = 10;

#[test]
fn layers_that_cannot_be_run_are_named() {
    let copy = Copied::of("en-own-tok2vec");
    for (layer, other) in [
        ("hashembed", "static_vectors"),
        ("hashembed", "charembed"),
        ("maxout", "mish"),
        ("expand_window", "PyTorchLSTM"),
        ("softmax", "sparselinear"),
    ] {
        let changed = copy.edited("tagger/model", |model| {
            for node in list(entry(model, "nodes")) {
                let name = entry(node, "name");
                if name.as_str() == Some(layer) {
                    *name = Value::from(other);
                }
            }
        });
        let result = copy.run_with("tagger/model", &changed, &format!("has a layer {other}"));
        copy.expect_named("tagger/model", result.clone());
        let message = result.expect_err("just seen");
        let supported = "supported are extract_features, hashembed, maxout";
        assert!(message.contains(&format!("`{other}`")), "{message}");
        assert!(message.contains(supported), "{message}");
    }
    for number in [0, 1, 5] {
        let changed = copy.edited("parser/model", |model| {
            for part in ["nodes", "attrs", "params"] {
                list(entry(model, part)).truncate(number);
            }
        });
        let result = copy.run_with("parser/model", &changed, &format!("has {number} layers"));
        copy.expect_named("parser/model", result);
    }
}

#[test]
fn settings_of_layers_are_checked() {
    let copy = Copied::of("en-own-tok2vec");
    let packed = |value: Value| {
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &value).expect("memory");
        Value::Binary(bytes)
    };
    let some_columns = packed(Value::from(vec![Value::from("NORM"), Value::from("CLUSTER")]));
    for (attribute, value) in [
        ("window_size", packed(Value::from(u64::MAX))),
        ("window_size", packed(Value::from(2))),
        ("window_size", packed(Value::from(-1))),
        ("window_size", Value::from(1)),
        ("seed", packed(Value::from(u64::MAX))),
        ("seed", packed(Value::from("one"))),
        ("columns", packed(Value::Array(Vec::new()))),
        ("columns", some_columns),
        ("columns", packed(Value::Nil)),
        ("columns", Value::Binary(vec![0xdd, 0xff, 0xff, 0xff, 0xff])),
    ] {
        let changed = copy.edited("tagger/model", |model| {
            for attributes in list(entry(model, "attrs")) {
                if has_entry(attributes, attribute) {
                    *entry(attributes, attribute) = value.clone();
                }
            }
        });
        let result = copy.run_with("tagger/model", &changed, &format!("says {attribute}: {value}"));
        copy.expect_named("tagger/model", result);
    }
}

#[test]
fn tokenizers_are_checked() {
    let copy = Copied::of("en-sentencizer");
    let token = |text: &str| Value::from(vec![(Value::from(65), Value::from(text))]);
    for (exception, tokens) in [
        ("don't", vec![token("do"), token("nt")]),
        ("don't", vec![token("do"), token(""), token("n't")]),
        ("don't", vec![token("don't"), token("")]),
        ("don't", vec![]),
        ("", vec![token("")]),
        ("don't", vec![Value::from(Vec::<(Value, Value)>::new())]),
        ("don't", vec![Value::from(vec![(Value::from(66), Value::from("don't"))])]),
        ("don't", vec![Value::Nil]),
    ] {
        let changed = copy.edited("tokenizer", |file| {
            let Value::Map(exceptions) = entry(file, "exceptions") else { panic!("a map") };
            exceptions.push((Value::from(exception), Value::from(tokens.clone())));
        });
        let how = format!("makes {tokens:?} of {exception:?}");
        let result = copy.run_with("tokenizer", &changed, &how);
        copy.expect_named("tokenizer", result);
    }
    for key in ["prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match"] {
        for wrong in ["(", "[", "a**", "(?<=a+)b", "(a)\\1", "((((a{999}){999}){999}){999})", "\\"]
        {
            let result = copy.with_pattern(key, wrong);
            copy.expect_named("tokenizer", result.clone());
            assert!(result.expect_err("just seen").contains(key));
        }
        let deep = copy.with_pattern(key, &"(".repeat(1_000_000));
        copy.expect_named("tokenizer", deep);
        for open in ["(", "(?:(?=.)", "(?:a?|b|c|d|e|f|"] {
            let nested = [open.repeat(190), ")?".repeat(190)].concat();
            // Allowed or too large, as long as it is said.
            copy.with_pattern(key, &nested).unwrap_or_else(|error| assert!(error.contains(key)));
        }
        // Patterns that no language has, and that are right all the same.
        for odd in
            ["", "^", "$", "^$", "(?=.)", "\\b", ".", ".*", "[^a]", "^.*$", "é|a", "s$|’", " "]
        {
            copy.with_pattern(key, odd).unwrap_or_else(|error| panic!("{key} {odd:?}: {error}"));
        }
    }
}

#[test]
fn moves_and_labels_are_checked() {
    let copy = Copied::of("en-lower");
    for moves in [
        "",
        "{}",
        "[]",
        r#"{"0":{"":1}}"#,
        r#"{"7":{"":1}}"#,
        r#"{"-1":{"":1}}"#,
        r#"{"0":{"":99999999999999999999}}"#,
        r#"{"3":{"subtok":1}}"#,
    ] {
        for component in ["parser", "ner"] {
            let file = format!("{component}/moves");
            let changed = copy.edited(&file, |value| *entry(value, "moves") = Value::from(moves));
            let result = copy.run_with(&file, &changed, &format!("says {moves:?}"));
            // A list of another length is noticed when the model's scores are counted.
            let message = result.expect_err("a model with other moves");
            assert!(message.contains(component), "{message}");
        }
    }
    for settings in
        ["", "{}", "[]", "7", r#"{"labels": 7}"#, r#"{"labels": []}"#, r#"{"labels": [7]}"#]
    {
        let result =
            copy.run_with("tagger/cfg", settings.as_bytes(), &format!("says {settings:?}"));
        let message = result.expect_err("no labels");
        assert!(message.contains("/tagger/"), "{message}");
    }
}

#[test]
fn rules_are_checked() {
    let copy = Copied::of("en-own-tok2vec");
    let map = |entries: &[(&str, Value)]| {
        Value::from(entries.iter().map(|(k, v)| (Value::from(*k), v.clone())).collect::<Vec<_>>())
    };
    let rule = |tokens: Vec<Value>, attributes: Value, index: i64| {
        let patterns = Value::from(vec![Value::from(tokens)]);
        map(&[("patterns", patterns), ("attrs", attributes), ("index", Value::from(index))])
    };
    let any = map(&[]);
    let noun = map(&[("POS", Value::from("NOUN"))]);
    for wrong in [
        rule(vec![], noun.clone(), 0),
        rule(vec![any.clone()], noun.clone(), 1),
        rule(vec![any.clone()], noun.clone(), -1),
        rule(vec![any.clone()], noun.clone(), i64::MAX),
        rule(vec![any.clone()], map(&[("LOWER", Value::from("a"))]), 0),
        rule(vec![any.clone()], map(&[("SHAPE", Value::from("a"))]), 0),
        rule(vec![map(&[("LENGTH", Value::from("a"))])], noun.clone(), 0),
        rule(vec![map(&[("TAG", map(&[("FUZZY", Value::from("a"))]))])], noun.clone(), 0),
        rule(vec![map(&[("TAG", map(&[("REGEX", Value::from("("))]))])], noun.clone(), 0),
        rule(vec![map(&[("TAG", map(&[]))])], noun.clone(), 0),
        Value::Nil,
    ] {
        let changed =
            copy.edited("attribute_ruler/patterns", |rules| list(rules).push(wrong.clone()));
        let result = copy.run_with("attribute_ruler/patterns", &changed, &format!("has {wrong}"));
        copy.expect_named("attribute_ruler/patterns", result);
    }
    // Matches every token but the last ones of a text, which has no room for it.
    let long = rule(vec![any; 40], noun, 39);
    let changed = copy.edited("attribute_ruler/patterns", |rules| list(rules).push(long.clone()));
    let result = copy.run_with("attribute_ruler/patterns", &changed, "has a long rule");
    result.unwrap_or_else(|error| panic!("an allowed rule, but {error}"));
}

#[test]
fn configs_that_ask_for_more_are_refused_by_name() {
    const KINDS: &str = "supported are tok2vec, tagger, morphologizer, senter";
    let copy = Copied::of("en-lower");
    for (old, new, expected) in [
        ("factory = \"ner\"", "factory = \"transformer\"", &["`ner`", "`transformer`", KINDS][..]),
        ("factory = \"ner\"", "factory = \"textcat\"", &["`textcat`", KINDS]),
        ("factory = \"tagger\"", "factory = \"ner\"", &["tagger/moves"]),
        ("factory = \"tagger\"", "factory = ${components.tagger.factory}", &["`tagger`"]),
        ("factory = \"tagger\"", "factory = ${components.ghost.factory}", &["`tagger`"]),
        ("factory = \"tagger\"", "", &["`tagger`"]),
        (
            "spacy.Tokenizer.v1",
            "spacy.zh.ChineseTokenizer",
            &["spacy.zh.ChineseTokenizer", "spacy.Tokenizer.v1"],
        ),
        (
            "spacy.MaxoutWindowEncoder.v2",
            "spacy.MishWindowEncoder.v2",
            &["`spacy.MishWindowEncoder.v2`", "spacy.MaxoutWindowEncoder.v2"],
        ),
        ("pipeline = [\"tok2vec\",", "pipeline = [", &["`tagger`", "listens to"]),
        ("pipeline = [\"tok2vec\",", "pipeline = [\"ner\",", &["listens to"]),
        ("pipeline = [", "pipeline = [\"ghost\",", &["`ghost`"]),
        ("pipeline = [", "pipeline = [7,", &["pipeline"]),
        ("pipeline = [", "pipeline = \"tok2vec\"\n# [", &["pipeline"]),
        ("pipeline = [", "pipeline = ${nlp.pipeline}\n# [", &["pipeline"]),
        ("pipeline = [", "[nlp]\npipelines = [", &["pipeline"]),
        ("\"ner\"]", "\"ner\", \"ner\"]", &["more than one `ner`"]),
        ("[nlp]", "[nlp", &["line "]),
        ("[nlp]", "[ulp]", &["pipeline"]),
    ] {
        let config = fs::read_to_string(copy.path("config.cfg")).expect("a config");
        assert!(config.contains(old), "{old:?} is not in the config");
        let changed = config.replace(old, new);
        let result = copy.run_with("config.cfg", changed.as_bytes(), &format!("has {new:?}"));
        let message = result.expect_err(new);
        for part in expected {
            assert!(message.contains(part), "{new:?}: {message}");
        }
    }
    let deep = format!("[nlp]\npipeline = {}\n", "[".repeat(1_000_000));
    let result = copy.run_with("config.cfg", deep.as_bytes(), "is a million lists in each other");
    copy.expect_named("config.cfg", result);
    let result = copy.run_with("config.cfg", b"[nlp]\nlang = \"\xff\"\n", "is not UTF-8");
    copy.expect_named("config.cfg", result);
}

/// A copy of a pipeline folder, which is gone when it is dropped.
struct Copied {
    folder: PathBuf,
}

impl Copied {
    fn of(pipeline: &str) -> Copied {
        static COPIES: AtomicUsize = AtomicUsize::new(0);
        let number = COPIES.fetch_add(1, Ordering::Relaxed);
        let name = format!("claimgraph-damaged-{}-{number}", std::process::id());
        let copy = Copied { folder: std::env::temp_dir().join(name) };
        let original =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/pipelines").join(pipeline);
        for file in files_below(&original, &original) {
            let target = copy.path(&file);
            fs::create_dir_all(target.parent().expect("a folder")).expect("a temporary folder");
            fs::copy(original.join(&file), target).expect("room for a copy");
        }
        copy
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    /// Lets a sentencizer set boundaries before all other components run.
    fn add_sentencizer(&self) {
        let config = fs::read_to_string(self.path("config.cfg")).expect("a config");
        let config = config.replace("pipeline = [", "pipeline = [\"sentencizer\",");
        let config = config + "\n[components.sentencizer]\nfactory = \"sentencizer\"\n";
        fs::write(self.path("config.cfg"), config).expect("writable");
        let settings = r#"{"punct_chars": [".", ",", "and"], "overwrite": false}"#;
        fs::write(self.path("sentencizer.json"), settings).expect("writable");
    }

    /// All files, as paths below the folder, sorted.
    fn files(&self) -> Vec<String> {
        files_below(&self.folder, &self.folder)
    }

    /// Loads the pipeline while `file` has these bytes, and reads some texts with it if it loads;
    /// the message if it does not.
    fn run_with(&self, file: &str, bytes: &[u8], how: &str) -> Result<(), String> {
        let path = self.path(file);
        let whole = fs::read(&path).expect("a file of the copy");
        fs::write(&path, bytes).expect("writable");
        let result = self.load_and_run(&format!("{file} {how}"));
        fs::write(&path, whole).expect("writable");
        result
    }

    fn load_and_run(&self, damage: &str) -> Result<(), String> {
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| {
            let annotator = Annotator::open(&self.folder).map_err(|error| error.to_string())?;
            let mut reader = annotator.reader();
            for text in &*TEXTS {
                let annotation = reader.annotate(text);
                invariants::check(&annotation);
                Json.document(&mut std::io::sink(), "text", &annotation).expect("never full");
            }
            Ok(())
        }));
        assert!(start.elapsed() < Duration::from_secs(30), "{damage}: takes too long");
        result.unwrap_or_else(|_| panic!("{damage}: panics"))
    }

    fn with_pattern(&self, key: &str, pattern: &str) -> Result<(), String> {
        let changed = self.edited("tokenizer", |file| *entry(file, key) = Value::from(pattern));
        self.run_with("tokenizer", &changed, &format!("has the {key} {pattern:.30}"))
    }

    /// The bytes of a MessagePack file after a change.
    fn edited(&self, file: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
        let bytes = fs::read(self.path(file)).expect("a file of the copy");
        let mut value = rmpv::decode::read_value(&mut &bytes[..]).expect("MessagePack");
        change(&mut value);
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &value).expect("memory");
        bytes
    }

    fn expect_named(&self, file: &str, result: Result<(), String>) {
        let message = result.expect_err(file);
        let place = format!("{}: ", self.path(file).display());
        assert!(message.starts_with(&place), "expected {place}…, got {message}");
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Short, but with everything that takes its own way: exceptions, affixes, addresses, other
/// scripts, white space, and more tokens than the network takes at once.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let odd = "\"Don't!\", she'd said at 5p.m. (U.S. time) :-) — see http://a.b/c?d=e, a@b.org…\n\n \
               «Ça va?» İstanbul’da 45km², كتائب حزب الله;\t中文。 e\u{301}\u{200f} ﬁ \u{feff}x  ";
    let plain = "The former governor of Basra paid Marta Quintero $45,000 on 6 January, and nobody \
                 came in who sold the map. ";
    vec![String::new(), " ".to_owned(), odd.to_owned(), plain.repeat(13)]
});

/// Whether loading reads the file. The others are spaCy's own, or only for training.
fn is_needed(file: &str) -> bool {
    const OTHERS: [&str; 8] = [
        "meta.json",
        "vocab/key2row",
        "vocab/strings.json",
        "vocab/vectors",
        "vocab/vectors.cfg",
        "tok2vec/cfg",
        "parser/cfg",
        "ner/cfg",
    ];
    // Norms may be missing, though not damaged; here they are empty.
    !OTHERS.contains(&file) && file != "vocab/lookups.bin"
}

fn is_packed(file: &str) -> bool {
    let kinds = ["/model", "/moves", "/patterns", "lookups.bin", "tokenizer"];
    kinds.iter().any(|kind| file.ends_with(kind))
}

fn files_below(folder: &Path, root: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path, root));
        } else {
            let name = path.strip_prefix(root).expect("below the root");
            files.push(name.to_str().expect("ASCII").replace('\\', "/"));
        }
    }
    files.sort();
    files
}

fn is_key(value: &Value, key: &str) -> bool {
    value.as_slice() == Some(key.as_bytes())
}

fn has_entry(map: &Value, key: &str) -> bool {
    map.as_map().is_some_and(|entries| entries.iter().any(|(k, _)| is_key(k, key)))
}

fn entry<'v>(map: &'v mut Value, key: &str) -> &'v mut Value {
    let Value::Map(entries) = map else { panic!("no map where `{key}` should be") };
    let found = entries.iter_mut().find(|(k, _)| is_key(k, key));
    found.map_or_else(|| panic!("no `{key}`"), |(_, value)| value)
}

fn list(value: &mut Value) -> &mut Vec<Value> {
    let Value::Array(items) = value else { panic!("no list") };
    items
}

/// Calls `change` with each array of weights of a model.
fn each_tensor(model: &mut Value, mut change: impl FnMut(&mut Value)) {
    for layer in list(entry(model, "params")) {
        let Value::Map(params) = layer else { continue };
        params.iter_mut().filter(|(_, value)| value.is_map()).for_each(|(_, value)| change(value));
    }
}

/// Damage that is the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    /// A damaged copy of a file, and what was done to it.
    fn damage(&mut self, whole: &[u8]) -> (Vec<u8>, String) {
        let mut bytes = whole.to_vec();
        let place = self.place(whole);
        let length = (1 + self.below(16)).min(bytes.len() - place);
        let range = place..place + length;
        let how = match self.below(5) {
            0 | 1 => {
                bytes[place] ^= 1 << self.below(8);
                "has a wrong bit"
            }
            2 => {
                bytes[range].fill_with(|| self.below(256) as u8);
                "has wrong bytes"
            }
            3 => {
                bytes.drain(range);
                "lacks bytes"
            }
            _ => {
                let copied = bytes[range].to_vec();
                bytes.splice(place..place, copied);
                "has bytes twice"
            }
        };
        (bytes, format!("{how} at {place} ({length})"))
    }

    /// Any place, or one near a word that gives the bytes around it a meaning.
    fn place(&mut self, whole: &[u8]) -> usize {
        const WORDS: [&[u8]; 12] = [
            b"shape",
            b"type",
            b"data",
            b"name",
            b"attrs",
            b"nodes",
            b"index",
            b"window_size",
            b"patterns",
            b"_search",
            b"factory",
            b"exceptions",
        ];
        let anywhere = self.below(whole.len());
        if self.below(2) == 0 {
            return anywhere;
        }
        let is_word = |at: &usize| WORDS.iter().any(|word| whole[*at..].starts_with(word));
        let near = (anywhere..whole.len()).chain(0..anywhere).find(is_word);
        near.map_or(anywhere, |at| (at + self.below(24)).min(whole.len() - 1))
    }
}
