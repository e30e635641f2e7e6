//! Placing keys, compared with what must hold of any placement.

use super::{Moves, NoRoom, Placement, Room};
use crate::session::Key;
use std::collections::{BTreeMap, BTreeSet};

fn key(type_code: &str, item: &str) -> Key {
    Key::new(type_code, item).unwrap()
}

fn trades<const N: usize>(items: [&str; N]) -> Vec<Key> {
    items.iter().map(|item| key("0B", item)).collect()
}

fn placement(items: &[usize]) -> Placement {
    let room = |items: &usize| Room {
        items: *items,
        orders: true,
    };
    Placement::new(items.iter().map(room))
}

#[test]
fn items_are_spread_and_keep_to_their_account() {
    let mut placement = placement(&[2, 2]);
    let places = placement.subscribe(0, &trades(["A", "B", "C"])).unwrap();
    assert_eq!(places, [(0, trades(["A", "C"])), (1, trades(["B"]))]);
    // Another type of the same item takes no other place.
    let places = placement.subscribe(1, &[key("0D", "B")]).unwrap();
    assert_eq!(places, [(1, vec![key("0D", "B")])]);
    // Both have to let it go before its place is free.
    assert_eq!(
        placement.unsubscribe(0, &trades(["B"])),
        [(1, trades(["B"]))]
    );
    let error = placement.subscribe(0, &trades(["D", "E"])).unwrap_err();
    let (limit, room, asked) = (4, 1, 2);
    assert_eq!(error, NoRoom { limit, room, asked });
    placement.unsubscribe(1, &[key("0D", "B")]);
    assert!(placement.subscribe(0, &trades(["D", "E"])).is_ok());
}

#[test]
fn a_refusal_takes_nothing_and_says_how_much_there_is() {
    let mut placement = placement(&[1]);
    let error = placement.subscribe(0, &trades(["A", "B"])).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("2 more") && text.contains("room for 1") && text.contains("app key"));
    assert_eq!(
        placement.subscribe(0, &trades(["B"])).unwrap(),
        [(0, trades(["B"]))]
    );
    // What is there already asks for no room, however often it is asked for.
    assert_eq!(
        placement.subscribe(0, &trades(["B", "B"])).unwrap(),
        [(0, trades(["B"]))]
    );
    assert_eq!(placement.unsubscribe(1, &trades(["B"])), []);
}

#[test]
fn accounts_tell_of_their_own_orders_and_one_of_the_market() {
    let mut placement = Placement::new([true, false, true].map(|orders| Room { items: 9, orders }));
    let (orders, market) = (key("00", ""), key("0s", ""));
    let places = placement.subscribe(3, &[orders, market]).unwrap();
    assert_eq!(places, [(0, vec![orders, market]), (2, vec![orders])]);
    // The market moves on when its account has ended; orders can't.
    let moves = placement.end_account(0);
    assert_eq!(moves.moved, [(3, vec![(1, vec![market])])]);
    assert_eq!(placement.end_account(0), Moves::default(), "ended already");
    assert_eq!(
        placement.unsubscribe(3, &[orders, market]),
        [(1, vec![market]), (2, vec![orders])]
    );
}

#[test]
fn an_account_that_ends_hands_its_items_on_as_far_as_there_is_room() {
    let mut placement = placement(&[3, 2]);
    let keys = trades(["A", "B", "C", "D"]);
    placement.subscribe(0, &keys).unwrap();
    placement.subscribe(5, &[key("0D", "A")]).unwrap();
    let moves = placement.end_account(0);
    // A, B and D were there; one finds room, with both of its types.
    let (books, trade) = (key("0D", "A"), key("0B", "A"));
    assert_eq!(
        moves.moved,
        [(0, vec![(1, vec![trade])]), (5, vec![(1, vec![books])])]
    );
    assert_eq!(moves.stranded.len(), 2, "{moves:?}");
    assert!(
        moves
            .stranded
            .iter()
            .all(|it| ["B", "C", "D"].contains(&it.item()))
    );
    // What was stranded can be asked for again, and is told that there's no room.
    assert_eq!(
        placement.subscribe(0, &moves.stranded).unwrap_err(),
        NoRoom {
            limit: 2,
            room: 0,
            asked: 2
        }
    );
    // Without any account there is no error: the engine tells its end.
    assert_eq!(placement.end_account(1), Moves::default());
    assert_eq!(placement.subscribe(0, &trades(["Z"])).unwrap(), []);
}

