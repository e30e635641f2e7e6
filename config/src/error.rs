//! What is wrong with a configuration, and where.

use serde::de::{self, Expected, Unexpected};
use std::fmt;
use std::path::{Path, PathBuf};

/// Where a value, or a key, stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the file: so many bytes before it.
    File(usize),
    /// In this environment variable.
    Variable(String),
}

/// What is wrong with a configuration: one thing, with its place and what to do.
///
/// It holds keys, numbers and the names of choices, but none of the texts that may
/// be secrets: values of `accounts` never stand in it, nor lines of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    file: Option<PathBuf>,
    line_and_column: Option<(usize, usize)>,
    // In a box: an error is handed on more often than it is made.
    fault: Box<Fault>,
}

impl ConfigError {
    /// What is wrong with this file, whose text this is.
    pub(crate) fn new(file: Option<&Path>, text: &str, fault: Fault) -> Self {
        Self {
            file: file.map(Path::to_owned),
            line_and_column: match fault.place {
                Some(Place::File(at)) => Some(line_and_column(text, at)),
                _ => None,
            },
            fault: Box::new(fault),
        }
    }

    /// The line in the file, and the column there in characters, both counted from
    /// 1, where it is known.
    #[must_use]
    pub const fn line_and_column(&self) -> Option<(usize, usize)> {
        self.line_and_column
    }

    /// The environment variable that it stands in, if it does.
    #[must_use]
    pub fn variable(&self) -> Option<&str> {
        match &self.fault.place {
            Some(Place::Variable(name)) => Some(name),
            _ => None,
        }
    }

    /// The keys that are known there, where one was not.
    #[must_use]
    pub fn known_keys(&self) -> Option<&'static [&'static str]> {
        match self.fault.what {
            What::UnknownKey { known, .. } => Some(known),
            What::Other(_) => None,
        }
    }
}

/// `kiwoom.toml:12:5: in strategies.maker: unknown key "ringkib": did you mean
/// "ring_kib"?`
impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.variable(), &self.file, self.line_and_column) {
            (Some(name), ..) => write!(f, "{name}: ")?,
            (None, Some(file), Some((line, column))) => {
                write!(f, "{}:{line}:{column}: ", file.display())?;
            }
            (None, Some(file), None) => write!(f, "{}: ", file.display())?,
            (None, None, Some((line, column))) => write!(f, "line {line}, column {column}: ")?,
            (None, None, None) => {}
        }
        if !self.fault.path.is_empty() {
            write!(f, "in {}: ", self.fault.path.join("."))?;
        }
        self.fault.what.fmt(f)
    }
}

impl std::error::Error for ConfigError {}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line_begins = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_begins..].chars().count() + 1)
}

/// The same while it travels up to whoever knows the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    what: What,
    place: Option<Place>,
    /// The keys that lead to it, the outermost first.
    path: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    UnknownKey {
        key: String,
        known: &'static [&'static str],
    },
    Other(String),
}

impl Fault {
    pub(crate) fn new(what: impl fmt::Display) -> Self {
        Self {
            what: What::Other(what.to_string()),
            place: None,
            path: Vec::new(),
        }
    }

    /// It stands there, unless a more exact place is known.
    pub(crate) fn at(mut self, place: &Place) -> Self {
        self.place.get_or_insert_with(|| place.clone());
        self
    }

    /// It lies below this key.
    pub(crate) fn below(mut self, key: &str) -> Self {
        self.path.insert(0, key.to_owned());
        self
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKey { key, known } => {
                write!(f, "unknown key {key:?}: ")?;
                f.write_str(&hint(key, known))
            }
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)
    }
}

impl std::error::Error for Fault {}

/// What serde's derived code says. Its own words would show values.
impl de::Error for Fault {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self::new(what)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format_args!(
            "{} stands where {expected} is needed",
            kind(found)
        ))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(format_args!(
            "{name:?} isn't possible: {}",
            hint(name, known)
        ))
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self {
            what: What::UnknownKey {
                key: key.to_owned(),
                known,
            },
            ..Self::new("")
        }
    }

    fn missing_field(key: &'static str) -> Self {
        Self::new(format_args!("the key {key:?} is missing"))
    }
}

/// What was found, without the value if that is a text.
fn kind(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Unsigned(value) => value.to_string(),
        Unexpected::Signed(value) => value.to_string(),
        Unexpected::Float(value) => value.to_string(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        _ => "a text".to_owned(),
    }
}

/// What may have been meant, or what there is to choose from.
pub(crate) fn hint(name: &str, known: &[&str]) -> String {
    let distance = |it: &&&str| strsim::osa_distance(&name.to_lowercase(), it);
    // A letter in three may be wrong.
    let near = known
        .iter()
        .filter(|it| distance(it) <= name.chars().count().max(3) / 3)
        .min_by_key(distance);
    match near {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("there is {}", known.join(", ")),
    }
}
