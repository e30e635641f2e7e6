//! Decodes one fixed frame so many times, and nothing else: for counting
//! instructions, which is repeatable where time isn't. `counts/check` runs it.
//!
//! `counts FRAME WAY TIMES`, such as `counts 0B avx2 1000`; with `scan-avx2` frames
//! in another order are scanned, and none is predicted. (`scan-tape` is the tape's
//! way for the same frames.)

use kiwoom_engine::decode::{Decoder, DecoderPath, PADDING};
use kiwoom_engine::record::Line;
use std::hint::black_box;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [frame, way, times] = &arguments[..] else {
        panic!("counts FRAME WAY TIMES");
    };
    let all = kiwoom_counts::all();
    let (_, text) = all
        .iter()
        .find(|(name, _)| name == frame)
        .expect("0B, 0C, 0D or ten");
    // What is scanned is in another order than that of the tables.
    let (way, is_scanned) = match way.strip_prefix("scan-") {
        Some(way) => (way, true),
        None => (way.as_str(), false),
    };
    let path = DecoderPath::ALL
        .into_iter()
        .find(|path| format!("{path:?}").eq_ignore_ascii_case(way))
        .expect("tape, portable, avx2 or avx512");
    assert!(path.is_available(), "this processor doesn't have it");
    let times: u32 = times.parse().expect("a number");
    let mut decoder = Decoder::new().with_path(path);
    let mut text = text.clone();
    if is_scanned {
        decoder = decoder.without_prediction();
        text = kiwoom_counts::in_another_order(&text);
    }
    let mut lines = vec![Line::ZERO; 64];
    let mut buffer = vec![0; text.len() + PADDING];
    for _ in 0..times {
        // A longer copy would be one instruction that counts once a byte.
        for (to, from) in buffer.chunks_mut(1024).zip(text.as_bytes().chunks(1024)) {
            to[..from.len()].copy_from_slice(from);
        }
        let count = decoder.decode(&mut buffer, text.len(), |element| {
            black_box(element.write(&mut lines));
            black_box(&lines);
        });
        assert!(count.is_ok());
    }
}
