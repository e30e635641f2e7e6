//! What goes wrong, and in which order.

use kiwoom_simulator::{Fault, Script, ScriptError};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A fault that is made while the link is live.
#[derive(Debug)]
pub(crate) struct Trial {
    /// As it stands in a script; several happen at once.
    pub(crate) words: &'static [&'static str],
    /// What takes it back, where it would last.
    pub(crate) undo: Option<&'static str>,
    /// Whether it ends the link. Others cost no more than themselves.
    pub(crate) ends: bool,
}

const fn ends(words: &'static [&'static str]) -> Trial {
    Trial {
        words,
        undo: None,
        ends: true,
    }
}

const fn stays(words: &'static [&'static str], undo: Option<&'static str>) -> Trial {
    Trial {
        words,
        undo,
        ends: false,
    }
}

/// All of them happen once in each round.
pub(crate) const TRIALS: &[Trial] = &[
    ends(&["reset"]),
    ends(&["drop"]),
    ends(&["close 1000 Bye"]),
    ends(&["close 1001 going away"]),
    ends(&["close 4000 odd"]),
    ends(&["silence"]),
    ends(&["freeze"]),
    // R10001, and the place is taken back.
    ends(&["kick"]),
    // R10002
    ends(&["deaf"]),
    // The next login is refused, and the token renewed.
    ends(&["expire", "reset"]),
    ends(&["expire", "close 1000 Bye"]),
    ends(&["garbage"]),
    ends(&["away 100ms", "reset"]),
    ends(&["restart 100ms"]),
    ends(&["frame oversized"]),
    ends(&["frame reserved-bits"]),
    ends(&["frame bad-opcode"]),
    ends(&["frame masked"]),
    ends(&["frame bad-close"]),
    ends(&["frame stray-continuation"]),
    stays(&["frame not-json"], None),
    stays(&["frame cut-json"], None),
    stays(&["frame not-utf8"], None),
    stays(&["frame unknown-type"], None),
    stays(&["frame nested"], None),
    stays(&["frame not-numbers"], None),
    stays(&["frame binary"], None),
    stays(&["burst 1000"], None),
    stays(&["fragments 3"], Some("fragments 65536")),
    stays(&["slow 20 1ms"], Some("slow 1000000 1ms")),
    stays(&["system R10003 hello"], None),
    stays(&["text PING"], None),
    stays(&["text {\"trnm\":\"NEWS\"}"], None),
    stays(&["ping"], None),
];

/// What goes wrong while the link is being made, on each third connection.
const OPENINGS: &[&str] = &[
    "on connect: reset",
    "on connect: garbage",
    "on upgrade: refuse 503",
    "on upgrade: drop",
    "on login: refuse 1999",
    "on login: refuse 1700",
    "on login: drop",
    "on login: delay 50ms",
    "on request 1: reset",
    "on open: reset",
];

/// Connections with troubles of their own, at most.
const CONNECTIONS: u64 = 3_000;

/// A number that depends on nothing but these.
fn draw(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// The faults of one round, in an order that the seed decides.
pub(crate) fn round(seed: u64, round: u64) -> Vec<&'static Trial> {
    let mut order: Vec<usize> = (0..TRIALS.len()).collect();
    order.sort_by_key(|at| draw((seed, round, *at)));
    order.into_iter().map(|at| &TRIALS[at]).collect()
}

/// What goes wrong while links are being made.
pub(crate) fn script(seed: u64) -> Result<Script, ScriptError> {
    let lines = (1..CONNECTIONS / 3).map(|third| {
        let pick = usize::try_from(draw((seed, third)) % OPENINGS.len() as u64).unwrap_or(0);
        format!("connection {} {}", third * 3, OPENINGS[pick])
    });
    lines.collect::<Vec<_>>().join("\n").parse()
}

/// A fault from its words.
pub(crate) fn fault(words: &str) -> Result<Fault, ScriptError> {
    let script: Script = format!("on open: {words}").parse()?;
    Ok(script.steps()[0].fault.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_can_be_and_comes_once_a_round() {
        for trial in TRIALS {
            for words in trial.words.iter().chain(&trial.undo) {
                fault(words).unwrap();
            }
        }
        let words = |of: Vec<&Trial>| of.iter().map(|it| it.words).collect::<Vec<_>>();
        let mut one = words(round(7, 0));
        assert_eq!(one, words(round(7, 0)), "the seed decides");
        assert_ne!(one, words(round(7, 1)));
        assert_ne!(one, words(round(8, 0)));
        one.sort_unstable();
        one.dedup();
        assert_eq!(one.len(), TRIALS.len());
        assert_eq!(script(7).unwrap(), script(7).unwrap());
        assert_ne!(script(7).unwrap(), script(8).unwrap());
    }
}
