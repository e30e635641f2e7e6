//! Telling what a text message is.

use super::codes::{ReturnCode, SystemCode};
use super::error::ServerText;
use crate::record::Text;
use simd_json::Buffers;
use simd_json::prelude::{ValueAsScalar as _, ValueIntoString as _};
use simd_json::tape::Value;

/// A message from the server.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// Market data.
    Real,
    /// To be sent back as it came.
    Ping,
    /// Answers.
    Login(Answer),
    Register(Answer),
    Remove(Answer),
    /// A notice.
    System {
        code: SystemCode,
        text: ServerText,
    },
    /// Anything else that has the form of a message.
    Unknown,
}

/// An answer's result.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) code: ReturnCode,
    pub(super) text: ServerText,
}

/// Whether this is market data in one of its two usual forms: `data` first (as
/// the live server writes it) or `trnm` first (as the documents do).
///
/// `true` is certain for any valid JSON with distinct names. In the first form
/// the last brace closes the outermost object, so the member before it belongs
/// to that; and the comma can't be inside a string, because the quote after it
/// would have ended that. `false` means nothing: see [`Parser`].
#[inline]
pub(super) fn is_real(message: &[u8]) -> bool {
    if message.starts_with(br#"{"data":["#) {
        message.ends_with(br#","trnm":"REAL"}"#)
    } else {
        message.starts_with(br#"{"trnm":"REAL","#)
    }
}

/// Tells market data from all else, for those that have no session.
pub(crate) struct Sieve(Parser);

impl Sieve {
    pub(crate) fn new() -> Self {
        Self(Parser::new())
    }

    /// Whether this is market data. Allocates where its form is unusual.
    pub(crate) fn is_market_data(&mut self, message: &[u8]) -> bool {
        is_real(message) || self.0.parse(message, "") == Some(Message::Real)
    }
}

/// How deep a message may be nested. Real ones stay below 5.
const DEPTH: usize = 32;

/// Looks into messages of any form; keeps its buffers from one to the next.
pub(super) struct Parser {
    copy: Vec<u8>,
    buffers: Buffers,
}

impl Parser {
    pub(super) fn new() -> Self {
        Self {
            copy: Vec::new(),
            buffers: Buffers::with_max_depth(0, DEPTH),
        }
    }

    /// What the message is; `None` if it is neither a JSON object nor a bare
    /// PING.
    ///
    /// Works on a copy, since the JSON parser writes into its input.
    /// Allocates; meant for control messages. `secret` is kept out of texts.
    pub(super) fn parse(&mut self, message: &[u8], secret: &str) -> Option<Message> {
        if message.trim_ascii() == b"PING" {
            return Some(Message::Ping);
        }
        self.copy.clear();
        self.copy.extend_from_slice(message);
        let tape = simd_json::to_tape_with_buffers(&mut self.copy, &mut self.buffers).ok()?;
        classify(tape.as_value(), secret)
    }
}

fn classify(object: Value<'_, '_>, secret: &str) -> Option<Message> {
    object.as_object()?;

    let code = return_code(object);
    let string = |name: &str| object.get(name).and_then(Value::into_string);
    let answer = || Answer {
        code,
        text: bounded(string("return_msg").unwrap_or(""), secret),
    };
    Some(match string("trnm") {
        Some("REAL") => Message::Real,
        // A PING with an error code is the refusal of an echo: sent back, it
        // would go to and fro for ever.
        Some("PING") if matches!(code, ReturnCode::OK | ReturnCode::MISSING) => Message::Ping,
        Some("LOGIN") => Message::Login(login(code, string("return_msg").unwrap_or(""), secret)),
        Some("REG") => Message::Register(answer()),
        Some("REMOVE") => Message::Remove(answer()),
        Some("SYSTEM") => Message::System {
            code: SystemCode::new(bounded(string("code").unwrap_or(""), secret)),
            text: bounded(string("message").unwrap_or(""), secret),
        },
        _ => Message::Unknown,
    })
}

/// `return_code`: a number, or a string that holds one.
fn return_code(object: Value<'_, '_>) -> ReturnCode {
    let number = object.get("return_code").and_then(|value| {
        value
            .as_i64()
            .or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()))
    });
    number.map_or(ReturnCode::MISSING, ReturnCode::new)
}

