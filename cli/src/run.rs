//! `run`: the engine as a configuration file says.

use crate::Outcome;
use crate::print::Format;
use crate::serve::{Show, serve};
use clap::Args;
use kiwoom_config::Config;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Run the engine as a configuration file says.
///
/// Each strategy's records are read on a thread of its own, and published for other
/// processes where the configuration says so; a line of figures is printed every ten
/// seconds, or the records of one strategy. What happens to the
/// connections goes to standard error as JSON. Ctrl-C, SIGTERM and SIGHUP end it in
/// order: sessions are closed, and what was received is recorded.
///
/// Exit status: 0 when it was told to end, 1 when something failed, 2 when the
/// command line is wrong, 78 when the configuration is.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The configuration, in TOML: docs/configuration.md has every key.
    /// Environment variables such as KIWOOM__ENDPOINT__SERVER take the place of its
    /// values.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Print records instead of figures.
    #[arg(long, value_enum, value_name = "FORMAT")]
    print: Option<Format>,
    /// The strategy whose records are printed, if there are several.
    #[arg(long, value_name = "NAME", requires = "print")]
    strategy: Option<String>,
    /// End after so many records were printed.
    #[arg(long, value_name = "N", requires = "print")]
    count: Option<u64>,
    /// End after so many seconds.
    #[arg(long, value_name = "S")]
    seconds: Option<u64>,
    /// Seconds between two lines of figures.
    #[arg(
        long,
        value_name = "S",
        default_value_t = 10,
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    every: u64,
}

/// What a wrong configuration ends with, as in sysexits.h: a supervisor needs not
/// start it again.
pub(crate) const EX_CONFIG: u8 = 78;

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let loaded = load(&arguments.config).and_then(|config| {
        let show = show(&config, arguments)?;
        Ok((config, show))
    });
    match loaded {
        Ok((config, show)) => serve(&config, show, arguments.seconds),
        Err(error) => {
            eprintln!("error: {error}");
            Ok(ExitCode::from(EX_CONFIG))
        }
    }
}

/// The configuration in this file, with what the environment overrides.
pub(crate) fn load(path: &std::path::Path) -> Result<Config, String> {
    // What isn't Unicode can't be meant for it.
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let config = Config::load(path, environment).map_err(|error| error.to_string())?;
    let possible = crate::share::is_possible(&config);
    possible.map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(config)
}

fn show(config: &Config, arguments: &Arguments) -> Result<Show, String> {
    let Some(format) = arguments.print else {
        let every = Duration::from_secs(arguments.every);
        return Ok(Show::Figures { every });
    };
    let names: Vec<&str> = config
        .strategies
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let strategy = match &arguments.strategy {
        Some(name) => names.iter().position(|it| it == name),
        None => (names.len() == 1).then_some(0),
    };
    let strategy = strategy.ok_or_else(|| {
        let names = names.join(", ");
        format!("--strategy says whose records are printed: there is {names}")
    })?;
    Ok(Show::Records {
        strategy,
        format,
        count: arguments.count,
    })
}
