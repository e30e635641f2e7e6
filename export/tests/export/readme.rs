//! The README's page on recording, command by command: recorded from an exchange,
//! killed, verified, replayed twice, exported, and asked for prices.

use super::script::python;
use super::*;
use std::net::TcpListener;

/// What stands in the README instead of waiting until enough is recorded.
const PAUSE: &str = "sleep 10;";
const EXPORT: &str = "(cd export && cargo run --release -- ../day --out ../tables)";
const QUERY: &str = "python3 export/read.py tables vwap";

/// The program of the workspace above, built as this one is: in an instant where
/// its own tests have run.
fn engine() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut build = Command::new(env!("CARGO"));
    build.args([
        "build",
        "--quiet",
        "--locked",
        "-p",
        "kiwoom-cli",
        "--message-format=json",
    ]);
    // What this workspace was built with isn't meant for that one.
    let output = build
        .current_dir(root)
        .env_remove("CARGO_TARGET_DIR")
        .output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let lines = text(&output.stdout).lines();
    let messages = lines.map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut paths = messages.filter_map(|it| it["executable"].as_str().map(PathBuf::from));
    paths.next_back().expect("a program")
}

/// The commands of a section of the README.
fn commands() -> String {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (_, section) = readme.split_once("### Record it, play it again").unwrap();
    let (_, commands) = section.split_once("```sh\n").unwrap();
    commands.split_once("```").unwrap().0.to_owned()
}

/// Puts something else in the place of what must be there.
fn replace(script: &mut String, part: &str, by: &str) {
    assert!(script.contains(part), "{part}");
    *script = script.replace(part, by);
}

#[test]
fn the_readmes_commands_do_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mut script = commands();
    let simulate = format!("kiwoom-engine simulate --listen 127.0.0.1:{port} ");
    replace(&mut script, "kiwoom-engine simulate ", &simulate);
    replace(&mut script, ":10000/", &format!(":{port}/"));
    // Some hundred frames at least; a minute at most.
    let enough = "for i in $(seq 600); do sleep 0.1; \
                  [ $(cat day/*.kwj 2>/dev/null | wc -c) -gt 500000 ] && break; done;";
    replace(&mut script, PAUSE, enough);
    let export = format!("{} day --out tables", env!("CARGO_BIN_EXE_kiwoom-export"));
    replace(&mut script, EXPORT, &export);
    let python = python();
    let query = match &python {
        Some(python) => {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("read.py");
            format!("'{}' '{}' tables vwap", python.display(), path.display())
        }
        None => {
            eprintln!("no python3 with polars: the README's query isn't tested here");
            String::new()
        }
    };
    replace(&mut script, QUERY, &query);
    let engine = engine();
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", engine.parent().unwrap().display());
    // The exchange goes with the script.
    let script = format!("trap 'kill $(jobs -p)' EXIT\n{script}");
    let output = Command::new("bash")
        .args(["-euc", &script])
        .current_dir(folder.path())
        .env("PATH", path)
        .output()
        .unwrap();
    let (out, errors) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{out}\n{errors}");

    assert!(out.lines().any(|line| line == "whole"), "{out}");
    let hashes: Vec<_> = out.lines().filter(|it| it.starts_with("sha256 ")).collect();
    assert!(hashes.len() == 2 && hashes[0] == hashes[1], "{out}");
    let tables = folder.path().join("tables");
    for table in ["trade", "order_book"] {
        let file = File::open(tables.join(format!("{table}.parquet"))).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        assert!(reader.metadata().file_metadata().num_rows() > 50, "{table}");
    }
    if python.is_some() {
        for item in ["005930", "000660"] {
            let row = |line: &str| line.split(',').nth(1) == Some(item);
            assert!(out.lines().any(row), "{out}");
        }
    }
}
