//! Matrix products, the place where nearly all time is spent.
//!
//! A library would do (`matrixmultiply`, `gemm`), but their sums depend on the machine: they
//! cut long sums into blocks and fuse multiplication and addition only where the processor can.
//! Here each number of the result is one sum in one order with fused steps, so that a graph
//! built on any machine is the same graph to the last byte; and the left matrix may overlap
//! itself, which makes the encoder's window of neighbouring words free.

/// A matrix of weights, laid out for multiplication from the right.
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    /// Panels of `PANEL` columns, each row after row; missing columns are zero.
    panels: Vec<f32>,
    rows: usize,
    columns: usize,
}

/// Columns computed together: two AVX-512 registers, four of AVX2.
const PANEL: usize = 32;

/// The left factor of a product: `count` rows of equal length that begin `stride` apart.
///
/// With a stride shorter than the rows they overlap: the rows of a window of three vectors of
/// 96 numbers are 288 long and begin 96 apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowView<'a> {
    pub(crate) data: &'a [f32],
    pub(crate) stride: usize,
    pub(crate) count: usize,
}

impl Matrix {
    /// From weights as thinc keeps them, `outputs` rows of `inputs` numbers.
    ///
    /// # Panics
    /// If `weights` does not have `outputs * inputs` numbers; the loader has checked it.
    pub(crate) fn from_outputs(weights: &[f32], outputs: usize, inputs: usize) -> Matrix {
        assert_eq!(weights.len(), outputs * inputs, "a weight for each output and input");
        let panel_count = outputs.div_ceil(PANEL);
        let mut panels = vec![0.0; panel_count * PANEL * inputs];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let panel = &mut panels[output / PANEL * PANEL * inputs..];
            for (input, &weight) in row.iter().enumerate() {
                panel[input * PANEL + output % PANEL] = weight;
            }
        }
        Matrix { panels, rows: inputs, columns: outputs }
    }

    /// Length of the rows that it takes.
    pub(crate) fn inputs(&self) -> usize {
        self.rows
    }

    /// Length of the rows that it gives.
    pub(crate) fn outputs(&self) -> usize {
        self.columns
    }

    /// Distance between two rows of the result: the outputs, rounded up to whole panels.
    pub(crate) fn out_stride(&self) -> usize {
        self.columns.next_multiple_of(PANEL)
    }

    /// `out = left × self`; `out` has `left.count` rows, `out_stride` apart.
    ///
    /// # Panics
    /// If `left` or `out` is too short for that.
    pub(crate) fn multiply(&self, left: RowView<'_>, out: &mut [f32]) {
        let Some(last) = left.count.checked_sub(1) else { return };
        assert!(left.data.len() >= last * left.stride + self.rows, "left factor too short");
        assert!(out.len() >= left.count * self.out_stride(), "no room for the product");
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f") {
                // SAFETY: the processor has AVX-512F, and the lengths were checked above.
                return unsafe { x86::multiply_avx512(self, left, out) };
            }
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                // SAFETY: the processor has AVX2 and FMA, and the lengths were checked above.
                return unsafe { x86::multiply_avx2(self, left, out) };
            }
        }
        // SAFETY: needs no processor feature, and the lengths were checked above.
        unsafe { multiply::<[f32; 8], 2, 4>(self, left, out) }
    }
}

/// A vector register. Each lane is computed by itself, so all widths give the same numbers.
trait Lanes: Copy {
    const WIDTH: usize;
    /// # Safety
    /// As for all functions of this trait: the processor must have the implementing register,
    /// and the pointers must be good for `WIDTH` numbers.
    unsafe fn splat(number: f32) -> Self;
    /// # Safety
    /// See [`Lanes::splat`].
    unsafe fn load(from: *const f32) -> Self;
    /// # Safety
    /// See [`Lanes::splat`].
    unsafe fn store(self, to: *mut f32);
    /// `self * factor + sum`, rounded once.
    /// # Safety
    /// See [`Lanes::splat`].
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self;
}

