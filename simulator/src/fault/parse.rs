//! Scripts as text.

use super::wrong::{self, Wrong};
use super::{Fault, Script, Step, When};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// What is wrong in a script, and in which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptError {
    line: usize,
    what: String,
}

impl ScriptError {
    /// The line, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for ScriptError {}

const FORM: &str = "a step is written as in `connection 1 on login: refuse 8005`";
const WHENS: &str = "`on connect`, `on upgrade`, `on token`, `on login`, `on open`, \
                     `on request [N]`, `on ping`, `on frame N` or `after TIME`";
const FAULTS: &str = "refuse, ignore, delay, close, reset, drop, silence, freeze, slow, \
                      fragments, kick, deaf, system, text, ping, frame, burst, expire, \
                      garbage, away or restart";

impl FromStr for Script {
    type Err = ScriptError;

    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let mut steps = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let step = step(line).map_err(|what| ScriptError { line: at + 1, what })?;
            steps.push(step);
        }
        Ok(Self { steps })
    }
}

/// A fault alone, as it stands behind the colon.
impl FromStr for Fault {
    type Err = ScriptError;

    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let checked = |fault: Self| match fault.check() {
            Ok(()) => Ok(fault),
            Err(wrong) => Err(wrong.to_string()),
        };
        let fault = fault(text.trim()).and_then(checked);
        fault.map_err(|what| ScriptError { line: 1, what })
    }
}

fn step(line: &str) -> Result<Step, String> {
    let (head, body) = line
        .split_once(':')
        .ok_or_else(|| format!("there is no colon: {FORM}"))?;
    let mut head = head.trim();
    let mut connection = None;
    if let Some(rest) = head.strip_prefix("connection ") {
        let (number, rest) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        connection = Some(numeral(number, "a connection's number")?);
        head = rest.trim();
    }
    let step = Step {
        connection,
        when: when(head)?,
        fault: fault(body.trim())?,
    };
    match step.check() {
        Ok(()) => Ok(step),
        Err(wrong) => Err(wrong.to_string()),
    }
}

fn when(text: &str) -> Result<When, String> {
    let mut words = text.split_whitespace();
    let when = match (words.next(), words.next(), words.next()) {
        (Some("on"), Some("connect"), None) => When::Connect,
        (Some("on"), Some("upgrade"), None) => When::Upgrade,
        (Some("on"), Some("token"), None) => When::Token,
        (Some("on"), Some("login"), None) => When::Login,
        (Some("on"), Some("open"), None) => When::Open,
        (Some("on"), Some("ping"), None) => When::Ping,
        (Some("on"), Some("request"), None) => When::Request(None),
        (Some("on"), Some("request"), Some(number)) => {
            When::Request(Some(numeral(number, "a request's number")?))
        }
        (Some("on"), Some("frame"), Some(number)) => When::Frame(numeral(number, "a count")?),
        (Some("after"), Some(time), None) => When::After(duration(time)?),
        _ => return Err(format!("{text:?} is no moment: it is {WHENS}")),
    };
    match words.next() {
        None => Ok(when),
        Some(word) => Err(format!("{word:?} is too much: a moment is {WHENS}")),
    }
}

fn fault(text: &str) -> Result<Fault, String> {
    let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = rest.trim();
    let (first, words) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let words = words.trim();
    let alone = |fault: Fault| match rest {
        "" => Ok(fault),
        _ => Err(format!("`{name}` stands alone, without {rest:?}")),
    };
    let one = |fault: Fault| match words {
        "" => Ok(fault),
        _ => Err(format!("{words:?} is too much behind `{name} {first}`")),
    };
    match name {
        "refuse" => one(Fault::Refuse(numeral(
            first,
            "a return code, or an HTTP status",
        )?)),
        "ignore" => alone(Fault::Ignore),
        "delay" => one(Fault::Delay(duration(first)?)),
        "close" => {
            let code = numeral(first, "a close code, 1000 to 4999")?;
            Ok(Fault::Close(code, words.to_owned()))
        }
        "reset" => alone(Fault::Reset),
        "drop" => alone(Fault::Drop),
        "silence" => alone(Fault::Silence),
        "freeze" => alone(Fault::Freeze),
        "slow" => {
            let bytes = numeral(first, "how many bytes, and in what time: `slow 10 5ms`")?;
            Ok(Fault::Slow(bytes, duration(words)?))
        }
        "fragments" => one(Fault::Fragments(numeral(
            first,
            "how many bytes a fragment has",
        )?)),
        "kick" => alone(Fault::Kick),
        "deaf" => alone(Fault::Deaf),
        "system" => Ok(Fault::System(first.to_owned(), words.to_owned())),
        "text" => Ok(Fault::Text(rest.to_owned())),
        "ping" => alone(Fault::Ping),
        "frame" => one(Fault::Frame(kind_of_frame(first)?)),
        "burst" => one(Fault::Burst(numeral(first, "how many frames")?)),
        "expire" => one(Fault::Expire((!first.is_empty()).then(|| first.to_owned()))),
        "garbage" => alone(Fault::Garbage),
        "away" => one(Fault::Away(duration(first)?)),
        "restart" => one(Fault::Restart(duration(first)?)),
        _ => Err(format!("{name:?} is no fault: it is {FAULTS}")),
    }
}

fn kind_of_frame(text: &str) -> Result<Wrong, String> {
    let known = wrong::ALL.iter().find(|(name, _)| *name == text);
    known.map(|(_, kind)| *kind).ok_or_else(|| {
        let names = wrong::ALL.map(|(name, _)| name).join(", ");
        format!("{text:?} is no kind of frame: it is {names}")
    })
}

fn numeral<N: FromStr>(text: &str, what: &str) -> Result<N, String> {
    text.parse().map_err(|_| format!("{text:?} isn't {what}"))
}

fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text:?} isn't a time such as 250ms, 3s or 2m");
    let digits = text
        .find(|it: char| !it.is_ascii_digit())
        .ok_or_else(wrong)?;
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().map_err(|_| wrong())?;
    match unit {
        "ms" => Ok(Duration::from_millis(number)),
        "s" => Ok(Duration::from_secs(number)),
        "m" => Ok(Duration::from_secs(number.saturating_mul(60))),
        _ => Err(wrong()),
    }
}
