//! The scanner: frames that are plainly written, with known keys in any order.
//!
//! It stands between the predicted way and the tape, and reads what the server
//! may well write, but hasn't written just so before: the first frames of a
//! type, other orders, missing fields. A frame must consist of known members,
//! each once, all values being texts, without a blank or an escape; of the type
//! every code must be in the tables, and none twice. Whatever else there is in
//! a frame, it is left to the tape decoder, untouched.
//!
//! Where texts open is found by mask ([`marks`]), without looking at what is in
//! them; eight members at a time keys become codes and values become numbers
//! ([`lanes`]). From there on a frame is like one that was as predicted, but
//! that the values stand in the order of the type's table ([`table`]).
//!
//! Every byte is accounted for: what stands between texts is compared with
//! what must stand there, keys are read as digits, and so are numbers; any
//! other text is known to be without quotes, backslashes and controls, and is
//! looked at for UTF-8.
//!
//! A scan that fails was for nothing, and so frames are scanned only while as many
//! scans succeed as fail, and now and then ([`credit`]).

mod credit;
mod lanes;
mod marks;
mod table;
#[allow(unsafe_code)]
mod vectors;

use super::paths::Chosen;
use super::predict::{LANES, Layout, MOST_VALUES, Piece, Plan, Span, Way, make_room, read_odd};
use crate::schema::{MessageType, RecordKind};
use credit::Credit;
use lanes::{Forms, Lanes, Sides};
use marks::Marks;
use table::{NO_FIELD, TABLES, Table};
pub(super) use vectors::scan;

/// The longest frame that is looked at: several times the longest that were seen.
const MOST_BYTES: usize = 1 << 16;

/// Reads frames whatever their order.
#[derive(Debug)]
pub(super) struct Scanner {
    marks: Marks,
    forms: Box<Forms>,
    tables: &'static [Table],
    plan: Plan,
    credit: Credit,
}

/// Scans a frame in the way that was chosen; `false` where it isn't plainly
/// written, and for most frames while scans fail more often than not.
#[inline]
pub(super) fn scan_if_worth(
    chosen: Chosen,
    scanner: &mut Scanner,
    padded: &[u8],
    len: usize,
) -> bool {
    if !scanner.credit.is_due() {
        return false;
    }
    let succeeds = scan(chosen, scanner, padded, len);
    scanner.credit.note(succeeds);
    succeeds
}

/// One element's `values`.
#[derive(Clone, Copy)]
struct Values {
    /// The quote that opens the first key.
    first: usize,
    /// Where a key would open behind the last value.
    behind: usize,
}

/// What was found of an element.
#[derive(Default)]
struct Found {
    kind: Option<RecordKind>,
    name: Option<Span>,
    item: Option<Span>,
    exchange: Option<Span>,
    values: Option<Values>,
}

impl Scanner {
    pub(super) fn new() -> Self {
        Self {
            marks: Marks::default(),
            forms: Box::new(Forms::new()),
            tables: &TABLES,
            plan: Plan::new(),
            credit: Credit::FULL,
        }
    }

    pub(super) const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The layout of a piece of the plan, in the order of its type's table.
    pub(super) fn layout(&self, piece: &Piece) -> &'static Layout {
        &self.tables[piece.layout as usize].layout
    }

    /// Reads a frame of `len` bytes, behind which some more stand; `false`
    /// where it isn't plainly written. Allocates when the longest frame so far
    /// comes.
    #[inline(always)]
    fn read<L: Lanes>(&mut self, padded: &[u8], len: usize) -> bool {
        if len > MOST_BYTES || !padded[..len].starts_with(b"{\"") {
            return false;
        }
        self.plan.clear();
        if !L::find(&mut self.marks, padded, len) {
            return false;
        }
        let mut walk = Walk {
            padded,
            frame: &padded[..len],
            at: 0,
            other: 0,
            key: 1,
            value: 0,
            used_bits: 0,
            scanner: self,
        };
        walk.frame::<L>() == Some(len)
    }
}

/// A walk through a frame.
struct Walk<'a> {
    padded: &'a [u8],
    frame: &'a [u8],
    at: usize,
    /// How far each list of the marks was used.
    other: usize,
    key: usize,
    value: usize,
    /// How many of the plan's values are used.
    used_bits: usize,
    scanner: &'a mut Scanner,
}

