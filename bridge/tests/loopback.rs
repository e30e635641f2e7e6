//! Publishers and subscribers in one process, over loopback.

mod support;

use kiwoom_bridge::{BridgeError, Filter, Publisher, Settings, Subscriber};
use kiwoom_engine::record::{Gap, LAYOUT_VERSION, Latest, Trade};
use kiwoom_engine::schema::{MessageType, RecordKind};
use std::sync::mpsc;
use std::time::Duration;
use support::{
    Desk, Line, accounts_for, day, free_endpoint, lines, newest, read_until, record, settings,
    subscribe, trades, wanted,
};
use zenoh::Wait as _;
use zerocopy::IntoBytes as _;

fn is_stopped(line: &Line) -> bool {
    *line == Line::Ended("Stopped".to_owned())
}

#[test]
fn late_joiners_get_the_latest_values_first() {
    let endpoint = free_endpoint();
    let day = day(2_000);
    let (first, second) = day.split_at(1_000);
    let desk = Desk::start(&settings(&endpoint));
    desk.publish(first);
    let mut subscriber = subscribe(&endpoint, &trades());
    assert!(subscriber.is_joined());
    desk.publish(second);
    desk.stop();
    let read = read_until(&mut subscriber, is_stopped);
    let mut expected = newest(&wanted(first));
    assert!(
        expected.len() >= 3,
        "both trades and the connection's state"
    );
    expected.extend(wanted(second));
    expected.push(Line::Ended("Stopped".to_owned()));
    assert_eq!(read, expected);
    let counts = subscriber.counts();
    assert_eq!(
        (counts.lost, counts.gaps, counts.joins, counts.garbage),
        (0, 0, 1, 0)
    );
    assert_eq!(counts.delivered, expected.len() as u64 - 1);
    assert!(!subscriber.is_joined());
}

/// What is asked for is what comes.
#[test]
fn filters() {
    let endpoint = free_endpoint();
    let day = day(1_000);
    let desk = Desk::start(&settings(&endpoint));
    let books = Filter::new()
        .subscribe(MessageType::ORDER_BOOK, ["000660"])
        .unwrap()
        .subscribe(MessageType::TRADE, [""])
        .unwrap();
    let mut some = subscribe(&endpoint, &books);
    let mut all = subscribe(&endpoint, &Filter::new());
    assert_eq!(desk.subscribers(), 2);
    desk.publish(&day);
    // A gap of the engine's own feed is for everybody.
    let gap = Gap::of(3, 10_001, 10_003);
    let gap: [u64; 16] = zerocopy::transmute!(gap);
    desk.publish(&[gap.to_vec()]);
    desk.stop();
    let told = Line::Gap {
        lost: 3,
        first: 10_001,
        last: 10_003,
    };
    let ends = [told, Line::Ended("Stopped".to_owned())];
    let sent = lines(&day);
    let is_wanted = |it: &&Line| match it {
        Line::Record { kind, item, .. } if *kind == RecordKind::OrderBook.number() => {
            item == "000660"
        }
        Line::Record { kind, .. } => [RecordKind::Trade, RecordKind::Link]
            .map(RecordKind::number)
            .contains(kind),
        _ => false,
    };
    let wanted: Vec<Line> = sent.iter().filter(is_wanted).cloned().collect();
    assert!(wanted.len() < sent.len());
    assert_eq!(
        read_until(&mut all, is_stopped),
        [&sent[..], &ends].concat()
    );
    assert_eq!(
        read_until(&mut some, is_stopped),
        [&wanted[..], &ends].concat()
    );
    assert_eq!((all.counts().lost, some.counts().lost), (0, 0));
}

#[test]
fn a_slow_one_loses_its_own_oldest_and_is_told_exactly() {
    let endpoint = free_endpoint();
    let day = day(6_000);
    let desk = Desk::start(&settings(&endpoint));
    let small = Settings {
        records: 256,
        ..settings(&endpoint)
    };
    let mut slow = Subscriber::with("desk", &Filter::new(), &small).unwrap();
    let mut quick = subscribe(&endpoint, &Filter::new());
    // Nobody reads until all was sent.
    desk.publish(&day);
    desk.stop();
    let sent = lines(&day);
    let read = read_until(&mut slow, is_stopped);
    accounts_for(&read, &sent);
    let lost: u64 = read.iter().map(Line::lost).sum();
    assert!(lost >= 5_000, "{lost}");
    assert_eq!(slow.counts().lost, lost);
    // The newest are what it has.
    assert_eq!(read[read.len() - 2], sent[sent.len() - 1]);
    let read = read_until(&mut quick, is_stopped);
    accounts_for(&read, &sent);
    assert_eq!(quick.counts().lost, 0);
}

