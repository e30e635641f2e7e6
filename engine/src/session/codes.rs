//! Kiwoom's return codes and SYSTEM codes, and what to do about them.

use crate::record::Text;
use std::fmt;

/// A return code (`return_code`), or the code inside a refusal's text.
///
/// Open: the server may send any number. The known ones have a
/// [`meaning`](Self::meaning) and an [`advice`](Self::advice).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReturnCode(i64);

impl ReturnCode {
    /// Success.
    pub const OK: Self = Self(0);
    /// The answer held no code that is a number.
    pub const MISSING: Self = Self(i64::MIN);
    /// The token is not valid (any more).
    pub const TOKEN_INVALID: Self = Self(8005);
    /// The token was issued to another IP address.
    pub const OTHER_ADDRESS: Self = Self(8010);
    /// The app key is for the other of live and paper trading.
    pub const OTHER_MARKET_KEY: Self = Self(8030);
    /// The token is for the other of live and paper trading.
    pub const OTHER_MARKET_TOKEN: Self = Self(8031);
    /// The machine is not registered as a designated device.
    pub const DEVICE_NOT_REGISTERED: Self = Self(8050);
    /// The token or the device was not accepted.
    pub const TOKEN_OR_DEVICE: Self = Self(8103);
    /// A message came before LOGIN was done, and was ignored.
    pub const BEFORE_LOGIN: Self = Self(100_013);
    /// Too many requests of this kind.
    pub const TOO_MANY_REQUESTS: Self = Self(105_110);
    /// The request's form was not accepted.
    pub const BAD_REGISTRATION: Self = Self(105_111);
    /// More items than a session may hold.
    pub const SESSION_FULL: Self = Self(105_115);
    /// More items than a group may hold.
    pub const GROUP_FULL: Self = Self(105_118);
    /// LOGIN failed; the text holds another code that says why.
    pub const LOGIN_FAILED: Self = Self(805_004);

    /// The code with this number.
    #[must_use]
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// What a known code means, in a few words.
    #[must_use]
    pub fn meaning(self) -> Option<&'static str> {
        self.row().map(|row| row.1)
    }

    /// What a session does when a LOGIN is refused with this code.
    ///
    /// A code that isn't known calls for a fresh token: that is the usual
    /// reason, and few are tried in a row.
    #[must_use]
    pub fn after_refusal(self) -> AfterRefusal {
        let found = REFUSALS.iter().find(|row| row.0.contains(&self.0));
        found.map_or(AfterRefusal::FreshToken, |row| row.1)
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(self) -> &'static str {
        self.row().map_or(
            "this code isn't known: read the server's text, and ask Kiwoom if it doesn't help",
            |row| row.2,
        )
    }

    fn row(self) -> Option<&'static (i64, &'static str, &'static str)> {
        CODES.iter().find(|row| row.0 == self.0)
    }
}

impl fmt::Display for ReturnCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::MISSING {
            return f.write_str("no code");
        }
        write!(f, "code {}", self.0)?;
        match self.meaning() {
            Some(meaning) => write!(f, " ({meaning})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ReturnCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::MISSING {
            f.write_str("ReturnCode(missing)")
        } else {
            write!(f, "ReturnCode({})", self.0)
        }
    }
}

/// What a session does after a refused LOGIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AfterRefusal {
    /// Fetch a fresh token and try again; after a few in a row
    /// ([`SessionSettings::login_attempts`](crate::SessionSettings::login_attempts))
    /// stop.
    FreshToken,
    /// Try again with the token that it has: the server's trouble passes, and
    /// a fresh token would take the old one from everybody who shares it.
    SameToken,
    /// Stop at once: no token that this machine can fetch would be accepted.
    Stop,
}

/// What each documented code calls for, when a LOGIN is refused with it; those
/// not listed call for a fresh token (8003, 8005, 8006, 8009, 8015, 8103,
/// 805004: the token is old, unknown, or was replaced).
const REFUSALS: &[(&[i64], AfterRefusal)] = &[
    // The form of the message is wrong, and stays so.
    (
        &[
            1501, 1504, 1505, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 8011, 8012, 8016, 100_002,
        ],
        AfterRefusal::Stop,
    ),
    // Too much, too early, or trouble of the server: nothing is wrong with the
    // token.
    (
        &[1687, 1700, 1701, 1702, 1999, 100_013, 105_110],
        AfterRefusal::SameToken,
    ),
    // The keys are wrong, missing or expired: a fresh token needs them, too.
    (&[8001, 8002, 8020], AfterRefusal::Stop),
    // The token was issued to another address. A fresh one would be asked for
    // on the same way, and would take the token from whoever is there now.
    (&[8010], AfterRefusal::Stop),
    // Key or token of the other market: so would a fresh one be.
    (&[8030, 8031], AfterRefusal::Stop),
    // The machine must be registered with Kiwoom first, by hand.
    (&[8040, 8050], AfterRefusal::Stop),
    // Not offered to this account, or not on this server.
    (&[8104, 8200], AfterRefusal::Stop),
];

