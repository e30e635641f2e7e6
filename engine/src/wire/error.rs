//! What can be wrong with a frame.

use std::{error::Error, fmt};

/// A rule of RFC 6455, or a limit of ours, that the server's bytes broke.
///
/// There is no way to find the next frame after one that is wrong, so each of
/// these ends the connection: answer with a Close frame that carries
/// [`close_code`](Self::close_code), and connect anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum WsError {
    /// A reserved bit is set, though no extension was agreed on (5.2).
    ReservedBits,
    /// An opcode that the protocol doesn't define (5.2).
    ReservedOpcode(u8),
    /// The server masked a frame (5.1).
    MaskedFrame,
    /// A length was written in more bytes than it needs (5.2).
    LengthNotMinimal,
    /// A length of 2^63 or more (5.2).
    LengthTooLarge,
    /// A control frame of more than 125 bytes (5.5).
    ControlTooLong,
    /// A control frame in fragments (5.5).
    ControlFragmented,
    /// A continuation without a message to continue (5.4).
    NothingToContinue,
    /// A new message before the last one's final fragment (5.4).
    MessageInterrupted,
    /// A message in more fragments than we take.
    TooManyFragments,
    /// A message of more bytes than we take.
    MessageTooLong {
        /// Bytes it would have had, as far as its headers tell.
        bytes: u64,
    },
    /// A Close frame of one byte, where a code takes two (5.5.1).
    CloseCodeCut,
    /// A close code that may not stand in a frame (7.4).
    CloseCodeInvalid(u16),
    /// The reason in a Close frame isn't UTF-8 (5.5.1).
    CloseReasonNotUtf8,
}

impl WsError {
    /// The code for the Close frame that answers this: 1002 (protocol error),
    /// 1007 (not UTF-8) or 1009 (too big).
    #[must_use]
    pub(crate) const fn close_code(self) -> u16 {
        match self {
            Self::CloseReasonNotUtf8 => 1007,
            Self::TooManyFragments | Self::MessageTooLong { .. } => 1009,
            _ => 1002,
        }
    }
}

impl fmt::Display for WsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the server broke the WebSocket protocol: ")?;
        match self {
            Self::ReservedBits => f.write_str("a reserved bit is set"),
            Self::ReservedOpcode(code) => write!(f, "opcode {code:#x} isn't defined"),
            Self::MaskedFrame => f.write_str("it masked a frame"),
            Self::LengthNotMinimal => f.write_str("a length isn't in its shortest form"),
            Self::LengthTooLarge => f.write_str("a length has its highest bit set"),
            Self::ControlTooLong => f.write_str("a control frame is longer than 125 bytes"),
            Self::ControlFragmented => f.write_str("a control frame is fragmented"),
            Self::NothingToContinue => f.write_str("a continuation continues nothing"),
            Self::MessageInterrupted => f.write_str("a message began inside another one"),
            Self::TooManyFragments => f.write_str("a message has too many fragments"),
            Self::MessageTooLong { bytes } => {
                write!(f, "a message of {bytes} bytes is over the limit")
            }
            Self::CloseCodeCut => f.write_str("a close code is cut short"),
            Self::CloseCodeInvalid(code) => write!(f, "close code {code} isn't allowed"),
            Self::CloseReasonNotUtf8 => f.write_str("a close reason isn't UTF-8"),
        }?;
        write!(
            f,
            "; close with code {} and connect anew",
            self.close_code()
        )
    }
}

impl Error for WsError {}

/// A frame wasn't taken for sending, since too many bytes are waiting already:
/// the server isn't reading. Nothing of the frame was queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Backlog {
    /// Bytes waiting.
    pub(crate) pending: usize,
}

impl fmt::Display for Backlog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the server isn't reading: {} bytes wait to be sent; connect anew",
            self.pending
        )
    }
}

impl Error for Backlog {}
