//! The other processes: this test again, which does as it is told on its standard
//! input.

use kiwoom_engine::record::{Gap, RecordFlags, RecordHeader, RecordRef};
use kiwoom_engine::schema::{MessageType, RecordKind};
use kiwoom_engine::{Endpoint, Engine, Token};
use kiwoom_share::{End, Filter, Publisher, Subscriber};
use kiwoom_simulator::{Flush, Rate, Simulator};
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{self, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use zerocopy::{FromBytes as _, IntoBytes as _};

/// Says to a child what it is: `subscriber` or `publisher`.
const ROLE: &str = "KIWOOM_SHARE_TEST_ROLE";
/// And of which share.
const NAME: &str = "KIWOOM_SHARE_TEST_NAME";

/// The items whose trades a subscribing child asks for.
const ITEMS: [&str; 2] = ["005930", "000660"];

/// Records that a publishing child has.
pub(crate) const PUBLISHED: usize = 300;

/// A share's name that no other test has, of this run or another.
pub(crate) fn name(of: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("{of}-{}-{number}", process::id())
}

/// What is told of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) kind: u8,
    pub(crate) item: String,
    pub(crate) sequence: u64,
    pub(crate) is_snapshot: bool,
    /// Of all its bytes after the header, whose stamps differ from run to run.
    sum: u64,
    pub(crate) lost: u64,
    pub(crate) first: u64,
    pub(crate) last: u64,
}

impl Line {
    pub(crate) fn of(record: RecordRef<'_>) -> Self {
        let header = record.header();
        let gap = record.get::<Gap>().copied().unwrap_or(Gap::EMPTY);
        let words = <[u64]>::ref_from_bytes(record.as_bytes()).unwrap();
        let words = words.iter().enumerate().skip(size_of::<RecordHeader>() / 8);
        Self {
            kind: record.kind().unwrap().number(),
            item: header.item().to_owned(),
            sequence: header.sequence(),
            is_snapshot: header.flags().contains(RecordFlags::SNAPSHOT),
            sum: words.fold(0, |sum, (at, it)| {
                sum.rotate_left(5) ^ it.wrapping_add(at as u64)
            }),
            lost: gap.lost,
            first: gap.first,
            last: gap.last,
        }
    }

    fn print(&self) {
        println!(
            "{} {:?} {} {} {} {} {} {}",
            self.kind,
            self.item,
            self.sequence,
            u8::from(self.is_snapshot),
            self.sum,
            self.lost,
            self.first,
            self.last
        );
    }

    fn parse(line: &str) -> Self {
        let parts: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| parts[at].parse::<u64>().unwrap();
        Self {
            kind: parts[0].parse().unwrap(),
            item: parts[1].trim_matches('"').to_owned(),
            sequence: number(2),
            is_snapshot: number(3) == 1,
            sum: number(4),
            lost: number(5),
            first: number(6),
            last: number(7),
        }
    }
}

/// Whether a subscribing child gets it.
pub(crate) fn is_wanted(line: &Line) -> bool {
    line.kind == RecordKind::Link.number()
        || line.kind == RecordKind::Trade.number() && ITEMS.contains(&line.item.as_str())
}

/// The record in these words.
pub(crate) fn record(words: &[u64]) -> RecordRef<'_> {
    RecordRef::from_bytes(words.as_bytes()).unwrap()
}

/// The first records that an engine gives of a simulated market.
pub(crate) fn day(records: usize) -> Vec<Vec<u64>> {
    let simulator = Simulator::builder()
        .seed(7)
        .rate(Rate::AsFastAsRead)
        .flush(Flush::AtOnce)
        .start()
        .unwrap();
    let items = ["005930", "000660", "035420", "005380"];
    let (engine, mut feeds) = Engine::builder(Endpoint::parse(&simulator.url()).unwrap())
        .token(Token::new("any".to_owned()).unwrap())
        .strategy("day", |it| it.trades(items).books(items).capacity(64 << 20))
        .start()
        .unwrap();
    let mut day = Vec::new();
    while day.len() < records {
        feeds[0].wait(None);
        let limit = records - day.len();
        feeds[0]
            .each(limit, |record| {
                let words = <[u64]>::ref_from_bytes(record.as_bytes()).unwrap();
                day.push(words.to_vec());
            })
            .unwrap();
    }
    drop(engine);
    day
}

