//! Where to meet, and within which bounds.

use crate::BridgeError;
use std::path::PathBuf;
use std::time::Duration;
use zenoh::{Config, Session, Wait as _};

/// The longest name.
const NAME_MAX: usize = 24;

/// Where publisher and subscribers meet, and within which bounds they work.
///
/// Values that can't be are brought within their bounds.
///
/// Ends are opened and dropped with calls that wait: not on a thread of a tokio runtime
/// that has only one (Zenoh panics there).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where a publisher listens, and a subscriber connects to, as Zenoh writes it:
    /// `tcp/10.0.0.1:7447`, or with the feature `tls` also `tls/host:7447`. Unless set,
    /// `tcp/127.0.0.1:7447`: who doesn't say otherwise isn't reached from outside.
    pub endpoints: Vec<String>,
    /// A configuration file of Zenoh's (JSON5), for what isn't set here: certificates,
    /// users, access control, buffers of sockets. What is said of endpoints, discovery
    /// and times comes from here all the same: there is no discovery.
    pub zenoh: Option<PathBuf>,
    /// Records that may wait on their way to one subscriber, on the publisher's side,
    /// and as many on the subscriber's: 16,384 unless set, at least 256. What comes
    /// while they do takes the place of the oldest. A record has at most 1 KiB.
    pub records: usize,
    /// Subscribers that a publisher has at a time: 8 unless set, 1 to 32.
    pub subscribers: usize,
    /// After how long without a word the other end counts as lost: 2 s unless set, at
    /// least 1 s. A publisher speaks four times a second, and a subscriber twice.
    pub lost_after: Duration,
    /// For how long a publisher counts on for a subscriber that it doesn't hear of, so
    /// that one that comes again is told exactly what it missed: 60 s unless set.
    pub remember: Duration,
    /// How long [`Subscriber::open`](crate::Subscriber::open) waits for an answer: 5 s
    /// unless set.
    pub open_within: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            endpoints: vec!["tcp/127.0.0.1:7447".to_owned()],
            zenoh: None,
            records: 16_384,
            subscribers: 8,
            lost_after: Duration::from_secs(2),
            remember: Duration::from_secs(60),
            open_within: Duration::from_secs(5),
        }
    }
}

impl Settings {
    /// As usual, but meeting there.
    #[must_use]
    pub fn at(endpoint: impl Into<String>) -> Self {
        Self {
            endpoints: vec![endpoint.into()],
            ..Self::default()
        }
    }

    /// With all values within their bounds.
    pub(crate) fn bounded(&self) -> Self {
        Self {
            records: self.records.max(256),
            subscribers: self.subscribers.clamp(1, 32),
            lost_after: self.lost_after.max(Duration::from_secs(1)),
            ..self.clone()
        }
    }

    /// A session that listens there.
    ///
    /// # Errors
    /// When the configuration can't be, or the address is taken.
    pub(crate) fn listen(&self) -> Result<Session, BridgeError> {
        self.open("listen", "connect")
    }

    /// A session that connects there, now and whenever the connection is lost, and
    /// listens nowhere.
    ///
    /// # Errors
    /// When the configuration can't be.
    pub(crate) fn connect(&self) -> Result<Session, BridgeError> {
        self.open("connect", "listen")
    }

    fn open(&self, side: &str, other: &str) -> Result<Session, BridgeError> {
        let config = self.config(side, other)?;
        zenoh::open(config)
            .wait()
            .map_err(|it| BridgeError::Endpoint {
                endpoints: self.endpoints.clone(),
                error: it.to_string(),
            })
    }

