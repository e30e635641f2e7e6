//! The predicted-layout decoder: frames that are written as the last ones were.
//!
//! A server writes a type's fields in one order, frame after frame, and so all
//! bytes of a frame but the values are known before it comes. A [`Predictor`]
//! learns that from frames which the tape decoder has read: which bytes stand
//! between the values of each type ([`Layout`]), and around the elements. A
//! frame is then compared with that, and the values are read where they must
//! stand, eight at a time ([`lanes`]), or one by one where there are [`few`]; what
//! becomes of each in the record is known, too ([`stores`]). What isn't a number of
//! at most eight characters is read one by one ([`odd`]), and only what no word of a
//! record holds waits for the record to be written.
//!
//! Whatever isn't exactly so is left to the scanner and the tape decoder,
//! untouched: other orders, blanks, escapes, bare numbers, a value that is no text.
//! So nothing is assumed about a server, and every answer is the tape's: every byte
//! of a frame is either compared with one that these have accepted at that place,
//! or is part of a value, which is read by the same rules or as the same text.
//!
//! Learning allocates, and takes about six times as long as the tape takes for the
//! frame (469,000 instructions for a full book), so it is
//! rationed ([`Budget`]): a type's first sixteen misses are looked at, and
//! from then on one in 251. However odd a server's frames were, and for however
//! long, a type whose frames keep to one layout is predicted again after at most
//! 251 of them. What is kept never grows: two layouts a type.

mod budget;
mod few;
mod lanes;
mod layout;
mod odd;
mod part;
mod plan;
mod stores;

use super::DecodeStats;
use super::paths::Look;
use crate::schema::RecordKind;
use budget::Budget;
pub(super) use lanes::{
    Found, IN_ORDER, LANES, LATEST, LOADED, MOST_DECIMALS, Order, Places, Words, read as read_texts,
};
use layout::{Frame, Hole};
pub(super) use layout::{Group, Layout};
pub(super) use odd::{Way, read as read_odd};
pub(super) use part::{BLOCK, Block, Part};
pub(super) use plan::{Piece, Plan, make_room};

/// Layouts that are kept: two of each type, and room for what may come.
const MOST_LAYOUTS: usize = 64;

/// Values of one element that are kept in mind. The longest type has 170.
pub(super) const MOST_VALUES: usize = 256;

/// The longest frame that is looked at. The server's are some kilobytes.
const MOST_BYTES: usize = 1 << 24;

/// A part of a frame's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    #[inline(always)]
    pub(super) const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether it is this one byte.
    #[inline(always)]
    fn is_byte(self, padded: &[u8], byte: u8) -> bool {
        self.end.wrapping_sub(self.start) == 1 && padded.get(self.start as usize) == Some(&byte)
    }

    /// This part of a frame.
    pub(super) fn bytes(self, frame: &[u8]) -> &[u8] {
        let part = frame.get(self.start as usize..self.end as usize);
        part.unwrap_or_default()
    }

    /// The same as text, which it was found to be.
    pub(super) fn text(self, frame: &[u8]) -> &str {
        std::str::from_utf8(self.bytes(frame)).unwrap_or_default()
    }
}

/// Learns layouts, and reads what is written in them.
#[derive(Debug)]
pub(super) struct Predictor {
    frame: Option<Frame>,
    /// The one that was found last comes first.
    layouts: Vec<Layout>,
    order: Vec<usize>,
    /// Of the tables that are used word by word.
    words: Order,
    /// By record kind.
    budgets: Box<[Budget; 256]>,
    /// Places of the quotes that close a value and are followed by a comma, from
    /// the second entry on.
    closers: Vec<u32>,
    plan: Plan,
    /// What was seen in the frame at hand, until the tape has read it, too.
    seen: Option<(Frame, Vec<Layout>)>,
}

impl Predictor {
    /// For a way that takes tables of words in this order.
    pub(super) fn new(words: Order) -> Self {
        Self {
            frame: None,
            words,
            layouts: Vec::with_capacity(MOST_LAYOUTS),
            order: Vec::with_capacity(MOST_LAYOUTS),
            budgets: Box::new([Budget::FULL; 256]),
            closers: vec![0; 4 * 1024],
            plan: Plan::new(),
            seen: None,
        }
    }

    pub(super) const fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(super) fn layout(&self, piece: &Piece) -> &Layout {
        &self.layouts[piece.layout as usize]
    }

