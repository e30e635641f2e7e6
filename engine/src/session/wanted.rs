//! What is wanted, and what the server holds of it.

use super::key::{Item, Key, TypeCode};
use super::request::{Kind, Request, TYPES_PER_ENTRY};
use super::settings::SessionSettings;
use std::collections::BTreeMap;

/// The subscriptions of a session.
///
/// An item keeps to one group as long as the server holds anything of it, so
/// that it takes one place only, and a removal can name the group.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    items: BTreeMap<Item, Entry>,
    /// Items in each group, from group [`FIRST_GROUP`] on.
    groups: Vec<u32>,
}

#[derive(Debug, Default)]
struct Entry {
    group: Option<u16>,
    types: BTreeMap<TypeCode, Slot>,
}

#[derive(Debug)]
struct Slot {
    /// How many want it.
    refs: u32,
    standing: Standing,
    /// The server may hold it: a request for it was not answered, or it was
    /// not removed. Certain again once a request is answered with success.
    doubtful: bool,
}

/// How a subscription stands at the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Not there; to be registered if wanted.
    New,
    /// In the request that is under way.
    Sent,
    /// Registered; to be removed if not wanted.
    Held,
    /// The last request for it failed: not tried again by itself.
    Failed,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The server did what it asked for.
    Done,
    /// The server refused all of it.
    Refused,
    /// Nobody knows what the server did.
    Unanswered,
}

/// What has no item (account, whole market) has a group of its own: it takes no
/// place among the items.
const ITEMLESS_GROUP: u16 = 1;
const FIRST_GROUP: u16 = 2;
/// `grp_no` has four characters.
const LAST_GROUP: u16 = 9999;

impl Slot {
    /// Whether a request of this kind is to be sent for it.
    const fn is_due(&self, kind: Kind) -> bool {
        match kind {
            Kind::Register => self.refs > 0 && matches!(self.standing, Standing::New),
            Kind::Remove => self.refs == 0 && matches!(self.standing, Standing::Held),
        }
    }

    /// Whether the server certainly doesn't hold it.
    const fn is_absent(&self) -> bool {
        matches!(self.standing, Standing::New | Standing::Failed) && !self.doubtful
    }
}

impl Entry {
    fn is_wanted(&self) -> bool {
        self.types.values().any(|slot| slot.refs > 0)
    }
}

impl Wanted {
    /// Items that are wanted; what has no item doesn't count.
    pub(super) fn item_count(&self) -> usize {
        let counts = |(item, entry): &(&Item, &Entry)| !item.is_empty() && entry.is_wanted();
        self.items.iter().filter(counts).count()
    }

    /// Whether one more item would be wanted if this were.
    pub(super) fn is_new_item(&self, key: Key) -> bool {
        let (item, _) = key.parts();
        !item.is_empty() && !self.items.get(&item).is_some_and(Entry::is_wanted)
    }

    /// Whether anybody wants this.
    pub(super) fn is_wanted(&self, key: Key) -> bool {
        let (item, code) = key.parts();
        let slot = self
            .items
            .get(&item)
            .and_then(|entry| entry.types.get(&code));
        slot.is_some_and(|slot| slot.refs > 0)
    }

    /// All that anybody wants.
    pub(super) fn all(&self) -> impl Iterator<Item = Key> {
        self.items.iter().flat_map(|(item, entry)| {
            let types = entry.types.iter().filter(|(_, slot)| slot.refs > 0);
            types.map(|(code, _)| Key::from_parts(*item, *code))
        })
    }

    /// One more wants this.
    pub(super) fn subscribe(&mut self, key: Key) {
        let (item, code) = key.parts();
        let slot = self
            .items
            .entry(item)
            .or_default()
            .types
            .entry(code)
            .or_insert(Slot {
                refs: 0,
                standing: Standing::New,
                doubtful: false,
            });
        // Asking again is how a failed one is tried again; and what was only
        // held perhaps is registered to be sure of it.
        match slot.standing {
            Standing::Failed => slot.standing = Standing::New,
            Standing::Held if slot.doubtful => slot.standing = Standing::New,
            Standing::Held | Standing::New | Standing::Sent => {}
        }
        slot.refs = slot.refs.saturating_add(1);
    }

