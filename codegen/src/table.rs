//! One message type's table.

mod check;

use crate::kind::Kind;
use crate::names;
use crate::tables::TableError;
use crate::values::Enumeration;

/// A message type: its head and its fields.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file it was read from.
    pub file: String,
    /// Kiwoom's code, two characters, such as `0B`.
    pub code: String,
    /// English name in snake case, such as `trade`.
    pub name: String,
    /// Korean name, as documented.
    pub name_ko: String,
    /// The `name` that frames carry.
    pub wire_name: String,
    /// Which market's socket sends it.
    pub segment: Segment,
    /// What it is, in a sentence or two.
    pub doc: String,
    /// Repeated structures, such as the ten levels of a book.
    pub groups: Vec<Group>,
    /// The fields, in the order in which the server writes them.
    pub rows: Vec<Row>,
}

/// Which market's socket sends a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// `/api/dostk/websocket`: the Korean market.
    Domestic,
    /// `/api/us/websocket`: the American market.
    Us,
}

/// A repeated structure.
#[derive(Clone, Debug)]
pub struct Group {
    /// The record's member that holds it, such as `levels`.
    pub member: String,
    /// The element's type, such as `BookLevel`.
    pub element: String,
    /// What stands before the names of its fields where they are listed flat.
    pub prefix: String,
    /// What an element is.
    pub doc: String,
    /// How many there are.
    pub len: usize,
}

/// One field.
#[derive(Clone, Debug)]
pub struct Row {
    /// Line in the file, counted from 1.
    pub line: usize,
    /// Kiwoom's field code (FID).
    pub code: u16,
    /// English name in snake case; within a group the element's member.
    pub name: String,
    /// Korean name, as documented.
    pub name_ko: String,
    /// How its text is understood.
    pub kind: Kind,
    /// Unit, where it has one.
    pub unit: Option<String>,
    /// Decimals that are kept.
    pub scale: u8,
    /// Bytes that it takes.
    pub size: usize,
    /// Its place in a repeated structure.
    pub place: Option<Place>,
    /// Whether strategies read it most.
    pub hot: bool,
    /// The value list of a code.
    pub values: Option<String>,
    /// A sentence on it.
    pub note: String,
}

/// A field's place in a repeated structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of the table's groups.
    pub group: usize,
    /// Which element, from 0.
    pub index: usize,
}

const HEADING: [&str; 12] = [
    "code", "name", "name_ko", "kind", "unit", "scale", "size", "group", "index", "hot", "values",
    "note",
];

const UNITS: [&str; 19] = [
    "won",
    "thousand_won",
    "million_won",
    "hundred_million_won",
    "usd",
    "thousand_usd",
    "foreign",
    "points",
    "percent",
    "basis_points",
    "shares",
    "thousand_shares",
    "contracts",
    "trades",
    "issues",
    "times",
    "kst",
    "us_eastern",
    "duration",
];

impl Table {
    /// The field's name where all fields of the type are listed flat.
    #[must_use]
    pub fn flat_name(&self, row: &Row) -> String {
        match row.place {
            Some(place) => {
                let prefix = &self.groups[place.group].prefix;
                format!("{prefix}{}_{}", row.name, place.index + 1)
            }
            None => row.name.clone(),
        }
    }

    /// Reads a table.
    pub(crate) fn parse(file: &str, text: &str, lists: &[Enumeration]) -> Result<Self, TableError> {
        let mut head = Vec::new();
        let mut table = Self {
            file: file.to_owned(),
            code: String::new(),
            name: String::new(),
            name_ko: String::new(),
            wire_name: String::new(),
            segment: Segment::Domestic,
            doc: String::new(),
            groups: Vec::new(),
            rows: Vec::new(),
        };
        let mut heading_seen = false;
        for (at, line) in text.lines().enumerate() {
            let fail = |reason: String| TableError::new(file, at + 1, reason);
            if let Some(line) = line.strip_prefix("# ").filter(|_| !heading_seen) {
                let key = table.head(line).map_err(fail)?;
                if head.contains(&key) {
                    return Err(fail(format!("`# {key}` stands twice: remove one")));
                }
                // There may be several groups.
                head.extend((key != "group").then_some(key));
            } else if !heading_seen {
                if line != HEADING.join("\t") {
                    return Err(fail(format!(
                        "the line under the head must name the columns, with tabs between them: {}",
                        HEADING.join(", ")
                    )));
                }
                heading_seen = true;
            } else {
                let row = table.row(at + 1, line, lists).map_err(fail)?;
                table.rows.push(row);
            }
        }
        for key in ["type", "name", "name_ko", "wire_name", "segment", "doc"] {
            if !head.contains(&key) {
                let reason = format!("`# {key}` is missing: add it above the columns");
                return Err(TableError::new(file, 0, reason));
            }
        }
        table.check()?;
        Ok(table)
    }

