//! What goes wrong, and when: faults on demand.
//!
//! A [`Script`] is a list of steps, one a line: on which connection, when, what.
//!
//! ```text
//! # the first login is refused, the second connection dies after 500 frames
//! connection 1 on login: refuse 8005
//! connection 2 on frame 500: reset
//! on connect: slow 1 2ms
//! ```
//!
//! Connections are counted from 1 as they are accepted, calls for tokens
//! included; a step without a number holds for each. A step happens once a
//! connection, and steps for the same moment happen in their order. Durations
//! are written `250ms`, `3s` or `2m`. Everything after `#` is a remark.
//!
//! | when | |
//! | --- | --- |
//! | `on connect` | a connection was accepted: before TLS |
//! | `on upgrade` | its request for a WebSocket came |
//! | `on login` | a LOGIN came |
//! | `on open` | a LOGIN was accepted |
//! | `on request 3` | the third REG or REMOVE came; without a number, each |
//! | `on ping` | a PING is due; each of them |
//! | `on frame 500` | 500 REAL frames were made |
//! | `after 3s` | so long after the WebSocket was opened |
//!
//! | what | |
//! | --- | --- |
//! | `refuse CODE` | answers the LOGIN or the request with this return code and its text, a request for a WebSocket with this HTTP status |
//! | `ignore` | doesn't answer it, or doesn't send the PING |
//! | `delay TIME` | answers it, or sends the PING, so much later |
//! | `close CODE [WORDS]` | sends a Close frame, and goes |
//! | `reset` | cuts the connection with a TCP reset |
//! | `drop` | ends the stream without a Close frame, and without TLS's goodbye |
//! | `silence` | sends nothing any more, and goes on reading |
//! | `freeze` | neither sends nor reads any more: as near to a peer that is gone as one machine can show |
//! | `slow BYTES TIME` | sends no more than so many bytes in so much time |
//! | `fragments BYTES` | sends each message in fragments of so many bytes |
//! | `kick` | another session took the app key: R10001, and Close 1000 `Bye` |
//! | `system CODE [WORDS]` | a SYSTEM message |
//! | `text WORDS` | a text message, whatever it says |
//! | `frame KIND` | a frame that is wrong: see [`Wrong`] |
//! | `burst N` | N REAL frames at once, whatever the pace |
//! | `expire` | the session's token is over: later LOGINs with it are refused (8005) |
//! | `garbage` | bytes that are neither TLS, HTTP nor WebSocket, and goes |
//! | `away TIME` | takes no connections for so long: they are refused by the system |
//!
//! `on connect` knows `ignore`, `reset`, `drop`, `garbage`, `slow` and `away`
//! only: nothing has been said yet that could be answered.

mod parse;
mod wrong;

pub use parse::ScriptError;
pub use wrong::Wrong;

use std::time::Duration;

/// Something that goes wrong: see the [list](self).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `refuse CODE`
    Refuse(u32),
    /// `ignore`
    Ignore,
    /// `delay TIME`
    Delay(Duration),
    /// `close CODE [WORDS]`
    Close(u16, String),
    /// `reset`
    Reset,
    /// `drop`
    Drop,
    /// `silence`
    Silence,
    /// `freeze`
    Freeze,
    /// `slow BYTES TIME`
    Slow(usize, Duration),
    /// `fragments BYTES`
    Fragments(usize),
    /// `kick`
    Kick,
    /// `system CODE [WORDS]`
    System(String, String),
    /// `text WORDS`
    Text(String),
    /// `frame KIND`
    Frame(Wrong),
    /// `burst N`
    Burst(u64),
    /// `expire`
    Expire,
    /// `garbage`
    Garbage,
    /// `away TIME`
    Away(Duration),
}

/// When a step of a [`Script`] happens: see the [list](self).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum When {
    /// `on connect`
    Connect,
    /// `on upgrade`
    Upgrade,
    /// `on login`
    Login,
    /// `on open`
    Open,
    /// `on request [N]`; none: each
    Request(Option<u64>),
    /// `on ping`: each
    Ping,
    /// `on frame N`
    Frame(u64),
    /// `after TIME`
    After(Duration),
}

impl When {
    /// Whether it happens again and again on one connection.
    const fn is_each(self) -> bool {
        matches!(self, Self::Request(None) | Self::Ping)
    }
}

/// One step of a [`Script`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// On which connection, counted from 1; none: on each.
    pub connection: Option<u64>,
    /// When.
    pub when: When,
    /// What.
    pub fault: Fault,
}

/// Faults, and when they happen. Parsed from text: see the [module](self).
///
/// ```
/// use kiwoom_simulator::{Fault, Script, When};
///
/// let script: Script = "connection 1 on login: refuse 8005".parse()?;
/// assert_eq!(script.steps()[0].when, When::Login);
/// assert_eq!(script.steps()[0].fault, Fault::Refuse(8005));
/// let error = "on login: explode".parse::<Script>().unwrap_err();
/// assert!(error.to_string().starts_with("line 1: "));
/// # Ok::<(), kiwoom_simulator::ScriptError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    steps: Vec<Step>,
}

impl Script {
    /// No faults.
    #[must_use]
    pub const fn new() -> Self {
        Self { steps: Vec::new() }
    }

    /// With one more step.
    #[must_use]
    pub fn with(mut self, connection: Option<u64>, when: When, fault: Fault) -> Self {
        let step = Step {
            connection,
            when,
            fault,
        };
        self.steps.push(step);
        self
    }

    /// The steps, in their order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What of it is about one connection.
    pub(crate) fn of(&self, connection: u64) -> Plot {
        let concerns = |step: &&Step| step.connection.is_none_or(|it| it == connection);
        let steps = self.steps.iter().filter(concerns);
        Plot(steps.map(|step| (step.when, step.fault.clone())).collect())
    }
}

/// What is still to go wrong on one connection.
#[derive(Debug, Default)]
pub(crate) struct Plot(Vec<(When, Fault)>);

impl Plot {
    /// Takes what happens now.
    pub(crate) fn take(&mut self, happens: impl Fn(When) -> bool) -> Vec<Fault> {
        let mut taken = Vec::new();
        self.0.retain(|(when, fault)| {
            let now = happens(*when);
            if now {
                taken.push(fault.clone());
            }
            !now || when.is_each()
        });
        taken
    }

    /// When the next `after` comes, from the opening on.
    pub(crate) fn next_after(&self) -> Option<Duration> {
        let times = self.0.iter().filter_map(|(when, _)| match when {
            When::After(time) => Some(*time),
            _ => None,
        });
        times.min()
    }

    /// How many frames may be made until the next `on frame`.
    pub(crate) fn next_frame(&self) -> Option<u64> {
        let frames = self.0.iter().filter_map(|(when, _)| match when {
            When::Frame(count) => Some(*count),
            _ => None,
        });
        frames.min()
    }
}

#[cfg(test)]
mod tests;
