//! The market as a whole: repeatable, in slots, and counted.

use std::collections::{BTreeMap, BTreeSet};

use super::{Element, TYPES};
use kiwoom_simulator::{Flush, Market, Subscriptions};
use serde_json::Value;

#[test]
fn the_same_seed_and_subscriptions_give_the_same_bytes() {
    let run = |seed: u64, flush: Flush, backwards: bool| {
        let mut pairs: Vec<_> = TYPES
            .iter()
            .flat_map(|(code, items)| items.iter().map(move |item| (*code, *item)))
            .collect();
        if backwards {
            pairs.reverse();
        }
        let mut subscriptions = Subscriptions::new();
        for (code, item) in pairs {
            subscriptions.add(code, item);
        }
        let mut market = Market::new(seed, 500.0, flush);
        market.subscribe(&subscriptions);
        let mut all = Vec::new();
        let mut frame = Vec::new();
        for _ in 0..2_000 {
            assert!(market.next_frame(&mut frame));
            all.extend_from_slice(&frame);
            all.push(b'\n');
        }
        all
    };
    let slots = Flush::Every(std::time::Duration::from_millis(100));
    for flush in [Flush::AtOnce, slots] {
        assert!(run(1, flush, false) == run(1, flush, true));
        assert!(run(1, flush, false) != run(2, flush, false));
    }
}

#[test]
fn one_item_goes_its_own_way_whatever_else_is_subscribed() {
    let trades = |others: &[&str]| {
        let mut subscriptions = Subscriptions::new();
        subscriptions.add("0B", "005930");
        for other in others {
            subscriptions.add("0B", other);
        }
        let mut market = Market::new(5, 100.0, Flush::AtOnce);
        market.subscribe(&subscriptions);
        let mut frame = Vec::new();
        let mut rows = Vec::new();
        while rows.len() < 200 {
            market.next_frame(&mut frame);
            let message: Value = serde_json::from_slice(&frame).unwrap();
            let element = Element(message["data"][0].clone());
            if element.item() == "005930" {
                rows.push((element.signed(10), element.signed(15), element.signed(13)));
            }
        }
        rows
    };
    assert_eq!(trades(&[]), trades(&["000660", "035420"]));
}

#[test]
fn a_slot_has_one_frame_for_each_type_and_rows_share_it() {
    let mut subscriptions = Subscriptions::new();
    for item in ["005930", "000660", "035420"] {
        subscriptions.add("0B", item);
        subscriptions.add("0D", item);
    }
    let slot = std::time::Duration::from_millis(100);
    let mut market = Market::new(5, 200.0, Flush::Every(slot));
    market.subscribe(&subscriptions);
    let mut frame = Vec::new();
    let mut slots: BTreeMap<_, (Vec<String>, usize)> = BTreeMap::new();
    let mut mixed = 0;
    for _ in 0..400 {
        let due = market.next_due().unwrap();
        assert!(market.next_frame(&mut frame));
        let message: Value = serde_json::from_slice(&frame).unwrap();
        let data = message["data"].as_array().unwrap();
        let kind = data[0]["type"].as_str().unwrap();
        assert!(data.iter().all(|element| element["type"] == kind));
        let items: BTreeSet<_> = data
            .iter()
            .map(|element| element["item"].as_str())
            .collect();
        mixed += usize::from(items.len() > 1);
        assert_eq!(due.as_nanos() % slot.as_nanos(), 0);
        let entry = slots.entry(due).or_default();
        entry.0.push(kind.to_owned());
        entry.1 += data.len();
    }
    slots.pop_last();
    assert!(mixed > 200, "{mixed}");
    for (kinds, rows) in slots.values() {
        let distinct: BTreeSet<_> = kinds.iter().collect();
        assert_eq!(distinct.len(), kinds.len());
        assert_eq!(*rows, 20);
    }
}

#[test]
fn what_was_written_is_counted_by_type_and_item() {
    let mut subscriptions = Subscriptions::new();
    for (code, items) in TYPES {
        for item in items {
            subscriptions.add(code, item);
        }
    }
    subscriptions.add_condition("2", false);
    let slot = Flush::Every(std::time::Duration::from_millis(100));
    let mut market = Market::new(6, 10_000.0, slot);
    market.subscribe(&subscriptions);
    let mut counted: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut frame = Vec::new();
    let mut longest = 0;
    // It stops within a slot: what is left of that isn't counted.
    while counted.values().sum::<u64>() < 20_000 {
        assert!(market.next_frame(&mut frame));
        longest = longest.max(frame.len());
        let message: Value = serde_json::from_slice(&frame).unwrap();
        for element in message["data"].as_array().unwrap() {
            let text = |name: &str| element[name].as_str().unwrap().to_owned();
            *counted.entry((text("type"), text("item"))).or_default() += 1;
        }
    }
    let rows = market.elements().into_iter();
    let rows: BTreeMap<_, _> = rows
        .map(|(code, item, count)| ((code.to_owned(), item), count))
        .collect();
    assert_eq!(rows, counted);
    assert!((10_000..40_000).contains(&longest), "{longest}");
}
