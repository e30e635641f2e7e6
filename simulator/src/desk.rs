//! One connection as the exchange sees it, without sockets or clocks.
//!
//! Time is what the caller says: how long ago the exchange started.

mod groups;
mod searches;
#[cfg(test)]
mod tests;
pub(crate) mod texts;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use self::groups::Groups;
use crate::rules::{Rules, SecondSession};
use crate::subscriptions::Subscriptions;

/// What the caller has to do, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Send a text message.
    Send(String),
    /// Send a close frame and go.
    Close(u16, &'static str, Ending),
    /// The token is good: tell [`Tills`].
    LoggedIn(String),
    /// The subscriptions are others now.
    Subscribed,
}

/// Why a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ending {
    /// The client closed, or its connection broke.
    Client,
    /// Another session took the token over (R10001).
    Kicked,
    /// PINGs stayed unanswered (R10002).
    NoHeartbeat,
    /// No LOGIN came (R10004).
    NoLogin,
    /// The token was refused.
    Refused,
    /// A frame was longer than allowed (close code 1009).
    TooLong,
    /// The client broke the WebSocket protocol, or sent a SYSTEM message back.
    Misbehaved,
    /// The client let too much wait that it was to read.
    TooSlow,
    /// A [script](crate::Script) ended it.
    Scripted,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// No LOGIN yet.
    Waiting,
    /// The token is being looked up until then.
    Checking(Duration, String),
    Open,
    Closed,
}

/// The state of one connection.
#[derive(Debug)]
pub(crate) struct Desk {
    rules: Arc<Rules>,
    us: bool,
    state: State,
    /// When the idle time began.
    idle_since: Duration,
    unanswered: u32,
    /// When the last requests that count came.
    requests: VecDeque<Duration>,
    groups: Groups,
    listed: bool,
    searches: BTreeSet<String>,
}

impl Desk {
    /// A connection that has just been opened, on the US socket or not.
    pub(crate) fn new(rules: Arc<Rules>, us: bool, now: Duration) -> Self {
        Self {
            rules,
            us,
            state: State::Waiting,
            idle_since: now,
            unanswered: 0,
            requests: VecDeque::new(),
            groups: Groups::default(),
            listed: false,
            searches: BTreeSet::new(),
        }
    }

    /// What the client listens to.
    pub(crate) fn subscriptions(&self) -> Subscriptions {
        let mut all = Subscriptions::new();
        self.groups.collect(self.us, &self.rules, &mut all);
        for seq in &self.searches {
            all.add_condition(seq, self.us);
        }
        all
    }

    /// Any frame came, even one of the WebSocket itself.
    pub(crate) fn heard(&mut self, now: Duration) {
        self.idle_since = now;
    }

