/*
 * How to read the values in the records of kiwoom-engine.
 *
 * Every value type has an encoding for "no value": the tests below tell. A field
 * whose scale is 2 holds hundredths: the macro KW_<RECORD>_<FIELD>_SCALE in
 * kiwoom_records.h says so where it isn't 0.
 */
#ifndef KIWOOM_VALUES_H
#define KIWOOM_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
#define KW_ALIGN_OF(type) alignof(type)
extern "C" {
#else
#define KW_ALIGN_OF(type) _Alignof(type)
#endif

/* Rises with every change of a record's layout: kw_layout_version() must give
 * the same, or the library is of another version than this header. */
#define KW_LAYOUT_VERSION 1

/* A number whose sign is arithmetic, in units of the field's scale. */
typedef int32_t kw_number;
typedef int64_t kw_number64;
/* A magnitude, above two bits that tell the direction of a price against the
 * previous close. The direction is no sign: 20,800 won that are below the
 * previous close are 20,800. */
typedef uint32_t kw_price;
typedef uint64_t kw_price64;
/* A time of day: its digits HHMMSS as an integer. */
typedef uint32_t kw_time;
/* A date: its digits YYYYMMDD as an integer. */
typedef uint32_t kw_date;
/* 'Y', 'N', or 0 for no value. */
typedef uint8_t kw_flag;

/* Which way a price stands against the previous close. */
enum { KW_UNCHANGED = 0, KW_UP = 1, KW_DOWN = 2, KW_NO_PRICE = 3 };

/* Marks on a record: bits of `flags` in its header. */
enum {
    /* The last record that its frame gave. */
    KW_FLAG_LAST_IN_FRAME = 1,
    /* A text, or the item, was longer than its field. */
    KW_FLAG_TRUNCATED = 2,
    /* Records before this one were lost to this strategy. */
    KW_FLAG_GAP_BEFORE = 4,
    /* A field's value couldn't be represented: it reads as no value. */
    KW_FLAG_NOT_REPRESENTABLE = 8,
    /* The message carried codes that the tables lack. */
    KW_FLAG_UNKNOWN_FIELDS = 16,
    /* A code stood twice in the message; the last one counted. */
    KW_FLAG_DUPLICATE_FIELDS = 32,
    /* It waited outside the ring, as the newest of its item. */
    KW_FLAG_CONFLATED = 64,
    /* It came before its reader did, who gets it as the newest of its item. */
    KW_FLAG_SNAPSHOT = 128
};

/* Where an item trades: `venue` in a header. There may be others. */
enum {
    KW_VENUE_UNKNOWN = 0,
    KW_VENUE_KRX = 1,
    KW_VENUE_NXT = 2,
    KW_VENUE_SOR = 3,
    KW_VENUE_NYSE = 16,
    KW_VENUE_NASDAQ = 17,
    KW_VENUE_AMEX = 18
};

/* `event` of a kw_link. There may be others. */
enum {
    /* An attempt to connect begins. */
    KW_LINK_CONNECTING = 1,
    /* Logged in: `epoch` in the header counts how often. */
    KW_LINK_UP = 2,
    /* All that was asked for is registered. */
    KW_LINK_RESTORED = 3,
    /* The server refused an item. */
    KW_LINK_REJECTED = 4,
    /* The server said something on its own. */
    KW_LINK_SYSTEM = 5,
    /* The connection is lost. Books are unknown from here on. */
    KW_LINK_DOWN = 6,
    /* The session has ended, and nothing more will come. */
    KW_LINK_STOPPED = 7,
    /* An item that nobody wants any more could not be taken off. */
    KW_LINK_NOT_REMOVED = 8,
    /* The recording had no room; the feed lost nothing. */
    KW_LINK_RECORDING_LOST = 9,
    /* The recording takes nothing any more; the feed goes on. */
    KW_LINK_RECORDING_STOPPED = 10
};

/* `event` of a kw_staleness. */
enum { KW_STALENESS_STALE = 1, KW_STALENESS_FRESH = 2 };

/* Whether there is a number. */
static inline bool kw_number_has(kw_number number) { return number > INT32_MIN + 1; }
static inline bool kw_number64_has(kw_number64 number) { return number > INT64_MIN + 1; }

/* Whether there is a price. */
static inline bool kw_price_has(kw_price price) { return (price & 3) != 3; }
static inline bool kw_price64_has(kw_price64 price) { return (price & 3) != 3; }

/* A price's magnitude. Means nothing unless there is a price. */
static inline uint32_t kw_price_get(kw_price price) { return price >> 2; }
static inline uint64_t kw_price64_get(kw_price64 price) { return price >> 2; }

/* KW_UNCHANGED, KW_UP or KW_DOWN; KW_NO_PRICE where there is none. */
static inline int kw_price_direction(kw_price price) { return (int)(price & 3); }
static inline int kw_price64_direction(kw_price64 price) { return (int)(price & 3); }

/* Whether there is a time, or a date. */
static inline bool kw_time_has(kw_time time) { return time < UINT32_MAX - 1; }
static inline bool kw_date_has(kw_date date) { return date < UINT32_MAX - 1; }

/* The bytes of a text (UTF-8, no NUL behind them), and how many there are: none
 * where there is no value. */
static inline const char *kw_text(const uint8_t *text) { return (const char *)(text + 1); }
static inline int kw_text_length(const uint8_t *text) { return text[0] & 0x7f; }

/* Whether the text that came was longer than what is kept. */
static inline bool kw_text_is_truncated(const uint8_t *text) { return (text[0] & 0x80) != 0; }

#ifdef __cplusplus
}
#endif

#endif
