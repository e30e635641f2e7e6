//! The WebSocket framer beside tungstenite's.

use crate::STRUCTURED;
use arbitrary::{Result, Unstructured};
use kiwoom_engine::fuzzing::framer::{assert_cuts_change_nothing, assert_never_kinder};

/// The first byte is the length of the pieces in which the rest comes, 0 for all
/// at once.
pub(crate) fn framer(input: &[u8]) {
    let Some((&first, rest)) = input.split_first() else {
        return;
    };
    if first != STRUCTURED {
        check(rest, &[usize::from(first)]);
    } else if let Ok((stream, pieces)) = stream(&mut Unstructured::new(rest)) {
        check(&stream, &pieces);
    }
}

fn check(stream: &[u8], pieces: &[usize]) {
    let whole = |length: &usize| if *length == 0 { usize::MAX } else { *length };
    let pieces: Vec<usize> = pieces.iter().map(whole).collect();
    assert_never_kinder(stream, &pieces, 64);
    assert_cuts_change_nothing(stream, &pieces);
}

/// Frames whose lengths are right, most of them, with pieces to cut them into.
fn stream(u: &mut Unstructured<'_>) -> Result<(Vec<u8>, Vec<usize>)> {
    let mut pieces = Vec::new();
    for _ in 0..u.int_in_range(1..=6)? {
        pieces.push(usize::from(u.arbitrary::<u16>()?) % 400);
    }
    let mut stream = Vec::new();
    while !u.is_empty() && stream.len() < 1 << 17 {
        let first = *u.choose(&[
            0x81, 0x81, 0x01, 0x00, 0x80, 0x82, 0x02, 0x88, 0x89, 0x8a, 0xc1, 0x83,
        ])?;
        let length = match u.int_in_range(0..=9)? {
            0 => *u.choose(&[0, 125, 126, 127, 65_535, 65_536])?,
            1 => usize::from(u.arbitrary::<u16>()?),
            _ => u.int_in_range(0..=60)?,
        };
        let told = match u.ratio(1, 16)? {
            true => u.arbitrary()?,
            false => length as u64,
        };
        stream.push(first);
        match (told, u.ratio(1, 16)?) {
            (0..=125, false) => stream.push(told as u8),
            (0..=0xffff, false) => {
                stream.push(126);
                stream.extend((told as u16).to_be_bytes());
            }
            _ => {
                stream.push(127);
                stream.extend(told.to_be_bytes());
            }
        }
        let given = u.bytes(length.min(u.len()))?;
        stream.extend(given);
        // A long one is told by few bytes of the input.
        stream.resize(stream.len() + length - given.len(), b'x');
    }
    Ok((stream, pieces))
}
