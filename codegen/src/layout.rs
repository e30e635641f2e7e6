//! Where each field of a record stands.
//!
//! A record is its header, then the fields that strategies read most, then the
//! others. Within each part the fields with the widest alignment come first, so
//! that nearly no byte is lost; what is lost is a named member, because padding
//! that nobody writes must not exist in memory that others read.

use crate::table::{Group, Row, Table};
use crate::tables::TableError;

/// Bytes of the record header, and of the lines that a record is made of.
pub(crate) const LINE: usize = 64;

/// The longest record: its length in lines is a byte, and rings hold several.
const LONGEST: usize = 64 * LINE;

/// A record's layout.
pub(crate) struct Layout {
    /// The members after the header, in their order in memory.
    pub(crate) members: Vec<Member>,
    /// The elements of the table's groups.
    pub(crate) elements: Vec<Element>,
    /// For each row of the table, its offset from the record's start.
    pub(crate) offsets: Vec<usize>,
    /// Size of the record, a multiple of [`LINE`].
    pub(crate) size: usize,
}

/// An element of a repeated structure.
pub(crate) struct Element {
    /// The members, in their order in memory; rows are those of the first element.
    pub(crate) members: Vec<Member>,
    pub(crate) size: usize,
    pub(crate) align: usize,
}

/// A member of a record or of an element.
pub(crate) struct Member {
    pub(crate) offset: usize,
    pub(crate) what: What,
}

/// What a member is.
#[derive(Clone, Copy)]
pub(crate) enum What {
    /// The field of this row.
    Field(usize),
    /// The array of this group.
    Group(usize),
    /// So many bytes that mean nothing.
    Reserved(usize),
}

/// Something to be placed.
struct Piece {
    what: What,
    size: usize,
    align: usize,
    hot: bool,
}

impl Layout {
    /// Lays a table out.
    pub(crate) fn of(table: &Table) -> Result<Self, TableError> {
        let elements: Vec<Element> = (0..table.groups.len())
            .map(|at| element(table, at))
            .collect();
        let mut pieces = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            match row.place {
                None => pieces.push(field(at, row)),
                Some(place) if first_of_group(table, at, place.group) => {
                    let shape = &elements[place.group];
                    pieces.push(Piece {
                        what: What::Group(place.group),
                        size: shape.size * table.groups[place.group].len,
                        align: shape.align,
                        hot: row.hot,
                    });
                }
                Some(_) => {}
            }
        }
        let (members, size) = arrange(pieces, LINE, LINE);
        if size > LONGEST {
            let reason = format!(
                "the record has {size} bytes, and at most {LONGEST} are possible: make fields \
                 smaller or fewer"
            );
            return Err(TableError::new(&table.file, 0, reason));
        }
        let offsets = offsets(table, &members, &elements);
        Ok(Self {
            members,
            elements,
            offsets,
            size,
        })
    }
}

fn field(at: usize, row: &Row) -> Piece {
    Piece {
        what: What::Field(at),
        size: row.size,
        align: row.kind.align(row.size),
        hot: row.hot,
    }
}

fn first_of_group(table: &Table, at: usize, group: usize) -> bool {
    let same = |row: &Row| row.place.is_some_and(|place| place.group == group);
    !table.rows[..at].iter().any(same)
}

fn element(table: &Table, group: usize) -> Element {
    let of_first = |row: &Row| {
        row.place
            .is_some_and(|it| it.group == group && it.index == 0)
    };
    let rows = table
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| of_first(row));
    let pieces: Vec<Piece> = rows.map(|(at, row)| field(at, row)).collect();
    let align = pieces.iter().map(|piece| piece.align).max().unwrap_or(1);
    let (members, size) = arrange(pieces, 0, align);
    Element {
        members,
        size,
        align,
    }
}

/// Puts the pieces one after the other from `start`, and fills up to a multiple
/// of `unit`.
fn arrange(mut pieces: Vec<Piece>, start: usize, unit: usize) -> (Vec<Member>, usize) {
    // A stable sort: the table's order decides between equals.
    pieces.sort_by_key(|piece| (!piece.hot, std::cmp::Reverse(piece.align)));
    let mut members = Vec::new();
    let mut offset = start;
    let fill = |members: &mut Vec<Member>, offset: &mut usize, unit: usize| {
        let gap = offset.next_multiple_of(unit) - *offset;
        if gap > 0 {
            members.push(Member {
                offset: *offset,
                what: What::Reserved(gap),
            });
            *offset += gap;
        }
    };
    for piece in pieces {
        fill(&mut members, &mut offset, piece.align);
        members.push(Member {
            offset,
            what: piece.what,
        });
        offset += piece.size;
    }
    fill(&mut members, &mut offset, unit);
    (members, offset)
}

fn offsets(table: &Table, members: &[Member], elements: &[Element]) -> Vec<usize> {
    let mut offsets = vec![0; table.rows.len()];
    for member in members {
        match member.what {
            What::Field(row) => offsets[row] = member.offset,
            What::Group(group) => {
                place_group(table, group, &elements[group], member.offset, &mut offsets);
            }
            What::Reserved(_) => {}
        }
    }
    offsets
}

fn place_group(table: &Table, at: usize, element: &Element, start: usize, offsets: &mut [usize]) {
    let Group { len, .. } = table.groups[at];
    for member in &element.members {
        let What::Field(first) = member.what else {
            continue;
        };
        for index in 0..len {
            let same = |row: &Row| {
                row.place
                    .is_some_and(|it| it.group == at && it.index == index)
                    && row.name == table.rows[first].name
            };
            let row = table.rows.iter().position(same);
            let row = row.expect("the table's check saw that all elements have the same members");
            offsets[row] = start + index * element.size + member.offset;
        }
    }
}