/// A refused LOGIN often carries the real code and reason inside its text.
fn login(code: ReturnCode, text: &str, secret: &str) -> Answer {
    let said = if code == ReturnCode::OK {
        None
    } else {
        inner(text)
    };
    let (code, text) = said.unwrap_or((code, text));
    Answer {
        code,
        text: bounded(text, secret),
    }
}

/// The code and text of `…[CODE=8005, MESSAGE=…]`, the socket's form, or
/// `…[8005:…]` or `…[8005]`, that of the REST calls.
pub(crate) fn inner(text: &str) -> Option<(ReturnCode, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if let Some((_, rest)) = text.split_once("CODE=") {
        let (number, rest) = rest.split_at(digits(rest));
        let said = rest
            .split_once("MESSAGE=")
            .map_or(text, |(_, said)| bare(said));
        return Some((ReturnCode::new(number.parse().ok()?), said));
    }
    let (_, rest) = text.split_once('[')?;
    let (number, rest) = rest.split_at(digits(rest));
    let said = match rest.strip_prefix(':') {
        Some(said) => bare(said),
        // Four digits alone are a code.
        None if number.len() == 4 && rest.starts_with(']') => text,
        None => return None,
    };
    Some((ReturnCode::new(number.parse().ok()?), said))
}

/// The text without the bracket that closes it.
fn bare(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix(']').unwrap_or(text).trim_end()
}

