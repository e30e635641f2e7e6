//! The session with the server: login, keep-alive, subscriptions, time limits,
//! and coming back after an outage.
//!
//! This is a state machine without input or output of its own (no socket,
//! clock, thread or randomness). A *driver* owns the socket and the clock, and
//! a `Session` tells it what to do. The driver's duties, in this order:
//!
//! 1. **Inputs.** `Session::handle` takes what happened: a command, a step of
//!    opening the link, bytes seen, the link lost, the timer.
//!    `Session::on_text` takes each text message, before anything writes into
//!    it, and says whether it is market data for the decoder.
//! 2. **Outputs.** `Session::poll_action` returns what to do next. After each
//!    input, call it until it returns `None`: actions are not bounded
//!    otherwise. (After `on_text` returned `Route::Data` there are none.)
//! 3. **Query.** `Session::next_deadline` says when to come back with
//!    `Input::Timer` if nothing happens before. It changes with every input.
//!    Read what the socket holds before giving the timer: bytes that wait there
//!    are a sign of life.
//!
//! Time is an argument (`now`) and must not run backwards.
//!
//! # States
//!
//! ```text
//! Idle --Start--> Token -> Resolving -> Connecting -> Tls -> Upgrade -> Login -> Restoring -> Live
//!                   ^          |            |          |        |         |          |         |
//!                   |          v            v          v        v         v          v         v
//!                   +------ Backoff <---- time over, link lost, login refused, silent, closed -+
//!
//! from every state: Stop, R10001, or a refusal that no new attempt changes --> Stopped
//! ```
//!
//! * **Token** to **Upgrade** are the steps of [`State::Opening`], each with a
//!   time limit of its own. A look-up that fails or takes too long is no
//!   reason to give up where older addresses are known.
//! * **Login**: LOGIN is sent. No request follows before its answer, because
//!   the server ignores what comes earlier. SYSTEM messages may come first, and
//!   a PING is answered here too. A refusal asks for a fresh token, a few times
//!   in a row, where one can help: see [`ReturnCode::after_refusal`].
//! * **Restoring**: all that is wanted is registered, orders and balance
//!   first. Market data flows as soon as the first is accepted.
//! * **Live**: everything that was wanted has been answered. Later
//!   subscriptions are registered from here.
//! * **Backoff**: no link. The next attempt waits: see `retry`. What is
//!   subscribed and unsubscribed meanwhile counts when the link is back.
//! * **Stopped**: the end; nothing is sent any more.
//!
//! In Login, Restoring and Live the link counts as dead after `stale_after`
//! without a byte. REG and REMOVE run one at a time and paced: see `registrar`.

mod codes;
mod error;
mod event;
mod key;
mod message;
mod outage;
mod random;
mod registrar;
mod request;
mod retry;
mod settings;
mod stats;
mod token;
mod token_failure;
mod wanted;

#[cfg(test)]
mod tests;

pub use codes::{AfterRefusal, ReturnCode, SystemCode};
pub use error::{LinkLoss, OpenStep, Rejection, ServerText, SessionError};
pub use event::LinkEvent;
pub(crate) use event::{Action, Frame, Input, Route, State};
pub use key::{Key, KeyError};
#[cfg(feature = "oauth")]
pub(crate) use message::inner;
pub(crate) use message::{Sieve, bounded};
pub use settings::{OnReplaced, Reconnect, SessionSettings, SettingsError};
pub use stats::SessionStats;
pub use token::{Token, TokenError};
pub use token_failure::{FailureText, TokenFailure};

use crate::Mono;
use message::{Answer, Message, Parser};
use registrar::{Context, Registrar};
use request::Kind;
use retry::Retry;
use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

/// How long after a SYSTEM message that announces a close a lost link counts
/// as that close.
const CLOSE_FOLLOWS: Duration = Duration::from_secs(10);

/// Close codes: an orderly end, and a link that is given up.
const CLOSE_NORMAL: u16 = 1000;
const CLOSE_GOING_AWAY: u16 = 1001;

/// One session: see the [module](self) for how to drive it.
pub(crate) struct Session {
    settings: SessionSettings,
    state: State,
    /// The last one. Kept until the end, so that no text of the server can
    /// show it.
    token: Option<Token>,
    /// The token was refused: the next is to be another one.
    wants_fresh: bool,
    /// Refusals in a row that asked for a fresh token.
    refusals: u32,
    /// The driver has found addresses once, and keeps them.
    has_addresses: bool,
    epoch: u32,
    /// When the last byte came, on whichever link; the clock's origin before the
    /// first. No `Option`: compilers compute with what lies in an empty one before they
    /// look whether it is empty, which is right and which Valgrind reports.
    last_rx: Mono,
    /// Whether any came.
    has_received: bool,
    live_since: Mono,
    retry: Retry,
    /// The server said that it closes, and when.
    announced: Option<(Mono, SystemCode, ServerText)>,
    registrar: Registrar,
    actions: VecDeque<Action>,
    stats: SessionStats,
    parser: Parser,
}

