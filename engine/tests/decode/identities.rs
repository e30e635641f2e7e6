//! What must hold between the fields of a trade, on a recorded session.
//!
//! Kiwoom's own arithmetic tells whether a name, a scale or a sign is wrong:
//! the fields are read by name here, and nothing else would notice.

use crate::frames::RECORDED;
use kiwoom_engine::decode::Decoder;
use kiwoom_engine::record::{Direction, Trade};

fn trades() -> Vec<Trade> {
    let mut trades = Vec::new();
    let mut decoder = Decoder::new();
    for frame in RECORDED.lines() {
        // Not all of them are trades, or real-time data at all.
        _ = decoder.decode_copy(frame.as_bytes(), |record, _| {
            trades.extend(record.get::<Trade>().copied());
        });
    }
    assert!(trades.len() > 100, "{} trades", trades.len());
    trades
}

/// `numerator / denominator * 100` with two decimals, in units of 0.01.
fn percent(numerator: i64, denominator: i64) -> i64 {
    let exact = numerator as f64 / denominator as f64 * 10_000.0;
    exact.round() as i64
}

/// Equal, or next to it: a half may have been rounded either way.
#[track_caller]
fn assert_near(value: i64, expected: i64, trade: &Trade) {
    assert!(
        (value - expected).abs() <= 1,
        "{value} and {expected} in {trade:?}"
    );
}

#[test]
fn prices_changes_and_percentages_agree() {
    for trade in trades() {
        let last = i64::from(trade.last.get().unwrap());
        let change = i64::from(trade.change.get().unwrap());
        let previous = last - change;
        let percentage = i64::from(trade.change_percent.get().unwrap());
        assert_near(percentage, percent(change, previous), &trade);
        for price in [
            trade.last,
            trade.best_ask,
            trade.best_bid,
            trade.open,
            trade.high,
            trade.low,
        ] {
            let against = i64::from(price.get().unwrap()).cmp(&previous);
            let direction = match against {
                std::cmp::Ordering::Less => Direction::Down,
                std::cmp::Ordering::Equal => Direction::Unchanged,
                std::cmp::Ordering::Greater => Direction::Up,
            };
            assert_eq!(price.direction(), Some(direction), "{price:?} in {trade:?}");
        }
        assert!(trade.best_bid < trade.best_ask);
        assert!(trade.low <= trade.open && trade.open <= trade.high);
        assert!(trade.low <= trade.last && trade.last <= trade.high);
    }
}

#[test]
fn volumes_of_one_message_agree() {
    for trade in trades() {
        let volume = trade.volume.get().unwrap();
        assert_eq!(trade.net_buy_volume.get(), Some(volume));
        let (sold, bought) = if volume < 0 { (volume, 0) } else { (0, volume) };
        assert_eq!(trade.sell_volume.get(), Some(sold));
        assert_eq!(trade.buy_volume.get(), Some(bought));
        // In thousand won, cut, with the sign of the volume.
        let last = i64::from(trade.last.get().unwrap());
        let value = trade.trade_value.get().unwrap();
        assert_eq!(value.abs(), volume.abs() * last / 1000, "{trade:?}");
        assert!(value == 0 || value.signum() == volume.signum());
    }
}

#[test]
fn volumes_of_the_day_agree() {
    for trade in trades() {
        let sold = trade.cumulative_sell_volume.get().unwrap();
        let bought = trade.cumulative_buy_volume.get().unwrap();
        let strength = i64::from(trade.trade_strength.get().unwrap());
        assert_near(strength, percent(bought, sold), &trade);
        let ratio = i64::from(trade.buy_ratio.get().unwrap());
        assert_near(ratio, percent(bought, sold + bought), &trade);
        let direction = if ratio > 5000 {
            Direction::Up
        } else {
            Direction::Down
        };
        assert_eq!(trade.buy_ratio.direction(), Some(direction));
        let volume = trade.cumulative_volume.get().unwrap();
        let more = trade.volume_vs_previous_day.get().unwrap();
        let against = i64::from(trade.volume_vs_previous_day_percent.get().unwrap());
        assert_near(against, percent(volume, volume - more), &trade);
        // In million won, cut; the average price is cut too.
        let value = trade.cumulative_value.get().unwrap() * 1_000_000;
        let average = i64::from(trade.vwap.get().unwrap());
        assert!((average - value / volume).abs() <= 1, "{trade:?}");
    }
}

#[test]
fn margins_are_parts_of_the_price() {
    for trade in trades() {
        let last = i64::from(trade.last.get().unwrap());
        assert_near(trade.cfd_margin.get().unwrap(), last * 40 / 100, &trade);
        assert_near(
            trade.cfd_maintenance_margin.get().unwrap(),
            last * 32 / 100,
            &trade,
        );
    }
}

#[test]
fn the_volume_of_the_day_grows_by_the_volume_of_each_message() {
    let trades = trades();
    let mut followed = 0;
    for pair in trades.windows(2) {
        let [before, after] = pair else {
            unreachable!()
        };
        if before.header.item() != after.header.item() || after.time < before.time {
            continue;
        }
        let volume = after.volume.get().unwrap();
        let total = |trade: &Trade| trade.cumulative_volume.get().unwrap();
        if total(before) + volume.abs() != total(after) {
            // The recording has holes where its author cut it.
            continue;
        }
        followed += 1;
        let sold = |trade: &Trade| trade.cumulative_sell_volume.get().unwrap();
        let bought = |trade: &Trade| trade.cumulative_buy_volume.get().unwrap();
        let grown = (sold(after) - sold(before), bought(after) - bought(before));
        let expected = if volume < 0 {
            (-volume, 0)
        } else {
            (0, volume)
        };
        assert_eq!(grown, expected, "{after:?}");
    }
    assert!(
        followed * 10 > trades.len() * 9,
        "{followed} of {}",
        trades.len()
    );
}
