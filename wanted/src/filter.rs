//! What a subscriber asks for.

use kiwoom_engine::record::Text;
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{Key, KeyError};
use std::fmt;

/// What wishes are written in, on their way to a publisher.
pub type Word = u64;

/// Words of a wish: the kind of record, and the item as it stands in headers.
pub const WISH_WORDS: usize = 3;

/// Wishes that a subscriber may have: more items than there are on a market.
pub const MOST_WISHES: usize = 10_000;

/// In place of a kind: all of them.
pub(crate) const EVERYTHING: u8 = u8::MAX;

/// Which records a subscriber wants. One that asks for nothing in particular gets
/// all that the publisher has.
///
/// What the engine tells of its connections, and what its own feed has lost, comes
/// in any case; what it tells of an item ([`TradesMissing`], [`Staleness`],
/// [`Unknown`]) with the item's type.
///
/// [`TradesMissing`]: kiwoom_engine::record::TradesMissing
/// [`Staleness`]: kiwoom_engine::record::Staleness
/// [`Unknown`]: kiwoom_engine::record::Unknown
#[derive(Clone, Debug, Default)]
pub struct Filter {
    words: Vec<Word>,
}

impl Filter {
    /// Everything, until something is asked for.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Records of this type, of these items; of the empty item `""`, those of all
    /// items.
    ///
    /// A subscriber gets what the publisher's own strategy has subscribed: nothing
    /// here reaches the server.
    ///
    /// # Errors
    /// A type without a table, an item that can't be one, or more of them than can be
    /// asked for.
    pub fn subscribe<I: AsRef<str>>(
        mut self,
        message_type: MessageType,
        items: impl IntoIterator<Item = I>,
    ) -> Result<Self, FilterError> {
        let kind = message_type
            .kind()
            .ok_or(FilterError::NoTable(message_type))?;
        for item in items {
            let key = Key::new(message_type.code(), item.as_ref()).map_err(FilterError::Key)?;
            let [first, second] = words_of(Text::new(key.item()));
            self.words.extend([kind.number().into(), first, second]);
            if self.words.len() > MOST_WISHES * WISH_WORDS {
                return Err(FilterError::TooMany);
            }
        }
        Ok(self)
    }

    /// These items of each of these types; of each type all, where there is no item.
    ///
    /// # Errors
    /// As [`subscribe`](Self::subscribe).
    pub fn of<I: AsRef<str>>(types: &[MessageType], items: &[I]) -> Result<Self, FilterError> {
        types
            .iter()
            .try_fold(Self::new(), |it, of| match items.is_empty() {
                true => it.subscribe(*of, [""]),
                false => it.subscribe(*of, items),
            })
    }

    /// What is sent to the publisher: [`WISH_WORDS`] for each wish.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        const ALL: [Word; WISH_WORDS] = [EVERYTHING as Word, 0, 0];
        match self.words.is_empty() {
            true => &ALL,
            false => &self.words,
        }
    }
}

/// A wish as the publisher reads it: the kind, and the item, none for all.
pub type Wish = (u8, Text<16>);

/// The wishes in these words. They come from elsewhere: what makes no sense is left
/// out, and so is what one can't ask for.
pub fn wishes(words: &[Word]) -> impl Iterator<Item = Wish> {
    words.chunks_exact(WISH_WORDS).filter_map(|wish| {
        let kind = u8::try_from(wish[0]).ok()?;
        let item: Text<16> = zerocopy::transmute!([wish[1], wish[2]]);
        Some((kind, item))
    })
}

fn words_of(item: Text<16>) -> [Word; 2] {
    zerocopy::transmute!(item)
}

/// What can't be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FilterError {
    /// There are no records of this type.
    NoTable(MessageType),
    /// The item can't be one.
    Key(KeyError),
    /// There are more than 10,000 of them: ask for all items of the type.
    TooMany,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTable(of) => write!(f, "there are no records of type {}", of.code()),
            Self::Key(error) => error.fmt(f),
            Self::TooMany => f.write_str(
                "more than 10,000 items can't be asked for one by one: ask for all of the type",
            ),
        }
    }
}

impl std::error::Error for FilterError {}
