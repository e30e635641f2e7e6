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
//! are written `250ms`, `3s` or `2m`, up to a day. Everything after `#` is a
//! remark.
//!
//! | when | |
//! | --- | --- |
//! | `on connect` | a connection was accepted: before TLS |
//! | `on upgrade` | its request for a WebSocket came |
//! | `on token` | a call for an access token came (`POST /oauth2/token`) |
//! | `on login` | a LOGIN came |
//! | `on open` | a LOGIN was accepted |
//! | `on request 3` | the third REG or REMOVE came; without a number, each |
//! | `on ping` | a PING is due; each of them |
//! | `on frame 500` | 500 REAL frames were made |
//! | `after 3s` | so long after the WebSocket was opened |
//!
//! | what | |
//! | --- | --- |
//! | `refuse CODE` | answers the LOGIN, the request or the call for a token with this return code and its text; a request for a WebSocket, or a call for a token, with this HTTP status (100 to 599) |
//! | `ignore` | doesn't answer it, or doesn't send the PING |
//! | `delay TIME` | answers it, or sends the PING, so much later |
//! | `close CODE [WORDS]` | sends a Close frame, and goes |
//! | `reset` | cuts the connection with a TCP reset |
//! | `drop` | ends the stream without a Close frame, and without TLS's goodbye, behind what was said before |
//! | `silence` | says nothing any more, and goes on reading |
//! | `freeze` | neither says nor reads anything any more: as near to a peer that is gone as one machine can show (half-open) |
//! | `slow BYTES TIME` | sends no more than so many bytes in so much time |
//! | `fragments BYTES` | sends each message in fragments of so many bytes |
//! | `kick` | another session took the app key: R10001, and Close 1000 `Bye` |
//! | `deaf` | hears no echo of a PING any more, so that R10002 follows, and Close 1000 `Bye` |
//! | `system CODE [WORDS]` | a SYSTEM message, with the live service's words unless others are given, and nothing more: `system R10001` is a session that was replaced and stays all the same |
//! | `text WORDS` | a text message, whatever it says: `text PING` is the bare PING; to a call for a token, an answer with these words |
//! | `ping` | a WebSocket ping |
//! | `frame KIND` | a frame that is wrong: see [`Wrong`] |
//! | `burst N` | N REAL frames as fast as the client takes them, whatever the pace |
//! | `expire` | the session's token is over: later LOGINs with it are refused (8005), and its app key gets another; to a call for a token, the one that is issued |
//! | `expire KEY` | the same for the token that this app key has now |
//! | `garbage` | bytes that are neither TLS, HTTP nor WebSocket, and goes |
//! | `away TIME` | takes no connections for so long: they are refused by the system; those that are open stay |
//! | `restart TIME` | the exchange stops, and is back on the same port so much later: every connection ends as with `drop` |
//!
//! `on connect` knows `ignore`, `reset`, `drop`, `garbage`, `slow`, `away` and
//! `restart` only: nothing has been said yet that could be answered. `on
//! upgrade` knows `refuse` besides, and `on token` these and `delay`, `text` and
//! `expire`.
//!
//! Where several steps answer the same thing, the first of them does: nothing
//! is answered twice. `ignore`, `silence` and `freeze` last until the client goes, the
//! exchange stops, or the connection's next fault happens: that one is seen.
//!
//! What waits for a client that doesn't read is bounded. Market data and bursts
//! are made as the socket takes them, its requests are read no further once 1 MiB
//! of answers waits, and whoever lets 4 MiB wait is cut off with a reset
//! ([`Ending::TooSlow`](crate::Ending::TooSlow)).

mod check;
mod parse;
mod wrong;

pub use check::Impossible;
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
    /// `deaf`
    Deaf,
    /// `system CODE [WORDS]`
    System(String, String),
    /// `text WORDS`
    Text(String),
    /// `ping`
    Ping,
    /// `frame KIND`
    Frame(Wrong),
    /// `burst N`
    Burst(u64),
    /// `expire [KEY]`; none: the session's own token
    Expire(Option<String>),
    /// `garbage`
    Garbage,
    /// `away TIME`
    Away(Duration),
    /// `restart TIME`
    Restart(Duration),
}

/// When a step of a [`Script`] happens: see the [list](self).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum When {
    /// `on connect`
    Connect,
    /// `on upgrade`
    Upgrade,
    /// `on token`
    Token,
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

/// Faults, and when they happen. Parsed from text, or built step by step; either
/// way it holds only what can be: see the [module](self).
///
/// ```
/// use kiwoom_simulator::{Fault, Script, When};
///
/// let script: Script = "connection 1 on login: refuse 8005".parse()?;
/// assert_eq!(script.steps()[0].when, When::Login);
/// assert_eq!(script.steps()[0].fault, Fault::Refuse(8005));
/// let error = "on login: explode".parse::<Script>().unwrap_err();
/// assert!(error.to_string().starts_with("line 1: "));
/// let built = Script::new().with(Some(1), When::Login, Fault::Refuse(8005))?;
/// assert_eq!(built, script);
/// assert!(built.with(None, When::Open, Fault::Fragments(0)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
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
    ///
    /// # Errors
    ///
    /// When there can't be such a step: what can't be written as text can't be
    /// built either.
    pub fn with(
        mut self,
        connection: Option<u64>,
        when: When,
        fault: Fault,
    ) -> Result<Self, Impossible> {
        let step = Step {
            connection,
            when,
            fault,
        };
        step.check()?;
        self.steps.push(step);
        Ok(self)
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
