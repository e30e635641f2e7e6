//! A REAL frame with what it tells of, and the count of that.

use std::collections::HashMap;

use crate::kind::Kind;

/// A REAL frame of the market. All its elements are of one type.
#[derive(Debug, Default)]
pub(crate) struct Frame {
    pub(crate) text: Vec<u8>,
    /// None for a frame that the market didn't make.
    pub(crate) kind: Option<Kind>,
    /// Where in the text each element's item stands: start and length.
    pub(crate) items: Vec<(usize, usize)>,
}

/// Elements by item and type.
#[derive(Debug, Default)]
pub(crate) struct Tally(HashMap<String, [u64; Kind::COUNT]>);

impl Tally {
    /// Counts a frame's elements. Allocates for items that are new.
    pub(crate) fn add(&mut self, frame: &Frame) {
        let Some(kind) = frame.kind else { return };
        for &(start, len) in &frame.items {
            // Items are written from text.
            let item = std::str::from_utf8(&frame.text[start..start + len]).unwrap_or_default();
            match self.0.get_mut(item) {
                Some(counts) => counts[kind as usize] += 1,
                None => {
                    let mut counts = [0; Kind::COUNT];
                    counts[kind as usize] = 1;
                    self.0.insert(item.to_owned(), counts);
                }
            }
        }
    }

    /// As (type, item, count) with a count above zero, in order.
    pub(crate) fn rows(&self) -> Vec<(&'static str, String, u64)> {
        let of_item = |(item, counts): (&String, &[u64; Kind::COUNT])| {
            let counted = Kind::ALL.map(|kind| (kind.code(), item.clone(), counts[kind as usize]));
            counted.into_iter().filter(|(.., count)| *count > 0)
        };
        let mut rows: Vec<_> = self.0.iter().flat_map(of_item).collect();
        rows.sort_unstable();
        rows
    }
}
