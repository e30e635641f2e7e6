//! The access token, kept out of every log.

use std::fmt;
use zeroize::Zeroizing;

/// The longest token that is taken, in bytes. Real ones are well below 100.
const LONGEST: usize = 4096;

/// An access token (접근토큰) for LOGIN.
///
/// It is never printed: `Debug` and `Display` write `***`. Its memory is wiped
/// when it is dropped. A clone is a copy of its own, wiped on its own.
#[derive(Clone)]
pub struct Token(Zeroizing<String>);

impl Token {
    /// Takes a token as the token service issued it, with or without
    /// `Bearer ` before it.
    ///
    /// The text passed in is wiped, whether it is accepted or not.
    ///
    /// # Errors
    /// Text that can't be a token: see [`TokenError`]. The error never holds
    /// any of the text.
    pub fn new(token: String) -> Result<Self, TokenError> {
        let given = Zeroizing::new(token);
        let bare = match given.get(..7) {
            Some(scheme) if scheme.eq_ignore_ascii_case("bearer ") => &given[7..],
            _ => given.as_str(),
        };
        if bare.is_empty() {
            return Err(TokenError::Empty);
        }
        if bare.len() > LONGEST {
            return Err(TokenError::TooLong);
        }
        // What is left needs no escaping in JSON.
        let fits = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\');
        if !bare.bytes().all(fits) {
            return Err(TokenError::Character);
        }
        // One exact allocation: growth would leave copies behind unwiped.
        let mut kept = Zeroizing::new(String::with_capacity(bare.len()));
        kept.push_str(bare);
        Ok(Self(kept))
    }

    /// Another one of the same text, wiped for itself. Not `Clone`: copies are
    /// to be seen where they are made.
    pub(crate) fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }

    /// Whether both are the same text.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// The text itself, for the LOGIN message and for keeping it out of others.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Why a text can't be a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenError {
    /// Nothing is there.
    Empty,
    /// Longer than 4096 bytes.
    TooLong,
    /// A blank, a line end, a quote, a backslash or a character outside ASCII.
    Character,
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the token is empty: pass the `token` of the token service's answer",
            Self::TooLong => {
                "the token is longer than 4096 bytes: pass only the `token` of the token service's answer"
            }
            Self::Character => {
                "the token holds a blank, a line end, a quote or another character that no token has: \
                 pass only the `token` of the token service's answer, without quotes or line ends"
            }
        })
    }
}

impl std::error::Error for TokenError {}

#[cfg(test)]
mod tests {
    use super::{Token, TokenError};

    #[test]
    fn takes_tokens_with_and_without_the_scheme() {
        for given in [
            "abc-DEF_1.2/3+4=",
            "Bearer abc-DEF_1.2/3+4=",
            "bearer abc-DEF_1.2/3+4=",
        ] {
            assert_eq!(
                Token::new(given.into()).unwrap().expose(),
                "abc-DEF_1.2/3+4="
            );
        }
        assert_eq!(Token::new("Bearer".into()).unwrap().expose(), "Bearer");
    }

    #[test]
    fn refuses_what_is_no_token_without_repeating_it() {
        let cases = [
            ("", TokenError::Empty),
            ("Bearer ", TokenError::Empty),
            ("SECRET\n", TokenError::Character),
            ("SECRET SECRET", TokenError::Character),
            ("\"SECRET\"", TokenError::Character),
            ("'SECRET'", TokenError::Character),
            ("SECRET\\", TokenError::Character),
            ("SECRET\0", TokenError::Character),
            ("SECRET토큰", TokenError::Character),
        ];
        for (given, wanted) in cases {
            let error = Token::new(given.into()).unwrap_err();
            assert_eq!(error, wanted, "{given:?}");
            assert!(!format!("{error} {error:?}").contains("SECRET"));
        }
        assert_eq!(
            Token::new("x".repeat(4097)).unwrap_err(),
            TokenError::TooLong
        );
    }
}
