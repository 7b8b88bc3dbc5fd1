//! The exponential function, the same to the last bit on every machine.

/// `e` to the power of `x`, to about single precision; only additions and products are used, each
/// of which every machine rounds alike.
pub(super) fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0);
    // x = n ln 2 + r, with |r| at most half of ln 2.
    let n = (x * std::f32::consts::LOG2_E + if x < 0.0 { -0.5 } else { 0.5 }) as i32;
    let r = x - n as f32 * std::f32::consts::LN_2;
    let series = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r / 120.0))));
    series * f32::from_bits(((n + 127) as u32) << 23)
}

/// The probability whose odds are `e` to the power of `x`.
pub(super) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_exponential_function() {
        for step in -400..400 {
            let x = step as f32 / 10.0;
            let error = (exp(x) / x.exp() - 1.0).abs();
            assert!(error < 1e-5, "exp({x}) is off by {error}");
        }
        assert_eq!(logistic(0.0), 0.5);
    }
}
