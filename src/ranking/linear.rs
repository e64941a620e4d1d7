//! Owns linear algebra on the information matrix: a weighted graph's Laplacian plus a diagonal, bordered by
//! the columns of at most two further parameters. Knows nothing of votes.

use faer::linalg::solvers::{DenseSolveCore, Solve};
use faer::{Mat, Side};

/// H = [K, B; Bᵀ, C] with K = Laplacian(weights) + diag(diagonal), n × n.
#[derive(Debug, Clone)]
pub(super) struct Information {
    pub items: usize,
    /// Ends of each edge.
    pub ends: Vec<(u32, u32)>,
    /// Curvature of each edge, > 0.
    pub weights: Vec<f64>,
    /// What the prior adds, ≥ 0; all zero means that K is singular along 1.
    pub diagonal: Vec<f64>,
    /// Columns of B, each of n.
    pub borders: Vec<Vec<f64>>,
    /// C, symmetric.
    pub corner: [[f64; 2]; 2],
}

/// The matrix is not positive definite: the likelihood is flat in some direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotPositive;

impl Information {
    /// Diagonal of K.
    pub fn degrees(&self) -> Vec<f64> {
        let mut degrees = self.diagonal.clone();
        for (&(left, right), &weight) in self.ends.iter().zip(&self.weights) {
            degrees[left as usize] += weight;
            degrees[right as usize] += weight;
        }
        degrees
    }

    pub fn is_free(&self) -> bool {
        self.diagonal.iter().all(|&held| held == 0.0)
    }

    /// K as a dense matrix; where it is singular along 1, that direction is filled with a curvature of the
    /// others' size, which centring takes out again.
    pub fn dense(&self) -> Mat<f64> {
        let degrees = self.degrees();
        let filled =
            if self.is_free() { degrees.iter().sum::<f64>() / (self.items * self.items) as f64 } else { 0.0 };
        let mut matrix = Mat::from_fn(self.items, self.items, |_, _| filled);
        for (index, degree) in degrees.iter().enumerate() {
            matrix[(index, index)] += degree;
        }
        for (&(left, right), &weight) in self.ends.iter().zip(&self.weights) {
            let (left, right) = (left as usize, right as usize);
            matrix[(left, right)] -= weight;
            matrix[(right, left)] -= weight;
        }
        matrix
    }

    /// Solves H·step = (rhs, corner_rhs).
    pub fn solve(&self, rhs: &[f64], corner_rhs: [f64; 2]) -> Result<(Vec<f64>, [f64; 2]), NotPositive> {
        let m = self.borders.len();
        let factor = self.dense().llt(Side::Lower).map_err(|_| NotPositive)?;
        let mut columns = Mat::from_fn(self.items, m + 1, |row, column| match column.checked_sub(1) {
            None => rhs[row],
            Some(border) => self.borders[border][row],
        });
        factor.solve_in_place(columns.as_mut());
        let solved = |column: usize| (0..self.items).map(move |row| (row, column));
        let schur = self.schur(|border| solved(border + 1).map(|at| columns[at]).collect())?;
        let mut reduced = [0.0; 2];
        for border in 0..m {
            let along: f64 = (0..self.items).map(|row| self.borders[border][row] * columns[(row, 0)]).sum();
            reduced[border] = corner_rhs[border] - along;
        }
        let corner: [f64; 2] =
            std::array::from_fn(|border| (0..m).map(|other| schur[border][other] * reduced[other]).sum());
        let step = (0..self.items)
            .map(|row| {
                columns[(row, 0)]
                    - (0..m).map(|border| columns[(row, border + 1)] * corner[border]).sum::<f64>()
            })
            .collect();
        Ok((step, corner))
    }

    /// (C − BᵀK⁻¹B)⁻¹, given the columns of K⁻¹B.
    pub fn schur(&self, solved: impl Fn(usize) -> Vec<f64>) -> Result<[[f64; 2]; 2], NotPositive> {
        let m = self.borders.len();
        let mut block = self.corner;
        for column in 0..m {
            let solution = solved(column);
            for row in 0..m {
                block[row][column] -=
                    self.borders[row].iter().zip(&solution).map(|(a, b)| a * b).sum::<f64>();
            }
        }
        match m {
            0 => Ok([[0.0; 2]; 2]),
            1 if block[0][0] > 0.0 => Ok([[1.0 / block[0][0], 0.0], [0.0, 0.0]]),
            2 => {
                let across = 0.5 * (block[0][1] + block[1][0]);
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
        let mut theta = self.dense().llt(Side::Lower).map_err(|_| NotPositive)?.inverse();
        let border = Mat::from_fn(n, m, |row, column| self.borders[column][row]);
        let solved = &theta * &border;
        let corner = self.schur(|column| (0..n).map(|row| solved[(row, column)]).collect())?;
        let middle = Mat::from_fn(m, m, |row, column| corner[row][column]);
        let cross = &solved * &middle;
        theta += &cross * solved.transpose();
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
