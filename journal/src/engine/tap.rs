//! What an I/O thread shows, into a sink.

use super::link;
use crate::{Kind, NewEntry, RecorderSink};
use kiwoom_engine::record::Link;
use kiwoom_engine::{Key, Mono, RawFrame, Tap, TapTrouble, UnixNanos};

/// Records what an I/O thread receives; for
/// [`Builder::tap`](kiwoom_engine::Builder::tap).
///
/// A frame costs one copy into the ring; link events and subscriptions, which are
/// rare, are written as JSON and allocate. What had no room, and that recording
/// has stopped, is told to the strategies in-band.
pub struct JournalTap {
    sink: RecorderSink,
    /// Lost entries that were told.
    told: u64,
    /// That it has stopped was told.
    has_stopped: bool,
}

impl JournalTap {
    pub(super) const fn new(sink: RecorderSink) -> Self {
        Self {
            sink,
            told: 0,
            has_stopped: false,
        }
    }
}

impl Tap for JournalTap {
    #[inline]
    fn frame(&mut self, frame: &RawFrame<'_>) {
        // What isn't taken is counted there, and told by `trouble`.
        _ = self.sink.push(&NewEntry {
            kind: Kind::TEXT,
            connection: frame.connection,
            epoch: frame.epoch,
            kernel_ns: frame.rx_kernel.map_or(0, UnixNanos::get),
            mono_ns: frame.rx_mono.nanos(),
            payload: frame.text,
        });
    }

    fn link(&mut self, link: &Link) {
        _ = self.sink.push(&NewEntry {
            kind: Kind::LINK,
            connection: link.header.connection(),
            epoch: link.header.epoch(),
            kernel_ns: 0,
            mono_ns: link.header.rx_mono().nanos(),
            payload: link::write(link).as_bytes(),
        });
    }

    fn subscriptions(&mut self, connection: u16, epoch: u32, at: Mono, keys: &[Key]) {
        let pairs = keys.iter().map(|key| [key.type_code(), key.item()]);
        let subscriptions = serde_json::json!({ "subscriptions": pairs.collect::<Vec<_>>() });
        _ = self.sink.push(&NewEntry {
            kind: Kind::SUBSCRIPTIONS,
            connection,
            epoch,
            kernel_ns: 0,
            mono_ns: at.nanos(),
            payload: subscriptions.to_string().as_bytes(),
        });
    }

    fn trouble(&mut self) -> Option<TapTrouble> {
        let lost = self.sink.lost() - self.told;
        if lost > 0 {
            self.told += lost;
            return Some(TapTrouble::Lost(lost));
        }
        if !self.sink.is_recording() && !self.has_stopped {
            self.has_stopped = true;
            return Some(TapTrouble::Stopped);
        }
        None
    }
}
