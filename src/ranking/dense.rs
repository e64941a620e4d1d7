//! Owns dense symmetric matrices: inverse, sums of squares and sandwich, by two threads where that pays.
//! Knows nothing of what they mean. All bits are the same whatever the machine has of cores.

use super::evaluate::both;
use super::linear::NotPositive;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt::factor::{LltRegularization, cholesky_in_place, cholesky_in_place_scratch};
use faer::linalg::matmul::matmul;
use faer::linalg::matmul::triangular::{self, BlockStructure};
use faer::linalg::solvers::DenseSolveCore;
use faer::linalg::triangular_inverse::invert_lower_triangular;
use faer::prelude::{Reborrow, ReborrowMut};
use faer::{Accum, Mat, MatMut, MatRef, Par, Side, Spec};

/// From so many rows on, the work is done by two threads.
const TWO_PARTS: usize = 384;

/// The inverse of a symmetric positive definite matrix, in the same memory: what is fresh costs as much as the work.
///
/// By halves, so that two threads can work: with `L = [L₁ 0; L₂₁ L₂]`, `X = L⁻¹ = [X₁ 0; −X₂L₂₁X₁ X₂]` and `XᵀX`.
pub(super) fn inverted(mut matrix: Mat<f64>) -> Result<Mat<f64>, NotPositive> {
    let n = matrix.nrows();
    if n < TWO_PARTS {
        return Ok(matrix.llt(Side::Lower).map_err(|_| NotPositive)?.inverse());
    }
    let mut memory = MemBuffer::new(cholesky_in_place_scratch::<f64>(n, Par::Seq, Spec::default()));
    let stack = MemStack::new(&mut memory);
    cholesky_in_place(matrix.as_mut(), LltRegularization::default(), Par::Seq, stack, Spec::default())
        .map_err(|_| NotPositive)?;
    let half = n / 2;
    // What stands above the factor's halves is free: X₂₁ goes there, turned.
    let (mut out_1, free, mut out_21, mut out_2) = matrix.as_mut().split_at_mut(half, half);
    let mut x_21 = free.transpose_mut();
    let invert = |factor: MatRef<'_, f64>| {
        let mut inverse = Mat::<f64>::zeros(factor.nrows(), factor.ncols());
        invert_lower_triangular(inverse.as_mut(), factor, Par::Seq);
        inverse
    };
    let (l_1, l_21, l_2) = (out_1.rb(), out_21.rb(), out_2.rb());
    let (x_1, x_2) = both(|| invert(l_1), || invert(l_2));
    let (x_1, x_2) = (x_1.as_ref(), x_2.as_ref());
    {
        // Columns on the left have more below them.
        let cut = half * 2 / 5;
        let (left, right) = x_21.rb_mut().split_at_col_mut(cut);
        let below = |out: MatMut<'_, f64>, x_1: MatRef<'_, f64>| {
            let mut between = Mat::<f64>::zeros(l_21.nrows(), x_1.ncols());
            matmul(between.as_mut(), Accum::Replace, l_21, x_1, 1.0, Par::Seq);
            let (lower, full) = (BlockStructure::TriangularLower, BlockStructure::Rectangular);
            triangular::matmul(out, full, Accum::Replace, x_2, lower, between.as_ref(), full, -1.0, Par::Seq);
        };
        let (x_left, x_right) = x_1.split_at_col(cut);
        both(|| below(left, x_left), || below(right, x_right));
    }
    let x_21 = x_21.rb();
    let (lower, full, upper) =
        (BlockStructure::TriangularLower, BlockStructure::Rectangular, BlockStructure::TriangularUpper);
    both(
        || {
            product(out_1.rb_mut(), lower, Accum::Replace, (x_1, upper), (x_1, lower));
            product(out_1.rb_mut(), lower, Accum::Add, (x_21, full), (x_21, full));
        },
        || {
            product(out_21.rb_mut(), full, Accum::Replace, (x_2, upper), (x_21, full));
            product(out_2.rb_mut(), lower, Accum::Replace, (x_2, upper), (x_2, lower));
        },
    );
    mirror(&mut matrix);
    Ok(matrix)
}

