//! Faults on demand, as a client sees them.

mod client;

use std::io::ErrorKind;
use std::time::Duration;

use client::{Client, PATIENCE, ending, fast, issue};
use futures_util::{SinkExt, StreamExt};
use kiwoom_simulator::{Builder, Ending, Fault, Rate, Script, Simulator, Wrong};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::{Error, Message};

fn scripted(script: &str) -> Builder {
    fast().script(script.parse::<Script>().unwrap())
}

fn start(script: &str) -> Simulator {
    scripted(script).start().unwrap()
}

/// Registered for trades of one stock, with the answer read.
async fn registered(simulator: &Simulator) -> Client {
    let mut client = Client::login(&simulator.url(), "a").await;
    client.register(&["005930"], &["0B"]).await;
    assert_eq!(client.json().await["return_code"], 0);
    client
}

/// Reads to the end, and gives what it was; `None` for an orderly one.
async fn end_of(client: &mut Client) -> Option<Error> {
    let end = async {
        loop {
            match client.0.next().await {
                Some(Ok(_)) => {}
                Some(Err(error)) => break Some(error),
                None => break None,
            }
        }
    };
    tokio::time::timeout(PATIENCE, end).await.expect("no end")
}

fn is_reset(error: &Error) -> bool {
    match error {
        Error::Io(error) => error.kind() == ErrorKind::ConnectionReset,
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => true,
        _ => false,
    }
}

#[tokio::test]
async fn logins_are_refused_on_the_connections_named() {
    let simulator = start("connection 1 on login: refuse 8031\nconnection 3 on login: ignore");
    let mut first = Client::connect(&simulator.url()).await;
    first.send(json!({"trnm": "LOGIN", "token": "a"})).await;
    let (answer, frame) = first.farewell().await;
    assert_eq!(answer["return_code"], 805_004);
    let text = answer["return_msg"].as_str().unwrap();
    assert!(text.contains("[CODE=8031, MESSAGE=투자구분"), "{text}");
    assert_eq!(u16::from(frame.code), 1000);
    let _second = Client::login(&simulator.url(), "a").await;
    let mut third = Client::connect(&simulator.url()).await;
    third.send(json!({"trnm": "LOGIN", "token": "a"})).await;
    third.register(&["005930"], &["0B"]).await;
    // The LOGIN wasn't heard: this comes too early.
    assert_eq!(third.json().await["return_code"], 100_013);
    assert_eq!(ending(&simulator).await, Ending::Refused);
}

#[tokio::test]
async fn requests_are_refused_ignored_and_put_off() {
    let simulator = scripted(
        "on request 1: refuse 105115
         on request 2: ignore
         on request 3: delay 50ms",
    );
    let simulator = simulator.limit(0).start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    for _ in 0..4 {
        client.register(&["005930"], &["0B"]).await;
    }
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(client.json().await["return_code"].clone());
    }
    // The fourth is answered before the third.
    assert_eq!(codes, [105_115, 0, 0]);
}

#[tokio::test]
async fn a_close_comes_when_it_is_due() {
    let simulator = start("on frame 20: close 1011 broken");
    let mut client = registered(&simulator).await;
    let (counted, _) = client.count(20).await;
    assert_eq!(counted.values().sum::<u64>(), 20);
    let frame = client.closed().await;
    assert_eq!(
        (u16::from(frame.code), frame.reason.as_str()),
        (1011, "broken")
    );
    assert_eq!(ending(&simulator).await, Ending::Scripted);
    assert_eq!(simulator.stop().connections[0].frames, 20);
}

#[tokio::test]
async fn cuts_are_resets_or_ends_without_goodbye() {
    for (fault, resets) in [(Fault::Reset, true), (Fault::Drop, false)] {
        let simulator = fast().start().unwrap();
        let mut client = Client::login(&simulator.url(), "a").await;
        simulator.inject(fault).unwrap();
        let error = end_of(&mut client).await.expect("no goodbye");
        match resets {
            true => assert!(is_reset(&error), "{error}"),
            false => assert!(matches!(
                error,
                Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)
            )),
        }
        assert_eq!(ending(&simulator).await, Ending::Scripted);
    }
}

#[tokio::test]
async fn a_reset_is_one_on_the_wire() {
    for when in ["connect", "upgrade"] {
        let simulator = start(&format!("on {when}: reset"));
        let mut stream = TcpStream::connect(simulator.addr()).await.unwrap();
        let request = b"GET /api/dostk/websocket HTTP/1.1\r\n\r\n";
        let sent = stream.write_all(request).await;
        let read = stream.read_to_end(&mut Vec::new()).await;
        // The system tells of a reset once: to whoever comes first after it.
        let error = sent.err().or(read.err()).expect("no reset");
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }
}

