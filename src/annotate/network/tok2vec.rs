//! Text to vectors: the embedding and the encoder together, some hundred words at a time.

use std::ops::Range;

use super::embed::{Embed, EmbedCache, WordFeatures};
use super::encoder::{Encoder, EncoderScratch};
use super::layers::Layer;
use super::maxout::Maxout;
use crate::annotate::folder::ModelError;

/// A `tok2vec` model: one vector of [`Tok2Vec::width`] numbers for each token.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    embed: Embed,
    encoder: Encoder,
}

/// What one reader keeps for one `Tok2Vec` between texts.
#[derive(Debug, Default)]
pub(crate) struct VectorStream {
    cache: EmbedCache,
    scratch: EncoderScratch,
}

/// Tokens encoded at once: enough to make the products efficient, few enough for the cache.
pub(crate) const CHUNK: usize = 256;

impl Tok2Vec {
    /// From the layers of a model file, in which those of the tok2vec stand first of their kind.
    pub(crate) fn new(layers: &[Layer<'_>]) -> Result<Tok2Vec, ModelError> {
        let of = |name: &str| -> Vec<Layer<'_>> {
            layers.iter().filter(|layer| layer.name == name).copied().collect()
        };
        let (features, tables) = (of("extract_features"), of("hashembed"));
        let (maxouts, norms, windows) = (of("maxout"), of("layernorm"), of("expand_window"));
        let Some(&features) = features.first() else {
            let problem = "has no features; only MultiHashEmbed and HashEmbedCNN are supported";
            return Err(layers[0].error(problem));
        };
        if maxouts.len() != norms.len() || maxouts.len() != windows.len() + 1 {
            let problem = "only the encoder MaxoutWindowEncoder is supported";
            return Err(features.error(problem));
        }
        let pairs = maxouts.iter().zip(&norms);
        let mut pairs = pairs.map(|(&maxout, &norm)| Maxout::new(maxout, norm));
        let mix = pairs.next().ok_or_else(|| features.error("no mixing layer"))??;
        let encoder_layers = pairs.collect::<Result<Vec<Maxout>, ModelError>>()?;
        let window = match windows.first() {
            Some(window) => window.number("window_size")? as usize,
            None => 0,
        };
        let width = mix.width();
        let fits = |layer: &Maxout| {
            layer.width() == width && Some(layer.inputs()) == row_length(window, width)
        };
        if !encoder_layers.iter().all(fits) {
            return Err(features.error("encoder layers do not fit each other"));
        }
        let embed = Embed::new(features, &tables, mix)?;
        Ok(Tok2Vec { embed, encoder: Encoder::new(encoder_layers, window) })
    }

    /// Numbers in a vector.
    pub(crate) fn width(&self) -> usize {
        self.embed.width()
    }

    /// The vectors of the tokens in `range` (tokens × width) of a text given by its keys (word
    /// number × 2 + space after). They do not depend on how the text is cut into ranges.
    pub(crate) fn vectors<'a>(
        &self,
        keys: &[u32],
        words: &[WordFeatures],
        range: Range<usize>,
        stream: &'a mut VectorStream,
    ) -> &'a [f32] {
        let (width, reach) = (self.width(), self.encoder.reach());
        let before = reach.min(range.start);
        let seen = range.start - before..(range.end + reach).min(keys.len());
        let seen_keys = &keys[seen];
        self.embed.learn(seen_keys, words, &mut stream.cache);
        let rows = &mut stream.scratch.rows;
        rows.clear();
        rows.resize((reach - before) * width, 0.0);
        for &key in seen_keys {
            rows.extend_from_slice(stream.cache.vector(key, width));
        }
        rows.resize((range.len() + 2 * reach) * width, 0.0);
        self.encoder.run(&mut stream.scratch, range.len(), width);
        &stream.scratch.rows[reach * width..][..range.len() * width]
    }
}

/// Length of a window of vectors, if it is a possible one.
fn row_length(window: usize, width: usize) -> Option<usize> {
    window.checked_mul(2)?.checked_add(1)?.checked_mul(width)
}
