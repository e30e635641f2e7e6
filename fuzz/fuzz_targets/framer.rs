//! Any bytes, in any pieces, through the WebSocket framer: no panic, and the
//! same messages whatever the pieces.
#![no_main]

use kiwoom_engine::fuzzing::frames;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| {
    let (piece, bytes) = input;
    let whole = frames(bytes, bytes.len().max(1));
    let pieces = frames(bytes, usize::from(piece).max(1));
    assert_eq!(whole, pieces);
});
