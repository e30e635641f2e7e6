//! Kinds of values that several sections have.

use crate::error::hint;
use kiwoom_engine::schema::{MESSAGES, MessageType, NoMessageType};
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// A whole number from `LEAST` to `MOST`.
pub(crate) fn between<'de, const LEAST: u64, const MOST: u64, T, D>(from: D) -> Result<T, D::Error>
where
    T: TryFrom<u64>,
    D: Deserializer<'de>,
{
    struct Between<const LEAST: u64, const MOST: u64>;

    impl<const LEAST: u64, const MOST: u64> Visitor<'_> for Between<LEAST, MOST> {
        type Value = u64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a whole number from {LEAST} to {MOST}")
        }

        fn visit_i64<E: Error>(self, number: i64) -> Result<u64, E> {
            let fits = |number: &u64| (LEAST..=MOST).contains(number);
            let taken = u64::try_from(number).ok().filter(fits);
            taken.ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
        }
    }

    let number = from.deserialize_u64(Between::<LEAST, MOST>)?;
    T::try_from(number).map_err(|_| D::Error::custom("the number is too large for this machine"))
}

/// The same where there need be none.
pub(crate) fn maybe_between<'de, const LEAST: u64, const MOST: u64, T, D>(
    from: D,
) -> Result<Option<T>, D::Error>
where
    T: TryFrom<u64>,
    D: Deserializer<'de>,
{
    between::<LEAST, MOST, T, D>(from).map(Some)
}

/// Tables by name, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<T>(pub Vec<(String, T)>);

impl<T> Deref for Named<T> {
    type Target = [(String, T)];

    fn deref(&self) -> &[(String, T)] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all: Vec<(Name, T)> = from.deserialize_map(Entries(PhantomData))?;
        if all.is_empty() {
            return Err(D::Error::custom(
                "one is needed, under a name of your choice",
            ));
        }
        let plain = all.into_iter().map(|(Name(name), it)| (name, it));
        Ok(Self(plain.collect()))
    }
}

/// A table's entries, in the order of the file.
pub(crate) struct Entries<K, T>(pub(crate) PhantomData<(K, T)>);

impl<'de, K: Deserialize<'de>, T: Deserialize<'de>> Visitor<'de> for Entries<K, T> {
    type Value = Vec<(K, T)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut all = Vec::new();
        while let Some(key) = map.next_key()? {
            all.push((key, map.next_value()?));
        }
        Ok(all)
    }
}

/// The longest name.
const LONGEST_NAME: usize = 32;

/// A name that fits a variable's name, too.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Name(String);

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let fits =
            |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'_';
        let ends = name.starts_with('_') || name.ends_with('_') || name.contains("__");
        match !name.is_empty() && name.len() <= LONGEST_NAME && name.bytes().all(fits) && !ends {
            true => Ok(Self(name)),
            false => Err(format!(
                "a name has at most {LONGEST_NAME} small letters, digits and single underscores \
                 between them"
            )),
        }
    }
}

/// A message type, by its name or code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Type(pub(crate) MessageType);

impl<'de> Deserialize<'de> for Type {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        message_type(&String::deserialize(from)?)
            .map(Self)
            .map_err(D::Error::custom)
    }
}

/// The message type that is meant, by its code or its name.
///
/// # Errors
/// That there is none, with the name that may have been meant.
pub fn message_type(name: &str) -> Result<MessageType, String> {
    name.parse().map_err(|error: NoMessageType| {
        let names: Vec<&str> = MESSAGES.iter().map(|it| it.name).collect();
        format!("{error}: {}", hint(name, &names))
    })
}

/// What belongs to the account or to the whole market.
const WITHOUT_ITEM: [MessageType; 6] = [
    MessageType::ORDER,
    MessageType::BALANCE,
    MessageType::MARKET_PHASE,
    MessageType::VOLATILITY_INTERRUPTION,
    MessageType::US_ORDER,
    MessageType::US_EXECUTION,
];

/// Whether a message type is asked for without item, because it belongs to the
/// account or to the whole market.
#[must_use]
pub fn comes_without_item(message_type: MessageType) -> bool {
    WITHOUT_ITEM.contains(&message_type)
}
