//! WebSocket on the wire: where bytes from the server are gathered and framed,
//! and where our own frames are built.
//!
//! This layer does no I/O and reads no clock. The transport above puts bytes
//! into a [`RecvBuf`] and takes bytes out of a [`SendBuf`].
//!
//! Only the client's half of RFC 6455 is here: frames from the server, which
//! are never masked, and frames to the server, which always are. Extensions
//! are never offered, so a reserved bit is always an error.
//!
//! A text frame is handed out as the bytes of the receive buffer themselves,
//! to be parsed in place. Its UTF-8 is **not** checked here: the JSON parser
//! checks it anyway while it looks for the structure, and a text that isn't UTF-8
//! costs that message, not the connection.

pub(crate) mod bench_api;
mod error;
mod framer;
mod header;
mod mask;
mod recv_buf;
mod send;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "tokio"))]
mod watch;

pub(crate) use error::{Backlog, WsError};
pub(crate) use framer::{Framer, Limits, Message};
pub(crate) use mask::MaskKeys;
pub(crate) use recv_buf::RecvBuf;
pub(crate) use send::SendBuf;
#[cfg(any(test, feature = "tokio"))]
pub(crate) use watch::HeaderWatch;

/// Bytes that may be read and written after every text that is handed out.
/// The JSON parser reads in blocks of this size and needs no end check then.
pub(crate) const PADDING: usize = simd_json::INPUT_PADDING;
