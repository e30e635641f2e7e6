//! Several accounts in one engine: one connection each, one stream of records.

use kiwoom_engine::record::{LinkEventKind, RecordRef};
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::tokens::{FixedToken, Issued, SharedTokens, TokenProvider};
use kiwoom_engine::{
    Account, Builder, ControlError, Endpoint, Engine, EngineError, Feed, ReturnCode, SessionError,
    StartError, Token, TokenFailure, UnixNanos, clock,
};
use kiwoom_simulator::{Ending, Flush, Rate, Rules, Simulator, Tokens};
use kiwoom_tests::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc;
use std::time::Duration;

with_each_driver! {
    items_are_spread_over_the_accounts_and_come_in_one_stream,
    what_a_refused_account_held_moves_to_the_others,
    the_engine_ends_when_all_accounts_have,
    accounts_have_names_of_their_own,
    four_thousand_items_over_twenty_accounts,
    tokens_are_asked_for_while_it_runs,
    a_token_is_renewed_without_dropping_the_link,
    an_account_that_was_replaced_hands_on_what_it_held,
}

const TRADE: MessageType = MessageType::TRADE;

fn token_of(name: &str) -> Token {
    Token::new(format!("token-of-{name}")).unwrap()
}

fn account(name: &str) -> Account {
    Account::new(name, FixedToken::new(token_of(name)))
}

/// An exchange that knows these accounts.
fn exchange_of(names: &[&str]) -> Simulator {
    let tokens = names.iter().map(|name| format!("token-of-{name}"));
    let rules = Rules {
        tokens: Tokens::List(tokens.collect()),
        ..lenient()
    };
    let builder = Simulator::builder().rules(rules).flush(Flush::AtOnce);
    builder.rate(Rate::PerSecond(2_000.0)).start().unwrap()
}

fn engine_of(simulator: &Simulator, accounts: impl IntoIterator<Item = Account>) -> Builder {
    let endpoint = Endpoint::parse(&simulator.url()).unwrap();
    let builder = Engine::builder(endpoint).session(eager());
    accounts.into_iter().fold(builder, Builder::account)
}

/// Which connections each type and item came over, read until `enough`.
#[derive(Default)]
struct Seen {
    connections: BTreeMap<(&'static str, String), BTreeSet<u16>>,
    links: Vec<(u16, LinkEventKind, String)>,
}

impl Seen {
    fn take(&mut self, record: RecordRef<'_>) {
        let header = record.header();
        if let Some(link) = record.get::<kiwoom_engine::record::Link>() {
            let item = link.item.as_str().to_owned();
            self.links.push((header.connection(), link.event, item));
        } else if let Some(spec) = record.spec() {
            let key = (spec.message_type.code(), header.item().to_owned());
            let connections = self.connections.entry(key).or_default();
            connections.insert(header.connection());
        }
    }

    fn read_until(&mut self, feed: &mut Feed, what: &str, enough: impl Fn(&Self) -> bool) {
        wait_until(what, || {
            feed.each(4096, |record| self.take(record)).unwrap();
            enough(self)
        });
    }