    /// Reads a frame of `len` bytes, behind which some more stand; `false`
    /// where it isn't as predicted. Nothing is written.
    #[inline(always)]
    pub(super) fn read<L: Look>(&mut self, padded: &[u8], len: usize) -> bool {
        let Some(frame) = &self.frame else {
            return false;
        };
        let (head, tail) = (frame.head.len(), frame.tail.len());
        // Places are counted in 32 bits.
        if len > MOST_BYTES
            || len < head + tail
            || !frame.head.stands::<L>(padded, 0)
            || !frame.tail.stands::<L>(padded, len - tail)
        {
            return false;
        }
        let end = len - tail;
        self.plan.clear();
        let Plan {
            pieces,
            bits,
            texts,
        } = &mut self.plan;
        let mut reading = Reading {
            padded,
            len,
            closers: &mut self.closers,
            found: 0,
            closer: 1,
            bits,
            used_bits: 0,
            texts,
        };
        let mut at = head;
        loop {
            let mut rank = 0;
            // The layout that this element is written in.
            let (number, behind, piece) = loop {
                let Some(number) = self.order.get(rank) else {
                    return false;
                };
                if let Some(layout) = self.layouts.get(*number)
                    && let Some(((first, hole), parts)) = layout.parts.split_first()
                    && first.stands::<L>(padded, at)
                {
                    let mut piece = reading.piece(*number);
                    let behind = at + first.len();
                    let behind = reading.element::<L>(layout, behind, *hole, parts, &mut piece);
                    if let Some(behind) = behind {
                        self.budgets[usize::from(layout.kind.number())].hit();
                        break (*number, behind, piece);
                    }
                    reading.take_back(&piece);
                }
                rank += 1;
            };
            if rank > 0 {
                self.order.copy_within(..rank, 1);
                self.order[0] = number;
            }
            pieces.push(piece);
            at = behind;
            // What was read from behind the frame's last element on is none of it.
            if at >= end || padded[at] != b',' {
                return at == end;
            }
            at += 1;
        }
    }

    /// Looks at a frame that wasn't as predicted, before the tape decoder
    /// writes into it. Allocates, as often as the type's [`Budget`] allows.
    pub(super) fn look(&mut self, text: &[u8]) {
        self.seen = None;
        if !self.is_due(text) {
            return;
        }
        self.seen = layout::learn(text);
    }

    /// The tape decoder has refused the frame that was looked at.
    pub(super) fn refuse(&mut self) {
        self.seen = None;
    }

    /// The tape decoder has read the frame that was looked at.
    pub(super) fn accept(&mut self, stats: &mut DecodeStats) {
        let Some((frame, layouts)) = self.seen.take() else {
            return;
        };
        let mut learned = self.frame.as_ref() != Some(&frame);
        self.frame = Some(frame);
        for layout in layouts {
            if !self.layouts.contains(&layout) {
                learned = true;
                self.keep(layout);
            }
        }
        stats.learned += u64::from(learned);
    }

    /// Learns from a frame that was read otherwise, whose last element is of
    /// this kind. Allocates, as often as the kind's [`Budget`] allows.
    pub(super) fn learn(&mut self, text: &[u8], kind: RecordKind, stats: &mut DecodeStats) {
        if self.budgets[usize::from(kind.number())].miss() {
            self.seen = layout::learn(text);
            self.accept(stats);
        }
    }

    /// Takes the place of the older of two layouts of its type.
    fn keep(&mut self, layout: Layout) {
        let layout = layout.arranged(&self.words);
        let kind = layout.kind;
        let same = |rank: &usize| self.layouts[self.order[*rank]].kind == kind;
        let known: Vec<usize> = (0..self.order.len()).filter(same).collect();
        let rank = match known[..] {
            [_, .., oldest] => oldest,
            _ if self.layouts.len() < MOST_LAYOUTS => {
                self.order.insert(0, self.layouts.len());
                self.layouts.push(layout);
                return;
            }
            _ => self.order.len() - 1,
        };
        self.layouts[self.order[rank]] = layout;
        self.order[..=rank].rotate_right(1);
    }

    /// Whether to learn from this frame: never from one whose last element has
    /// no type of the tables, which can't be predicted anyway.
    fn is_due(&mut self, text: &[u8]) -> bool {
        let kind = layout::last_kind(text).filter(|_| text.len() <= MOST_BYTES);
        kind.is_some_and(|kind| self.budgets[usize::from(kind.number())].miss())
    }
}

