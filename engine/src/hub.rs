//! What all connections of one I/O thread have in common: their sessions, one
//! decoder, one router, and the commands of other threads.
//!
//! A driver owns the sockets and the waiting, and calls in here: with each text
//! message ([`Hub::on_text`], [`Hub::decode`]), with what happened to a
//! connection, and now and then for the [chores](Hub::chores). What the
//! sessions want done with the sockets comes back through [`Wires`]. So every
//! driver tells the strategies the same in the same order.

mod account;
mod addresses;
mod link_record;
mod post;
mod tokens;

pub(crate) use account::Account;
pub(crate) use addresses::Addresses;
pub(crate) use post::{Bell, Mailbox, Places, Post, place_of};
pub(crate) use tokens::Tokens;

use crate::Mono;
use crate::decode::Decoder;
use crate::engine::counters::{ConnectionSnapshot, Counters, Published, Snapshot};
use crate::engine::handlers::Inline;
use crate::ring::CloseReason;
use crate::routing::{Arrival, Router};
use crate::session::{
    Action, Frame, Input, Key, LinkEvent, LinkLoss, Rejection, Route, SessionError, State,
};
use crate::tap::{RawFrame, Tap, TapTrouble};
use crate::transport::{RxStamp, Stage, Target, clock};
use addresses::Lookup;
use crossbeam_channel::Receiver;
pub(crate) use post::Command;
use post::Place;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How soon to look again at a feed for which something waits on this side.
const BACKLOG_PAUSE: Duration = Duration::from_millis(1);

/// How often the counters are published while there is no pause.
const PUBLISH_EVERY: Duration = Duration::from_millis(1);

/// The sockets, as the hub sees them: one for each account, by number.
///
/// Nothing here blocks. After an error the connection has been dropped, and
/// isn't told as lost once more.
pub(crate) trait Wires {
    /// Begins to connect; the account has no other connection.
    fn connect(&mut self, at: usize, target: &Target) -> Result<(), Box<LinkLoss>>;
    /// Queues a text message.
    fn send(&mut self, at: usize, frame: &Frame) -> Result<(), Box<LinkLoss>>;
    /// Writes what is queued, as far as the socket takes it.
    fn flush(&mut self, at: usize) -> Result<(), Box<LinkLoss>>;
    /// Sends a Close frame if the connection is open, and drops it.
    fn close(&mut self, at: usize, code: u16);
}

pub(crate) struct Hub {
    accounts: Vec<Account>,
    decoder: Decoder,
    router: Router,
    inline: Inline,
    places: Places,
    post: Post,
    commands: Receiver<Command>,
    /// Set by whoever wants it to end.
    stop: Arc<AtomicBool>,
    counters: Arc<Counters>,
    snapshot: Snapshot,
    connections: Vec<ConnectionSnapshot>,
    tap: Option<Box<dyn Tap>>,
    published: Mono,
    end: SessionError,
}

/// What a hub is made of.
pub(crate) struct Parts {
    pub(crate) accounts: Vec<Account>,
    pub(crate) router: Router,
    pub(crate) inline: Inline,
    pub(crate) places: Places,
    pub(crate) post: Post,
    pub(crate) commands: Receiver<Command>,
    pub(crate) stop: Arc<AtomicBool>,
    pub(crate) counters: Arc<Counters>,
    pub(crate) tap: Option<Box<dyn Tap>>,
}

impl Hub {
    pub(crate) fn new(parts: Parts) -> Self {
        Self {
            connections: vec![ConnectionSnapshot::default(); parts.accounts.len()],
            accounts: parts.accounts,
            decoder: crate::engine::decoder(),
            router: parts.router,
            inline: parts.inline,
            places: parts.places,
            post: parts.post,
            commands: parts.commands,
            stop: parts.stop,
            counters: parts.counters,
            snapshot: Snapshot::default(),
            tap: parts.tap,
            published: Mono::ZERO,
            end: SessionError::StopRequested,
        }
    }

