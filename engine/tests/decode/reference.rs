//! A second decoder, slow and plain, to hold the real one against.
//!
//! It reads JSON with serde_json, and what a field is from the tables' text. It
//! shares nothing with the engine but the marks' numbers.

use crate::json::{Json, Members};
use kiwoom_codegen::{Kind, Row, Segment, Table, Tables};
use kiwoom_engine::decode::DecodeErrorKind;
use kiwoom_engine::record::{RecordFlags, Venue};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(crate) static TABLES: LazyLock<Tables> =
    LazyLock::new(|| Tables::read(Tables::folder()).unwrap());

/// What a record must say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expected {
    pub(crate) type_code: String,
    pub(crate) item: String,
    pub(crate) record: String,
    pub(crate) fields: Vec<(String, Json)>,
    pub(crate) unknown: Vec<(String, String)>,
    pub(crate) flags: u16,
    pub(crate) venue: Venue,
}

/// What a decoder must have counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) elements: u64,
    pub(crate) unknown_types: u64,
    pub(crate) unknown_fields: u64,
    pub(crate) duplicates: u64,
    pub(crate) not_representable: u64,
    pub(crate) truncated: u64,
}

/// A frame's records.
pub(crate) fn decode(frame: &[u8]) -> Result<(Vec<Expected>, Counts), DecodeErrorKind> {
    // RawValue doesn't look into what it holds: this does.
    serde_json::from_slice::<Value>(frame).map_err(|_| DecodeErrorKind::Json)?;
    let mut counts = Counts::default();
    let members: Members =
        serde_json::from_slice(frame).map_err(|_| DecodeErrorKind::NotAnObject)?;
    let (trnm, more) = members.last("trnm");
    counts.duplicates += more;
    if trnm.map(Json::of) != Some(Json::Text("REAL".to_owned())) {
        return Err(DecodeErrorKind::NotReal);
    }
    let (data, more) = members.last("data");
    counts.duplicates += more;
    let data: Vec<&RawValue> = data
        .and_then(|data| serde_json::from_str(data.get()).ok())
        .ok_or(DecodeErrorKind::Data)?;
    let mut expected = Vec::new();
    for element in data {
        read_element(element, &mut expected, &mut counts)?;
    }
    if let Some(last) = expected.last_mut() {
        last.flags |= RecordFlags::LAST_IN_FRAME.bits();
    }
    counts.elements = expected.len() as u64;
    Ok((expected, counts))
}

fn read_element(
    raw: &RawValue,
    expected: &mut Vec<Expected>,
    counts: &mut Counts,
) -> Result<(), DecodeErrorKind> {
    let members: Members = serde_json::from_str(raw.get()).map_err(|_| DecodeErrorKind::Data)?;
    let mut last = |name| {
        let (value, more) = members.last(name);
        counts.duplicates += more;
        value
    };
    let (type_code, item) = (last("type"), last("item"));
    let (exchange, values) = (last("stexTp"), last("values"));
    let Some(Json::Text(type_code)) = type_code.map(Json::of) else {
        return Err(DecodeErrorKind::Type);
    };
    let item = match item.map(Json::of) {
        Some(Json::Text(item)) => item,
        Some(Json::Null) | None => String::new(),
        Some(_) => return Err(DecodeErrorKind::Item),
    };
    let values = values.ok_or(DecodeErrorKind::Values)?.get();
    let values: Vec<Members> = match serde_json::from_str(values) {
        Ok(one) => vec![one],
        Err(_) => serde_json::from_str(values).map_err(|_| DecodeErrorKind::Values)?,
    };
    for values in values {
        let mut record = read_record(&type_code, &values, counts);
        let (cut, fits) = cut(&item, 16);
        if !fits {
            record.flags |= RecordFlags::TRUNCATED.bits();
            counts.truncated += 1;
        }
        record.venue = venue(&type_code, &item, exchange.map(Json::of).as_ref());
        record.item = cut;
        expected.push(record);
    }
    Ok(())
}

fn venue(type_code: &str, item: &str, exchange: Option<&Json>) -> Venue {
    let table = TABLES.messages.iter().find(|table| table.code == type_code);
    let american = table.is_some_and(|table| table.segment == Segment::Us);
    match exchange {
        Some(Json::Text(text)) if text == "ND" => Venue::NASDAQ,
        Some(Json::Text(text)) if text == "NY" => Venue::NYSE,
        Some(Json::Text(text)) if text == "NA" => Venue::AMEX,
        Some(_) => Venue::UNKNOWN,
        None if american || item.is_empty() => Venue::UNKNOWN,
        None if item.ends_with("_NX") => Venue::NXT,
        None if item.ends_with("_AL") => Venue::SOR,
        None => Venue::KRX,
    }
}

