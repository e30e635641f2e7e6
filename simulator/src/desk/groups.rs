//! What a session has registered: groups of items, each with its types.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::texts;
use crate::kind::Kind;
use crate::rules::Rules;
use crate::subscriptions::Subscriptions;

/// One group: its items take the places, its pairs make the pushes.
#[derive(Clone, Debug, Default)]
struct Group {
    /// Every item that isn't empty, known or not.
    items: BTreeSet<String>,
    pairs: BTreeSet<(Kind, String)>,
}

/// All groups of a session by their number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups(BTreeMap<String, Group>);

/// One entry of a request's `data`: every item for every type.
struct Entry<'a> {
    items: Vec<&'a str>,
    types: Vec<&'a str>,
}

impl Groups {
    /// REG: all of it, or nothing and the text of the refusal.
    pub(crate) fn register(&mut self, request: &Value, rules: &Rules) -> Result<(), String> {
        let number = group_number(request, "REG")?;
        let entries = entries(request, "REG")?;
        let keep = request
            .get("refresh")
            .is_none_or(|refresh| text(refresh) != "0");
        let mut group = match self.0.get(&number) {
            Some(group) if keep => group.clone(),
            _ => Group::default(),
        };
        for entry in &entries {
            let named = entry.items.iter().filter(|item| !item.is_empty());
            group.items.extend(named.map(|item| (*item).to_owned()));
            for kind in entry.types.iter().filter_map(|code| Kind::from_code(code)) {
                let pairs = entry.items.iter().map(|item| (kind, (*item).to_owned()));
                group.pairs.extend(pairs);
            }
        }
        if group.items.len() > rules.items_per_group {
            return Err(texts::group_full("REG", rules.items_per_group));
        }
        let others = self.0.iter().filter(|(other, _)| **other != number);
        let taken: usize = others.map(|(_, group)| group.items.len()).sum();
        if taken + group.items.len() > rules.items_per_session {
            return Err(texts::session_full("REG", rules.items_per_session));
        }
        self.0.insert(number, group);
        Ok(())
    }

    /// REMOVE: takes every item of every type of the request from the group.
    pub(crate) fn remove(&mut self, request: &Value) -> Result<(), String> {
        let number = group_number(request, "REMOVE")?;
        let entries = entries(request, "REMOVE")?;
        let Some(group) = self.0.get_mut(&number) else {
            return Ok(());
        };
        for entry in &entries {
            for item in &entry.items {
                let of_entry = |kind: Kind| entry.types.contains(&kind.code());
                group
                    .pairs
                    .retain(|(kind, known)| known != item || !of_entry(*kind));
                if !group.pairs.iter().any(|(_, known)| known == item) {
                    group.items.remove(*item);
                }
            }
        }
        if group.pairs.is_empty() && group.items.is_empty() {
            self.0.remove(&number);
        }
        Ok(())
    }

    /// Adds what the groups make together, once each.
    pub(crate) fn collect(&self, us: bool, rules: &Rules, all: &mut Subscriptions) {
        for (kind, item) in self.0.values().flat_map(|group| &group.pairs) {
            if kind.is_us() == us && rules.knows(item) {
                all.add(kind.code(), item);
            }
        }
    }
}

/// A member that some clients send as a number.
fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn group_number(request: &Value, trnm: &str) -> Result<String, String> {
    match request.get("grp_no") {
        Some(number @ (Value::String(_) | Value::Number(_))) => Ok(text(number)),
        _ => Err(texts::missing(trnm, "grp_no")),
    }
}

fn entries<'a>(request: &'a Value, trnm: &str) -> Result<Vec<Entry<'a>>, String> {
    let data = request
        .get("data")
        .ok_or_else(|| texts::missing(trnm, "data"))?;
    let parse = || {
        let entries = data.as_array()?.iter();
        entries
            .map(|entry| {
                let items = entry.get("item").map_or_else(|| Some(vec![""]), strings)?;
                Some(Entry {
                    items,
                    types: strings(entry.get("type")?)?,
                })
            })
            .collect::<Option<Vec<_>>>()
    };
    parse().ok_or_else(|| texts::malformed(trnm))
}

fn strings(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}
