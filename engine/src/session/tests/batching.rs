//! Properties of the requests that a set of wishes is cut into.

use crate::session::Key;
use crate::session::request::{Kind, Request};
use crate::session::settings::SessionSettings;
use crate::session::wanted::{Outcome, Wanted};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const TYPES: [&str; 8] = ["00", "04", "0B", "0D", "0g", "0G", "0s", "1h"];

/// A request as its text says it: group, and the items' types.
fn read(request: &Request) -> (u16, Vec<Key>, usize) {
    let text = request.text();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let (trnm, members, refresh) = match request.kind {
        Kind::Register => ("REG", 4, &json["refresh"] == "1"),
        Kind::Remove => ("REMOVE", 3, true),
    };
    assert_eq!(
        (&json["trnm"], json.as_object().unwrap().len(), refresh),
        (&trnm.into(), members, true)
    );
    let group = json["grp_no"].as_str().unwrap();
    assert!(group.len() <= 4);
    let (mut keys, mut items) = (Vec::new(), 0);
    for entry in json["data"].as_array().unwrap() {
        assert_eq!(entry.as_object().unwrap().len(), 2);
        let strings = |name: &str| -> Vec<String> {
            let array = entry[name].as_array().unwrap();
            assert!(!array.is_empty());
            array
                .iter()
                .map(|code| code.as_str().unwrap().to_owned())
                .collect()
        };
        let types = strings("type");
        for item in strings("item") {
            items += 1;
            keys.extend(types.iter().map(|code| Key::new(code, &item).unwrap()));
        }
    }
    (group.parse().unwrap(), keys, items)
}

#[derive(Clone, Debug)]
enum Step {
    Subscribe(Key),
    Unsubscribe(Key),
    Next(bool),
}

fn key(items: u8) -> impl Strategy<Value = Key> {
    let item =
        prop_oneof![1 => Just(String::new()), 9 => (0..items).prop_map(|n| format!("{n:06}_AL"))];
    (0..TYPES.len(), item).prop_map(|(code, item)| Key::new(TYPES[code], &item).unwrap())
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => key(30).prop_map(Step::Subscribe),
        2 => key(30).prop_map(Step::Unsubscribe),
        1 => prop::bool::weighted(0.8).prop_map(Step::Next),
    ]
}

fn settings(items_per_request: u32, items_per_group: u32, frame_limit: usize) -> SessionSettings {
    SessionSettings {
        items_per_request,
        items_per_group,
        frame_limit,
        ..SessionSettings::default()
    }
}

/// Keeps a model of the server beside the wishes.
struct Check {
    settings: SessionSettings,
    wanted: Wanted,
    refs: BTreeMap<Key, u32>,
    /// What the server holds, and in which group.
    held: BTreeMap<Key, u16>,
    failed: BTreeSet<Key>,
}

impl Check {
    fn step(&mut self, step: &Step) {
        match *step {
            Step::Subscribe(key) => {
                self.wanted.subscribe(key);
                *self.refs.entry(key).or_default() += 1;
                self.failed.remove(&key);
            }
            Step::Unsubscribe(key) => {
                let refs = self.refs.entry(key).or_default();
                assert_eq!(self.wanted.unsubscribe(key), *refs > 0);
                *refs = refs.saturating_sub(1);
            }
            Step::Next(done) => {
                self.next(done);
            }
        }
        assert!(self.wanted.groups_are_right());
        let named = self
            .refs
            .iter()
            .filter(|(key, refs)| **refs > 0 && !key.item().is_empty());
        let items: BTreeSet<_> = named.map(|(key, _)| key.item()).collect();
        assert_eq!(self.wanted.item_count(), items.len());
    }

    /// One request, done or refused; `false` if there was none.
    fn next(&mut self, done: bool) -> bool {
        let was_due = self.wanted.is_due();
        let Some(request) = self.wanted.next_request(&self.settings) else {
            assert!(!was_due);
            return false;
        };
        assert!(was_due);
        let (group, keys, items) = read(&request);
        assert!(request.text().len() <= self.settings.frame_limit);
        assert!(items <= self.settings.items_per_request as usize);
        assert_eq!(keys, request.keys().collect::<Vec<_>>());
        assert_eq!(
            keys.iter().collect::<BTreeSet<_>>().len(),
            keys.len(),
            "a key twice"
        );
        let account = |key: &Key| {
            key.item().is_empty()
                && key.type_code().starts_with('0')
                && matches!(key.type_code(), "00" | "04")
        };
        let new = |key: &Key| {
            self.refs[key] > 0 && !self.held.contains_key(key) && !self.failed.contains(key)
        };
        let orders_wait = self.refs.keys().any(|key| account(key) && new(key));
        for key in &keys {
            match request.kind {
                Kind::Register => assert!(new(key), "{key} isn't to be registered"),
                Kind::Remove => {
                    assert_eq!(self.refs[key], 0, "{key} is wanted");
                    assert_eq!(
                        self.held.get(key),
                        Some(&group),
                        "{key} isn't in this group"
                    );
                }
            }
            assert!(
                !orders_wait || account(key),
                "{key} before orders and balance"
            );
        }
        let outcome = if done {
            Outcome::Done
        } else {
            Outcome::Refused
        };
        for key in keys {
            match (request.kind, done) {
                (Kind::Register, true) => {
                    self.held.insert(key, group);
                }
                (Kind::Remove, true) => {
                    self.held.remove(&key);
                }
                (Kind::Register, false) => {
                    self.failed.insert(key);
                }
                // What can't be removed isn't tried again: forget about it.
                (Kind::Remove, false) => unreachable!("removals are done here"),
            }
        }
        self.wanted.settle_request(&request, outcome);
        let mut groups: BTreeMap<u16, BTreeSet<&str>> = BTreeMap::new();
        for (key, group) in self.held.iter().filter(|(key, _)| !key.item().is_empty()) {
            groups.entry(*group).or_default().insert(key.item());
        }
        for items in groups.values() {
            assert!(items.len() <= self.settings.items_per_group as usize);
        }
        let named: usize = groups.values().map(BTreeSet::len).sum();
        let items: BTreeSet<_> = groups.values().flatten().collect();
        assert_eq!(named, items.len(), "an item in two groups");
        true
    }

