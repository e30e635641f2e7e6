//! What the end-to-end tests share: the engine against the stand-in exchange,
//! over real sockets, in one process.

mod certificates;
pub mod counting;
mod drive;
mod ledger;
mod peer;
pub mod rogue;
pub mod token_server;

pub use certificates::{Authority, by_name};
pub use drive::Drive;
pub use ledger::{Ledger, Reader, Row};
pub use peer::Peer;

use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{Builder, Endpoint, Engine, Feed, Reconnect, SessionSettings, Strategy, Token};
use kiwoom_simulator::{Counters, Ending, Flush, Rate, Rules, Simulator};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What a test waits for, at the very most: it passes only where a test fails.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The token that the tests log in with; long enough to be looked for.
pub const TOKEN: &str = "a-token-that-must-never-be-seen";

/// How many of each type and item.
pub type Elements = BTreeMap<(String, String), u64>;

/// What a strategy asks for: a type's code and an item.
pub type Wish = (&'static str, &'static str);

/// Waits until the condition holds.
///
/// # Panics
/// When it takes longer than [`PATIENCE`].
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Threads and open descriptors of this process.
///
/// # Panics
/// When the system doesn't tell.
#[cfg(target_os = "linux")]
#[must_use]
pub fn held() -> (usize, usize) {
    let count = |folder: &str| std::fs::read_dir(folder).unwrap().count();
    (count("/proc/self/task"), count("/proc/self/fd"))
}

/// The token of [`TOKEN`].
///
/// # Panics
/// Never.
#[must_use]
pub fn token() -> Token {
    Token::new(TOKEN.to_owned()).unwrap()
}

/// A session that asks as fast as it is answered; see [`lenient`].
#[must_use]
pub fn eager() -> SessionSettings {
    let mut settings = SessionSettings::default();
    settings.request_interval = Duration::ZERO;
    // What ends it is what these tests look at.
    settings.reconnect = Reconnect::Never;
    settings
}

/// An exchange that takes any number of requests a second.
#[must_use]
pub fn lenient() -> Rules {
    Rules {
        requests_per_second: usize::MAX,
        login_delay: Duration::ZERO,
        ..Rules::default()
    }
}

/// A stand-in exchange that sends so many frames, each with one message, as
/// fast as they are read.
pub fn exchange(frames: u64) -> kiwoom_simulator::Builder {
    Simulator::builder()
        .seed(7)
        .rate(Rate::AsFastAsRead)
        .flush(Flush::AtOnce)
        .rules(lenient())
        .limit(frames)
}

/// An engine that is about to connect to `url` with [`TOKEN`].
///
/// # Panics
/// When the URL isn't one.
pub fn engine(url: &str) -> Builder {
    Engine::builder(Endpoint::parse(url).unwrap())
        .token(token())
        .session(eager())
}

/// Adds wishes to a strategy.
///
/// # Panics
/// When a type's code can't be one.
#[must_use]
pub fn subscribe(strategy: Strategy, wishes: &[Wish]) -> Strategy {
    wishes.iter().fold(strategy, |strategy, (code, item)| {
        strategy.subscribe(MessageType::from_code(code).unwrap(), [item])
    })
}

/// Starts an engine with one strategy, which gets all it wants.
///
/// # Panics
/// When it can't be started.
#[must_use]
pub fn start_one(driver: Drive, url: &str, wishes: &[Wish]) -> (Engine, Feed) {
    let builder = engine(url).strategy("one", |it| subscribe(roomy(it), wishes));
    let (engine, mut feeds) = driver.start(builder).unwrap();
    (engine, feeds.remove(0))
}

/// Room for all that a test sends.
#[must_use]
pub fn roomy(strategy: Strategy) -> Strategy {
    strategy.capacity(64 << 20)
}

/// What of the elements that were sent a strategy with these wishes gets.
#[must_use]
pub fn expected(sent: &Counters, wishes: &[Wish]) -> Elements {
    let mut all = Elements::new();
    for connection in &sent.connections {
        for ((code, item), count) in &connection.elements {
            let wanted = |(its, of): &Wish| its == code && (of.is_empty() || of == item);
            if wishes.iter().any(wanted) {
                *all.entry((code.clone(), item.clone())).or_default() += count;
            }
        }
    }
    all
}

/// Waits until the exchange has sent so many frames, and the engine has
/// decoded all that was in them.
///
/// # Panics
/// When it takes longer than [`PATIENCE`].
pub fn wait_for_frames(simulator: &Simulator, engine: &Engine, frames: u64) {
    wait_until("all frames are sent", || {
        simulator.counters().frames() >= frames
    });
    let sent = simulator.counters().elements();
    wait_until("all elements are decoded", || {
        engine.snapshot().decode.elements >= sent
    });
}

/// How each connection ended, once the exchange has noticed that it did.
///
/// # Panics
/// When it takes longer than [`PATIENCE`].
#[must_use]
pub fn endings(simulator: &Simulator) -> Vec<Option<Ending>> {
    let ended = || {
        let connections = simulator.counters().connections;
        connections.iter().map(|it| it.ended).collect::<Vec<_>>()
    };
    wait_until("all have ended", || ended().iter().all(Option::is_some));
    ended()
}

/// The examples of the pages for people, compiled, and run unless they need an account.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/start.md")]
    struct Start;
    #[doc = include_str!("../docs/embedding.md")]
    struct Embedding;
    #[doc = include_str!("../docs/journal.md")]
    struct Journal;
    #[doc = include_str!("../docs/latency.md")]
    struct Latency;
}
