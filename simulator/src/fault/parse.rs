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
const WHENS: &str = "`on connect`, `on upgrade`, `on login`, `on open`, `on request [N]`, \
                     `on ping`, `on frame N` or `after TIME`";
const FAULTS: &str = "refuse, ignore, delay, close, reset, drop, silence, freeze, slow, \
                      fragments, kick, system, text, frame, burst, expire, garbage or away";

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
        fault(text.trim()).map_err(|what| ScriptError { line: 1, what })
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
        connection = Some(count(number, "a connection's number")?);
        head = rest.trim();
    }
    let when = when(head)?;
    let fault = fault(body.trim())?;
    check(when, &fault)?;
    Ok(Step {
        connection,
        when,
        fault,
    })
}

fn when(text: &str) -> Result<When, String> {
    let mut words = text.split_whitespace();
    let when = match (words.next(), words.next(), words.next()) {
        (Some("on"), Some("connect"), None) => When::Connect,
        (Some("on"), Some("upgrade"), None) => When::Upgrade,
        (Some("on"), Some("login"), None) => When::Login,
        (Some("on"), Some("open"), None) => When::Open,
        (Some("on"), Some("ping"), None) => When::Ping,
        (Some("on"), Some("request"), None) => When::Request(None),
        (Some("on"), Some("request"), Some(number)) => {
            When::Request(Some(count(number, "a request's number")?))
        }
        (Some("on"), Some("frame"), Some(number)) => When::Frame(count(number, "a count")?),
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
        "refuse" => one(Fault::Refuse(number(
            first,
            "a return code, or an HTTP status",
        )?)),
        "ignore" => alone(Fault::Ignore),
        "delay" => one(Fault::Delay(duration(first)?)),
        "close" => {
            let code: u16 = number(first, "a close code, 1000 to 4999")?;
            if !(1000..5000).contains(&code) {
                return Err(format!(
                    "{code} is no close code: they go from 1000 to 4999"
                ));
            }
            // A Close frame has room for 123 bytes of words (RFC 6455, 5.5.1).
            if words.len() > 123 {
                return Err("a Close frame has room for 123 bytes of words".to_owned());
            }
            Ok(Fault::Close(code, words.to_owned()))
        }
        "reset" => alone(Fault::Reset),
        "drop" => alone(Fault::Drop),
        "silence" => alone(Fault::Silence),
        "freeze" => alone(Fault::Freeze),
        "slow" => {
            let bytes = number(first, "how many bytes, and in what time: `slow 10 5ms`")?;
            match bytes {
                0 => Err("`slow` needs at least one byte a time".to_owned()),
                bytes => Ok(Fault::Slow(bytes, duration(words)?)),
            }
        }
        "fragments" => match number(first, "how many bytes a fragment has")? {
            0 => Err("a fragment has at least one byte".to_owned()),
            bytes => one(Fault::Fragments(bytes)),
        },
        "kick" => alone(Fault::Kick),
        "system" if !first.is_empty() => Ok(Fault::System(first.to_owned(), words.to_owned())),
        "system" => Err("`system` needs a code, such as R10003".to_owned()),
        "text" if !rest.is_empty() => Ok(Fault::Text(rest.to_owned())),
        "text" => Err("`text` needs the message's text".to_owned()),
        "frame" => {
            let known = wrong::ALL.iter().find(|(name, _)| *name == first);
            let names: Vec<&str> = wrong::ALL.iter().map(|(name, _)| *name).collect();
            let kind: Wrong = known.map(|(_, kind)| *kind).ok_or_else(|| {
                format!("{first:?} is no kind of frame: it is {}", names.join(", "))
            })?;
            one(Fault::Frame(kind))
        }
        "burst" => one(Fault::Burst(count(first, "how many frames")?)),
        "expire" => alone(Fault::Expire),
        "garbage" => alone(Fault::Garbage),
        "away" => one(Fault::Away(duration(first)?)),
        _ => Err(format!("{name:?} is no fault: it is {FAULTS}")),
    }
}

/// Whether a fault can happen at that moment.
fn check(when: When, fault: &Fault) -> Result<(), String> {
    let answers = matches!(fault, Fault::Refuse(_) | Fault::Ignore | Fault::Delay(_));
    let fits = match when {
        When::Connect => matches!(
            fault,
            Fault::Ignore
                | Fault::Reset
                | Fault::Drop
                | Fault::Garbage
                | Fault::Slow(..)
                | Fault::Away(_)
        ),
        When::Upgrade => matches!(
            fault,
            Fault::Refuse(100..600)
                | Fault::Ignore
                | Fault::Reset
                | Fault::Drop
                | Fault::Garbage
                | Fault::Slow(..)
                | Fault::Away(_)
        ),
        When::Login | When::Request(_) => true,
        When::Ping => !matches!(fault, Fault::Refuse(_)),
        When::Open | When::Frame(_) | When::After(_) => !answers,
    };
    if fits {
        Ok(())
    } else {
        Err("that can't happen at this moment: see which faults answer what".to_owned())
    }
}

fn number<N: FromStr>(text: &str, what: &str) -> Result<N, String> {
    text.parse().map_err(|_| format!("{text:?} isn't {what}"))
}

/// A number from 1.
fn count(text: &str, what: &str) -> Result<u64, String> {
    match number(text, what)? {
        0 => Err(format!("{what} is counted from 1")),
        count => Ok(count),
    }
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
