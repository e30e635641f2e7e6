//! What the market's frames promise, by plain rules over their JSON.

use std::collections::{BTreeMap, BTreeSet};

use super::{Element, TYPES, market};
use kiwoom_simulator::{Flush, Market, Subscriptions};
use serde_json::Value;

/// Elements of each type that are checked.
const COUNT: usize = 10_000;

/// The key order of each type, as the official examples and the recordings
/// have it: a copy that the simulator doesn't share.
const ORDERS: &str = include_str!("orders.txt");

fn elements(code: &str, seed: u64) -> Vec<Element> {
    let items = TYPES.iter().find(|row| row.0 == code).unwrap().1;
    let mut market = market(code, items, seed);
    let mut frame = Vec::new();
    let mut all = Vec::new();
    while all.len() < COUNT {
        assert!(market.next_frame(&mut frame));
        let Value::Object(mut message) = serde_json::from_slice(&frame).unwrap() else {
            panic!("not an object");
        };
        assert_eq!(message["trnm"], "REAL");
        assert_eq!(message.len(), 2);
        let Some(Value::Array(data)) = message.remove("data") else {
            panic!("no data");
        };
        let data = data.into_iter().filter(|element| element["type"] == code);
        all.extend(data.map(Element));
    }
    all
}

/// A hundred times a ratio in percent, rounded half up.
fn percent(part: i64, whole: i64) -> i64 {
    if whole == 0 {
        0
    } else {
        (part * 20_000 + whole) / (2 * whole)
    }
}

/// A value's sign tells its direction against `base`, and is that of `change`.
fn check_direction(element: &Element, code: u32, base: i64) {
    let expected = match (element.size(code) - base).signum() {
        1 => Some('+'),
        -1 => Some('-'),
        _ => None,
    };
    let sign = element
        .text(code)
        .trim()
        .chars()
        .next()
        .filter(|sign| "+-".contains(*sign));
    assert_eq!(sign, expected, "{code} against {base} in {}", element.0);
}

/// Codes 10, 11, 12 and 25, as all types have them. Returns the previous close.
fn check_change(element: &Element) -> i64 {
    let (last, change) = (element.size(10), element.signed(11));
    let previous = last - change;
    check_direction(element, 10, previous);
    let rate = element.signed(12);
    assert_eq!(rate.abs(), percent(change.abs(), previous), "{}", element.0);
    assert_eq!(rate.signum() * change.signum(), rate.signum().abs());
    assert_eq!(change > 0, element.text(11).starts_with('+'));
    let class = element.text(25);
    match change.signum() {
        1 => assert!(class == "2" || class == "1"),
        0 => assert_eq!(class, "3"),
        _ => assert!(class == "5" || class == "4"),
    }
    previous
}