    /// One fewer wants this; `false` if nobody did.
    pub(super) fn unsubscribe(&mut self, key: Key) -> bool {
        let (item, code) = key.parts();
        let slot = self
            .items
            .get_mut(&item)
            .and_then(|entry| entry.types.get_mut(&code));
        let Some(slot) = slot.filter(|slot| slot.refs > 0) else {
            return false;
        };
        slot.refs -= 1;
        // What may be there is to be removed like what is.
        if slot.refs == 0 && slot.doubtful && slot.standing != Standing::Sent {
            slot.standing = Standing::Held;
        }
        self.settle(item);
        true
    }

    /// The link is gone, and with it all that the server held: what is wanted
    /// is to be registered anew, in groups numbered anew.
    pub(super) fn forget_link(&mut self) {
        self.groups.clear();
        self.items.retain(|_, entry| {
            entry.group = None;
            entry.types.retain(|_, slot| slot.refs > 0);
            for slot in entry.types.values_mut() {
                (slot.standing, slot.doubtful) = (Standing::New, false);
            }
            !entry.types.is_empty()
        });
    }

    /// Whether there is anything to ask the server for.
    pub(super) fn is_due(&self) -> bool {
        let due = |slot: &Slot| slot.is_due(Kind::Register) || slot.is_due(Kind::Remove);
        self.items
            .values()
            .any(|entry| entry.types.values().any(due))
    }

    /// The next request, if anything is to be asked for.
    ///
    /// Orders and balance come first, then removals, since they make room,
    /// then the rest.
    pub(super) fn next_request(&mut self, settings: &SessionSettings) -> Option<Request> {
        let account = |item: &Item, code: TypeCode| item.is_empty() && code.is_account();
        self.collect(Kind::Register, account, settings)
            .or_else(|| self.collect(Kind::Remove, |_, _| true, settings))
            .or_else(|| self.collect(Kind::Register, |_, _| true, settings))
    }

    fn collect(
        &mut self,
        kind: Kind,
        belongs: impl Fn(&Item, TypeCode) -> bool,
        settings: &SessionSettings,
    ) -> Option<Request> {
        let mut request: Option<Request> = None;
        let mut types = Vec::new();
        for (item, entry) in &mut self.items {
            types.clear();
            let due = entry
                .types
                .iter()
                .filter(|(code, slot)| slot.is_due(kind) && belongs(item, **code));
            types.extend(due.map(|(code, _)| *code).take(TYPES_PER_ENTRY));
            if types.is_empty() {
                continue;
            }
            let group = match entry.group {
                Some(group) => group,
                None if item.is_empty() => ITEMLESS_GROUP,
                None => free_group(&self.groups, settings.items_per_group),
            };
            let request = request.get_or_insert_with(|| Request::new(kind, group));
            if request.group != group {
                continue;
            }
            if !request.add(*item, &types, settings) {
                break;
            }
            if entry.group.is_none() {
                entry.group = Some(group);
                if let Some(index) = group.checked_sub(FIRST_GROUP) {
                    let index = usize::from(index);
                    if index >= self.groups.len() {
                        self.groups.resize(index + 1, 0);
                    }
                    self.groups[index] += 1;
                }
            }
            for code in &types {
                if let Some(slot) = entry.types.get_mut(code) {
                    slot.standing = Standing::Sent;
                }
            }
        }
        request
    }