/// Another process.
pub(crate) struct Child {
    process: process::Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Child {
    pub(crate) fn subscriber(name: &str) -> Self {
        Self::start("subscriber", name)
    }

    pub(crate) fn publisher(name: &str) -> Self {
        Self::start("publisher", name)
    }

    /// Waits until it is ready.
    fn start(role: &str, name: &str) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child::as_child", "--nocapture"])
            .env(ROLE, role)
            .env(NAME, name)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = process.stdout.take().unwrap();
        let mut child = Self {
            process,
            lines: BufReader::new(out).lines(),
        };
        while child.line() != "ready" {}
        child
    }

    fn line(&mut self) -> String {
        self.lines.next().expect("it prints on").unwrap()
    }

    fn say(&mut self, what: &str) {
        let input = self.process.stdin.as_mut().unwrap();
        writeln!(input, "{what}").unwrap();
    }

    /// What it reads up to the record with this number.
    pub(crate) fn until(&mut self, sequence: u64) -> Vec<Line> {
        self.say(&format!("until {sequence}"));
        self.answer("done")
    }

    /// What it reads until the end, which must be this one.
    pub(crate) fn rest(&mut self, end: End) -> Vec<Line> {
        self.say(&format!("until {}", u64::MAX));
        let lines = self.answer(&format!("{end:?}"));
        assert!(self.process.wait().unwrap().success());
        lines
    }

    /// Lets a publisher publish all it has.
    pub(crate) fn publish(&mut self) {
        self.say("publish");
        assert_eq!(self.answer("done"), []);
    }

    /// Lets a publisher stop.
    pub(crate) fn stop(&mut self) {
        self.say("stop");
        assert!(self.process.wait().unwrap().success());
    }

    /// As `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn answer(&mut self, last: &str) -> Vec<Line> {
        let mut lines = Vec::new();
        loop {
            let line = self.line();
            if line == last {
                return lines;
            }
            lines.push(Line::parse(&line));
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended long ago.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

/// What another process does; nothing in the test itself.
#[test]
fn as_child() {
    let (Ok(role), Ok(name)) = (std::env::var(ROLE), std::env::var(NAME)) else {
        return;
    };
    match role.as_str() {
        "subscriber" => subscribe(&name),
        _ => publish(&name),
    }
}

fn subscribe(name: &str) {
    let filter = Filter::new().subscribe(MessageType::TRADE, ITEMS).unwrap();
    let mut subscriber = Subscriber::open(name, &filter).unwrap();
    // On a line of its own, whatever the test harness has begun.
    println!("\nready");
    for told in std::io::stdin().lines() {
        let until: u64 = told
            .unwrap()
            .strip_prefix("until ")
            .unwrap()
            .parse()
            .unwrap();
        let mut last = 0;
        while last < until {
            subscriber.wait(None);
            let read = subscriber.each(1, |record| {
                let line = Line::of(record);
                last = line.sequence;
                line.print();
            });
            if let Err(ended) = read {
                println!("{:?}", ended.end);
                return;
            }
        }
        println!("done");
    }
}

fn publish(name: &str) {
    let day = day(PUBLISHED);
    let mut publisher = Publisher::new(name).unwrap();
    // On a line of its own, whatever the test harness has begun.
    println!("\nready");
    for told in std::io::stdin().lines() {
        if told.unwrap() == "stop" {
            break;
        }
        while publisher.subscribers() == 0 {
            publisher.attend();
            std::thread::sleep(Duration::from_millis(1));
        }
        for words in &day {
            publisher.publish(record(words));
        }
        publisher.wake();
        println!("done");
    }
}
