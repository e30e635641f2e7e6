//! What goes wrong on one connection.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::Value;

use super::connection::Connection;
use super::hub::Hub;
use super::throttle::Pace;
use crate::desk::{Ending, texts};
use crate::fault::{Fault, Plot, When};

/// Bytes that are neither TLS, HTTP nor WebSocket.
pub(crate) const GARBAGE: &[u8] = b"\x00\xff220 smtp.example.com ready\r\n\x13\x37";

/// What is wrong with a connection, and what is going to be.
#[derive(Debug)]
pub(crate) struct Trouble {
    plot: Plot,
    pace: Pace,
    opened: Duration,
    requests: u64,
    /// Nothing is sent any more.
    pub(crate) is_silent: bool,
    /// Bytes that were said before that, and are still to be sent.
    pub(crate) said: usize,
    /// Nothing is read any more, either.
    pub(crate) is_frozen: bool,
    /// It is to end at once, without goodbye.
    pub(crate) cut: Option<Cut>,
    /// What happens later, in order.
    late: VecDeque<(Duration, Late)>,
}

/// An end without goodbye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    Reset,
    Drop,
}

#[derive(Debug)]
enum Late {
    /// What the client said is looked at.
    Heard(String),
    Ping,
}

impl Trouble {
    pub(crate) fn new(plot: Plot, pace: Pace, opened: Duration) -> Self {
        Self {
            plot,
            pace,
            opened,
            requests: 0,
            is_silent: false,
            said: 0,
            is_frozen: false,
            cut: None,
            late: VecDeque::new(),
        }
    }

    /// When something of it is due.
    pub(crate) fn next(&self) -> Option<Duration> {
        let after = self.plot.next_after().map(|time| self.opened + time);
        let late = self.late.front().map(|(at, _)| *at);
        [after, late].into_iter().flatten().min()
    }

    /// After how many frames something of it is due.
    pub(crate) fn next_frame(&self) -> Option<u64> {
        self.plot.next_frame()
    }

    fn later(&mut self, at: Duration, what: Late) {
        let place = self.late.partition_point(|(other, _)| *other <= at);
        self.late.insert(place, (at, what));
    }
}

impl Connection {
    /// A text message came from the client.
    pub(super) fn hear(&mut self, now: Duration, text: &str, hub: &Hub) {
        let message: Value = serde_json::from_str(text).unwrap_or(Value::Null);
        let trnm = message.get("trnm").and_then(Value::as_str).unwrap_or("");
        let mut faults = match trnm {
            "LOGIN" => self.trouble.plot.take(|when| when == When::Login),
            "REG" | "REMOVE" => {
                self.trouble.requests += 1;
                let number = self.trouble.requests;
                let due =
                    |when| matches!(when, When::Request(it) if it.is_none_or(|it| it == number));
                self.trouble.plot.take(due)
            }
            _ => Vec::new(),
        };
        let token = message.get("token").and_then(Value::as_str);
        if trnm == "LOGIN" && token.is_some_and(|token| hub.is_expired(token)) {
            faults.push(Fault::Refuse(8005));
        }
        let mut answered = false;
        for fault in faults {
            match fault {
                Fault::Ignore => answered = true,
                Fault::Delay(time) => {
                    answered = true;
                    let what = Late::Heard(text.to_owned());
                    self.trouble.later(now + time, what);
                }
                Fault::Refuse(code) if trnm == "LOGIN" => {
                    answered = true;
                    self.desk.refuse_login(code, &mut self.actions);
                }
                Fault::Refuse(code) => {
                    answered = true;
                    self.desk.refuse(trnm, code, &mut self.actions);
                }
                fault => self.go_wrong(now, fault, hub),
            }
        }
        if answered {
            self.desk.heard(now);
        } else {
            self.desk.text(now, text, &mut self.actions);
        }
        self.act(now, hub);
    }

    /// A PING is due.
    pub(super) fn ping(&mut self, now: Duration, hub: &Hub) {
        let mut sends = true;
        for fault in self.trouble.plot.take(|when| when == When::Ping) {
            match fault {
                Fault::Ignore => {
                    sends = false;
                    // Nobody can answer what wasn't sent.
                    self.desk.forgive();
                }
                Fault::Delay(time) => {
                    sends = false;
                    self.trouble.later(now + time, Late::Ping);
                }
                fault => self.go_wrong(now, fault, hub),
            }
        }
        if sends {
            self.say_ping();
        }
    }

    /// The LOGIN was accepted.
    pub(super) fn opened(&mut self, now: Duration, hub: &Hub) {
        for fault in self.trouble.plot.take(|when| when == When::Open) {
            self.go_wrong(now, fault, hub);
        }
    }

    /// So many frames were made.
    pub(super) fn made(&mut self, now: Duration, frames: u64, hub: &Hub) {
        let due = |when| matches!(when, When::Frame(at) if at <= frames);
        for fault in self.trouble.plot.take(due) {
            self.go_wrong(now, fault, hub);
        }
    }

    /// Time has passed.
    pub(super) fn catch_up(&mut self, now: Duration, hub: &Hub) {
        let age = now.saturating_sub(self.trouble.opened);
        let due = |when| matches!(when, When::After(time) if time <= age);
        for fault in self.trouble.plot.take(due) {
            self.go_wrong(now, fault, hub);
        }
        while self.trouble.late.front().is_some_and(|(at, _)| *at <= now) {
            let Some((_, late)) = self.trouble.late.pop_front() else {
                break;
            };
            match late {
                Late::Ping => self.say_ping(),
                Late::Heard(text) => {
                    self.desk.text(now, &text, &mut self.actions);
                    self.act(now, hub);
                }
            }
        }
    }

    /// It goes wrong now.
    pub(super) fn go_wrong(&mut self, now: Duration, fault: Fault, hub: &Hub) {
        match fault {
            Fault::Reset => self.cut(Cut::Reset),
            Fault::Drop => self.cut(Cut::Drop),
            Fault::Close(code, words) => self.close(now, code, &words, Ending::Scripted),
            Fault::Silence if self.trouble.is_silent => {}
            Fault::Silence => {
                self.trouble.is_silent = true;
                self.trouble.said = self.socket.get_ref().outgoing.len();
            }
            Fault::Freeze => self.trouble.is_frozen = true,
            Fault::Slow(bytes, time) => self.trouble.pace.set(Some((bytes, time))),
            Fault::Fragments(bytes) => self.socket.get_mut().fragment = Some(bytes),
            Fault::Kick => self.kick(now, hub),
            Fault::System(code, words) => self.send(&texts::system(&code, &words)),
            Fault::Text(text) => self.send(&text),
            Fault::Frame(wrong) => self.send_raw(&wrong.bytes()),
            Fault::Burst(frames) => self.burst(frames),
            Fault::Expire => hub.expire(self.id),
            Fault::Garbage => {
                self.send_raw(GARBAGE);
                self.end(now, Ending::Scripted);
            }
            Fault::Away(time) => hub.go_away(time),
            // Answers to what nobody asked: scripts are checked for that, and
            // faults at any moment have nothing to answer.
            Fault::Refuse(_) | Fault::Ignore | Fault::Delay(_) => {}
        }
    }

    fn cut(&mut self, cut: Cut) {
        self.trouble.cut = Some(cut);
        self.ended.get_or_insert(Ending::Scripted);
    }
}
