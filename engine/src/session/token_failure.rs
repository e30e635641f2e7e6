//! Why there is no token.

use super::codes::ReturnCode;
use super::token::TokenError;
use crate::record::Text;
use std::{fmt, io};

/// Text in a [`TokenFailure`]: on one line, cut at 103 bytes.
pub type FailureText = Text<104>;

/// Why a provider of tokens has none.
///
/// It never holds a token or a key. `Display` says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenFailure {
    /// The environment variable isn't set, or isn't Unicode. (A long name is
    /// cut.)
    Unset(FailureText),
    /// The token's file can't be read.
    File(io::ErrorKind),
    /// What the token's file holds is no token.
    FileContent(TokenError),
    /// What the provider has is no token.
    NoToken(TokenError),
    /// The token was refused, and its file holds no other.
    FileUnchanged,
    /// The token was refused, and the provider has no other.
    NoOther,
    /// The token service refused.
    Refused {
        /// The most exact code of its answer.
        code: ReturnCode,
        /// What it said; `***` if that held a part of a key.
        text: FailureText,
    },
    /// The token service answered with this HTTP status, and without a code.
    Status(u16),
    /// The token service pointed elsewhere, with this HTTP status. Keys are
    /// sent only to the address that was set.
    Redirected(u16),
    /// The token service can't be reached: what the network or TLS said.
    Unreachable(FailureText),
    /// The token service didn't answer in time.
    TimedOut,
    /// The token service's answer is longer than any token's.
    TooLong,
    /// The token service's answer can't be understood: what is wrong.
    Malformed(&'static str),
    /// Nothing was asked, because the program logs at a level at which the HTTP
    /// client would write the token into the log.
    LogShowsToken,
    /// The provider panicked. The message, which may hold anything, went to the
    /// panic hook only.
    Panicked,
    /// What a provider of your own says: see [`transient`](Self::transient) and
    /// [`permanent`](Self::permanent).
    Other {
        /// Whether it may pass by itself.
        transient: bool,
        /// What it says.
        text: FailureText,
    },
}

impl TokenFailure {
    /// A failure that may pass by itself, for a provider of your own. The text
    /// is shown: keep keys and tokens out of it. Beyond 103 bytes it is cut.
    #[must_use]
    pub fn transient(text: &str) -> Self {
        Self::Other {
            transient: true,
            text: Text::new(text),
        }
    }

    /// A failure that stays until somebody acts, for a provider of your own.
    /// See [`transient`](Self::transient) for the text.
    #[must_use]
    pub fn permanent(text: &str) -> Self {
        Self::Other {
            transient: false,
            text: Text::new(text),
        }
    }

    /// Whether it may pass by itself, so that asking again later makes sense.
    /// Otherwise somebody has to act first.
    ///
    /// A refusal with a code that isn't known counts as one that may pass.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::File(_)
            | Self::FileContent(_)
            | Self::FileUnchanged
            | Self::Unreachable(_)
            | Self::TimedOut
            | Self::TooLong
            | Self::Malformed(_) => true,
            Self::Status(status) => matches!(status, 408 | 425 | 429 | 500..),
            Self::Refused { code, .. } => !stays(*code),
            Self::Other { transient, .. } => *transient,
            Self::Unset(_)
            | Self::NoToken(_)
            | Self::NoOther
            | Self::Redirected(_)
            | Self::LogShowsToken
            | Self::Panicked => false,
        }
    }

    /// The token service's code, if it refused with one.
    #[must_use]
    pub const fn code(&self) -> Option<ReturnCode> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Unset(_) => "set the variable before the program starts",
            Self::File(_) => "check the path, and that this user may read it",
            Self::FileContent(_) => {
                "write only the token into the file; write it under another name first and rename that"
            }
            Self::NoToken(_) => "check the provider",
            Self::FileUnchanged => "have a new token written into the file",
            Self::NoOther => {
                "start again with a new token, or use a provider that can get one; \
                 one app key has one valid token, so make sure that no other program issues one for it"
            }
            Self::Refused { code, .. } => code.advice(),
            Self::Status(_) if self.is_transient() => {
                "try again in a while; if it stays, ask Kiwoom"
            }
            Self::Status(_) | Self::Redirected(_) => "check the token service's address",
            Self::Unreachable(_) | Self::TimedOut => {
                "check the network, and the token service's address; a firewall must let it through"
            }
            Self::TooLong | Self::Malformed(_) => {
                "check the token service's address, and whether something stands between it and this machine"
            }
            Self::LogShowsToken => {
                "cap the log: set the level of the target `ureq_proto` to `info` (RUST_LOG=trace,ureq_proto=info)"
            }
            Self::Panicked => {
                "look for the panic's message, and report it to the provider's author"
            }
            Self::Other {
                transient: true, ..
            } => "try again in a while",
            Self::Other { .. } => "see what the provider says",
        }
    }
}

