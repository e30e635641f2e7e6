//! Trades that are missing.

use super::{Bench, Told, element, trade};
use crate::record::LinkEventKind;
use crate::ring::FeedConfig;
use crate::routing::LONGEST_RECORD;
use crate::transport::tests::allocations::ALLOCATIONS;
use crate::watch::WatchSettings;
use proptest::prelude::*;
use std::collections::BTreeMap;

const RECORDED: &str = include_str!("../../../tests/data/recorded-frames.jsonl");
const ITEMS: [(&str, &str); 2] = [("0B", "005930"), ("0B", "000660")];

fn missing(item: &str, quantity: u64) -> Told {
    Told::Missing(item.to_owned(), quantity)
}

fn traded(item: &str, cumulative: i64) -> Told {
    Told::Trade(item.to_owned(), cumulative)
}

fn default() -> WatchSettings {
    WatchSettings::default()
}

/// The recorded frames that hold trades, each with item and shares of them.
fn recorded() -> Vec<(&'static str, Vec<(String, u64)>)> {
    let frames = RECORDED.lines().filter_map(|frame| {
        let json: serde_json::Value = serde_json::from_str(frame).unwrap();
        let elements = json["data"].as_array()?.iter();
        let trades = elements.filter(|it| it["type"] == "0B").map(|it| {
            let volume: i64 = it["values"]["15"].as_str().unwrap().parse().unwrap();
            let item = it["item"].as_str().unwrap();
            (item.to_owned(), volume.unsigned_abs())
        });
        let trades: Vec<_> = trades.collect();
        (!trades.is_empty()).then_some((frame, trades))
    });
    frames.collect()
}

