//! A journal, played into a feed.

use crate::builder::subscriptions;
use crate::feed::Feed;
use crate::{error, value};
use kiwoom_engine::{Endpoint, Engine, Pace, Replay, StalenessLimits, Wait};
use kiwoom_journal::{JournalSource, Place, Range, Reader, Received, Stamped};
use pyo3::prelude::*;
use std::path::PathBuf;

/// Bytes of the ring between the thread that decodes and the one that reads.
const RING: usize = 16 << 20;

/// A replay that runs, or has ended, and what is asked about its journal.
pub(crate) struct Playing {
    replay: Option<Replay>,
    pub(crate) received: Received,
}

impl Playing {
    /// Waits until it has ended; tells why if that was too early.
    pub(crate) fn join(&mut self) -> PyResult<()> {
        match self.replay.take() {
            Some(replay) => replay.join().map(drop).map_err(error),
            None => Ok(()),
        }
    }

    /// Ends it now. Its feed must be gone.
    pub(crate) fn stop(&mut self) {
        // Dropping it stops it, and waits for that.
        self.replay = None;
    }
}

/// The segments of a journal: path, date in Korea (YYYYMMDD), whether it is
/// compressed.
#[pyfunction]
pub(crate) fn segments(path: PathBuf) -> PyResult<Vec<(PathBuf, u32, bool)>> {
    let reader = Reader::open(path).map_err(error)?;
    let segments = reader.segments().iter();
    Ok(segments
        .map(|it| (it.path.clone(), it.trading_day, it.packed))
        .collect())
}

/// Plays a journal from the first entry received at `start` (ns since 1970 UTC) or
/// later to the one before the first received at `end`; `speed` times as fast as it
/// was recorded, or as fast as it is read. Searches without the GIL.
#[pyfunction]
#[pyo3(signature = (path, wanted, start, end, speed, unknown))]
pub(crate) fn replay(
    py: Python<'_>,
    path: PathBuf,
    wanted: Vec<(String, Vec<String>)>,
    start: Option<u64>,
    end: Option<u64>,
    speed: Option<f64>,
    unknown: bool,
) -> PyResult<Feed> {
    let wanted = subscriptions(wanted)?;
    let pace = match speed {
        None => Pace::Unpaced,
        Some(speed) if speed.is_finite() && speed > 0.0 => Pace::Times(speed),
        Some(_) => return Err(value("a speed is a positive number")),
    };
    py.detach(|| {
        let range = Range {
            from: start.map(Place::Time),
            to: end.map(Place::Time),
        };
        let source = JournalSource::open_range(path, &range).map_err(error)?;
        let (source, received) = Stamped::new(source);
        // Nobody is connected to; and what is late is late for whoever listened then.
        let builder = Engine::builder(Endpoint::live()).staleness(StalenessLimits::none());
        let builder = builder.strategy("replay", |it| {
            let it = it.wait(Wait::Park).capacity(RING);
            let it = if unknown { it.unknown() } else { it };
            let each = wanted.into_iter();
            each.fold(it, |it, (kind, items)| it.subscribe(kind, items))
        });
        let (replay, mut feeds) = builder.replay(source, pace).map_err(error)?;
        let playing = Playing {
            replay: Some(replay),
            received,
        };
        Ok(Feed::new(feeds.remove(0), Some(playing)))
    })
}