    /// How many connections there are.
    pub(crate) const fn count(&self) -> usize {
        self.accounts.len()
    }

    /// Takes the first commands, and begins with all accounts.
    pub(crate) fn start(&mut self, wires: &mut impl Wires) {
        let now = clock::mono();
        for at in 0..self.accounts.len() {
            self.accounts[at].session.handle(now, Input::Start);
        }
        self.take_commands(now);
        self.act(wires);
    }

    /// Whether nothing is left to be driven.
    pub(crate) fn is_over(&self) -> bool {
        let over = |it: &Account| it.session.state() == State::Stopped;
        self.accounts.iter().all(over)
    }

    /// The last words: counters are published, the feeds end. Gives why.
    pub(crate) fn finish(mut self) -> SessionError {
        self.count_up();
        self.publish_last();
        self.router.close(CloseReason::Stopped);
        self.inline.finish();
        self.end
    }

    fn publish_last(&self) {
        self.counters.publish_last(|published| self.put(published));
    }

    /// Bytes came in, whole messages or not, with so many reads.
    #[inline]
    pub(crate) fn on_bytes(&mut self, at: usize, reads: u64, stamp: RxStamp) {
        let account = &mut self.accounts[at];
        account.counts.reads += reads;
        account.counts.bytes += stamp.bytes as u64;
        account.session.handle(stamp.mono, Input::Rx);
    }

    /// A text message came: for [`decode`](Self::decode), or dealt with. Then
    /// [`act`](Self::act) is due.
    #[inline]
    pub(crate) fn on_text(&mut self, at: usize, stamp: RxStamp, text: &[u8]) -> Route {
        let account = &mut self.accounts[at];
        account.counts.messages += 1;
        // Before anybody changes it: decoding uses it up.
        if let Some(tap) = &mut self.tap {
            tap.frame(&RawFrame {
                connection: account.number,
                epoch: account.session.epoch(),
                rx_kernel: stamp.kernel,
                rx_mono: stamp.mono,
                text,
            });
        }
        account.session.on_text(stamp.mono, text)
    }

    /// Decodes market data in place, and hands it to the strategies.
    #[inline]
    pub(crate) fn decode(&mut self, at: usize, stamp: RxStamp, padded: &mut [u8], len: usize) {
        let arrival = Arrival {
            epoch: self.accounts[at].session.epoch(),
            connection: self.accounts[at].number,
            rx_kernel: stamp.kernel,
            rx_mono: stamp.mono,
        };
        let (router, inline) = (&mut self.router, &mut self.inline);
        // Counted by the decoder; the next frame is decoded.
        _ = self.decoder.decode(padded, len, |element| {
            router.deliver(element, arrival, clock::mono);
            inline.count_element();
        });
    }

    /// A message of another kind came; what of the feed's own kinds it isn't
    /// is counted.
    pub(crate) fn on_message(&mut self, at: usize) {
        self.accounts[at].counts.messages += 1;
    }

    /// A message that the feed has none of, of so many bytes.
    pub(crate) fn on_ignored(&mut self, at: usize, bytes: usize) {
        let counts = &mut self.accounts[at].counts;
        counts.messages += 1;
        counts.ignored_messages += 1;
        counts.ignored_bytes += bytes as u64;
    }

    /// A Close frame came, which ends the connection.
    pub(crate) fn on_close(
        &mut self,
        wires: &mut impl Wires,
        at: usize,
        code: Option<u16>,
        text: &str,
    ) {
        let text = self.accounts[at].session.server_text(text);
        self.on_lost(wires, at, LinkLoss::Closed { code, text });
    }

    /// A connection has come a step further, is open, or the like.
    pub(crate) fn on_input(&mut self, wires: &mut impl Wires, at: usize, input: Input<'_>) {
        if matches!(input, Input::Opened) {
            self.accounts[at].addresses.works();
        }
        self.handle(at, input);
        self.act_on(wires, at);
    }

