//! MessagePack as spaCy writes it: maps with string keys, and numpy arrays (`msgpack-numpy`).

use rmpv::ValueRef;
use rmpv::decode::read_value_ref_with_max_depth;

use super::folder::{ModelError, ModelFolder};

/// A decoded value that knows which file it came from, so that every complaint can say so.
#[derive(Clone, Copy)]
pub(crate) struct Packed<'a> {
    value: &'a ValueRef<'a>,
    place: &'a str,
}

/// A file of MessagePack, decoded without copying its strings and arrays.
pub(crate) struct PackedFile<'a> {
    value: ValueRef<'a>,
    place: String,
}

/// A numpy array of float32.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tensor {
    /// Length of each dimension, outermost first.
    pub(crate) shape: Vec<usize>,
    /// The numbers in C order; as many as the product of `shape`.
    pub(crate) data: Vec<f32>,
}

/// No file of spaCy's nests lists and maps half as deep. rmpv's own limit, 1024, is more than the
/// stack of a thread holds in a build without optimization.
const DEEPEST: usize = 64;

impl<'a> PackedFile<'a> {
    pub(crate) fn decode(
        bytes: &'a [u8],
        folder: &ModelFolder,
        name: &str,
    ) -> Result<PackedFile<'a>, ModelError> {
        let place = folder.place(name);
        let mut rest = bytes;
        match read_value_ref_with_max_depth(&mut rest, DEEPEST) {
            Ok(value) => Ok(PackedFile { value, place }),
            Err(error) => {
                let problem = format!("not MessagePack, or cut short: {error}");
                Err(ModelError::new(place, problem))
            }
        }
    }

    pub(crate) fn root(&self) -> Packed<'_> {
        Packed { value: &self.value, place: &self.place }
    }
}

impl<'a> Packed<'a> {
    pub(crate) fn error(self, problem: impl std::fmt::Display) -> ModelError {
        ModelError::new(self.place, problem)
    }

    /// The entry `key` of a map; an error if there is none.
    pub(crate) fn field(self, key: &str) -> Result<Packed<'a>, ModelError> {
        self.find(key).ok_or_else(|| self.error(format!("no `{key}` where one is needed")))
    }

    /// The entry `key` of a map.
    pub(crate) fn find(self, key: &str) -> Option<Packed<'a>> {
        let found = as_map(self.value)?.iter().find(|(k, _)| as_text(k) == Some(key));
        found.map(|(_, value)| Packed { value, ..self })
    }

    /// The (key, value) pairs of a map; an error if it is none.
    pub(crate) fn entries(
        self,
    ) -> Result<impl Iterator<Item = (Packed<'a>, Packed<'a>)>, ModelError> {
        let map = as_map(self.value).ok_or_else(|| self.error("expected a map"))?;
        let at = move |value| Packed { value, ..self };
        Ok(map.iter().map(move |(key, value)| (at(key), at(value))))
    }

    /// The members of a list; an error if it is none.
    pub(crate) fn items(self) -> Result<impl ExactSizeIterator<Item = Packed<'a>>, ModelError> {
        let list = self.value.as_array().ok_or_else(|| self.error("expected a list"))?;
        Ok(list.iter().map(move |value| Packed { value, ..self }))
    }

    pub(crate) fn text(self) -> Result<&'a str, ModelError> {
        as_text(self.value).ok_or_else(|| self.error("expected a string"))
    }

    pub(crate) fn is_nil(self) -> bool {
        matches!(self.value, ValueRef::Nil)
    }

    pub(crate) fn flag(self) -> Option<bool> {
        match self.value {
            ValueRef::Boolean(flag) => Some(*flag),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub(crate) fn number(self) -> Result<u64, ModelError> {
        self.value.as_u64().ok_or_else(|| self.error("expected a number that is not negative"))
    }

    /// MessagePack inside a binary string, as thinc packs each attribute of a layer.
    pub(crate) fn unpack(self) -> Result<PackedFile<'a>, ModelError> {
        let ValueRef::Binary(mut bytes) = *self.value else {
            return Err(self.error("expected packed bytes"));
        };
        let value = read_value_ref_with_max_depth(&mut bytes, DEEPEST)
            .map_err(|error| self.error(format!("packed bytes cannot be read: {error}")))?;
        Ok(PackedFile { value, place: self.place.to_owned() })
    }

    /// A float32 array of numpy's.
    pub(crate) fn tensor(self) -> Result<Tensor, ModelError> {
        let kind = self.field("type")?.text()?;
        if kind != "<f4" {
            return Err(
                self.error(format!("array of type {kind}; only <f4 (float32) is supported"))
            );
        }
        let shape = self.field("shape")?.items()?.map(|n| Ok(n.number()? as usize));
        let shape = shape.collect::<Result<Vec<usize>, ModelError>>()?;
        let ValueRef::Binary(bytes) = *self.field("data")?.value else {
            return Err(self.error("array without data"));
        };
        let expected = shape.iter().try_fold(4usize, |size, &n| size.checked_mul(n));
        if expected != Some(bytes.len()) {
            let found = bytes.len();
            return Err(self.error(format!("array of shape {shape:?} with {found} bytes of data")));
        }
        let (numbers, _) = bytes.as_chunks::<4>();
        Ok(Tensor { data: numbers.iter().map(|b| f32::from_le_bytes(*b)).collect(), shape })
    }
}

/// Keys are strings in some writers and bytes in others (msgpack-numpy).
fn as_text<'a>(value: &ValueRef<'a>) -> Option<&'a str> {
    match value {
        ValueRef::String(text) => text.into_str(),
        ValueRef::Binary(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

fn as_map<'v, 'a>(value: &'v ValueRef<'a>) -> Option<&'v [(ValueRef<'a>, ValueRef<'a>)]> {
    match value {
        ValueRef::Map(entries) => Some(entries),
        _ => None,
    }
}
