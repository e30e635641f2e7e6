//! Who gets a record, and what stands in its header.

use super::*;
use crate::record::{Link, LinkEventKind, Trade, Unknown};
use crate::schema::MESSAGES;

#[test]
fn a_type_and_an_item_go_to_who_asked_for_both() {
    let mut bench = Bench::of(4);
    bench.add(0, "0B 005930, 0B 000660");
    bench.add(1, "0D 005930, 0B 000660");
    bench.add(2, "0B");
    for (code, item) in [
        ("0B", "005930"),
        ("0D", "005930"),
        ("0B", "000660"),
        ("0D", "000660"),
        ("0B", "005930_AL"),
        ("0C", "005930"),
    ] {
        bench.send(code, item);
    }
    assert_eq!(bench.got(0), ["0B 005930", "0B 000660"]);
    assert_eq!(bench.got(1), ["0D 005930", "0B 000660"]);
    assert_eq!(bench.got(2), ["0B 005930", "0B 000660", "0B 005930_AL"]);
    assert!(bench.got(3).is_empty());
    let stats = bench.router.stats();
    assert_eq!((stats.routed, stats.unrouted), (4, 2));
}

#[test]
fn who_asked_for_one_and_for_all_gets_it_once() {
    let mut bench = Bench::of(1);
    bench.add(0, "0B 005930, 0B");
    bench.send("0B", "005930");
    bench.send("0B", "000660");
    assert_eq!(bench.got(0), ["0B 005930", "0B 000660"]);
    bench.remove(0, "0B");
    bench.send("0B", "005930");
    bench.send("0B", "000660");
    assert_eq!(bench.got(0), ["0B 005930"]);
}

#[test]
fn every_type_of_the_tables_has_its_way() {
    let mut bench = Bench::of(2);
    let codes: Vec<&str> = MESSAGES.iter().map(|it| it.message_type.code()).collect();
    let of_item: Vec<String> = codes.iter().map(|code| format!("{code} X")).collect();
    bench.add(0, &codes.join(", "));
    bench.add(1, &of_item.join(", "));
    for code in &codes {
        bench.send(code, "X");
        bench.send(code, "Y");
    }
    assert_eq!(bench.got(0).len(), 2 * codes.len());
    assert_eq!(bench.got(1), of_item);
}

#[test]
fn the_header_says_what_the_frame_does_not() {
    let mut bench = Bench::of(3);
    bench.add(0, "0B 000660");
    bench.add(1, "0B 005930, 00");
    bench.add(2, "0B 005930");
    bench.frame(&[element("0B", "005930", ""), element("00", "005930", "")]);
    bench.send("00", "035420");
    let mut copies = Vec::new();
    for strategy in [1, 2] {
        bench.read(strategy, |record| {
            let header = record.header();
            assert_eq!((header.epoch(), header.connection()), (3, 0));
            assert_eq!(header.rx_kernel(), Some(UnixNanos::new(1_000)));
            assert_eq!(header.rx_mono(), Mono::from_nanos(2_000));
            // Stamped when it was written, once for all.
            let expected = 10_000 + header.sequence();
            assert_eq!(header.ready_mono(), Mono::from_nanos(expected));
            copies.push(look(record));
        });
    }
    let numbers: Vec<u64> = copies.iter().map(|it| it.sequence).collect();
    assert_eq!(numbers, [1, 2, 3, 1]);
    assert_eq!(copies[3], copies[0]);
    // By the order of subscribing; an order's item, too, where it has a number.
    let symbols: Vec<_> = copies.iter().map(|it| it.symbol.index()).collect();
    assert_eq!(symbols, [Some(1), Some(1), None, Some(1)]);
    let last = |it: &Seen| it.flags.contains(RecordFlags::LAST_IN_FRAME);
    assert_eq!(
        copies.iter().map(last).collect::<Vec<_>>(),
        [false, true, true, false]
    );
}

#[test]
fn no_kernel_stamp_is_none() {
    let mut bench = Bench::of(1);
    let arrival = Arrival {
        rx_kernel: None,
        ..ARRIVAL
    };
    bench.router.tell(Link::EMPTY, arrival);
    bench.read(0, |record| assert_eq!(record.header().rx_kernel(), None));
}

#[test]
fn copies_are_whole() {
    let mut bench = Bench::of(3);
    for strategy in 0..3 {
        bench.add(strategy, "0B 005930");
    }
    bench.frame(&[element(
        "0B",
        "005930",
        r#""10":"-20800","15":"+7","13":"99""#,
    )]);
    let mut bytes = Vec::new();
    for strategy in 0..3 {
        bench.read(strategy, |record| {
            let trade = record.get::<Trade>().unwrap();
            assert_eq!(trade.last.get(), Some(20_800));
            assert_eq!(
                (trade.volume.get(), trade.cumulative_volume.get()),
                (Some(7), Some(99))
            );
            bytes.push(record.as_bytes().to_vec());
        });
    }
    assert!(bytes.len() == 3 && bytes.iter().all(|it| *it == bytes[0]));
}

#[test]
fn sixty_four_strategies_are_told_and_reached() {
    for count in [1, 2, 63, 64] {
        let mut bench = Bench::new(&vec![TIGHT; count]);
        let last = count - 1;
        bench.add(last, "0B 005930");
        let mut link = Link::EMPTY;
        link.event = LinkEventKind::UP;
        bench.router.tell(link, ARRIVAL);
        bench.send("0B", "005930");
        for strategy in 0..count {
            let (seen, _) = bench.drain(strategy);
            assert_eq!((seen[0].what.as_str(), seen[0].sequence), ("link", 1));
            assert_eq!(seen[0].symbol, SymbolId::NONE);
            assert_eq!(seen.len(), if strategy == last { 2 } else { 1 });
        }
    }
}

#[test]
#[should_panic(expected = "one bit a strategy")]
fn a_sixty_fifth_has_no_bit() {
    let _ = Bench::new(&vec![TIGHT; 65]);
}

#[test]
fn what_the_tables_lack_goes_to_the_curious() {
    let mut bench = Bench::of(3);
    bench.add(0, "0B 005930");
    bench.add(1, "0B 005930, 0Z 005930");
    bench.router.set_unknown(1);
    bench.router.set_unknown(2);
    bench.frame(&[
        element("0B", "005930", r#""10":"1""#),
        element("0B", "005930", r#""10":"2","x":"y""#),
        element("0Z", "005930", r#""1":"2""#),
        element("0D", "005930", r#""x":"y""#),
    ]);
    assert_eq!(bench.got(0), ["0B 005930"; 2]);
    let mut told = Vec::new();
    let mut numbers = Vec::new();
    bench.read(1, |record| {
        numbers.push(record.header().sequence());
        if let Some(unknown) = record.get::<Unknown>() {
            let fields: Vec<_> = unknown.fields().map(|it| (it.code, it.text)).collect();
            told.push(format!("{} {fields:?}", unknown.message_type));
            // Somebody asked for this item by name.
            assert_eq!(record.header().symbol().index(), Some(0));
            assert_eq!(record.header().epoch(), 3);
        }
    });
    assert_eq!(numbers, [1, 2, 3, 4]);
    assert_eq!(told, [r#"0B [("x", "y")]"#, r#"0Z [("1", "2")]"#]);
    // Types without a table, and nothing of what others asked for.
    assert_eq!(bench.got(2), ["unknown 005930"]);
    let stats = bench.router.stats();
    assert_eq!((stats.routed, stats.unrouted), (3, 1));
}
