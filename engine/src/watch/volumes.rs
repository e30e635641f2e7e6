//! The loss detector: the day's volume must rise by what each trade moves.

use super::WatchStats;

/// Misfits in a row that are told: after so many, the figures evidently don't
/// mean what they should, and telling each would only flood the strategies.
const MOST_IN_A_ROW: u8 = 16;

/// What one trade says of volumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trade {
    /// Which connection it came on, and the how many-eth time that was up.
    pub(crate) link: (u16, u32),
    /// The day's volume so far (code 13).
    pub(crate) cumulative: Option<i64>,
    /// What it moved itself (code 15), of whatever sign.
    pub(crate) volume: Option<i64>,
}

/// Shares that no trade told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    pub(crate) quantity: u64,
    /// The day's volume at the trade before.
    pub(crate) previous: u64,
    /// The day's volume at this one.
    pub(crate) cumulative: u64,
}

/// The day's volume of one item, as its last trade told it: 16 bytes, beside what
/// else is known of the item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Volume {
    cumulative: u64,
    epoch: u32,
    connection: u16,
    state: State,
    /// Misfits in a row.
    misfits: u8,
}

/// What is known of an item's volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing, and nothing is to be.
    Unwatched,
    /// Nothing yet.
    Unknown,
    /// The volume at the trade before.
    Known,
}

impl Volume {
    /// Of an item that isn't watched.
    pub(crate) const UNWATCHED: Self = Self {
        cumulative: 0,
        epoch: 0,
        connection: 0,
        state: State::Unwatched,
        misfits: 0,
    };

    /// Of an item that is watched from its next trade on.
    pub(crate) const WATCHED: Self = Self {
        state: State::Unknown,
        ..Self::UNWATCHED
    };

    /// Whether trades are held against it.
    pub(crate) fn is_watched(&self) -> bool {
        self.state != State::Unwatched
    }

