//! One thread plays both ends, so that each read brings what we want it to.

use super::{Certified, Client, LinkError, Owned, Stage, Target, plain};
use rustls::ServerConnection;
use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
};
use tungstenite::handshake::derive_accept_key;

/// Connects to ourselves: the client, and the server's end.
fn pair(target: impl FnOnce(std::net::SocketAddr) -> Target) -> (Client, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::start(&target(listener.local_addr().unwrap())).unwrap();
    let (server, _) = listener.accept().unwrap();
    server.set_nodelay(true).unwrap();
    (client, server)
}

/// The answer to a request.
fn answer(request: &[u8]) -> Vec<u8> {
    let request = std::str::from_utf8(request).unwrap();
    let key = request
        .lines()
        .find_map(|line| line.strip_prefix("Sec-WebSocket-Key: "))
        .unwrap();
    format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {}\r\n\r\n",
        derive_accept_key(key.as_bytes())
    )
    .into_bytes()
}

/// Two texts, one of them in fragments around a Ping, and a Close.
fn frames() -> (Vec<u8>, Vec<Owned>) {
    let text = "{\"name\":\"주식체결\"}";
    let (front, back) = text.as_bytes().split_at(11);
    let mut bytes = vec![0x01, front.len() as u8];
    bytes.extend_from_slice(front);
    bytes.extend_from_slice(b"\x89\x02hi");
    bytes.extend_from_slice(&[0x80, back.len() as u8]);
    bytes.extend_from_slice(back);
    let long = "호가".repeat(50);
    bytes.extend_from_slice(&[0x81, 126, 1, 44]);
    bytes.extend_from_slice(long.as_bytes());
    bytes.extend_from_slice(b"\x88\x05\x03\xe8Bye");
    let messages = vec![
        Owned::Ping(b"hi".to_vec()),
        Owned::Text(text.to_owned()),
        Owned::Text(long),
        Owned::Close(Some(1000), "Bye".to_owned()),
    ];
    (bytes, messages)
}

/// Sends `bytes` in pieces; the client takes each before the next is sent.
fn dribble(client: &mut Client, server: &mut TcpStream, bytes: &[u8], step: usize) -> Vec<Owned> {
    let mut messages = Vec::new();
    for piece in bytes.chunks(step) {
        server.write_all(piece).unwrap();
        if client.connection.stage() == Stage::Open {
            assert!(client.read().unwrap());
            assert_eq!(client.connection.last_rx().bytes, piece.len());
        } else {
            client.wait();
            client.step().unwrap();
        }
        while let Some((message, _)) = client.connection.next_message().unwrap() {
            messages.push(message.into());
        }
    }
    messages
}

fn read_request(server: &mut TcpStream) -> Vec<u8> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        server.read_exact(&mut byte).unwrap();
        request.extend_from_slice(&byte);
    }
    request
}

#[test]
fn seven_bytes_at_a_time() {
    let (mut client, mut server) = pair(plain);
    while client.step().unwrap() != Stage::Upgrading {
        client.wait();
    }
    let mut bytes = answer(&read_request(&mut server));
    let (frames, expected) = frames();
    bytes.extend_from_slice(&frames);
    assert_eq!(dribble(&mut client, &mut server, &bytes, 7), expected);
}

#[test]
fn frames_that_come_with_the_upgrade_are_not_lost() {
    let (mut client, mut server) = pair(plain);
    while client.step().unwrap() != Stage::Upgrading {
        client.wait();
    }
    let mut bytes = answer(&read_request(&mut server));
    let (frames, expected) = frames();
    bytes.extend_from_slice(&frames);
    let messages = dribble(&mut client, &mut server, &bytes, usize::MAX);
    assert_eq!(messages, expected);
    assert_eq!(client.connection.last_rx().bytes, bytes.len());
}