/// Who joins again is told what was missed, and then gets what was the newest meanwhile,
/// with lower numbers: it can be relied on all the same.
#[test]
fn latest_values_behind_a_gap_can_be_looked_up() {
    let day = day(200);
    let mut records = day.iter().map(|it| record(it));
    let trade = records.find(|it| it.get::<Trade>().is_some()).unwrap();
    let (item, number) = (trade.header().item(), trade.header().sequence());
    let gap = Gap::of(5, number + 1, number + 100);
    let gap: [u64; 16] = zerocopy::transmute!(gap);
    let mut latest = Latest::of([RecordKind::Trade]);
    latest.take(trade);
    assert!(latest.get::<Trade>(item).is_some());
    latest.take(record(&gap));
    assert!(latest.get::<Trade>(item).is_none());
    latest.take(trade);
    assert!(latest.get::<Trade>(item).is_some());
}

/// A publisher that stopped, and the next one.
#[test]
fn the_next_publisher_is_joined_by_itself() {
    let endpoint = free_endpoint();
    let day = day(400);
    let (first, second) = day.split_at(200);
    let desk = Desk::start(&settings(&endpoint));
    let mut subscriber = subscribe(&endpoint, &Filter::new());
    desk.publish(first);
    desk.stop();
    let read = read_until(&mut subscriber, is_stopped);
    assert_eq!(read[..200], lines(first));
    let desk = Desk::start(&settings(&endpoint));
    desk.publish(second);
    // The latest values, of the second only.
    let expected = newest(&lines(second));
    let last = expected.last().unwrap().sequence();
    let read = read_until(&mut subscriber, |it| it.sequence() == last);
    assert!(
        read.iter().all(|it| it.is_snapshot() || it.is_live()),
        "{read:?}"
    );
    let latest: Vec<Line> = read.iter().map(Line::as_snapshot).collect();
    assert!(expected.iter().all(|it| latest.contains(it)));
    assert_eq!(subscriber.counts().joins, 2);
    desk.stop();
}

#[test]
fn what_cant_be_is_refused() {
    let endpoint = free_endpoint();
    let here = Settings {
        subscribers: 1,
        ..settings(&endpoint)
    };
    for wrong in ["", "Desk", "desk_1", "a/b", "*", &"x".repeat(25)] {
        let error = Publisher::with(wrong, &here).unwrap_err();
        assert!(matches!(error, BridgeError::Name(_)), "{wrong}: {error}");
        let error = Subscriber::with(wrong, &Filter::new(), &here).unwrap_err();
        assert!(matches!(error, BridgeError::Name(_)), "{wrong}: {error}");
    }
    let impatient = Settings {
        open_within: Duration::from_millis(300),
        ..here.clone()
    };
    let error = Subscriber::with("desk", &Filter::new(), &impatient).unwrap_err();
    assert!(matches!(error, BridgeError::NotPublished { .. }), "{error}");
    let desk = Desk::start(&here);
    let error = Publisher::with("desk", &here).unwrap_err();
    assert!(matches!(error, BridgeError::Endpoint { .. }), "{error}");
    let _first = subscribe(&endpoint, &Filter::new());
    let error = Subscriber::with("desk", &Filter::new(), &here).unwrap_err();
    assert!(matches!(error, BridgeError::Full(_)), "{error}");
    // One that leaves is let go of at once.
    drop(_first);
    let _second = subscribe(&endpoint, &Filter::new());
    desk.stop();
    for endpoint in [
        "nonsense",
        "tcp/256.0.0.1:1",
        "tcp/127.0.0.1:\"",
        "udp/127.0.0.1:7447",
    ] {
        let error = Publisher::with("desk", &Settings::at(endpoint)).unwrap_err();
        let (config, wrong) = (
            matches!(error, BridgeError::Config(_)),
            matches!(error, BridgeError::Endpoint { .. }),
        );
        assert!(config || wrong, "{endpoint}: {error}");
    }
    let filter = Filter::new();
    let many: Vec<String> = (0..10_001).map(|it| format!("{it:06}")).collect();
    assert!(filter.clone().subscribe(MessageType::TRADE, many).is_err());
    assert!(
        filter
            .clone()
            .subscribe(MessageType::TRADE, ["?*"])
            .is_err()
    );
    let unknown = MessageType::from_code("ZZ").unwrap();
    assert!(filter.subscribe(unknown, ["005930"]).is_err());
}