    fn is_wanted(&self, key: &Key) -> bool {
        self.refs[key] > 0
    }
}

proptest! {
    #[test]
    fn wishes_and_requests_in_any_order_end_in_what_is_wanted(
        steps in proptest::collection::vec(step(), 0..150),
        items_per_request in 1_u32..12,
        items_per_group in 1_u32..8,
    ) {
        let mut check = Check {
            settings: settings(items_per_request, items_per_group, 1024),
            wanted: Wanted::default(),
            refs: BTreeMap::new(),
            held: BTreeMap::new(),
            failed: BTreeSet::new(),
        };
        for step in &steps {
            // A refusal is given to registrations only; removals have a test of their own.
            let refusal = matches!(step, Step::Next(false));
            if refusal && check.held.keys().any(|key| !check.is_wanted(key)) {
                continue;
            }
            check.step(step);
        }
        for _ in 0..1000 {
            if !check.next(true) {
                break;
            }
        }
        let wanted: BTreeSet<_> = check.refs.iter().filter(|(_, refs)| **refs > 0).map(|(key, _)| *key).collect();
        let failed: BTreeSet<_> = check.failed.intersection(&wanted).copied().collect();
        let held: BTreeSet<_> = check.held.keys().copied().collect();
        prop_assert_eq!(&held | &failed, wanted);
        prop_assert!(held.is_disjoint(&failed));
        prop_assert_eq!(check.wanted.held(), held.into_iter().collect::<Vec<_>>());
        prop_assert_eq!(check.wanted.failed(), failed.into_iter().collect::<Vec<_>>());
        prop_assert!(check.wanted.doubtful().is_empty());
    }

    #[test]
    fn every_key_is_asked_for_exactly_once(
        keys in proptest::collection::btree_set(key(250), 0..400),
        items_per_request in 1_u32..150,
        items_per_group in 1_u32..150,
        frame_limit in 1024_usize..4000,
    ) {
        let settings = settings(items_per_request, items_per_group, frame_limit);
        let mut wanted = Wanted::default();
        keys.iter().for_each(|key| wanted.subscribe(*key));
        let mut asked = Vec::new();
        while let Some(request) = wanted.next_request(&settings) {
            let (_, mut keys, items) = read(&request);
            prop_assert!(items as u32 <= items_per_request && request.text().len() <= frame_limit);
            asked.append(&mut keys);
            wanted.settle_request(&request, Outcome::Done);
        }
        asked.sort();
        prop_assert_eq!(asked, keys.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_full_session_takes_few_requests() {
    let settings = SessionSettings::default();
    let mut wanted = Wanted::default();
    for item in 0..200 {
        for code in ["0B", "0D", "0F", "0w"] {
            wanted.subscribe(Key::new(code, &format!("{item:06}_AL")).unwrap());
        }
    }
    wanted.subscribe(Key::new("00", "").unwrap());
    let mut lengths = Vec::new();
    while let Some(request) = wanted.next_request(&settings) {
        lengths.push((request.group, request.text().len()));
        wanted.settle_request(&request, Outcome::Done);
    }
    let groups: Vec<_> = lengths.iter().map(|(group, _)| *group).collect();
    assert_eq!(groups, [1, 2, 3]);
    assert!(
        lengths.iter().all(|(_, length)| *length < 2048),
        "{lengths:?}"
    );
}

#[test]
fn an_item_with_every_type_fits_the_smallest_frame() {
    let settings = settings(100, 100, 1024);
    let mut wanted = Wanted::default();
    let letters = ('0'..='9').chain('A'..='Z').chain('a'..='z');
    let mut keys = 0;
    for code in letters
        .clone()
        .flat_map(|a| letters.clone().map(move |b| format!("{a}{b}")))
    {
        wanted.subscribe(Key::new(&code, &"9".repeat(20)).unwrap());
        keys += 1;
    }
    let mut asked = 0;
    while let Some(request) = wanted.next_request(&settings) {
        assert!(request.text().len() <= 1024);
        asked += request.keys().count();
        wanted.settle_request(&request, Outcome::Done);
    }
    assert_eq!(asked, keys);
}
