//! How a type's elements are written, learned from one of them.

use super::lanes::{Forms, LANES, MOST_DECIMALS, Words};
use super::{MOST_VALUES, is_plain};
use crate::record::{Change, Change64, Price, Price64};
use crate::schema::{FieldSpec, Kind, MESSAGES, MessageSpec, MessageType, RecordKind};
use zerocopy::FromBytes as _;

/// The longest gap between two values that is compared as a word.
pub(super) const WHOLE_GAP: usize = 10;

/// The longest that there is: a code of five digits.
const LONGEST_GAP: usize = 11;

/// Elements of one frame that are learned from: the first ones.
const MOST_LEARNED: usize = 16;

/// What stands around the elements of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Up to the first element.
    pub(super) head: Box<[u8]>,
    /// From behind the last element on.
    pub(super) tail: Box<[u8]>,
}

/// What stands between two parts of an element that are always the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hole {
    /// All values of the type, with the keys between them.
    Values,
    Item,
    Exchange,
    /// Nothing: the element's end.
    End,
}

/// How the elements of one type are written.
#[derive(Clone, Debug)]
pub(in super::super) struct Layout {
    pub(super) kind: RecordKind,
    /// What is always the same, each with what follows.
    pub(super) parts: Box<[(Box<[u8]>, Hole)]>,
    /// The values in their order.
    pub(super) fields: Box<[Field]>,
    pub(super) groups: Box<[Group]>,
    /// Bytes between the last value and the one before.
    pub(super) last_gap: u32,
    /// What is stored as it is: the value's place, and which word of the record
    /// it becomes, of 4 or 8 bytes.
    stores_4: Box<[(u16, u16)]>,
    stores_8: Box<[(u16, u16)]>,
    /// How many of the values have no field.
    pub(in super::super) unknown: u64,
}

/// A value's place in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Field {
    /// As it is written.
    pub(in super::super) code: Box<str>,
    /// Its number in the type's table, if it has one.
    pub(in super::super) index: Option<usize>,
}

/// Eight values that are read together.
#[derive(Clone, Debug)]
pub(in super::super) struct Group {
    /// Bytes between each value and the one before, from quote to value; 0 for
    /// the first of all.
    pub(in super::super) gaps: [u32; LANES],
    /// The eight bytes before each value, and which of them are of the key.
    pub(in super::super) keys: Words,
    pub(in super::super) key_masks: Words,
    pub(in super::super) forms: Forms,
    /// A bit for each value that is read as text in any case.
    pub(super) texts: u8,
}

impl Group {
    /// Without any value.
    pub(super) const fn new() -> Self {
        Self {
            gaps: [0; LANES],
            keys: [0; LANES],
            key_masks: [0; LANES],
            forms: Forms::NONE,
            texts: 0,
        }
    }
}

/// The rest follows from these.
impl PartialEq for Layout {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.parts == other.parts && self.fields == other.fields
    }
}

impl Layout {
    /// The bytes that an element begins with.
    pub(super) fn first(&self) -> &[u8] {
        self.parts.first().map_or(&[], |(part, _)| part)
    }

