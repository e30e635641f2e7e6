//! The decoder beside general JSON parsers, on the same frames in one run.
//!
//! `cargo bench -p kiwoom-benches --bench decoder`; tables of medians stand at the
//! end, and with `-- --tables` nothing else is measured. What each of them does for a frame:
//!
//! - `engine`: copies the text into a buffer (decoding uses it up), decodes it
//!   in place, and writes each element's record into lines that are there
//!   already: every number in its unit, every field at its place. Once by each
//!   way that this processor has, of which it takes the first by itself; `scanned`
//!   is the way for frames that aren't as predicted, `tape` the one for those that
//!   aren't plainly written, either.
//! - `simd-json value`: the same copy, then a tree that borrows from it, with
//!   buffers that are kept. Nobody has read a number yet.
//! - `serde_json value`: an owned tree. Nobody has read a number yet; with `numbers`
//!   each value of the elements was.
//! - `simd-json owned`: the same with copies of all texts.
//! - `serde_json typed`, `sonic-rs typed`: a struct for each type, every field a
//!   number. In a message of several types the type comes behind the values, so
//!   they are kept as raw text first, as any user of serde has to.
//!
//! And floors, which read nothing: `memcpy` copies the text, `UTF-8` validates
//! it (simdutf8), `quotes` counts its quotation marks.
//!
//! Two of the frames have their values in another order: those that are scanned in
//! practice, whereas here the engine's first soon predicts them, too.
//!
//! The copy counts against the engine and simd-json: in the engine's own
//! pipeline the bytes come from the socket into that buffer anyway.

#[path = "decoder/typed.rs"]
mod typed;

use criterion::{Criterion, Throughput};
use kiwoom_benches::{Caches, frames, in_turn};
use kiwoom_engine::decode::{Decoder, DecoderPath, PADDING};
use kiwoom_engine::decoder_path;
use kiwoom_engine::record::Line;
use kiwoom_engine::schema::Value;
use serde::Deserialize;
use std::hint::black_box;
use std::time::Duration;
use typed::{BestQuote, Frame, Numbers, OrderBook, Trade};

/// The engine's first: the others are compared with it.
const DECODERS: [&str; 15] = [
    "engine",
    "engine avx512",
    "engine avx2",
    "engine portable",
    "engine scanned",
    "engine tape",
    "simd-json value",
    "simd-json owned",
    "sonic-rs typed",
    "serde_json typed",
    "serde_json value",
    "serde_json numbers",
    "floor: UTF-8",
    "floor: quotes",
    "floor: memcpy",
];

/// Those that this processor has.
fn decoders() -> Vec<&'static str> {
    let mut decoders = DECODERS.to_vec();
    decoders.retain(|decoder| path(decoder).is_none_or(DecoderPath::is_available));
    decoders
}

/// The engine's way that is measured by itself.
fn path(decoder: &str) -> Option<DecoderPath> {
    let name = decoder.strip_prefix("engine ")?;
    let mut all = DecoderPath::ALL.into_iter();
    all.find(|path| format!("{path:?}").eq_ignore_ascii_case(name))
}

fn main() {
    check::<Trade>(&frames::trade());
    check::<BestQuote>(&frames::best_quote());
    check::<OrderBook>(&frames::order_book());
    if std::env::args().any(|argument| argument == "--tables") {
        print_tables();
        return;
    }
    let mut criterion = Criterion::default()
        .sample_size(60)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    for (name, text) in &all() {
        let mut group = criterion.benchmark_group(*name);
        group.throughput(Throughput::Bytes(text.len() as u64));
        for decoder in decoders() {
            let mut work = work(decoder, name, text);
            group.bench_function(decoder, |bencher| bencher.iter(&mut work));
        }
        group.finish();
    }
    criterion.final_summary();
    if !std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        print_tables();
    }
}

/// Name and text of what is measured; `*` stands for another order.
fn all() -> Vec<(&'static str, String)> {
    let mut all = frames::all().to_vec();
    for (name, text) in [("0B*", frames::trade()), ("0D*", frames::order_book())] {
        all.push((name, frames::in_another_order(&text)));
    }
    all
}