/// The product, `R` rows and `V` registers' width of columns at a time.
///
/// # Safety
/// The processor must have `L`; `left` and `out` must be as long as [`Matrix::multiply`] checks.
#[inline(always)]
unsafe fn multiply<L: Lanes, const R: usize, const V: usize>(
    matrix: &Matrix,
    left: RowView<'_>,
    out: &mut [f32],
) {
    const { assert!(PANEL.is_multiple_of(V * L::WIDTH)) };
    let out_stride = matrix.out_stride();
    // Blocks of rows outside, panels inside: the rows stay in the first cache level.
    let mut row = 0;
    while row < left.count {
        let whole = left.count - row >= R;
        for panel in 0..out_stride / PANEL {
            let weights = &matrix.panels[panel * PANEL * matrix.rows..][..PANEL * matrix.rows];
            for column in (0..PANEL).step_by(V * L::WIDTH) {
                // SAFETY: row, panel and column stay inside the lengths that the caller checked.
                unsafe {
                    let weights = weights.as_ptr().add(column);
                    let mut a = left.data.as_ptr().add(row * left.stride);
                    let mut c = out.as_mut_ptr().add(row * out_stride + panel * PANEL + column);
                    if whole {
                        tile::<L, R, V>(a, left.stride, matrix.rows, weights, c, out_stride);
                        continue;
                    }
                    for _ in row..left.count {
                        tile::<L, 1, V>(a, left.stride, matrix.rows, weights, c, out_stride);
                        a = a.add(left.stride);
                        c = c.add(out_stride);
                    }
                }
            }
        }
        row += R;
    }
}

