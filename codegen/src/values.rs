//! Value lists: the vocabulary of fields whose values Kiwoom enumerates.

use crate::names;
use crate::tables::TableError;

/// A value list. It stays open: values that it lacks are kept as they come.
#[derive(Clone, Debug)]
pub struct Enumeration {
    /// Name in snake case, such as `change_sign`.
    pub name: String,
    /// Bytes that a value takes in a record: its longest text and one more.
    pub size: usize,
    /// The values that are known.
    pub values: Vec<KnownValue>,
    /// Line of the first value in `values.tsv`.
    pub(crate) line: usize,
}

/// One known value.
#[derive(Clone, Debug)]
pub struct KnownValue {
    /// The text on the wire.
    pub text: String,
    /// English name in snake case.
    pub name: String,
    /// Korean name.
    pub name_ko: String,
    /// A sentence on it, or nothing.
    pub note: Option<String>,
}

const HEADING: [&str; 6] = ["enumeration", "size", "value", "name", "name_ko", "note"];

/// Reads `values.tsv`.
pub(crate) fn parse(file: &str, text: &str) -> Result<Vec<Enumeration>, TableError> {
    let mut lists: Vec<Enumeration> = Vec::new();
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    let heading = lines.next().map_or("", |(_, line)| line);
    if heading != HEADING.join("\t") {
        let reason = format!(
            "the first line must name the columns, with tabs between them: {}",
            HEADING.join(", ")
        );
        return Err(TableError::new(file, 1, reason));
    }
    for (line, row) in lines {
        let fail = |reason: String| TableError::new(file, line, reason);
        let cells: Vec<&str> = row.split('\t').collect();
        let [list, size, value, name, name_ko, note] = cells[..] else {
            return Err(fail(format!(
                "{} cells instead of {}: put tabs between them, and - where there is nothing",
                cells.len(),
                HEADING.len()
            )));
        };
        names::check(list).map_err(&fail)?;
        names::check_free(&names::camel(list)).map_err(&fail)?;
        names::check(name).map_err(&fail)?;
        // It becomes a constant beside these.
        if matches!(name, "none" | "values") {
            return Err(fail(format!(
                "name {name:?} has a meaning of its own: use another"
            )));
        }
        let size: usize = names::number(size)
            .ok_or_else(|| fail(format!("size {size:?} isn't a plain number")))?;
        if !(2..=128).contains(&size) {
            return Err(fail(format!("size {size} isn't between 2 and 128")));
        }
        if value.is_empty() || value.trim() != value {
            return Err(fail(format!(
                "value {value:?} is empty or has blanks around it: remove them"
            )));
        }
        if value.len() >= size {
            let reason = format!(
                "value {value:?} has {} bytes and needs size {} at least, in all rows of {list}",
                value.len(),
                value.len() + 1
            );
            return Err(fail(reason));
        }
        if lists.last().is_none_or(|last| last.name != list) {
            if lists.iter().any(|earlier| earlier.name == list) {
                return Err(fail(format!(
                    "the rows of {list} must stand together: move this one up"
                )));
            }
            lists.push(Enumeration {
                name: list.to_owned(),
                size,
                values: Vec::new(),
                line,
            });
        }
        let current = lists.last_mut().expect("one was pushed if there was none");
        if current.size != size {
            return Err(fail(format!(
                "size {size}, but {list} has size {} above: use the same",
                current.size
            )));
        }
        for known in &current.values {
            if known.text == value {
                return Err(fail(format!("value {value:?} stands twice in {list}")));
            }
            if known.name == name {
                return Err(fail(format!("name {name} stands twice in {list}")));
            }
        }
        current.values.push(KnownValue {
            text: value.to_owned(),
            name: name.to_owned(),
            name_ko: name_ko.to_owned(),
            note: names::cell(note).map(str::to_owned),
        });
    }
    Ok(lists)
}
