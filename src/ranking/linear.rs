//! Owns linear algebra on the information matrix: a weighted graph's Laplacian plus a diagonal, bordered by
//! the columns of at most two further parameters. Knows nothing of votes.

use super::evaluate::both;
use super::iterative::conjugate_gradients;
use super::sparse;
use faer::Spec;
use faer::dyn_stack::{MemBuffer, MemStack};
use faer::linalg::cholesky::llt::factor::{LltRegularization, cholesky_in_place, cholesky_in_place_scratch};
use faer::linalg::matmul::matmul;
use faer::linalg::matmul::triangular::{self, BlockStructure};
use faer::linalg::solvers::{DenseSolveCore, Llt, Solve};
use faer::linalg::triangular_inverse::invert_lower_triangular;
use faer::prelude::{Reborrow, ReborrowMut};
use faer::{Accum, Mat, MatMut, MatRef, Par, Side};
use std::sync::Arc;

/// H = [K, B; Bᵀ, C] with K = Laplacian(weights) + diag(diagonal), n × n.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Information {
    pub items: usize,
    /// Ends of each edge, in order of the smaller.
    pub ends: Arc<Vec<(u32, u32)>>,
    /// Curvature of each edge, ≥ 0.
    pub weights: Vec<f64>,
    /// What the prior adds, ≥ 0; all zero means that K is singular along 1.
    pub diagonal: Vec<f64>,
    /// Diagonal of K.
    pub degrees: Vec<f64>,
    /// Columns of B, each of n.
    pub borders: Vec<Vec<f64>>,
    /// C, symmetric.
    pub corner: [[f64; 2]; 2],
}

/// The matrix is not positive definite: the likelihood is flat in some direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotPositive;

/// How K is solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    /// Cholesky's factor as a full matrix.
    Dense,
    /// Cholesky's factor with its zeros left out (faer, minimum degree).
    Sparse,
    /// Conjugate gradients with the diagonal as preconditioner (Hestenes and Stiefel 1952).
    Iterative,
}

/// Up to so many items a dense factor costs less than anything cleverer; up to twice as many where they have few pairs
/// each.
const DENSE_ITEMS: usize = 128;
const FEW_PAIRS: usize = 16;
/// Pairs for each item up to which a sparse factor is tried, and entries for each item up to which it is
/// taken: beyond them conjugate gradients are quicker.
const SPARSE_DEGREE: usize = 8;
const SPARSE_FILL: usize = 100;

impl Method {
    /// The quickest method for one right-hand side.
    pub fn of(information: &Information) -> Self {
        let n = information.items;
        if n <= DENSE_ITEMS || n <= 2 * DENSE_ITEMS && information.ends.len() < FEW_PAIRS * n {
            return Self::Dense;
        }
        let few = information.ends.len() <= SPARSE_DEGREE * n;
        if few && sparse::fill(information).is_some_and(|fill| fill <= SPARSE_FILL * n) {
            return Self::Sparse;
        }
        Self::Iterative
    }
}

impl Information {
    /// The strengths' block alone.
    pub fn without_borders(&self) -> Self {
        Self { borders: Vec::new(), ..self.clone() }
    }

    /// Whether K is singular along 1.
    pub fn is_free(&self) -> bool {
        self.diagonal.iter().all(|&held| held == 0.0)
    }

    /// K as a dense matrix of which only the lower triangle is right; where it is singular along 1, that direction is
    /// filled with a curvature of the others' size, which centring takes out again.
    pub fn lower(&self) -> Mat<f64> {
        let filled = if self.is_free() {
            self.degrees.iter().sum::<f64>() / (self.items * self.items) as f64
        } else {
            0.0
        };
        let mut matrix = Mat::full(self.items, self.items, filled);
        for (index, degree) in self.degrees.iter().enumerate() {
            matrix[(index, index)] += degree;
        }
        for (&(left, right), &weight) in self.ends.iter().zip(&self.weights) {
            matrix[(left.max(right) as usize, left.min(right) as usize)] -= weight;
        }
        matrix
    }

