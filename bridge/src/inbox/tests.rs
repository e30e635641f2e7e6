//! The inbox in virtual time.

use super::*;
use kiwoom_engine::record::Gap;

const T: u64 = 7;

/// A message of `count` gaps, the first one with this number.
fn message(head: Head, count: u32) -> Vec<u8> {
    let mut bytes = Head { count, ..head }.as_bytes().to_vec();
    for at in 0..u64::from(count) {
        bytes.extend_from_slice(Gap::of(1, at, head.first + at).as_bytes());
    }
    bytes
}

fn head(kind: u32, generation: u64, first: u64) -> Head {
    Head {
        stream: 1,
        generation,
        first,
        ..Head::new(kind, 1)
    }
}

struct Desk {
    inbox: Inbox,
    now: Instant,
}

impl Desk {
    fn new() -> Self {
        let now = Instant::now();
        let settings = Settings {
            records: 256,
            ..Settings::default()
        };
        Self {
            inbox: Inbox::new(&settings, now),
            now,
        }
    }

    fn joined() -> Self {
        let desk = Self::new();
        let Say::Ask(ask) = desk.say() else {
            panic!("it asks first");
        };
        desk.hear(head(said::SNAPSHOT, ask.generation, 1), 0);
        assert!(desk.inbox.is_joined());
        // That there is nothing.
        assert!(matches!(desk.inbox.take(), Some(Item::Chunk(_))));
        desk
    }

    fn hear(&self, head: Head, count: u32) {
        self.inbox.hear(&message(head, count), self.now);
    }

    fn say(&self) -> Say {
        self.inbox.say(T, self.now)
    }

    fn pass(&mut self, millis: u64) {
        self.now += Duration::from_millis(millis);
    }

    /// What is to be read: the number before each message and its records, or the end.
    fn read(&self) -> Vec<(u64, u32)> {
        let read = std::iter::from_fn(|| self.inbox.take());
        read.map(|it| match it {
            Item::Chunk(chunk) => (chunk.head.first, chunk.head.count),
            Item::End(_) => (0, 0),
        })
        .collect()
    }
}

#[test]
fn it_asks_until_all_latest_values_have_come() {
    let mut desk = Desk::new();
    assert_eq!(desk.say(), Say::Ask(AskHead::new(asked::RECORDS, T, 1)));
    assert_eq!(desk.say(), Say::Nothing);
    desk.pass(250);
    assert_eq!(desk.say(), Say::Ask(AskHead::new(asked::RECORDS, T, 2)));
    // The first part of the first answer, of which the second gets lost.
    let part = |generation, index| Head {
        index,
        total: 4,
        ..head(said::SNAPSHOT, generation, 1)
    };
    desk.hear(part(1, 0), 2);
    assert!(!desk.inbox.is_joined());
    desk.pass(499);
    assert_eq!(desk.say(), Say::Nothing, "twice as long");
    desk.pass(1);
    assert!(matches!(desk.say(), Say::Ask(_)));
    // A part without the one before it isn't taken, nor is it the end.
    desk.hear(part(2, 2), 2);
    assert!(!desk.inbox.is_joined());
    desk.hear(part(3, 0), 2);
    desk.hear(part(3, 2), 2);
    assert!(desk.inbox.is_joined());
    assert_eq!(desk.read(), [(1, 2), (1, 2), (1, 2)]);
    // A late answer to what isn't asked any more.
    desk.hear(part(4, 0), 4);
    assert_eq!(desk.read(), []);
    assert_eq!(desk.inbox.counts(), (1, 0));
    desk.pass(499);
    assert_eq!(desk.say(), Say::Nothing);
    desk.pass(1);
    assert_eq!(desk.say(), Say::Alive(AskHead::new(asked::ALIVE, T, 3)));
    desk.inbox.close();
    assert_eq!(desk.say(), Say::Leave(AskHead::new(asked::LEAVE, T, 3)));
}

