//! A server that takes its time at any step: each has a limit of its own, and what
//! comes drop by drop doesn't make it longer.

use kiwoom_engine::record::{Link, LinkEventKind};
use kiwoom_engine::{EngineError, LinkLoss, OpenStep, SessionError, SessionSettings};
use kiwoom_tests::rogue::{LOGGED_IN, Rogue, TRADE, expect, frame, upgraded};
use kiwoom_tests::*;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use tungstenite::Message;

const DRIVES: [Drive; 2] = [Drive::Thread, Drive::Task];

/// Short, but long beside what a busy machine takes for a step that is to succeed.
fn settings() -> SessionSettings {
    let step = Duration::from_millis(1_000);
    let mut settings = eager();
    settings.connect_timeout = step;
    settings.tls_timeout = step;
    settings.upgrade_timeout = step;
    settings.login_timeout = step;
    settings.answer_timeout = step;
    settings.max_retries = 0;
    // None of these ends by being silent.
    settings.stale_after = PATIENCE;
    settings
}

/// Sends the same bytes again and again, slowly, until the client has gone.
fn drip(mut to: impl Write, bytes: &[u8]) {
    for byte in bytes.iter().cycle() {
        if to.write_all(&[*byte]).and_then(|()| to.flush()).is_err() {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Waits for the client to go.
fn hold(mut stream: TcpStream) {
    let mut rest = [0; 4_096];
    while stream.read(&mut rest).is_ok_and(|count| count > 0) {}
}

/// How a session ends with such a server.
fn end(drive: Drive, scheme: &str, serve: impl FnOnce(TcpStream) + Send + 'static) -> SessionError {
    let rogue = Rogue::start(scheme, serve);
    let authority = Authority::new();
    let builder = engine(&rogue.url)
        .session(settings())
        .tls_roots(authority.roots());
    let (engine, feeds) = drive
        .start(builder.strategy("one", |it| it.trades(["005930"])))
        .unwrap();
    let ended = engine.join();
    drop(feeds);
    rogue.end();
    match ended {
        Err(EngineError::Session(reason)) => *reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_accepts_and_says_nothing_is_left() {
    for drive in DRIVES {
        let step = OpenStep::Upgrade;
        assert_eq!(end(drive, "ws", hold), SessionError::OpenTimeout { step });
        let step = OpenStep::Tls;
        assert_eq!(end(drive, "wss", hold), SessionError::OpenTimeout { step });
    }
}

#[test]
fn half_a_handshake_is_left() {
    for drive in DRIVES {
        // The header of a TLS record, and a server's hello without end.
        let half = |mut stream: TcpStream| {
            stream
                .write_all(&[0x16, 3, 3, 0x3f, 0, 2, 0, 0x3e, 0])
                .unwrap();
            drip(stream, &[3]);
        };
        let step = OpenStep::Tls;
        assert_eq!(end(drive, "wss", half), SessionError::OpenTimeout { step });
    }
}

#[test]
fn an_upgrade_byte_by_byte_is_left() {
    for drive in DRIVES {
        let endless = |mut stream: TcpStream| {
            let begun = b"HTTP/1.1 101 Switching Protocols\r\nX: ";
            stream.write_all(begun).unwrap();
            drip(stream, b"y");
        };
        let end = end(drive, "ws", endless);
        // Tungstenite, below the task, counts the reads, and may have enough sooner.
        let counted = SessionError::Lost {
            loss: LinkLoss::Upgrade { status: 101 },
        };
        let sooner = drive == Drive::Task && end == counted;
        let step = OpenStep::Upgrade;
        let over = SessionError::OpenTimeout { step };
        assert!(sooner || end == over, "{drive:?}: {end:?}");
    }
}

/// Whether it says something else meanwhile, or the answer drop by drop.
#[test]
fn a_login_that_is_never_answered_is_left() {
    for drive in DRIVES {
        for meanwhile in [
            frame(0x81, br#"{"trnm":"PING"}"#),
            frame(0x89, b"?"),
            // More than is sent in the time.
            frame(0x81, &[b' '; 60_000]),
        ] {
            let busy = move |stream: TcpStream| {
                let mut socket = upgraded(stream);
                expect(&mut socket, "LOGIN");
                drip(socket.get_mut(), &meanwhile);
            };
            assert_eq!(end(drive, "ws", busy), SessionError::LoginTimeout);
        }
    }
}

/// The link isn't to blame: what wasn't answered is told, and all else goes on.
#[test]
fn a_registration_that_is_never_answered_is_told() {
    for drive in DRIVES {
        let rogue = Rogue::start("ws", |stream| {
            let mut socket = upgraded(stream);
            expect(&mut socket, "LOGIN");
            socket.send(Message::text(LOGGED_IN)).unwrap();
            expect(&mut socket, "REG");
            while socket.send(Message::text(TRADE)).is_ok() {
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let builder = engine(&rogue.url).session(settings());
        let (engine, mut feeds) = drive
            .start(builder.strategy("one", |it| it.trades(["005930"])))
            .unwrap();
        let mut links: Vec<Link> = Vec::new();
        let mut trades = 0;
        let restored = |links: &[Link]| {
            let mut events = links.iter().map(|link| link.event);
            events.any(|event| event == LinkEventKind::RESTORED)
        };
        wait_until("all is answered or given up", || {
            let read = feeds[0].each(256, |record| match record.get::<Link>() {
                Some(link) => links.push(*link),
                None => trades += 1,
            });
            assert!(read.is_ok(), "{links:?}");
            restored(&links) && trades > 10
        });
        let events: Vec<_> = links.iter().map(|link| link.event).collect();
        let up = [LinkEventKind::CONNECTING, LinkEventKind::UP];
        let told = [LinkEventKind::REJECTED, LinkEventKind::RESTORED];
        assert_eq!(events, [up, told].concat());
        assert_eq!(links[2].item.as_str(), "005930");
        assert_eq!((links[3].accepted, links[3].rejected), (0, 1));
        engine.stop().unwrap();
        rogue.end();
    }
}