/// A small random source: the tests must be repeatable.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % end
    }
}

/// Whatever happens: who wants what is registered where it is wanted and
/// nowhere else, as the commands that were given have it.
#[test]
fn the_commands_keep_every_account_in_line_with_the_wishes() {
    for seed in 0..300 {
        let mut random = Random(seed);
        let rooms = [4, 1 + random.below(5), random.below(6)];
        let mut placement = placement(&rooms);
        let mut wishes: BTreeSet<(usize, Key)> = BTreeSet::new();
        // What each account was told to register, for whom.
        let mut told: [BTreeSet<(usize, Key)>; 3] = Default::default();
        let mut open = [true; 3];
        for _ in 0..200 {
            let strategy = random.below(3);
            let types = ["0B", "0D", "00", "0s"];
            let item = ["A", "B", "C", "D", "E", "F"][random.below(6)];
            let key = match types[random.below(4)] {
                code @ ("00" | "0s") => key(code, ""),
                code => key(code, item),
            };
            match random.below(20) {
                0..12 => {
                    if let Ok(places) = placement.subscribe(strategy, &[key]) {
                        wishes.insert((strategy, key));
                        for (account, keys) in places {
                            told[account].extend(keys.iter().map(|key| (strategy, *key)));
                        }
                    }
                }
                12..18 => {
                    wishes.remove(&(strategy, key));
                    for (account, keys) in placement.unsubscribe(strategy, &[key]) {
                        for key in keys {
                            assert!(told[account].remove(&(strategy, key)));
                        }
                    }
                }
                18 => {
                    placement.end_strategy(strategy);
                    wishes.retain(|(of, _)| *of != strategy);
                    for account in &mut told {
                        account.retain(|(of, _)| *of != strategy);
                    }
                }
                _ if open.iter().filter(|it| **it).count() > 1 => {
                    let ended = random.below(3);
                    let moves = placement.end_account(ended);
                    if std::mem::take(&mut open[ended]) {
                        told[ended].clear();
                    }
                    for (strategy, places) in moves.moved {
                        for (account, keys) in places {
                            told[account].extend(keys.iter().map(|key| (strategy, *key)));
                        }
                    }
                    wishes.retain(|(_, key)| !moves.stranded.contains(key));
                }
                _ => {}
            }
            check(&wishes, &told, open, rooms);
        }
    }
}

fn check(
    wishes: &BTreeSet<(usize, Key)>,
    told: &[BTreeSet<(usize, Key)>; 3],
    open: [bool; 3],
    rooms: [usize; 3],
) {
    let mut items: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (strategy, key) in wishes {
        let at: Vec<usize> = (0..3)
            .filter(|at| told[*at].contains(&(*strategy, *key)))
            .collect();
        if key.is_of_account() {
            let of_all: Vec<usize> = (0..3).filter(|at| open[*at]).collect();
            assert_eq!(at, of_all);
        } else {
            assert_eq!(at.len(), 1, "{key:?} at {at:?}");
            assert!(open[at[0]]);
        }
        if !key.item().is_empty() {
            items.entry(key.item()).or_default().insert(at[0]);
        }
    }
    for (at, account) in told.iter().enumerate() {
        assert!(
            account.is_subset(wishes),
            "account {at} has what nobody wants"
        );
        let held = items.values().filter(|of| of.contains(&at)).count();
        assert!(held <= rooms[at], "account {at} has {held} items");
    }
    assert!(
        items.values().all(|of| of.len() == 1),
        "an item at two places"
    );
}
