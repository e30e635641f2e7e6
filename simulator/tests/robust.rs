//! The exchange itself, while things go wrong: it stays bounded, counts what it
//! sent, answers once, and lets every connection end.

mod client;

use std::time::Duration;

use client::{Client, PATIENCE, call_for_token, ending, fast, http, issue};
use futures_util::StreamExt;
use kiwoom_simulator::{Builder, Ending, Fault, Impossible, Rules, Script, Simulator};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

fn scripted(script: &str) -> Builder {
    fast().script(script.parse::<Script>().unwrap())
}

fn start(script: &str) -> Simulator {
    scripted(script).start().unwrap()
}

async fn registered(simulator: &Simulator) -> Client {
    let mut client = Client::login(&simulator.url(), "a").await;
    client.register(&["005930"], &["0B"]).await;
    client
}

/// Connected, with a LOGIN sent and nothing read.
async fn logging_in(simulator: &Simulator, token: &str) -> Client {
    let mut client = Client::connect(&simulator.url()).await;
    client.send(json!({"trnm": "LOGIN", "token": token})).await;
    client
}

/// Waits for the end of the stream, however it comes.
async fn wait_for_the_end(client: &mut Client) {
    let end = async { while let Some(Ok(_)) = client.0.next().await {} };
    tokio::time::timeout(PATIENCE, end).await.expect("no end");
}

async fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let holding = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(PATIENCE, holding).await.expect(what);
}

#[tokio::test]
async fn frames_count_once_the_socket_took_them() {
    // Far more is made than such a socket takes.
    let simulator = start("on frame 1: slow 100 1ms");
    let _client = registered(&simulator).await;
    let bytes = || simulator.counters().connections[0].bytes;
    wait_until("some bytes are sent", || bytes() > 20_000).await;
    let counters = simulator.counters();
    let connection = &counters.connections[0];
    assert!(connection.frames > 0);
    // A trade has some 700 bytes.
    assert!(connection.frames * 500 < connection.bytes, "{connection:?}");
    assert_eq!(counters.elements(), connection.frames);
}

