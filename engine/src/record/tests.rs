//! The value types, the records' bytes, and the ways to a record.

mod access;
mod bytes;
mod calendar;
mod clocks;
mod documents;
mod foreign;
mod json;
mod layout;
mod numbers;
mod prices;
mod texts;
mod unknown;

use super::{Line, RecordHeader, RecordKind};
use zerocopy::{FromBytes as _, IntoBytes as _};

/// Every kind that there is.
fn kinds() -> impl Iterator<Item = RecordKind> {
    (0..=u8::MAX).filter_map(RecordKind::from_number)
}

/// A record of this kind without values, in lines of its own.
fn empty(kind: RecordKind) -> Vec<Line> {
    let bytes = kind.empty();
    let mut lines = vec![Line::ZERO; bytes.len() / super::LINE_BYTES];
    lines.as_mut_bytes().copy_from_slice(bytes);
    let lines_of_it = u8::try_from(lines.len()).unwrap();
    let (header, _) = RecordHeader::mut_from_prefix(lines.as_mut_bytes()).unwrap();
    header.kind = kind.number();
    header.lines = lines_of_it;
    lines
}
