//! The page of promises names tests that are there.

use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../docs/promises.md");

/// The rows of the page's tables, as cells.
fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let rows = PAGE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
}

/// What stands between the backticks of a cell.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The second column is a file, and the tests in it that hold the promise.
#[test]
fn every_test_that_is_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut tests = 0;
    for cells in rows().filter(|cells| cells.get(1) != Some(&"held by")) {
        let mut named = quoted(cells[1]);
        let file = named
            .next()
            .unwrap_or_else(|| panic!("no file in {cells:?}"));
        let path = root.join(file);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut any = false;
        for test in named {
            assert!(
                text.contains(&format!("fn {test}(")),
                "{file} has no test {test}"
            );
            any = true;
            tests += 1;
        }
        // A script holds its promise as a whole.
        assert!(any || !file.ends_with(".rs"), "{file}: which tests?");
    }
    assert!(tests > 60, "where has the page gone? {tests} tests");
}

/// Every row says how it is repeated, and what came of it.
#[test]
fn every_promise_has_a_command_and_a_result() {
    for cells in rows() {
        assert_eq!(cells.len(), 4, "{cells:?}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{cells:?}");
    }
}
