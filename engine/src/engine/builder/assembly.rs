//! All of an engine but what drives it.

use super::super::counters::Counters;
use super::super::handlers::{Inline, Runs, Threads};
use super::super::metrics::Metrics;
#[cfg(feature = "metrics")]
use super::super::port::Port;
use super::super::{Account, Control, Endpoint, Engine, Feed, StartError, Strategy};
use super::Builder;
use crate::hub::{self, Addresses, Bell, Hub, Mailbox, Parts, Places, Post};
use crate::placement::Placement;
use crate::record::Handler;
use crate::ring::{self, FeedMonitor, FeedWriter};
use crate::routing::{MOST_STRATEGIES, Router};
use crate::session::Session;
use crate::transport::{self, TlsRoots};
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The strategies' rings.
pub(super) struct Rings {
    /// Each thread's ends, in the order of the strategies.
    pub(super) writers: Vec<Vec<FeedWriter>>,
    /// Of the strategies that came without a handler.
    pub(super) feeds: Vec<Feed>,
    pub(super) inline: Inline,
    pub(super) threaded: Vec<(Feed, Box<dyn Handler + Send>)>,
    monitors: Vec<(String, Vec<FeedMonitor>)>,
}

impl Builder {
    /// All but what drives it: a hub for each of the threads that these bells
    /// call.
    pub(super) fn prepare(
        mut self,
        bells: Vec<Bell>,
    ) -> Result<(Vec<Hub>, Engine, Vec<Feed>), StartError> {
        check_accounts(&self.accounts)?;
        check(&self.strategies)?;
        let threads = bells.len();
        if !self.taps.is_empty() && self.taps.len() < threads {
            let taps = self.taps.len();
            return Err(StartError::TooFewTaps { taps, threads });
        }
        if let Some(strategy) = self.strategies.iter().find(|it| it.policies.block()) {
            return Err(StartError::Blocks(strategy.name.clone()));
        }
        let its = self.strategies.iter().find(|it| it.is_inline());
        if let Some(strategy) = its.filter(|_| threads > 1) {
            return Err(StartError::InlineThreads(strategy.name.clone()));
        }
        let rings = self.rings(threads)?;
        let (mut mailboxes, mut commands) = (Vec::new(), Vec::new());
        for bell in &bells {
            let (sender, receiver) = crossbeam_channel::unbounded();
            mailboxes.push(Mailbox {
                commands: sender,
                bell: bell.clone(),
            });
            commands.push(receiver);
        }
        let post = Post::new(mailboxes);
        let rooms = self.accounts.iter().map(|it| it.room(&self.session));
        let places = Places::new(Placement::new(rooms));
        for (at, strategy) in self.strategies.iter().enumerate() {
            places
                .subscribe(at, &strategy.keys, &post)
                .map_err(StartError::NoRoom)?;
        }
        let names: Arc<[String]> = self.accounts.iter().map(|it| it.name.clone()).collect();
        let addresses = addresses(&self.endpoint, &self.roots, &bells[0])?;
        let stop = Arc::new(AtomicBool::new(false));
        let mut taps = std::mem::take(&mut self.taps).into_iter();
        let mut hubs = Vec::new();
        let mut counters = Vec::new();
        let mut accounts = self.open(&addresses, &bells)?;
        // Only where there is one thread.
        let mut inline = rings.inline;
        for (writers, commands) in rings.writers.into_iter().zip(commands) {
            let accounts = accounts.remove(0);
            let its = Arc::new(Counters::new(accounts.len()));
            counters.push(Arc::clone(&its));
            hubs.push(Hub::new(Parts {
                accounts,
                router: self.router(writers),
                inline: std::mem::replace(&mut inline, Inline::NONE),
                places: places.clone(),
                post: post.clone(),
                commands,
                stop: Arc::clone(&stop),
                counters: its,
                tap: taps.next(),
            }));
        }
        let control = Control {
            names: rings
                .monitors
                .iter()
                .map(|(name, _)| name.clone())
                .collect(),
            post,
            places,
            stop,
        };
        let metrics = Metrics {
            counters: counters.into(),
            accounts: names,
            monitors: rings.monitors.into(),
        };
        let strategies = start(rings.threaded)?;
        let engine = Engine {
            control,
            #[cfg(feature = "metrics")]
            port: match self.metrics {
                Some(address) => Some(Port::open(&address, metrics.clone())?),
                None => None,
            },
            metrics,
            running: Vec::new(),
            strategies,
        };
        Ok((hubs, engine, rings.feeds))
    }