fn read_record(type_code: &str, values: &Members, counts: &mut Counts) -> Expected {
    let table = TABLES.messages.iter().find(|table| table.code == type_code);
    let mut out = Expected {
        type_code: type_code.to_owned(),
        item: String::new(),
        record: table.map_or("unknown".to_owned(), |table| table.name.clone()),
        fields: Vec::new(),
        unknown: Vec::new(),
        flags: 0,
        venue: Venue::UNKNOWN,
    };
    let Some(table) = table else {
        counts.unknown_types += 1;
        out.flags |= RecordFlags::UNKNOWN_FIELDS.bits();
        let (cut, fits) = cut(type_code, 16);
        if !fits {
            out.flags |= RecordFlags::TRUNCATED.bits();
            counts.truncated += 1;
        }
        out.type_code = cut;
        out.unknown = keep(values.0.iter());
        return out;
    };
    let row_of = |key: &str| {
        table
            .rows
            .iter()
            .position(|row| row.code.to_string() == key)
    };
    let mut seen = HashSet::new();
    let mut found: Vec<Option<Json>> = vec![None; table.rows.len()];
    for (key, value) in &values.0 {
        let Some(row) = row_of(key) else {
            counts.unknown_fields += 1;
            out.flags |= RecordFlags::UNKNOWN_FIELDS.bits();
            continue;
        };
        if !seen.insert(row) {
            counts.duplicates += 1;
            out.flags |= RecordFlags::DUPLICATE_FIELDS.bits();
        }
        // What a value is worth is counted even where a later one replaces it.
        match field(&table.rows[row], &Json::of(value)) {
            Field::Unfit => {
                counts.not_representable += 1;
                out.flags |= RecordFlags::NOT_REPRESENTABLE.bits();
            }
            Field::Cut(_) => {
                counts.truncated += 1;
                out.flags |= RecordFlags::TRUNCATED.bits();
            }
            _ => {}
        }
        found[row] = Some(Json::of(value));
    }
    for (row, value) in table.rows.iter().zip(found) {
        let value = field(row, &value.unwrap_or(Json::Null));
        push_field(table, row, value, &mut out.fields);
    }
    let unknown = values.0.iter().filter(|(key, _)| row_of(key).is_none());
    out.unknown = keep(unknown);
    out
}

/// The pairs that an `Unknown` record has room for.
fn keep<'a>(pairs: impl Iterator<Item = &'a (String, Box<RawValue>)>) -> Vec<(String, String)> {
    let mut room = 1024 - 64 - 32;
    let mut kept = Vec::new();
    for (key, value) in pairs {
        let text = text_of(&Json::of(value)).unwrap_or_default();
        let needed = 3 + key.len() + text.len();
        if needed > room || key.len() > 255 {
            break;
        }
        room -= needed;
        kept.push((key.clone(), text));
    }
    kept
}

/// The text that a value stands for; `None` for what stands for none.
fn text_of(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) => Some(text.clone()),
        Json::Null => Some(String::new()),
        Json::Number(digits) => bare(digits),
        Json::Bool(_) | Json::Nested => None,
    }
}

/// A bare number is the integer, or the nearest floating-point number.
fn bare(digits: &str) -> Option<String> {
    if digits
        .bytes()
        .all(|byte| byte == b'-' || byte.is_ascii_digit())
    {
        let number: i128 = digits.parse().unwrap();
        return Some(number.to_string());
    }
    let number: f64 = digits.parse().unwrap();
    let text = number.to_string();
    let text = if number == 0.0 { "0".to_owned() } else { text };
    (text.len() <= 32).then_some(text)
}