const NEW_TOKEN: &str = "get a new token; one app key has one valid token, so make sure that no other program issues one for it";
const KEYS: &str = "check the app key and the secret key, and whether the app key has expired";
const REST_CALL: &str = "this belongs to a REST call: correct the call";
const SLOWER: &str = "send fewer requests a second, then try again";
const TRY_AGAIN: &str = "try again in a while; if it stays, ask Kiwoom";
const SAME_MARKET: &str = "live and paper trading have keys and tokens of their own: use those of the server that is connected to";
const DEVICE: &str = "register this machine's IP address with Kiwoom (REST API: 지정단말기 IP), then get a new token";
const REPORT: &str =
    "the server didn't accept the form of the request: report it as a fault of this engine";

/// Every known code: the number, what it means, what to do. The codes below
/// 10000 are Kiwoom's published error table; the longer ones were seen on the
/// socket.
const CODES: &[(i64, &str, &str)] = &[
    (1501, "the API id is missing", REST_CALL),
    (1504, "the path doesn't serve this API id", REST_CALL),
    (1505, "the API id doesn't exist", REST_CALL),
    (1511, "a required input is missing", REST_CALL),
    (1512, "a header is missing or can't be read", REST_CALL),
    (1513, "the authorization header is missing", REST_CALL),
    (1514, "the authorization header is malformed", REST_CALL),
    (
        1515,
        "the authorization header names an unknown grant type",
        REST_CALL,
    ),
    (1516, "the authorization header holds no token", REST_CALL),
    (1517, "an input value is malformed", REST_CALL),
    (
        1687,
        "a recursive call was stopped",
        "look for a loop that calls the same API again",
    ),
    (1700, "too many requests to this API", SLOWER),
    (1701, "too many requests in all", SLOWER),
    (1702, "too many requests to this group of APIs", SLOWER),
    (1901, "the market code doesn't exist", "check the item code"),
    (1902, "the item doesn't exist", "check the item code"),
    (
        1903,
        "the item doesn't exist on this exchange",
        "check the item code and its suffix (none, _NX, _AL)",
    ),
    (1999, "an unexpected error at the server", TRY_AGAIN),
    (8001, "the app key and secret key were not accepted", KEYS),
    (8002, "the app key and secret key were not accepted", KEYS),
    (8003, "the token couldn't be looked up", NEW_TOKEN),
    (8005, "the token isn't valid", NEW_TOKEN),
    (8006, "the token couldn't be made", TRY_AGAIN),
    (8009, "the token couldn't be issued", TRY_AGAIN),
    (
        8010,
        "the token was issued to another IP address",
        "get the token from the same machine and address that connects; look for a VPN, a proxy or a changing address",
    ),
    (8011, "the token request lacks grant_type", REST_CALL),
    (
        8012,
        "the token request's grant_type isn't right",
        REST_CALL,
    ),
    (8015, "the token couldn't be revoked", TRY_AGAIN),
    (8016, "the revocation names no token", REST_CALL),
    (8020, "the app key or the secret key is missing", KEYS),
    (
        8030,
        "the app key is for the other of live and paper trading",
        SAME_MARKET,
    ),
    (
        8031,
        "the token is for the other of live and paper trading",
        SAME_MARKET,
    ),
    (8040, "the device was not accepted", DEVICE),
    (8050, "this machine isn't a designated device", DEVICE),
    (
        8103,
        "the token or the device was not accepted",
        "get a new token; if that doesn't help, register this machine's IP address with Kiwoom (지정단말기 IP)",
    ),
    (
        8104,
        "paper trading doesn't offer this",
        "use the live server for it",
    ),
    (
        8200,
        "this isn't offered to corporate customers",
        "ask Kiwoom for access",
    ),
    (100_002, "a required member is missing", REPORT),
    (
        100_013,
        "the message came before LOGIN was done",
        "nothing: the request is sent again by itself; if it stays, report it as a fault of this engine",
    ),
    (
        105_110,
        "too many requests of this kind",
        "raise `request_interval` in the session's settings, and look for other programs with the same app key",
    ),
    (105_111, "the registration was not accepted", REPORT),
    (
        105_115,
        "more items than a session may hold",
        "subscribe to fewer items, or use another connection with an app key of its own; set `item_limit` to what the server allows",
    ),
    (
        105_118,
        "more items than a group may hold",
        "set `items_per_group` in the session's settings to what the server allows",
    ),
    (805_004, "the token was not accepted", NEW_TOKEN),
];

