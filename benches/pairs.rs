//! Choosing a batch of ten pairs among 1,000 active ideas, by each strategy, beside sorting 1,000 numbers:
//!
//! ```sh
//! cargo bench --bench pairs
//! ```

use std::hint::black_box;
use std::time::{Duration, Instant};

use parvis::domain::vote::Strategy;
use parvis::pairing::{Candidates, choose};
use parvis::ranking::normal;
use rand::SeedableRng;
use rand::rngs::StdRng;

const IDEAS: usize = 1_000;
const BATCH: usize = 10;
const TIMES: usize = 300;

fn main() {
    let mut rng = StdRng::seed_from_u64(1);
    let strengths: Vec<f64> = (0..IDEAS).map(|_| normal(&mut rng)).collect();
    let base = median(|| {
        let mut sorted = strengths.clone();
        let began = Instant::now();
        sorted.sort_by(f64::total_cmp);
        black_box(&sorted);
        began.elapsed()
    });
    println!("sorting {IDEAS} numbers: {base:?}");
    for strategy in Strategy::ALL {
        // A participant in the midst of a round.
        let mut candidates = Candidates::fresh(IDEAS);
        candidates.strengths.clone_from(&strengths);
        candidates.variances.fill(0.05);
        choose(&mut candidates, Strategy::Uniform, 30, &mut rng);
        let taken = median(|| {
            let mut candidates = candidates.clone();
            let began = Instant::now();
            black_box(choose(&mut candidates, strategy, BATCH, &mut rng));
            began.elapsed()
        });
        let ratio = taken.as_secs_f64() / base.as_secs_f64();
        println!("{BATCH} pairs by {:<12} {taken:>10.1?}, {ratio:.1} times that", strategy.as_str());
    }
}

fn median(mut one: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES).map(|_| one()).collect();
    times.sort();
    times[TIMES / 2]
}
