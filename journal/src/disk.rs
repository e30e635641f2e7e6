//! Where segments are written: files, or what a test puts in their place.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Makes the files that a [`Writer`](crate::Writer) writes to. Not part of what
/// most users need: [`Files`] are what is meant, and tests have others that run
/// full.
pub trait Disk {
    /// A new, empty file.
    type File: SegmentFile;

    /// Makes a file that isn't there yet.
    ///
    /// # Errors
    /// What the system says, also when there is one already.
    fn create(&mut self, path: &Path) -> io::Result<Self::File>;
}

/// A file that is only appended to.
pub trait SegmentFile: Write {
    /// Returns once all that was written is on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts it to so many bytes. Nothing is written after that.
    ///
    /// # Errors
    /// What the system says.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

/// The system's files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files;

impl Disk for Files {
    type File = File;

    fn create(&mut self, path: &Path) -> io::Result<File> {
        File::create_new(path)
    }
}

impl SegmentFile for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }
}