impl Session {
    /// A session that waits for [`Input::Start`]. The seed decides the random
    /// part of its waits: sessions that begin at the same time need different
    /// ones.
    ///
    /// # Errors
    /// Settings that can't work.
    pub(crate) fn new(settings: SessionSettings, seed: u64) -> Result<Self, SettingsError> {
        settings.check()?;
        Ok(Self {
            settings,
            state: State::Idle,
            token: None,
            wants_fresh: false,
            refusals: 0,
            has_addresses: false,
            epoch: 0,
            last_rx: Mono::ZERO,
            has_received: false,
            live_since: Mono::ZERO,
            retry: Retry::new(seed),
            announced: None,
            registrar: Registrar::default(),
            actions: VecDeque::new(),
            stats: SessionStats::default(),
            parser: Parser::new(),
        })
    }

    /// Words of the server as they may be shown: bounded, without the token and
    /// without control characters.
    pub(crate) fn server_text(&self, text: &str) -> ServerText {
        bounded(text, self.token.as_ref().map_or("", Token::expose))
    }

    /// Where the session stands.
    pub(crate) const fn state(&self) -> State {
        self.state
    }

    /// How many times the link has been up.
    pub(crate) const fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Whether anybody wants this of this session.
    pub(crate) fn is_wanted(&self, key: Key) -> bool {
        self.registrar.wanted.is_wanted(key)
    }

