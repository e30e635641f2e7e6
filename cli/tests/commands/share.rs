//! `run` publishes what `top --share`, and any other process, reads.

use super::run::{ACCOUNT, Configured, MAKER};
use super::*;
use kiwoom_engine::record::RecordRef;
use kiwoom_engine::schema::{MessageType, RecordKind};
use kiwoom_share::{End, Ended, Filter, ShareError, Subscriber};
use std::sync::atomic::{AtomicU32, Ordering};

/// A share's name that no other test has. What iceoryx2 keeps of a share for its next
/// participants goes with it.
struct Name(String);

impl Name {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self(format!("cli-{}-{number}", std::process::id()))
    }

    fn section(&self) -> String {
        format!("[strategies.maker.share]\nname = {:?}\n", self.0)
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        let prefix = format!("kiwoom_{}_", self.0);
        for folder in ["/dev/shm", "/tmp/iceoryx2"] {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            for entry in entries {
                if entry.file_name().to_string_lossy().starts_with(&prefix) {
                    // The one is a file, the other an empty folder.
                    _ = std::fs::remove_file(entry.path());
                    _ = std::fs::remove_dir(entry.path());
                }
            }
        }
    }
}

/// Opens it once it is published.
fn open(name: &str, filter: &Filter) -> Subscriber {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match Subscriber::open(name, filter) {
            Ok(subscriber) => return subscriber,
            Err(ShareError::NotPublished(_)) if Instant::now() < deadline => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(error) => panic!("{error}"),
        }
    }
}

/// Reads until this gives false, or the end.
fn read(
    subscriber: &mut Subscriber,
    mut goes_on: impl FnMut(RecordRef<'_>) -> bool,
) -> Option<Ended> {
    let deadline = Instant::now() + PATIENCE;
    let mut is_over = false;
    while !is_over {
        assert!(subscriber.wait(Some(deadline)), "nothing comes");
        let read = subscriber.each(1, |record| is_over = !goes_on(record));
        if let Err(ended) = read {
            return Some(ended);
        }
    }
    None
}

#[test]
fn what_run_reads_others_read_and_top_shows() {
    let simulator = Simulate::quick("500");
    let name = Name::new();
    let config = Configured::new(&simulator.url, &[ACCOUNT, MAKER, &name.section()].concat());
    let program = Running::start(&mut config.run(&["--every", "1"]));
    let filter = Filter::new()
        .subscribe(MessageType::TRADE, ["005930"])
        .unwrap();
    let mut subscriber = open(&name.0, &filter);
    let mut trades = 0;
    let ended = read(&mut subscriber, |record| {
        if record.kind() == Some(RecordKind::Trade) {
            assert_eq!(record.header().item(), "005930");
            trades += 1;
        }
        trades < 100
    });
    assert_eq!((ended, trades), (None, 100));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("top.svg");
    let arguments = ["--seconds", "2", "--svg", path.to_str().unwrap()];
    let top = output(&[&["top", "--share", &name.0][..], &arguments].concat());
    assert!(good(&top).is_empty());
    let svg = std::fs::read_to_string(&path).unwrap();
    for expected in [
        &name.0,
        "published",
        "book of 000660",
        "nothing lost",
        "connection 0: ",
    ] {
        assert!(svg.contains(expected), "no {expected} in {svg}");
    }

    // The end in good order is told to who reads on.
    let (_, errors) = program.end_by("-TERM");
    assert!(
        errors.contains(&format!("\"maker\" is published as {:?}", name.0)),
        "{errors}"
    );
    let ended = read(&mut subscriber, |_| true);
    assert_eq!(ended.map(|it| it.end), Some(End::Stopped));
}

/// The strategy that is printed is published, too: the same records.
#[test]
fn what_is_printed_is_published() {
    let simulator = Simulate::quick("200");
    let name = Name::new();
    let config = Configured::new(&simulator.url, &[ACCOUNT, MAKER, &name.section()].concat());
    let path = config.path().with_file_name("printed");
    // Into a file: a pipe that nobody reads would hold the strategy up.
    let mut program = config.run(&["--print", "json"]);
    let program = program.stdout(std::fs::File::create(&path).unwrap());
    let mut program = Running {
        child: program.stderr(Stdio::null()).spawn().unwrap(),
        out: None,
    };
    let mut subscriber = open(&name.0, &Filter::new());
    let mut trades = Vec::new();
    let ended = read(&mut subscriber, |record| {
        if record.kind() == Some(RecordKind::Trade) {
            let mut line = String::new();
            record.write_json(&mut line, []).unwrap();
            trades.push(line);
        }
        trades.len() < 20
    });
    assert_eq!((ended, subscriber.counts().lost), (None, 0));
    program.signal("-INT");
    assert!(read(&mut subscriber, |_| true).is_some());
    assert!(program.child.wait().unwrap().success());
    let printed = std::fs::read_to_string(path).unwrap();
    let printed: Vec<&str> = printed
        .lines()
        .filter(|it| it.contains("\"trade\""))
        .collect();
    let first = printed.iter().position(|it| *it == trades[0]).unwrap();
    assert_eq!(printed[first..first + 20], trades);
}

/// A second engine of the same configuration ends before it has asked for a token.
#[test]
fn a_name_that_is_taken_is_told_before_anything_else() {
    let simulator = Simulate::quick("100");
    let name = Name::new();
    let config = Configured::new(&simulator.url, &[ACCOUNT, MAKER, &name.section()].concat());
    let program = Running::start(&mut config.run(&["--every", "1"]));
    drop(open(&name.0, &Filter::new()));
    let second = config.run(&[]).env_remove("KIWOOM_TOKEN").output().unwrap();
    let complaint = complaint(&second);
    let words = format!(
        "strategy \"maker\" can't be shared: {:?} is published",
        name.0
    );
    assert!(complaint.contains(&words), "{complaint}");
    // The first one is none the worse for it.
    drop(open(&name.0, &Filter::new()));
    drop(program);
}

#[test]
fn top_says_where_nobody_publishes() {
    let name = Name::new();
    let output = output(&["top", "--share", &name.0]);
    let words = format!("nobody publishes {:?}", name.0);
    assert!(complaint(&output).contains(&words), "{output:?}");
    let both = super::output(&["top", "--share", &name.0, "--metrics", "127.0.0.1:1"]);
    assert_eq!(both.status.code(), Some(2));
}
