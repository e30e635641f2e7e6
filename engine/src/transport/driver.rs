//! The I/O thread: one loop that owns the socket, the session, the decoder and
//! the writing ends of all feeds.

mod addresses;
mod link_record;

pub(crate) use addresses::Addresses;

use super::{Connection, LinkError, ReadOutcome, Stage, sys};
use crate::decode::Decoder;
use crate::engine::counters::{Counters, Snapshot};
use crate::ring::CloseReason;
use crate::routing::{Arrival, Router};
use crate::session::{
    Action, Frame, Input, Key, LinkEvent, LinkLoss, OpenStep, Rejection, Route, Session,
    SessionError, State, Token,
};
use crate::wire::Message;
use crate::{IoMode, Mono};
use addresses::Lookup;
use crossbeam_channel::Receiver;
use mio::{Events, Interest, Poll};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What the poll tells of the socket, and of the waker.
const SOCKET: mio::Token = mio::Token(0);
pub(crate) const WAKER: mio::Token = mio::Token(1);

/// Reads in a row before commands and timers get their turn.
const READ_BUDGET: usize = 64;

/// Empty turns of a busy loop between two looks at the clock and the commands.
const TURNS: u32 = 64;

/// How soon to look again at a feed for which something waits on this side.
const BACKLOG_PAUSE: Duration = Duration::from_millis(1);

/// How often the counters are published while there is no pause.
const PUBLISH_EVERY: Duration = Duration::from_millis(1);

/// What other threads ask of this one.
#[derive(Debug)]
pub(crate) enum Command {
    /// A strategy wants these, too.
    Subscribe { strategy: usize, keys: Vec<Key> },
    /// A strategy doesn't want these any more.
    Unsubscribe { strategy: usize, keys: Vec<Key> },
}

/// Everything that the I/O thread works with.
pub(crate) struct Driver {
    pub(crate) poll: Poll,
    pub(crate) mode: IoMode,
    pub(crate) addresses: Addresses,
    pub(crate) token: Token,
    pub(crate) session: Session,
    pub(crate) router: Router,
    /// What each strategy wants from the beginning.
    pub(crate) wishes: Vec<Vec<Key>>,
    pub(crate) commands: Receiver<Command>,
    /// Set by whoever wants it to end.
    pub(crate) stop: Arc<AtomicBool>,
    pub(crate) counters: Arc<Counters>,
}

impl Driver {
    /// Runs until the session is over; gives why it is.
    pub(crate) fn run(self) -> SessionError {
        let mut running = Loop {
            poll: self.poll,
            mode: self.mode,
            addresses: self.addresses,
            token: self.token,
            connection: None,
            interest: Interest::READABLE,
            session: self.session,
            decoder: Decoder::new(),
            router: self.router,
            commands: self.commands,
            stop: self.stop,
            counters: self.counters,
            published: Mono::ZERO,
            last_bytes: Mono::ZERO,
            snapshot: Snapshot::default(),
            end: SessionError::StopRequested,
        };
        let now = sys::now();
        running.session.handle(now, Input::Start);
        for (strategy, keys) in self.wishes.iter().enumerate() {
            running.subscribe(now, strategy, keys);
        }
        running.act();
        running.turn();
        running.count();
        running.counters.publish_last(&running.snapshot);
        running.router.close(CloseReason::Stopped);
        running.end
    }
}

struct Loop {
    poll: Poll,
    mode: IoMode,
    addresses: Addresses,
    token: Token,
    /// The one link there is: a new one for each attempt.
    connection: Option<Connection>,
    /// What the poll is told to watch for.
    interest: Interest,
    session: Session,
    decoder: Decoder,
    router: Router,
    commands: Receiver<Command>,
    stop: Arc<AtomicBool>,
    counters: Arc<Counters>,
    /// When the counters were published last, and when bytes came last.
    published: Mono,
    last_bytes: Mono,
    snapshot: Snapshot,
    end: SessionError,
}

impl Loop {
    /// Turns until the session is over.
    fn turn(&mut self) {
        let mut events = Events::with_capacity(8);
        let mut idle_turns = 0;
        while self.session.state() != State::Stopped {
            let progressed = self.read();
            let backlog = self.router.notify();
            if progressed {
                idle_turns = 0;
            } else if self.spins() {
                idle_turns += 1;
                if idle_turns % TURNS != 0 {
                    self.pause();
                    continue;
                }
            } else {
                self.sleep(&mut events, backlog);
            }
            self.chores();
        }
    }

