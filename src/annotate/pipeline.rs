//! The components that a config names, built and run in its order.

use super::annotation::{Annotation, EntityRecord, TokenRecord};
use super::attribute_ruler::AttributeRuler;
use super::config::Config;
use super::draft::{Boundary, Draft};
use super::folder::{ModelError, ModelFolder};
use super::lemmatizer::{LemmaCache, Lemmatizer};
use super::listener::{Listener, Reading};
use super::names::{Excerpt, Names};
use super::ner::EntityRecognizer;
use super::network::{CHUNK, Layer, ModelFile, Tok2Vec, VectorStream};
use super::noun_chunks::NounChunker;
use super::parser::Parser;
use super::sentencizer::Sentencizer;
use super::tagger::Tagger;
use super::tokenizer::Tokenizer;
use super::words::Words;

/// A loaded pipeline.
#[derive(Debug)]
pub(crate) struct Pipeline {
    pub(crate) tokenizer: Tokenizer,
    steps: Vec<Step>,
    chunker: Option<NounChunker>,
    /// The names of all labels; a reader's own begin behind them.
    pub(crate) names: Names,
}

#[derive(Debug)]
enum Step {
    Network(Pass),
    Ruler(AttributeRuler),
    Lemmatizer(Lemmatizer),
    Sentencizer(Sentencizer),
}

/// One walk of the network over the text, for all components that listen to it.
#[derive(Debug)]
struct Pass {
    tok2vec: std::sync::Arc<Tok2Vec>,
    /// The component that the tok2vec belongs to.
    owner: String,
    listeners: Vec<Box<dyn Listener>>,
    /// Whether a listener sets sentence boundaries, which the ones behind it may want to know.
    sets_boundaries: bool,
}

/// What a reader keeps for a pipeline from text to text.
pub(crate) struct PipelineState<'a> {
    /// For each step that is a pass, its stream and its components' places to work.
    passes: Vec<(VectorStream, Vec<Box<dyn Reading + Send + 'a>>)>,
    lemmas: LemmaCache,
}

impl Pipeline {
    /// Reads a pipeline folder.
    ///
    /// Fails, with the file and the reason, if a file is missing or damaged, or if the pipeline
    /// has a component, layer or setting that this runtime does not know.
    pub(crate) fn read(folder: &ModelFolder) -> Result<Pipeline, ModelError> {
        let config = Config::read(folder)?;
        check_tokenizer(&config)?;
        let mut builder = Builder {
            folder,
            config: &config,
            names: Names::new(),
            steps: Vec::new(),
            shared: Vec::new(),
        };
        let components = config.list("nlp", "pipeline")?;
        let components = components.ok_or_else(|| config.error("no `pipeline` in [nlp]"))?;
        let disabled = config.list("nlp", "disabled")?.unwrap_or_default();
        let mut kinds = Vec::new();
        for component in components {
            if !disabled.contains(&component) {
                kinds.push(builder.add(component)?);
            }
        }
        // A second one would have to keep off the entities of the first.
        if kinds.iter().filter(|kind| **kind == "ner").count() > 1 {
            return Err(config.error("more than one `ner` is not supported"));
        }
        let Builder { mut names, steps, .. } = builder;
        let is_english = config.text("nlp", "lang") == Some("en");
        let chunker =
            (is_english && kinds.contains(&"parser")).then(|| NounChunker::new(&mut names));
        Ok(Pipeline { tokenizer: Tokenizer::read(folder)?, steps, chunker, names })
    }

