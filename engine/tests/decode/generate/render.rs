//! From a frame's description to its text.

use super::lists::UNKNOWN_TYPES;
use super::{Element, Frame, Key, Oddity, Val, Values};
use crate::reference::TABLES;
use kiwoom_codegen::{Kind, Row, Table};
use std::fmt::Write as _;

/// A text that a field of this row should hold.
pub(crate) fn fitting(row: &Row, seed: u32) -> String {
    let mut dice = Dice(u64::from(seed));
    match row.kind {
        Kind::Time => format!("{:02}{:02}{:02}", dice.to(24), dice.to(60), dice.to(60)),
        Kind::Date => format!(
            "{}{:02}{:02}",
            1900 + dice.to(200),
            1 + dice.to(12),
            1 + dice.to(28)
        ),
        Kind::Flag => ["Y", "N"][dice.to(2) as usize].to_owned(),
        Kind::Code => {
            let list = row
                .values
                .as_deref()
                .and_then(|name| TABLES.enumeration(name));
            let values = &list.expect("the tables are checked").values;
            values[dice.to(values.len() as u64) as usize].text.clone()
        }
        Kind::Text => ["7", "삼  성", "NVDA", "0119433", " A "][dice.to(5) as usize].to_owned(),
        _ => {
            let sign = ["", "+", "-", " "][dice.to(4) as usize];
            let digits = dice.to(if row.size == 4 { 8 } else { 14 });
            let mut units = dice.to(10_u64.pow(u32::try_from(digits).unwrap()));
            if dice.to(3) > 0 {
                units /= 10_u64.pow(u32::from(row.scale)).max(1);
            }
            let unit = 10_u64.pow(u32::from(row.scale));
            match row.scale {
                0 => format!("{sign}{units}"),
                scale => {
                    let width = usize::from(scale);
                    format!("{sign}{}.{:0width$}", units / unit, units % unit)
                }
            }
        }
    }
}

/// A frame's text.
pub(crate) fn render(frame: &Frame) -> Vec<u8> {
    let mut out = Writer {
        out: String::new(),
        dice: Dice(frame.style),
        plain: frame.style == 0,
    };
    let members = vec![
        ("trnm".to_owned(), Part::Text("REAL".to_owned())),
        ("data".to_owned(), Part::Elements(&frame.elements)),
    ];
    out.object(members, frame.oddity, true);
    out.blanks();
    out.out.into_bytes()
}

