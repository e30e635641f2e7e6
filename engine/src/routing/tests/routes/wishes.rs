//! Who wants what, once each.

use super::*;

#[test]
fn a_wish_is_one_however_often_it_is_told() {
    let mut bench = Bench::of(2);
    assert!(bench.add(0, "0B 005930, 0D 005930, 00, 0Z 1").is_empty());
    let again = bench.add(0, "0B 005930, 0B 000660, 0B 000660, 00, 0Z 1");
    assert_eq!(again, keys("0B 005930, 0B 000660, 00, 0Z 1"));
    // Another strategy's wishes are its own.
    assert!(bench.add(1, "0B 005930").is_empty());
    assert_eq!(
        bench.remove(0, "0B 005930, 0B 005930, 0C 005930"),
        keys("0B 005930")
    );
    bench.send("0B", "005930");
    assert!(bench.got(0).is_empty());
    assert_eq!(bench.got(1), ["0B 005930"]);
    assert!(bench.remove(1, "00, 0Z 1, 0B 999999").is_empty());
    assert_eq!(bench.remove(0, "00, 0Z 1"), keys("00, 0Z 1"));
}

#[test]
fn a_symbol_keeps_its_number() {
    let mut bench = Bench::of(1);
    bench.add(0, "0B A, 0B B, 0D A");
    bench.remove(0, "0B A, 0B B, 0D A");
    bench.add(0, "0B C, 0B B, 0B A");
    for item in ["A", "B", "C"] {
        bench.send("0B", item);
    }
    let (seen, _) = bench.drain(0);
    let numbers: Vec<_> = seen.iter().map(|it| it.symbol.index()).collect();
    assert_eq!(numbers, [Some(0), Some(1), Some(2)]);
}

#[test]
fn what_found_no_room_is_forgotten_for_all() {
    let mut bench = Bench::of(3);
    bench.add(0, "0B 005930, 0D 005930");
    bench.add(2, "0B 005930");
    bench.router.forget(&key("0B 005930"));
    bench.router.forget(&key("0C 005930"));
    bench.send("0B", "005930");
    bench.send("0D", "005930");
    assert_eq!(bench.got(0), ["0D 005930"]);
    assert!(bench.got(2).is_empty());
    assert!(bench.add(0, "0B 005930").is_empty());
}
