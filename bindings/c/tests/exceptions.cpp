// What kiwoom_engine.hpp does with exceptions, in both directions.
#include "kiwoom_engine.hpp"

#include <cstdio>
#include <cstdlib>
#include <type_traits>

#define CHECK(condition)                                                                    \
    do {                                                                                    \
        if (!(condition)) {                                                                 \
            std::fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                    \
            std::exit(EXIT_FAILURE);                                                        \
        }                                                                                   \
    } while (0)

static_assert(kiwoom::kind_of<kw_trade> == KW_KIND_TRADE);
static_assert(kiwoom::kind_of<kw_staleness> == KW_KIND_STALENESS);
static_assert(!std::is_copy_constructible_v<kiwoom::Engine>);
static_assert(std::is_move_constructible_v<kiwoom::Feed>);

struct Mine {
    int number;
};

int main(int count, char **arguments) {
    CHECK(count == 2);
    try {
        kiwoom::Builder("nonsense");
        CHECK(false);
    } catch (const kiwoom::Error &error) {
        CHECK(error.status() == KW_VALUE);
        CHECK(std::string(error.what()).find("wss://") != std::string::npos);
    }
    kiwoom::Builder builder(arguments[1]);
    builder.token("any").strategy("one").subscribe("one", KW_TYPE_TRADE, {"005930"});
    auto engine = builder.start();
    try {
        builder.token("late");
        CHECK(false);
    } catch (const kiwoom::Error &error) {
        CHECK(error.status() == KW_NULL);
    }
    auto feed = engine.take_feed("one");
    // A time that is over already is no time to wait.
    while (!feed.wait(std::chrono::seconds(-1))) {
    }

    std::uint64_t last = 0;
    int thrown = 0;
    int trades = 0;
    auto each = [&](const kw_record_header &record) {
        // None is left out, nor comes twice.
        CHECK(record.sequence > last);
        last = record.sequence;
        trades += kiwoom::get_if<kw_trade>(record) != nullptr;
        if (trades % 3 == 1) {
            throw Mine{trades};
        }
    };
    while (trades < 30) {
        try {
            CHECK(feed.recv(each).has_value());
        } catch (const Mine &mine) {
            CHECK(mine.number == trades);
            thrown++;
        }
    }
    CHECK(thrown >= 10);
    CHECK(feed.counts().lost == 0);
    CHECK(engine.snapshot().logins == 1);
    engine.stop();
    auto rest = [](const kw_record_header &) {};
    while (feed.recv(rest)) {
    }
    engine.join();
    return EXIT_SUCCESS;
}
