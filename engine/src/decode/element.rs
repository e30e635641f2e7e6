//! One element of a frame, not yet turned into a record.

use super::DecodeStats;
use super::predict::{Layout, Piece, Plan};
use super::structure::{Places, members, text};
use super::write::{Digits, text_of};
use crate::record::{LINE_BYTES, Line, RecordFlags, RecordHeader, Text, Unknown, Venue};
use crate::schema::{MESSAGES, MessageType, RecordKind, Segment};
use simd_json::Node;
use zerocopy::{FromBytes as _, IntoBytes as _};

/// One event of a frame: what it is about, and its record on demand.
///
/// Its record is written where the caller wants it, so that an element which
/// nobody asked for costs nothing but its place on the tape.
#[derive(Debug)]
pub struct Element<'a> {
    pub(super) source: Source<'a>,
    /// UTF-8, as all of the frame.
    item: &'a [u8],
    pub(super) stats: &'a mut DecodeStats,
    kind: Option<RecordKind>,
    lines: usize,
    last: bool,
}

/// Where an element's values stand.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'a> {
    /// On the tape.
    Tape {
        tape: &'a [Node<'a>],
        places: &'a Places,
    },
    /// In the frame, as predicted or scanned.
    Predicted {
        frame: &'a [u8],
        layout: &'a Layout,
        plan: &'a Plan,
        piece: &'a Piece,
    },
}

