//! How far it is, on standard error where that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use kiwoom_journal::Progress;

/// Records between two looks at how far it is.
const STEP: u64 = 4096;

pub(crate) struct Bar {
    bar: ProgressBar,
    records: u64,
}

impl Bar {
    pub(crate) fn new() -> Self {
        // Draws nothing where standard error is no terminal.
        let bar = ProgressBar::new(0);
        let template = "{bar:40} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, records: 0 }
    }

    /// One record more.
    pub(crate) fn step(&mut self, progress: impl FnOnce() -> Progress) {
        self.records += 1;
        if self.records.is_multiple_of(STEP) {
            let progress = progress();
            self.bar.set_length(progress.total);
            self.bar.set_position(progress.done);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
