//! The hand-over from the I/O thread to a strategy's thread.
//!
//! A feed is a pair of lanes, rings of 64-byte lines, for one strategy:
//! *critical* for what may never be lost, *data* for the rest. Records are
//! written in place by the decoder and read in place by the strategy. The
//! reader merges the lanes by sequence number: what it gets rises strictly.
//!
//! When the data lane is full, the newest record is dropped, counted and told:
//! a [`Gap`](crate::record::Gap) stands in the critical lane where the lost records would
//! have stood. Of whole pictures (books) the newest waits outside instead, one
//! for each item, until there is room. So at every moment *sent = delivered +
//! told as lost + conflated + still on the way*; see [`Overflow`]. When the critical lane is full, its records wait in a
//! spill on the writer's side; while they do, the data lane takes nothing, or
//! its records would overtake them. A strategy that lets even the spill run
//! over is cut off, and told so after the last record.
//!
//! The writer's side never blocks unless a strategy asked for it
//! ([`Overflow::BlockFor`]), and never allocates, but for the spill's hand-over
//! when a feed is closed.

pub(crate) mod bench_api;
mod counts;
mod gap;
mod lane;
mod merge;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod model;
mod newest;
mod overflow;
mod park;
mod reader;
mod readers;
mod shared;
mod spill;
mod sync;
mod wait;
mod writer;

#[cfg(test)]
mod tests;

pub use counts::FeedCounts;
pub use overflow::Overflow;
pub use shared::CloseReason;
pub use wait::Wait;

pub(crate) use {
    merge::Lane, newest::About, overflow::Policies, reader::Head, readers::Readers,
    shared::FeedMonitor, writer::FeedWriter,
};

use std::fmt;
use std::sync::Arc;

/// The longest record, in lines: its length must fit its header's byte.
pub(crate) const MOST_LINES: usize = u8::MAX as usize;

/// The longest lane, in lines: one GiB.
const LONGEST_LANE: usize = 1 << 24;

/// Sizes of a feed, all in lines of 64 bytes. Any size will do, powers of two
/// aren't needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FeedConfig {
    /// The critical lane.
    pub(crate) critical_lines: usize,
    /// The data lane.
    pub(crate) data_lines: usize,
    /// How much may wait for the critical lane before the strategy is cut off.
    pub(crate) spill_lines: usize,
    /// The longest record that will be written.
    pub(crate) largest_record: usize,
}

impl FeedConfig {
    /// The usual sizes: 0.5 MiB critical, 1 MiB data, 4 MiB spill.
    pub(crate) const fn new(largest_record: usize) -> Self {
        Self {
            critical_lines: 8 << 10,
            data_lines: 16 << 10,
            spill_lines: 64 << 10,
            largest_record,
        }
    }

    fn check(&self) -> Result<(), CapacityError> {
        let largest = self.largest_record;
        if !(1..=MOST_LINES).contains(&largest) {
            return Err(CapacityError::Record { lines: largest });
        }
        // Where the end of the lane comes in between, a record takes up to
        // twice its lines, less one.
        let least = 2 * largest.max(gap::GAP_LINES);
        for (name, lines, least) in [
            ("critical lane", self.critical_lines, least),
            ("data lane", self.data_lines, least),
            ("spill", self.spill_lines, 0),
        ] {
            if lines < least || lines > LONGEST_LANE {
                return Err(CapacityError::Lines {
                    name,
                    lines,
                    least,
                    most: LONGEST_LANE,
                });
            }
        }
        Ok(())
    }
}

/// The sizes asked for don't make a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CapacityError {
    /// A record of that many lines can't be.
    Record {
        /// What was asked for.
        lines: usize,
    },
    /// A lane or the spill is too small or too large.
    Lines {
        /// Which one.
        name: &'static str,
        /// What was asked for, in lines of 64 bytes.
        lines: usize,
        /// The least that will do: room for the largest record twice.
        least: usize,
        /// The most that will do.
        most: usize,
    },
}

impl fmt::Display for CapacityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record { lines } => write!(
                f,
                "the largest record can't be {lines} lines of 64 bytes: choose 1 to {MOST_LINES}"
            ),
            Self::Lines {
                name,
                lines,
                least,
                most,
            } => write!(
                f,
                "the {name} can't be {lines} lines of 64 bytes: choose {least} to {most}"
            ),
        }
    }
}

impl std::error::Error for CapacityError {}

/// Makes a strategy's feeds: each I/O thread keeps a writer, the strategy's
/// thread gets the readers. Takes their memory here, and no more later.
///
/// # Errors
/// When the sizes can't work together.
pub(crate) fn feeds(
    config: &FeedConfig,
    threads: usize,
) -> Result<(Vec<FeedWriter>, Readers), CapacityError> {
    let parking = Arc::new(park::Parking::new());
    let (mut writers, mut readers) = (Vec::new(), Vec::new());
    for _ in 0..threads {
        let (writer, reader) = feed_at(config, Arc::clone(&parking))?;
        writers.push(writer);
        readers.push(reader);
    }
    Ok((writers, Readers::new(readers, parking)))
}

/// The same for one I/O thread.
///
/// # Errors
/// When the sizes can't work together.
pub(crate) fn feed(config: &FeedConfig) -> Result<(FeedWriter, Readers), CapacityError> {
    let parking = Arc::new(park::Parking::new());
    let (writer, reader) = feed_at(config, Arc::clone(&parking))?;
    Ok((writer, Readers::new(vec![reader], parking)))
}

fn feed_at(
    config: &FeedConfig,
    parking: Arc<park::Parking>,
) -> Result<(FeedWriter, reader::FeedReader), CapacityError> {
    config.check()?;
    let shared = Arc::new(shared::Shared::new(parking));
    let (critical_writer, critical_reader) = lane::lane(config.critical_lines);
    let (data_writer, data_reader) = lane::lane(config.data_lines);
    let writer = FeedWriter::new(config, critical_writer, data_writer, Arc::clone(&shared));
    let reader = reader::FeedReader::new(critical_reader, data_reader, shared);
    Ok((writer, reader))
}