    /// Solves H·step = (`rhs`, `corner_rhs`) to about `tolerance` of its size, where the method is iterative.
    pub fn step(
        self: &Arc<Self>,
        method: Method,
        rhs: &[f64],
        corner_rhs: [f64; 2],
        tolerance: f64,
    ) -> Result<(Vec<f64>, [f64; 2]), NotPositive> {
        if method == Method::Iterative
            && let Some(step) = conjugate_gradients(self, rhs, corner_rhs, tolerance)
        {
            return Ok(step);
        }
        // Gradients that don't come to an end mean a long thin graph: a factor is the surer way.
        let method = if method == Method::Iterative { Method::Dense } else { method };
        let solver = Solver::new(Arc::clone(self), method)?;
        Ok(solver.step(rhs, corner_rhs))
    }

    /// (C − BᵀK⁻¹B)⁻¹, given K⁻¹B.
    fn schur(&self, solved: &Mat<f64>) -> Result<[[f64; 2]; 2], NotPositive> {
        let m = self.borders.len();
        let mut block = self.corner;
        for (row, border) in self.borders.iter().enumerate() {
            for (column, entry) in block[row].iter_mut().enumerate().take(m) {
                *entry -= dot(border, solved.col_as_slice(column));
            }
        }
        match m {
            0 => Ok([[0.0; 2]; 2]),
            1 if block[0][0] > 0.0 => Ok([[1.0 / block[0][0], 0.0], [0.0, 0.0]]),
            2 => {
                let across = f64::midpoint(block[0][1], block[1][0]);
                let determinant = block[0][0] * block[1][1] - across * across;
                let sound = block[0][0] > 0.0 && block[1][1] > 0.0 && determinant > 0.0;
                let scale = 1.0 / determinant;
                sound
                    .then_some([
                        [block[1][1] * scale, -across * scale],
                        [-across * scale, block[0][0] * scale],
                    ])
                    .ok_or(NotPositive)
            }
            _ => Err(NotPositive),
        }
    }

    /// H⁻¹ in full.
    pub fn inverse(&self) -> Result<Inverse, NotPositive> {
        let n = self.items;
        let m = self.borders.len();
        let mut theta = inverted(self.lower())?;
        let border = Mat::from_fn(n, m, |row, column| self.borders[column][row]);
        let solved = &theta * &border;
        let corner = self.schur(&solved)?;
        let middle = Mat::from_fn(m, m, |row, column| corner[row][column]);
        let cross = &solved * &middle;
        for border in 0..m {
            let (cross, solved) = (cross.col_as_slice(border), solved.col_as_slice(border));
            for (column, by) in solved.iter().enumerate() {
                for (entry, cross) in theta.col_as_slice_mut(column).iter_mut().zip(cross) {
                    *entry += cross * by;
                }
            }
        }
        Ok(Inverse { theta, cross: -cross, corner })
    }
}

/// From so many items on, an inverse is made by two threads.
const TWO_INVERSE: usize = 384;

