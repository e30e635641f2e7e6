//! `[strategies.NAME.share]`: a strategy's records for other processes.

use crate::value::between;
use serde::{Deserialize, Deserializer, de::Error as _};

/// A strategy's records for other processes of the machine, over shared memory.
///
/// Who publishes is whoever reads the strategy's feed: the command line with its
/// feature `share`, or a program of your own with the package `kiwoom-share`. An
/// engine that is built of a configuration doesn't do it by itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// What subscribers know it by: 1 to 24 small letters, digits and hyphens.
    #[serde(deserialize_with = "share_name")]
    pub name: String,
    /// Records that may wait for one subscriber.
    #[serde(
        default = "records",
        deserialize_with = "between::<2, 1_000_000, _, _>"
    )]
    pub records: usize,
    /// Subscribers at a time.
    #[serde(default = "subscribers", deserialize_with = "between::<1, 32, _, _>")]
    pub subscribers: usize,
}

const fn records() -> usize {
    4_096
}

const fn subscribers() -> usize {
    8
}

/// The longest name: what is made of it must fit into the path of a socket.
const LONGEST_NAME: usize = 24;

/// Bytes of shared memory for one record that waits: room for the longest, and what
/// stands before it.
const RECORD_BYTES: u64 = 2_304;

impl Share {
    /// Bytes of shared memory that it takes at most, once all subscribers are behind.
    #[must_use]
    pub const fn most_bytes(&self) -> u64 {
        RECORD_BYTES * self.records as u64 * self.subscribers as u64
    }
}

fn share_name<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let name = String::deserialize(from)?;
    let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    match !name.is_empty() && name.len() <= LONGEST_NAME && name.bytes().all(fits) {
        true => Ok(name),
        false => Err(D::Error::custom(format_args!(
            "{name:?} can't be a share's name: 1 to {LONGEST_NAME} small letters, digits and \
             hyphens"
        ))),
    }
}
