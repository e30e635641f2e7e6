/*
 * kiwoom-engine for C and C++: market data of Kiwoom Securities as records of
 * fixed layout, read in place from lock-free rings.
 *
 *   kw_builder_new()   say where to connect, who logs in, which strategies want what
 *   kw_builder_start() the engine runs on a thread of its own
 *   kw_engine_take_feed(), kw_feed_recv()   each strategy reads on a thread of its own
 *   kw_engine_stop(), kw_engine_join(), kw_feed_free(), kw_engine_free()
 *
 * What holds for all functions, unless one says otherwise:
 *
 * Results   0 and above: it went well. Below 0: it failed, nothing was changed, and
 *           kw_last_error() has the words, for this thread. Results through pointers
 *           are written only where it went well.
 * Null      A null pointer gives KW_NULL. Where null is allowed, it is said.
 * Pointers  must be from this library, of the right kind, and not freed; texts are
 *           UTF-8 with a NUL at the end, and are copied: none needs to outlive a call.
 * Threads   A kw_engine takes calls from any threads at the same time. A kw_builder
 *           and a kw_feed belong to one thread at a time, and may be moved to any.
 * Blocking  No function blocks but kw_builder_start() (looks up a name),
 *           kw_feed_recv(), kw_feed_wait(), kw_engine_join() and kw_engine_free().
 * Memory    kw_feed_poll() and kw_feed_recv() allocate nothing. What the library gives
 *           is freed by the function of its kind, and by no other.
 * Panics    never cross: KW_PANIC says that there was one.
 *
 * Written from bindings/c/src by cbindgen; renewed by
 * `BLESS=1 cargo test -p kiwoom-engine-c`.
 */

#ifndef KIWOOM_ENGINE_H
#define KIWOOM_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "kiwoom_records.h"

/*
 The I/O thread sleeps until the kernel wakes it.
 */
#define KW_IO_BLOCK 0

/*
 The I/O thread looks on for a while after bytes came, then sleeps. The default,
 with 200 microseconds.
 */
#define KW_IO_HYBRID 1

/*
 The I/O thread looks all the time: needs a processor of its own.
 */
#define KW_IO_BUSY_POLL 2

/*
 What doesn't fit is dropped, counted and told by a kw_gap: the default for what
 happens once, such as trades.
 */
#define KW_OVERFLOW_DROP_NEWEST 0

/*
 The newest of each item waits outside the ring: the default for order books and
 best quotes.
 */
#define KW_OVERFLOW_CONFLATE 1

/*
 The I/O thread waits for room, for so long at most; everybody waits with it.
 */
#define KW_OVERFLOW_BLOCK_FOR 2

/*
 Looks again and again: needs a processor of its own.
 */
#define KW_WAIT_BUSY_SPIN 0

/*
 Looks, and offers the processor to others between looks.
 */
#define KW_WAIT_YIELD 1

/*
 Looks for a while, yields for a while, then sleeps: the default, with 20 and 200
 microseconds.
 */
#define KW_WAIT_ADAPTIVE 2

/*
 Sleeps at once.
 */
#define KW_WAIT_PARK 3

/*
 For kw_feed_wait(): as long as it takes.
 */
#define KW_FOREVER UINT64_MAX

/*
 How a call went. kw_last_error() has the words. There may be others in later
 versions.
 */
enum kw_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : int32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
  /*
   It was done.
   */
  KW_OK = 0,
  /*
   The time is over, and there is nothing to read.
   */
  KW_TIMEOUT = 1,
  /*
   The feed has ended, and everything in it was read.
   */
  KW_CLOSED = 2,
  /*
   A pointer is null that mustn't be.
   */
  KW_NULL = -1,
  /*
   A value can't be: the text isn't UTF-8, the code is none, the number is out
   of range.
   */
  KW_VALUE = -2,
  /*
   No strategy has this name, or it was taken before.
   */
  KW_UNKNOWN = -3,
  /*
   The engine can't be started.
   */
  KW_START = -4,
  /*
   The feed is in use: by another thread, or by this one, from within a
   callback. Or too many commands wait: try again in a moment.
   */
  KW_BUSY = -5,
  /*
   More items than the accounts take. None was taken.
   */
  KW_NO_ROOM = -6,
  /*
   The engine has stopped, or kw_engine_join() was called before.
   */
  KW_STOPPED = -7,
  /*
   The engine ended because something went wrong that coming back can't mend.
   */
  KW_ENDED = -8,
  /*
   A bug of this library: please report it.
   */
  KW_PANIC = -9,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum kw_status kw_status;