/// What a field is, as the text says it.
enum Field {
    None,
    Unfit,
    Number(String),
    Directed(String, &'static str),
    Text(String),
    Cut(String),
}

fn push_field(table: &Table, row: &Row, value: Field, out: &mut Vec<(String, Json)>) {
    let name = table.flat_name(row);
    let directed = matches!(row.kind, Kind::Price | Kind::DirectedPercent);
    let mut direction = Json::Null;
    let value = match value {
        Field::None | Field::Unfit => Json::Null,
        Field::Number(digits) => Json::Number(digits),
        Field::Directed(digits, which) => {
            direction = Json::Text(which.to_owned());
            Json::Number(digits)
        }
        Field::Text(text) | Field::Cut(text) if text.is_empty() => Json::Null,
        Field::Text(text) | Field::Cut(text) => Json::Text(text),
    };
    out.push((name.clone(), value));
    if directed {
        out.push((format!("{name}_direction"), direction));
    }
}

fn field(row: &Row, value: &Json) -> Field {
    let Some(text) = text_of(value) else {
        return Field::Unfit;
    };
    let text = text.trim_matches(' ');
    if text.is_empty() {
        return Field::None;
    }
    match row.kind {
        Kind::Text | Kind::Code => match cut(text, row.size) {
            (text, true) => Field::Text(text),
            (text, false) => Field::Cut(text),
        },
        Kind::Flag if text == "Y" || text == "N" => Field::Text(text.to_owned()),
        Kind::Flag => Field::Unfit,
        Kind::Time if is_time(text) => Field::Text(text.to_owned()),
        Kind::Date if text == "00000000" => Field::None,
        Kind::Date if is_date(text) => Field::Text(text.to_owned()),
        Kind::Time | Kind::Date => Field::Unfit,
        Kind::Price | Kind::DirectedPercent => {
            let most = if row.size == 4 {
                1_073_741_821
            } else {
                (1 << 62) - 3
            };
            match number(text, row.scale) {
                Some((sign, units)) if units <= most => {
                    let which = match sign {
                        '+' => "up",
                        '-' => "down",
                        _ => "unchanged",
                    };
                    Field::Directed(decimal(false, units, row.scale), which)
                }
                _ => Field::Unfit,
            }
        }
        _ => {
            let (least, most) = if row.size == 4 {
                (i128::from(i32::MIN) + 2, i128::from(i32::MAX))
            } else {
                (i128::from(i64::MIN) + 2, i128::from(i64::MAX))
            };
            match number(text, row.scale) {
                Some((sign, units)) => {
                    let signed = if sign == '-' { -units } else { units };
                    if (least..=most).contains(&signed) {
                        Field::Number(decimal(signed < 0, units, row.scale))
                    } else {
                        Field::Unfit
                    }
                }
                None => Field::Unfit,
            }
        }
    }
}

/// Sign and units of the scale. Nothing is rounded: decimals beyond the scale
/// must be zeros.
fn number(text: &str, scale: u8) -> Option<(char, i128)> {
    let sign = text.chars().next().filter(|sign| matches!(sign, '+' | '-'));
    let digits = if sign.is_some() { &text[1..] } else { text };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let scale = usize::from(scale);
    let all = format!("{whole}{decimals}");
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (kept, rest) = decimals.split_at(decimals.len().min(scale));
    if rest.bytes().any(|digit| digit != b'0') {
        return None;
    }
    let units = format!("{whole}{kept:0<scale$}");
    let units = units.trim_start_matches('0');
    if units.len() > 30 {
        return None;
    }
    let units = if units.is_empty() {
        0
    } else {
        units.parse().ok()?
    };
    Some((sign.unwrap_or(' '), units))
}

fn decimal(negative: bool, units: i128, scale: u8) -> String {
    let sign = if negative { "-" } else { "" };
    let width = usize::from(scale) + 1;
    let digits = format!("{units:0width$}");
    let (whole, decimals) = digits.split_at(digits.len() - usize::from(scale));
    let point = if scale == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{decimals}")
}

fn parts(text: &str, widths: &[usize]) -> Option<Vec<u32>> {
    if text.len() != widths.iter().sum::<usize>() || !text.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let mut rest = text;
    let mut parts = Vec::new();
    for width in widths {
        let (part, tail) = rest.split_at(*width);
        parts.push(part.parse().ok()?);
        rest = tail;
    }
    Some(parts)
}

fn is_time(text: &str) -> bool {
    parts(text, &[2, 2, 2]).is_some_and(|it| it[0] < 24 && it[1] < 60 && it[2] < 60)
}

fn is_date(text: &str) -> bool {
    let Some(it) = parts(text, &[4, 2, 2]) else {
        return false;
    };
    let (year, month, day) = (it[0], it[1], it[2]);
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    let february = if leap { 29 } else { 28 };
    let days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    year > 0 && (1..=12).contains(&month) && (1..=days[month as usize - 1]).contains(&day)
}

/// As much of a text as a field of `size` bytes holds, and whether that is all.
fn cut(text: &str, size: usize) -> (String, bool) {
    let mut kept = String::new();
    for letter in text.chars() {
        if kept.len() + letter.len_utf8() > size - 1 {
            return (kept, false);
        }
        kept.push(letter);
    }
    (kept, true)
}