/// What the elements of a frame are read with, one after the other. Where the frame
/// ends plays no part: of one that isn't as predicted bytes behind it may be read.
pub(super) struct Reading<'a> {
    padded: &'a [u8],
    /// Of the frame.
    len: usize,
    /// Places of the quotes that close a value and are followed by a comma, up to
    /// `found`, and from which of them on they aren't used up. They aren't looked for
    /// before some type's values want them: until then `found` is zero.
    closers: &'a mut Vec<u32>,
    found: usize,
    closer: usize,
    /// The values as records hold them, and how many of them there are.
    bits: &'a mut Vec<u64>,
    used_bits: usize,
    texts: &'a mut Vec<(u16, Span)>,
}

impl Reading<'_> {
    /// An element of which nothing was read yet.
    #[inline(always)]
    fn piece(&self, layout: usize) -> Piece {
        Piece {
            first_closer: self.closer as u32,
            ..Piece::new(layout, self.used_bits, self.texts.len())
        }
    }

    /// Takes back what was noted of an element that isn't as predicted.
    fn take_back(&mut self, piece: &Piece) {
        self.used_bits = piece.first_bits as usize;
        self.closer = piece.first_closer as usize;
        self.texts.truncate(piece.texts.0 as usize);
    }

    /// Reads an element, of which the first part was found to be right, from the
    /// hole behind that on; gives where it ends.
    #[inline(always)]
    fn element<L: Look>(
        &mut self,
        layout: &Layout,
        mut at: usize,
        mut hole: Hole,
        parts: &[(Part, Hole)],
        piece: &mut Piece,
    ) -> Option<usize> {
        let mut parts = parts.iter();
        loop {
            at = match hole {
                Hole::Values if layout.few.is_empty() => L::read_values(self, layout, at)?,
                Hole::Values => self.few::<L>(&layout.few, at)?,
                Hole::Item => {
                    piece.item = self.text::<L>(at)?;
                    piece.item.end as usize
                }
                Hole::Exchange => {
                    let span = self.text::<L>(at)?;
                    piece.exchange = Some(span);
                    span.end as usize
                }
                Hole::End => at,
            };
            let Some((part, next)) = parts.next() else {
                piece.texts.1 = self.texts.len() as u32;
                return Some(at);
            };
            if !part.stands::<L>(self.padded, at) {
                return None;
            }
            (at, hole) = (at + part.len(), *next);
        }
    }

    /// A text that ends with the next quote.
    #[inline(always)]
    fn text<L: Look>(&self, start: usize) -> Option<Span> {
        let (end, is_plain_so_far) = quote::<L>(self.padded, start)?;
        let is_plain = is_plain_so_far || is_plain(&self.padded[start..end]);
        is_plain.then(|| Span::new(start, end))
    }

    /// Reads the values of a type from the first one's first byte; gives where
    /// the last one ends.
    #[inline(always)]
    pub(super) fn values<L: Look>(&mut self, layout: &Layout, start: usize) -> Option<usize> {
        if self.found == 0 {
            self.found = L::find_closers(self.padded, self.len, self.closers);
        }
        let count = layout.fields.len();
        let mut closer = self.closer;
        while closer < self.found && self.closers[closer] < start as u32 {
            closer += 1;
        }
        // Of all values but the last the end is a closer.
        let (first, last) = (closer - 1, closer - 1 + count);
        if last > self.found {
            return None;
        }
        self.closer = last;
        // Each text begins behind the one before, and so the first one's start
        // and the last one's end stand among the closers for now.
        self.closers[first] = start as u32;
        let last_start = self.closers[last - 1] + layout.last_gap;
        let (last_end, _) = quote::<L>(self.padded, last_start as usize)?;
        let kept = std::mem::replace(&mut self.closers[last], last_end as u32);
        let reads = self.groups::<L>(layout, first);
        self.closers[last] = kept;
        reads.then_some(last_end)
    }

    /// Reads the values whose ends stand among the closers; whether they are as
    /// predicted.
    #[inline(always)]
    fn groups<L: Look>(&mut self, layout: &Layout, first: usize) -> bool {
        let first_bits = self.used_bits;
        self.used_bits += layout.groups.len() * LANES;
        make_room(self.bits, self.used_bits);
        // From the end before each value on.
        let ends = &self.closers[first..];
        let own = ends.get(1..).unwrap_or_default().as_chunks().0;
        let sides = ends.as_chunks().0.iter().zip(own);
        let words = self.bits[first_bits..].as_chunks_mut().0;
        let mut odds: Odds = [0; MOST_VALUES / LANES];
        let (mut any, mut wrong) = (0, false);
        let all = layout.groups.iter().zip(sides).zip(words);
        for (((group, sides), bits), odd) in all.zip(&mut odds) {
            let found = L::read(self.padded, sides, group, bits);
            *odd = found.odd & group.numbers;
            any |= *odd;
            wrong |= found.wrong;
        }
        if wrong {
            return false;
        }
        let first = FirstOf {
            end: first,
            bits: first_bits,
        };
        layout.has_no_odds && any == 0 || L::read_odds(self, layout, first, &odds).is_some()
    }

    /// Reads the values that are read one by one: those of the layout, and the
    /// numbers that were found in no usual form. `None` where one isn't as predicted.
    #[inline(always)]
    pub(super) fn odds(&mut self, layout: &Layout, first: FirstOf, odds: &Odds) -> Option<()> {
        let mut reader = odd::Reader {
            padded: self.padded,
            ends: self.closers.get(first.end..)?,
            words: self.bits.get_mut(first.bits..)?,
            texts: &mut *self.texts,
        };
        for short in &layout.shorts {
            reader.short(short)?;
        }
        for odd in &layout.odds {
            reader.odd(odd)?;
        }
        // Eight groups at a time.
        let eights = layout.groups.chunks(8).zip(odds.as_chunks().0);
        for (number, (groups, eight)) in eights.enumerate() {
            let mut odd = u64::from_le_bytes(*eight);
            while odd != 0 {
                let place = odd.trailing_zeros() as usize;
                odd &= odd - 1;
                let (group, lane) = (groups.get(place / LANES)?, place % LANES);
                let gap = group.skips[lane].wrapping_add(8);
                reader.number(number * 64 + place, gap, &group.ways[lane])?;
            }
        }
        Some(())
    }
}

