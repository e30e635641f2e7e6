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

/// A WebSocket ping.
const PING: &[u8] = b"\x89\x04ping";

/// What is wrong with a connection, and what is going to be.
#[derive(Debug)]
pub(crate) struct Trouble {
    plot: Plot,
    pace: Pace,
    opened: Duration,
    requests: u64,
    /// Nothing is read any more; nothing is sent, either.
    pub(crate) is_frozen: bool,
    /// Echoes of PINGs aren't heard any more.
    is_deaf: bool,
    /// It is to end at once, without goodbye.
    pub(crate) cut: Option<Cut>,
    /// What happens later, in order, and the bytes of it.
    late: VecDeque<(Duration, Late)>,
    late_bytes: usize,
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

impl Late {
    /// The memory that it takes.
    const fn bytes(&self) -> usize {
        let text = match self {
            Self::Heard(text) => text.len(),
            Self::Ping => 0,
        };
        text + size_of::<(Duration, Self)>()
    }
}

impl Trouble {
    pub(crate) fn new(plot: Plot, pace: Pace, opened: Duration) -> Self {
        Self {
            plot,
            pace,
            opened,
            requests: 0,
            is_frozen: false,
            is_deaf: false,
            cut: None,
            late: VecDeque::new(),
            late_bytes: 0,
        }
    }

    /// When something of it is due.
    pub(crate) fn next(&self) -> Option<Duration> {
        let after = self.plot.next_after().map(|time| self.opened + time);
        let late = self.late.front().filter(|_| !self.is_frozen);
        let late = late.map(|(at, _)| *at);
        [after, late].into_iter().flatten().min()
    }

    /// After how many frames something of it is due.
    pub(crate) fn next_frame(&self) -> Option<u64> {
        self.plot.next_frame()
    }

    /// Bytes that are kept for later.
    pub(crate) const fn late_bytes(&self) -> usize {
        self.late_bytes
    }

    fn later(&mut self, at: Duration, what: Late) {
        self.late_bytes += what.bytes();
        let place = self.late.partition_point(|(other, _)| *other <= at);
        self.late.insert(place, (at, what));
    }

    /// Takes what is late enough by now.
    fn take_late(&mut self, now: Duration) -> Option<Late> {
        let due = self.late.front().is_some_and(|(at, _)| *at <= now);
        if !due || self.is_frozen {
            return None;
        }
        let (_, late) = self.late.pop_front()?;
        self.late_bytes -= late.bytes();
        Some(late)
    }
}

impl Connection {
    /// A text message came from the client.
    pub(super) fn hear(&mut self, now: Duration, text: &str, hub: &Hub) {
        let message: Value = serde_json::from_str(text).unwrap_or(Value::Null);
        let trnm = message.get("trnm").and_then(Value::as_str).unwrap_or("");
        let faults = match trnm {
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
        let mut answered = false;
        for fault in faults {
            if !fault.is_answer() {
                self.go_wrong(now, fault, hub);
                continue;
            }
            // Nothing is answered twice.
            if std::mem::replace(&mut answered, true) {
                continue;
            }
            match fault {
                Fault::Delay(time) => {
                    let what = Late::Heard(text.to_owned());
                    self.trouble.later(now + time, what);
                }
                Fault::Refuse(code) if trnm == "LOGIN" => {
                    self.desk.refuse_login(code, &mut self.actions);
                }
                Fault::Refuse(code) => self.desk.refuse(trnm, code, &mut self.actions),
                // What is left of those that answer: `ignore`.
                _ => {}
            }
        }
        if answered || self.is_ending() || (trnm == "PING" && self.trouble.is_deaf) {
            self.desk.heard(now);
        } else {
            self.listen(now, text, &message, hub);
        }
        self.act(now, hub);
    }

    /// A message comes to the desk. Which tokens are over it doesn't know.
    fn listen(&mut self, now: Duration, text: &str, message: &Value, hub: &Hub) {
        let member = |name: &str| message.get(name).and_then(Value::as_str);
        let is_over = |token| hub.is_expired(token);
        if member("trnm") == Some("LOGIN") && member("token").is_some_and(is_over) {
            self.desk.heard(now);
            self.desk.refuse_login(8005, &mut self.actions);
        } else {
            self.desk.text(now, text, &mut self.actions);
        }
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
        while let Some(late) = self.trouble.take_late(now) {
            match late {
                Late::Ping => self.say_ping(),
                Late::Heard(text) => {
                    let message = serde_json::from_str(&text).unwrap_or(Value::Null);
                    self.listen(now, &text, &message, hub);
                    self.act(now, hub);
                }
            }
        }
    }

    /// It goes wrong now.
    pub(super) fn go_wrong(&mut self, now: Duration, fault: Fault, hub: &Hub) {
        let is_quiet = matches!(fault, Fault::Silence | Fault::Freeze);
        if !is_quiet && !fault.is_elsewhere() {
            // What happens to the connection now is to be seen.
            self.socket.get_mut().is_silent = false;
            self.trouble.is_frozen = false;
        }
        match fault {
            Fault::Reset => {
                self.trouble.cut = Some(Cut::Reset);
                self.ended.get_or_insert(Ending::Scripted);
            }
            Fault::Drop if !self.is_ending() => {
                self.trouble.cut = Some(Cut::Drop);
                self.end(now, Ending::Scripted);
            }
            Fault::Drop => {}
            Fault::Close(code, words) => self.close(now, code, &words, Ending::Scripted),
            Fault::Silence => self.socket.get_mut().is_silent = true,
            Fault::Freeze => {
                self.socket.get_mut().is_silent = true;
                self.trouble.is_frozen = true;
            }
            Fault::Slow(bytes, time) => self.trouble.pace.set(Some((bytes, time))),
            Fault::Fragments(bytes) => self.socket.get_mut().fragment = Some(bytes),
            Fault::Kick => self.kick(now, hub),
            Fault::Deaf => self.trouble.is_deaf = true,
            Fault::System(code, words) => self.send(&texts::system(&code, &words)),
            Fault::Text(text) => self.send(&text),
            Fault::Ping => self.send_raw(PING),
            Fault::Frame(wrong) => self.send_raw(&wrong.bytes()),
            Fault::Burst(frames) => self.burst(frames),
            Fault::Expire(None) => hub.expire_session(self.id),
            Fault::Expire(Some(key)) => hub.expire_key(&key),
            Fault::Garbage => {
                self.send_raw(GARBAGE);
                self.end(now, Ending::Scripted);
            }
            Fault::Away(time) => hub.go_away(time),
            Fault::Restart(time) => hub.restart(time),
            // Answers to what nobody asked: scripts are checked for that, and
            // faults at any moment have nothing to answer.
            Fault::Refuse(_) | Fault::Ignore | Fault::Delay(_) => {}
        }
    }
}
