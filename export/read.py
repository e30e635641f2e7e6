#!/usr/bin/env python3
"""What kiwoom-export wrote, read with polars (pip install polars).

    python3 read.py DIR vwap      volume-weighted average price, by day and item
    python3 read.py DIR spread    best ask minus best bid, by minute and item

Copy what you need: the files are plain Parquet, for DuckDB as well.
"""

import sys
from pathlib import Path

import polars as pl


def vwap(folder: Path) -> pl.DataFrame:
    # The volume's sign tells who hit whom; the price is a magnitude.
    volume = pl.col("volume").abs()
    return (
        pl.scan_parquet(folder / "trade.parquet")
        .filter(volume > 0, pl.col("last").is_not_null())
        .group_by("trading_date", "item")
        .agg(
            vwap=(pl.col("last") * volume).sum() / volume.sum(),
            volume=volume.sum(),
            trades=pl.len(),
        )
        .sort("trading_date", "item")
        .collect()
    )


def spread(folder: Path) -> pl.DataFrame:
    minute = pl.col("received").dt.convert_time_zone("Asia/Seoul").dt.truncate("1m")
    ask, bid = pl.col("ask_price_1"), pl.col("bid_price_1")
    return (
        pl.scan_parquet(folder / "order_book.parquet")
        # A side that is empty has the price 0.
        .filter(ask > 0, bid > 0)
        .group_by("item", minute=minute.dt.strftime("%Y-%m-%d %H:%M"))
        .agg(
            spread=(ask - bid).mean(),
            in_basis_points=((ask - bid) * 20_000 / (ask + bid)).mean(),
            books=pl.len(),
        )
        .sort("item", "minute")
        .collect()
    )


if __name__ == "__main__":
    queries = {"vwap": vwap, "spread": spread}
    if len(sys.argv) != 3 or sys.argv[2] not in queries:
        sys.exit(__doc__)
    sys.stdout.write(queries[sys.argv[2]](Path(sys.argv[1])).write_csv())
