"""What was recorded is read again: the same records as came live, by time, as tables."""

import asyncio
import datetime
import gc
import shutil
import time
import warnings

import numpy as np
import pytest

import kiwoom_engine
from conftest import PATIENCE

STOCKS = ["005930", "000660_AL"]
WISHES = {"trade": STOCKS, "0D": STOCKS, "best_quote": STOCKS}
FRAMES = 3_000


#: Where a header says when its record was ready.
READY = slice(40, 48)


def record(folder, wishes, frames, rate=2_000.0):
    """Records a simulated day; gives what the strategy got, as one list of records'
    bytes. At a rate that a recorder on a busy machine keeps up with: what finds no room
    is lost to the recording, and nothing waits for it."""
    with kiwoom_engine.Simulator(seed=7, rate=rate, limit=frames) as exchange:
        strategy = kiwoom_engine.Strategy(wishes, capacity=64 << 20)
        with kiwoom_engine.Engine(
            exchange.url, token="any", strategies={"one": strategy}, record=folder
        ) as engine:
            deadline = time.monotonic() + PATIENCE
            while engine.snapshot()["elements"] < frames:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            assert engine.snapshot()["recording_lost"] == 0
        return in_order(engine.feed("one").batches())


def in_order(batches):
    """Each record's kind and bytes, without the time when it was ready: a replay has
    that of the read there."""
    records = []
    for batch in batches:
        # All bytes, those between the fields as well.
        rows = {}
        for name, array in batch.items():
            bytes_ = array.view(np.uint8).reshape(len(array), -1).copy()
            bytes_[:, READY] = 0
            rows[name] = iter(bytes_)
        for kind in batch.order.tolist():
            row = next(rows[kiwoom_engine.dtypes.NAMES[kind]])
            records.append((kind, row.tobytes()))
    return records


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recorded") / "journal"
    return folder, record(folder, WISHES, FRAMES)


@pytest.fixture
def journal(recorded):
    return kiwoom_engine.Journal(recorded[0])


def test_a_replay_is_what_came_live(recorded, journal):
    live = recorded[1]
    assert len(live) > FRAMES
    with journal.replay(WISHES) as feed:
        assert in_order(feed.batches(max=100)) == live
        assert feed.losses == (0, 0)
    # The same with an event loop.

    async def collect():
        feed = journal.replay(WISHES)
        return in_order([batch async for batch in feed.batches()])

    assert asyncio.run(asyncio.wait_for(collect(), PATIENCE)) == live


def test_records_one_by_one(recorded, journal):
    records = list(journal.replay({"trade": "005930"}).records())
    trades = [it for it in records if type(it).__name__ == "Trade"]
    assert trades and {it.item for it in trades} == {"005930"}
    table = journal.read({"0B": "005930"})["trade"]
    assert [it.last for it in trades] == kiwoom_engine.values(table.array["last"]).tolist()
    assert {"Trade", "Link"} == {type(it).__name__ for it in records}


