//! What the tables give, against the copy in `golden/`, in the book and in the bindings.
//!
//! The copy makes a change of a table a difference that people can read. It is
//! renewed by `BLESS=1 cargo test -p kiwoom-codegen`.

use kiwoom_codegen::{
    TableError, Tables, c_records, generate, message_pages, python_records, python_stub,
};
use std::path::Path;
use std::process::Command;

type Write = fn(&Tables) -> Result<String, TableError>;

/// What stands in the bindings, seen from `golden/`.
const BINDINGS: [(&str, Write); 3] = [
    ("../../bindings/c/include/kiwoom_records.h", c_records),
    (
        "../../bindings/python/python/kiwoom_engine/_records.py",
        python_records,
    ),
    (
        "../../bindings/python/python/kiwoom_engine/records.pyi",
        python_stub,
    ),
];

/// The pages of the book, seen from `golden/`.
const PAGES: &str = "../../docs/messages";

#[test]
fn generated_files_are_as_the_golden_copy() {
    let tables = Tables::read(Tables::folder()).unwrap_or_else(|error| panic!("{error}"));
    let mut files: Vec<(String, String)> = Vec::new();
    for (name, text) in generate(&tables).unwrap_or_else(|error| panic!("{error}")) {
        files.push((name.to_owned(), text));
    }
    for (name, text) in message_pages(&tables).unwrap_or_else(|error| panic!("{error}")) {
        files.push((format!("{PAGES}/{name}"), text));
    }
    for (name, write) in BINDINGS {
        let text = write(&tables).unwrap_or_else(|error| panic!("{error}"));
        files.push((name.to_owned(), text));
    }
    let golden = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/golden"));
    for (name, text) in files {
        let path = golden.join(&name);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let copy = std::fs::read_to_string(&path).unwrap_or_default();
        let differs = copy.lines().zip(text.lines()).position(|(a, b)| a != b);
        assert!(
            copy == text,
            "golden/{name} isn't what the tables give (first in line {}); if the change is meant, \
             renew it with `BLESS=1 cargo test -p kiwoom-codegen`",
            differs.unwrap_or(copy.lines().count().min(text.lines().count())) + 1,
        );
    }
}

#[test]
fn generating_twice_gives_the_same() {
    let give = || generate(&Tables::read(Tables::folder()).unwrap()).unwrap();
    assert_eq!(give(), give());
}

/// Nothing was dropped: this is what Kiwoom documents.
#[test]
fn all_types_and_fields_are_there() {
    let tables = Tables::read(Tables::folder()).unwrap();
    let rows: usize = tables.messages.iter().map(|table| table.rows.len()).sum();
    assert_eq!((tables.messages.len(), rows), (25, 617));
    let pages = message_pages(&tables).unwrap();
    let overview = pages.iter().find(|(name, _)| name == "README.md").unwrap();
    let types = overview.1.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(types.count(), 25);
    let is_field = |line: &&str| {
        let code = line
            .strip_prefix("| ")
            .and_then(|rest| rest.split(' ').next());
        code.is_some_and(|code| code.parse::<u16>().is_ok())
    };
    let lines = pages.iter().flat_map(|(_, text)| text.lines());
    assert_eq!(lines.filter(is_field).count(), 617);
}

/// The copy is meant to be read. Skipped where there is no rustfmt.
#[test]
fn generated_files_are_formatted() {
    let version = Command::new("rustfmt").arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no rustfmt");
        return;
    }
    let golden = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/golden"));
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024"]);
    let tables = Tables::read(Tables::folder()).unwrap();
    for (name, _) in generate(&tables).unwrap() {
        rustfmt.arg(golden.join(name));
    }
    let output = rustfmt.output().unwrap();
    assert!(
        output.status.success(),
        "rustfmt would change what is generated:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
