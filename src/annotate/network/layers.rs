//! A thinc model file: the list of layers, each with its weights and settings.
//!
//! thinc writes the layers of a model in breadth-first order (`Model.to_dict`,
//! `thinc/model.py`); the layers of one kind therefore stand in the order in which they run.

use std::borrow::Cow;

use crate::annotate::folder::{ModelError, ModelFolder};
use crate::annotate::msgpack::{Packed, PackedFile, Tensor};

/// The bytes of a model file; `layers` reads them.
pub(crate) struct ModelFile {
    bytes: Cow<'static, [u8]>,
    folder: ModelFolder,
    name: String,
}

/// One layer: its kind ("maxout", "hashembed"), weights and attributes.
#[derive(Clone, Copy)]
pub(crate) struct Layer<'a> {
    pub(crate) name: &'a str,
    params: Packed<'a>,
    attrs: Packed<'a>,
}

impl ModelFile {
    pub(crate) fn read(folder: &ModelFolder, name: &str) -> Result<ModelFile, ModelError> {
        let bytes = folder.read(name)?;
        Ok(ModelFile { bytes, folder: folder.clone(), name: name.to_owned() })
    }

    pub(crate) fn decode(&self) -> Result<PackedFile<'_>, ModelError> {
        PackedFile::decode(&self.bytes, &self.folder, &self.name)
    }
}

impl<'a> Layer<'a> {
    /// All layers of a decoded model file, those that compute nothing left out; at least one.
    ///
    /// Fails with the layer's name if it is of a kind that this runtime cannot run.
    pub(crate) fn list(file: &'a PackedFile<'a>) -> Result<Vec<Layer<'a>>, ModelError> {
        let root = file.root();
        let nodes = root.field("nodes")?.items()?;
        let params = root.field("params")?.items()?;
        let attrs = root.field("attrs")?.items()?;
        if nodes.len() != params.len() || nodes.len() != attrs.len() {
            return Err(root.error("layers, weights and attributes differ in number"));
        }
        let mut layers = Vec::new();
        for ((node, params), attrs) in nodes.zip(params).zip(attrs) {
            let name = node.field("name")?.text()?;
            let layer = Layer { name, params, attrs };
            if COMPUTING.contains(&name) {
                layers.push(layer);
            } else if !is_plumbing(name) {
                let known = COMPUTING.join(", ");
                let problem = format!("layer `{name}` is not supported; supported are {known}");
                return Err(root.error(problem));
            }
        }
        if layers.is_empty() {
            return Err(root.error("the model has no layers"));
        }
        Ok(layers)
    }

    /// The weight array `name`, which must have `dimensions` dimensions.
    pub(crate) fn tensor(self, name: &str, dimensions: usize) -> Result<Tensor, ModelError> {
        let tensor = self.params.field(name)?.tensor()?;
        if tensor.shape.len() != dimensions || tensor.shape.contains(&0) {
            let shape = &tensor.shape;
            return Err(self.error(format!("weights `{name}` have the shape {shape:?}")));
        }
        Ok(tensor)
    }

    /// The same, which must have exactly this shape.
    pub(crate) fn tensor_of(self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let tensor = self.params.field(name)?.tensor()?;
        if tensor.shape != shape {
            let found = &tensor.shape;
            let problem = format!("weights `{name}` have the shape {found:?}, expected {shape:?}");
            return Err(self.error(problem));
        }
        Ok(tensor.data)
    }

    /// A whole number among the layer's attributes.
    pub(crate) fn number(self, attribute: &str) -> Result<u64, ModelError> {
        self.attrs.field(attribute)?.unpack()?.root().number()
    }

    /// A list of strings among the layer's attributes.
    pub(crate) fn names(self, attribute: &str) -> Result<Vec<String>, ModelError> {
        let file = self.attrs.field(attribute)?.unpack()?;
        let names = file.root().items()?.map(|name| name.text().map(str::to_owned));
        names.collect()
    }

    pub(crate) fn error(self, problem: impl std::fmt::Display) -> ModelError {
        self.params.error(format!("layer `{}`: {problem}", self.name))
    }
}

/// The kinds of layers that this runtime computes.
const COMPUTING: [&str; 9] = [
    "extract_features",
    "hashembed",
    "maxout",
    "layernorm",
    "expand_window",
    "linear",
    "softmax",
    "precomputable_affine",
    "tok2vec-listener",
];

/// Layers that only hand values on, at inference; names of compositions hold an operator.
fn is_plumbing(name: &str) -> bool {
    const PLUMBING: [&str; 11] = [
        "list2ragged",
        "ragged2list",
        "list2array",
        "ints-getitem",
        "dropout",
        "parser_model",
        "tok2vec",
        "noop",
        "clone",
        "chain",
        "concatenate",
    ];
    let composed = name.contains(">>") || name.contains('|') || name.contains('(');
    composed || PLUMBING.contains(&name)
}
