"""Records of one type as a table, for pandas and polars.

Names and types of the columns are those of ``kiwoom-export``: see ``docs/export.md``.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import _native
from ._records import STRUCTS
from .dtypes import DTYPES

if TYPE_CHECKING:
    import pandas
    import polars

_VENUES, _EVENTS, _FLAGS = (dict(names) for names in _native.names())
_FIELDS = {name: fields for name, _, fields in _native.layouts()}
_DIRECTED = ("price", "directed_percent")
_DIRECTIONS = {0: "unchanged", 1: "up", 2: "down"}
#: Korea is nine hours ahead of UTC all year.
_AHEAD = np.timedelta64(9, "h")
_NS = "datetime64[ns]"


@dataclass(frozen=True)
class _Column:
    """A column on its way into a frame."""

    name: str
    #: ``integer``, ``decimal``, ``stamp`` (ns UTC), ``date``, ``time`` (seconds since
    #: midnight), ``flag`` or ``text`` (numbers of ``texts``).
    what: str
    values: NDArray[Any]
    #: Where there is no value.
    missing: NDArray[np.bool_]
    scale: int = 0
    #: Those that are in a column of texts.
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Table:
    """Records of one type, with the times when they were received."""

    #: The type's name, such as ``trade``.
    name: str
    #: The records as the engine wrote them: a structured array, its columns encoded.
    array: NDArray[Any]
    #: When each was received, as ``datetime64[ns]`` in UTC: out of a journal, or for
    #: what came live the kernel's stamp; not a time (NaT) where that isn't known.
    received: NDArray[np.datetime64]

    def __init__(
        self, name: str, array: NDArray[Any], received: NDArray[np.datetime64] | None = None
    ) -> None:
        """Of an array of :data:`DTYPES`'s type ``name``."""
        if received is None:
            stamps = array["header"]["rx_kernel_ns"]
            received = np.where(stamps == 0, np.datetime64("NaT", "ns"), stamps.astype(_NS))
        for member, value in (("name", name), ("array", array), ("received", received)):
            object.__setattr__(self, member, value)

    @classmethod
    def empty(cls, name: str) -> "Table":
        """One without rows."""
        return cls(name, np.empty(0, DTYPES[name]), np.empty(0, _NS))

    @classmethod
    def joined(cls, name: str, tables: list["Table"]) -> "Table":
        """One after the other. Copies."""
        if not tables:
            return cls.empty(name)
        # As bytes: records would be copied field by field.
        rows = np.concatenate([it.array.view(np.uint8) for it in tables])
        received = np.concatenate([it.received for it in tables])
        return cls(name, rows.view(DTYPES[name]), received)

    @property
    def trading_date(self) -> NDArray[np.datetime64]:
        """The date in Korea when each was received, as ``datetime64[D]``."""
        return (self.received + _AHEAD).astype("datetime64[D]")

    def __len__(self) -> int:
        return len(self.array)

    def to_polars(self) -> "polars.DataFrame":
        """Decoded, with the columns and types of ``kiwoom-export``: exact decimals,
        ``null`` for no value."""
        import polars as pl

        series = []
        for it in self._columns():
            if it.what == "text":
                of = pl.Series(it.texts, dtype=pl.String).gather(it.values).cast(pl.Categorical)
            elif it.what == "integer":
                of = pl.Series(_integers(it.values))
            else:
                of = pl.Series(it.values)
            if it.what == "decimal":
                # As many digits as its integer may have.
                digits = 10 if it.values.dtype.itemsize == 4 else 19
                of = of.cast(pl.Decimal(38, it.scale)) / 10**it.scale
                of = of.cast(pl.Decimal(digits, it.scale))
            elif it.what == "time":
                of = (of.cast(pl.Int64) * 1_000_000_000).cast(pl.Time)
            elif it.what == "stamp":
                of = of.dt.replace_time_zone("UTC")
            if it.missing.any():
                of = of.zip_with(pl.Series(~it.missing), pl.Series([None], dtype=of.dtype))
            series.append(of.alias(it.name))
        return pl.DataFrame(series)

    def to_pandas(self, exact: bool = True) -> "pandas.DataFrame":
        """Decoded, with the columns of ``kiwoom-export``: integers as ``Int64``, texts
        as categories, times of day as ``datetime.time``. Numbers with decimals are
        ``Decimal``, or, if that needn't be ``exact``, ``float64``, which is far faster.
        What has no value is ``None``, ``NA``, ``NaT`` or NaN, as its column has it."""
        import pandas as pd

        columns: dict[str, Any] = {}
        for it in self._columns():
            values, missing = it.values, it.missing
            if it.what == "text":
                codes = np.where(missing, -1, values)
                columns[it.name] = pd.Categorical.from_codes(codes, list(it.texts))
            elif it.what == "integer":
                columns[it.name] = pd.arrays.IntegerArray(_integers(values), missing)
            elif it.what == "flag":
                columns[it.name] = pd.arrays.BooleanArray(values, missing)
            elif it.what == "decimal" and exact:
                columns[it.name] = _objects(values, missing, _decimal(it.scale))
            elif it.what == "decimal":
                columns[it.name] = np.where(missing, np.nan, values / 10.0**it.scale)
            elif it.what == "time":
                columns[it.name] = _objects(values, missing, _time)
            elif it.what == "date":
                nat = np.datetime64("NaT")
                columns[it.name] = np.where(missing, nat, values).astype("datetime64[s]")
            else:
                columns[it.name] = pd.DatetimeIndex(values).tz_localize("UTC")
        return pd.DataFrame(columns)

    def _columns(self) -> Iterator[_Column]:
        if self.name == "unknown":
            yield from self._unknown()
            return
        yield from self._header()
        fields = _FIELDS.get(self.name)
        if fields is not None:
            header = self.array["header"]
            yield _named("item_venue", header["venue"], _VENUES)
            for bit, name in _FLAGS.items():
                yield _whole(name, header["flags"] & bit != 0, "flag")
            for name, offset, size, kind, scale in fields:
                yield from self._field(name, offset, size, kind, scale)
            return
        if self.name not in DTYPES:
            raise ValueError(f"{self.name!r} is no type of record")
        for name, what, *_ in STRUCTS[self.name][3]:
            if name == "event" and self.name == "link":
                yield _named(name, self.array[name], _EVENTS)
            elif what == "text" and name != "item":
                yield _text(name, self.array[name])
            elif what in ("int", "uint"):
                yield _whole(name, self.array[name], "integer")

    def _header(self) -> Iterator[_Column]:
        header = self.array["header"]
        stamps = header["rx_kernel_ns"]
        # A link tells which item it is about, if any.
        items = self.array["item"] if self.name == "link" else header["item"]
        unknown = np.isnat(self.received)
        yield _whole("sequence", header["sequence"], "integer")
        yield _Column("trading_date", "date", self.trading_date, unknown)
        yield _Column("received", "stamp", self.received, unknown)
        yield _Column("rx_kernel", "stamp", stamps.astype(_NS), stamps == 0)
        yield _whole("rx_mono_ns", header["rx_mono_ns"], "integer")
        yield _whole("connection", header["connection"], "integer")
        yield _whole("epoch", header["epoch"], "integer")
        yield _text("item", items)

    def _unknown(self) -> Iterator[_Column]:
        """A row for each code that the tables lack."""
        found = [
            (at, code, text)
            for at, row in enumerate(self.array)
            for code, text in _pairs(row["bytes"].tobytes()[: row["used"]])
        ]
        rows = np.array([at for at, *_ in found], np.int64)
        yield from Table(self.name, self.array[rows], self.received[rows])._header()
        yield _text("message_type", self.array["message_type"][rows])
        yield _text("code", np.array([code for _, code, _ in found], object))
        # What stands there may be empty, and is a text all the same.
        texts = _text("text", np.array([text for *_, text in found], object))
        yield replace(texts, missing=np.zeros(len(found), np.bool_))

    def _field(
        self, name: str, offset: int, size: int, kind: str, scale: int
    ) -> Iterator[_Column]:
        """The columns of a field: two of one whose sign is a direction."""

        def raw(of: str, offset: int = offset) -> NDArray[Any]:
            # The field of all records, where it is.
            size = self.array.dtype.itemsize
            places: Any = {"names": ["it"], "formats": [of], "offsets": [offset], "itemsize": size}
            column: NDArray[Any] = self.array.view(np.dtype(places))["it"]
            return column

        what = "decimal" if scale else "integer"
        if kind in _DIRECTED:
            bits = raw(f"u{size}")
            missing = bits & 3 == 3
            # Two bits less: it fits with a sign.
            values = (bits >> 2).astype(f"i{size}")
            yield _Column(name, what, values, missing, scale)
            yield _named(f"{name}_direction", bits & 3, _DIRECTIONS)
        elif kind == "time":
            digits = raw("u4").astype(np.int64)
            hours, minutes, seconds = digits // 10_000, digits // 100 % 100, digits % 100
            missing = (hours > 23) | (minutes > 59) | (seconds > 59)
            of_day = np.where(missing, 0, hours * 3600 + minutes * 60 + seconds)
            yield _Column(name, kind, of_day, missing)
        elif kind == "date":
            yield _date(name, raw("u4"))
        elif kind == "flag":
            letters = raw("u1")
            missing = (letters != ord("Y")) & (letters != ord("N"))
            yield _Column(name, kind, letters == ord("Y"), missing)
        elif kind in ("code", "text"):
            # The first byte tells the length: zeros fill the rest, so it needs no look.
            yield _text(name, raw(f"S{size - 1}", offset + 1))
        else:
            values = raw(f"i{size}")
            yield _Column(name, what, values, values < np.iinfo(values.dtype).min + 2, scale)