    /// The type as tables describe it.
    pub(in super::super) fn spec(&self) -> Option<&'static MessageSpec> {
        MESSAGES.get(usize::from(self.kind.number()))
    }

    /// The record that it fills.
    pub(in super::super) const fn kind(&self) -> RecordKind {
        self.kind
    }

    /// The values in their order.
    pub(in super::super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Stores the numbers among the values into a record.
    #[inline]
    pub(in super::super) fn store(&self, bits: &[u64], record: &mut [u8]) {
        if let Ok(words) = <[u32]>::mut_from_bytes(record) {
            for (place, word) in &self.stores_4 {
                words[usize::from(*word)] = bits[usize::from(*place)] as u32;
            }
        }
        if let Ok(words) = <[u64]>::mut_from_bytes(record) {
            for (place, word) in &self.stores_8 {
                words[usize::from(*word)] = bits[usize::from(*place)];
            }
        }
    }

    /// From the parts and codes of an element; `None` for one that isn't worth
    /// it, or can't be predicted.
    fn new(kind: RecordKind, parts: Vec<(Box<[u8]>, Hole)>, codes: &[&str]) -> Option<Self> {
        let spec = MESSAGES.get(usize::from(kind.number()))?;
        let mut fields: Vec<Field> = Vec::with_capacity(codes.len());
        for code in codes {
            // The same key twice: the last one counts, and both are counted.
            if fields.iter().any(|field| *field.code == **code) {
                return None;
            }
            let index = super::super::write::index_of(spec.codes, code);
            fields.push(Field {
                code: (*code).into(),
                index,
            });
        }
        let places = codes.len().next_multiple_of(LANES);
        let mut last_gap = 0;
        let mut groups = Vec::new();
        let (mut stores_4, mut stores_8) = (Vec::new(), Vec::new());
        for first in (0..places).step_by(LANES) {
            let mut group = Group::new();
            for (lane, field) in fields.iter().enumerate().skip(first).take(LANES) {
                let (place, lane) = (lane, lane - first);
                if place > 0 {
                    let gap = format!("\",\"{}\":\"", field.code);
                    // What is compared is a word, and the quote and comma
                    // before it; of the longest codes one more quote.
                    match gap.len() {
                        ..=WHOLE_GAP => {}
                        LONGEST_GAP => group.texts |= 1 << lane,
                        _ => return None,
                    }
                    last_gap = u32::try_from(gap.len()).ok()?;
                    group.gaps[lane] = last_gap;
                    let mut word = [0; 8];
                    let mut mask = [0; 8];
                    let shown = gap.len().min(8);
                    word[8 - shown..].copy_from_slice(&gap.as_bytes()[gap.len() - shown..]);
                    mask[8 - shown..].fill(0xff);
                    group.keys[lane] = u64::from_le_bytes(word);
                    group.key_masks[lane] = u64::from_le_bytes(mask);
                }
                let spec = field.index.and_then(|index| spec.fields.get(index));
                let Some(spec) = spec.filter(|spec| is_number(spec)) else {
                    group.texts |= 1 << lane;
                    continue;
                };
                group
                    .forms
                    .set(lane, spec.scale, spec.kind.is_directed(), none(spec));
                // Fields lie at multiples of their size.
                let store = (u16::try_from(place).ok()?, spec.offset / spec.size);
                match spec.size {
                    4 => stores_4.push(store),
                    _ => stores_8.push(store),
                }
            }
            groups.push(group);
        }
        Some(Self {
            kind,
            parts: parts.into(),
            unknown: fields.iter().filter(|field| field.index.is_none()).count() as u64,
            fields: fields.into(),
            last_gap,
            groups: groups.into(),
            stores_4: stores_4.into(),
            stores_8: stores_8.into(),
        })
    }
}

/// Whether a field's text is a number that is read eight at a time.
fn is_number(spec: &FieldSpec) -> bool {
    let is_text = matches!(
        spec.kind,
        Kind::Time | Kind::Date | Kind::Code | Kind::Flag | Kind::Text
    );
    !is_text && spec.scale <= MOST_DECIMALS
}

/// What stands for no value in this field.
fn none(spec: &FieldSpec) -> u64 {
    match (spec.kind.is_directed(), spec.size) {
        (true, 4) => u64::from(Price::<0>::NONE.bits()),
        (true, _) => Price64::<0>::NONE.bits(),
        (false, 4) => u64::from(Change::<0>::NONE.bits().cast_unsigned()),
        (false, _) => Change64::<0>::NONE.bits().cast_unsigned(),
    }
}

/// The type of a frame's last element, without reading it: a mistake costs
/// another type's budget, and nothing else.
pub(super) fn last_kind(text: &[u8]) -> Option<RecordKind> {
    const KEY: &[u8] = b"\"type\":\"";
    let at = text.windows(KEY.len()).rposition(|window| window == KEY)?;
    let code = text.get(at + KEY.len()..at + KEY.len() + 2)?;
    MessageType::from_code(std::str::from_utf8(code).ok()?)?.kind()
}

