//! Where access tokens (접근토큰) come from.
//!
//! A [`TokenProvider`] hands out tokens. There are four: [`FixedToken`],
//! [`EnvToken`], [`FileToken`] and, with the cargo feature `oauth`, `OAuth`,
//! which gets them from Kiwoom's token service with an app key and a secret
//! key. Or write one: it is a trait with one method.
//!
//! An app key has **one** valid token: issuing another makes the one before it
//! invalid. So a token is asked for by one party at a time and shared by all
//! that use the key, which is what [`SharedTokens`] is for: wrap the provider
//! once, and give a clone of the wrapper to each user of the key.
//!
//! Providers may block, so they are called on helper threads, never on the I/O
//! thread.

mod given;
#[cfg(feature = "oauth")]
mod oauth;
mod service;
mod shared;

pub use given::{EnvToken, FileToken, FixedToken};
#[cfg(feature = "oauth")]
pub use oauth::{AppKeys, AppKeysError, OAuth, TokenUrlError};
pub(crate) use service::TokenService;
pub use shared::SharedTokens;

use crate::{Token, TokenFailure, UnixNanos};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Hands out access tokens.
///
/// It is called on a helper thread and may block, for the network or a file.
/// Until it returns, whoever waits for the token waits; so it should give up
/// after some seconds.
pub trait TokenProvider: Send {
    /// A token.
    ///
    /// With `fresh`, the last one that this provider handed out was refused:
    /// it must not be handed out from memory again. A provider that has a new
    /// one issued may find that the issuer sends the same again, and returns
    /// it.
    ///
    /// A panic counts as [`TokenFailure::Panicked`], and the provider is called
    /// again when the next token is needed.
    ///
    /// # Errors
    /// Why there is no token, and whether asking again later can help.
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure>;
}

impl<P: TokenProvider + ?Sized> TokenProvider for Box<P> {
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
        (**self).token(fresh)
    }
}

/// A token that was handed out.
#[derive(Clone, Debug)]
pub struct Issued {
    /// The token.
    pub token: Token,
    /// When it ends, if the provider knows. The server decides, not this: a
    /// token may be refused before, and a clock may be wrong.
    pub expires: Option<UnixNanos>,
}

/// Asks a provider, and takes a panic for a failure.
///
/// The panic's message isn't passed on: it may hold a secret.
fn ask(provider: &mut dyn TokenProvider, fresh: bool) -> Result<Issued, TokenFailure> {
    catch_unwind(AssertUnwindSafe(|| provider.token(fresh))).unwrap_or(Err(TokenFailure::Panicked))
}
