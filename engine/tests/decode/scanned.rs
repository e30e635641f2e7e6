//! The scanner beside the tape and the reference: the same answer to every
//! frame, whatever the order of its members.

use crate::frames::{assert_as_reference, corpus, real, tell};
use crate::generate::{Dice, TEXTS, fitting, frame, render};
use crate::reference::TABLES;
use kiwoom_engine::decode::{Decoder, DecoderPath, PADDING};
use proptest::prelude::*;

/// A decoder for each way that this processor has, which predicts nothing.
fn scanners() -> Vec<Decoder> {
    let all = DecoderPath::ALL.into_iter();
    let ways = all.filter(|path| *path != DecoderPath::Tape && path.is_available());
    let scanner = |path| Decoder::new().with_path(path).without_prediction();
    ways.map(scanner).collect()
}

fn tape() -> Decoder {
    Decoder::new().with_path(DecoderPath::Tape)
}

/// Whether the frame that is decoded was scanned.
fn is_scanned(decoder: &mut Decoder, frame: &[u8]) -> bool {
    let before = decoder.stats();
    let result = decoder.decode_copy(frame, |_, _| {});
    let after = decoder.stats();
    assert_eq!(after.predicted, before.predicted);
    result.is_ok() && after.scanned > before.scanned
}

/// Fails unless all make the same of a frame as the tape does.
#[track_caller]
fn assert_same(scanners: &mut [Decoder], tape: &mut Decoder, frame: &[u8]) {
    let expected = tell(tape, frame);
    for decoder in scanners {
        let shown = || String::from_utf8_lossy(frame);
        assert_eq!(tell(decoder, frame), expected, "{}", shown());
    }
}

