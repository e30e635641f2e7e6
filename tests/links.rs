//! What happens to the connection, as strategies and the program are told.

use kiwoom_engine::record::{Link, LinkEventKind};
use kiwoom_engine::{
    CloseReason, Engine, EngineError, LinkLoss, OpenStep, Reconnect, ReturnCode, SessionError,
    SystemCode,
};
use kiwoom_simulator::{Ending, Rate, Rules, Simulator, Tokens};
use kiwoom_tests::*;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::time::Duration;

with_each_driver! {
    a_good_day_is_told_in_order,
    a_refused_token_is_told_with_advice,
    a_refused_token_is_tried_three_times,
    a_second_session_with_the_same_token_ends_the_first,
    what_the_exchange_has_no_room_for_is_told_item_by_item,
    a_closed_port_is_told,
    a_wrong_path_is_told,
    a_server_that_says_nothing_is_given_up,
    an_exchange_that_dies_is_told,
    a_link_that_goes_silent_is_given_up,
    pings_keep_the_link_up,
    dropping_the_engine_ends_the_feeds,
}

const CONNECTING: LinkEventKind = LinkEventKind::CONNECTING;
const UP: LinkEventKind = LinkEventKind::UP;
const RESTORED: LinkEventKind = LinkEventKind::RESTORED;
const REJECTED: LinkEventKind = LinkEventKind::REJECTED;
const SYSTEM: LinkEventKind = LinkEventKind::SYSTEM;
const DOWN: LinkEventKind = LinkEventKind::DOWN;
const STOPPED: LinkEventKind = LinkEventKind::STOPPED;

const TRADES: [Wish; 2] = [("0B", "005930"), ("0B", "000660")];

/// Why the session ended, where it wasn't asked to.
fn reason(engine: Engine) -> SessionError {
    match engine.join() {
        Err(EngineError::Session(reason)) => *reason,
        other => panic!("{other:?}"),
    }
}

/// The last words to a strategy say what the program is told, too.
fn check_end(ledger: &Ledger, reason: &SessionError) {
    let [.., down, stopped] = &ledger.links[..] else {
        panic!("{:?}", ledger.links)
    };
    assert_eq!((down.event, stopped.event), (DOWN, STOPPED));
    let words = reason.to_string();
    for link in [down, stopped] {
        let text = link.text.as_str();
        assert!(
            words.starts_with(text) && text.len() > 10,
            "{text:?} of {words:?}"
        );
        assert!(!text.contains(TOKEN));
    }
    let asked_for = *reason == SessionError::StopRequested;
    assert!(asked_for || words.contains("what to do"), "{words}");
    assert!(!words.contains(TOKEN));
    assert_eq!(ledger.closed, Some(CloseReason::Stopped));
}

/// An exchange with these rules that sends ten messages a second.
fn with_rules(rules: Rules) -> Simulator {
    Simulator::builder().rules(rules).start().unwrap()
}

fn a_good_day_is_told_in_order(driver: Drive) {
    let simulator = exchange(100).start().unwrap();
    let builder = engine(&simulator.url())
        .strategy("one", |it| subscribe(it, &TRADES).market_phases())
        // Who wants nothing yet is told all the same.
        .strategy("idle", |it| it);
    let (engine, feeds) = driver.start(builder).unwrap();
    wait_for_frames(&simulator, &engine, 100);
    wait_until("all is registered", || engine.snapshot().is_live);
    engine.stop().unwrap();
    let ledgers: Vec<Ledger> = feeds.into_iter().map(Ledger::read).collect();
    for ledger in &ledgers {
        assert_eq!(ledger.events(), [CONNECTING, UP, RESTORED, DOWN, STOPPED]);
        let epochs = |link: &Link| link.header.epoch();
        assert_eq!(
            ledger.links.iter().map(epochs).collect::<Vec<_>>(),
            [0, 1, 1, 1, 1]
        );
        let restored = &ledger.links[2];
        assert_eq!((restored.accepted, restored.rejected), (3, 0));
        check_end(ledger, &SessionError::StopRequested);
    }
    assert!(ledgers[1].rows.is_empty());
    // Data come between UP and DOWN, and only there.
    let ledger = &ledgers[0];
    let [_, up, _, down, _] = &ledger.links[..] else {
        panic!()
    };
    let first = ledger.rows.first().unwrap().sequence;
    let last = ledger.rows.last().unwrap().sequence;
    assert!(up.header.sequence() < first && last < down.header.sequence());
    assert_eq!(endings(&simulator), [Some(Ending::Client)]);
}

