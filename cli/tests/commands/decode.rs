//! `decode`.

use super::*;
use std::io::Write;

/// Runs `decode` over this input.
fn decoded(input: &[u8]) -> Output {
    let mut child = kiwoom(&["decode", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn every_example_and_recording_is_decoded() {
    let mut records = std::collections::BTreeSet::new();
    for file in [
        "official-examples.jsonl",
        "recorded-frames.jsonl",
        "control-messages.jsonl",
    ] {
        let output = output(&["decode", &data(file)]);
        for record in json(&good(&output)) {
            let name = record["record"].as_str().unwrap().to_owned();
            let unknown = record["unknown"].as_object().unwrap();
            assert!(unknown.is_empty() || name == "condition_row", "{record}");
            records.insert(name);
        }
        // The same from standard input.
        let bytes = std::fs::read(data(file)).unwrap();
        assert_eq!(decoded(&bytes).stdout, output.stdout);
    }
    // All types, and "control" and "condition_row".
    assert_eq!(records.len(), 27, "{records:?}");
}

#[test]
fn a_bad_line_costs_itself_and_is_named() {
    let good = r#"{"trnm":"REAL","data":[{"type":"0C","item":"1","values":{"27":"+5"}}]}"#;
    let lines: [&[u8]; 9] = [
        good.as_bytes(),
        b"{",
        good.as_bytes(),
        b"",
        b"{\"trnm\":\"REAL\"}",
        b"\xff\xfe\x00",
        b"09:00:00.123\t{\"trnm\":\"PING\"}",
        b"{\"trnm\":7}",
        good.as_bytes(),
    ];
    let output = decoded(&lines.join(&b'\n'));
    assert_eq!(output.status.code(), Some(1));
    let records = json(&text(&output.stdout).lines().collect::<Vec<_>>());
    let names: Vec<_> = records
        .iter()
        .map(|it| it["record"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["best_quote", "best_quote", "control", "best_quote"]);
    assert_eq!(records[0]["fields"]["best_ask"], 5);
    assert_eq!(records[0]["fields"]["best_ask_direction"], "up");
    let errors: Vec<&str> = text(&output.stderr).lines().collect();
    let numbers: Vec<&str> = errors
        .iter()
        .map(|it| it.split_once(": ").unwrap().0)
        .collect();
    assert_eq!(numbers, ["line 2", "line 5", "line 6", "line 8"]);
    assert!(errors.iter().all(|error| error.len() > 15), "{errors:?}");
}

#[test]
fn what_is_no_file_of_lines_is_named() {
    let folder = output(&["decode", env!("CARGO_MANIFEST_DIR")]);
    let complaint = complaint(&folder);
    assert!(
        complaint.contains(env!("CARGO_MANIFEST_DIR")),
        "{complaint}"
    );
    assert!(good(&decoded(b"")).is_empty());
}
