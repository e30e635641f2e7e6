//! What the tests share: a day's records, a publisher on a thread, and other processes,
//! which are the test again and do as they are told on their standard input.

#![allow(dead_code, reason = "each test has its own use of it")]

use kiwoom_bridge::{Ended, Filter, Publisher, Settings, Subscriber};
use kiwoom_engine::record::{Gap, RecordFlags, RecordHeader, RecordRef};
use kiwoom_engine::schema::{MessageType, RecordKind};
use kiwoom_engine::{Endpoint, Engine, Token};
use kiwoom_simulator::{Flush, Rate, Simulator};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::{self, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use zerocopy::{FromBytes as _, IntoBytes as _};

/// What a test waits for, at the very most: it passes only where a test fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The items whose trades a subscriber of these tests asks for.
pub(crate) const ITEMS: [&str; 2] = ["005930", "000660"];

const ROLE: &str = "KIWOOM_BRIDGE_TEST_ROLE";
const NAME: &str = "desk";

/// Trades of two items.
pub(crate) fn trades() -> Filter {
    Filter::new().subscribe(MessageType::TRADE, ITEMS).unwrap()
}

/// An address that nobody listens at.
pub(crate) fn free_endpoint() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("tcp/{}", listener.local_addr().unwrap())
}

/// As usual, with the patience of a busy machine.
pub(crate) fn settings(endpoint: &str) -> Settings {
    Settings {
        open_within: PATIENCE,
        lost_after: Duration::from_secs(5),
        ..Settings::at(endpoint)
    }
}

/// What is told of a record, or of an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Record {
        kind: u8,
        item: String,
        sequence: u64,
        is_snapshot: bool,
        /// Of all its bytes after the header, whose stamps differ from run to run.
        sum: u64,
    },
    Gap {
        lost: u64,
        first: u64,
        last: u64,
    },
    Ended(String),
}

impl Line {
    pub(crate) fn of(record: RecordRef<'_>) -> Self {
        if let Some(gap) = record.get::<Gap>() {
            return Self::Gap {
                lost: gap.lost,
                first: gap.first,
                last: gap.last,
            };
        }
        let header = record.header();
        let words = <[u64]>::ref_from_bytes(record.as_bytes()).unwrap();
        let words = words.iter().enumerate().skip(size_of::<RecordHeader>() / 8);
        Self::Record {
            kind: record.kind().unwrap().number(),
            item: header.item().to_owned(),
            sequence: header.sequence(),
            is_snapshot: header.flags().contains(RecordFlags::SNAPSHOT),
            sum: words.fold(0, |sum, (at, it)| {
                sum.rotate_left(5) ^ it.wrapping_add(at as u64)
            }),
        }
    }

    fn write(&self) -> String {
        match self {
            Self::Record {
                kind,
                item,
                sequence,
                is_snapshot,
                sum,
            } => {
                let snapshot = u8::from(*is_snapshot);
                format!("R {kind} {item:?} {sequence} {snapshot} {sum}")
            }
            Self::Gap { lost, first, last } => format!("G {lost} {first} {last}"),
            Self::Ended(end) => format!("E {end}"),
        }
    }

    fn read(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| parts[at].parse::<u64>().unwrap();
        Some(match parts[0] {
            "R" => Self::Record {
                kind: parts[1].parse().unwrap(),
                item: parts[2].trim_matches('"').to_owned(),
                sequence: number(3),
                is_snapshot: number(4) == 1,
                sum: number(5),
            },
            "G" => Self::Gap {
                lost: number(1),
                first: number(2),
                last: number(3),
            },
            "E" => Self::Ended(parts[1].to_owned()),
            _ => return None,
        })
    }

    /// The same record as a latest value.
    pub(crate) fn as_snapshot(&self) -> Self {
        let mut line = self.clone();
        if let Self::Record { is_snapshot, .. } = &mut line {
            *is_snapshot = true;
        }
        line
    }

    pub(crate) fn sequence(&self) -> u64 {
        match self {
            Self::Record { sequence, .. } => *sequence,
            Self::Gap { last, .. } => *last,
            Self::Ended(_) => 0,
        }
    }

    pub(crate) fn is_live(&self) -> bool {
        matches!(self, Self::Record { is_snapshot, .. } if !is_snapshot)
    }

    pub(crate) fn is_snapshot(&self) -> bool {
        matches!(self, Self::Record { is_snapshot, .. } if *is_snapshot)
    }

