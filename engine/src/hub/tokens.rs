//! Where one account's tokens come from, for a thread that must not wait.

use crate::session::{Token, TokenFailure};
use crate::tokens::{Issued, TokenService};
use crate::transport::clock;
use crate::{Mono, UnixNanos};
use std::time::Duration;

/// How long before its end a token is renewed: a little after
/// [`SharedTokens`](crate::tokens::SharedTokens) would no longer hand it out.
const RENEW_BEFORE: Duration = Duration::from_secs(9 * 60);

/// How soon a renewal is tried again that failed.
const RENEW_AGAIN: Duration = Duration::from_secs(60);

/// The least time between two renewals.
const LEAST: Duration = Duration::from_secs(1);

/// One account's tokens.
///
/// While a link is up its token is renewed ahead of its end, so that the next
/// login has one at once. The link itself isn't touched by that: the server
/// looks at a token only when it is logged in with.
pub(crate) struct Tokens {
    source: Source,
    /// The answer that is to come is for the session.
    is_asked: bool,
    renew_at: Option<Mono>,
}

enum Source {
    /// One token. There is no other, refused or not.
    Fixed(Token),
    Service(TokenService),
}

impl Tokens {
    pub(crate) const fn fixed(token: Token) -> Self {
        Self::new(Source::Fixed(token))
    }

    pub(crate) const fn from(service: TokenService) -> Self {
        Self::new(Source::Service(service))
    }

    const fn new(source: Source) -> Self {
        Self {
            source,
            is_asked: false,
            renew_at: None,
        }
    }

    /// A token for the session, at once or later by [`poll`](Self::poll).
    pub(super) fn get(&mut self, fresh: bool) -> Option<Result<Token, TokenFailure>> {
        match &mut self.source {
            Source::Fixed(token) => Some(Ok(token.duplicate())),
            Source::Service(service) => {
                self.renew_at = None;
                self.is_asked = true;
                service.ask(fresh);
                None
            }
        }
    }

    /// When [`poll`](Self::poll) is due without having been called for.
    pub(super) const fn deadline(&self) -> Option<Mono> {
        self.renew_at
    }

    /// The answer for the session, once, when it is there. Renews what is due.
    pub(super) fn poll(&mut self, now: Mono) -> Option<Result<Token, TokenFailure>> {
        let Source::Service(service) = &mut self.source else {
            return None;
        };
        if self.renew_at.is_some_and(|at| at <= now) {
            self.renew_at = None;
            service.ask(false);
        }
        let answer = service.poll()?;
        self.renew_at = match &answer {
            Ok(issued) => issued.expires.map(|end| renewal(end, clock::wall(), now)),
            // The session asks again by itself.
            Err(_) if self.is_asked => None,
            Err(_) => Some(now.after(RENEW_AGAIN)),
        };
        // A renewed one stays with its provider until it is asked for.
        std::mem::take(&mut self.is_asked).then(|| answer.map(|Issued { token, .. }| token))
    }
}

/// When a token is to be renewed that ends then: ahead of its end, or, where
/// that has come too near, at it.
fn renewal(end: UnixNanos, wall: UnixNanos, now: Mono) -> Mono {
    let left = Duration::from_nanos(end.get().saturating_sub(wall.get()));
    let wait = left.checked_sub(RENEW_BEFORE).unwrap_or(left);
    now.after(wait.max(LEAST))
}

#[cfg(test)]
mod tests {
    use super::{LEAST, RENEW_BEFORE, renewal};
    use crate::{Mono, UnixNanos};
    use std::time::Duration;

    #[test]
    fn a_token_is_renewed_ahead_of_its_end() {
        let wall = UnixNanos::new(1_000_000_000_000_000_000);
        let now = Mono::from_nanos(5);
        let after = |left: Duration| {
            let end = UnixNanos::new(wall.get() + left.as_nanos() as u64);
            renewal(end, wall, now).since(now)
        };
        let day = Duration::from_secs(86_400);
        assert_eq!(after(day), day - RENEW_BEFORE);
        // Too late for that: when it has ended.
        assert_eq!(after(Duration::from_secs(30)), Duration::from_secs(30));
        assert_eq!(after(Duration::ZERO), LEAST);
        assert_eq!(renewal(UnixNanos::new(0), wall, now).since(now), LEAST);
    }
}
