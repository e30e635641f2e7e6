//! From a configuration to an engine.

use crate::{Account, Config};
use kiwoom_engine::tokens::TokenProvider as _;
use kiwoom_engine::{Builder, Engine};
use kiwoom_journal::Recorder;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use std::fmt;
use std::path::Path;

/// Why no engine can be made of a configuration that is in order by itself: a file
/// that isn't there, a token that can't be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError(String);

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}

impl Config {
    /// An engine as the configuration says, to be started; only the recording is
    /// to be added: see [`recorder`](Self::recorder). What strategies
    /// [share](crate::Share) is for whoever reads their feeds.
    ///
    /// Reads the files that are named, and asks for each account's first token, so
    /// that what is wrong is told at once: this blocks, for the token services'
    /// answers. A token that is fetched here with keys makes the app key's earlier
    /// one invalid. Tokens are asked for last of all.
    ///
    /// # Errors
    /// A file that can't be used, or an account without token.
    pub fn builder(&self) -> Result<Builder, BuildError> {
        let endpoint = self.endpoint.server.endpoint();
        let endpoint = endpoint.map_err(|error| BuildError(error.to_string()))?;
        let mut builder = Engine::builder(endpoint)
            .io(self.io.mode())
            .io_threads(self.io.threads)
            .session(self.session.settings())
            .detect_missing_trades(self.watch.missing_trades)
            .drop_duplicate_interruptions(self.watch.drop_duplicate_interruptions)
            .staleness(self.watch.staleness());
        builder = self
            .io
            .pins
            .iter()
            .fold(builder, |it, core| it.pin_io(*core));
        if let Some(metrics) = &self.metrics {
            builder = builder.metrics(&metrics.address);
        }
        for (name, strategy) in self.strategies.iter() {
            builder = builder.strategy(name, |it| strategy.describe(it));
        }
        let roots = self.endpoint.roots.as_deref().map(certificates);
        let roots = roots.transpose().map_err(BuildError)?;
        if let Some(roots) = &roots {
            builder = builder.tls_roots(roots.iter().cloned());
        }
        for (name, account) in self.accounts.iter() {
            let account = self.account(name, account, roots.as_deref());
            builder = builder.account(account.map_err(BuildError)?);
        }
        Ok(builder)
    }

    fn account(
        &self,
        name: &str,
        account: &Account,
        roots: Option<&[Vec<u8>]>,
    ) -> Result<kiwoom_engine::Account, String> {
        let provider = account.token.provider(&self.endpoint.server, roots);
        let mut tokens = provider.map_err(|error| format!("account {name:?}: {error}"))?;
        // It is kept, and handed out when the connection is made.
        tokens
            .token(false)
            .map_err(|failure| format!("account {name:?} has no token: {failure}"))?;
        let mut made = kiwoom_engine::Account::new(name, tokens);
        if let Some(items) = account.item_limit {
            made = made.item_limit(items);
        }
        Ok(if account.orders {
            made
        } else {
            made.without_orders()
        })
    }

    /// What records, to be started: a tap of it for each I/O thread goes to the
    /// builder.
    #[must_use]
    pub fn recorder(&self) -> Option<Recorder> {
        let recording = self.recording.as_ref()?;
        let threads = self.io.threads.min(self.accounts.len());
        Some(Recorder::for_engine(&recording.dir, recording.settings()).sinks(threads))
    }
}

/// The certificates of a PEM file, in DER.
///
/// # Errors
/// Why it can't be read, or that there is none in it, with the file's path.
pub fn certificates(path: &Path) -> Result<Vec<Vec<u8>>, String> {
    let wrong = |error: rustls_pki_types::pem::Error| format!("{}: {error}", path.display());
    let found = CertificateDer::pem_file_iter(path).map_err(wrong)?;
    let all: Vec<Vec<u8>> = found
        .map(|der| der.map(|der| der.to_vec()).map_err(wrong))
        .collect::<Result<_, _>>()?;
    match all.is_empty() {
        true => Err(format!(
            "{}: no certificate in PEM is in it",
            path.display()
        )),
        false => Ok(all),
    }
}