/// Whether a refusal with this code stays until somebody acts: faults of the
/// request, the keys and the device. The others are limits of rate and troubles
/// of the server.
const fn stays(code: ReturnCode) -> bool {
    matches!(
        code.get(),
        1501..=1517
            | 8001
            | 8002
            | 8010..=8012
            | 8015
            | 8016
            | 8020
            | 8030
            | 8031
            | 8040
            | 8050
            | 8103
            | 8104
            | 8200
    )
}

impl fmt::Display for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unset(name) => {
                write!(f, "the environment variable {} isn't set", name.as_str())?;
            }
            Self::File(kind) => write!(f, "the token's file can't be read: {kind}")?,
            Self::FileContent(error) => write!(f, "the token's file holds no token: {error}")?,
            Self::NoToken(error) => write!(f, "no token came: {error}")?,
            Self::FileUnchanged => {
                f.write_str("the token was refused, and its file holds no other")?;
            }
            Self::NoOther => f.write_str("the token was refused, and there is no other")?,
            Self::Refused { code, text } => {
                write!(f, "the token service refused: {code}")?;
                if let Some(text) = text.get() {
                    write!(f, " \"{text}\"")?;
                }
            }
            Self::Status(status) => {
                write!(f, "the token service answered with HTTP status {status}")?;
            }
            Self::Redirected(status) => write!(
                f,
                "the token service points elsewhere (HTTP status {status}), where no key is sent"
            )?,
            Self::Unreachable(what) => {
                write!(f, "the token service can't be reached: {}", what.as_str())?;
            }
            Self::TimedOut => f.write_str("the token service didn't answer in time")?,
            Self::TooLong => f.write_str("the token service's answer is too long")?,
            Self::Malformed(what) => {
                write!(f, "the token service's answer can't be understood: {what}")?;
            }
            Self::LogShowsToken => {
                f.write_str("no token was asked for, because it would be written into the log")?;
            }
            Self::Panicked => f.write_str("the token provider panicked")?,
            Self::Other { text, .. } => f.write_str(text.as_str())?,
        }
        write!(f, "; what to do: {}", self.advice())
    }
}

impl std::error::Error for TokenFailure {}

#[cfg(test)]
mod tests {
    use super::TokenFailure;
    use crate::record::Text;
    use crate::{ReturnCode, TokenError};
    use std::io;

    #[test]
    fn every_failure_says_what_to_do() {
        let refused = |code| TokenFailure::Refused {
            code: ReturnCode::new(code),
            text: Text::new("인증에 실패했습니다"),
        };
        for (failure, transient) in [
            (TokenFailure::Unset(Text::new("NAME")), false),
            (TokenFailure::File(io::ErrorKind::NotFound), true),
            (TokenFailure::FileContent(TokenError::Empty), true),
            (TokenFailure::NoToken(TokenError::Empty), false),
            (TokenFailure::FileUnchanged, true),
            (TokenFailure::NoOther, false),
            (refused(8001), false),
            (refused(8030), false),
            (refused(8050), false),
            (refused(1700), true),
            (refused(4711), true),
            (TokenFailure::Status(404), false),
            (TokenFailure::Status(429), true),
            (TokenFailure::Status(503), true),
            (TokenFailure::Redirected(302), false),
            (TokenFailure::Unreachable(Text::new("refused")), true),
            (TokenFailure::TimedOut, true),
            (TokenFailure::TooLong, true),
            (TokenFailure::Malformed("no JSON"), true),
            (TokenFailure::LogShowsToken, false),
            (TokenFailure::Panicked, false),
            (TokenFailure::transient("the vault is sealed"), true),
            (TokenFailure::permanent("no such secret"), false),
        ] {
            assert_eq!(failure.is_transient(), transient, "{failure:?}");
            let text = failure.to_string();
            let (what, todo) = text.split_once("; what to do: ").unwrap();
            assert!(what.len() > 10 && todo.len() > 10, "{text}");
        }
        assert_eq!(refused(8001).code(), Some(ReturnCode::new(8001)));
        assert_eq!(TokenFailure::TimedOut.code(), None);
        assert!(
            refused(8030)
                .to_string()
                .contains(ReturnCode::OTHER_MARKET_KEY.advice())
        );
    }
}
