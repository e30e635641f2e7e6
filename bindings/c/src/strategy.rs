//! What a strategy asks for before the engine starts.

#![expect(unsafe_code, reason = "exported to C")]

use crate::builder::kw_builder;
use crate::pointer::{text, texts, unique};
use crate::status::{Failure, KW_OK, KW_UNKNOWN, KW_VALUE, call, kw_status};
use engine::schema::MessageType;
use engine::{Key, Overflow, Strategy, Wait};
use std::ffi::c_char;
use std::time::Duration;

/// A strategy that is to be, and what was said of it, in order.
pub(crate) struct Wishes {
    pub(crate) name: String,
    pub(crate) described: Vec<Describe>,
}

type Describe = Box<dyn FnOnce(Strategy) -> Strategy + Send>;

/// What doesn't fit is dropped, counted and told by a kw_gap: the default for what
/// happens once, such as trades.
pub const KW_OVERFLOW_DROP_NEWEST: u32 = 0;
/// The newest of each item waits outside the ring: the default for order books and
/// best quotes.
pub const KW_OVERFLOW_CONFLATE: u32 = 1;
/// The I/O thread waits for room, for so long at most; everybody waits with it.
pub const KW_OVERFLOW_BLOCK_FOR: u32 = 2;

/// Looks again and again: needs a processor of its own.
pub const KW_WAIT_BUSY_SPIN: u32 = 0;
/// Looks, and offers the processor to others between looks.
pub const KW_WAIT_YIELD: u32 = 1;
/// Looks for a while, yields for a while, then sleeps: the default, with 20 and 200
/// microseconds.
pub const KW_WAIT_ADAPTIVE: u32 = 2;
/// Sleeps at once.
pub const KW_WAIT_PARK: u32 = 3;

pub(crate) fn message_type(code: &str) -> Result<MessageType, Failure> {
    let none = || {
        let text = format!("{code:?} is no message type: a type's code is two letters or digits");
        Failure::new(KW_VALUE, text)
    };
    MessageType::from_code(code).ok_or_else(none)
}

/// Adds what is said of a strategy.
///
/// # Safety
/// As the header asks of the pointers.
unsafe fn describe(
    builder: *mut kw_builder,
    strategy: *const c_char,
    describe: impl FnOnce(Strategy) -> Strategy + Send + 'static,
) -> Result<kw_status, Failure> {
    // SAFETY: as this function's.
    let builder = unsafe { unique(builder, "the builder") }?;
    // SAFETY: as this function's.
    let name = unsafe { text(strategy, "the strategy's name") }?;
    let found = builder.strategies.iter_mut().find(|it| it.name == name);
    let unknown = || Failure::new(KW_UNKNOWN, format!("no strategy is called {name:?}"));
    let strategy = found.ok_or_else(unknown)?;
    strategy.described.push(Box::new(describe));
    Ok(KW_OK)
}

/// Adds a strategy. Names must differ; at most 64. Its feed is taken with
/// kw_engine_take_feed().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_strategy(
    builder: *mut kw_builder,
    name: *const c_char,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let (builder, name) = unsafe { (unique(builder, "the builder")?, text(name, "the name")?) };
        if builder.strategies.iter().any(|it| it.name == name) {
            let text = format!("two strategies can't both be called {name:?}");
            return Err(Failure::new(KW_VALUE, text));
        }
        builder.strategies.push(Wishes {
            name: name.to_owned(),
            described: Vec::new(),
        });
        Ok(KW_OK)
    })
}

/// The strategy wants a message type, such as KW_TYPE_TRADE ("0B"), of these
/// items. Items are Kiwoom's codes: 005930 (KRX), 005930_NX (NXT), 005930_AL (both);
/// the empty item "" stands for the account or the whole market. The texts are
/// copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_subscribe(
    builder: *mut kw_builder,
    strategy: *const c_char,
    type_code: *const c_char,
    items: *const *const c_char,
    count: usize,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let code = unsafe { text(type_code, "the type's code") }?;
        // SAFETY: the header asks for it.
        let items = unsafe { texts(items, count, "an item") }?;
        let message_type = message_type(code)?;
        for item in &items {
            Key::new(code, item).map_err(|error| Failure::new(KW_VALUE, error))?;
        }
        let items: Vec<String> = items.into_iter().map(str::to_owned).collect();
        // SAFETY: the header asks for it.
        unsafe {
            describe(builder, strategy, move |it| {
                it.subscribe(message_type, items)
            })
        }
    })
}