#else
typedef int32_t kw_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

/*
 What is to be said before an engine starts. From kw_builder_new(); belongs to
 one thread at a time.
 */
typedef struct kw_builder kw_builder;

/*
 A running engine. From kw_builder_start(); its functions may be called from any
 thread, several at a time.
 */
typedef struct kw_engine kw_engine;

/*
 What one strategy reads, in the engine's one order of events. From
 kw_engine_take_feed(). Belongs to one thread at a time, and may be moved to any;
 a call while another is in it gives KW_BUSY.
 */
typedef struct kw_feed kw_feed;

/*
 What the engine has counted at one moment, over all connections. Later versions
 may have more at the end.
 */
typedef struct {
  /*
   1 when everything that was asked for is registered, else 0.
   */
  uint64_t is_live;
  /*
   Reads from the sockets that brought something.
   */
  uint64_t reads;
  /*
   Bytes that they brought: with TLS, ciphertext.
   */
  uint64_t bytes;
  /*
   WebSocket messages of all kinds.
   */
  uint64_t messages;
  /*
   Elements that some strategy got, or lost.
   */
  uint64_t routed;
  /*
   Elements that no strategy had asked for.
   */
  uint64_t unrouted;
  /*
   Frames of market data that were decoded.
   */
  uint64_t frames;
  /*
   Frames that were refused.
   */
  uint64_t frame_errors;
  /*
   Elements in the frames that were decoded.
   */
  uint64_t elements;
  /*
   Codes that the tables lack.
   */
  uint64_t unknown_fields;
  /*
   Values that their field can't hold.
   */
  uint64_t not_representable;
  /*
   Connects.
   */
  uint64_t connects;
  /*
   Logins that the server took.
   */
  uint64_t logins;
  /*
   PINGs that were answered.
   */
  uint64_t pings;
  /*
   Shares that were traded and of which the server told nothing.
   */
  uint64_t shares_missing;
} kw_snapshot;

/*
 What a strategy does with a record: `record` points to its header, and with it
 to the whole record of `bytes` bytes, in the ring: it must not be used after the
 return, nor be written to. `user` is what was given with the callback. Returns
 whether to go on: after `false` the rest stays for the next call. Must not call
 functions of the same feed (they give KW_BUSY), and must not throw, longjmp or
 end the thread.
 */
typedef bool (*kw_record_fn)(const kw_record_header *record, size_t bytes, void *user);

/*
 What was counted of a feed. Later versions may have more at the end.
 */
typedef struct {
  /*
   Records handed over to this strategy.
   */
  uint64_t written;
  /*
   Records that the strategy has read.
   */
  uint64_t delivered;
  /*
   Records dropped because there was no room: told by kw_gap records.
   */
  uint64_t lost;
  /*
   Gaps told so far.
   */
  uint64_t gaps;
  /*
   Critical records that had to wait: the strategy is far too slow.
   */
  uint64_t spilled;
  /*
   Records that a newer one of the same item took the place of.
   */
  uint64_t conflated;
  /*
   For how long the I/O thread has waited for this strategy, in nanoseconds.
   */
  uint64_t blocked_ns;
} kw_feed_counts;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/*
 What went wrong in the last call on this thread that gave a negative status:
 English, for people. Empty when none did. Stays readable until the next call
 on this thread that fails, or the thread's end. Never null; never free it.
 */
const char *kw_last_error(void);

/*
 The library's version, such as "0.1.0". Never null; never free it.
 */
const char *kw_version(void);

/*
 The version of the records' layout: another one than KW_LAYOUT_VERSION means
 that the header isn't this library's, and no record can be read.
 */
uint32_t kw_layout_version(void);

/*
 Now, on the clock of `rx_mono_ns` and `ready_mono_ns` in a record's header.
 */
uint64_t kw_clock_ns(void);

