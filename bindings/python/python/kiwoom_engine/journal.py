"""What was recorded: read as tables, or played into a feed like live data."""

import datetime
import os
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import _native
from .dtypes import CODES
from .engine import Subscriptions, wanted
from .feed import ClosingFeed
from .table import Table

#: A time: nanoseconds since 1970 UTC, a ``datetime64`` (UTC), a ``datetime`` or a text
#: such as ``"2026-11-27T09:00"`` (in Korea unless it says where), a date (its beginning
#: in Korea), or a time in Korea such as ``"09:00"`` where the journal is of one day.
When = int | str | datetime.date | datetime.time | np.datetime64

_KOREA = datetime.timezone(datetime.timedelta(hours=9))
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_MESSAGES = tuple(name for name, *_ in _native.layouts())


class JournalDamage(UserWarning):
    """A part of a journal can't be read."""


@dataclass(frozen=True)
class Segment:
    """A file of a journal."""

    path: Path
    #: The date in Korea when it was begun; ``None`` where that can't be read.
    trading_date: datetime.date | None
    #: Whether it is compressed.
    packed: bool


class Replay(ClosingFeed):
    """A journal, played into a feed: the same records in the same order as came live,
    through the same decoder, and none is lost. It waits for its reader.

    Batches also tell when their records were received. Ends when all was played, with
    its ``with``, or with :meth:`close`.
    """

    @property
    def losses(self) -> tuple[int, int]:
        """In how many places the journal was damaged, and how many entries are missing
        there: known when all was read. The feed has ``link`` records at those places."""
        return self._native.losses()

    def close(self) -> None:
        """Ends it now: what wasn't read is let go."""
        self._native.close()


class Journal:
    """A recording of what the server sent: by ``Engine(record=...)``, or by
    ``kiwoom-engine listen --record``."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Opens a folder, or a single segment. Raises :class:`Error` where there is no
        journal."""
        self.path = Path(path)
        #: Its files, in their order, as they are now.
        self.segments = [
            Segment(path, _date(day), packed)
            for path, day, packed in _native.segments(path)
        ]

    def replay(
        self,
        subscriptions: Subscriptions | None = None,
        *,
        start: When | None = None,
        end: When | None = None,
        speed: float | None = None,
        unknown: bool = False,
    ) -> Replay:
        """Plays it to a strategy that wants these message types of these items (``""``
        for all items); everything unless given.

        From the first message received at ``start`` or later to the one before the
        first received at ``end``; ``speed`` times as fast as it was recorded, or as fast
        as it is read. ``unknown``: also what the tables lack.

        Raises :class:`ValueError` for what can't be, :class:`Error` when it can't be
        read."""
        if subscriptions is None:
            subscriptions = dict.fromkeys(_MESSAGES, "")
        window = (self._nanoseconds(start), self._nanoseconds(end))
        its = wanted(subscriptions)
        return Replay(_native.replay(self.path, its, *window, speed, unknown))

    def read(
        self,
        subscriptions: Subscriptions | None = None,
        *,
        start: When | None = None,
        end: When | None = None,
    ) -> dict[str, Table]:
        """All of it at once, in memory: a table for each message type that is wanted,
        by name, and for what else was told, such as ``link``. For more than fits, take
        the batches of :meth:`replay`.

        Warns of damage with :class:`JournalDamage`; arguments and errors are those of
        :meth:`replay`."""
        parts: dict[str, list[Table]] = {}
        with self.replay(subscriptions, start=start, end=end) as feed:
            for batch in feed.batches():
                for name in batch:
                    parts.setdefault(name, []).append(batch.table(name))
            places, entries = feed.losses
        if places:
            told = f"{self.path} is damaged in {places} places: {entries} entries are missing"
            warnings.warn(told, JournalDamage, stacklevel=2)
        names = _MESSAGES if subscriptions is None else [_name(it) for it in subscriptions]
        for name in names:
            parts.setdefault(name, [])
        return {name: Table.joined(name, tables) for name, tables in parts.items()}

    def _nanoseconds(self, when: When | None) -> int | None:
        if when is None:
            return None
        if isinstance(when, (int, np.integer)):
            nanoseconds = int(when)
        elif isinstance(when, np.datetime64):
            nanoseconds = int(when.astype("datetime64[ns]").astype(np.int64))
        else:
            since = self._moment(when) - _EPOCH
            nanoseconds = since // datetime.timedelta(microseconds=1) * 1_000
        if not 0 <= nanoseconds < 1 << 64:
            raise ValueError(f"{when!r} is no time from 1970 on")
        return nanoseconds

    def _moment(self, when: str | datetime.date | datetime.time) -> datetime.datetime:
        if isinstance(when, str):
            when = _parsed(when)
        if isinstance(when, datetime.time):
            days = {it.trading_date for it in self.segments}
            day = days.pop() if len(days) == 1 else None
            if day is None:
                raise ValueError("the journal isn't of one day: say the date, too")
            when = datetime.datetime.combine(day, when)
        elif not isinstance(when, datetime.datetime):
            when = datetime.datetime.combine(when, datetime.time())
        return when if when.tzinfo else when.replace(tzinfo=_KOREA)


def _parsed(text: str) -> datetime.datetime | datetime.time:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return datetime.time.fromisoformat(text)


def _date(digits: int) -> datetime.date | None:
    try:
        return datetime.date(digits // 10_000, digits // 100 % 100, digits % 100)
    except ValueError:
        return None


def _name(kind: str) -> str:
    """A message type's name, of its name or code."""
    return CODES.get(kind, kind)