    fn of(&self, code: &'static str, item: &str) -> Vec<u16> {
        let found = self.connections.get(&(code, item.to_owned()));
        found.into_iter().flatten().copied().collect()
    }
}

fn items_are_spread_over_the_accounts_and_come_in_one_stream(driver: Drive) {
    let simulator = exchange_of(&["a", "b", "c"]);
    let accounts = [
        account("a").item_limit(2),
        account("b").item_limit(2),
        account("c").item_limit(2).without_orders(),
    ];
    let items = ["005930", "000660", "035420", "051910", "005380", "000270"];
    let builder = engine_of(&simulator, accounts)
        .strategy("one", |it| roomy(it).trades(items).orders().market_phases());
    let (engine, mut feeds) = driver.start(builder).unwrap();
    assert_eq!(engine.accounts(), ["a", "b", "c"]);
    let mut seen = Seen::default();
    seen.read_until(&mut feeds[0], "all items come", |seen| {
        let trades = items.iter().all(|item| !seen.of("0B", item).is_empty());
        let orders: BTreeSet<u16> = seen
            .connections
            .iter()
            .filter(|((code, _), _)| *code == "00")
            .flat_map(|(_, connections)| connections)
            .copied()
            .collect();
        trades && orders.len() == 2
    });
    let homes: Vec<Vec<u16>> = items.iter().map(|item| seen.of("0B", item)).collect();
    assert!(homes.iter().all(|of| of.len() == 1), "{homes:?}");
    for connection in 0..3 {
        let its = homes.iter().filter(|of| **of == [connection]).count();
        assert_eq!(its, 2, "{homes:?}");
    }
    for ((code, _), connections) in &seen.connections {
        match *code {
            "00" => assert!(!connections.contains(&2), "orders of an account without"),
            "0s" => assert_eq!(connections.len(), 1, "the market's phases come once"),
            _ => {}
        }
    }
    // What is full says how full, whoever asks.
    let error = engine.control().subscribe("one", TRADE, ["068270"]);
    let Err(ControlError::NoRoom(error)) = error else {
        panic!("{error:?}")
    };
    assert_eq!((error.limit, error.room, error.asked), (6, 0, 1));
    // Data come as soon as they are registered; live is who has all answers.
    wait_until("all is registered", || engine.snapshot().is_live);
    let connections = engine.connections();
    assert!(connections.iter().all(|it| it.is_live && it.epoch == 1));
    let whole = engine.snapshot();
    assert!(whole.is_live);
    assert_eq!(whole.session.logins, 3);
    engine.stop().unwrap();
}

fn what_a_refused_account_held_moves_to_the_others(driver: Drive) {
    let simulator = exchange_of(&["good"]);
    let accounts = [account("bad").item_limit(3), account("good").item_limit(3)];
    let items = ["005930", "000660", "035420", "051910"];
    let mut settings = eager();
    settings.reconnect = kiwoom_engine::Reconnect::Always;
    let builder = engine_of(&simulator, accounts)
        .session(settings)
        .strategy("one", |it| roomy(it).trades(items).market_phases());
    let (engine, mut feeds) = driver.start(builder).unwrap();
    let mut seen = Seen::default();
    let rejected = |seen: &Seen| -> Vec<String> {
        let of = seen.links.iter();
        let rejected = of.filter(|(_, event, _)| *event == LinkEventKind::REJECTED);
        rejected.map(|(_, _, item)| item.clone()).collect()
    };
    seen.read_until(&mut feeds[0], "three items come", |seen| {
        let has = |item: &&&str| seen.of("0B", item) == [1];
        items.iter().filter(has).count() == 3 && rejected(seen).len() == 1
    });
    // One too many: told, and forgotten.
    let without = rejected(&seen);
    assert!(seen.of("0B", &without[0]).is_empty());
    let last = seen.links.iter().rfind(|(connection, ..)| *connection == 0);
    assert!(last.is_some_and(|(_, event, _)| {
        [LinkEventKind::STOPPED, LinkEventKind::REJECTED].contains(event)
    }));
    wait_until("the rest is registered", || engine.snapshot().is_live);
    let [bad, good] = &engine.connections()[..] else {
        panic!()
    };
    assert!(bad.has_ended && !bad.is_live && good.is_live && !good.has_ended);
    // The engine ends with the last of them, and says why.
    engine.control().stop();
    engine.join().unwrap();
}

fn the_engine_ends_when_all_accounts_have(driver: Drive) {
    let simulator = exchange_of(&[]);
    let builder = engine_of(&simulator, [account("a"), account("b")])
        .strategy("one", |it| it.trades(["005930"]));
    let (engine, feeds) = driver.start(builder).unwrap();
    let error = engine.join().unwrap_err();
    let EngineError::Session(reason) = error else {
        panic!("{error:?}")
    };
    assert!(matches!(
        *reason,
        SessionError::LoginRefused { code, .. } if code == ReturnCode::new(8005)
    ));
    let ledger = Ledger::read(feeds.into_iter().next().unwrap());
    let stopped = ledger
        .links
        .iter()
        .filter(|it| it.event == LinkEventKind::STOPPED);
    let mut connections: Vec<u16> = stopped.map(|it| it.header.connection()).collect();
    connections.sort_unstable();
    assert_eq!(connections, [0, 1]);
}

fn accounts_have_names_of_their_own(driver: Drive) {
    let simulator = exchange_of(&["a"]);
    let builder = engine_of(&simulator, [account("a"), account("a")])
        .strategy("one", |it| it.trades(["005930"]));
    let error = driver.start(builder).map(|(engine, _)| engine).unwrap_err();
    assert!(
        matches!(error, StartError::SameAccount(ref name) if name == "a"),
        "{error}"
    );
}

fn four_thousand_items_over_twenty_accounts(driver: Drive) {
    let names: Vec<String> = (0..20).map(|at| at.to_string()).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let simulator = exchange_of(&known);
    let items: Vec<String> = (0..4_000).map(|at| format!("{at:06}")).collect();
    let builder = engine_of(&simulator, known.iter().map(|name| account(name)))
        .strategy("all", |it| roomy(it).trades(&items).books(&items));
    let (engine, feeds) = driver.start(builder).unwrap();
    wait_until("everything is registered", || engine.snapshot().is_live);
    let control = engine.control();
    assert!(matches!(
        control.subscribe("all", TRADE, ["999999"]),
        Err(ControlError::NoRoom(_))
    ));
    control.unsubscribe("all", TRADE, ["000000"]).unwrap();
    control
        .unsubscribe("all", MessageType::ORDER_BOOK, ["000000"])
        .unwrap();
    control.subscribe("all", TRADE, ["999999"]).unwrap();
    wait_until("it comes", || {
        simulator.counters().elements_of("0B", "999999") > 0
    });
    assert_eq!(engine.connections().len(), 20);
    let subscribed: u64 = simulator.counters().connections.len() as u64;
    assert_eq!(subscribed, 20);
    engine.stop().unwrap();
    drop(feeds);
}

/// Hands out what it is told to, and tells when it is asked.
struct Scripted {
    asked: mpsc::Sender<bool>,
    answers: mpsc::Receiver<Result<Issued, TokenFailure>>,
}

impl TokenProvider for Scripted {
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
        // A test that is over doesn't listen.
        _ = self.asked.send(fresh);
        let gone = TokenFailure::permanent("the test is over");
        self.answers.recv().unwrap_or(Err(gone))
    }
}