/*
 Begins an engine for the server at `url`: wss://host[:port][/path], or ws:// for
 one on this machine, such as kiwoom-engine simulate. Kiwoom's own are
 wss://api.kiwoom.com:10000/api/dostk/websocket (live) and
 wss://mockapi.kiwoom.com:10000/api/dostk/websocket (paper trading, 모의투자).

 The builder must be given to kw_builder_start() or kw_builder_free().
 */
kw_status kw_builder_new(const char *url, kw_builder **out);

/*
 Frees a builder that isn't to be started. Null is nothing to free.
 */
void kw_builder_free(kw_builder *builder);

/*
 The token to log in with, as one account. The text is copied; wipe yours.
 */
kw_status kw_builder_token(kw_builder *builder, const char *token);

/*
 An account whose token is read from a file, again at each login: another
 program may put a new one there. Names must differ. `items` is how many items
 its session takes, 0 for the default of 200; without `orders` its orders and
 balances are left out.
 */
kw_status kw_builder_account_file(kw_builder *builder,
                                  const char *name,
                                  const char *path,
                                  uint32_t items,
                                  bool orders);

/*
 As kw_builder_account_file(), from an environment variable, such as
 KIWOOM_TOKEN.
 */
kw_status kw_builder_account_env(kw_builder *builder,
                                 const char *name,
                                 const char *variable,
                                 uint32_t items,
                                 bool orders);

/*
 How the I/O thread waits for bytes: KW_IO_BLOCK, KW_IO_HYBRID (which looks on
 for `spin_ns` nanoseconds) or KW_IO_BUSY_POLL. `spin_ns` means nothing to the
 others.
 */
kw_status kw_builder_io(kw_builder *builder, uint32_t mode, uint64_t spin_ns);

/*
 Pins the I/O thread to this processor, counted from 0; called again, it is for
 the next I/O thread. What can't be is told by kw_builder_start().
 */
kw_status kw_builder_pin_io(kw_builder *builder, uint32_t core);

/*
 Deals the accounts out to so many I/O threads; 1 unless set.
 */
kw_status kw_builder_io_threads(kw_builder *builder, uint32_t threads);

/*
 Trusts this root certificate (in DER) instead of Mozilla's list; called again,
 it is one more. Verification can't be switched off. The bytes are copied.
 */
kw_status kw_builder_tls_root(kw_builder *builder, const uint8_t *der, size_t bytes);

/*
 Whether trades that the server left out are told, with kw_trades_missing
 records. On unless switched off.
 */
kw_status kw_builder_detect_missing_trades(kw_builder *builder, bool detect);

/*
 Whether a lost connection is made again, which it is unless switched off: for
 tools and tests.
 */
kw_status kw_builder_reconnect(kw_builder *builder, bool reconnect);

/*
 Items that a session takes, for accounts that don't say it themselves: 200
 unless set, as on the live server. The paper trading server was seen to take
 100.
 */
kw_status kw_builder_item_limit(kw_builder *builder, uint32_t items);

/*
 Starts the engine, and returns at once but for looking up the host's name: what
 becomes of the connection is told in the feeds, as kw_link records.

 The builder is gone afterwards, whether or not that went well.
 */
kw_status kw_builder_start(kw_builder *builder, kw_engine **out);

/*
 Adds a strategy. Names must differ; at most 64. Its feed is taken with
 kw_engine_take_feed().
 */
kw_status kw_builder_strategy(kw_builder *builder, const char *name);

/*
 The strategy wants a message type, such as KW_TYPE_TRADE ("0B"), of these
 items. Items are Kiwoom's codes: 005930 (KRX), 005930_NX (NXT), 005930_AL (both);
 the empty item "" stands for the account or the whole market. The texts are
 copied.
 */
kw_status kw_builder_subscribe(kw_builder *builder,
                               const char *strategy,
                               const char *type_code,
                               const char *const *items,
                               size_t count);

/*
 The strategy also wants what the tables lack, as kw_unknown records.
 */
kw_status kw_builder_unknown(kw_builder *builder, const char *strategy);

/*
 Bytes of the strategy's ring for market data (1 MiB unless set) and of that for
 what is never dropped: orders, balances, link events (0.5 MiB unless set). 0
 leaves a size as it is.
 */
kw_status kw_builder_capacity(kw_builder *builder,
                              const char *strategy,
                              size_t data_bytes,
                              size_t critical_bytes);

