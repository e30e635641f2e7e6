//! From a frame's text to records.
//!
//! [`Decoder`] parses a frame in place with simd-json, checks its structure,
//! and hands out its [`Element`]s one by one; each can then be written straight
//! into the memory where the record is to live. It does no input or output, and
//! allocates only while its tape still grows.
//!
//! A frame that is written as the last ones of its types were is read without a
//! parser (see `predict`), and so is one that is plainly written, with known codes
//! in any order (see `scan`). Whatever isn't goes through simd-json, with the same
//! result.
//!
//! What can go wrong is kept apart by its cost: a bad value costs its field, a
//! bad frame costs the frame, and neither costs the connection.

mod element;
mod error;
mod number;
#[allow(unsafe_code)]
mod paths;
mod predict;
mod scan;
mod structure;
mod trial;
mod write;

pub use element::Element;
pub use error::{DecodeError, DecodeErrorKind};
pub use paths::DecoderPath;

use crate::record::{Line, RecordRef, Unknown};
use paths::Chosen;
use predict::{Layout, Piece, Plan, Predictor};
use scan::Scanner;
use simd_json::{Buffers, Tape};
use structure::Structure;

/// How deep a frame may be nested: real ones go four levels down.
const MAX_DEPTH: usize = 32;

/// Bytes that must stand behind a frame in the buffer that it is parsed in.
/// Their content doesn't matter, and they are left as they are.
pub const PADDING: usize = simd_json::INPUT_PADDING;

/// Turns frames into records.
///
/// One decoder serves one thread. It keeps its working memory from frame to
/// frame, so that after the first frames nothing is allocated, but for learning
/// how a type is written: from its first sixteen frames that weren't as predicted
/// at most, and from then on once in 251 such frames, or 4,016 elements that were.
///
/// ```
/// use kiwoom_engine::decode::Decoder;
/// use kiwoom_engine::record::Record;
///
/// let frame = r#"{"trnm":"REAL","data":[{"type":"0C","name":"주식우선호가",
///     "item":"005930","values":{"27":"-20800","28":"-20700"}}]}"#;
/// let mut decoder = Decoder::new();
/// decoder.decode_copy(frame.as_bytes(), |record, _| {
///     let Some(Record::BestQuote(quote)) = record.typed() else { unreachable!() };
///     assert_eq!(quote.header.item(), "005930");
///     assert_eq!(quote.best_ask.get(), Some(20_800));
/// })?;
/// # Ok::<(), kiwoom_engine::decode::DecodeError>(())
/// ```
pub struct Decoder {
    buffers: Buffers,
    /// Empty between frames: only its memory is kept.
    tape: Tape<'static>,
    structure: Structure,
    path: Chosen,
    /// Whether frames are read as predicted where they are written so.
    predicts: bool,
    predictor: Predictor,
    scanner: Scanner,
    stats: DecodeStats,
    /// Refused frames by the kind of their error.
    errors: [u64; DecodeErrorKind::ALL.len()],
    /// For [`Decoder::decode_copy`]: the padded copy, and a record's lines.
    scratch: Vec<u8>,
    lines: Vec<Line>,
}

/// What a decoder has met so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeStats {
    /// Frames decoded without error.
    pub frames: u64,
    /// Those of them that were written as predicted: see the module.
    pub predicted: u64,
    /// Those of them that weren't, and were plainly written: see the module.
    pub scanned: u64,
    /// Frames from which a new way of writing was learned.
    pub learned: u64,
    /// Frames refused: nothing of them was delivered.
    pub errors: u64,
    /// Elements in the frames that were decoded.
    pub elements: u64,
    /// Elements of a type that the tables lack.
    pub unknown_types: u64,
    /// Codes that their type's table lacks.
    pub unknown_fields: u64,
    /// Codes or members that stood twice; the last one counted.
    pub duplicates: u64,
    /// Values that their field can't hold, or that make no sense there.
    pub not_representable: u64,
    /// Texts and items that were cut to fit.
    pub truncated: u64,
}

impl DecodeStats {
    /// Adds what another has counted.
    pub(crate) fn add(&mut self, other: &Self) {
        self.frames += other.frames;
        self.predicted += other.predicted;
        self.scanned += other.scanned;
        self.learned += other.learned;
        self.errors += other.errors;
        self.elements += other.elements;
        self.unknown_types += other.unknown_types;
        self.unknown_fields += other.unknown_fields;
        self.duplicates += other.duplicates;
        self.not_representable += other.not_representable;
        self.truncated += other.truncated;
    }
}