    /// Takes a line of the head; gives its key.
    fn head<'a>(&mut self, line: &'a str) -> Result<&'a str, String> {
        let mut cells = line.split('\t');
        let key = cells.next().unwrap_or_default();
        let rest: Vec<&str> = cells.collect();
        if key == "group" {
            let [member, element, prefix, doc] = rest[..] else {
                return Err(
                    "`# group` must be followed by a member, an element type, a prefix or -, \
                     and a doc, with tabs between them"
                        .into(),
                );
            };
            names::check(member)?;
            names::check_type(element)?;
            if let Some(prefix) = names::cell(prefix) {
                names::check(prefix.strip_suffix('_').unwrap_or(prefix))?;
            }
            self.groups.push(Group {
                member: member.to_owned(),
                element: element.to_owned(),
                prefix: names::cell(prefix).unwrap_or_default().to_owned(),
                doc: doc.to_owned(),
                len: 0,
            });
            return Ok(key);
        }
        let [value] = rest[..] else {
            return Err(format!("`# {key}` must be followed by a tab and one value"));
        };
        if value.is_empty() {
            return Err(format!("`# {key}` must have a value"));
        }
        match key {
            "type" => value.clone_into(&mut self.code),
            "name" => {
                names::check(value)?;
                names::check_free(&names::camel(value))?;
                value.clone_into(&mut self.name);
            }
            "name_ko" => value.clone_into(&mut self.name_ko),
            "wire_name" => value.clone_into(&mut self.wire_name),
            "doc" => value.clone_into(&mut self.doc),
            "segment" => {
                self.segment = match value {
                    "domestic" => Segment::Domestic,
                    "us" => Segment::Us,
                    _ => return Err(format!("unknown segment {value:?}: use domestic or us")),
                }
            }
            _ => {
                return Err(format!(
                    "unknown key {key:?}: use type, name, name_ko, wire_name, segment, doc or group"
                ));
            }
        }
        Ok(key)
    }

    fn row(&mut self, line: usize, text: &str, lists: &[Enumeration]) -> Result<Row, String> {
        let cells: Vec<&str> = text.split('\t').collect();
        let [
            code,
            name,
            name_ko,
            kind,
            unit,
            scale,
            size,
            group,
            index,
            hot,
            values,
            note,
        ] = cells[..]
        else {
            return Err(format!(
                "{} cells instead of {}: put tabs between them, and - where there is nothing",
                cells.len(),
                HEADING.len()
            ));
        };
        names::check(name)?;
        let code: u16 = names::number(code)
            .filter(|number| *number > 0)
            .ok_or_else(|| format!("code {code:?} isn't a plain number from 1 to 65535"))?;
        if name_ko.is_empty() {
            return Err("a field needs its Korean name".into());
        }
        let kind = Kind::from_name(kind)
            .ok_or_else(|| format!("unknown kind {kind:?}: use {}", Kind::names()))?;
        let unit = names::cell(unit);
        if let Some(unit) = unit.filter(|unit| !UNITS.contains(unit)) {
            return Err(format!(
                "unknown unit {unit:?}: use {}, or -",
                UNITS.join(", ")
            ));
        }
        let scale = match names::cell(scale) {
            Some(scale) if kind.is_number() => {
                let digits: Option<u8> = names::number(scale).filter(|digits| *digits <= 9);
                digits.ok_or_else(|| format!("scale {scale:?} isn't a plain number up to 9"))?
            }
            Some(_) => return Err(format!("kind {} has no scale: write -", kind.name())),
            None if kind.is_number() => {
                return Err(format!("kind {} needs a scale from 0 to 9", kind.name()));
            }
            None => 0,
        };
        let size: usize =
            names::number(size).ok_or_else(|| format!("size {size:?} isn't a plain number"))?;
        let allowed = kind.sizes();
        if !allowed.is_empty() && !allowed.contains(&size) {
            let allowed: Vec<String> = allowed.iter().map(usize::to_string).collect();
            return Err(format!(
                "kind {} can't have size {size}: use {}",
                kind.name(),
                allowed.join(" or ")
            ));
        }
        if allowed.is_empty() && !(2..=128).contains(&size) {
            return Err(format!("size {size} isn't between 2 and 128"));
        }
        let values = names::cell(values);
        match (kind, values) {
            (Kind::Code, Some(values)) => {
                let list = lists.iter().find(|list| list.name == values);
                let list = list.ok_or_else(|| {
                    format!("unknown value list {values:?}: add it to values.tsv")
                })?;
                if list.size != size {
                    return Err(format!(
                        "size {size}, but the value list {values} has size {}: use the same",
                        list.size
                    ));
                }
            }
            (Kind::Code, None) => {
                return Err("kind code needs a value list of values.tsv".into());
            }
            (_, Some(_)) => {
                return Err(format!("kind {} has no value list: write -", kind.name()));
            }
            (_, None) => {}
        }
        let hot = match hot {
            "1" => true,
            "-" => false,
            _ => return Err(format!("hot must be 1 or -, not {hot:?}")),
        };
        let note = names::cell(note)
            .filter(|note| !note.is_empty())
            .ok_or("a field needs a note that says what it is")?;
        Ok(Row {
            line,
            code,
            name: name.to_owned(),
            name_ko: name_ko.to_owned(),
            kind,
            unit: unit.map(str::to_owned),
            scale,
            size,
            place: self.place(group, index)?,
            hot,
            values: values.map(str::to_owned),
            note: note.to_owned(),
        })
    }

    fn place(&mut self, group: &str, index: &str) -> Result<Option<Place>, String> {
        let Some(member) = names::cell(group) else {
            return match names::cell(index) {
                Some(_) => Err("an index without a group: name the group, or write -".into()),
                None => Ok(None),
            };
        };
        let group = self.groups.iter().position(|known| known.member == member);
        let group = group.ok_or_else(|| {
            format!("unknown group {member:?}: describe it with `# group` above the columns")
        })?;
        let number: Option<usize> = names::number(index).filter(|it| (1..=99).contains(it));
        let number =
            number.ok_or_else(|| format!("index {index:?} isn't a plain number from 1 to 99"))?;
        let len = &mut self.groups[group].len;
        *len = number.max(*len);
        Ok(Some(Place {
            group,
            index: number - 1,
        }))
    }
}