fn a_refused_token_is_told_with_advice(driver: Drive) {
    let simulator = with_rules(Rules {
        tokens: Tokens::List(vec!["another".to_owned()]),
        ..lenient()
    });
    let (engine, feed) = start_one(driver, &simulator.url(), &TRADES);
    let ledger = Ledger::read(feed);
    let reason = reason(engine);
    let SessionError::LoginRefused { code, text } = reason else {
        panic!("{reason:?}")
    };
    assert_eq!(code, ReturnCode::TOKEN_INVALID);
    assert!(text.as_str().contains("Token"), "{text}");
    assert_eq!(ledger.events(), [CONNECTING, DOWN, STOPPED]);
    assert_eq!(ledger.links[1].code, 8005);
    let told = ledger.links[1].text.as_str();
    assert!(told.contains("8005"), "{told}");
    check_end(&ledger, &reason);
    assert!(reason.to_string().contains("get a new token"), "{reason}");
    assert_eq!(simulator.stop().connections[0].received, 1);
}

fn a_refused_token_is_tried_three_times(driver: Drive) {
    let simulator = with_rules(Rules {
        tokens: Tokens::List(vec!["another".to_owned()]),
        ..lenient()
    });
    let mut settings = eager();
    settings.reconnect = Reconnect::Always;
    settings.backoff_base = Duration::from_millis(1);
    let builder = engine(&simulator.url()).session(settings);
    let builder = builder.strategy("one", |it| subscribe(it, &TRADES));
    let (engine, feeds) = driver.start(builder).unwrap();
    let ledger = Ledger::read(feeds.into_iter().next().unwrap());
    let attempt = [CONNECTING, DOWN];
    let mut expected = [attempt, attempt, attempt].concat();
    expected.push(STOPPED);
    assert_eq!(ledger.events(), expected);
    let reason = reason(engine);
    assert!(
        matches!(reason, SessionError::LoginRefused { .. }),
        "{reason}"
    );
    check_end(&ledger, &reason);
    assert_eq!(simulator.stop().connections.len(), 3);
}

fn a_second_session_with_the_same_token_ends_the_first(driver: Drive) {
    let simulator = with_rules(lenient());
    let (first, first_feed) = start_one(driver, &simulator.url(), &TRADES);
    wait_until("the first is live", || first.snapshot().is_live);
    let (second, second_feed) = start_one(driver, &simulator.url(), &TRADES);
    let ledger = Ledger::read(first_feed);
    let reason = reason(first);
    assert_eq!(reason, SessionError::SessionReplaced);
    assert_eq!(
        ledger.events(),
        [CONNECTING, UP, RESTORED, SYSTEM, DOWN, STOPPED]
    );
    let system = &ledger.links[3];
    assert_eq!(
        system.system_code.as_str(),
        SystemCode::SESSION_REPLACED.as_str()
    );
    assert!(system.text.as_str().contains("App key"), "{system:?}");
    check_end(&ledger, &reason);
    wait_until("the second is live", || second.snapshot().is_live);
    second.stop().unwrap();
    assert_eq!(
        Ledger::read(second_feed).events(),
        [CONNECTING, UP, RESTORED, DOWN, STOPPED]
    );
    assert_eq!(
        endings(&simulator),
        [Some(Ending::Kicked), Some(Ending::Client)]
    );
}

fn what_the_exchange_has_no_room_for_is_told_item_by_item(driver: Drive) {
    let simulator = with_rules(Rules {
        items_per_session: 2,
        ..lenient()
    });
    let mut settings = eager();
    settings.items_per_request = 2;
    let wishes: [Wish; 4] = [
        ("0B", "000001"),
        ("0B", "000002"),
        ("0B", "000003"),
        ("0D", "000003"),
    ];
    let builder = engine(&simulator.url()).session(settings);
    let builder = builder.strategy("one", |it| subscribe(it, &wishes).orders());
    let (engine, feeds) = driver.start(builder).unwrap();
    wait_until("all is answered", || engine.snapshot().is_live);
    engine.stop().unwrap();
    let ledger = Ledger::read(feeds.into_iter().next().unwrap());
    assert_eq!(
        ledger.events(),
        [CONNECTING, UP, REJECTED, REJECTED, RESTORED, DOWN, STOPPED]
    );
    for (link, code) in ledger.links[2..4].iter().zip(["0B", "0D"]) {
        assert_eq!(
            (link.message_type.as_str(), link.item.as_str()),
            (code, "000003")
        );
        assert_eq!(link.code, ReturnCode::SESSION_FULL.get());
        assert!(link.text.as_str().contains("105115"), "{link:?}");
    }
    assert_eq!((ledger.links[4].accepted, ledger.links[4].rejected), (3, 2));
}

