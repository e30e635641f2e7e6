//! What connections received, before anything is made of it: for recording it,
//! and for playing it again.

use crate::record::Link;
use crate::session::Key;
use crate::{Mono, UnixNanos};
use std::io;

/// A text message as it came, byte for byte.
#[derive(Clone, Copy)]
pub struct RawFrame<'a> {
    /// Over which connection, as in a record's header.
    pub connection: u16,
    /// How many times that connection had been up, as in a record's header.
    pub epoch: u32,
    /// When the kernel took it in, where that is known.
    pub rx_kernel: Option<UnixNanos>,
    /// When it was read.
    pub rx_mono: Mono,
    /// The message: UTF-8 as far as the server keeps to its protocol.
    pub text: &'a [u8],
}

/// Orders and balances are the account's own: the text isn't shown.
impl std::fmt::Debug for RawFrame<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RawFrame")
            .field("connection", &self.connection)
            .field("epoch", &self.epoch)
            .field("rx_kernel", &self.rx_kernel)
            .field("rx_mono", &self.rx_mono)
            .field("bytes", &self.text.len())
            .finish()
    }
}

/// Is shown what an I/O thread received, and what happened to its connections.
///
/// An I/O thread owns its tap and calls it, in between reading and decoding:
/// nothing in it may block, allocate or take long. What the engine sends isn't
/// shown, and so no token is.
pub trait Tap: Send {
    /// A text message came: of any kind, also one that can't be read.
    fn frame(&mut self, frame: &RawFrame<'_>);

    /// Something happened to a connection: what strategies are told, with
    /// connection, epoch and monotonic stamp in its header.
    fn link(&mut self, link: &Link);

    /// From now on this connection is to have these, and no others.
    fn subscriptions(&mut self, connection: u16, epoch: u32, at: Mono, keys: &[Key]);

    /// What went wrong since the last call: strategies are told so. Called every
    /// few milliseconds at most.
    fn trouble(&mut self) -> Option<TapTrouble> {
        None
    }
}

/// What may go wrong with a [`Tap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TapTrouble {
    /// It had no room for so many of the things that it was shown.
    Lost(u64),
    /// It takes nothing any more.
    Stopped,
}

/// Something that was recorded.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Recorded<'a> {
    /// A text message.
    Frame(RawFrame<'a>),
    /// What happened to a connection: its header's connection, epoch and
    /// monotonic stamp count.
    Link(&'a Link),
}

/// Where [`Builder::replay`](crate::Builder::replay) takes from what it plays.
///
/// It is asked on a thread of its own, up to some hundred KiB of frames ahead of what
/// is played, and dropped there when it has ended or the replay is stopped.
pub trait Source: Send + 'static {
    /// The next thing, and when it was on the clock on the wall; `None` at the
    /// end.
    ///
    /// The monotonic stamps of all things count on one clock, which goes on where
    /// a recording was begun anew. They rise, but for a little disorder between
    /// several threads' things: the pace, and what is told because time passes,
    /// go by them.
    ///
    /// # Errors
    /// What ends the replay early.
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>>;
}