impl<'a> Element<'a> {
    pub(super) fn new(
        tape: &'a [Node<'a>],
        places: &'a Places,
        last: bool,
        stats: &'a mut DecodeStats,
    ) -> Self {
        let code = text(&tape[places.message_type]).unwrap_or_default();
        let kind = MessageType::from_code(code).and_then(MessageType::kind);
        stats.elements += 1;
        stats.unknown_types += u64::from(kind.is_none());
        Self {
            source: Source::Tape { tape, places },
            item: text(&tape[places.item]).unwrap_or_default().as_bytes(),
            stats,
            kind,
            lines: kind.map_or(size_of::<Unknown>(), |it| it.empty().len()) / LINE_BYTES,
            last,
        }
    }

    #[inline(always)]
    pub(super) fn predicted(
        frame: &'a [u8],
        layout: &'a Layout,
        plan: &'a Plan,
        piece: &'a Piece,
        last: bool,
        stats: &'a mut DecodeStats,
    ) -> Self {
        stats.elements += 1;
        Self {
            source: Source::Predicted {
                frame,
                layout,
                plan,
                piece,
            },
            item: piece.item.bytes(frame),
            stats,
            kind: Some(layout.kind()),
            lines: layout.stores().lines(),
            last,
        }
    }

    /// The record that it fills: [`RecordKind::Unknown`] for a type that the
    /// tables lack.
    #[must_use]
    pub fn kind(&self) -> RecordKind {
        self.kind.unwrap_or(RecordKind::Unknown)
    }

    /// Its type as the server wrote it.
    #[must_use]
    pub fn type_code(&self) -> &'a str {
        match self.source {
            Source::Tape { tape, places } => text(&tape[places.message_type]).unwrap_or_default(),
            Source::Predicted { layout, .. } => {
                layout.spec().map_or("", |spec| spec.message_type.code())
            }
        }
    }

    /// Its item as the server wrote it, such as `005930_AL`; empty for none.
    #[must_use]
    pub const fn item(&self) -> &'a str {
        match std::str::from_utf8(self.item) {
            Ok(item) => item,
            Err(_) => "",
        }
    }

    /// The same, unchecked.
    #[inline]
    pub(crate) const fn item_bytes(&self) -> &'a [u8] {
        self.item
    }

    /// Lines of 64 bytes that its record takes.
    #[must_use]
    pub const fn lines(&self) -> usize {
        self.lines
    }

    /// Writes its record over `lines`, whatever they held; gives its marks.
    ///
    /// Sequence, symbol, connection, epoch and stamps are left zero: they
    /// aren't in the frame.
    ///
    /// # Panics
    /// When there are fewer lines than [`Element::lines`] says.
    pub fn write(&mut self, lines: &mut [Line]) -> RecordFlags {
        let bytes = lines[..self.lines].as_mut_bytes();
        if let Source::Predicted {
            frame,
            layout,
            plan,
            piece,
        } = self.source
        {
            layout.stores().write(plan.bits(piece), bytes);
            let texts = plan.texts(piece);
            let flags = if texts.is_empty() && layout.unknown == 0 {
                RecordFlags::NONE
            } else {
                self.write_texts(layout, frame, texts, bytes)
            };
            return self.write_header(layout.kind(), bytes, flags);
        }
        let flags = match self.kind {
            Some(kind) => {
                bytes.copy_from_slice(kind.empty());
                self.write_fields(kind, bytes)
            }
            None => match Unknown::mut_from_bytes(bytes) {
                Ok(unknown) => {
                    let flags = self.write_unknown(unknown);
                    self.stats.truncated += u64::from(unknown.message_type.is_truncated());
                    flags
                }
                Err(_) => RecordFlags::NONE,
            },
        };
        self.write_header(self.kind(), bytes, flags)
    }

    /// Writes what its element has that the tables lack; gives its marks.
    ///
    /// Counts nothing: [`Element::write`] has counted it.
    pub fn write_unknown(&self, unknown: &mut Unknown) -> RecordFlags {
        *unknown = Unknown::EMPTY;
        unknown.message_type = Text::new(self.type_code());
        match self.source {
            Source::Tape { tape, places } => {
                let codes = self.kind.and_then(super::write::codes_of);
                for (key, at) in members(tape, places.values).into_iter().flatten() {
                    let index = codes.and_then(|codes| super::write::index_of(codes, key));
                    if index.is_none() {
                        let mut digits = Digits::default();
                        let text = text_of(&tape[at], &mut digits);
                        unknown.push(key, text.unwrap_or_default());
                    }
                }
            }
            Source::Predicted {
                frame,
                layout,
                plan,
                piece,
            } => {
                for (place, span) in plan.texts(piece) {
                    let field = &layout.fields()[usize::from(*place)];
                    if field.index.is_none() {
                        unknown.push(&field.code, span.text(frame));
                    }
                }
            }
        }
        let mut flags = RecordFlags::UNKNOWN_FIELDS;
        if unknown.message_type.is_truncated() {
            flags = flags.with(RecordFlags::TRUNCATED);
        }
        self.header(RecordKind::Unknown, unknown.as_mut_bytes(), flags)
    }

    /// Writes the header of its record, and counts an item that is too long for it.
    #[inline(always)]
    fn write_header(
        &mut self,
        kind: RecordKind,
        bytes: &mut [u8],
        flags: RecordFlags,
    ) -> RecordFlags {
        self.stats.truncated += u64::from(self.item.len() > Text::<16>::CAPACITY);
        self.header(kind, bytes, flags)
    }

    #[inline(always)]
    fn header(&self, kind: RecordKind, bytes: &mut [u8], mut flags: RecordFlags) -> RecordFlags {
        let lines = bytes.len() / LINE_BYTES;
        let Ok((header, _)) = RecordHeader::mut_from_prefix(bytes) else {
            return flags;
        };
        *header = RecordHeader {
            kind: kind.number(),
            lines: u8::try_from(lines).unwrap_or(u8::MAX),
            venue: self.venue(),
            item: self.kept_item(),
            ..RecordHeader::EMPTY
        };
        if header.item.is_truncated() {
            flags = flags.with(RecordFlags::TRUNCATED);
        }
        if self.last {
            flags = flags.with(RecordFlags::LAST_IN_FRAME);
        }
        header.flags = flags;
        flags
    }

    /// The item as a record holds it.
    #[inline(always)]
    fn kept_item(&self) -> Text<16> {
        if let Source::Predicted { frame, piece, .. } = self.source
            && let Some(behind) = frame.get(piece.item.start as usize..)
            && let Some(bytes) = behind.first_chunk()
            && self.item.len() <= Text::<16>::CAPACITY
        {
            return Text::of_first(bytes, self.item.len());
        }
        Text::new(self.item())
    }

    #[inline(always)]
    fn venue(&self) -> Venue {
        let exchange = match self.source {
            Source::Tape { tape, places } if places.exchange != 0 => {
                Some(text(&tape[places.exchange]))
            }
            Source::Tape { .. } => None,
            Source::Predicted { frame, piece, .. } => {
                piece.exchange.map(|span| Some(span.text(frame)))
            }
        };
        if let Some(exchange) = exchange {
            return match exchange {
                Some("ND") => Venue::NASDAQ,
                Some("NY") => Venue::NYSE,
                Some("NA") => Venue::AMEX,
                _ => Venue::UNKNOWN,
            };
        }
        let spec = self
            .kind
            .and_then(|kind| MESSAGES.get(usize::from(kind.number())));
        if spec.is_some_and(|spec| spec.segment == Segment::Us) {
            return Venue::UNKNOWN;
        }
        Venue::of_item(self.item)
    }
}