    pub(crate) fn state(&self) -> PipelineState<'_> {
        let passes = self.steps.iter().filter_map(|step| match step {
            Step::Network(pass) => {
                let readings = pass.listeners.iter().map(|listener| listener.reading());
                Some((VectorStream::default(), readings.collect()))
            }
            _ => None,
        });
        PipelineState { passes: passes.collect(), lemmas: LemmaCache::default() }
    }

    /// Runs all components on a draft that has nothing but tokens.
    pub(crate) fn run(
        &self,
        draft: &mut Draft<'_>,
        words: &Words,
        names: &mut Names,
        state: &mut PipelineState<'_>,
    ) {
        let mut passes = state.passes.iter_mut();
        for step in &self.steps {
            match step {
                Step::Network(pass) => {
                    let place = passes.next().expect("one place to work for each pass");
                    pass.run(draft, words, place);
                }
                Step::Ruler(ruler) => ruler.run(draft, words, names),
                Step::Lemmatizer(lemmatizer) => lemmatizer.run(draft, names, &mut state.lemmas),
                Step::Sentencizer(sentencizer) => sentencizer.run(draft),
            }
        }
    }

    /// Turns a draft into what users see.
    pub(crate) fn finish<'t>(
        &self,
        draft: &Draft<'t>,
        words: &Words,
        names: &Names,
    ) -> Annotation<'t> {
        let mut excerpt = Excerpt::of(names);
        let tokens = draft.tokens.iter().enumerate().map(|(i, token)| TokenRecord {
            span: draft.spans[i],
            head: token.head,
            norm: excerpt.take(words.get(draft.word(i)).norm),
            tag: excerpt.take(token.tag),
            pos: excerpt.take(token.pos),
            morph: excerpt.take(token.morph),
            lemma: excerpt.take(token.lemma),
            dep: excerpt.take(token.dep),
            space_after: draft.keys[i] % 2 == 1,
            sentence_start: token.boundary == Boundary::Start,
            is_space: draft.is_space(i, words),
        });
        let tokens = tokens.collect();
        let entities = draft.entities.iter();
        let entities = entities
            .map(|(tokens, label)| EntityRecord {
                tokens: tokens.clone(),
                label: excerpt.take(*label),
            })
            .collect();
        let chunker = self.chunker.as_ref().filter(|_| draft.is_parsed);
        let noun_chunks = chunker.map(|chunker| chunker.run(draft)).unwrap_or_default();
        let strings = excerpt.into_strings();
        Annotation { text: draft.text, tokens, entities, noun_chunks, strings }
    }
}

impl Pass {
    fn run(
        &self,
        draft: &mut Draft<'_>,
        words: &Words,
        (stream, readings): &mut (VectorStream, Vec<Box<dyn Reading + Send + '_>>),
    ) {
        for reading in &mut *readings {
            reading.begin(draft);
        }
        for start in (0..draft.len()).step_by(CHUNK) {
            let range = start..(start + CHUNK).min(draft.len());
            let vectors = self.tok2vec.vectors(&draft.keys, words.features(), range, stream);
            for reading in &mut *readings {
                reading.read(vectors, draft, words);
            }
        }
        for reading in readings {
            reading.finish(draft, words);
        }
    }
}

/// Collects the steps of a pipeline.
struct Builder<'a> {
    folder: &'a ModelFolder,
    config: &'a Config,
    names: Names,
    steps: Vec<Step>,
    /// The `tok2vec` components so far, which later ones may listen to.
    shared: Vec<(String, std::sync::Arc<Tok2Vec>)>,
}

/// The kinds of components that this runtime runs.
const FACTORIES: [&str; 9] = [
    "tok2vec",
    "tagger",
    "morphologizer",
    "senter",
    "sentencizer",
    "parser",
    "attribute_ruler",
    "lemmatizer",
    "ner",
];

/// The networks that they may be built of.
const ARCHITECTURES: [&str; 13] = [
    "spacy.HashEmbedCNN.v1",
    "spacy.HashEmbedCNN.v2",
    "spacy.MaxoutWindowEncoder.v1",
    "spacy.MaxoutWindowEncoder.v2",
    "spacy.MultiHashEmbed.v1",
    "spacy.MultiHashEmbed.v2",
    "spacy.Tagger.v1",
    "spacy.Tagger.v2",
    "spacy.Tok2Vec.v1",
    "spacy.Tok2Vec.v2",
    "spacy.Tok2VecListener.v1",
    "spacy.TransitionBasedParser.v1",
    "spacy.TransitionBasedParser.v2",
];

/// Languages for which spaCy has a lemmatizer of its own.
const OWN_LEMMATIZERS: [&str; 12] =
    ["ca", "el", "es", "fr", "ga", "ht", "it", "mk", "nl", "pl", "ru", "uk"];

