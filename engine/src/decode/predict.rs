//! The predicted-layout decoder: frames that are written as the last ones were.
//!
//! A server writes a type's fields in one order, frame after frame, and so all
//! bytes of a frame but the values are known before it comes. A [`Predictor`]
//! learns that from frames which the tape decoder has read: which bytes stand
//! between the values of each type ([`Layout`]), and around the elements. A
//! frame is then compared with that, and the values are read where they must
//! stand, eight at a time ([`lanes`]); what becomes of each in the record is
//! known, too ([`stores`]). What isn't a number of at most eight characters is
//! read one by one ([`read_odds`]), and only what no word of a record holds waits
//! for the record to be written.
//!
//! Whatever isn't exactly so is left to the tape decoder, untouched: other
//! orders, blanks, escapes, bare numbers, a value that is no text. So nothing
//! is assumed about a server, and every answer is the tape's: every byte of a
//! frame is either compared with one that the tape has accepted at that place,
//! or is part of a value, which is read by the same rules or as the same text.
//!
//! Learning allocates, and takes about six times as long as the tape takes for the
//! frame (469,000 instructions for a full book), so it is
//! rationed ([`Budget`]): a type's first sixteen misses are looked at, and
//! from then on one in 251. However odd a server's frames were, and for however
//! long, a type whose frames keep to one layout is predicted again after at most
//! 251 of them. What is kept never grows: two layouts a type.

mod budget;
mod lanes;
mod layout;
mod part;
mod stores;

use super::DecodeStats;
use super::number::{self, Number};
use super::paths::Look;
use super::write::number_bits;
use budget::Budget;
pub(super) use lanes::{Found, LANES, LOADED, Places, Words, read as read_texts};
use layout::{Frame, Hole, Way};
pub(super) use layout::{Group, Layout};
#[cfg(test)]
pub(super) use part::Part;
pub(super) use part::{BLOCK, Block};

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
    fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
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

/// What is known of a frame that was read.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) pieces: Vec<Piece>,
    /// The values of all pieces as records hold them, one after the other, and
    /// room for the most that one more can have.
    bits: Vec<u64>,
    /// How many of them there are.
    used_bits: usize,
    /// Values that are to be read as text: the place among its piece's values,
    /// and where it stands.
    texts: Vec<(u16, Span)>,
}

/// One element of a frame that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    layout: usize,
    pub(super) item: Span,
    pub(super) exchange: Option<Span>,
    first_bits: usize,
    texts: (usize, usize),
}

/// Learns layouts, and reads what is written in them.
#[derive(Debug)]
pub(super) struct Predictor {
    frame: Option<Frame>,
    /// The one that was found last comes first.
    layouts: Vec<Layout>,
    order: Vec<usize>,
    /// By record kind.
    budgets: Vec<Budget>,
    /// Places of the quotes that close a value and are followed by a comma, from
    /// the second entry on.
    closers: Vec<u32>,
    /// Where the frame's end.
    found: usize,
    plan: Plan,
    /// What was seen in the frame at hand, until the tape has read it, too.
    seen: Option<(Frame, Vec<Layout>)>,
}

impl Predictor {
    pub(super) fn new() -> Self {
        Self {
            frame: None,
            layouts: Vec::with_capacity(MOST_LAYOUTS),
            order: Vec::with_capacity(MOST_LAYOUTS),
            budgets: vec![Budget::FULL; usize::from(u8::MAX) + 1],
            closers: vec![0; 4 * 1024],
            found: 0,
            plan: Plan {
                pieces: Vec::with_capacity(64),
                bits: vec![0; 2 * 1024],
                used_bits: 0,
                texts: Vec::with_capacity(1024),
            },
            seen: None,
        }
    }

