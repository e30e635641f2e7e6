//! `journal cut`.

use super::bar::Bar;
use super::status;
use crate::Outcome;
use clap::Args;
use kiwoom_journal::{Clock, Event, Moment, Range, Reader, Settings, Writer, pack, segments};
use std::path::PathBuf;

/// Copy a part of a journal into a new one.
///
/// Entries keep their sequence numbers, their stamps and their bytes; segments
/// are parted as they were. By time the part goes from the first entry that was
/// received then or later to the one before the first that was received at the
/// end or later. What can't be read is left out, told, and missing in the copy's
/// sequence.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The journal's folder, or a segment.
    journal: PathBuf,
    /// The new journal's folder: one without a journal.
    target: PathBuf,
    #[command(flatten)]
    range: Range,
    /// Compress it with zstd at this level.
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(i32).range(1..=22))]
    zstd: Option<i32>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut reader = Reader::open(&arguments.journal)?;
    let target = &arguments.target;
    if target.exists() && !segments(target)?.is_empty() {
        return Err(format!("{}: there is a journal already", target.display()).into());
    }
    reader.select(&arguments.range)?;
    let clock = Clock::showing(0);
    let settings = Settings {
        // As often as its segments end, and at its own end.
        sync_every: None,
        ..Settings::default()
    };
    let mut writer = Writer::open(target, settings, clock.now())?;
    let mut bar = Bar::new();
    let mut entries = 0_u64;
    let mut last = Moment::default();
    while let Some(event) = reader.next_event()? {
        match event {
            Event::Entry(entry) => {
                last = Moment {
                    wall_ns: clock.now().wall_ns,
                    mono_ns: entry.mono_ns,
                };
                writer.copy(&entry, last)?;
                entries += 1;
                bar.step(|| reader.progress());
            }
            Event::Damage(damage) => bar.tell(&damage.to_string()),
        }
    }
    writer.close(last)?;
    if let Some(level) = arguments.zstd {
        for segment in writer.take_closed() {
            pack(&segment, level)?;
        }
    }
    drop(bar);
    let parts = segments(target)?.len();
    println!(
        "{entries} entries in {parts} segments: {}",
        target.display()
    );
    Ok(status(reader.losses().is_whole()))
}
