//! `demo`.

use super::*;

#[test]
fn it_shows_the_market_and_the_latency() {
    for arguments in [
        &["--seconds", "2"][..],
        &["demo", "--seconds", "2", "--rate", "500"],
    ] {
        let output = output(arguments);
        let shown = good(&output).join("\n");
        assert!(
            shown.starts_with("simulated exchange at ws://127.0.0.1:"),
            "{shown}"
        );
        assert!(shown.contains("005930 "), "{shown}");
        assert!(shown.contains("; 0 lost\n"), "{shown}");
        let latency = &shown[shown.find("latency, µs").unwrap()..];
        let rows: Vec<Vec<&str>> = latency
            .lines()
            .skip(1)
            .map(|line| {
                let (name, cells) = line.split_at(20);
                let mut row = vec![name.trim_end()];
                row.extend(cells.split_whitespace());
                row
            })
            .collect();
        let names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
        assert_eq!(
            names,
            [
                "kernel -> read",
                "read -> decoded",
                "decoded -> strategy",
                "total"
            ]
        );
        for row in &rows {
            // Five quantiles that never fall, how many, and how many were lost.
            assert_eq!(row.len(), 8, "{row:?}");
            let quantiles: Vec<f64> = row[1..6].iter().map(|cell| cell.parse().unwrap()).collect();
            assert!(quantiles.is_sorted(), "{row:?}");
            assert!(row[6].parse::<u64>().unwrap() > 100, "{row:?}");
            assert_eq!(row[7], "0");
        }
    }
}

#[test]
fn items_that_never_come_are_told() {
    let output = output(&["--seconds", "1", "--items", "nonsense"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains(" 0 trades, 0 books"));
    assert!(!text(&output.stdout).contains("-0 msg/s"));
    assert!(text(&output.stderr).contains("no market data came"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_early_and_properly() {
    let mut demo = Running::start(&mut kiwoom(&["demo", "--seconds", "600"]));
    demo.until(" msg/s ");
    let (rest, errors) = demo.interrupt();
    assert!(
        rest.contains("latency, µs") && rest.contains("; 0 lost"),
        "{rest}"
    );
    assert_eq!(errors, "");
}

#[cfg(unix)]
#[test]
fn it_ends_quietly_when_nobody_reads() {
    let mut demo = Running::start(&mut kiwoom(&["demo", "--seconds", "600"]));
    demo.line();
    demo.turn_away();
}