    /// Whether to look at the socket again at once.
    fn spins(&self) -> bool {
        let open = self
            .connection
            .as_ref()
            .is_some_and(|it| it.stage() == Stage::Open);
        match self.mode {
            IoMode::Block => false,
            IoMode::BusyPoll => open,
            IoMode::Hybrid { spin } => open && sys::now().since(self.last_bytes) < spin,
        }
    }

    /// Lets others have the processor between two looks, unless it is this
    /// thread's own: a strategy that was just woken may wait for this very one.
    fn pause(&self) {
        match self.mode {
            IoMode::BusyPoll => std::hint::spin_loop(),
            _ => std::thread::yield_now(),
        }
    }

    /// Sleeps until the socket, a command or a deadline calls.
    fn sleep(&mut self, events: &mut Events, backlog: bool) {
        let now = sys::now();
        self.publish(now);
        self.watch();
        let session = self.session.next_deadline();
        let deadline = [session, self.router.next_deadline()];
        let deadline = deadline.into_iter().flatten().min();
        let deadline = deadline.map(|at| at.since(now));
        let timeout = match (deadline, backlog) {
            (Some(left), true) => Some(left.min(BACKLOG_PAUSE)),
            (None, true) => Some(BACKLOG_PAUSE),
            (left, false) => left,
        };
        // An interruption is a reason to look around, as any other.
        _ = self.poll.poll(events, timeout);
    }

    /// Tells the poll what to watch for, where that has changed.
    fn watch(&mut self) {
        let Some(connection) = &mut self.connection else {
            return;
        };
        let interest = connection.interest();
        if interest != self.interest {
            self.interest = interest;
            let registered = self
                .poll
                .registry()
                .reregister(connection, SOCKET, interest);
            if let Err(error) = registered {
                self.lose(LinkLoss::Io(error.kind()));
            }
        }
    }

    /// What is due besides reading: commands, timers, counters.
    fn chores(&mut self) {
        let now = sys::now();
        while let Ok(command) = self.commands.try_recv() {
            match command {
                Command::Subscribe { strategy, keys } => self.subscribe(now, strategy, &keys),
                Command::Unsubscribe { strategy, keys } => {
                    let held = self.router.remove(strategy, &keys);
                    self.session.handle(now, Input::Unsubscribe(&held));
                }
            }
            // What found no room is forgotten before the next command.
            self.act();
        }
        let abandoned = self.router.take_abandoned();
        if !abandoned.is_empty() {
            self.session.handle(now, Input::Unsubscribe(&abandoned));
        }
        match self.addresses.take_result() {
            Lookup::Done => self.session.handle(now, Input::Resolved),
            Lookup::Failed => self.session.handle(now, Input::ResolveFailed),
            Lookup::Running => {}
        }
        if self.stop.load(Ordering::Acquire) {
            self.session.handle(now, Input::Stop);
        }
        if self.session.next_deadline().is_some_and(|at| at <= now) {
            self.session.handle(now, Input::Timer);
        }
        if self.router.next_deadline().is_some_and(|at| at <= now) {
            self.router.tick(now, super::clock::wall());
        }
        self.act();
        if now.since(self.published) >= PUBLISH_EVERY {
            self.publish(now);
        }
    }

    /// A strategy wants these, too.
    fn subscribe(&mut self, now: Mono, strategy: usize, keys: &[Key]) {
        if self.router.has_ended(strategy) {
            return;
        }
        let again = self.router.add(strategy, keys);
        // The session counts who wants what, and a strategy counts once; but
        // asking again is how what was refused is tried again.
        self.session.handle(now, Input::Subscribe(keys));
        if !again.is_empty() {
            self.session.handle(now, Input::Unsubscribe(&again));
        }
    }

    /// Comes further with opening, or reads what is there; tells whether there
    /// was anything.
    fn read(&mut self) -> bool {
        let Some(connection) = &mut self.connection else {
            return false;
        };
        if connection.stage() != Stage::Open {
            return self.advance();
        }
        let mut any = false;
        for _ in 0..READ_BUDGET {
            let Some(connection) = &mut self.connection else {
                return true;
            };
            match connection.read() {
                Ok(ReadOutcome::Bytes(stamp)) => {
                    any = true;
                    self.last_bytes = stamp.mono;
                    self.snapshot.reads += 1;
                    self.snapshot.bytes += stamp.bytes as u64;
                    self.session.handle(stamp.mono, Input::Rx);
                    self.messages();
                    // In a storm it takes long until the budget is used up:
                    // who sleeps meanwhile would lose what finds no room.
                    self.router.notify();
                }
                Ok(ReadOutcome::WouldBlock) => break,
                Ok(ReadOutcome::Eof) => {
                    self.lose(LinkLoss::Truncated);
                    return true;
                }
                Err(error) => {
                    self.lose(loss_of(&error));
                    return true;
                }
            }
        }
        any
    }

