//! What other threads ask of a running engine.

use super::ControlError;
use crate::hub::{Places, Post};
use crate::schema::MessageType;
use crate::session::Key;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Commands that may wait for the I/O thread.
const COMMANDS: usize = 256;

/// Asks a running engine for something, from any thread. Cheap to clone.
#[derive(Clone)]
pub struct Control {
    pub(super) names: Arc<[String]>,
    pub(super) post: Post,
    pub(super) places: Places,
    pub(super) stop: Arc<AtomicBool>,
}

impl Control {
    /// A strategy wants a message type of these items, too. Returns at once;
    /// what the server refuses is told in the feeds.
    ///
    /// # Errors
    /// An unknown strategy, an item that can't be one, more items than the
    /// accounts take, or an engine that can't take it: see [`ControlError`].
    /// Then none of them was taken.
    pub fn subscribe<I: AsRef<str>>(
        &self,
        strategy: &str,
        message_type: MessageType,
        items: impl IntoIterator<Item = I>,
    ) -> Result<(), ControlError> {
        let (strategy, keys) = self.check(strategy, message_type, items)?;
        let sent = self.places.subscribe(strategy, &keys, &self.post);
        taken(sent.map_err(ControlError::NoRoom)?)
    }

    /// A strategy doesn't want a message type of these items any more. Returns
    /// at once; records that are on their way still come.
    ///
    /// # Errors
    /// As [`Control::subscribe`].
    pub fn unsubscribe<I: AsRef<str>>(
        &self,
        strategy: &str,
        message_type: MessageType,
        items: impl IntoIterator<Item = I>,
    ) -> Result<(), ControlError> {
        let (strategy, keys) = self.check(strategy, message_type, items)?;
        taken(self.places.unsubscribe(strategy, &keys, &self.post))
    }

    /// Stops the engine. Returns at once; [`Engine::join`](super::Engine::join) waits for it.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Release);
        self.post.ring();
    }

    /// The strategy's number and what is meant, if it can be asked for and the
    /// I/O threads have room for one more command.
    fn check<I: AsRef<str>>(
        &self,
        strategy: &str,
        message_type: MessageType,
        items: impl IntoIterator<Item = I>,
    ) -> Result<(usize, Vec<Key>), ControlError> {
        let at = self.names.iter().position(|name| name == strategy);
        let at = at.ok_or_else(|| ControlError::UnknownStrategy(strategy.to_owned()))?;
        let keys = keys(message_type, items)?;
        match self.post.waiting() < COMMANDS {
            true => Ok((at, keys)),
            false => Err(ControlError::Busy),
        }
    }
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control")
            .field("strategies", &self.names)
            .finish_non_exhaustive()
    }
}

fn keys<I: AsRef<str>>(
    message_type: MessageType,
    items: impl IntoIterator<Item = I>,
) -> Result<Vec<Key>, ControlError> {
    let key = |item: I| Key::new(message_type.code(), item.as_ref()).map_err(ControlError::Item);
    items.into_iter().map(key).collect()
}

fn taken(sent: bool) -> Result<(), ControlError> {
    if sent {
        Ok(())
    } else {
        Err(ControlError::Stopped)
    }
}