    /// A connection didn't come further than this, and is dropped. Where there
    /// was no TCP connection, another address of the same host may be better.
    pub(crate) fn on_failed(
        &mut self,
        wires: &mut impl Wires,
        at: usize,
        stage: Stage,
        loss: LinkLoss,
    ) {
        let mut loss = Box::new(loss);
        if stage == Stage::Connecting {
            match self.connect(wires, at, loss) {
                Ok(()) => return,
                Err(last) => loss = last,
            }
        }
        self.on_lost(wires, at, *loss);
    }

    /// A connection is gone, and dropped.
    pub(crate) fn on_lost(&mut self, wires: &mut impl Wires, at: usize, loss: LinkLoss) {
        self.on_input(wires, at, Input::Lost(loss));
    }

    /// Wakes strategies that have something new, and runs those that are here;
    /// tells whether something waits on this side, so that a call soon is worth it.
    pub(crate) fn notify(&mut self) -> bool {
        self.inline.hand_over(&mut self.router)
    }

    /// Nothing is to do: publishes the counters, and tells for how long the
    /// driver may sleep at most; `None` for as long as nothing calls. `backlog`
    /// is what [`notify`](Self::notify) told.
    pub(crate) fn rest(&mut self, backlog: bool) -> Option<Duration> {
        let now = clock::mono();
        self.publish(now);
        let accounts = self.accounts.iter().flat_map(Account::deadlines);
        let deadline = accounts.chain(self.router.next_deadline()).min();
        let left = deadline.map(|at| at.since(now));
        let pause = backlog.then_some(BACKLOG_PAUSE);
        [left, pause].into_iter().flatten().min()
    }

    /// What is due besides reading: commands, answers, timers, counters.
    pub(crate) fn chores(&mut self, wires: &mut impl Wires) {
        let now = clock::mono();
        self.take_commands(now);
        self.settle_abandoned(now);
        let stop = self.stop.load(Ordering::Acquire);
        for account in &mut self.accounts {
            match account.addresses.take_result() {
                Lookup::Done => account.session.handle(now, Input::Resolved),
                Lookup::Failed => account.session.handle(now, Input::ResolveFailed),
                Lookup::Running => {}
            }
            if let Some(token) = account.tokens.poll(now) {
                account.session.handle(now, Input::Token(token));
            }
            if stop {
                account.session.handle(now, Input::Stop);
            }
            if account.session.next_deadline().is_some_and(|at| at <= now) {
                account.session.handle(now, Input::Timer);
            }
        }
        if self.router.next_deadline().is_some_and(|at| at <= now) {
            self.router.tick(now, clock::wall());
        }
        self.tell_trouble(now);
        self.act(wires);
        if now.since(self.published) >= PUBLISH_EVERY {
            self.publish(now);
        }
    }

    /// Does what the sessions want done.
    pub(crate) fn act(&mut self, wires: &mut impl Wires) {
        for at in 0..self.accounts.len() {
            self.act_on(wires, at);
        }
    }

    /// Does what one session wants done.
    pub(crate) fn act_on(&mut self, wires: &mut impl Wires, at: usize) {
        loop {
            while let Some(action) = self.accounts[at].session.poll_action() {
                if let Err(loss) = self.perform(wires, at, action) {
                    self.handle(at, Input::Lost(*loss));
                }
            }
            match wires.flush(at) {
                Ok(()) => return,
                Err(loss) => self.handle(at, Input::Lost(*loss)),
            }
        }
    }

