//! One REG or REMOVE request: which items and types go in, and its text.

use super::key::{Item, Key, TypeCode};
use super::settings::SessionSettings;
use std::fmt::Write as _;

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Register,
    Remove,
}

/// A request in the making.
///
/// The server registers every item of an entry for every type of that entry,
/// so the items of an entry are those that want exactly the same types.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) kind: Kind,
    /// The group that all of it belongs to; groups have numbers from 1.
    pub(super) group: u16,
    entries: Vec<(Vec<TypeCode>, Vec<Item>)>,
    items: u32,
    /// An upper bound of the text's length.
    bytes: usize,
}

/// Types of one item in one request. More wait for the next: like this, any
/// one item fits into the smallest frame that the settings allow.
pub(super) const TYPES_PER_ENTRY: usize = 64;

/// `{"trnm":"REMOVE","grp_no":"9999","refresh":"1","data":[]}`, rounded up.
const FRAME: usize = 64;
/// `{"item":[],"type":[]},`.
const ENTRY: usize = 22;

/// `"…",`.
const fn quoted(text: usize) -> usize {
    text + 3
}

impl Request {
    pub(super) const fn new(kind: Kind, group: u16) -> Self {
        Self {
            kind,
            group,
            entries: Vec::new(),
            items: 0,
            bytes: FRAME,
        }
    }

    /// Adds the item with these types, unless the request would pass a limit.
    pub(super) fn add(
        &mut self,
        item: Item,
        types: &[TypeCode],
        settings: &SessionSettings,
    ) -> bool {
        let entry = self.entries.iter_mut().find(|(of, _)| of == types);
        let opened = match entry {
            Some(_) => 0,
            None => ENTRY + types.len() * quoted(2),
        };
        let bytes = self.bytes + opened + quoted(item.as_str().len());
        if self.items >= settings.items_per_request || bytes > settings.frame_limit {
            return false;
        }
        match entry {
            Some((_, items)) => items.push(item),
            None => self.entries.push((types.to_vec(), vec![item])),
        }
        self.items += 1;
        self.bytes = bytes;
        true
    }

    /// Everything it asks for.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.entries.iter().flat_map(|(types, items)| {
            items
                .iter()
                .flat_map(|&item| types.iter().map(move |&code| Key::from_parts(item, code)))
        })
    }

    /// The message. Codes are checked when they are made: nothing needs
    /// escaping.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(self.bytes);
        // A registration keeps what the group has (`refresh` 1).
        let (trnm, refresh) = match self.kind {
            Kind::Register => ("REG", r#""refresh":"1","#),
            Kind::Remove => ("REMOVE", ""),
        };
        let group = self.group;
        let _ = write!(
            text,
            r#"{{"trnm":"{trnm}","grp_no":"{group}",{refresh}"data":["#
        );
        for (index, (types, items)) in self.entries.iter().enumerate() {
            text.push_str(if index == 0 {
                r#"{"item":["#
            } else {
                r#",{"item":["#
            });
            list(&mut text, items.iter().map(Item::as_str));
            text.push_str(r#"],"type":["#);
            list(&mut text, types.iter().map(TypeCode::as_str));
            text.push_str("]}");
        }
        text.push_str("]}");
        text
    }
}

fn list<'a>(text: &mut String, codes: impl Iterator<Item = &'a str>) {
    for (index, code) in codes.enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(text, r#"{comma}"{code}""#);
    }
}
