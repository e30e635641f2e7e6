//! Reading ahead: a thread takes what was recorded from its source, so that
//! reading, unpacking and checking it costs the one that decodes nothing.

use crate::decode::PADDING;
use crate::record::Link;
use crate::tap::{RawFrame, Recorded, Source};
use crate::{Mono, UnixNanos};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};
use std::{io, mem, panic};

/// A batch is handed over once it has so many bytes of frames.
const BATCH_BYTES: usize = 64 << 10;
/// Batches between the two threads.
const BATCHES: usize = 4;

/// What was recorded, some of it.
#[derive(Default)]
pub(super) struct Batch {
    /// The frames' texts, each with [`PADDING`] behind it: they are decoded here.
    pub(super) bytes: Vec<u8>,
    pub(super) things: Vec<(UnixNanos, Thing)>,
    /// Nothing comes after it.
    pub(super) end: Option<io::Result<()>>,
}

/// A [`Recorded`] with its text in a batch.
pub(super) enum Thing {
    Frame(Frame),
    /// Rare.
    Link(Box<Link>),
}

/// A frame, its text apart.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) connection: u16,
    pub(super) epoch: u32,
    pub(super) rx_kernel: Option<UnixNanos>,
    pub(super) rx_mono: Mono,
    /// Where the text begins in its batch, and its length.
    pub(super) from: usize,
    pub(super) length: usize,
}

impl Batch {
    /// Takes from a source until it is full.
    fn fill(&mut self, source: &mut impl Source) {
        self.bytes.clear();
        self.things.clear();
        while self.bytes.len() < BATCH_BYTES {
            match source.next() {
                Ok(Some((wall, recorded))) => {
                    let thing = match recorded {
                        Recorded::Frame(frame) => Thing::Frame(self.keep(&frame)),
                        Recorded::Link(link) => Thing::Link(Box::new(*link)),
                    };
                    self.things.push((wall, thing));
                }
                Ok(None) => self.end = Some(Ok(())),
                Err(error) => self.end = Some(Err(error)),
            }
            if self.end.is_some() {
                return;
            }
        }
    }

    fn keep(&mut self, frame: &RawFrame<'_>) -> Frame {
        let (from, length) = (self.bytes.len(), frame.text.len());
        self.bytes.extend_from_slice(frame.text);
        self.bytes.resize(from + length + PADDING, 0);
        Frame {
            connection: frame.connection,
            epoch: frame.epoch,
            rx_kernel: frame.rx_kernel,
            rx_mono: frame.rx_mono,
            from,
            length,
        }
    }
}

/// The other end of the thread that reads ahead.
pub(super) struct Ahead {
    batches: Receiver<Batch>,
    spares: Sender<Batch>,
    thread: JoinHandle<()>,
}

impl Ahead {
    pub(super) fn start(source: impl Source) -> io::Result<Self> {
        let (full, batches) = sync_channel(BATCHES);
        let (spares, empty) = channel();
        let thread = thread::Builder::new().name("kiwoom-ahead".to_owned());
        let thread = thread.spawn(move || run(source, &full, &empty))?;
        Ok(Self {
            batches,
            spares,
            thread,
        })
    }

    /// The next batch, in exchange for one that is done with. Waits for it; `None`
    /// when the source has panicked.
    pub(super) fn next(&self, done: &mut Batch) -> Option<()> {
        // Where the thread has ended, it needs none.
        _ = self.spares.send(mem::take(done));
        *done = self.batches.recv().ok()?;
        Some(())
    }

    /// Ends the thread, and waits for that: the source is gone then.
    ///
    /// # Panics
    /// When the source has.
    pub(super) fn end(self) {
        drop((self.batches, self.spares));
        if let Err(payload) = self.thread.join() {
            panic::resume_unwind(payload);
        }
    }
}

fn run(mut source: impl Source, full: &SyncSender<Batch>, empty: &Receiver<Batch>) {
    loop {
        let mut batch = empty.try_recv().unwrap_or_default();
        batch.fill(&mut source);
        let has_ended = batch.end.is_some();
        if full.send(batch).is_err() || has_ended {
            return;
        }
    }
}
