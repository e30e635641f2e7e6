//! How a type's elements are written, learned from one of them.

use super::super::number::Number;
use super::super::write::number_bits;
use super::few::{Few, MOST_FEW};
use super::lanes::{self, Forms, LANES, MOST_DECIMALS, Order, Words};
use super::odd::{self, Odd, Short, Way};
use super::part::Part;
use super::stores::Stores;
use super::{MOST_VALUES, is_plain};
use crate::record::Time;
use crate::schema::{FieldSpec, Kind, MESSAGES, MessageSpec, MessageType, RecordKind};

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
    pub(super) head: Part,
    /// From behind the last element on.
    pub(super) tail: Part,
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
    pub(super) parts: Box<[(Part, Hole)]>,
    /// The values in their order.
    pub(super) fields: Box<[Field]>,
    pub(super) groups: Box<[Group]>,
    /// The same for a type of a few whole numbers; empty for any other.
    pub(super) few: Box<[Few]>,
    /// Those of them that are read one by one in any case: the texts that fill a
    /// word, and all others.
    pub(super) shorts: Box<[Short]>,
    pub(super) odds: Box<[Odd]>,
    /// Whether there is none of either.
    pub(super) has_no_odds: bool,
    /// Bytes between the last value and the one before.
    pub(super) last_gap: u32,
    /// How the record is written from the values.
    stores: Stores,
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
    /// Where the eight bytes before each value begin, counted from the end of
    /// the value before.
    pub(in super::super) skips: [u32; LANES],
    /// Those bytes, and which of them are of the key, in a way's [`Order`].
    pub(in super::super) keys: Words,
    pub(in super::super) key_masks: Words,
    pub(in super::super) forms: Forms,
    /// How each is read that isn't in the usual form.
    pub(in super::super) ways: [Way; LANES],
    /// A bit for each lane that has a number that may be in the usual form.
    pub(super) numbers: u8,
}

impl Group {
    /// Without any value.
    pub(super) const fn new() -> Self {
        Self {
            // The first value of all has no gap.
            skips: [skip(0); LANES],
            keys: [0; LANES],
            key_masks: [0; LANES],
            forms: Forms::NONE,
            ways: [Way::Late; LANES],
            numbers: 0,
        }
    }

    /// The same with its tables of words in another order.
    pub(in super::super) fn arranged(&self, order: &Order) -> Self {
        Self {
            keys: lanes::arranged(&self.keys, order),
            key_masks: lanes::arranged(&self.key_masks, order),
            forms: self.forms.arranged(order),
            ..self.clone()
        }
    }

    /// Expects this between a value and the one before; gives its length.
    fn expect(&mut self, lane: usize, gap: &[u8]) -> Option<u32> {
        // What is compared is a word, and the quote and comma before it; of the
        // longest codes one more quote.
        if gap.len() > LONGEST_GAP {
            return None;
        }
        let length = u32::try_from(gap.len()).ok()?;
        self.skips[lane] = skip(length);
        let mut word = [0; 8];
        let mut mask = [0; 8];
        let shown = gap.len().min(8);
        word[8 - shown..].copy_from_slice(&gap[gap.len() - shown..]);
        mask[8 - shown..].fill(0xff);
        self.keys[lane] = u64::from_le_bytes(word);
        self.key_masks[lane] = u64::from_le_bytes(mask);
        Some(length)
    }

    /// Reads a field there; gives how it is read where it isn't a number in the
    /// usual form, and whether it never is.
    fn fill(&mut self, lane: usize, spec: &FieldSpec) -> (Way, bool) {
        let (scale, size) = (spec.scale, spec.size);
        let is_directed = spec.kind.is_directed();
        match spec.kind {
            Kind::Time if size == 4 => {
                self.forms.set_time(lane, Time::NONE.bits().into());
                (Way::Late, false)
            }
            Kind::Code | Kind::Text if matches!(size, 4 | 8) && spec.offset.is_multiple_of(4) => {
                (Way::Short(size as u8), true)
            }
            Kind::Time | Kind::Date | Kind::Code | Kind::Flag | Kind::Text => (Way::Late, true),
            _ => {
                if scale <= MOST_DECIMALS {
                    let (none, _) = number_bits(Number::Absent, is_directed, size);
                    self.forms.set(lane, scale, is_directed, none);
                }
                let way = Way::Number(odd::Form::new(scale, is_directed, size));
                (way, scale > MOST_DECIMALS)
            }
        }
    }
}

