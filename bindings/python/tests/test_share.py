"""What one process publishes over shared memory arrives in another."""

import asyncio
import glob
import os
import signal
import subprocess
import sys
import threading
import time
import uuid

import numpy as np
import pytest

import kiwoom_engine
from conftest import PATIENCE
from kiwoom_engine import _native

STOCKS = ["005930", "000660"]

HAS_SHARE = hasattr(_native, "Share")
shares = pytest.mark.skipif(not HAS_SHARE, reason="built without the feature share")

#: An engine in another process, until its standard input is closed.
PUBLISHER = """
import sys
import kiwoom_engine as ke

name, rate, records, subscribers = sys.argv[1:5]
wishes = {"trade": sys.argv[5:], "order_book": sys.argv[5:]}
with ke.Simulator(seed=7, rate=float(rate)) as exchange:
    strategies = {"one": ke.Strategy(wishes, capacity=64 << 20)}
    with ke.Engine(exchange.url, token="any", reconnect=False, strategies=strategies) as engine:
        engine.share("one", name, records=int(records), subscribers=int(subscribers))
        print("published", flush=True)
        sys.stdin.read()
"""


class Publisher:
    """That process."""

    def __init__(self, rate=1_000.0, records=4_096, subscribers=8):
        self.name = f"py-{uuid.uuid4().hex[:12]}"
        numbers = [str(it) for it in (rate, records, subscribers)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, self.name, *numbers, *STOCKS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline() == "published\n"

    def stop(self):
        self.process.stdin.close()
        assert self.process.wait(PATIENCE) == 0

    def kill(self):
        self.process.kill()
        self.process.wait(PATIENCE)


@pytest.fixture
def publish():
    started = []

    def publish(**keywords):
        started.append(Publisher(**keywords))
        return started[-1]

    yield publish
    for it in started:
        it.kill()
        it.process.stdin.close()
        it.process.stdout.close()
        # What iceoryx2 keeps of a share for its next participants.
        for path in glob.glob(f"/dev/shm/kiwoom_{it.name}_*"):
            os.unlink(path)


def read_until(share, trades):
    """All batches until so many trades are in them."""
    batches, count = [], 0
    deadline = time.monotonic() + PATIENCE
    while count < trades:
        assert time.monotonic() < deadline, f"{count} of {trades}"
        batches.append(share.batch(max=100, timeout=1.0))
        assert len(batches[-1].order) <= 100
        count += len(batches[-1].get("trade", ()))
    return batches


def headers(batches):
    """Of each record, in order: its sequence number, and whether it is a snapshot."""
    for batch in batches:
        rows = {name: iter(array["header"]) for name, array in batch.items()}
        for kind in batch.order.tolist():
            header = next(rows[kiwoom_engine.dtypes.NAMES[kind]])
            is_snapshot = int(header["flags"]) & kiwoom_engine.SNAPSHOT != 0
            yield int(header["sequence"]), is_snapshot


@pytest.mark.skipif(HAS_SHARE, reason="built with the feature share")
def test_without_the_feature_it_says_how_to_install_it(exchange, start):
    engine = start({"trade": STOCKS})
    for call in (lambda: kiwoom_engine.Share("desk"), lambda: engine.share("one", "desk")):
        with pytest.raises(kiwoom_engine.Error, match="--features share.*libclang"):
            call()
    # Nothing was lost by asking.
    assert engine.feed("one").batch(timeout=PATIENCE)


@shares
def test_types_and_items_that_were_asked_for_arrive_in_order(publish):
    publisher = publish()
    with kiwoom_engine.Share(publisher.name, {"trade": "005930", "0D": ""}) as share:
        assert share.name == publisher.name
        batches = read_until(share, 100)
        publisher.stop()
        batches += share.batches()
        with pytest.raises(kiwoom_engine.Closed, match="stopped"):
            share.batch()
        assert share.ended == "stopped"
        items = {"trade": set(), "order_book": set()}
        for batch in batches:
            assert set(batch) <= {"trade", "order_book", "link"}
            for name in items.keys() & batch.keys():
                items[name] |= set(kiwoom_engine.texts(batch[name]["header"]["item"]))
        assert items == {"trade": {"005930"}, "order_book": set(STOCKS)}
        sequences = [sequence for sequence, _ in headers(batches)]
        assert sequences == sorted(set(sequences))
        assert share.counts() == {"delivered": len(sequences), "lost": 0, "gaps": 0}


@shares
def test_who_joins_late_gets_the_latest_first_and_then_all(publish):
    publisher = publish()
    early = kiwoom_engine.Share(publisher.name)
    before = read_until(early, 50)
    with kiwoom_engine.Share(publisher.name) as late:
        after = list(headers(read_until(late, 50)))
    snapshots = [is_snapshot for _, is_snapshot in after]
    first_live = snapshots.index(False)
    # A link, and two types of two items.
    assert first_live == 5
    assert not any(snapshots[first_live:])
    live = [sequence for sequence, _ in after[first_live:]]
    while max(sequence for sequence, _ in headers(before)) < live[-1]:
        before += [early.batch(timeout=1.0)]
    all = {sequence: None for sequence, _ in headers(before)}
    # Nothing is missing between, and nothing comes twice.
    wanted = [it for it in all if live[0] <= it <= live[-1]]
    assert live == wanted
    latest = max(sequence for sequence, _ in after[:first_live])
    assert [it for it in all if latest < it < live[0]] == []
    early.close()


@shares
def test_a_publisher_that_was_killed_is_told(publish):
    publisher = publish()
    share = kiwoom_engine.Share(publisher.name, {"trade": STOCKS})
    read_until(share, 10)
    assert share.ended is None
    publisher.kill()
    for _ in share.records():
        pass
    assert share.ended == "died"
    with pytest.raises(kiwoom_engine.Closed, match="died"):
        share.batch()
    with pytest.raises(kiwoom_engine.Error, match="nobody publishes"):
        kiwoom_engine.Share(publisher.name)


@shares
def test_what_a_slow_reader_loses_is_told_exactly(publish):
    publisher = publish(rate=20_000.0, records=64)
    share = kiwoom_engine.Share(publisher.name)
    deadline = time.monotonic() + PATIENCE
    records = []
    while not share.counts()["lost"]:
        assert time.monotonic() < deadline
        # This is how slow it is: what waits in this process is full in a moment.
        time.sleep(0.01)
        records += share.batch(max=10).records()
    publisher.stop()
    records += share.records()
    lost, told, previous = 0, None, None
    for record in records:
        if type(record).__name__ == "Gap":
            told = record
            lost += record.lost
            # It asked for everything: none of the numbers is anybody else's.
            if previous is not None:
                assert (record.first, record.lost) == (previous + 1, record.last - previous)
        elif told is not None:
            assert record.sequence == told.last + 1
            told = None
        # What was kept for who joins late has any number.
        is_live = not int(record._row["header"]["flags"]) & kiwoom_engine.SNAPSHOT
        previous = record.sequence if is_live else None
    assert lost == share.counts()["lost"] > 0


@shares
def test_the_event_loop_goes_on(publish):
    publisher = publish()
    share = kiwoom_engine.Share(publisher.name, {"trade": STOCKS, "order_book": STOCKS})

    async def count():
        trades = 0
        async for batch in share.batches():
            trades += len(batch.get("trade", ()))
            if trades >= 50:
                break
        async for record in share.records():
            if type(record).__name__ == "Trade":
                break
        publisher.process.stdin.close()
        async for _ in share.records():
            pass
        return trades

    async def both():
        ticks = 0

        async def tick():
            nonlocal ticks
            while True:
                await asyncio.sleep(0)
                ticks += 1

        ticking = asyncio.create_task(tick())
        trades = await asyncio.wait_for(count(), PATIENCE)
        ticking.cancel()
        return trades, ticks

    trades, ticks = asyncio.run(both())
    assert trades >= 50 and ticks > 10
    assert share.ended == "stopped"


@shares
def test_a_wait_needs_no_gil_and_ends_with_ctrl_c(publish):
    publisher = publish()
    # Nothing comes of an item that nobody trades.
    share = kiwoom_engine.Share(publisher.name, {"trade": "035420"})
    while share.batch(timeout=0.5):
        pass
    thread = threading.Thread(target=lambda: share.batch(timeout=0.5))
    thread.start()
    turns = 0
    while thread.is_alive():
        turns += 1
    assert turns > 1_000
    threading.Timer(0.1, signal.raise_signal, [signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        share.wait(PATIENCE)
    share.close()


@shares
def test_a_place_is_given_back(publish):
    publisher = publish(subscribers=1)
    for _ in range(3):
        with kiwoom_engine.Share(publisher.name) as share:
            with pytest.raises(kiwoom_engine.Error, match="as many subscribers"):
                kiwoom_engine.Share(publisher.name)
            read_until(share, 1)
        with pytest.raises(kiwoom_engine.Closed, match="closed"):
            share.batch()
        assert share.ended is None


@shares
def test_what_cannot_be_is_refused(publish, start):
    for name, wishes in [("Desk", None), ("", None), ("desk", {"trade": "0059 30"})]:
        with pytest.raises(ValueError):
            kiwoom_engine.Share(name, wishes)
    with pytest.raises(ValueError):
        kiwoom_engine.Share("desk", {"nonsense": ""})
    publisher = publish()
    engine = start({"trade": STOCKS})
    with pytest.raises(kiwoom_engine.Error, match="published already"):
        engine.share("one", publisher.name)
    with pytest.raises(ValueError):
        engine.share("one", publisher.name, records=1)
    # The feed is still this process's own.
    assert engine.feed("one").batch(timeout=PATIENCE)


@shares
def test_a_feed_that_is_shared_is_read_by_others_only(publish, start):
    engine = start({"trade": STOCKS})
    name = f"py-{uuid.uuid4().hex[:12]}"
    engine.share("one", name)
    with pytest.raises(kiwoom_engine.Closed):
        engine.feed("one").batch()
    with pytest.raises(kiwoom_engine.Closed):
        engine.share("one", f"{name}-2")
    with kiwoom_engine.Share(name) as share:
        batches = read_until(share, 10)
        trades = np.concatenate([it["trade"] for it in batches if "trade" in it])
        assert set(kiwoom_engine.texts(trades["header"]["item"])) <= set(STOCKS)
        engine.stop()
        engine.join()
        for _ in share.batches():
            pass
        assert share.ended == "stopped"
    for path in glob.glob(f"/dev/shm/kiwoom_{name}*"):
        os.unlink(path)
