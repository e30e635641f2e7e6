//! What all connections share.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::builder::Builder;
use super::connection::{Connection, Mailbox};
use super::feed::Feed;
use crate::counters::{ConnectionCounters, Counters};
use crate::desk::Tills;
use crate::fault::{Fault, Plot};
use crate::rules::Rules;

/// Ended connections whose figures are kept.
const KEPT: usize = 1_000;

/// What all connections share; they live on one thread.
pub(crate) struct Hub {
    pub(crate) rules: Arc<Rules>,
    pub(crate) tokens_issued: Cell<u64>,
    settings: Builder,
    start: Instant,
    last_id: Cell<u64>,
    accepted: Cell<u64>,
    /// Tokens that are over, and how many have been.
    expired: RefCell<BTreeSet<String>>,
    /// For how long no connections are to be taken.
    away: Cell<Option<Duration>>,
    pub(super) went_away: Notify,
    tills: RefCell<Tills>,
    open: RefCell<BTreeMap<u64, Open>>,
    ended: RefCell<VecDeque<ConnectionCounters>>,
}

/// An open connection, and where others leave word for it.
type Open = (Rc<RefCell<Connection>>, Rc<Mailbox>);

impl Hub {
    pub(super) fn new(settings: Builder) -> Self {
        Self {
            rules: Arc::new(settings.rules.clone()),
            tokens_issued: Cell::new(0),
            settings,
            start: Instant::now(),
            last_id: Cell::new(0),
            accepted: Cell::new(0),
            expired: RefCell::default(),
            away: Cell::new(None),
            went_away: Notify::new(),
            tills: RefCell::default(),
            open: RefCell::default(),
            ended: RefCell::default(),
        }
    }

    /// Time since the start.
    pub(crate) fn now(&self) -> Duration {
        self.start.elapsed()
    }

    /// Waits for a point in time, for ever when there is none.
    pub(crate) async fn sleep_until(&self, wake: Option<Duration>) {
        match wake {
            Some(wake) => tokio::time::sleep_until(self.start + wake).await,
            None => std::future::pending().await,
        }
    }

    /// The number of a connection that was just accepted, and what is to go
    /// wrong on it.
    pub(super) fn accept(&self) -> Plot {
        self.accepted.set(self.accepted.get() + 1);
        self.settings.script.of(self.accepted.get())
    }

    /// No connections are taken for so long.
    pub(crate) fn go_away(&self, time: Duration) {
        self.away.set(Some(time));
        self.went_away.notify_one();
    }

    pub(super) fn take_away(&self) -> Option<Duration> {
        self.away.take()
    }

    /// The token of this session is over.
    pub(crate) fn expire(&self, id: u64) {
        let token = self.tills.borrow().token_of(id);
        self.expired.borrow_mut().extend(token);
    }

    pub(crate) fn is_expired(&self, token: &str) -> bool {
        self.expired.borrow().contains(token)
    }

    /// How many tokens are over: those issued afterwards are others.
    pub(crate) fn expired(&self) -> usize {
        self.expired.borrow().len()
    }

    /// It goes wrong now, on all open connections.
    pub(super) fn inject(&self, fault: &Fault) {
        if let Fault::Away(time) = fault {
            return self.go_away(*time);
        }
        for (_, mailbox) in self.open.borrow().values() {
            mailbox.inject(fault.clone());
        }
    }

    pub(crate) fn next_id(&self) -> u64 {
        self.last_id.set(self.last_id.get() + 1);
        self.last_id.get()
    }

    pub(crate) fn feed(&self) -> Feed {
        let Builder {
            seed,
            rate,
            flush,
            limit,
            ref replay,
            ..
        } = self.settings;
        match replay {
            Some(replay) => Feed::replay(replay.clone(), rate, limit),
            None => Feed::market(seed, rate, flush, limit),
        }
    }

    pub(crate) fn enter(&self, id: u64, connection: Rc<RefCell<Connection>>, mailbox: Rc<Mailbox>) {
        self.open.borrow_mut().insert(id, (connection, mailbox));
    }

    pub(crate) fn leave(&self, id: u64) {
        self.tills.borrow_mut().leave(id);
        if let Some((connection, _)) = self.open.borrow_mut().remove(&id) {
            let mut ended = self.ended.borrow_mut();
            if ended.len() == KEPT {
                ended.pop_front();
            }
            ended.push_back(connection.borrow().counters());
        }
    }

    /// A session logged in, and others may have to go.
    pub(crate) fn log_in(&self, token: &str, id: u64) {
        let kicked = self
            .tills
            .borrow_mut()
            .enter(token, id, self.rules.second_session);
        let open = self.open.borrow();
        for (_, mailbox) in kicked.iter().filter_map(|id| open.get(id)) {
            mailbox.kick();
        }
    }

    pub(super) fn counters(&self) -> Counters {
        let open = self.open.borrow();
        let open = open
            .values()
            .map(|(connection, _)| connection.borrow().counters());
        let mut connections: Vec<_> = self.ended.borrow().iter().cloned().chain(open).collect();
        connections.sort_by_key(|connection| connection.id);
        Counters {
            connections,
            tokens_issued: self.tokens_issued.get(),
        }
    }
}
