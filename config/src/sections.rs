//! The sections that are about the engine as a whole.

use crate::error::hint;
use crate::value::{Entries, Type, between};
use kiwoom_engine::record::Date;
use kiwoom_engine::{IoMode, OnReplaced, Reconnect, SessionSettings, StalenessLimits};
use kiwoom_journal::Settings;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::marker::PhantomData;
use std::path::PathBuf;
use std::time::Duration;

/// `[endpoint]`: where to connect.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// The server.
    pub server: Server,
    /// A PEM file with the only root certificates to trust, instead of Mozilla's.
    #[serde(default)]
    pub roots: Option<PathBuf>,
}

/// A server, by name or URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Server {
    /// `live`: Kiwoom's live server.
    Live,
    /// `paper`, or `mock`: Kiwoom's paper trading server (모의투자).
    Paper,
    /// `live_us`: Kiwoom's live server for American stocks.
    LiveUs,
    /// `simulator`: `kiwoom-engine simulate` on this machine, at its usual port.
    Simulator,
    /// Any other, by its URL.
    Url(String),
}

const SERVERS: [&str; 5] = ["live", "paper", "mock", "live_us", "simulator"];

/// Where `kiwoom-engine simulate` listens unless told otherwise.
const SIMULATOR: &str = "ws://127.0.0.1:10000";

impl Server {
    /// Its address.
    ///
    /// # Errors
    /// What is wrong with the URL. One that was read from a file is in order.
    pub fn endpoint(&self) -> Result<kiwoom_engine::Endpoint, kiwoom_engine::EndpointError> {
        Ok(match self {
            Self::Live => kiwoom_engine::Endpoint::live(),
            Self::Paper => kiwoom_engine::Endpoint::paper(),
            Self::LiveUs => kiwoom_engine::Endpoint::live_us(),
            Self::Simulator => kiwoom_engine::Endpoint::parse(SIMULATOR)?,
            Self::Url(url) => kiwoom_engine::Endpoint::parse(url)?,
        })
    }
}

impl<'de> Deserialize<'de> for Server {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let server = match text.as_str() {
            "live" => Self::Live,
            "paper" | "mock" => Self::Paper,
            "live_us" => Self::LiveUs,
            "simulator" => Self::Simulator,
            _ if text.contains("://") => Self::Url(text),
            _ => {
                let hint = hint(&text, &SERVERS);
                return Err(D::Error::custom(format_args!(
                    "{text:?} is neither a server's name nor its URL: {hint}"
                )));
            }
        };
        match server.endpoint() {
            Ok(_) => Ok(server),
            Err(error) => Err(D::Error::custom(error)),
        }
    }
}

/// `[io]`: the threads that own the connections.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Io {
    /// How they wait for bytes.
    pub wait: IoWait,
    /// With `hybrid`, how long they look on after bytes came, in microseconds.
    #[serde(deserialize_with = "between::<1, 1_000_000, _, _>")]
    pub spin_us: u64,
    /// How many there are. More than there are accounts there never are.
    #[serde(deserialize_with = "between::<1, 64, _, _>")]
    pub threads: usize,
    /// The processors that they are pinned to, in their order.
    pub pins: Vec<usize>,
}

/// How an I/O thread waits for bytes: see [`IoMode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IoWait {
    /// Sleeps.
    Block,
    /// Looks on for a while, then sleeps.
    Hybrid,
    /// Looks all the time.
    BusyPoll,
}

impl Default for Io {
    fn default() -> Self {
        Self {
            wait: IoWait::Hybrid,
            spin_us: 200,
            threads: 1,
            pins: Vec::new(),
        }
    }
}

impl Io {
    pub(crate) const fn mode(&self) -> IoMode {
        match self.wait {
            IoWait::Block => IoMode::Block,
            IoWait::Hybrid => IoMode::Hybrid {
                spin: Duration::from_micros(self.spin_us),
            },
            IoWait::BusyPoll => IoMode::BusyPoll,
        }
    }
}

