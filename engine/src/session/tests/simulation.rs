//! One link of a session against the model server, on a clock of its own, with
//! faults and commands at random times. Each seed is one run. What comes after
//! a link is lost has a simulation of its own: `outages`.

use super::model::{Faults, Incoming, Random, Server};
use super::{LOGIN_OK, PING, REAL, ms, once};
use crate::Mono;
use crate::session::{
    Action, Frame, Input, Key, LinkEvent, LinkLoss, Rejection, Route, Session, SessionError,
    SessionSettings, State, Token,
};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const SEEDS: u64 = 3000;

const PINGS: [&str; 4] = [
    PING,
    "PING",
    r#"{ "trnm":"PING" }"#,
    r#"{"at":"1\n","trnm":"PING"}"#,
];
const NOISE: [&str; 6] = [
    r#"{"trnm":"SYSTEM","code":"R10003","message":"?"}"#,
    r#"{"trnm":"CNSRLST","return_code":0,"data":[]}"#,
    r#"{"trnm":"","return_code":100002,"return_msg":"x"}"#,
    "{\"trnm\":",
    "[]",
    "",
];

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Everything settles.
    Quiet,
    Refused,
    Replaced,
    Announced,
    Lost,
    Silent,
    Stop,
}

struct Run {
    session: Session,
    settings: SessionSettings,
    server: Server,
    random: Random,
    now: Mono,
    /// The server is gone: nothing comes any more.
    silent: bool,
    /// What the strategies want, as they know it.
    refs: BTreeMap<Key, u32>,
    /// The last thing told about a key: it failed.
    told: BTreeSet<Key>,
    /// Keys that were told to be at the server still.
    not_removed: BTreeSet<Key>,
    events: Vec<LinkEvent>,
    /// A request that is not answered: when it was sent.
    in_flight: Option<Mono>,
    last_request: Option<Mono>,
    sent_group: BTreeMap<Key, String>,
    /// Keys of the last command that were told to have no room.
    no_room: Vec<Key>,
    echo: Option<String>,
    logins: u32,
}

impl Run {
    fn new(seed: u64, faults: Faults, login: &'static str) -> Self {
        let mut random = Random::new(seed);
        let settings = SessionSettings {
            items_per_request: random.pick(&[1, 3, 7, 100]),
            items_per_group: random.pick(&[2, 10, 100]),
            item_limit: random.pick(&[5, 20, 200]),
            max_retries: random.pick(&[0, 1, 3]),
            ..once()
        };
        let now = Mono::from_nanos(random.below(1 << 40));
        let mut server = Server::new(now, faults, login);
        if faults.refuse > 0 {
            server.session_limit = random.pick(&[3, 15, 1000]);
            server.group_limit = random.pick(&[1, 9, 1000]);
        }
        Self {
            session: Session::new(settings.clone(), seed).unwrap(),
            settings,
            server,
            random,
            now,
            silent: false,
            refs: BTreeMap::new(),
            told: BTreeSet::new(),
            not_removed: BTreeSet::new(),
            events: Vec::new(),
            in_flight: None,
            last_request: None,
            sent_group: BTreeMap::new(),
            no_room: Vec::new(),
            echo: None,
            logins: 0,
        }
    }

    fn start(&mut self) {
        self.input(Input::Start);
        let token = Token::new("TOKEN".into()).unwrap();
        self.input(Input::Token(Ok(token)));
        self.input(Input::Resolved);
        self.now = self.now.after(self.random.up_to(ms(3_000)));
        self.input(Input::Opened);
    }

    fn input(&mut self, input: Input<'_>) {
        self.session.handle(self.now, input);
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(action) = self.session.poll_action() {
            match action {
                Action::Connect => assert_eq!(self.events.last(), Some(&LinkEvent::Connecting)),
                Action::GetToken { fresh } => assert!(!fresh),
                Action::Resolve | Action::Close(_) => {}
                Action::Emit(event) => self.on_event(event),
                Action::Send(frame) => self.on_frame(&frame),
            }
        }
        if matches!(self.session.state(), State::Idle | State::Stopped) {
            assert_eq!(self.session.next_deadline(), None);
        } else {
            assert!(
                self.session.next_deadline().is_some(),
                "nothing ends this state"
            );
        }
    }