    /// A ring for each strategy from each thread.
    pub(super) fn rings(&mut self, threads: usize) -> Result<Rings, StartError> {
        let mut rings = Rings {
            writers: (0..threads).map(|_| Vec::new()).collect(),
            feeds: Vec::new(),
            inline: Inline::NONE,
            threaded: Vec::new(),
            monitors: Vec::new(),
        };
        for strategy in &mut self.strategies {
            strategy.settle();
            let name = strategy.name.clone();
            if let Some(error) = strategy.error {
                return Err(StartError::Subscription { name, error });
            }
            let made = ring::feeds(&strategy.sizes, threads);
            let (writers, readers) = made.map_err(|error| StartError::Capacity {
                name: name.clone(),
                error,
            })?;
            let its = writers.iter().map(FeedWriter::monitor).collect();
            rings.monitors.push((name.clone(), its));
            for (mut writer, thread) in writers.into_iter().zip(&mut rings.writers) {
                writer.set_policies(strategy.policies);
                thread.push(writer);
            }
            let feed = Feed::new(name, readers, strategy.wait);
            let sizes = &strategy.sizes;
            let lines = sizes.data_lines.min(sizes.critical_lines);
            match std::mem::take(&mut strategy.runs) {
                Runs::Feed => rings.feeds.push(feed),
                Runs::Inline(handler) => rings.inline.add(feed, handler, lines),
                Runs::Thread(handler) => rings.threaded.push((feed, handler)),
            }
        }
        Ok(rings)
    }

    /// What hands out to these rings.
    pub(super) fn router(&self, writers: Vec<FeedWriter>) -> Router {
        let mut router = Router::new(writers, &self.watch);
        for (at, strategy) in self.strategies.iter().enumerate() {
            if strategy.unknown {
                router.set_unknown(at);
            }
        }
        router
    }

    /// The accounts, dealt out to the threads that these bells call.
    fn open(
        &mut self,
        addresses: &Addresses,
        bells: &[Bell],
    ) -> Result<Vec<Vec<hub::Account>>, StartError> {
        let mut dealt: Vec<Vec<hub::Account>> = bells.iter().map(|_| Vec::new()).collect();
        for (at, account) in std::mem::take(&mut self.accounts).into_iter().enumerate() {
            let number = u16::try_from(at).map_err(|_| StartError::TooManyAccounts)?;
            let seed = seed() ^ u64::from(number) << 48;
            let session = Session::new(account.settings(&self.session), seed);
            let session = session.map_err(StartError::Settings)?;
            let (thread, _) = hub::place_of(at, bells.len());
            let bell = &bells[thread];
            let tokens = account.tokens(bell).map_err(StartError::System)?;
            let addresses = addresses.duplicate(bell.clone());
            dealt[thread].push(hub::Account::new(number, session, tokens, addresses));
        }
        Ok(dealt)
    }
}

/// Starts the threads of strategies.
pub(super) fn start(threaded: Vec<(Feed, Box<dyn Handler + Send>)>) -> Result<Threads, StartError> {
    let mut threads = Threads::default();
    for (feed, handler) in threaded {
        threads.start(feed, handler).map_err(StartError::System)?;
    }
    Ok(threads)
}

pub(super) fn check(strategies: &[Strategy]) -> Result<(), StartError> {
    if strategies.is_empty() {
        return Err(StartError::NoStrategy);
    }
    if strategies.len() > MOST_STRATEGIES {
        return Err(StartError::TooManyStrategies);
    }
    let names = strategies.iter().map(|it| it.name.as_str());
    match doubled(names) {
        Some(name) => Err(StartError::SameName(name.to_owned())),
        None => Ok(()),
    }
}

fn check_accounts(accounts: &[Account]) -> Result<(), StartError> {
    if accounts.is_empty() {
        return Err(StartError::NoToken);
    }
    let names = accounts.iter().map(|it| it.name.as_str());
    match doubled(names) {
        Some(name) => Err(StartError::SameAccount(name.to_owned())),
        None => Ok(()),
    }
}

/// The first name that stands twice.
fn doubled<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = HashSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}

/// The server's addresses.
fn addresses(endpoint: &Endpoint, roots: &TlsRoots, bell: &Bell) -> Result<Addresses, StartError> {
    let tls = match endpoint.is_tls() {
        true => Some(
            transport::client_config(roots).map_err(|error| StartError::Tls(error.to_string()))?,
        ),
        false => None,
    };
    let place = (endpoint.host(), endpoint.port(), endpoint.path());
    let is_plain = tls.is_none();
    Addresses::find(place, tls, bell.clone()).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied if is_plain => {
            StartError::Plaintext(endpoint.to_string())
        }
        _ => StartError::Resolve {
            host: endpoint.host().to_owned(),
            error,
        },
    })
}

/// Differs from process to process and from start to start, so that clients
/// that lost their links together don't come back together.
fn seed() -> u64 {
    let process = u64::from(std::process::id()) << 32;
    transport::clock::wall().get() ^ process
}
