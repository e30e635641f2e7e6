// The strategy of strategy.c in C++17: the same arguments, the same output. Compiled as
// that one, by c++ -std=c++17.
#include "kiwoom_engine.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

class Maker {
  public:
    Maker(kiwoom::Engine &engine, unsigned long long wanted) : engine_(engine), wanted_(wanted) {}

    void operator()(const kw_record_header &record) {
        in_order_ = in_order_ && record.sequence >= last_;
        last_ = record.sequence;
        if (const auto *trade = kiwoom::get_if<kw_trade>(record)) {
            on_trade(*trade);
        } else if (kiwoom::get_if<kw_order_book>(record)) {
            books_++;
        } else if (const auto *link = kiwoom::get_if<kw_link>(record)) {
            const std::string text(kiwoom::text(link->text));
            std::printf("link event %d %s\n", link->event, text.c_str());
        }
    }

    void tell(const kw_feed_counts &counts) const {
        std::printf("trades %llu books %llu lost %llu in order %d\n", trades_, books_,
                    static_cast<unsigned long long>(counts.lost), in_order_);
    }

  private:
    void on_trade(const kw_trade &trade) {
        trades_++;
        const auto last = kiwoom::price(trade.last);
        const auto volume = kiwoom::number(trade.volume);
        if (last && volume && trades_ <= 5) {
            const std::string item(kiwoom::text(trade.header.item));
            std::printf("%s %u x %lld\n", item.c_str(), *last, static_cast<long long>(*volume));
        }
        if (trades_ == wanted_) {
            engine_.stop();
        }
    }

    kiwoom::Engine &engine_;
    unsigned long long wanted_;
    unsigned long long trades_ = 0;
    unsigned long long books_ = 0;
    std::uint64_t last_ = 0;
    bool in_order_ = true;
};

void run(const char *url, unsigned long long wanted) {
    auto engine = kiwoom::Builder(url)
                      .account_env("main", "KIWOOM_TOKEN")
                      .strategy("maker")
                      .subscribe("maker", KW_TYPE_TRADE, {"005930", "000660_AL"})
                      .subscribe("maker", KW_TYPE_ORDER_BOOK, {"005930", "000660_AL"})
                      .capacity("maker", 16 << 20)
                      .start();
    auto feed = engine.take_feed("maker");
    Maker maker(engine, wanted);
    while (feed.recv(maker)) {
    }
    maker.tell(feed.counts());
    engine.join();
}

} // namespace

int main(int count, char **arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: strategy URL TRADES (with KIWOOM_TOKEN set)\n");
        return 2;
    }
    try {
        run(arguments[1], std::strtoull(arguments[2], nullptr, 10));
    } catch (const std::exception &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