/// One tile of the result, all of it in registers while the sums run.
///
/// # Safety
/// `a` must be good for `R` rows of `length` numbers, `weights` for `length` rows of a panel,
/// `c` for `R` rows of the result; and the processor must have `L`.
#[inline(always)]
unsafe fn tile<L: Lanes, const R: usize, const V: usize>(
    a: *const f32,
    a_stride: usize,
    length: usize,
    weights: *const f32,
    c: *mut f32,
    c_stride: usize,
) {
    // SAFETY: by this function's contract.
    unsafe {
        let mut sums = [[L::splat(0.0); V]; R];
        for k in 0..length {
            let mut b = [L::splat(0.0); V];
            for (v, b) in b.iter_mut().enumerate() {
                *b = L::load(weights.add(k * PANEL + v * L::WIDTH));
            }
            for (r, sums) in sums.iter_mut().enumerate() {
                let x = L::splat(*a.add(r * a_stride + k));
                for (sum, &b) in sums.iter_mut().zip(&b) {
                    *sum = x.mul_add(b, *sum);
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            for (v, sum) in sums.iter().enumerate() {
                sum.store(c.add(r * c_stride + v * L::WIDTH));
            }
        }
    }
}

/// Any processor: the compiler turns it into NEON on ARM; without a fused instruction it is
/// slow, but right.
impl Lanes for [f32; 8] {
    const WIDTH: usize = 8;
    #[inline(always)]
    unsafe fn splat(number: f32) -> Self {
        [number; 8]
    }
    #[inline(always)]
    unsafe fn load(from: *const f32) -> Self {
        // SAFETY: good for `WIDTH` numbers by the trait's contract.
        unsafe { from.cast::<[f32; 8]>().read_unaligned() }
    }
    #[inline(always)]
    unsafe fn store(self, to: *mut f32) {
        // SAFETY: good for `WIDTH` numbers by the trait's contract.
        unsafe { to.cast::<[f32; 8]>().write_unaligned(self) }
    }
    #[inline(always)]
    unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
        std::array::from_fn(|i| self[i].mul_add(factor[i], sum[i]))
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Lanes, Matrix, RowView, multiply};
    use std::arch::x86_64::*;

    /// # Safety
    /// The processor must have AVX-512F; for the lengths see [`Matrix::multiply`].
    #[target_feature(enable = "avx512f")]
    pub(super) unsafe fn multiply_avx512(matrix: &Matrix, left: RowView<'_>, out: &mut [f32]) {
        // SAFETY: by this function's contract.
        unsafe { multiply::<__m512, 12, 2>(matrix, left, out) }
    }

    /// # Safety
    /// The processor must have AVX2 and FMA; for the lengths see [`Matrix::multiply`].
    #[target_feature(enable = "avx2,fma")]
    pub(super) unsafe fn multiply_avx2(matrix: &Matrix, left: RowView<'_>, out: &mut [f32]) {
        // SAFETY: by this function's contract.
        unsafe { multiply::<__m256, 6, 2>(matrix, left, out) }
    }

    macro_rules! lanes {
        ($register:ty, $width:literal, $splat:ident, $load:ident, $store:ident, $fma:ident) => {
            impl Lanes for $register {
                const WIDTH: usize = $width;
                #[inline(always)]
                unsafe fn splat(number: f32) -> Self {
                    // SAFETY: the processor has the register by the trait's contract.
                    unsafe { $splat(number) }
                }
                #[inline(always)]
                unsafe fn load(from: *const f32) -> Self {
                    // SAFETY: by the trait's contract.
                    unsafe { $load(from) }
                }
                #[inline(always)]
                unsafe fn store(self, to: *mut f32) {
                    // SAFETY: by the trait's contract.
                    unsafe { $store(to, self) }
                }
                #[inline(always)]
                unsafe fn mul_add(self, factor: Self, sum: Self) -> Self {
                    // SAFETY: the processor has the register by the trait's contract.
                    unsafe { $fma(self, factor, sum) }
                }
            }
        };
    }

    lanes!(__m256, 8, _mm256_set1_ps, _mm256_loadu_ps, _mm256_storeu_ps, _mm256_fmadd_ps);
    lanes!(__m512, 16, _mm512_set1_ps, _mm512_loadu_ps, _mm512_storeu_ps, _mm512_fmadd_ps);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without a pattern that a wrong index could survive.
    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        (0..count).map(|_| next()).collect()
    }

    /// The definition: one sum in order, each step fused.
    fn by_hand(weights: &[f32], inputs: usize, left: RowView<'_>) -> Vec<f32> {
        let row = |i: usize| &left.data[i * left.stride..][..inputs];
        let dot = |row: &[f32], column: &[f32]| {
            row.iter().zip(column).fold(0.0f32, |sum, (&x, &w)| x.mul_add(w, sum))
        };
        let of_row = |i| weights.chunks_exact(inputs).map(move |column| dot(row(i), column));
        (0..left.count).flat_map(of_row).collect()
    }

    #[test]
    fn every_kernel_gives_the_same_bits() {
        for (outputs, inputs, stride, count) in [(288, 288, 96, 40), (50, 96, 96, 13), (7, 3, 5, 1)]
        {
            let weights = numbers(outputs * inputs, 7);
            let data = numbers(stride * count + inputs, 11);
            let left = RowView { data: &data, stride, count };
            let expected = by_hand(&weights, inputs, left);
            let matrix = Matrix::from_outputs(&weights, outputs, inputs);
            let check = |name: &str, out: &[f32]| {
                for (row, expected) in
                    out.chunks_exact(matrix.out_stride()).zip(expected.chunks(outputs))
                {
                    assert_eq!(&row[..outputs], expected, "{name}, {outputs} × {inputs}");
                }
            };
            let mut out = vec![f32::NAN; count * matrix.out_stride()];
            matrix.multiply(left, &mut out);
            check("chosen for this machine", &out);
            // SAFETY: needs no processor feature; `out` has the length that `multiply` wants.
            unsafe { multiply::<[f32; 8], 2, 4>(&matrix, left, &mut out) };
            check("portable", &out);
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                out.fill(f32::NAN);
                // SAFETY: the features were just found.
                unsafe { x86::multiply_avx2(&matrix, left, &mut out) };
                check("AVX2", &out);
            }
        }
    }
}