/// `[session]`: times and limits of each session. What they mean, and why they
/// are what they are unless set: [`SessionSettings`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(
    missing_docs,
    reason = "they are SessionSettings' own, with their units"
)]
pub struct Session {
    #[serde(deserialize_with = "between::<1, 100_000, _, _>")]
    pub item_limit: u32,
    #[serde(deserialize_with = "between::<1, 1000, _, _>")]
    pub items_per_request: u32,
    #[serde(deserialize_with = "between::<1, 1000, _, _>")]
    pub items_per_group: u32,
    #[serde(deserialize_with = "between::<0, 60_000, _, _>")]
    pub request_interval_ms: u64,
    #[serde(deserialize_with = "between::<0, 100, _, _>")]
    pub max_retries: u32,
    pub reconnect: bool,
    #[serde(deserialize_with = "between::<1, 60_000, _, _>")]
    pub backoff_base_ms: u64,
    #[serde(deserialize_with = "between::<1, 3600, _, _>")]
    pub backoff_cap_s: u64,
    #[serde(deserialize_with = "between::<0, 86_400, _, _>")]
    pub backoff_reset_after_s: u64,
    #[serde(deserialize_with = "between::<1, 600, _, _>")]
    pub connects_per_minute: u32,
    #[serde(deserialize_with = "between::<1, 100, _, _>")]
    pub login_attempts: u32,
    pub on_replaced: Replaced,
    #[serde(deserialize_with = "between::<0, 86_400, _, _>")]
    pub takeover_wait_s: u64,
    #[serde(deserialize_with = "between::<0, 1000, _, _>")]
    pub takeovers_per_hour: u32,
    #[serde(deserialize_with = "between::<1, 600, _, _>")]
    pub token_timeout_s: u64,
    #[serde(deserialize_with = "between::<1, 600, _, _>")]
    pub resolve_timeout_s: u64,
    #[serde(deserialize_with = "between::<1, 600, _, _>")]
    pub connect_timeout_s: u64,
    #[serde(deserialize_with = "between::<1, 600, _, _>")]
    pub tls_timeout_s: u64,
    #[serde(deserialize_with = "between::<1, 600, _, _>")]
    pub upgrade_timeout_s: u64,
    #[serde(deserialize_with = "between::<1, 600, _, _>")]
    pub login_timeout_s: u64,
    #[serde(deserialize_with = "between::<1, 600, _, _>")]
    pub answer_timeout_s: u64,
    #[serde(deserialize_with = "between::<1, 86_400, _, _>")]
    pub stale_after_s: u64,
}

/// What to do when another session logs in with the same app key: see
/// [`OnReplaced`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Replaced {
    /// Stop.
    Stop,
    /// Wait, and log in again.
    Takeover,
}

impl Default for Session {
    fn default() -> Self {
        let of = SessionSettings::default();
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        Self {
            item_limit: of.item_limit,
            items_per_request: of.items_per_request,
            items_per_group: of.items_per_group,
            request_interval_ms: millis(of.request_interval),
            max_retries: of.max_retries,
            reconnect: of.reconnect == Reconnect::Always,
            backoff_base_ms: millis(of.backoff_base),
            backoff_cap_s: of.backoff_cap.as_secs(),
            backoff_reset_after_s: of.backoff_reset_after.as_secs(),
            connects_per_minute: of.connects_per_minute,
            login_attempts: of.login_attempts,
            on_replaced: Replaced::Stop,
            takeover_wait_s: of.takeover_wait.as_secs(),
            takeovers_per_hour: of.takeovers_per_hour,
            token_timeout_s: of.token_timeout.as_secs(),
            resolve_timeout_s: of.resolve_timeout.as_secs(),
            connect_timeout_s: of.connect_timeout.as_secs(),
            tls_timeout_s: of.tls_timeout.as_secs(),
            upgrade_timeout_s: of.upgrade_timeout.as_secs(),
            login_timeout_s: of.login_timeout.as_secs(),
            answer_timeout_s: of.answer_timeout.as_secs(),
            stale_after_s: of.stale_after.as_secs(),
        }
    }
}

impl Session {
    pub(crate) fn settings(&self) -> SessionSettings {
        let seconds = Duration::from_secs;
        let mut of = SessionSettings::default();
        of.item_limit = self.item_limit;
        of.items_per_request = self.items_per_request;
        of.items_per_group = self.items_per_group;
        of.request_interval = Duration::from_millis(self.request_interval_ms);
        of.max_retries = self.max_retries;
        of.reconnect = match self.reconnect {
            true => Reconnect::Always,
            false => Reconnect::Never,
        };
        of.backoff_base = Duration::from_millis(self.backoff_base_ms);
        of.backoff_cap = seconds(self.backoff_cap_s);
        of.backoff_reset_after = seconds(self.backoff_reset_after_s);
        of.connects_per_minute = self.connects_per_minute;
        of.login_attempts = self.login_attempts;
        of.on_replaced = match self.on_replaced {
            Replaced::Stop => OnReplaced::Stop,
            Replaced::Takeover => OnReplaced::Takeover,
        };
        of.takeover_wait = seconds(self.takeover_wait_s);
        of.takeovers_per_hour = self.takeovers_per_hour;
        of.token_timeout = seconds(self.token_timeout_s);
        of.resolve_timeout = seconds(self.resolve_timeout_s);
        of.connect_timeout = seconds(self.connect_timeout_s);
        of.tls_timeout = seconds(self.tls_timeout_s);
        of.upgrade_timeout = seconds(self.upgrade_timeout_s);
        of.login_timeout = seconds(self.login_timeout_s);
        of.answer_timeout = seconds(self.answer_timeout_s);
        of.stale_after = seconds(self.stale_after_s);
        of
    }
}

