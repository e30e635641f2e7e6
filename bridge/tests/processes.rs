//! Publishers and subscribers in processes of their own, some of them killed or held.

mod support;

use kiwoom_bridge::{BridgeError, Filter, Settings, Subscriber};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use support::{
    Child, Desk, Line, accounts_for, day, free_endpoint, lines, newest, read_until, settings,
    subscribe, wanted,
};

fn ended(line: &Line, how: &str) -> bool {
    *line == Line::Ended(how.to_owned())
}

/// What another process does; nothing in the test itself.
#[test]
fn as_child() {
    support::be_child();
}

#[test]
fn a_publisher_that_is_killed_is_missed_and_replaced() {
    let endpoint = free_endpoint();
    let day = day(600);
    let mut first = Child::publisher(&endpoint, 600, None);
    let mut subscriber = subscribe(&endpoint, &Filter::new());
    first.publish(300);
    let last = lines(&day)[299].sequence();
    let mut read = read_until(&mut subscriber, |it| it.sequence() == last);
    assert_eq!(read, lines(&day[..300]));
    first.kill();
    read = read_until(&mut subscriber, |it| ended(it, "Lost"));
    assert_eq!(read.len(), 1, "told once: {read:?}");
    assert!(!subscriber.is_joined());

    let mut second = Child::publisher(&endpoint, 600, None);
    second.publish(400);
    let expected = newest(&lines(&day[..400]));
    let last = expected.last().unwrap().sequence();
    read = read_until(&mut subscriber, |it| it.sequence() == last);
    assert!(ended(&read[0], "Replaced"), "{:?}", read[0]);
    assert!(read[1..].iter().all(|it| it.is_snapshot() || it.is_live()));
    second.publish(200);
    second.stop();
    let rest = read_until(&mut subscriber, |it| ended(it, "Stopped"));
    read.extend(rest);
    assert_eq!(read[read.len() - 2], *lines(&day).last().unwrap());
    assert_eq!(subscriber.counts().lost, 0);
    assert_eq!(subscriber.counts().joins, 2);
}

/// One that doesn't read holds up nobody, and is told exactly what it lost.
#[test]
fn one_that_is_held_hurts_nobody() {
    let endpoint = free_endpoint();
    // Far more than the queue of a subscriber and the buffers of its socket hold.
    let day = day(90_000);
    let small = Settings {
        records: 2_048,
        ..settings(&endpoint)
    };
    let desk = Desk::start(&small);
    let held = Child::subscriber(&endpoint, None);
    let quick = Child::subscriber(&endpoint, None);
    assert_eq!(desk.subscribers(), 2);
    held.signal("STOP");
    let sent = wanted(&day);
    let mut of_quick = Vec::new();
    for part in day.chunks(1_000) {
        desk.publish(part);
        // In step with it, so that it can't be too slow.
        if let Some(last) = wanted(part).last() {
            let last = last.sequence();
            of_quick.extend(quick.read_until(|it| it.sequence() == last));
        }
    }
    assert_eq!(of_quick, sent);
    held.signal("CONT");
    // The newest record comes to it in any case, live or, if it was let go of, as the
    // latest value.
    let last = sent.last().unwrap();
    let mut of_held = held.read_until(|it| it == last || *it == last.as_snapshot());
    desk.stop();
    of_held.extend(held.read_until(|it| ended(it, "Stopped")));
    accounts_for(&of_held, &sent);
    assert!(
        of_held.iter().any(|it| it.lost() > 0),
        "it must have lost some"
    );
}

/// One that isn't heard of leaves its place to another, and is told so when it comes
/// again.
#[test]
fn the_place_of_one_that_is_held_is_taken() {
    let endpoint = free_endpoint();
    let one = Settings {
        subscribers: 1,
        lost_after: Duration::from_secs(1),
        ..settings(&endpoint)
    };
    let desk = Desk::start(&one);
    let held = Child::subscriber(&endpoint, None);
    held.signal("STOP");
    let other = loop {
        match Subscriber::with("desk", &Filter::new(), &settings(&endpoint)) {
            Err(BridgeError::Full(_)) => {}
            other => break other.unwrap(),
        }
    };
    held.signal("CONT");
    held.read_until(|it| ended(it, "Full"));
    drop(other);
    let day = day(300);
    desk.publish(&day);
    held.read_until(|it| ended(it, "Forgotten"));
    desk.stop();
    // What came of another count isn't in its own.
    let read = held.read_until(|it| ended(it, "Stopped"));
    assert_eq!(read.iter().map(Line::lost).sum::<u64>(), 0);
}

#[test]
fn the_binary_publishes_and_watches() {
    let endpoint = free_endpoint();
    let binary = env!("CARGO_BIN_EXE_kiwoom-bridge");
    let mut publisher = Command::new(binary)
        .args(["publish", "desk", "--listen", &endpoint, "--rate", "500"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(publisher.stderr.take().unwrap()).lines();
    assert!(
        said.next()
            .unwrap()
            .unwrap()
            .starts_with("publishing desk at tcp/")
    );
    let watch = Command::new(binary)
        .args(["watch", "desk", "--connect", &endpoint, "--follow"])
        .args(["--types", "trade", "--items", "005930", "--count", "50"])
        .output()
        .unwrap();
    publisher.kill().unwrap();
    publisher.wait().unwrap();
    let errors = String::from_utf8(watch.stderr).unwrap();
    assert!(watch.status.success(), "{errors}");
    let records: Vec<serde_json::Value> = String::from_utf8(watch.stdout)
        .unwrap()
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert_eq!(records.len(), 50);
    let trades = records.iter().filter(|it| it["item"] == "005930").count();
    assert!(trades > 40, "{records:?}");
    assert!(errors.contains("50 records, 0 lost"), "{errors}");
    // Nobody there, and not told to wait.
    let watch = Command::new(binary)
        .args(["watch", "desk", "--connect", &free_endpoint()])
        .output()
        .unwrap();
    let errors = String::from_utf8(watch.stderr).unwrap();
    assert!(
        !watch.status.success() && errors.contains("nobody answers"),
        "{errors}"
    );
}
