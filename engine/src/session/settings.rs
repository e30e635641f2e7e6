//! The session's settings.

use std::fmt;
use std::time::Duration;

/// Times and limits of a session.
///
/// The defaults are safe on the live server. What the server allows is
/// documented in few places and has changed before, so nothing of it is fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionSettings {
    /// Time for getting a token. 30 s: it may take several calls of the token
    /// service.
    pub token_timeout: Duration,
    /// Time for looking up the host's name. 5 s; when it is over, the last
    /// good addresses are used if there are any.
    pub resolve_timeout: Duration,
    /// Time for the TCP connection, all addresses tried together. 5 s. The
    /// attempt after begins with the next address.
    pub connect_timeout: Duration,
    /// Time for the TLS handshake. 5 s.
    pub tls_timeout: Duration,
    /// Time for the upgrade to WebSocket. 5 s.
    pub upgrade_timeout: Duration,
    /// Time for the answer to LOGIN. 10 s, after which the server would give
    /// up too.
    pub login_timeout: Duration,
    /// Time for the answer to a registration or removal. 5 s; answers usually
    /// take some 10 ms.
    pub answer_timeout: Duration,
    /// The link counts as dead when no byte has come for this long. 30 s: the
    /// server sends a PING about every 10 s when nothing else happens.
    pub stale_after: Duration,
    /// Whether a lost link is made again. [`Reconnect::Always`].
    pub reconnect: Reconnect,
    /// What the wait before a new attempt begins with. 200 ms. It doubles with
    /// each failure; half of it is fixed and half at random, so that many
    /// clients don't come back at the same moment.
    pub backoff_base: Duration,
    /// What that wait doesn't pass. 30 s.
    pub backoff_cap: Duration,
    /// How long everything must have been registered before the wait begins
    /// with `backoff_base` again. 60 s, so that a server that accepts and then
    /// closes isn't called again and again.
    pub backoff_reset_after: Duration,
    /// Connects in any one minute. 20; the wait is as long as that takes.
    pub connects_per_minute: u32,
    /// Refused logins in a row after which the session stops. 3. Only refusals
    /// that call for a fresh token count; others stop at once, or are trouble
    /// of the server that passes: see
    /// [`ReturnCode::after_refusal`](super::ReturnCode::after_refusal).
    pub login_attempts: u32,
    /// What to do when another session logs in with the same app key (SYSTEM
    /// `R10001`). [`OnReplaced::Stop`].
    pub on_replaced: OnReplaced,
    /// Least wait before [`OnReplaced::Takeover`] logs in again. 30 s.
    pub takeover_wait: Duration,
    /// Takeovers in any one hour; the session stops at one more. 6.
    pub takeovers_per_hour: u32,
    /// Least time between two requests. 400 ms: the server takes about 5
    /// requests a second.
    pub request_interval: Duration,
    /// How often a request is sent again that the server put off or didn't
    /// answer. 3.
    pub max_retries: u32,
    /// Items in one request. 100.
    pub items_per_request: u32,
    /// Items in one group of registrations. 100: the live server was seen to
    /// take 200, the paper trading server 100.
    pub items_per_group: u32,
    /// Items in the whole session; message types don't count. 200 on the live
    /// server. **The paper trading server was seen to take 100.**
    pub item_limit: u32,
    /// Longest message to the server, in bytes. 65,536, beyond which it closes
    /// the link with code 1009.
    pub frame_limit: usize,
    /// Longest message from the server that is looked into unless it is market
    /// data, in bytes; a longer one is counted and ignored. 65,536, so that a
    /// PING can be sent back.
    pub control_limit: usize,
}

impl Default for SessionSettings {
    fn default() -> Self {
        Self {
            token_timeout: Duration::from_secs(30),
            resolve_timeout: Duration::from_secs(5),
            connect_timeout: Duration::from_secs(5),
            tls_timeout: Duration::from_secs(5),
            upgrade_timeout: Duration::from_secs(5),
            login_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_secs(5),
            stale_after: Duration::from_secs(30),
            reconnect: Reconnect::Always,
            backoff_base: Duration::from_millis(200),
            backoff_cap: Duration::from_secs(30),
            backoff_reset_after: Duration::from_secs(60),
            connects_per_minute: 20,
            login_attempts: 3,
            on_replaced: OnReplaced::Stop,
            takeover_wait: Duration::from_secs(30),
            takeovers_per_hour: 6,
            request_interval: Duration::from_millis(400),
            max_retries: 3,
            items_per_request: 100,
            items_per_group: 100,
            item_limit: 200,
            frame_limit: 65_536,
            control_limit: 65_536,
        }
    }
}

