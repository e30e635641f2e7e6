/*
 * A strategy in C: follows the best prices of two stocks, and stops after so many
 * trades.
 *
 *   cc -std=c11 -Ibindings/c/include bindings/c/examples/strategy.c \
 *      -Ltarget/release -lkiwoom_engine -o strategy
 *   KIWOOM_TOKEN=any LD_LIBRARY_PATH=target/release ./strategy URL 100
 *
 * `kiwoom-engine simulate` prints a URL to try it with.
 */
#include "kiwoom_engine.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct strategy {
    kw_engine *engine;
    uint64_t trades;
    uint64_t books;
    uint64_t wanted;
    uint64_t last_sequence;
    bool in_order;
};

static void on_trade(struct strategy *self, const kw_trade *trade) {
    self->trades++;
    if (kw_price_has(trade->last) && kw_number64_has(trade->volume) && self->trades <= 5) {
        printf("%.*s %" PRIu32 " x %" PRId64 "\n", kw_text_length(trade->header.item),
               kw_text(trade->header.item), kw_price_get(trade->last), trade->volume);
    }
    if (self->trades == self->wanted) {
        kw_engine_stop(self->engine);
    }
}

static void on_link(const kw_link *link) {
    printf("link event %d %.*s\n", link->event, kw_text_length(link->text), kw_text(link->text));
}

/* Called on the thread that is in kw_feed_recv(); the record lies in the ring. */
static bool on_record(const kw_record_header *record, size_t bytes, void *user) {
    struct strategy *self = user;
    if (bytes != (size_t)record->lines * 64 || record->sequence < self->last_sequence) {
        self->in_order = false;
    }
    self->last_sequence = record->sequence;
    switch (record->kind) {
    case KW_KIND_TRADE:
        on_trade(self, (const kw_trade *)record);
        break;
    case KW_KIND_ORDER_BOOK:
        self->books++;
        break;
    case KW_KIND_LINK:
        on_link((const kw_link *)record);
        break;
    case KW_KIND_GAP:
        printf("lost %" PRIu64 "\n", ((const kw_gap *)record)->lost);
        break;
    default:
        break;
    }
    return true;
}

static int failed(const char *what) {
    fprintf(stderr, "%s: %s\n", what, kw_last_error());
    return EXIT_FAILURE;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: strategy URL TRADES (with KIWOOM_TOKEN set)\n");
        return 2;
    }
    if (kw_layout_version() != KW_LAYOUT_VERSION) {
        fprintf(stderr, "the library isn't that of this header\n");
        return EXIT_FAILURE;
    }
    const char *items[] = {"005930", "000660_AL"};
    kw_builder *builder = NULL;
    if (kw_builder_new(arguments[1], &builder) < 0) {
        return failed("the URL");
    }
    if (kw_builder_account_env(builder, "main", "KIWOOM_TOKEN", 0, true) < 0 ||
        kw_builder_strategy(builder, "maker") < 0 ||
        kw_builder_subscribe(builder, "maker", KW_TYPE_TRADE, items, 2) < 0 ||
        kw_builder_subscribe(builder, "maker", KW_TYPE_ORDER_BOOK, items, 2) < 0 ||
        kw_builder_capacity(builder, "maker", 16 << 20, 0) < 0) {
        kw_builder_free(builder);
        return failed("the configuration");
    }
    struct strategy self = {.wanted = strtoull(arguments[2], NULL, 10), .in_order = true};
    if (kw_builder_start(builder, &self.engine) < 0) {
        return failed("the start");
    }
    kw_feed *feed = NULL;
    if (kw_engine_take_feed(self.engine, "maker", &feed) < 0) {
        return failed("the feed");
    }
    kw_status status;
    do {
        status = kw_feed_recv(feed, 256, on_record, &self, NULL);
    } while (status == KW_OK);
    if (status != KW_CLOSED) {
        return failed("reading");
    }
    kw_feed_counts counts;
    kw_feed_get_counts(feed, &counts, sizeof counts);
    printf("trades %" PRIu64 " books %" PRIu64 " lost %" PRIu64 " in order %d\n", self.trades,
           self.books, counts.lost, self.in_order);
    status = kw_engine_join(self.engine);
    if (status < 0) {
        fprintf(stderr, "the engine ended: %s\n", kw_last_error());
    }
    kw_feed_free(feed);
    kw_engine_free(self.engine);
    return status < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