#[test]
fn reading_on_without_taking_messages_is_told_not_mistaken_for_the_end() {
    let (mut client, mut server) = pair(plain);
    while client.step().unwrap() != Stage::Upgrading {
        client.wait();
    }
    let mut bytes = answer(&read_request(&mut server));
    dribble(&mut client, &mut server, &bytes, usize::MAX);
    assert_eq!(client.connection.stage(), Stage::Open);
    bytes = [0x81, 2, b'{', b'}'].repeat(50_000);
    server.set_nonblocking(true).unwrap();
    let mut sent = 0;
    let error = loop {
        sent += server.write(&bytes[sent % 4..]).unwrap_or(0);
        match client.connection.read() {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(error, LinkError::MessagesNotTaken);
    // Taking them makes it well again.
    let mut taken = 0;
    while client.connection.next_message().unwrap().is_some() {
        taken += 1;
    }
    assert!(taken > 60_000);
    assert!(client.connection.read().is_ok());
}

/// The server's end of TLS, its bytes in our hands.
struct TlsServer {
    tls: ServerConnection,
    stream: TcpStream,
}

impl TlsServer {
    /// What TLS has to say, and `plain`, as ciphertext.
    fn seal(&mut self, plain: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        // One record for each little piece, so that many cross a read.
        for piece in plain.chunks(50) {
            self.tls.writer().write_all(piece).unwrap();
        }
        while self.tls.wants_write() {
            self.tls.write_tls(&mut bytes).unwrap();
        }
        bytes
    }

    /// Receives once; returns the plaintext so far.
    fn receive(&mut self, plain: &mut Vec<u8>) {
        self.tls.read_tls(&mut self.stream).unwrap();
        let waiting = self.tls.process_new_packets().unwrap();
        let mut piece = vec![0; waiting.plaintext_bytes_to_read()];
        self.tls.reader().read_exact(&mut piece).unwrap();
        plain.extend_from_slice(&piece);
    }
}

/// An open connection over TLS, by steps of `step` bytes, and what came with
/// the upgrade.
fn tls_pair(step: usize, with_answer: &[u8]) -> (Client, TlsServer, Vec<Owned>) {
    let certified = Certified::new();
    let (mut client, stream) = pair(|addr| certified.target(addr));
    let tls = ServerConnection::new(Arc::clone(&certified.server)).unwrap();
    let mut server = TlsServer { tls, stream };
    while client.step().unwrap() != Stage::Tls {
        client.wait();
    }
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        server.receive(&mut request);
        let bytes = server.seal(&[]);
        dribble(&mut client, &mut server.stream, &bytes, step);
    }
    let bytes = server.seal(&[&answer(&request), with_answer].concat());
    let messages = dribble(&mut client, &mut server.stream, &bytes, step);
    assert_eq!(client.connection.stage(), Stage::Open);
    (client, server, messages)
}

#[test]
fn seven_bytes_at_a_time_over_tls() {
    let (frames, expected) = frames();
    let (client, _server, messages) = tls_pair(7, &frames);
    assert_eq!(messages, expected);
    assert!(client.stages.contains(&Stage::Tls));
}

#[test]
fn frames_that_come_with_the_upgrade_are_not_lost_over_tls() {
    let (frames, expected) = frames();
    let (_client, _server, messages) = tls_pair(usize::MAX, &frames);
    assert_eq!(messages, expected);
}

#[test]
fn new_keys_are_taken_and_given() {
    let (mut client, mut server, _) = tls_pair(usize::MAX, &[]);
    let mut plain = Vec::new();
    for round in 1..=3 {
        // Asks for new keys from the client, too. They come with whatever the
        // client says next.
        server.tls.refresh_traffic_keys().unwrap();
        let bytes = server.seal(b"\x81\x02{}");
        server.stream.write_all(&bytes).unwrap();
        assert_eq!(client.next(), Ok(Some(Owned::Text("{}".to_owned()))));
        client.send("[]").unwrap();
        while plain.len() < round * 8 {
            server.receive(&mut plain);
        }
        assert_eq!(plain[round * 8 - 8..][..2], [0x81, 0x82]);
        assert!(!client.connection.wants_write());
    }
}

#[test]
fn the_longest_frame_and_what_follows_it_come_through_tls() {
    let (mut client, mut server, _) = tls_pair(usize::MAX, &[]);
    // Fills the buffer to its last byte, so that it must grow once more for
    // what comes with the frame's end.
    let longest = "x".repeat((1 << 20) - 10);
    let next = "가".repeat(1000);
    let mut frames = vec![0x81, 127];
    frames.extend_from_slice(&(longest.len() as u64).to_be_bytes());
    frames.extend_from_slice(longest.as_bytes());
    frames.extend_from_slice(&[0x81, 126]);
    frames.extend_from_slice(&(next.len() as u16).to_be_bytes());
    frames.extend_from_slice(next.as_bytes());
    let mut got = Vec::new();
    for piece in frames.chunks(16_000) {
        let bytes = server.seal(piece);
        server.stream.write_all(&bytes).unwrap();
        let mut left = bytes.len();
        while left > 0 {
            assert!(client.read().unwrap());
            left -= client.connection.last_rx().bytes;
            while let Some((message, _)) = client.connection.next_message().unwrap() {
                got.push(Owned::from(message));
            }
        }
    }
    assert!(got == [Owned::Text(longest), Owned::Text(next)]);
}

#[test]
fn what_the_socket_does_not_take_waits_and_arrives_whole() {
    let (mut client, mut server) = pair(plain);
    while client.step().unwrap() != Stage::Upgrading {
        client.wait();
    }
    let bytes = answer(&read_request(&mut server));
    dribble(&mut client, &mut server, &bytes, usize::MAX);
    // The server doesn't read until the client's buffers are full.
    let text = vec![b'x'; 60_000];
    let mut queued = 0;
    let refused = loop {
        match client.connection.outbox().text(&text) {
            Ok(()) => queued += 1,
            Err(error) => break error,
        }
        client.connection.flush().unwrap();
    };
    assert!(matches!(refused, LinkError::Backlog(_)), "{refused}");
    assert!(client.connection.interest().is_writable());
    let server = std::thread::spawn(move || {
        let mut total = 0;
        let mut bytes = vec![0; 100_000];
        while total < queued * (60_000 + 8) {
            total += server.read(&mut bytes).unwrap();
        }
        total
    });
    client.flush().unwrap();
    assert!(!client.connection.wants_write());
    assert_eq!(server.join().unwrap(), queued * (60_000 + 8));
}