/// One decoder's work for one frame.
fn work<'a>(decoder: &str, name: &str, text: &'a str) -> Box<dyn FnMut() + 'a> {
    let bytes = text.as_bytes();
    if let Some(path) = path(decoder) {
        return engine(bytes, Decoder::new().with_path(path));
    }
    match decoder {
        "engine" => engine(bytes, chosen()),
        "engine scanned" => engine(bytes, chosen().without_prediction()),
        "simd-json value" => simd_json_value(bytes),
        "simd-json owned" => simd_json_owned(bytes),
        "floor: UTF-8" => Box::new(move || {
            assert!(simdutf8::basic::from_utf8(black_box(bytes)).is_ok());
        }),
        "floor: quotes" => Box::new(move || {
            let quotes = black_box(bytes).iter().filter(|byte| **byte == b'"');
            black_box(quotes.count());
        }),
        "floor: memcpy" => {
            let mut buffer = vec![0; bytes.len()];
            Box::new(move || {
                buffer.copy_from_slice(black_box(bytes));
                black_box(&buffer);
            })
        }
        "serde_json value" => Box::new(move || {
            let value: serde_json::Value = serde_json::from_slice(bytes).expect("a good frame");
            black_box(value);
        }),
        "serde_json numbers" => Box::new(move || {
            let value: serde_json::Value = serde_json::from_slice(bytes).expect("a good frame");
            let elements = value["data"].as_array().into_iter().flatten();
            let values = elements.filter_map(|element| element["values"].as_object());
            for value in values.flat_map(serde_json::Map::values) {
                let text = value.as_str().unwrap_or_default();
                black_box(text.trim().parse::<f64>().ok());
            }
            black_box(value);
        }),
        "serde_json typed" => match name {
            "0B" | "0B*" => typed::<Trade, _>(bytes, serde_json::from_slice),
            "0C" => typed::<BestQuote, _>(bytes, serde_json::from_slice),
            "0D" | "0D*" => typed::<OrderBook, _>(bytes, serde_json::from_slice),
            _ => Box::new(move || serde_json_mixed(bytes)),
        },
        _ => match name {
            "0B" | "0B*" => typed::<Trade, _>(bytes, sonic_rs::from_slice),
            "0C" => typed::<BestQuote, _>(bytes, sonic_rs::from_slice),
            "0D" | "0D*" => typed::<OrderBook, _>(bytes, sonic_rs::from_slice),
            _ => Box::new(move || sonic_mixed(bytes)),
        },
    }
}

/// The engine's own choice.
fn chosen() -> Decoder {
    Decoder::new().with_path(decoder_path())
}

fn engine(bytes: &[u8], mut decoder: Decoder) -> Box<dyn FnMut() + '_> {
    let mut buffer = vec![0; bytes.len() + PADDING];
    let mut lines = vec![Line::ZERO; 64];
    Box::new(move || {
        buffer[..bytes.len()].copy_from_slice(bytes);
        let count = decoder.decode(&mut buffer, bytes.len(), |element| {
            black_box(element.write(&mut lines));
            black_box(&lines);
        });
        assert!(count.is_ok());
    })
}

fn simd_json_value(bytes: &[u8]) -> Box<dyn FnMut() + '_> {
    let mut buffers = simd_json::Buffers::new(16 * 1024);
    let mut buffer = bytes.to_vec();
    Box::new(move || {
        buffer.copy_from_slice(bytes);
        let value = simd_json::value::borrowed::to_value_with_buffers(&mut buffer, &mut buffers);
        black_box(value.expect("a good frame"));
    })
}

fn simd_json_owned(bytes: &[u8]) -> Box<dyn FnMut() + '_> {
    let mut buffers = simd_json::Buffers::new(16 * 1024);
    let mut buffer = bytes.to_vec();
    Box::new(move || {
        buffer.copy_from_slice(bytes);
        let value = simd_json::value::owned::to_value_with_buffers(&mut buffer, &mut buffers);
        black_box(value.expect("a good frame"));
    })
}

/// A frame of one type, with whatever reads a typed frame.
fn typed<'a, V: Deserialize<'a> + 'a, E: std::fmt::Debug>(
    bytes: &'a [u8],
    read: impl Fn(&'a [u8]) -> Result<Frame<'a, V>, E> + 'a,
) -> Box<dyn FnMut() + 'a> {
    Box::new(move || {
        let frame = read(bytes).expect("a good frame");
        assert_eq!((frame.trnm, frame.data.len()), ("REAL", 1));
        black_box(frame);
    })
}