    pub(crate) fn lost(&self) -> u64 {
        match self {
            Self::Gap { lost, .. } => *lost,
            _ => 0,
        }
    }
}

/// All records of these, as lines.
pub(crate) fn lines(records: &[Vec<u64>]) -> Vec<Line> {
    records.iter().map(|it| Line::of(record(it))).collect()
}

/// What a subscriber of [`trades`] gets of these.
pub(crate) fn wanted(records: &[Vec<u64>]) -> Vec<Line> {
    let is_wanted = |line: &Line| match line {
        Line::Record { kind, item, .. } => {
            *kind == RecordKind::Link.number()
                || *kind == RecordKind::Trade.number() && ITEMS.contains(&item.as_str())
        }
        _ => false,
    };
    lines(records).into_iter().filter(is_wanted).collect()
}

/// The newest of each item and kind of these lines, in order, as latest values.
pub(crate) fn newest(lines: &[Line]) -> Vec<Line> {
    let mut newest = BTreeMap::new();
    for line in lines {
        if let Line::Record { kind, item, .. } = line {
            newest.insert((*kind, item.clone()), line.as_snapshot());
        }
    }
    let mut newest: Vec<Line> = newest.into_values().collect();
    newest.sort_by_key(Line::sequence);
    newest
}

/// What was delivered and what was told as lost is all of `sent`, in order, and each
/// gap stands where its records are missing. Latest values and ends are looked past.
pub(crate) fn accounts_for(read: &[Line], sent: &[Line]) {
    let mut at = 0;
    for line in read {
        match line {
            Line::Gap { lost, first, last } => {
                let missing = &sent[at..at + usize::try_from(*lost).unwrap()];
                assert_eq!(missing.last().unwrap().sequence(), *last);
                assert!(missing[0].sequence() >= *first);
                at += missing.len();
            }
            line if line.is_live() => {
                assert_eq!(*line, sent[at]);
                at += 1;
            }
            _ => {}
        }
    }
    assert_eq!(at, sent.len(), "all are accounted for");
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

/// What a publisher's thread is told.
enum Order {
    Publish(Vec<Vec<u64>>),
    Subscribers,
    Stop,
}

/// A publisher on a thread, which attends to its subscribers.
pub(crate) struct Desk {
    orders: Sender<Order>,
    answers: Receiver<usize>,
    thread: Option<JoinHandle<u64>>,
}

impl Desk {
    pub(crate) fn start(settings: &Settings) -> Self {
        let mut publisher = Publisher::with(NAME, settings).unwrap();
        let (orders, ordered) = mpsc::channel();
        let (answer, answers) = mpsc::channel();
        let thread = thread::spawn(move || {
            loop {
                publisher.attend();
                match ordered.recv_timeout(Duration::from_millis(1)) {
                    Ok(Order::Publish(records)) => {
                        for batch in records.chunks(256) {
                            for words in batch {
                                publisher.publish(record(words));
                            }
                            publisher.wake();
                        }
                        answer.send(0).unwrap();
                    }
                    Ok(Order::Subscribers) => answer.send(publisher.subscribers()).unwrap(),
                    Ok(Order::Stop) | Err(RecvTimeoutError::Disconnected) => {
                        return publisher.counts().garbage;
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                }
            }
        });
        Self {
            orders,
            answers,
            thread: Some(thread),
        }
    }

    pub(crate) fn publish(&self, records: &[Vec<u64>]) {
        self.orders.send(Order::Publish(records.to_vec())).unwrap();
        self.answers.recv().unwrap();
    }

    pub(crate) fn subscribers(&self) -> usize {
        self.orders.send(Order::Subscribers).unwrap();
        self.answers.recv().unwrap()
    }

    /// Ends in order; gives how many messages it couldn't read.
    pub(crate) fn stop(mut self) -> u64 {
        self.orders.send(Order::Stop).unwrap();
        self.thread.take().unwrap().join().unwrap()
    }
}

pub(crate) fn subscribe(endpoint: &str, filter: &Filter) -> Subscriber {
    Subscriber::with(NAME, filter, &settings(endpoint)).unwrap()
}

/// Reads on until a line like that has come, or what was told before it.
pub(crate) fn read_until(
    subscriber: &mut Subscriber,
    mut is_last: impl FnMut(&Line) -> bool,
) -> Vec<Line> {
    let deadline = Instant::now() + PATIENCE;
    let mut read = Vec::new();
    loop {
        assert!(
            subscriber.wait(Some(deadline)),
            "waited in vain after {:?}",
            read.last()
        );
        let seen = read.len();
        let result = subscriber.each(1, |it| read.push(Line::of(it)));
        if let Err(Ended { end }) = result {
            read.push(Line::Ended(format!("{end:?}")));
        }
        if read[seen..].iter().any(&mut is_last) {
            return read;
        }
    }
}

/// Another process.
pub(crate) struct Child {
    process: process::Child,
    lines: Receiver<String>,
}

impl Child {
    /// One that publishes the records of `day` there, in the network namespace named.
    pub(crate) fn publisher(endpoint: &str, day: usize, namespace: Option<&str>) -> Self {
        Self::start("publisher", endpoint, day, namespace)
    }

    /// One that reads [`trades`] from there, for ever.
    pub(crate) fn subscriber(endpoint: &str, namespace: Option<&str>) -> Self {
        Self::start("subscriber", endpoint, 0, namespace)
    }

    /// Waits until it is ready.
    fn start(role: &str, endpoint: &str, day: usize, namespace: Option<&str>) -> Self {
        let this = std::env::current_exe().unwrap();
        let mut command = match namespace {
            None => Command::new(&this),
            Some(namespace) => {
                let mut command = Command::new("ip");
                command.args(["netns", "exec", namespace]).arg(&this);
                command
            }
        };
        let mut process = command
            .args(["--exact", "as_child", "--nocapture"])
            .env(ROLE, format!("{role} {endpoint} {day}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = process.stdout.take().unwrap();
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(out).lines() {
                let Ok(line) = line else { return };
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let child = Self { process, lines };
        while child.line() != "ready" {}
        child
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("it prints on")
    }

    /// What a subscriber reads, until a line like that has come.
    pub(crate) fn read_until(&self, mut is_last: impl FnMut(&Line) -> bool) -> Vec<Line> {
        let mut read = Vec::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let Ok(line) = line else {
                panic!("waited in vain after {:?}", read.last());
            };
            let Some(line) = Line::read(&line) else {
                continue;
            };
            let is_over = is_last(&line);
            read.push(line);
            if is_over {
                return read;
            }
        }
    }

    fn say(&mut self, what: &str) {
        let input = self.process.stdin.as_mut().unwrap();
        writeln!(input, "{what}").unwrap();
    }

    /// Lets a publisher publish so many records more.
    pub(crate) fn publish(&mut self, records: usize) {
        self.say(&format!("publish {records}"));
        while self.line() != "done" {}
    }

    /// Lets a publisher stop.
    pub(crate) fn stop(mut self) {
        self.say("stop");
        assert!(self.process.wait().unwrap().success());
    }

    /// As `kill -9` does.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Sends it a signal: `STOP`, `CONT`.
    pub(crate) fn signal(&self, signal: &str) {
        let pid = self.process.id().to_string();
        let status = Command::new("kill").args(["-s", signal, &pid]).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended long ago.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

/// What another process does; nothing in the test itself. To be called by a test named
/// `as_child`.
pub(crate) fn be_child() {
    let Ok(role) = std::env::var(ROLE) else {
        return;
    };
    let role: Vec<&str> = role.split(' ').collect();
    match role[0] {
        "publisher" => be_publisher(role[1], role[2].parse().unwrap()),
        _ => be_subscriber(role[1]),
    }
}

fn be_publisher(endpoint: &str, records: usize) {
    let day = day(records);
    let desk = Desk::start(&settings(endpoint));
    let mut at = 0;
    // On a line of its own, whatever the test harness has begun.
    println!("\nready");
    for told in std::io::stdin().lines() {
        let told = told.unwrap();
        let Some(count) = told.strip_prefix("publish ") else {
            break;
        };
        let end = at + count.parse::<usize>().unwrap();
        desk.publish(&day[at..end]);
        at = end;
        println!("done");
    }
    desk.stop();
}

fn be_subscriber(endpoint: &str) {
    let mut subscriber = subscribe(endpoint, &trades());
    println!("\nready");
    loop {
        let read = subscriber.each(256, |it| println!("{}", Line::of(it).write()));
        if let Err(Ended { end }) = read {
            println!("{}", Line::Ended(format!("{end:?}")).write());
        }
        subscriber.wait(None);
    }
}
