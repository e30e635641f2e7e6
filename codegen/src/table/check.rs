//! What only shows when a whole table is seen.

use super::{Group, Place, Row, Table};
use crate::names;
use crate::tables::TableError;

impl Table {
    pub(super) fn check(&self) -> Result<(), TableError> {
        if self.code.len() != 2 || !self.code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(self.whole("`# type` must be two letters or digits"));
        }
        if self.file != format!("{}.tsv", self.name) {
            let reason = format!("the file must be called {}.tsv, as its `# name`", self.name);
            return Err(self.whole(reason));
        }
        // 255 stands for "no such code" in the maps.
        if self.rows.is_empty() || self.rows.len() > 254 {
            let reason = format!(
                "the table has {} fields: 1 to 254 are possible",
                self.rows.len()
            );
            return Err(self.whole(reason));
        }
        self.check_codes()?;
        self.check_members()?;
        self.check_names()?;
        for (at, group) in self.groups.iter().enumerate() {
            self.check_group(at, group)?;
        }
        self.check_shared_elements()
    }

    fn whole(&self, reason: impl Into<String>) -> TableError {
        TableError::new(&self.file, 0, reason)
    }

    fn check_codes(&self) -> Result<(), TableError> {
        for (at, row) in self.rows.iter().enumerate() {
            let earlier = self.rows[..at].iter().find(|other| other.code == row.code);
            if let Some(other) = earlier {
                let reason = format!("code {} stands in line {} already", row.code, other.line);
                return Err(TableError::new(&self.file, row.line, reason));
            }
        }
        Ok(())
    }

    /// The members of the record: its fields outside of groups, and its groups.
    fn check_members(&self) -> Result<(), TableError> {
        for (at, group) in self.groups.iter().enumerate() {
            if self.groups[..at]
                .iter()
                .any(|other| other.member == group.member)
            {
                let reason = format!("group {} stands twice: give it another name", group.member);
                return Err(self.whole(reason));
            }
        }
        for row in &self.rows {
            if row.name == "header" || row.name.starts_with("reserved_") {
                let reason = format!("name {} is the record's own: use another", row.name);
                return Err(TableError::new(&self.file, row.line, reason));
            }
            let of_group = self.groups.iter().any(|group| group.member == row.name);
            if of_group && row.place.is_none() {
                let reason = format!("name {} is that of a group: use another", row.name);
                return Err(TableError::new(&self.file, row.line, reason));
            }
        }
        Ok(())
    }

    /// The names where all fields are listed flat, also in their other spelling:
    /// `level_1` and `level1` are the same there.
    fn check_names(&self) -> Result<(), TableError> {
        for (at, row) in self.rows.iter().enumerate() {
            let name = self.flat_name(row);
            for other in &self.rows[..at] {
                let other_name = self.flat_name(other);
                if names::camel(&other_name) == names::camel(&name) {
                    let reason = match other_name == name {
                        true => format!("name {name} stands in line {} already", other.line),
                        false => format!(
                            "name {name} is too much like {other_name} in line {}",
                            other.line
                        ),
                    };
                    return Err(TableError::new(&self.file, row.line, reason));
                }
            }
        }
        Ok(())
    }

    /// The rows of an element, in the order of the table.
    fn element(&self, group: usize, index: usize) -> impl Iterator<Item = &Row> {
        let place = Some(Place { group, index });
        self.rows.iter().filter(move |row| row.place == place)
    }

    /// Every element of a group has the same members of the same shape.
    fn check_group(&self, at: usize, group: &Group) -> Result<(), TableError> {
        let member = &group.member;
        if self.element(at, 0).next().is_none() {
            return Err(self.whole(format!("group {member} has no field with index 1")));
        }
        for index in 1..group.len {
            let number = index + 1;
            for first in self.element(at, 0) {
                if !self.element(at, index).any(|row| row.name == first.name) {
                    let reason =
                        format!("element {number} of {member} lacks {}: add it", first.name);
                    return Err(self.whole(reason));
                }
            }
            for row in self.element(at, index) {
                let first = self.element(at, 0).find(|first| first.name == row.name);
                let reason = match first {
                    None => format!("element 1 of {member} lacks {}: add it there", row.name),
                    Some(first) if !alike(first, row) => format!(
                        "kind, unit, scale, size and value list must be those of line {}, as \
                         {} stands in element 1 of {member}",
                        first.line, row.name
                    ),
                    Some(_) => continue,
                };
                return Err(TableError::new(&self.file, row.line, reason));
            }
        }
        Ok(())
    }

    /// Groups that share a type of element have the same members, laid out in
    /// the same order.
    fn check_shared_elements(&self) -> Result<(), TableError> {
        for (at, group) in self.groups.iter().enumerate() {
            let shares = |other: &Group| other.element == group.element;
            let Some(first) = self.groups[..at].iter().position(shares) else {
                continue;
            };
            let pair = || self.element(first, 0).zip(self.element(at, 0));
            let same = pair().all(|(a, b)| a.name == b.name && a.hot == b.hot && alike(a, b));
            if !same || self.element(first, 0).count() != self.element(at, 0).count() {
                let reason = format!(
                    "the fields of {} aren't those of {}, in their order, and yet both are {}: \
                     give one of them another type",
                    group.member, self.groups[first].member, group.element
                );
                return Err(self.whole(reason));
            }
        }
        Ok(())
    }
}

/// Whether one type can hold both.
fn alike(a: &Row, b: &Row) -> bool {
    let shape = |row: &Row| {
        (
            row.kind,
            row.unit.clone(),
            row.scale,
            row.size,
            row.values.clone(),
        )
    };
    shape(a) == shape(b)
}