    fn perform(
        &mut self,
        wires: &mut impl Wires,
        at: usize,
        action: Action,
    ) -> Result<(), Box<LinkLoss>> {
        let account = &mut self.accounts[at];
        let input = match action {
            Action::GetToken { fresh } => account.tokens.get(fresh).map(Input::Token),
            Action::Resolve => match account.addresses.look_up() {
                Lookup::Done => Some(Input::Resolved),
                Lookup::Failed => Some(Input::ResolveFailed),
                Lookup::Running => None,
            },
            Action::Connect => {
                account.addresses.begin();
                return self.connect(wires, at, Box::new(LinkLoss::Resolve));
            }
            Action::Send(frame) => return wires.send(at, &frame),
            Action::Close(code) => {
                wires.close(at, code);
                None
            }
            Action::Emit(event) => {
                self.tell(at, &event);
                None
            }
        };
        if let Some(input) = input {
            self.handle(at, input);
        }
        Ok(())
    }

    /// Tells a session what has just happened.
    fn handle(&mut self, at: usize, input: Input<'_>) {
        self.accounts[at].session.handle(clock::mono(), input);
    }

    /// Begins to connect to the next address that can be begun with.
    ///
    /// # Errors
    /// None is left: the link is lost as the last one was.
    fn connect(
        &mut self,
        wires: &mut impl Wires,
        at: usize,
        mut loss: Box<LinkLoss>,
    ) -> Result<(), Box<LinkLoss>> {
        while let Some(target) = self.accounts[at].addresses.next() {
            match wires.connect(at, &target) {
                Ok(()) => return Ok(()),
                Err(error) => loss = error,
            }
        }
        Err(loss)
    }

    /// The account of this number, which is one of this thread's.
    fn account(&mut self, number: usize) -> &mut Account {
        let (_, place) = self.post.place_of(number);
        &mut self.accounts[place]
    }

    fn take_commands(&mut self, now: Mono) {
        let mut changed = false;
        while let Ok(command) = self.commands.try_recv() {
            changed = true;
            match command {
                Command::Subscribe { strategy, places } => {
                    self.subscribe(now, strategy, &places);
                }
                Command::Unsubscribe { strategy, keys } => {
                    let held = self.router.remove(strategy, &keys);
                    self.unsubscribe(now, &held);
                }
                Command::Move { strategy, places } => {
                    for (account, keys) in &places {
                        let session = &mut self.account(*account).session;
                        session.handle(now, Input::Subscribe(keys));
                    }
                    self.router.add(strategy, &distinct(&places));
                }
            }
        }
        if changed {
            self.show_subscriptions(now);
        }
    }

    /// Shows the tap what each connection is to have.
    fn show_subscriptions(&mut self, now: Mono) {
        let Some(tap) = &mut self.tap else {
            return;
        };
        for account in &self.accounts {
            let keys: Vec<Key> = account.session.wanted().collect();
            tap.subscriptions(account.number, account.session.epoch(), now, &keys);
        }
    }

    /// Tells the strategies what went wrong with the tap.
    fn tell_trouble(&mut self, now: Mono) {
        let trouble = self.tap.as_mut().and_then(|tap| tap.trouble());
        let Some(trouble) = trouble else {
            return;
        };
        if trouble == TapTrouble::Stopped {
            // It is done with.
            self.tap = None;
        }
        let arrival = Arrival {
            epoch: 0,
            connection: self.accounts.first().map_or(0, |it| it.number),
            rx_kernel: None,
            rx_mono: now,
        };
        self.router.tell(link_record::of_trouble(trouble), arrival);
    }

    /// A strategy wants these, too.
    fn subscribe(&mut self, now: Mono, strategy: usize, places: &[Place]) {
        if self.router.has_ended(strategy) {
            return;
        }
        let again = self.router.add(strategy, &distinct(places));
        for (account, keys) in places {
            let session = &mut self.account(*account).session;
            // The session counts who wants what, and a strategy counts once;
            // but asking again is how what was refused is tried again.
            session.handle(now, Input::Subscribe(keys));
            let keys: Vec<Key> = keys
                .iter()
                .filter(|it| again.contains(it))
                .copied()
                .collect();
            if !keys.is_empty() {
                session.handle(now, Input::Unsubscribe(&keys));
            }
        }
    }