    fn on_event(&mut self, event: LinkEvent) {
        assert!(
            !matches!(self.events.last(), Some(LinkEvent::Stopped { .. })),
            "after the end: {event:?}"
        );
        match event {
            LinkEvent::Rejected {
                key,
                why: Rejection::NoRoom { limit, room },
            } => {
                assert!(room <= limit && limit == self.settings.item_limit);
                *self.refs.get_mut(&key).unwrap() -= 1;
                self.no_room.push(key);
            }
            LinkEvent::Rejected { key, .. } => {
                self.told.insert(key);
            }
            LinkEvent::NotRemoved { key, .. } => {
                assert_eq!(self.refs[&key], 0, "{key} is wanted");
                self.not_removed.insert(key);
            }
            _ => {}
        }
        self.events.push(event);
    }

    fn on_frame(&mut self, frame: &Frame) {
        let text = std::str::from_utf8(frame.bytes()).unwrap().to_owned();
        assert!(text.len() <= self.settings.frame_limit);
        if let Frame::Secret(_) = frame {
            self.logins += 1;
            assert_eq!(text, r#"{"trnm":"LOGIN","token":"TOKEN"}"#);
        } else if let Some(ping) = self.echo.take() {
            // An echo goes out before anything else does.
            assert_eq!(text, ping);
        } else {
            self.on_request(&text);
        }
        assert_eq!(self.logins, 1, "LOGIN comes first, and once");
        if !self.silent {
            self.server.hear(self.now, &text, &mut self.random);
        }
    }

    fn on_request(&mut self, text: &str) {
        assert!(
            matches!(self.session.state(), State::Restoring | State::Live),
            "{text}"
        );
        if let Some(sent) = self.in_flight {
            assert!(
                self.now >= sent.after(self.settings.answer_timeout),
                "two requests at a time"
            );
        }
        if let Some(last) = self.last_request {
            assert!(
                self.now >= last.after(self.settings.request_interval),
                "too soon"
            );
        }
        (self.in_flight, self.last_request) = (Some(self.now), Some(self.now));
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        let group = json["grp_no"].as_str().unwrap();
        for entry in json["data"].as_array().unwrap() {
            for item in entry["item"].as_array().unwrap() {
                for code in entry["type"].as_array().unwrap() {
                    let key = Key::new(code.as_str().unwrap(), item.as_str().unwrap()).unwrap();
                    if json["trnm"] == "REG" {
                        self.sent_group.insert(key, group.to_owned());
                    } else {
                        assert_eq!(
                            self.sent_group.get(&key).map(String::as_str),
                            Some(group),
                            "{key}"
                        );
                    }
                }
            }
        }
    }

    /// A command of somebody, at random.
    fn command(&mut self) {
        let items = self.random.pick(&[3, 12, 40]);
        let count = 1 + self.random.below(30);
        let keys: Vec<Key> = (0..count)
            .map(|_| {
                if self.random.percent(10) {
                    return Key::new(self.random.pick(&["00", "04", "0s", "1h"]), "").unwrap();
                }
                let item = format!("{:06}", self.random.below(items));
                Key::new(self.random.pick(&["0B", "0D", "0g", "0G"]), &item).unwrap()
            })
            .collect();
        if self.random.percent(60) {
            for key in &keys {
                *self.refs.entry(*key).or_default() += 1;
                self.told.remove(key);
            }
            self.input(Input::Subscribe(&keys));
        } else {
            for key in &keys {
                let refs = self.refs.entry(*key).or_default();
                *refs = refs.saturating_sub(1);
            }
            self.input(Input::Unsubscribe(&keys));
        }
        for key in std::mem::take(&mut self.no_room) {
            assert_eq!(self.refs[&key], 0, "no room for what is wanted already");
        }
    }

    fn deliver(&mut self, incoming: Incoming) {
        if self.session.state() == State::Stopped {
            return;
        }
        let text = match incoming {
            Incoming::Text(text) => text,
            Incoming::Lost(loss) => return self.input(Input::Lost(loss)),
        };
        self.input(Input::Rx);
        let is_answer = text.contains("\"REG\"") || text.contains("\"REMOVE\"");
        if is_answer {
            self.in_flight = None;
        }
        if text.contains("PING") {
            self.echo = Some(text.clone());
        }
        let state = self.session.state();
        let route = self.session.on_text(self.now, text.as_bytes());
        let is_data = text == REAL && matches!(state, State::Restoring | State::Live);
        assert_eq!(route == Route::Data, is_data, "{text}");
        self.drain();
        assert_eq!(self.echo, None, "no echo");
    }

    /// Runs to `end`; commands come before `calm`.
    fn run(&mut self, end: Mono, calm: Mono) {
        let mut command = self.now;
        while self.now < end && self.session.state() != State::Stopped {
            let mut next = self.session.next_deadline().unwrap_or(end).min(end);
            if !self.silent {
                next = next.min(self.server.ping_due());
                next = self.server.next_due().map_or(next, |at| next.min(at));
            }
            if command < calm {
                next = next.min(command);
            }
            self.now = self.now.max(next);
            if self.now >= command && command < calm {
                if self.random.percent(70) {
                    self.command();
                } else if !self.silent {
                    let text = if self.random.percent(50) {
                        REAL
                    } else {
                        self.random.pick(&NOISE)
                    };
                    self.server.say(self.now, Incoming::Text(text.into()));
                }
                command = self.now.after(self.random.up_to(ms(4_000)));
            }
            if !self.silent && self.now >= self.server.ping_due() {
                let ping = self.random.pick(&PINGS);
                self.server.ping(self.now, ping);
            }
            // What the socket holds comes before the timer.
            while !self.silent
                && let Some(incoming) = self.server.take(self.now)
            {
                self.deliver(incoming);
            }
            if self
                .session
                .next_deadline()
                .is_some_and(|at| at <= self.now)
            {
                self.input(Input::Timer);
                let next = self.session.next_deadline();
                assert!(next.is_none_or(|at| at > self.now), "a busy loop");
            }
        }
    }

    fn wanted(&self) -> BTreeSet<Key> {
        self.refs
            .iter()
            .filter(|(_, refs)| **refs > 0)
            .map(|(key, _)| *key)
            .collect()
    }

    /// Everything has settled: what both sides know agrees.
    fn check_settled(&self, faults: Faults) {
        let state = &self.session.registrar.wanted;
        assert_eq!(self.session.state(), State::Live);
        assert!(!state.is_due() && state.groups_are_right());
        let set = |keys: Vec<Key>| keys.into_iter().collect::<BTreeSet<_>>();
        let (held, failed, doubtful) = (
            set(state.held()),
            set(state.failed()),
            set(state.doubtful()),
        );
        assert_eq!(&held | &failed, self.wanted());
        assert!(failed.is_subset(&self.told), "a key failed in silence");
        let left = &doubtful - &self.wanted();
        assert!(
            left.is_subset(&self.not_removed),
            "left at the server in silence"
        );
        let server = self.server.held();
        for key in &held {
            assert_eq!(
                server.get(key),
                self.sent_group.get(key).map(String::as_str).as_ref(),
                "{key}"
            );
        }
        let there: BTreeSet<_> = server.into_keys().collect();
        let known = &held | &doubtful;
        assert!(
            there.is_subset(&known),
            "{:?} is there, unknown",
            &there - &known
        );
        let ups = self
            .events
            .iter()
            .filter(|event| matches!(event, LinkEvent::Up { .. }))
            .count();
        let restored = self
            .events
            .iter()
            .filter(|event| matches!(event, LinkEvent::Restored { .. }))
            .count();
        assert_eq!((ups, restored), (1, 1));
        let stats = self.session.stats();
        if faults.drop + faults.busy + faults.refuse == 0 && faults.delay.is_zero() {
            assert_eq!(
                (stats.retries, stats.answer_timeouts, stats.refused),
                (0, 0, 0)
            );
            assert!(failed.is_empty() && doubtful.is_empty());
        }
    }

    fn check_stopped(&self, ending: Ending) {
        assert_eq!(self.session.state(), State::Stopped, "{ending:?}");
        let [
            ..,
            LinkEvent::Down {
                reason: down,
                retry_in: None,
                ..
            },
            LinkEvent::Stopped { reason },
        ] = self.events[..]
        else {
            panic!("{:?}", self.events);
        };
        assert_eq!(down, reason);
        let downs = self
            .events
            .iter()
            .filter(|event| matches!(event, LinkEvent::Down { .. }))
            .count();
        let connects = self
            .events
            .iter()
            .filter(|event| **event == LinkEvent::Connecting)
            .count();
        assert_eq!((downs, connects), (1, 1));
        let fits = match ending {
            Ending::Quiet => false,
            Ending::Refused => {
                matches!(reason, SessionError::LoginRefused { code, .. } if code.get() == 8005)
            }
            Ending::Replaced => reason == SessionError::SessionReplaced,
            Ending::Announced => matches!(reason, SessionError::ClosedBySystem { .. }),
            Ending::Lost => {
                reason
                    == SessionError::Lost {
                        loss: LinkLoss::Truncated,
                    }
            }
            Ending::Silent => matches!(reason, SessionError::Stale | SessionError::LoginTimeout),
            Ending::Stop => reason == SessionError::StopRequested,
        };
        assert!(fits, "{ending:?}: {reason:?}");
    }
}

fn simulate(seed: u64) {
    let mut random = Random::new(seed ^ 0x5eed);
    let mut faults = Faults::default();
    if !seed.is_multiple_of(3) {
        faults.drop = random.pick(&[0, 5, 30]);
        faults.busy = random.pick(&[0, 5, 30]);
        faults.refuse = random.pick(&[0, 5, 30]);
        faults.delay = random.pick(&[0, 0, 3_000, 9_000].map(Duration::from_millis));
    }
    use Ending::{Announced, Lost, Quiet, Refused, Replaced, Silent, Stop};
    let ending = random.pick(&[
        Quiet, Quiet, Quiet, Quiet, Refused, Replaced, Announced, Lost, Silent, Stop,
    ]);
    let login = match ending {
        Refused => {
            r#"{"trnm":"LOGIN","return_code":805004,"return_msg":"x [CODE=8005, MESSAGE=y]"}"#
        }
        _ => LOGIN_OK,
    };
    let mut run = Run::new(seed, faults, login);
    if random.percent(50) {
        run.command();
    }
    run.start();
    let busy = run.now.after(random.up_to(ms(60_000)));
    run.run(busy, busy);
    match ending {
        Quiet => {
            run.server.faults = Faults {
                delay: faults.delay,
                ..Faults::default()
            };
            let end = run.now.after(Duration::from_secs(900));
            run.run(end, run.now);
            return run.check_settled(faults);
        }
        Refused => {}
        Replaced => {
            let text = r#"{"trnm":"SYSTEM","code":"R10001","message":"동일한 App key로 접속이 되었습니다"}"#;
            run.server.say(run.now, Incoming::Text(text.into()));
            run.server.say(
                run.now,
                Incoming::Lost(LinkLoss::Closed {
                    code: Some(1000),
                    text: crate::record::Text::NONE,
                }),
            );
        }
        Announced => {
            let text = r#"{"trnm":"SYSTEM","code":"R10002","message":"Heartbeat"}"#;
            run.server.say(run.now, Incoming::Text(text.into()));
            run.server.say(
                run.now,
                Incoming::Lost(LinkLoss::Closed {
                    code: Some(1000),
                    text: crate::record::Text::NONE,
                }),
            );
        }
        Lost => run.server.say(run.now, Incoming::Lost(LinkLoss::Truncated)),
        Silent => run.silent = true,
        Stop => run.input(Input::Stop),
    }
    let end = run.now.after(Duration::from_secs(120));
    run.run(end, run.now);
    run.check_stopped(ending);
}

#[test]
fn thousands_of_runs_hold_every_promise() {
    for seed in 0..SEEDS {
        let result = std::panic::catch_unwind(|| simulate(seed));
        assert!(result.is_ok(), "seed {seed}");
    }
}
