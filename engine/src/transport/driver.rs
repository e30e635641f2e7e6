//! The I/O thread: one loop that owns the sockets and waits for them with mio,
//! or looks at them all the time.

use super::{Connection, LinkError, ReadOutcome, Stage, Target, sys};
use crate::hub::{Hub, Wires};
use crate::session::{Frame, Input, LinkLoss, OpenStep, Route, SessionError};
use crate::wire::Message;
use crate::{IoMode, Mono};
use mio::{Events, Interest, Poll, Token};

/// What the poll calls the waker. Sockets have their account's number.
pub(crate) const WAKER: Token = Token(usize::MAX);

/// Reads of a connection in a row before others, commands and timers get their
/// turn.
const READ_BUDGET: usize = 64;

/// Empty turns of a busy loop between two looks at the clock and the commands.
const TURNS: u32 = 64;

/// Runs the hub until all its sessions are over; gives why they are.
pub(crate) fn run(hub: Hub, poll: Poll, mode: IoMode) -> SessionError {
    let sockets = (0..hub.count()).map(|_| Socket::default()).collect();
    let mut driver = Driver {
        hub,
        wires: Sockets { poll, sockets },
        mode,
        last_bytes: Mono::ZERO,
    };
    driver.hub.start(&mut driver.wires);
    driver.turn();
    driver.hub.finish()
}

struct Driver {
    hub: Hub,
    wires: Sockets,
    mode: IoMode,
    /// When bytes came last, over whichever connection.
    last_bytes: Mono,
}

struct Sockets {
    poll: Poll,
    /// By account.
    sockets: Vec<Socket>,
}

struct Socket {
    /// The one link there is: a new one for each attempt.
    connection: Option<Connection>,
    /// What the poll is told to watch for.
    interest: Interest,
    /// There may be something to read: it was seen, and not yet all taken.
    is_ready: bool,
}

impl Default for Socket {
    fn default() -> Self {
        Self {
            connection: None,
            interest: Interest::READABLE,
            is_ready: false,
        }
    }
}

impl Socket {
    fn is_open(&self) -> bool {
        let stage = self.connection.as_ref().map(Connection::stage);
        stage == Some(Stage::Open)
    }
}

impl Driver {
    /// Turns until all sessions are over.
    fn turn(&mut self) {
        let mut events = Events::with_capacity(64);
        let mut idle_turns = 0;
        while !self.hub.is_over() {
            let spins = self.spins();
            let progressed = self.read_all(spins);
            let backlog = self.hub.notify();
            if progressed {
                idle_turns = 0;
            } else if spins {
                idle_turns += 1;
                if idle_turns % TURNS != 0 {
                    self.pause();
                    continue;
                }
            } else {
                self.sleep(&mut events, backlog);
            }
            self.hub.chores(&mut self.wires);
        }
    }