#[tokio::test]
async fn silence_keeps_the_connection_and_a_frozen_one_reads_nothing() {
    let simulator = start("connection 1 on open: silence\nconnection 2 on open: freeze");
    // LOGIN_OK is said before it.
    let mut silent = Client::connect(&simulator.url()).await;
    silent.send(json!({"trnm": "LOGIN", "token": "a"})).await;
    assert_eq!(silent.json().await["return_code"], 0);
    silent.register(&["005930"], &["0B"]).await;
    let nothing = tokio::time::timeout(Duration::from_millis(200), silent.0.next()).await;
    assert!(nothing.is_err(), "{nothing:?}");
    let mut frozen = Client::connect(&simulator.url()).await;
    frozen.send(json!({"trnm": "LOGIN", "token": "b"})).await;
    // It fills up: nobody reads.
    let big = Message::text("x".repeat(60_000));
    let sends = async { while frozen.0.send(big.clone()).await.is_ok() {} };
    assert!(
        tokio::time::timeout(Duration::from_secs(2), sends)
            .await
            .is_err(),
        "everything was read"
    );
    let heard = simulator.counters();
    assert_eq!(heard.connections[0].received, 2);
    assert!(heard.connections.iter().all(|it| it.ended.is_none()));
}

#[tokio::test]
async fn messages_come_in_fragments_and_bytes_one_by_one() {
    let simulator =
        scripted("on connect: slow 1 1ms\non upgrade: slow 7 1ms\non open: fragments 1");
    let simulator = simulator.limit(3).start().unwrap();
    let mut client = registered(&simulator).await;
    let (counted, texts) = client.count(3).await;
    assert_eq!(simulator.counters().connections[0].elements, counted);
    let bytes = simulator.counters().connections[0].bytes;
    let text: u64 = texts.iter().map(|it| it.len() as u64).sum();
    assert!(bytes > 3 * text, "each byte has a frame of its own");
}

#[tokio::test]
async fn pings_are_held_back() {
    let rules = kiwoom_simulator::Rules {
        idle: Duration::from_millis(20),
        unanswered_pings: 2,
        ..Default::default()
    };
    let simulator = scripted("connection 1 on ping: ignore\nconnection 2 on ping: delay 30ms");
    let simulator = simulator.rules(rules).start().unwrap();
    let mut first = Client::login(&simulator.url(), "a").await;
    // What wasn't sent needs no answer: nobody is thrown out for it.
    let nothing = tokio::time::timeout(Duration::from_millis(300), first.0.next()).await;
    assert!(nothing.is_err(), "{nothing:?}");
    let mut second = Client::login(&simulator.url(), "b").await;
    assert_eq!(second.json().await, json!({"trnm": "PING"}));
    assert_eq!(simulator.counters().connections[0].pings, 0);
}

#[tokio::test]
async fn the_exchange_says_what_it_is_told_to() {
    let simulator = start("on open: system R10003 what's up\non open: text PING\non open: kick");
    let mut client = Client::login(&simulator.url(), "a").await;
    let said = client.json().await;
    assert_eq!(
        said,
        json!({"trnm":"SYSTEM","code":"R10003","message":"what's up"})
    );
    assert_eq!(client.text().await, "PING");
    let (said, frame) = client.farewell().await;
    assert_eq!(said["code"], "R10001");
    assert_eq!(
        (u16::from(frame.code), frame.reason.as_str()),
        (1000, "Bye")
    );
    assert_eq!(ending(&simulator).await, Ending::Kicked);
}

#[tokio::test]
async fn a_burst_comes_at_once() {
    let simulator = scripted("after 100ms: burst 500").rate(Rate::PerSecond(0.01));
    let simulator = simulator.start().unwrap();
    let mut client = registered(&simulator).await;
    // At the market's own pace that would take most of a day.
    let (counted, _) = client.count(500).await;
    assert!(counted.values().sum::<u64>() >= 500);
}

