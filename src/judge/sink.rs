//! Features: what is noticed of a candidate, each by a number made of its name and values.

/// A feature: a hash of what was noticed. Numbers, not names, because a report has millions.
pub(super) type Feature = u32;

/// The features of one candidate.
#[derive(Debug, Default)]
pub(super) struct Sink {
    features: Vec<Feature>,
}

impl Sink {
    /// Notices something: which kind of observation, and what was seen.
    pub(super) fn add(&mut self, template: u32, values: &[u32]) {
        let start = mix(0x9E37_79B9_7F4A_7C15, template);
        let number = values.iter().fold(start, |state, value| mix(state, *value));
        self.features.push((finish(number) >> 32) as u32);
    }

    /// All that was noticed, each once, in the order of the numbers; the sink is empty then.
    pub(super) fn take(&mut self) -> Vec<Feature> {
        self.features.sort_unstable();
        self.features.dedup();
        std::mem::take(&mut self.features)
    }
}

/// The number of a string.
pub(super) fn number(text: &str) -> u32 {
    let start = 0xCBF2_9CE4_8422_2325_u64;
    let step = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    (finish(text.bytes().fold(start, step)) >> 32) as u32
}

fn mix(state: u64, value: u32) -> u64 {
    (state.rotate_left(23) ^ u64::from(value)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

/// Spreads what was mixed over all bits.
fn finish(state: u64) -> u64 {
    let state = (state ^ (state >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    state ^ (state >> 29)
}
