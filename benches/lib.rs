//! What the benches share.

pub mod allocations;

pub use kiwoom_counts as frames;
use std::time::Instant;

/// What is in the caches and the branch predictor when a work is timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caches {
    /// What the others left there.
    Others,
    /// Its own: it was done once just before, without being timed.
    Own,
}

/// Measures works that take turns, so that whatever else the machine does meets
/// all of them alike: the median nanoseconds of each, and what the last round
/// allocated.
///
/// # Panics
/// Without rounds.
pub fn in_turn<'a>(
    rounds: usize,
    caches: Caches,
    works: impl IntoIterator<Item = Box<dyn FnMut() + 'a>>,
) -> Vec<(f64, u64)> {
    let mut works: Vec<_> = works.into_iter().map(|it| (it, Vec::new(), 0)).collect();
    for _ in 0..rounds {
        for (work, samples, allocated) in &mut works {
            if caches == Caches::Own {
                work();
            }
            let before = allocations::count();
            let start = Instant::now();
            work();
            samples.push(start.elapsed().as_nanos() as f64);
            *allocated = allocations::count() - before;
        }
    }
    let median = |mut samples: Vec<f64>| {
        samples.sort_by(f64::total_cmp);
        samples[samples.len() / 2]
    };
    works
        .into_iter()
        .map(|(_, samples, allocated)| (median(samples), allocated))
        .collect()
}
