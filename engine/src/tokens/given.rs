//! Tokens that somebody else got: as a text, in the environment, in a file.

use super::{Issued, TokenProvider};
use crate::Token;
use crate::TokenFailure;
use crate::record::Text;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// One token, as it is. Once it is refused there is no other.
#[derive(Clone, Debug)]
pub struct FixedToken(Token);

impl FixedToken {
    /// Hands out this token.
    #[must_use]
    pub const fn new(token: Token) -> Self {
        Self(token)
    }
}

impl TokenProvider for FixedToken {
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
        if fresh {
            return Err(TokenFailure::NoOther);
        }
        Ok(issued(self.0.clone()))
    }
}

/// The token in an environment variable, read at each call.
///
/// Other processes of the same user, and child processes, can read the
/// environment of this one.
#[derive(Clone, Debug)]
pub struct EnvToken {
    name: String,
    last: Option<Token>,
}

impl EnvToken {
    /// Reads this variable, such as `KIWOOM_TOKEN`.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            last: None,
        }
    }
}

impl TokenProvider for EnvToken {
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
        // A value that isn't Unicode comes back in the error: wiped as well.
        let text = match std::env::var(&self.name) {
            Ok(text) => text,
            Err(std::env::VarError::NotUnicode(value)) => {
                drop(Zeroizing::new(value.into_encoded_bytes()));
                return Err(TokenFailure::Unset(Text::new(&self.name)));
            }
            Err(_) => return Err(TokenFailure::Unset(Text::new(&self.name))),
        };
        let token = Token::new(text).map_err(TokenFailure::NoToken)?;
        pass_on(&mut self.last, token, fresh, TokenFailure::NoOther)
    }
}

/// The token in a file, read at each call, so that another program can put a
/// new one there.
///
/// The file holds the token and nothing else; blanks and line ends around it
/// are left out. It should be readable by its owner alone (mode 0600): whoever
/// reads it can trade. That isn't checked, because secrets that a container is
/// given have other modes. Write a new token under another name and rename that,
/// or half a token may be read.
#[derive(Clone, Debug)]
pub struct FileToken {
    path: PathBuf,
    last: Option<Token>,
}

/// The longest file that is read: the longest token, with `Bearer ` and line
/// ends.
const LONGEST_FILE: usize = 4096 + 64;

impl FileToken {
    /// Reads this file.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            last: None,
        }
    }

    fn read(&self) -> Result<Token, TokenFailure> {
        let failed = |error: std::io::Error| TokenFailure::File(error.kind());
        let mut file = File::open(&self.path).map_err(failed)?;
        // One allocation of fixed size: growth would leave copies behind.
        let mut bytes = Zeroizing::new(vec![0; LONGEST_FILE + 1]);
        let mut length = 0;
        while length < bytes.len() {
            match file.read(&mut bytes[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(failed(error)),
            }
        }
        let wrong = TokenFailure::FileContent;
        if length > LONGEST_FILE {
            return Err(wrong(crate::TokenError::TooLong));
        }
        // What isn't UTF-8 is no token.
        let text = str::from_utf8(&bytes[..length])
            .map_err(|_| wrong(crate::TokenError::Character))?
            .trim();
        Token::new(text.to_owned()).map_err(wrong)
    }
}

impl TokenProvider for FileToken {
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
        let token = self.read()?;
        pass_on(&mut self.last, token, fresh, TokenFailure::FileUnchanged)
    }
}

/// Hands a token out, unless it is the one that was refused.
fn pass_on(
    last: &mut Option<Token>,
    token: Token,
    fresh: bool,
    unchanged: TokenFailure,
) -> Result<Issued, TokenFailure> {
    if fresh && last.as_ref().is_some_and(|last| last.is_same_as(&token)) {
        return Err(unchanged);
    }
    *last = Some(token.clone());
    Ok(issued(token))
}

const fn issued(token: Token) -> Issued {
    Issued {
        token,
        expires: None,
    }
}

#[cfg(test)]
mod tests {
    use super::{EnvToken, FileToken, FixedToken, LONGEST_FILE};
    use crate::TokenFailure;
    use crate::record::Text;
    use crate::tokens::TokenProvider;
    use crate::{Token, TokenError};
    use std::path::PathBuf;

    fn token(text: &str) -> Token {
        Token::new(text.to_owned()).unwrap()
    }

    #[test]
    fn a_fixed_token_is_handed_out_until_it_is_refused() {
        let mut fixed = FixedToken::new(token("SECRET"));
        for _ in 0..2 {
            assert!(
                fixed
                    .token(false)
                    .unwrap()
                    .token
                    .is_same_as(&token("SECRET"))
            );
        }
        assert_eq!(fixed.token(true).unwrap_err(), TokenFailure::NoOther);
        assert!(!format!("{fixed:?}").contains("SECRET"));
    }

    #[test]
    fn the_environment_is_read() {
        // Cargo sets this one for every test.
        let mut env = EnvToken::new("CARGO_PKG_NAME");
        let here = token(env!("CARGO_PKG_NAME"));
        assert!(env.token(false).unwrap().token.is_same_as(&here));
        assert_eq!(env.token(true).unwrap_err(), TokenFailure::NoOther);
        assert!(!format!("{env:?}").contains(env!("CARGO_PKG_NAME")));
        let mut none = EnvToken::new("KIWOOM_NO_SUCH_VARIABLE");
        assert_eq!(
            none.token(false).unwrap_err(),
            TokenFailure::Unset(Text::new("KIWOOM_NO_SUCH_VARIABLE"))
        );
    }

    /// A path of this test's own, removed at its end.
    struct Scratch(PathBuf);

    impl Drop for Scratch {
        fn drop(&mut self) {
            _ = std::fs::remove_file(&self.0);
        }
    }

    #[test]
    fn a_file_is_read_anew() {
        let name = format!("kiwoom-file-token-{}", std::process::id());
        let scratch = Scratch(std::env::temp_dir().join(name));
        let write = |text: &[u8]| std::fs::write(&scratch.0, text).unwrap();
        let mut file = FileToken::new(&scratch.0);
        assert_eq!(
            file.token(false).unwrap_err(),
            TokenFailure::File(std::io::ErrorKind::NotFound)
        );
        write(b" Bearer FIRST\r\n\n");
        let first = file.token(false).unwrap().token;
        assert!(first.is_same_as(&token("FIRST")));
        assert_eq!(file.token(true).unwrap_err(), TokenFailure::FileUnchanged);
        write(b"SECOND");
        let second = file.token(true).unwrap().token;
        assert!(second.is_same_as(&token("SECOND")));
        assert!(!format!("{file:?}").contains("SECOND"));
        for (text, error) in [
            (&b""[..], TokenError::Empty),
            (b"\n", TokenError::Empty),
            (b"A B", TokenError::Character),
            (b"\xff", TokenError::Character),
            (&[b'A'; 4097], TokenError::TooLong),
            (&[b' '; LONGEST_FILE + 1], TokenError::TooLong),
        ] {
            write(text);
            assert_eq!(
                file.token(false).unwrap_err(),
                TokenFailure::FileContent(error)
            );
        }
    }
}
