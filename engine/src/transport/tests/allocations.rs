//! What a message costs in allocations.

use super::{Certified, Client, Message, Target, plain, serve};
use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    io::{Read, Write},
};
use tungstenite::{
    Message as Sent, WebSocket,
    protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    },
};

thread_local! {
    pub(crate) static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
}

/// The system's allocator, which counts what each thread asks of it.
struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

// SAFETY: all is passed on to the system's allocator as it came. Counting
// allocates nothing: the counter is a plain cell that needs no destructor.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: the caller keeps the rules of this very function.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.set(ALLOCATIONS.get() + 1);
        // SAFETY: as above.
        unsafe { System.realloc(at, layout, size) }
    }
}

const WARM_UP: usize = 200;
const MESSAGES: usize = 10_000;

/// Texts, some fragmented, with Pings between; in packets of their own, or as
/// many in one as fit.
fn stream_to<S: Read + Write>(mut socket: WebSocket<S>, one_by_one: bool) {
    let text = "주식체결".repeat(40);
    for n in 0..WARM_UP + MESSAGES {
        if n % 10 == 0 {
            let part =
                |data, last| Sent::Frame(Frame::message(text.clone(), OpCode::Data(data), last));
            socket.write(part(Data::Text, false)).unwrap();
            socket.write(Sent::Ping(b"ping".to_vec().into())).unwrap();
            socket.write(part(Data::Continue, true)).unwrap();
        } else {
            socket.write(Sent::text(text.as_str())).unwrap();
        }
        if one_by_one {
            socket.flush().unwrap();
        }
    }
    socket.flush().unwrap();
    // Until the client hangs up: what it sends mustn't reset the connection.
    while socket.read().is_ok() {}
}

/// Allocations on this thread while it takes [`MESSAGES`] texts, answers the
/// Pings, and reads and writes as it must.
fn allocations(target: &Target) -> u64 {
    let mut client = Client::open(target).unwrap();
    let mut texts = 0;
    let mut before = 0;
    while texts < WARM_UP + MESSAGES {
        while let Some((message, outbox)) = client.connection.next_message().unwrap() {
            match message {
                Message::Text { padded, len } => {
                    assert!(len >= 480 && padded.len() >= len);
                    texts += 1;
                    if texts == WARM_UP {
                        before = ALLOCATIONS.get();
                    }
                }
                Message::Ping(payload) => outbox.pong(payload).unwrap(),
                _ => panic!("only texts and Pings were sent"),
            }
        }
        if texts < WARM_UP + MESSAGES {
            client.connection.flush().unwrap();
            assert!(client.read().unwrap());
            client.stamps.clear();
        }
    }
    let made = ALLOCATIONS.get() - before;
    client.connection.shutdown();
    made
}

#[test]
fn a_plain_connection_allocates_nothing_for_a_message() {
    let (addr, server) = serve(|stream| stream_to(tungstenite::accept(stream).unwrap(), false));
    assert_eq!(allocations(&plain(addr)), 0);
    server.join().unwrap();
}

#[test]
fn tls_allocates_per_record_only() {
    let certified = Certified::new();
    let target = certified.target("127.0.0.1:1".parse().unwrap());
    let (addr, server) = serve(move |stream| {
        stream_to(tungstenite::accept(certified.accept(stream)).unwrap(), true)
    });
    let made = allocations(&Target { addr, ..target });
    server.join().unwrap();
    println!("{made} allocations in rustls for {MESSAGES} messages");
    // Not ours to promise: one for each record, and each message is one here.
    assert!(made < 2 * MESSAGES as u64, "{made}");
}
