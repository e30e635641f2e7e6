//! `[strategies.NAME]`: who reads what, and how.

use crate::share::Share;
use crate::value::{Type, between, comes_without_item, maybe_between, message_type};
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{Key, Overflow, Wait};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::time::Duration;

/// One strategy's wishes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Strategy {
    /// What it wants to read.
    pub subscribe: Vec<Subscription>,
    /// Whether it also gets what the tables lack.
    #[serde(default)]
    pub unknown: bool,
    /// How its thread waits for records.
    #[serde(default = "adaptive")]
    pub wait: WaitKind,
    /// With `adaptive`, how long it looks, in microseconds.
    #[serde(
        default = "spin_us",
        deserialize_with = "between::<0, 1_000_000, _, _>"
    )]
    pub spin_us: u64,
    /// With `adaptive`, how long it yields after that, in microseconds.
    #[serde(
        default = "yield_us",
        deserialize_with = "between::<0, 1_000_000, _, _>"
    )]
    pub yield_us: u64,
    /// The processor that its thread is pinned to.
    #[serde(default, deserialize_with = "maybe_between::<0, 1023, _, _>")]
    pub pin: Option<usize>,
    /// The ring for market data, in KiB.
    #[serde(
        default = "ring_kib",
        deserialize_with = "between::<64, 1_048_576, _, _>"
    )]
    pub ring_kib: usize,
    /// The ring for what is never dropped, in KiB.
    #[serde(
        default = "critical_ring_kib",
        deserialize_with = "between::<64, 1_048_576, _, _>"
    )]
    pub critical_ring_kib: usize,
    /// What becomes of data for which there is no room.
    #[serde(default)]
    pub overflow: Overflows,
    /// Whether other processes get its records, too.
    #[serde(default)]
    pub share: Option<Share>,
}

const fn adaptive() -> WaitKind {
    WaitKind::Adaptive
}

const fn spin_us() -> u64 {
    20
}

const fn yield_us() -> u64 {
    200
}

const fn ring_kib() -> usize {
    1024
}

const fn critical_ring_kib() -> usize {
    512
}

impl Strategy {
    /// One that wants these, with all else as it is unless set.
    #[must_use]
    pub fn new(subscribe: Vec<Subscription>) -> Self {
        Self {
            subscribe,
            unknown: false,
            wait: adaptive(),
            spin_us: spin_us(),
            yield_us: yield_us(),
            pin: None,
            ring_kib: ring_kib(),
            critical_ring_kib: critical_ring_kib(),
            overflow: Overflows::default(),
            share: None,
        }
    }

    /// Asks for all this.
    pub(crate) fn describe(&self, strategy: kiwoom_engine::Strategy) -> kiwoom_engine::Strategy {
        let mut strategy = strategy
            .capacity(self.ring_kib << 10)
            .critical_capacity(self.critical_ring_kib << 10)
            .wait(self.wait());
        if self.unknown {
            strategy = strategy.unknown();
        }
        if let Some(all) = self.overflow.all {
            strategy = strategy.overflow_all(all);
        }
        for (of, overflow) in &self.overflow.types {
            strategy = strategy.overflow(*of, *overflow);
        }
        self.subscribe.iter().fold(strategy, |strategy, wanted| {
            wanted.types.iter().fold(strategy, |it, of| {
                match wanted.items.is_empty() || comes_without_item(*of) {
                    true => it.subscribe(*of, [""]),
                    false => it.subscribe(*of, &wanted.items),
                }
            })
        })
    }

    const fn wait(&self) -> Wait {
        match self.wait {
            WaitKind::BusySpin => Wait::BusySpin,
            WaitKind::Yield => Wait::Yield,
            WaitKind::Adaptive => Wait::Adaptive {
                spin: Duration::from_micros(self.spin_us),
                yield_for: Duration::from_micros(self.yield_us),
            },
            WaitKind::Park => Wait::Park,
        }
    }
}

/// Message types of items: each of these types of each of these items.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Wanted")]
pub struct Subscription {
    types: Vec<MessageType>,
    items: Vec<String>,
}

impl Subscription {
    /// These types of these items. What belongs to the account or to the whole
    /// market comes without.
    ///
    /// # Errors
    /// An item that can't be one, or none where one is needed.
    pub fn new(types: Vec<MessageType>, items: Vec<String>) -> Result<Self, String> {
        if types.is_empty() {
            return Err("no message type is named: types = [\"trade\"]".to_owned());
        }
        let needs_items = types
            .iter()
            .find(|of| of.spec().is_some() && !comes_without_item(**of));
        if let (true, Some(of)) = (items.is_empty(), needs_items) {
            return Err(format!(
                "the server sends {of:?} for the items that it is asked for: name some, such as \
                 005930"
            ));
        }
        for item in &items {
            Key::new(types[0].code(), item).map_err(|error| error.to_string())?;
        }
        Ok(Self { types, items })
    }

    /// The items that take room in a session.
    pub(crate) fn items(&self) -> impl Iterator<Item = &str> {
        let any = self.types.iter().any(|of| !comes_without_item(*of));
        self.items.iter().filter(move |_| any).map(String::as_str)
    }
}

/// A subscription as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    types: Vec<Type>,
    #[serde(default)]
    items: Vec<String>,
}

impl TryFrom<Wanted> for Subscription {
    type Error = String;

    fn try_from(wanted: Wanted) -> Result<Self, String> {
        let types = wanted.types.into_iter().map(|Type(it)| it).collect();
        Self::new(types, wanted.items)
    }
}

/// How a strategy's thread waits: see [`Wait`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitKind {
    /// Looks again and again.
    BusySpin,
    /// Looks, and offers the processor to others between looks.
    Yield,
    /// Looks, then yields, then sleeps.
    Adaptive,
    /// Sleeps at once.
    Park,
}

/// What becomes of data for which there is no room, by message type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overflows {
    /// Of every type that isn't named.
    pub all: Option<Overflow>,
    /// Of these.
    pub types: Vec<(MessageType, Overflow)>,
}

impl<'de> Deserialize<'de> for Overflows {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Policies;

        impl<'de> Visitor<'de> for Policies {
            type Value = Overflows;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of message types")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Overflows, A::Error> {
                let mut all = Overflows::default();
                while let Some(AllOrType(of)) = map.next_key()? {
                    let overflow = Overflow::from(map.next_value::<Policy>()?);
                    match of {
                        None => all.all = Some(overflow),
                        Some(of) => all.types.push((of, overflow)),
                    }
                }
                Ok(all)
            }
        }

        from.deserialize_map(Policies)
    }
}

/// A message type, or `all`.
struct AllOrType(Option<MessageType>);

impl<'de> Deserialize<'de> for AllOrType {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match String::deserialize(from)?.as_str() {
            "all" => Ok(Self(None)),
            name => {
                let found = message_type(name).map_err(D::Error::custom)?;
                Ok(Self(Some(found)))
            }
        }
    }
}

/// One policy as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Policy {
    DropNewest,
    Conflate,
    BlockForMs(#[serde(deserialize_with = "between::<1, 1000, _, _>")] u64),
}

impl From<Policy> for Overflow {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::DropNewest => Self::DropNewest,
            Policy::Conflate => Self::Conflate,
            Policy::BlockForMs(millis) => Self::BlockFor(Duration::from_millis(millis)),
        }
    }
}
