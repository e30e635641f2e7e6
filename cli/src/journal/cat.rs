//! `journal cat`.

use super::status;
use crate::Outcome;
use clap::Args;
use kiwoom_journal::{Entry, Event, Kind, KoreanTime, Range, Reader};
use serde_json::Value;
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
    reader.select(&arguments.range)?;
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
        match (arguments.frames, entry.kind) {
            (true, Kind::TEXT) => {
                out.write_all(entry.payload)?;
                out.write_all(b"\n")?;
            }
            (true, _) => {}
            (false, _) => writeln!(out, "{}", line(&entry))?,
        }
    }
    out.flush()?;
    Ok(status(reader.losses().is_whole()))
}

/// An entry as one line of JSON, its members in the order in which people look
/// for them.
fn line(entry: &Entry<'_>) -> String {
    let known = |nanos: u64| Value::from(Some(nanos).filter(|it| *it != 0));
    let kind = match entry.kind.name() {
        Some(name) => Value::from(name),
        None => Value::from(entry.kind.number()),
    };
    let wall = entry.wall_ns();
    let time = (wall != 0).then(|| KoreanTime(wall).to_string());
    let (name, payload) = match (entry.lost(), str::from_utf8(entry.payload)) {
        (Some(lost), _) => ("lost", Value::from(lost)),
        (None, Ok(text)) => ("text", Value::from(text)),
        (None, Err(_)) => {
            let hex = entry.payload.iter().map(|byte| format!("{byte:02x}"));
            ("hex", Value::from(hex.collect::<String>()))
        }
    };
    format!(
        "{{\"sequence\":{},\"time\":{},\"kind\":{kind},\"connection\":{},\"epoch\":{},\
         \"kernel_ns\":{},\"mono_ns\":{},\"{name}\":{payload}}}",
        entry.sequence,
        Value::from(time),
        entry.connection,
        entry.epoch,
        known(entry.kernel_ns),
        entry.mono_ns,
    )
}