impl std::fmt::Debug for Decoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoder")
            .field("stats", &self.stats)
            .finish_non_exhaustive()
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// A decoder with room for usual frames, which looks at them in the
    /// [best](DecoderPath::best) way that the processor has.
    #[must_use]
    pub fn new() -> Self {
        let path = Chosen::new(DecoderPath::best());
        Self {
            buffers: Buffers::with_max_depth(16 * 1024, MAX_DEPTH),
            tape: Tape(Vec::with_capacity(1024)),
            structure: Structure::default(),
            path,
            predicts: true,
            predictor: Predictor::new(path.order()),
            scanner: Scanner::new(),
            errors: [0; DecodeErrorKind::ALL.len()],
            stats: DecodeStats::default(),
            scratch: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Looks at frames in this way, instead of the best that the processor has, and
    /// forgets what it has learned. One that it doesn't have is replaced by
    /// [`DecoderPath::Portable`]. The answers are the same.
    #[must_use]
    pub fn with_path(mut self, path: DecoderPath) -> Self {
        self.path = Chosen::new(path);
        self.predictor = Predictor::new(self.path.order());
        self
    }

    /// Predicts nothing, and so looks at each frame as if none had been before it,
    /// and scans it even where many scans failed: for tests and benches. The answers
    /// are the same.
    #[must_use]
    pub fn without_prediction(mut self) -> Self {
        self.predicts = false;
        self
    }

    /// Decodes the frame in `padded[..len]` in place: the text is used up.
    /// Calls `each` for its elements, in their order; gives their number.
    ///
    /// `padded` must go on for [`PADDING`] bytes behind the frame. Allocates
    /// nothing once the working memory has the size of the largest frame.
    ///
    /// # Errors
    /// What is wrong with the frame's structure. `each` wasn't called then.
    ///
    /// # Panics
    /// When `padded` is too short for the frame and its padding.
    pub fn decode(
        &mut self,
        padded: &mut [u8],
        len: usize,
        mut each: impl FnMut(&mut Element<'_>),
    ) -> Result<usize, DecodeError> {
        // Not an error: those are the server's.
        assert!(
            padded.len().saturating_sub(len) >= PADDING,
            "the buffer must go on for PADDING bytes behind the frame"
        );
        if self.predicts && paths::predict(self.path, &mut self.predictor, padded, len) {
            self.stats.frames += 1;
            self.stats.predicted += 1;
            let (frame, plan) = (&padded[..len], self.predictor.plan());
            let layout = |piece: &_| self.predictor.layout(piece);
            return Ok(hand_out(frame, plan, layout, &mut self.stats, each));
        }
        let scan = if self.predicts {
            scan::scan_if_worth
        } else {
            scan::scan
        };
        if scan(self.path, &mut self.scanner, padded, len) {
            return Ok(self.hand_out_scanned(&padded[..len], each));
        }
        if self.predicts && self.path.path() != DecoderPath::Tape {
            self.predictor.look(&padded[..len]);
        }
        let mut tape = std::mem::replace(&mut self.tape, Tape(Vec::new())).reset();
        let result = simd_json::fill_tape_padded(padded, len, &mut self.buffers, &mut tape)
            .map_err(|error| DecodeError::json(&error))
            .and_then(|()| self.structure.read(&tape.0));
        match &result {
            Ok(duplicates) => {
                self.stats.frames += 1;
                self.stats.duplicates += duplicates;
                self.predictor.accept(&mut self.stats);
                let elements = self.structure.elements();
                for (at, places) in elements.iter().enumerate() {
                    let last = at + 1 == elements.len();
                    each(&mut Element::new(&tape.0, places, last, &mut self.stats));
                }
            }
            Err(error) => {
                self.stats.errors += 1;
                self.errors[error.kind() as usize] += 1;
                self.predictor.refuse();
            }
        }
        self.tape = tape.reset();
        result.map(|_| self.structure.elements().len())
    }

    /// Learns from a frame that was scanned, and hands out its elements; gives their
    /// number. By itself, so that [`Decoder::decode`] stays short enough to become
    /// part of its caller.
    #[inline(never)]
    fn hand_out_scanned(&mut self, frame: &[u8], each: impl FnMut(&mut Element<'_>)) -> usize {
        self.stats.frames += 1;
        self.stats.scanned += 1;
        let plan = self.scanner.plan();
        if let (true, Some(last)) = (self.predicts, plan.pieces.last()) {
            let kind = self.scanner.layout(last).kind();
            self.predictor.learn(frame, kind, &mut self.stats);
        }
        let layout = |piece: &_| self.scanner.layout(piece);
        hand_out(frame, plan, layout, &mut self.stats, each)
    }

    /// Decodes a copy of `frame`, and calls `each` with every record and what
    /// its element had that the tables lack.
    ///
    /// For files, tools and tests: the copy and the second look for unknown
    /// codes are what the engine's own way spares. The record of an element of
    /// unknown type is its [`Unknown`] itself.
    ///
    /// # Errors
    /// As [`Decoder::decode`].
    pub fn decode_copy(
        &mut self,
        frame: &[u8],
        mut each: impl FnMut(RecordRef<'_>, &Unknown),
    ) -> Result<usize, DecodeError> {
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut lines = std::mem::take(&mut self.lines);
        scratch.clear();
        scratch.extend_from_slice(frame);
        scratch.resize(frame.len() + PADDING, 0);
        let mut unknown = Unknown::EMPTY;
        let result = self.decode(&mut scratch, frame.len(), |element| {
            lines.clear();
            lines.resize(element.lines(), Line::ZERO);
            let flags = element.write(&mut lines);
            if flags.contains(crate::record::RecordFlags::UNKNOWN_FIELDS) {
                element.write_unknown(&mut unknown);
            } else {
                unknown = Unknown::EMPTY;
            }
            if let Some(record) = RecordRef::new(&lines) {
                each(record, &unknown);
            }
        });
        self.scratch = scratch;
        self.lines = lines;
        result
    }

    /// Refused frames by the kind of their error, in the order of
    /// [`DecodeErrorKind::ALL`].
    pub(crate) const fn errors(&self) -> &[u64] {
        &self.errors
    }

    /// What it has met so far.
    #[must_use]
    pub const fn stats(&self) -> DecodeStats {
        self.stats
    }
}

/// Hands out the elements of a frame that was read without a parser; gives their
/// number.
#[inline(always)]
fn hand_out<'a>(
    frame: &'a [u8],
    plan: &'a Plan,
    layout: impl Fn(&'a Piece) -> &'a Layout,
    stats: &mut DecodeStats,
    mut each: impl FnMut(&mut Element<'_>),
) -> usize {
    for (at, piece) in plan.pieces.iter().enumerate() {
        let last = at + 1 == plan.pieces.len();
        let layout = layout(piece);
        each(&mut Element::predicted(
            frame, layout, plan, piece, last, stats,
        ));
    }
    plan.pieces.len()
}

#[cfg(test)]
mod tests;
