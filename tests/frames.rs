//! Frames as the live server writes them, and as it never should, through the
//! whole engine.

use kiwoom_engine::record::*;
use kiwoom_engine::schema::MESSAGES;
use kiwoom_engine::{Closed, Engine, Feed, Strategy};
use kiwoom_simulator::{Pace, Rate, Replay, Simulator};
use kiwoom_tests::*;
use std::collections::BTreeSet;

with_each_driver! {
    handlers_and_matches_see_the_same_records,
    bad_frames_cost_themselves_only,
    a_bad_value_costs_its_field_only,
    what_the_tables_lack_reaches_who_asks_for_it,
}

/// Frames of every type, from the documents and from the live server.
const EXAMPLES: &str = include_str!("../engine/tests/data/official-examples.jsonl");
const RECORDED: &str = include_str!("../engine/tests/data/recorded-frames.jsonl");

/// Writes down every record that it is handed.
#[derive(Default)]
struct Scribe {
    records: Vec<String>,
    batches: usize,
}

macro_rules! all_records {
    ($($record:ident $method:ident)*) => {
        impl Handler for Scribe {
            $(fn $method(&mut self, record: &$record) {
                self.records.push(format!("{} {record:?}", stringify!($record)));
            })*

            fn on_batch_end(&mut self) {
                self.batches += 1;
            }
        }

        /// The same, by a `match`.
        fn written(record: RecordRef<'_>) -> String {
            match record.typed() {
                $(Some(Record::$record(record)) => {
                    format!("{} {record:?}", stringify!($record))
                })*
                other => panic!("{other:?}"),
            }
        }
    };
}

all_records! {
    Order on_order
    ConditionMatch on_condition_match
    Balance on_balance
    Quote on_quote
    Trade on_trade
    BestQuote on_best_quote
    OrderBook on_order_book
    AfterHoursBook on_after_hours_book
    BrokerActivity on_broker_activity
    EtfNav on_etf_nav
    ExpectedTrade on_expected_trade
    GoldPrice on_gold_price
    SectorIndex on_sector_index
    SectorBreadth on_sector_breadth
    StockInfo on_stock_info
    ElwFairValue on_elw_fair_value
    MarketPhase on_market_phase
    ElwIndicator on_elw_indicator
    ProgramTrading on_program_trading
    VolatilityInterruption on_volatility_interruption
    UsOrder on_us_order
    UsExecution on_us_execution
    UsTrade on_us_trade
    UsOrderBook on_us_order_book
    UsConditionMatch on_us_condition_match
    Link on_link
    Gap on_gap
    Unknown on_unknown
}

/// An exchange that sends these lines as they are.
fn recording(lines: &str) -> Simulator {
    let replay = Replay::from_text(lines, Pace::Rate).unwrap();
    let builder = Simulator::builder().rate(Rate::AsFastAsRead);
    builder.rules(lenient()).replay(replay).start().unwrap()
}

/// Every type of every item.
fn everything(strategy: Strategy) -> Strategy {
    let all = MESSAGES.iter().map(|spec| spec.message_type);
    all.fold(roomy(strategy), |it, of| it.subscribe(of, [""]))
}

/// Waits until all of the recording came through, and all is registered.
fn wait_for_end(simulator: &Simulator, engine: &Engine) {
    wait_until("all frames are sent and seen", || {
        let (seen, sent) = (engine.snapshot(), simulator.counters());
        let frames = seen.decode.frames + seen.decode.errors + seen.session.malformed;
        frames == sent.frames() && frames > 0 && seen.is_live
    });
}

