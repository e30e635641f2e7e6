//! The token service's answer.

use super::AppKeys;
use super::expiry::korean;
use super::keys::shows;
use crate::record::Text;
use crate::session::{bounded, inner};
use crate::tokens::Issued;
use crate::{FailureText, TokenFailure};
use crate::{ReturnCode, Token};
use simd_json::prelude::ValueAsScalar as _;
use simd_json::tape::Value;
use simd_json::{Buffers, Tape};
use zeroize::Zeroizing;

/// The longest answer that is read. Real ones have some 200 bytes.
const LONGEST: usize = 16 * 1024;
/// How much readable memory the JSON parser wants behind a text.
const PADDING: usize = 64;
/// How deep an answer may be nested. Real ones aren't.
const DEPTH: usize = 16;

/// The bytes of an answer, in memory that is allocated once and wiped.
pub(super) struct Body {
    bytes: Zeroizing<Vec<u8>>,
    length: usize,
}

impl Body {
    pub(super) fn new() -> Self {
        Self {
            bytes: Zeroizing::new(vec![0; LONGEST + PADDING]),
            length: 0,
        }
    }

    /// Where the next bytes go; empty when the answer is too long.
    pub(super) fn spare(&mut self) -> &mut [u8] {
        &mut self.bytes[self.length..LONGEST]
    }

    /// So many bytes were written to [`spare`](Self::spare).
    pub(super) fn filled(&mut self, by: usize) {
        self.length += by;
    }
}

/// The token in an answer, or why there is none.
///
/// Tolerant: a code may be a number or a string, the end of the token may be
/// missing. A code other than 0 is a refusal, whatever the HTTP status.
pub(super) fn read(status: u16, body: Body, keys: &AppKeys) -> Result<Issued, TokenFailure> {
    let Body { mut bytes, length } = body;
    if (300..400).contains(&status) {
        return Err(TokenFailure::Redirected(status));
    }
    let is_success = (200..300).contains(&status);
    // Parsed where it lies: other ways copy it into memory that isn't wiped.
    let mut tape = Tape::null();
    let mut buffers = Buffers::with_max_depth(0, DEPTH);
    let parsed = simd_json::fill_tape_padded(&mut bytes, length, &mut buffers, &mut tape);
    let answer = match parsed {
        _ if length == 0 && is_success => Err(TokenFailure::Malformed("it is empty")),
        Ok(()) => Answer::of(tape.as_value()),
        Err(_) => Err(TokenFailure::Malformed("it isn't JSON")),
    };
    match answer {
        Ok(answer) if answer.is_refusal() => Err(answer.refusal(keys)),
        _ if !is_success => Err(TokenFailure::Status(status)),
        Ok(answer) => answer.issued(),
        Err(failure) => Err(failure),
    }
}

/// The members that matter, as they came.
struct Answer<'a> {
    code: ReturnCode,
    text: &'a str,
    token: Option<&'a str>,
    expires: Option<Value<'a, 'a>>,
    kind: Option<&'a str>,
}

impl<'a> Answer<'a> {
    fn of(answer: Value<'a, 'a>) -> Result<Self, TokenFailure> {
        if answer.as_object().is_none() {
            return Err(TokenFailure::Malformed("it is no JSON object"));
        }
        let member = |name: &str| answer.get(name);
        Ok(Self {
            code: member("return_code")
                .and_then(number)
                .map_or(ReturnCode::MISSING, ReturnCode::new),
            text: member("return_msg").and_then(text).unwrap_or(""),
            token: member("token").and_then(text).filter(|it| !it.is_empty()),
            expires: member("expires_dt"),
            kind: member("token_type").and_then(text),
        })
    }

    /// Without a code, a text and no token tell a refusal too.
    fn is_refusal(&self) -> bool {
        match self.code {
            ReturnCode::OK => false,
            ReturnCode::MISSING => self.token.is_none() && !self.text.is_empty(),
            _ => true,
        }
    }

    fn refusal(&self, keys: &AppKeys) -> TokenFailure {
        // The exact code stands in the text.
        let (code, said) = inner(self.text).unwrap_or((self.code, self.text));
        let leaks = keys.show_in(said) || self.token.is_some_and(|token| shows(said, token));
        let text: FailureText = if leaks {
            Text::new("***")
        } else {
            bounded(said, "")
        };
        TokenFailure::Refused { code, text }
    }

    fn issued(&self) -> Result<Issued, TokenFailure> {
        let token = self
            .token
            .ok_or(TokenFailure::Malformed("it holds no token"))?;
        let is_bearer = |kind: &str| kind.trim().eq_ignore_ascii_case("bearer");
        if !self.kind.is_none_or(is_bearer) {
            return Err(TokenFailure::Malformed("its token is no bearer token"));
        }
        let token = Token::new(token.to_owned())
            .map_err(|_| TokenFailure::Malformed("its token holds what no token does"))?;
        let expires = self.expires.and_then(|value| {
            let number = number(value).map(|it| it.to_string());
            korean(text(value).or(number.as_deref())?)
        });
        Ok(Issued { token, expires })
    }
}

fn text<'a>(value: Value<'a, 'a>) -> Option<&'a str> {
    use simd_json::prelude::ValueIntoString as _;
    value.into_string()
}

/// A number, or a string that holds one.
fn number(value: Value<'_, '_>) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()))
}

#[cfg(test)]
mod tests;
