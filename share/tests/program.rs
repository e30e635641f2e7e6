//! The program as people run it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiwoom-share"));
    command.args(arguments);
    command
}

/// Ended when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// One line at least; whoever waits for it in vain is ended by the test's harness.
fn first_line(from: impl std::io::Read) -> String {
    let mut line = String::new();
    BufReader::new(from).read_line(&mut line).unwrap();
    line
}

/// What is published is printed, as JSON; the second publisher of one name ends, and
/// who follows is there for another one.
#[test]
fn publish_and_watch() {
    let name = format!("program-{}", std::process::id());
    let mut published = program(&["publish", &name, "--rate", "500"]);
    published.stderr(Stdio::piped());
    let mut publisher = Running(published.spawn().unwrap());
    assert_eq!(
        first_line(publisher.0.stderr.take().unwrap()),
        format!("publishing {name}\n")
    );
    let second = program(&["publish", &name]).output().unwrap();
    assert!(!second.status.success());
    let complaint = String::from_utf8(second.stderr).unwrap();
    assert!(complaint.contains("is published already"), "{complaint}");

    let types = ["--types", "trade", "--items", "005930", "--count", "20"];
    let types = [&["watch", &name][..], &types].concat();
    let watched = program(&types).output().unwrap();
    assert!(watched.status.success(), "{watched:?}");
    let text = String::from_utf8(watched.stdout).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 20);
    let trades = lines.iter().filter(|it| it["record"] == "trade");
    let items: Vec<&serde_json::Value> = trades.map(|it| &it["item"]).collect();
    assert!(
        items.len() > 10 && items.iter().all(|it| **it == "005930"),
        "{items:?}"
    );

    // The end in good order is told, and another publisher waited for.
    let mut follows = program(&["watch", &name, "--follow", "--types", "0B"]);
    let follows = follows.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut watcher = Running(follows.spawn().unwrap());
    let mut told = BufReader::new(watcher.0.stderr.take().unwrap()).lines();
    let mut next = || told.next().unwrap().unwrap();
    assert_eq!(next(), format!("watching {name}"));
    // Nobody reads what it prints: it may be a lot.
    let mut out = watcher.0.stdout.take().unwrap();
    let reads = std::thread::spawn(move || std::io::copy(&mut out, &mut std::io::sink()));
    let id = publisher.0.id().to_string();
    let stop = Command::new("kill").args(["-INT", &id]).status();
    assert!(stop.unwrap().success());
    assert!(publisher.0.wait().unwrap().success());
    assert!(next().ends_with(" lost"));
    assert_eq!(next(), "the publisher has stopped");
    let again = Running(
        program(&["publish", &name])
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    assert_eq!(next(), format!("watching {name}"));
    drop((watcher, again));
    reads.join().unwrap().unwrap();

    // Both were killed: whoever is the next gives back what they held.
    drop(kiwoom_share::Publisher::new(&name).unwrap());
    for folder in ["/dev/shm", "/tmp/iceoryx2"] {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let file = entry.file_name();
            if file
                .to_string_lossy()
                .starts_with(&format!("kiwoom_{name}_"))
            {
                // The one is a file, the other an empty folder.
                _ = std::fs::remove_file(entry.path());
                _ = std::fs::remove_dir(entry.path());
            }
        }
    }
}