fn scripted() -> (
    Account,
    mpsc::Receiver<bool>,
    mpsc::Sender<Result<Issued, TokenFailure>>,
) {
    let (asked, is_asked) = mpsc::channel();
    let (answer, answers) = mpsc::channel();
    let shared = SharedTokens::new(Scripted { asked, answers }).min_interval(Duration::ZERO);
    (Account::new("it", shared), is_asked, answer)
}

fn issued(name: &str, lasts: Option<Duration>) -> Result<Issued, TokenFailure> {
    let end = |lasts: Duration| UnixNanos::new(clock::wall().get() + lasts.as_nanos() as u64);
    Ok(Issued {
        token: token_of(name),
        expires: lasts.map(end),
    })
}

/// A refused token is replaced by a fresh one, and a failure is asked about
/// again: nobody has to start anything anew.
fn tokens_are_asked_for_while_it_runs(driver: Drive) {
    let simulator = exchange_of(&["new"]);
    let (account, asked, answer) = scripted();
    let mut settings = eager();
    settings.reconnect = kiwoom_engine::Reconnect::Always;
    settings.backoff_base = Duration::from_millis(1);
    let builder = engine_of(&simulator, [account])
        .session(settings)
        .strategy("one", |it| it.trades(["005930"]));
    let (engine, mut feeds) = driver.start(builder).unwrap();
    assert!(!asked.recv_timeout(PATIENCE).unwrap());
    answer
        .send(Err(TokenFailure::transient("no route")))
        .unwrap();
    assert!(!asked.recv_timeout(PATIENCE).unwrap());
    answer.send(issued("old", None)).unwrap();
    // Refused: another one is wanted.
    assert!(asked.recv_timeout(PATIENCE).unwrap());
    answer.send(issued("new", None)).unwrap();
    wait_until("it is live", || engine.snapshot().is_live);
    let stats = engine.snapshot().session;
    assert_eq!((stats.token_failures, stats.login_refusals), (1, 1));
    engine.stop().unwrap();
    let ledger = Ledger::read(feeds.remove(0));
    let downs = ledger
        .links
        .iter()
        .filter(|it| it.event == LinkEventKind::DOWN);
    let texts: Vec<&str> = downs.map(|it| it.text.as_str()).collect();
    assert!(texts[0].contains("no route"), "{texts:?}");
    assert!(texts[1].contains("8005"), "{texts:?}");
    for link in &ledger.links {
        assert!(!link.text.as_str().contains("token-of-"));
    }
}

/// A token that ends is renewed while the link that was made with it goes on.
fn a_token_is_renewed_without_dropping_the_link(driver: Drive) {
    let simulator = exchange_of(&["first", "second"]);
    let (account, asked, answer) = scripted();
    let builder = engine_of(&simulator, [account]).strategy("one", |it| it.trades(["005930"]));
    let (engine, feeds) = driver.start(builder).unwrap();
    assert!(!asked.recv_timeout(PATIENCE).unwrap());
    answer
        .send(issued("first", Some(Duration::from_secs(1))))
        .unwrap();
    wait_until("it is live", || engine.snapshot().is_live);
    assert!(
        !asked.recv_timeout(PATIENCE).unwrap(),
        "renewed, not refused"
    );
    answer.send(issued("second", None)).unwrap();
    let before = engine.snapshot().routed;
    wait_until("data come on", || engine.snapshot().routed > before + 1_000);
    let connections = simulator.counters().connections;
    assert_eq!(connections.len(), 1, "one link all the time");
    engine.stop().unwrap();
    let ledger = Ledger::read(feeds.into_iter().next().unwrap());
    assert_eq!(ledger.events().len(), 5, "{:?}", ledger.events());
    assert_eq!(endings(&simulator), [Some(Ending::Client)]);
}

