//! What can be wrong with a frame.

use std::fmt;

/// Why a frame was refused. Nothing of it was delivered; the next one is
/// decoded as if it hadn't been there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError {
    kind: DecodeErrorKind,
    /// Byte in the frame for JSON errors, element in `data` for others.
    place: u32,
}

/// The kinds of [`DecodeError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// It isn't JSON, isn't UTF-8, or is nested too deep.
    Json,
    /// It isn't a JSON object.
    NotAnObject,
    /// Its `trnm` isn't `REAL`.
    NotReal,
    /// `data` is missing, or is no list of objects.
    Data,
    /// An element's `type` is missing or no text.
    Type,
    /// An element's `item` is no text.
    Item,
    /// An element's `values` is missing, or neither an object nor a list of objects.
    Values,
}

impl DecodeErrorKind {
    /// All kinds, in their order.
    pub(crate) const ALL: [Self; 7] = [
        Self::Json,
        Self::NotAnObject,
        Self::NotReal,
        Self::Data,
        Self::Type,
        Self::Item,
        Self::Values,
    ];

    /// Its name in lower case.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::NotAnObject => "not_an_object",
            Self::NotReal => "not_real",
            Self::Data => "data",
            Self::Type => "type",
            Self::Item => "item",
            Self::Values => "values",
        }
    }
}

impl DecodeError {
    pub(super) fn json(error: &simd_json::Error) -> Self {
        Self::at(DecodeErrorKind::Json, error.index())
    }

    pub(super) fn at(kind: DecodeErrorKind, place: usize) -> Self {
        Self {
            kind,
            place: u32::try_from(place).unwrap_or(u32::MAX),
        }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(self) -> DecodeErrorKind {
        self.kind
    }

    /// The element of `data`, counted from 0, that is wrong; `None` when the
    /// whole frame is.
    #[must_use]
    pub const fn element(self) -> Option<usize> {
        match self.kind {
            DecodeErrorKind::Type | DecodeErrorKind::Item | DecodeErrorKind::Values => {
                Some(self.place as usize)
            }
            _ => None,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place;
        match self.kind {
            DecodeErrorKind::Json => write!(f, "not valid JSON near byte {place}"),
            DecodeErrorKind::NotAnObject => f.write_str("not a JSON object"),
            DecodeErrorKind::NotReal => {
                f.write_str("not a real-time message: its trnm isn't \"REAL\"")
            }
            DecodeErrorKind::Data => f.write_str("\"data\" is missing or no list of objects"),
            DecodeErrorKind::Type => {
                write!(
                    f,
                    "element {place} of \"data\" has no \"type\", or none that is text"
                )
            }
            DecodeErrorKind::Item => {
                write!(
                    f,
                    "element {place} of \"data\" has an \"item\" that isn't text"
                )
            }
            DecodeErrorKind::Values => write!(
                f,
                "element {place} of \"data\" has no \"values\", or none that is an object or a \
                 list of objects"
            ),
        }
    }
}

impl std::error::Error for DecodeError {}
