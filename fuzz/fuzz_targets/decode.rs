//! Any bytes through the decoder: no panic, and nothing that a plain JSON
//! parser would refuse is accepted. A good frame is decoded after each.
#![no_main]

use kiwoom_engine::decode::Decoder;
use libfuzzer_sys::fuzz_target;

const GOOD: &[u8] =
    br#"{"trnm":"REAL","data":[{"type":"0C","item":"005930","values":{"27":"-1","28":"+2"}}]}"#;

fuzz_target!(|frame: &[u8]| {
    let mut decoder = Decoder::new();
    let mut text = String::new();
    let decoded = decoder.decode_copy(frame, |record, unknown| {
        let unknown = unknown.fields().map(|field| (field.code, field.text));
        record.write_json(&mut text, unknown).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        text.clear();
    });
    if decoded.is_ok() {
        serde_json::from_slice::<serde_json::Value>(frame).unwrap();
    }
    assert_eq!(decoder.decode_copy(GOOD, |_, _| {}), Ok(1));
});
