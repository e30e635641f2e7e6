//! `journal`: what was recorded, looked at and cut.

mod bar;
mod cat;
mod cut;
mod info;
mod verify;

use crate::Outcome;
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// Look at a journal: a recording of what the connections received.
///
/// A journal is a folder of segments, YYYYMMDD-NNNNNNNN.kwj or, compressed,
/// .kwj.zst; each command takes the folder or a single segment.
///
/// Exit status: 0 when all is well, 1 when it could not be done, 2 when the
/// command line is wrong, 3 when it was done but the journal is damaged: what
/// could be read was read, and what is lost was told. An entry that a killed
/// recording never finished is no damage.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Info(info::Arguments),
    Verify(verify::Arguments),
    Cut(cut::Arguments),
    Cat(cat::Arguments),
}

/// Done, but the journal is damaged.
const DAMAGED: u8 = 3;

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    match &arguments.command {
        Command::Info(arguments) => info::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Cut(arguments) => cut::run(arguments),
        Command::Cat(arguments) => cat::run(arguments),
    }
}

fn status(whole: bool) -> ExitCode {
    match whole {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(DAMAGED),
    }
}