/// The inverse of a symmetric positive definite matrix, in the same memory: what is fresh costs as much as the work.
///
/// By halves, so that two threads can work: with `L = [L₁ 0; L₂₁ L₂]`, `X = L⁻¹ = [X₁ 0; −X₂L₂₁X₁ X₂]` and `XᵀX`.
fn inverted(mut matrix: Mat<f64>) -> Result<Mat<f64>, NotPositive> {
    let n = matrix.nrows();
    if n < TWO_INVERSE {
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
fn product(
    out: MatMut<'_, f64>,
    of: BlockStructure,
    how: Accum,
    (one, one_is): (MatRef<'_, f64>, BlockStructure),
    (other, other_is): (MatRef<'_, f64>, BlockStructure),
) {
    triangular::matmul(out, of, how, one.transpose(), one_is, other, other_is, 1.0, Par::Seq);
}

/// Copies the lower triangle to the upper one, in squares that stay in the cache.
fn mirror(matrix: &mut Mat<f64>) {
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

/// An inverse or covariance over (θ, borders), dense.
#[derive(Debug, Clone)]
pub(super) struct Inverse {
    /// n × n. Where strengths are free, right only between vectors whose sum is 0.
    pub theta: Mat<f64>,
    /// n × m.
    pub cross: Mat<f64>,
    pub corner: [[f64; 2]; 2],
}

/// An information matrix, ready to be solved for many right-hand sides.
#[derive(Debug, Clone)]
pub(super) struct Solver {
    pub information: Arc<Information>,
    core: Core,
    /// K⁻¹B.
    pub solved_borders: Mat<f64>,
    /// (C − BᵀK⁻¹B)⁻¹: the borders' block of H⁻¹.
    pub corner: [[f64; 2]; 2],
}

#[derive(Debug, Clone)]
enum Core {
    Dense(Llt<f64>),
    Sparse(sparse::Factor),
    Iterative,
}

/// Relative size of what conjugate gradients leave, where a solution is an end in itself.
const FINE: f64 = 1e-11;

impl Solver {
    pub fn new(information: Arc<Information>, method: Method) -> Result<Self, NotPositive> {
        let core = match method {
            Method::Dense => Core::Dense(information.lower().llt(Side::Lower).map_err(|_| NotPositive)?),
            Method::Sparse => Core::Sparse(sparse::factor(&information)?),
            Method::Iterative => Core::Iterative,
        };
        let (n, m) = (information.items, information.borders.len());
        let borders = Mat::from_fn(n, m, |row, column| information.borders[column][row]);
        let mut solver = Self { information, core, solved_borders: Mat::zeros(n, m), corner: [[0.0; 2]; 2] };
        solver.solved_borders = solver.solve_core(&borders)?;
        solver.corner = solver.information.schur(&solver.solved_borders)?;
        Ok(solver)
    }

    /// K⁻¹·rhs; where K is singular, for columns whose sum is 0, centred.
    pub fn solve_core(&self, rhs: &Mat<f64>) -> Result<Mat<f64>, NotPositive> {
        match &self.core {
            Core::Dense(factor) => Ok(factor.solve(rhs)),
            Core::Sparse(factor) => Ok(factor.solve(rhs)),
            Core::Iterative => {
                let plain = self.information.without_borders();
                let mut out = Mat::zeros(rhs.nrows(), rhs.ncols());
                for column in 0..rhs.ncols() {
                    let (solution, _) = conjugate_gradients(&plain, rhs.col_as_slice(column), [0.0; 2], FINE)
                        .ok_or(NotPositive)?;
                    out.col_as_slice_mut(column).copy_from_slice(&solution);
                }
                Ok(out)
            }
        }
    }

    /// The strengths' block of H⁻¹ times `rhs`.
    pub fn solve(&self, rhs: &Mat<f64>) -> Result<Mat<f64>, NotPositive> {
        let mut out = self.solve_core(rhs)?;
        let m = self.information.borders.len();
        let middle = Mat::from_fn(m, m, |row, column| self.corner[row][column]);
        out += &self.solved_borders * (middle * (self.solved_borders.transpose() * rhs));
        Ok(out)
    }

    /// H⁻¹·(`rhs`, `corner_rhs`), to about `tolerance` of its size where the method is iterative.
    pub fn step_within(
        &self,
        rhs: &[f64],
        corner_rhs: [f64; 2],
        tolerance: f64,
    ) -> Result<(Vec<f64>, [f64; 2]), NotPositive> {
        match self.core {
            Core::Iterative => {
                conjugate_gradients(&self.information, rhs, corner_rhs, tolerance).ok_or(NotPositive)
            }
            Core::Dense(_) | Core::Sparse(_) => Ok(self.step(rhs, corner_rhs)),
        }
    }

    /// H⁻¹·(`rhs`, `corner_rhs`), with a factor.
    fn step(&self, rhs: &[f64], corner_rhs: [f64; 2]) -> (Vec<f64>, [f64; 2]) {
        let m = self.information.borders.len();
        let column = Mat::from_fn(rhs.len(), 1, |row, _| rhs[row]);
        let solved = self.solve_core(&column).unwrap_or(column);
        let mut reduced = [0.0; 2];
        for (border, reduced) in self.information.borders.iter().zip(&mut reduced).take(m) {
            *reduced = -dot(border, solved.col_as_slice(0));
        }
        let corner: [f64; 2] = std::array::from_fn(|row| {
            (0..m).map(|column| self.corner[row][column] * (corner_rhs[column] + reduced[column])).sum()
        });
        let mut step = solved.col_as_slice(0).to_vec();
        for (border, by) in corner.iter().enumerate().take(m) {
            for (step, solved) in step.iter_mut().zip(self.solved_borders.col_as_slice(border)) {
                *step -= solved * by;
            }
        }
        (step, corner)
    }
}

/// Sum of products.
pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}
