//! What this process holds: memory, descriptors, threads. Known on Linux only.

use std::time::Duration;

/// Threads and open descriptors.
pub(crate) type Held = (usize, usize);

/// None where the system doesn't tell.
pub(crate) fn held() -> Option<Held> {
    let count = |folder: &str| std::fs::read_dir(folder).ok().map(Iterator::count);
    Some((count("/proc/self/task")?, count("/proc/self/fd")?))
}

/// What the process has in memory, in MB; none where the system doesn't tell.
fn resident() -> Option<f64> {
    // The second figure is in pages, whose size only the system knows: the
    // other file has it in kB.
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}

/// What memory may grow by over the second half, in MB: caches of the allocator
/// and tables of ended connections find their size.
const GRACE: f64 = 4.0;
/// What it may grow by in an hour besides, in MB.
const PER_HOUR: f64 = 2.0;

/// The memory of the process, second by second since the warm-up.
#[derive(Debug, Default)]
pub(crate) struct Memory(Vec<(f64, f64)>);

/// What became of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Growth {
    pub(crate) first: f64,
    pub(crate) last: f64,
    /// MB an hour over the second half, by least squares.
    pub(crate) slope: f64,
    /// Hours that the second half took.
    pub(crate) hours: f64,
    pub(crate) samples: usize,
}

impl Memory {
    pub(crate) fn sample(&mut self, at: Duration) {
        if let Some(megabytes) = resident() {
            self.0.push((at.as_secs_f64() / 3600.0, megabytes));
        }
    }

    /// None with too few samples for a slope.
    pub(crate) fn growth(&self) -> Option<Growth> {
        let (first, last) = (self.0.first()?.1, self.0.last()?.1);
        let half = &self.0[self.0.len() / 2..];
        if half.len() < 3 {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of seconds")]
        let count = half.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| half.iter().map(of).sum::<f64>() / count;
        let (time, size) = (mean(|it| it.0), mean(|it| it.1));
        let above = half.iter().map(|it| (it.0 - time) * (it.1 - size));
        let below = half.iter().map(|it| (it.0 - time).powi(2));
        Some(Growth {
            first,
            last,
            slope: above.sum::<f64>() / below.sum::<f64>(),
            hours: half.last()?.0 - half.first()?.0,
            samples: half.len(),
        })
    }
}

impl Growth {
    /// What it may grow by over the second half, in MB.
    pub(crate) fn limit(&self) -> f64 {
        GRACE + PER_HOUR * self.hours
    }

    pub(crate) fn is_too_much(&self) -> bool {
        self.slope * self.hours > self.limit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An hour, with so many MB more in each second after a wild first half.
    fn hour(by: f64) -> Growth {
        let samples = (0..3600).map(|second| {
            let wild = if second < 1800 { 500.0 } else { 100.0 };
            let at = f64::from(second);
            (at / 3600.0, wild + by * at)
        });
        Memory(samples.collect()).growth().unwrap()
    }

    #[test]
    fn a_leak_is_found_and_a_warm_up_is_not_one() {
        let still = hour(0.0);
        assert!(still.slope.abs() < 1e-6 && !still.is_too_much());
        let leak = hour(0.004);
        assert!((leak.slope - 14.4).abs() < 0.01, "{leak:?}");
        assert!(leak.is_too_much());
        assert!(!hour(0.0005).is_too_much());
        assert!(!hour(-1.0).is_too_much());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_system_tells() {
        let mut memory = Memory::default();
        (0..6).for_each(|second| memory.sample(Duration::from_secs(second)));
        let growth = memory.growth().unwrap();
        assert!(growth.last > 1.0 && growth.samples == 3, "{growth:?}");
        let before = held().unwrap();
        assert!(before.0 >= 1 && before.1 >= 1);
    }
}
