//! From an element's values to its record, word by word.

use super::MOST_VALUES;
use crate::record::{LINE_BYTES, RecordHeader};
use crate::schema::RecordKind;
use zerocopy::FromBytes as _;

/// Values in a row that are worth a run of their own.
const LEAST_IN_ORDER: usize = 8;

/// How a record is written behind its header.
#[derive(Clone, Debug)]
pub(in super::super) struct Stores {
    empty: &'static [u8],
    /// The lines of which some bytes have no value: they are copied from a record
    /// without values first.
    gaps: Box<[usize]>,
    runs: Box<[Run]>,
}

/// A part of a record that is written alike.
#[derive(Clone, Debug)]
struct Run {
    start: usize,
    end: usize,
    from: From,
}

/// What a part of a record is written from.
#[derive(Clone, Debug)]
enum From {
    /// From these of the element's values, in words of four bytes.
    Fours(Box<[u8]>),
    /// From those in a row that begin with this one.
    FoursInOrder(u8),
    /// The same in words of eight bytes.
    Eights(Box<[u8]>),
    EightsInOrder(u8),
    /// From this value, in eight bytes at any place: a text.
    Text(u8),
}

/// A value that fills a word: where that stands in the record, its size of four
/// or eight bytes, and the value's place.
type Filled = (u16, u16, u8);

impl Stores {
    pub(super) fn new(kind: RecordKind, mut filled: Vec<Filled>) -> Self {
        filled.sort_unstable();
        let empty = kind.empty();
        let mut runs = Vec::new();
        for alike in filled.chunk_by(|one, next| is_next(one, next) && !is_text(next)) {
            split(alike, &mut runs);
        }
        let mut has_value = vec![false; empty.len()];
        has_value[..size_of::<RecordHeader>()].fill(true);
        for (offset, size, _) in &filled {
            has_value[usize::from(*offset)..][..usize::from(*size)].fill(true);
        }
        let lines = has_value.chunks(LINE_BYTES).enumerate();
        let gaps = lines.filter(|(_, line)| line.contains(&false));
        Self {
            empty,
            gaps: gaps.map(|(line, _)| line).collect(),
            runs: runs.into(),
        }
    }

    /// Lines of the record.
    #[inline]
    pub(in super::super) const fn lines(&self) -> usize {
        self.empty.len() / LINE_BYTES
    }

    /// Writes all of a record but its header.
    #[inline]
    pub(in super::super) fn write(&self, values: &[u64; MOST_VALUES], record: &mut [u8]) {
        let lines = record.as_chunks_mut::<LINE_BYTES>().0;
        let empty = self.empty.as_chunks::<LINE_BYTES>().0;
        for line in &self.gaps {
            if let (Some(to), Some(from)) = (lines.get_mut(*line), empty.get(*line)) {
                *to = *from;
            }
        }
        for run in &self.runs {
            let Some(to) = record.get_mut(run.start..run.end) else {
                continue;
            };
            // Numbers lie at multiples of their size.
            match &run.from {
                From::Fours(places) => {
                    if let Ok(words) = <[u32]>::mut_from_bytes(to) {
                        scatter(words, places, |place| values[place] as u32);
                    }
                }
                From::FoursInOrder(first) => {
                    if let Ok(words) = <[u32]>::mut_from_bytes(to) {
                        let values = &values[usize::from(*first)..];
                        copy(words, values, |value| value as u32);
                    }
                }
                From::Eights(places) => {
                    if let Ok(words) = <[u64]>::mut_from_bytes(to) {
                        scatter(words, places, |place| values[place]);
                    }
                }
                From::EightsInOrder(first) => {
                    if let Ok(words) = <[u64]>::mut_from_bytes(to) {
                        copy(words, &values[usize::from(*first)..], |value| value);
                    }
                }
                From::Text(place) => {
                    if let Some(to) = to.first_chunk_mut() {
                        *to = values[usize::from(*place)].to_ne_bytes();
                    }
                }
            }
        }
    }
}

/// Whether two words of one size stand one behind the other.
const fn is_next(one: &Filled, next: &Filled) -> bool {
    one.0 + one.1 == next.0 && one.1 == next.1 && !is_text(one)
}

/// Whether it lies where no number does.
const fn is_text((offset, size, _): &Filled) -> bool {
    !offset.is_multiple_of(*size)
}

/// Adds the runs of words that stand one behind the other.
fn split(alike: &[Filled], runs: &mut Vec<Run>) {
    let mut others = 0..0;
    let mut at = 0;
    for row in alike.chunk_by(|one, next| one.2.checked_add(1) == Some(next.2)) {
        let end = at + row.len();
        if row.len() < LEAST_IN_ORDER {
            others.end = end;
        } else {
            runs.extend(run(&alike[others]));
            others = end..end;
            runs.extend(run(row));
        }
        at = end;
    }
    runs.extend(run(&alike[others]));
}

/// A run of such words: in a row, or else one by one.
fn run(words: &[Filled]) -> Option<Run> {
    let [(start, size, first), ..] = *words else {
        return None;
    };
    let is_row = words.len() >= LEAST_IN_ORDER
        && words
            .iter()
            .zip(usize::from(first)..)
            .all(|(word, place)| usize::from(word.2) == place);
    let places = || words.iter().map(|word| word.2).collect();
    let from = match (size, is_row) {
        _ if is_text(&words[0]) => From::Text(first),
        (4, true) => From::FoursInOrder(first),
        (4, false) => From::Fours(places()),
        (_, true) => From::EightsInOrder(first),
        (_, false) => From::Eights(places()),
    };
    let start = usize::from(start);
    Some(Run {
        start,
        end: start + usize::from(size) * words.len(),
        from,
    })
}

/// Writes each word from the value at its place, four at a time.
#[inline(always)]
fn scatter<W>(words: &mut [W], places: &[u8], value: impl Fn(usize) -> W) {
    let (fours, rest) = words.as_chunks_mut::<4>();
    let (place_fours, place_rest) = places.as_chunks::<4>();
    for (words, places) in fours.iter_mut().zip(place_fours) {
        for lane in 0..4 {
            words[lane] = value(usize::from(places[lane]));
        }
    }
    for (word, place) in rest.iter_mut().zip(place_rest) {
        *word = value(usize::from(*place));
    }
}

/// Writes each word from the next value, eight at a time.
#[inline(always)]
fn copy<W>(words: &mut [W], values: &[u64], word_of: impl Fn(u64) -> W) {
    let (eights, rest) = words.as_chunks_mut::<8>();
    let (value_eights, value_rest) = values.as_chunks::<8>();
    for (words, values) in eights.iter_mut().zip(value_eights) {
        for lane in 0..8 {
            words[lane] = word_of(values[lane]);
        }
    }
    let values = value_eights
        .get(eights.len())
        .map_or(value_rest, <[u64; 8]>::as_slice);
    for (word, value) in rest.iter_mut().zip(values) {
        *word = word_of(*value);
    }
}
