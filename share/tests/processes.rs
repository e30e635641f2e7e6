//! Publishers and subscribers in processes of their own, some of them killed.

#[path = "processes/child.rs"]
mod child;

use child::{Child, Line, name};
use kiwoom_engine::record::{Gap, RecordRef};
use kiwoom_engine::schema::{MESSAGES, MessageType, RecordKind};
use kiwoom_share::{End, Filter, Publisher, ShareError, Sizes, Subscriber};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What a test waits for, at the very most: it passes only where a test fails.
const PATIENCE: Duration = Duration::from_secs(60);

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn wait_for(publisher: &mut Publisher, subscribers: usize) {
    wait_until("as many subscribe", || {
        publisher.attend();
        publisher.subscribers() == subscribers
    });
}

/// Publishes these records of the day.
fn publish(publisher: &mut Publisher, records: &[Vec<u64>]) {
    for record in records {
        publisher.publish(child::record(record));
    }
    publisher.wake();
}

/// What a child that asked for trades of the child's items has to print.
fn wanted(records: &[Vec<u64>]) -> Vec<Line> {
    let records = records.iter().map(|it| Line::of(child::record(it)));
    records.filter(child::is_wanted).collect()
}

/// Files that belong to a share.
fn left_of(name: &str) -> Vec<String> {
    let mut left = Vec::new();
    let mut folders = vec!["/dev/shm".into(), std::path::PathBuf::from("/tmp/iceoryx2")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
            let file = entry.path().display().to_string();
            if file.contains(&format!("kiwoom_{name}_")) {
                left.push(file);
            }
        }
    }
    left
}

/// All that participants had is gone. An empty folder and a file of 16 bytes stay
/// for each share, for its next participants: they are removed here.
fn nothing_is_left_of(name: &str) {
    let (stays, left): (Vec<_>, Vec<_>) = left_of(name)
        .into_iter()
        .partition(|it| it.ends_with(".global_mgmt") || it.ends_with("_nodes"));
    assert_eq!(left, [""; 0]);
    assert!(stays.len() <= 2, "{stays:?}");
    for it in stays {
        match it.ends_with("_nodes") {
            true => std::fs::remove_dir(it).unwrap(),
            false => {
                assert_eq!(std::fs::metadata(&it).unwrap().len(), 16);
                std::fs::remove_file(it).unwrap();
            }
        }
    }
}

#[test]
fn one_that_is_killed_hurts_nobody() {
    let name = name("killed");
    let day = child::day(2_000);
    let (first, second) = day.split_at(day.len() / 2);
    let mut publisher = Publisher::new(&name).unwrap();
    let mut stays = Child::subscriber(&name);
    let mut killed = Child::subscriber(&name);
    wait_for(&mut publisher, 2);
    let held = left_of(&name).len();
    publish(&mut publisher, first);
    let last = wanted(first).pop().unwrap().sequence;
    let mut lines = stays.until(last);
    assert_eq!(killed.until(last), wanted(first));
    killed.kill();
    publish(&mut publisher, second);
    // Noticed, and what it held is given back.
    wait_for(&mut publisher, 1);
    wait_until("its files are gone", || left_of(&name).len() < held);
    drop(publisher);
    lines.extend(stays.rest(End::Stopped));
    assert_eq!(lines, wanted(&day));
    nothing_is_left_of(&name);
}

#[test]
fn a_slow_one_loses_its_own_oldest_and_is_told_exactly() {
    let name = name("slow");
    let day = child::day(3_000);
    let sizes = Sizes {
        records: 64,
        subscribers: 2,
    };
    let mut publisher = Publisher::with(&name, sizes).unwrap();
    let mut quick = Child::subscriber(&name);
    let mut slow = Child::subscriber(&name);
    wait_for(&mut publisher, 2);
    let mut read = Vec::new();
    for records in day.chunks(32) {
        publish(&mut publisher, records);
        if let Some(last) = wanted(records).pop() {
            read.extend(quick.until(last.sequence));
        }
    }
    drop(publisher);
    read.extend(quick.rest(End::Stopped));
    let all = wanted(&day);
    assert_eq!(read, all);

    let told = slow.rest(End::Stopped);
    let (gap, rest) = told.split_first().unwrap();
    assert_eq!(gap.kind, RecordKind::Gap.number());
    let lost = all.len() - rest.len();
    // What is told of connections is among those.
    let is_link = |it: &Line| it.kind == RecordKind::Link.number();
    assert!(all[..lost].iter().any(is_link));
    assert!(lost > 0 && rest.len() >= 60, "{lost} lost");
    assert_eq!(gap.lost, lost as u64);
    // None of those that were lost is outside.
    assert_eq!((gap.first, gap.last), (1, all[lost - 1].sequence));
    assert_eq!(rest, &all[lost..]);
    nothing_is_left_of(&name);
}