def _whole(name: str, values: NDArray[Any], what: str) -> _Column:
    """A column that always has a value."""
    return _Column(name, what, values, np.zeros(len(values), np.bool_))


def _integers(values: NDArray[Any]) -> NDArray[Any]:
    """In 64 bits, with a sign where that holds them."""
    of = np.uint64 if values.dtype == np.uint64 else np.int64
    return np.ascontiguousarray(values, of)


def _factors(values: NDArray[Any]) -> tuple[list[Any], NDArray[np.int64]]:
    """The different ones, and which one stands where."""
    seen: dict[Any, int] = {}
    codes = (seen.setdefault(it, len(seen)) for it in values.tolist())
    where = np.fromiter(codes, np.int64, len(values))
    return list(seen), where


def _pairs(kept: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The codes and texts of an ``unknown`` record: each pair behind the lengths of both,
    in one byte and in two."""
    at = 0
    while at < len(kept):
        code, text = at + 3 + kept[at], int.from_bytes(kept[at + 1 : at + 3], "little")
        yield kept[at + 3 : code], kept[code : code + text]
        at = code + text


def _text(name: str, column: NDArray[Any]) -> _Column:
    texts, codes = _factors(column)
    empty = texts.index(b"") if b"" in texts else -1
    return _Column(name, "text", codes, codes == empty, 0, tuple(it.decode() for it in texts))


def _named(name: str, numbers: NDArray[Any], names: dict[int, str]) -> _Column:
    """A column of numbers that have names; none for those that haven't."""
    codes = np.full(256, -1, np.int64)
    codes[list(names)] = range(len(names))
    codes = codes[numbers]
    return _Column(name, "text", np.maximum(codes, 0), codes < 0, 0, tuple(names.values()))


def _date(name: str, digits: NDArray[Any]) -> _Column:
    nat = np.datetime64("NaT", "D")
    known, where = _factors(digits)
    dates = np.array([_read_date(it) or nat for it in known], "datetime64[D]")[where]
    return _Column(name, "date", dates, np.isnat(dates))


def _read_date(digits: int) -> datetime.date | None:
    try:
        return datetime.date(digits // 10_000, digits // 100 % 100, digits % 100)
    except ValueError:
        return None


def _decimal(scale: int) -> Callable[[int], Decimal]:
    return lambda number: Decimal(number).scaleb(-scale)


def _time(seconds: int) -> datetime.time:
    return datetime.time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _objects(
    values: NDArray[Any], missing: NDArray[np.bool_], make: Callable[[int], Any]
) -> NDArray[np.object_]:
    """Each different value made once."""
    known, where = _factors(np.where(missing, 0, values))
    made = np.empty(len(known), object)
    made[:] = [make(it) for it in known]
    out = made[where]
    out[missing] = None
    return out
