//! JSON of the records that the engine makes itself, and of odd texts.

use crate::record::{Direction, RecordHeader, RecordKind};
use crate::record::{Gap, Link, LinkEventKind, Price, Record, RecordRef, StockInfo, Text, Trade};

fn header(kind: RecordKind) -> RecordHeader {
    RecordHeader {
        kind: kind.number(),
        item: Text::new("005930"),
        ..RecordHeader::EMPTY
    }
}

fn json(record: RecordRef<'_>) -> serde_json::Value {
    let mut text = String::new();
    record.write_json(&mut text, []).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn gaps_and_links_tell_their_members() {
    let header = header(RecordKind::Gap);
    let gap = Gap {
        header,
        lost: 3,
        first: 10,
        last: 12,
        ..Gap::EMPTY
    };
    let expected = serde_json::json!({
        "type": "", "item": "005930", "record": "gap",
        "fields": {"lost": 3, "first": 10, "last": 12}, "unknown": {},
    });
    assert_eq!(json(RecordRef::of(&gap)), expected);
    let link = Link {
        header: self::header(RecordKind::Link),
        event: LinkEventKind::SYSTEM,
        system_code: Text::new("R10001"),
        text: Text::new("동일한 \"App key\"\n"),
        ..Link::EMPTY
    };
    let expected = serde_json::json!({
        "type": "", "item": "005930", "record": "link",
        "fields": {
            "event": "SYSTEM", "epoch": link.header.epoch(), "code": 0, "accepted": 0,
            "rejected": 0, "retry_in_ms": 0, "message_type": "", "item": "",
            "system_code": "R10001", "text": "동일한 \"App key\"\n",
        },
        "unknown": {},
    });
    assert_eq!(json(RecordRef::of(&link)), expected);
    assert!(matches!(
        RecordRef::of(&link).typed(),
        None | Some(Record::Link(_))
    ));
}

#[test]
fn a_direction_stands_beside_its_price() {
    let mut trade = Trade {
        header: header(RecordKind::Trade),
        ..Trade::EMPTY
    };
    trade.last = Price::new(20_800, Direction::Down);
    let mut text = String::new();
    RecordRef::of(&trade).write_fields_json(&mut text).unwrap();
    assert!(
        text.contains(r#""last":20800,"last_direction":"down","#),
        "{text}"
    );
    assert!(
        text.contains(r#""best_ask":null,"best_ask_direction":null,"#),
        "{text}"
    );
    assert!(text.contains(r#""change":null,"#), "{text}");
}

#[test]
fn any_text_is_a_json_string() {
    let odd: String = (0..128_u8)
        .map(char::from)
        .chain("\u{2028}😀\u{fffe}".chars())
        .collect();
    for part in odd.chars().collect::<Vec<_>>().chunks(4) {
        let part: String = part.iter().collect();
        let mut info = StockInfo {
            header: header(RecordKind::StockInfo),
            ..StockInfo::EMPTY
        };
        info.header.item = Text::new(&part);
        let mut text = String::new();
        let pairs = [(part.as_str(), part.as_str())];
        RecordRef::of(&info).write_json(&mut text, pairs).unwrap();
        assert!(!text.contains(['\n', '\r']), "{text:?}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["item"], part.as_str());
        assert_eq!(value["unknown"][&part], part.as_str());
    }
}
