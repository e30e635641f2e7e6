//! Everything that was sent arrives once, in order, in every strategy that
//! asked for it: over real sockets, plain and TLS.

use kiwoom_engine::record::LinkEventKind;
use kiwoom_engine::schema::{MESSAGES, MessageType, Segment};
use kiwoom_engine::{Builder, CloseReason, EngineError, IoMode, ReturnCode, SessionError};
use kiwoom_simulator::{Pace, Rate, Replay, Rules, SecondSession, Simulator, Tokens};
use kiwoom_tests::got::{Got, PATIENCE, WAIT, certificate, engine, exchange, sent, token};
use std::time::{Duration, Instant};

/// Room for everything that a test sends.
const ROOM: usize = 64 << 20;

/// Runs an engine with three strategies until each has what was sent.
fn three_strategies(simulator: Simulator, builder: Builder, frames: u64) {
    let (engine, mut feeds) = builder
        .strategy("trades", |it| {
            it.trades(["005930", "000660"]).capacity(ROOM).wait(WAIT)
        })
        .strategy("books", |it| {
            it.books(["005930", "035420_AL"]).capacity(ROOM).wait(WAIT)
        })
        .strategy("both", |it| {
            it.trades(["005930"])
                .books(["005930", "000660"])
                .capacity(ROOM)
                .wait(WAIT)
        })
        .start()
        .unwrap();
    let wants: [&[(&str, &str)]; 3] = [
        &[("0B", "005930"), ("0B", "000660")],
        &[("0D", "005930"), ("0D", "035420_AL")],
        &[("0B", "005930"), ("0D", "005930"), ("0D", "000660")],
    ];
    // The exchange sends so many frames and no more.
    let mut got = [Got::default(), Got::default(), Got::default()];
    let end = Instant::now() + PATIENCE;
    while simulator.counters().frames() < frames {
        for (got, feed) in got.iter_mut().zip(&mut feeds) {
            feed.each(1024, |record| got.take(record)).unwrap();
        }
        assert!(Instant::now() < end, "the exchange doesn't come to its end");
    }
    let sent_at_all = simulator.counters();
    for ((got, feed), wants) in got.iter_mut().zip(&mut feeds).zip(wants) {
        let sent = sent(&sent_at_all, |code, item| wants.contains(&(code, item)));
        let total: u64 = sent.values().sum();
        assert!(total > 100, "the test sends too little to show anything");
        got.read(feed, |got| got.total() >= total).unwrap();
        assert_eq!(got.elements, sent);
        assert_eq!(got.lost, 0);
        assert_eq!(
            got.events,
            [
                LinkEventKind::CONNECTING,
                LinkEventKind::UP,
                LinkEventKind::RESTORED
            ]
        );
    }
    assert!(
        got[0].compared > 100,
        "trades were compared with their forerunners"
    );
    engine.stop().unwrap();
    for (got, feed) in got.iter_mut().zip(&mut feeds) {
        let before = got.total();
        assert_eq!(got.read_to_end(feed).reason, CloseReason::Stopped);
        assert_eq!(got.total(), before, "nothing came twice");
        assert_eq!(
            got.events[3..],
            [LinkEventKind::DOWN, LinkEventKind::STOPPED]
        );
    }
}

#[test]
fn plain_every_mode() {
    for mode in [
        IoMode::Block,
        IoMode::BusyPoll,
        IoMode::Hybrid {
            spin: Duration::from_micros(50),
        },
    ] {
        let simulator = exchange().limit(10_000).start().unwrap();
        let builder = engine(&simulator.url()).io(mode);
        three_strategies(simulator, builder, 10_000);
    }
}

#[test]
fn plain_as_fast_as_it_goes() {
    let simulator = exchange()
        .rate(Rate::AsFastAsRead)
        .limit(50_000)
        .start()
        .unwrap();
    let builder = engine(&simulator.url());
    three_strategies(simulator, builder, 50_000);
}

#[test]
fn tls() {
    let (chain, key, root) = certificate();
    let simulator = exchange().tls(chain, key).limit(20_000).start().unwrap();
    let builder = engine(&simulator.url()).tls_roots([root]);
    three_strategies(simulator, builder, 20_000);
}

#[test]
fn every_type() {
    for segment in [Segment::Domestic, Segment::Us] {
        let simulator = exchange()
            // Orders are never dropped: they must not come faster than anyone can read.
            .rate(Rate::PerSecond(5_000.0))
            .limit(10_000)
            .start()
            .unwrap();
        let url = match segment {
            Segment::Us => simulator.us_url(),
            _ => simulator.url(),
        };
        // Condition searches are asked for in another way.
        let types: Vec<MessageType> = MESSAGES
            .iter()
            .filter(|spec| spec.segment == segment && !spec.name.ends_with("condition_match"))
            .map(|spec| spec.message_type)
            .collect();
        let (_engine, mut feeds) = engine(&url)
            .strategy("all", |mut it| {
                for of in &types {
                    it = it.subscribe(*of, items(*of));
                }
                it.capacity(ROOM).wait(WAIT)
            })
            .start()
            .unwrap();
        let mut got = Got::default();
        got.read(&mut feeds[0], |got| got.total() >= 10_000)
            .unwrap();
        let counters = simulator.counters();
        let sent = sent(&counters, |_, _| true);
        let total = sent.values().sum();
        got.read(&mut feeds[0], |got| got.total() >= total).unwrap();
        assert_eq!(got.elements, sent);
        for of in types {
            let came = got.elements.keys().any(|(code, _)| code == of.code());
            assert!(came, "nothing of {of:?} came");
        }
    }
}