    /// Takes in how a request ended.
    pub(super) fn settle_request(&mut self, request: &Request, outcome: Outcome) {
        for key in request.keys() {
            let (item, code) = key.parts();
            let slot = self
                .items
                .get_mut(&item)
                .and_then(|entry| entry.types.get_mut(&code));
            let Some(slot) = slot else { continue };
            (slot.standing, slot.doubtful) = match (request.kind, outcome) {
                (Kind::Register, Outcome::Done) => (Standing::Held, false),
                (Kind::Remove, Outcome::Done) => (Standing::New, false),
                (Kind::Register, Outcome::Refused) => (Standing::Failed, slot.doubtful),
                (Kind::Remove, Outcome::Refused) | (_, Outcome::Unanswered) => {
                    (Standing::Failed, true)
                }
            };
            // Wishes may have changed while the request was under way.
            match request.kind {
                Kind::Register if slot.refs == 0 && slot.doubtful => slot.standing = Standing::Held,
                Kind::Remove if slot.refs > 0 => slot.standing = Standing::New,
                Kind::Register | Kind::Remove => {}
            }
            self.settle(item);
        }
    }

    /// Forgets what is neither wanted nor at the server, and gives back the
    /// item's place in its group when the server holds nothing of it.
    fn settle(&mut self, item: Item) {
        let Some(entry) = self.items.get_mut(&item) else {
            return;
        };
        entry
            .types
            .retain(|_, slot| slot.refs > 0 || !slot.is_absent());
        if entry.types.values().all(Slot::is_absent)
            && let Some(group) = entry.group.take()
            && let Some(index) = group.checked_sub(FIRST_GROUP)
        {
            self.groups[usize::from(index)] -= 1;
        }
        if entry.types.is_empty() {
            self.items.remove(&item);
        }
    }

    /// How many of the wanted are registered, and how many failed.
    pub(super) fn tally(&self) -> (u32, u32) {
        let mut tally = (0, 0);
        for slot in self.items.values().flat_map(|entry| entry.types.values()) {
            match slot.standing {
                Standing::Held if slot.refs > 0 => tally.0 += 1,
                Standing::Failed if slot.refs > 0 => tally.1 += 1,
                _ => {}
            }
        }
        tally
    }
}

/// The first group with room. If all were full (which takes a server that
/// refuses a million removals), the last one: the server then refuses.
fn free_group(groups: &[u32], items_per_group: u32) -> u16 {
    let first = groups.iter().position(|&items| items < items_per_group);
    let index = u16::try_from(first.unwrap_or(groups.len())).unwrap_or(u16::MAX);
    FIRST_GROUP.saturating_add(index).min(LAST_GROUP)
}

/// What the simulation compares with the model server.
#[cfg(test)]
impl Wanted {
    /// Wanted and registered, as far as this side knows.
    pub(super) fn held(&self) -> Vec<Key> {
        self.select(|slot| slot.refs > 0 && slot.standing == Standing::Held)
    }

    /// Perhaps at the server: nobody can tell.
    pub(super) fn doubtful(&self) -> Vec<Key> {
        self.select(|slot| slot.doubtful)
    }

    /// Wanted, but neither registered nor under way.
    pub(super) fn failed(&self) -> Vec<Key> {
        self.select(|slot| slot.refs > 0 && slot.standing == Standing::Failed)
    }

    fn select(&self, which: impl Fn(&Slot) -> bool) -> Vec<Key> {
        let keys = self.items.iter().flat_map(|(item, entry)| {
            entry
                .types
                .iter()
                .map(move |(code, slot)| (Key::from_parts(*item, *code), slot))
        });
        keys.filter(|(_, slot)| which(slot))
            .map(|(key, _)| key)
            .collect()
    }

    /// Whether the places counted in the groups are those of the items.
    pub(super) fn groups_are_right(&self) -> bool {
        let mut counted = vec![0; self.groups.len()];
        for (item, entry) in &self.items {
            match entry.group {
                Some(group) if !item.is_empty() => counted[usize::from(group - FIRST_GROUP)] += 1,
                _ => {}
            }
        }
        counted == self.groups
    }
}
