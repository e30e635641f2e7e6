/* What kiwoom_engine.h promises to callers, checked one by one. */
#include "kiwoom_engine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                    \
    do {                                                                                    \
        if (!(condition)) {                                                                 \
            fprintf(stderr, "line %d: %s (%s)\n", __LINE__, #condition, kw_last_error());   \
            exit(EXIT_FAILURE);                                                             \
        }                                                                                   \
    } while (0)

static const char *const NO_ITEM = NULL;
static const char *const STOCK = "005930";

struct seen {
    kw_feed *feed;
    uint64_t records;
    uint64_t trades;
    uint64_t quotes;
    kw_status inner;
};

static bool count(const kw_record_header *record, size_t bytes, void *user) {
    struct seen *seen = user;
    (void)bytes;
    seen->records++;
    seen->trades += record->kind == KW_KIND_TRADE;
    seen->quotes += record->kind == KW_KIND_BEST_QUOTE;
    return true;
}

static bool one_only(const kw_record_header *record, size_t bytes, void *user) {
    count(record, bytes, user);
    return false;
}

static bool calls_again(const kw_record_header *record, size_t bytes, void *user) {
    struct seen *seen = user;
    count(record, bytes, user);
    seen->inner = kw_feed_poll(seen->feed, 1, count, user, NULL);
    return false;
}

static void refusals_of_a_builder(const char *url) {
    kw_builder *builder = NULL;
    kw_engine *engine = NULL;
    CHECK(strlen(kw_last_error()) == 0);
    CHECK(kw_builder_new(NULL, &builder) == KW_NULL);
    CHECK(strstr(kw_last_error(), "URL") != NULL);
    CHECK(kw_builder_new(url, NULL) == KW_NULL);
    CHECK(kw_builder_new("http://x", &builder) == KW_VALUE);
    CHECK(strstr(kw_last_error(), "wss://") != NULL);
    CHECK(kw_builder_new("ws://\xff", &builder) == KW_VALUE);
    CHECK(builder == NULL);
    CHECK(kw_builder_new(url, &builder) == KW_OK);
    CHECK(kw_builder_token(NULL, "x") == KW_NULL);
    CHECK(kw_builder_token(builder, NULL) == KW_NULL);
    CHECK(kw_builder_token(builder, "") == KW_VALUE);
    CHECK(kw_builder_io(builder, 99, 0) == KW_VALUE);
    CHECK(kw_builder_subscribe(builder, "nobody", "0B", &STOCK, 1) == KW_UNKNOWN);
    CHECK(kw_builder_strategy(builder, "one") == KW_OK);
    CHECK(kw_builder_strategy(builder, "one") == KW_VALUE);
    CHECK(kw_builder_subscribe(builder, "one", "trade", &STOCK, 1) == KW_VALUE);
    CHECK(kw_builder_subscribe(builder, "one", "0B", NULL, 1) == KW_NULL);
    CHECK(kw_builder_subscribe(builder, "one", "0B", NULL, 0) == KW_OK);
    CHECK(kw_builder_subscribe(builder, "one", "0B", &NO_ITEM, 1) == KW_NULL);
    const char *blank = "0059 30";
    CHECK(kw_builder_subscribe(builder, "one", "0B", &blank, 1) == KW_VALUE);
    CHECK(kw_builder_overflow(builder, "one", NULL, 99, 0) == KW_VALUE);
    CHECK(kw_builder_wait(builder, "one", 99, 0, 0) == KW_VALUE);
    /* No account: it can't start, and the builder is gone. */
    CHECK(kw_builder_start(builder, &engine) == KW_START);
    CHECK(strlen(kw_last_error()) > 0 && engine == NULL);
    CHECK(kw_builder_start(NULL, &engine) == KW_NULL);
    /* Nowhere to put it: the builder is gone all the same. */
    CHECK(kw_builder_new(url, &builder) == KW_OK);
    CHECK(kw_builder_start(builder, NULL) == KW_NULL);
    /* Too small a ring. */
    CHECK(kw_builder_new(url, &builder) == KW_OK);
    CHECK(kw_builder_token(builder, "any") == KW_OK);
    CHECK(kw_builder_strategy(builder, "one") == KW_OK);
    CHECK(kw_builder_capacity(builder, "one", 64, 0) == KW_OK);
    CHECK(kw_builder_start(builder, &engine) == KW_START);
    kw_builder_free(NULL);
    kw_engine_free(NULL);
    kw_feed_free(NULL);
}

static kw_engine *started(const char *url) {
    kw_builder *builder = NULL;
    kw_engine *engine = NULL;
    CHECK(kw_builder_new(url, &builder) == KW_OK);
    CHECK(kw_builder_token(builder, "any") == KW_OK);
    CHECK(kw_builder_io(builder, KW_IO_BLOCK, 0) == KW_OK);
    CHECK(kw_builder_reconnect(builder, false) == KW_OK);
    CHECK(kw_builder_item_limit(builder, 10) == KW_OK);
    CHECK(kw_builder_strategy(builder, "one") == KW_OK);
    CHECK(kw_builder_strategy(builder, "untaken") == KW_OK);
    CHECK(kw_builder_subscribe(builder, "one", KW_TYPE_TRADE, &STOCK, 1) == KW_OK);
    CHECK(kw_builder_wait(builder, "one", KW_WAIT_ADAPTIVE, 1000, 1000) == KW_OK);
    CHECK(kw_builder_overflow(builder, "one", NULL, KW_OVERFLOW_DROP_NEWEST, 0) == KW_OK);
    CHECK(kw_builder_overflow(builder, "one", "0D", KW_OVERFLOW_CONFLATE, 0) == KW_OK);
    CHECK(kw_builder_capacity(builder, "one", 16 << 20, 1 << 20) == KW_OK);
    CHECK(kw_builder_unknown(builder, "one") == KW_OK);
    CHECK(kw_builder_start(builder, &engine) == KW_OK);
    return engine;
}

static void a_feed(kw_feed *feed) {
    struct seen seen = {.feed = feed, .inner = KW_OK};
    size_t read = 99;
    CHECK(kw_feed_poll(feed, 1, NULL, NULL, NULL) == KW_NULL);
    CHECK(kw_feed_poll(feed, 0, count, &seen, &read) == KW_OK && read == 0);
    CHECK(kw_feed_wait(feed, KW_FOREVER) == KW_OK);
    CHECK(kw_feed_recv(feed, 256, one_only, &seen, &read) == KW_OK);
    CHECK(read == 1 && seen.records == 1);
    /* The feed is in use while its callback runs. */
    CHECK(kw_feed_recv(feed, 1, calls_again, &seen, &read) == KW_OK);
    CHECK(read == 1 && seen.records == 2 && seen.inner == KW_BUSY);
    while (seen.trades < 10) {
        CHECK(kw_feed_recv(feed, 4, count, &seen, &read) == KW_OK && read >= 1 && read <= 4);
    }
    kw_feed_counts counts;
    CHECK(kw_feed_get_counts(feed, &counts, sizeof counts) == KW_OK);
    CHECK(counts.delivered == seen.records && counts.lost == 0);
    /* A caller that was built when there was less, and one that knows of more. */
    struct {
        kw_feed_counts counts;
        uint64_t more;
    } sized;
    memset(&sized, 0xff, sizeof sized);
    CHECK(kw_feed_get_counts(feed, &sized.counts, sizeof(uint64_t)) == KW_OK);
    CHECK(sized.counts.written >= counts.written && sized.counts.delivered == UINT64_MAX);
    CHECK(kw_feed_get_counts(feed, &sized.counts, sizeof sized) == KW_OK);
    CHECK(sized.counts.delivered == seen.records && sized.more == 0);
}

int main(int arguments, char **argument) {
    CHECK(arguments == 2);
    const char *url = argument[1];
    CHECK(kw_layout_version() == KW_LAYOUT_VERSION);
    CHECK(strlen(kw_version()) >= 5);
    CHECK(kw_clock_ns() <= kw_clock_ns());
    refusals_of_a_builder(url);

    kw_engine *engine = started(url);
    kw_feed *feed = NULL;
    CHECK(kw_engine_take_feed(engine, "nobody", &feed) == KW_UNKNOWN);
    /* Where there is no place for it, it isn't lost. */
    CHECK(kw_engine_take_feed(engine, "one", NULL) == KW_NULL);
    CHECK(kw_engine_take_feed(engine, "one", &feed) == KW_OK);
    kw_feed *twice = NULL;
    CHECK(kw_engine_take_feed(engine, "one", &twice) == KW_UNKNOWN && twice == NULL);
    a_feed(feed);

    const char *many[11] = {"000001", "000002", "000003", "000004", "000005", "000006",
                            "000007", "000008", "000009", "000010", "000011"};
    CHECK(kw_engine_subscribe(engine, "nobody", "0C", &STOCK, 1) == KW_UNKNOWN);
    CHECK(kw_engine_subscribe(engine, "one", "?", &STOCK, 1) == KW_VALUE);
    CHECK(kw_engine_subscribe(engine, "one", "0C", many, 11) == KW_NO_ROOM);
    const char *other = "035420";
    CHECK(kw_engine_subscribe(engine, "one", KW_TYPE_BEST_QUOTE, &other, 1) == KW_OK);
    struct seen seen = {.feed = feed, .inner = KW_OK};
    while (seen.quotes == 0) {
        CHECK(kw_feed_recv(feed, 256, count, &seen, NULL) == KW_OK);
    }
    CHECK(kw_engine_unsubscribe(engine, "one", KW_TYPE_BEST_QUOTE, &other, 1) == KW_OK);
    kw_snapshot snapshot;
    CHECK(kw_engine_snapshot(engine, &snapshot, sizeof snapshot) == KW_OK);
    CHECK(snapshot.logins == 1 && snapshot.elements >= 10 && snapshot.frame_errors == 0);

    CHECK(kw_engine_stop(engine) == KW_OK);
    kw_status status;
    do {
        status = kw_feed_recv(feed, 256, count, &seen, NULL);
    } while (status == KW_OK);
    CHECK(status == KW_CLOSED);
    CHECK(kw_feed_poll(feed, 1, count, &seen, NULL) == KW_CLOSED);
    /* There is an end to read of. */
    CHECK(kw_feed_wait(feed, 0) == KW_OK);
    CHECK(kw_engine_join(engine) == KW_OK);
    CHECK(kw_engine_join(engine) == KW_STOPPED);
    CHECK(kw_engine_snapshot(engine, &snapshot, sizeof snapshot) == KW_STOPPED);
    CHECK(kw_engine_subscribe(engine, "one", "0C", &other, 1) == KW_STOPPED);
    kw_engine_free(engine);
    kw_feed_free(feed);

    /* Freed while it runs, with a feed that goes on to its end. */
    engine = started(url);
    CHECK(kw_engine_take_feed(engine, "one", &feed) == KW_OK);
    kw_engine_free(engine);
    do {
        status = kw_feed_recv(feed, 256, count, &seen, NULL);
    } while (status == KW_OK);
    CHECK(status == KW_CLOSED);
    kw_feed_free(feed);
    return EXIT_SUCCESS;
}
