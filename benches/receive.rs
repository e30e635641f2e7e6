//! WebSocket frames out of a stream of bytes, beside tungstenite.
//!
//! `cargo bench -p kiwoom-benches --bench receive`; a table stands at the end.
//! Both read the same frames of trades (`0B`) from memory, as many at a time as
//! a socket would bring, and check the protocol. tungstenite reads 4 KiB at a
//! time, which suits it better than its default of 128 KiB, since it clears as
//! much before each read. It checks that texts are UTF-8; the engine leaves that
//! to the decoder, which does it anyway, so it is shown without and with a check
//! by simdutf8. Allocations are counted in the same run.

use criterion::Criterion;
use kiwoom_benches::frames;
use kiwoom_benches::{Caches, allocations, in_turn};
use kiwoom_engine::bench_api::Inbox;
use std::hint::black_box;
use std::io::{self, Read, Write};
use std::time::Duration;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocket, WebSocketConfig};

#[global_allocator]
static COUNTING: allocations::Counting = allocations::Counting;

/// Messages that lie in memory.
const MESSAGES: usize = 512;

/// Bytes that the socket has at a time: how many messages came together.
const AT_ONCE: [usize; 2] = [1, 16];

const WAYS: [&str; 3] = ["engine", "engine + UTF-8", "tungstenite"];

/// What a socket would bring, again and again.
struct Bytes<'a> {
    bytes: &'a [u8],
    at: usize,
    /// At most so many at a time.
    most: usize,
}

impl Read for Bytes<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.bytes.len() {
            self.at = 0;
        }
        let left = &self.bytes[self.at..];
        let count = left.len().min(into.len()).min(self.most);
        into[..count].copy_from_slice(&left[..count]);
        self.at += count;
        Ok(count)
    }
}

impl Write for Bytes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Takes [`MESSAGES`] messages.
fn work<'a>(way: &str, bytes: &'a [u8], most: usize) -> Box<dyn FnMut() + 'a> {
    let mut source = Bytes { bytes, at: 0, most };
    if way == "tungstenite" {
        let config = WebSocketConfig::default().read_buffer_size(4096);
        let mut socket = WebSocket::from_raw_socket(source, Role::Client, Some(config));
        return Box::new(move || {
            for _ in 0..MESSAGES {
                black_box(socket.read().expect("a message"));
            }
        });
    }
    let checks = way != "engine";
    let mut inbox = Inbox::new();
    Box::new(move || {
        let mut count = 0;
        while count < MESSAGES {
            let received = inbox.receive(&mut source, |padded, len| {
                if checks {
                    assert!(simdutf8::basic::from_utf8(&padded[..len]).is_ok());
                }
                black_box(&padded[..len]);
                count += 1;
            });
            received.expect("memory");
        }
    })
}

fn main() {
    let text = frames::trade();
    let frame = frames::on_the_wire(&text);
    let bytes = frame.repeat(MESSAGES);
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    for at_once in AT_ONCE {
        let mut group = criterion.benchmark_group(format!("{MESSAGES} trades, {at_once} a read"));
        for way in WAYS {
            let mut work = work(way, &bytes, at_once * frame.len());
            group.bench_function(way, |bencher| bencher.iter(&mut work));
        }
        group.finish();
    }
    criterion.final_summary();
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    println!(
        "\na trade of {} bytes: median ns, of tungstenite's, allocations",
        text.len()
    );
    for at_once in AT_ONCE {
        println!("{at_once} a read");
        let works = WAYS.map(|way| work(way, &bytes, at_once * frame.len()));
        let measured = in_turn(201, Caches::Own, works);
        let last = measured[WAYS.len() - 1].0;
        for (way, (median, allocations)) in WAYS.iter().zip(&measured) {
            let each = median / MESSAGES as f64;
            let allocations = *allocations as f64 / MESSAGES as f64;
            println!(
                "  {way:16} {each:8.1} {:6.2} {allocations:6.2}",
                median / last
            );
        }
    }
}