#[test]
fn who_joins_late_gets_the_latest_values_first() {
    let name = name("late");
    let day = child::day(2_000);
    let (first, second) = day.split_at(day.len() / 2);
    let mut publisher = Publisher::new(&name).unwrap();
    publish(&mut publisher, first);
    let mut late = Child::subscriber(&name);
    wait_for(&mut publisher, 1);
    publish(&mut publisher, second);
    drop(publisher);
    let lines = late.rest(End::Stopped);
    // The newest of each item, and of the connection; no others.
    let mut newest = BTreeMap::new();
    for line in wanted(first) {
        newest.insert((line.kind, line.item.clone()), line);
    }
    let mut wanted_first: Vec<Line> = newest.into_values().collect();
    wanted_first.sort_by_key(|it| it.sequence);
    for line in &mut wanted_first {
        line.is_snapshot = true;
    }
    assert!(wanted_first.len() > 2, "link and items");
    wanted_first.extend(wanted(second));
    assert_eq!(lines, wanted_first);
    nothing_is_left_of(&name);
}

#[test]
fn a_publisher_that_is_killed_is_told_and_another_takes_its_place() {
    let name = name("reborn");
    let day = child::day(child::PUBLISHED);
    let mut first = Child::publisher(&name);
    let mut subscriber = Subscriber::open(&name, &Filter::new()).unwrap();
    // It has taken it in when the first record comes.
    first.publish();
    let mut read = Vec::new();
    let take = |subscriber: &mut Subscriber, read: &mut Vec<Line>| {
        let deadline = Instant::now() + PATIENCE;
        assert!(subscriber.wait(Some(deadline)), "waited in vain");
        subscriber.each(7, |it| read.push(Line::of(it)))
    };
    while read.is_empty() {
        take(&mut subscriber, &mut read).unwrap();
    }
    first.kill();
    let ended = loop {
        if let Err(ended) = take(&mut subscriber, &mut read) {
            break ended;
        }
    };
    assert_eq!(ended.end, End::Died);
    // All that it had sent was read, in order, with nothing missing.
    let sent: Vec<Line> = day.iter().map(|it| Line::of(child::record(it))).collect();
    assert_eq!(read, sent);
    assert_eq!(subscriber.each(1, |_| ()).unwrap_err(), ended);
    // While the one that knew the first is still there.
    let refused = Subscriber::open(&name, &Filter::new()).unwrap_err();
    assert!(matches!(refused, ShareError::NotPublished(_)), "{refused}");

    let mut second = Child::publisher(&name);
    let mut again = Subscriber::open(&name, &Filter::new()).unwrap();
    second.publish();
    let mut read_again = Vec::new();
    while read_again.len() < sent.len() {
        take(&mut again, &mut read_again).unwrap();
    }
    assert_eq!(read_again, sent);
    second.stop();
    let ended = loop {
        if let Err(ended) = take(&mut again, &mut read_again) {
            break ended;
        }
    };
    assert_eq!(ended.end, End::Stopped);
    drop((subscriber, again));
    nothing_is_left_of(&name);
}

