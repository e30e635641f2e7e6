//! What is to be said before an engine starts: all but the strategies.

#![expect(unsafe_code, reason = "exported to C")]

use crate::engine::kw_engine;
use crate::pointer::{array, give, take, text, unique};
use crate::status::{Failure, KW_NULL, KW_OK, KW_PANIC, KW_START, KW_VALUE, call, kw_status};
use crate::strategy::Wishes;
use engine::tokens::{EnvToken, FileToken};
use engine::{Account, Builder, Endpoint, Engine, IoMode, Reconnect, SessionSettings, Token};
use std::ffi::c_char;
use std::time::Duration;

/// What is to be said before an engine starts. From kw_builder_new(); belongs to
/// one thread at a time.
pub struct kw_builder {
    /// None only after a panic amid a change.
    engine: Option<Builder>,
    session: SessionSettings,
    roots: Vec<Vec<u8>>,
    pub(crate) strategies: Vec<Wishes>,
}

/// The I/O thread sleeps until the kernel wakes it.
pub const KW_IO_BLOCK: u32 = 0;
/// The I/O thread looks on for a while after bytes came, then sleeps. The default,
/// with 200 microseconds.
pub const KW_IO_HYBRID: u32 = 1;
/// The I/O thread looks all the time: needs a processor of its own.
pub const KW_IO_BUSY_POLL: u32 = 2;

impl kw_builder {
    fn change(&mut self, change: impl FnOnce(Builder) -> Builder) -> Result<kw_status, Failure> {
        let gone = || Failure::new(KW_PANIC, "the builder was lost by an earlier bug");
        let engine = self.engine.take().ok_or_else(gone)?;
        self.engine = Some(change(engine));
        Ok(KW_OK)
    }

    fn account(
        &mut self,
        account: Account,
        items: u32,
        orders: bool,
    ) -> Result<kw_status, Failure> {
        let account = match items {
            0 => account,
            items => account.item_limit(items),
        };
        self.change(|it| {
            it.account(if orders {
                account
            } else {
                account.without_orders()
            })
        })
    }

    fn start(self) -> Result<kw_engine, Failure> {
        let Self {
            engine,
            session,
            roots,
            strategies,
        } = self;
        let gone = || Failure::new(KW_PANIC, "the builder was lost by an earlier bug");
        let mut engine = engine.ok_or_else(gone)?.session(session);
        if !roots.is_empty() {
            engine = engine.tls_roots(roots);
        }
        for Wishes { name, described } in strategies {
            let describe = |strategy| described.into_iter().fold(strategy, |it, wish| wish(it));
            engine = engine.strategy(name, describe);
        }
        let (engine, feeds) = engine
            .start()
            .map_err(|error| Failure::new(KW_START, error))?;
        Ok(kw_engine::new(engine, feeds))
    }
}

/// Begins an engine for the server at `url`: wss://host[:port][/path], or ws:// for
/// one on this machine, such as kiwoom-engine simulate. Kiwoom's own are
/// wss://api.kiwoom.com:10000/api/dostk/websocket (live) and
/// wss://mockapi.kiwoom.com:10000/api/dostk/websocket (paper trading, 모의투자).
///
/// The builder must be given to kw_builder_start() or kw_builder_free().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_new(
    url: *const c_char,
    out: *mut *mut kw_builder,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let url = unsafe { text(url, "the URL") }?;
        let endpoint = Endpoint::parse(url).map_err(|error| Failure::new(KW_VALUE, error))?;
        let builder = || {
            Ok(kw_builder {
                engine: Some(Engine::builder(endpoint)),
                session: SessionSettings::default(),
                roots: Vec::new(),
                strategies: Vec::new(),
            })
        };
        // SAFETY: the header asks for it.
        unsafe { give(out, builder) }
    })
}

/// Frees a builder that isn't to be started. Null is nothing to free.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_free(builder: *mut kw_builder) {
    _ = call(|| {
        // SAFETY: the header asks for it.
        drop(unsafe { take(builder) });
        Ok(KW_OK)
    });
}

/// The token to log in with, as one account. The text is copied; wipe yours.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_token(
    builder: *mut kw_builder,
    token: *const c_char,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let (builder, token) =
            unsafe { (unique(builder, "the builder")?, text(token, "the token")?) };
        let token = Token::new(token.to_owned()).map_err(|error| Failure::new(KW_VALUE, error))?;
        builder.change(|it| it.token(token))
    })
}