/// What a member may be.
#[derive(Clone)]
enum Part<'a> {
    Text(String),
    Raw(&'static str),
    Elements(&'a [Element]),
    Values(Option<&'a Table>, &'a Values),
    List(Option<&'a Table>, &'a [Values]),
}

struct Writer {
    out: String,
    dice: Dice,
    plain: bool,
}

impl Writer {
    fn object(&mut self, mut members: Vec<(String, Part<'_>)>, oddity: Oddity, shuffle: bool) {
        match oddity {
            Oddity::None => {}
            Oddity::Extra => members.push(("name".to_owned(), Part::Raw("{\"data\":[0]}"))),
            Oddity::Twice => {}
            Oddity::Without(at) => drop(members.remove(at)),
            Oddity::Wrong(at, json) => members[at].1 = Part::Raw(json),
        }
        if shuffle && !self.plain {
            for at in (1..members.len()).rev() {
                let other = self.dice.to(at as u64 + 1) as usize;
                members.swap(at, other);
            }
        }
        if oddity == Oddity::Twice {
            // The first one is wrong, and must not count.
            let again = members[0].0.clone();
            members.insert(0, (again, Part::Raw("[1]")));
        }
        self.open('{');
        for (at, (key, part)) in members.into_iter().enumerate() {
            self.comma(at);
            self.text(&key);
            self.blanks();
            self.out.push(':');
            self.blanks();
            self.part(part);
            self.blanks();
        }
        self.out.push('}');
    }

    fn part(&mut self, part: Part<'_>) {
        match part {
            Part::Text(text) => self.text(&text),
            Part::Raw(json) => self.out.push_str(json),
            Part::Elements(elements) => {
                self.open('[');
                for (at, element) in elements.iter().enumerate() {
                    self.comma(at);
                    self.element(element);
                    self.blanks();
                }
                self.out.push(']');
            }
            Part::Values(table, values) => self.values(table, values),
            Part::List(table, list) => {
                self.open('[');
                for (at, values) in list.iter().enumerate() {
                    self.comma(at);
                    self.values(table, values);
                    self.blanks();
                }
                self.out.push(']');
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let table = TABLES.messages.get(element.table);
        let code = match table {
            Some(table) => &table.code,
            None => UNKNOWN_TYPES[element.table - TABLES.messages.len()],
        };
        let values = match element.as_list {
            true => Part::List(table, &element.values),
            false => Part::Values(table, &element.values[0]),
        };
        let mut members = vec![
            ("values".to_owned(), values),
            ("type".to_owned(), Part::Text(code.to_owned())),
            ("name".to_owned(), Part::Text("이름".to_owned())),
            ("item".to_owned(), Part::Text(element.item.to_owned())),
        ];
        if let Some(exchange) = element.exchange {
            members.push(("stexTp".to_owned(), Part::Raw(exchange)));
        }
        self.object(members, element.oddity, true);
    }

    fn values(&mut self, table: Option<&Table>, values: &Values) {
        let rows = table.map_or(&[][..], |table| &table.rows);
        let mut members = Vec::new();
        if let Some(seed) = values.all {
            for (row, at) in rows.iter().zip(0..) {
                let text = fitting(row, seed.wrapping_add(at));
                members.push((row.code.to_string(), Part::Text(text)));
            }
        }
        for (key, val) in &values.some {
            let row = match key {
                Key::Row(at) if !rows.is_empty() => Some(&rows[at % rows.len()]),
                _ => None,
            };
            let key = match (key, row) {
                (_, Some(row)) => row.code.to_string(),
                (Key::Row(at), None) => (at % 1000).to_string(),
                (Key::Code(code), _) => code.to_string(),
                (Key::Odd(key), _) => (*key).to_owned(),
            };
            let part = match val {
                Val::Fitting(seed) => {
                    Part::Text(row.map_or("1".to_owned(), |row| fitting(row, *seed)))
                }
                Val::Text(text) => Part::Text(text.clone()),
                Val::Raw(json) => Part::Raw(json),
            };
            members.push((key, part));
        }
        self.object(members, Oddity::None, false);
    }

    fn open(&mut self, bracket: char) {
        self.blanks();
        self.out.push(bracket);
        self.blanks();
    }

    fn comma(&mut self, at: usize) {
        if at > 0 {
            self.out.push(',');
            self.blanks();
        }
    }

    fn blanks(&mut self) {
        if !self.plain && self.dice.to(6) == 0 {
            for _ in 0..self.dice.to(3) {
                self.out
                    .push([' ', '\n', '\t', '\r'][self.dice.to(4) as usize]);
            }
        }
    }

    /// A string, in which any letter may be spelt as an escape.
    fn text(&mut self, text: &str) {
        let escaped = !self.plain && self.dice.to(8) == 0;
        self.out.push('"');
        for letter in text.chars() {
            let must = matches!(letter, '"' | '\\' | '\0'..='\u{1f}');
            let short = match letter {
                '"' | '\\' | '/' => Some(letter),
                '\u{8}' => Some('b'),
                '\u{c}' => Some('f'),
                '\n' => Some('n'),
                '\r' => Some('r'),
                '\t' => Some('t'),
                _ => None,
            };
            if !(must || escaped && self.dice.to(2) == 0) {
                self.out.push(letter);
            } else if let (Some(short), true) = (short, self.plain || self.dice.to(2) == 0) {
                self.out.push('\\');
                self.out.push(short);
            } else {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let upper = !self.plain && self.dice.to(2) == 0;
                    _ = match upper {
                        true => write!(self.out, "\\u{unit:04X}"),
                        false => write!(self.out, "\\u{unit:04x}"),
                    };
                }
            }
        }
        self.out.push('"');
    }
}

/// Numbers that look random (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn to(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % sides
    }
}
