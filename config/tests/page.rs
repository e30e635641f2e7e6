//! The page of the configuration says what the program does: it is complete, and its
//! defaults and ranges are the real ones.

use kiwoom_config::{Config, ConfigError};
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../docs/configuration.md");

/// Every section, each with what it needs.
const WHOLE: &str = r#"
[endpoint]
server = "simulator"
[accounts.name]
token = { command = ["true"] }
[strategies.name]
[[strategies.name.subscribe]]
types = ["trade"]
items = ["005930"]
[strategies.name.share]
name = "desk"
[recording]
dir = "journal"
[metrics]
address = "127.0.0.1:0"
"#;

/// A configuration with this key set as a variable would set it.
fn with(key: &str, value: &str) -> Result<Config, ConfigError> {
    let name = format!("KIWOOM__{}", key.to_uppercase().replace('.', "__"));
    Config::parse(WHOLE, [(name, value.to_owned())])
}

/// One row of the page.
struct Row {
    key: String,
    default: &'static str,
    range: &'static str,
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut section = String::new();
    let mut is_of_keys = false;
    for line in PAGE.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            // What no section is has no table of keys.
            let title = title.trim_matches(['`', '[', ']']).to_lowercase();
            section = title.replace(".subscribe", ".subscribe.0");
            is_of_keys = false;
        } else if line.starts_with("| key |") {
            is_of_keys = true;
        } else if let (true, Some(row)) = (is_of_keys, line.strip_prefix("| `")) {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            assert_eq!(cells.len(), 6, "{line}");
            rows.push(Row {
                key: format!("{section}.{}", cells[0].trim_matches('`')),
                default: cells[2],
                range: cells[3],
            });
        }
    }
    rows
}

/// The keys below this one, found by asking for one that isn't there.
fn below(key: &str) -> Option<&'static [&'static str]> {
    let asked = if key.is_empty() {
        "nothing".to_owned()
    } else {
        format!("{key}.nothing")
    };
    with(&asked, "1").unwrap_err().known_keys()
}

/// All keys that hold values, section by section.
fn collect(section: &str, into: &mut BTreeSet<String>) {
    for name in below(section).unwrap_or_else(|| panic!("{section} is no section")) {
        let key = match section {
            "" => (*name).to_owned(),
            section => format!("{section}.{name}"),
        };
        // Tables by name, and the first of a list of tables.
        let inner = ["", ".name", ".0"]
            .into_iter()
            .map(|it| format!("{key}{it}"));
        let table = inner.into_iter().find(|it| below(it).is_some());
        if let Some(table) = &table {
            collect(table, into);
        }
        // A section is no key of its own, but what a section holds is.
        if table.is_none() || !section.is_empty() {
            into.insert(key);
        }
    }
}

#[test]
fn the_page_has_every_key_and_no_other() {
    let mut known = BTreeSet::new();
    collect("", &mut known);
    let documented: BTreeSet<String> = rows().into_iter().map(|row| row.key).collect();
    assert!(
        documented.len() > 60,
        "where has the page gone? {}",
        documented.len()
    );
    let missing: Vec<_> = known.difference(&documented).collect();
    let invented: Vec<_> = documented.difference(&known).collect();
    assert!(
        missing.is_empty() && invented.is_empty(),
        "missing {missing:?}, invented {invented:?}"
    );
}

#[test]
fn the_pages_defaults_are_real() {
    let plain = Config::parse(WHOLE, []).unwrap();
    let mut checked = 0;
    for row in rows().iter().filter(|row| row.default.starts_with('`')) {
        let default = row.default.trim_matches('`');
        let set = with(&row.key, default).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(set, plain, "{}", row.key);
        checked += 1;
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn the_pages_ranges_are_real() {
    let mut checked = 0;
    for row in rows() {
        let bounds = row.range.split_once(" to ").and_then(|(least, most)| {
            Some((least.parse::<i64>().ok()?, most.parse::<i64>().ok()?))
        });
        let Some((least, most)) = bounds else {
            continue;
        };
        for good in [least, most] {
            with(&row.key, &good.to_string()).unwrap_or_else(|error| panic!("{error}"));
        }
        for bad in [least - 1, most + 1] {
            let error = with(&row.key, &bad.to_string()).unwrap_err().to_string();
            let words = format!("a whole number from {least} to {most}");
            assert!(error.contains(&words), "{}: {error}", row.key);
        }
        checked += 1;
    }
    assert!(checked > 30, "{checked}");
}