/// The code of a SYSTEM message.
///
/// Open: only three are known, and the server sends others.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SystemCode(Text<16>);

impl SystemCode {
    /// The same app key logged in elsewhere, and this session is closed.
    pub const SESSION_REPLACED: Self = Self(Text::constant("R10001"));
    /// The server missed the answers to its PINGs, and closes.
    pub const KEEP_ALIVE_MISSED: Self = Self(Text::constant("R10002"));
    /// The server missed LOGIN, and closes.
    pub const LOGIN_MISSED: Self = Self(Text::constant("R10004"));

    pub(super) const fn new(code: Text<16>) -> Self {
        Self(code)
    }

    /// The code as the server wrote it, cut at 15 bytes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// What to do about it; `None` for a code that isn't known.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        SYSTEM_CODES
            .iter()
            .find(|row| row.0 == *self)
            .map(|row| row.1)
    }
}

/// The known SYSTEM codes and what to do about them.
const SYSTEM_CODES: [(SystemCode, &str); 3] = [
    (
        SystemCode::SESSION_REPLACED,
        "stop the other program that uses this app key, or give each its own app key",
    ),
    (
        SystemCode::KEEP_ALIVE_MISSED,
        "look for what held up this process or its network: PINGs were not answered in time",
    ),
    (
        SystemCode::LOGIN_MISSED,
        "look for what held up this process or its network: LOGIN didn't reach the server in time",
    ),
];

impl fmt::Display for SystemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for SystemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SystemCode({:?})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{AfterRefusal, CODES, REFUSALS, ReturnCode};

    /// The published error table, and the codes seen on the socket.
    const KNOWN: [i64; 44] = [
        1501, 1504, 1505, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1687, 1700, 1701, 1702, 1901,
        1902, 1903, 1999, 8001, 8002, 8003, 8005, 8006, 8009, 8010, 8011, 8012, 8015, 8016, 8020,
        8030, 8031, 8040, 8050, 8103, 8104, 8200, 100_002, 100_013, 105_110, 105_111, 105_115,
        105_118, 805_004,
    ];

    #[test]
    fn the_table_is_complete_sorted_and_says_what_to_do() {
        assert_eq!(CODES.iter().map(|row| row.0).collect::<Vec<_>>(), KNOWN);
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
        let unknown = ReturnCode::new(4711);
        for code in KNOWN.map(ReturnCode::new) {
            assert!(!code.meaning().unwrap().is_empty());
            assert_ne!(code.advice(), unknown.advice());
        }
        assert_eq!(unknown.meaning(), None);
        assert_eq!(unknown.to_string(), "code 4711");
        assert_eq!(
            ReturnCode::TOKEN_INVALID.to_string(),
            "code 8005 (the token isn't valid)"
        );
        assert_eq!(ReturnCode::MISSING.to_string(), "no code");
    }

    #[test]
    fn each_refusal_has_one_consequence() {
        let listed: Vec<i64> = REFUSALS.iter().flat_map(|row| row.0).copied().collect();
        for (at, code) in listed.iter().enumerate() {
            assert!(KNOWN.contains(code), "{code} isn't documented");
            assert!(!listed[..at].contains(code), "{code} stands there twice");
        }
        let after = |code| ReturnCode::new(code).after_refusal();
        for code in [8005, 8003, 8103, 805_004, 4711, i64::MIN] {
            assert_eq!(after(code), AfterRefusal::FreshToken, "{code}");
        }
        for code in [8001, 8010, 8030, 8031, 8040, 8050, 8200] {
            assert_eq!(after(code), AfterRefusal::Stop, "{code}");
        }
        for code in [1700, 1999, 105_110] {
            assert_eq!(after(code), AfterRefusal::SameToken, "{code}");
        }
    }
}
