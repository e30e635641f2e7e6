"""Records a simulated day, and asks polars what it was: VWAP and spread of each stock.

    pip install ./bindings/python polars
    python bindings/python/examples/journal_frames.py day

A folder that holds a journal already is read as it is: one of
`Engine(record=...)`, or of `kiwoom-engine listen --record`.
"""

import argparse
import time
from pathlib import Path

import polars as pl

import kiwoom_engine as ke

ITEMS = ["005930", "000660", "035420"]


def record(folder: Path, messages: int, patience: float = 120.0) -> None:
    """Writes what a stand-in exchange sends into a journal."""
    wishes = {"trade": ITEMS, "order_book": ITEMS}
    deadline = time.monotonic() + patience
    with (
        ke.Simulator(seed=3, rate=20_000.0, limit=messages) as exchange,
        ke.Engine(
            exchange.url, token="any", strategies={"recorder": wishes}, record=folder
        ) as engine,
    ):
        # The feed needn't be read: what is recorded is what came.
        while engine.snapshot()["elements"] < messages and time.monotonic() < deadline:
            time.sleep(0.05)


def vwap(trades: pl.DataFrame) -> pl.DataFrame:
    """The volume-weighted average price, by day and stock."""
    # The volume's sign tells who hit whom; the price is a magnitude.
    volume = pl.col("volume").abs()
    return (
        trades.group_by("trading_date", "item")
        .agg(
            vwap=(pl.col("last") * volume).sum() / volume.sum(),
            volume=volume.sum(),
            trades=pl.len(),
        )
        .sort("trading_date", "item")
    )


def spread(books: pl.DataFrame) -> pl.DataFrame:
    """Best ask minus best bid in basis points, on average, by stock."""
    ask, bid = pl.col("ask_price_1"), pl.col("bid_price_1")
    return (
        books.filter(ask > 0, bid > 0)
        .group_by("item")
        .agg(in_basis_points=((ask - bid) * 20_000 / (ask + bid)).mean(), books=pl.len())
        .sort("item")
    )


def main(arguments: list[str] | None = None) -> int:
    """Records where there is nothing yet, and reads; gives how many trades there were."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--messages", type=int, default=20_000)
    given = parser.parse_args(arguments)
    if not given.folder.exists():
        record(given.folder, given.messages)
    journal = ke.Journal(given.folder)
    tables = journal.read({"trade": "", "order_book": ""})
    trades = tables["trade"].to_polars()
    print(vwap(trades), spread(tables["order_book"].to_polars()), sep="\n")
    return len(trades)


if __name__ == "__main__":
    main()