    /// Takes the item's next trade; gives what is missing before it.
    #[inline]
    pub(crate) fn trade(&mut self, trade: Trade, stats: &mut WatchStats) -> Option<Missing> {
        let before = *self;
        if before.state == State::Unwatched {
            return None;
        }
        let (connection, epoch) = trade.link;
        let cumulative = trade.cumulative.and_then(|it| u64::try_from(it).ok());
        *self = Self {
            cumulative: cumulative.unwrap_or(0),
            epoch,
            connection,
            state: cumulative.map_or(State::Unknown, |_| State::Known),
            misfits: 0,
        };
        let cumulative = cumulative?;
        let is_next = (before.connection, before.epoch) == trade.link;
        if before.state != State::Known || !is_next {
            return None;
        }
        let Some(rise) = cumulative.checked_sub(before.cumulative) else {
            stats.volume_falls += 1;
            return None;
        };
        let own = trade.volume?.unsigned_abs();
        if rise == own {
            return None;
        }
        let Some(quantity) = rise.checked_sub(own) else {
            stats.volume_excesses += 1;
            return None;
        };
        self.misfits = before.misfits.saturating_add(1);
        if self.misfits > MOST_IN_A_ROW {
            stats.misfits_untold += 1;
            return None;
        }
        stats.trades_missing += 1;
        stats.shares_missing = stats.shares_missing.saturating_add(quantity);
        Some(Missing {
            quantity,
            previous: before.cumulative,
            cumulative,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_IN_A_ROW, Missing, Trade, Volume};
    use crate::watch::WatchStats;
    use proptest::prelude::*;
    use std::collections::HashMap;

    const fn trade(cumulative: i64, volume: i64) -> Trade {
        Trade {
            link: (0, 1),
            cumulative: Some(cumulative),
            volume: Some(volume),
        }
    }

    fn watched() -> (Volume, WatchStats) {
        (Volume::WATCHED, WatchStats::default())
    }

    #[test]
    fn a_rise_beyond_the_trade_is_missing() {
        let (mut volume, mut stats) = watched();
        assert_eq!(volume.trade(trade(100, 10), &mut stats), None);
        assert_eq!(volume.trade(trade(130, -30), &mut stats), None);
        let missing = volume.trade(trade(200, 20), &mut stats);
        let told = Missing {
            quantity: 50,
            previous: 130,
            cumulative: 200,
        };
        assert_eq!(missing, Some(told));
        assert_eq!(volume.trade(trade(201, 1), &mut stats), None);
        assert_eq!((stats.trades_missing, stats.shares_missing), (1, 50));
        // Nobody wants this one watched, however its volume rises.
        let mut unwatched = Volume::UNWATCHED;
        for cumulative in [1, 100, 1_000] {
            assert_eq!(unwatched.trade(trade(cumulative, 1), &mut stats), None);
        }
        assert!(!unwatched.is_watched());
        assert_eq!(stats.trades_missing, 1);
    }

    #[test]
    fn the_count_begins_anew_where_it_can_not_be_known() {
        let (mut volume, mut stats) = watched();
        let mut none = |trade| assert_eq!(volume.trade(trade, &mut stats), None);
        none(trade(1_000, 10));
        // Another time up, another connection.
        let mut other = trade(2_000, 10);
        other.link = (0, 2);
        none(other);
        other.link = (1, 2);
        other.cumulative = Some(3_000);
        none(other);
        // A fall, then a figure of the day that is missing, then one that fits
        // what was before it only.
        none(trade(50, 10));
        none(trade(40, 10));
        none(Trade {
            cumulative: None,
            ..trade(0, 1)
        });
        none(trade(100, 10));
        // Its own figure is missing: the pair can't be checked, the next can.
        none(Trade {
            volume: None,
            ..trade(200, 0)
        });
        none(trade(210, 10));
        // No figure of a day is negative.
        none(trade(-5, 10));
        none(trade(500, 10));
        // Twice.
        none(trade(500, 10));
        assert_eq!((stats.volume_falls, stats.volume_excesses), (1, 1));
        volume = Volume::WATCHED;
        assert_eq!(volume.trade(trade(900, 1), &mut stats), None);
        assert_eq!(stats.trades_missing, 0);
    }

    #[test]
    fn figures_that_never_fit_are_told_a_few_times_only() {
        let (mut volume, mut stats) = watched();
        for at in 0..100 {
            volume.trade(trade(at * 10, 1), &mut stats);
        }
        assert_eq!(stats.trades_missing, u64::from(MOST_IN_A_ROW));
        assert_eq!(stats.misfits_untold, 99 - u64::from(MOST_IN_A_ROW));
        // One that fits, and it is told again.
        assert_eq!(volume.trade(trade(991, 1), &mut stats), None);
        assert!(volume.trade(trade(1_000, 1), &mut stats).is_some());
    }

    #[test]
    fn the_largest_figures_do_no_harm() {
        let (mut volume, mut stats) = watched();
        for cumulative in [0, i64::MAX, i64::MIN, i64::MAX, 0, i64::MAX] {
            for own in [i64::MIN, i64::MAX, 0, -1] {
                volume.trade(trade(cumulative, own), &mut stats);
            }
        }
        volume = Volume::WATCHED;
        volume.trade(trade(0, 0), &mut stats);
        let missing = volume.trade(trade(i64::MAX, 0), &mut stats);
        assert_eq!(
            missing.map(|it| it.quantity),
            Some(i64::MAX.unsigned_abs()),
            "{stats:?}"
        );
    }

    /// Trades of one item: its shares, and whether the server shows it.
    fn day() -> impl Strategy<Value = Vec<(usize, i64, bool)>> {
        let one = (0_usize..3, 1_i64..1_000, prop::bool::weighted(0.8));
        prop::collection::vec(one, 0..200)
    }

    proptest! {
        /// What is told is exactly what was kept back between two shown trades
        /// of the same item.
        #[test]
        fn what_is_kept_back_is_told(day in day()) {
            let mut volumes = [Volume::WATCHED; 3];
            let mut stats = WatchStats::default();
            // By item: the day's volume, whether one was shown, shares kept
            // back since, misfits in a row.
            let mut model: HashMap<usize, (i64, bool, i64, u8)> = HashMap::new();
            for (item, shares, shown) in day {
                let (total, any, kept, row) = model.entry(item).or_default();
                *total += shares;
                if !shown {
                    *kept += shares;
                    continue;
                }
                let told = volumes[item].trade(trade(*total, -shares), &mut stats);
                *row = if *any && *kept > 0 { *row + 1 } else { 0 };
                let expected = (*row > 0 && *row <= MOST_IN_A_ROW).then_some(*kept);
                prop_assert_eq!(told.map(|it| it.quantity as i64), expected);
                (*any, *kept) = (true, 0);
            }
        }
    }
}
