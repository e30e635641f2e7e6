//! Writing the elements of REAL frames: fixed text around the values.

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

/// The fixed text of every type, made once.
#[derive(Debug)]
pub(crate) struct Templates(Vec<Template>);

/// What a frame starts and ends with: `trnm` comes last, as on the wire.
pub(crate) const FRAME_START: &[u8] = b"{\"data\":[";
/// See [`FRAME_START`].
pub(crate) const FRAME_END: &[u8] = b"],\"trnm\":\"REAL\"}";

impl Templates {
    pub(crate) fn new() -> Self {
        Self(Kind::ALL.into_iter().map(template).collect())
    }

    /// Appends one element. `value` writes the value of a code, without
    /// quotes; nothing that it writes may need escaping.
    pub(crate) fn element(
        &self,
        kind: Kind,
        item: &str,
        exchange: Option<&str>,
        out: &mut Vec<u8>,
        value: impl Fn(u32, &mut Vec<u8>),
    ) {
        let template = &self.0[kind as usize];
        for (code, text) in &template.keys {
            out.extend_from_slice(text);
            value(*code, out);
        }
        out.extend_from_slice(&template.tail);
        out.extend_from_slice(item.as_bytes());
        if let Some(exchange) = exchange {
            out.extend_from_slice(b"\",\"stexTp\":\"");
            out.extend_from_slice(exchange.as_bytes());
        }
        out.extend_from_slice(b"\"}");
    }
}

fn template(kind: Kind) -> Template {
    let mut before = "{\"values\":{\"";
    let keys = layout(kind).iter().map(|&code| {
        let text = format!("{before}{code}\":\"")
            .into_bytes()
            .into_boxed_slice();
        before = "\",\"";
        (code, text)
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
