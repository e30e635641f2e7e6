//! `[accounts.NAME]`: who logs in, and where the token comes from.

use crate::command::CommandToken;
use crate::sections::Server;
use crate::value::maybe_between;
use kiwoom_engine::tokens::{AppKeys, EnvToken, FileToken, OAuth, SharedTokens};
use serde::Deserialize;
use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use zeroize::Zeroizing;

/// One account: one app key, and so one session.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Where its token comes from.
    pub token: TokenSource,
    /// Items that its session takes, where that differs from the session's
    /// `item_limit`.
    #[serde(default, deserialize_with = "maybe_between::<1, 100_000, _, _>")]
    pub item_limit: Option<u32>,
    /// Whether its orders and balances are wanted.
    #[serde(default = "yes")]
    pub orders: bool,
}

const fn yes() -> bool {
    true
}

/// Where a token comes from: never from the file itself.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub enum TokenSource {
    /// This environment variable holds it.
    Env(String),
    /// This file holds it; it is read again when the token is refused.
    File(PathBuf),
    /// A program writes it to its standard output.
    Command {
        /// The program and its arguments; no shell reads them.
        arguments: Vec<String>,
        /// How long it may take.
        timeout: Duration,
    },
    /// Kiwoom's token service issues it.
    Keys {
        /// Where the app key (appkey) is.
        app: KeySource,
        /// Where its secret key (secretkey) is.
        secret: KeySource,
        /// The token service, where it isn't the server's own.
        url: Option<String>,
    },
}

/// Shows the kind: what else there is was written by somebody who may have put a
/// secret in the wrong place.
impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Env(_) => "Env(..)",
            Self::File(_) => "File(..)",
            Self::Command { .. } => "Command(..)",
            Self::Keys { .. } => "Keys(..)",
        })
    }
}

/// Where a key is.
#[derive(Clone, PartialEq, Eq)]
pub enum KeySource {
    /// In this environment variable.
    Env(String),
    /// In this file.
    File(PathBuf),
}

impl fmt::Debug for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Env(_) => "Env(..)",
            Self::File(_) => "File(..)",
        })
    }
}

/// A token source as it is written.
#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a table that says where the token is, such as { env = \"KIWOOM_TOKEN\" }, and \
                 never the token itself,"
)]
struct Written {
    env: Option<String>,
    file: Option<PathBuf>,
    command: Option<Vec<String>>,
    #[serde(default, deserialize_with = "maybe_between::<1, 600, _, _>")]
    command_timeout_s: Option<u64>,
    app_key_env: Option<String>,
    app_key_file: Option<PathBuf>,
    secret_key_env: Option<String>,
    secret_key_file: Option<PathBuf>,
    url: Option<String>,
}

/// How long a program may take that writes a token.
const COMMAND_TIMEOUT_S: u64 = 10;

impl TryFrom<Written> for TokenSource {
    type Error = String;

    fn try_from(it: Written) -> Result<Self, String> {
        let app = key_source("app_key", it.app_key_env, it.app_key_file)?;
        let secret = key_source("secret_key", it.secret_key_env, it.secret_key_file)?;
        let has_keys = app.is_some() || secret.is_some();
        if it.url.is_some() && !has_keys {
            return Err(
                "url is that of a token service, which app_key and secret_key are for".to_owned(),
            );
        }
        if it.command_timeout_s.is_some() && it.command.is_none() {
            return Err("command_timeout_s is for a command".to_owned());
        }
        if let Some(url) = &it.url {
            // Other keys would do as well: only the URL is looked at.
            let keys = AppKeys::new("key".to_owned(), "key".to_owned());
            let keys = keys.map_err(|error| error.to_string())?;
            OAuth::at(url, keys).map_err(|error| format!("url: {error}"))?;
        }
        match (it.env, it.file, it.command, app, secret) {
            (Some(name), None, None, None, None) => Ok(Self::Env(variable("env", name)?)),
            (None, Some(path), None, None, None) => Ok(Self::File(path)),
            (None, None, Some(arguments), None, None) => match arguments.first() {
                Some(program) if !program.is_empty() => Ok(Self::Command {
                    arguments,
                    timeout: Duration::from_secs(it.command_timeout_s.unwrap_or(COMMAND_TIMEOUT_S)),
                }),
                _ => Err(
                    "command is a program and its arguments: [\"pass\", \"show\", \"kiwoom\"]"
                        .to_owned(),
                ),
            },
            (None, None, None, Some(app), Some(secret)) => Ok(Self::Keys {
                app,
                secret,
                url: it.url,
            }),
            (None, None, None, Some(_), None) => {
                Err("an app key needs its secret key: secret_key_env or secret_key_file".to_owned())
            }
            (None, None, None, None, Some(_)) => {
                Err("a secret key needs its app key: app_key_env or app_key_file".to_owned())
            }
            _ => Err(
                "exactly one of env, file, command, or an app key with its secret key says where \
                 the token comes from"
                    .to_owned(),
            ),
        }
    }
}

