//! Random lives of a router, against lists.

use super::*;
use crate::record::Link;
use proptest::prelude::*;
use std::collections::BTreeSet;

const STRATEGIES: usize = 4;
const TYPES: [&str; 5] = ["0B", "0D", "00", "0s", "0Z"];
const ITEMS: [&str; 4] = ["", "005930", "005930_AL", "000660"];

type Wish = (usize, usize, usize);

#[derive(Clone, Debug)]
enum Op {
    Add(Wish),
    Remove(Wish),
    Forget(usize, usize),
    Curious(usize),
    Send { code: usize, item: usize, odd: bool },
    Tell,
    Read(usize),
    Leave(usize),
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let strategy = || 0..STRATEGIES;
    let what = || (0..TYPES.len(), 0..ITEMS.len());
    let wish = move || (strategy(), what()).prop_map(|(who, (code, item))| (who, code, item));
    let op = prop_oneof![
        4 => wish().prop_map(Op::Add),
        2 => wish().prop_map(Op::Remove),
        1 => what().prop_map(|(code, item)| Op::Forget(code, item)),
        1 => strategy().prop_map(Op::Curious),
        20 => (what(), prop::bool::weighted(0.2))
            .prop_map(|((code, item), odd)| Op::Send { code, item, odd }),
        1 => Just(Op::Tell),
        3 => strategy().prop_map(Op::Read),
        1 => strategy().prop_map(Op::Leave),
    ];
    prop::collection::vec(op, 0..300)
}

/// What a router does, told by lists alone.
#[derive(Default)]
struct Model {
    wishes: BTreeSet<Wish>,
    curious: BTreeSet<usize>,
    gone: BTreeSet<usize>,
    sequence: u64,
    routed: u64,
    unrouted: u64,
    /// What each is to get: number, type, item.
    due: [Vec<(u64, String, String)>; STRATEGIES],
}

impl Model {
    fn write(&mut self, to: &BTreeSet<usize>, what: &str, item: &str) {
        self.sequence += 1;
        for who in to {
            self.due[*who].push((self.sequence, what.to_owned(), item.to_owned()));
        }
    }

    fn send(&mut self, code: usize, item: usize, odd: bool) {
        let is_known = TYPES[code] != "0Z";
        let readers: BTreeSet<usize> = match is_known {
            true => {
                let asked = |who: &usize| {
                    self.wishes.contains(&(*who, code, item))
                        || self.wishes.contains(&(*who, code, 0))
                };
                (0..STRATEGIES).filter(asked).collect()
            }
            false => self.curious.clone(),
        };
        if readers.is_empty() {
            self.unrouted += 1;
            return;
        }
        self.routed += 1;
        if !is_known {
            return self.write(&readers, "unknown", ITEMS[item]);
        }
        self.write(&readers, TYPES[code], ITEMS[item]);
        let curious: BTreeSet<usize> = readers.intersection(&self.curious).copied().collect();
        if odd && !curious.is_empty() {
            self.write(&curious, "unknown", ITEMS[item]);
        }
    }
}

fn run(sizes: FeedConfig, ops: Vec<Op>) {
    let mut bench = Bench::new(&[sizes; STRATEGIES]);
    let mut model = Model::default();
    let mut got: [Vec<Seen>; STRATEGIES] = Default::default();
    let name = |code: usize, item: usize| Key::new(TYPES[code], ITEMS[item]).unwrap();
    for op in ops {
        match op {
            Op::Add((who, code, item)) if !model.gone.contains(&who) => {
                let again = bench.router.add(who, &[name(code, item)]);
                assert_eq!(again.is_empty(), model.wishes.insert((who, code, item)));
            }
            Op::Remove((who, code, item)) => {
                let removed = bench.router.remove(who, &[name(code, item)]);
                assert_eq!(!removed.is_empty(), model.wishes.remove(&(who, code, item)));
            }
            Op::Forget(code, item) => {
                bench.router.forget(&name(code, item));
                model.wishes.retain(|wish| (wish.1, wish.2) != (code, item));
            }
            Op::Curious(who) if !model.gone.contains(&who) => {
                bench.router.set_unknown(who);
                model.curious.insert(who);
            }
            Op::Send { code, item, odd } => {
                // A record that nobody has room for isn't made, and so nobody
                // knows what its table lacks.
                let odd = odd && sizes == ROOMY;
                let values = if odd { r#""x":"y""# } else { "" };
                bench.frame(&[element(TYPES[code], ITEMS[item], values)]);
                model.send(code, item, odd);
            }
            Op::Tell => {
                bench.router.tell(Link::EMPTY, ARRIVAL);
                let all = (0..STRATEGIES).filter(|who| !model.gone.contains(who));
                model.write(&all.collect(), "link", "");
            }
            Op::Read(who) if !model.gone.contains(&who) => got[who].extend(bench.drain(who).0),
            Op::Leave(who) if model.gone.insert(who) => {
                bench.readers[who] = None;
                bench.router.notify();
                let (ended, mut abandoned) = bench.router.take_abandoned().unwrap();
                assert_eq!(ended, who);
                abandoned.sort();
                let of_it = model.wishes.iter().filter(|wish| wish.0 == who);
                let mut expected: Vec<Key> = of_it.map(|it| name(it.1, it.2)).collect();
                expected.sort();
                assert_eq!(abandoned, expected);
                model.wishes.retain(|wish| wish.0 != who);
                model.curious.remove(&who);
            }
            _ => {}
        }
    }
    bench.router.close(CloseReason::Stopped);
    let stats = bench.router.stats();
    assert_eq!(
        (stats.routed, stats.unrouted),
        (model.routed, model.unrouted)
    );
    for who in (0..STRATEGIES).filter(|who| !model.gone.contains(who)) {
        let (rest, closed) = bench.drain(who);
        got[who].extend(rest);
        assert_eq!(closed, Some(CloseReason::Stopped));
        check(&got[who], &model.due[who], sizes == ROOMY);
    }
}

/// Everything that was due came, or was told as lost where it would have stood.
fn check(got: &[Seen], due: &[(u64, String, String)], is_roomy: bool) {
    let mut due = due.iter();
    let mut last = 0;
    for seen in got {
        assert!(seen.sequence > last);
        last = seen.sequence;
        if seen.what == "gap" {
            assert!(!is_roomy);
            let lost = due.by_ref().take(usize::try_from(seen.lost).unwrap());
            assert_eq!(lost.last().map(|it| it.0), Some(seen.sequence));
        } else {
            let (sequence, what, item) = due.next().unwrap();
            assert_eq!(
                (seen.sequence, &seen.what, &seen.item),
                (*sequence, what, item)
            );
        }
    }
    assert!(due.next().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_reaches_who_wants_it(ops in ops()) {
        run(ROOMY, ops);
    }

    #[test]
    fn small_rings_lose_only_what_they_tell(ops in ops()) {
        // What may never be lost finds room in the end.
        let spill_lines = ROOMY.critical_lines;
        run(FeedConfig { spill_lines, ..TIGHT }, ops);
    }
}