impl<'a> Builder<'a> {
    /// Adds a component; returns its kind.
    fn add(&mut self, component: &str) -> Result<&'a str, ModelError> {
        let (folder, section) = (self.folder, format!("components.{component}"));
        let Some(factory) = self.config.text(&section, "factory") else {
            return Err(self.config.error(format!("component `{component}` has no factory")));
        };
        let mut architectures = self.config.architectures(component);
        if let Some(other) = architectures.find(|name| !ARCHITECTURES.contains(name)) {
            let known = ARCHITECTURES.join(", ");
            let problem = format!(
                "component `{component}` is built of `{other}`, which is not supported; supported are {known}"
            );
            return Err(self.config.error(problem));
        }
        let names = &mut self.names;
        let extra =
            self.config.flag(&format!("{section}.model"), "extra_state_tokens") == Some(true);
        match factory {
            "tok2vec" => {
                let model = ModelFile::read(folder, &format!("{component}/model"))?;
                let tok2vec = Tok2Vec::new(&Layer::list(&model.decode()?)?)?;
                self.shared.push((component.to_owned(), tok2vec.into()));
            }
            "tagger" => {
                let (tagger, model) = Tagger::read_tagger(folder, component, names)?;
                self.listen(component, &model, Box::new(tagger), false)?;
            }
            "morphologizer" => {
                let (tagger, model) = Tagger::read_morphologizer(folder, component, names)?;
                self.listen(component, &model, Box::new(tagger), false)?;
            }
            "senter" => {
                let (tagger, model) = Tagger::read_senter(folder, component)?;
                self.listen(component, &model, Box::new(tagger), true)?;
            }
            "parser" => {
                let (parser, model) = Parser::read(folder, component, extra, names)?;
                self.listen(component, &model, Box::new(parser), true)?;
            }
            "ner" => {
                let (ner, model) = EntityRecognizer::read(folder, component, extra, names)?;
                self.listen(component, &model, Box::new(ner), false)?;
            }
            "attribute_ruler" => {
                let ruler = AttributeRuler::read(folder, component, names)?;
                self.steps.push(Step::Ruler(ruler));
            }
            "lemmatizer" => self.add_lemmatizer(component, &section)?,
            "sentencizer" => {
                self.steps.push(Step::Sentencizer(Sentencizer::read(folder, component)?));
            }
            other => {
                let known = FACTORIES.join(", ");
                let problem = format!(
                    "component `{component}` is a `{other}`, which is not supported; supported are {known}"
                );
                return Err(self.config.error(problem));
            }
        }
        Ok(factory)
    }

    fn add_lemmatizer(&mut self, component: &str, section: &str) -> Result<(), ModelError> {
        let language = self.config.text("nlp", "lang").unwrap_or_default();
        if OWN_LEMMATIZERS.contains(&language) {
            let problem = format!("the lemmatizer of the language `{language}` is not supported");
            return Err(self.config.error(problem));
        }
        let mode = self.config.text(section, "mode").unwrap_or("lookup");
        let overwrite = self.config.flag(section, "overwrite").unwrap_or(false);
        let lemmatizer = Lemmatizer::read(self.folder, component, mode, overwrite, language)?;
        self.steps.push(Step::Lemmatizer(lemmatizer));
        Ok(())
    }

    /// Adds a component that listens to its own tok2vec or to a shared one; to the pass before
    /// it, if that walks over the text with the same tok2vec.
    fn listen(
        &mut self,
        component: &str,
        model: &ModelFile,
        listener: Box<dyn Listener>,
        sets_boundaries: bool,
    ) -> Result<(), ModelError> {
        let file = model.decode()?;
        let layers = Layer::list(&file)?;
        let is_listener = layers.iter().any(|layer| layer.name == "tok2vec-listener");
        let (owner, tok2vec) = if is_listener {
            self.upstream(component)?
        } else {
            (component.to_owned(), Tok2Vec::new(&layers)?.into())
        };
        if tok2vec.width() != listener.inputs() {
            let problem = format!("`{component}` and its tok2vec `{owner}` do not fit each other");
            return Err(self.config.error(problem));
        }
        match self.steps.last_mut() {
            Some(Step::Network(pass)) if pass.owner == owner && !pass.sets_boundaries => {
                pass.listeners.push(listener);
                pass.sets_boundaries = sets_boundaries;
            }
            _ => self.steps.push(Step::Network(Pass {
                tok2vec,
                owner,
                listeners: vec![listener],
                sets_boundaries,
            })),
        }
        Ok(())
    }

    /// The shared tok2vec that a component listens to.
    fn upstream(&self, component: &str) -> Result<(String, std::sync::Arc<Tok2Vec>), ModelError> {
        let section = format!("components.{component}.model.tok2vec");
        let wanted = self.config.text(&section, "upstream").unwrap_or("*");
        let mut shared = self.shared.iter().rev();
        let found = shared.find(|(name, _)| wanted == "*" || name == wanted);
        found.cloned().ok_or_else(|| {
            let problem = format!("`{component}` listens to `{wanted}`, which is not before it");
            self.config.error(problem)
        })
    }
}

/// Only spaCy's rule-based tokenizer is known.
fn check_tokenizer(config: &Config) -> Result<(), ModelError> {
    let inline = config.get("nlp", "tokenizer").and_then(|table| table["@tokenizers"].as_str());
    match inline.or_else(|| config.text("nlp.tokenizer", "@tokenizers")) {
        None | Some("spacy.Tokenizer.v1") => Ok(()),
        Some(other) => {
            let problem =
                format!("tokenizer `{other}` is not supported, only `spacy.Tokenizer.v1`");
            Err(config.error(problem))
        }
    }
}
