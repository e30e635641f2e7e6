//! What the exchange allows: every limit and interval, as settings.

use std::fmt;
use std::time::Duration;

/// Which tokens may log in.
#[derive(Clone, PartialEq, Eq)]
pub enum Tokens {
    /// Every token that isn't empty.
    Any,
    /// These only; others are refused with 8005.
    List(Vec<String>),
}

/// Shows how many tokens there are, never the tokens.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("Any"),
            Self::List(tokens) => write!(f, "List({} tokens)", tokens.len()),
        }
    }
}

/// Which codes have a market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Symbols {
    /// Every code that has the right form.
    Any,
    /// These only, as bare codes without a venue suffix. Others are
    /// acknowledged and stay silent.
    List(Vec<String>),
}

/// What a LOGIN does to the session that already uses the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondSession {
    /// The old session is told R10001 and closed.
    Kick,
    /// Both stay, each with its own registrations: seen on the live service
    /// too.
    Stay,
}

/// The limits and intervals of the exchange. [`Rules::default`] is what has
/// been observed of the live service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Which tokens may log in.
    pub tokens: Tokens,
    /// Which codes have a market. Pushes of the account, of the whole market
    /// and of conditions are about the built-in stocks all the same.
    pub known_symbols: Symbols,
    /// What a second LOGIN with one token does.
    pub second_session: SecondSession,
    /// How long a LOGIN takes. Frames that come meanwhile are ignored with
    /// 100013.
    pub login_delay: Duration,
    /// How long the exchange waits for any frame of the client before it sends
    /// a PING, or before LOGIN closes the connection with R10004.
    pub idle: Duration,
    /// After how many unanswered PINGs, each `idle` apart, the connection is
    /// closed with R10002.
    pub unanswered_pings: u32,
    /// Distinct items in one group (105118 beyond). Items with different
    /// suffixes differ; the empty item doesn't count.
    pub items_per_group: usize,
    /// Items in all groups of a session together (105115 beyond).
    pub items_per_session: usize,
    /// REG, REMOVE and CNSRREQ in any second (105110 beyond).
    pub requests_per_second: usize,
    /// Real-time condition searches of a session.
    pub conditions_per_session: usize,
    /// Bytes in one frame of the client (close code 1009 beyond).
    pub frame_limit: usize,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            tokens: Tokens::Any,
            known_symbols: Symbols::Any,
            second_session: SecondSession::Kick,
            login_delay: Duration::from_millis(10),
            idle: Duration::from_secs(10),
            unanswered_pings: 5,
            items_per_group: 200,
            items_per_session: 200,
            requests_per_second: 5,
            conditions_per_session: 10,
            frame_limit: 65_536,
        }
    }
}

impl Rules {
    /// The rules as seen on the paper-trading host in 2025: 100 items.
    #[must_use]
    pub fn paper() -> Self {
        Self {
            items_per_group: 100,
            items_per_session: 100,
            ..Self::default()
        }
    }

    pub(crate) fn accepts(&self, token: &str) -> bool {
        match &self.tokens {
            Tokens::Any => !token.is_empty(),
            Tokens::List(tokens) => tokens.iter().any(|known| known == token),
        }
    }

    pub(crate) fn knows(&self, item: &str) -> bool {
        match &self.known_symbols {
            Symbols::Any => true,
            Symbols::List(codes) => {
                let code = crate::universe::stock_code(item).unwrap_or(item);
                code.is_empty() || codes.iter().any(|known| known == code)
            }
        }
    }
}
