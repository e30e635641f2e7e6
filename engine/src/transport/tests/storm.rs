//! Many messages, at full speed, both ways.

use super::{Certified, Client, Owned, Stage, Target, plain, serve};
use std::{
    io::{Read, Write},
    time::{Duration, SystemTime},
};
use tungstenite::{
    Message, WebSocket,
    protocol::frame::{
        Frame,
        coding::{CloseCode, Data, OpCode},
    },
};

const MESSAGES: usize = 4000;

fn body(n: usize) -> String {
    let filling = "체결😀".repeat(n % 90);
    format!("{{\"trnm\":\"REAL\",\"n\":{n},\"filling\":\"{filling}\"}}")
}

/// Sends the storm; then reads what the client answered, until its Close.
fn storm<S: Read + Write>(mut socket: WebSocket<S>) -> Vec<Message> {
    let mut queue = |message| socket.write(message).unwrap();
    for n in 0..MESSAGES {
        if n % 100 == 0 {
            queue(Message::Ping(n.to_string().into_bytes().into()));
        }
        let body = body(n).into_bytes();
        if n % 50 == 7 {
            // In three fragments, cut inside characters, a Ping between them.
            let third = body.len() / 3;
            let part = |range: &[u8], data, last| {
                Message::Frame(Frame::message(range.to_vec(), OpCode::Data(data), last))
            };
            queue(part(&body[..third], Data::Text, false));
            queue(Message::Ping(b"between".to_vec().into()));
            queue(part(&body[third..2 * third], Data::Continue, false));
            queue(part(&body[2 * third..], Data::Continue, true));
        } else {
            queue(Message::text(String::from_utf8(body).unwrap()));
        }
    }
    queue(Message::text("end"));
    socket.flush().unwrap();
    let mut answers = Vec::new();
    loop {
        match socket.read() {
            Ok(message) => answers.push(message),
            Err(tungstenite::Error::ConnectionClosed) => return answers,
            Err(error) => panic!("{error}"),
        }
    }
}

fn weather(target: &Target) -> Client {
    let mut client = Client::open(target).unwrap();
    let mut texts = 0;
    let mut pings = 0;
    loop {
        match client.next().unwrap().expect("no end before \"end\"") {
            Owned::Text(text) if text == "end" => break,
            Owned::Text(text) => {
                assert_eq!(text, body(texts));
                texts += 1;
                if texts % 500 == 0 {
                    client.send(&text).unwrap();
                }
            }
            Owned::Ping(_) => pings += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(texts, MESSAGES);
    assert_eq!(pings, MESSAGES / 100 + MESSAGES / 50);
    client.connection.outbox().close(1000).unwrap();
    client.flush().unwrap();
    assert_eq!(
        client.next(),
        Ok(Some(Owned::Close(Some(1000), String::new())))
    );
    client
}

fn check_answers(answers: &[Message]) {
    let echoes: Vec<String> = answers
        .iter()
        .filter_map(|answer| answer.to_text().ok().filter(|_| answer.is_text()))
        .map(str::to_owned)
        .collect();
    let expected: Vec<String> = (1..=MESSAGES / 500).map(|n| body(n * 500 - 1)).collect();
    assert_eq!(echoes, expected);
    let pongs = answers.iter().filter(|answer| answer.is_pong()).count();
    assert_eq!(pongs, MESSAGES / 100 + MESSAGES / 50);
    match answers.last() {
        Some(Message::Close(Some(close))) => assert_eq!(close.code, CloseCode::Normal),
        other => panic!("{other:?}"),
    }
}

#[test]
fn four_thousand_messages_plain() {
    let (addr, server) = serve(|stream| storm(tungstenite::accept(stream).unwrap()));
    let mut client = weather(&plain(addr));
    assert_eq!(client.next(), Ok(None), "the server hangs up");
    check_answers(&server.join().unwrap());
    assert!(client.stages.ends_with(&[Stage::Open]));
    assert!(!client.stages.contains(&Stage::Tls));
}

#[test]
fn four_thousand_messages_over_tls() {
    let certified = Certified::new();
    let target = certified.target("127.0.0.1:1".parse().unwrap());
    let (addr, server) = serve(move |stream| {
        let socket = tungstenite::accept(certified.accept(stream));
        storm(socket.unwrap_or_else(|error| panic!("{error}")))
    });
    let mut client = weather(&Target { addr, ..target });
    // The server hangs up without TLS's goodbye, but it has sent a Close.
    assert_eq!(client.next(), Ok(None));
    check_answers(&server.join().unwrap());
}

#[test]
fn reads_carry_stamps() {
    let (addr, server) = serve(|stream| storm(tungstenite::accept(stream).unwrap()));
    let client = weather(&plain(addr));
    server.join().unwrap();
    assert!(client.stamps.is_sorted_by_key(|stamp| stamp.mono));
    assert!(client.stamps.iter().all(|stamp| stamp.bytes > 0));
    assert_eq!(client.connection.last_rx(), *client.stamps.last().unwrap());
    let kernel: Vec<u64> = client
        .stamps
        .iter()
        .filter_map(|stamp| Some(stamp.kernel?.get()))
        .collect();
    if cfg!(target_os = "linux") {
        // The kernel may need a moment until it begins to stamp.
        assert!(!kernel.is_empty());
        let now = SystemTime::now();
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let day = Duration::from_secs(86_400);
        let near = (now - day).as_nanos()..(now + day).as_nanos();
        assert!(kernel.iter().all(|ns| near.contains(&u128::from(*ns))));
    } else {
        assert!(kernel.is_empty());
    }
}
