//! What goes from other threads to an I/O thread, and between those.

use crate::NoRoom;
use crate::placement::{Moves, Placement};
use crate::session::Key;
use crossbeam_channel::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keys, and the number of the account to register them with.
pub(crate) type Place = (usize, Vec<Key>);

/// What other threads ask of this one.
#[derive(Debug)]
pub(crate) enum Command {
    /// A strategy wants these, too, from these accounts.
    Subscribe { strategy: usize, places: Vec<Place> },
    /// A strategy doesn't want these any more.
    Unsubscribe { strategy: usize, keys: Vec<Key> },
    /// These were another account's, which has ended.
    Move { strategy: usize, places: Vec<Place> },
}

/// Calls a driver from its sleep. May be called from any thread.
#[derive(Clone)]
pub(crate) struct Bell(Arc<dyn Fn() + Send + Sync>);

impl Bell {
    pub(crate) fn new(ring: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(ring))
    }

    pub(crate) fn ring(&self) {
        (self.0)();
    }
}

/// The way to an I/O thread: commands are handed over, then the bell is rung.
#[derive(Clone)]
pub(crate) struct Mailbox {
    pub(crate) commands: Sender<Command>,
    pub(crate) bell: Bell,
}

impl Mailbox {
    /// Hands a command over; `false` when the thread is gone.
    fn send(&self, command: Command) -> bool {
        let sent = self.commands.send(command).is_ok();
        self.bell.ring();
        sent
    }
}

/// Which of so many threads has this account, and its place among that
/// thread's own: accounts are dealt out in turn.
pub(crate) const fn place_of(account: usize, threads: usize) -> (usize, usize) {
    (account % threads, account / threads)
}

/// The ways to all I/O threads.
#[derive(Clone)]
pub(crate) struct Post(Arc<[Mailbox]>);

impl Post {
    pub(crate) fn new(mailboxes: Vec<Mailbox>) -> Self {
        Self(mailboxes.into())
    }

    /// The thread that has this account, and its place there.
    pub(super) fn place_of(&self, account: usize) -> (usize, usize) {
        place_of(account, self.0.len())
    }

    /// Commands that wait for the thread that has the most.
    pub(crate) fn waiting(&self) -> usize {
        let waiting = self.0.iter().map(|it| it.commands.len());
        waiting.max().unwrap_or(0)
    }

    /// Calls all threads.
    pub(crate) fn ring(&self) {
        for mailbox in &*self.0 {
            mailbox.bell.ring();
        }
    }

    /// Sends each thread what of this is its accounts' part, also where that is
    /// nothing; `false` when all threads are gone.
    fn send(&self, places: &[Place], command: impl Fn(Vec<Place>) -> Command) -> bool {
        let mut any = false;
        for (thread, mailbox) in self.0.iter().enumerate() {
            let its = places.iter().filter(|it| self.place_of(it.0).0 == thread);
            any |= mailbox.send(command(its.cloned().collect()));
        }
        any
    }
}

/// The placement of all keys, shared with whoever subscribes.
#[derive(Clone, Debug)]
pub(crate) struct Places(Arc<Mutex<Placement>>);

impl Places {
    pub(crate) fn new(placement: Placement) -> Self {
        Self(Arc::new(Mutex::new(placement)))
    }

    /// Held for microseconds, never on the path of a record.
    fn lock(&self) -> MutexGuard<'_, Placement> {
        // A panic leaves nothing half done there.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has a strategy's wishes placed and sends them on; `false` when the
    /// threads are gone.
    ///
    /// # Errors
    /// Too many items: nothing was sent.
    pub(crate) fn subscribe(
        &self,
        strategy: usize,
        keys: &[Key],
        post: &Post,
    ) -> Result<bool, NoRoom> {
        // Sent under the lock: commands come in the order in which they were
        // placed.
        let mut placement = self.lock();
        let places = placement.subscribe(strategy, keys)?;
        Ok(post.send(&places, |places| Command::Subscribe { strategy, places }))
    }

    /// Takes a strategy's wishes back, and sends that on; `false` when the
    /// threads are gone.
    pub(crate) fn unsubscribe(&self, strategy: usize, keys: &[Key], post: &Post) -> bool {
        let mut placement = self.lock();
        placement.unsubscribe(strategy, keys);
        post.send(&[], |_| Command::Unsubscribe {
            strategy,
            keys: keys.to_vec(),
        })
    }

    /// A strategy has ended: it wants nothing any more.
    pub(super) fn end_strategy(&self, strategy: usize) {
        self.lock().end_strategy(strategy);
    }

    /// Nobody gets this any more.
    pub(super) fn forget(&self, key: &Key) {
        self.lock().forget(key);
    }

    /// Has what an ended account held placed elsewhere; gives what has no room.
    pub(super) fn end_account(&self, account: usize, post: &Post) -> Moves {
        let mut placement = self.lock();
        let moves = placement.end_account(account);
        for (strategy, places) in &moves.moved {
            let strategy = *strategy;
            post.send(places, |places| Command::Move { strategy, places });
        }
        moves
    }
}