/// An account whose token is read from a file, again at each login: another
/// program may put a new one there. Names must differ. `items` is how many items
/// its session takes, 0 for the default of 200; without `orders` its orders and
/// balances are left out.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_account_file(
    builder: *mut kw_builder,
    name: *const c_char,
    path: *const c_char,
    items: u32,
    orders: bool,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { unique(builder, "the builder") }?;
        // SAFETY: the header asks for it.
        let (name, path) = unsafe { (text(name, "the name")?, text(path, "the path")?) };
        builder.account(Account::new(name, FileToken::new(path)), items, orders)
    })
}

/// As kw_builder_account_file(), from an environment variable, such as
/// KIWOOM_TOKEN.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_account_env(
    builder: *mut kw_builder,
    name: *const c_char,
    variable: *const c_char,
    items: u32,
    orders: bool,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { unique(builder, "the builder") }?;
        // SAFETY: the header asks for it.
        let (name, variable) =
            unsafe { (text(name, "the name")?, text(variable, "the variable")?) };
        builder.account(Account::new(name, EnvToken::new(variable)), items, orders)
    })
}

/// How the I/O thread waits for bytes: KW_IO_BLOCK, KW_IO_HYBRID (which looks on
/// for `spin_ns` nanoseconds) or KW_IO_BUSY_POLL. `spin_ns` means nothing to the
/// others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_io(
    builder: *mut kw_builder,
    mode: u32,
    spin_ns: u64,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { unique(builder, "the builder") }?;
        let mode = match mode {
            KW_IO_BLOCK => IoMode::Block,
            KW_IO_HYBRID => IoMode::Hybrid {
                spin: Duration::from_nanos(spin_ns),
            },
            KW_IO_BUSY_POLL => IoMode::BusyPoll,
            other => return Err(Failure::new(KW_VALUE, format!("{other} is no I/O mode"))),
        };
        builder.change(|it| it.io(mode))
    })
}

/// Pins the I/O thread to this processor, counted from 0; called again, it is for
/// the next I/O thread. What can't be is told by kw_builder_start().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_pin_io(builder: *mut kw_builder, core: u32) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { unique(builder, "the builder") }?;
        builder.change(|it| it.pin_io(core as usize))
    })
}

/// Deals the accounts out to so many I/O threads; 1 unless set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_io_threads(
    builder: *mut kw_builder,
    threads: u32,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { unique(builder, "the builder") }?;
        builder.change(|it| it.io_threads(threads as usize))
    })
}

/// Trusts this root certificate (in DER) instead of Mozilla's list; called again,
/// it is one more. Verification can't be switched off. The bytes are copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_tls_root(
    builder: *mut kw_builder,
    der: *const u8,
    bytes: usize,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let (builder, der) = unsafe {
            (
                unique(builder, "the builder")?,
                array(der, bytes, "the certificate")?,
            )
        };
        builder.roots.push(der.to_vec());
        Ok(KW_OK)
    })
}

/// Whether trades that the server left out are told, with kw_trades_missing
/// records. On unless switched off.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_detect_missing_trades(
    builder: *mut kw_builder,
    detect: bool,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { unique(builder, "the builder") }?;
        builder.change(|it| it.detect_missing_trades(detect))
    })
}

/// Whether a lost connection is made again, which it is unless switched off: for
/// tools and tests.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_reconnect(
    builder: *mut kw_builder,
    reconnect: bool,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { unique(builder, "the builder") }?;
        builder.session.reconnect = match reconnect {
            true => Reconnect::Always,
            false => Reconnect::Never,
        };
        Ok(KW_OK)
    })
}

/// Items that a session takes, for accounts that don't say it themselves: 200
/// unless set, as on the live server. The paper trading server was seen to take
/// 100.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_item_limit(builder: *mut kw_builder, items: u32) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { unique(builder, "the builder") }?;
        builder.session.item_limit = items;
        Ok(KW_OK)
    })
}

/// Starts the engine, and returns at once but for looking up the host's name: what
/// becomes of the connection is told in the feeds, as kw_link records.
///
/// The builder is gone afterwards, whether or not that went well.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_start(
    builder: *mut kw_builder,
    out: *mut *mut kw_engine,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let builder = unsafe { take(builder) };
        let builder = builder.ok_or_else(|| Failure::new(KW_NULL, "the builder is null"))?;
        // SAFETY: the header asks for it.
        unsafe { give(out, || builder.start()) }
    })
}