/// Where the eight bytes before a value begin that stands so far behind the one
/// before: before that one's end, where it is less.
const fn skip(gap: u32) -> u32 {
    gap.wrapping_sub(8)
}

/// The rest follows from these.
impl PartialEq for Layout {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.parts == other.parts && self.fields == other.fields
    }
}

impl Layout {
    /// The type as tables describe it.
    pub(in super::super) fn spec(&self) -> Option<&'static MessageSpec> {
        MESSAGES.get(usize::from(self.kind.number()))
    }

    /// The record that it fills.
    pub(in super::super) const fn kind(&self) -> RecordKind {
        self.kind
    }

    /// The same with its groups' tables in another order.
    pub(super) fn arranged(mut self, order: &Order) -> Self {
        for group in &mut self.groups {
            *group = group.arranged(order);
        }
        self
    }

    /// The values in their order.
    pub(in super::super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// How the record is written from the values.
    pub(in super::super) fn stores(&self) -> &Stores {
        &self.stores
    }

    /// As if the type were written in the order of its table, with all fields.
    pub(in super::super) fn of_table(kind: RecordKind) -> Option<Self> {
        let fields = MESSAGES.get(usize::from(kind.number()))?.fields;
        let codes: Vec<String> = fields.iter().map(|it| it.code.to_string()).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        Self::new(kind, Vec::new(), &codes)
    }

    /// How each value is read that isn't a number in the usual form.
    pub(in super::super) fn ways(&self) -> impl Iterator<Item = Way> {
        let ways = self.groups.iter().flat_map(|group| group.ways);
        ways.take(self.fields.len())
    }

    /// From the parts and codes of an element; `None` for one that isn't worth
    /// it, or can't be predicted.
    fn new(kind: RecordKind, parts: Vec<(Part, Hole)>, codes: &[&str]) -> Option<Self> {
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
        let mut last_gap = 0;
        let mut groups = vec![Group::new(); codes.len().div_ceil(LANES)];
        let mut filled = Vec::with_capacity(codes.len());
        let (mut shorts, mut odds, mut few) = (Vec::new(), Vec::new(), Vec::new());
        for (place, field) in fields.iter().enumerate() {
            let (group, lane) = (&mut groups[place / LANES], place % LANES);
            let mut gap = String::new();
            if place > 0 {
                gap = format!("\",\"{}\":\"", field.code);
                last_gap = group.expect(lane, gap.as_bytes())?;
            }
            let spec = field.index.and_then(|index| spec.fields.get(index));
            let (way, is_odd) = spec.map_or((Way::Unknown, true), |it| group.fill(lane, it));
            if let Some(spec) = spec
                && (way != Way::Late || !is_odd)
            {
                filled.push((spec.offset, spec.size, u8::try_from(place).ok()?));
            }
            group.ways[lane] = way;
            if let Way::Number(form) = way
                && spec.is_some_and(|spec| spec.scale == 0)
            {
                few.extend(Few::new(gap.as_bytes(), form));
            }
            let is_long = place > 0 && last_gap as usize > WHOLE_GAP;
            let gap = group.skips[lane].wrapping_add(8);
            let number = u16::try_from(place).ok()?;
            match way {
                Way::Short(size) if !is_long => shorts.push(Short {
                    place: number,
                    size,
                    gap,
                }),
                _ if is_odd || is_long => odds.push(Odd {
                    place: number,
                    is_long,
                    gap,
                    way,
                }),
                _ => group.numbers |= 1 << lane,
            }
        }
        if few.len() < fields.len() || few.len() > MOST_FEW {
            few.clear();
        }
        Some(Self {
            kind,
            parts: parts.into(),
            unknown: fields.iter().filter(|field| field.index.is_none()).count() as u64,
            fields: fields.into(),
            last_gap,
            groups: groups.into(),
            few: few.into(),
            has_no_odds: shorts.is_empty() && odds.is_empty(),
            shorts: shorts.into(),
            odds: odds.into(),
            stores: Stores::new(kind, filled),
        })
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
        head: Part::new(&text.text[..head?]),
        tail: Part::new(&text.text[behind..]),
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
        let own = |(part, hole)| (Part::new(part), hole);
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