def test_a_part_by_time(journal):
    whole = journal.read(WISHES)["trade"]
    # Where several came at once, from the first of them on.
    first = int(np.searchsorted(whole.received, whole.received[len(whole) // 4]))
    last = int(np.searchsorted(whole.received, whole.received[len(whole) // 2]))
    assert 0 < first < last
    start, end = whole.received[[first, last]]
    part = journal.read(WISHES, start=start, end=end)["trade"]
    assert part.received.tolist() == whole.received[first:last].tolist()
    fields = ("last", "volume", "time")
    assert part.array[[*fields]].tolist() == whole.array[first:last][[*fields]].tolist()
    # The same times in other words.
    seconds = int(start) / 1e9
    korea = datetime.timezone(datetime.timedelta(hours=9))
    there = datetime.datetime.fromtimestamp(seconds, korea) + datetime.timedelta(seconds=1)
    for when in (int(start) + 10**9, there, there.replace(tzinfo=None), str(there)):
        assert journal._nanoseconds(when) == pytest.approx(int(start) + 10**9, abs=10**4)
    date = there.date()
    midnight = journal._nanoseconds(date)
    assert journal._nanoseconds(str(date)) == midnight
    assert journal._nanoseconds(f"{date}T09:00") == midnight + 9 * 3600 * 10**9
    assert len(journal.read(WISHES, end=date - datetime.timedelta(days=1))["trade"]) == 0
    assert len(journal.read(WISHES, start=date + datetime.timedelta(days=2))["trade"]) == 0
    if len({it.trading_date for it in journal.segments}) == 1:
        day = journal.segments[0].trading_date
        nine = journal._nanoseconds("09:00")
        assert nine == journal._nanoseconds(datetime.time(9))
        assert nine == journal._nanoseconds(f"{day}T09:00+09:00")


def test_received_and_trading_date(journal):
    trades = journal.read(WISHES)["trade"]
    # The simulator is on this machine: the kernel stamps what it takes in.
    stamps = trades.array["header"]["rx_kernel_ns"]
    known = stamps != 0
    assert (trades.received[known].astype(np.uint64) == stamps[known]).all()
    assert not np.isnat(trades.received).any()
    late = np.array(["2026-11-27T14:59:59.999999999", "2026-11-27T15:00"], "datetime64[ns]")
    table = kiwoom_engine.Table("trade", trades.array[:2], late)
    assert table.trading_date.astype(str).tolist() == ["2026-11-27", "2026-11-28"]


def test_nobody_reads_to_the_end(recorded, journal):
    with journal.replay(WISHES) as feed:
        assert len(feed.batch(max=1).order) == 1
    with pytest.raises(kiwoom_engine.Closed):
        feed.batch()
    assert feed.wait(0)
    feed.close()
    for _ in journal.replay(WISHES).records():
        break
    # At the recorded pace, a second in a year: closing doesn't wait for that.
    slow = journal.replay(WISHES, speed=1 / 31_536_000)
    slow.batch()
    begun = time.monotonic()
    slow.close()
    del slow
    gc.collect()
    assert time.monotonic() - begun < PATIENCE
    fast = journal.replay(WISHES, speed=1e9)
    assert in_order(fast.batches()) == recorded[1]


def test_what_cannot_be(journal, tmp_path):
    with pytest.raises(kiwoom_engine.Error):
        kiwoom_engine.Journal(tmp_path)
    with pytest.raises(kiwoom_engine.Error):
        kiwoom_engine.Journal(tmp_path / "nothing")
    for arguments in (
        {"speed": 0.0},
        {"speed": float("nan")},
        {"start": "yesterday"},
        {"start": -1},
        {"subscriptions": {"nonsense": ""}},
        {"subscriptions": {"trade": "0059 30"}},
    ):
        with pytest.raises(ValueError):
            journal.replay(**arguments)


def test_damage_is_told(recorded, tmp_path):
    folder = tmp_path / "damaged"
    shutil.copytree(recorded[0], folder)
    (segment,) = kiwoom_engine.Journal(folder).segments
    bytes_ = bytearray(segment.path.read_bytes())
    middle = len(bytes_) // 2
    bytes_[middle : middle + 64] = bytes(64)
    segment.path.write_bytes(bytes_)
    damaged = kiwoom_engine.Journal(folder)
    with pytest.warns(kiwoom_engine.JournalDamage, match="entries are missing"):
        tables = damaged.read(WISHES)
    rows = sum(len(tables[name]) for name in ("trade", "order_book", "best_quote"))
    whole = len([None for kind, _ in recorded[1] if kind < 250])
    # RECORDING_LOST, and how many entries that were.
    links = tables["link"].array
    lost = int(links["rejected"][links["event"] == 9].sum())
    assert 0 < lost and whole - lost <= rows < whole


def test_a_replay_that_fails_says_why(recorded, tmp_path):
    folder = tmp_path / "broken"
    shutil.copytree(recorded[0], folder)
    # The next segment can't be opened.
    (folder / "29991231-99999999.kwj").symlink_to(tmp_path / "nowhere")
    feed = kiwoom_engine.Journal(folder).replay(WISHES)
    records = 0
    with pytest.raises(kiwoom_engine.Error, match="29991231-99999999") as error:
        while True:
            records += len(feed.batch().order)
    assert not isinstance(error.value, kiwoom_engine.Closed)
    assert records == len(recorded[1])
    # Once: then it has just ended.
    with pytest.raises(kiwoom_engine.Closed):
        feed.batch()


def test_recording_that_fails_is_told(tmp_path, exchange):
    file = tmp_path / "file"
    file.write_text("in the way")
    with pytest.raises(kiwoom_engine.Error):
        kiwoom_engine.Engine(exchange.url, token="any", strategies={"one": {}}, record=file)


def test_recording_and_reading_give_the_gil(tmp_path):
    """No warning of a thread that was left, whatever is dropped first."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert record(tmp_path / "other", {"trade": STOCKS}, 200)
        journal = kiwoom_engine.Journal(tmp_path / "other")
        feed = journal.replay()
        del journal
        assert feed.batch()
        del feed
        gc.collect()