/// Reads a feed to its end.
fn read_all(mut feed: Feed, mut each: impl FnMut(RecordRef<'_>)) -> Closed {
    loop {
        match feed.each(1_000, &mut each) {
            Ok(_) => _ = feed.wait(None),
            Err(closed) => return closed,
        }
    }
}

fn handlers_and_matches_see_the_same_records(driver: Drive) {
    let simulator = recording(&format!("{EXAMPLES}{RECORDED}"));
    let builder = engine(&simulator.url())
        .strategy("handler", everything)
        .strategy("match", everything)
        .strategy("references", everything);
    let (running, feeds) = driver.start(builder).unwrap();
    let [mut handler, matching, references] = <[Feed; 3]>::try_from(feeds).unwrap();
    wait_for_end(&simulator, &running);
    running.stop().unwrap();
    let sent = simulator.stop();

    let mut scribe = Scribe::default();
    let closed = handler.run(&mut scribe);
    let mut matched = Vec::new();
    assert_eq!(read_all(matching, |it| matched.push(written(it))), closed);
    assert_eq!(scribe.records, matched);
    let links = 5;
    assert_eq!(matched.len() as u64, sent.elements() + links);
    assert!(scribe.batches >= 1);
    let mut kinds: BTreeSet<&str> = matched
        .iter()
        .filter_map(|record| record.split_once(' ').map(|(kind, _)| kind))
        .collect();
    assert!(kinds.remove("Link"));
    assert_eq!(kinds.len(), MESSAGES.len(), "{kinds:?}");

    // The third way: by reference.
    let mut stamps = 0;
    let mut at = 0;
    read_all(references, |record| {
        assert_eq!(record.header().len_bytes(), record.as_bytes().len());
        stamps += u64::from(record.header().rx_kernel().is_some());
        assert_eq!(written(record), matched[at]);
        at += 1;
    });
    // The kernel's stamps can't be had through tokio.
    match driver {
        Drive::Task => assert_eq!(stamps, 0),
        Drive::Thread if cfg!(target_os = "linux") => assert_eq!(stamps, sent.elements()),
        Drive::Thread => {}
    }
}

/// A trade with this price and these other codes.
fn trade(price: u32, others: &str) -> String {
    format!(
        r#"{{"data":[{{"values":{{"10":"{price}"{others}}},"type":"0B","name":"주식체결","item":"005930"}}],"trnm":"REAL"}}"#
    )
}

/// The prices of the trades that a feed still holds.
fn prices(feed: Feed) -> Vec<i64> {
    let mut prices = Vec::new();
    read_all(feed, |record| {
        if let Some(trade) = record.get::<Trade>() {
            prices.push(trade.last.get().unwrap().into());
        }
    });
    prices
}

fn bad_frames_cost_themselves_only(driver: Drive) {
    let bad = [
        // Nothing like the feed: the session's to judge.
        "nonsense",
        "[1,2,3]",
        r#"{"data":[{"values":{"10":"1"#,
        // Market data by its beginning or end: the decoder's.
        r#"{"trnm":"REAL","data":[{"type":"0B","item":"005930","values":{"10":"1"}}]"#,
        r#"{"trnm":"REAL","data":[{"type":"0B","item":"005930","values":{"10":"1"}}}}"#,
        r#"{"data":[{"values":{"10":"1"},"type":"0B" "item":"005930"}],"trnm":"REAL"}"#,
        r#"{"trnm":"REAL","data":7}"#,
        r#"{"trnm":"REAL","data":[{"item":"005930","values":{"10":"1"}}]}"#,
        r#"{"trnm":"REAL","data":["0B"]}"#,
        "{\"trnm\":\"REAL\",\"data\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ];
    let mut lines = String::new();
    for (at, bad) in bad.iter().enumerate() {
        lines.push_str(&format!("{}\n{bad}\n", trade(at as u32, "")));
    }
    lines.push_str(&trade(bad.len() as u32, ""));
    let simulator = recording(&lines);
    let (engine, feed) = start_one(driver, &simulator.url(), &[("0B", "005930")]);
    wait_for_end(&simulator, &engine);
    let seen = engine.snapshot();
    assert_eq!(seen.decode.frames, bad.len() as u64 + 1);
    assert_eq!(
        seen.decode.errors + seen.session.malformed,
        bad.len() as u64
    );
    assert_eq!(seen.decode.errors, 7, "{seen:?}");
    engine.stop().unwrap();
    assert_eq!(prices(feed), (0..=bad.len() as i64).collect::<Vec<_>>());
}

fn a_bad_value_costs_its_field_only(driver: Drive) {
    let lines = [
        trade(1, r#","15":"soon","13":"700""#),
        trade(2, r#","15":"99999999999999999999","13":"700""#),
        trade(3, r#","15":"","13":"700""#),
        trade(4, r#","13":"700","13":"800""#),
    ];
    let simulator = recording(&lines.join("\n"));
    let (engine, feed) = start_one(driver, &simulator.url(), &[("0B", "005930")]);
    wait_for_end(&simulator, &engine);
    let seen = engine.snapshot().decode;
    assert_eq!((seen.frames, seen.errors), (4, 0));
    assert_eq!((seen.not_representable, seen.duplicates), (2, 1));
    engine.stop().unwrap();
    let mut flags = Vec::new();
    read_all(feed, |record| {
        if let Some(trade) = record.get::<Trade>() {
            assert_eq!(trade.volume.get(), None);
            assert!(trade.cumulative_volume.get().is_some());
            flags.push(trade.header.flags());
        }
    });
    let has = |mark| flags.iter().map(|it| it.contains(mark)).collect::<Vec<_>>();
    assert_eq!(
        has(RecordFlags::NOT_REPRESENTABLE),
        [true, true, false, false]
    );
    assert_eq!(
        has(RecordFlags::DUPLICATE_FIELDS),
        [false, false, false, true]
    );
}

fn what_the_tables_lack_reaches_who_asks_for_it(driver: Drive) {
    let lines = [
        trade(1, ""),
        trade(2, r#","99999":"new","abc":"7""#),
        r#"{"data":[{"values":{"1":"2","삼":"성"},"type":"0Z","name":"?","item":"005930"}],"trnm":"REAL"}"#.to_owned(),
        r#"{"data":[{"values":{},"type":"a type of many letters","name":"?","item":""}],"trnm":"REAL"}"#.to_owned(),
        trade(3, ""),
    ];
    let simulator = recording(&lines.join("\n"));
    let trades: &[Wish] = &[("0B", "005930")];
    let builder = engine(&simulator.url())
        .strategy("plain", |it| subscribe(it, trades))
        .strategy("curious", |it| subscribe(it, trades).unknown())
        // Only what has no table: not what others asked for.
        .strategy("only unknown", |it| {
            subscribe(it, &[("0B", "000660")]).unknown()
        });
    let (engine, feeds) = driver.start(builder).unwrap();
    wait_for_end(&simulator, &engine);
    let seen = engine.snapshot();
    assert_eq!(
        (seen.decode.unknown_types, seen.decode.unknown_fields),
        (2, 2)
    );
    assert_eq!((seen.routed, seen.unrouted), (5, 0));
    engine.stop().unwrap();
    let ledgers: Vec<Ledger> = feeds.into_iter().map(Ledger::read).collect();
    let [plain, curious, only] = &ledgers[..] else {
        panic!()
    };

    assert_eq!((plain.rows.len(), plain.unknown.len()), (3, 0));
    assert_eq!((curious.rows.len(), curious.unknown.len()), (3, 3));
    assert_eq!((only.rows.len(), only.unknown.len()), (0, 2));
    let marked = |row: &Row| row.flags.contains(RecordFlags::UNKNOWN_FIELDS);
    assert_eq!(
        plain.rows.iter().map(marked).collect::<Vec<_>>(),
        [false, true, false]
    );

    let told = |unknown: &Unknown| {
        let fields = unknown
            .fields()
            .map(|it| format!("{}={}", it.code, it.text));
        let fields: Vec<String> = fields.collect();
        format!(
            "{} {} {}",
            unknown.message_type,
            unknown.header.item(),
            fields.join(",")
        )
    };
    let told: Vec<String> = curious.unknown.iter().map(told).collect();
    assert_eq!(told[0], "0B 005930 99999=new,abc=7");
    assert_eq!(told[1], "0Z 005930 1=2,삼=성");
    assert!(told[2].starts_with("a type of many"), "{}", told[2]);
    // It follows its record.
    assert_eq!(
        curious.unknown[0].header.sequence(),
        curious.rows[1].sequence + 1
    );
    let sequences = |ledger: &Ledger| {
        ledger
            .unknown
            .iter()
            .map(|it| it.header.sequence())
            .collect::<Vec<_>>()
    };
    assert_eq!(sequences(only)[..], sequences(curious)[1..]);
}
