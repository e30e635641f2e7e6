"""Draws a simulated day of a stock: prices, volume and the imbalance of its book.

    pip install ./bindings/python matplotlib
    python bindings/python/examples/chart_day.py --out day.png

The exchange runs in this process. With --url and KIWOOM_TOKEN it is another one, such
as Kiwoom's paper trading server ("paper"), and the day is as long as --frames says.
"""

import argparse
import os
import time

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np

import kiwoom_engine as ke


def collect(url: str, token: str, item: str, messages: int, patience: float = 120.0):
    """The trades and books of an item, as one array of each."""
    trades, books = [], []
    wishes = {"trade": [item], "order_book": [item]}
    strategy = ke.Strategy(wishes, capacity=64 << 20, overflow="drop_newest")
    deadline = time.monotonic() + patience
    with ke.Engine(url, token=token, strategies={"chart": strategy}) as engine:
        feed = engine.feed("chart")
        count = 0
        while count < messages and time.monotonic() < deadline:
            batch = feed.batch(timeout=0.5)
            trades.append(batch.get("trade", np.empty(0, ke.DTYPES["trade"])))
            books.append(batch.get("order_book", np.empty(0, ke.DTYPES["order_book"])))
            count += len(trades[-1]) + len(books[-1])
        lost = feed.counts()["lost"]
    return np.concatenate(trades), np.concatenate(books), lost


def draw(item: str, trades, books, out: str) -> None:
    """The picture."""
    last = ke.values(trades["last"])
    volume = np.abs(ke.values(trades["volume"]))
    levels = books["levels"]
    ask = ke.values(levels["ask_price"])[:, 0]
    bid = ke.values(levels["bid_price"])[:, 0]
    # One order of events: both lie on the same axis.
    at_trade = trades["header"]["sequence"]
    at_book = books["header"]["sequence"]

    bids = ke.values(books["total_bid_quantity"])
    asks = ke.values(books["total_ask_quantity"])
    imbalance = (bids - asks) / (bids + asks)
    window = max(1, len(books) // 100)
    smooth = np.convolve(imbalance, np.ones(window) / window, mode="same")

    figure, (prices, volumes, balance) = plt.subplots(
        3, sharex=True, figsize=(11, 7), height_ratios=(3, 1, 1), layout="constrained"
    )
    prices.fill_between(at_book, bid, ask, step="post", alpha=0.25, label="best bid to best ask")
    prices.plot(at_trade, last, linewidth=0.8, label="last")
    prices.plot(at_trade, np.cumsum(last * volume) / np.cumsum(volume), label="VWAP")
    prices.set_ylabel("won")
    prices.legend()
    volumes.vlines(at_trade, 0, volume, linewidth=0.5)
    volumes.set_ylabel("shares")
    balance.plot(at_book, imbalance, linewidth=0.3, alpha=0.5)
    balance.plot(at_book, smooth, linewidth=1.0)
    balance.axhline(0, linewidth=0.5, color="black")
    balance.set_ylabel("bid − ask, share")
    balance.set_xlabel("event")
    prices.set_title(f"{item}: {len(trades):,} trades, {len(books):,} books")
    figure.savefig(out, dpi=120)
    plt.close(figure)


def main(arguments: list[str] | None = None) -> int:
    """Collects and draws; gives how many trades there were."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--item", default="005930")
    parser.add_argument("--frames", type=int, default=20_000)
    parser.add_argument("--out", default="day.png")
    parser.add_argument("--url", help="another exchange than the one in this process")
    given = parser.parse_args(arguments)
    if given.url:
        token = os.environ["KIWOOM_TOKEN"]
        trades, books, lost = collect(given.url, token, given.item, given.frames)
    else:
        with ke.Simulator(seed=3, rate=None, limit=given.frames) as exchange:
            trades, books, lost = collect(exchange.url, "any", given.item, given.frames)
    draw(given.item, trades, books, given.out)
    print(f"{given.out}: {len(trades):,} trades, {len(books):,} books, {lost} lost")
    return len(trades)


if __name__ == "__main__":
    main()
