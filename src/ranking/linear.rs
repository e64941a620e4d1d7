//! Owns linear algebra on the information matrix: a weighted graph's Laplacian plus a diagonal, bordered by
//! the columns of at most two further parameters. Knows nothing of votes.

use super::dense::inverted;
use super::iterative::conjugate_gradients;
use super::sparse;
use faer::linalg::solvers::{Llt, Solve};
use faer::{Mat, Side};
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