#[test]
fn every_type_has_its_exact_keys_and_members() {
    let mut kinds = BTreeSet::new();
    for line in ORDERS.lines() {
        let (code, rest) = line.split_once(' ').unwrap();
        let (keys, name) = rest.split_once(' ').unwrap();
        kinds.insert(code);
        let items = TYPES.iter().find(|row| row.0 == code).unwrap().1;
        let mut market = market(code, items, 7);
        let mut frame = Vec::new();
        for _ in 0..300 {
            assert!(market.next_frame(&mut frame));
            let text = std::str::from_utf8(&frame).unwrap();
            assert!(text.starts_with(r#"{"data":[{"values":{"#), "{text}");
            assert!(text.ends_with(r#"}],"trnm":"REAL"}"#), "{text}");
            let values = text
                .split_once(r#""values":{"#)
                .unwrap()
                .1
                .split_once('}')
                .unwrap();
            let found: Vec<_> = values
                .0
                .split(r#"",""#)
                .map(|pair| pair.trim_start_matches('"').split_once(r#"":""#).unwrap().0)
                .collect();
            assert_eq!(found.join(","), keys, "{code}");
            let start = format!(r#","type":"{code}","name":"{name}","item":""#);
            assert!(values.1.starts_with(&start), "{text}");
            let us = ["FE", "FT", "S2"].contains(&code);
            assert_eq!(values.1.contains(r#"","stexTp":"N"#), us, "{text}");
            // Compact, and Hangul as it is.
            assert!(!text.contains("\\u") && !text.contains("\": "));
        }
    }
    assert_eq!(kinds.len(), TYPES.len());
}

#[test]
fn trades_hold_every_identity_of_the_recordings() {
    let mut before: BTreeMap<String, Element> = BTreeMap::new();
    let (mut limits, mut folded, mut middle) = (0, 0, 0);
    for element in elements("0B", 7) {
        let e = &element;
        let previous = check_change(e);
        let (last, volume, qty) = (e.size(10), e.size(13), e.signed(15));
        for code in [27, 28, 16, 17, 18] {
            check_direction(e, code, previous);
        }
        assert_ne!(qty, 0);
        assert!(e.text(15).starts_with(['+', '-']));
        assert_eq!(e.text(1314), e.text(15));
        assert_eq!(e.size(1313), qty.abs() * last / 1_000);
        let (none, other) = if qty > 0 { (1315, 1316) } else { (1316, 1315) };
        assert_eq!((e.text(none), e.text(other)), (" 0", e.text(15)));
        let (sold, bought) = (e.size(1030), e.size(1031));
        assert_eq!(e.signed(228), percent(bought, sold));
        assert_eq!(e.size(1032), percent(bought, sold + bought));
        check_direction(e, 1032, 5_000);
        assert_eq!(e.size(30), percent(volume, volume - e.signed(26)));
        assert_eq!(e.text(30).starts_with('-'), e.signed(26) < 0);
        assert_eq!(e.size(1497), last * 2 / 5);
        assert_eq!(e.size(1498), last * 8 / 25);
        assert!(
            (e.size(620) - e.size(14) * 1_000_000 / volume).abs() <= 1,
            "{}",
            e.0
        );
        assert!(e.size(18) <= last && last <= e.size(17));
        assert!(e.size(18) <= e.size(16) && e.size(16) <= e.size(17));
        assert!(e.size(17) * 10 <= previous * 13 && e.size(18) * 10 >= previous * 7);
        assert_eq!(
            e.text(9081) == "NXT",
            e.item().ends_with("_NX") || e.item().ends_with("_AL") && qty % 3 == 0
        );
        limits += u32::from(e.text(25) == "1" || e.text(25) == "4");
        middle += u32::from(e.size(27) + e.size(28) == 2 * last);
        if let Some(before) = before.get(e.item()) {
            let grown = |code| e.size(code) - before.size(code);
            assert_eq!(grown(13), qty.abs());
            let sides = if qty > 0 { (0, qty) } else { (-qty, 0) };
            assert_eq!((grown(1030), grown(1031)), sides);
            let trades = (grown(1071), grown(1072));
            let of_side = if qty > 0 { trades.1 } else { trades.0 };
            assert!((1..=4).contains(&of_side) && trades.0 + trades.1 == of_side);
            assert_eq!(e.signed(29) - before.signed(29), qty.abs() * last);
            assert_eq!(e.signed(26) - before.signed(26), qty.abs());
            folded += u32::from(of_side > 1);
        }
        before.insert(e.item().to_owned(), element);
    }
    assert_eq!(before.len(), 5);
    assert!(folded > 100 && middle > 100, "{folded} {middle}");
    assert!(limits < 5_000);
}

#[test]
fn the_volume_of_a_stock_is_all_in_its_trades() {
    let mut subscriptions = Subscriptions::new();
    for code in ["0B", "0A", "0C", "0D", "0G", "0m", "0w", "1h", "00"] {
        subscriptions.add(code, "005930");
    }
    let mut market = Market::new(4, 1_000.0, Flush::AtOnce);
    market.subscribe(&subscriptions);
    let (mut volume, mut checked) = (None, 0);
    let mut frame = Vec::new();
    for _ in 0..COUNT {
        market.next_frame(&mut frame);
        let message: Value = serde_json::from_slice(&frame).unwrap();
        let element = Element(message["data"][0].clone());
        if element.0["type"] == "0B" {
            let now = element.size(13);
            if let Some(before) = volume {
                assert_eq!(now - before, element.size(15));
                checked += 1;
            }
            volume = Some(now);
        }
    }
    assert!(checked > 2_000);
}

#[test]
fn books_add_up() {
    for e in elements("0D", 8) {
        let (asks, bids) = (e.size(121), e.size(125));
        assert_eq!(asks, e.sum(61..=70));
        assert_eq!(bids, e.sum(71..=80));
        assert_eq!(e.signed(128), bids - asks);
        assert_eq!(e.signed(138), asks - bids);
        assert_eq!(e.size(129), percent(bids, asks));
        assert_eq!(e.size(139), percent(asks, bids));
        for level in 0..10 {
            assert_eq!(e.size(41 + level) == 0, e.size(61 + level) == 0);
            assert_eq!(e.text(41 + level) == "-0", e.size(41 + level) == 0);
            if level > 0 && e.size(41 + level) > 0 {
                assert!(e.size(41 + level) > e.size(40 + level));
            }
            if level > 0 && e.size(51 + level) > 0 {
                assert!(e.size(51 + level) < e.size(50 + level));
            }
        }
        assert!(e.size(41) == 0 || e.size(51) < e.size(41));
        // Books of Nextrade are thin.
        assert_eq!(e.text(50) == "-0", e.item().ends_with("_NX"));
        assert_eq!((e.text(215), e.text(216), e.text(291)), ("", "", "0"));
        let venues = (
            e.sum(6044..=6053),
            e.sum(6054..=6063),
            e.sum(6066..=6075),
            e.sum(6076..=6085),
        );
        assert_eq!(
            venues,
            (e.size(6064), e.size(6065), e.size(6086), e.size(6087))
        );
        if e.item().ends_with("_AL") {
            assert_eq!((venues.0 + venues.2, venues.1 + venues.3), (asks, bids));
        } else {
            assert_eq!(venues, (0, 0, 0, 0));
        }
    }
    for e in elements("FT", 8) {
        assert_eq!(e.size(121), e.sum(61..=70));
        assert_eq!(e.size(125), e.sum(71..=80));
        assert_eq!((e.text(81), e.text(122)), (" 0", " 0"));
    }
}

#[test]
fn the_smaller_types_are_consistent() {
    for code in ["0A", "0G", "0I", "0J", "0U", "0w", "0H", "FE"] {
        for e in elements(code, 9) {
            let previous = check_change(&e);
            match code {
                "0A" => {
                    for code in [16, 17, 18] {
                        check_direction(&e, code, previous);
                        assert_eq!(e.text(code).starts_with(' '), e.size(code) == previous);
                    }
                    assert_eq!(e.size(30), percent(e.size(13), e.size(13) - e.signed(26)));
                }
                "0G" => {
                    let (nav, change) = (e.size(36), e.signed(37));
                    check_direction(&e, 36, nav - change);
                    assert_eq!(e.size(38), percent(change.abs(), nav - change));
                    assert_eq!(e.size(266), percent((e.size(10) * 100 - nav).abs(), nav));
                }
                "0J" => {
                    for code in [16, 17, 18] {
                        check_direction(&e, code, previous);
                    }
                    assert!(e.size(18) <= e.size(10) && e.size(10) <= e.size(17));
                    assert!(e.text(15).bytes().all(|byte| byte.is_ascii_digit()));
                }
                "0U" => {
                    assert_eq!(e.size(256), e.size(252) + e.size(253) + e.size(255));
                    assert!(e.size(251) <= e.size(252) && e.size(254) <= e.size(255));
                    assert!(e.size(257) <= 10_000);
                }
                "0w" => {
                    assert_eq!(e.signed(210), e.size(206) - e.size(202));
                    assert_eq!(e.signed(212), e.size(208) - e.size(204));
                    assert!(!e.text(210).starts_with('+'));
                }
                "0H" => assert!(e.size(13) > 0 && e.signed(15) != 0),
                "FE" => assert_eq!(e.text(10).split_once('.').unwrap().1.len(), 4),
                _ => {}
            }
        }
    }
    for e in elements("0F", 9) {
        assert_eq!(e.signed(267), e.size(263) - e.size(261));
        assert_eq!(e.signed(268), e.signed(264) - e.signed(262));
    }
    for e in elements("0g", 9) {
        assert_eq!((e.text(592), e.text(593), e.text(594)), (" ", " ", ""));
        assert!(e.signed(306) < 0 && e.signed(305) > e.signed(307));
    }
}

#[test]
fn net_program_trading_moves_by_its_change() {
    let mut before: Option<Element> = None;
    for e in elements("0w", 3) {
        if let Some(before) = &before {
            assert_eq!(e.signed(210) - before.signed(210), e.signed(211));
            assert_eq!(e.signed(212) - before.signed(212), e.signed(213));
        }
        before = Some(e);
    }
}

#[test]
fn orders_are_accepted_then_filled_or_cancelled() {
    let mut working: Option<(String, i64, i64, i64)> = None;
    let mut states = BTreeMap::new();
    for e in elements("00", 10) {
        let state = e.text(913).to_owned();
        *states.entry(state.clone()).or_insert(0) += 1;
        assert_eq!(e.item(), e.text(9001));
        assert!(e.text(905).contains(if e.text(907) == "2" {
            "매수"
        } else {
            "매도"
        }));
        let (number, left) = (e.text(9203).to_owned(), e.size(902));
        match state.as_str() {
            "접수" => {
                assert!(working.is_none(), "an order is still open");
                assert_eq!(
                    (left, e.size(903), e.text(904)),
                    (e.size(900), 0, "0000000")
                );
                for code in [909, 910, 911, 914, 915] {
                    assert_eq!(e.text(code), "");
                }
                working = Some((number, e.size(900), 0, 0));
            }
            "체결" => {
                let (open, qty, filled, amount) = working.take().unwrap();
                let filled = filled + e.size(911);
                let amount = amount + e.size(910) * e.size(911);
                assert_eq!(number, open);
                assert_eq!((left, e.size(903)), (qty - filled, amount));
                assert_eq!((e.text(914), e.text(915)), (e.text(910), e.text(911)));
                assert_eq!(e.size(938), amount * 35 / 10_000 / 10 * 10);
                working = (left > 0).then_some((open, qty, filled, amount));
            }
            "확인" => {
                let (open, ..) = working.take().unwrap();
                assert_eq!((e.text(904), left), (open.as_str(), 0));
                assert_ne!(number, open);
            }
            other => panic!("{other}"),
        }
    }
    assert!(states.values().all(|count| *count > 300), "{states:?}");
    for e in elements("04", 10) {
        let (qty, cost) = (e.size(930), e.size(932));
        assert_eq!(e.size(931), cost.checked_div(qty).unwrap_or(0));
        assert!(e.size(933) <= qty);
    }
    for e in elements("F5", 10) {
        assert!(e.size(902) <= e.size(900));
        assert_eq!(e.text(901).len(), 12);
    }
}

#[test]
fn an_interruption_is_told_twice_and_released() {
    let mut active = BTreeSet::new();
    let rows = elements("1h", 11);
    let mut pairs = rows.chunks_exact(2);
    for pair in pairs.by_ref() {
        let (all, bare) = (&pair[0], &pair[1]);
        assert_eq!(all.item(), format!("{}_AL", bare.item()));
        assert_eq!(all.0["values"], bare.0["values"]);
        let code = bare.text(9001).to_owned();
        if bare.text(1224) == "000000" {
            assert!(active.insert(code));
        } else {
            assert!(active.remove(&code));
            assert!(bare.text(1224) >= bare.text(1223));
        }
        for (base, rate) in [(1236, 1238), (1237, 1239)] {
            let expected = match bare.size(base) {
                0 => 0,
                base => percent((bare.size(1221) - base).abs(), base),
            };
            assert_eq!(bare.size(rate), expected);
        }
        assert_eq!(bare.text(1279)[1..], *bare.text(1225));
        assert_eq!(bare.text(1279).starts_with('+'), bare.text(9069) == "1");
    }
}

#[test]
fn conditions_let_in_whom_they_let_out() {
    for code in ["02", "S2"] {
        let mut inside: BTreeMap<String, String> = BTreeMap::new();
        for e in elements(code, 12) {
            let said = e.text(843).to_owned();
            assert_eq!((e.text(841), e.item()), ("1", e.text(9001)));
            let before = inside.insert(e.item().to_owned(), said.clone());
            assert_ne!(before, Some(said));
        }
    }
}
