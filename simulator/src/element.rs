//! Writing the elements of REAL frames: fixed text around the values.

use crate::frame::Frame;
use crate::kind::Kind;
use crate::layout::{layout, wire_name};

/// The fixed text of one type's elements.
#[derive(Debug)]
struct Template {
    /// Each code with the text up to the opening quote of its value.
    keys: Vec<(u32, Box<[u8]>)>,
    /// From the closing quote of the last value to the opening quote of the
    /// item.
    tail: Box<[u8]>,
}

/// What a frame starts and ends with: `trnm` comes last, as on the wire.
const FRAME_START: &[u8] = b"{\"data\":[";
const FRAME_END: &[u8] = b"],\"trnm\":\"REAL\"}";

/// Collects elements by type, and makes one frame of each type's.
#[derive(Debug)]
pub(crate) struct Press {
    templates: Vec<Template>,
    /// Elements with commas between them.
    elements: Vec<Vec<u8>>,
    /// Where in a type's frame each element's item will stand.
    items: Vec<Vec<(usize, usize)>>,
}

impl Press {
    pub(crate) fn new() -> Self {
        Self {
            templates: Kind::ALL.into_iter().map(template).collect(),
            elements: vec![Vec::new(); Kind::COUNT],
            items: vec![Vec::new(); Kind::COUNT],
        }
    }

    /// Adds one element. `value` writes the value of a code, without quotes;
    /// nothing that it writes may need escaping.
    pub(crate) fn element(
        &mut self,
        kind: Kind,
        item: &str,
        exchange: Option<&str>,
        value: impl Fn(u32, &mut Vec<u8>),
    ) {
        let template = &self.templates[kind as usize];
        let out = &mut self.elements[kind as usize];
        if !out.is_empty() {
            out.push(b',');
        }
        for (code, text) in &template.keys {
            out.extend_from_slice(text);
            value(*code, out);
        }
        out.extend_from_slice(&template.tail);
        self.items[kind as usize].push((FRAME_START.len() + out.len(), item.len()));
        out.extend_from_slice(item.as_bytes());
        if let Some(exchange) = exchange {
            out.extend_from_slice(b"\",\"stexTp\":\"");
            out.extend_from_slice(exchange.as_bytes());
        }
        out.extend_from_slice(b"\"}");
    }

    /// Bytes of one type that wait for their frame.
    pub(crate) fn len(&self, kind: Kind) -> usize {
        self.elements[kind as usize].len()
    }

    /// Whether no element waits.
    pub(crate) fn is_empty(&self) -> bool {
        self.elements.iter().all(Vec::is_empty)
    }

    /// Writes the frame of the first type that has elements over `frame`, or
    /// empties it and returns false.
    pub(crate) fn take_frame(&mut self, frame: &mut Frame) -> bool {
        frame.text.clear();
        frame.items.clear();
        let has_elements = |kind: &Kind| self.len(*kind) > 0;
        frame.kind = Kind::ALL.into_iter().find(has_elements);
        let Some(kind) = frame.kind else {
            return false;
        };
        frame.text.extend_from_slice(FRAME_START);
        frame.text.append(&mut self.elements[kind as usize]);
        frame.text.extend_from_slice(FRAME_END);
        std::mem::swap(&mut frame.items, &mut self.items[kind as usize]);
        true
    }
}

fn template(kind: Kind) -> Template {
    let mut before = "{\"values\":{\"";
    let keys = layout(kind).map(|code| {
        let text = format!("{before}{code}\":\"")
            .into_bytes()
            .into_boxed_slice();
        before = "\",\"";
        (u32::from(code), text)
    });
    let keys = keys.collect();
    let tail = format!(
        "\"}},\"type\":\"{}\",\"name\":\"{}\",\"item\":\"",
        kind.code(),
        wire_name(kind)
    );
    Template {
        keys,
        tail: tail.into_bytes().into_boxed_slice(),
    }
}