/// A subscriber that is killed leaves its place to another, who gets its own
/// records, once.
#[test]
fn the_place_of_one_that_was_killed_is_taken() {
    let name = name("place");
    let day = child::day(500);
    let sizes = Sizes {
        records: 4_096,
        subscribers: 1,
    };
    let mut publisher = Publisher::with(&name, sizes).unwrap();
    for _ in 0..3 {
        let mut killed = Child::subscriber(&name);
        wait_for(&mut publisher, 1);
        let full = Subscriber::open(&name, &Filter::new()).unwrap_err();
        assert!(matches!(full, ShareError::Full(_)), "{full}");
        killed.kill();
    }
    // Who opens cleans up first: the publisher hears of both at once.
    let mut last = Child::subscriber(&name);
    publisher.attend();
    assert_eq!(publisher.subscribers(), 1);
    publish(&mut publisher, &day);
    drop(publisher);
    assert_eq!(last.rest(End::Stopped), wanted(&day));
    nothing_is_left_of(&name);
}

#[test]
fn what_cant_be_is_refused() {
    for wrong in ["", "Desk", "desk_1", "a/b", &"x".repeat(25)] {
        let error = Publisher::new(wrong).unwrap_err();
        assert!(matches!(error, ShareError::Name(_)), "{wrong}: {error}");
        let error = Subscriber::open(wrong, &Filter::new()).unwrap_err();
        assert!(matches!(error, ShareError::Name(_)), "{wrong}: {error}");
    }
    let name = name("refused");
    let error = Subscriber::open(&name, &Filter::new()).unwrap_err();
    assert!(matches!(error, ShareError::NotPublished(_)), "{error}");
    let publisher = Publisher::new(&name).unwrap();
    let error = Publisher::new(&name).unwrap_err();
    assert!(matches!(error, ShareError::AlreadyPublished(_)), "{error}");
    drop(publisher);
    let filter = Filter::new();
    assert!(
        filter
            .clone()
            .subscribe(MessageType::TRADE, ["?*"])
            .is_err()
    );
    // The longest name fits into the path of a socket.
    let longest = format!("{:x<24}", child::name("longest"));
    let mut publisher = Publisher::new(&longest).unwrap();
    let mut subscriber = Subscriber::open(&longest, &Filter::new()).unwrap();
    wait_for(&mut publisher, 1);
    publisher.publish(child::record(&child::day(1)[0]));
    publisher.wake();
    assert!(subscriber.wait(None));
    drop((publisher, subscriber));
    nothing_is_left_of(&longest);
    let unknown = MessageType::from_code("ZZ").unwrap();
    assert!(filter.subscribe(unknown, ["005930"]).is_err());
    nothing_is_left_of(&name);
}

/// What is asked for is what comes, in one process as in two.
#[test]
fn filters() {
    let name = name("filters");
    let day = child::day(1_000);
    let mut publisher = Publisher::new(&name).unwrap();
    let books = Filter::new()
        .subscribe(MessageType::ORDER_BOOK, ["000660"])
        .unwrap()
        .subscribe(MessageType::TRADE, [""])
        .unwrap();
    let mut some = Subscriber::open_busy(&name, &books).unwrap();
    let mut all = Subscriber::open(&name, &Filter::new()).unwrap();
    wait_for(&mut publisher, 2);
    publish(&mut publisher, &day);
    let read = |subscriber: &mut Subscriber| {
        let mut lines = Vec::new();
        while subscriber.each(64, |it| lines.push(Line::of(it))).unwrap() > 0 {}
        lines
    };
    let sent: Vec<Line> = day.iter().map(|it| Line::of(child::record(it))).collect();
    assert_eq!(read(&mut all), sent);
    let is_book = |it: &&Line| it.kind == RecordKind::OrderBook.number() && it.item == "000660";
    let is_other = |it: &&Line| {
        [RecordKind::Trade, RecordKind::Link]
            .map(RecordKind::number)
            .contains(&it.kind)
    };
    let wanted: Vec<&Line> = sent
        .iter()
        .filter(|it| is_book(it) || is_other(it))
        .collect();
    assert!(wanted.iter().any(is_book) && wanted.len() < sent.len());
    assert_eq!(read(&mut some).iter().collect::<Vec<_>>(), wanted);
    // One that leaves is let go of at once.
    drop(some);
    wait_for(&mut publisher, 1);
    // A gap of the engine's own feed is for everybody.
    let gap = Gap::of(3, 10_001, 10_003);
    let gap = RecordRef::from_bytes(zerocopy::IntoBytes::as_bytes(&gap)).unwrap();
    publisher.publish(gap);
    let told = read(&mut all).pop().unwrap();
    assert_eq!((told.lost, told.first, told.last), (3, 10_001, 10_003));
    assert_eq!(all.counts().lost, 0);
    drop((publisher, all));
    nothing_is_left_of(&name);
}