/// Frames as the server writes them need no tape, not even the first of a type.
#[test]
fn recorded_frames_are_scanned() {
    for mut decoder in scanners() {
        let frames = crate::frames::RECORDED.lines();
        let frames: Vec<&str> = frames
            .filter(|it| it.contains(r#""trnm":"REAL""#))
            .collect();
        for frame in &frames {
            assert_as_reference(&mut decoder, frame.as_bytes());
        }
        let stats = decoder.stats();
        assert_eq!(stats.scanned as usize, frames.len(), "{stats:?}");
    }
}

/// The documents' examples, too, where they hold what the tables have.
#[test]
fn most_examples_are_scanned() {
    for mut decoder in scanners() {
        let frames: Vec<&str> = real().collect();
        for frame in &frames {
            assert_as_reference(&mut decoder, frame.as_bytes());
        }
        let scanned = decoder.stats().scanned as usize;
        assert!(scanned > frames.len() / 2, "{scanned} of {}", frames.len());
    }
}

/// Elements of every type, with some or all fields in any order.
fn shuffled(seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut element = || {
        let table = &TABLES.messages[dice.to(TABLES.messages.len() as u64) as usize];
        let mut rows: Vec<_> = table.rows.iter().collect();
        shuffle(&mut dice, &mut rows);
        if dice.to(2) == 0 {
            rows.truncate(1 + dice.to(rows.len() as u64) as usize);
        }
        let values: Vec<String> = rows
            .iter()
            .map(|row| {
                let text = fitting(row, dice.to(1 << 32) as u32);
                format!(r#""{}":"{text}""#, row.code)
            })
            .collect();
        let item = ["005930", "", "000660_AL", "a-name-that-is-too-long", "삼성"];
        let item = item[dice.to(5) as usize];
        let mut members = vec![
            format!(r#""values":{{{}}}"#, values.join(",")),
            format!(r#""type":"{}""#, table.code),
        ];
        for (text, one_in) in [
            (format!(r#""name":"{}""#, table.wire_name), 1),
            (r#""name":"이름""#.to_owned(), 3),
            (format!(r#""item":"{item}""#), 2),
            (r#""stexTp":"ND""#.to_owned(), 4),
        ] {
            let is_name = members.iter().any(|it| it.starts_with(r#""name""#));
            if dice.to(one_in) == 0 && !(is_name && text.starts_with(r#""name""#)) {
                members.push(text);
            }
        }
        shuffle(&mut dice, &mut members);
        format!("{{{}}}", members.join(","))
    };
    let elements: Vec<String> = (0..1 + seed % 4).map(|_| element()).collect();
    let mut members = vec![
        r#""trnm":"REAL""#.to_owned(),
        format!(r#""data":[{}]"#, elements.join(",")),
    ];
    shuffle(&mut dice, &mut members);
    format!("{{{}}}", members.join(","))
}

fn shuffle<T>(dice: &mut Dice, all: &mut [T]) {
    for at in (1..all.len()).rev() {
        all.swap(at, dice.to(at as u64 + 1) as usize);
    }
}

#[test]
fn known_codes_in_any_order_are_scanned() {
    let mut scanners = scanners();
    for seed in 0..600 {
        let frame = shuffled(seed);
        for decoder in &mut scanners {
            assert_as_reference(decoder, frame.as_bytes());
            assert!(is_scanned(decoder, frame.as_bytes()), "{frame}");
        }
    }
}

/// The first seen layout is learned from scanned frames, too.
#[test]
fn what_was_scanned_is_predicted_next() {
    let mut decoder = Decoder::new();
    for seed in 0..50 {
        let frame = shuffled(4 * seed);
        let before = decoder.stats();
        decoder.decode_copy(frame.as_bytes(), |_, _| {}).unwrap();
        assert_eq!(decoder.stats().scanned, before.scanned + 1, "{frame}");
        if decoder.stats().learned > before.learned {
            decoder.decode_copy(frame.as_bytes(), |_, _| {}).unwrap();
            assert_eq!(decoder.stats().predicted, before.predicted + 1);
        }
    }
    assert!(decoder.stats().learned > 20);
}

/// What isn't plainly written is left to the tape, whatever it says of it.
#[test]
fn other_frames_are_handed_over() {
    let plain = r#"{"trnm":"REAL","data":[{"type":"0C","name":"주식우선호가","item":"005930","values":{"28":"-20700","27":"+9"}}]}"#;
    let (mut scanners, mut tape) = (scanners(), tape());
    for decoder in &mut scanners {
        assert!(is_scanned(decoder, plain.as_bytes()));
    }
    let others = [
        // Blanks, anywhere between texts.
        (":", ": "),
        (",", " ,"),
        ("]}", "]} "),
        ("}}", "} }"),
        ("\"28\"", " \"28\""),
        // Escapes and controls.
        ("주", "\\uc8fc"),
        ("REAL", "RE\\u0041L"),
        ("005930", "00\\u00305930"),
        ("+9", "\\u002b9"),
        ("28", "2\\u0038"),
        ("005930", "00\n5930"),
        ("+9", "+9\t"),
        // Codes that the type lacks, or that aren't written as codes are.
        ("27", "29"),
        ("27", "027"),
        ("27", ""),
        ("27", "2x"),
        ("27", "123456"),
        ("27", "65563"),
        ("27", "99999999"),
        ("27", "가"),
        // Twice.
        ("27", "28"),
        ("\"item\"", "\"name\""),
        ("\"name\"", "\"item\""),
        ("\"name\"", "\"type\""),
        ("\"data\"", "\"trnm\""),
        ("]}", "],\"trnm\":\"REAL\"}"),
        ("]}", "],\"data\":[]}"),
        // Other values.
        ("\"+9\"", "9"),
        ("\"+9\"", "null"),
        ("\"+9\"", "{\"28\":\"1\"}"),
        ("\"005930\"", "null"),
        ("\"005930\"", "5930"),
        ("\"주식우선호가\"", "1"),
        ("{\"28\":\"-20700\",\"27\":\"+9\"}", "[{\"28\":\"-20700\"}]"),
        ("{\"28\":\"-20700\",\"27\":\"+9\"}", "{}"),
        ("{\"28\":\"-20700\",\"27\":\"+9\"}", "{\"28\"}"),
        ("{\"28\":\"-20700\",\"27\":\"+9\"}", "{\"28\":\"1\",\"27\"}"),
        ("{\"28\":\"-20700\",\"27\":\"+9\"}", "{\"28\",\"27\":\"1\"}"),
        (
            "{\"28\":\"-20700\",\"27\":\"+9\"}",
            "{\"28\":\"1\":\"27\":\"1\"}",
        ),
        ("{\"28\":\"-20700\",\"27\":\"+9\"}", "{\"28\",\"27\"}"),
        ("{\"28\":\"-20700\",\"27\":\"+9\"}", "{\"28\":\"1\",}"),
        ("{\"28\":\"-20700\",\"27\":\"+9\"}", "{\"28\":\"1\"}}}}}}}}"),
        // Types and members that nobody knows.
        ("0C", "zz"),
        ("0C", "0"),
        ("0C", "가"),
        ("\"name\"", "\"nome\""),
        ("REAL", "REG"),
        ("\"trnm\":\"REAL\",", ""),
        ("\"type\":\"0C\",", ""),
        // Nothing at all.
        (plain, ""),
        (plain, "{\"trnm\":\"REAL\",\"data\":[]}"),
        (plain, "{\"data\":[{\"values\":{\""),
        (plain, "{\""),
        (plain, "PING"),
    ];
    for (part, other) in others {
        let frame = plain.replacen(part, other, 1);
        assert_ne!(frame, plain, "{part}");
        assert_same(&mut scanners, &mut tape, frame.as_bytes());
        for decoder in &mut scanners {
            assert!(!is_scanned(decoder, frame.as_bytes()), "{frame}");
        }
    }
    // What isn't UTF-8.
    for part in ["주", "005930", "+9", "28", "0C", "REAL"] {
        for wrong in [&b"\xff"[..], b"\xc3", b"\xed\xa0\x80", b"\xf5\x80\x80\x80"] {
            let at = plain.find(part).unwrap();
            let mut frame = plain.as_bytes()[..at].to_vec();
            frame.extend_from_slice(wrong);
            frame.extend_from_slice(&plain.as_bytes()[at + part.len()..]);
            assert_same(&mut scanners, &mut tape, &frame);
            for decoder in &mut scanners {
                assert!(!is_scanned(decoder, &frame));
            }
        }
    }
}

/// Every field of every type with every value of the lists, and with the numbers
/// and times around the limits of what is read eight at a time.
#[test]
fn every_field_takes_every_value_as_the_reference_has_it() {
    let mut scanners = scanners();
    let more = [
        "99999999",
        "100000000",
        "-9999999",
        "-99999999",
        "+0",
        "-0",
        "0.000000",
        "1.123456",
        "-1.12345",
        "12.34567",
        "1234567.",
        ".1234567",
        "000000",
        "235959",
        "240000",
        "236000",
        "235960",
        "-11561",
        "115618 ",
        "1.2.3",
        "/",
        ":",
        "0:",
        "9/",
    ];
    let texts = TEXTS.iter().chain(&more);
    for text in texts {
        let text = serde_json::to_string(text).unwrap();
        for table in &TABLES.messages {
            let values = table.rows.iter().rev();
            let values: Vec<String> = values
                .map(|row| format!(r#""{}":{text}"#, row.code))
                .collect();
            let (code, values) = (&table.code, values.join(","));
            let frame = format!(
                r#"{{"trnm":"REAL","data":[{{"values":{{{values}}},"type":"{code}","item":"005930"}}]}}"#
            );
            for decoder in &mut scanners {
                assert_as_reference(decoder, frame.as_bytes());
                assert_eq!(is_scanned(decoder, frame.as_bytes()), !text.contains('\\'));
            }
        }
    }
}

/// Types with fewer fields than there are, and values that their field can't hold.
#[test]
fn plain_frames_with_odd_values_are_scanned() {
    let (mut scanners, mut tape) = (scanners(), tape());
    for value in [
        "",
        " ",
        "가",
        "x",
        "999999999999999999999",
        "1.5",
        "-",
        "+",
        "--1",
        "12345678",
        "123456789",
        "-12345678",
        " 7",
        "7 ",
        "0000000",
        "a long text that no field of this type can hold, at all",
    ] {
        for code in [27, 28] {
            let frame = format!(
                r#"{{"data":[{{"values":{{"{code}":"{value}"}},"type":"0C"}}],"trnm":"REAL"}}"#
            );
            assert_same(&mut scanners, &mut tape, frame.as_bytes());
            for decoder in &mut scanners {
                assert!(is_scanned(decoder, frame.as_bytes()), "{frame}");
            }
        }
    }
}

/// Frames that are longer than any the server sends, up to where the scanner
/// gives up and beyond.
#[test]
fn long_frames_are_read_alike() {
    let (mut scanners, mut tape) = (scanners(), tape());
    let element = r#"{"type":"0C","item":"005930","values":{"28":"-20700"}}"#;
    for count in [1, 50, 500, 1_100, 1_200, 2_000] {
        let elements = vec![element; count].join(",");
        let frame = format!(r#"{{"trnm":"REAL","data":[{elements}]}}"#);
        assert_same(&mut scanners, &mut tape, frame.as_bytes());
        for decoder in &mut scanners {
            let is_short = frame.len() <= 1 << 16;
            assert_eq!(is_scanned(decoder, frame.as_bytes()), is_short);
        }
    }
}

/// In a receive buffer the next messages stand behind a frame.
#[test]
fn what_stands_behind_a_frame_plays_no_part() {
    for frame in corpus() {
        for filler in [
            &b"\","[..],
            b"\",\"10\":\"",
            b"\"",
            b"\\",
            b"\0",
            b"\xff",
            b"}]}",
        ] {
            for mut decoder in scanners() {
                let mut buffer = frame.clone();
                buffer.extend(filler.iter().cycle().take(PADDING));
                let result = decoder.decode(&mut buffer, frame.len(), |_| {});
                assert!(result.is_ok());
                let is_alone = is_scanned(&mut decoder, &frame);
                assert_eq!(
                    decoder.stats().scanned,
                    2 * u64::from(is_alone),
                    "{filler:?}"
                );
            }
        }
    }
}

/// Every byte of every frame replaced by every other, taken out, and doubled;
/// every frame cut at every place. In a normal run of each frame every 19th
/// place, with all of them where `KIWOOM_EXHAUSTIVE` is set.
#[test]
fn every_single_damage_is_scanned_as_the_tape_reads_it() {
    let is_exhaustive = std::env::var_os("KIWOOM_EXHAUSTIVE").is_some();
    let step = if is_exhaustive { 1 } else { 19 };
    let mut frames = corpus();
    frames.extend((0..8).map(|seed| shuffled(seed).into_bytes()));
    frames.retain(|frame| frame.len() < 3_000);
    let (mut scanners, mut tape) = (scanners(), tape());
    for (number, frame) in frames.into_iter().enumerate() {
        assert_same(&mut scanners, &mut tape, &frame);
        for at in (number % step..frame.len()).step_by(step) {
            let mut damaged = frame.clone();
            for byte in 0..=u8::MAX {
                damaged[at] = byte;
                assert_same(&mut scanners, &mut tape, &damaged);
            }
            assert_same(&mut scanners, &mut tape, &frame[..at]);
            damaged = frame.clone();
            damaged.remove(at);
            assert_same(&mut scanners, &mut tape, &damaged);
            damaged = frame.clone();
            damaged.insert(at, frame[at]);
            assert_same(&mut scanners, &mut tape, &damaged);
        }
    }
    for decoder in &scanners {
        assert!(decoder.stats().scanned > 1_000);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_frame_is_scanned_as_the_reference_has_it(frame in frame()) {
        let text = render(&frame);
        for mut decoder in scanners() {
            assert_as_reference(&mut decoder, &text);
        }
    }

    #[test]
    fn any_order_is_scanned_as_the_reference_has_it(seed in any::<u64>()) {
        let text = shuffled(seed);
        for mut decoder in scanners() {
            assert_as_reference(&mut decoder, text.as_bytes());
            assert_eq!(decoder.stats().scanned, 1);
        }
    }
}
