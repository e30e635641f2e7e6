"""What the exchange sent arrives: as arrays, as objects, blocking and awaited."""

import asyncio
import contextlib
import signal
import threading
import time

import numpy as np
import pytest

import kiwoom_engine
from conftest import PATIENCE

STOCKS = ["005930", "000660_AL"]
FRAMES = 3_000


@pytest.fixture
def limited():
    with kiwoom_engine.Simulator(seed=7, rate=None, limit=FRAMES) as simulator:
        yield simulator


def read_until(feed, batches, trades):
    """Collects batches until so many trades are in them."""
    count = 0
    deadline = time.monotonic() + PATIENCE
    while count < trades:
        assert time.monotonic() < deadline, f"{count} of {trades}"
        batch = feed.batch(timeout=1.0)
        batches.append(batch)
        count += len(batch.get("trade", ()))


def test_every_message_arrives_once_and_in_order(limited, start):
    engine = start({"trade": STOCKS, "0D": STOCKS}, limited.url)
    feed = engine.feed("one")
    got = {"trade": 0, "order_book": 0}
    sequences = []
    deadline = time.monotonic() + PATIENCE
    while sum(got.values()) < FRAMES:
        assert time.monotonic() < deadline, got
        batch = feed.batch(max=100, timeout=1.0)
        assert len(batch.order) <= 100
        assert len(batch.order) == sum(map(len, batch.values()))
        for name in got:
            got[name] += len(batch.get(name, ()))
        sequences += [record.sequence for record in batch.records()]
    sent = limited.sent()
    assert got["trade"] == sum(sent.by_item["0B", item] for item in STOCKS)
    assert got["order_book"] == sum(sent.by_item["0D", item] for item in STOCKS)
    assert sequences == sorted(set(sequences))
    assert feed.counts()["lost"] == 0
    # Counted a little later than delivered.
    while (elements := engine.snapshot()["elements"]) < FRAMES:
        assert time.monotonic() < deadline, elements
    assert elements == FRAMES


def test_arrays_hold_what_the_objects_say(start):
    feed = start({"trade": STOCKS, "order_book": STOCKS}).feed("one")
    batches = []
    read_until(feed, batches, 20)
    for batch in batches:
        if "trade" in batch:
            array = batch["trade"]
            last = kiwoom_engine.values(array["last"])
            items = kiwoom_engine.texts(array["header"]["item"])
            trades = [it for it in batch.records() if type(it).__name__ == "Trade"]
            assert [it.last for it in trades] == last.tolist()
            assert [it.item for it in trades] == items.tolist()
            assert set(items) <= set(STOCKS)
            assert not array.flags.writeable and array.flags.aligned
        if "order_book" in batch:
            levels = batch["order_book"]["levels"]
            assert levels.shape == (len(batch["order_book"]), 10)
            asks = kiwoom_engine.values(levels["ask_price"])
            bids = kiwoom_engine.values(levels["bid_price"])
            assert np.all(asks[:, 0] > bids[:, 0])
    flat = kiwoom_engine.columns(next(it["trade"] for it in batches if "trade" in it))
    assert {"header_item", "last", "volume", "time"} <= flat.keys()
    assert len({len(column) for column in flat.values()}) == 1


def test_an_array_outlives_batch_feed_and_engine(start):
    engine = start({"trade": STOCKS})
    batches = []
    read_until(engine.feed("one"), batches, 1)
    array = next(it["trade"] for it in batches if "trade" in it)
    before = array.tobytes()
    engine.stop()
    engine.join()
    del engine, batches
    assert array.tobytes() == before


def test_records_end_with_the_engine_and_lose_none(start):
    engine = start({"trade": STOCKS})
    feed = engine.feed("one")
    trades, sequences = 0, []
    for round in range(10):
        # A loop that is left, and goes on: nothing is skipped, nothing comes twice.
        for record in feed.records():
            sequences.append(record.sequence)
            trades += type(record).__name__ == "Trade"
            if trades % 7 == 6:
                break
        trades += 1
    engine.stop()
    sequences += [record.sequence for record in feed.records()]
    engine.join()
    assert sequences == sorted(set(sequences))
    assert len(sequences) == feed.counts()["delivered"]
    with pytest.raises(kiwoom_engine.Closed, match="stopped"):
        feed.batch()
    assert list(feed.batches()) == []


def test_link_events_come_in_band(start):
    feed = start({"trade": STOCKS}).feed("one")
    events = []
    for record in feed.records():
        if type(record).__name__ == "Link":
            events.append(record.event)
        if type(record).__name__ == "Trade":
            break
    # CONNECTING, UP, and the registration may come behind the first trade.
    assert events[:2] == [1, 2]


def test_the_event_loop_goes_on(start):
    engine = start({"trade": STOCKS, "order_book": STOCKS})

    async def count_batches():
        trades = 0
        async for batch in engine.feed("one").batches():
            trades += len(batch.get("trade", ()))
            if trades >= 50:
                engine.stop()
        return trades

    async def tick(ticks):
        while True:
            await asyncio.sleep(0)
            ticks.append(None)

    async def both():
        ticks = []
        ticking = asyncio.create_task(tick(ticks))
        trades = await asyncio.wait_for(count_batches(), PATIENCE)
        ticking.cancel()
        return trades, len(ticks)

    trades, ticks = asyncio.run(both())
    assert trades >= 50
    assert ticks > 10


def test_records_can_be_awaited_and_the_wait_given_up(start):
    engine = start({"trade": STOCKS})
    feed = engine.feed("one")

    async def run():
        async for record in feed.records():
            if type(record).__name__ == "Trade":
                break
        engine.unsubscribe("one", "trade", STOCKS)
        # Whatever is on its way comes; then a wait that is given up leaves the feed
        # as it was.
        with pytest.raises(TimeoutError):
            while True:
                await asyncio.wait_for(feed.ready(), 1.0)
                feed.batch(timeout=0)
        engine.subscribe("one", "trade", STOCKS)
        await asyncio.wait_for(feed.ready(), PATIENCE)

    asyncio.run(run())


def test_waiting_needs_no_gil(start):
    """While one thread waits for a feed that nothing comes to, another one runs."""
    feed = start({"trade": []}).feed("one")
    # What there is to tell of the connection.
    while feed.batch(timeout=0.5):
        pass
    thread = threading.Thread(target=lambda: feed.batch(timeout=0.5))
    thread.start()
    turns = 0
    while thread.is_alive():
        turns += 1
    assert turns > 1_000


def test_ctrl_c_ends_a_wait(start):
    feed = start({"trade": []}).feed("one")
    while feed.batch(timeout=0.5):
        pass
    threading.Timer(0.1, signal.raise_signal, [signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        feed.wait(PATIENCE)


def test_one_thread_at_a_time(start):
    feed = start({"trade": []}).feed("one")
    begun, over = threading.Event(), threading.Event()

    def read():
        begun.set()
        while not over.is_set():
            # What is told of the connection comes when it comes: then it waits on.
            with contextlib.suppress(kiwoom_engine.Error):
                feed.batch(timeout=PATIENCE)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    begun.wait(PATIENCE)
    deadline = time.monotonic() + PATIENCE
    with pytest.raises(kiwoom_engine.Error, match="another thread"):
        while time.monotonic() < deadline:
            feed.counts()
    over.set()
