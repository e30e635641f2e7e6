//! `read.py`, the script that people copy.

use super::*;
use std::collections::BTreeMap;
use std::ffi::OsString;

/// A Python with polars: the one of the environment variable `PYTHON`, or
/// `python3`.
pub(super) fn python() -> Option<OsString> {
    let python = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let has_polars = Command::new(&python).args(["-c", "import polars"]).output();
    has_polars
        .is_ok_and(|it| it.status.success())
        .then_some(python)
}

/// A query's rows, without the line of names.
fn query(python: &OsString, place: &Place, name: &str) -> Vec<Vec<String>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("read.py");
    let mut command = Command::new(python);
    let output = command.arg(script).arg(&place.out).arg(name).output();
    let output = output.unwrap();
    let lines = good(&output).lines().skip(1);
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    lines.map(cells).collect()
}

fn number(table: &RecordBatch, column: &str, row: usize) -> Option<f64> {
    Some(cell(table, column, row)?.parse().unwrap())
}

fn close(found: &str, expected: f64) {
    let found: f64 = found.parse().unwrap();
    assert!(
        (found - expected).abs() <= expected.abs() * 1e-9,
        "{found} {expected}"
    );
}

#[test]
fn the_script_finds_prices_and_spreads() {
    let Some(python) = python() else {
        eprintln!("no python3 with polars: read.py isn't tested here");
        return;
    };
    let place = Place::new();
    record_all(&place.journal);
    good(&place.export(&[]));

    let trades = place.table("trade");
    let mut sums = BTreeMap::new();
    for row in 0..trades.num_rows() {
        let volume = number(&trades, "volume", row).unwrap_or(0.0).abs();
        if volume > 0.0 {
            let item = cell(&trades, "item", row).unwrap();
            let sum = sums.entry(item).or_insert((0.0, 0.0));
            sum.0 += volume * number(&trades, "last", row).unwrap();
            sum.1 += volume;
        }
    }
    assert!(sums.len() > 1);
    let rows = query(&python, &place, "vwap");
    assert_eq!(rows.len(), sums.len());
    for (row, (item, (value, volume))) in rows.iter().zip(&sums) {
        assert_eq!((row[0].as_str(), &row[1]), ("2026-11-27", item));
        close(&row[2], value / volume);
        close(&row[3], *volume);
    }

    let books = place.table("order_book");
    let mut spreads = BTreeMap::<_, Vec<f64>>::new();
    for row in 0..books.num_rows() {
        let side = |column| number(&books, column, row).filter(|it| *it > 0.0);
        if let (Some(ask), Some(bid)) = (side("ask_price_1"), side("bid_price_1")) {
            let received: u64 = cell(&books, "received", row).unwrap().parse().unwrap();
            // Half past eleven is the 1,410th minute.
            let minute = (received + 1_410 * 60 * SECOND - LATE) / (60 * SECOND);
            let key = (cell(&books, "item", row).unwrap(), minute);
            spreads.entry(key).or_default().push(ask - bid);
        }
    }
    assert!(!spreads.is_empty());
    let rows = query(&python, &place, "spread");
    assert_eq!(rows.len(), spreads.len());
    for (row, ((item, minute), all)) in rows.iter().zip(&spreads) {
        assert_eq!(
            (&row[0], &row[1]),
            (
                item,
                &format!("2026-11-27 {:02}:{:02}", minute / 60, minute % 60)
            )
        );
        close(&row[2], all.iter().sum::<f64>() / all.len() as f64);
    }
}
