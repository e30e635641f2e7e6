/*
 * kiwoom-engine for C++17: what kiwoom_engine.h has, with destructors, exceptions
 * and types. Header only.
 *
 * What kiwoom_engine.h says of threads, blocking and records holds here, too. A
 * failed call throws kiwoom::Error.
 */
#ifndef KIWOOM_ENGINE_HPP
#define KIWOOM_ENGINE_HPP

#include "kiwoom_engine.h"

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kiwoom {

/* A call failed: its status, and the words. */
class Error : public std::runtime_error {
  public:
    explicit Error(kw_status status) : std::runtime_error(kw_last_error()), status_(status) {}
    kw_status status() const noexcept { return status_; }

  private:
    kw_status status_;
};

namespace detail {

inline kw_status check(kw_status status) {
    if (status < 0) {
        throw Error(status);
    }
    return status;
}

struct Free {
    void operator()(kw_builder *it) const noexcept { kw_builder_free(it); }
    void operator()(kw_engine *it) const noexcept { kw_engine_free(it); }
    void operator()(kw_feed *it) const noexcept { kw_feed_free(it); }
};

template <typename T> using Owned = std::unique_ptr<T, Free>;

inline std::vector<const char *> pointers(const std::vector<std::string> &items) {
    std::vector<const char *> out;
    for (const auto &item : items) {
        out.push_back(item.c_str());
    }
    return out;
}

} // namespace detail

/* The kind of a record's type: kind_of<kw_trade> is KW_KIND_TRADE. */
template <typename Record> inline constexpr int kind_of = -1;
#define KIWOOM_KIND_OF(record, kind) template <> inline constexpr int kind_of<record> = kind;
KW_RECORDS(KIWOOM_KIND_OF)
#undef KIWOOM_KIND_OF

/* The record as this type; null when it is of another. */
template <typename Record> const Record *get_if(const kw_record_header &record) noexcept {
    static_assert(kind_of<Record> >= 0, "this is no record");
    return record.kind == kind_of<Record> ? reinterpret_cast<const Record *>(&record) : nullptr;
}

/* A text: empty where there is no value. Lies in the record. */
template <std::size_t N> std::string_view text(const std::uint8_t (&field)[N]) noexcept {
    return {kw_text(field), static_cast<std::size_t>(kw_text_length(field))};
}

/* A price's magnitude, in units of its scale. */
inline std::optional<std::uint32_t> price(kw_price field) noexcept {
    return kw_price_has(field) ? std::optional(kw_price_get(field)) : std::nullopt;
}
inline std::optional<std::uint64_t> price(kw_price64 field) noexcept {
    return kw_price64_has(field) ? std::optional(kw_price64_get(field)) : std::nullopt;
}

/* A number, in units of its scale. */
inline std::optional<std::int32_t> number(kw_number field) noexcept {
    return kw_number_has(field) ? std::optional(field) : std::nullopt;
}
inline std::optional<std::int64_t> number(kw_number64 field) noexcept {
    return kw_number64_has(field) ? std::optional(field) : std::nullopt;
}

/* What one strategy reads. Belongs to one thread at a time. */
class Feed {
  public:
    explicit Feed(kw_feed *feed) noexcept : feed_(feed) {}

    /* Hands up to `limit` of the records that are there to `each`, a function of
     * `const kw_record_header &`, without waiting; gives how many, or nothing when
     * the feed has ended. What `each` throws passes through here, and the records
     * behind the one that it threw at stay for the next call. */
    template <typename Each> std::optional<std::size_t> poll(Each &&each, std::size_t limit = 256) {
        return read(kw_feed_poll, each, limit);
    }

    /* The same, but blocks until there is a record or the feed has ended. */
    template <typename Each> std::optional<std::size_t> recv(Each &&each, std::size_t limit = 256) {
        return read(kw_feed_recv, each, limit);
    }

    /* Blocks until there is something to read or the feed has ended (true), or
     * until the time is over (false). */
    bool wait(std::chrono::nanoseconds timeout) {
        auto nanos = timeout.count() < 0 ? 0 : static_cast<std::uint64_t>(timeout.count());
        return detail::check(kw_feed_wait(feed_.get(), nanos)) == KW_OK;
    }

    kw_feed_counts counts() const {
        kw_feed_counts counts;
        detail::check(kw_feed_get_counts(feed_.get(), &counts, sizeof counts));
        return counts;
    }

  private:
    template <typename Each> struct Call {
        Each &each;
        std::exception_ptr thrown;

        /* No exception may pass through the library. */
        static bool on_record(const kw_record_header *record, std::size_t, void *user) noexcept {
            auto &self = *static_cast<Call *>(user);
            try {
                self.each(*record);
                return true;
            } catch (...) {
                self.thrown = std::current_exception();
                return false;
            }
        }
    };

    template <typename Read, typename Each>
    std::optional<std::size_t> read(Read how, Each &each, std::size_t limit) {
        Call<Each> call{each, nullptr};
        std::size_t count = 0;
        kw_status status = how(feed_.get(), limit, &Call<Each>::on_record, &call, &count);
        if (call.thrown) {
            std::rethrow_exception(call.thrown);
        }
        return detail::check(status) == KW_CLOSED ? std::nullopt : std::optional(count);
    }

    detail::Owned<kw_feed> feed_;
};

/* A running engine: stops when it is destroyed. Takes calls from any thread. */
class Engine {
  public:
    explicit Engine(kw_engine *engine) noexcept : engine_(engine) {}

    Feed take_feed(const std::string &strategy) {
        kw_feed *feed = nullptr;
        detail::check(kw_engine_take_feed(engine_.get(), strategy.c_str(), &feed));
        return Feed(feed);
    }

    void subscribe(const std::string &strategy, const std::string &type,
                   const std::vector<std::string> &items) {
        auto its = detail::pointers(items);
        detail::check(kw_engine_subscribe(engine_.get(), strategy.c_str(), type.c_str(),
                                          its.data(), its.size()));
    }

    void unsubscribe(const std::string &strategy, const std::string &type,
                     const std::vector<std::string> &items) {
        auto its = detail::pointers(items);
        detail::check(kw_engine_unsubscribe(engine_.get(), strategy.c_str(), type.c_str(),
                                            its.data(), its.size()));
    }

    kw_snapshot snapshot() const {
        kw_snapshot snapshot;
        detail::check(kw_engine_snapshot(engine_.get(), &snapshot, sizeof snapshot));
        return snapshot;
    }

    void stop() { detail::check(kw_engine_stop(engine_.get())); }

    /* Blocks until the engine has ended; throws why, unless it was stopped. */
    void join() { detail::check(kw_engine_join(engine_.get())); }

  private:
    detail::Owned<kw_engine> engine_;
};

/* What is to be said before an engine starts. */
class Builder {
  public:
    explicit Builder(const std::string &url) {
        kw_builder *builder = nullptr;
        detail::check(kw_builder_new(url.c_str(), &builder));
        builder_.reset(builder);
    }

    Builder &token(const std::string &token) {
        return did(kw_builder_token(builder_.get(), token.c_str()));
    }
    Builder &account_file(const std::string &name, const std::string &path,
                          std::uint32_t items = 0, bool orders = true) {
        return did(kw_builder_account_file(builder_.get(), name.c_str(), path.c_str(), items,
                                           orders));
    }
    Builder &account_env(const std::string &name, const std::string &variable,
                         std::uint32_t items = 0, bool orders = true) {
        return did(kw_builder_account_env(builder_.get(), name.c_str(), variable.c_str(), items,
                                          orders));
    }
    Builder &strategy(const std::string &name) {
        return did(kw_builder_strategy(builder_.get(), name.c_str()));
    }
    Builder &subscribe(const std::string &strategy, const std::string &type,
                       const std::vector<std::string> &items) {
        auto its = detail::pointers(items);
        return did(kw_builder_subscribe(builder_.get(), strategy.c_str(), type.c_str(),
                                        its.data(), its.size()));
    }
    Builder &capacity(const std::string &strategy, std::size_t data, std::size_t critical = 0) {
        return did(kw_builder_capacity(builder_.get(), strategy.c_str(), data, critical));
    }
    /* For what has no function here: the builder of kiwoom_engine.h. */
    kw_builder *get() const noexcept { return builder_.get(); }

    /* The builder can't be used afterwards. */
    Engine start() {
        kw_engine *engine = nullptr;
        detail::check(kw_builder_start(builder_.release(), &engine));
        return Engine(engine);
    }

  private:
    Builder &did(kw_status status) {
        detail::check(status);
        return *this;
    }

    detail::Owned<kw_builder> builder_;
};

} // namespace kiwoom

#endif
