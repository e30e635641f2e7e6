//! A journal's folder: the names of its segments, and who may write to it.

use crate::JournalError;
use fs4::{FileExt, TryLockError};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// How the name of a segment ends.
pub(crate) const PLAIN: &str = ".kwj";
/// And that of a compressed one.
pub(crate) const PACKED: &str = ".kwj.zst";
/// What is not finished yet: never read, and removed by the next run.
pub(crate) const UNFINISHED: &str = ".part";
const LOCK: &str = "lock";

/// A segment's file, by its name. What is inside counts more, where it differs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SegmentPath {
    /// Which segment of the journal it is.
    pub number: u64,
    /// The date in Korea (거래일) of its first entry, YYYYMMDD.
    pub trading_day: u32,
    /// Whether it is compressed.
    pub packed: bool,
    /// Where it is.
    pub path: PathBuf,
}

impl SegmentPath {
    /// The segment that this path names; `None` for any other name.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?;
        let (stem, packed) = match name.strip_suffix(PACKED) {
            Some(stem) => (stem, true),
            None => (name.strip_suffix(PLAIN)?, false),
        };
        let (day, number) = stem.split_once('-')?;
        let digits = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
        if day.len() != 8 || !digits(day) || !digits(number) {
            return None;
        }
        Some(Self {
            number: number.parse().ok()?,
            trading_day: day.parse().ok()?,
            packed,
            path: path.to_owned(),
        })
    }
}

/// Where a plain segment is to be.
pub(crate) fn plain_path(folder: &Path, trading_day: u32, number: u64) -> PathBuf {
    folder.join(format!("{trading_day:08}-{number:08}{PLAIN}"))
}

/// The same segment in its other form.
pub(crate) fn other_form(segment: &SegmentPath) -> PathBuf {
    let ending = if segment.packed { PLAIN } else { PACKED };
    let SegmentPath {
        number,
        trading_day,
        ..
    } = segment;
    let name = format!("{trading_day:08}-{number:08}{ending}");
    segment.path.with_file_name(name)
}

/// All segments of a folder in their order, each once: where a segment is there
/// in both forms, since a run was killed before it removed the plain one, that
/// is the one.
///
/// # Errors
/// [`JournalError::Io`] when the folder can't be read.
pub fn segments(folder: &Path) -> Result<Vec<SegmentPath>, JournalError> {
    let failed = |error| JournalError::io("read the folder", folder, error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        found.extend(SegmentPath::from_path(&entry.map_err(failed)?.path()));
    }
    found.sort_by(|a, b| (a.number, a.packed, &a.path).cmp(&(b.number, b.packed, &b.path)));
    found.dedup_by(|later, first| later.number == first.number);
    Ok(found)
}

/// Removes what a killed run left unfinished.
pub(crate) fn remove_unfinished(folder: &Path) -> Result<(), JournalError> {
    let failed = |error| JournalError::io("read the folder", folder, error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let segment = name.and_then(|name| name.strip_suffix(UNFINISHED));
        if segment.is_some_and(|name| SegmentPath::from_path(Path::new(name)).is_some()) {
            fs::remove_file(&path).map_err(|error| JournalError::io("remove", &path, error))?;
        }
    }
    Ok(())
}

/// Keeps others from writing to this folder for as long as the file is open. The
/// system lets go of it when the process ends, however it ends.
pub(crate) fn lock(folder: &Path) -> Result<File, JournalError> {
    let path = folder.join(LOCK);
    let mut options = File::options();
    let file = options.create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| JournalError::io("open", &path, error))?;
    match FileExt::try_lock(&file) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::Locked {
            folder: folder.to_owned(),
        }),
        Err(TryLockError::Error(error)) => Err(JournalError::io("lock", &path, error)),
    }
}

/// Puts the names in a folder on the disk: a new file's, and a renamed one's.
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder can't be opened as a file, and needn't be.
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let plain = plain_path(Path::new("/j"), 20_261_128, 12);
        assert_eq!(plain, Path::new("/j/20261128-00000012.kwj"));
        let segment = SegmentPath::from_path(&plain).unwrap();
        assert_eq!((segment.number, segment.trading_day), (12, 20_261_128));
        let packed = SegmentPath::from_path(&other_form(&segment)).unwrap();
        assert_eq!((packed.number, packed.packed), (12, true));
        assert_eq!(other_form(&packed), plain);
    }

    #[test]
    fn other_names_are_no_segments() {
        for name in [
            "lock",
            "20261128-1.kwj.part",
            "20261128-.kwj",
            "2026-1.kwj",
            "20261128-+1.kwj",
            "20261128-99999999999999999999.kwj",
            "20261128.kwj",
            ".kwj.zst",
        ] {
            assert_eq!(SegmentPath::from_path(Path::new(name)), None, "{name}");
        }
    }
}