fn items(of: MessageType) -> &'static [&'static str] {
    match of.code() {
        "00" | "04" | "0s" | "1h" | "F4" | "F5" => &[""],
        "0J" | "0U" => &["001", "101"],
        "0I" => &["MGU"],
        "0m" | "0u" => &["57JBHH"],
        "0G" => &["069500"],
        "FE" | "FT" => &["NVDA", "AAPL"],
        _ => &["005930", "000660_NX", "035420_AL"],
    }
}

#[test]
fn a_slow_strategy_is_told_exactly_what_it_lost() {
    const FRAMES: u64 = 30_000;
    let simulator = exchange()
        .rate(Rate::AsFastAsRead)
        .limit(FRAMES)
        .start()
        .unwrap();
    let (engine, mut feeds) = engine(&simulator.url())
        .strategy("quick", |it| {
            it.trades(["005930"]).capacity(ROOM).wait(WAIT)
        })
        .strategy("slow", |it| {
            it.trades(["005930"]).capacity(64 << 10).wait(WAIT)
        })
        .start()
        .unwrap();
    let (mut quick, mut slow) = (Got::default(), Got::default());
    quick
        .read(&mut feeds[0], |got| got.total() >= FRAMES)
        .unwrap();
    assert_eq!((quick.total(), quick.lost), (FRAMES, 0));
    // The slow one reads only now, and to the end.
    engine.stop().unwrap();
    slow.read_to_end(&mut feeds[1]);
    assert!(
        slow.lost > FRAMES / 2,
        "a ring of 64 KiB holds no more than some 200 trades"
    );
    assert_eq!(slow.total() + slow.lost, FRAMES);
    let counts = feeds[1].counts();
    assert_eq!(counts.lost, slow.lost);
}

#[test]
fn subscriptions_change_while_it_runs() {
    let simulator = exchange().start().unwrap();
    let (engine, mut feeds) = engine(&simulator.url())
        .strategy("maker", |it| {
            it.trades(["005930"]).capacity(ROOM).wait(WAIT)
        })
        .start()
        .unwrap();
    let mut got = Got::default();
    let has = |item: &'static str| {
        move |got: &Got| {
            got.elements
                .contains_key(&("0B".to_owned(), item.to_owned()))
        }
    };
    got.read(&mut feeds[0], has("005930")).unwrap();
    let control = engine.control();
    control
        .subscribe("maker", MessageType::TRADE, ["000660"])
        .unwrap();
    got.read(&mut feeds[0], has("000660")).unwrap();
    control
        .unsubscribe("maker", MessageType::TRADE, ["005930"])
        .unwrap();
    // Once it is off, only the other one comes: 1,000 in a row.
    let mut last = 0;
    loop {
        let mut fresh = Got::default();
        std::mem::swap(&mut fresh.elements, &mut got.elements);
        got.read(&mut feeds[0], |got| got.total() >= 1000).unwrap();
        if !has("005930")(&got) {
            break;
        }
        last += 1;
        assert!(last < 1000, "it never stopped");
    }
    let unknown = control.subscribe("taker", MessageType::TRADE, ["000660"]);
    assert!(unknown.is_err());
    assert!(
        control
            .subscribe("maker", MessageType::TRADE, ["0 0"])
            .is_err()
    );
}