/// Somebody whose key is used elsewhere stops, and the others take over.
fn an_account_that_was_replaced_hands_on_what_it_held(driver: Drive) {
    let simulator = exchange_of(&["a", "b"]);
    let builder = engine_of(&simulator, [account("a"), account("b")])
        .strategy("one", |it| roomy(it).trades(["005930", "000660"]));
    let (engine, mut feeds) = driver.start(builder).unwrap();
    let mut seen = Seen::default();
    seen.read_until(&mut feeds[0], "both come", |seen| {
        seen.of("0B", "005930") == [0] && seen.of("0B", "000660") == [1]
    });
    let intruder = engine_of(&simulator, [account("a")]).strategy("it", |it| it);
    let (intruder, _its_feeds) = driver.start(intruder).unwrap();
    seen.read_until(&mut feeds[0], "it comes over the other", |seen| {
        seen.of("0B", "005930") == [0, 1]
    });
    let stopped = |(connection, event, _): &&(u16, LinkEventKind, String)| {
        *connection == 0 && *event == LinkEventKind::STOPPED
    };
    assert_eq!(seen.links.iter().filter(stopped).count(), 1);
    intruder.stop().unwrap();
    engine.stop().unwrap();
}

/// Several I/O threads are one engine: what a thread's accounts held moves to
/// those of another, and a strategy reads on.
#[test]
fn threads_share_the_accounts_and_the_strategies() {
    let simulator = exchange_of(&["a", "c", "d"]);
    let accounts = [
        account("a").item_limit(2),
        // Refused: its thread's other account goes on.
        account("bad").item_limit(2),
        account("c").item_limit(2),
        account("d").item_limit(1),
    ];
    let items = ["005930", "000660", "035420", "051910"];
    let mut settings = eager();
    settings.reconnect = kiwoom_engine::Reconnect::Always;
    let builder = engine_of(&simulator, accounts)
        .session(settings)
        .io_threads(2)
        .strategy("one", |it| roomy(it).trades(items).orders())
        .strategy("two", |it| roomy(it).trades(["005930"]));
    let (engine, mut feeds) = builder.start().unwrap();
    let mut seen = Seen::default();
    let mut last = BTreeMap::new();
    wait_until("all come over those that are good", || {
        let read = feeds[0].each(4096, |record| {
            let header = record.header();
            // What comes over one connection comes in order.
            let before = last.insert(header.connection(), header.sequence());
            assert!(before < Some(header.sequence()), "{record:?}");
            seen.take(record);
        });
        read.unwrap();
        items.iter().all(|item| !seen.of("0B", item).is_empty())
    });
    let stopped = |seen: &Seen| {
        let mut links = seen.links.iter();
        links.any(|(at, event, _)| *at == 1 && *event == LinkEventKind::STOPPED)
    };
    seen.read_until(&mut feeds[0], "the bad one has ended", stopped);
    assert!(items.iter().all(|item| !seen.of("0B", item).contains(&1)));
    assert_eq!(engine.connections().len(), 4);
    wait_until("the rest is live", || engine.snapshot().is_live);
    assert!(engine.connections()[1].has_ended);
    let control = engine.control();
    // Five places, of which four are taken.
    let error = control.subscribe("one", TRADE, ["068270", "207940"]);
    assert!(matches!(error, Err(ControlError::NoRoom(error)) if error.room == 1));
    control.subscribe("two", TRADE, ["068270"]).unwrap();
    let mut other = Seen::default();
    other.read_until(&mut feeds[1], "it comes", |seen| {
        !seen.of("0B", "068270").is_empty() && !seen.of("0B", "005930").is_empty()
    });
    control
        .unsubscribe("two", TRADE, ["068270", "005930"])
        .unwrap();
    control.subscribe("two", TRADE, ["207940"]).unwrap();
    other.read_until(&mut feeds[1], "another comes in its place", |seen| {
        !seen.of("0B", "207940").is_empty()
    });
    engine.stop().unwrap();
    for mut feed in feeds {
        let closed = loop {
            match feed.each(4096, |_| {}) {
                Err(closed) => break closed,
                Ok(_) => _ = feed.wait(None),
            }
        };
        assert_eq!(closed.reason, kiwoom_engine::CloseReason::Stopped);
    }
}