/// Whether a link that was lost, or did not come up, is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reconnect {
    /// Never: one attempt, and the session stops with whatever ended it. For
    /// tools and tests.
    Never,
    /// Always, after a wait, unless trying again can't help (a key for the
    /// other market, say) or another session has taken the place.
    Always,
}

/// What to do when another session logs in with the same app key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnReplaced {
    /// Stop: two that take the place from each other would both have nothing.
    Stop,
    /// Wait, and log in again, which ends the other session. Bounded by
    /// `takeover_wait` and `takeovers_per_hour`. Only where the other is known
    /// to be a leftover that doesn't come back.
    Takeover,
}

/// The smallest `frame_limit` and `control_limit`: room for one item with 64
/// types, and for every known control message.
const LEAST_FRAME: usize = 1024;

impl SessionSettings {
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let times = [
            ("token_timeout", self.token_timeout),
            ("resolve_timeout", self.resolve_timeout),
            ("connect_timeout", self.connect_timeout),
            ("tls_timeout", self.tls_timeout),
            ("upgrade_timeout", self.upgrade_timeout),
            ("login_timeout", self.login_timeout),
            ("answer_timeout", self.answer_timeout),
            ("stale_after", self.stale_after),
            ("backoff_base", self.backoff_base),
            ("backoff_cap", self.backoff_cap),
        ];
        let counts = [
            ("items_per_request", self.items_per_request),
            ("items_per_group", self.items_per_group),
            ("connects_per_minute", self.connects_per_minute),
            ("login_attempts", self.login_attempts),
        ];
        let sizes = [
            ("frame_limit", self.frame_limit),
            ("control_limit", self.control_limit),
        ];
        let zero_time = times.iter().find(|(_, time)| time.is_zero());
        let zero_count = counts.iter().find(|(_, count)| *count == 0);
        let small = sizes.iter().find(|(_, size)| *size < LEAST_FRAME);
        let (setting, rule) = match (zero_time, zero_count, small) {
            (Some((name, _)), ..) => (*name, "must be longer than nothing"),
            (_, Some((name, _)), _) => (*name, "must be at least 1"),
            (_, _, Some((name, _))) => (*name, "must be at least 1024 bytes"),
            _ => return Ok(()),
        };
        Err(SettingsError { setting, rule })
    }
}

/// A setting that can't work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingsError {
    setting: &'static str,
    rule: &'static str,
}

impl SettingsError {
    /// The setting's name.
    #[must_use]
    pub const fn setting(&self) -> &'static str {
        self.setting
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "session setting `{}` {}", self.setting, self.rule)
    }
}

impl std::error::Error for SettingsError {}

#[cfg(test)]
mod tests {
    use super::SessionSettings;
    use std::time::Duration;

    #[test]
    fn names_the_setting_that_cannot_work() {
        let wrong = |change: fn(&mut SessionSettings)| {
            let mut settings = SessionSettings::default();
            change(&mut settings);
            settings.check().unwrap_err().to_string()
        };
        assert!(SessionSettings::default().check().is_ok());
        assert!(wrong(|s| s.token_timeout = Duration::ZERO).contains("`token_timeout`"));
        assert!(wrong(|s| s.resolve_timeout = Duration::ZERO).contains("`resolve_timeout`"));
        assert!(wrong(|s| s.connect_timeout = Duration::ZERO).contains("`connect_timeout`"));
        assert!(wrong(|s| s.tls_timeout = Duration::ZERO).contains("`tls_timeout`"));
        assert!(wrong(|s| s.upgrade_timeout = Duration::ZERO).contains("`upgrade_timeout`"));
        assert!(wrong(|s| s.backoff_base = Duration::ZERO).contains("`backoff_base`"));
        assert!(wrong(|s| s.backoff_cap = Duration::ZERO).contains("`backoff_cap`"));
        assert!(wrong(|s| s.connects_per_minute = 0).contains("`connects_per_minute`"));
        assert!(wrong(|s| s.login_attempts = 0).contains("`login_attempts`"));
        assert!(wrong(|s| s.login_timeout = Duration::ZERO).contains("`login_timeout`"));
        assert!(wrong(|s| s.answer_timeout = Duration::ZERO).contains("`answer_timeout`"));
        assert!(wrong(|s| s.stale_after = Duration::ZERO).contains("`stale_after`"));
        assert!(wrong(|s| s.items_per_request = 0).contains("`items_per_request`"));
        assert!(wrong(|s| s.items_per_group = 0).contains("`items_per_group`"));
        assert!(wrong(|s| s.frame_limit = 1023).contains("`frame_limit`"));
        assert!(wrong(|s| s.control_limit = 1023).contains("`control_limit`"));
    }
}
