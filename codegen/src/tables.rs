//! All tables of a folder, and what can be wrong with them.

use crate::names;
use crate::table::Table;
use crate::values::{self, Enumeration};
use std::fmt;
use std::path::Path;

/// The file that holds the value lists.
pub(crate) const VALUES_FILE: &str = "values.tsv";

/// Everything the generator works from.
#[derive(Debug)]
pub struct Tables {
    /// The message types, in the order of their codes.
    pub messages: Vec<Table>,
    /// The value lists, in the order of `values.tsv`.
    pub enumerations: Vec<Enumeration>,
}

/// What is wrong with a table, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The file's name.
    pub file: String,
    /// The line, counted from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong, in words.
    pub reason: String,
}

impl TableError {
    pub(crate) fn new(file: &str, line: usize, reason: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.reason),
            line => write!(f, "{}:{line}: {}", self.file, self.reason),
        }
    }
}

impl std::error::Error for TableError {}

impl Tables {
    /// The folder with the project's own tables.
    #[must_use]
    pub fn folder() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tables"))
    }

    /// Reads every `.tsv` file of `folder`.
    ///
    /// # Errors
    /// The first thing that is wrong, with its file and line: an unreadable
    /// file, a malformed row, an unknown kind or unit, a duplicate, a value
    /// list that doesn't exist or that nothing uses.
    pub fn read(folder: &Path) -> Result<Self, TableError> {
        let unreadable = |path: &Path, error: std::io::Error| {
            TableError::new(&path.display().to_string(), 0, error.to_string())
        };
        let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))?;
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| unreadable(folder, error))?.path();
            if path.extension().is_some_and(|extension| extension == "tsv") {
                let text =
                    std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                files.push((name.into_owned(), text));
            }
        }
        Self::parse(
            files
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        )
    }

    /// The same from texts in memory: pairs of file name and content, in any order.
    ///
    /// # Errors
    /// As [`Tables::read`].
    pub fn parse<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, TableError> {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_unstable();
        for (name, text) in &files {
            if text.starts_with('\u{feff}') {
                let reason = "the file starts with a byte order mark: save it without one";
                return Err(TableError::new(name, 1, reason));
            }
        }
        let values = files.iter().find(|(name, _)| *name == VALUES_FILE);
        let enumerations = match values {
            Some((name, text)) => values::parse(name, text)?,
            None => Vec::new(),
        };
        let mut messages = Vec::new();
        for (name, text) in files.iter().filter(|(name, _)| *name != VALUES_FILE) {
            messages.push(Table::parse(name, text, &enumerations)?);
        }
        // The order of the codes: it numbers the record kinds.
        messages.sort_by(|a, b| a.code.cmp(&b.code));
        let tables = Self {
            messages,
            enumerations,
        };
        tables.check()?;
        Ok(tables)
    }

    /// The value list of this name.
    #[must_use]
    pub fn enumeration(&self, name: &str) -> Option<&Enumeration> {
        self.enumerations.iter().find(|list| list.name == name)
    }

    /// What only shows when all tables are seen together.
    fn check(&self) -> Result<(), TableError> {
        if self.messages.is_empty() {
            return Err(TableError::new(
                "tables",
                0,
                "there is no message table: the folder needs .tsv files",
            ));
        }
        for (at, table) in self.messages.iter().enumerate() {
            for other in &self.messages[..at] {
                if other.code == table.code {
                    let reason = format!("type {} stands in {} already", table.code, other.file);
                    return Err(TableError::new(&table.file, 0, reason));
                }
                if other.name == table.name {
                    let reason = format!("name {} stands in {} already", table.name, other.file);
                    return Err(TableError::new(&table.file, 0, reason));
                }
            }
        }
        self.check_types()?;
        for list in &self.enumerations {
            let uses = |table: &Table| {
                let of = |row: &crate::Row| row.values.as_deref() == Some(list.name.as_str());
                table.rows.iter().any(of)
            };
            if !self.messages.iter().any(uses) {
                let reason = format!(
                    "no field uses the value list {}: remove it, or name it in a field",
                    list.name
                );
                return Err(TableError::new(VALUES_FILE, list.line, reason));
            }
        }
        Ok(())
    }
    /// Records, their field enums, elements of groups and value lists become
    /// types side by side.
    fn check_types(&self) -> Result<(), TableError> {
        // Type, file and line.
        let mut types: Vec<(String, &str, usize)> = Vec::new();
        for list in &self.enumerations {
            types.push((names::camel(&list.name), VALUES_FILE, list.line));
        }
        for table in &self.messages {
            let record = names::camel(&table.name);
            types.push((format!("{record}Field"), &table.file, 0));
            types.push((record, &table.file, 0));
            for (at, group) in table.groups.iter().enumerate() {
                let shares = |other: &crate::Group| other.element == group.element;
                if !table.groups[..at].iter().any(shares) {
                    types.push((group.element.clone(), &table.file, 0));
                }
            }
        }
        for (at, (name, file, line)) in types.iter().enumerate() {
            let earlier = types[..at].iter().find(|(other, ..)| other == name);
            if let Some((_, other, _)) = earlier {
                let reason = format!("type {name} comes from {other} already: use another name");
                return Err(TableError::new(file, *line, reason));
            }
        }
        Ok(())
    }
}
