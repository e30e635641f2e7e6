//! A session in virtual time, with a server that says anything at any moment.

use crate::Mono;
use crate::session::{
    Action, Frame, Input, Key, LinkEvent, LinkLoss, OnReplaced, OpenStep, Reconnect, Route,
    Session, SessionSettings, State, Token, TokenFailure,
};
use std::time::Duration;

/// Long and odd enough not to come up by chance.
const TOKEN: &str = "a-token-that-must-never-be-seen";

/// What happens to a session.
#[derive(Clone, Debug)]
pub enum Step {
    /// The server sends a text message.
    Text(Vec<u8>),
    /// As `Text`, with `TOKEN` in its text replaced by the token: it may come
    /// back in any message.
    Echo(Vec<u8>),
    /// Time passes, with the timer whenever it is due.
    Wait(Duration),
    /// A strategy wants so many items from this number on.
    Subscribe(u16, u8),
    /// It doesn't any more.
    Unsubscribe(u16, u8),
    /// The link is lost.
    Lost,
    /// The provider has no token for now.
    NoToken,
    /// The link gets as far as this step, counted from 0, when it is opened.
    Hang(u8),
    /// The program wants it to end.
    Stop,
}

/// Runs a session through these steps. `takeover`: it logs in again when another
/// took its place.
///
/// # Panics
/// Unless it keeps its promises: answers follow from each input that are bounded,
/// a PING goes back as it came, events come in their order, the token is shown
/// nowhere, and there is always an end to be waited for.
pub fn check_session(steps: &[Step], takeover: bool) {
    let mut run = Run::new(takeover);
    run.input(Input::Start);
    for step in steps {
        run.step(step);
    }
    run.input(Input::Stop);
    assert_eq!(run.session.state(), State::Stopped);
    run.text(br#"{"trnm":"PING"}"#);
    assert!(run.stopped && !run.up, "the end is told");
    assert!(!format!("{:?}", run.session).contains(TOKEN));
}

struct Run {
    session: Session,
    settings: SessionSettings,
    now: Mono,
    /// The link that the session believes in.
    has_link: bool,
    connecting: bool,
    up: bool,
    stopped: bool,
    /// Steps of opening that succeed; all unless set.
    steps: u8,
    gives_token: bool,
    /// Inputs that answer an action: given once all actions are taken.
    echoes: Vec<Vec<u8>>,
}

impl Run {
    fn new(takeover: bool) -> Self {
        let settings = SessionSettings {
            reconnect: Reconnect::Always,
            on_replaced: if takeover {
                OnReplaced::Takeover
            } else {
                OnReplaced::Stop
            },
            items_per_request: 7,
            items_per_group: 10,
            item_limit: 60,
            max_retries: 1,
            ..SessionSettings::default()
        };
        Self {
            session: Session::new(settings.clone(), 7).expect("settings that work"),
            settings,
            now: Mono::from_nanos(1_000_000_000),
            has_link: false,
            connecting: false,
            up: false,
            stopped: false,
            steps: u8::MAX,
            gives_token: true,
            echoes: Vec::new(),
        }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Text(text) => self.text(text),
            Step::Echo(text) => {
                let text = String::from_utf8_lossy(text).replace("TOKEN", TOKEN);
                self.text(text.as_bytes());
            }
            Step::Wait(time) => self.wait(*time),
            Step::Subscribe(from, count) => {
                let keys = keys(*from, *count);
                self.input(Input::Subscribe(&keys));
            }
            Step::Unsubscribe(from, count) => {
                let keys = keys(*from, *count);
                self.input(Input::Unsubscribe(&keys));
            }
            Step::Lost => {
                self.has_link = false;
                self.input(Input::Lost(LinkLoss::Truncated));
            }
            Step::NoToken => self.gives_token = !self.gives_token,
            Step::Hang(steps) => self.steps = *steps,
            Step::Stop => self.input(Input::Stop),
        }
    }

    fn input(&mut self, input: Input<'_>) {
        self.session.handle(self.now, input);
        self.drain();
    }

    fn text(&mut self, text: &[u8]) {
        self.session.handle(self.now, Input::Rx);
        let pings = self.session.stats().pings;
        let route = self.session.on_text(self.now, text);
        if route == Route::Data {
            assert!(self.up, "market data before LOGIN was accepted");
            assert!(self.session.poll_action().is_none());
        }
        self.echoes.clear();
        self.drain();
        // A PING goes back as it came, at once.
        let pinged = self.session.stats().pings - pings;
        let echoed = self.echoes.iter().filter(|it| *it == text).count();
        assert!(pinged <= 1 && echoed as u64 >= pinged);
    }

    /// Lets time pass, as a driver does.
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

    fn drain(&mut self) {
        // Each item may be told of, each action brings at most a few more.
        let most = 64 + 4 * usize::try_from(self.settings.item_limit).unwrap_or(0) + 2 * 255;
        let mut count = 0;
        while let Some(action) = self.session.poll_action() {
            count += 1;
            assert!(count <= most, "actions without end");
            self.act(action);
        }
        let waits = self.session.next_deadline().is_some();
        let rests = matches!(self.session.state(), State::Idle | State::Stopped);
        assert!(waits != rests, "nothing ends {:?}", self.session.state());
    }

    fn act(&mut self, action: Action) {
        assert!(!self.stopped, "after the end: {action:?}");
        match action {
            Action::GetToken { .. } => {
                let failure = TokenFailure::transient("none now");
                let token = Token::new(TOKEN.to_owned()).expect("a token");
                let token = if self.gives_token {
                    Ok(token)
                } else {
                    Err(failure)
                };
                self.session.handle(self.now, Input::Token(token));
            }
            Action::Resolve => self.session.handle(self.now, Input::Resolved),
            Action::Connect => {
                assert!(!self.has_link, "two links");
                self.has_link = true;
                let steps = [OpenStep::Tls, OpenStep::Upgrade];
                for step in steps.into_iter().take(usize::from(self.steps)) {
                    self.session.handle(self.now, Input::Step(step));
                }
                if usize::from(self.steps) > steps.len() {
                    self.session.handle(self.now, Input::Opened);
                }
            }
            Action::Send(frame) => {
                assert!(self.has_link, "nobody to send to");
                assert!(frame.bytes().len() <= self.settings.frame_limit);
                assert!(!format!("{frame:?}").contains(TOKEN));
                match frame {
                    // An echo may hold whatever the server sent.
                    Frame::Plain(text) => self.echoes.push(text),
                    Frame::Secret(text) => assert!(!self.up && text.ends_with(b"\"}")),
                }
            }
            Action::Close(_) => self.has_link = false,
            Action::Emit(event) => {
                self.on_event(&event);
                assert!(!format!("{event:?}").contains(TOKEN));
            }
        }
    }

    /// `(Connecting (Up Restored?)? Down)* Stopped`
    fn on_event(&mut self, event: &LinkEvent) {
        match event {
            LinkEvent::Connecting => {
                assert!(!self.connecting);
                self.connecting = true;
            }
            LinkEvent::Up { .. } => {
                assert!(self.connecting && !self.up);
                self.up = true;
            }
            LinkEvent::Restored { .. } => assert!(self.up),
            LinkEvent::Down { .. } => {
                assert!(self.connecting);
                (self.connecting, self.up) = (false, false);
            }
            LinkEvent::Stopped { .. } => {
                assert!(!self.connecting);
                self.stopped = true;
            }
            _ => {}
        }
    }
}

/// Trades of these items.
fn keys(from: u16, count: u8) -> Vec<Key> {
    let numbers = (0..u32::from(count)).map(|at| u32::from(from) + at);
    let key = |number: u32| Key::new("0B", &format!("{number:06}")).expect("an item");
    numbers.map(key).collect()
}
