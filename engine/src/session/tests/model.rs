//! A model of the server, with faults, for the simulation.

use crate::Mono;
use crate::session::{Key, LinkLoss};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

/// A small generator (SplitMix64): the same seed gives the same run.
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(super) const fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    pub(super) const fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    pub(super) const fn up_to(&mut self, time: Duration) -> Duration {
        Duration::from_nanos(self.below(time.as_nanos() as u64 + 1))
    }
}

/// How often, in percent, something goes wrong with a request.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Faults {
    /// No answer; the request may have been heard.
    pub(super) drop: u64,
    /// 105110 for no reason.
    pub(super) busy: u64,
    /// Another refusal.
    pub(super) refuse: u64,
    /// Every answer takes this much longer.
    pub(super) delay: Duration,
}

/// What comes from the server.
#[derive(Debug)]
pub(super) enum Incoming {
    Text(String),
    Lost(LinkLoss),
}

#[derive(Debug)]
pub(super) struct Server {
    pub(super) faults: Faults,
    pub(super) login: &'static str,
    pub(super) session_limit: usize,
    pub(super) group_limit: usize,
    logged_in: bool,
    held: BTreeMap<String, BTreeSet<Key>>,
    outgoing: VecDeque<(Mono, Incoming)>,
    last_heard: Mono,
    requests: VecDeque<Mono>,
    closed: bool,
}

impl Server {
    pub(super) fn new(now: Mono, faults: Faults, login: &'static str) -> Self {
        Self {
            faults,
            login,
            session_limit: 1000,
            group_limit: 1000,
            logged_in: false,
            held: BTreeMap::new(),
            outgoing: VecDeque::new(),
            last_heard: now,
            requests: VecDeque::new(),
            closed: false,
        }
    }

    /// All that is registered, and in which group.
    pub(super) fn held(&self) -> BTreeMap<Key, &str> {
        let groups = self.held.iter();
        groups
            .flat_map(|(group, keys)| keys.iter().map(move |key| (*key, group.as_str())))
            .collect()
    }

    pub(super) fn next_due(&self) -> Option<Mono> {
        self.outgoing.front().map(|(at, _)| *at)
    }

    /// When the server would send a PING: it has heard nothing for 10 s.
    pub(super) fn ping_due(&self) -> Mono {
        self.last_heard.after(Duration::from_secs(10))
    }

    pub(super) fn ping(&mut self, now: Mono, text: &str) {
        self.last_heard = now;
        self.say(now, Incoming::Text(text.into()));
    }

    pub(super) fn take(&mut self, now: Mono) -> Option<Incoming> {
        let is_due = self.next_due().is_some_and(|at| at <= now);
        is_due
            .then(|| self.outgoing.pop_front())
            .flatten()
            .map(|(_, incoming)| incoming)
    }

    /// Sends something, not before what was sent earlier.
    pub(super) fn say(&mut self, at: Mono, incoming: Incoming) {
        if self.closed {
            return;
        }
        self.closed = matches!(incoming, Incoming::Lost(_));
        let at = self.outgoing.back().map_or(at, |(last, _)| at.max(*last));
        self.outgoing.push_back((at, incoming));
    }

    /// Takes a request in; `true` if it is a REG or REMOVE.
    pub(super) fn hear(&mut self, now: Mono, text: &str, random: &mut Random) -> bool {
        self.last_heard = now;
        let quick = random.up_to(Duration::from_millis(60));
        let Ok(json) = serde_json::from_str::<serde_json::Value>(text) else {
            return false;
        };
        match json["trnm"].as_str().unwrap_or("") {
            "LOGIN" => {
                assert!(!self.logged_in, "a second LOGIN");
                self.logged_in = self.login.contains("\"return_code\":0");
                if random.percent(20) {
                    let early = r#"{"trnm":"SYSTEM","code":"R0","message":"around the login"}"#;
                    self.say(now, Incoming::Text(early.into()));
                }
                self.say(now.after(quick), Incoming::Text(self.login.into()));
                if !self.logged_in {
                    self.say(
                        now.after(quick),
                        Incoming::Lost(LinkLoss::Closed {
                            code: Some(1000),
                            text: crate::record::Text::NONE,
                        }),
                    );
                }
                false
            }
            trnm @ ("REG" | "REMOVE") => {
                assert!(self.logged_in, "a request before LOGIN");
                let code = self.request(now, &json, trnm == "REG", random);
                let at = now.after(self.faults.delay).after(quick);
                if let Some(code) = code {
                    let answer = match random.below(3) {
                        0 => format!(r#"{{"trnm":"{trnm}","return_code":{code},"return_msg":""}}"#),
                        1 => format!(
                            r#"{{"return_msg":"x","return_code":"{code}","trnm":"{trnm}"}}"#
                        ),
                        _ => format!(r#"{{ "trnm" : "{trnm}", "return_code" : {code} }}"#),
                    };
                    self.say(at, Incoming::Text(answer));
                }
                true
            }
            _ => false,
        }
    }

    /// Does what a request asks for; the answer's code, `None` for no answer.
    fn request(
        &mut self,
        now: Mono,
        json: &serde_json::Value,
        register: bool,
        random: &mut Random,
    ) -> Option<u32> {
        while self
            .requests
            .front()
            .is_some_and(|at| now.since(*at) >= Duration::from_secs(1))
        {
            self.requests.pop_front();
        }
        if self.requests.len() >= 5 || random.percent(self.faults.busy) {
            return Some(105_110);
        }
        self.requests.push_back(now);
        if random.percent(self.faults.refuse) {
            return Some(random.pick(&[105_111, 100_002, 1]));
        }
        let dropped = random.percent(self.faults.drop);
        if dropped && random.percent(50) {
            return None;
        }
        let code = self.apply(json, register);
        (!dropped).then_some(code)
    }

    fn apply(&mut self, json: &serde_json::Value, register: bool) -> u32 {
        let strings = |array: &serde_json::Value| -> Vec<String> {
            array
                .as_array()
                .unwrap()
                .iter()
                .map(|it| it.as_str().unwrap().to_owned())
                .collect()
        };
        let group = json["grp_no"].as_str().unwrap();
        let mut keys = BTreeSet::new();
        for entry in json["data"].as_array().unwrap() {
            for item in strings(&entry["item"]) {
                keys.extend(
                    strings(&entry["type"])
                        .iter()
                        .map(|code| Key::new(code, &item).unwrap()),
                );
            }
        }
        let of_group = self.held.entry(group.to_owned()).or_default();
        if !register {
            of_group.retain(|key| !keys.contains(key));
            return 0;
        }
        let items = |keys: &BTreeSet<Key>| -> BTreeSet<String> {
            keys.iter()
                .map(|key| key.item().to_owned())
                .filter(|item| !item.is_empty())
                .collect()
        };
        let after = &*of_group | &keys;
        if items(&after).len() > self.group_limit {
            return 105_118;
        }
        let others = self.held.iter().filter(|(name, _)| name.as_str() != group);
        let others: usize = others.map(|(_, keys)| items(keys).len()).sum();
        if others + items(&after).len() > self.session_limit {
            return 105_115;
        }
        self.held.insert(group.to_owned(), after);
        0
    }
}
