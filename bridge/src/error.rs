//! What can go wrong.

use crate::FilterError;
use kiwoom_engine::record::LAYOUT_VERSION;
use std::fmt;

/// Why there is no publisher, or no subscription.
#[derive(Debug)]
#[non_exhaustive]
pub enum BridgeError {
    /// A name is 1 to 24 lower-case letters, digits and hyphens; this isn't one.
    Name(String),
    /// Nobody who publishes under this name could be reached there in time.
    NotPublished {
        /// The name.
        name: String,
        /// Where it was looked for.
        endpoints: Vec<String>,
    },
    /// The publisher has another layout of the records than this program.
    OtherLayout {
        /// The name.
        name: String,
        /// The publisher's layout; ours is [`LAYOUT_VERSION`].
        theirs: u32,
    },
    /// As many subscribe to it as its publisher allows.
    Full(String),
    /// What is asked for can't be.
    Filter(FilterError),
    /// Zenoh's configuration, in its words: the file, or one of our values.
    Config(String),
    /// It can't be listened or connected there, in Zenoh's words; an address that is
    /// taken already is the most frequent reason.
    Endpoint {
        /// Where.
        endpoints: Vec<String>,
        /// Why.
        error: String,
    },
    /// The system, or Zenoh, in its words.
    System(String),
}

impl BridgeError {
    pub(crate) fn system(error: impl fmt::Display) -> Self {
        Self::System(error.to_string())
    }
}

impl From<FilterError> for BridgeError {
    fn from(error: FilterError) -> Self {
        Self::Filter(error)
    }
}

impl fmt::Display for BridgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(
                f,
                "{name:?} can't be a bridge's name: 1 to 24 lower-case letters, digits and hyphens"
            ),
            Self::NotPublished { name, endpoints } => write!(
                f,
                "nobody answers for {name:?} at {}: is it published there, and may it be reached?",
                endpoints.join(", ")
            ),
            Self::OtherLayout { name, theirs } => write!(
                f,
                "{name:?} is published with layout {theirs} of the records, and this program \
                 reads layout {LAYOUT_VERSION}: use the same version on both machines"
            ),
            Self::Full(name) => write!(
                f,
                "{name:?} has as many subscribers as its publisher allows"
            ),
            Self::Filter(error) => error.fmt(f),
            Self::Config(error) => write!(f, "Zenoh's configuration: {error}"),
            Self::Endpoint { endpoints, error } => {
                write!(f, "{}: {error}", endpoints.join(", "))
            }
            Self::System(error) => write!(f, "the bridge: {error}"),
        }
    }
}

impl std::error::Error for BridgeError {}

/// What was read until now has ended, and everything in it was read. The subscriber
/// asks for the next by itself: read on, and it begins with the latest values again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How.
    pub end: End,
}

/// How it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// The publisher has stopped: its engine's feed had ended.
    Stopped,
    /// Nothing was heard of the publisher for as long as
    /// [`Settings::lost_after`](crate::Settings::lost_after) says: it died, or the
    /// network did. When the same publisher is heard again, a
    /// [`Gap`](kiwoom_engine::record::Gap) tells exactly what was missed; another one
    /// is told as [`Replaced`](Self::Replaced).
    Lost,
    /// Another publisher has taken the name. It is another engine, with new numbers of
    /// records, symbols and epochs: forget what was kept by number
    /// ([`Latest`](kiwoom_engine::record::Latest), too). How much was missed isn't known.
    Replaced,
    /// The same publisher had forgotten this subscriber, after
    /// [`Settings::remember`](crate::Settings::remember), or because another one needed
    /// the place: how much was missed isn't known.
    Forgotten,
    /// There is a publisher again, but it has this layout of the records, which isn't
    /// ours.
    OtherLayout(u32),
    /// There is a publisher again, but as many subscribe as it allows.
    Full,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.end {
            End::Stopped => "the publisher has stopped",
            End::Lost => "nothing is heard of the publisher",
            End::Replaced => "another publisher has taken the name",
            End::Forgotten => "the publisher had forgotten this subscriber",
            End::OtherLayout(theirs) => {
                return write!(
                    f,
                    "the publisher has layout {theirs} of the records, not {LAYOUT_VERSION}"
                );
            }
            End::Full => "as many subscribe as the publisher allows",
        })
    }
}

impl std::error::Error for Ended {}
