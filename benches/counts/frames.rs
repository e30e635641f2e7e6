//! The frames that are measured: compact, in the order of members and codes
//! that the live server has.

use kiwoom_engine::schema::{FieldSpec, Kind, MessageType};
use std::fmt::Write as _;

/// A trade (`0B`) as it was recorded: 43 codes.
#[must_use]
pub fn trade() -> String {
    frame(&[element(TRADE, "0B", "주식체결", "005930")])
}

/// The best quotes (`0C`): 2 codes, the shortest type.
#[must_use]
pub fn best_quote() -> String {
    frame(&[element(BEST_QUOTE, "0C", "주식우선호가", "005930")])
}

/// A full book (`0D`) of a liquid stock: every code, each with digits.
#[must_use]
pub fn order_book() -> String {
    frame(&[book("005930")])
}

/// A message of ten elements: five trades, three best quotes and two books, of
/// several items.
#[must_use]
pub fn mixed() -> String {
    let trade = |item| element(TRADE, "0B", "주식체결", item);
    let quote = |item| element(BEST_QUOTE, "0C", "주식우선호가", item);
    frame(&[
        trade("005930"),
        book("005930_AL"),
        trade("000660"),
        quote("000660"),
        trade("035420_NX"),
        quote("005930"),
        book("000660"),
        trade("005930"),
        quote("035420_NX"),
        trade("00088K"),
    ])
}

/// Name and text of all of them.
#[must_use]
pub fn all() -> [(&'static str, String); 4] {
    [
        ("0B", trade()),
        ("0C", best_quote()),
        ("0D", order_book()),
        ("ten", mixed()),
    ]
}

/// The same frame with the values of each element in another order, always the
/// same one.
#[must_use]
pub fn in_another_order(text: &str) -> String {
    let mut out = String::new();
    let mut random = 1_u64;
    for part in text.split_inclusive("\"values\":{") {
        let Some((values, rest)) = part.split_once('}').filter(|_| !out.is_empty()) else {
            out.push_str(part);
            continue;
        };
        let mut members: Vec<&str> = values.split(',').collect();
        for at in (1..members.len()).rev() {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            members.swap(at, (random >> 33) as usize % (at + 1));
        }
        out += &members.join(",");
        out.push('}');
        out.push_str(rest);
    }
    out
}

const TRADE: &str = concat!(
    r#""20":"115618","10":"-257750","11":"-11250","12":"-4.18","27":"-258000","28":"-257500","#,
    r#""15":"-19","13":"7198927","14":"1860588","16":"-258000","17":"-261000","18":"-257000","#,
    r#""25":"5","26":"-15318148","29":"-4167722708811","30":"-31.97","31":"0.12","32":"595","#,
    r#""228":"89.62","311":"15068783","290":"2","691":"0","567":"000000","568":"000000","#,
    r#""851":"10379","1890":"090016","1891":"053039","1892":"114556","1030":"3645181","#,
    r#""1031":"3266718","1032":"-47.26","1071":"63318","1072":"96320","1313":"-4897","#,
    r#""1315":"-19","1316":" 0","1314":"-19","1497":"103100","1498":"82480","620":"258453","#,
    r#""732":"1294","852":"1035","9081":"KRX""#
);

const BEST_QUOTE: &str = r#""27":"-20800","28":"-20700""#;

fn frame(elements: &[String]) -> String {
    format!(r#"{{"data":[{}],"trnm":"REAL"}}"#, elements.join(","))
}

fn element(values: &str, code: &str, name: &str, item: &str) -> String {
    format!(r#"{{"values":{{{values}}},"type":"{code}","name":"{name}","item":"{item}"}}"#)
}

fn book(item: &str) -> String {
    let mut values = String::new();
    let fields = MessageType::ORDER_BOOK
        .spec()
        .map_or(&[][..], |spec| spec.fields);
    for (at, field) in fields.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        _ = write!(
            values,
            "{comma}\"{}\":\"{}\"",
            field.code,
            text(field, at as u64)
        );
    }
    element(&values, "0D", "주식호가잔량", item)
}

/// A text as long as those of a liquid stock.
fn text(field: &FieldSpec, at: u64) -> String {
    // Multiplied and cut: digits that differ from field to field.
    let digits = at * 7919 + 1;
    match field.kind {
        Kind::Price => format!("-{}", 257_000 + digits % 40 * 500),
        Kind::Quantity => (digits * 31 % 200_000).to_string(),
        Kind::SignedQuantity | Kind::Change => match at % 3 {
            0 => "0".to_owned(),
            1 => format!("+{}", digits % 3000),
            _ => format!("-{}", digits % 30_000),
        },
        Kind::Time => "115618".to_owned(),
        Kind::Code => field.values.first().map_or("", |(text, _)| text).to_owned(),
        _ if field.scale == 2 => format!("{}.{:02}", digits % 300, digits % 100),
        _ => (digits % 1000).to_string(),
    }
}

/// A text as a server sends it: one unmasked WebSocket frame.
///
/// # Panics
/// When it is longer than 65,535 bytes.
#[must_use]
pub fn on_the_wire(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("a frame of usual size");
    let mut bytes = vec![0x81];
    match length {
        ..126 => bytes.push(length as u8),
        _ => {
            bytes.push(126);
            bytes.extend_from_slice(&length.to_be_bytes());
        }
    }
    bytes.extend_from_slice(text.as_bytes());
    bytes
}
