//! The app key and its secret key.

use std::fmt;
use zeroize::Zeroizing;

/// An app key (appkey) and its secret key (secretkey), for having tokens
/// issued. Live and paper trading have keys of their own.
///
/// They are never printed: `Debug` writes `***`. Their memory is wiped when
/// they are dropped.
pub struct AppKeys {
    app: Zeroizing<String>,
    secret: Zeroizing<String>,
}

/// The longest key that is taken, in bytes. Real ones have 43.
const LONGEST: usize = 512;

impl AppKeys {
    /// Takes both keys. Blanks and line ends around them are left out.
    ///
    /// The texts passed in are wiped, whether they are accepted or not.
    ///
    /// # Errors
    /// Which of them can't be a key. The error holds nothing of them.
    pub fn new(app_key: String, secret_key: String) -> Result<Self, AppKeysError> {
        let (app, secret) = (Zeroizing::new(app_key), Zeroizing::new(secret_key));
        Ok(Self {
            app: taken(&app).ok_or(AppKeysError::AppKey)?,
            secret: taken(&secret).ok_or(AppKeysError::SecretKey)?,
        })
    }

    /// The body of a token request.
    pub(super) fn request(&self) -> Zeroizing<Vec<u8>> {
        let parts = [
            r#"{"grant_type":"client_credentials","appkey":""#,
            &self.app,
            r#"","secretkey":""#,
            &self.secret,
            r#""}"#,
        ];
        // One exact allocation: growth would leave copies behind unwiped.
        let length = parts.iter().map(|part| part.len()).sum();
        let mut body = Zeroizing::new(Vec::with_capacity(length));
        for part in parts {
            body.extend_from_slice(part.as_bytes());
        }
        body
    }

    /// Whether a text holds a part of a key: as little as eight bytes in a row.
    pub(super) fn show_in(&self, text: &str) -> bool {
        shows(text, &self.app) || shows(text, &self.secret)
    }
}

/// Whether a text holds a part of the secret: eight bytes of it in a row, or
/// all of one that is shorter.
pub(super) fn shows(text: &str, secret: &str) -> bool {
    let part = secret.len().clamp(1, 8);
    secret
        .as_bytes()
        .windows(part)
        .any(|part| text.as_bytes().windows(part.len()).any(|it| it == part))
}

/// A copy in one exact allocation, if it can be a key: it then needs no escaping
/// in JSON.
fn taken(text: &str) -> Option<Zeroizing<String>> {
    let text = text.trim();
    let fits = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\');
    let good = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(fits);
    good.then(|| Zeroizing::new(text.to_owned()))
}

impl fmt::Debug for AppKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppKeys(***)")
    }
}

/// Which of two keys can't be one: it is empty, longer than 512 bytes, or holds
/// a blank, a quote, a backslash or what isn't ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AppKeysError {
    /// The app key.
    AppKey,
    /// The secret key.
    SecretKey,
}

impl fmt::Display for AppKeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let which = match self {
            Self::AppKey => "app key",
            Self::SecretKey => "secret key",
        };
        write!(
            f,
            "the {which} is empty or no key: pass it as Kiwoom shows it, without quotes"
        )
    }
}

impl std::error::Error for AppKeysError {}

#[cfg(test)]
mod tests {
    use super::{AppKeys, AppKeysError, shows};

    #[test]
    fn keys_are_taken_as_they_are_shown() {
        let keys = AppKeys::new(" CANARY-KEY/1\n".into(), "CANARY_SECRET+2=".into()).unwrap();
        assert_eq!(
            str::from_utf8(&keys.request()).unwrap(),
            r#"{"grant_type":"client_credentials","appkey":"CANARY-KEY/1","secretkey":"CANARY_SECRET+2="}"#
        );
        assert_eq!(format!("{keys:?}"), "AppKeys(***)");
        let long = "CANARY".repeat(100);
        for wrong in [
            "",
            " ",
            "CANARY X",
            "\"CANARY\"",
            "CANARY\\",
            "CANARY키",
            &long,
        ] {
            let app = AppKeys::new(wrong.into(), "good".into()).unwrap_err();
            let secret = AppKeys::new("good".into(), wrong.into()).unwrap_err();
            assert_eq!(
                (app, secret),
                (AppKeysError::AppKey, AppKeysError::SecretKey)
            );
            assert!(!format!("{app} {app:?} {secret} {secret:?}").contains("CANARY"));
        }
    }

    #[test]
    fn parts_of_a_key_are_seen() {
        for (text, secret, wanted) in [
            ("키 CANARY12345 틀림", "CANARY12345", true),
            ("키 NARY1234… 틀림", "CANARY12345", true),
            ("키 CANARY1… 틀림", "CANARY12345", false),
            ("ab", "ab", true),
            ("a", "ab", false),
            ("", "ab", false),
            ("x", "", false),
        ] {
            assert_eq!(shows(text, secret), wanted, "{text} {secret}");
        }
    }
}
