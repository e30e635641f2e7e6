"""Tables for pandas and polars hold what the records say."""

import datetime
from decimal import Decimal

import numpy as np
import pytest

import kiwoom_engine
from kiwoom_engine import _native
from kiwoom_engine._records import STRUCTS
from test_journal import record

TYPES = [name for name, *_ in _native.layouts()]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Some of every type that the simulated market has."""
    folder = tmp_path_factory.mktemp("all") / "journal"
    wishes = {name: ["005930", ""] for name in TYPES if not name.startswith("us_")}
    # So slowly that all is registered before the last one is sent.
    record(folder, wishes, 4_000, rate=2_000.0)
    return kiwoom_engine.Journal(folder).read()


STRUCTS_OF = {
    "".join(word.capitalize() for word in name.split("_")): (size, members)
    for name, (_, _, size, members) in STRUCTS.items()
}


def flat(record, start=0):
    """The members of a record: the place of each, its value and its direction."""
    for name, what, offset, *_ in STRUCTS_OF[type(record).__name__][1]:
        value = getattr(record, name)
        if isinstance(value, tuple):
            for at, part in enumerate(value):
                size = STRUCTS_OF[type(part).__name__][0]
                yield from flat(part, start + offset + at * size)
        elif name != "header":
            is_price = what in ("price", "directed_percent")
            yield start + offset, value, record.direction_of(name) if is_price else None


def expected(table):
    """The columns of a message type by their names, out of its objects."""
    fields = next(fields for name, _, fields in _native.layouts() if name == table.name)
    names = {offset: (name, kind) for name, offset, _, kind, _ in fields}
    columns = {}
    for name, kind in names.values():
        columns[name] = []
        if kind in ("price", "directed_percent"):
            columns[f"{name}_direction"] = []
    for row in table.array:
        for offset, value, direction in flat(kiwoom_engine.CLASSES[table.name](row)):
            name = names[offset][0]
            columns[name].append(None if value == "" else value)
            if f"{name}_direction" in columns:
                columns[f"{name}_direction"].append(direction)
    return columns


def fields_of(frame):
    """The frame's columns without what stands before the fields."""
    names = list(frame.columns)
    return names[names.index("duplicate_fields") + 1 :]


def test_every_simulated_type_is_there(tables):
    assert set(TYPES) <= set(tables)
    assert sum(len(tables[name]) > 0 for name in TYPES) >= 10


@pytest.mark.parametrize("name", TYPES)
def test_polars_has_what_the_objects_say(tables, name):
    polars = pytest.importorskip("polars")
    frame = tables[name].to_polars()
    assert len(frame) == len(tables[name])
    columns = expected(tables[name])
    assert fields_of(frame) == list(columns)
    for field, values in columns.items():
        assert frame[field].to_list() == values, field
    for field, _, size, kind, scale in next(it for it in _native.layouts() if it[0] == name)[2]:
        of = frame.schema[field]
        if kind in ("code", "text"):
            assert of == polars.Categorical
        elif kind in ("time", "date", "flag"):
            assert of == {
                "time": polars.Time, "date": polars.Date, "flag": polars.Boolean
            }[kind]
        else:
            digits = 10 if size == 4 else 19
            assert of == (polars.Decimal(digits, scale) if scale else polars.Int64), field
    assert frame.schema["received"] == polars.Datetime("ns", "UTC")
    assert frame.schema["trading_date"] == polars.Date


@pytest.mark.parametrize("name", TYPES)
def test_pandas_has_what_the_objects_say(tables, name):
    pandas = pytest.importorskip("pandas")
    frame = tables[name].to_pandas()
    columns = expected(tables[name])
    assert fields_of(frame) == list(columns)
    for field, values in columns.items():
        column = frame[field]
        got = [None if pandas.isna(it) else it for it in column]
        if got and isinstance(next((it for it in values if it), None), datetime.date):
            got = [None if it is None else it.date() for it in got]
        assert got == values, field
    rough = tables[name].to_pandas(exact=False)
    for column in rough:
        if any(isinstance(it, Decimal) for it in frame[column]):
            assert rough[column].dtype == np.float64
            exact = [np.nan if it is None else float(it) for it in frame[column]]
            np.testing.assert_allclose(rough[column], exact)


def test_what_has_no_value_is_null():
    pytest.importorskip("polars")
    trade = np.zeros(4, kiwoom_engine.DTYPES["trade"])
    trade["last"] = [20_800 << 2 | 2, 0xFFFF_FFFF, 0xFFFF_FFFB, 0x7FFF_FFFF << 2 & 0xFFFF_FFFC]
    trade["change_percent"] = [-24, -(2**31), -(2**31) + 1, 2**31 - 1]
    trade["time"] = [93_015, 0xFFFF_FFFF, 0xFFFF_FFFE, 246_000]
    trade["header"]["flags"] = [4, 0, 8, 0]
    trade["header"]["venue"] = [1, 0, 3, 200]
    table = kiwoom_engine.Table("trade", trade)
    frame = table.to_polars()
    assert frame["last"].to_list()[:3] == [20_800, None, None]
    assert frame["last_direction"].to_list()[:3] == ["down", None, None]
    assert frame["change_percent"].to_list() == [
        Decimal("-0.24"), None, None, Decimal("21474836.47")
    ]
    assert frame["time"].to_list() == [datetime.time(9, 30, 15), None, None, None]
    assert frame["item_venue"].to_list() == ["KRX", None, "SOR", None]
    assert frame["gap_before"].to_list() == [True, False, False, False]
    assert frame["not_representable"].to_list() == [False, False, True, False]
    # No stamp of the kernel, no time.
    for name in ("received", "rx_kernel", "trading_date", "item"):
        assert frame[name].null_count() == 4
    pandas = pytest.importorskip("pandas")
    frame = table.to_pandas()
    assert frame["received"].isna().all() and frame["trading_date"].isna().all()
    assert frame["change_percent"].tolist()[:2] == [Decimal("-0.24"), None]
    assert pandas.isna(frame["time"][3])


def test_events_have_their_names(tables):
    pytest.importorskip("polars")
    links = tables["link"].to_polars()
    assert links["event"].to_list()[:2] == ["CONNECTING", "UP"]
    assert {"accepted", "rejected", "text", "sequence", "received"} <= set(links.columns)


def test_what_the_tables_lack_has_a_row_for_each_code():
    pytest.importorskip("polars")
    unknown = np.zeros(2, kiwoom_engine.DTYPES["unknown"])
    kept = b"".join(
        bytes([len(code)]) + len(text).to_bytes(2, "little") + code + text
        for code, text in ((b"9999", "값".encode()), (b"abc", b""))
    )
    unknown["bytes"][1] = np.void(kept.ljust(928, b"\0"))
    unknown["used"] = [0, len(kept)]
    unknown["message_type"] = [b"0B", b"0D"]
    unknown["header"]["sequence"] = [1, 2]
    frame = kiwoom_engine.Table("unknown", unknown).to_polars()
    rows = frame.select("sequence", "message_type", "code", "text").rows()
    assert rows == [(2, "0D", "9999", "값"), (2, "0D", "abc", "")]
    assert kiwoom_engine.Table.empty("unknown").to_polars().schema == frame.schema


def test_a_live_batch_is_a_table_too(start):
    pytest.importorskip("polars")
    feed = start({"trade": ["005930"]}).feed("one")
    for batch in feed.batches():
        if "trade" in batch:
            break
    assert batch.received == {}
    frame = batch.table("trade").to_polars()
    assert frame["sequence"].to_list() == batch["trade"]["header"]["sequence"].tolist()
    assert len(batch.table("etf_nav")) == 0
