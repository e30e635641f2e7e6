//! `journal verify`.

use super::bar::Bar;
use super::status;
use crate::Outcome;
use clap::Args;
use kiwoom_journal::{DamageKind, Event, Reader};
use std::io::{self, Write};
use std::path::PathBuf;

/// Read a journal from end to end, and tell whether it is whole.
///
/// One line for each damaged place, with what it costs; then the sums. Exit
/// status 0 when it is whole, 3 when it is damaged.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The journal's folder, or a segment.
    journal: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut reader = Reader::open(&arguments.journal)?;
    let mut bar = Bar::new();
    let mut lines = Vec::new();
    let (mut entries, mut bytes) = (0_u64, 0_u64);
    let mut ends = None;
    let mut no_room = 0_u64;
    while let Some(event) = reader.next_event()? {
        match event {
            Event::Entry(entry) => {
                entries += 1;
                bytes += entry.payload.len() as u64;
                no_room = no_room.saturating_add(entry.lost().unwrap_or(0));
                let (first, _) = ends.unwrap_or((entry.sequence, 0));
                ends = Some((first, entry.sequence));
                bar.step(|| reader.progress());
            }
            Event::Damage(damage) => {
                let note = match damage.kind {
                    DamageKind::Unfinished => "note",
                    _ => "damaged",
                };
                lines.push(format!("{note}: {damage}"));
            }
        }
    }
    drop(bar);
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    let segments = reader.segments().len();
    match ends {
        Some((first, last)) => writeln!(
            out,
            "{entries} entries, {first} to {last}, {bytes} bytes, in {segments} segments"
        )?,
        None => writeln!(out, "no entries in {segments} segments")?,
    }
    if no_room > 0 {
        writeln!(
            out,
            "{no_room} entries were never recorded: the disk was too slow for them"
        )?;
    }
    let losses = *reader.losses();
    match losses.is_whole() {
        true => writeln!(out, "whole")?,
        false => writeln!(
            out,
            "damaged: {} places, {} bytes unreadable, {} entries missing; all others were read",
            losses.places, losses.bytes, losses.entries
        )?,
    }
    Ok(status(losses.is_whole()))
}
