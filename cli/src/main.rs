//! The engine's command line: a demonstration, the stand-in exchange, and tools
//! for the feed.

mod check;
mod decode;
mod demo;
mod exchange;
mod fields;
mod journal;
mod latency;
mod listen;
mod print;
mod replay;
mod run;
mod serve;
mod share;
mod simulate;
mod soak;
mod top;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// A low-latency market-data engine for Kiwoom's real-time WebSocket.
///
/// Without a command it runs the demo: a simulated exchange on this machine,
/// the engine, and a strategy thread that reads from it. No account is needed.
#[derive(Parser)]
#[command(
    name = "kiwoom-engine",
    version,
    args_conflicts_with_subcommands = true
)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    demo: demo::Arguments,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Arguments),
    Simulate(simulate::Arguments),
    Listen(listen::Arguments),
    Run(run::Arguments),
    Check(check::Arguments),
    Decode(decode::Arguments),
    Fields(fields::Arguments),
    Journal(journal::Arguments),
    Replay(replay::Arguments),
    Soak(soak::Arguments),
    Top(top::Arguments),
}

/// What a command ends with: a message for people where it failed.
type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments = CommandLine::parse();
    let outcome = match arguments.command {
        None => demo::run(&arguments.demo),
        Some(Command::Demo(arguments)) => demo::run(&arguments),
        Some(Command::Simulate(arguments)) => simulate::run(arguments),
        Some(Command::Listen(arguments)) => listen::run(&arguments),
        Some(Command::Run(arguments)) => run::run(&arguments),
        Some(Command::Check(arguments)) => check::run(&arguments),
        Some(Command::Decode(arguments)) => decode::run(&arguments),
        Some(Command::Fields(arguments)) => fields::run(&arguments),
        Some(Command::Journal(arguments)) => journal::run(&arguments),
        Some(Command::Replay(arguments)) => replay::run(&arguments),
        Some(Command::Soak(arguments)) => soak::run(&arguments),
        Some(Command::Top(arguments)) => top::run(&arguments),
    };
    match outcome {
        Ok(code) => code,
        // Whoever read our output has gone: nothing to complain about.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
