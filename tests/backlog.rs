//! A server that wants answers and doesn't read them: the link is lost, for a
//! reason, and no memory fills up. In a process of its own, since it counts
//! what all of it holds.

use kiwoom_engine::{EngineError, LinkLoss, SessionError};
use kiwoom_tests::counting::{Counting, HighWater};
use kiwoom_tests::*;
use std::io::ErrorKind;

#[global_allocator]
static COUNTING: Counting = Counting;

/// What a connection may take while a megabyte waits to be sent on it: that, and
/// the half of it from which it has grown.
const ROOM: usize = 4 << 20;

/// Far more than the sockets' buffers hold, and what may wait.
const MOST_SENT: u64 = 256 << 20;

/// The server's way to ask for an answer.
type Ask = fn(&mut Peer);

const ASKS: [(&str, Ask); 2] = [
    ("Ping", |peer| peer.ping(&[b'?'; 125])),
    ("PING", |peer| {
        peer.text(&format!(r#"{{"trnm":"PING","it":"{:1$}"}}"#, "", 400));
    }),
];

/// One after the other: they are measured.
#[test]
fn who_does_not_read_the_answers_loses_the_link() {
    for driver in [Drive::Thread, Drive::Task] {
        for authority in [None, Some(Authority::new())] {
            for (name, ask) in ASKS {
                run(driver, authority.as_ref(), name, ask);
            }
        }
    }
}

fn run(driver: Drive, authority: Option<&Authority>, name: &str, ask: Ask) {
    let shown = format!("{driver:?} {name}");
    let server = Peer::play(authority, move |mut peer| {
        while peer.said() < MOST_SENT {
            (0..50).for_each(|_| ask(&mut peer));
            if peer.flush().is_err() {
                break;
            }
        }
        // Not read until the client has gone.
        peer
    });
    let mut builder = engine(&server.url);
    if let Some(authority) = authority {
        builder = builder.tls_roots(authority.roots());
    }
    let builder = builder.strategy("one", |it| it.trades(["005930"]));
    let (engine, mut feeds) = driver.start(builder).unwrap();
    wait_until("it is live", || {
        engine.snapshot().is_live || is_over(&mut feeds[0])
    });
    let water = HighWater::begin();
    wait_until(&shown, || is_over(&mut feeds[0]));
    let grown = water.bytes();
    assert!(grown < ROOM, "{shown}: {grown} bytes more");
    let answered = engine.snapshot().messages;
    assert!(answered > 1_000, "{shown}: {answered}");
    let loss = LinkLoss::Io(ErrorKind::WriteZero);
    let reason = Box::new(SessionError::Lost { loss });
    assert_eq!(engine.join(), Err(EngineError::Session(reason)), "{shown}");
    assert!(server.end().said() < MOST_SENT);
}

fn is_over(feed: &mut kiwoom_engine::Feed) -> bool {
    feed.each(100, |_| ()).is_err()
}