/// out = oneᵀ·other, added to what is there or in its place; of triangles only their part is taken.
pub(super) fn product(
    out: MatMut<'_, f64>,
    of: BlockStructure,
    how: Accum,
    (one, one_is): (MatRef<'_, f64>, BlockStructure),
    (other, other_is): (MatRef<'_, f64>, BlockStructure),
) {
    triangular::matmul(out, of, how, one.transpose(), one_is, other, other_is, 1.0, Par::Seq);
}

/// Copies the lower triangle to the upper one, in squares that stay in the cache.
pub(super) fn mirror(matrix: &mut Mat<f64>) {
    const SQUARE: usize = 64;
    let n = matrix.nrows();
    for left in (0..n).step_by(SQUARE) {
        for top in (left..n).step_by(SQUARE) {
            for column in left..n.min(left + SQUARE) {
                for row in top.max(column + 1)..n.min(top + SQUARE) {
                    matrix[(column, row)] = matrix[(row, column)];
                }
            }
        }
    }
}

/// outer·middle·outer of two symmetric matrices, of which `middle` need have its lower triangle only.
pub(super) fn sandwich(outer: &Mat<f64>, mut middle: Mat<f64>) -> Mat<f64> {
    mirror(&mut middle);
    let (n, half) = (middle.nrows(), middle.nrows() / 2);
    let mut inner = Mat::<f64>::zeros(n, n);
    let (one, other) = inner.as_mut().split_at_col_mut(half);
    let (from_one, from_other) = outer.as_ref().split_at_col(half);
    let times = |out: MatMut<'_, f64>, columns: MatRef<'_, f64>| {
        matmul(out, Accum::Replace, middle.as_ref(), columns, 1.0, Par::Seq);
    };
    in_two(n, || times(one, from_one), || times(other, from_other));
    // What was in the middle is used up: its memory takes the result.
    add_products(middle.as_mut(), Accum::Replace, outer.as_ref(), inner.as_ref());
    mirror(&mut middle);
    middle
}

/// The lower triangle of `out` gets oneᵀ·other, which must be symmetric.
pub(super) fn add_products(out: MatMut<'_, f64>, how: Accum, one: MatRef<'_, f64>, other: MatRef<'_, f64>) {
    let (n, half) = (out.nrows(), out.nrows() / 2);
    let (mut out_1, _, mut out_21, mut out_2) = out.split_at_mut(half, half);
    let ((one_1, one_2), (other_1, other_2)) = (one.split_at_col(half), other.split_at_col(half));
    let (lower, full) = (BlockStructure::TriangularLower, BlockStructure::Rectangular);
    in_two(
        n,
        || {
            product(out_1.rb_mut(), lower, how, (one_1, full), (other_1, full));
            product(out_2.rb_mut(), lower, how, (one_2, full), (other_2, full));
        },
        || product(out_21.rb_mut(), full, how, (one_2, full), (other_1, full)),
    );
}

/// Does two things, at once if that pays with `rows` rows.
fn in_two(rows: usize, one: impl FnOnce() + Send, other: impl FnOnce() + Send) {
    if rows < TWO_PARTS {
        one();
        other();
    } else {
        both(one, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A symmetric positive definite matrix.
    fn matrix(n: usize, seed: usize) -> Mat<f64> {
        let entry = |row: usize, column: usize| {
            let (small, large) = (row.min(column), row.max(column));
            ((small * 31 + large * 17 + seed) % 101) as f64 / (101.0 * n as f64)
        };
        Mat::from_fn(n, n, |row, column| entry(row, column) + if row == column { 2.0 } else { 0.0 })
    }

    #[test]
    fn a_sandwich_is_the_product_of_three_by_one_thread_and_by_two() {
        for n in [1, 2, 7, 101, TWO_PARTS + 1] {
            let (outer, middle) = (matrix(n, 1), matrix(n, 5));
            let lower =
                Mat::from_fn(n, n, |row, column| if row < column { 9e9 } else { middle[(row, column)] });
            let right = &outer * (&middle * &outer);
            assert!((sandwich(&outer, lower) - right).norm_max() < 1e-12, "{n}");
        }
    }

    #[test]
    fn an_inverse_undoes_by_one_thread_and_by_two() {
        for n in [1, 2, 101, TWO_PARTS, TWO_PARTS + 77] {
            let matrix = matrix(n, 3);
            let product = &matrix * inverted(matrix.clone()).unwrap();
            assert!((product - Mat::<f64>::identity(n, n)).norm_max() < 1e-12, "{n}");
        }
    }
}
