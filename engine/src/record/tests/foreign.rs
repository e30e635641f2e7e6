//! Bytes that no engine wrote: from a file, from shared memory. They read as
//! something or as nothing, but they never panic.

use super::{empty, kinds};
use crate::record::{Line, RecordRef};
use proptest::prelude::*;
use zerocopy::IntoBytes as _;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_can_be_looked_at(
        kind in proptest::sample::select(kinds().collect::<Vec<_>>()),
        noise in proptest::collection::vec(any::<u8>(), 1..4096),
    ) {
        let mut lines: Vec<Line> = empty(kind);
        // The header stays: with a wrong one nothing else is read.
        for (byte, noise) in lines.as_mut_bytes()[2..].iter_mut().zip(noise) {
            *byte = noise;
        }
        let record = RecordRef::new(&lines).unwrap();
        prop_assert!(record.typed().is_some());
        let shown = format!("{record:?} {:?}", record.typed());
            prop_assert!(!shown.is_empty());
        let mut text = String::new();
        record.write_json(&mut text, [("1", "2")]).unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
    }

    #[test]
    fn a_header_can_be_anything(bytes in proptest::collection::vec(any::<u8>(), 64 * 4)) {
        let mut lines = vec![Line::ZERO; 4];
        lines.as_mut_bytes().copy_from_slice(&bytes);
        if let Some(record) = RecordRef::new(&lines) {
            let shown = format!("{record:?} {:?}", record.header());
            prop_assert!(!shown.is_empty());
            prop_assert!(record.write_json(&mut String::new(), []).is_ok());
        }
    }
}