/// How a frame is written that the tape decoder is about to read; `None` for
/// one that is written in a way that can't be predicted.
pub(super) fn learn(text: &[u8]) -> Option<(Frame, Vec<Layout>)> {
    let mut text = Text { text, at: 0 };
    let mut elements = Vec::new();
    let (mut head, mut behind) = (None, 0);
    let mut names = Vec::new();
    text.object(|text, key| {
        names.push(key);
        match key {
            "trnm" => (text.string()? == "REAL").then_some(()),
            "data" => {
                text.expect(b'[')?;
                head = Some(text.at);
                loop {
                    let element = element(text)?;
                    if elements.len() < MOST_LEARNED {
                        elements.push(element.layout()?);
                    }
                    match text.next()? {
                        b',' => {}
                        b']' => break,
                        _ => return None,
                    }
                }
                behind = text.at - 1;
                Some(())
            }
            _ => None,
        }
    })?;
    names.sort_unstable();
    if text.at != text.text.len() || names != ["data", "trnm"] {
        return None;
    }
    let frame = Frame {
        head: text.text[..head?].into(),
        tail: text.text[behind..].into(),
    };
    Some((frame, elements))
}

/// An element as it is written.
struct Written<'a> {
    kind: RecordKind,
    parts: Vec<(&'a [u8], Hole)>,
    codes: Vec<&'a str>,
}

/// One element of a frame.
fn element<'a>(text: &mut Text<'a>) -> Option<Written<'a>> {
    let (mut part, mut parts) = (text.at, Vec::new());
    let (mut names, mut codes, mut kind) = (Vec::new(), Vec::new(), None);
    text.object(|text, key| {
        if names.contains(&key) {
            return None;
        }
        names.push(key);
        let hole = match key {
            "type" => {
                kind = Some(MessageType::from_code(text.string()?)?.kind()?);
                return Some(());
            }
            "name" => return text.string().map(drop),
            "item" => Hole::Item,
            "stexTp" => Hole::Exchange,
            "values" => Hole::Values,
            _ => return None,
        };
        let mut first = text.at + 1;
        if hole == Hole::Values {
            // The first key belongs to what is always the same.
            let mut peek = Text { ..*text };
            peek.expect(b'{')?;
            peek.string()?;
            peek.expect(b':')?;
            first = peek.at + 1;
        }
        parts.push((text.text.get(part..first)?, hole));
        match hole {
            Hole::Values => {
                let mut last = 0;
                text.object(|text, key| {
                    if codes.len() == MOST_VALUES {
                        return None;
                    }
                    codes.push(key);
                    text.string()?;
                    last = text.at - 1;
                    Some(())
                })?;
                part = last;
            }
            _ => {
                text.string()?;
                part = text.at - 1;
            }
        }
        Some(())
    })?;
    parts.push((text.text.get(part..text.at)?, Hole::End));
    if !names.contains(&"values") {
        return None;
    }
    let kind = kind?;
    Some(Written { kind, parts, codes })
}

impl Written<'_> {
    fn layout(self) -> Option<Layout> {
        let own = |(part, hole): (&[u8], Hole)| (part.into(), hole);
        let parts = self.parts.into_iter().map(own).collect();
        Layout::new(self.kind, parts, &self.codes)
    }
}

/// Text that is read only as it can be predicted: without blanks and escapes.
#[derive(Clone, Copy)]
struct Text<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Text<'a> {
    fn next(&mut self) -> Option<u8> {
        let byte = *self.text.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    fn string(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let rest = &self.text[self.at..];
        let length = rest.iter().position(|byte| *byte == b'"')?;
        self.at += length + 1;
        is_plain(&rest[..length]).then(|| std::str::from_utf8(&rest[..length]).ok())?
    }

    /// An object with at least one member.
    fn object(&mut self, mut member: impl FnMut(&mut Self, &'a str) -> Option<()>) -> Option<()> {
        self.expect(b'{')?;
        loop {
            let key = self.string()?;
            self.expect(b':')?;
            member(self, key)?;
            match self.next()? {
                b',' => {}
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }
}
