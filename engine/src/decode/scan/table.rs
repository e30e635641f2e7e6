//! What is known of a type beforehand.

use super::lanes::{DIRECTED, Forms, ODD};
use crate::decode::predict::{Layout, MOST_DECIMALS, MOST_VALUES, Way};
use crate::schema::{CodeMap, FieldSpec, Kind, MESSAGES, RecordKind};
use std::sync::LazyLock;

/// Stands for no field; its value is written, and never read.
pub(super) const NO_FIELD: u8 = CodeMap::NO_FIELD;

/// Of all types, by the numbers of their kinds. They are made once, with the first
/// decoder: with a type's first frame it would take five times as long as the tape.
pub(super) static TABLES: LazyLock<Box<[Table]>> = LazyLock::new(|| {
    let kinds = MESSAGES.iter().map(|spec| spec.message_type.kind());
    let tables = kinds.map(|kind| kind.and_then(Table::new));
    tables.collect::<Option<_>>().unwrap_or_default()
});

/// How the fields of a type are read and written, by their number in its table.
#[derive(Debug)]
pub(super) struct Table {
    /// The type as if it were written in the order of its table, with all its
    /// fields: how a record is written from their values.
    pub(super) layout: Layout,
    pub(super) codes: &'static CodeMap,
    /// See [`Forms`].
    pub(super) forms: Box<[u32; MOST_VALUES]>,
    pub(super) ways: Box<[Way]>,
    /// What a record holds for a value that is missing.
    pub(super) none: Box<[u64]>,
    pub(super) wire_name: &'static [u8],
}

impl Table {
    /// `None` for a type that the tables lack.
    fn new(kind: RecordKind) -> Option<Self> {
        let spec = MESSAGES.get(usize::from(kind.number()))?;
        let layout = Layout::of_table(kind)?;
        let ways: Box<[Way]> = layout.ways().take(spec.fields.len()).collect();
        let mut forms = Box::new([ODD; MOST_VALUES]);
        for (form, field) in forms.iter_mut().zip(spec.fields) {
            *form = form_of(field);
        }
        let none = spec.fields.iter().map(|field| none_of(kind, field));
        Some(Self {
            layout,
            codes: spec.codes,
            forms,
            ways,
            none: none.collect(),
            wire_name: spec.wire_name.as_bytes(),
        })
    }
}

fn form_of(field: &FieldSpec) -> u32 {
    let (scale, size) = (field.scale, field.size);
    match field.kind {
        Kind::Time if size == 4 => Forms::TIME as u32 | Forms::NO_TIME << 3,
        kind if kind.is_number() && scale <= MOST_DECIMALS => {
            let none = Forms::none(kind.is_directed(), size);
            let directed = if kind.is_directed() { DIRECTED } else { 0 };
            u32::from(scale) | none << 3 | directed
        }
        _ => ODD,
    }
}

/// The field's bytes in a record without values, if a word holds them.
fn none_of(kind: RecordKind, field: &FieldSpec) -> u64 {
    let bytes = kind.empty().get(usize::from(field.offset)..);
    let bytes = bytes.unwrap_or_default();
    match (field.size, bytes.first_chunk(), bytes.first_chunk()) {
        (4, Some(four), _) => u32::from_ne_bytes(*four).into(),
        (8, _, Some(eight)) => u64::from_ne_bytes(*eight),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::schema::MESSAGES;

    #[test]
    fn every_type_has_its_table() {
        assert_eq!(TABLES.len(), MESSAGES.len());
        for (number, (table, spec)) in TABLES.iter().zip(MESSAGES).enumerate() {
            assert_eq!(usize::from(table.layout.kind().number()), number);
            assert_eq!(table.ways.len(), spec.fields.len());
            assert_eq!(table.none.len(), spec.fields.len());
        }
    }
}
