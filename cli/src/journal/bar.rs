//! How far a long work is, on standard error where that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use kiwoom_journal::Progress;

/// Entries between two looks at how far it is.
const STEP: u64 = 1024;

pub(super) struct Bar {
    bar: ProgressBar,
    entries: u64,
}

impl Bar {
    pub(super) fn new() -> Self {
        // Draws nothing where standard error is no terminal.
        let bar = ProgressBar::new(0);
        let template = "{bar:40} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, entries: 0 }
    }

    /// One entry more.
    pub(super) fn step(&mut self, progress: impl FnOnce() -> Progress) {
        self.entries += 1;
        if self.entries.is_multiple_of(STEP) {
            let progress = progress();
            self.bar.set_length(progress.total);
            self.bar.set_position(progress.done);
        }
    }

    /// A line on standard error that the bar doesn't write over.
    pub(super) fn tell(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
