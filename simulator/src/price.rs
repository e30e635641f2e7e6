//! Price steps and daily limits.

/// How prices of a market step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ticks {
    /// The table of the Korea Exchange since January 2023, in won.
    Korea,
    /// One cent, in ten-thousandths of a dollar.
    Cent,
}

impl Ticks {
    /// The step from `price` upwards.
    pub(crate) const fn size(self, price: u64) -> u64 {
        match self {
            Self::Cent => 100,
            Self::Korea => match price {
                0..2_000 => 1,
                2_000..5_000 => 5,
                5_000..20_000 => 10,
                20_000..50_000 => 50,
                50_000..200_000 => 100,
                200_000..500_000 => 500,
                _ => 1_000,
            },
        }
    }

    /// The next price above.
    pub(crate) const fn up(self, price: u64) -> u64 {
        price + self.size(price)
    }

    /// The next price below; `price` must be positive.
    pub(crate) const fn down(self, price: u64) -> u64 {
        price - self.size(price - 1)
    }

    /// The highest valid price that isn't above `price`.
    pub(crate) const fn floor(self, price: u64) -> u64 {
        price - price % self.size(price)
    }

    /// The lowest and the highest price of a day that starts from
    /// `previous`: 30 % either way, the distance cut to steps of `previous`.
    pub(crate) const fn limits(self, previous: u64) -> (u64, u64) {
        let reach = previous * 3 / 10;
        let reach = reach - reach % self.size(previous);
        let low = previous - reach;
        let floor = self.floor(low);
        let low = if floor < low { self.up(floor) } else { floor };
        (low, self.floor(previous + reach))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_change_at_the_borders_of_the_table() {
        let korea = Ticks::Korea;
        for (below, border, above) in [
            (1_999, 2_000, 2_005),
            (4_995, 5_000, 5_010),
            (19_990, 20_000, 20_050),
            (49_950, 50_000, 50_100),
            (199_900, 200_000, 200_500),
            (499_500, 500_000, 501_000),
        ] {
            assert_eq!(korea.up(below), border);
            assert_eq!(korea.up(border), above);
            assert_eq!(korea.down(above), border);
            assert_eq!(korea.down(border), below);
        }
    }

    #[test]
    fn limits_are_valid_prices_within_thirty_percent() {
        for previous in [1, 999, 1_999, 6_780, 60_300, 269_000, 1_842_000] {
            let (low, high) = Ticks::Korea.limits(previous);
            assert!(low * 10 >= previous * 7 && high * 10 <= previous * 13);
            assert_eq!(Ticks::Korea.floor(low), low);
            assert_eq!(Ticks::Korea.floor(high), high);
        }
        assert_eq!(Ticks::Korea.limits(60_300), (42_300, 78_300));
    }
}
