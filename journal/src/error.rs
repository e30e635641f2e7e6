//! What can go wrong.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a journal can't be written or read. Damage in a journal is none of these:
/// the reader steps over it and tells it ([`Damage`](crate::Damage)).
#[derive(Debug)]
#[non_exhaustive]
pub enum JournalError {
    /// The disk is full, or the quota is used up. Recording has stopped; what
    /// was recorded before is whole.
    DiskFull {
        /// The segment that was being written.
        path: PathBuf,
    },
    /// The system refused something else.
    Io {
        /// What was being done, such as `write`.
        action: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Another recording writes to this folder.
    Locked {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no segment of a journal here.
    NoJournal {
        /// The file or folder.
        path: PathBuf,
    },
    /// A segment was written in a format that this version doesn't know.
    Version {
        /// The segment.
        path: PathBuf,
        /// Its format's version.
        version: u32,
    },
    /// A payload is longer than [`MAX_PAYLOAD`](crate::MAX_PAYLOAD).
    TooLong {
        /// Its length, in bytes.
        length: usize,
    },
    /// An entry to be copied stands before those that were copied already.
    OutOfOrder {
        /// Its sequence number.
        sequence: u64,
        /// The least that could follow.
        expected: u64,
    },
    /// A time of day was asked for, and the journal is of several days, or of none
    /// that is known.
    SeveralDays,
    /// Writing has failed before, or the thread has gone: nothing more is written.
    Stopped,
}

impl JournalError {
    /// An error of the system, as what it means to a journal.
    pub(crate) fn io(action: &'static str, path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Io {
                action,
                path,
                error,
            },
        }
    }

    /// Whether the disk was full.
    #[must_use]
    pub const fn is_disk_full(&self) -> bool {
        matches!(self, Self::DiskFull { .. })
    }
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DiskFull { path } => write!(
                f,
                "{}: the disk is full: recording has stopped, and what was recorded before is \
                 whole. Make room and start recording again: it goes on in a new segment",
                path.display()
            ),
            Self::Io {
                action,
                path,
                error,
            } => write!(f, "{}: can't {action}: {error}", path.display()),
            Self::Locked { folder } => write!(
                f,
                "{}: another recording writes here: give each its own folder",
                folder.display()
            ),
            Self::NoJournal { path } => write!(
                f,
                "{}: no journal: a folder with segments (*.kwj, *.kwj.zst), or one of them, is wanted",
                path.display()
            ),
            Self::Version { path, version } => write!(
                f,
                "{}: written in version {version} of the format: read it with a later kiwoom-engine",
                path.display()
            ),
            Self::TooLong { length } => write!(
                f,
                "a payload of {length} bytes: at most {} are recorded",
                crate::MAX_PAYLOAD
            ),
            Self::OutOfOrder { sequence, expected } => write!(
                f,
                "entry {sequence} can't follow: {expected} or later is expected"
            ),
            Self::SeveralDays => f.write_str(
                "the journal isn't of one day: say the date, too, such as 2026-11-27T09:00",
            ),
            Self::Stopped => f.write_str("recording has stopped before"),
        }
    }
}

impl std::error::Error for JournalError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}
