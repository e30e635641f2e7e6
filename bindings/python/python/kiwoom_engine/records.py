"""Records one by one, as objects: for small scripts.

Each type has a class, such as ``Trade`` or ``OrderBook``, whose members are ``int``
or ``Decimal``, ``str``, ``datetime.time``, ``datetime.date`` or ``bool``; ``None``
where the message had no value.
"""

import datetime
from decimal import Decimal
from typing import Any, Callable

import numpy as np

from ._records import STRUCTS

_DIRECTIONS = ("unchanged", "up", "down", None)


class Struct:
    """A record, or a part of one."""

    __slots__ = ("_row",)
    _kinds: dict[str, str] = {}

    def __init__(self, row: np.void) -> None:
        self._row = row

    def direction_of(self, name: str) -> str | None:
        """Which way this price stands against the previous close."""
        if self._kinds.get(name) not in ("price", "directed_percent"):
            raise ValueError(f"{name!r} is no price")
        return _DIRECTIONS[int(self._row[name]) & 3]

    def as_dict(self) -> dict[str, Any]:
        """The members that have a value."""
        members = ((name, getattr(self, name)) for name in self._kinds)
        return {name: value for name, value in members if value is not None}

    def __repr__(self) -> str:
        hidden = {"account_no": "(hidden)"}
        words = (f"{name}={hidden.get(name, value)!r}" for name, value in self.as_dict().items())
        return f"{type(self).__name__}({', '.join(words)})"


class Record(Struct):
    """A record: what all of them have."""

    __slots__ = ()

    @property
    def item(self) -> str:
        """The item (종목코드) as the server wrote it."""
        return self._row["header"]["item"].decode()

    @property
    def sequence(self) -> int:
        """Position in the engine's one order of events."""
        return int(self._row["header"]["sequence"])


def _scaled(number: int, scale: int) -> int | Decimal:
    return Decimal(number).scaleb(-scale) if scale else number


def _price(scale: int) -> Callable[[Any], Any]:
    def read(raw: Any) -> Any:
        bits = int(raw)
        return None if bits & 3 == 3 else _scaled(bits >> 2, scale)

    return read


def _number(size: int, scale: int) -> Callable[[Any], Any]:
    least = -(1 << (8 * size - 1)) + 2

    def read(raw: Any) -> Any:
        number = int(raw)
        return None if number < least else _scaled(number, scale)

    return read


def _time(raw: Any) -> datetime.time | None:
    digits = int(raw)
    if digits >= 0xFFFF_FFFE:
        return None
    return datetime.time(digits // 10_000, digits // 100 % 100, digits % 100)


def _date(raw: Any) -> datetime.date | None:
    digits = int(raw)
    if digits >= 0xFFFF_FFFE:
        return None
    return datetime.date(digits // 10_000, digits // 100 % 100, digits % 100)


def _reader(what: str, number: int, scale: int | None) -> Callable[[Any], Any]:
    if scale is None:
        inner = _CLASSES[what]
        if number > 1:
            return lambda rows: tuple(inner(row) for row in rows)
        return inner
    readers: dict[str, Callable[[Any], Any]] = {
        "time": _time,
        "date": _date,
        "flag": {b"Y": True, b"N": False}.get,
        "text": lambda raw: raw.decode(),
        "bytes": bytes,
        "int": int,
        "uint": int,
        "price": _price(scale),
        "directed_percent": _price(scale),
    }
    return readers.get(what) or _number(number, scale)


def _property(name: str, read: Callable[[Any], Any]) -> property:
    return property(lambda self: read(self._row[name]))


def _class(name: str, is_record: bool, members: list[Any]) -> type[Struct]:
    body: dict[str, Any] = {"__slots__": (), "__module__": __name__}
    body["_kinds"] = {member: what for member, what, *_ in members}
    for member, what, _, number, scale in members:
        body[member] = _property(member, _reader(what, number, scale))
    camel = "".join(word.capitalize() for word in name.split("_"))
    return type(camel, (Record if is_record else Struct,), body)


_CLASSES: dict[str, type[Any]] = {}
#: The class of each record by name, such as ``order_book``.
CLASSES: dict[str, type[Record]] = {}
for _name, (_kind, _code, _size, _members) in STRUCTS.items():
    _made = _CLASSES[_name] = _class(_name, _kind is not None, _members)
    globals()[_made.__name__] = _made
    if _kind is not None:
        CLASSES[_name] = _CLASSES[_name]
