//! From one end to the other over loopback: 256 bytes through a plain TCP connection, a
//! trade of about that size through Zenoh, and through a publisher and a subscriber, in
//! one run.
//!
//! Ping-pong; half a round is one way. Both ends sleep until something comes, as programs
//! on a network do, and are in one process. Rounds of the three are interleaved, so that
//! the ratios hold on a machine with other work, too.

use kiwoom_bridge::{Filter, Publisher, Settings, Subscriber};
use kiwoom_engine::record::{RecordRef, Trade};
use kiwoom_engine::schema::RecordKind;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Barrier;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use zenoh::Wait as _;
use zenoh::qos::{CongestionControl, Priority};
use zerocopy::IntoBytes as _;

/// Bytes of what goes to and fro: a trade's.
const BYTES: usize = size_of::<Trade>();

/// Rounds that are timed at a time, and how often.
const ROUNDS: usize = 500;
const TURNS: usize = 20;

/// A trade that says nothing, as words.
fn trade() -> [u64; BYTES / 8] {
    let mut words = [0; BYTES / 8];
    words.as_mut_bytes()[0] = RecordKind::Trade.number();
    words.as_mut_bytes()[1] = (BYTES / 64) as u8;
    assert!(RecordRef::from_bytes(words.as_bytes()).is_some_and(|it| it.get::<Trade>().is_some()));
    words
}

fn endpoint() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("tcp/{}", listener.local_addr().expect("an address"))
}

fn tcp() -> (TcpStream, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let near = TcpStream::connect(address).expect("a connection");
    let (far, _) = listener.accept().expect("a connection");
    near.set_nodelay(true).expect("no delay");
    far.set_nodelay(true).expect("no delay");
    (near, far)
}

fn session(listen: &str, connect: &str) -> zenoh::Session {
    let mut config = zenoh::Config::default();
    for (key, value) in [
        ("scouting/multicast/enabled", "false"),
        ("listen/endpoints", listen),
        ("connect/endpoints", connect),
    ] {
        config.insert_json5(key, value).expect("it is a setting");
    }
    zenoh::open(config).wait().expect("a session")
}

fn sender(session: &zenoh::Session, key: &'static str) -> zenoh::pubsub::Publisher<'static> {
    let sender = session.declare_publisher(key);
    let sender = sender.congestion_control(CongestionControl::Block);
    let sender = sender.priority(Priority::RealTime).express(true);
    sender.wait().expect("a publisher")
}

/// Opens a subscriber of the other's while the own publisher attends to its own.
fn subscribe(mine: &mut Publisher, endpoint: &str, both: &Barrier) -> Subscriber {
    let subscriber = thread::scope(|scope| {
        let opening = scope.spawn(|| {
            let settings = Settings::at(endpoint);
            Subscriber::with("bench", &Filter::new(), &settings).expect("a subscriber")
        });
        while !opening.is_finished() || mine.subscribers() == 0 {
            mine.attend();
            thread::sleep(Duration::from_millis(1));
        }
        opening.join().expect("it has opened")
    });
    both.wait();
    subscriber
}

fn pass_on(publisher: &mut Publisher, words: &[u64]) {
    publisher.attend();
    publisher.publish(RecordRef::from_bytes(words.as_bytes()).expect("a record"));
    publisher.wake();
}

fn take(subscriber: &mut Subscriber) {
    while subscriber.each(1, |_| ()).expect("it is published") == 0 {
        subscriber.wait(None);
    }
}

fn main() {
    let words = trade();
    let (mut near, mut far) = tcp();
    let raw = endpoint();
    let far_session = session(&format!("[{raw:?}]"), "[]");
    let near_session = session("[]", &format!("[{raw:?}]"));
    let (there, back) = (sender(&near_session, "there"), sender(&far_session, "back"));
    let _far = far_session
        .declare_subscriber("there")
        .callback(move |it| back.put(it.payload().clone()).wait().expect("it is sent"))
        .wait()
        .expect("a subscriber");
    let (come, came) = mpsc::channel();
    let _near = near_session
        .declare_subscriber("back")
        .callback(move |_| come.send(()).expect("it is waited for"))
        .wait()
        .expect("a subscriber");
    // Until both ends know of each other.
    loop {
        there.put(words.as_bytes()).wait().expect("it is sent");
        if came.recv_timeout(Duration::from_millis(100)).is_ok() {
            break;
        }
    }
    let [mine, others] = [endpoint(), endpoint()];
    let both = Barrier::new(2);
    let (mut plain, mut zenoh, mut bridge) = (Vec::new(), Vec::new(), Vec::new());
    thread::scope(|scope| {
        let (far, both) = (&mut far, &both);
        let (mine_there, others_there) = (mine.clone(), others.clone());
        scope.spawn(move || {
            let mut publisher =
                Publisher::with("bench", &Settings::at(&others_there)).expect("a publisher");
            both.wait();
            let mut subscriber = subscribe(&mut publisher, &mine_there, both);
            for _ in 0..TURNS {
                let mut bytes = [0; BYTES];
                for _ in 0..ROUNDS {
                    far.read_exact(&mut bytes).expect("it comes");
                    far.write_all(&bytes).expect("it is sent");
                }
                for _ in 0..ROUNDS {
                    take(&mut subscriber);
                    pass_on(&mut publisher, &words);
                }
            }
            // Its end would be told to the other side, which may still read.
            both.wait();
        });
        let mut publisher = Publisher::with("bench", &Settings::at(&mine)).expect("a publisher");
        both.wait();
        let mut subscriber = subscribe(&mut publisher, &others, both);
        let timed = |times: &mut Vec<Duration>, round: &mut dyn FnMut()| {
            for _ in 0..ROUNDS {
                let begun = Instant::now();
                round();
                times.push(begun.elapsed() / 2);
            }
        };
        for _ in 0..TURNS {
            timed(&mut plain, &mut || {
                let mut bytes = [0; BYTES];
                near.write_all(words.as_bytes()).expect("it is sent");
                near.read_exact(&mut bytes).expect("it comes");
            });
            timed(&mut bridge, &mut || {
                pass_on(&mut publisher, &words);
                take(&mut subscriber);
            });
            timed(&mut zenoh, &mut || {
                there.put(words.as_bytes()).wait().expect("it is sent");
                came.recv().expect("it comes");
            });
        }
        both.wait();
    });
    println!("one way over loopback, {BYTES} bytes, µs         p50       p99");
    for (name, mut times) in [
        ("plain TCP", plain),
        ("Zenoh", zenoh),
        ("publisher to subscriber", bridge),
    ] {
        times.sort_unstable();
        let at = |part: f64| times[(times.len() as f64 * part) as usize].as_secs_f64() * 1e6;
        println!("  {name:<40}{:>10.1}{:>10.1}", at(0.5), at(0.99));
    }
}