fn a_closed_port_is_told(driver: Drive) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("ws://{}/", listener.local_addr().unwrap());
    drop(listener);
    let (engine, feed) = start_one(driver, &url, &TRADES);
    let ledger = Ledger::read(feed);
    let reason = reason(engine);
    let loss = LinkLoss::Connect(ErrorKind::ConnectionRefused);
    assert_eq!(reason, SessionError::Lost { loss });
    assert_eq!(ledger.events(), [CONNECTING, DOWN, STOPPED]);
    check_end(&ledger, &reason);
}

fn a_wrong_path_is_told(driver: Drive) {
    let simulator = with_rules(lenient());
    let url = format!("ws://{}/api/elsewhere", simulator.addr());
    let (engine, feed) = start_one(driver, &url, &TRADES);
    let ledger = Ledger::read(feed);
    let reason = reason(engine);
    let loss = LinkLoss::Upgrade { status: 404 };
    assert_eq!(reason, SessionError::Lost { loss });
    check_end(&ledger, &reason);
}

fn a_server_that_says_nothing_is_given_up(driver: Drive) {
    // The system takes the connection in; nobody ever looks at it.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut settings = eager();
    settings.upgrade_timeout = Duration::from_millis(100);
    let builder = engine(&format!("ws://{}/", listener.local_addr().unwrap()));
    let builder = builder
        .session(settings)
        .strategy("one", |it| subscribe(it, &TRADES));
    let (engine, feeds) = driver.start(builder).unwrap();
    let ledger = Ledger::read(feeds.into_iter().next().unwrap());
    let reason = reason(engine);
    let step = OpenStep::Upgrade;
    assert_eq!(reason, SessionError::OpenTimeout { step });
    assert_eq!(ledger.events(), [CONNECTING, DOWN, STOPPED]);
    check_end(&ledger, &reason);
}

fn an_exchange_that_dies_is_told(driver: Drive) {
    let simulator = exchange(u64::MAX)
        .rate(Rate::PerSecond(20_000.0))
        .start()
        .unwrap();
    let (engine, feed) = start_one(driver, &simulator.url(), &TRADES);
    let reader = Reader::start(feed);
    wait_until("data flow", || reader.read() > 1_000);
    let sent = simulator.stop();
    let reason = reason(engine);
    assert!(
        matches!(
            reason,
            SessionError::Lost {
                loss: LinkLoss::Truncated | LinkLoss::Io(_)
            }
        ),
        "{reason:?}"
    );
    let ledger = reader.end();
    assert_eq!(ledger.events(), [CONNECTING, UP, RESTORED, DOWN, STOPPED]);
    check_end(&ledger, &reason);
    assert!(ledger.rows.len() as u64 <= sent.elements());
    assert_eq!(ledger.counts.lost, 0);
}

fn a_link_that_goes_silent_is_given_up(driver: Drive) {
    let simulator = exchange(1).start().unwrap();
    let mut settings = eager();
    settings.stale_after = Duration::from_millis(200);
    let builder = engine(&simulator.url()).session(settings);
    let builder = builder.strategy("one", |it| subscribe(it, &TRADES));
    let (engine, feeds) = driver.start(builder).unwrap();
    let ledger = Ledger::read(feeds.into_iter().next().unwrap());
    let reason = reason(engine);
    assert_eq!(reason, SessionError::Stale);
    assert_eq!(ledger.rows.len(), 1);
    check_end(&ledger, &reason);
}

fn pings_keep_the_link_up(driver: Drive) {
    let simulator = with_rules(Rules {
        idle: Duration::from_millis(20),
        unanswered_pings: 3,
        ..lenient()
    });
    let (engine, feed) = start_one(driver, &simulator.url(), &TRADES);
    let reader = Reader::start(feed);
    wait_until("many PINGs are sent back", || {
        engine.snapshot().session.pings > 30
    });
    assert!(engine.snapshot().is_live);
    engine.stop().unwrap();
    assert_eq!(endings(&simulator), [Some(Ending::Client)]);
    assert!(simulator.stop().connections[0].pings >= 30);
    assert_eq!(
        reader.end().events(),
        [CONNECTING, UP, RESTORED, DOWN, STOPPED]
    );
}

fn dropping_the_engine_ends_the_feeds(driver: Drive) {
    let simulator = exchange(u64::MAX)
        .rate(Rate::PerSecond(1_000.0))
        .start()
        .unwrap();
    let (engine, feed) = start_one(driver, &simulator.url(), &TRADES);
    let reader = Reader::start(feed);
    wait_until("data flow", || reader.read() > 100);
    drop(engine);
    let ledger = reader.end();
    assert_eq!(ledger.events(), [CONNECTING, UP, RESTORED, DOWN, STOPPED]);
    assert_eq!(ledger.closed, Some(CloseReason::Stopped));
    assert_eq!(endings(&simulator), [Some(Ending::Client)]);
}