/*
 What happens to a type's records while the strategy's ring is full:
 KW_OVERFLOW_DROP_NEWEST, KW_OVERFLOW_CONFLATE or KW_OVERFLOW_BLOCK_FOR (for
 `block_ns` nanoseconds). A null `type_code` stands for all types.
 */
kw_status kw_builder_overflow(kw_builder *builder,
                              const char *strategy,
                              const char *type_code,
                              uint32_t overflow,
                              uint64_t block_ns);

/*
 How the strategy's thread waits for records: KW_WAIT_BUSY_SPIN, KW_WAIT_YIELD,
 KW_WAIT_ADAPTIVE (looks for `spin_ns`, then yields for `yield_ns` nanoseconds,
 then sleeps) or KW_WAIT_PARK. The times mean nothing to the others.
 */
kw_status kw_builder_wait(kw_builder *builder,
                          const char *strategy,
                          uint32_t wait,
                          uint64_t spin_ns,
                          uint64_t yield_ns);

/*
 Takes a strategy's feed. It is the caller's from then on, and must be given to
 kw_feed_free() at some time, before or after the engine's end. Can be taken
 once.
 */
kw_status kw_engine_take_feed(const kw_engine *engine, const char *strategy, kw_feed **out);

/*
 A strategy wants a message type of these items, too. Returns at once; what the
 server refuses is told in the feeds. Unless it gives KW_OK, none was taken.
 */
kw_status kw_engine_subscribe(const kw_engine *engine,
                              const char *strategy,
                              const char *type_code,
                              const char *const *items,
                              size_t count);

/*
 A strategy doesn't want a message type of these items any more. Returns at
 once; records that are on their way still come.
 */
kw_status kw_engine_unsubscribe(const kw_engine *engine,
                                const char *strategy,
                                const char *type_code,
                                const char *const *items,
                                size_t count);

/*
 What the engine has counted: about a millisecond old at most while data flows.
 `bytes` is sizeof(kw_snapshot): a later library, with more in it, writes no
 more than that. Gives KW_STOPPED once kw_engine_join() was called: ask before.
 */
kw_status kw_engine_snapshot(const kw_engine *engine, kw_snapshot *out, size_t bytes);

/*
 Stops the engine. Returns at once; the feeds end when they are read empty.
 */
kw_status kw_engine_stop(const kw_engine *engine);

/*
 Blocks until the sessions of all accounts have ended: because kw_engine_stop()
 was called (KW_OK), or because something went wrong that coming back can't mend
 (KW_ENDED, and kw_last_error() tells what). Once only.
 */
kw_status kw_engine_join(const kw_engine *engine);

/*
 Stops the engine if it runs, blocks until its threads have ended, and frees it
 with the feeds that weren't taken. Null is nothing to free. No other function
 may be using it.
 */
void kw_engine_free(kw_engine *engine);

/*
 Hands up to `limit` of the records that are there to `callback`, without
 waiting, and writes how many to `count`, which may be null.

 Gives KW_CLOSED when the feed has ended and all was read; kw_last_error() isn't
 touched by that.
 */
kw_status kw_feed_poll(const kw_feed *feed,
                       size_t limit,
                       kw_record_fn callback,
                       void *user,
                       size_t *count);

/*
 As kw_feed_poll(), but blocks until there is at least one record, or the feed
 has ended. A `limit` of 0 counts as 1.
 */
kw_status kw_feed_recv(const kw_feed *feed,
                       size_t limit,
                       kw_record_fn callback,
                       void *user,
                       size_t *count);

/*
 Blocks until there is something to read or the feed has ended (KW_OK), or until
 so many nanoseconds have passed (KW_TIMEOUT); KW_FOREVER for as long as it
 takes. Waits as kw_builder_wait() said.
 */
kw_status kw_feed_wait(const kw_feed *feed, uint64_t timeout_ns);

/*
 What was counted of this feed so far. `bytes` is sizeof(kw_feed_counts), as with
 kw_engine_snapshot().
 */
kw_status kw_feed_get_counts(const kw_feed *feed, kw_feed_counts *out, size_t bytes);

/*
 Ends the strategy's part; the engine goes on for the others. Null is nothing to
 free. Never from within a callback of this feed, nor while another thread is in
 it.
 */
void kw_feed_free(kw_feed *feed);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* KIWOOM_ENGINE_H */