fn serde_json_mixed(bytes: &[u8]) {
    type Raw<'a> = &'a serde_json::value::RawValue;
    let frame: Frame<'_, Raw<'_>> = serde_json::from_slice(bytes).expect("a good frame");
    for element in &frame.data {
        let text = element.values.get();
        match element.message_type {
            "0B" => drop(black_box(
                serde_json::from_str::<Trade>(text).expect("a trade"),
            )),
            "0C" => drop(black_box(
                serde_json::from_str::<BestQuote>(text).expect("a quote"),
            )),
            _ => drop(black_box(
                serde_json::from_str::<OrderBook>(text).expect("a book"),
            )),
        }
    }
    black_box(frame);
}

fn sonic_mixed(bytes: &[u8]) {
    let frame: Frame<'_, sonic_rs::LazyValue<'_>> =
        sonic_rs::from_slice(bytes).expect("a good frame");
    for element in &frame.data {
        let text = element.values.as_raw_str();
        match element.message_type {
            "0B" => drop(black_box(
                sonic_rs::from_str::<Trade>(text).expect("a trade"),
            )),
            "0C" => drop(black_box(
                sonic_rs::from_str::<BestQuote>(text).expect("a quote"),
            )),
            _ => drop(black_box(
                sonic_rs::from_str::<OrderBook>(text).expect("a book"),
            )),
        }
    }
    black_box(frame);
}

/// The ratios, from rounds in which the decoders take turns: whatever else the
/// machine does meets all of them alike.
fn print_tables() {
    let frames = all();
    let decoders = decoders();
    let columns: Vec<Vec<f64>> = frames
        .iter()
        .map(|(name, text)| medians(&decoders, name, text))
        .collect();
    let heading: String = frames
        .iter()
        .map(|(name, text)| format!("{:>20}", format!("{name}, {} bytes", text.len())))
        .collect();
    println!(
        "\nmedian ns a frame (how many times as long as the engine, here by {:?})",
        decoder_path()
    );
    println!("{:18}{heading}", "");
    for (row, decoder) in decoders.iter().enumerate() {
        print!("{decoder:18}");
        for medians in &columns {
            let cell = format!("{:.0} ({:.2})", medians[row], medians[row] / medians[0]);
            print!("{cell:>20}");
        }
        println!();
    }
    println!("\nhow many times as fast as the tape");
    let tape = decoders.iter().position(|it| *it == "engine tape");
    for (row, decoder) in decoders.iter().enumerate() {
        if let Some(tape) = tape.filter(|_| decoder.starts_with("engine")) {
            print!("{decoder:18}");
            for medians in &columns {
                print!("{:>20.2}", medians[tape] / medians[row]);
            }
            println!();
        }
    }
}

/// Nanoseconds a frame for each of these decoders.
fn medians(decoders: &[&str], name: &str, text: &str) -> Vec<f64> {
    // Short enough to fit between two interruptions.
    let times = 1 + 50_000 / text.len();
    let works = decoders.iter().map(|decoder| {
        let mut work = work(decoder, name, text);
        Box::new(move || (0..times).for_each(|_| work())) as Box<dyn FnMut() + '_>
    });
    let measured = in_turn(501, Caches::Own, works);
    measured.iter().map(|it| it.0 / times as f64).collect()
}

/// Fails unless the typed parsers read the numbers that the engine reads:
/// otherwise the comparison would be of different work.
fn check<'a, V: Numbers + Deserialize<'a>>(text: &'a str) {
    let by_serde: Frame<'_, V> = serde_json::from_str(text).expect("a good frame");
    let by_sonic: Frame<'_, V> = sonic_rs::from_str(text).expect("a good frame");
    let numbers = by_serde.data[0].values.numbers();
    assert_eq!(numbers, by_sonic.data[0].values.numbers());
    let mut compared = 0;
    let result = Decoder::new().decode_copy(text.as_bytes(), |record, _| {
        for ((field, value), (code, number)) in record.fields().zip(&numbers) {
            assert_eq!(field.code, *code);
            let (read, typed) = match value {
                Value::Number(read) => (read.mantissa, number.0),
                // Its sign is a direction.
                Value::Directed(read, _) => (read.mantissa, number.0.map(i64::abs)),
                _ => continue,
            };
            assert_eq!(Some(read), typed, "{}", field.name);
            compared += 1;
        }
    });
    assert_eq!(result, Ok(1));
    assert!(
        compared >= numbers.len() * 3 / 4,
        "{compared} of {} numbers",
        numbers.len()
    );
}