    /// When [`Desk::tick`] has something to do; none once closed.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        let idle = self.idle_since + self.rules.idle;
        match &self.state {
            State::Waiting | State::Open => Some(idle),
            State::Checking(until, _) => Some(*until),
            State::Closed => None,
        }
    }

    /// Time has passed.
    pub(crate) fn tick(&mut self, now: Duration, actions: &mut Vec<Action>) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        match &self.state {
            State::Closed => {}
            State::Waiting => self.farewell(texts::NO_LOGIN, Ending::NoLogin, actions),
            State::Checking(_, token) if self.rules.accepts(token) => {
                actions.push(Action::Send(texts::LOGIN_OK.to_owned()));
                actions.push(Action::LoggedIn(token.clone()));
                self.state = State::Open;
            }
            State::Checking(..) => self.refuse_login(8005, actions),
            State::Open if self.unanswered >= self.rules.unanswered_pings => {
                self.farewell(texts::NO_HEARTBEAT, Ending::NoHeartbeat, actions);
            }
            State::Open => {
                self.unanswered += 1;
                self.idle_since = now;
                actions.push(Action::Send(texts::PING.to_owned()));
            }
        }
    }

    /// Another session took the token over.
    pub(crate) fn kick(&mut self, actions: &mut Vec<Action>) {
        self.farewell(texts::KICKED, Ending::Kicked, actions);
    }

    /// The LOGIN is refused, whatever its token.
    pub(crate) fn refuse_login(&mut self, code: u32, actions: &mut Vec<Action>) {
        let words = texts::login_refused(code);
        self.farewell(&words, Ending::Refused, actions);
    }

    /// A request is refused, whatever it asks for.
    pub(crate) fn refuse(&mut self, trnm: &str, code: u32, actions: &mut Vec<Action>) {
        if self.state == State::Closed {
            return;
        }
        let rules = &self.rules;
        actions.push(Action::Send(match code {
            105_110 => texts::too_often(trnm),
            105_115 => texts::session_full(trnm, rules.items_per_session),
            105_118 => texts::group_full(trnm, rules.items_per_group),
            code => texts::answer(trnm, code, texts::words(code)),
        }));
    }

    /// A PING was not sent after all.
    pub(crate) fn forgive(&mut self) {
        self.unanswered = 0;
    }

    /// A text message came.
    pub(crate) fn text(&mut self, now: Duration, message: &str, actions: &mut Vec<Action>) {
        self.heard(now);
        if self.state == State::Closed {
            return;
        }
        // What isn't JSON has no trnm either.
        let request: Value = serde_json::from_str(message).unwrap_or(Value::Null);
        let Some(trnm) = request
            .get("trnm")
            .and_then(Value::as_str)
            .filter(|trnm| !trnm.is_empty())
        else {
            actions.push(Action::Send(texts::missing("", "trnm")));
            return;
        };
        match (trnm, &self.state) {
            ("LOGIN", State::Waiting | State::Open) => {
                let token = request.get("token").and_then(Value::as_str).unwrap_or("");
                let until = now + self.rules.login_delay;
                self.state = State::Checking(until, token.to_owned());
                self.tick(now, actions);
            }
            ("PING", _) => self.unanswered = 0,
            (_, State::Waiting | State::Checking(..)) => {
                actions.push(Action::Send(texts::before_login(trnm)));
            }
            ("SYSTEM", _) => {
                self.state = State::Closed;
                actions.push(Action::Close(1000, texts::BYE, Ending::Misbehaved));
            }
            ("REG" | "REMOVE", _) => self.register(now, trnm, &request, actions),
            _ => self.search(now, trnm, &request, actions),
        }
    }

    fn register(&mut self, now: Duration, trnm: &str, request: &Value, actions: &mut Vec<Action>) {
        if !self.may_request(now) {
            actions.push(Action::Send(texts::too_often(trnm)));
            return;
        }
        let done = if trnm == "REG" {
            self.groups.register(request, &self.rules)
        } else {
            self.groups.remove(request)
        };
        match done {
            Ok(()) => {
                actions.push(Action::Send(texts::answer(trnm, 0, "")));
                actions.push(Action::Subscribed);
            }
            Err(refusal) => actions.push(Action::Send(refusal)),
        }
    }

    fn search(&mut self, now: Duration, trnm: &str, request: &Value, actions: &mut Vec<Action>) {
        let plain = if self.us {
            trnm.strip_prefix('G')
        } else {
            Some(trnm)
        };
        let limit = self.rules.conditions_per_session;
        match plain {
            Some("CNSRLST") => {
                self.listed = true;
                actions.push(Action::Send(searches::list(trnm)));
            }
            Some("CNSRREQ") if !self.may_request(now) => {
                actions.push(Action::Send(texts::too_often(trnm)));
            }
            Some("CNSRREQ") => {
                let (answer, live) = searches::search(trnm, request, self.listed, self.us);
                let seq = searches::seq(request);
                if live && !self.searches.contains(&seq) && self.searches.len() >= limit {
                    actions.push(Action::Send(searches::full(trnm, limit)));
                    return;
                }
                actions.push(Action::Send(answer));
                if live {
                    self.searches.insert(seq);
                    actions.push(Action::Subscribed);
                }
            }
            Some("CNSRCLR") => {
                self.searches.remove(&searches::seq(request));
                actions.push(Action::Send(searches::clear(request, self.us)));
                actions.push(Action::Subscribed);
            }
            // What the exchange says to other names is unknown: nothing.
            _ => {}
        }
    }

    /// Whether one more request fits into the last second; if so, it counts.
    fn may_request(&mut self, now: Duration) -> bool {
        let second = Duration::from_secs(1);
        while self
            .requests
            .front()
            .is_some_and(|then| now >= *then + second)
        {
            self.requests.pop_front();
        }
        let fits = self.requests.len() < self.rules.requests_per_second;
        if fits {
            self.requests.push_back(now);
        }
        fits
    }

    /// Says why, and closes; nobody is told a second time.
    fn farewell(&mut self, words: &str, ending: Ending, actions: &mut Vec<Action>) {
        if self.state == State::Closed {
            return;
        }
        self.state = State::Closed;
        actions.push(Action::Send(words.to_owned()));
        actions.push(Action::Close(1000, texts::BYE, ending));
    }
}

/// Who is logged in with which token.
#[derive(Debug, Default)]
pub(crate) struct Tills(HashMap<String, Vec<u64>>);

impl Tills {
    /// A session logged in: the sessions that have to go for it.
    pub(crate) fn enter(&mut self, token: &str, session: u64, rule: SecondSession) -> Vec<u64> {
        self.leave(session);
        let sessions = self.0.entry(token.to_owned()).or_default();
        let kicked = match rule {
            SecondSession::Kick => std::mem::take(sessions),
            SecondSession::Stay => Vec::new(),
        };
        sessions.push(session);
        kicked
    }

    /// The token that a session is logged in with.
    pub(crate) fn token_of(&self, session: u64) -> Option<String> {
        let mut tokens = self.0.iter();
        let found = tokens.find(|(_, sessions)| sessions.contains(&session))?;
        Some(found.0.clone())
    }

    /// A session ended.
    pub(crate) fn leave(&mut self, session: u64) {
        self.0.retain(|_, sessions| {
            sessions.retain(|known| *known != session);
            !sessions.is_empty()
        });
    }
}
