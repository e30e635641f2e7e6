//! What people get wrong, and what disks do.

use super::*;

/// The one line of an export that failed.
fn complaint(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), "");
    let complaint = text(&output.stderr).trim_end();
    assert!(complaint.starts_with("error: ") && !complaint.contains('\n'));
    complaint
}

#[test]
fn nothing_is_replaced_unless_asked_for() {
    let place = Place::new();
    record_all(&place.journal);
    good(&place.export(&["--types", "0B,0D"]));
    fs::write(place.out.join("trade.parquet"), "precious").unwrap();
    let again = place.export(&["--types", "0B"]);
    assert!(complaint(&again).contains("trade.parquet") && complaint(&again).contains("--force"));
    assert_eq!(
        fs::read(place.out.join("trade.parquet")).unwrap(),
        b"precious"
    );
    // Of an item that has none: the old file would be taken for the new one.
    good(&place.export(&["--types", "0B", "--items", "999999", "--force"]));
    assert_eq!(place.files(), ["order_book.parquet"]);
    good(&place.export(&["--types", "0B", "--force"]));
    assert!(place.table("trade").num_rows() > 1);
    assert_eq!(place.files(), ["order_book.parquet", "trade.parquet"]);
}

#[test]
fn a_failed_export_leaves_no_file() {
    let place = Place::new();
    record_all(&place.journal);
    // After the first trade comes a book, and where that should go is a folder.
    fs::create_dir_all(place.out.join("order_book.parquet.part")).unwrap();
    let out = place.export(&[]);
    assert!(complaint(&out).contains("order_book.parquet.part"));
    assert_eq!(place.files(), ["order_book.parquet.part"]);
}

#[test]
fn what_is_wrong_is_said() {
    let place = Place::new();
    assert!(complaint(&place.export(&[])).contains("*.kwj"));
    record_all(&place.journal);
    for types in ["nonsense", "9Z"] {
        let out = place.export(&["--types", types]);
        assert!(complaint(&out).contains(types));
    }
    assert!(!place.out.exists());
    let out = place.export(&["--from", "nine"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("09:00:00"));
}

#[test]
fn damage_is_told_in_the_tables_and_by_the_status() {
    let place = Place::new();
    record_all(&place.journal);
    let segment = kiwoom_journal::segments(&place.journal).unwrap().remove(0);
    let mut bytes = fs::read(&segment.path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(&segment.path, bytes).unwrap();
    let out = place.export(&[]);
    assert_eq!(out.status.code(), Some(3), "{}", text(&out.stderr));
    let words = "the journal is damaged in 1 places: 1 entries are missing";
    assert_eq!(text(&out.stderr).trim_end(), words);
    let link = place.table("link");
    assert_eq!(link.num_rows(), 1);
    assert_eq!(cell(&link, "event", 0).as_deref(), Some("RECORDING_LOST"));
    assert_eq!(cell(&link, "rejected", 0).as_deref(), Some("1"));
}
