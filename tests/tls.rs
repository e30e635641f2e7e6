//! What goes wrong with TLS on a connection that is open, and that nothing is said
//! to a server before it has shown who it is.

use kiwoom_engine::record::Trade;
use kiwoom_engine::{EngineError, LinkLoss, SessionError};
use kiwoom_tests::rogue::{Rogue, Secure, TRADE, let_in, secure};
use kiwoom_tests::*;
use rustls::ServerConnection;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use tungstenite::{Message, WebSocket};

const DRIVES: [Drive; 2] = [Drive::Thread, Drive::Task];

/// How the link is lost when a server does this to it, after one good trade.
fn loss(drive: Drive, then: impl FnOnce(WebSocket<Secure>) + Send + 'static) -> LinkLoss {
    loss_after(1, drive, then)
}

/// The same where what it does brings further trades: so many must have come.
fn loss_after(
    expected: u64,
    drive: Drive,
    then: impl FnOnce(WebSocket<Secure>) + Send + 'static,
) -> LinkLoss {
    let authority = Authority::new();
    let roots = authority.roots();
    let rogue = Rogue::start("wss", move |stream| {
        let mut socket = let_in(secure(&authority, stream));
        socket.send(Message::text(TRADE)).unwrap();
        then(socket);
    });
    let builder = engine(&rogue.url).tls_roots(roots);
    let (engine, mut feeds) = drive
        .start(builder.strategy("one", |it| it.trades(["005930"])))
        .unwrap();
    let mut trades = 0;
    let mut read = || feeds[0].each(256, |it| trades += u64::from(it.get::<Trade>().is_some()));
    wait_until("the feed has ended", || read().is_err());
    // What came before is read, also where what is wrong came with it.
    assert_eq!(trades, expected, "{drive:?}");
    rogue.end();
    match engine.join() {
        Err(EngineError::Session(reason)) => match *reason {
            SessionError::Lost { loss } => loss,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Encrypts a trade, and gives the bytes instead of sending them.
fn sealed(socket: &mut WebSocket<Secure>) -> Vec<u8> {
    let mut record = Vec::new();
    let tls = &mut socket.get_mut().conn;
    let frame = rogue::frame(0x81, TRADE.as_bytes());
    tls.writer().write_all(&frame).unwrap();
    while tls.wants_write() {
        tls.write_tls(&mut record).unwrap();
    }
    record
}

/// Waits until the client has gone.
fn drain(mut stream: &TcpStream) {
    let mut rest = [0; 4_096];
    while stream.read(&mut rest).is_ok_and(|count| count > 0) {}
}

#[test]
fn an_end_without_goodbye_is_no_orderly_end() {
    for drive in DRIVES {
        assert_eq!(loss(drive, drop), LinkLoss::Truncated, "{drive:?}");
        let inside_a_record = |mut socket: WebSocket<Secure>| {
            let record = sealed(&mut socket);
            socket.get_mut().sock.write_all(&record[..20]).unwrap();
        };
        assert_eq!(
            loss(drive, inside_a_record),
            LinkLoss::Truncated,
            "{drive:?}"
        );
    }
}

#[test]
fn a_reset_inside_a_record_is_told() {
    for drive in DRIVES {
        let reset = |mut socket: WebSocket<Secure>| {
            let record = sealed(&mut socket);
            let stream = &mut socket.get_mut().sock;
            stream.write_all(&record[..20]).unwrap();
            abort(stream);
        };
        let expected = LinkLoss::Io(ErrorKind::ConnectionReset);
        assert_eq!(loss(drive, reset), expected, "{drive:?}");
    }
}

/// Closing this stream cuts the connection with a reset, once what was sent has
/// come: it would overtake that otherwise.
#[allow(unsafe_code, reason = "system calls that std lacks")]
fn abort(stream: &TcpStream) {
    use std::os::fd::AsRawFd;
    let unsent = || {
        let mut count: libc::c_int = 0;
        // SAFETY: the descriptor is open, and the call writes one integer.
        unsafe { libc::ioctl(stream.as_raw_fd(), libc::TIOCOUTQ, &raw mut count) };
        count
    };
    wait_until("all has been taken", || unsent() == 0);
    let linger = libc::linger {
        l_onoff: 1,
        l_linger: 0,
    };
    let size = libc::socklen_t::try_from(size_of_val(&linger)).unwrap();
    let (level, name) = (libc::SOL_SOCKET, libc::SO_LINGER);
    let value = (&raw const linger).cast();
    // SAFETY: the descriptor is open, and the option's value is this structure.
    let set = unsafe { libc::setsockopt(stream.as_raw_fd(), level, name, value, size) };
    assert_eq!(set, 0);
}

#[test]
fn bytes_that_are_no_record_and_records_that_were_changed_are_told() {
    for drive in DRIVES {
        let garbage = |mut socket: WebSocket<Secure>| {
            let stream = &mut socket.get_mut().sock;
            stream.write_all(b"HTTP/1.1 500 Oh\r\n\r\n").unwrap();
            drain(stream);
        };
        let changed = |mut socket: WebSocket<Secure>| {
            let mut record = sealed(&mut socket);
            record[40] ^= 1;
            let stream = &mut socket.get_mut().sock;
            stream.write_all(&record).unwrap();
            drain(stream);
        };
        // A good one and the changed one in one write, and so in one read.
        let at_once = |mut socket: WebSocket<Secure>| {
            let mut records = sealed(&mut socket);
            let mut second = sealed(&mut socket);
            second[40] ^= 1;
            records.append(&mut second);
            let stream = &mut socket.get_mut().sock;
            stream.write_all(&records).unwrap();
            drain(stream);
        };
        let is_told = |loss| matches!(loss, LinkLoss::Tls(_));
        assert!(is_told(loss(drive, garbage)), "{drive:?}");
        assert!(is_told(loss(drive, changed)), "{drive:?}");
        assert!(is_told(loss_after(2, drive, at_once)), "{drive:?}");
    }
}

/// The server changes its keys after every few messages, and wants the client to
/// change its own, too: all is read, and what the client says is understood.
#[test]
fn new_keys_cost_nothing() {
    const TRADES: u64 = 300;
    for drive in DRIVES {
        let authority = Authority::new();
        let roots = authority.roots();
        let rogue = Rogue::start("wss", move |stream| {
            let mut socket = let_in(secure(&authority, stream));
            let mut pings = 0;
            for at in 0..TRADES {
                if at % 3 == 0 {
                    socket.get_mut().conn.refresh_traffic_keys().unwrap();
                }
                socket.send(Message::text(TRADE)).unwrap();
                if at % 10 == 0 {
                    socket.send(Message::text(r#"{"trnm":"PING"}"#)).unwrap();
                    let echo = socket.read().unwrap();
                    assert_eq!(echo.to_text().unwrap(), r#"{"trnm":"PING"}"#);
                    pings += 1;
                }
            }
            // Until the client goes.
            while socket.read().is_ok() {}
            pings
        });
        let builder = engine(&rogue.url).tls_roots(roots);
        let (engine, mut feeds) = drive
            .start(builder.strategy("one", |it| it.trades(["005930"])))
            .unwrap();
        let mut trades = 0;
        wait_until("all trades are read", || {
            let feed = &mut feeds[0];
            let read = feed.each(256, |it| trades += u64::from(it.get::<Trade>().is_some()));
            assert!(read.is_ok(), "{:?}", engine);
            trades == TRADES
        });
        engine.stop().unwrap();
        assert_eq!(rogue.end(), TRADES / 10);
    }
}

/// What a server gets to see of a client that doesn't accept its certificate: the
/// bytes as they come, and what they say.
fn shown(authority: &Authority, mut stream: TcpStream) -> (Vec<u8>, Vec<u8>) {
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    let mut tls = ServerConnection::new(authority.server()).unwrap();
    let (mut raw, mut said) = (Vec::new(), Vec::new());
    let mut piece = [0; 4_096];
    loop {
        while tls.wants_write() && tls.write_tls(&mut stream).is_ok() {}
        let count = match stream.read(&mut piece) {
            Ok(count @ 1..) => count,
            _ => return (raw, said),
        };
        raw.extend_from_slice(&piece[..count]);
        let mut rest = &piece[..count];
        while !rest.is_empty() {
            tls.read_tls(&mut rest).unwrap();
            if tls.process_new_packets().is_err() {
                return (raw, said);
            }
        }
        // There is nothing, or an end.
        _ = tls.reader().read_to_end(&mut said);
    }
}

#[test]
fn nothing_is_said_before_the_certificate_is_verified() {
    for drive in DRIVES {
        for (case, authority, trusted) in [
            ("unknown", Authority::new(), Some(Authority::new().roots())),
            ("expired", Authority::expired(), None),
            ("other host", Authority::new(), None),
        ] {
            let roots = trusted.unwrap_or_else(|| authority.roots());
            let rogue = Rogue::start("wss", move |stream| shown(&authority, stream));
            let url = match case {
                "other host" => rogue.url.replace("localhost", "127.0.0.1"),
                _ => rogue.url.clone(),
            };
            let builder = engine(&url).tls_roots(roots);
            let (engine, _feeds) = drive
                .start(builder.strategy("one", |it| it.trades(["005930"])))
                .unwrap();
            let error = engine.join().unwrap_err().to_string();
            assert!(error.contains("TLS failed"), "{drive:?} {case}: {error}");
            let (raw, said) = rogue.end();
            assert!(raw.len() > 100, "{drive:?} {case}: there was a hello");
            assert_eq!(said, b"", "{drive:?} {case}");
            let token = TOKEN.as_bytes();
            assert!(
                !raw.windows(token.len()).any(|it| it == token),
                "{drive:?} {case}"
            );
        }
    }
}
