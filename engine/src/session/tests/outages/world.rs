//! What a session meets: a source of tokens, a name service, a network and a
//! server, all of which may fail.

use super::super::model::{Faults, Incoming, Random, Server};
use super::super::{LOGIN_OK, PING, REAL, ms};
use super::Totals;
use super::promises::{Given, Phase, Promises};
use crate::Mono;
use crate::record::Text;
use crate::session::{
    Action, Frame, Input, Key, LinkEvent, LinkLoss, OnReplaced, OpenStep, Rejection, Route,
    Session, SessionSettings, State, Token, TokenFailure,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::time::Duration;

/// Refusals of a login: the token's fault, the server's, and for good.
const REFUSALS: [&str; 8] = [
    r#"{"trnm":"LOGIN","return_code":805004,"return_msg":"x [CODE=8005, MESSAGE=y]"}"#,
    r#"{"trnm":"LOGIN","return_code":8103,"return_msg":""}"#,
    r#"{"trnm":"LOGIN","return_code":4711,"return_msg":""}"#,
    r#"{"trnm":"LOGIN","return_code":"1999","return_msg":""}"#,
    r#"{"trnm":"LOGIN","return_code":1700,"return_msg":""}"#,
    r#"{"trnm":"LOGIN","return_code":"1999","return_msg":"x"}"#,
    r#"{"trnm":"LOGIN","return_code":8050,"return_msg":""}"#,
    r#"{"trnm":"LOGIN","return_code":1,"return_msg":"[CODE=8030, MESSAGE=y]"}"#,
];
const REPLACED: &str = r#"{"trnm":"SYSTEM","code":"R10001","message":"x"}"#;
const MISSED: &str = r#"{"trnm":"SYSTEM","code":"R10002","message":"x"}"#;
const NOISE: [&str; 4] = [
    r#"{"trnm":"SYSTEM","code":"R10003","message":"?"}"#,
    r#"{"trnm":"CNSRLST","return_code":0,"data":[]}"#,
    "{\"trnm\":",
    PING,
];

/// What is to happen at some time.
#[derive(Debug)]
enum Happening {
    Token(Result<u32, TokenFailure>),
    Resolved,
    ResolveFailed,
    /// These belong to one link, and don't happen when that is gone.
    Step(u32, OpenStep),
    Opened(u32),
    Fault(u32),
    Lost(u32, LinkLoss),
}

/// A link that the session asked for.
pub(super) struct Link {
    number: u32,
    pub(super) is_open: bool,
    /// The server has stopped talking.
    silent: bool,
    server: Server,
    pub(super) logins: u32,
    /// Keys that were asked for on it.
    pub(super) asked: BTreeSet<Key>,
}

pub(super) struct World {
    session: Session,
    random: Random,
    pub(super) now: Mono,
    calm: bool,
    faults: Faults,
    /// The last token that was made, and the first that the server takes.
    issued: u32,
    valid_from: u32,
    delivered: u32,
    agenda: Vec<(Mono, Happening)>,
    link: Option<Link>,
    links: u32,
    next_command: Mono,
    refs: BTreeMap<Key, u32>,
    last_request: Option<Mono>,
    promises: Promises,
}

const fn closed(code: Option<u16>) -> LinkLoss {
    LinkLoss::Closed {
        code,
        text: Text::NONE,
    }
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let settings = SessionSettings {
            items_per_request: random.pick(&[1, 7, 100]),
            item_limit: random.pick(&[5, 200]),
            max_retries: random.pick(&[0, 1]),
            backoff_cap: random.pick(&[ms(2_000), ms(30_000)]),
            backoff_reset_after: random.pick(&[ms(10_000), ms(60_000)]),
            connects_per_minute: random.pick(&[3, 20, 20]),
            login_attempts: random.pick(&[1, 3, 3]),
            on_replaced: random.pick(&[OnReplaced::Stop, OnReplaced::Takeover]),
            takeovers_per_hour: random.pick(&[1, 2]),
            ..SessionSettings::default()
        };
        let faults = Faults {
            drop: random.pick(&[0, 10]),
            busy: random.pick(&[0, 10]),
            refuse: random.pick(&[0, 10]),
            delay: random.pick(&[0, 0, 3_000].map(Duration::from_millis)),
        };
        let now = Mono::from_nanos(1 + random.below(1 << 40));
        Self {
            session: Session::new(settings.clone(), seed).unwrap(),
            random,
            now,
            calm: false,
            faults,
            issued: 1,
            valid_from: 1,
            delivered: 0,
            agenda: Vec::new(),
            link: None,
            links: 0,
            next_command: now,
            refs: BTreeMap::new(),
            last_request: None,
            promises: Promises::new(settings),
        }
    }

    pub(super) fn start(&mut self) {
        if self.random.percent(70) {
            self.command();
        }
        self.input(Given::Other, Input::Start);
    }

    pub(super) fn stop(&mut self) {
        self.input(Given::Stop, Input::Stop);
    }

    /// Nothing fails any more, and nobody asks for anything else.
    pub(super) fn calm_down(&mut self) {
        self.calm = true;
        self.agenda
            .retain(|(_, it)| !matches!(it, Happening::Fault(_)));
        if let Some(link) = &mut self.link {
            link.server.faults = Faults::default();
        }
    }

    pub(super) fn lose_link(&mut self) {
        if self.link.take().is_some() {
            let loss = closed(Some(1001));
            self.input(Given::Lost(loss), Input::Lost(loss));
        }
    }

    pub(super) fn run_until_live(&mut self) {
        let end = self.now.after(Duration::from_secs(600));
        while self.session.state() != State::Live && self.session.state() != State::Stopped {
            self.run(ms(1_000));
            assert!(self.now < end, "it doesn't come back: {:?}", self.session);
        }
    }

    fn input(&mut self, given: Given, input: Input<'_>) {
        self.promises.given = given;
        self.session.handle(self.now, input);
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(action) = self.session.poll_action() {
            match action {
                Action::GetToken { fresh } => self.get_token(fresh),
                Action::Resolve => self.resolve(),
                Action::Connect => self.connect(),
                Action::Close(_) => {
                    let link = self.link.take();
                    assert!(link.is_some(), "a close without a link");
                }
                Action::Emit(event) => self.on_event(event),
                Action::Send(frame) => self.on_frame(&frame),
            }
        }
        let deadline = self.session.next_deadline();
        match self.session.state() {
            State::Idle | State::Stopped => assert_eq!(deadline, None),
            state => assert!(deadline.is_some(), "nothing ends {state:?}"),
        }
        if let State::Backoff { .. } | State::Stopped = self.session.state() {
            assert!(self.link.is_none(), "a link that is left behind");
        }
    }

    fn on_event(&mut self, event: LinkEvent) {
        if let LinkEvent::Rejected {
            key,
            why: Rejection::NoRoom { .. },
        } = event
        {
            *self.refs.get_mut(&key).unwrap() -= 1;
        }
        let wanted = self.wanted();
        self.promises
            .on_event(self.now, event, &wanted, self.link.as_ref());
    }

    pub(super) fn wanted(&self) -> BTreeSet<Key> {
        let wanted = self.refs.iter().filter(|(_, refs)| **refs > 0);
        wanted.map(|(key, _)| *key).collect()
    }

    fn later(&mut self, wait: Duration, happening: Happening) {
        let at = self.now.after(wait);
        let place = self.agenda.partition_point(|(other, _)| *other <= at);
        self.agenda.insert(place, (at, happening));
    }

    fn chance(&mut self) -> u64 {
        if self.calm { 0 } else { self.random.below(100) }
    }

    fn get_token(&mut self, fresh: bool) {
        self.promises.on_get_token(fresh);
        if fresh {
            self.issued = self.issued.max(self.valid_from - 1) + 1;
        }
        let soon = self.random.up_to(ms(500));
        let token = Ok(self.issued);
        match self.chance() {
            // As one does that has it at hand: before the session goes on.
            0..30 => self.token(token),
            30..80 => self.later(soon, Happening::Token(token)),
            80..85 => self.later(ms(31_000), Happening::Token(token)),
            85..95 => {
                let failure = TokenFailure::transient("down");
                self.later(soon, Happening::Token(Err(failure)));
            }
            95 => {
                let failure = TokenFailure::permanent("no key");
                self.later(soon, Happening::Token(Err(failure)));
            }
            _ => {}
        }
    }

    fn token(&mut self, result: Result<u32, TokenFailure>) {
        let is_asked = matches!(
            self.session.state(),
            State::Opening {
                step: OpenStep::Token,
                ..
            }
        );
        let given = result.map(|number| Token::new(format!("TOKEN-{number}")).unwrap());
        if let Ok(number) = result
            && is_asked
        {
            self.delivered = number;
            self.promises.wants_fresh = false;
        }
        self.promises.given = Given::Token;
        self.session.handle(self.now, Input::Token(given));
        // The loop that gave the action goes on.
    }

    fn resolve(&mut self) {
        let soon = self.random.up_to(ms(300));
        match self.chance() {
            0..40 => self.session.handle(self.now, Input::Resolved),
            40..80 => self.later(soon, Happening::Resolved),
            80..85 => self.later(ms(6_000), Happening::Resolved),
            85..95 => self.later(soon, Happening::ResolveFailed),
            _ => {}
        }
    }

    fn connect(&mut self) {
        assert!(self.link.is_none(), "two connects in flight");
        self.promises.on_connect(self.now);
        self.links += 1;
        let number = self.links;
        let steps = [
            Happening::Step(number, OpenStep::Tls),
            Happening::Step(number, OpenStep::Upgrade),
            Happening::Opened(number),
        ];
        let fate = self.chance();
        let reaches = match fate {
            70..90 => self.random.below(3) as usize,
            _ => steps.len(),
        };
        let mut wait = Duration::ZERO;
        for step in steps.into_iter().take(reaches) {
            wait += self.random.up_to(ms(400));
            self.later(wait, step);
        }
        if let 70..82 = fate {
            let loss = match reaches {
                0 => LinkLoss::Connect(ErrorKind::ConnectionRefused),
                1 => LinkLoss::Tls("bad certificate".into()),
                _ => LinkLoss::Upgrade { status: 503 },
            };
            wait += self.random.up_to(ms(400));
            self.later(wait, Happening::Lost(number, loss));
        }
        let login = if self.delivered < self.valid_from {
            REFUSALS[0]
        } else if !self.calm && self.random.percent(12) {
            self.random.pick(&REFUSALS)
        } else {
            LOGIN_OK
        };
        let faults = if self.calm {
            Faults::default()
        } else {
            self.faults
        };
        self.link = Some(Link {
            number,
            is_open: false,
            silent: fate >= 95,
            server: Server::new(self.now, faults, login),
            logins: 0,
            asked: BTreeSet::new(),
        });
    }

    fn on_frame(&mut self, frame: &Frame) {
        let text = std::str::from_utf8(frame.bytes()).unwrap();
        let link = self.link.as_mut().expect("a frame without a link");
        assert!(link.is_open, "a frame before the link is open: {text}");
        match frame {
            Frame::Secret(_) => {
                let login = format!(r#"{{"trnm":"LOGIN","token":"TOKEN-{}"}}"#, self.delivered);
                assert_eq!((text, link.logins), (login.as_str(), 0));
                link.logins += 1;
            }
            Frame::Plain(_) => {
                assert_eq!(link.logins, 1, "before LOGIN: {text}");
                if text != PING {
                    let pace = self.last_request.map(|last| self.now.since(last));
                    assert!(pace.is_none_or(|pace| pace >= ms(400)), "too soon");
                    self.last_request = Some(self.now);
                    let wanted = self
                        .refs
                        .iter()
                        .filter(|(_, refs)| **refs > 0)
                        .map(|(key, _)| *key);
                    self.promises.on_request(text, wanted, link);
                }
            }
        }
        if !link.silent {
            link.server.hear(self.now, text, &mut self.random);
        }
    }

    fn command(&mut self) {
        let count = 1 + self.random.below(8);
        let keys: Vec<Key> = (0..count)
            .map(|_| {
                if self.random.percent(15) {
                    return Key::new(self.random.pick(&["00", "04", "0s"]), "").unwrap();
                }
                let item = format!("{:06}", self.random.below(12));
                Key::new(self.random.pick(&["0B", "0D"]), &item).unwrap()
            })
            .collect();
        let subscribe = self.random.percent(60);
        for key in &keys {
            let refs = self.refs.entry(*key).or_default();
            *refs = if subscribe {
                *refs + 1
            } else {
                refs.saturating_sub(1)
            };
        }
        if subscribe {
            self.input(Given::Other, Input::Subscribe(&keys));
        } else {
            self.input(Given::Other, Input::Unsubscribe(&keys));
        }
    }

    /// Lets time pass.
    pub(super) fn run(&mut self, time: Duration) {
        let end = self.now.after(time);
        while self.now < end && self.session.state() != State::Stopped {
            let mut next = end.min(self.session.next_deadline().unwrap_or(end));
            next = self.agenda.first().map_or(next, |(at, _)| next.min(*at));
            if let Some(link) = self.link.as_ref().filter(|it| it.is_open && !it.silent) {
                next = next.min(link.server.ping_due());
                next = link.server.next_due().map_or(next, |at| next.min(at));
            }
            if !self.calm {
                next = next.min(self.next_command);
            }
            self.now = self.now.max(next);
            if !self.calm && self.now >= self.next_command {
                self.command();
                self.next_command = self.now.after(self.random.up_to(ms(16_000)));
            }
            while self.agenda.first().is_some_and(|(at, _)| *at <= self.now) {
                let (_, happening) = self.agenda.remove(0);
                self.happen(happening);
            }
            self.talk();
            if self
                .session
                .next_deadline()
                .is_some_and(|at| at <= self.now)
            {
                self.input(Given::Timer, Input::Timer);
                let next = self.session.next_deadline();
                assert!(next.is_none_or(|at| at > self.now), "a busy loop");
            }
        }
    }

    fn is_there(&self, number: u32) -> bool {
        self.link.as_ref().is_some_and(|link| link.number == number)
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Token(result) => {
                self.token(result);
                self.drain();
            }
            Happening::Resolved => self.input(Given::Other, Input::Resolved),
            Happening::ResolveFailed => {
                self.input(Given::Lost(LinkLoss::Resolve), Input::ResolveFailed);
            }
            Happening::Step(number, step) if self.is_there(number) => {
                self.input(Given::Other, Input::Step(step));
            }
            Happening::Opened(number) if self.is_there(number) => {
                self.link.as_mut().unwrap().is_open = true;
                self.promises.last_rx = Some(self.now);
                let wait = self.random.pick(&[1_000, 20_000, 100_000]);
                let wait = self.random.up_to(ms(wait));
                if self.chance() > 10 {
                    self.later(wait, Happening::Fault(number));
                }
                self.input(Given::Other, Input::Opened);
            }
            Happening::Lost(number, loss) if self.is_there(number) => {
                self.link = None;
                self.input(Given::Lost(loss), Input::Lost(loss));
            }
            Happening::Fault(number) if self.is_there(number) => self.fault(number),
            _ => {}
        }
    }

    /// Something goes wrong with an open link.
    fn fault(&mut self, number: u32) {
        let now = self.now;
        let kind = self.random.below(12);
        let link = self.link.as_mut().unwrap();
        let mut say = |text: &str| {
            link.server.say(now, Incoming::Text(text.into()));
            let bye = Incoming::Lost(closed(Some(1000)));
            link.server.say(now, bye);
        };
        let loss = match kind {
            0 => return say(REPLACED),
            1 => return say(MISSED),
            2 | 3 => {
                link.silent = true;
                return;
            }
            4 | 5 => {
                self.valid_from = self.issued + 1;
                closed(Some(1008))
            }
            6 => closed(None),
            7 => LinkLoss::Protocol { code: 1002 },
            8 => LinkLoss::Io(ErrorKind::ConnectionReset),
            9 => closed(Some(1012)),
            _ => LinkLoss::Truncated,
        };
        self.later(Duration::ZERO, Happening::Lost(number, loss));
    }

    /// What the server says.
    fn talk(&mut self) {
        let noise = self.random.percent(5);
        if let Some(link) = self.link.as_mut().filter(|it| it.is_open && !it.silent) {
            if self.now >= link.server.ping_due() {
                link.server.ping(self.now, PING);
            }
            if noise {
                let text = self
                    .random
                    .pick(&[NOISE[0], NOISE[1], NOISE[2], NOISE[3], REAL]);
                link.server.say(self.now, Incoming::Text(text.into()));
            }
        }
        while let Some(link) = self.link.as_mut().filter(|it| it.is_open && !it.silent)
            && let Some(incoming) = link.server.take(self.now)
        {
            match incoming {
                Incoming::Lost(loss) => {
                    self.link = None;
                    self.input(Given::Lost(loss), Input::Lost(loss));
                }
                Incoming::Text(text) => {
                    self.promises.last_rx = Some(self.now);
                    self.input(Given::Other, Input::Rx);
                    self.promises.given = Given::Text;
                    let phase = self.promises.phase;
                    let route = self.session.on_text(self.now, text.as_bytes());
                    let is_data = text == REAL && matches!(phase, Phase::Up | Phase::Ready);
                    assert_eq!(route == Route::Data, is_data, "{text}");
                    self.drain();
                }
            }
        }
    }

    /// Everything has settled: the server holds what is wanted, and no more.
    pub(super) fn check_restored(&self) {
        if self.session.state() == State::Stopped {
            return;
        }
        let link = self.link.as_ref().unwrap();
        let held: BTreeSet<Key> = link.server.held().into_keys().collect();
        assert_eq!(held, self.wanted());
        assert_eq!(self.session.registrar.wanted.held().len(), held.len());
        assert!(self.session.registrar.wanted.groups_are_right());
        let accepted = u32::try_from(held.len()).unwrap();
        assert_eq!(self.promises.restored, Some((accepted, 0)));
    }

    pub(super) fn check_stopped(&self) {
        assert_eq!(self.session.state(), State::Stopped);
        assert_eq!(self.promises.phase, Phase::Stopped);
        assert!(self.link.is_none() && self.session.token.is_none());
        assert_eq!(self.session.epoch(), self.promises.epoch);
        let stats = self.session.stats();
        assert_eq!(stats.connects, u64::from(self.links));
        assert_eq!(stats.logins, u64::from(self.promises.epoch));
    }

    pub(super) fn count(&self, totals: &mut Totals) {
        let stats = self.session.stats();
        totals.connects += stats.connects;
        totals.ups += stats.logins;
        totals.takeovers += stats.takeovers;
        self.promises.count(totals);
    }
}
