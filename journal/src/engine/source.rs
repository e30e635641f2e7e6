//! A journal as the source of a replay.

use super::link;
use crate::reader::scan::Found;
use crate::reader::{Met, Reader};
use crate::{JournalError, Kind, Losses, Progress};
use kiwoom_engine::record::{Link, LinkEventKind, Text};
use kiwoom_engine::{Mono, RawFrame, Recorded, Source, UnixNanos};
use std::io;
use std::path::Path;

/// Plays a journal; for [`Builder::replay`](kiwoom_engine::Builder::replay).
///
/// Text frames are decoded again, link events are told again. Where entries are
/// missing, because there had been no room for them or because the journal is
/// damaged, strategies get a
/// [`RECORDING_LOST`](kiwoom_engine::record::LinkEventKind::RECORDING_LOST) at that
/// place.
pub struct JournalSource {
    reader: Reader,
    /// The frame that is played now.
    frame: Option<Found>,
    /// The link event that is told now.
    link: Link,
    /// When the last entry was received, on both clocks.
    last: (UnixNanos, Mono),
    /// The first time that isn't played any more.
    until: UnixNanos,
}

/// What an entry is to a replay.
enum Step {
    Frame,
    Link,
    Nothing,
}

impl JournalSource {
    /// Opens a folder, or a single segment.
    ///
    /// # Errors
    /// When it can't be read, or isn't a journal.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, JournalError> {
        Ok(Self::new(Reader::open(path)?))
    }

    /// Goes on where this reader stands, after a search for instance.
    #[must_use]
    pub const fn new(reader: Reader) -> Self {
        Self {
            reader,
            frame: None,
            link: Link::EMPTY,
            last: (UnixNanos::new(0), Mono::ZERO),
            until: UnixNanos::new(u64::MAX),
        }
    }

    /// Ends before the first entry that was received at this time or later: where
    /// [`Reader::seek_time`] would begin.
    #[must_use]
    pub const fn until(mut self, end: UnixNanos) -> Self {
        self.until = end;
        self
    }

    /// What of the journal was damaged so far.
    #[must_use]
    pub const fn losses(&self) -> &Losses {
        self.reader.losses()
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.reader.progress()
    }

    /// Takes the next entry; `None` at the end.
    fn step(&mut self) -> Result<Option<Step>, JournalError> {
        if self.until.get() == 0 {
            return Ok(None);
        }
        let found = match self.reader.advance()? {
            None => return Ok(None),
            Some(Met::Entry(found)) => found,
            Some(Met::Damage(damage)) if damage.entries > 0 => {
                let link = lost(damage.entries, "the journal is damaged here");
                self.link = link.marked(0, 0, self.last.1);
                return Ok(Some(Step::Link));
            }
            Some(Met::Damage(_)) => return Ok(Some(Step::Nothing)),
        };
        let Some(entry) = self.reader.entry(&found) else {
            return Ok(Some(Step::Nothing));
        };
        if entry.wall_ns() >= self.until.get() {
            // That is the end, whatever stands behind it.
            self.until = UnixNanos::new(0);
            return Ok(None);
        }
        let mono = Mono::from_nanos(entry.mono_ns);
        self.last = (UnixNanos::new(entry.wall_ns()), mono);
        let link = match entry.kind {
            Kind::TEXT => {
                self.frame = Some(found);
                return Ok(Some(Step::Frame));
            }
            Kind::LINK => link::read(entry.payload),
            _ => entry
                .lost()
                .map(|count| lost(count, "the recorder had no room here")),
        };
        let Some(link) = link else {
            return Ok(Some(Step::Nothing));
        };
        self.link = link.marked(entry.connection, entry.epoch, mono);
        Ok(Some(Step::Link))
    }
}

fn lost(count: u64, words: &str) -> Link {
    let mut link = Link::EMPTY;
    link.event = LinkEventKind::RECORDING_LOST;
    link.rejected = u32::try_from(count).unwrap_or(u32::MAX);
    link.text = Text::new(words);
    link
}

impl Source for JournalSource {
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>> {
        let step = loop {
            match self.step().map_err(io::Error::other)? {
                None => return Ok(None),
                Some(Step::Nothing) => {}
                Some(step) => break step,
            }
        };
        let wall = self.last.0;
        if let Step::Link = step {
            return Ok(Some((wall, Recorded::Link(&self.link))));
        }
        let entry = self.frame.as_ref().and_then(|it| self.reader.entry(it));
        Ok(entry.map(|entry| {
            let frame = RawFrame {
                connection: entry.connection,
                epoch: entry.epoch,
                rx_kernel: (entry.kernel_ns != 0).then(|| UnixNanos::new(entry.kernel_ns)),
                rx_mono: Mono::from_nanos(entry.mono_ns),
                text: entry.payload,
            };
            (wall, Recorded::Frame(frame))
        }))
    }
}