impl Walk<'_> {
    /// Reads the whole frame; gives where it ends.
    #[inline(always)]
    fn frame<L: Lanes>(&mut self) -> Option<usize> {
        let (mut is_real, mut has_data) = (false, false);
        self.take(b"{")?;
        loop {
            if !is_real && self.take(br#""trnm":"REAL""#).is_some() {
                is_real = true;
            } else {
                self.take(br#""data":["#).filter(|()| !has_data)?;
                has_data = true;
                self.element::<L>()?;
                while self.take(b",").is_some() {
                    self.element::<L>()?;
                }
                self.take(b"]")?;
            }
            if self.take(b",").is_none() {
                break;
            }
        }
        self.take(b"}")?;
        (is_real && has_data).then_some(self.at)
    }

    /// Reads an element, and notes it in the plan.
    #[inline(always)]
    fn element<L: Lanes>(&mut self) -> Option<()> {
        let mut found = Found::default();
        self.take(b"{")?;
        loop {
            self.member::<L>(&mut found)?;
            if self.take(b",").is_none() {
                break;
            }
        }
        self.take(b"}")?;
        let number = usize::from(found.kind?.number());
        let table = self.scanner.tables.get(number)?;
        for (span, usual) in [
            (found.name, table.wire_name),
            (found.item, &b""[..]),
            (found.exchange, &b""[..]),
        ] {
            let text = span.map_or(&b""[..], |span| span.bytes(self.frame));
            if text != usual && !text.is_ascii() && std::str::from_utf8(text).is_err() {
                return None;
            }
        }
        let plan = &mut self.scanner.plan;
        make_room(&mut plan.bits, self.used_bits);
        let mut piece = Piece::new(number, self.used_bits, plan.texts.len());
        piece.item = found.item.unwrap_or_default();
        piece.exchange = found.exchange;
        let read = Reading {
            padded: self.padded,
            marks: &mut self.scanner.marks,
            forms: &self.scanner.forms,
            table,
            key: self.key,
            value: self.value,
            words: plan.bits.get_mut(self.used_bits..)?.first_chunk_mut()?,
            texts: &mut plan.texts,
        };
        let count = L::values(read, found.values?)?;
        self.key += count - 1;
        self.value += count;
        self.used_bits += table.none.len();
        piece.texts.1 = plan.texts.len() as u32;
        plan.pieces.push(piece);
        Some(())
    }

    /// Reads one member of an element, which none before may have been.
    #[inline(always)]
    fn member<L: Lanes>(&mut self, found: &mut Found) -> Option<()> {
        let span = if self.take(br#""values":{""#).is_some() {
            let values = self.values()?;
            return found.values.replace(values).is_none().then_some(());
        } else if self.take(br#""type":""#).is_some() {
            let span = self.text::<L>()?;
            let code = MessageType::from_code(span.text(self.frame))?;
            return found.kind.replace(code.kind()?).is_none().then_some(());
        } else if self.take(br#""name":""#).is_some() {
            &mut found.name
        } else if self.take(br#""item":""#).is_some() {
            &mut found.item
        } else {
            self.take(br#""stexTp":""#)?;
            &mut found.exchange
        };
        let text = self.text::<L>()?;
        span.replace(text).is_none().then_some(())
    }

    /// Goes over the values, from behind the first quote on.
    #[inline(always)]
    fn values(&mut self) -> Option<Values> {
        let first = self.at - 1;
        let marks = &self.scanner.marks;
        let is_before = |list: &[u32], at: usize| list[at] as usize <= first;
        while is_before(&marks.others, self.other) {
            self.other += 1;
        }
        while is_before(&marks.keys, self.key) {
            self.key += 1;
        }
        while is_before(&marks.values, self.value) {
            self.value += 1;
        }
        // The next quote that opens neither a key nor a value of theirs stands
        // a few brackets behind them.
        let next = self.frame.len().min(marks.others[self.other] as usize);
        let last = self.frame.get(next.saturating_sub(8)..next)?;
        let brackets = last.iter().rev().take_while(|byte| **byte != b'"');
        self.at = next - brackets.count();
        let behind = self.at + 1;
        let is_text = self.frame.get(self.at.wrapping_sub(1)) == Some(&b'"');
        is_text.then_some(())?;
        self.take(b"}")?;
        Some(Values { first, behind })
    }

    /// Goes over these bytes, if they are the next ones.
    #[inline(always)]
    fn take(&mut self, bytes: &[u8]) -> Option<()> {
        let is_next = self.frame.get(self.at..)?.starts_with(bytes);
        self.at += if is_next { bytes.len() } else { 0 };
        is_next.then_some(())
    }

    /// Goes over a text, and the quote that ends it.
    #[inline(always)]
    fn text<L: Lanes>(&mut self) -> Option<Span> {
        let start = self.at;
        loop {
            let block = self.padded.get(self.at..)?.first_chunk()?;
            let quotes = L::bits(block).quotes;
            if quotes != 0 {
                let end = self.at + quotes.trailing_zeros() as usize;
                self.at = end + 1;
                return (end < self.frame.len()).then(|| Span::new(start, end));
            }
            self.at += block.len();
        }
    }
}

/// All that is needed to read the values of one element.
struct Reading<'a> {
    padded: &'a [u8],
    marks: &'a mut Marks,
    forms: &'a Forms,
    table: &'a Table,
    /// The first marks behind the first key's quote.
    key: usize,
    value: usize,
    words: &'a mut [u64; MOST_VALUES],
    texts: &'a mut Vec<(u16, Span)>,
}

