//! The message types.

use crate::schema::{MESSAGES, MessageType, RecordKind, Segment};

#[test]
fn every_type_is_found_by_code_name_and_kind() {
    assert_eq!(MESSAGES.len(), 25);
    for (number, spec) in MESSAGES.iter().enumerate() {
        let kind = RecordKind::from_number(u8::try_from(number).unwrap()).unwrap();
        assert_eq!(spec.kind, kind);
        let found = MessageType::from_code(spec.message_type.code()).unwrap();
        assert_eq!(found, spec.message_type);
        assert_eq!(MessageType::from_name(spec.name), Some(found));
        assert_eq!(found.kind(), Some(kind));
        assert!(std::ptr::eq(found.spec().unwrap(), spec));
        assert_eq!(
            format!("{found} {found:?}"),
            format!("{0} {1}({0})", found.code(), spec.name)
        );
    }
}

#[test]
fn kinds_are_numbered_in_the_order_of_the_codes() {
    let codes: Vec<&str> = MESSAGES
        .iter()
        .map(|spec| spec.message_type.code())
        .collect();
    assert!(codes.is_sorted());
    for number in 0..=u8::MAX {
        if let Some(kind) = RecordKind::from_number(number) {
            assert_eq!(kind.number(), number);
        }
    }
    assert_eq!(RecordKind::Unknown.number(), 252);
    assert_eq!(RecordKind::from_number(25), None);
}

#[test]
fn a_type_that_the_tables_lack_is_a_type_all_the_same() {
    let unknown = MessageType::from_code("0Z").unwrap();
    assert_eq!((unknown.code(), unknown.kind()), ("0Z", None));
    assert!(unknown.spec().is_none());
    assert_eq!(format!("{unknown:?} [{unknown:>4}]"), "0Z [  0Z]");
    // The case matters: 0G and 0g are two types.
    assert_ne!(MessageType::from_code("0G"), MessageType::from_code("0g"));
    assert_eq!(MessageType::from_code("0g"), Some(MessageType::STOCK_INFO));
    for code in ["", "0", "0BB", "0-", " B", "é", "삼", "0\0"] {
        assert_eq!(MessageType::from_code(code), None, "{code:?}");
    }
    assert_eq!(MessageType::from_name("0B"), None);
    assert_eq!(MessageType::from_name("link"), None);
    // Either of the two, as people write it.
    assert_eq!("0Z".parse(), Ok(unknown));
    assert_eq!("order_book".parse(), Ok(MessageType::ORDER_BOOK));
    let error = "orderbook".parse::<MessageType>().unwrap_err();
    assert_eq!(
        error.to_string(),
        "\"orderbook\" is neither a message type's code nor its name"
    );
}

#[test]
fn american_types_are_marked() {
    let of = |segment| MESSAGES.iter().filter(move |spec| spec.segment == segment);
    let american: Vec<&str> = of(Segment::Us)
        .map(|spec| spec.message_type.code())
        .collect();
    assert_eq!(american, ["F4", "F5", "FE", "FT", "S2"]);
    assert_eq!(of(Segment::Domestic).count(), 20);
}
