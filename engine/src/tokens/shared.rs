//! One token for all that use an app key.

use super::{Issued, TokenProvider, ask};
use crate::TokenFailure;
use crate::UnixNanos;
use crate::transport::clock;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A provider's token, shared by all that use its app key.
///
/// Wrap a provider once, and give a clone to each user of the key: connections,
/// engines, the program's own REST calls. Then
///
/// - the provider is never asked by two at the same time; those who come
///   meanwhile get the same answer, be it a token or a failure;
/// - a token is handed out again until ten minutes before it ends, or until the
///   user who got it says that it was refused (`fresh`). A user who had an older
///   token refused gets the newer one, not one newer still;
/// - the provider is asked at most once a second.
///
/// If a token can't be renewed, the old one is handed out until it ends. An end
/// that has passed when the token comes can't be right, so the clock isn't: the
/// token then counts as one without a known end.
///
/// A call blocks while the provider works, for this or another user, so make it
/// on a helper thread.
pub struct SharedTokens {
    shared: Arc<Mutex<State>>,
    /// Which token this user got last: its number.
    seen: u64,
}

struct State {
    provider: Box<dyn TokenProvider>,
    margin: Duration,
    interval: Duration,
    /// How many tokens the provider has handed out.
    issues: u64,
    kept: Option<Kept>,
    last: Option<Attempt>,
}

/// The token that is handed out.
struct Kept {
    issued: Issued,
    /// From when on a new one is asked for.
    renew: Option<UnixNanos>,
}

impl Kept {
    /// A token that came now.
    fn new(mut issued: Issued, margin: Duration, now: UnixNanos) -> Self {
        issued.expires = issued.expires.filter(|expires| *expires > now);
        let renew = issued.expires.map(|expires| {
            let margin = u64::try_from(margin.as_nanos()).unwrap_or(u64::MAX);
            let early = UnixNanos::new(expires.get().saturating_sub(margin));
            // A token that comes this late is used to its end.
            if early > now { early } else { expires }
        });
        Self { issued, renew }
    }
}

/// The last time that the provider was asked.
struct Attempt {
    ended: Instant,
    failure: Option<TokenFailure>,
}

impl SharedTokens {
    /// Shares this provider's tokens. One wrapper per app key: two know nothing
    /// of each other.
    #[must_use]
    pub fn new(provider: impl TokenProvider + 'static) -> Self {
        let state = State {
            provider: Box::new(provider),
            margin: Duration::from_secs(600),
            interval: Duration::from_secs(1),
            issues: 0,
            kept: None,
            last: None,
        };
        Self {
            shared: Arc::new(Mutex::new(state)),
            seen: 0,
        }
    }

    /// How long before its end a token is no longer handed out, if a new one is
    /// to be had; ten minutes unless set. Holds for all clones.
    #[must_use = "this is the wrapper again"]
    pub fn renewal_margin(self, margin: Duration) -> Self {
        self.lock().margin = margin;
        self
    }

    /// How long the provider is left alone after it was asked; a second unless
    /// set. Holds for all clones.
    #[must_use = "this is the wrapper again"]
    pub fn min_interval(self, interval: Duration) -> Self {
        self.lock().interval = interval;
        self
    }

    /// A panic leaves nothing half done here.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenProvider for SharedTokens {
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
        let asked = Instant::now();
        let shared = Arc::clone(&self.shared);
        let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let refused = fresh && self.seen == state.issues && state.issues > 0;
        if refused {
            state.kept = None;
        } else if let Some(issued) = state.reusable(clock::wall()) {
            self.seen = state.issues;
            return Ok(issued);
        }
        // Whoever was asking while this one waited has asked for both.
        let result = if let Some(failure) = state.failed_since(asked) {
            state.old_or(failure)
        } else {
            state.pause();
            state.renew(refused)
        };
        if result.is_ok() {
            self.seen = state.issues;
        }
        result
    }
}

impl State {
    /// The token, as long as it needs no renewal.
    fn reusable(&self, now: UnixNanos) -> Option<Issued> {
        let kept = self.kept.as_ref()?;
        let needs_none = kept.renew.is_none_or(|renew| now < renew);
        needs_none.then(|| kept.issued.clone())
    }

    fn failed_since(&self, asked: Instant) -> Option<TokenFailure> {
        let last = self.last.as_ref().filter(|last| last.ended >= asked)?;
        last.failure
    }

    /// Waits until the provider may be asked again. Others wait behind this one:
    /// they would get what it gets anyway.
    fn pause(&self) {
        let Some(last) = &self.last else { return };
        thread::sleep(self.interval.saturating_sub(last.ended.elapsed()));
    }

    fn renew(&mut self, refused: bool) -> Result<Issued, TokenFailure> {
        let result = ask(&mut *self.provider, refused);
        self.last = Some(Attempt {
            ended: Instant::now(),
            failure: result.as_ref().err().copied(),
        });
        let issued = match result {
            Ok(issued) => issued,
            Err(failure) => return self.old_or(failure),
        };
        let kept = Kept::new(issued, self.margin, clock::wall());
        let issued = kept.issued.clone();
        self.issues += 1;
        self.kept = Some(kept);
        Ok(issued)
    }

    /// The old token if it hasn't ended, or the failure.
    fn old_or(&self, failure: TokenFailure) -> Result<Issued, TokenFailure> {
        let now = clock::wall();
        let kept = self.kept.as_ref().map(|kept| &kept.issued);
        kept.filter(|issued| issued.expires.is_none_or(|expires| now < expires))
            .cloned()
            .ok_or(failure)
    }
}

/// Another user of the same tokens.
impl Clone for SharedTokens {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            seen: 0,
        }
    }
}

impl fmt::Debug for SharedTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedTokens").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
