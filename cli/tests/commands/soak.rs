//! `soak`.

use super::*;

/// A figure behind these words.
fn figure(shown: &str, words: &str) -> u64 {
    let line = shown.lines().find_map(|line| line.strip_prefix(words));
    let line = line.unwrap_or_else(|| panic!("no {words:?} in\n{shown}"));
    let first = line.split_whitespace().next().unwrap();
    first.parse().unwrap()
}

#[test]
fn everything_is_told_whatever_goes_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("journal");
    let journal = journal.to_str().unwrap();
    let output = output(&[
        "soak",
        "--seconds",
        "10",
        "--every",
        "0.1",
        "--record",
        journal,
    ]);
    assert!(output.status.success(), "{}", text(&output.stdout));
    let shown = good(&output).join("\n");
    assert!(shown.ends_with("\nsoak: passed"), "{shown}");
    assert!(figure(&shown, "all ") > 3, "{shown}");
    assert!(figure(&shown, "sessions compared to the element: ") > 0);
    for name in [
        "quick ",
        "dropping ",
        "conflating ",
        "blocking ",
        "panicking ",
        "leaving ",
    ] {
        assert!(shown.contains(&format!("\n{name}")), "{shown}");
    }
    let verified = super::output(&["journal", "verify", journal]);
    assert_eq!(good(&verified).last(), Some(&"whole"));
    assert_eq!(
        good(&verified)[0].split_whitespace().next(),
        Some(figure(&shown, "journal: ").to_string().as_str())
    );
    // What is there already would be counted, too.
    let again = super::output(&["soak", "--record", journal]);
    assert!(complaint(&again).contains("isn't empty"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_early_with_a_verdict() {
    let mut soak = Running::start(&mut kiwoom(&["soak", "--hours", "100"]));
    soak.until("simulated exchange at ws://127.0.0.1:");
    let (rest, errors) = soak.interrupt();
    assert!(rest.ends_with("\nsoak: passed\n"), "{rest}");
    assert_eq!(errors, "");
}
