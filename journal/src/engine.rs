//! Between the engine and a journal: what is shown to be recorded, and what was
//! recorded to be played.

mod link;
mod source;
mod stamped;
mod tap;
mod timeline;

pub use source::JournalSource;
pub use stamped::{Received, Stamped};
pub use tap::JournalTap;

use crate::{Clock, JournalError, Recorder, RecorderHandle, Settings};
use std::path::Path;

impl Recorder {
    /// A recorder whose clock is the engine's: see [`start_taps`](Self::start_taps).
    pub fn for_engine(folder: impl AsRef<Path>, settings: Settings) -> Self {
        let clock = Clock::showing(kiwoom_engine::clock::mono().nanos());
        Self::new(folder, settings, clock)
    }

    /// Begins to record, and gives a tap for each of the
    /// [`sinks`](Self::sinks): one for each I/O thread.
    ///
    /// ```no_run
    /// use kiwoom_engine::{Endpoint, Engine};
    /// use kiwoom_journal::{Recorder, Settings};
    ///
    /// let recorder = Recorder::for_engine("journal", Settings::default());
    /// let (taps, mut recording) = recorder.start_taps()?;
    /// let builder = Engine::builder(Endpoint::live());
    /// let builder = taps.into_iter().fold(builder, |it, tap| it.tap(tap));
    /// // ... accounts, strategies, start, join; then
    /// # drop(builder);
    /// let stats = recording.stop().map_err(|error| error.to_string())?;
    /// println!("{} entries", stats.entries);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the folder can't be used.
    pub fn start_taps(self) -> Result<(Vec<JournalTap>, RecorderHandle), JournalError> {
        let (sinks, handle) = self.start_all()?;
        Ok((sinks.into_iter().map(JournalTap::new).collect(), handle))
    }
}
