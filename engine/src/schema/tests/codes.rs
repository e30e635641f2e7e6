//! From codes to fields.

use crate::schema::{BestQuoteField, MESSAGES, OrderBookField, TradeField};

/// The map against the plain way, for every number that a code could be.
#[test]
fn every_code_of_every_type_is_found_and_no_other() {
    for spec in MESSAGES {
        for code in 0..=u16::MAX {
            let index = spec.fields.iter().position(|field| field.code == code);
            assert_eq!(
                spec.codes.index(code),
                index,
                "code {code} of {}",
                spec.name
            );
            let field = spec.field(code).map(|field| field.code);
            assert_eq!(field, index.map(|_| code), "code {code} of {}", spec.name);
        }
    }
}

#[test]
fn fields_of_a_type_are_an_enum_too() {
    assert_eq!(TradeField::from_code(10), Some(TradeField::Last));
    assert_eq!(TradeField::from_code(1), None);
    assert_eq!(TradeField::from_code(u16::MAX), None);
    assert_eq!(TradeField::Last.spec().name, "last");
    assert_eq!(TradeField::Last.spec().name_ko, "현재가");
    assert_eq!(
        OrderBookField::from_code(50),
        Some(OrderBookField::AskPrice10)
    );
    assert_eq!(BestQuoteField::ALL.len(), 2);
    for field in OrderBookField::ALL {
        assert_eq!(OrderBookField::from_code(field.spec().code), Some(field));
    }
}

#[test]
fn names_of_a_type_are_its_own() {
    for spec in MESSAGES {
        for (at, field) in spec.fields.iter().enumerate() {
            let first = spec
                .fields
                .iter()
                .position(|other| other.name == field.name);
            assert_eq!(
                first,
                Some(at),
                "{} stands twice in {}",
                field.name,
                spec.name
            );
            assert!(!field.name_ko.is_empty());
        }
    }
}
