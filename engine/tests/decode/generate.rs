//! Frames that the tables allow, in every spelling that JSON allows.

mod lists;
mod render;

pub(crate) use lists::{RAW, TEXTS};
pub(crate) use render::{Dice, fitting, render};

use crate::reference::TABLES;
use lists::{EXCHANGES, ITEMS, KEYS, UNKNOWN_TYPES, WRONG};
use proptest::prelude::*;

/// A frame to be written.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) elements: Vec<Element>,
    /// Decides on blanks, escapes and the order of members; 0 for none of them.
    pub(crate) style: u64,
    /// Members that stand twice, that are missing, or that nobody knows.
    pub(crate) oddity: Oddity,
}

#[derive(Clone, Debug)]
pub(crate) struct Element {
    /// Which of the tables; beyond them a type that nobody knows.
    pub(crate) table: usize,
    pub(crate) item: &'static str,
    /// The member `stexTp`, as JSON.
    pub(crate) exchange: Option<&'static str>,
    /// `values` as a list, of as many objects as there are.
    pub(crate) as_list: bool,
    pub(crate) values: Vec<Values>,
    pub(crate) oddity: Oddity,
}

/// The members of one `values`.
#[derive(Clone, Debug)]
pub(crate) struct Values {
    /// Every code of the type, in its order, before the others.
    pub(crate) all: Option<u32>,
    pub(crate) some: Vec<(Key, Val)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Key {
    /// A row of the table, modulo their number.
    Row(usize),
    Code(u16),
    Odd(&'static str),
}

#[derive(Clone, Debug)]
pub(crate) enum Val {
    /// A text that suits the field.
    Fitting(u32),
    /// A text that may or may not.
    Text(String),
    /// JSON as it stands.
    Raw(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Oddity {
    None,
    /// A member whose name means nothing.
    Extra,
    /// A known member, and later the right one again.
    Twice,
    /// One of the members left out.
    Without(usize),
    /// One of the members of another kind.
    Wrong(usize, &'static str),
}

/// Any frame; about one in six has something wrong with its structure.
pub(crate) fn frame() -> impl Strategy<Value = Frame> {
    let elements = proptest::collection::vec(element(), 0..4);
    let style = prop_oneof![1 => Just(0), 4 => any::<u64>()];
    (elements, style, oddity(2)).prop_map(|(elements, style, oddity)| Frame {
        elements,
        style,
        oddity,
    })
}

fn element() -> impl Strategy<Value = Element> {
    let tables = TABLES.messages.len();
    let table = prop_oneof![9 => 0..tables, 1 => tables..tables + UNKNOWN_TYPES.len()];
    let item = prop_oneof![
        3 => Just("005930"),
        2 => proptest::sample::select(ITEMS),
    ];
    let exchange = prop_oneof![
        4 => Just(None),
        1 => proptest::sample::select(EXCHANGES).prop_map(Some),
    ];
    let values = prop_oneof![
        4 => (Just(false), proptest::collection::vec(values(), 1)),
        1 => (Just(true), proptest::collection::vec(values(), 0..4)),
    ];
    (table, item, exchange, values, oddity(4)).prop_map(
        |(table, item, exchange, (as_list, values), oddity)| Element {
            table,
            item,
            exchange,
            as_list,
            values,
            oddity,
        },
    )
}

fn values() -> impl Strategy<Value = Values> {
    let key = prop_oneof![
        12 => any::<usize>().prop_map(Key::Row),
        1 => any::<u16>().prop_map(Key::Code),
        1 => proptest::sample::select(KEYS).prop_map(Key::Odd),
    ];
    let val = prop_oneof![
        6 => any::<u32>().prop_map(Val::Fitting),
        3 => proptest::sample::select(TEXTS).prop_map(|text| Val::Text(text.to_owned())),
        1 => "[ +-]{0,2}[0-9]{0,12}(\\.[0-9]{0,8})?[ ]{0,1}".prop_map(Val::Text),
        1 => proptest::sample::select(RAW).prop_map(Val::Raw),
    ];
    let all = prop_oneof![2 => Just(None), 1 => any::<u32>().prop_map(Some)];
    let some = proptest::collection::vec((key, val), 0..24);
    (all, some).prop_map(|(all, some)| Values { all, some })
}

fn oddity(members: usize) -> impl Strategy<Value = Oddity> {
    prop_oneof![
        24 => Just(Oddity::None),
        2 => Just(Oddity::Extra),
        2 => Just(Oddity::Twice),
        1 => (0..members).prop_map(Oddity::Without),
        1 => (0..members, proptest::sample::select(WRONG))
            .prop_map(|(at, json)| Oddity::Wrong(at, json)),
    ]
}
