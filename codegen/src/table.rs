//! One message type's table.

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
            if let Some(head) = line.strip_prefix("# ") {
                table.head(head).map_err(fail)?;
            } else if !heading_seen {
                if line != HEADING.join("\t") {
                    return Err(fail(format!("the columns must be {}", HEADING.join(", "))));
                }
                heading_seen = true;
            } else {
                let row = table.row(at + 1, line, lists).map_err(fail)?;
                table.rows.push(row);
            }
        }
        table.check()?;
        Ok(table)
    }

    fn head(&mut self, line: &str) -> Result<(), String> {
        let mut cells = line.split('\t');
        let key = cells.next().unwrap_or_default();
        let rest: Vec<&str> = cells.collect();
        if key == "group" {
            let [member, element, prefix, doc] = rest[..] else {
                return Err("a group has a member, an element type, a prefix and a doc".into());
            };
            names::check(member)?;
            self.groups.push(Group {
                member: member.to_owned(),
                element: element.to_owned(),
                prefix: names::cell(prefix).unwrap_or_default().to_owned(),
                doc: doc.to_owned(),
                len: 0,
            });
            return Ok(());
        }
        let [value] = rest[..] else {
            return Err(format!("{key} must have one value"));
        };
        match key {
            "type" => value.clone_into(&mut self.code),
            "name" => {
                names::check(value)?;
                value.clone_into(&mut self.name);
            }
            "name_ko" => value.clone_into(&mut self.name_ko),
            "wire_name" => value.clone_into(&mut self.wire_name),
            "doc" => value.clone_into(&mut self.doc),
            "segment" => {
                self.segment = match value {
                    "domestic" => Segment::Domestic,
                    "us" => Segment::Us,
                    _ => return Err(format!("unknown segment {value:?}")),
                }
            }
            _ => return Err(format!("unknown key {key:?}")),
        }
        Ok(())
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
                "{} cells instead of {}",
                cells.len(),
                HEADING.len()
            ));
        };
        names::check(name)?;
        let code: u16 = code
            .parse()
            .map_err(|_| format!("code {code:?} isn't a number up to 65535"))?;
        let kind = Kind::from_name(kind).ok_or_else(|| format!("unknown kind {kind:?}"))?;
        let unit = names::cell(unit);
        if let Some(unit) = unit.filter(|unit| !UNITS.contains(unit)) {
            return Err(format!("unknown unit {unit:?}"));
        }
        let scale = match names::cell(scale) {
            Some(scale) if kind.is_number() => {
                let digits: Option<u8> = scale.parse().ok().filter(|digits| *digits <= 9);
                digits.ok_or_else(|| format!("scale {scale:?} isn't between 0 and 9"))?
            }
            Some(_) => return Err(format!("a {} has no scale", kind.name())),
            None if kind.is_number() => return Err(format!("a {} needs a scale", kind.name())),
            None => 0,
        };
        let size: usize = size
            .parse()
            .map_err(|_| format!("size {size:?} is no number"))?;
        let allowed = kind.sizes();
        if !allowed.is_empty() && !allowed.contains(&size) {
            return Err(format!("a {} can't have size {size}", kind.name()));
        }
        if allowed.is_empty() && !(2..=128).contains(&size) {
            return Err(format!("size {size} isn't between 2 and 128"));
        }
        let values = names::cell(values);
        match (kind, values) {
            (Kind::Code, Some(values)) => {
                let list = lists.iter().find(|list| list.name == values);
                let list = list.ok_or_else(|| format!("unknown value list {values:?}"))?;
                if list.size != size {
                    return Err(format!("size {size}, but {values} has size {}", list.size));
                }
            }
            (Kind::Code, None) => return Err("a code needs a value list".into()),
            (_, Some(_)) => return Err(format!("a {} has no value list", kind.name())),
            (_, None) => {}
        }
        let hot = match hot {
            "1" => true,
            "-" => false,
            _ => return Err(format!("hot is 1 or -, not {hot:?}")),
        };
        let note = names::cell(note).ok_or("a field needs a note")?;
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
                Some(_) => Err("an index without a group".into()),
                None => Ok(None),
            };
        };
        let group = self.groups.iter().position(|known| known.member == member);
        let group = group.ok_or_else(|| format!("unknown group {member:?}"))?;
        let number: Option<usize> = index.parse().ok().filter(|it| (1..=99).contains(it));
        let number = number.ok_or_else(|| format!("index {index:?} isn't between 1 and 99"))?;
        let len = &mut self.groups[group].len;
        *len = number.max(*len);
        Ok(Some(Place {
            group,
            index: number - 1,
        }))
    }

    fn check(&self) -> Result<(), TableError> {
        let whole = |reason: &str| TableError::new(&self.file, 0, reason);
        if self.code.len() != 2 || !self.code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(whole("`# type` must be two letters or digits"));
        }
        for (key, value) in [
            ("name", &self.name),
            ("name_ko", &self.name_ko),
            ("wire_name", &self.wire_name),
            ("doc", &self.doc),
        ] {
            if value.is_empty() {
                return Err(whole(&format!("`# {key}` is missing")));
            }
        }
        if self.file != format!("{}.tsv", self.name) {
            return Err(whole("the file must be called as the message"));
        }
        // 255 stands for "no such code" in the maps.
        if self.rows.is_empty() || self.rows.len() > 254 {
            return Err(whole("a table has 1 to 254 fields"));
        }
        for (at, row) in self.rows.iter().enumerate() {
            let name = self.flat_name(row);
            for other in &self.rows[..at] {
                let fail = |reason| Err(TableError::new(&self.file, row.line, reason));
                if other.code == row.code {
                    return fail(format!(
                        "code {} stands in line {} already",
                        row.code, other.line
                    ));
                }
                if self.flat_name(other) == name {
                    return fail(format!("name {name} stands in line {} already", other.line));
                }
            }
        }
        for (at, group) in self.groups.iter().enumerate() {
            self.check_group(at, group)?;
        }
        Ok(())
    }

    /// Every element of a group has the same members of the same shape.
    fn check_group(&self, at: usize, group: &Group) -> Result<(), TableError> {
        let element = |index| {
            let place = Some(Place { group: at, index });
            let mut rows: Vec<&Row> = self.rows.iter().filter(|row| row.place == place).collect();
            rows.sort_by(|a, b| a.name.cmp(&b.name));
            rows
        };
        let shape = |row: &&Row| {
            (
                row.name.clone(),
                row.kind,
                row.size,
                row.scale,
                row.values.clone(),
            )
        };
        let first: Vec<_> = element(0).iter().map(shape).collect();
        if first.is_empty() {
            let reason = format!("group {} has no first element", group.member);
            return Err(TableError::new(&self.file, 0, reason));
        }
        for index in 1..group.len {
            let here: Vec<_> = element(index).iter().map(shape).collect();
            if here != first {
                let reason = format!(
                    "element {} of {} isn't shaped as the first one",
                    index + 1,
                    group.member
                );
                return Err(TableError::new(&self.file, 0, reason));
            }
        }
        Ok(())
    }
}
