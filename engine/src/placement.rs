//! Which session registers what: many items over several accounts.
//!
//! The server takes so many items a session, and allows one session an app
//! key, so who wants more of the market than that holds several keys. Here it
//! is decided which of them an item goes to:
//!
//! - an **item** goes, with all its message types, to the open account with the
//!   most room, and stays there while anybody wants any of it;
//! - what belongs to an **account** (orders and balances) is registered with
//!   each account that isn't told otherwise;
//! - what belongs to the **whole market** takes no room, and is registered with
//!   the first open account.
//!
//! When an account's session is over for good, what it held is spread over the
//! others. No input or output here: whoever calls sends the commands on.

use crate::session::Key;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

/// Keys to be registered, by the number of their account.
pub(crate) type Places = Vec<(usize, Vec<Key>)>;

/// What one account takes.
#[derive(Clone, Debug)]
pub(crate) struct Room {
    /// Items that its session takes.
    pub(crate) items: usize,
    /// Whether orders and balances of it are wanted.
    pub(crate) orders: bool,
}

/// Where everything that anybody wants has its place.
#[derive(Debug)]
pub(crate) struct Placement {
    accounts: Vec<Account>,
    /// Who wants what: strategies, as bits of a word.
    wishes: BTreeMap<Key, u64>,
    /// The account of each item that anybody wants.
    items: BTreeMap<String, Held>,
}

#[derive(Debug)]
struct Account {
    room: Room,
    taken: usize,
    is_open: bool,
}

#[derive(Debug)]
struct Held {
    account: usize,
    /// How many keys of it are wanted.
    keys: usize,
}

/// What becomes of the keys of an account that has ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Moves {
    /// To be registered elsewhere, for this strategy and with this account.
    pub(crate) moved: Vec<(usize, Places)>,
    /// Without room anywhere: forgotten.
    pub(crate) stranded: Vec<Key>,
}

/// More items are wanted than all accounts together take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoRoom {
    /// Items that the accounts take together, those that have ended left out.
    pub limit: usize,
    /// Items that they have room for.
    pub room: usize,
    /// Items that were asked for, and would have been new.
    pub asked: usize,
}

impl fmt::Display for NoRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { limit, room, asked } = self;
        write!(
            f,
            "{asked} more items were asked for, but there is room for {room} (the accounts take \
             {limit} in all): unsubscribe some, or add an account with another app key"
        )
    }
}

impl std::error::Error for NoRoom {}

impl Account {
    fn free(&self) -> usize {
        if self.is_open {
            self.room.items.saturating_sub(self.taken)
        } else {
            0
        }
    }
}

impl Placement {
    pub(crate) fn new(rooms: impl IntoIterator<Item = Room>) -> Self {
        let account = |room| Account {
            room,
            taken: 0,
            is_open: true,
        };
        Self {
            accounts: rooms.into_iter().map(account).collect(),
            wishes: BTreeMap::new(),
            items: BTreeMap::new(),
        }
    }

    /// A strategy wants these, too. Gives where to register them, each once and
    /// also those that it wanted already: asking again is how what was refused
    /// is tried again.
    ///
    /// # Errors
    /// [`NoRoom`], and then none of them is taken.
    pub(crate) fn subscribe(&mut self, strategy: usize, keys: &[Key]) -> Result<Places, NoRoom> {
        self.check(keys)?;
        let mut places = vec![Vec::new(); self.accounts.len()];
        let mut seen = HashSet::new();
        for key in keys.iter().filter(|key| seen.insert(*key)) {
            let readers = self.wishes.entry(*key).or_default();
            let is_new = *readers == 0;
            *readers |= 1 << strategy;
            if is_new {
                self.settle(key);
            }
            for account in self.places_of(key) {
                places[account].push(*key);
            }
        }
        Ok(numbered(places))
    }

    /// A strategy doesn't want these any more. Gives where those are
    /// registered that it did want.
    pub(crate) fn unsubscribe(&mut self, strategy: usize, keys: &[Key]) -> Places {
        let mut places = vec![Vec::new(); self.accounts.len()];
        for key in keys {
            let bit = 1 << strategy;
            if self
                .wishes
                .get(key)
                .is_none_or(|readers| readers & bit == 0)
            {
                continue;
            }
            for account in self.places_of(key) {
                places[account].push(*key);
            }
            self.take_back(key, bit);
        }
        numbered(places)
    }

    /// A strategy has ended: it wants nothing any more.
    pub(crate) fn end_strategy(&mut self, strategy: usize) {
        for key in self.wished_by(strategy) {
            self.take_back(&key, 1 << strategy);
        }
    }

    /// Nobody gets this any more.
    pub(crate) fn forget(&mut self, key: &Key) {
        self.take_back(key, u64::MAX);
    }

