//! From an element's values to its record, word by word.

use super::MOST_VALUES;
use crate::record::RecordHeader;
use crate::schema::RecordKind;
use zerocopy::FromBytes as _;

/// How a record is written: every byte behind its header once, from its first
/// to its last.
#[derive(Clone, Debug)]
pub(in super::super) struct Stores {
    empty: &'static [u8],
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
    /// From a record without values.
    Empty,
    /// From these of the element's values, in words of four bytes.
    Fours(Vec<u8>),
    /// The same of eight.
    Eights(Vec<u8>),
    /// From this value, in eight bytes at any place: a text.
    Text(u8),
}

impl Stores {
    /// From the values that fill a word: where it stands in the record, its size
    /// of four or eight bytes, and the value's place.
    pub(super) fn new(kind: RecordKind, mut filled: Vec<(u16, u16, u8)>) -> Self {
        filled.sort_unstable();
        let empty = kind.empty();
        let mut runs: Vec<Run> = Vec::new();
        let mut behind = size_of::<RecordHeader>();
        for (offset, size, place) in filled {
            let (start, size) = (usize::from(offset), usize::from(size));
            let is_next = start == behind;
            if !is_next {
                runs.push(Run {
                    start: behind,
                    end: start,
                    from: From::Empty,
                });
            }
            match (size, runs.last_mut()) {
                (
                    4,
                    Some(Run {
                        end,
                        from: From::Fours(places),
                        ..
                    }),
                )
                | (
                    8,
                    Some(Run {
                        end,
                        from: From::Eights(places),
                        ..
                    }),
                ) if is_next => {
                    *end = start + size;
                    places.push(place);
                }
                _ => runs.push(Run {
                    start,
                    end: start + size,
                    from: match size {
                        4 => From::Fours(vec![place]),
                        _ if start.is_multiple_of(8) => From::Eights(vec![place]),
                        _ => From::Text(place),
                    },
                }),
            }
            behind = start + size;
        }
        if behind < empty.len() {
            runs.push(Run {
                start: behind,
                end: empty.len(),
                from: From::Empty,
            });
        }
        Self {
            empty,
            runs: runs.into(),
        }
    }

    /// Writes all of a record but its header.
    #[inline]
    pub(in super::super) fn write(&self, values: &[u64; MOST_VALUES], record: &mut [u8]) {
        for run in &self.runs {
            let Some(to) = record.get_mut(run.start..run.end) else {
                continue;
            };
            match &run.from {
                From::Empty => to.copy_from_slice(&self.empty[run.start..run.end]),
                // Numbers lie at multiples of their size.
                From::Fours(places) => {
                    if let Ok(words) = <[u32]>::mut_from_bytes(to) {
                        scatter(words, places, |place| values[place] as u32);
                    }
                }
                From::Text(place) => {
                    if let Some(to) = to.first_chunk_mut() {
                        *to = values[usize::from(*place)].to_ne_bytes();
                    }
                }
                From::Eights(places) => {
                    if let Ok(words) = <[u64]>::mut_from_bytes(to) {
                        scatter(words, places, |place| values[place]);
                    }
                }
            }
        }
    }
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
