"""NumPy's types of the records, and what the numbers in them mean.

An array of :data:`DTYPES` lies over the records as the engine wrote them. Its
columns are therefore encoded: a price carries its direction in two bits, and "no
value" is a number of its own. :func:`values`, :func:`directions`, :func:`seconds`
and :func:`texts` decode a column; each knows by the column's type what it is.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._records import STRUCTS

_PRICES = ("price", "directed_percent")
_CLOCKS = ("time", "date")


def _format(what: str, number: int, scale: int | None) -> Any:
    if scale is None:
        inner = _DTYPES[what]
        return (inner, (number,)) if number > 1 else inner
    metadata = {"kind": what, "scale": scale}
    if what in ("text", "flag"):
        # The first byte of a text tells its length: zeros fill the rest, so it
        # needs no look.
        return np.dtype(f"S{number - 1 if what == 'text' else 1}", metadata=metadata)
    if what == "bytes":
        return np.dtype(f"V{number}")
    sign = "u" if what in (*_PRICES, *_CLOCKS, "uint") else "i"
    return np.dtype(f"{sign}{number}", metadata=metadata)


def _dtype(size: int, members: list[tuple[str, str, int, int, int | None]]) -> np.dtype[Any]:
    return np.dtype(
        {
            "names": [name for name, *_ in members],
            "formats": [_format(what, number, scale) for _, what, _, number, scale in members],
            "offsets": [
                offset + 1 if what == "text" else offset for _, what, offset, _, _ in members
            ],
            "itemsize": size,
        }
    )


_DTYPES: dict[str, np.dtype[Any]] = {}
for _name, (_kind, _code, _size, _members) in STRUCTS.items():
    _DTYPES[_name] = _dtype(_size, _members)

#: The type of each record by name, such as ``order_book``.
DTYPES: dict[str, np.dtype[Any]] = {
    name: _DTYPES[name] for name, (kind, *_) in STRUCTS.items() if kind is not None
}

#: The record's name by the number in its header.
NAMES: dict[int, str] = {kind: name for name, (kind, *_) in STRUCTS.items() if kind is not None}

#: The record's name by Kiwoom's code of the message type.
CODES: dict[str, str] = {code: name for name, (_, code, *_) in STRUCTS.items() if code is not None}


def _meaning(column: NDArray[Any]) -> tuple[str, int]:
    metadata = column.dtype.metadata
    if metadata is None or "kind" not in metadata:
        raise ValueError("this is no column of a record: take one as batch['trade']['last']")
    return metadata["kind"], metadata["scale"]


def values(column: NDArray[Any]) -> NDArray[np.float64]:
    """A column of numbers or prices in its own unit (won, shares, percent); NaN for
    no value. Of a price, the magnitude: its direction is no sign."""
    kind, scale = _meaning(column)
    if kind in ("uint", "int"):
        return column.astype(np.float64)
    if kind in _PRICES:
        missing = column & 3 == 3
        out = (column >> 2).astype(np.float64)
    elif column.dtype.kind == "i":
        missing = column < np.iinfo(column.dtype).min + 2
        out = column.astype(np.float64)
    else:
        raise ValueError(f"a column of {kind} holds no numbers")
    out[missing] = np.nan
    return out / 10.0**scale if scale else out


def directions(column: NDArray[Any]) -> NDArray[np.int8]:
    """Which way each price of a column stands against the previous close: 1 above,
    -1 below, 0 at it, or no price."""
    kind, _ = _meaning(column)
    if kind not in _PRICES:
        raise ValueError(f"a column of {kind} has no directions")
    signs: NDArray[np.int8] = np.array([0, 1, -1, 0], dtype=np.int8)[column & 3]
    return signs


def seconds(column: NDArray[Any]) -> NDArray[np.float64]:
    """A column of times (HHMMSS) as seconds since midnight; NaN for no value."""
    kind, _ = _meaning(column)
    if kind != "time":
        raise ValueError(f"a column of {kind} holds no times")
    digits = column.astype(np.int64)
    out = (digits // 10_000 * 3600 + digits // 100 % 100 * 60 + digits % 100).astype(np.float64)
    out[column >= 0xFFFF_FFFE] = np.nan
    return out


def texts(column: NDArray[Any]) -> NDArray[np.str_]:
    """A column of texts; empty for no value."""
    if column.dtype.kind != "S":
        raise ValueError("this column holds no texts")
    return np.char.decode(column, "utf-8")


def columns(array: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """All columns of an array of records, decoded and by flat names: what
    ``pandas.DataFrame`` and ``polars.DataFrame`` take. Of the header, item, sequence
    and the stamp of the read; of the levels ``levels_1_ask_price`` and so on. Times
    and dates stay as their digits."""
    out: dict[str, NDArray[Any]] = {}
    _columns(array, "", out)
    return out


def _columns(array: NDArray[Any], prefix: str, out: dict[str, NDArray[Any]]) -> None:
    for name in array.dtype.names or ():
        column = array[name]
        if name == "header":
            for its in ("item", "sequence", "rx_mono_ns"):
                inner = column[its]
                out[f"header_{its}"] = texts(inner) if its == "item" else inner
        elif column.dtype.names:
            for at in range(column.shape[1]):
                _columns(column[:, at], f"{prefix}{name}_{at + 1}_", out)
        elif column.dtype.kind == "S":
            out[prefix + name] = texts(column)
        elif column.dtype.kind == "V":
            continue
        elif _meaning(column)[0] in ("uint", "int", *_CLOCKS):
            out[prefix + name] = column
        else:
            out[prefix + name] = values(column)