/// The strategy also wants what the tables lack, as kw_unknown records.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_unknown(
    builder: *mut kw_builder,
    strategy: *const c_char,
) -> kw_status {
    // SAFETY: the header asks for it.
    call(|| unsafe { describe(builder, strategy, Strategy::unknown) })
}

/// Bytes of the strategy's ring for market data (1 MiB unless set) and of that for
/// what is never dropped: orders, balances, link events (0.5 MiB unless set). 0
/// leaves a size as it is.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_capacity(
    builder: *mut kw_builder,
    strategy: *const c_char,
    data_bytes: usize,
    critical_bytes: usize,
) -> kw_status {
    let resize = move |mut it: Strategy| {
        if data_bytes > 0 {
            it = it.capacity(data_bytes);
        }
        if critical_bytes > 0 {
            it = it.critical_capacity(critical_bytes);
        }
        it
    };
    // SAFETY: the header asks for it.
    call(|| unsafe { describe(builder, strategy, resize) })
}

/// What happens to a type's records while the strategy's ring is full:
/// KW_OVERFLOW_DROP_NEWEST, KW_OVERFLOW_CONFLATE or KW_OVERFLOW_BLOCK_FOR (for
/// `block_ns` nanoseconds). A null `type_code` stands for all types.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_overflow(
    builder: *mut kw_builder,
    strategy: *const c_char,
    type_code: *const c_char,
    overflow: u32,
    block_ns: u64,
) -> kw_status {
    call(|| {
        let overflow = match overflow {
            KW_OVERFLOW_DROP_NEWEST => Overflow::DropNewest,
            KW_OVERFLOW_CONFLATE => Overflow::Conflate,
            KW_OVERFLOW_BLOCK_FOR => Overflow::BlockFor(Duration::from_nanos(block_ns)),
            other => {
                return Err(Failure::new(
                    KW_VALUE,
                    format!("{other} is no overflow policy"),
                ));
            }
        };
        if type_code.is_null() {
            // SAFETY: the header asks for it.
            return unsafe { describe(builder, strategy, move |it| it.overflow_all(overflow)) };
        }
        // SAFETY: the header asks for it.
        let of = message_type(unsafe { text(type_code, "the type's code") }?)?;
        // SAFETY: the header asks for it.
        unsafe { describe(builder, strategy, move |it| it.overflow(of, overflow)) }
    })
}

/// How the strategy's thread waits for records: KW_WAIT_BUSY_SPIN, KW_WAIT_YIELD,
/// KW_WAIT_ADAPTIVE (looks for `spin_ns`, then yields for `yield_ns` nanoseconds,
/// then sleeps) or KW_WAIT_PARK. The times mean nothing to the others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_builder_wait(
    builder: *mut kw_builder,
    strategy: *const c_char,
    wait: u32,
    spin_ns: u64,
    yield_ns: u64,
) -> kw_status {
    call(|| {
        let wait = match wait {
            KW_WAIT_BUSY_SPIN => Wait::BusySpin,
            KW_WAIT_YIELD => Wait::Yield,
            KW_WAIT_ADAPTIVE => Wait::Adaptive {
                spin: Duration::from_nanos(spin_ns),
                yield_for: Duration::from_nanos(yield_ns),
            },
            KW_WAIT_PARK => Wait::Park,
            other => return Err(Failure::new(KW_VALUE, format!("{other} is no way to wait"))),
        };
        // SAFETY: the header asks for it.
        unsafe { describe(builder, strategy, move |it| it.wait(wait)) }
    })
}
