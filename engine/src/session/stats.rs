//! What a session counts.

/// Counts since the session began. They only rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionStats {
    /// Attempts that came as far as connecting.
    pub connects: u64,
    /// Logins that the server accepted: how often the link was up.
    pub logins: u64,
    /// Logins that it refused.
    pub login_refusals: u64,
    /// Tokens that could not be had, or not in time.
    pub token_failures: u64,
    /// Look-ups of the host's name that failed, or took too long.
    pub resolve_failures: u64,
    /// Times that the place was taken back from another session.
    pub takeovers: u64,
    /// PINGs sent back.
    pub pings: u64,
    /// SYSTEM messages.
    pub systems: u64,
    /// Messages of a kind (`trnm`) that isn't known or not used.
    pub unknown: u64,
    /// Messages longer than `control_limit` that were not market data.
    pub oversized: u64,
    /// Messages that were neither JSON objects nor a bare PING.
    pub malformed: u64,
    /// Answers that nothing was waiting for, and messages of any kind when
    /// none was due (market data before the login, anything after the end).
    pub unexpected: u64,
    /// Registrations sent, those sent again included.
    pub registers_sent: u64,
    /// Removals sent, those sent again included.
    pub removes_sent: u64,
    /// Requests that were sent again.
    pub retries: u64,
    /// Requests that got no answer in time.
    pub answer_timeouts: u64,
    /// Requests that the server refused for good.
    pub refused: u64,
    /// Unsubscribes of what nobody had subscribed.
    pub unmatched: u64,
}

impl SessionStats {
    /// Adds what another session counted.
    pub(crate) fn add(&mut self, other: &Self) {
        self.connects += other.connects;
        self.logins += other.logins;
        self.login_refusals += other.login_refusals;
        self.token_failures += other.token_failures;
        self.resolve_failures += other.resolve_failures;
        self.takeovers += other.takeovers;
        self.pings += other.pings;
        self.systems += other.systems;
        self.unknown += other.unknown;
        self.oversized += other.oversized;
        self.malformed += other.malformed;
        self.unexpected += other.unexpected;
        self.registers_sent += other.registers_sent;
        self.removes_sent += other.removes_sent;
        self.retries += other.retries;
        self.answer_timeouts += other.answer_timeouts;
        self.refused += other.refused;
        self.unmatched += other.unmatched;
    }
}