    /// A strategy doesn't want these any more: whichever session has them.
    fn unsubscribe(&mut self, now: Mono, keys: &[Key]) {
        for account in &mut self.accounts {
            let wanted = |key: &&Key| account.session.is_wanted(**key);
            let keys: Vec<Key> = keys.iter().filter(wanted).copied().collect();
            if !keys.is_empty() {
                account.session.handle(now, Input::Unsubscribe(&keys));
            }
        }
    }

    /// Takes back what strategies wanted that have ended.
    fn settle_abandoned(&mut self, now: Mono) {
        while let Some((strategy, keys)) = self.router.take_abandoned() {
            self.places.end_strategy(strategy);
            self.unsubscribe(now, &keys);
        }
    }

    /// Tells the strategies, in-band.
    fn tell(&mut self, at: usize, event: &LinkEvent) {
        if let LinkEvent::Rejected {
            key,
            why: Rejection::NoRoom { .. },
        } = event
        {
            // The session has forgotten it.
            self.places.forget(key);
            self.router.forget(key);
        }
        let account = &self.accounts[at];
        let arrival = Arrival {
            epoch: account.session.epoch(),
            connection: account.number,
            rx_kernel: None,
            rx_mono: clock::mono(),
        };
        let link = link_record::of(event);
        if let Some(tap) = &mut self.tap {
            tap.link(&arrival.mark(link));
        }
        self.router.tell(link, arrival);
        if let LinkEvent::Stopped { reason } = event {
            self.end_account(at, *reason);
        }
    }

    /// An account is over for good: the others take on what it held.
    fn end_account(&mut self, at: usize, reason: SessionError) {
        self.end = reason;
        if reason == SessionError::StopRequested {
            return;
        }
        let number = usize::from(self.accounts[at].number);
        let moves = self.places.end_account(number, &self.post);
        let (here, _) = self.post.place_of(number);
        for (strategy, places) in &moves.moved {
            // What another thread has now comes to its own part of the feed.
            let elsewhere = places
                .iter()
                .filter(|it| self.post.place_of(it.0).0 != here);
            for (_, keys) in elsewhere {
                self.router.remove(*strategy, keys);
            }
        }
        for key in moves.stranded {
            let (limit, room) = (0, 0);
            let why = Rejection::NoRoom { limit, room };
            self.tell(at, &LinkEvent::Rejected { key, why });
        }
    }

    /// Makes the counters known, unless somebody reads them right now.
    fn publish(&mut self, now: Mono) {
        self.published = now;
        self.count_up();
        self.counters.publish(|published| self.put(published));
    }

    fn put(&self, published: &mut Published) {
        published.whole = self.snapshot;
        published.connections.copy_from_slice(&self.connections);
        published.types.copy_from_slice(self.router.types());
        published.errors.copy_from_slice(self.decoder.errors());
    }

    fn count_up(&mut self) {
        for (account, to) in self.accounts.iter().zip(&mut self.connections) {
            *to = account.snapshot();
        }
        let routed = self.router.stats();
        self.snapshot = Snapshot {
            routed: routed.routed,
            unrouted: routed.unrouted,
            decode: self.decoder.stats(),
            watch: routed.watch,
            ..Snapshot::of(&self.connections)
        };
    }
}

/// In the middle, if it hasn't finished: its driver panicked, or was dropped with
/// its runtime. The feeds end by themselves; nobody is to believe that it lives.
impl Drop for Hub {
    fn drop(&mut self) {
        if self.is_over() {
            return;
        }
        self.count_up();
        for connection in &mut self.connections {
            connection.is_live = false;
            connection.has_ended = true;
        }
        self.snapshot.is_live = false;
        self.publish_last();
    }
}

/// All keys, each once.
fn distinct(places: &[Place]) -> Vec<Key> {
    let mut keys: Vec<Key> = places.iter().flat_map(|(_, keys)| keys).copied().collect();
    if places.len() > 1 {
        keys.sort_unstable();
        keys.dedup();
    }
    keys
}
