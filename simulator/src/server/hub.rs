//! What all connections share.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::builder::Builder;
use super::connection::Connection;
use super::early::Guest;
use super::feed::Feed;
use super::throttle::Pace;
use crate::counters::{ConnectionCounters, Counters};
use crate::desk::Tills;
use crate::fault::Fault;
use crate::rng::Rng;
use crate::rules::{Rules, Tokens};

/// Ended connections whose figures are kept.
const KEPT: usize = 100;

/// What others ask of a connection.
#[derive(Debug, Default)]
pub(crate) struct Mailbox {
    kicked: Cell<bool>,
    faults: RefCell<Vec<Fault>>,
    pub(super) notify: Notify,
}

impl Mailbox {
    /// Another session took the token over.
    fn kick(&self) {
        self.kicked.set(true);
        self.notify.notify_one();
    }

    /// Something goes wrong.
    fn inject(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
        self.notify.notify_one();
    }

    pub(super) fn take_kick(&self) -> bool {
        self.kicked.take()
    }

    pub(super) fn take_faults(&self) -> Vec<Fault> {
        self.faults.take()
    }

    /// Waits for a fault that ends a connection that isn't a WebSocket yet;
    /// others have nothing to happen to.
    pub(super) async fn dismissed(&self) {
        loop {
            if self.take_faults().iter().any(Fault::ends_the_socket) {
                return;
            }
            self.notify.notified().await;
        }
    }
}

/// What all connections share; they live on one thread.
pub(crate) struct Hub {
    pub(crate) rules: Arc<Rules>,
    tokens_issued: Cell<u64>,
    settings: Builder,
    start: Instant,
    last_id: Cell<u64>,
    accepted: Cell<u64>,
    /// Tokens that are over.
    expired: RefCell<BTreeSet<String>>,
    /// For how long no connections are to be taken.
    away: Cell<Option<Duration>>,
    pub(super) went_away: Notify,
    tills: RefCell<Tills>,
    /// All connections, by number.
    guests: RefCell<BTreeMap<u64, Rc<Mailbox>>>,
    /// Those with a WebSocket, by id.
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
            guests: RefCell::default(),
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

    /// A connection that was just accepted, and what is to go wrong on it.
    pub(super) fn accept(hub: &Rc<Self>) -> Guest {
        let number = hub.accepted.get() + 1;
        hub.accepted.set(number);
        let mailbox = Rc::new(Mailbox::default());
        let mut guests = hub.guests.borrow_mut();
        guests.insert(number, Rc::clone(&mailbox));
        Guest {
            number,
            hub: Rc::clone(hub),
            mailbox,
            plot: hub.settings.script.of(number),
            pace: Pace::default(),
        }
    }

    /// A connection is over.
    pub(super) fn see_off(&self, number: u64) {
        self.guests.borrow_mut().remove(&number);
    }

    /// No connections are taken for so long.
    pub(crate) fn go_away(&self, time: Duration) {
        self.away.set(Some(time));
        self.went_away.notify_one();
    }

    pub(super) fn take_away(&self) -> Option<Duration> {
        self.away.take()
    }

    /// Every connection ends, and none is taken for so long.
    pub(crate) fn restart(&self, time: Duration) {
        self.go_away(time);
        self.tell_all(&Fault::Drop);
    }

    /// The token of this session is over.
    pub(crate) fn expire_session(&self, id: u64) {
        let token = self.tills.borrow().token_of(id);
        self.expired.borrow_mut().extend(token);
    }

    /// The token that this app key has now is over.
    pub(crate) fn expire_key(&self, key: &str) {
        let token = self.token_of(key);
        self.expired.borrow_mut().insert(token);
    }

    pub(crate) fn is_expired(&self, token: &str) -> bool {
        self.expired.borrow().contains(token)
    }

    /// The token of an app key, for whoever asks for it.
    pub(crate) fn issue(&self, key: &str) -> String {
        self.tokens_issued.set(self.tokens_issued.get() + 1);
        self.token_of(key)
    }

    /// An app key has the same token until that one is over.
    fn token_of(&self, key: &str) -> String {
        let expired = self.expired.borrow();
        match &self.rules.tokens {
            Tokens::List(tokens) => {
                let mut good = tokens.iter().filter(|token| !expired.contains(*token));
                let token = good.next().or(tokens.last());
                token.cloned().unwrap_or_default()
            }
            Tokens::Any => {
                let mut generation = 0;
                loop {
                    let mut rng = Rng::named(generation, key);
                    let token = format!("simulated-{:016x}{:016x}", rng.next(), rng.next());
                    if !expired.contains(&token) {
                        return token;
                    }
                    generation += 1;
                }
            }
        }
    }

    /// It goes wrong now: on all connections, if it is about connections.
    pub(super) fn inject(&self, fault: &Fault) {
        match fault {
            Fault::Away(time) => self.go_away(*time),
            Fault::Restart(time) => self.restart(*time),
            Fault::Expire(Some(key)) => self.expire_key(key),
            fault => self.tell_all(fault),
        }
    }

    fn tell_all(&self, fault: &Fault) {
        for mailbox in self.guests.borrow().values() {
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
