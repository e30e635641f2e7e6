//! Two hosts: network namespaces with a cable between them, which is cut, has a loose
//! contact, or loses and delays packets. They want root and `ip`, the last of them `tc`
//! with netem; where there is none, they say so and do nothing.

#![cfg(target_os = "linux")]

mod support;

use std::process::{self, Command};
use std::sync::atomic::{AtomicU32, Ordering};
use support::{Child, Line, accounts_for, day, newest, wanted};

/// What another process does; nothing in the test itself.
#[test]
fn as_child() {
    support::be_child();
}

/// Two hosts. The exchange's is 10.77.0.1, the other 10.77.0.2: nobody else sees these
/// addresses.
struct Hosts {
    exchange: String,
    other: String,
}

const ENDPOINT: &str = "tcp/10.77.0.1:7447";

/// Runs a command; tells whether it succeeded.
fn run(command: &str) -> bool {
    let mut words = command.split(' ');
    let program = words.next().unwrap();
    let out = Command::new(program).args(words).output();
    out.is_ok_and(|it| it.status.success())
}

fn must(command: &str) {
    assert!(run(command), "{command}");
}

impl Hosts {
    /// None where that isn't allowed.
    fn new() -> Option<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let of = |side| format!("kwb-{}-{number}{side}", process::id());
        let hosts = Self {
            exchange: of('a'),
            other: of('b'),
        };
        let (a, b) = (&hosts.exchange, &hosts.other);
        if !run(&format!("ip netns add {a}")) || !run(&format!("ip netns add {b}")) {
            eprintln!("skipped: network namespaces want root and ip");
            return None;
        }
        must(&format!(
            "ip link add name cable netns {a} type veth peer name cable netns {b}"
        ));
        for (host, address) in [(a, "10.77.0.1/24"), (b, "10.77.0.2/24")] {
            must(&format!("ip -n {host} address add {address} dev cable"));
            must(&format!("ip -n {host} link set cable up"));
            must(&format!("ip -n {host} link set lo up"));
        }
        Some(hosts)
    }

    fn cut(&self) {
        must(&format!("ip -n {} link set cable down", self.exchange));
    }

    fn mend(&self) {
        must(&format!("ip -n {} link set cable up", self.exchange));
    }

    /// Lets packets in both directions be delayed or lost; tells whether it can.
    fn spoil(&self, how: &str) -> bool {
        [&self.exchange, &self.other].iter().all(|host| {
            run(&format!(
                "ip netns exec {host} tc qdisc add dev cable root netem {how}"
            ))
        })
    }

    fn publisher(&self, day: usize) -> Child {
        Child::publisher(ENDPOINT, day, Some(&self.exchange))
    }

    fn subscriber(&self) -> Child {
        Child::subscriber(ENDPOINT, Some(&self.other))
    }
}

impl Drop for Hosts {
    fn drop(&mut self) {
        for host in [&self.exchange, &self.other] {
            run(&format!("ip netns delete {host}"));
        }
    }
}

fn ended(line: &Line, how: &str) -> bool {
    *line == Line::Ended(how.to_owned())
}

#[test]
fn a_cut_cable_is_told_and_made_up_for() {
    let Some(hosts) = Hosts::new() else { return };
    let day = day(4_000);
    let mut publisher = hosts.publisher(4_000);
    publisher.publish(1_000);
    // Late, on another host.
    let subscriber = hosts.subscriber();
    publisher.publish(1_000);
    let before = wanted(&day[1_000..2_000]);
    let last = before.last().unwrap().sequence();
    let read = subscriber.read_until(|it| it.sequence() == last);
    let latest = newest(&wanted(&day[..1_000]));
    assert_eq!(read, [&latest[..], &before].concat());

    hosts.cut();
    publisher.publish(1_000);
    let mut read = subscriber.read_until(|it| ended(it, "Lost"));
    assert_eq!(read.len(), 1, "told once: {read:?}");
    hosts.mend();
    // The latest values of all that was published meanwhile.
    let latest = newest(&wanted(&day[..3_000]));
    read.extend(subscriber.read_until(|it| it == latest.last().unwrap()));
    publisher.publish(1_000);
    publisher.stop();
    read.extend(subscriber.read_until(|it| ended(it, "Stopped")));
    // All that was published since the cut was read, or told as lost in its place.
    accounts_for(&read, &wanted(&day[2_000..]));
    let snapshot: Vec<Line> = read.iter().filter(|it| it.is_snapshot()).cloned().collect();
    assert_eq!(snapshot, latest);
    // The cable was cut before: what was lost was lost there, and only there.
    let lost: u64 = read.iter().map(Line::lost).sum();
    assert!(lost <= wanted(&day[2_000..3_000]).len() as u64, "{lost}");
    let after = wanted(&day[3_000..]);
    let live: Vec<Line> = read.iter().filter(|it| it.is_live()).cloned().collect();
    assert!(live.ends_with(&after));
}

/// The cable is cut while nothing is published, and the publisher has stopped and come
/// again when it is mended.
#[test]
fn a_publisher_behind_a_cut_cable_is_replaced() {
    let Some(hosts) = Hosts::new() else { return };
    let day = day(600);
    let mut first = hosts.publisher(600);
    let subscriber = hosts.subscriber();
    first.publish(300);
    let sent = wanted(&day[..300]);
    assert_eq!(subscriber.read_until(|it| it == sent.last().unwrap()), sent);
    hosts.cut();
    subscriber.read_until(|it| ended(it, "Lost"));
    first.kill();
    let mut second = hosts.publisher(600);
    second.publish(600);
    hosts.mend();
    let latest = newest(&wanted(&day));
    let read = subscriber.read_until(|it| it == latest.last().unwrap());
    assert!(ended(&read[0], "Replaced"), "{:?}", read[0]);
    assert_eq!(read[1..], latest);
    second.stop();
    subscriber.read_until(|it| ended(it, "Stopped"));
}

/// A loose contact costs time, and nothing else.
#[test]
fn a_cable_with_a_loose_contact_changes_nothing() {
    let Some(hosts) = Hosts::new() else { return };
    let day = day(2_000);
    let mut publisher = hosts.publisher(2_000);
    let subscriber = hosts.subscriber();
    for _ in 0..20 {
        hosts.cut();
        publisher.publish(50);
        hosts.mend();
        publisher.publish(50);
    }
    let sent = wanted(&day);
    // TCP sends again what was cut off, so the last one comes in any case.
    let mut read = subscriber.read_until(|it| it == sent.last().unwrap());
    publisher.stop();
    read.extend(subscriber.read_until(|it| ended(it, "Stopped")));
    accounts_for(&read, &sent);
}

/// A bad cable costs time, and nothing else.
#[test]
fn lost_and_late_packets_change_nothing() {
    let Some(hosts) = Hosts::new() else { return };
    if !hosts.spoil("delay 10ms 5ms loss 3%") {
        eprintln!("skipped: there is no tc with netem");
        return;
    }
    let day = day(3_000);
    let mut publisher = hosts.publisher(3_000);
    let subscriber = hosts.subscriber();
    publisher.publish(3_000);
    publisher.stop();
    let read = subscriber.read_until(|it| ended(it, "Stopped"));
    accounts_for(&read, &wanted(&day));
}
