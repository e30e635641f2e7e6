//! How often a type's layout may be learned.
//!
//! A frame that isn't as predicted may be the first of a new layout, or one of
//! many odd ones, and only looking tells. So looks are rationed: what they cost
//! stays a small part of what the frames cost that were decoded since the last
//! one, and yet there is always a next one.

/// Looks that are in store at first, and at most.
const MOST_LOOKS: u8 = 16;

/// A look is earned by so many misses. It takes about six times as long as the tape
/// takes for a frame, and so a fortieth of it all; of frames that are scanned a tenth.
/// These are worth no less than others: it takes turns who is looked at, as this is a
/// prime, and else it might always be another frame than the one that comes again.
const MISSES_A_LOOK: u32 = 251;

/// What an element that was as predicted is worth, against a miss: a sixteenth,
/// as it takes so much less time.
const PREDICTED: u32 = 1;
const MISSED: u32 = 16;

/// How often one type's layout may still be learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Budget {
    looks: u8,
    /// What was earned since the last look was added.
    earned: u32,
}

impl Budget {
    pub(super) const FULL: Self = Self {
        looks: MOST_LOOKS,
        earned: 0,
    };

    /// An element was as predicted.
    #[inline(always)]
    pub(super) fn hit(&mut self) {
        self.earn(PREDICTED);
    }

    /// A frame wasn't: whether it may be looked at, which takes a look.
    pub(super) fn miss(&mut self) -> bool {
        self.earn(MISSED);
        let may = self.looks > 0;
        self.looks = self.looks.saturating_sub(1);
        may
    }

    #[inline(always)]
    fn earn(&mut self, worth: u32) {
        self.earned += worth;
        if self.earned >= MISSES_A_LOOK * MISSED {
            self.earned = 0;
            self.looks = (self.looks + 1).min(MOST_LOOKS);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, MISSED, MISSES_A_LOOK, MOST_LOOKS};

    fn looks(budget: &mut Budget, misses: u32) -> u32 {
        (0..misses).map(|_| u32::from(budget.miss())).sum()
    }

    #[test]
    fn however_many_misses_there_were_the_next_look_comes() {
        let mut budget = Budget::FULL;
        let first = u32::from(MOST_LOOKS);
        assert_eq!(looks(&mut budget, first), first);
        for _ in 0..10_000 {
            assert_eq!(looks(&mut budget, MISSES_A_LOOK), 1);
        }
    }

    #[test]
    fn looks_are_stored_up_to_a_bound() {
        let mut budget = Budget::FULL;
        assert_eq!(looks(&mut budget, 16), 16);
        let enough = MISSES_A_LOOK * MISSED * 100;
        (0..enough).for_each(|_| budget.hit());
        assert_eq!(looks(&mut budget, 100), u32::from(MOST_LOOKS));
    }
}
