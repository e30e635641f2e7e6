//! A journal that is written, damaged, compressed and written on, and what must
//! still be read of it.

use super::harm::{Harm, harm, made_up};
use super::{Owned, exhaust};
use arbitrary::{Result, Unstructured};
use kiwoom_journal::{DamageKind, Kind, Moment, NewEntry, Settings, Writer, pack, segments};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Bytes of a segment's header, and of an entry's: see `FORMAT.md`.
const HEADER: usize = 80;
const ENTRY_HEADER: usize = 48;
/// The mark of a segment that was closed.
const END: u16 = 5;
/// Bytes of what stands before a compressed block, and where its frame's length is.
const BLOCK_HEADER: usize = 64;
const BLOCK_LENGTH: usize = 24;
const FRAME_LENGTH: usize = 28;

/// 2026-11-27 at nine in the morning, in Korea.
const MORNING: u64 = 1_795_737_600_000_000_000;

const NOW: Moment = Moment {
    wall_ns: MORNING,
    mono_ns: 0,
};

/// An entry as it was written.
struct Kept {
    /// Where it stands, without what fills it up.
    place: Range<usize>,
    entry: Owned,
    /// Nothing has happened to it: it must be read.
    must: bool,
}

struct Segment {
    number: u64,
    path: PathBuf,
    packed: bool,
    /// Once is enough: a second damage could undo the first.
    harmed: bool,
    /// Whether its header is as it was; none when that isn't known.
    header: Option<bool>,
    entries: Vec<Kept>,
}

impl Segment {
    /// What stands in a segment to which nothing has happened.
    fn new(number: u64, path: PathBuf) -> Self {
        let bytes = fs::read(&path).expect("a segment");
        let mut entries = Vec::new();
        let mut at = HEADER;
        while at < bytes.len() {
            let u32_at = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("4"));
            let u64_at = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("8"));
            let payload = at + ENTRY_HEADER;
            let end = payload + u32_at(at + 4) as usize;
            entries.push(Kept {
                place: at..end,
                entry: Owned {
                    sequence: u64_at(at + 8),
                    kernel_ns: u64_at(at + 16),
                    mono_ns: u64_at(at + 24),
                    epoch: u32_at(at + 32),
                    connection: u32_at(at + 36) as u16,
                    kind: (u32_at(at + 36) >> 16) as u16,
                    payload: bytes[payload..end].to_vec(),
                },
                must: true,
            });
            at = end.next_multiple_of(8);
        }
        assert_eq!(at, bytes.len(), "whole entries");
        Self {
            number,
            path,
            packed: false,
            harmed: false,
            header: Some(true),
            entries,
        }
    }

    /// What was recorded, without the mark at the end.
    fn recorded(&self) -> impl Iterator<Item = &Kept> {
        self.entries.iter().filter(|it| it.entry.kind != END)
    }

    fn harm(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let before = fs::read(&self.path).expect("a segment");
        let mut bytes = before.clone();
        let harm = harm(u, &mut bytes)?;
        fs::write(&self.path, &bytes).expect("a segment");
        self.harmed |= bytes != before;
        match self.packed {
            false => self.cost_plain(&harm),
            true => self.cost_packed(&harm, &before),
        }
        Ok(())
    }

    /// Damage costs the entries it is in.
    fn cost_plain(&mut self, harm: &Harm) {
        if harm.is_in(&(0..HEADER)) {
            self.header = Some(false);
        }
        for kept in &mut self.entries {
            let filled = kept.place.end..kept.place.end.next_multiple_of(8);
            let fill_gone = matches!(harm, Harm::Removed(_)) && harm.is_in(&filled);
            kept.must &= !(fill_gone || harm.is_in(&kept.place));
        }
        // What comes right behind bytes that are gone may be taken for the end, or
        // for the fill, of the entry that they were in.
        if let Harm::Removed(gone) = harm
            && let Some(next) = self
                .entries
                .iter_mut()
                .find(|it| it.place.start >= gone.end)
        {
            next.must = false;
        }
    }

    /// Damage costs the blocks it is in, and the entries that are partly there.
    fn cost_packed(&mut self, harm: &Harm, bytes: &[u8]) {
        if harm.moves_the_rest(bytes.len()) {
            // What comes later isn't where the table says it is.
            self.header = None;
            self.entries.iter_mut().for_each(|it| it.must = false);
            return;
        }
        let u32_at =
            |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("4 bytes")) as usize;
        let (mut at, mut plain) = (0, 0);
        let mut blocks = Vec::new();
        while bytes[at + 8..].starts_with(b"KWJBLOCK") {
            let frame = at + BLOCK_HEADER..at + BLOCK_HEADER + u32_at(at + FRAME_LENGTH);
            let ends = plain + u32_at(at + BLOCK_LENGTH);
            blocks.push((at..frame.end, frame.clone(), plain..ends));
            (at, plain) = (frame.end, ends);
        }
        // Without the table, what stands before each block is needed.
        let has_table = !harm.is_in(&(at..bytes.len()));
        for (whole, frame, plain) in blocks {
            let needed = if has_table { frame } else { whole };
            if !harm.is_in(&needed) {
                continue;
            }
            let is_there =
                |place: &Range<usize>| place.start < plain.end && plain.start < place.end;
            if is_there(&(0..HEADER)) {
                self.header = Some(false);
            }
            for kept in &mut self.entries {
                let end = kept.place.end.next_multiple_of(8);
                kept.must &= !is_there(&(kept.place.start..end));
            }
        }
    }
}