#[test]
fn silence_is_told_once_and_ended_by_an_answer() {
    let mut desk = Desk::joined();
    desk.hear(head(said::RECORDS, 1, 1), 3);
    desk.pass(1_999);
    assert!(matches!(desk.say(), Say::Alive(_)));
    // The last number, while nothing comes: nothing to be read.
    desk.hear(head(said::RECORDS, 1, 4), 0);
    desk.pass(1_999);
    assert!(matches!(desk.say(), Say::Alive(_)));
    assert_eq!(desk.read(), [(1, 3)]);
    desk.pass(1);
    assert!(matches!(desk.say(), Say::Ask(_)));
    assert!(!desk.inbox.is_joined());
    desk.pass(60_000);
    assert!(matches!(desk.say(), Say::Ask(_)));
    assert_eq!(desk.read(), [(0, 0)], "one end");
    // It comes again, and counted on: live records before the answer are taken, too.
    desk.hear(head(said::RECORDS, 1, 6), 1);
    desk.hear(head(said::SNAPSHOT, 3, 9), 0);
    assert!(desk.inbox.is_joined());
    assert_eq!(desk.read(), [(6, 1), (9, 0)]);
    // Nothing twice.
    desk.hear(head(said::RECORDS, 1, 8), 1);
    assert_eq!(desk.read(), []);
    // The last record got lost: told by the next sign of life.
    desk.hear(head(said::RECORDS, 3, 10), 0);
    desk.hear(head(said::RECORDS, 3, 10), 0);
    assert_eq!(desk.read(), [(10, 0)]);
}

#[test]
fn another_publisher_is_heard_only_when_it_was_asked() {
    let desk = Desk::joined();
    let other = |kind| Head {
        publisher: 2,
        stream: 9,
        ..head(kind, 5, 1)
    };
    desk.hear(other(said::RECORDS), 2);
    desk.hear(other(said::STOPPED), 0);
    assert_eq!(desk.read(), []);
    // It doesn't know us: so it is asked.
    desk.hear(other(said::UNKNOWN), 0);
    let Say::Ask(ask) = desk.say() else {
        panic!("it asks");
    };
    let answer = Head {
        generation: ask.generation,
        ..other(said::SNAPSHOT)
    };
    desk.hear(answer, 0);
    assert!(desk.inbox.is_joined());
    assert_eq!(desk.read(), [(1, 0)]);
    // The old one isn't listened to any more, alive or not.
    desk.hear(head(said::RECORDS, 1, 1), 1);
    desk.hear(head(said::STOPPED, 1, 1), 0);
    assert_eq!(desk.read(), []);
}

#[test]
fn what_isnt_read_takes_a_bounded_place() {
    let desk = Desk::joined();
    for number in 0..10_000 {
        desk.hear(head(said::RECORDS, 1, 1 + number * 3), 3);
    }
    let read = desk.read();
    assert!(read.len() <= 256 / 3, "{}", read.len());
    assert_eq!(read.last(), Some(&(1 + 9_999 * 3, 3)));
    // Messages without records, which tell of gaps, too.
    for number in 0..10_000 {
        desk.hear(head(said::RECORDS, 1, 40_000 + number * 2), 0);
    }
    assert_eq!(desk.read().len(), 256);
    // Latest values that had to go are asked for anew.
    desk.hear(head(said::UNKNOWN, 1, 1), 0);
    let Say::Ask(ask) = desk.say() else {
        panic!("it asks");
    };
    let latest = Head {
        total: 1,
        ..head(said::SNAPSHOT, ask.generation, 70_000)
    };
    desk.hear(latest, 1);
    assert!(desk.inbox.is_joined());
    desk.hear(head(said::RECORDS, 1, 70_000), 256);
    assert!(!desk.inbox.is_joined());
    assert!(matches!(desk.say(), Say::Ask(_)));
}

/// Bytes from the network, however they are damaged, give messages or are counted.
#[test]
fn garbage_is_counted() {
    let desk = Desk::joined();
    let good = message(head(said::RECORDS, 1, 1), 3);
    assert!(Chunk::read(&good).is_some());
    let mut bad = 0;
    for length in 0..good.len() {
        assert!(Chunk::read(&good[..length]).is_none(), "{length}");
        desk.inbox.hear(&good[..length], desk.now);
        bad += 1;
    }
    let mut longer = good.clone();
    longer.extend_from_slice(&[0; 64]);
    assert!(Chunk::read(&longer).is_none());
    assert_eq!(desk.inbox.counts().1, bad);
    assert_eq!(desk.read(), []);
    // Every byte, every way: whatever is read is whole records.
    for at in 0..good.len() {
        for flip in [1, 0x10, 0x80, 0xff] {
            let mut bytes = good.clone();
            bytes[at] ^= flip;
            if let Some(mut chunk) = Chunk::read(&bytes) {
                let mut text = String::new();
                if chunk.head.layout == LAYOUT_VERSION {
                    for _ in 0..chunk.head.count {
                        let record = chunk.next().unwrap();
                        assert!(record.typed().is_some());
                        text += &format!("{record:?}");
                    }
                    assert!(chunk.is_read());
                }
            }
            desk.inbox.hear(&bytes, desk.now);
        }
    }
}