/// `[watch]`: what is found amiss in the data, and told.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Watch {
    /// Whether trades that the server left out are told.
    pub missing_trades: bool,
    /// Whether the second record of one volatility interruption is dropped.
    pub drop_duplicate_interruptions: bool,
    /// How long an item may be silent before that is told, by message type.
    pub stale_after_s: Staleness,
    /// Days in Korea on which nothing is expected.
    pub holidays: Vec<Day>,
}

impl Default for Watch {
    fn default() -> Self {
        Self {
            missing_trades: true,
            drop_duplicate_interruptions: false,
            stale_after_s: Staleness(StalenessLimits::default()),
            holidays: Vec::new(),
        }
    }
}

impl Watch {
    pub(crate) fn staleness(&self) -> StalenessLimits {
        let days = self.holidays.iter().map(|day| day.0);
        self.stale_after_s.0.clone().holidays(days)
    }
}

/// Limits by message type, in seconds; 0 for none. Types that aren't named keep
/// theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staleness(pub StalenessLimits);

impl<'de> Deserialize<'de> for Staleness {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all: Vec<(Type, Seconds)> = from.deserialize_map(Entries(PhantomData))?;
        let mut limits = StalenessLimits::default();
        for (Type(of), Seconds(seconds)) in all {
            limits = match seconds {
                0 => limits.off(of),
                seconds => limits
                    .limit(of, Duration::from_secs(seconds))
                    .map_err(D::Error::custom)?,
            };
        }
        Ok(Self(limits))
    }
}

#[derive(Deserialize)]
struct Seconds(#[serde(deserialize_with = "between::<0, 86_400, _, _>")] u64);

/// A day, such as 2026-09-25.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Day(pub Date);

impl TryFrom<String> for Day {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let parts: Vec<u32> = text.split('-').filter_map(|it| it.parse().ok()).collect();
        let date = match (parts.as_slice(), text.len()) {
            (&[year, month, day], 10) => Date::new(year, month, day),
            _ => Date::NOT_REPRESENTABLE,
        };
        match date.parts() {
            Some(_) => Ok(Self(date)),
            None => Err("a day is written as 2026-09-25"),
        }
    }
}

/// `[recording]`: all that the server sends, written down.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The journal's folder; made if it isn't there.
    pub dir: PathBuf,
    /// A segment is closed, and a new one begun, before it has more MiB; also when
    /// the day ends in Korea.
    #[serde(
        default = "segment_mib",
        deserialize_with = "between::<1, 65_536, _, _>"
    )]
    pub segment_mib: u64,
    /// Entries wait for so many milliseconds at most until the system has them.
    #[serde(default = "flush_ms", deserialize_with = "between::<1, 60_000, _, _>")]
    pub flush_ms: u64,
    /// The system is told to put them on the disk after so many milliseconds; 0:
    /// only when a segment is closed.
    #[serde(
        default = "sync_ms",
        deserialize_with = "between::<0, 3_600_000, _, _>"
    )]
    pub sync_ms: u64,
    /// The level of zstd for closed segments; 0 leaves them as they are.
    #[serde(default = "compression", deserialize_with = "between::<0, 22, _, _>")]
    pub compression: i32,
    /// What the disk may be behind, for each I/O thread, in MiB.
    #[serde(default = "backlog_mib", deserialize_with = "between::<1, 4096, _, _>")]
    pub backlog_mib: usize,
}

const MIB: u64 = 1 << 20;

fn segment_mib() -> u64 {
    Settings::default().segment_bytes / MIB
}

fn flush_ms() -> u64 {
    u64::try_from(Settings::default().flush_every.as_millis()).unwrap_or(u64::MAX)
}

fn sync_ms() -> u64 {
    let every = Settings::default().sync_every.unwrap_or_default();
    u64::try_from(every.as_millis()).unwrap_or(u64::MAX)
}

fn compression() -> i32 {
    Settings::default().compression.unwrap_or_default()
}

fn backlog_mib() -> usize {
    Settings::default().backlog_bytes >> 20
}

impl Recording {
    /// Into this folder, with all as it is unless set.
    #[must_use]
    pub fn into_dir(dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            segment_mib: segment_mib(),
            flush_ms: flush_ms(),
            sync_ms: sync_ms(),
            compression: compression(),
            backlog_mib: backlog_mib(),
        }
    }

    pub(crate) fn settings(&self) -> Settings {
        Settings {
            segment_bytes: self.segment_mib * MIB,
            flush_every: Duration::from_millis(self.flush_ms),
            sync_every: (self.sync_ms > 0).then(|| Duration::from_millis(self.sync_ms)),
            compression: (self.compression > 0).then_some(self.compression),
            backlog_bytes: self.backlog_mib << 20,
            ..Settings::default()
        }
    }
}

/// `[metrics]`: what is counted, for Prometheus.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// An address of this machine, and a port.
    pub address: String,
}