/// A key's place, of which there may be one.
fn key_source(
    key: &str,
    env: Option<String>,
    file: Option<PathBuf>,
) -> Result<Option<KeySource>, String> {
    match (env, file) {
        (None, None) => Ok(None),
        (Some(name), None) => Ok(Some(KeySource::Env(variable(key, name)?))),
        (None, Some(path)) => Ok(Some(KeySource::File(path))),
        (Some(_), Some(_)) => Err(format!("{key} is either in the environment or in a file")),
    }
}

/// A variable's name. What looks different may be a secret in the wrong place: it
/// isn't shown.
fn variable(key: &str, name: String) -> Result<String, String> {
    let fits =
        |letter: u8| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == b'_';
    match !name.is_empty() && name.len() <= 64 && name.bytes().all(fits) {
        true => Ok(name),
        false => Err(format!(
            "{key}: the name of an environment variable is needed, in capital letters, digits and \
             underscores, such as KIWOOM_TOKEN, and never the secret itself"
        )),
    }
}

/// What is said where keys have nobody to go to.
const NO_SERVICE: &str =
    "this server has no token service of its own: say with url where tokens are fetched";

impl TokenSource {
    /// Whether it can work with this server.
    pub(crate) const fn fits(&self, server: &Server) -> Result<(), &'static str> {
        match (self, server) {
            (Self::Keys { url: None, .. }, Server::Simulator | Server::Url(_)) => Err(NO_SERVICE),
            _ => Ok(()),
        }
    }

    /// The files that hold secrets.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let (first, second) = match self {
            Self::File(path) => (Some(path), None),
            Self::Keys { app, secret, .. } => (app.file(), secret.file()),
            Self::Env(_) | Self::Command { .. } => (None, None),
        };
        first.into_iter().chain(second).map(PathBuf::as_path)
    }

    /// Takes relative paths from this folder on.
    pub(crate) fn resolve(&mut self, folder: &Path) {
        let resolve = |path: &mut PathBuf| *path = folder.join(&*path);
        match self {
            Self::File(path) => resolve(path),
            Self::Keys { app, secret, .. } => {
                for key in [app, secret] {
                    if let KeySource::File(path) = key {
                        resolve(path);
                    }
                }
            }
            Self::Env(_) | Self::Command { .. } => {}
        }
    }

    /// Whatever gives this source's tokens; reads keys, but asks for no token.
    ///
    /// # Errors
    /// Why keys can't be had, or that a token service must be named.
    pub(crate) fn provider(
        &self,
        server: &Server,
        roots: Option<&[Vec<u8>]>,
    ) -> Result<SharedTokens, String> {
        Ok(match self {
            Self::Env(name) => SharedTokens::new(EnvToken::new(name)),
            Self::File(path) => SharedTokens::new(FileToken::new(path)),
            Self::Command { arguments, timeout } => {
                SharedTokens::new(CommandToken::new(arguments.clone(), *timeout))
            }
            Self::Keys { app, secret, url } => {
                let keys = AppKeys::new(app.read("app key")?, secret.read("secret key")?);
                let keys = keys.map_err(|error| error.to_string())?;
                let mut oauth = match (url, server) {
                    (Some(url), _) => OAuth::at(url, keys).map_err(|error| error.to_string())?,
                    (None, Server::Live | Server::LiveUs) => OAuth::live(keys),
                    (None, Server::Paper) => OAuth::paper(keys),
                    (None, Server::Simulator | Server::Url(_)) => {
                        return Err(NO_SERVICE.to_owned());
                    }
                };
                if let Some(roots) = roots {
                    oauth = oauth.tls_roots(roots.iter().cloned());
                }
                SharedTokens::new(oauth)
            }
        })
    }
}

/// The longest file that a key is read from.
const LONGEST_FILE: usize = 4096;

impl KeySource {
    const fn file(&self) -> Option<&PathBuf> {
        match self {
            Self::File(path) => Some(path),
            Self::Env(_) => None,
        }
    }

    fn read(&self, what: &str) -> Result<String, String> {
        match self {
            Self::Env(name) => std::env::var(name).map_err(|error| {
                if let std::env::VarError::NotUnicode(value) = error {
                    drop(Zeroizing::new(value.into_encoded_bytes()));
                }
                format!("the environment variable {name}, which is to hold the {what}, isn't set")
            }),
            Self::File(path) => {
                let failed = |error: std::io::Error| {
                    format!("the file of the {what} can't be read: {}", error.kind())
                };
                // Its texts are wiped by whoever takes it.
                let mut text = String::with_capacity(LONGEST_FILE + 1);
                File::open(path)
                    .and_then(|file| file.take(LONGEST_FILE as u64 + 1).read_to_string(&mut text))
                    .map_err(failed)?;
                match text.len() > LONGEST_FILE {
                    true => Err(format!("the file of the {what} is too long to be one")),
                    false => Ok(text),
                }
            }
        }
    }
}
