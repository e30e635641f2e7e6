//! The file as a tree whose every part knows its place, and what the environment
//! puts in the place of some.

use crate::error::{Fault, Place};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What environment variables that override something begin with.
pub(crate) const PREFIX: &str = "KIWOOM__";

/// A value and its place.
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) place: Place,
}

pub(crate) enum Value {
    /// A text, or a date as one.
    Text(String),
    Integer(i64),
    Float(f64),
    Bool(bool),
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
    /// What a variable holds: a text where one is wanted, else TOML.
    Raw(String),
}

/// A table's key and its place.
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) place: Place,
}

impl Node {
    /// Reads a file's text.
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        let table = DeTable::parse(text).map_err(|error| syntax(&error))?;
        let (span, table) = (table.span(), table.into_inner());
        Self::table(table, Place::File(span.start), &Place::File)
    }

    /// Reads what a variable holds.
    pub(crate) fn parse_value(text: &str, place: &Place) -> Result<Self, Fault> {
        let wrong = "it is neither a number, true, false, nor a list or a table in TOML";
        // The parser's own words are of lines and columns, which there are none of.
        let value = DeValue::parse(text).map_err(|_| Fault::new(wrong).at(place))?;
        Self::value(value.into_inner(), place.clone(), &|_| place.clone())
    }

    fn value(
        value: DeValue<'_>,
        place: Place,
        place_of: &dyn Fn(usize) -> Place,
    ) -> Result<Self, Fault> {
        let value = match value {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Boolean(value) => Value::Bool(value),
            DeValue::Integer(number) => {
                let parsed = i64::from_str_radix(number.as_str(), number.radix());
                Value::Integer(
                    parsed.map_err(|_| Fault::new("the number is too large").at(&place))?,
                )
            }
            DeValue::Float(number) => {
                let parsed = number.as_str().parse();
                Value::Float(parsed.map_err(|_| Fault::new("no number").at(&place))?)
            }
            DeValue::Array(list) => {
                let read = |it: Spanned<DeValue<'_>>| {
                    let place = place_of(it.span().start);
                    Self::value(it.into_inner(), place, place_of)
                };
                Value::List(list.into_iter().map(read).collect::<Result<_, _>>()?)
            }
            DeValue::Table(table) => return Self::table(table, place, place_of),
        };
        Ok(Self { value, place })
    }

    fn table(
        table: DeTable<'_>,
        place: Place,
        place_of: &dyn Fn(usize) -> Place,
    ) -> Result<Self, Fault> {
        let read = |(key, value): (Spanned<_>, Spanned<DeValue<'_>>)| {
            let place = place_of(value.span().start);
            let key = Key {
                place: place_of(key.span().start),
                name: toml::de::DeString::into_owned(key.into_inner()),
            };
            Ok((key, Self::value(value.into_inner(), place, place_of)?))
        };
        let entries = table.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self {
            value: Value::Table(entries),
            place,
        })
    }

    /// Puts what a variable holds at its place in the tree, if it is one that
    /// overrides something.
    pub(crate) fn set(&mut self, variable: &str, text: &str) -> Result<(), Fault> {
        let Some(path) = variable.strip_prefix(PREFIX) else {
            return Ok(());
        };
        let place = Place::Variable(variable.to_owned());
        let mut node = self;
        for name in path.split("__") {
            node = node.child(&name.to_lowercase(), &place)?;
        }
        *node = Self {
            value: Value::Raw(text.to_owned()),
            place,
        };
        Ok(())
    }

    /// What stands below this key, or at this place of a list; made if need be.
    fn child(&mut self, name: &str, place: &Place) -> Result<&mut Self, Fault> {
        let fault = |what: String| Err(Fault::new(what).at(place));
        match &mut self.value {
            Value::Table(entries) => {
                let at = entries.iter().position(|(key, _)| key.name == name);
                let at = at.unwrap_or_else(|| {
                    let key = Key {
                        name: name.to_owned(),
                        place: place.clone(),
                    };
                    let value = Value::Table(Vec::new());
                    let place = place.clone();
                    entries.push((key, Self { value, place }));
                    entries.len() - 1
                });
                Ok(&mut entries[at].1)
            }
            Value::List(list) => {
                let count = list.len();
                match name.parse().ok().and_then(|at: usize| list.get_mut(at)) {
                    Some(node) => Ok(node),
                    None => fault(format!(
                        "the list has {count} entries, counted from 0: {name:?} is none of them"
                    )),
                }
            }
            _ => fault(format!(
                "there is nothing to set below: {name:?} is one key too many"
            )),
        }
    }
}

/// What the parser says, without the line that it would show.
fn syntax(error: &toml::de::Error) -> Fault {
    let fault = Fault::new(format_args!("this isn't TOML: {}", error.message()));
    match error.span() {
        Some(span) => fault.at(&Place::File(span.start)),
        None => fault,
    }
}
