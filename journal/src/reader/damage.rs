//! What a reader tells of what it couldn't read.

use std::fmt;

/// What is wrong at some place of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DamageKind {
    /// Bytes that are no entries: flipped bits, a part of the file that is gone,
    /// a compressed block that can't be read.
    Unreadable,
    /// The end of a segment is the beginning of an entry: what a run leaves that
    /// is killed while it writes. It was never a whole entry.
    Unfinished,
    /// Sequence numbers are missing and nothing stands in their place: a segment
    /// is gone, or the end of one.
    Missing,
    /// A segment begins with sequence numbers that were there before: segments
    /// of several journals in one folder.
    Repeated,
}

/// Something wrong, where it is, and what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Damage {
    /// What it is.
    pub kind: DamageKind,
    /// In which segment.
    pub segment: u64,
    /// Where in the plain segment, in bytes.
    pub offset: u64,
    /// How many bytes can't be read.
    pub bytes: u64,
    /// How many entries are missing by their sequence numbers, up to the next
    /// one. 0 at a segment's end: what is missing there is told with what follows.
    pub entries: u64,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            segment,
            offset,
            bytes,
            entries,
            ..
        } = self;
        write!(f, "segment {segment} at byte {offset}: ")?;
        match self.kind {
            DamageKind::Unreadable => write!(
                f,
                "{bytes} bytes are unreadable, {entries} entries are missing"
            ),
            DamageKind::Unfinished => write!(
                f,
                "{bytes} bytes of an entry that was never finished (the recording was killed, or goes on)"
            ),
            DamageKind::Missing => write!(f, "{entries} entries are missing"),
            DamageKind::Repeated => f.write_str("its entries have numbers that were there before"),
        }
    }
}

/// All that was wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Losses {
    /// Places that are damaged, but for unfinished entries.
    pub places: u64,
    /// Bytes that can't be read there.
    pub bytes: u64,
    /// Entries that are missing, by their sequence numbers.
    pub entries: u64,
    /// Segments that end in an unfinished entry.
    pub unfinished: u64,
}

impl Losses {
    pub(super) const fn count(&mut self, damage: &Damage) {
        match damage.kind {
            DamageKind::Unfinished => self.unfinished += 1,
            _ => self.places += 1,
        }
        if !matches!(damage.kind, DamageKind::Unfinished) {
            self.bytes = self.bytes.saturating_add(damage.bytes);
        }
        self.entries = self.entries.saturating_add(damage.entries);
    }

    /// Whether all that was ever whole is there. What a killed run left
    /// unfinished counts as nothing.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.places == 0
    }
}
