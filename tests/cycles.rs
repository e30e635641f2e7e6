//! Starting and stopping again and again leaves nothing behind. In a process
//! of its own, since it counts what belongs to all of it.

#![cfg(target_os = "linux")]

use kiwoom_engine::Control;
use kiwoom_simulator::Rate;
use kiwoom_tests::*;

const TRADES: [Wish; 1] = [("0B", "005930")];

/// Starts, lets some records come, and stops in one way or another.
fn cycle(url: &str, authority: Option<&Authority>, at: usize) -> Control {
    let mut builder = engine(url);
    if let Some(authority) = authority {
        builder = builder.tls_roots(authority.roots());
    }
    let builder = builder
        .strategy("one", |it| subscribe(it, &TRADES))
        .strategy("two", |it| subscribe(it, &TRADES).unknown());
    let (engine, mut feeds) = builder.start().unwrap();
    let control = engine.control();
    let reader = Reader::start(feeds.remove(0));
    wait_until("records come", || reader.read() > 50);
    match at % 4 {
        0 => engine.stop().unwrap(),
        1 => drop(engine),
        2 => {
            control.stop();
            engine.join().unwrap();
        }
        _ => {
            drop(feeds);
            engine.stop().unwrap();
        }
    }
    assert!(reader.end().rows.len() > 50);
    control
}

#[test]
fn twenty_cycles_leave_nothing_behind() {
    let authority = Authority::new();
    let paced = || exchange(u64::MAX).rate(Rate::PerSecond(5_000.0));
    let plain = paced().start().unwrap();
    let secure = authority.secure(paced()).start().unwrap();
    let secure_url = by_name(&secure.url());
    // The first one of each may leave what stays, once.
    cycle(&plain.url(), None, 0);
    cycle(&secure_url, Some(&authority), 0);
    let open = || {
        let connections = [&plain, &secure].map(|it| it.counters().connections);
        let open = connections.iter().flatten().filter(|it| it.ended.is_none());
        open.count()
    };
    wait_until("the exchanges have noticed", || open() == 0);
    let before = held();

    let mut last = None;
    for at in 0..20 {
        if at % 2 == 0 {
            cycle(&plain.url(), None, at / 2);
        } else {
            last = Some(cycle(&secure_url, Some(&authority), at / 2));
        }
        // What doesn't start, or doesn't connect, leaves nothing either.
        let impossible = engine(&plain.url()).pin_io(1_000_000);
        assert!(impossible.strategy("one", |it| it).start().is_err());
        let (nowhere, feed) = start_one(Drive::Thread, "ws://127.0.0.1:1/", &TRADES);
        assert!(nowhere.join().is_err());
        drop(feed);
    }
    // A handle that is kept holds no more than the waker's descriptor.
    let with_handle = (before.0, before.1 + 1);
    wait_until("all is given back", || held() == with_handle);
    drop(last);
    assert_eq!(held(), before);
}
