//! What is counted of the feed's own faults.

/// What the engine found amiss in the data itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WatchStats {
    /// [`TradesMissing`](crate::record::TradesMissing) that were told, each
    /// counted once, however many strategies got it.
    pub trades_missing: u64,
    /// Shares that they told of.
    pub shares_missing: u64,
    /// Misfits that weren't told, because the item's 16 pairs before didn't fit
    /// either.
    pub misfits_untold: u64,
    /// Trades whose figure of the day was less than that of the trade before: a
    /// new day, or a correction.
    pub volume_falls: u64,
    /// Trades whose figure of the day rose by less than their own volume, such
    /// as trades that came twice.
    pub volume_excesses: u64,
    /// Volatility interruptions that were dropped because the same event had
    /// come under its other code.
    pub duplicate_interruptions: u64,
    /// Times that an item's messages of one type became stale.
    pub stale: u64,
    /// Times that they came again.
    pub fresh: u64,
}

impl WatchStats {
    /// Adds what another has counted.
    pub(crate) fn add(&mut self, other: &Self) {
        self.trades_missing += other.trades_missing;
        self.shares_missing += other.shares_missing;
        self.misfits_untold += other.misfits_untold;
        self.volume_falls += other.volume_falls;
        self.volume_excesses += other.volume_excesses;
        self.duplicate_interruptions += other.duplicate_interruptions;
        self.stale += other.stale;
        self.fresh += other.fresh;
    }
}
