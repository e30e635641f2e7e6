//! How a strategy's thread waits.

use std::hint;
use std::thread;
use std::time::{Duration, Instant};

/// What a strategy's thread does while there is nothing to read.
///
/// The choice is between latency and processor time. The figures are medians
/// on a shared virtual machine with two processors: orders of magnitude. What
/// a *waiting* reader costs the I/O thread is the same in all cases but one:
/// waking a sleeper is a system call of 5 to 10 µs, made once per batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wait {
    /// Looks again and again. About 0.1 µs from thread to thread, and a whole
    /// processor for as long as it waits. Only where that processor is really
    /// the thread's own: where it isn't, the tail gets worse than with
    /// sleeping, since the scheduler takes the thread off at some point.
    BusySpin,
    /// Looks, and offers the processor to others between looks. About 0.4 µs;
    /// still a whole processor when nobody else wants it.
    Yield,
    /// Looks for `spin`, then yields for `yield_for`, then sleeps. Within a
    /// burst as quick as spinning, after a pause as slow as sleeping, and no
    /// processor time in a pause. The default, with 20 µs and 200 µs.
    Adaptive {
        /// How long to look, since the wait began.
        spin: Duration,
        /// How long to yield after that.
        yield_for: Duration,
    },
    /// Sleeps at once. 5 to 10 µs when records come often, 30 to 40 µs out of
    /// a deep sleep; no processor time while it waits.
    Park,
}

impl Default for Wait {
    fn default() -> Self {
        Self::Adaptive {
            spin: Duration::from_micros(20),
            yield_for: Duration::from_micros(200),
        }
    }
}

/// What to do at one moment of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Spin,
    Yield,
    Park,
}

impl Wait {
    /// What to do when the wait has lasted for so long.
    fn step(self, waited: Duration) -> Step {
        match self {
            Self::BusySpin => Step::Spin,
            Self::Yield => Step::Yield,
            Self::Adaptive { spin, .. } if waited < spin => Step::Spin,
            Self::Adaptive { spin, yield_for } if waited < spin.saturating_add(yield_for) => {
                Step::Yield
            }
            Self::Adaptive { .. } | Self::Park => Step::Park,
        }
    }
}

/// Looks between two looks at the clock.
const TURNS: u32 = 32;

/// The longest sleep. Nothing relies on it: a wake-up isn't lost. It bounds
/// the harm of what can't be foreseen. Tests would not see it if one were, so
/// for them it is longer than anything they do.
pub(crate) const LONGEST_SLEEP: Duration = if cfg!(test) {
    Duration::from_secs(60)
} else {
    Duration::from_millis(100)
};

/// Waits until `ready`, or until the deadline. Returns whether it is ready.
pub(crate) fn until(
    wait: Wait,
    deadline: Option<Instant>,
    ready: impl Fn() -> bool,
    mut park: impl FnMut(Duration),
) -> bool {
    if ready() {
        return true;
    }
    let begun = Instant::now();
    let mut now = begun;
    loop {
        let left = match deadline {
            Some(deadline) if now >= deadline => return false,
            Some(deadline) => deadline - now,
            None => LONGEST_SLEEP,
        };
        match wait.step(now - begun) {
            Step::Spin => {
                for _ in 0..TURNS {
                    hint::spin_loop();
                    if ready() {
                        return true;
                    }
                }
            }
            Step::Yield => thread::yield_now(),
            Step::Park => park(left.min(LONGEST_SLEEP)),
        }
        if ready() {
            return true;
        }
        now = Instant::now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn adaptive_goes_from_spinning_to_sleeping() {
        let wait = Wait::Adaptive {
            spin: Duration::from_micros(20),
            yield_for: Duration::from_micros(200),
        };
        assert_eq!(wait, Wait::default());
        let step = |micros| wait.step(Duration::from_micros(micros));
        assert_eq!(step(0), Step::Spin);
        assert_eq!(step(19), Step::Spin);
        assert_eq!(step(20), Step::Yield);
        assert_eq!(step(219), Step::Yield);
        assert_eq!(step(220), Step::Park);
        let forever = Wait::Adaptive {
            spin: Duration::MAX,
            yield_for: Duration::MAX,
        };
        assert_eq!(forever.step(Duration::from_secs(1)), Step::Spin);
    }

    #[test]
    fn what_is_ready_does_not_wait() {
        let past = Some(Instant::now());
        assert!(until(Wait::Park, past, || true, |_| panic!("slept")));
    }

    #[test]
    fn the_deadline_ends_every_kind_of_wait() {
        let short = Duration::from_micros(50);
        for wait in [Wait::BusySpin, Wait::Yield, Wait::Park, Wait::default()] {
            let deadline = Instant::now() + short;
            let ready = until(
                wait,
                Some(deadline),
                || false,
                |longest| {
                    assert!(longest <= short);
                },
            );
            assert!(!ready, "{wait:?}");
            assert!(Instant::now() >= deadline);
        }
    }

    #[test]
    fn sleeps_are_bounded_and_end_when_it_is_ready() {
        let naps = Cell::new(0);
        let ready = || naps.get() == 3;
        let park = |longest| {
            assert_eq!(longest, LONGEST_SLEEP);
            naps.set(naps.get() + 1);
        };
        assert!(until(Wait::Park, None, ready, park));
        assert_eq!(naps.get(), 3);
    }
}