    /// Whether to look at the sockets again at once.
    fn spins(&self) -> bool {
        let open = || self.wires.sockets.iter().any(Socket::is_open);
        match self.mode {
            IoMode::Block => false,
            IoMode::BusyPoll => open(),
            IoMode::Hybrid { spin } => sys::now().since(self.last_bytes) < spin && open(),
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

    /// Sleeps until a socket, a command or a deadline calls.
    fn sleep(&mut self, events: &mut Events, backlog: bool) {
        self.watch();
        let timeout = self.hub.rest(backlog);
        // An interruption is a reason to look around, as any other.
        _ = self.wires.poll.poll(events, timeout);
        for event in &*events {
            if let Some(socket) = self.wires.sockets.get_mut(event.token().0) {
                socket.is_ready = true;
            }
        }
    }

    /// Tells the poll what to watch for, where that has changed.
    fn watch(&mut self) {
        for at in 0..self.wires.sockets.len() {
            if let Err(loss) = self.wires.watch(at) {
                self.hub.on_lost(&mut self.wires, at, *loss);
            }
        }
    }

    /// Comes further with each connection; tells whether there was anything.
    /// Looks at all that are open, or only at those that called.
    fn read_all(&mut self, all: bool) -> bool {
        let mut any = false;
        for at in 0..self.wires.sockets.len() {
            let socket = &self.wires.sockets[at];
            any |= match &socket.connection {
                None => false,
                Some(connection) if connection.stage() != Stage::Open => self.advance(at),
                Some(_) if all || socket.is_ready => self.read(at),
                Some(_) => false,
            };
        }
        any
    }

    /// Reads what is there.
    fn read(&mut self, at: usize) -> bool {
        let mut any = false;
        for _ in 0..READ_BUDGET {
            let Some(connection) = &mut self.wires.sockets[at].connection else {
                return true;
            };
            match connection.read() {
                Ok(ReadOutcome::Bytes(stamp)) => {
                    any = true;
                    self.last_bytes = stamp.mono;
                    self.hub.on_bytes(at, 1, stamp);
                    self.messages(at);
                    // In a storm it takes long until the budget is used up:
                    // who sleeps meanwhile would lose what finds no room.
                    self.hub.notify();
                }
                Ok(ReadOutcome::WouldBlock) => {
                    self.wires.sockets[at].is_ready = false;
                    return any;
                }
                Ok(ReadOutcome::Eof) => {
                    self.lose(at, LinkLoss::Truncated);
                    return true;
                }
                Err(error) => {
                    self.lose(at, LinkLoss::from(&error));
                    return true;
                }
            }
        }
        // The poll won't tell again of what was left.
        self.wires.sockets[at].is_ready = true;
        any
    }

    /// Comes as far as it can with opening a connection.
    fn advance(&mut self, at: usize) -> bool {
        let Some(connection) = &mut self.wires.sockets[at].connection else {
            return false;
        };
        let before = connection.stage();
        match connection.advance() {
            Ok(Stage::Open) => {
                // What came with the upgrade isn't told of again.
                self.wires.sockets[at].is_ready = true;
                self.hub.on_input(&mut self.wires, at, Input::Opened);
                self.messages(at);
                true
            }
            Ok(stage) => {
                let step = match stage {
                    Stage::Tls => OpenStep::Tls,
                    Stage::Upgrading => OpenStep::Upgrade,
                    _ => OpenStep::Connecting,
                };
                self.hub.on_input(&mut self.wires, at, Input::Step(step));
                stage != before
            }
            Err(error) => {
                self.wires.drop_one(at);
                let loss = LinkLoss::from(&error);
                self.hub.on_failed(&mut self.wires, at, before, loss);
                true
            }
        }
    }

    /// Takes all messages of the last read.
    fn messages(&mut self, at: usize) {
        while let Some(connection) = &mut self.wires.sockets[at].connection {
            let stamp = connection.last_rx();
            let (message, outbox) = match connection.next_message() {
                Ok(Some(taken)) => taken,
                Ok(None) => break,
                Err(error) => {
                    // The Close frame that says why.
                    _ = connection.flush();
                    self.lose(at, LinkLoss::from(&error));
                    return;
                }
            };
            match message {
                Message::Text { padded, len } => {
                    match self.hub.on_text(at, stamp, &padded[..len]) {
                        Route::Data => self.hub.decode(at, stamp, padded, len),
                        Route::Handled => self.hub.act_on(&mut self.wires, at),
                    }
                }
                Message::Ping(payload) => {
                    let mut copy = [0; 125];
                    let payload = &payload[..payload.len().min(copy.len())];
                    copy[..payload.len()].copy_from_slice(payload);
                    let queued = outbox.pong(&copy[..payload.len()]);
                    self.hub.on_message(at);
                    if let Err(error) = queued {
                        self.lose(at, LinkLoss::from(&error));
                        return;
                    }
                }
                Message::Binary(payload) | Message::Pong(payload) => {
                    self.hub.on_ignored(at, payload.len());
                }
                Message::Close { code, reason } => {
                    let reason = reason.to_owned();
                    // Refused if we had sent one, and that is well.
                    _ = outbox.close(code.unwrap_or(1000));
                    _ = connection.flush();
                    self.wires.drop_one(at);
                    self.hub.on_message(at);
                    self.hub.on_close(&mut self.wires, at, code, &reason);
                    return;
                }
            }
        }
        if let Err(loss) = self.wires.flush(at) {
            self.hub.on_lost(&mut self.wires, at, *loss);
        }
    }

    fn lose(&mut self, at: usize, loss: LinkLoss) {
        self.wires.drop_one(at);
        self.hub.on_lost(&mut self.wires, at, loss);
    }
}

impl Sockets {
    fn drop_one(&mut self, at: usize) {
        self.sockets[at] = Socket::default();
    }

    /// After an error the connection is of no more use.
    fn checked(&mut self, at: usize, result: Result<(), LinkError>) -> Result<(), Box<LinkLoss>> {
        result.map_err(|error| {
            self.drop_one(at);
            Box::new(LinkLoss::from(&error))
        })
    }

    fn watch(&mut self, at: usize) -> Result<(), Box<LinkLoss>> {
        let socket = &mut self.sockets[at];
        let Some(connection) = &mut socket.connection else {
            return Ok(());
        };
        let interest = connection.interest();
        if interest == socket.interest {
            return Ok(());
        }
        socket.interest = interest;
        let registry = self.poll.registry();
        let registered = registry.reregister(connection, Token(at), interest);
        registered.map_err(|error| {
            self.drop_one(at);
            Box::new(LinkLoss::Io(error.kind()))
        })
    }
}

impl Wires for Sockets {
    fn connect(&mut self, at: usize, target: &Target) -> Result<(), Box<LinkLoss>> {
        let mut connection =
            Connection::connect(target).map_err(|error| Box::new(LinkLoss::from(&error)))?;
        let interest = connection.interest();
        let registry = self.poll.registry();
        registry
            .register(&mut connection, Token(at), interest)
            .map_err(|error| Box::new(LinkLoss::Connect(error.kind())))?;
        self.sockets[at] = Socket {
            connection: Some(connection),
            interest,
            is_ready: false,
        };
        Ok(())
    }

    fn send(&mut self, at: usize, frame: &Frame) -> Result<(), Box<LinkLoss>> {
        let Some(connection) = &mut self.sockets[at].connection else {
            return Ok(());
        };
        let sent = connection.outbox().send(frame);
        self.checked(at, sent)
    }

    fn flush(&mut self, at: usize) -> Result<(), Box<LinkLoss>> {
        let Some(connection) = &mut self.sockets[at].connection else {
            return Ok(());
        };
        let flushed = connection.flush();
        self.checked(at, flushed.map(drop))
    }

    fn close(&mut self, at: usize, code: u16) {
        if let Some(mut connection) = self.sockets[at].connection.take() {
            // Not open yet: then there is nobody to say goodbye to.
            _ = connection.outbox().close(code);
            _ = connection.flush();
            connection.shutdown();
        }
    }
}