/// A session of Zenoh's, as anybody may have one.
fn stranger(side: &str, endpoint: &str) -> zenoh::Session {
    let mut config = zenoh::Config::default();
    for (key, value) in [
        ("scouting/multicast/enabled", "false"),
        ("listen/endpoints", "[]"),
        ("connect/endpoints", "[]"),
        (&format!("{side}/endpoints"), &format!("[{endpoint:?}]")),
    ] {
        config.insert_json5(key, value).unwrap();
    }
    zenoh::open(config).wait().unwrap()
}

/// The first word of a message.
const MAGIC: u64 = u64::from_ne_bytes(*b"kwbridg1");

/// A word of two halves, the first one first in memory.
fn halves(first: u32, second: u32) -> u64 {
    let mut word = [0; 8];
    word[..4].copy_from_slice(&first.to_ne_bytes());
    word[4..].copy_from_slice(&second.to_ne_bytes());
    u64::from_ne_bytes(word)
}

#[test]
fn another_layout_is_refused_by_the_publisher() {
    let endpoint = free_endpoint();
    let desk = Desk::start(&settings(&endpoint));
    let stranger = stranger("connect", &endpoint);
    let (sender, answers) = mpsc::channel();
    let _listener = stranger
        .declare_subscriber("kiwoom-bridge/desk/to/0000000000000007")
        .callback(move |it| sender.send(it.payload().to_bytes().into_owned()).unwrap())
        .wait()
        .unwrap();
    let ask = [MAGIC, halves(LAYOUT_VERSION + 1, 1), 7, 1];
    // Again and again, since nothing says when it is heard.
    let answer = loop {
        stranger
            .put("kiwoom-bridge/desk/ask", ask.as_bytes())
            .wait()
            .unwrap();
        if let Ok(answer) = answers.recv_timeout(Duration::from_millis(50)) {
            break answer;
        }
    };
    // The publisher's layout, and that this is why.
    assert_eq!(answer[..8], MAGIC.to_ne_bytes());
    assert_eq!(answer[8..16], halves(LAYOUT_VERSION, 4).to_ne_bytes());
    assert_eq!(desk.subscribers(), 0);
    // What is no message is counted, and hurts nobody.
    let mut words = vec![MAGIC; 40];
    for length in 0..words.len() {
        words[1] = halves(LAYOUT_VERSION, length as u32);
        let bytes = &words.as_bytes()[..length * 8 - length.min(length % 3)];
        stranger
            .put("kiwoom-bridge/desk/ask", bytes)
            .wait()
            .unwrap();
    }
    let mut subscriber = subscribe(&endpoint, &trades());
    let day = day(300);
    desk.publish(&day);
    let garbage = desk.stop();
    assert!(garbage > 20, "{garbage}");
    let read = read_until(&mut subscriber, is_stopped);
    accounts_for(&read, &wanted(&day));
}

#[test]
fn another_layout_is_told_to_the_subscriber() {
    let endpoint = free_endpoint();
    let stranger = stranger("listen", &endpoint);
    let _listener = stranger
        .declare_subscriber("kiwoom-bridge/desk/ask")
        .callback({
            let stranger = stranger.clone();
            move |_| {
                let to = "kiwoom-bridge/desk/to/*";
                // What is no message first.
                for length in 0..100 {
                    stranger
                        .put(to, vec![length; usize::from(length)])
                        .wait()
                        .unwrap();
                }
                let mut answer = [0; 10];
                // Of a layout that is no layout, to an asking that is to come at last.
                (answer[0], answer[1]) = (MAGIC, halves(4_711, 4));
                (answer[4], answer[5]) = (1 << 40, 1);
                stranger.put(to, answer.as_bytes()).wait().unwrap();
            }
        })
        .wait()
        .unwrap();
    let error = Subscriber::with("desk", &Filter::new(), &settings(&endpoint)).unwrap_err();
    assert!(
        matches!(error, BridgeError::OtherLayout { theirs: 4_711, .. }),
        "{error}"
    );
    let text = error.to_string();
    assert!(
        text.contains("4711") && text.contains("same version"),
        "{text}"
    );
}