    pub(super) const fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(super) fn layout(&self, piece: &Piece) -> &Layout {
        &self.layouts[piece.layout]
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
            || !frame.head.stands::<L>(padded, 0, len)
            || !frame.tail.stands::<L>(padded, len - tail, len)
        {
            return false;
        }
        let end = len - tail;
        self.found = L::find_closers(padded, len, &mut self.closers);
        self.plan.pieces.clear();
        self.plan.used_bits = 0;
        self.plan.texts.clear();
        let mut at = head;
        let mut closer = 1;
        while at < end {
            if !self.plan.pieces.is_empty() {
                if padded[at] != b',' {
                    return false;
                }
                at += 1;
            }
            match self.read_element::<L>(padded, at, end, &mut closer) {
                Some(behind) => at = behind,
                None => return false,
            }
        }
        at == end
    }

    /// Reads the element at `at`; gives where it ends.
    #[inline(always)]
    fn read_element<L: Look>(
        &mut self,
        padded: &[u8],
        at: usize,
        end: usize,
        closer: &mut usize,
    ) -> Option<usize> {
        for rank in 0..self.order.len() {
            let number = self.order[rank];
            let layout = &self.layouts[number];
            if !layout
                .first()
                .is_some_and(|part| part.stands::<L>(padded, at, end))
            {
                continue;
            }
            let mut next = *closer;
            let reading = Reading {
                padded,
                end,
                closers: &mut self.closers,
                found: self.found,
                plan: &mut self.plan,
            };
            if let Some(behind) = reading.element::<L>(number, layout, at, &mut next) {
                *closer = next;
                if rank > 0 {
                    self.order[..=rank].rotate_right(1);
                }
                self.budgets[usize::from(layout.kind.number())].hit();
                return Some(behind);
            }
        }
        None
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

    /// Takes the place of the older of two layouts of its type.
    fn keep(&mut self, layout: Layout) {
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

/// All that is needed to read one element.
struct Reading<'a> {
    padded: &'a [u8],
    /// Where the frame's last bytes begin.
    end: usize,
    closers: &'a mut [u32],
    found: usize,
    plan: &'a mut Plan,
}

impl Reading<'_> {
    /// Reads an element of which the first bytes are right; gives where it
    /// ends. What was noted of one that isn't as predicted is taken back.
    #[inline(always)]
    fn element<L: Look>(
        mut self,
        number: usize,
        layout: &Layout,
        start: usize,
        closer: &mut usize,
    ) -> Option<usize> {
        let (first_bits, first_text) = (self.plan.used_bits, self.plan.texts.len());
        let mut piece = Piece {
            layout: number,
            item: Span::default(),
            exchange: None,
            first_bits,
            texts: (first_text, first_text),
        };
        let mut at = start;
        let mut reads = true;
        for (part, hole) in &layout.parts {
            // The first one was compared already.
            if at != start && !part.stands::<L>(self.padded, at, self.end) {
                reads = false;
                break;
            }
            at += part.len();
            let behind = match hole {
                Hole::Values => self.values::<L>(layout, at, closer),
                Hole::Item => self.text::<L>(at).map(|span| {
                    piece.item = span;
                    span.end as usize
                }),
                Hole::Exchange => self.text::<L>(at).map(|span| {
                    piece.exchange = Some(span);
                    span.end as usize
                }),
                Hole::End => Some(at),
            };
            match behind {
                Some(behind) => at = behind,
                None => {
                    reads = false;
                    break;
                }
            }
        }
        if !reads {
            self.plan.used_bits = first_bits;
            self.plan.texts.truncate(first_text);
            return None;
        }
        piece.texts.1 = self.plan.texts.len();
        self.plan.pieces.push(piece);
        Some(at)
    }

    /// A text that ends with the next quote.
    #[inline(always)]
    fn text<L: Look>(&self, start: usize) -> Option<Span> {
        let (end, is_plain_so_far) = self.quote::<L>(start)?;
        let is_plain = is_plain_so_far || is_plain(&self.padded[start..end]);
        is_plain.then(|| Span::new(start, end))
    }

    /// Where the next quote is, and whether all before it is known to be plain.
    #[inline(always)]
    fn quote<L: Look>(&self, start: usize) -> Option<(usize, bool)> {
        let (quotes, odd) = L::texts(self.padded.get(start..)?.first_chunk()?);
        let length = quotes.trailing_zeros() as usize;
        if length < 32 {
            let end = start + length;
            let before = (1 << length) - 1;
            return (end < self.end).then_some((end, odd & before == 0));
        }
        let rest = self.padded.get(start..self.end)?;
        let length = rest.iter().position(|byte| *byte == b'"')?;
        Some((start + length, false))
    }

    /// Reads the values of a type from the first one's first byte; gives where
    /// the last one ends.
    #[inline(always)]
    fn values<L: Look>(
        &mut self,
        layout: &Layout,
        start: usize,
        closer: &mut usize,
    ) -> Option<usize> {
        let count = layout.fields.len();
        while *closer < self.found && self.closers[*closer] < start as u32 {
            *closer += 1;
        }
        // Of all values but the last the end is a closer.
        let (first, last) = (*closer - 1, *closer - 1 + count);
        if last > self.found {
            return None;
        }
        // Each text begins behind the one before, and so the first one's start
        // and the last one's end stand among the closers for now.
        self.closers[first] = start as u32;
        let last_start = self.closers[last - 1] + layout.last_gap;
        let (last_end, _) = self.quote::<L>(last_start as usize)?;
        let kept = std::mem::replace(&mut self.closers[last], last_end as u32);
        let reads = self.groups::<L>(layout, first);
        self.closers[last] = kept;
        *closer = last;
        reads.map(|()| last_end)
    }

    /// Reads the values whose ends stand among the closers.
    #[inline(always)]
    fn groups<L: Look>(&mut self, layout: &Layout, first: usize) -> Option<()> {
        let first_bits = self.plan.used_bits;
        self.plan.used_bits += layout.groups.len() * LANES;
        let room = self.plan.used_bits + MOST_VALUES;
        if self.plan.bits.len() < room {
            self.plan.bits.resize(2 * room, 0);
        }
        let words = &mut self.plan.bits[first_bits..];
        // From the end before each value on.
        let ends = self.closers.get(first..)?;
        let mut odds = [0; MOST_VALUES / LANES];
        let any = L::read_groups(self.padded, ends, &layout.groups, words, &mut odds)?;
        if any == 0 {
            return Some(());
        }
        let texts = &mut self.plan.texts;
        read_odds(self.padded, ends, &layout.groups, words, &odds, texts)
    }
}

/// The ends before the values of each group, and their own.
#[inline(always)]
fn sides(ends: &[u32]) -> impl Iterator<Item = (&Places, &Places)> {
    let own = ends.get(1..).unwrap_or_default();
    ends.as_chunks().0.iter().zip(own.as_chunks().0)
}

/// Reads the values of all groups, and notes which of each group's are to be
/// looked at one by one; gives whether there are some, and `None` where a key is
/// another.
#[inline(always)]
pub(super) fn read_groups<L: Look>(
    padded: &[u8],
    ends: &[u32],
    groups: &[Group],
    words: &mut [u64],
    odds: &mut [u8; MOST_VALUES / LANES],
) -> Option<u8> {
    let words = words.as_chunks_mut().0;
    let (mut any, mut wrong) = (0, false);
    let all = groups.iter().zip(sides(ends)).zip(words);
    for (((group, sides), bits), odd) in all.zip(odds) {
        let found = L::read(padded, sides, group, bits);
        *odd = (found.odd & group.used) | group.texts;
        any |= *odd;
        wrong |= found.wrong;
    }
    (!wrong).then_some(any)
}

/// Reads what isn't a number in the usual form, value by value, and notes those
/// that are to be read as text. `None` where one isn't as predicted.
#[inline(never)]
fn read_odds(
    padded: &[u8],
    ends: &[u32],
    groups: &[Group],
    words: &mut [u64],
    odds: &[u8; MOST_VALUES / LANES],
    texts: &mut Vec<(u16, Span)>,
) -> Option<()> {
    for ((number, odd), group) in odds.iter().enumerate().zip(groups) {
        let mut odd = *odd;
        while odd != 0 {
            let lane = odd.trailing_zeros() as usize;
            odd &= odd - 1;
            let place = number * LANES + lane;
            let (before, end) = (*ends.get(place)?, *ends.get(place + 1)?);
            // The quote before a key that a word doesn't reach.
            let is_long = group.long & 1 << lane != 0;
            if is_long && padded.get(before as usize + 2) != Some(&b'"') {
                return None;
            }
            let start = before.wrapping_add(group.skips[lane]).wrapping_add(8);
            let span = Span { start, end };
            match read_odd(padded, span, group.ways[lane])? {
                Some(bits) => *words.get_mut(place)? = bits,
                None => texts.push((place as u16, span)),
            }
        }
    }
    Some(())
}

/// Reads one value as a record holds it: `Some(None)` where it is to be read as
/// text, and `None` where it isn't as predicted.
#[inline(always)]
fn read_odd(padded: &[u8], span: Span, way: Way) -> Option<Option<u64>> {
    let (start, end) = (span.start as usize, span.end as usize);
    match way {
        Way::Number {
            scale,
            is_directed,
            size,
        } => {
            let number = match lanes::read_whole(padded, start, end) {
                Some((sign, whole)) => Number::scaled(sign, whole, scale),
                None => number::parse(padded.get(start..end)?, scale),
            };
            let (bits, fits) = number_bits(number, is_directed, size);
            if fits {
                return Some(Some(bits));
            }
        }
        Way::Short(size) => {
            let bits = lanes::read_short(padded, start, end, size);
            if bits.is_some() {
                return Some(bits);
            }
        }
        Way::Late => {}
    }
    is_plain(padded.get(start..end)?).then_some(None)
}

impl Plan {
    /// The values of a piece as records hold them.
    pub(super) fn bits(&self, piece: &Piece) -> &[u64; MOST_VALUES] {
        const NONE: &[u64; MOST_VALUES] = &[0; MOST_VALUES];
        let bits = self.bits.get(piece.first_bits..);
        bits.and_then(<[u64]>::first_chunk).unwrap_or(NONE)
    }

