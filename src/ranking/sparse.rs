//! Owns Cholesky's factor of a sparse information matrix. Knows nothing of borders.

use super::linear::{Information, NotPositive};
use faer::linalg::solvers::Solve;
use faer::sparse::linalg::cholesky::{
    CholeskySymbolicParams, SymmetricOrdering, factorize_symbolic_cholesky,
};
use faer::sparse::linalg::solvers::Llt;
use faer::sparse::{SparseColMat, Triplet};
use faer::{Mat, Side};

/// Cholesky's factor of K, with one item held where K is singular along 1.
#[derive(Debug, Clone)]
pub(super) struct Factor {
    factor: Llt<usize, f64>,
    is_free: bool,
}

/// The lower triangle of K. Where it is singular along 1, one item's diagonal is raised: right-hand sides
/// whose sum is 0 have the same solution, up to a shift.
fn lower(information: &Information) -> Option<SparseColMat<usize, f64>> {
    let mut degrees = information.degrees.clone();
    if information.is_free() {
        let mean = degrees.iter().sum::<f64>() / degrees.len().max(1) as f64;
        *degrees.first_mut()? += mean;
    }
    let mut entries: Vec<Triplet<usize, usize, f64>> =
        degrees.iter().enumerate().map(|(item, &degree)| Triplet::new(item, item, degree)).collect();
    for (&(left, right), &weight) in information.ends.iter().zip(&information.weights) {
        let (low, high) = (left.min(right) as usize, left.max(right) as usize);
        entries.push(Triplet::new(high, low, -weight));
    }
    SparseColMat::try_new_from_triplets(information.items, information.items, &entries).ok()
}

/// Number of entries that Cholesky's factor of K would have.
pub(super) fn fill(information: &Information) -> Option<usize> {
    let matrix = lower(information)?;
    let (ordering, params) = (SymmetricOrdering::default(), CholeskySymbolicParams::default());
    let symbolic = factorize_symbolic_cholesky(matrix.symbolic(), Side::Lower, ordering, params);
    symbolic.ok().map(|symbolic| symbolic.len_val())
}

/// Factors K.
pub(super) fn factor(information: &Information) -> Result<Factor, NotPositive> {
    let factor = lower(information).and_then(|matrix| matrix.sp_cholesky(Side::Lower).ok());
    factor.map(|factor| Factor { factor, is_free: information.is_free() }).ok_or(NotPositive)
}

impl Factor {
    /// K⁻¹·rhs; where K is singular, for columns whose sum is 0, centred.
    pub fn solve(&self, rhs: &Mat<f64>) -> Mat<f64> {
        let mut out = self.factor.solve(rhs);
        if self.is_free {
            for column in 0..out.ncols() {
                let column = out.col_as_slice_mut(column);
                let mean = column.iter().sum::<f64>() / column.len().max(1) as f64;
                column.iter_mut().for_each(|value| *value -= mean);
            }
        }
        out
    }
}
