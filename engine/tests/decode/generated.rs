//! Generated frames: the engine's decoder says what the reference says.

use crate::frames::assert_as_reference;
use crate::generate::{Element, Frame, Key, Oddity, RAW, TEXTS, Val, Values, frame, render};
use crate::reference::TABLES;
use kiwoom_engine::decode::Decoder;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_frame_is_as_the_reference_has_it(frame in frame()) {
        assert_as_reference(&mut Decoder::new(), &render(&frame));
    }

    /// What a frame left behind in the decoder plays no part in the next one.
    #[test]
    fn frames_after_each_other_do_not_mix(
        frames in proptest::collection::vec(frame(), 2..5),
    ) {
        let mut decoder = Decoder::new();
        for frame in frames {
            assert_as_reference(&mut decoder, &render(&frame));
        }
    }
}

fn plain(table: usize, values: Values) -> Frame {
    Frame {
        elements: vec![Element {
            table,
            item: "005930",
            exchange: None,
            as_list: false,
            values: vec![values],
            oddity: Oddity::None,
        }],
        style: 0,
        oddity: Oddity::None,
    }
}

/// Every field of every type with every value of the lists: none of the limits
/// is left to chance.
#[test]
fn every_field_takes_every_value_as_the_reference_does() {
    let mut decoder = Decoder::new();
    let texts = TEXTS.iter().map(|text| Val::Text((*text).to_owned()));
    let vals: Vec<Val> = texts.chain(RAW.iter().map(|json| Val::Raw(json))).collect();
    for (at, table) in TABLES.messages.iter().enumerate() {
        for val in &vals {
            let rows = 0..table.rows.len();
            let some = rows.map(|row| (Key::Row(row), val.clone())).collect();
            let frame = plain(at, Values { all: None, some });
            assert_as_reference(&mut decoder, &render(&frame));
        }
    }
}

/// Every type with all its codes and values that suit them, compact and in
/// other spellings.
#[test]
fn every_type_is_decoded_in_every_spelling() {
    let mut decoder = Decoder::new();
    for at in 0..TABLES.messages.len() {
        for seed in 0..8_u32 {
            let some = Vec::new();
            let mut frame = plain(
                at,
                Values {
                    all: Some(seed),
                    some,
                },
            );
            frame.style = u64::from(seed);
            let text = render(&frame);
            let before = decoder.stats();
            assert_as_reference(&mut decoder, &text);
            let after = decoder.stats();
            assert_eq!(after.not_representable, before.not_representable);
            assert_eq!(after.unknown_fields, before.unknown_fields);
        }
    }
}

/// The code may be spelt with escapes, as any text of JSON may.
#[test]
fn an_escaped_key_is_the_code() {
    let frame = r#"{"\u0074rnm":"\u0052EAL","data":[{"typ\u0065":"\u0030B","item":"00\u0035930",
        "values":{"\u0031\u0030":"-\u0032\u00300"}}]}"#;
    let mut decoder = Decoder::new();
    assert_as_reference(&mut decoder, frame.as_bytes());
    let result = decoder.decode_copy(frame.as_bytes(), |record, _| {
        let trade: &kiwoom_engine::record::Trade = record.get().unwrap();
        assert_eq!(trade.last.get(), Some(200));
        assert_eq!(trade.header.item(), "005930");
    });
    assert_eq!(result, Ok(1));
}
