//! `replay`: a journal through the engine.

use crate::Outcome;
use crate::print::{Format, Printer};
use clap::Args;
use kiwoom_engine::record::RecordRef;
use kiwoom_engine::schema::{MESSAGES, MessageType};
use kiwoom_engine::{Endpoint, Engine, Pace, Wait};
use kiwoom_journal::{JournalSource, Range};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Play a journal: through the same decoder and rings as live data, without a
/// connection.
///
/// Nothing is lost and nothing depends on the clock, so two replays give the same
/// records with the same numbers. A hash over all of them, byte for byte, is told
/// at the end.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The journal's folder, or one of its segments.
    journal: PathBuf,
    #[command(flatten)]
    range: Range,
    /// Message types, by code or name, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_name = "TYPES")]
    types: Vec<String>,
    /// Items, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_name = "ITEMS", requires = "types")]
    items: Vec<String>,
    /// So many times as fast as it was recorded, or "max": as fast as it goes.
    #[arg(long, value_name = "N|max", default_value = "max", value_parser = pace)]
    speed: Pace,
    /// Print the records, too. On standard output, as `listen` does; the result
    /// then goes to standard error.
    #[arg(long, value_enum)]
    format: Option<Format>,
}

pub(crate) fn pace(text: &str) -> Result<Pace, String> {
    if text == "max" {
        return Ok(Pace::Unpaced);
    }
    let speed: Option<f64> = text.parse().ok();
    speed
        .filter(|speed| speed.is_finite() && *speed > 0.0)
        .map(Pace::Times)
        .ok_or_else(|| "a positive number, or \"max\"".to_owned())
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let types: Vec<_> = match arguments.types.is_empty() {
        true => MESSAGES.iter().map(|it| it.message_type).collect(),
        false => arguments
            .types
            .iter()
            .map(|it| kiwoom_config::message_type(it))
            .collect::<Result<_, _>>()?,
    };
    let source = JournalSource::open_range(&arguments.journal, &arguments.range)?;
    let items: &[String] = match arguments.items.is_empty() {
        true => &[String::new()],
        false => &arguments.items,
    };
    // Nobody is connected to.
    let builder = Engine::builder(Endpoint::live()).strategy("replay", |it| {
        let it = it.unknown().wait(Wait::Park);
        types
            .iter()
            .fold(it, |it, of: &MessageType| it.subscribe(*of, items))
    });
    let began = Instant::now();
    let (replay, mut feeds) = builder.replay(source, arguments.speed)?;
    let mut printer = arguments.format.map(Printer::new);
    let (mut records, mut hash) = (0_u64, Sha256::new());
    let mut failed = Ok(());
    let mut each = |record: RecordRef<'_>| {
        records += 1;
        hash.update(record.as_bytes());
        if let Some(printer) = &mut printer
            && failed.is_ok()
        {
            failed = printer.print(record);
        }
    };
    let mut feed = feeds.remove(0);
    while feed.each(256, &mut each).is_ok() {
        feed.wait(None);
    }
    drop(feed);
    let stats = replay.join()?;
    failed?;
    if let Some(printer) = &mut printer {
        printer.flush()?;
    }
    let hash: String = hash
        .finalize()
        .iter()
        .map(|it| format!("{it:02x}"))
        .collect();
    let result = format!(
        "{} frames, {records} records in {}\nsha256 {hash}",
        stats.frames,
        seconds(began.elapsed())
    );
    match printer {
        Some(_) => eprintln!("{result}"),
        None => writeln!(std::io::stdout(), "{result}")?,
    }
    Ok(ExitCode::SUCCESS)
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}
