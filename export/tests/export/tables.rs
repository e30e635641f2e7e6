//! Stamps and days, events of connections, CSV, and long journals.

use super::*;
use parquet::file::reader::{FileReader, SerializedFileReader};

const DOWN: &str = r#"{"event":"DOWN","text":"the server closed","retry_in_ms":250}"#;
const TRADE: &str = r#"{"data":[{"values":{"20":"093015","10":"-20800","15":"-3","12":" "},"type":"0B","name":"주식체결","item":"005930"}],"trnm":"REAL"}"#;

#[test]
fn what_has_no_kernel_stamp_has_its_time_from_the_segment() {
    let place = Place::new();
    // Ten seconds around midnight in Korea, then a run with another clock.
    let first = [
        (1795, true, Kind::TEXT, TRADE),
        (1799, false, Kind::TEXT, TRADE),
        (1800, false, Kind::TEXT, TRADE),
        (1801, false, Kind::LINK, DOWN),
    ];
    record(&place.journal, 5, &first);
    let second = [(1805, false, Kind::TEXT, TRADE)];
    let earlier = 0_u64.wrapping_sub(1000 * SECOND);
    record(&place.journal, earlier, &second);
    good(&place.export(&[]));
    let table = place.table("trade");
    let wall = |at: u64| Some((LATE + at * SECOND).to_string());
    let expected = [
        (Some((LATE + 1795 * SECOND - 7).to_string()), "20261127"),
        (wall(1799), "20261127"),
        (wall(1800), "20261128"),
        (wall(1805), "20261128"),
    ];
    assert_eq!(table.num_rows(), expected.len());
    for (row, (received, date)) in expected.into_iter().enumerate() {
        assert_eq!(cell(&table, "received", row), received);
        assert_eq!(cell(&table, "trading_date", row).as_deref(), Some(date));
        assert_eq!(cell(&table, "rx_kernel", row).is_some(), row == 0);
        // Bars of blanks, and codes that didn't come at all, are nulls.
        assert_eq!(cell(&table, "change_percent", row), None);
        assert_eq!(cell(&table, "best_ask", row), None);
        assert_eq!(cell(&table, "best_ask_direction", row), None);
        assert_eq!(cell(&table, "last", row).as_deref(), Some("20800"));
        assert_eq!(cell(&table, "volume", row).as_deref(), Some("-3"));
    }
    let link = place.table("link");
    assert_eq!(link.num_rows(), 1);
    for (column, value) in [
        ("event", Some("DOWN")),
        ("text", Some("the server closed")),
        ("retry_in_ms", Some("250")),
        ("trading_date", Some("20261128")),
        ("item", None),
        ("rx_kernel", None),
    ] {
        assert_eq!(cell(&link, column, 0).as_deref(), value, "{column}");
    }
    assert_eq!(cell(&link, "received", 0), wall(1801));
}

#[test]
fn a_part_is_exported() {
    let place = Place::new();
    let trades: Vec<Thing<'_>> = (0..100).map(|at| (at, true, Kind::TEXT, TRADE)).collect();
    record(&place.journal, 0, &trades);
    let range = ["--from", "23:30:10", "--to", "2026-11-27T23:31"];
    good(&place.export(&range));
    let table = place.table("trade");
    assert_eq!(table.num_rows(), 50);
    let first = (LATE + 10 * SECOND - 7).to_string();
    assert_ne!(cell(&table, "received", 0), Some(first.clone()));
    good(&place.export(&["--from", "11", "--to", "12", "--force"]));
    let table = place.table("trade");
    assert_eq!(table.num_rows(), 1);
    assert_eq!(cell(&table, "received", 0), Some(first));
}

#[test]
fn what_the_engine_finds_missing_has_tables_too() {
    let place = Place::new();
    let trade = |volume, day| {
        format!(
            r#"{{"data":[{{"values":{{"10":"100","15":"{volume}","13":"{day}","9999":"new"}},"type":"0B","name":"주식체결","item":"005930"}}],"trnm":"REAL"}}"#
        )
    };
    let (one, two) = (trade("+10", 1_000), trade("-5", 1_042));
    let things = [(0, true, Kind::TEXT, &*one), (1, true, Kind::TEXT, &*two)];
    record(&place.journal, 0, &things);
    good(&place.export(&["--types", "0B", "--items", "005930"]));
    let files = ["trade.parquet", "trades_missing.parquet", "unknown.parquet"];
    assert_eq!(place.files(), files);
    let missing = place.table("trades_missing");
    assert_eq!(missing.num_rows(), 1);
    assert_eq!(cell(&missing, "quantity", 0).as_deref(), Some("37"));
    assert_eq!(cell(&missing, "item", 0).as_deref(), Some("005930"));
    let unknown = place.table("unknown");
    assert_eq!(unknown.num_rows(), 2);
    assert_eq!(cell(&unknown, "code", 1).as_deref(), Some("9999"));
    assert_eq!(cell(&unknown, "text", 1).as_deref(), Some("new"));
}

#[test]
fn csv_holds_the_same() {
    let place = Place::new();
    record(&place.journal, 0, &[(0, true, Kind::TEXT, TRADE)]);
    good(&place.export(&["--csv"]));
    assert_eq!(place.files(), ["trade.csv"]);
    let csv = fs::read_to_string(place.out.join("trade.csv")).unwrap();
    let lines: Vec<Vec<&str>> = csv.lines().map(|it| it.split(',').collect()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].len(), lines[1].len());
    for (column, value) in [
        ("trading_date", "2026-11-27"),
        ("received", "2026-11-27T14:29:59.999999993Z"),
        ("item", "005930"),
        ("time", "09:30:15"),
        ("last", "20800"),
        ("last_direction", "down"),
        ("change_percent", ""),
        ("gap_before", "false"),
    ] {
        let at = lines[0].iter().position(|it| *it == column).unwrap();
        assert_eq!(lines[1][at], value, "{column}");
    }
}

#[test]
fn a_long_journal_is_written_in_groups() {
    let place = Place::new();
    let element = &TRADE[r#"{"data":["#.len()..TRADE.len() - r#"],"trnm":"REAL"}"#.len()];
    let many = vec![element; 1_000].join(",");
    let frame = format!(r#"{{"data":[{many}],"trnm":"REAL"}}"#);
    let things: Vec<Thing<'_>> = (0..70).map(|at| (at, true, Kind::TEXT, &*frame)).collect();
    record(&place.journal, 0, &things);
    let printed = place.export(&[]);
    assert!(good(&printed).contains(" 70000 rows  "));
    let file = File::open(place.out.join("trade.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let groups = reader.metadata().row_groups().iter();
    let rows: Vec<i64> = groups.map(|it| it.num_rows()).collect();
    assert_eq!(rows, [65_536, 70_000 - 65_536]);
}
