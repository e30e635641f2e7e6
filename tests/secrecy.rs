//! The token goes to the right server, encrypted, or nowhere.

use kiwoom_engine::{EngineError, LinkLoss, SessionError, StartError};
use kiwoom_tests::*;
use std::io::Read;
use std::net::TcpListener;
use std::thread::JoinHandle;

with_each_driver! {
    a_server_that_cannot_prove_who_it_is_gets_no_token,
    an_expired_certificate_is_refused,
    a_server_without_tls_gets_no_token,
    a_server_that_is_no_websocket_gets_no_token,
    a_token_never_travels_in_clear,
    nothing_shows_the_token,
}

const TRADES: [Wish; 1] = [("0B", "005930")];

/// How TLS failed, where it did.
fn refusal(driver: Drive, builder: kiwoom_engine::Builder) -> String {
    let builder = builder.strategy("one", |it| subscribe(it, &TRADES));
    let (engine, feeds) = driver.start(builder).unwrap();
    let ledger = Ledger::read(feeds.into_iter().next().unwrap());
    let told = ledger.links.last().unwrap().text.as_str().to_owned();
    match engine.join() {
        Err(EngineError::Session(reason)) => {
            assert!(reason.to_string().starts_with(&told), "{reason} {told}");
            match *reason {
                SessionError::Lost {
                    loss: LinkLoss::Tls(text),
                } => text.to_string(),
                other => panic!("{other}"),
            }
        }
        other => panic!("{other:?}"),
    }
}

fn a_server_that_cannot_prove_who_it_is_gets_no_token(driver: Drive) {
    let authority = Authority::new();
    let simulator = authority.secure(exchange(10)).start().unwrap();
    let (by_address, by_name) = (simulator.url(), by_name(&simulator.url()));

    let text = refusal(driver, engine(&by_name).tls_roots(Authority::new().roots()));
    assert!(text.contains("the server's certificate"), "{text}");
    // Nor does Mozilla's list know it.
    let text = refusal(driver, engine(&by_name));
    assert!(text.contains("UnknownIssuer"), "{text}");
    // Right root, wrong name.
    let text = refusal(driver, engine(&by_address).tls_roots(authority.roots()));
    assert!(
        text.contains("name") || text.contains("127.0.0.1"),
        "{text}"
    );

    // None came so far that a LOGIN could have been sent on.
    assert!(simulator.counters().connections.is_empty());
    let builder = engine(&by_name).tls_roots(authority.roots());
    let (engine, _feeds) = driver.start(builder.strategy("one", |it| it)).unwrap();
    wait_until("the right one gets it", || engine.snapshot().is_live);
    assert_eq!(simulator.counters().connections.len(), 1);
}

fn an_expired_certificate_is_refused(driver: Drive) {
    let authority = Authority::expired();
    let simulator = authority.secure(exchange(10)).start().unwrap();
    let builder = engine(&by_name(&simulator.url())).tls_roots(authority.roots());
    let text = refusal(driver, builder);
    assert!(text.to_lowercase().contains("expired"), "{text}");
    assert!(simulator.counters().connections.is_empty());
}

/// A server that takes in all bytes of one connection and says nothing but
/// `answer`.
fn eavesdropper(answer: &'static [u8]) -> (u16, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        std::io::Write::write_all(&mut stream, answer).unwrap();
        let mut heard = Vec::new();
        // An end by reset is an end, too.
        _ = stream.read_to_end(&mut heard);
        heard
    });
    (port, thread)
}

fn holds_token(bytes: &[u8]) -> bool {
    bytes
        .windows(TOKEN.len())
        .any(|part| part == TOKEN.as_bytes())
}

fn a_server_without_tls_gets_no_token(driver: Drive) {
    let (port, server) = eavesdropper(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    let url = format!("wss://localhost:{port}/api/dostk/websocket");
    refusal(driver, engine(&url).tls_roots(Authority::new().roots()));
    let heard = server.join().unwrap();
    assert!(!heard.is_empty() && !holds_token(&heard));
}

fn a_server_that_is_no_websocket_gets_no_token(driver: Drive) {
    let (port, server) = eavesdropper(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let (engine, feed) = start_one(driver, &format!("ws://127.0.0.1:{port}/"), &TRADES);
    let ended = engine.join();
    let Err(EngineError::Session(reason)) = &ended else {
        panic!("{ended:?}")
    };
    let loss = LinkLoss::Upgrade { status: 200 };
    assert_eq!(**reason, SessionError::Lost { loss });
    let heard = server.join().unwrap();
    assert!(heard.starts_with(b"GET / HTTP/1.1\r\n") && !holds_token(&heard));
    drop(feed);
}

fn a_token_never_travels_in_clear(driver: Drive) {
    for host in [
        "192.0.2.1:9",
        "[2001:db8::1]:9",
        "[::ffff:192.0.2.1]:9",
        "0.0.0.0:9",
    ] {
        let url = format!("ws://{host}/api/dostk/websocket");
        let builder = engine(&url).strategy("one", |it| subscribe(it, &TRADES));
        let refused = driver.start(builder).unwrap_err();
        assert!(
            matches!(&refused, StartError::Plaintext(told) if *told == url),
            "{refused:?}"
        );
        assert!(refused.to_string().contains("wss://"), "{refused}");
    }
}

fn nothing_shows_the_token(driver: Drive) {
    let simulator = exchange(10).start().unwrap();
    let builder = engine(&simulator.url()).strategy("one", |it| subscribe(it, &TRADES));
    let mut shown = format!("{:?} {builder:?}", token());
    let (engine, feeds) = driver.start(builder).unwrap();
    shown.push_str(&format!("{engine:?} {feeds:?} {:?}", engine.control()));
    assert!(!shown.contains(TOKEN), "{shown}");
    assert!(shown.contains("Builder"));
}
