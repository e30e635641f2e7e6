//! Where the fields lie.

use crate::record::{LINE_BYTES, RecordHeader};
use crate::schema::{Kind, MESSAGES, Value};

#[test]
fn no_field_overlaps_another_or_leaves_its_record() {
    for spec in MESSAGES {
        let mut owner = vec![None; spec.record_size];
        for field in spec.fields {
            let start = usize::from(field.offset);
            assert!(
                start >= size_of::<RecordHeader>(),
                "{} of {}",
                field.name,
                spec.name
            );
            for byte in &mut owner[start..start + usize::from(field.size)] {
                let before = byte.replace(field.name);
                assert_eq!(before, None, "{} overlaps in {}", field.name, spec.name);
            }
        }
        assert_eq!(spec.record_size % LINE_BYTES, 0);
        assert_eq!(spec.record_lines() * LINE_BYTES, spec.record_size);
        // Nothing is wasted but what fills the last line, and a few bytes of alignment.
        let used = owner.iter().flatten().count() + size_of::<RecordHeader>();
        assert!(
            spec.record_size - used < LINE_BYTES + 16,
            "{used} bytes of {}",
            spec.name
        );
    }
}

#[test]
fn every_field_is_aligned_and_sized_for_its_kind() {
    for field in MESSAGES.iter().flat_map(|spec| spec.fields) {
        let (size, offset) = (field.size, field.offset);
        if field.kind.is_number() || matches!(field.kind, Kind::Time | Kind::Date) {
            assert!(size == 4 || size == 8, "{field:?}");
            assert_eq!(offset % size, 0, "{field:?}");
        }
        match field.kind {
            Kind::Flag => assert_eq!(size, 1),
            Kind::Code => assert!(!field.values.is_empty(), "{field:?}"),
            _ => assert!(field.values.is_empty(), "{field:?}"),
        }
        assert!(field.scale <= 9 && (field.scale == 0 || field.kind.is_number()));
    }
}

#[test]
fn a_record_that_is_too_short_has_no_values() {
    for spec in MESSAGES {
        for field in spec.fields {
            let end = usize::from(field.offset + field.size);
            assert_eq!(field.read(&vec![0; end - 1]), Value::None, "{}", field.name);
            assert_eq!(field.read(&[]), Value::None);
        }
    }
}

#[test]
fn kinds_have_the_names_of_the_tables() {
    let numbers = [
        Kind::Price,
        Kind::Change,
        Kind::Quantity,
        Kind::SignedQuantity,
        Kind::Amount,
        Kind::SignedAmount,
        Kind::Percent,
        Kind::DirectedPercent,
        Kind::Ratio,
    ];
    let others = [Kind::Time, Kind::Date, Kind::Code, Kind::Flag, Kind::Text];
    assert!(numbers.iter().all(|kind| kind.is_number()));
    assert!(
        !others
            .iter()
            .any(|kind| kind.is_number() || kind.is_directed())
    );
    let directed: Vec<&str> = numbers
        .iter()
        .filter(|kind| kind.is_directed())
        .map(|kind| kind.name())
        .collect();
    assert_eq!(directed, ["price", "directed_percent"]);
    assert_eq!(Kind::SignedQuantity.name(), "signed_quantity");
}
