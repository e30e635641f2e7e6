//! What the tables lack, packed one after the other.

use crate::record::{Unknown, UnknownField};
use proptest::prelude::*;
use zerocopy::{FromBytes as _, IntoBytes as _};

/// Bytes for the pairs, and what each takes besides its texts.
const ROOM: usize = 1024 - 64 - 32;
const HEAD: usize = 3;

fn pairs(unknown: &Unknown) -> Vec<(&str, &str)> {
    unknown
        .fields()
        .map(|pair| (pair.code, pair.text))
        .collect()
}

proptest! {
    /// The first pairs are kept, in their order, as long as there is room; all
    /// of them are counted.
    #[test]
    fn the_first_pairs_are_kept(
        all in proptest::collection::vec(("\\PC{0,90}", "\\PC{0,120}"), 0..12),
    ) {
        let mut unknown = Unknown::EMPTY;
        let mut room = ROOM;
        let mut expected = Vec::new();
        let mut full = false;
        for (code, text) in &all {
            unknown.push(code, text);
            let needed = HEAD + code.len() + text.len();
            full |= needed > room || code.len() > 255;
            if !full {
                room -= needed;
                expected.push((code.as_str(), text.as_str()));
            }
        }
        prop_assert_eq!(pairs(&unknown), expected);
        prop_assert_eq!(unknown.count as usize, all.len());
        prop_assert_eq!(unknown.kept as usize, pairs(&unknown).len());
    }

    /// Bytes from elsewhere: whatever stands there, reading it ends.
    #[test]
    fn any_bytes_read_as_something(bytes in proptest::collection::vec(any::<u8>(), 1024)) {
        let unknown = Unknown::read_from_bytes(&bytes).unwrap();
        prop_assert!(unknown.fields().count() <= ROOM / HEAD);
        let shown = format!("{unknown:?} {:?}", unknown.known_type());
            prop_assert!(!shown.is_empty());
    }
}

#[test]
fn the_last_byte_is_used_and_no_more() {
    let fitting = "x".repeat(ROOM - HEAD - 1);
    let mut unknown = Unknown::EMPTY;
    unknown.push("1", &fitting);
    assert_eq!(pairs(&unknown), [("1", fitting.as_str())]);
    unknown.push("", "");
    assert_eq!((unknown.count, unknown.kept), (2, 1));
    let mut unknown = Unknown::EMPTY;
    unknown.push("12", &fitting);
    assert_eq!(
        (unknown.count, unknown.kept, pairs(&unknown)),
        (1, 0, vec![])
    );
    // Once one didn't fit, the following ones would stand in a wrong order.
    unknown.push("1", "2");
    assert_eq!(
        (unknown.count, unknown.kept, pairs(&unknown)),
        (2, 0, vec![])
    );
}

#[test]
fn lengths_that_their_numbers_cannot_hold_are_only_counted() {
    let mut unknown = Unknown::EMPTY;
    unknown.push(&"9".repeat(256), "");
    assert_eq!((unknown.count, unknown.kept), (1, 0));
    let mut unknown = Unknown::EMPTY;
    unknown.push("9", &"x".repeat(70_000));
    assert_eq!((unknown.count, unknown.kept), (1, 0));
    let mut unknown = Unknown::EMPTY;
    unknown.push(&"9".repeat(255), "x");
    assert_eq!((unknown.count, unknown.kept), (1, 1));
}

#[test]
fn pairs_are_packed_as_documented() {
    let mut unknown = Unknown::EMPTY;
    unknown.push("15", "+8");
    unknown.push("가", "");
    let bytes = &unknown.as_bytes()[1024 - ROOM..];
    let expected = b"\x02\x02\x0015+8\x03\x00\x00\xea\xb0\x80";
    assert_eq!(&bytes[..expected.len()], expected);
    assert!(bytes[expected.len()..].iter().all(|byte| *byte == 0));
    let first = unknown.fields().next();
    assert_eq!(
        first,
        Some(UnknownField {
            code: "15",
            text: "+8"
        })
    );
}
