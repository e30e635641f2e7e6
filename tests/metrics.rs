//! What is counted, as Prometheus reads it.

use kiwoom_engine::{Engine, StartError};
use kiwoom_tests::*;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

const DATA: [Wish; 2] = [("0B", "005930"), ("0D", "000660")];

/// Reads the exposition format, strictly: every family is announced once, with
/// its values right behind. Gives the values by name and labels.
fn read(text: &str) -> BTreeMap<String, u64> {
    let mut values = BTreeMap::new();
    let mut families = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let (name, help) = line
            .strip_prefix("# HELP ")
            .unwrap()
            .split_once(' ')
            .unwrap();
        assert!(help.ends_with('.'), "{line}");
        assert!(!families.contains(&name), "{name} stands twice");
        families.push(name);
        let kind = lines.next().unwrap().strip_prefix("# TYPE ").unwrap();
        let kind = kind.strip_prefix(name).unwrap().trim();
        assert_eq!(kind == "counter", name.ends_with("_total"), "{name} {kind}");
        while let Some(line) = lines.next_if(|line| !line.starts_with('#')) {
            let (key, value) = line.rsplit_once(' ').unwrap();
            let labels = key.strip_prefix(name).unwrap();
            let labelled = labels.starts_with('{') && labels.ends_with("\"}");
            assert!(labels.is_empty() || labelled, "{line}");
            assert!(
                values
                    .insert(key.to_owned(), value.parse().unwrap())
                    .is_none()
            );
        }
    }
    values
}

fn ask(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn text(engine: &Engine) -> String {
    let mut text = String::new();
    engine.write_metrics(&mut text).unwrap();
    text
}

#[test]
fn the_text_says_what_the_snapshots_say() {
    let simulator = exchange(500).start().unwrap();
    let builder = engine(&simulator.url())
        .strategy("quo\"ted", |it| subscribe(roomy(it), &DATA))
        .metrics("127.0.0.1:0");
    let (engine, feeds) = builder.start().unwrap();
    wait_for_frames(&simulator, &engine, 500);
    let values = read(&text(&engine));
    let (whole, connections) = (engine.snapshot(), engine.connections());
    let value = |key: &str| *values.get(key).unwrap_or_else(|| panic!("no {key}"));
    assert_eq!(value("kiwoom_frames_total"), 500);
    assert_eq!(
        value("kiwoom_frames_predicted_total"),
        whole.decode.predicted
    );
    assert!(whole.decode.predicted > 400, "{whole:?}");
    assert_eq!(value("kiwoom_frames_scanned_total"), whole.decode.scanned);
    assert!(whole.decode.scanned > 0, "{whole:?}");
    assert_eq!(value("kiwoom_connection_live{account=\"token\"}"), 1);
    assert_eq!(
        value("kiwoom_received_bytes_total{account=\"token\"}"),
        connections[0].bytes
    );
    assert_eq!(
        value("kiwoom_strategy_lost_total{strategy=\"quo\\\"ted\"}"),
        0
    );
    let mut sum = 0;
    for (message_type, counts) in engine.types() {
        let name = message_type.spec().unwrap().name;
        let key = format!("kiwoom_records_total{{type=\"{name}\"}}");
        assert_eq!(value(&key), counts.routed);
        sum += counts.routed;
    }
    assert_eq!(sum, 500);
    assert_eq!(value("kiwoom_frame_errors_total{kind=\"json\"}"), 0);
    assert!(!text(&engine).contains(TOKEN));

    let address = engine.metrics_addr().unwrap();
    let answer = ask(address, "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    assert!(head.contains(&format!("Content-Length: {}", body.len())));
    assert_eq!(read(body).len(), values.len());
    engine.stop().unwrap();
    drop(feeds);
    // The port goes with the engine.
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn odd_requests_are_answered_or_dropped() {
    let builder = engine("ws://127.0.0.1:9/").metrics("localhost:0");
    let (engine, _feeds) = builder.strategy("one", |it| it).start().unwrap();
    let address = engine.metrics_addr().unwrap();
    let other = ask(address, "POST /elsewhere HTTP/1.1\r\n\r\n");
    assert!(other.starts_with("HTTP/1.1 404"), "{other}");
    // Too much: cut off, with a reset where some of it wasn't even read.
    let mut endless = TcpStream::connect(address).unwrap();
    _ = endless.write_all("x".repeat(100_000).as_bytes());
    assert_ne!(endless.read(&mut [0; 64]).unwrap_or(0), 64);
    // One that says nothing holds up nobody for long.
    let silent = TcpStream::connect(address).unwrap();
    let answer = ask(address, "GET / HTTP/1.0\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(silent);
}

#[test]
fn only_this_machine_is_served() {
    for address in ["0.0.0.0:0", "nonsense", "127.0.0.1:99999"] {
        let builder = engine("ws://127.0.0.1:9/").metrics(address);
        let error = builder.strategy("one", |it| it).start();
        match error.map(|(engine, _)| engine) {
            Err(StartError::Metrics { address: named, .. }) => assert_eq!(named, address),
            other => panic!("{address}: {other:?}"),
        }
    }
}