#[tokio::test]
async fn a_burst_without_end_is_paced_by_the_client() {
    let simulator = start("on frame 1: burst 18446744073709551615");
    let mut client = registered(&simulator).await;
    // Nothing is read until the socket is full.
    let bytes = || simulator.counters().connections[0].bytes;
    let mut before = 0;
    while bytes() != before || before == 0 {
        before = bytes();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    client.count(1_000).await;
    assert!(simulator.counters().connections[0].ended.is_none());
}

#[tokio::test]
async fn who_lets_too_much_wait_is_cut_off() {
    let simulator = fast().limit(0).start().unwrap();
    let mut client = registered(&simulator).await;
    let megabyte = "x".repeat(1 << 20);
    let ended = || simulator.counters().connections[0].ended;
    let mut said = 0;
    while ended().is_none() {
        assert!(said < 200, "it lets everything wait");
        simulator.inject(Fault::Text(megabyte.clone())).unwrap();
        said += 1;
    }
    assert_eq!(ended(), Some(Ending::TooSlow));
    wait_for_the_end(&mut client).await;
}

#[tokio::test]
async fn requests_that_are_put_off_are_bounded() {
    let simulator = scripted("on request: delay 1m").limit(0).start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    let items: Vec<String> = (0..5_000).map(|at| format!("{at:06}")).collect();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let sends = async {
        for _ in 0..10_000 {
            client.register(&items, &["0B"]).await;
        }
    };
    // 400 MB aren't read on.
    let sent = tokio::time::timeout(Duration::from_secs(2), sends).await;
    assert!(sent.is_err());
    let heard = simulator.counters().connections[0].received;
    assert!((1..60).contains(&heard), "{heard} requests of 40 kB");
}

#[tokio::test]
async fn what_is_frozen_ends_when_the_client_goes() {
    let simulator = start("on open: freeze");
    let mut client = logging_in(&simulator, "a").await;
    // What was sent before is never read.
    client.register(&["005930"], &["0B"]).await;
    drop(client);
    assert_eq!(ending(&simulator).await, Ending::Client);
}

#[tokio::test]
async fn what_is_quiet_ends_by_what_follows() {
    for quiet in ["freeze", "silence"] {
        let simulator = start(&format!("on open: {quiet}\nafter 50ms: close 1001 later"));
        let mut client = logging_in(&simulator, "a").await;
        let close = loop {
            match client.next().await {
                Some(Message::Close(frame)) => break frame.unwrap(),
                Some(_) => {}
                None => panic!("{quiet}: no Close"),
            }
        };
        assert_eq!(u16::from(close.code), 1001, "{quiet}");
        assert_eq!(ending(&simulator).await, Ending::Scripted);

        let simulator = start(&format!("on open: {quiet}"));
        let mut client = logging_in(&simulator, "a").await;
        let is_open = || simulator.counters().connections.len() == 1;
        wait_until("it is open", is_open).await;
        simulator.inject(Fault::Reset).unwrap();
        wait_for_the_end(&mut client).await;
        assert_eq!(ending(&simulator).await, Ending::Scripted);

        let simulator = start(&format!("on open: {quiet}"));
        let mut client = logging_in(&simulator, "a").await;
        simulator.stop();
        wait_for_the_end(&mut client).await;
    }
}

#[tokio::test]
async fn what_hangs_before_the_websocket_ends_too() {
    for when in ["connect", "upgrade"] {
        let simulator = start(&format!("on {when}: ignore"));
        let mut stream = TcpStream::connect(simulator.addr()).await.unwrap();
        let request = b"GET /api/dostk/websocket HTTP/1.1\r\n\r\n";
        stream.write_all(request).await.unwrap();
        // It may not have been accepted yet.
        let end = async {
            let mut byte = [0];
            loop {
                simulator.inject(Fault::Drop).unwrap();
                let read = stream.read(&mut byte);
                if tokio::time::timeout(Duration::from_millis(10), read)
                    .await
                    .is_ok()
                {
                    return;
                }
            }
        };
        tokio::time::timeout(PATIENCE, end).await.expect(when);
    }
}

#[tokio::test]
async fn what_cannot_be_is_not_injected() {
    let simulator = start("");
    for (fault, wrong) in [
        (Fault::Fragments(0), Impossible::NoBytes),
        (Fault::Ignore, Impossible::Unasked),
        (
            Fault::Close(5000, String::new()),
            Impossible::CloseCode(5000),
        ),
    ] {
        assert_eq!(simulator.inject(fault), Err(wrong));
    }
}

#[tokio::test]
async fn a_login_is_answered_once() {
    let simulator = start(
        "connection 1 on login: refuse 8031
         connection 1 on login: refuse 8010
         connection 1 on login: delay 1ms
         connection 2 on open: expire
         connection 3 on login: refuse 8030
         connection 4 on login: delay 20ms",
    );
    let refused = async |token: &str| {
        let mut client = logging_in(&simulator, token).await;
        // The Close follows the first answer, and nothing else does.
        let (answer, _) = client.farewell().await;
        answer["return_msg"].as_str().unwrap().to_owned()
    };
    assert!(refused("a").await.contains("8031"));
    let _session = Client::login(&simulator.url(), "b").await;
    assert!(refused("b").await.contains("8030"));
    // Put off, it is refused all the same.
    assert!(refused("b").await.contains("8005"));
}

#[tokio::test]
async fn a_token_that_is_over_is_nobody_elses() {
    let simulator = start("connection 3 on open: expire");
    let (one, two) = (
        issue(&simulator, "one").await,
        issue(&simulator, "two").await,
    );
    let _session = Client::login(&simulator.url(), &one).await;
    let again = issue(&simulator, "one").await;
    assert_ne!(again, one);
    assert_eq!(issue(&simulator, "two").await, two);
    simulator.inject(Fault::Expire(Some("two".into()))).unwrap();
    assert_ne!(issue(&simulator, "two").await, two);
    assert_eq!(issue(&simulator, "one").await, again);
    assert_eq!(
        logging_in(&simulator, &two).await.farewell().await.0["return_code"],
        805_004
    );
    Client::login(&simulator.url(), &again).await;
}

#[tokio::test]
async fn calls_for_tokens_go_wrong() {
    let simulator = start(
        "connection 1 on token: refuse 8001
         connection 2 on token: refuse 1700
         connection 3 on token: refuse 503
         connection 4 on token: text <html>
         connection 5 on token: drop
         connection 6 on token: delay 30ms
         connection 6 on token: expire",
    );
    for (status, part) in [
        ("200", "[8001:App Key"),
        ("429", "[1700:"),
        ("503", "{}"),
        ("200", "<html>"),
    ] {
        let (head, body) = call_for_token(&simulator, "k").await;
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
        assert!(body.contains(part), "{body}");
    }
    let call = "POST /oauth2/token HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";
    assert_eq!(http(&simulator, call).await, "");
    assert_eq!(simulator.counters().tokens_issued, 0);
    let start = std::time::Instant::now();
    let over = issue(&simulator, "k").await;
    assert!(start.elapsed() >= Duration::from_millis(30));
    let (answer, _) = logging_in(&simulator, &over).await.farewell().await;
    assert!(answer["return_msg"].as_str().unwrap().contains("8005"));
    let good = issue(&simulator, "k").await;
    assert_ne!(good, over);
    Client::login(&simulator.url(), &good).await;
}

#[tokio::test]
async fn it_stops_and_is_back_on_the_same_port() {
    let simulator = start("connection 1 on frame 10: restart 50ms");
    let mut client = registered(&simulator).await;
    wait_for_the_end(&mut client).await;
    assert_eq!(ending(&simulator).await, Ending::Scripted);
    // A connection may still be queued where nobody accepts any more.
    let back = async {
        while connect_async(simulator.url()).await.is_err() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(PATIENCE, back)
        .await
        .expect("it is back");
    Client::login(&simulator.url(), "a").await;
}

#[tokio::test]
async fn echoes_that_are_not_heard_end_the_session() {
    let rules = Rules {
        idle: Duration::from_millis(20),
        unanswered_pings: 2,
        ..Rules::default()
    };
    let simulator = scripted("on open: deaf").rules(rules).start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    let last = loop {
        let said = client.json().await;
        if said["trnm"] != "PING" {
            break said;
        }
        client.send(said).await;
    };
    assert_eq!(last["code"], "R10002");
    assert_eq!(client.closed().await.reason.as_str(), "Bye");
    assert_eq!(ending(&simulator).await, Ending::NoHeartbeat);
}

#[tokio::test]
async fn noise_leaves_the_session_as_it_is() {
    let simulator = start("on open: system R10001\non open: ping\non open: system X1 \"what?\"");
    let mut client = Client::login(&simulator.url(), "a").await;
    let said = client.json().await;
    assert!(
        said["message"].as_str().unwrap().contains("App key"),
        "{said}"
    );
    assert_eq!(client.next().await, Some(Message::Ping("ping".into())));
    assert_eq!(client.json().await["message"], Value::from("\"what?\""));
    client.register(&["005930"], &["0B"]).await;
    client.count(5).await;
}
