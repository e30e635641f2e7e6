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
    /// Time for opening the link: name look-up, TCP, TLS and upgrade together.
    /// 10 s.
    pub open_timeout: Duration,
    /// Time for the answer to LOGIN. 10 s, after which the server would give
    /// up too.
    pub login_timeout: Duration,
    /// Time for the answer to a registration or removal. 5 s; answers usually
    /// take some 10 ms.
    pub answer_timeout: Duration,
    /// The link counts as dead when no byte has come for this long. 30 s: the
    /// server sends a PING about every 10 s when nothing else happens.
    pub stale_after: Duration,
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
            open_timeout: Duration::from_secs(10),
            login_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_secs(5),
            stale_after: Duration::from_secs(30),
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

/// The smallest `frame_limit` and `control_limit`: room for one item with 64
/// types, and for every known control message.
const LEAST_FRAME: usize = 1024;

impl SessionSettings {
    pub(super) fn check(&self) -> Result<(), SettingsError> {
        let times = [
            ("open_timeout", self.open_timeout),
            ("login_timeout", self.login_timeout),
            ("answer_timeout", self.answer_timeout),
            ("stale_after", self.stale_after),
        ];
        let counts = [
            ("items_per_request", self.items_per_request),
            ("items_per_group", self.items_per_group),
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
        assert!(wrong(|s| s.open_timeout = Duration::ZERO).contains("`open_timeout`"));
        assert!(wrong(|s| s.login_timeout = Duration::ZERO).contains("`login_timeout`"));
        assert!(wrong(|s| s.answer_timeout = Duration::ZERO).contains("`answer_timeout`"));
        assert!(wrong(|s| s.stale_after = Duration::ZERO).contains("`stale_after`"));
        assert!(wrong(|s| s.items_per_request = 0).contains("`items_per_request`"));
        assert!(wrong(|s| s.items_per_group = 0).contains("`items_per_group`"));
        assert!(wrong(|s| s.frame_limit = 1023).contains("`frame_limit`"));
        assert!(wrong(|s| s.control_limit = 1023).contains("`control_limit`"));
    }
}