    /// Comes as far as it can with opening the connection.
    fn advance(&mut self) -> bool {
        let Some(connection) = &mut self.connection else {
            return false;
        };
        let before = connection.stage();
        let now = sys::now();
        match connection.advance() {
            Ok(Stage::Open) => {
                self.addresses.works();
                self.session.handle(now, Input::Opened);
                self.act();
                self.messages();
                true
            }
            Ok(stage) => {
                let step = match stage {
                    Stage::Tls => OpenStep::Tls,
                    Stage::Upgrading => OpenStep::Upgrade,
                    _ => OpenStep::Connecting,
                };
                self.session.handle(now, Input::Step(step));
                stage != before
            }
            Err(error) => {
                let loss = loss_of(&error);
                match before {
                    // Another address of the same host may be better.
                    Stage::Connecting => self.connect(loss),
                    _ => self.lose(loss),
                }
                true
            }
        }
    }

    /// Takes all messages of the last read.
    fn messages(&mut self) {
        while let Some(connection) = &mut self.connection {
            let stamp = connection.last_rx();
            let taken = connection.next_message();
            let (message, outbox) = match taken {
                Ok(Some(taken)) => taken,
                Ok(None) => break,
                Err(error) => {
                    let loss = loss_of(&error);
                    // The Close frame that says why.
                    _ = connection.flush();
                    self.lose(loss);
                    return;
                }
            };
            self.snapshot.messages += 1;
            match message {
                Message::Text { padded, len } => {
                    match self.session.on_text(stamp.mono, &padded[..len]) {
                        Route::Data => {
                            let arrival = Arrival {
                                epoch: self.session.epoch(),
                                connection: 0,
                                rx_kernel: stamp.kernel,
                                rx_mono: stamp.mono,
                            };
                            let router = &mut self.router;
                            // Counted by the decoder; the next frame is decoded.
                            _ = self.decoder.decode(padded, len, |element| {
                                router.deliver(element, arrival, sys::now);
                            });
                        }
                        Route::Handled => self.act(),
                    }
                }
                Message::Ping(payload) => {
                    let mut copy = [0; 125];
                    let payload = &payload[..payload.len().min(copy.len())];
                    copy[..payload.len()].copy_from_slice(payload);
                    // Where it can't be sent, the connection is closing.
                    _ = outbox.pong(&copy[..payload.len()]);
                }
                // The feed has none of them.
                Message::Binary(payload) | Message::Pong(payload) => {
                    self.snapshot.ignored_messages += 1;
                    self.snapshot.ignored_bytes += payload.len() as u64;
                }
                Message::Close { code, reason } => {
                    let text = self.session.server_text(reason);
                    // Refused if we had sent one, and that is well.
                    _ = outbox.close(code.unwrap_or(1000));
                    _ = connection.flush();
                    self.lose(LinkLoss::Closed { code, text });
                    return;
                }
            }
        }
        self.flush();
    }

    fn flush(&mut self) {
        let Some(connection) = &mut self.connection else {
            return;
        };
        if let Err(error) = connection.flush() {
            self.lose(loss_of(&error));
        }
    }

    /// Does what the session wants done.
    fn act(&mut self) {
        while let Some(action) = self.session.poll_action() {
            match action {
                Action::GetToken { fresh } => {
                    let token = Ok(self.token(fresh));
                    self.session.handle(sys::now(), Input::Token(token));
                }
                Action::Resolve => match self.addresses.look_up() {
                    Lookup::Done => self.session.handle(sys::now(), Input::Resolved),
                    Lookup::Failed => self.session.handle(sys::now(), Input::ResolveFailed),
                    Lookup::Running => {}
                },
                Action::Connect => {
                    self.addresses.begin();
                    self.connect(LinkLoss::Resolve);
                }
                Action::Send(frame) => self.send(&frame),
                Action::Close(code) => {
                    if let Some(mut connection) = self.connection.take() {
                        // Not open yet: then there is nobody to say goodbye to.
                        _ = connection.outbox().close(code);
                        _ = connection.flush();
                        connection.shutdown();
                    }
                }
                Action::Emit(event) => self.tell(event),
            }
        }
        self.flush();
    }

