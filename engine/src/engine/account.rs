//! Who logs in.

use crate::hub::{Bell, Tokens};
use crate::placement::Room;
use crate::session::{SessionSettings, Token};
use crate::tokens::{SharedTokens, TokenProvider, TokenService};
use std::any::TypeId;
use std::{fmt, io};

/// An account to log in with: one app key, and so one session with the server.
///
/// Each has a connection of its own. What a strategy asks for is spread over
/// the accounts: an item goes to the one with the most room, and when an
/// account's session is over for good, the others take on what it held as far
/// as they have room; what finds none is told as a
/// [`REJECTED`](crate::record::LinkEventKind::REJECTED) link event.
pub struct Account {
    pub(super) name: String,
    source: Source,
    item_limit: Option<u32>,
    orders: bool,
}

enum Source {
    Fixed(Token),
    Provider(Box<dyn TokenProvider>),
}

impl Account {
    /// An account whose tokens come from this provider. It is asked on a thread
    /// of its own, called `kiwoom-token`, when a connection is made, and shortly
    /// before the token that it gave ends. The provider is wrapped in
    /// [`SharedTokens`], so that it is asked no more often than needed; give a
    /// clone of one where several engines or the program's own REST calls use
    /// the same app key.
    #[must_use]
    pub fn new<P: TokenProvider + 'static>(name: impl Into<String>, provider: P) -> Self {
        let is_shared = TypeId::of::<P>() == TypeId::of::<SharedTokens>();
        let provider: Box<dyn TokenProvider> = match is_shared {
            true => Box::new(provider),
            false => Box::new(SharedTokens::new(provider)),
        };
        Self::from_source(name.into(), Source::Provider(provider))
    }

    /// One token, whatever becomes of it.
    pub(super) fn fixed(name: &str, token: Token) -> Self {
        Self::from_source(name.to_owned(), Source::Fixed(token))
    }

    const fn from_source(name: String, source: Source) -> Self {
        Self {
            name,
            source,
            item_limit: None,
            orders: true,
        }
    }

    /// Items that its session takes, where that differs from
    /// [`SessionSettings::item_limit`].
    #[must_use]
    pub const fn item_limit(mut self, items: u32) -> Self {
        self.item_limit = Some(items);
        self
    }

    /// Leaves out its orders and balances (`00`, `04`, `F4`, `F5`): for a key
    /// that is there for more items only, or that belongs to the same account as
    /// another, whose orders would come twice.
    #[must_use]
    pub const fn without_orders(mut self) -> Self {
        self.orders = false;
        self
    }

    pub(super) fn settings(&self, common: &SessionSettings) -> SessionSettings {
        let item_limit = self.item_limit.unwrap_or(common.item_limit);
        SessionSettings {
            item_limit,
            ..common.clone()
        }
    }

    pub(super) fn room(&self, common: &SessionSettings) -> Room {
        Room {
            items: self.item_limit.unwrap_or(common.item_limit) as usize,
            orders: self.orders,
        }
    }

    /// # Errors
    /// What the system says if it refuses a thread.
    pub(super) fn tokens(self, bell: &Bell) -> io::Result<Tokens> {
        match self.source {
            Source::Fixed(token) => Ok(Tokens::fixed(token)),
            Source::Provider(provider) => {
                let bell = bell.clone();
                TokenService::start(provider, move || bell.ring()).map(Tokens::from)
            }
        }
    }
}

/// Leaves out the provider.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("name", &self.name)
            .field("item_limit", &self.item_limit)
            .field("orders", &self.orders)
            .finish_non_exhaustive()
    }
}
