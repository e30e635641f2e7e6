//! The upgrade's answer, without sockets.

use super::{LinkError, Target, plain};
use crate::{
    transport::{UpgradeFault, upgrade::Upgrade},
    wire::RecvBuf,
};
use tungstenite::handshake::derive_accept_key;

fn upgrade() -> Upgrade {
    Upgrade::new(&plain("127.0.0.1:10000".parse().unwrap())).unwrap()
}

fn request(upgrade: &Upgrade) -> String {
    String::from_utf8(upgrade.request().to_vec()).unwrap()
}

/// A good answer, with `extra` header lines.
fn answer(upgrade: &Upgrade, extra: &str) -> String {
    let request = request(upgrade);
    let key = request
        .lines()
        .find_map(|line| line.strip_prefix("Sec-WebSocket-Key: "))
        .unwrap();
    let accept = derive_accept_key(key.as_bytes());
    format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\n{extra}\r\n"
    )
}

/// Feeds `bytes`, `step` at a time, until the answer is judged. Returns what
/// is unread then.
fn feed(upgrade: &mut Upgrade, bytes: &[u8], step: usize) -> Result<Option<Vec<u8>>, LinkError> {
    let mut buf = RecvBuf::new(64 * 1024);
    for piece in bytes.chunks(step) {
        buf.spare()[..piece.len()].copy_from_slice(piece);
        buf.filled(piece.len());
        if upgrade.answer(&mut buf)? {
            return Ok(Some(buf.unread().to_vec()));
        }
    }
    Ok(None)
}

#[track_caller]
fn refused(answer_to: impl Fn(&Upgrade) -> String) -> LinkError {
    for step in [1, 7, usize::MAX] {
        let mut upgrade = upgrade();
        let answer = answer_to(&upgrade);
        let whole = feed(&mut upgrade, answer.as_bytes(), step);
        if step == usize::MAX {
            return whole.unwrap_err();
        }
        whole.unwrap_err();
    }
    unreachable!()
}

fn fault(answer_to: impl Fn(&Upgrade) -> String) -> UpgradeFault {
    match refused(answer_to) {
        LinkError::Upgrade(fault) => fault,
        other => panic!("{other}"),
    }
}

#[test]
fn the_request_is_what_the_protocol_wants() {
    let text = request(&upgrade());
    let mut lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines.remove(0), "GET /api/dostk/websocket HTTP/1.1");
    assert!(lines.contains(&"Host: localhost:10000"), "{text}");
    assert!(lines.contains(&"Upgrade: websocket"));
    assert!(lines.contains(&"Connection: Upgrade"));
    assert!(lines.contains(&"Sec-WebSocket-Version: 13"));
    assert!(!text.contains("Extensions") && !text.contains("Protocol:"));
    assert!(text.ends_with("\r\n\r\n"));
}

#[test]
fn the_host_line_names_address_and_port() {
    let host = |addr: &str, host: &str| {
        let target = Target {
            host: host.to_owned(),
            ..plain(addr.parse().unwrap())
        };
        let text = request(&Upgrade::new(&target).unwrap());
        let line = text.lines().find_map(|line| line.strip_prefix("Host: "));
        line.unwrap().to_owned()
    };
    assert_eq!(host("127.0.0.1:80", "api.kiwoom.com"), "api.kiwoom.com");
    assert_eq!(host("127.0.0.1:81", "127.0.0.1"), "127.0.0.1:81");
    assert_eq!(host("[::1]:82", "::1"), "[::1]:82");
}

#[test]
fn every_cut_of_a_good_answer_is_taken_and_no_byte_of_the_frames() {
    let frames = b"\x81\x02{}\r\n\r\n\x88\x00";
    for step in 1..300 {
        let mut upgrade = upgrade();
        let mut bytes = answer(&upgrade, "Server: x\r\n").into_bytes();
        let len = bytes.len();
        bytes.extend_from_slice(frames);
        // All frame bytes that came with the header's last piece.
        let unread = feed(&mut upgrade, &bytes, step).unwrap().unwrap();
        let came = len.next_multiple_of(step).min(bytes.len()) - len;
        assert_eq!(unread, frames[..came], "{step} at a time");
    }
}

#[test]
fn an_http_status_is_told() {
    let status = refused(|_| "HTTP/1.1 503 Service Unavailable\r\n\r\n".to_owned());
    assert_eq!(status, LinkError::UpgradeRefused(503));
    assert!(status.to_string().contains("503"));
}

#[test]
fn nothing_is_accepted_that_was_not_offered() {
    let deflate = "sec-websocket-extensions: permessage-deflate\r\n";
    assert_eq!(fault(|up| answer(up, deflate)), UpgradeFault::Extension);
    let protocol = "Sec-WebSocket-Protocol: chat\r\n";
    assert_eq!(fault(|up| answer(up, protocol)), UpgradeFault::SubProtocol);
}

#[test]
fn wrong_answers_are_refused() {
    for (old, new) in [
        ("Upgrade: websocket", "Upgrade: h2c"),
        ("Connection: Upgrade", "Connection: close"),
        ("Sec-WebSocket-Accept: ", "Sec-WebSocket-Accept: x"),
        ("HTTP/1.1", "HTTP/1.0"),
        ("HTTP/1.1", "SSH-2.0"),
        ("Connection", "Conn\u{0}ection"),
    ] {
        let fault = fault(|up| answer(up, "").replacen(old, new, 1));
        assert!(matches!(fault, UpgradeFault::Other(_)), "{new}: {fault}");
    }
}

#[test]
fn lines_end_in_cr_lf_only() {
    // The parser would end the header at the first of these, and lose frames.
    let fault = fault(|up| format!("{}\r\n\r\n", answer(up, "").replace("\r\n", "\n")));
    assert_eq!(fault, UpgradeFault::BareNewline);
}

#[test]
fn a_header_without_end_is_not_awaited() {
    let line = "X: ".to_owned() + &"x".repeat(500) + "\r\n";
    let endless = fault(|up| answer(up, &line.repeat(40)));
    assert_eq!(endless, UpgradeFault::TooLong);
}