#[test]
fn a_refused_login_says_what_to_do() {
    let rules = Rules {
        tokens: Tokens::List(vec!["another".to_owned()]),
        ..Rules::default()
    };
    let simulator = exchange().rules(rules).start().unwrap();
    let (engine, mut feeds) = engine(&simulator.url())
        .strategy("maker", |it| it.trades(["005930"]).wait(WAIT))
        .start()
        .unwrap();
    let mut got = Got::default();
    got.read_to_end(&mut feeds[0]);
    assert_eq!(
        got.events,
        [
            LinkEventKind::CONNECTING,
            LinkEventKind::DOWN,
            LinkEventKind::STOPPED
        ]
    );
    assert!(got.texts[1].contains("8005"), "{:?}", got.texts);
    match engine.join() {
        Err(EngineError::Session(reason)) => assert!(
            matches!(*reason, SessionError::LoginRefused { code, .. } if code == ReturnCode::TOKEN_INVALID)
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_second_session_ends_the_first() {
    let simulator = exchange()
        .rules(Rules {
            second_session: SecondSession::Kick,
            ..Rules::default()
        })
        .start()
        .unwrap();
    let start = || {
        engine(&simulator.url())
            .token(token("shared"))
            .strategy("maker", |it| {
                it.trades(["005930"]).capacity(ROOM).wait(WAIT)
            })
            .start()
            .unwrap()
    };
    let (first, mut feeds) = start();
    let mut got = Got::default();
    got.read(&mut feeds[0], |got| got.total() > 0).unwrap();
    let _second = start();
    got.read_to_end(&mut feeds[0]);
    assert!(got.events.ends_with(&[
        LinkEventKind::SYSTEM,
        LinkEventKind::DOWN,
        LinkEventKind::STOPPED
    ]));
    match first.join() {
        Err(EngineError::Session(reason)) => assert_eq!(*reason, SessionError::SessionReplaced),
        other => panic!("{other:?}"),
    }
}

#[test]
fn pings_are_echoed() {
    let rules = Rules {
        idle: Duration::from_millis(50),
        unanswered_pings: 3,
        ..Rules::default()
    };
    let simulator = exchange().rules(rules).start().unwrap();
    let (engine, mut feeds) = engine(&simulator.url())
        .strategy("maker", |it| {
            it.trades(["005930"]).capacity(ROOM).wait(WAIT)
        })
        .start()
        .unwrap();
    let mut got = Got::default();
    while engine.snapshot().session.pings < 20 {
        let before = got.total();
        got.read(&mut feeds[0], |got| got.total() > before).unwrap();
    }
    assert_eq!(got.events.len(), 3, "the link stayed up: {:?}", got.events);
}

#[test]
fn a_wrong_root_is_refused_and_no_token_is_sent() {
    let (chain, key, _) = certificate();
    let (_, _, another) = certificate();
    let simulator = exchange().tls(chain, key).start().unwrap();
    let (engine, mut feeds) = engine(&simulator.url())
        .tls_roots([another])
        .strategy("maker", |it| it.trades(["005930"]).wait(WAIT))
        .start()
        .unwrap();
    let mut got = Got::default();
    got.read_to_end(&mut feeds[0]);
    assert!(
        got.texts.iter().any(|text| text.contains("certificate")),
        "{:?}",
        got.texts
    );
    engine.join().unwrap_err();
    assert!(
        simulator.stop().connections.is_empty(),
        "no handshake ended well"
    );
}

#[test]
fn what_the_tables_lack_reaches_who_asks_for_it() {
    let frames = concat!(
        r#"{"data":[{"values":{"27":"-20800","28":"-20700","99999":"?","7":"x"},"type":"0C","name":"","item":"005930"}],"trnm":"REAL"}"#,
        "\n",
        r#"{"data":[{"values":{"1":"x"},"type":"ZZ","name":"","item":"005930"}],"trnm":"REAL"}"#,
        "\n",
        r#"{"data":[{"values":{"27":"-20900","28":"-20800"},"type":"0C","name":"","item":"005930"}],"trnm":"REAL"}"#,
    );
    let replay = Replay::from_text(frames, Pace::Rate).unwrap();
    let simulator = exchange().replay(replay).start().unwrap();
    let (engine, mut feeds) = engine(&simulator.url())
        .strategy("plain", |it| it.best_quotes(["005930"]).wait(WAIT))
        .strategy("curious", |it| {
            it.best_quotes(["005930"]).unknown().wait(WAIT)
        })
        .start()
        .unwrap();
    for (feed, unknown) in feeds.iter_mut().zip([0, 2]) {
        let mut got = Got::default();
        got.read(feed, |got| got.total() == 2).unwrap();
        assert_eq!(got.unknown, unknown);
    }
    // Counters are published a moment later than records.
    let end = Instant::now() + PATIENCE;
    while engine.snapshot().decode.frames < 3 && Instant::now() < end {
        std::thread::yield_now();
    }
    let decode = engine.snapshot().decode;
    assert_eq!((decode.unknown_fields, decode.unknown_types), (2, 1));
}

#[test]
fn dropping_a_feed_or_the_engine_ends_it_quietly() {
    let simulator = exchange().start().unwrap();
    let (engine, mut feeds) = engine(&simulator.url())
        .strategy("one", |it| it.trades(["005930"]).wait(WAIT))
        .strategy("two", |it| it.trades(["005930"]).capacity(ROOM).wait(WAIT))
        .start()
        .unwrap();
    let mut two = feeds.pop().unwrap();
    let mut got = Got::default();
    got.read(&mut two, |got| got.total() > 100).unwrap();
    drop(feeds);
    let before = got.total();
    got.read(&mut two, |got| got.total() > before + 1000)
        .unwrap();
    assert_eq!(got.lost, 0);
    drop(engine);
    assert_eq!(got.read_to_end(&mut two).reason, CloseReason::Stopped);
}
