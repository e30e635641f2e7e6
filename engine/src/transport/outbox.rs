//! What is to be sent.

use super::LinkError;
use crate::session::Frame;
use crate::wire::{MaskKeys, SendBuf};
use rustls::crypto::SecureRandom;
use std::fmt;

/// Takes messages for sending. They leave with the next
/// [`flush`](super::Connection::flush) of the connection.
///
/// Nothing here blocks, and after warm-up nothing allocates.
pub(crate) struct Outbox {
    pub(super) send: SendBuf,
    keys: MaskKeys,
    random: &'static dyn SecureRandom,
    secrets: bool,
    open: bool,
}

impl Outbox {
    /// Not open yet. `secrets`: whether a secret may be sent.
    pub(super) fn new(random: &'static dyn SecureRandom, secrets: bool) -> Self {
        Self {
            send: SendBuf::new(),
            keys: MaskKeys::new(),
            random,
            secrets,
            open: false,
        }
    }

    /// From now on frames may be sent.
    pub(super) fn open(&mut self) {
        self.open = true;
    }

    /// Queues what a session sends.
    ///
    /// # Errors
    /// As [`text`](Self::text) or [`secret_text`](Self::secret_text).
    pub(crate) fn send(&mut self, frame: &Frame) -> Result<(), LinkError> {
        match frame {
            Frame::Plain(text) => self.text(text),
            Frame::Secret(text) => self.secret_text(text),
        }
    }

    /// Queues a text message. It must be UTF-8, which isn't checked: an echo
    /// goes back as it came.
    ///
    /// # Errors
    /// [`LinkError::NotOpen`], [`LinkError::Backlog`],
    /// [`LinkError::Randomness`].
    pub(crate) fn text(&mut self, text: &[u8]) -> Result<(), LinkError> {
        let key = self.key()?;
        Ok(self.send.text(text, key)?)
    }

    /// Queues a text message that holds a secret (LOGIN with its token). Our
    /// copy of it is wiped after the flush; the caller's is the caller's.
    ///
    /// # Errors
    /// [`LinkError::PlaintextRefused`] unless the connection has TLS or the
    /// peer is this machine; else as [`text`](Self::text).
    pub(crate) fn secret_text(&mut self, text: &[u8]) -> Result<(), LinkError> {
        if !self.secrets {
            return Err(LinkError::PlaintextRefused);
        }
        let key = self.key()?;
        Ok(self.send.secret_text(text, key)?)
    }

    /// Queues the answer to a [`Ping`](crate::wire::Message::Ping).
    ///
    /// # Errors
    /// As [`text`](Self::text).
    pub(crate) fn pong(&mut self, payload: &[u8]) -> Result<(), LinkError> {
        let key = self.key()?;
        Ok(self.send.pong(payload, key)?)
    }

    /// Queues a Close frame. Nothing can be sent after it.
    ///
    /// # Errors
    /// As [`text`](Self::text).
    pub(crate) fn close(&mut self, code: u16) -> Result<(), LinkError> {
        let key = self.key()?;
        self.send.close(code, key)?;
        self.open = false;
        Ok(())
    }

    fn key(&mut self) -> Result<[u8; 4], LinkError> {
        if !self.open {
            return Err(LinkError::NotOpen);
        }
        let random = self.random;
        self.keys
            .take(|block| random.fill(block))
            .map_err(|_| LinkError::Randomness)
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox")
            .field("open", &self.open)
            .field("send", &self.send)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_refused_in_the_clear_and_all_else_is_not() {
        let mut outbox = Outbox::new(super::super::tls::random(), false);
        outbox.open();
        assert_eq!(
            outbox.secret_text(b"{\"token\":\"hush\"}"),
            Err(LinkError::PlaintextRefused)
        );
        assert!(outbox.send.is_empty());
        assert_eq!(outbox.text(b"{}"), Ok(()));
        assert!(!format!("{outbox:?}").contains("hush"));
    }

    #[test]
    fn nothing_is_sent_before_open_and_after_close() {
        let mut outbox = Outbox::new(super::super::tls::random(), true);
        assert_eq!(outbox.text(b"{}"), Err(LinkError::NotOpen));
        assert_eq!(outbox.close(1000), Err(LinkError::NotOpen));
        assert!(outbox.send.is_empty());
        outbox.open();
        assert_eq!(outbox.close(1000), Ok(()));
        assert_eq!(outbox.secret_text(b"{}"), Err(LinkError::NotOpen));
        assert_eq!(outbox.pong(b""), Err(LinkError::NotOpen));
    }

    #[test]
    fn mask_keys_differ() {
        let mut outbox = Outbox::new(super::super::tls::random(), true);
        outbox.open();
        let mut keys = std::collections::HashSet::new();
        for _ in 0..200 {
            outbox.pong(b"").unwrap();
            keys.insert(outbox.send.pending()[2..6].to_vec());
            outbox.send.sent(6);
        }
        // Two of 200 are alike once in 200,000 runs; 190 alike, never.
        assert!(keys.len() > 190);
    }
}