#[tokio::test]
async fn wrong_frames_are_wrong_in_the_way_they_say() {
    let kinds = [
        ("not-json", Wrong::NotJson),
        ("cut-json", Wrong::CutJson),
        ("not-utf8", Wrong::NotUtf8),
        ("unknown-type", Wrong::UnknownType),
        ("nested", Wrong::Nested),
        ("not-numbers", Wrong::NotNumbers),
        ("binary", Wrong::Binary),
        ("oversized", Wrong::Oversized),
        ("reserved-bits", Wrong::ReservedBits),
        ("bad-opcode", Wrong::BadOpcode),
        ("masked", Wrong::Masked),
        ("bad-close", Wrong::BadClose),
        ("stray-continuation", Wrong::StrayContinuation),
    ];
    for (name, kind) in kinds {
        let simulator = start(&format!("on open: frame {name}\non open: text after"));
        let mut client = Client::connect(&simulator.url()).await;
        client.send(json!({"trnm": "LOGIN", "token": "a"})).await;
        assert_eq!(client.json().await["return_code"], 0);
        let next = tokio::time::timeout(PATIENCE, client.0.next())
            .await
            .unwrap();
        let next = next.expect("something comes");
        // tungstenite judges a text's UTF-8, too, and takes 100 MB for too much;
        // a Close code that must not be sent it reads as a Close.
        let ends = kind.breaks_the_protocol() || kind == Wrong::NotUtf8;
        match (kind, next) {
            (Wrong::BadClose, Ok(Message::Close(_)) | Err(_)) => {}
            (_, Err(_)) => assert!(ends, "{name}"),
            (_, Ok(Message::Binary(_))) => assert_eq!(kind, Wrong::Binary),
            (_, Ok(message)) => {
                assert!(!ends, "{name}: {message:?}");
                let text = message.into_text().unwrap();
                let parsed = serde_json::from_str::<Value>(text.as_str());
                let is_json = matches!(kind, Wrong::UnknownType | Wrong::NotNumbers);
                assert_eq!(parsed.is_ok(), is_json, "{name}");
                assert_eq!(client.text().await, "after");
            }
        }
    }
}

#[tokio::test]
async fn what_comes_before_the_websocket_goes_wrong_too() {
    let simulator = start(
        "connection 1 on upgrade: refuse 503
         connection 2 on upgrade: garbage
         connection 3 on upgrade: drop
         connection 4 on upgrade: ignore
         connection 5 on connect: garbage
         connection 6 on connect: drop",
    );
    let url = simulator.url();
    match connect_async(&url).await {
        Err(Error::Http(response)) => assert_eq!(response.status(), 503),
        other => panic!("{other:?}"),
    }
    for number in 2..4 {
        assert!(connect_async(&url).await.is_err(), "connection {number}");
    }
    let hangs = tokio::time::timeout(Duration::from_millis(200), connect_async(&url)).await;
    assert!(hangs.is_err(), "no answer");
    for number in 5..7 {
        assert!(connect_async(&url).await.is_err(), "connection {number}");
    }
    assert!(connect_async(&url).await.is_ok());
}

#[tokio::test]
async fn nobody_is_there_for_a_while() {
    let simulator = start("connection 1 on open: away 200ms");
    let mut client = Client::login(&simulator.url(), "a").await;
    // One that was in the queue when the port closed is reset instead.
    let refused = async {
        loop {
            match TcpStream::connect(simulator.addr()).await {
                Err(error) if error.kind() == ErrorKind::ConnectionRefused => break,
                // In a hurry the client would run out of ports.
                _ => tokio::time::sleep(Duration::from_millis(1)).await,
            }
        }
    };
    tokio::time::timeout(PATIENCE, refused)
        .await
        .expect("it goes away");
    let back = async {
        while TcpStream::connect(simulator.addr()).await.is_err() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(PATIENCE, back)
        .await
        .expect("it comes back");
    // Who was connected stays so.
    client.register(&["005930"], &["0B"]).await;
    assert_eq!(client.json().await["return_code"], 0);
}

#[tokio::test]
async fn a_token_is_over_and_others_are_issued() {
    let simulator = start("connection 2 on open: expire");
    let old = issue(&simulator, "k").await;
    let _session = Client::login(&simulator.url(), &old).await;
    let mut again = Client::connect(&simulator.url()).await;
    again.send(json!({"trnm": "LOGIN", "token": old})).await;
    assert_eq!(again.farewell().await.0["return_code"], 805_004);
    let new = issue(&simulator, "k").await;
    assert_ne!(new, old);
    let _session = Client::login(&simulator.url(), &new).await;
}

#[tokio::test]
async fn faults_are_injected_while_it_runs() {
    let simulator = fast().start().unwrap();
    let mut client = registered(&simulator).await;
    client.count(10).await;
    simulator
        .inject(Fault::Close(1001, "maintenance".to_owned()))
        .unwrap();
    assert!(end_of(&mut client).await.is_none());
    assert_eq!(ending(&simulator).await, Ending::Scripted);
}
