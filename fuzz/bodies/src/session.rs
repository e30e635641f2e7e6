//! A session whose server says anything.

use crate::{STRUCTURED, damage, frames};
use arbitrary::{Result, Unstructured};
use kiwoom_engine::fuzzing::session::{Step, check_session};
use std::time::Duration;

/// What the server says, one message a line, with `TOKEN` for the token; or a
/// list of choices.
pub(crate) fn session(input: &[u8]) {
    match input.split_first() {
        Some((&STRUCTURED, rest)) => {
            let mut u = Unstructured::new(rest);
            let takeover = u.arbitrary().unwrap_or(false);
            check_session(&steps(&mut u).unwrap_or_default(), takeover);
        }
        _ => {
            let mut steps = vec![Step::Subscribe(5_930, 20)];
            for line in input.split(|byte| *byte == b'\n').take(64) {
                steps.push(Step::Echo(line.to_vec()));
                steps.push(Step::Wait(Duration::from_millis(600)));
            }
            check_session(&steps, false);
        }
    }
}

fn steps(u: &mut Unstructured<'_>) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    while !u.is_empty() && steps.len() < 200 {
        steps.push(match u.int_in_range(0..=15)? {
            0..=5 => Step::Text(message(u)?),
            6 => Step::Echo(message(u)?),
            7..=9 => Step::Wait(Duration::from_millis(u.int_in_range(0..=40_000)?)),
            10 => Step::Subscribe(u.int_in_range(0..=90)?, u.int_in_range(0..=80)?),
            11 => Step::Unsubscribe(u.int_in_range(0..=90)?, u.int_in_range(0..=80)?),
            12 => Step::Lost,
            13 => Step::NoToken,
            14 => Step::Hang(u.int_in_range(0..=3)?),
            _ if u.ratio(1, 8)? => Step::Stop,
            _ => Step::Text(br#"{"trnm":"LOGIN","return_code":0}"#.to_vec()),
        });
    }
    Ok(steps)
}

/// A message that was seen, or one that no server should send.
fn message(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    if u.ratio(1, 8)? {
        return u.arbitrary();
    }
    let seen: Vec<&str> = frames::CONTROL.lines().collect();
    let mut message = u.choose(&seen)?.as_bytes().to_vec();
    if u.ratio(1, 3)? {
        damage(u, &mut message)?;
    }
    Ok(message)
}
