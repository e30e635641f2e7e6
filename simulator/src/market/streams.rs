//! Which stream speaks next.

use crate::kind::Kind;
use crate::rng::Rng;

/// A type and the place of its subject in the market's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stream {
    pub(crate) kind: Kind,
    pub(crate) place: usize,
}

/// All streams of a connection, grouped by type.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    kind: Kind,
    places: Vec<usize>,
    /// The weights of this group and of all before it.
    weight_up_to: u64,
}

impl Streams {
    /// Adds a stream; those of one type must come in a row.
    pub(crate) fn add(&mut self, kind: Kind, place: usize) {
        let before = self.groups.last().map_or(0, |group| group.weight_up_to);
        match self.groups.last_mut() {
            Some(group) if group.kind == kind => {
                group.places.push(place);
                group.weight_up_to += kind.weight();
            }
            _ => self.groups.push(Group {
                kind,
                places: vec![place],
                weight_up_to: before + kind.weight(),
            }),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    pub(crate) fn has(&self, kind: Kind) -> bool {
        self.groups.iter().any(|group| group.kind == kind)
    }

    /// A stream, by the weights of the types; there must be one.
    pub(crate) fn pick(&self, rng: &mut Rng) -> Stream {
        let total = self.groups.last().map_or(1, |group| group.weight_up_to);
        let drawn = rng.below(total);
        let group = self
            .groups
            .partition_point(|group| group.weight_up_to <= drawn);
        let Group {
            kind, ref places, ..
        } = self.groups[group];
        let place = places[rng.below(places.len() as u64) as usize];
        Stream { kind, place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_counts_decide_how_often_a_stream_speaks() {
        let mut streams = Streams::default();
        streams.add(Kind::Quote, 0);
        streams.add(Kind::Trade, 0);
        streams.add(Kind::Trade, 1);
        streams.add(Kind::Trade, 2);
        let mut rng = Rng::new(1);
        let mut quotes = 0;
        let mut trades = [0; 3];
        for _ in 0..12_100 {
            match streams.pick(&mut rng) {
                Stream {
                    kind: Kind::Quote, ..
                } => quotes += 1,
                Stream { place, .. } => trades[place] += 1,
            }
        }
        assert!((60..140).contains(&quotes), "{quotes}");
        assert!(
            trades.iter().all(|count| (3_700..4_300).contains(count)),
            "{trades:?}"
        );
    }
}
