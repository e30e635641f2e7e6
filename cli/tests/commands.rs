//! The commands as people run them.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

fn kiwoom(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiwoom-engine"));
    command.args(arguments).env_remove("KIWOOM_TOKEN");
    command
}

fn output(arguments: &[&str]) -> Output {
    kiwoom(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn data(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../engine/tests/data");
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn every_help_and_the_version_are_there() {
    for command in ["", "demo", "simulate", "listen", "decode", "fields"] {
        let arguments: Vec<&str> = [command, "--help"]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
        let output = output(&arguments);
        assert!(output.status.success(), "{command}");
        assert!(text(&output.stdout).contains("Usage:"), "{command}");
    }
    let version = output(&["--version"]);
    assert!(text(&version.stdout).starts_with("kiwoom-engine "));
}

#[test]
fn fields_are_listed_in_every_format() {
    let tsv = output(&["fields", "--format", "tsv"]);
    let tsv = text(&tsv.stdout);
    let mut lines = tsv.lines();
    assert_eq!(
        lines.next(),
        Some("type\tcode\tname\tname_ko\tkind\tunit\tscale\toffset\tsize")
    );
    assert_eq!(lines.clone().count(), 617);
    assert!(lines.all(|line| line.split('\t').count() == 9));
    assert!(tsv.contains("\n0B\t10\tlast\t현재가\tprice\twon\t0\t"));

    let json = output(&["fields", "0D", "--format", "json"]);
    for line in text(&json.stdout).lines() {
        let field: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(field["type"], "0D");
    }
    let table = output(&["fields", "trade"]);
    assert!(text(&table.stdout).starts_with("0B trade 주식체결 (43 fields"));
    let unknown = output(&["fields", "0Z"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stderr).contains("0Z"));
}

#[test]
fn every_example_and_recording_is_decoded() {
    for file in ["official-examples.jsonl", "recorded-frames.jsonl"] {
        let output = output(&["decode", &data(file)]);
        assert!(output.status.success(), "{file}");
        assert!(output.stderr.is_empty(), "{file}");
        for line in text(&output.stdout).lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let unknown = record["unknown"].as_object().unwrap();
            assert!(
                unknown.is_empty() || record["record"] == "condition_row",
                "{line}"
            );
        }
    }
}

#[test]
fn a_bad_line_costs_itself() {
    let mut child = kiwoom(&["decode", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let good = r#"{"trnm":"REAL","data":[{"type":"0C","item":"1","values":{"27":"+5"}}]}"#;
    let input = format!("{good}\n{{\n{good}\n{{\"trnm\":\"REAL\"}}\n{good}");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout).lines().count(), 3);
    let errors: Vec<&str> = text(&output.stderr).lines().collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].starts_with("line 2: ") && errors[1].starts_with("line 4: "));

    let missing = self::output(&["decode", "/does/not/exist"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("/does/not/exist"));
}

#[test]
fn the_demo_shows_the_market_and_the_latency() {
    let output = output(&["--seconds", "3"]);
    let shown = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(shown.contains("005930"), "{shown}");
    assert!(shown.contains("0 lost"), "{shown}");
    for stage in [
        "kernel -> read",
        "read -> decoded",
        "decoded -> strategy",
        "total",
    ] {
        assert!(shown.contains(stage), "{shown}");
    }
}

/// A simulator that is told to stop when it is dropped.
struct Simulate {
    child: Child,
    out: BufReader<ChildStdout>,
    url: String,
}

impl Simulate {
    fn start(arguments: &[&str]) -> Self {
        let all = [&["simulate", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut child = kiwoom(&all).stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let url = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap()
            .to_owned();
        Self { child, out, url }
    }

    /// Ends it as Ctrl-C does; gives the rest of its output.
    #[cfg(unix)]
    fn interrupt(mut self) -> String {
        interrupt(&self.child);
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        assert!(self.child.wait().unwrap().success());
        rest
    }
}

impl Drop for Simulate {
    fn drop(&mut self) {
        // It may have ended already.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

#[cfg(unix)]
fn interrupt(child: &Child) {
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
}

#[test]
fn listening_to_the_simulator_gives_records() {
    let simulator = Simulate::start(&["--rate", "500", "--batch", "0"]);
    let output = kiwoom(&[
        "listen",
        "--url",
        &simulator.url,
        "--items",
        "005930",
        "--count",
        "50",
    ])
    .env("KIWOOM_TOKEN", "CANARY")
    .output()
    .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let records: Vec<serde_json::Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |name: &str| records.iter().filter(|it| it["record"] == name).count();
    assert_eq!(of("trade"), 50);
    assert!(of("link") >= 3, "what happened to the link is told too");
    assert!(!text(&output.stdout).contains("CANARY") && !text(&output.stderr).contains("CANARY"));

    let csv = kiwoom(&[
        "listen",
        "--url",
        &simulator.url,
        "--types",
        "order_book",
        "--items",
    ])
    .args(["005930", "--count", "20", "--format", "csv"])
    .env("KIWOOM_TOKEN", "CANARY")
    .output()
    .unwrap();
    let lines: Vec<&str> = text(&csv.stdout).lines().collect();
    assert_eq!(lines.len(), 21);
    let cells = |line: &str| line.split(',').count();
    assert!(lines.iter().all(|line| cells(line) == cells(lines[0])));
    assert!(lines[0].starts_with("type,item,sequence,rx_kernel_ns,rx_mono_ns,gap_before,"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_listen_and_simulate_properly() {
    let simulator = Simulate::start(&["--rate", "200", "--batch", "0"]);
    let mut listen = kiwoom(&["listen", "--url", &simulator.url, "--items", "005930"])
        .env("KIWOOM_TOKEN", "x")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(listen.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("\"trade\"") {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0, "it ended by itself");
    }
    interrupt(&listen);
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("STOPPED"));
    assert!(listen.wait().unwrap().success());
    assert!(simulator.interrupt().contains("1 connections"));
}

#[test]
fn what_is_missing_is_said() {
    let output = output(&["listen", "--url", "ws://127.0.0.1:9"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("KIWOOM_TOKEN"));
    let refused = kiwoom(&["listen", "--url", "ws://127.0.0.1:9", "--items", "005930"])
        .env("KIWOOM_TOKEN", "x")
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        text(&refused.stderr).contains("connection"),
        "{}",
        text(&refused.stderr)
    );
}
