//! Whether frames are worth scanning.
//!
//! A scan that fails was for nothing. By AVX2 it takes up to a quarter of what the
//! tape takes for a trade or an order book, and half of it for the shortest frames;
//! for any processor two thirds, and all of it. One that succeeds spares the greater
//! part of the tape's time. So frames are scanned while as many succeed as fail, and
//! otherwise one now and then, to see.

/// How many failures in a row are borne, and the most that successes save up.
const MOST: u8 = 16;

/// Of the frames that aren't worth it one in so many is scanned all the same.
const FRAMES_A_TRY: u8 = 17;

/// What is left of successes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Credit {
    left: u8,
    passed: u8,
}

impl Credit {
    pub(super) const FULL: Self = Self {
        left: MOST,
        passed: 0,
    };

    /// Whether to scan the next frame.
    #[inline]
    pub(super) fn is_due(&mut self) -> bool {
        if self.left > 0 {
            return true;
        }
        self.passed = (self.passed + 1) % FRAMES_A_TRY;
        self.passed == 0
    }

    /// It was scanned.
    #[inline]
    pub(super) fn note(&mut self, succeeded: bool) {
        self.left = if succeeded {
            (self.left + 1).min(MOST)
        } else {
            self.left.saturating_sub(1)
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Credit, FRAMES_A_TRY, MOST};

    /// How many of these frames are scanned, each of which would succeed or not.
    fn scanned(credit: &mut Credit, frames: impl Iterator<Item = bool>) -> usize {
        frames
            .filter(|succeeds| {
                let is_due = credit.is_due();
                if is_due {
                    credit.note(*succeeds);
                }
                is_due
            })
            .count()
    }

    #[test]
    fn failures_are_few_and_never_the_last_try() {
        let mut credit = Credit::FULL;
        let tries = usize::from(FRAMES_A_TRY);
        let failed = scanned(&mut credit, (0..100 * tries).map(|_| false));
        assert!((100..=100 + usize::from(MOST)).contains(&failed));
        // From then on all are scanned but the few before the next try.
        let succeeded = scanned(&mut credit, (0..1_000).map(|_| true));
        assert!(succeeded > 1_000 - tries);
    }

    #[test]
    fn frames_are_scanned_while_as_many_succeed_as_fail() {
        let mut credit = Credit::FULL;
        assert_eq!(
            scanned(&mut credit, (0..1_000).map(|at| at % 2 == 0)),
            1_000
        );
        let mut credit = Credit::FULL;
        let few = scanned(&mut credit, (0..1_700).map(|at| at % 4 == 0));
        assert!(few < 400, "{few}");
    }
}