    /// All that anybody wants of this session.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = Key> {
        self.registrar.wanted.all()
    }

    /// What was counted so far.
    pub(crate) const fn stats(&self) -> SessionStats {
        self.stats
    }

    /// The next thing to do; `None` when all is done.
    pub(crate) fn poll_action(&mut self) -> Option<Action> {
        self.actions.pop_front()
    }

    /// When to give [`Input::Timer`]; `None` when nothing is awaited.
    pub(crate) fn next_deadline(&self) -> Option<Mono> {
        let stale = self.stale_at();
        match self.state {
            State::Idle | State::Stopped => None,
            State::Opening { until, .. } | State::Backoff { until } => Some(until),
            State::Login { until } => Some(until.min(stale)),
            State::Restoring | State::Live => {
                Some(self.registrar.deadline().map_or(stale, |at| at.min(stale)))
            }
        }
    }

    /// Takes in what happened. An input that doesn't fit the state is ignored.
    pub(crate) fn handle(&mut self, now: Mono, input: Input<'_>) {
        match (input, self.state) {
            // On the path of every read: nothing else follows from it.
            (Input::Rx, _) => {
                self.received(now);
                return;
            }
            (_, State::Stopped) => return,
            (Input::Start, State::Idle) => self.attempt(now),
            (Input::Token(result), _) => self.on_token(now, result),
            (Input::Resolved, _) => self.on_resolved(now),
            (Input::ResolveFailed, _) => self.on_resolve_failed(now),
            (Input::Step(step), _) => self.on_step(now, step),
            (Input::Opened, _) => self.on_opened(now),
            (Input::Lost(loss), _) => self.on_lost(now, loss),
            (Input::Subscribe(keys), _) => {
                let (registrar, mut cx) = self.registrar(now);
                registrar.subscribe(&mut cx, keys);
            }
            (Input::Unsubscribe(keys), _) => {
                let (registrar, mut cx) = self.registrar(now);
                registrar.unsubscribe(&mut cx, keys);
            }
            (Input::Stop, _) => self.down(now, SessionError::StopRequested, Some(CLOSE_NORMAL)),
            (Input::Timer, _) => self.on_timer(now),
            // It has begun.
            (Input::Start, _) => {}
        }
        self.pump(now);
    }

    /// Takes in a text message, and says whether it is market data.
    ///
    /// Doesn't allocate and looks only at both ends of the message when it is
    /// market data in a usual form.
    #[inline]
    pub(crate) fn on_text(&mut self, now: Mono, message: &[u8]) -> Route {
        if message::is_real(message) {
            self.on_real()
        } else {
            self.on_other(now, message)
        }
    }

    #[inline]
    fn on_real(&mut self) -> Route {
        if matches!(self.state, State::Restoring | State::Live) {
            Route::Data
        } else {
            self.stats.unexpected += 1;
            Route::Handled
        }
    }

    #[cold]
    fn on_other(&mut self, now: Mono, text: &[u8]) -> Route {
        if !matches!(
            self.state,
            State::Login { .. } | State::Restoring | State::Live
        ) {
            self.stats.unexpected += 1;
            return Route::Handled;
        }
        let secret = self.token.as_ref().map_or("", Token::expose);
        let message = self.parser.parse(text, secret);
        let too_long = text.len() > self.settings.control_limit;
        match message {
            Some(Message::Real) => return self.on_real(),
            _ if too_long => self.stats.oversized += 1,
            None => self.stats.malformed += 1,
            Some(Message::Unknown) => self.stats.unknown += 1,
            Some(Message::Ping) => {
                self.stats.pings += 1;
                self.actions
                    .push_back(Action::Send(Frame::Plain(text.to_vec())));
            }
            Some(Message::Login(answer)) => self.on_login(now, answer),
            Some(Message::Register(answer)) => self.on_answer(now, Kind::Register, &answer),
            Some(Message::Remove(answer)) => self.on_answer(now, Kind::Remove, &answer),
            Some(Message::System { code, text }) => self.on_system(now, code, text),
        }
        self.pump(now);
        Route::Handled
    }

    fn on_login(&mut self, now: Mono, answer: Answer) {
        let Answer { code, text } = answer;
        if !matches!(self.state, State::Login { .. }) {
            self.stats.unexpected += 1;
        } else if code == ReturnCode::OK {
            self.stats.logins += 1;
            self.refusals = 0;
            self.epoch += 1;
            self.state = State::Restoring;
            self.emit(LinkEvent::Up { epoch: self.epoch });
        } else {
            self.stats.login_refusals += 1;
            let reason = SessionError::LoginRefused { code, text };
            self.down(now, reason, Some(CLOSE_NORMAL));
        }
    }

    fn on_answer(&mut self, now: Mono, kind: Kind, answer: &Answer) {
        let (registrar, mut cx) = self.registrar(now);
        registrar.on_answer(&mut cx, kind, answer.code);
    }

    fn on_system(&mut self, now: Mono, code: SystemCode, text: ServerText) {
        self.stats.systems += 1;
        self.emit(LinkEvent::System { code, text });
        match code {
            SystemCode::SESSION_REPLACED => {
                self.down(now, SessionError::SessionReplaced, Some(CLOSE_NORMAL));
            }
            SystemCode::KEEP_ALIVE_MISSED | SystemCode::LOGIN_MISSED => {
                self.announced = Some((now, code, text));
            }
            _ => {}
        }
    }

    fn on_lost(&mut self, now: Mono, loss: LinkLoss) {
        let reason = match self.announced {
            Some((at, code, text)) if now.since(at) <= CLOSE_FOLLOWS => {
                SessionError::ClosedBySystem { code, text }
            }
            _ => SessionError::Lost { loss },
        };
        if self.has_link() {
            self.down(now, reason, None);
        }
    }

    fn on_timer(&mut self, now: Mono) {
        match self.state {
            State::Idle | State::Stopped => {}
            State::Opening { step, until } => {
                if now >= until {
                    self.on_step_over(now, step);
                }
            }
            State::Backoff { until } => {
                if now >= until {
                    self.attempt(now);
                }
            }
            State::Login { until } if now >= until => {
                self.down(now, SessionError::LoginTimeout, Some(CLOSE_GOING_AWAY));
            }
            State::Login { .. } | State::Restoring | State::Live if now >= self.stale_at() => {
                self.down(now, SessionError::Stale, Some(CLOSE_GOING_AWAY));
            }
            State::Login { .. } => {}
            State::Restoring | State::Live => {
                let (registrar, mut cx) = self.registrar(now);
                registrar.on_timer(&mut cx);
            }
        }
    }

    /// When an open link counts as dead unless a byte comes.
    fn stale_at(&self) -> Mono {
        self.last_rx.after(self.settings.stale_after)
    }

    #[inline]
    fn received(&mut self, now: Mono) {
        self.last_rx = now;
        self.has_received = true;
    }

    /// Sends the next request if one may go out, and notices when all is done.
    fn pump(&mut self, now: Mono) {
        if !matches!(self.state, State::Restoring | State::Live) {
            return;
        }
        let (registrar, mut cx) = self.registrar(now);
        let is_done = registrar.pump(&mut cx);
        if is_done && self.state == State::Restoring {
            let (accepted, rejected) = self.registrar.wanted.tally();
            self.state = State::Live;
            self.live_since = now;
            self.emit(LinkEvent::Restored { accepted, rejected });
        }
    }

    fn registrar(&mut self, now: Mono) -> (&mut Registrar, Context<'_>) {
        let context = Context {
            now,
            settings: &self.settings,
            stats: &mut self.stats,
            actions: &mut self.actions,
        };
        (&mut self.registrar, context)
    }

    fn emit(&mut self, event: LinkEvent) {
        self.actions.push_back(Action::Emit(event));
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("state", &self.state)
            .field("epoch", &self.epoch)
            .field("last_rx", &self.has_received.then_some(self.last_rx))
            .field("settings", &self.settings)
            .field("stats", &self.stats)
            .finish_non_exhaustive()
    }
}
