//! The configuration file of the Kiwoom market-data engine: one TOML file that
//! says what to connect to, who logs in, who reads what, and what is recorded.
//!
//! ```
//! let text = r#"
//!     [endpoint]
//!     server = "paper"
//!
//!     [accounts.main]
//!     token = { env = "KIWOOM_TOKEN" }
//!
//!     [[strategies.maker.subscribe]]
//!     types = ["trade", "order_book"]
//!     items = ["005930", "000660"]
//! "#;
//! let config = kiwoom_config::Config::parse(text, [])?;
//! assert_eq!(config.strategies[0].0, "maker");
//!
//! // What isn't known is refused, with what may have been meant.
//! let error = kiwoom_config::Config::parse(&text.replace("types", "typs"), []).unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "line 9, column 5: in strategies.maker.subscribe.0: unknown key \"typs\": did you mean \"types\"?"
//! );
//! # Ok::<(), kiwoom_config::ConfigError>(())
//! ```
//!
//! Every key, its unit, default and range: `docs/configuration.md`. No secret
//! stands in the file, and none in what is said of it: a token is in the
//! environment, in a file of its own, comes from a program, or is fetched with keys
//! that are in the environment or in files.
//!
//! An environment variable takes the place of any value: see [`Config::load`].

mod account;
mod build;
mod command;
mod de;
mod error;
mod sections;
mod share;
mod strategy;
mod tree;
mod value;

pub use account::{Account, KeySource, TokenSource};
pub use build::{BuildError, certificates};
pub use error::ConfigError;
pub use sections::{
    Day, Endpoint, Io, IoWait, Metrics, Recording, Replaced, Server, Session, Staleness, Watch,
};
pub use share::Share;
pub use strategy::{Overflows, Strategy, Subscription, WaitKind};
pub use value::{Named, comes_without_item, message_type};

use error::Fault;
use serde::Deserialize;
use std::collections::HashSet;
use std::io::Read as _;
use std::path::Path;
use tree::Node;

/// The longest file that is read.
const LONGEST_FILE: u64 = 4 << 20;

/// A whole configuration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where to connect.
    pub endpoint: Endpoint,
    /// The threads that own the connections.
    #[serde(default)]
    pub io: Io,
    /// Times and limits of each session.
    #[serde(default)]
    pub session: Session,
    /// What is found amiss in the data, and told.
    #[serde(default)]
    pub watch: Watch,
    /// Who logs in, by name: the first is what record headers call connection 0.
    pub accounts: Named<Account>,
    /// Who reads what, by name.
    pub strategies: Named<Strategy>,
    /// Whether all that the server sends is written down.
    #[serde(default)]
    pub recording: Option<Recording>,
    /// Whether what is counted is served to Prometheus.
    #[serde(default)]
    pub metrics: Option<Metrics>,
}

impl Config {
    /// Reads a file, and what overrides it: environment variables whose name begins
    /// with `KIWOOM__` and goes on with the key's way, in capitals, with two
    /// underscores between: `KIWOOM__STRATEGIES__MAKER__RING_KIB=4096`. In a list
    /// the way goes by number, from 0. A text is taken as it is; anything else is
    /// written as in the file.
    ///
    /// Relative paths are taken from the file's folder on. What can be found wrong
    /// without a network, a token or another file is found here.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn load(
        path: &Path,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let unread = |what: String| ConfigError::new(Some(path), "", Fault::new(what));
        let mut bytes = Vec::new();
        std::fs::File::open(path)
            .and_then(|file| file.take(LONGEST_FILE + 1).read_to_end(&mut bytes))
            .map_err(|error| unread(format!("it can't be read: {error}")))?;
        if bytes.len() as u64 > LONGEST_FILE {
            return Err(unread("it is longer than 4 MiB".to_owned()));
        }
        let text = String::from_utf8(bytes).map_err(|_| unread("it isn't UTF-8".to_owned()))?;
        let mut config = Self::read(&text, environment)
            .map_err(|fault| ConfigError::new(Some(path), &text, fault))?;
        config.resolve(path.parent().unwrap_or(Path::new("")));
        Ok(config)
    }

    /// The same from a text; relative paths stay as they are.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(
        text: &str,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        Self::read(text, environment).map_err(|fault| ConfigError::new(None, text, fault))
    }

    fn read(
        text: &str,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Fault> {
        let mut tree = Node::parse(text)?;
        let mut overrides: Vec<_> = environment.into_iter().collect();
        // The environment has no order: the same text each time.
        overrides.sort();
        for (name, value) in overrides {
            tree.set(&name, &value)?;
        }
        let config = Self::deserialize(&tree)?;
        config.check()?;
        Ok(config)
    }

    /// What can only be seen with all sections together.
    fn check(&self) -> Result<(), Fault> {
        let (pins, threads) = (self.io.pins.len(), self.io.threads);
        if pins > threads {
            let text = format!("there are {pins} processors for {threads} threads");
            return Err(Fault::new(text).below("pins").below("io"));
        }
        let limit = |account: &Account| account.item_limit.unwrap_or(self.session.item_limit);
        let room: u64 = self
            .accounts
            .iter()
            .map(|(_, it)| u64::from(limit(it)))
            .sum();
        let items = self.items();
        if items as u64 > room {
            return Err(Fault::new(format_args!(
                "{items} items are wanted, and the accounts have room for {room}: leave some out, \
                 or add an account"
            ))
            .below("strategies"));
        }
        let mut shares = HashSet::new();
        for (name, strategy) in self.strategies.iter() {
            let share = strategy.share.as_ref().map(|it| it.name.as_str());
            if let Some(share) = share.filter(|it| !shares.insert(*it)) {
                return Err(Fault::new(format_args!(
                    "another strategy is published as {share:?} already: choose another name"
                ))
                .below("name")
                .below("share")
                .below(name)
                .below("strategies"));
            }
        }
        for (name, account) in self.accounts.iter() {
            let fits = account.token.fits(&self.endpoint.server);
            fits.map_err(|what| {
                Fault::new(what)
                    .below("token")
                    .below(name)
                    .below("accounts")
            })?;
        }
        Ok(())
    }

    /// How many items all strategies together want: each takes room in a session
    /// once, whoever wants it and whichever of its types.
    #[must_use]
    pub fn items(&self) -> usize {
        let wanted = self.strategies.iter().flat_map(|(_, it)| &it.subscribe);
        wanted
            .flat_map(Subscription::items)
            .collect::<HashSet<_>>()
            .len()
    }

    /// Takes relative paths from this folder on.
    fn resolve(&mut self, folder: &Path) {
        if let Some(roots) = &mut self.endpoint.roots {
            *roots = folder.join(&*roots);
        }
        if let Some(recording) = &mut self.recording {
            recording.dir = folder.join(&*recording.dir);
        }
        for (_, account) in &mut self.accounts.0 {
            account.token.resolve(folder);
        }
    }
}
