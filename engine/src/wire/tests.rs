//! Each rule by itself, and the framer against another implementation.

mod differential;
mod rules;
mod watch;

use super::{Limits, Message, PADDING, RecvBuf, WsError};
use crate::fuzzing::framer::{Outcome, Owned, receive};

/// A frame as a server writes it; `first` is the opcode with its flags.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match payload.len() {
        len @ 0..=125 => frame.push(len as u8),
        len @ 126..=0xffff => {
            frame.push(126);
            frame.extend_from_slice(&(len as u16).to_be_bytes());
        }
        len => {
            frame.push(127);
            frame.extend_from_slice(&(len as u64).to_be_bytes());
        }
    }
    frame.extend_from_slice(payload);
    frame
}
