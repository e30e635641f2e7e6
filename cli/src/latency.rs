//! The latency of every stage, from the kernel to the strategy.

use hdrhistogram::Histogram;
use kiwoom_engine::clock;
use kiwoom_engine::record::RecordHeader;
use std::fmt::Write as _;

/// Histograms of each stage, in nanoseconds.
#[derive(Clone)]
pub(crate) struct Latency {
    stages: [(&'static str, Histogram<u64>); 4],
    /// What the wall clock shows when the monotonic clock shows zero. Both go
    /// on at the same pace unless somebody sets the time.
    wall_offset: i64,
}

/// Longer than this counts as this: a minute.
const LONGEST: u64 = 60_000_000_000;

impl Latency {
    pub(crate) fn new() -> Self {
        // Three digits, from 1 ns: the bounds are constants that work.
        let histogram = || Histogram::new_with_bounds(1, LONGEST, 3).expect("constant bounds");
        Self {
            stages: [
                ("kernel -> read", histogram()),
                ("read -> decoded", histogram()),
                ("decoded -> strategy", histogram()),
                ("total", histogram()),
            ],
            wall_offset: wall_offset(),
        }
    }

    /// Counts one record, which the strategy has in hand now.
    pub(crate) fn record(&mut self, header: &RecordHeader) {
        let now = clock::mono().nanos();
        let (read, ready) = (header.rx_mono().nanos(), header.ready_mono().nanos());
        let kernel = header.rx_kernel().map(|stamp| {
            let since_boot = stamp.get().cast_signed() - self.wall_offset;
            since_boot.cast_unsigned().min(read)
        });
        let spans = [
            kernel.map(|kernel| read - kernel),
            Some(ready.saturating_sub(read)),
            Some(now.saturating_sub(ready)),
            kernel.map(|kernel| now.saturating_sub(kernel)),
        ];
        for ((_, histogram), span) in self.stages.iter_mut().zip(spans) {
            if let Some(span) = span {
                histogram.saturating_record(span.clamp(1, LONGEST));
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn add(&mut self, other: &Self) {
        for ((_, mine), (_, theirs)) in self.stages.iter_mut().zip(&other.stages) {
            // Both have the same bounds.
            _ = mine.add(theirs);
        }
    }

    /// Counts anew.
    pub(crate) fn reset(&mut self) {
        for (_, histogram) in &mut self.stages {
            histogram.reset();
        }
    }

    /// Each stage by its name.
    pub(crate) fn stages(&self) -> impl Iterator<Item = (&'static str, &Histogram<u64>)> {
        self.stages.iter().map(|(name, it)| (*name, it))
    }

    /// The table, in microseconds.
    pub(crate) fn table(&self, lost: u64) -> String {
        let mut out = String::new();
        _ = writeln!(
            out,
            "{:<20}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}{:>7}",
            "latency, µs", "p50", "p90", "p99", "p99.9", "max", "count", "lost"
        );
        for (name, histogram) in &self.stages {
            _ = write!(out, "{name:<20}");
            for quantile in [0.5, 0.9, 0.99, 0.999, 1.0] {
                _ = write!(
                    out,
                    "{:>10.1}",
                    micros(histogram.value_at_quantile(quantile))
                );
            }
            _ = writeln!(out, "{:>10}{lost:>7}", histogram.len());
        }
        out
    }
}

#[expect(clippy::cast_precision_loss, reason = "spans are far below 2^52 ns")]
pub(crate) fn micros(nanos: u64) -> f64 {
    nanos as f64 / 1000.0
}

/// The best of a few looks at both clocks: the shortest time between two looks
/// at the monotonic one.
fn wall_offset() -> i64 {
    let look = || {
        let before = clock::mono().nanos();
        let wall = clock::wall().get();
        let after = clock::mono().nanos();
        (
            after - before,
            wall.cast_signed() - (before.midpoint(after)).cast_signed(),
        )
    };
    let best = (0..16).map(|_| look()).min_by_key(|(span, _)| *span);
    best.map_or(0, |(_, offset)| offset)
}
