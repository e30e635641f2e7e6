//! A small generator of random numbers.

use std::time::Duration;

/// SplitMix64: the same seed gives the same numbers. Good enough to spread
/// attempts; of no use for secrets.
#[derive(Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Any time from nothing to `most`, both included.
    pub(super) fn up_to(&mut self, most: Duration) -> Duration {
        let span = u64::try_from(most.as_nanos()).unwrap_or(u64::MAX);
        // The high half of the product is spread as evenly as the number.
        let product = u128::from(self.next()) * (u128::from(span) + 1);
        // At most `span`.
        Duration::from_nanos((product >> 64) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::Random;
    use std::time::Duration;

    #[test]
    fn times_fill_their_range_and_follow_the_seed() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            (0..1000)
                .map(|_| random.up_to(Duration::from_nanos(9)))
                .collect::<Vec<_>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        for nanos in 0..10 {
            let count = draw(1).iter().filter(|it| it.as_nanos() == nanos).count();
            assert!((50..200).contains(&count), "{nanos} came {count} times");
        }
        assert_eq!(Random::new(3).up_to(Duration::ZERO), Duration::ZERO);
        assert!(Random::new(3).up_to(Duration::MAX) <= Duration::from_nanos(u64::MAX));
    }
}
