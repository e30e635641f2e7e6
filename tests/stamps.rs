//! A record's stamp is the time of the read that brought it.

use kiwoom_engine::record::Trade;
use kiwoom_tests::*;
use std::sync::mpsc;

with_each_driver! {
    what_came_with_one_read_bears_its_stamp,
    bytes_are_counted_as_they_come,
}

const TRADES: [Wish; 1] = [("0B", "005930")];
const TRADE: &str = r#"{"data":[{"values":{"10":"70000"},"type":"0B","name":"주식체결","item":"005930"}],"trnm":"REAL"}"#;

const BATCHES: usize = 5;
/// Some three kilobytes: one segment, and one record of TLS.
const BATCH: usize = 25;

fn what_came_with_one_read_bears_its_stamp(driver: Drive) {
    for authority in [None, Some(Authority::new())] {
        let (go_on, is_read) = mpsc::channel();
        let server = Peer::play(authority.as_ref(), move |mut peer| {
            for _ in 0..BATCHES {
                is_read.recv_timeout(PATIENCE).unwrap();
                (0..BATCH).for_each(|_| peer.text(TRADE));
                peer.flush().unwrap();
            }
            // Until the client has gone.
            while peer.hear().is_ok() {}
        });
        let mut builder = engine(&server.url);
        if let Some(authority) = &authority {
            builder = builder.tls_roots(authority.roots());
        }
        let builder = builder.strategy("one", |it| subscribe(it, &TRADES));
        let (engine, mut feeds) = driver.start(builder).unwrap();
        wait_until("it is live", || engine.snapshot().is_live);
        let mut last = 0;
        for _ in 0..BATCHES {
            go_on.send(()).unwrap();
            let mut stamps = Vec::new();
            wait_until("a batch has come", || {
                let read = feeds[0].each(BATCH, |record| {
                    if record.get::<Trade>().is_some() {
                        let header = record.header();
                        stamps.push((header.rx_mono().nanos(), header.ready_mono().nanos()));
                    }
                });
                read.unwrap();
                stamps.len() == BATCH
            });
            let first = stamps[0].0;
            assert!(first > last);
            assert!(stamps.iter().all(|(rx, _)| *rx == first), "{stamps:?}");
            // It takes a while until the last of them is ready.
            assert!(stamps[0].1 < stamps[BATCH - 1].1);
            last = first;
        }
        engine.stop().unwrap();
        server.end();
    }
}

fn bytes_are_counted_as_they_come(driver: Drive) {
    let server = Peer::play(None, |mut peer| {
        for _ in 0..BATCHES {
            (0..BATCH).for_each(|_| peer.text(TRADE));
            peer.flush().unwrap();
        }
        peer.ping(b"are you there");
        peer.flush().unwrap();
        assert_eq!(peer.hear().unwrap(), b"are you there");
        let said = peer.said();
        while peer.hear().is_ok() {}
        said
    });
    let (engine, _feed) = start_one(driver, &server.url, &TRADES);
    // LOGIN's answer, REG's, and the Ping are messages, too.
    let messages = (BATCHES * BATCH + 3) as u64;
    wait_until("all has come", || engine.snapshot().messages == messages);
    let seen = engine.snapshot();
    assert!(
        (2..messages).contains(&seen.reads),
        "several messages a read: {seen:?}"
    );
    engine.stop().unwrap();
    assert_eq!(server.end(), seen.bytes);
}
