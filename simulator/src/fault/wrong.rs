//! Frames that are wrong.

/// A frame that is wrong in one way: what a client must survive, or end the
/// connection for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wrong {
    /// `not-json`: a text message that isn't JSON.
    NotJson,
    /// `cut-json`: market data that end in the middle.
    CutJson,
    /// `not-utf8`: market data with a byte that no UTF-8 text has.
    NotUtf8,
    /// `unknown-type`: market data of a type that nobody knows.
    UnknownType,
    /// `nested`: market data nested 100,000 levels deep.
    Nested,
    /// `not-numbers`: market data whose values make no sense.
    NotNumbers,
    /// `binary`: a binary message.
    Binary,
    /// `oversized`: a frame that says that 100 MB follow.
    Oversized,
    /// `reserved-bits`: a frame with a reserved bit set.
    ReservedBits,
    /// `bad-opcode`: a frame of a kind that doesn't exist.
    BadOpcode,
    /// `masked`: a frame masked as only a client's may be.
    Masked,
    /// `bad-close`: a Close frame with a code that must not be sent.
    BadClose,
    /// `stray-continuation`: a fragment of no message.
    StrayContinuation,
}

/// Every kind, by its name in a script.
pub(super) const ALL: [(&str, Wrong); 13] = [
    ("not-json", Wrong::NotJson),
    ("cut-json", Wrong::CutJson),
    ("not-utf8", Wrong::NotUtf8),
    ("unknown-type", Wrong::UnknownType),
    ("nested", Wrong::Nested),
    ("not-numbers", Wrong::NotNumbers),
    ("binary", Wrong::Binary),
    ("oversized", Wrong::Oversized),
    ("reserved-bits", Wrong::ReservedBits),
    ("bad-opcode", Wrong::BadOpcode),
    ("masked", Wrong::Masked),
    ("bad-close", Wrong::BadClose),
    ("stray-continuation", Wrong::StrayContinuation),
];

impl Wrong {
    /// Whether a client has to end the connection for it (RFC 6455, 5.1, 5.2,
    /// 5.4, 7.4): it breaks the WebSocket protocol. The others cost only
    /// themselves.
    #[must_use]
    pub const fn breaks_the_protocol(self) -> bool {
        matches!(
            self,
            Self::Oversized
                | Self::ReservedBits
                | Self::BadOpcode
                | Self::Masked
                | Self::BadClose
                | Self::StrayContinuation
        )
    }

    /// The frame's bytes.
    pub(crate) fn bytes(self) -> Vec<u8> {
        const TEXT: u8 = 0x81;
        const TRADE: &str = r#"{"data":[{"values":{"20":"090000","10":"-20800","15":"-1"},"type":"0B","name":"주식체결","item":"005930"}],"trnm":"REAL"}"#;
        match self {
            Self::NotJson => frame(TEXT, b"trnm=REAL&data=none"),
            Self::CutJson => frame(TEXT, &TRADE.as_bytes()[..TRADE.len() - 20]),
            Self::NotUtf8 => {
                let mut bytes = TRADE.as_bytes().to_vec();
                bytes[30] = 0xff;
                frame(TEXT, &bytes)
            }
            Self::UnknownType => frame(TEXT, TRADE.replace("0B", "9Z").as_bytes()),
            Self::Nested => {
                let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
                let text = format!(r#"{{"trnm":"REAL","data":{nested}}}"#);
                frame(TEXT, text.as_bytes())
            }
            Self::NotNumbers => {
                let text = TRADE
                    .replace("-20800", "1e999")
                    .replace("\"-1\"", "\"--1\"");
                frame(TEXT, text.as_bytes())
            }
            Self::Binary => frame(0x82, &[0, 1, 2, 255]),
            Self::Oversized => {
                let mut bytes = vec![TEXT, 127];
                bytes.extend_from_slice(&100_000_000_u64.to_be_bytes());
                bytes
            }
            Self::ReservedBits => frame(TEXT | 0x40, b"{}"),
            Self::BadOpcode => frame(0x83, b"{}"),
            Self::Masked => vec![TEXT, 0x82, 0, 0, 0, 0, b'{', b'}'],
            // 1006 stands for a connection without a Close frame.
            Self::BadClose => frame(0x88, &1006_u16.to_be_bytes()),
            Self::StrayContinuation => frame(0x80, b"{}"),
        }
    }
}

/// A whole frame, unmasked.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload.len() + 10);
    crate::server::header(first, payload.len(), &mut bytes);
    bytes.extend_from_slice(payload);
    bytes
}