/// Orders, balances and phases of the market aren't kept for who joins late.
#[test]
fn what_is_of_no_item_has_no_latest_value() {
    let name = name("account");
    let kinds = [
        RecordKind::Order,
        RecordKind::Balance,
        RecordKind::MarketPhase,
        RecordKind::Trade,
    ];
    // Records that say nothing, of no item but the last.
    let records = kinds.map(|kind| {
        let mut messages = MESSAGES.iter();
        let of = messages.find(|it| it.message_type.kind() == Some(kind));
        let mut words = vec![0_u64; of.unwrap().record_size / 8];
        let lines = words.len() * 8 / size_of::<kiwoom_engine::record::Line>();
        // With the symbol of what nobody subscribes by item.
        let header = [kind.number(), lines as u8, 0, 0, 0xff, 0xff, 0xff, 0xff];
        words[0] = u64::from_ne_bytes(header);
        assert_eq!(child::record(&words).header().symbol().index(), None);
        words
    });
    let mut publisher = Publisher::new(&name).unwrap();
    publish(&mut publisher, &records[..3]);
    let mut late = Subscriber::open(&name, &Filter::new()).unwrap();
    wait_for(&mut publisher, 1);
    publish(&mut publisher, &records);
    drop(publisher);
    let mut read = Vec::new();
    while late
        .each(1, |it| read.push((it.kind(), Line::of(it).is_snapshot)))
        .is_ok()
    {}
    assert_eq!(read, kinds.map(|it| (Some(it), false)));
    drop(late);
    nothing_is_left_of(&name);
}

/// The memory is bounded by what was asked for, and taken only as records wait.
#[test]
fn memory_is_taken_as_it_is_used_and_never_more_than_was_asked_for() {
    use std::os::unix::fs::MetadataExt as _;
    let name = name("memory");
    let sizes = Sizes {
        records: 2_000,
        subscribers: 2,
    };
    let bytes = || {
        let files = left_of(&name).into_iter();
        let files = files.filter_map(|it| std::fs::metadata(it).ok());
        // Allocated is told in blocks of 512 bytes, whatever the file system's are.
        files.fold((0, 0), |(length, taken), it| {
            (length + it.len(), taken + it.blocks() * 512)
        })
    };
    let mut publisher = Publisher::with(&name, sizes).unwrap();
    let subscribers = [0; 2].map(|_| Subscriber::open(&name, &Filter::new()).unwrap());
    wait_for(&mut publisher, 2);
    let (length, taken) = bytes();
    // 2.25 KiB a record and subscriber, and some for who is there.
    let most = 2_304 * 2_000 * 2;
    assert!(length < most + (1 << 20), "{length} of {most}");
    assert!(taken < 1 << 20, "{taken}");
    let day = child::day(5_000);
    publish(&mut publisher, &day);
    let (_, taken) = bytes();
    assert!((1 << 20..most + (1 << 20)).contains(&taken), "{taken}");
    drop((publisher, subscribers));
    nothing_is_left_of(&name);
}

/// Another user of the machine can't open any of it.
#[test]
fn everything_is_its_users_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let name = name("alone");
    let mut publisher = Publisher::new(&name).unwrap();
    let subscriber = Subscriber::open(&name, &Filter::new()).unwrap();
    wait_for(&mut publisher, 1);
    let files = left_of(&name);
    assert!(files.len() > 5, "{files:?}");
    // Into a folder others may look, but not open what is there.
    for file in files.iter().filter(|it| !std::path::Path::new(it).is_dir()) {
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{file}: {mode:o}");
    }
    drop((publisher, subscriber));
    nothing_is_left_of(&name);
}
