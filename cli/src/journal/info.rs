//! `journal info`.

use crate::Outcome;
use clap::Args;
use kiwoom_journal::{JournalError, KoreanTime, Reader, SegmentPath};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Say what a journal holds, without reading all of it.
///
/// One line a segment: number, trading day, first and last sequence number, the
/// time in Korea of both, bytes of the file, its form, and whether it was closed
/// in order or its recording was killed or still goes on. Whether all in between
/// can be read is what `verify` tells.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The journal's folder, or a segment.
    journal: PathBuf,
}

/// What is told of an entry.
type End = Option<(u64, u64)>;

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let reader = Reader::open(&arguments.journal)?;
    let mut out = io::stdout().lock();
    let mut sum = (0_u64, 0_u64);
    writeln!(
        out,
        "{:>8}  {:8}  {:>12}  {:>12}  {:35}  {:35}  {:>12}  form   end",
        "segment", "day", "first", "last", "from", "to", "bytes"
    )?;
    for segment in reader.segments() {
        let (first, last, closed) = ends(segment)?;
        let bytes = fs::metadata(&segment.path).map_or(0, |it| it.len());
        let number = |end: End| end.map_or("-".to_owned(), |(number, _)| number.to_string());
        let time = |end: End| match end {
            None | Some((_, 0)) => "-".to_owned(),
            Some((_, wall)) => KoreanTime(wall).to_string(),
        };
        writeln!(
            out,
            "{:>8}  {:08}  {:>12}  {:>12}  {:35}  {:35}  {bytes:>12}  {}  {}",
            segment.number,
            segment.trading_day,
            number(first),
            number(last),
            time(first),
            time(last),
            if segment.packed { "zstd " } else { "plain" },
            if closed { "closed" } else { "open" },
        )?;
        if let (Some((first, _)), Some((last, _))) = (first, last) {
            sum.0 += last - first + 1;
        }
        sum.1 += bytes;
    }
    let segments = reader.segments().len();
    writeln!(
        out,
        "{segments} segments, {} entries, {} bytes",
        sum.0, sum.1
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Number and time of the first and the last entry, and whether there is an end
/// mark.
fn ends(segment: &SegmentPath) -> Result<(End, End, bool), JournalError> {
    let mut reader = Reader::open(&segment.path)?;
    let first = next(&mut reader)?;
    reader.seek_last()?;
    let last = next(&mut reader)?;
    while next(&mut reader)?.is_some() {}
    Ok((first, last, reader.is_closed()))
}

fn next(reader: &mut Reader) -> Result<End, JournalError> {
    let entry = reader.next_entry()?;
    Ok(entry.map(|it| (it.sequence, it.wall_ns())))
}
