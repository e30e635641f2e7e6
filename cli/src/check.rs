//! `check`: whether a configuration is in order, and the host for it.

mod host;
mod kernel;
mod network;
mod processors;
mod report;
mod time;

use crate::Outcome;
use crate::run::{EX_CONFIG, load};
use clap::Args;
use host::Host;
use kiwoom_config::Config;
use report::Finding;
use std::path::PathBuf;
use std::process::ExitCode;

/// Check a configuration, and the host that it is to run on.
///
/// Each line is a verdict, what was looked at, and what was found; below it stands
/// what makes it better. Nothing is changed, started or sent. Without a
/// configuration only the host is looked at.
///
/// Exit status: 0 when nothing is wrong (what could be better isn't wrong), 1 when
/// something on the host is, 2 when the command line is, 78 when the configuration is.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The configuration, in TOML.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print a JSON array.
    #[arg(long)]
    json: bool,
    /// Ask the server's host for its time, over HTTP and without a token, to see how
    /// far this machine's clock is off. Without it the offset is unknown.
    #[arg(long)]
    ask_time: bool,
    /// Where the host's /proc, /sys and /run are looked for.
    #[arg(long, value_name = "DIR", default_value = "/", hide = true)]
    root: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut findings = Vec::new();
    let mut config = None;
    if let Some(path) = &arguments.config {
        match load(path) {
            Ok(loaded) => {
                findings.push(configuration(&loaded));
                findings.extend(secrets(&loaded));
                config = Some(loaded);
            }
            Err(error) => findings.push(Finding::wrong("configuration", error, "correct it")),
        }
    }
    let is_bad = findings.first().is_some_and(Finding::is_wrong);
    let host = Host::new(&arguments.root);
    let needs = Needs::of(config.as_ref());
    findings.extend(processors::look(&host, &needs));
    findings.extend(kernel::look(&host, &needs));
    findings.extend(network::look(&host, &needs));
    findings.extend(time::look(&host, arguments.ask_time, config.as_ref()));
    report::print(&findings, arguments.json)?;
    Ok(match (is_bad, findings.iter().any(Finding::is_wrong)) {
        (true, _) => ExitCode::from(EX_CONFIG),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

/// What a configuration asks of the host.
#[derive(Default)]
struct Needs {
    /// The processors that threads are pinned to, in order.
    pins: Vec<usize>,
    /// How many threads look all the time, and how many of them are pinned.
    spinning: (usize, usize),
    /// Bytes of the rings, and of what is shared.
    memory: u64,
    /// Descriptors, generously.
    files: u64,
}

impl Needs {
    fn of(config: Option<&Config>) -> Self {
        let Some(config) = config else {
            return Self::default();
        };
        let threads = config.io.threads.min(config.accounts.len());
        let io = (0..threads).map(|at| {
            let spins = config.io.wait == kiwoom_config::IoWait::BusyPoll;
            (spins, config.io.pins.get(at).copied())
        });
        let strategies = config.strategies.iter().map(|(_, it)| {
            use kiwoom_config::WaitKind::{BusySpin, Yield};
            (matches!(it.wait, BusySpin | Yield), it.pin)
        });
        let all: Vec<(bool, Option<usize>)> = io.chain(strategies).collect();
        let mut pins: Vec<usize> = all.iter().filter_map(|(_, pin)| *pin).collect();
        pins.sort_unstable();
        let spinning = all.iter().filter(|(spins, _)| *spins);
        let kib = config
            .strategies
            .iter()
            .map(|(_, it)| it.ring_kib + it.critical_ring_kib);
        let journal = config
            .recording
            .as_ref()
            .map_or(0, |it| it.backlog_mib << 10);
        let shares = config.strategies.iter().filter_map(|(_, it)| {
            let share = it.share.as_ref()?;
            Some(share.most_bytes())
        });
        let rings = (kib.sum::<usize>() + journal) * threads;
        Self {
            pins,
            spinning: (
                spinning.clone().count(),
                spinning.filter(|(_, pin)| pin.is_some()).count(),
            ),
            // What else there is: buffers of connections, and the program itself.
            memory: ((rings as u64) << 10) + shares.sum::<u64>() + (64 << 20),
            files: 64 + 8 * config.accounts.len() as u64 + 4 * config.strategies.len() as u64,
        }
    }
}

fn configuration(config: &Config) -> Finding {
    let (accounts, strategies) = (config.accounts.len(), config.strategies.len());
    let found = format!(
        "in order: {accounts} accounts, {strategies} strategies, {} items",
        config.items()
    );
    Finding::good("configuration", found)
}

/// Files with tokens and keys that others may read, or that aren't there.
fn secrets(config: &Config) -> Vec<Finding> {
    let files = |(name, account): &(String, kiwoom_config::Account)| {
        let name = name.clone();
        let paths: Vec<PathBuf> = account.token.files().map(PathBuf::from).collect();
        paths.into_iter().map(move |path| secret(&name, &path))
    };
    config.accounts.iter().flat_map(files).collect()
}

fn secret(account: &str, path: &std::path::Path) -> Finding {
    let what = "secrets";
    let shown = path.display();
    match std::fs::metadata(path) {
        Err(error) => Finding::wrong(
            what,
            format!("account {account:?}: {shown}: {}", error.kind()),
            format!("put the secret of account {account:?} there"),
        ),
        Ok(of) if is_open(&of) => Finding::better(
            what,
            format!("account {account:?}: {shown} may be read by others"),
            format!("chmod 600 {shown}"),
        ),
        Ok(_) => Finding::good(
            what,
            format!("account {account:?}: {shown} is its owner's alone"),
        ),
    }
}

#[cfg(unix)]
fn is_open(of: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    of.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &std::fs::Metadata) -> bool {
    false
}