impl Reading<'_> {
    /// Reads the values into the words by their number in the table; gives how
    /// many there are.
    #[inline(always)]
    fn values<L: Lanes>(self, values: Values) -> Option<usize> {
        let Self { marks, table, .. } = self;
        // The first key's quote stands among the others for now.
        let kept = std::mem::replace(&mut marks.keys[self.key - 1], values.first as u32);
        let (keys, next_keys) = (marks.keys.get(self.key - 1..)?, marks.keys.get(self.key..)?);
        let opens = marks.values.get(self.value..)?;
        let behind = values.behind as u32;
        let mut numbers = [[NO_FIELD; LANES]; MOST_VALUES / LANES];
        let mut odds = [0; MOST_VALUES / LANES];
        let mut is_there = [0_u8; MOST_VALUES];
        let (mut count, mut wrong) = (0, false);
        let groups = keys.as_chunks().0.iter().zip(next_keys.as_chunks().0);
        let groups = groups.zip(opens.as_chunks().0);
        for (((keys, next_keys), values), (numbers, odd)) in
            groups.zip(numbers.iter_mut().zip(&mut odds))
        {
            if values[0] >= behind {
                break;
            }
            let sides = Sides {
                keys,
                values,
                next_keys,
                behind,
            };
            let loaded = L::load(self.padded, sides);
            let mut forms = [0; LANES];
            for lane in 0..LANES {
                let number = table.codes.slot(loaded.codes[lane]);
                numbers[lane] = number;
                forms[lane] = table.forms[usize::from(number)];
                is_there[usize::from(number)] = 1;
            }
            let mut words = [0; LANES];
            *odd = L::read(loaded.texts, forms, self.forms, &mut words) & loaded.used;
            for lane in 0..LANES {
                self.words[usize::from(numbers[lane])] = words[lane];
            }
            wrong |= loaded.wrong;
            count += loaded.used.count_ones() as usize;
        }
        // Each key has its value, and no more follow than were read.
        let is_complete = next_keys[count.checked_sub(1)?] >= behind && opens[count] >= behind;
        // Each is another one of the tables.
        let there = is_there.get(..table.none.len())?;
        let different = there.iter().map(|it| usize::from(*it)).sum::<usize>();
        let is_plain = !wrong && is_complete && different == count;
        if is_plain && different < there.len() {
            for ((word, none), it) in self.words.iter_mut().zip(&table.none).zip(there) {
                *word = if *it == 0 { *none } else { *word };
            }
        }
        let reads = is_plain.then(|| {
            for (number, odd) in odds.iter().enumerate() {
                let mut odd = *odd;
                while odd != 0 {
                    let lane = odd.trailing_zeros() as usize;
                    odd &= odd - 1;
                    let at = number * LANES + lane;
                    let field = numbers[number][lane];
                    let way = table.ways.get(usize::from(field))?;
                    let span = Span {
                        start: opens[at] + 1,
                        end: next_keys[at].min(behind) - 2,
                    };
                    if *way == Way::Late && span.is_empty() {
                        self.words[usize::from(field)] = *table.none.get(usize::from(field))?;
                        continue;
                    }
                    match read_odd(self.padded, span, way)? {
                        Some(bits) => self.words[usize::from(field)] = bits,
                        None => self.texts.push((field.into(), span)),
                    }
                }
            }
            Some(count)
        });
        marks.keys[self.key - 1] = kept;
        reads?
    }
}

#[cfg(test)]
mod tests;