#[test]
fn nothing_is_missing_in_the_recording() {
    let mut bench = Bench::new(&[&ITEMS], &default());
    let frames = recorded();
    frames.iter().for_each(|(frame, _)| bench.frame(frame));
    let read = bench.read(0);
    let trades: usize = frames.iter().map(|(_, trades)| trades.len()).sum();
    assert!(trades > 100);
    assert_eq!(read.len(), trades, "trades and nothing else");
    assert_eq!(bench.stats(), Default::default());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Of the recording, frames are taken away: what is told is exactly what
    /// they held, in the right places.
    #[test]
    fn what_is_taken_away_is_told(kept in prop::collection::vec(prop::bool::weighted(0.8), 200)) {
        let mut bench = Bench::new(&[&ITEMS], &default());
        let mut expected = Vec::new();
        // By item: shares taken away since its last trade, if it had one.
        let mut away: BTreeMap<String, u64> = BTreeMap::new();
        for ((frame, trades), kept) in recorded().iter().zip(kept) {
            for (item, shares) in trades {
                if kept {
                    match away.insert(item.clone(), 0) {
                        None | Some(0) => {}
                        Some(shares) => expected.push(missing(item, shares)),
                    }
                    expected.push(Told::Other);
                } else if let Some(away) = away.get_mut(item) {
                    *away += shares;
                }
            }
            if kept {
                bench.frame(frame);
            }
        }
        let read = bench.read(0).into_iter().map(|told| match told {
            Told::Trade(..) => Told::Other,
            told => told,
        });
        prop_assert_eq!(read.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn it_stands_before_the_trade_for_those_who_get_the_trade() {
    let wants: [&[_]; 3] = [
        &[("0B", "005930")],
        &[("0B", "005930"), ("0B", "000660")],
        &[("0D", "005930"), ("0B", "000660")],
    ];
    let mut bench = Bench::new(&wants, &default());
    bench.frame(&trade("005930", 100, 100));
    bench.frame(&trade("000660", 7, -7));
    bench.frame(&trade("005930", 160, -10));
    let first = vec![
        traded("005930", 100),
        missing("005930", 50),
        traded("005930", 160),
    ];
    assert_eq!(bench.read(0), first);
    let mut second = first.clone();
    second.insert(1, traded("000660", 7));
    assert_eq!(bench.read(1), second);
    assert_eq!(bench.read(2), [traded("000660", 7)]);
    let stats = bench.stats();
    assert_eq!((stats.trades_missing, stats.shares_missing), (1, 50));
}

/// Of both venues together it isn't known what the figures count: not even where
/// others are watched.
#[test]
fn both_venues_together_are_not_watched() {
    let both = [("0B", "005930_AL"), ("0B", "005930")];
    let mut bench = Bench::new(&[&both], &default());
    for cumulative in [100, 1_000] {
        bench.frame(&trade("005930_AL", cumulative, 1));
    }
    let told = [traded("005930_AL", 100), traded("005930_AL", 1_000)];
    assert_eq!(bench.read(0), told);
    assert_eq!(bench.stats(), Default::default());
}

#[test]
fn the_record_says_where_it_belongs() {
    let mut bench = Bench::new(&[&ITEMS], &default());
    bench.epoch = 3;
    bench.frame(&trade("005930_NX", 1, 1));
    bench.frame(&trade("000660", 100, 1));
    bench.frame(&trade("000660", 300, 50));
    let mut seen = Vec::new();
    bench.readers[0].for_each(9, |lines| {
        let record = crate::record::RecordRef::new(lines).unwrap();
        let header = *record.header();
        if let Some(found) = record.get::<crate::record::TradesMissing>() {
            assert_eq!(
                (found.quantity, found.previous, found.cumulative),
                (150, 100, 300)
            );
            assert_eq!((header.item(), header.epoch()), ("000660", 3));
            assert_eq!(header.venue(), crate::record::Venue::KRX);
            let mut json = String::new();
            record.write_json(&mut json, []).unwrap();
            let json: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!(json["record"], "trades_missing");
            assert_eq!(json["fields"]["quantity"], 150);
        }
        seen.push((header.symbol(), header.len_bytes()));
    });
    assert_eq!(seen.len(), 3);
    assert_eq!(seen[0].0, seen[1].0);
    assert_eq!(seen[1].1, 128);
}

#[test]
fn the_count_begins_anew_where_it_must() {
    let mut bench = Bench::new(&[&ITEMS], &default());
    let mut cumulative = 0;
    let mut next = |bench: &mut Bench| {
        cumulative += 1_000;
        bench.frame(&trade("005930", cumulative, 1));
        bench.read(0)
    };
    assert_eq!(next(&mut bench).len(), 1);
    assert_eq!(next(&mut bench).len(), 2, "a loss");
    bench.epoch += 1;
    assert_eq!(next(&mut bench).len(), 1, "another time up");
    bench.remove(0, &ITEMS);
    assert_eq!(next(&mut bench).len(), 0);
    bench.add(0, &ITEMS);
    assert_eq!(next(&mut bench).len(), 1, "subscribed anew");
    bench.add(0, &ITEMS);
    assert_eq!(next(&mut bench).len(), 2, "it was subscribed all the time");
    bench.frame(&element("0B", "005930", r#""15":"+1""#));
    assert_eq!(bench.read(0).len(), 1, "no figure of the day");
    assert_eq!(next(&mut bench).len(), 1);
    bench.frame(&trade("005930", 5, 1));
    assert_eq!(bench.read(0).len(), 1, "a new day");
    assert_eq!(bench.stats().volume_falls, 1);
}

#[test]
fn not_everything_is_watched() {
    let wants = [("0B", ""), ("0B", "005930_AL"), ("0D", "000660")];
    let mut bench = Bench::new(&[&wants], &default());
    for item in ["005930_AL", "005930", "000660"] {
        bench.frame(&trade(item, 1_000, 1));
        bench.frame(&trade(item, 9_000, 1));
        let expected = [traded(item, 1_000), traded(item, 9_000)];
        assert_eq!(bench.read(0), expected);
    }
    let off = WatchSettings {
        missing_trades: false,
        ..default()
    };
    let mut bench = Bench::new(&[&ITEMS], &off);
    bench.frame(&trade("005930", 1_000, 1));
    bench.frame(&trade("005930", 9_000, 1));
    assert_eq!(bench.read(0).len(), 2);
    assert_eq!(bench.stats(), Default::default());
}

#[test]
fn what_a_ring_had_no_room_for_is_not_the_servers_loss() {
    let small = FeedConfig {
        data_lines: 2 * LONGEST_RECORD,
        ..FeedConfig::new(LONGEST_RECORD)
    };
    let mut bench = Bench::with_config(&[&ITEMS], &default(), &small);
    for at in 1..=50 {
        bench.frame(&trade("005930", at * 10, 10));
    }
    // One that the server left out, while there is no room either.
    bench.frame(&trade("005930", 530, 10));
    let read = bench.read(0);
    let mut lost = 0;
    let mut got = 0;
    let mut shares = 0;
    for told in read.into_iter().chain({
        bench.frame(&trade("005930", 540, 10));
        bench.read(0)
    }) {
        match told {
            Told::Lost(count) => lost += count,
            Told::Trade(..) => got += 1,
            Told::Missing(_, quantity) => shares += quantity,
            other => panic!("{other:?}"),
        }
    }
    assert!(lost > 30);
    assert_eq!((got + lost, shares), (52, 20));
}

/// One strategy sleeps: the other is told all the same, and what the sleeper
/// lost is counted once.
#[test]
fn a_sleeper_loses_the_trade_once() {
    let small = FeedConfig {
        data_lines: 2 * LONGEST_RECORD,
        ..FeedConfig::new(LONGEST_RECORD)
    };
    let mut bench = Bench::with_config(&[&ITEMS, &ITEMS], &default(), &small);
    for at in 1..=20 {
        bench.frame(&trade("005930", at * 10, 10));
        assert_eq!(bench.read(1), [traded("005930", at * 10)]);
    }
    bench.frame(&trade("005930", 215, 10));
    assert_eq!(bench.read(1), [missing("005930", 5), traded("005930", 215)]);
    let read = bench.read(0);
    let got = read.iter().filter(|it| matches!(it, Told::Trade(..)));
    let got = got.count() as u64;
    let told = &read[got as usize..];
    assert_eq!(told, [Told::Lost(21 - got), missing("005930", 5)]);
    bench.frame(&trade("005930", 225, 10));
    assert_eq!(bench.read(0), [traded("005930", 225)]);
}

#[test]
fn codes_that_the_tables_lack_are_still_told() {
    let mut bench = Bench::new(&[&ITEMS], &default());
    bench.router.set_unknown(0);
    bench.frame(&element("0B", "005930", r#""13":"5","15":"+5","9999":"x""#));
    bench.frame(&trade("005930", 10, 5));
    let expected = [traded("005930", 5), Told::Unknown, traded("005930", 10)];
    assert_eq!(bench.read(0), expected);
    assert_eq!(bench.router.stats().routed, 2);
}

#[test]
fn nothing_is_allocated_for_a_trade_or_what_is_missing() {
    let mut bench = Bench::new(&[&ITEMS, &ITEMS], &default());
    bench.link(LinkEventKind::RESTORED);
    let frames: Vec<String> = (0..1_000_i64)
        // Every seventh is gone.
        .filter(|at| at % 7 != 0)
        .map(|at| trade("005930", (at + 1) * 10, 10))
        .collect();
    let mut drained = 0;
    let mut run = |bench: &mut Bench, frames: &[String]| {
        for frame in frames {
            bench.frame(frame);
            for reader in &mut bench.readers {
                drained += reader.for_each(usize::MAX, |_| {});
            }
        }
        bench.pass(1);
    };
    run(&mut bench, &frames[..100]);
    let before = ALLOCATIONS.get();
    run(&mut bench, &frames[100..]);
    assert_eq!(ALLOCATIONS.get() - before, 0);
    assert!(bench.stats().trades_missing > 100);
    assert_eq!(drained as u64, 2 * (857 + bench.stats().trades_missing + 1));
}
