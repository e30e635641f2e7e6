//! The server's side: sends at its own pace, whatever the client does.

use crate::clock;
use kiwoom_benches::frames;
use nix::sys::resource::UsageWho;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};
use tokio_tungstenite::tungstenite::{self, Message};

trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

/// Accepts one client, answers what it asks, then sends `count` trades at this
/// rate. Tells when the first message was due, and gives the processor time that
/// it took itself.
pub(crate) fn send(
    listener: &TcpListener,
    tls: Option<Arc<ServerConfig>>,
    (rate, count): (u64, u64),
    tell: &mpsc::Sender<u64>,
) -> u64 {
    let (stream, _) = listener.accept().expect("a client");
    stream.set_nodelay(true).expect("no delay");
    let stream: Box<dyn Stream> = match tls {
        Some(config) => {
            let session = ServerConnection::new(config).expect("a session");
            Box::new(StreamOwned::new(session, stream))
        }
        None => Box::new(stream),
    };
    let mut socket = tungstenite::accept(stream).expect("a handshake");
    for name in ["LOGIN", "REG"] {
        let asked = socket.read().expect("a request");
        assert!(asked.to_text().is_ok_and(|text| text.contains(name)));
        let answer = format!(r#"{{"trnm":"{name}","return_code":0,"return_msg":""}}"#);
        socket.send(Message::text(answer)).expect("an answer");
    }
    let stream = socket.get_mut();
    let frame = frames::trade();
    let (before, after) = frame
        .split_once(r#""13":"7198927""#)
        .expect("the day's volume");
    let interval = 1_000_000_000 / rate;
    let start = clock::now() + 20_000_000;
    tell.send(start).expect("somebody measures");
    for number in 0..count {
        let bytes = frames::on_the_wire(&format!(r#"{before}"13":"{number}"{after}"#));
        wait_until(start + number * interval);
        if stream
            .write_all(&bytes)
            .and_then(|()| stream.flush())
            .is_err()
        {
            break;
        }
    }
    let used = clock::processor(UsageWho::RUSAGE_THREAD);
    // The client goes when it has all.
    while stream.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
    used
}

fn wait_until(due: u64) {
    loop {
        match due.saturating_sub(clock::now()) {
            0 => return,
            // The system's sleep is only so exact.
            left if left > 200_000 => std::thread::sleep(Duration::from_nanos(left - 150_000)),
            _ => std::thread::yield_now(),
        }
    }
}