pub(super) struct Model<'a> {
    folder: &'a Path,
    segments: Vec<Segment>,
}

impl<'a> Model<'a> {
    pub(super) const fn new(folder: &'a Path) -> Self {
        Self {
            folder,
            segments: Vec::new(),
        }
    }

    /// A few runs, and what happens to their segments after each.
    pub(super) fn run(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        for _ in 0..u.int_in_range(1..=3)? {
            self.write(u)?;
            for _ in 0..u.int_in_range(0..=3)? {
                if self.segments.is_empty() {
                    break;
                }
                let at = u.choose_index(self.segments.len())?;
                self.suffer(at, u)?;
            }
        }
        Ok(())
    }

    fn suffer(&mut self, at: usize, u: &mut Unstructured<'_>) -> Result<()> {
        let segment = &mut self.segments[at];
        match u.int_in_range(0..=7)? {
            0 => {
                fs::remove_file(&segment.path).expect("it is there");
                self.segments.remove(at);
            }
            1 | 2 => {
                let packed = pack(&segment.path, 1).expect("a compressed segment");
                segment.packed = packed != segment.path || segment.packed;
                segment.path = packed;
            }
            _ if !segment.harmed => segment.harm(u)?,
            _ => {}
        }
        Ok(())
    }

    /// One run of a recorder, closed or killed at its end.
    fn write(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        let settings = Settings {
            segment_bytes: *u.choose(&[1, 300, 2_000, 1 << 20])?,
            flush_bytes: *u.choose(&[0, 100, 1 << 16])?,
            compression: None,
            ..Settings::default()
        };
        let mut writer = Writer::open(self.folder, settings, NOW).expect("a writer");
        let mut written = Vec::new();
        let count = u.int_in_range(0..=8)?;
        for _ in 0..count {
            let Ok(entry) = entry(u, &mut writer) else {
                break;
            };
            written.push(entry);
        }
        if u.arbitrary().unwrap_or(false) {
            writer.close(NOW).expect("room");
        }
        drop(writer);
        let known = self.segments.last().map_or(0, |it| it.number);
        let new = segments(self.folder).expect("a folder");
        let new = new.into_iter().filter(|it| it.number > known);
        let new: Vec<Segment> = new.map(|it| Segment::new(it.number, it.path)).collect();
        let recorded = new.iter().flat_map(Segment::recorded);
        assert!(recorded.map(|it| &it.entry).eq(&written), "{written:?}");
        self.segments.extend(new);
        Ok(())
    }

    /// What must be there is there, all that is there was written, and what is
    /// missing is told.
    pub(super) fn check(&self) {
        if self.segments.is_empty() {
            return;
        }
        let (found, damages) = exhaust(self.folder).expect("the version that was written");
        let mut rest = found.iter().peekable();
        for segment in &self.segments {
            for kept in segment.recorded() {
                let is_next = |it: &&(u64, Owned)| it.0 == segment.number && it.1 == kept.entry;
                let is_there = rest.next_if(is_next).is_some();
                assert!(
                    is_there || !kept.must,
                    "lost: {:?} in {}",
                    kept.entry,
                    segment.number
                );
            }
        }
        assert_eq!(rest.next(), None, "nobody wrote that");
        assert!(damages.iter().all(|it| it.kind != DamageKind::Repeated));
        if self.segments.iter().all(|it| !it.harmed) {
            assert!(damages.iter().all(|it| it.kind == DamageKind::Missing));
        }
        if self.segments.iter().all(|it| it.header.is_some()) {
            let told: u64 = damages.iter().map(|it| it.entries).sum();
            assert_eq!(told, self.missing(&found), "{damages:?}");
        }
    }

    /// Numbers that are missing, as far as a reader can know.
    fn missing(&self, found: &[(u64, Owned)]) -> u64 {
        let mut found = found.iter().peekable();
        let (mut expected, mut missing) = (None, 0);
        for segment in &self.segments {
            if let (None, Some(true)) = (expected, segment.header) {
                expected = segment.recorded().next().map(|it| it.entry.sequence);
            }
            while let Some((_, entry)) = found.next_if(|it| it.0 == segment.number) {
                missing += entry.sequence - expected.unwrap_or(entry.sequence);
                expected = Some(entry.sequence + 1);
            }
        }
        missing
    }
}

/// Writes an entry of chosen figures.
fn entry(u: &mut Unstructured<'_>, writer: &mut Writer) -> Result<Owned> {
    let length = match u.int_in_range(0..=15)? {
        // More than is read at once, and than a block has: little of the input.
        0 => u.int_in_range(0..=700_000)?,
        _ => u.int_in_range(0..=80)?,
    };
    let chosen = length.min(u.len().min(80));
    let mut payload = made_up(u.bytes(chosen)?);
    payload.resize(length, b'x');
    let kind = *u.choose(&[1, 1, 1, 2, 3, 4, 77])?;
    let stamp = match u.int_in_range(0..=7)? {
        0 => u.arbitrary()?,
        1 => 0,
        _ => MORNING + u64::from(u.arbitrary::<u32>()?),
    };
    let entry = NewEntry {
        kind: Kind::new(kind),
        connection: u.arbitrary()?,
        epoch: u.arbitrary()?,
        kernel_ns: stamp,
        mono_ns: u.arbitrary()?,
        payload: &payload,
    };
    let sequence = writer.append(&entry, NOW).expect("room");
    Ok(Owned {
        sequence,
        kind,
        connection: entry.connection,
        epoch: entry.epoch,
        kernel_ns: stamp,
        mono_ns: entry.mono_ns,
        payload,
    })
}
