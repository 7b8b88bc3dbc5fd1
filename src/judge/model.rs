//! A model and its file.

use std::fmt;

use foldhash::HashMap;

use super::calibrate::Calibration;
use super::second::Second;
use super::sink::Feature;
use super::weights::Weights;

/// What has been learnt: which relations, and how they are known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Model {
    /// The relations by name, in the order of their numbers.
    pub(super) relations: Vec<String>,
    /// Of each relation whether its claims tell of something that happens on a day.
    pub(super) happens: Vec<bool>,
    pub(super) weights: Weights,
    pub(super) second: Second,
    pub(super) calibration: Calibration,
    /// What a claim that is made is [`worth`] at least.
    pub(super) threshold: f32,
}

/// How much the verdict of a frame counts: what it reads needs less confidence. A frame is right or
/// wrong for reasons that people can read and mend.
pub(super) const FRAMED: f32 = 1.3;
/// The same in a short sentence: there frames are hardly ever wrong, and annotated reports have few.
pub(super) const FRAMED_SHORT: f32 = 4.0;

/// What a claim is worth when it is to be decided whether it is made.
pub(super) fn worth(confidence: f32, is_framed: bool, is_short: bool) -> f32 {
    match (is_framed, is_short) {
        (true, true) => confidence * FRAMED_SHORT,
        (true, false) => confidence * FRAMED,
        (false, _) => confidence,
    }
}

/// Why a file is no model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadModel(&'static str);

const MAGIC: &[u8; 8] = b"cgjudge2";
/// More of anything than this is no model of ours.
const MOST: u32 = 1 << 24;

impl Model {
    /// The bytes of its file: the same for the same model.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        let mut put = |bytes: &[u8]| out.extend_from_slice(bytes);
        put(&(self.relations.len() as u32).to_le_bytes());
        for (index, name) in self.relations.iter().enumerate() {
            put(&(name.len() as u32).to_le_bytes());
            put(name.as_bytes());
            put(&[u8::from(self.happens[index])]);
            put(&self.calibration.shifts[index].to_le_bytes());
        }
        put(&self.calibration.slope.to_le_bytes());
        put(&self.threshold.to_le_bytes());
        put(&self.weights.scale.to_le_bytes());
        let mut own: Vec<_> = self.weights.own.iter().collect();
        own.sort_unstable();
        put(&(own.len() as u32).to_le_bytes());
        for (feature, (start, end)) in own {
            put(&feature.to_le_bytes());
            put(&((end - start) as u16).to_le_bytes());
            for (relation, weight) in &self.weights.entries[*start as usize..*end as usize] {
                put(&relation.to_le_bytes());
                put(&weight.to_le_bytes());
            }
        }
        put_shared(&mut put, &self.weights.shared);
        put(&self.second.scale.to_le_bytes());
        put_shared(&mut put, &self.second.weights);
        let check = checksum(&out);
        out.extend_from_slice(&check.to_le_bytes());
        out
    }

    /// The model in a file.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Model, BadModel> {
        let content = bytes.strip_prefix(MAGIC).ok_or(BadModel("is no model of the judge"))?;
        let end = content.len().checked_sub(8).ok_or(BadModel("is cut off"))?;
        let (content, check) = content.split_at(end);
        if checksum(&bytes[..bytes.len() - 8]).to_le_bytes() != check {
            return Err(BadModel("is damaged"));
        }
        let mut input = Input(content);
        let mut model = Model::default();
        let relations = input.count()?;
        for _ in 0..relations {
            let length = input.count()?;
            let name = std::str::from_utf8(input.take(length)?);
            model
                .relations
                .push(name.map_err(|_| BadModel("has a name that is no text"))?.to_owned());
            model.happens.push(input.take(1)?[0] != 0);
            model.calibration.shifts.push(input.float()?);
        }
        model.calibration.slope = input.float()?;
        model.threshold = input.float()?;
        model.weights.scale = input.float()?;
        input.read_own(&mut model.weights, relations)?;
        model.weights.shared = input.shared()?;
        model.second.scale = input.float()?;
        model.second.weights = input.shared()?;
        if !input.0.is_empty() {
            return Err(BadModel("goes on behind its end"));
        }
        model.weights = model.weights.sifted();
        Ok(model)
    }
}

/// Weights by feature, in the order of the features.
fn put_shared(put: &mut impl FnMut(&[u8]), weights: &HashMap<Feature, i8>) {
    let mut sorted: Vec<_> = weights.iter().collect();
    sorted.sort_unstable();
    put(&(sorted.len() as u32).to_le_bytes());
    for (feature, weight) in sorted {
        put(&feature.to_le_bytes());
        put(&weight.to_le_bytes());
    }
}

/// What is left of a file.
struct Input<'b>(&'b [u8]);

impl<'b> Input<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], BadModel> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(BadModel("is cut off"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn word(&mut self) -> Result<u32, BadModel> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn half(&mut self) -> Result<u16, BadModel> {
        let bytes = self.take(2)?;
        Ok(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    fn count(&mut self) -> Result<usize, BadModel> {
        let count = self.word()?;
        if count < MOST { Ok(count as usize) } else { Err(BadModel("has impossible numbers")) }
    }

    fn float(&mut self) -> Result<f32, BadModel> {
        let number = f32::from_bits(self.word()?);
        if number.is_finite() { Ok(number) } else { Err(BadModel("has impossible numbers")) }
    }

    fn shared(&mut self) -> Result<HashMap<Feature, i8>, BadModel> {
        let count = self.count()?;
        (0..count).map(|_| Ok((self.word()?, self.take(1)?[0] as i8))).collect()
    }

    fn read_own(&mut self, weights: &mut Weights, relations: usize) -> Result<(), BadModel> {
        for _ in 0..self.count()? {
            let feature = self.word()?;
            let start = weights.entries.len() as u32;
            for _ in 0..self.half()? {
                let relation = self.half()?;
                if usize::from(relation) >= relations {
                    return Err(BadModel("has weights for a relation that it has not"));
                }
                weights.entries.push((relation, self.take(1)?[0] as i8));
            }
            weights.own.insert(feature, (start, weights.entries.len() as u32));
        }
        Ok(())
    }
}

/// A number by which damage is noticed (FNV-1a).
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, step)
}

impl fmt::Display for BadModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for BadModel {}
