//! What the tables give, against the copy in `golden/`.
//!
//! The copy makes a change of a table a difference that people can read. It is
//! renewed by `BLESS=1 cargo test -p kiwoom-codegen`.

use kiwoom_codegen::{Tables, fields_markdown, generate};
use std::path::Path;

#[test]
fn generated_files_are_as_the_golden_copy() {
    let tables = Tables::read(Tables::folder()).unwrap_or_else(|error| panic!("{error}"));
    let mut files = generate(&tables).unwrap_or_else(|error| panic!("{error}"));
    let markdown = fields_markdown(&tables).unwrap_or_else(|error| panic!("{error}"));
    files.push(("FIELDS.md", markdown));
    let golden = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/golden"));
    for (name, text) in files {
        let path = golden.join(name);
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
