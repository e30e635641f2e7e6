//! A strategy's ring beside a model of it.

use arbitrary::{Result, Unstructured};
use kiwoom_engine::fuzzing::ring::{Op, PLACES, check_feed};

/// All of it is a list of choices.
pub(crate) fn ring(input: &[u8]) {
    // Where the choices end, so do the operations.
    _ = run(&mut Unstructured::new(input));
}

fn run(u: &mut Unstructured<'_>) -> Result<()> {
    let largest = u.int_in_range(1..=6)?;
    let critical = u.int_in_range(0..=19)?;
    let data = u.int_in_range(0..=19)?;
    let spill = u.int_in_range(0..=39)?;
    let drop_writer = u.arbitrary()?;
    let mut ops = Vec::new();
    while !u.is_empty() && ops.len() < 500 {
        ops.push(match u.int_in_range(0..=23)? {
            16..=23 => Op::Book {
                symbol: u.int_in_range(0..=PLACES)?,
                // Most of them have the length of the places.
                lines: *u.choose(&[2, 2, 2, 2, 1, 3])?,
                refuse: u.ratio(1, 10)?,
            },
            0..=7 => Op::Write {
                critical: u.ratio(1, 3)?,
                lines: u.int_in_range(1..=6)?,
                refuse: u.ratio(1, 10)?,
            },
            8..=9 => Op::Copy {
                critical: u.ratio(1, 3)?,
                lines: u.int_in_range(1..=6)?,
            },
            10..=12 => Op::Read {
                limit: u.int_in_range(0..=5)?,
            },
            13 => Op::Peek,
            _ => Op::Notify,
        });
    }
    check_feed(largest, [critical, data, spill], ops, drop_writer);
    Ok(())
}
