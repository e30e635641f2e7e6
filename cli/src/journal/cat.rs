//! `journal cat`.

use super::range::Range;
use super::status;
use crate::Outcome;
use clap::Args;
use kiwoom_journal::{Entry, Event, Kind, KoreanTime, Reader};
use serde_json::{Map, Value};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Print entries, one JSON object a line.
///
/// An entry is `{"sequence":1,"time":"2026-11-27T09:00:00.123456789+09:00",
/// "kind":"text","connection":0,"epoch":1,"kernel_ns":...,"mono_ns":...,
/// "text":"..."}`. The time is in Korea: the kernel's stamp, or else the
/// monotonic one by the segment's anchor; null when neither is known. kernel_ns
/// is null where the kernel gave no stamp. Of the kinds "text" is a frame as it
/// was received, "link" what happened to a connection, "subscriptions" what is
/// subscribed from there on, and "lost" says in the member "lost" how many
/// entries had no room. A payload that isn't UTF-8 stands in "hex".
///
/// Damage is told on standard error, at its place.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The journal's folder, or a segment.
    journal: PathBuf,
    #[command(flatten)]
    range: Range,
    /// Print only the frames, one a line, as `kiwoom-engine decode` reads them.
    #[arg(long)]
    frames: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut reader = Reader::open(&arguments.journal)?;
    let until = arguments.range.start(&mut reader)?;
    let mut out = BufWriter::new(io::stdout().lock());
    while let Some(event) = reader.next_event()? {
        let entry = match event {
            Event::Damage(damage) => {
                out.flush()?;
                eprintln!("{damage}");
                continue;
            }
            Event::Entry(entry) => entry,
        };
        if until.is_reached(&entry) {
            break;
        }
        match (arguments.frames, entry.kind) {
            (true, Kind::TEXT) => {
                out.write_all(entry.payload)?;
                out.write_all(b"\n")?;
            }
            (true, _) => {}
            (false, _) => writeln!(out, "{}", Value::from(members(&entry)))?,
        }
    }
    out.flush()?;
    Ok(status(reader.losses().is_whole()))
}

fn members(entry: &Entry<'_>) -> Map<String, Value> {
    let known = |nanos: u64| Some(nanos).filter(|it| *it != 0);
    let kind = match entry.kind.name() {
        Some(name) => Value::from(name),
        None => Value::from(entry.kind.number()),
    };
    let time = known(entry.wall_ns()).map(|it| KoreanTime(it).to_string());
    let mut members = Map::from_iter([
        ("sequence".to_owned(), Value::from(entry.sequence)),
        ("time".to_owned(), Value::from(time)),
        ("kind".to_owned(), kind),
        ("connection".to_owned(), Value::from(entry.connection)),
        ("epoch".to_owned(), Value::from(entry.epoch)),
        ("kernel_ns".to_owned(), Value::from(known(entry.kernel_ns))),
        ("mono_ns".to_owned(), Value::from(entry.mono_ns)),
    ]);
    let (name, payload) = match (entry.lost(), str::from_utf8(entry.payload)) {
        (Some(lost), _) => ("lost", Value::from(lost)),
        (None, Ok(text)) => ("text", Value::from(text)),
        (None, Err(_)) => {
            let hex = entry.payload.iter().map(|byte| format!("{byte:02x}"));
            ("hex", Value::from(hex.collect::<String>()))
        }
    };
    members.insert(name.to_owned(), payload);
    members
}
