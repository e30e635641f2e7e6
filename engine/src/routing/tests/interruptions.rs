//! Interruptions that come twice.

use super::{Bench, Told, element};
use crate::record::LinkEventKind;
use crate::watch::WatchSettings;

fn interruption(item: &str, released: &str) -> String {
    let values = format!(
        r#""9001":"005930","302":"삼성전자","13":"5","9068":"1","1221":"1000","1223":"100000","1224":"{released}","1225":"정적","1490":"1","9069":"1""#
    );
    element("1h", item, &values)
}

fn told(item: &str) -> Told {
    Told::Interruption(item.to_owned())
}

const ALL: [(&str, &str); 1] = [("1h", "")];

fn dropping() -> WatchSettings {
    WatchSettings {
        drop_duplicate_interruptions: true,
        ..WatchSettings::default()
    }
}

#[test]
fn both_come_unless_one_is_to_be_dropped() {
    let mut bench = Bench::new(&[&ALL], &WatchSettings::default());
    bench.frame(&interruption("005930_AL", "000000"));
    bench.frame(&interruption("005930", "000000"));
    assert_eq!(bench.read(0), [told("005930_AL"), told("005930")]);
    assert_eq!(bench.stats().duplicate_interruptions, 0);
}

#[test]
fn the_second_of_a_pair_is_dropped() {
    let named = [("1h", "005930")];
    let mut bench = Bench::new(&[&ALL, &named], &dropping());
    for released in ["000000", "100200"] {
        bench.frame(&interruption("005930_AL", released));
        bench.frame(&interruption("005930", released));
        assert_eq!(bench.read(0), [told("005930_AL")]);
        assert_eq!(bench.read(1), [told("005930")], "who named it gets it");
    }
    assert_eq!(bench.stats().duplicate_interruptions, 2);
    // After a lost connection it is news.
    bench.link(LinkEventKind::DOWN);
    bench.frame(&interruption("005930", "100200"));
    let expected = [Told::Link(LinkEventKind::DOWN), told("005930")];
    assert_eq!(bench.read(0), expected);
    assert_eq!(bench.read(1), expected);
}

#[test]
fn what_is_dropped_is_not_counted_as_handed_over() {
    let mut bench = Bench::new(&[&ALL], &dropping());
    bench.frame(&interruption("005930_AL", "000000"));
    bench.frame(&interruption("005930", "000000"));
    let stats = bench.router.stats();
    assert_eq!((stats.routed, stats.unrouted), (1, 0));
    assert_eq!(stats.watch.duplicate_interruptions, 1);
}
