//! Tests of the session as a whole.

mod batching;
mod captured;
mod limits;
mod model;
mod outages;
mod reconnect;
mod requests;
mod secrets;
mod simulation;

use super::{
    Action, Input, Key, LinkEvent, Reconnect, Route, Session, SessionError, SessionSettings, State,
    Token,
};
use crate::Mono;
use std::time::Duration;

const PING: &str = r#"{"trnm":"PING"}"#;
const LOGIN_OK: &str = r#"{"trnm":"LOGIN","return_code":0,"return_msg":"","sor_yn":"Y"}"#;
const REG_OK: &str = r#"{"trnm":"REG","return_code":0,"return_msg":""}"#;
const REMOVE_OK: &str = r#"{"trnm":"REMOVE","return_code":0,"return_msg":""}"#;
const REAL: &str = r#"{"data":[{"values":{"20":"115618","10":"-257750"},"type":"0B","name":"주식체결","item":"005930"}],"trnm":"REAL"}"#;

/// A session, a clock, and what came out.
struct Bench {
    session: Session,
    now: Mono,
    /// Messages sent since they were last taken.
    sent: Vec<String>,
    events: Vec<LinkEvent>,
    connects: u32,
    closes: Vec<u16>,
    /// For each token that was asked for, whether it was to be fresh.
    tokens: Vec<bool>,
    resolves: u32,
    /// Whether to give tokens and addresses at once when asked.
    gives: bool,
}

/// One attempt, and the session stops with whatever ended it.
fn once() -> SessionSettings {
    SessionSettings {
        reconnect: Reconnect::Never,
        ..SessionSettings::default()
    }
}

impl Bench {
    fn new(settings: SessionSettings) -> Self {
        Self {
            session: Session::new(settings, 7).unwrap(),
            now: Mono::from_nanos(1_000_000_000),
            sent: Vec::new(),
            events: Vec::new(),
            connects: 0,
            closes: Vec::new(),
            tokens: Vec::new(),
            resolves: 0,
            gives: true,
        }
    }

    /// Started, opened, LOGIN sent and taken out of `sent`.
    fn at_login(settings: SessionSettings) -> Self {
        let mut bench = Self::new(settings);
        bench.input(Input::Start);
        bench.open();
        bench
    }

    /// Opens the link; LOGIN is sent and taken out of `sent`.
    fn open(&mut self) {
        self.input(Input::Opened);
        assert_eq!(self.take_sent(), [r#"{"trnm":"LOGIN","token":"TOKEN"}"#]);
    }

    /// Logged in and live, with nothing wanted.
    fn live(settings: SessionSettings) -> Self {
        let mut bench = Self::at_login(settings);
        bench.text(LOGIN_OK);
        assert_eq!(bench.session.state(), State::Live);
        bench.events.clear();
        bench
    }

    fn input(&mut self, input: Input<'_>) {
        self.session.handle(self.now, input);
        self.drain();
    }

    fn subscribe(&mut self, keys: &[(&str, &str)]) {
        self.input(Input::Subscribe(&made(keys)));
    }

    fn unsubscribe(&mut self, keys: &[(&str, &str)]) {
        self.input(Input::Unsubscribe(&made(keys)));
    }

    fn text(&mut self, text: &str) {
        assert_eq!(self.route(text.as_bytes()), Route::Handled, "{text}");
    }

    fn route(&mut self, text: &[u8]) -> Route {
        self.input(Input::Rx);
        let route = self.session.on_text(self.now, text);
        self.drain();
        route
    }

    /// Lets time pass, giving the timer whenever it is due.
    fn wait(&mut self, time: Duration) {
        let end = self.now.after(time);
        while let Some(at) = self.session.next_deadline().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.input(Input::Timer);
            let next = self.session.next_deadline();
            assert!(next.is_none_or(|next| next > self.now), "a busy loop");
        }
        self.now = end;
    }

    fn take_sent(&mut self) -> Vec<String> {
        std::mem::take(&mut self.sent)
    }

    fn take_events(&mut self) -> Vec<LinkEvent> {
        std::mem::take(&mut self.events)
    }

    /// That the session is over, and why; the events of the end are taken.
    fn ended(&mut self) -> SessionError {
        let events = self.take_events();
        let [
            ..,
            LinkEvent::Down {
                reason: down,
                retry_in: None,
                ..
            },
            LinkEvent::Stopped { reason },
        ] = events[..]
        else {
            panic!("{events:?}");
        };
        assert_eq!(down, reason);
        assert_eq!(self.session.state(), State::Stopped);
        assert!(self.session.token.is_none(), "the token is wiped");
        assert_eq!(self.session.next_deadline(), None);
        reason
    }

    /// That the link is down for now: why, and for how long; the event is
    /// taken.
    fn downed(&mut self) -> (SessionError, Duration) {
        let Some(LinkEvent::Down {
            reason,
            retry_in: Some(wait),
            ..
        }) = self.events.pop()
        else {
            panic!("{:?}", self.events);
        };
        let until = self.now.after(wait);
        assert_eq!(self.session.state(), State::Backoff { until });
        assert_eq!(self.session.next_deadline(), Some(until));
        (reason, wait)
    }

    fn drain(&mut self) {
        while let Some(action) = self.session.poll_action() {
            match action {
                Action::GetToken { fresh } => {
                    self.tokens.push(fresh);
                    if self.gives {
                        let token = Token::new("TOKEN".into()).unwrap();
                        self.session.handle(self.now, Input::Token(Ok(token)));
                    }
                }
                Action::Resolve => {
                    self.resolves += 1;
                    if self.gives {
                        self.session.handle(self.now, Input::Resolved);
                    }
                }
                Action::Connect => self.connects += 1,
                Action::Close(code) => self.closes.push(code),
                Action::Emit(event) => self.events.push(event),
                Action::Send(frame) => self
                    .sent
                    .push(String::from_utf8(frame.bytes().to_vec()).unwrap()),
            }
        }
    }
}

fn made(keys: &[(&str, &str)]) -> Vec<Key> {
    keys.iter()
        .map(|(code, item)| Key::new(code, item).unwrap())
        .collect()
}

const fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}
