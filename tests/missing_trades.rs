//! What the exchange left out is told to the share, over real sockets.

use kiwoom_engine::Wait;
use kiwoom_engine::record::{Handler, Link, Trade, TradesMissing};
use kiwoom_simulator::{Pace, Replay};
use kiwoom_tests::{PATIENCE, engine, exchange};
use serde_json::Value;
use std::time::Instant;

const RECORDED: &str = include_str!("../engine/tests/data/recorded-frames.jsonl");
const ITEM: &str = "005930";

/// The recorded frames with trades of one item, and the shares of each.
fn recorded() -> Vec<(&'static str, u64)> {
    let shares = |frame| {
        let json: Value = serde_json::from_str(frame).unwrap();
        let elements = json["data"].as_array()?.iter();
        let trades = elements.filter(|it| it["type"] == "0B" && it["item"] == ITEM);
        let volume = |it: &Value| it["values"]["15"].as_str()?.parse::<i64>().ok();
        let shares = trades.map(|it| volume(it).unwrap().unsigned_abs()).sum();
        Some((frame, shares))
    };
    let frames = RECORDED.lines().filter_map(shares);
    frames.filter(|(_, shares)| *shares > 0).collect()
}

#[derive(Default)]
struct Sum {
    trades: u64,
    missing: u64,
    before: i64,
    links: Vec<String>,
}

impl Handler for Sum {
    fn on_trade(&mut self, trade: &Trade) {
        self.trades += 1;
        self.before = trade.cumulative_volume.get().unwrap();
    }

    fn on_trades_missing(&mut self, missing: &TradesMissing) {
        assert_eq!(missing.header.item(), ITEM);
        assert_eq!(missing.previous, self.before.unsigned_abs());
        assert!(missing.cumulative - missing.previous > missing.quantity);
        self.missing += missing.quantity;
    }

    fn on_link(&mut self, link: &Link) {
        self.links.push(format!("{:?} {}", link.event, link.text));
    }
}

/// Sends the frames; gives what a strategy was told.
fn replay(frames: &[&str], detect: bool) -> Sum {
    let replay = Replay::from_text(&frames.join("\n"), Pace::Rate).unwrap();
    let simulator = exchange(u64::MAX).replay(replay).start().unwrap();
    let (engine, mut feeds) = engine(&simulator.url())
        .detect_missing_trades(detect)
        .strategy("sum", |it| it.trades([ITEM]).wait(Wait::Park))
        .start()
        .unwrap();
    let last: Value = serde_json::from_str(frames.last().unwrap()).unwrap();
    let last = last["data"].as_array().unwrap().last().unwrap()["values"]["13"].as_str();
    let last: i64 = last.unwrap().parse().unwrap();
    let mut sum = Sum::default();
    let end = Instant::now() + PATIENCE;
    while sum.before != last {
        if feeds[0].poll(&mut sum, 1_024).unwrap() == 0 {
            assert!(feeds[0].wait(Some(end)), "{:?}", sum.links);
        }
    }
    let control = engine.control();
    control.stop();
    while feeds[0].recv(&mut sum).is_ok() {}
    // Published last when the engine's thread ends.
    while engine.snapshot().is_live {
        assert!(Instant::now() < end);
        std::thread::yield_now();
    }
    assert_eq!(engine.snapshot().watch.shares_missing, sum.missing);
    engine.join().unwrap();
    sum
}

#[test]
fn what_is_left_out_is_told_to_the_share() {
    let frames = recorded();
    assert!(frames.len() > 50);
    let whole: Vec<&str> = frames.iter().map(|(frame, _)| *frame).collect();
    assert_eq!(replay(&whole, true).missing, 0);

    // Every fifth and sixth, but neither the first nor the last.
    let last = frames.len() - 1;
    let is_away = |at: usize| at != last && matches!(at % 7, 5 | 6);
    let (away, sent): (Vec<_>, Vec<_>) = (0..=last).partition(|at| is_away(*at));
    let shares: u64 = away.iter().map(|at| frames[*at].1).sum();
    let sent: Vec<&str> = sent.iter().map(|at| frames[*at].0).collect();
    let told = replay(&sent, true);
    assert!(shares > 100);
    assert_eq!(told.missing, shares);
    assert_eq!(replay(&sent, false).missing, 0);
}
