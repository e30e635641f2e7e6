//! What the fuzz targets do with an input. Each body takes any bytes and panics
//! where the engine breaks a promise: cargo-fuzz looks for such bytes, and an
//! ordinary test runs the committed inputs through all bodies.
//!
//! Most bodies read an input in two ways. One that begins with [`STRUCTURED`] is
//! taken as a list of choices, by `arbitrary`: which frame, what damage, what
//! next. Any other is what the server, or a table's file, says as it stands.

mod decoders;
mod dictionary;
mod framer;
mod journal;
mod ring;
mod session;
mod tables;

// The reference decoder of the engine's tests, which are another crate.
#[path = "../../../engine/tests/decode/frames.rs"]
#[allow(dead_code, reason = "the tests need more of it")]
mod frames;
#[path = "../../../engine/tests/decode/json.rs"]
mod json;
#[path = "../../../engine/tests/decode/reference.rs"]
mod reference;

pub use dictionary::dictionary;

/// The first byte of an input that is a list of choices.
pub const STRUCTURED: u8 = b'~';

/// What a target does with an input. It panics where a promise is broken.
pub type Body = fn(&[u8]);

/// Every target, by name.
pub const TARGETS: [(&str, Body); 7] = [
    ("decode", decoders::decode),
    ("framer", framer::framer),
    ("journal", journal::journal),
    ("predicted", decoders::predicted),
    ("ring", ring::ring),
    ("session", session::session),
    ("tables", tables::tables),
];

/// The body of this target.
///
/// # Panics
/// When there is none of this name.
#[must_use]
pub fn body(target: &str) -> Body {
    let named = TARGETS.iter().find(|(name, _)| *name == target);
    named.expect("a target of this name").1
}

/// Changes a text in up to three places, as a list of choices says.
fn damage(u: &mut arbitrary::Unstructured<'_>, text: &mut Vec<u8>) -> arbitrary::Result<()> {
    for _ in 0..u.int_in_range(0..=3)? {
        if text.is_empty() {
            return Ok(());
        }
        let at = u.choose_index(text.len())?;
        match u.int_in_range(0..=4)? {
            0 => text[at] = u.arbitrary()?,
            // The most likely change of a real message: another digit.
            1 => text[at] = u.int_in_range(b'0'..=b'9')?,
            2 => drop(text.drain(at..text.len().min(at + u.int_in_range(1..=8)?))),
            3 => {
                let end = text.len().min(at + u.int_in_range(1..=32)?);
                let part = text[at..end].to_vec();
                let to = u.choose_index(text.len())?;
                text.splice(to..to, part);
            }
            _ => {
                let bytes: Vec<u8> = u.arbitrary()?;
                text.splice(at..at, bytes.into_iter().take(16));
            }
        }
    }
    Ok(())
}
