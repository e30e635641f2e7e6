//! The predicted-layout decoder: frames that are written as the last ones were.
//!
//! A server writes a type's fields in one order, frame after frame, and so all
//! bytes of a frame but the values are known before it comes. A [`Predictor`]
//! learns that from frames which the tape decoder has read: which bytes stand
//! between the values of each type ([`Layout`]), and around the elements. A
//! frame is then compared with that, eight bytes at a time, and the values are
//! read where they must stand, eight at a time ([`lanes`]).
//!
//! Whatever isn't exactly so is left to the tape decoder, untouched: other
//! orders, blanks, escapes, bare numbers, a value that is no text. So nothing
//! is assumed about a server, and every answer is the tape's: every byte of a
//! frame is either compared with one that the tape has accepted at that place,
//! or is part of a value, which is read by the same rules or as the same text.
//!
//! Learning allocates and takes as long as the tape takes for a few frames, so it
//! is rationed ([`Budget`]): a type's first sixteen misses are looked at, and
//! from then on one in 251. However odd a server's frames were, and for however
//! long, a type whose frames keep to one layout is predicted again after at most
//! 251 of them. What is kept never grows: two layouts a type.

mod budget;
mod lanes;
mod layout;

use super::DecodeStats;
use super::paths::Look;
use budget::Budget;
pub(super) use lanes::{Found, LANES, Words, read as read_texts};
pub(super) use layout::Group;
pub(super) use layout::Layout;
use layout::{Frame, Hole};

/// Layouts that are kept: two of each type, and room for what may come.
const MOST_LAYOUTS: usize = 64;

/// Values of one element that are kept in mind. The longest type has 170.
const MOST_VALUES: usize = 256;

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
    /// The values of all pieces as records hold them, one after the other.
    bits: Vec<Words>,
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
    /// Places of the quotes that close a value and are followed by a comma.
    closers: Vec<u32>,
    /// How many of them are the frame's.
    found: usize,
    ends: Box<[u32; MOST_VALUES + 1]>,
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
            ends: Box::new([0; MOST_VALUES + 1]),
            plan: Plan {
                pieces: Vec::with_capacity(64),
                bits: Vec::with_capacity(512),
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
            || !padded[..len].starts_with(&frame.head)
            || !padded[..len].ends_with(&frame.tail)
        {
            return false;
        }
        let Some(end) = len.checked_sub(tail).filter(|end| *end >= head) else {
            return false;
        };
        self.found = find_closers::<L>(padded, len, &mut self.closers);
        self.plan.pieces.clear();
        self.plan.bits.clear();
        self.plan.texts.clear();
        let mut at = head;
        let mut closer = 0;
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
            if !padded[at..end].starts_with(layout.first()) {
                continue;
            }
            let mut next = *closer;
            let reading = Reading {
                padded,
                end,
                closers: &self.closers[..self.found],
                ends: &mut self.ends,
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
    closers: &'a [u32],
    ends: &'a mut [u32; MOST_VALUES + 1],
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
        let (first_bits, first_text) = (self.plan.bits.len(), self.plan.texts.len());
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
            if !self.padded[at..self.end].starts_with(part) {
                reads = false;
                break;
            }
            at += part.len();
            let behind = match hole {
                Hole::Values => self.values::<L>(layout, at, closer),
                Hole::Item => self.text(at).map(|span| {
                    piece.item = span;
                    span.end as usize
                }),
                Hole::Exchange => self.text(at).map(|span| {
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
            self.plan.bits.truncate(first_bits);
            self.plan.texts.truncate(first_text);
            return None;
        }
        piece.texts.1 = self.plan.texts.len();
        self.plan.pieces.push(piece);
        Some(at)
    }

    /// A text that ends with the next quote.
    #[inline(always)]
    fn text(&self, start: usize) -> Option<Span> {
        let rest = self.padded.get(start..self.end)?;
        let length = rest.iter().position(|byte| *byte == b'"')?;
        is_plain(&rest[..length]).then(|| Span::new(start, start + length))
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
        while *self.closers.get(*closer).unwrap_or(&u32::MAX) < start as u32 {
            *closer += 1;
        }
        // Of all values but the last the end is a closer.
        let inner = self.closers.get(*closer..*closer + count - 1)?;
        let last_start = match inner.last() {
            Some(end) => *end as usize + layout.last_gap as usize,
            None => start,
        };
        let last = self.padded.get(last_start..self.end)?;
        let last_end = last_start + last.iter().position(|byte| *byte == b'"')?;
        self.ends[0] = start as u32;
        self.ends[1..count].copy_from_slice(inner);
        self.ends[count..=layout.groups.len() * LANES].fill(last_end as u32);
        let first_bits = self.plan.bits.len();
        self.plan
            .bits
            .resize(first_bits + layout.groups.len(), [0; LANES]);
        let bits = &mut self.plan.bits[first_bits..];
        let mut wrong = false;
        for (number, bits) in bits.iter_mut().enumerate() {
            let (group, first) = (&layout.groups[number], number * LANES);
            // The end before each value, and its own.
            let ends: &[u32; LANES + 1] = self.ends[first..].first_chunk()?;
            let found = L::read(self.padded, ends, group, bits);
            wrong |= found.wrong;
            let mut odd = found.odd | group.texts;
            while odd != 0 {
                let lane = odd.trailing_zeros() as usize;
                let (start, end) = (ends[lane] + group.gaps[lane], ends[lane + 1]);
                let text = self.padded.get(start as usize..end as usize)?;
                if found.odd & 1 << lane != 0 && !is_plain(text) {
                    return None;
                }
                // The quote before a key that a word doesn't reach.
                let is_long = group.gaps[lane] as usize > layout::WHOLE_GAP;
                if is_long && self.padded[ends[lane] as usize + 2] != b'"' {
                    return None;
                }
                let place = (first + lane) as u16;
                self.plan.texts.push((place, Span { start, end }));
                odd &= odd - 1;
            }
        }
        (!wrong).then_some(last_end)
    }
}

impl Plan {
    /// The values of a piece as records hold them.
    pub(super) fn bits(&self, piece: &Piece) -> &[u64] {
        self.bits[piece.first_bits..].as_flattened()
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

/// Notes the place of each quote that is followed by a comma; gives how many
/// there are.
#[inline(always)]
fn find_closers<L: Look>(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
    // Each takes two bytes, and they are written eight at a time.
    let most = len / 2 + 64;
    if closers.len() < most {
        closers.resize(most, 0);
    }
    let mut count = 0;
    for number in 0..len.div_ceil(64) {
        let from = number * 64;
        // With the padding behind the frame there are enough bytes. What is
        // found in it is behind all that counts.
        let Some(block) = padded.get(from..).and_then(|rest| rest.first_chunk()) else {
            break;
        };
        let mut bits = L::closers(block);
        let found = bits.count_ones() as usize;
        // Eight at a time, whether they are there or not: a frame has about
        // five a block, and a branch that goes either way costs more.
        for eight in closers[count..count + found.max(1).next_multiple_of(8)].chunks_exact_mut(8) {
            for place in eight {
                *place = (from as u32).wrapping_add(bits.trailing_zeros());
                bits &= bits.wrapping_sub(1);
            }
        }
        count += found;
    }
    count
}
