//! A journal of Kiwoom's real-time data as tables for research: Parquet, or CSV.

#![forbid(unsafe_code)]

mod bar;
mod column;
mod export;
mod file;
mod layout;
mod own;
mod table;

use clap::Parser;
use file::Format;
use kiwoom_journal::Range;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write a journal as tables: one Parquet file for each message type in it.
///
/// The journal is played through the engine, as `kiwoom-engine replay` does, so
/// the tables hold what a strategy would have got, in the same order and with the
/// same sequence numbers; of a part of a journal, what one would have got that was
/// there from the part's first entry on.
///
/// Files get their names when all of them are whole: an export that fails leaves
/// none.
///
/// Exit status: 0 when all is well, 1 when it could not be done, 2 when the
/// command line is wrong, 3 when it was done but the journal is damaged: what
/// could be read was exported, and what is lost was told.
#[derive(Parser)]
#[command(name = "kiwoom-export", version)]
struct Arguments {
    /// The journal's folder, or one of its segments.
    journal: PathBuf,
    #[command(flatten)]
    range: Range,
    /// The folder for the tables; made if it isn't there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Message types, by code or name, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_name = "TYPES")]
    types: Vec<String>,
    /// Items, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_name = "ITEMS", requires = "types")]
    items: Vec<String>,
    /// Comma-separated values instead of Parquet.
    #[arg(long)]
    csv: bool,
    /// Replace what an earlier export of these types has left in the folder.
    #[arg(long)]
    force: bool,
}

impl Arguments {
    fn format(&self) -> Format {
        match self.csv {
            true => Format::Csv,
            false => Format::Parquet,
        }
    }
}

/// A message for people.
type Failure = Box<dyn std::error::Error>;

/// Done, but the journal is damaged.
const DAMAGED: u8 = 3;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let report = match export::run(&arguments) {
        Ok(report) => report,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut out = std::io::stdout().lock();
    for (path, rows) in &report.tables {
        // Whoever read our output has gone: the files are there all the same.
        _ = writeln!(out, "{rows:>12} rows  {}", path.display());
    }
    let losses = report.losses;
    if losses.is_whole() {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "the journal is damaged in {} places: {} entries are missing",
        losses.places, losses.entries
    );
    ExitCode::from(DAMAGED)
}