/// A text from the server: without the token, on one line, and not too long.
pub(crate) fn bounded<const N: usize>(text: &str, secret: &str) -> Text<N> {
    let hides = !secret.is_empty() && text.contains(secret);
    if !hides && !text.contains(char::is_control) {
        return Text::new(text);
    }
    let text = if hides {
        text.replace(secret, "***")
    } else {
        text.to_owned()
    };
    Text::new(&text.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    use super::{Message, Parser, ReturnCode, inner, is_real};
    use proptest::prelude::*;

    fn parsed(message: &str) -> Option<Message> {
        Parser::new().parse(message.as_bytes(), "SECRET")
    }

    #[test]
    fn finds_the_code_inside_a_text() {
        let found = |text| inner(text).map(|(code, said)| (code.get(), said));
        assert_eq!(
            found("x [CODE=8005, MESSAGE=Token이 유효하지 않습니다]"),
            Some((8005, "Token이 유효하지 않습니다"))
        );
        assert_eq!(
            found("인증에 실패했습니다[8005:Token이 유효하지 않습니다]"),
            Some((8005, "Token이 유효하지 않습니다"))
        );
        assert_eq!(
            found("[CODE=8103, MESSAGE=a [b] c]"),
            Some((8103, "a [b] c"))
        );
        assert_eq!(found("CODE=8031"), Some((8031, "CODE=8031")));
        assert_eq!(found("없습니다[8020]"), Some((8020, "없습니다[8020]")));
        for none in [
            "",
            "[",
            "CODE=",
            "[8005",
            "[:x]",
            "[5]",
            "[8005 ]",
            "CODE=x",
            "CODE=99999999999999999999",
        ] {
            assert_eq!(found(none), None, "{none:?}");
        }
    }

    #[test]
    fn the_sniff_is_not_fooled() {
        assert!(is_real(br#"{"data":[],"trnm":"REAL"}"#));
        assert!(is_real(br#"{"trnm":"REAL","data":[]}"#));
        for other in [
            r#"{"data":[],"x":{"trnm":"REAL"}}"#,
            r#"{"data":[],"a,\"trnm":"REAL"}"#,
            r#"{"data":[["0","trnm"]],"trnm":"CNSRLST"}"#,
            r#"{"trnm":"REALLY","data":[]}"#,
            r#"{"x":1,"trnm":"REAL"}"#,
            "{\"data\":[]}",
            "",
        ] {
            assert!(!is_real(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn the_slow_way_finds_market_data_in_any_form() {
        for form in [
            r#"{"trnm":"REAL"}"#,
            r#" { "trnm" : "REAL" , "data" : [ ] } "#,
            r#"{"x":{"trnm":"PING"},"trnm":"REAL","data":[]}"#,
            r#"{"data":[{"trnm":"PING"}],"trnm":"REAL","x":1}"#,
            r#"{"tr\u006em":"RE\u0041L"}"#,
        ] {
            assert_eq!(parsed(form), Some(Message::Real), "{form}");
        }
    }

    #[test]
    fn texts_are_short_clean_and_without_the_token() {
        let long = format!(
            r#"{{"trnm":"LOGIN","return_code":"1","return_msg":"{}"}}"#,
            "가".repeat(9000)
        );
        let Some(Message::Login(answer)) = parsed(&long) else {
            panic!()
        };
        assert_eq!(answer.code, ReturnCode::new(1));
        assert!(answer.text.is_truncated() && answer.text.as_str().len() <= 127);

        let echo = r#"{"trnm":"SYSTEM","code":"SECRET","message":"a\nb\u001b[31m SECRET"}"#;
        let Some(Message::System { code, text }) = parsed(echo) else {
            panic!()
        };
        assert_eq!(code.as_str(), "***");
        assert_eq!(text, "a b [31m ***");
    }

    #[test]
    fn the_buffers_forget_the_message_before() {
        let mut parser = Parser::new();
        let long = format!(r#"{{"trnm":"REAL","data":["{}"]}}"#, "x".repeat(5000));
        for _ in 0..2 {
            assert_eq!(parser.parse(long.as_bytes(), ""), Some(Message::Real));
            assert_eq!(parser.parse(br#"{"trnm":"PING"}"#, ""), Some(Message::Ping));
            assert_eq!(parser.parse(br#"{"trnm":"PING""#, ""), None);
            assert_eq!(parser.parse(b"", ""), None);
        }
        let deep = |depth| {
            format!(
                r#"{{"trnm":"PING","x":{}{}}}"#,
                "[".repeat(depth),
                "]".repeat(depth)
            )
        };
        assert_eq!(parser.parse(deep(20).as_bytes(), ""), Some(Message::Ping));
        assert_eq!(parser.parse(deep(40).as_bytes(), ""), None);
    }

    /// The form that the sniff takes for market data has no other reading.
    fn looks_real(message: &[u8]) -> bool {
        serde_json::from_slice::<serde_json::Value>(message)
            .is_ok_and(|value| value["trnm"] == "REAL")
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(message in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = is_real(&message);
            let _ = Parser::new().parse(&message, "SECRET");
        }

        #[test]
        fn almost_messages_never_panic_and_never_fool_the_sniff(
            parts in proptest::collection::vec(prop_oneof![
                Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just(":"), Just(" "), Just("\\"),
                Just("\""), Just("\"trnm\""), Just("\"REAL\""), Just("\"PING\""), Just("\"data\":["),
                Just("{\"data\":["), Just(",\"trnm\":\"REAL\"}"), Just("{\"trnm\":\"REAL\","), Just("null"),
                Just("1e400"), Just("-0"), Just("\\ud800"), Just("가"), Just("\0"),
            ], 0..14),
        ) {
            let text = parts.concat();
            let slow = parsed(&text);
            if is_real(text.as_bytes()) && text.matches("\"trnm\"").count() == 1 && serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text).is_ok() {
                prop_assert!(looks_real(text.as_bytes()), "{}", text);
            }
            if slow == Some(Message::Real) {
                prop_assert!(text.contains("REAL"));
            }
        }

        #[test]
        fn agrees_with_another_parser(
            names in proptest::collection::btree_map("[a-z\"\\\\가]{0,4}", "[ -~가]{0,12}", 0..5),
            trnm in prop_oneof![Just("REAL"), Just("PING"), Just("REG"), Just("CNSRLST"), Just("")],
        ) {
            let mut object: serde_json::Map<String, serde_json::Value> =
                names.into_iter().map(|(name, value)| (name, value.into())).collect();
            object.insert("trnm".into(), trnm.into());
            let text = serde_json::Value::Object(object).to_string();
            let wanted = match trnm {
                "REAL" => parsed(&text) == Some(Message::Real),
                "PING" => parsed(&text) == Some(Message::Ping),
                "REG" => matches!(parsed(&text), Some(Message::Register(_))),
                _ => parsed(&text) == Some(Message::Unknown),
            };
            prop_assert!(wanted, "{}", text);
        }
    }
}