    /// The one token that was given. Another can't be had, refused or not.
    fn token(&self, _fresh: bool) -> Token {
        self.token.duplicate()
    }

    fn send(&mut self, frame: &Frame) {
        let Some(connection) = &mut self.connection else {
            return;
        };
        let outbox = connection.outbox();
        let sent = match frame {
            Frame::Plain(text) => outbox.text(text),
            Frame::Secret(text) => outbox.secret_text(text),
        };
        if let Err(error) = sent {
            self.lose(loss_of(&error));
        }
    }

    /// Begins to connect to the next address that can be begun with. When none
    /// is left, the link is lost as the last one was.
    fn connect(&mut self, mut loss: LinkLoss) {
        self.connection = None;
        while let Some(target) = self.addresses.next() {
            let begun = Connection::connect(&target).and_then(|mut connection| {
                self.interest = connection.interest();
                self.poll
                    .registry()
                    .register(&mut connection, SOCKET, self.interest)
                    .map_err(|error| LinkError::Io {
                        stage: Stage::Connecting,
                        kind: error.kind(),
                        os: error.raw_os_error(),
                    })?;
                Ok(connection)
            });
            match begun {
                Ok(connection) => {
                    self.connection = Some(connection);
                    return;
                }
                Err(error) => loss = loss_of(&error),
            }
        }
        self.lose(loss);
    }

    /// The link is gone.
    fn lose(&mut self, loss: LinkLoss) {
        self.connection = None;
        self.session.handle(sys::now(), Input::Lost(loss));
        self.act();
    }

    /// Tells the strategies, in-band.
    fn tell(&mut self, event: LinkEvent) {
        match event {
            LinkEvent::Stopped { reason } => self.end = reason,
            // The session has forgotten it.
            LinkEvent::Rejected {
                key,
                why: Rejection::NoRoom { .. },
            } => self.router.forget(&key),
            _ => {}
        }
        let arrival = Arrival {
            epoch: self.session.epoch(),
            connection: 0,
            rx_kernel: None,
            rx_mono: sys::now(),
        };
        self.router.tell(link_record::of(&event), arrival);
    }

    fn publish(&mut self, now: Mono) {
        self.published = now;
        self.count();
        self.counters.publish(&self.snapshot);
    }

    fn count(&mut self) {
        self.snapshot.decode = self.decoder.stats();
        self.snapshot.session = self.session.stats();
        let routed = self.router.stats();
        self.snapshot.routed = routed.routed;
        self.snapshot.unrouted = routed.unrouted;
        self.snapshot.watch = routed.watch;
        self.snapshot.is_live = self.session.state() == State::Live;
    }
}

/// How the session sees a connection's end.
fn loss_of(error: &LinkError) -> LinkLoss {
    use std::io::ErrorKind;
    let io = |stage: Stage, kind| match stage {
        Stage::Connecting => LinkLoss::Connect(kind),
        _ => LinkLoss::Io(kind),
    };
    match error {
        LinkError::Refused => LinkLoss::Connect(ErrorKind::ConnectionRefused),
        LinkError::Reset(stage) => io(*stage, ErrorKind::ConnectionReset),
        LinkError::TimedOut(stage) => io(*stage, ErrorKind::TimedOut),
        LinkError::Io { stage, kind, .. } => io(*stage, *kind),
        LinkError::Eof(_) | LinkError::Truncated => LinkLoss::Truncated,
        LinkError::UpgradeRefused(status) => LinkLoss::Upgrade { status: *status },
        LinkError::Upgrade(_) => LinkLoss::Upgrade { status: 101 },
        LinkError::Ws(error) => LinkLoss::Protocol {
            code: error.close_code(),
        },
        LinkError::PlaintextRefused => LinkLoss::Connect(ErrorKind::PermissionDenied),
        LinkError::Certificate(_) | LinkError::Tls(_) | LinkError::Roots(_) => {
            LinkLoss::Tls(crate::record::Text::new(&error.to_string()))
        }
        LinkError::Target(_) => LinkLoss::Connect(ErrorKind::InvalidInput),
        LinkError::Backlog(_) => LinkLoss::Io(ErrorKind::WriteZero),
        LinkError::Randomness | LinkError::NotOpen | LinkError::MessagesNotTaken => {
            LinkLoss::Io(ErrorKind::Other)
        }
    }
}
