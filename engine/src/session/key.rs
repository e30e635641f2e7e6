//! What can be subscribed: a message type for an item.

use std::fmt;

/// The longest item code that is taken, in characters.
const ITEM_MAX: usize = 20;

/// One subscription: a message type and the item it is wanted for.
///
/// Checked when it is made, so that it can be written into a request as it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    item: Item,
    type_code: TypeCode,
}

impl Key {
    /// The message type with this two-character code (such as `0B`) for this item.
    ///
    /// The item is a code such as `005930` (KRX), `005930_NX` (NXT),
    /// `005930_AL` (SOR), `001` (a sector), or empty for what belongs to the
    /// account or to the whole market (`00`, `04`, `0s`, `1h`). Whether the
    /// code exists is not checked here, and the server doesn't check it
    /// either: it accepts any code and then stays silent.
    ///
    /// # Errors
    /// A code that can't be one: see [`KeyError`].
    pub fn new(type_code: &str, item: &str) -> Result<Self, KeyError> {
        Ok(Self {
            type_code: TypeCode::new(type_code)?,
            item: Item::new(item)?,
        })
    }

    /// The message type's code, such as `0B`.
    #[must_use]
    pub fn type_code(&self) -> &str {
        self.type_code.as_str()
    }

    /// The item's code; empty for the account or the whole market.
    #[must_use]
    pub fn item(&self) -> &str {
        self.item.as_str()
    }

    /// Whether it belongs to the account, whatever the item: orders and
    /// balances.
    pub(crate) fn is_of_account(&self) -> bool {
        self.type_code.is_account()
    }

    pub(super) const fn parts(self) -> (Item, TypeCode) {
        (self.item, self.type_code)
    }

    pub(super) const fn from_parts(item: Item, type_code: TypeCode) -> Self {
        Self { item, type_code }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({} {:?})", self.type_code(), self.item())
    }
}

/// Writes `0B 005930`, or just `00` where there is no item.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.type_code())?;
        if !self.item.is_empty() {
            write!(f, " {}", self.item())?;
        }
        Ok(())
    }
}

/// A message type's code: two ASCII letters or digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct TypeCode([u8; 2]);

impl TypeCode {
    fn new(code: &str) -> Result<Self, KeyError> {
        match code.as_bytes() {
            &[a, b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => Ok(Self([a, b])),
            _ => Err(KeyError::TypeCode),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Whether these messages belong to the account: orders and balance, here
    /// and on the US socket. They are registered first.
    pub(super) fn is_account(self) -> bool {
        matches!(&self.0, b"00" | b"04" | b"F4" | b"F5")
    }
}

/// An item's code, kept in place. The empty one sorts first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Item {
    bytes: [u8; ITEM_MAX],
    length: u8,
}

impl Item {
    fn new(code: &str) -> Result<Self, KeyError> {
        if code.len() > ITEM_MAX {
            return Err(KeyError::ItemTooLong { bytes: code.len() });
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        if let Some(character) = code.chars().find(|&c| !plain(c)) {
            return Err(KeyError::ItemCharacter { character });
        }
        let mut bytes = [0; ITEM_MAX];
        bytes[..code.len()].copy_from_slice(code.as_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "at most ITEM_MAX")]
        let length = code.len() as u8;
        Ok(Self { bytes, length })
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or("")
    }

    /// Whether this stands for the account or the whole market, which takes
    /// no place among the items that a session may register.
    pub(super) const fn is_empty(&self) -> bool {
        self.length == 0
    }
}

/// Why a subscription can't be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// The type's code isn't two ASCII letters or digits.
    TypeCode,
    /// The item's code is longer than 20 characters.
    ItemTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// The item's code holds a character that no item code has.
    ItemCharacter {
        /// The first such character.
        character: char,
    },
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TypeCode => f.write_str(
                "a message type's code is two ASCII letters or digits, such as 0B for trades",
            ),
            Self::ItemTooLong { bytes } => write!(
                f,
                "an item code has at most {ITEM_MAX} characters, this one has {bytes}: \
                 pass one item at a time, such as 005930 or 005930_AL"
            ),
            Self::ItemCharacter { character } => write!(
                f,
                "an item code holds only ASCII letters, digits, '_', '.' and '-', not {character:?}: \
                 pass a code such as 005930, 005930_NX or 005930_AL"
            ),
        }
    }
}

impl std::error::Error for KeyError {}

#[cfg(test)]
mod tests {
    use super::{Key, KeyError};

    #[test]
    fn takes_the_codes_that_exist() {
        for item in [
            "",
            "005930",
            "005930_NX",
            "00088K",
            "0004V0_AL",
            "001",
            "MGU",
            "BRK.B",
            "A-1",
        ] {
            let key = Key::new("0B", item).unwrap();
            assert_eq!((key.type_code(), key.item()), ("0B", item));
        }
        assert_eq!(Key::new("0g", "005930").unwrap().to_string(), "0g 005930");
        assert_eq!(Key::new("00", "").unwrap().to_string(), "00");
    }

    #[test]
    fn refuses_what_would_break_a_request() {
        for code in ["", "0", "0BB", "0\"", "０B", "é"] {
            assert_eq!(
                Key::new(code, "005930"),
                Err(KeyError::TypeCode),
                "{code:?}"
            );
        }
        let character = |character| Err(KeyError::ItemCharacter { character });
        assert_eq!(Key::new("0B", "005930\""), character('"'));
        assert_eq!(Key::new("0B", "00\\930"), character('\\'));
        assert_eq!(Key::new("0B", "005930;0006"), character(';'));
        assert_eq!(Key::new("0B", "삼성전자"), character('삼'));
        assert_eq!(Key::new("0B", " 005930"), character(' '));
        assert_eq!(
            Key::new("0B", &"1".repeat(21)),
            Err(KeyError::ItemTooLong { bytes: 21 })
        );
        assert!(Key::new("0B", &"1".repeat(20)).is_ok());
    }
}