/// Where the next quote is, and whether all before it is known to be plain.
#[inline(always)]
fn quote<L: Look>(padded: &[u8], start: usize) -> Option<(usize, bool)> {
    let (quotes, odd) = L::texts(padded.get(start..)?.first_chunk()?);
    if quotes != 0 {
        let end = start + quotes.trailing_zeros() as usize;
        // The bits below the lowest one.
        let before = !quotes & quotes.wrapping_sub(1);
        return Some((end, odd & before == 0));
    }
    let rest = padded.get(start..)?;
    let length = rest.iter().position(|byte| *byte == b'"')?;
    Some((start + length, false))
}

/// Where an element's values begin: the end before the first one, and its word.
#[derive(Clone, Copy)]
pub(super) struct FirstOf {
    end: usize,
    bits: usize,
}

/// A bit for each number of an element that was found in no usual form.
pub(super) type Odds = [u8; MOST_VALUES / LANES];

/// Whether a text stands for itself: UTF-8 without escapes and controls.
#[inline(always)]
fn is_plain(text: &[u8]) -> bool {
    let plain = |byte: &u8| *byte >= 0x20 && *byte != b'"' && *byte != b'\\';
    text.iter().all(plain) && (text.is_ascii() || std::str::from_utf8(text).is_ok())
}

/// The most that a block of 64 bytes has, as each takes two bytes.
pub(super) const MOST_CLOSERS: usize = 32;

/// Notes the place of each quote that is followed by a comma, from the second
/// entry on; gives how far the entries go. The last ones may lie behind the frame.
#[inline(always)]
pub(super) fn find_closers<L: Look>(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
    // The most that a block has are written at once, and more are read than
    // there are.
    let most = len / 2 + 2 * MOST_CLOSERS;
    if closers.len() < most {
        closers.resize(most, 0);
    }
    let closers = closers.as_mut_slice();
    let mut count = 1;
    for number in 0..len.div_ceil(64) {
        let from = number * 64;
        // With the padding behind the frame there are enough bytes.
        let Some(block) = padded.get(from..).and_then(<[u8]>::first_chunk) else {
            break;
        };
        let Some(places) = closers[count..].first_chunk_mut() else {
            break;
        };
        count += L::closers(block, from as u32, places);
    }
    count
}

/// Writes the place of each bit, counted from `from` on; gives how many there are.
#[inline(always)]
pub(super) fn places_of(mut bits: u64, from: u32, places: &mut [u32; MOST_CLOSERS]) -> usize {
    let found = bits.count_ones() as usize;
    // Six at a time, whether they are there or not: a frame has about four a
    // block, and a branch that goes either way costs more.
    for place in &mut places[..6] {
        *place = from.wrapping_add(bits.trailing_zeros());
        bits &= bits.wrapping_sub(1);
    }
    if bits != 0 {
        for place in &mut places[6..] {
            *place = from.wrapping_add(bits.trailing_zeros());
            bits &= bits.wrapping_sub(1);
        }
    }
    found
}