    /// Those that are to be read as text: the place among its piece's values,
    /// and where it stands.
    pub(super) fn texts(&self, piece: &Piece) -> &[(u16, Span)] {
        &self.texts[piece.texts.0..piece.texts.1]
    }
}

/// Whether a text stands for itself: UTF-8 without escapes and controls.
#[inline(always)]
fn is_plain(text: &[u8]) -> bool {
    let plain = |byte: &u8| *byte >= 0x20 && *byte != b'"' && *byte != b'\\';
    text.iter().all(plain) && (text.is_ascii() || std::str::from_utf8(text).is_ok())
}

/// Notes the place of each quote that is followed by a comma, from the second
/// entry on; gives where they end.
#[inline(always)]
pub(super) fn find_closers<L: Look>(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
    // Each takes two bytes; the most that a block has are written at once.
    let most = len / 2 + 64;
    if closers.len() < most {
        closers.resize(most, 0);
    }
    let mut count = 1;
    for number in 0..len.div_ceil(64) {
        let from = number * 64;
        // With the padding behind the frame there are enough bytes.
        let Some(block) = padded.get(from..).and_then(|rest| rest.first_chunk()) else {
            break;
        };
        let mut bits = L::closers(block);
        let found = bits.count_ones() as usize;
        let Some(places) = closers[count..].first_chunk_mut::<32>() else {
            break;
        };
        // Six at a time, whether they are there or not: a frame has about four a
        // block, and a branch that goes either way costs more.
        for place in &mut places[..6] {
            *place = (from as u32).wrapping_add(bits.trailing_zeros());
            bits &= bits.wrapping_sub(1);
        }
        if bits != 0 {
            for place in &mut places[6..] {
                *place = (from as u32).wrapping_add(bits.trailing_zeros());
                bits &= bits.wrapping_sub(1);
            }
        }
        count += found;
    }
    // Those in the padding don't count.
    while count > 1 && closers[count - 1] as usize >= len {
        count -= 1;
    }
    // The last eight values are read with what stands behind them.
    closers[count..count + LANES].fill(len as u32);
    count
}