    /// What is said here, on top of what the file says.
    fn config(&self, side: &str, other: &str) -> Result<Config, BridgeError> {
        let error = |it: zenoh::Error| BridgeError::Config(it.to_string());
        let mut config = match &self.zenoh {
            Some(file) => Config::from_file(file).map_err(error)?,
            None => Config::default(),
        };
        let lease = self.lost_after.as_millis();
        let quoted: Vec<String> = self.endpoints.iter().map(|it| format!("{it:?}")).collect();
        let endpoints = format!("[{}]", quoted.join(","));
        for (key, value) in [
            ("mode", r#""peer""#),
            // Nobody is looked for, and nobody is told who else is there.
            ("scouting/multicast/enabled", "false"),
            ("scouting/gossip/enabled", "false"),
            ("scouting/delay", "0"),
            (&format!("{other}/endpoints"), "[]"),
            (&format!("{side}/endpoints"), &endpoints),
            ("listen/exit_on_failure", "true"),
            // In the background, for ever.
            ("connect/exit_on_failure", "false"),
            ("connect/timeout_ms", "-1"),
            (
                "connect/retry",
                "{period_init_ms: 100, period_max_ms: 1000, period_increase_factor: 2}",
            ),
            ("transport/unicast/open_timeout", "2000"),
            ("transport/unicast/accept_timeout", "2000"),
            ("transport/unicast/max_sessions", "64"),
            ("transport/link/rx/max_message_size", "4194304"),
            // A peer that doesn't speak is let go of, and so is one that doesn't read:
            // what waits for it waits in its own queue.
            ("transport/link/tx/lease", &lease.to_string()),
            ("transport/link/tx/keep_alive", "4"),
            (
                "transport/link/tx/queue/congestion_control/block/wait_before_close",
                "2000000",
            ),
        ] {
            config
                .insert_json5(key, value)
                .map_err(|it| BridgeError::Config(format!("{key}: {value}: {it}")))?;
        }
        Ok(config)
    }
}

/// # Errors
/// When this can't be a name.
pub(crate) fn check_name(name: &str) -> Result<(), BridgeError> {
    let may_be = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    if name.is_empty() || name.len() > NAME_MAX || !name.bytes().all(may_be) {
        return Err(BridgeError::Name(name.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the file says, nobody is looked for, and nothing is listened at but what
    /// is said here; the rest is the file's.
    #[test]
    fn a_file_opens_no_door() {
        let file = std::env::temp_dir().join(format!("kiwoom-bridge-{}.json5", std::process::id()));
        let text = r#"{
            mode: "router",
            listen: { endpoints: ["tcp/0.0.0.0:7447"] },
            connect: { endpoints: ["tcp/10.0.0.9:7447"] },
            scouting: { multicast: { enabled: true }, gossip: { enabled: true } },
            transport: { link: { tls: { root_ca_certificate: "ca.pem" } } },
        }"#;
        std::fs::write(&file, text).unwrap();
        let settings = Settings {
            zenoh: Some(file.clone()),
            ..Settings::default()
        };
        let publisher = settings.config("listen", "connect").unwrap();
        let subscriber = settings.config("connect", "listen").unwrap();
        std::fs::remove_file(file).unwrap();
        let here = r#"["tcp/127.0.0.1:7447"]"#;
        for (config, key, value) in [
            (&publisher, "listen/endpoints", here),
            (&publisher, "connect/endpoints", "[]"),
            (&subscriber, "listen/endpoints", "[]"),
            (&subscriber, "connect/endpoints", here),
            (&publisher, "mode", r#""peer""#),
            (&publisher, "scouting/multicast/enabled", "false"),
            (&subscriber, "scouting/gossip/enabled", "false"),
            (
                &subscriber,
                "transport/link/tls/root_ca_certificate",
                r#""ca.pem""#,
            ),
        ] {
            assert_eq!(config.get_json(key).unwrap(), value, "{key}");
        }
        let missing = Settings {
            zenoh: Some("/nonexistent/zenoh.json5".into()),
            ..Settings::default()
        };
        let error = missing.config("listen", "connect").unwrap_err();
        assert!(matches!(error, BridgeError::Config(_)), "{error}");
    }
}