    /// An account's session is over for good.
    pub(crate) fn end_account(&mut self, ended: usize) -> Moves {
        let had_market = self.first_open() == Some(ended);
        let mut moves = Moves::default();
        match self.accounts.get_mut(ended) {
            Some(account) if account.is_open => account.is_open = false,
            _ => return moves,
        }
        let Some(first) = self.first_open() else {
            // The last one: the engine ends, and says so itself.
            return moves;
        };
        let held = self.items.iter().filter(|(_, it)| it.account == ended);
        let items: Vec<String> = held.map(|(item, _)| item.clone()).collect();
        let mut new: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for item in items {
            let account = self.move_item(&item);
            new.insert(item, account);
        }
        if had_market {
            new.insert(String::new(), Some(first));
        }
        let wishes = self.wishes.iter();
        let concerned = wishes.filter(|(key, _)| !key.is_of_account());
        let concerned: Vec<(Key, u64, Option<usize>)> = concerned
            .filter_map(|(key, readers)| Some((*key, *readers, *new.get(key.item())?)))
            .collect();
        let mut moved = vec![vec![Vec::new(); self.accounts.len()]; u64::BITS as usize];
        for (key, readers, account) in concerned {
            let Some(account) = account else {
                self.forget(&key);
                moves.stranded.push(key);
                continue;
            };
            for (strategy, places) in moved.iter_mut().enumerate() {
                if readers & 1 << strategy != 0 {
                    places[account].push(key);
                }
            }
        }
        let moved = moved.into_iter().enumerate();
        let moved = moved.map(|(strategy, places)| (strategy, numbered(places)));
        moves.moved = moved.filter(|(_, places)| !places.is_empty()).collect();
        moves
    }

    /// Whether there is room for what of these would be new.
    fn check(&self, keys: &[Key]) -> Result<(), NoRoom> {
        let new: BTreeSet<&str> = keys
            .iter()
            .filter(|key| !key.is_of_account())
            .map(Key::item)
            .filter(|item| !item.is_empty() && !self.items.contains_key(*item))
            .collect();
        let open = || self.accounts.iter().filter(|it| it.is_open);
        let room = open().map(Account::free).sum();
        // Without any account the engine is about to end, and says so itself.
        if new.len() > room && open().next().is_some() {
            return Err(NoRoom {
                limit: open().map(|it| it.room.items).sum(),
                room,
                asked: new.len(),
            });
        }
        Ok(())
    }

    /// Gives a key that is new its place.
    fn settle(&mut self, key: &Key) {
        let item = key.item();
        if item.is_empty() || key.is_of_account() {
            return;
        }
        if let Some(held) = self.items.get_mut(item) {
            held.keys += 1;
        } else if let Some(account) = self.emptiest() {
            self.accounts[account].taken += 1;
            let held = Held { account, keys: 1 };
            self.items.insert(item.to_owned(), held);
        }
    }

    fn take_back(&mut self, key: &Key, readers: u64) {
        let Some(left) = self.wishes.get_mut(key) else {
            return;
        };
        *left &= !readers;
        if *left != 0 {
            return;
        }
        self.wishes.remove(key);
        let Some(held) = self.items.get_mut(key.item()) else {
            return;
        };
        held.keys -= 1;
        if held.keys == 0 {
            self.accounts[held.account].taken -= 1;
            self.items.remove(key.item());
        }
    }

    /// Gives an item whose account has ended another; `None` if no other has
    /// room.
    fn move_item(&mut self, item: &str) -> Option<usize> {
        let new = self.emptiest()?;
        let held = self.items.get_mut(item)?;
        self.accounts[held.account].taken -= 1;
        self.accounts[new].taken += 1;
        held.account = new;
        Some(new)
    }

    /// The accounts that register this key.
    fn places_of(&self, key: &Key) -> Vec<usize> {
        if key.is_of_account() {
            let takes = |at: &usize| self.accounts[*at].is_open && self.accounts[*at].room.orders;
            return (0..self.accounts.len()).filter(takes).collect();
        }
        let held = self.items.get(key.item()).map(|held| held.account);
        match key.item() {
            "" => self.first_open().into_iter().collect(),
            _ => held.into_iter().collect(),
        }
    }

    fn wished_by(&self, strategy: usize) -> Vec<Key> {
        let wishes = self.wishes.iter();
        wishes
            .filter(|(_, readers)| **readers & 1 << strategy != 0)
            .map(|(key, _)| *key)
            .collect()
    }

    fn first_open(&self) -> Option<usize> {
        self.accounts.iter().position(|it| it.is_open)
    }

    /// The account with the most room; the first of several.
    fn emptiest(&self) -> Option<usize> {
        let open = self.accounts.iter().enumerate();
        open.filter(|(_, it)| it.free() > 0)
            .max_by_key(|(at, it)| (it.free(), std::cmp::Reverse(*at)))
            .map(|(at, _)| at)
    }
}

fn numbered(places: Vec<Vec<Key>>) -> Places {
    let places = places.into_iter().enumerate();
    places.filter(|(_, keys)| !keys.is_empty()).collect()
}

#[cfg(test)]
mod tests;
