//! Where things stand in a frame.
//!
//! The whole structure is checked before the first element is handed out, so
//! that of a bad frame nothing is delivered.

use super::{DecodeError, DecodeErrorKind};
use simd_json::{Node, StaticNode};
use smallvec::SmallVec;

/// Elements of a frame that fit without an allocation.
const USUAL: usize = 16;

/// The elements of the frame that was read last. The numbers are places on the
/// tape; 0 (the frame itself) stands for none.
#[derive(Debug, Default)]
pub(super) struct Structure {
    elements: SmallVec<[Places; USUAL]>,
}

/// Where an element's members stand.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Places {
    pub(super) message_type: usize,
    pub(super) item: usize,
    pub(super) exchange: usize,
    /// The object with the values.
    pub(super) values: usize,
}

impl Structure {
    pub(super) fn elements(&self) -> &[Places] {
        &self.elements
    }

    /// Reads a frame's structure; gives how many members stood twice.
    pub(super) fn read(&mut self, tape: &[Node<'_>]) -> Result<u64, DecodeError> {
        self.elements.clear();
        let whole = |kind| DecodeError::at(kind, 0);
        let members = members(tape, 0).ok_or(whole(DecodeErrorKind::NotAnObject))?;
        let (mut trnm, mut data, mut duplicates) = (0, 0, 0);
        for (key, value) in members {
            let place = match key {
                "trnm" => &mut trnm,
                "data" => &mut data,
                _ => continue,
            };
            duplicates += u64::from(*place != 0);
            *place = value;
        }
        if tape.get(trnm).and_then(text) != Some("REAL") {
            return Err(whole(DecodeErrorKind::NotReal));
        }
        let Some(Node::Array { len, .. }) = tape.get(data).filter(|_| data != 0) else {
            return Err(whole(DecodeErrorKind::Data));
        };
        let mut at = data + 1;
        for number in 0..*len {
            duplicates += self.read_element(tape, at, number)?;
            at = after(tape, at);
        }
        Ok(duplicates)
    }

    fn read_element(
        &mut self,
        tape: &[Node<'_>],
        at: usize,
        number: usize,
    ) -> Result<u64, DecodeError> {
        let fail = |kind| DecodeError::at(kind, number);
        let members = members(tape, at).ok_or(fail(DecodeErrorKind::Data))?;
        let mut places = Places::default();
        let mut duplicates = 0;
        for (key, value) in members {
            let place = match key {
                "type" => &mut places.message_type,
                "item" => &mut places.item,
                "stexTp" => &mut places.exchange,
                "values" => &mut places.values,
                _ => continue,
            };
            duplicates += u64::from(*place != 0);
            *place = value;
        }
        if places.message_type == 0 || text(&tape[places.message_type]).is_none() {
            return Err(fail(DecodeErrorKind::Type));
        }
        match &tape[places.item] {
            Node::String(_) => {}
            Node::Static(StaticNode::Null) => places.item = 0,
            _ if places.item == 0 => {}
            _ => return Err(fail(DecodeErrorKind::Item)),
        }
        match &tape[places.values] {
            _ if places.values == 0 => return Err(fail(DecodeErrorKind::Values)),
            Node::Object { .. } => self.elements.push(places),
            Node::Array { len, .. } => {
                // A list of objects: each is an event of its own.
                let mut at = places.values + 1;
                for _ in 0..*len {
                    if !matches!(tape[at], Node::Object { .. }) {
                        return Err(fail(DecodeErrorKind::Values));
                    }
                    places.values = at;
                    self.elements.push(places);
                    at = after(tape, at);
                }
            }
            _ => return Err(fail(DecodeErrorKind::Values)),
        }
        Ok(duplicates)
    }
}

/// The text of a node; `None` for other nodes.
pub(super) fn text<'a>(node: &Node<'a>) -> Option<&'a str> {
    match node {
        Node::String(text) => Some(text),
        _ => None,
    }
}

/// The place behind the value at `at`.
pub(super) fn after(tape: &[Node<'_>], at: usize) -> usize {
    match tape.get(at) {
        Some(Node::Object { count, .. } | Node::Array { count, .. }) => at + count + 1,
        _ => at + 1,
    }
}

/// Key and value's place of each member of the object at `at`; `None` when it
/// is no object.
pub(super) fn members<'t, 'a>(
    tape: &'t [Node<'a>],
    at: usize,
) -> Option<impl Iterator<Item = (&'a str, usize)> + use<'t, 'a>> {
    let Some(Node::Object { len, .. }) = tape.get(at) else {
        return None;
    };
    let mut key_at = at + 1;
    Some((0..*len).map_while(move |_| {
        let key = text(tape.get(key_at)?)?;
        let value = key_at + 1;
        key_at = after(tape, value);
        Some((key, value))
    }))
}
