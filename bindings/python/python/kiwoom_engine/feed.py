"""Reading: batches as arrays, records as objects, blocking or in an event loop."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from . import _native
from .dtypes import DTYPES, NAMES
from .records import CLASSES, Record
from .table import Table


class Batch(dict[str, NDArray[Any]]):
    """The records of one batch: a read-only structured array of each type by its
    name, each array in the order in which its records came."""

    def __init__(
        self,
        order: bytes,
        arrays: dict[str, NDArray[Any]],
        received: dict[str, NDArray[np.datetime64]],
    ) -> None:
        super().__init__(arrays)
        #: The kinds of all records, in the order in which they came.
        self.order: NDArray[np.uint8] = np.frombuffer(order, np.uint8)
        #: Out of a journal: when each record was received, in nanoseconds since 1970
        #: UTC, by the type's name; not a time (NaT) where that isn't known. Empty
        #: for what comes live: the headers have the kernel's stamps.
        self.received = received

    def table(self, name: str) -> Table:
        """The records of a type with their times, for pandas or polars. Empty where
        the batch has none."""
        array = self.get(name)
        if array is None:
            return Table.empty(name)
        return Table(name, array, self.received.get(name))

    def records(self) -> Iterator[Record]:
        """The records of all types, in the order in which they came."""
        rows = {name: map(CLASSES[name], array) for name, array in self.items()}
        for kind in self.order.tolist():
            yield next(rows[NAMES[kind]])


class Feed:
    """What one strategy reads, in the engine's one order of events.

    Belongs to one thread at a time. Ends when the engine does, and all was read.
    """

    def __init__(self, native: "_native.Feed | _native.Share") -> None:
        self._native = native
        #: What a loop over records that was left has not yet seen.
        self._rest: Iterator[Record] = iter(())

    @property
    def name(self) -> str:
        """The strategy's name."""
        return self._native.name

    def wait(self, timeout: float | None = None) -> bool:
        """Waits, without the GIL, until there is something to read or the feed has
        ended; ``False`` when so many seconds are over before."""
        return self._native.wait(None if timeout is None else max(0, int(timeout * 1e9)))

    def batch(self, max: int = 65_536, timeout: float | None = None) -> Batch:
        """What there is to read, at most so many records; waits for the first one, at
        most so many seconds. Empty when there was none.

        Raises :class:`Closed` when the feed has ended and all was read."""
        self.wait(timeout)
        return self._take(max)

    def batches(self, max: int = 65_536) -> "Batches":
        """All batches until the feed's end: for ``for`` or ``async for``."""
        return Batches(self, max)

    def records(self) -> "Records":
        """All records until the feed's end, as objects: for ``for`` or ``async for``."""
        return Records(self)

    def counts(self) -> dict[str, int]:
        """What was counted of this feed so far: written, delivered, lost and more."""
        return self._native.counts()

    async def ready(self) -> None:
        """Waits until there is something to read or the feed has ended, without
        blocking the event loop."""
        while not self._native.arm():
            loop = asyncio.get_running_loop()
            rung = asyncio.Event()
            loop.add_reader(self._native.fileno(), rung.set)
            try:
                await rung.wait()
            finally:
                loop.remove_reader(self._native.fileno())

    def _take(self, most: int) -> Batch:
        order, kinds = self._native.take(most)
        arrays, received = {}, {}
        for kind, (records, stamps) in kinds.items():
            name = NAMES[kind]
            arrays[name] = np.frombuffer(memoryview(records), DTYPES[name])
            if stamps is not None:
                received[name] = np.frombuffer(memoryview(stamps), "datetime64[ns]")
        return Batch(order, arrays, received)


class ClosingFeed(Feed):
    """A feed that holds something of its own, and gives it back at the end of a ``with``."""

    def close(self) -> None:
        """Ends it now."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Batches:
    """All batches of a feed."""

    def __init__(self, feed: Feed, most: int) -> None:
        self._feed = feed
        self._most = most

    def __iter__(self) -> Iterator[Batch]:
        while True:
            try:
                batch = self._feed.batch(self._most)
            except _native.Closed:
                return
            yield batch

    async def __aiter__(self) -> AsyncIterator[Batch]:
        while True:
            await self._feed.ready()
            try:
                batch = self._feed._take(self._most)
            except _native.Closed:
                return
            if batch:
                yield batch


class Records:
    """All records of a feed, as objects. A loop that is left early loses none: the
    next one over the feed's records goes on where it was."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed

    def __iter__(self) -> Iterator[Record]:
        # Not `yield from`, which would close the rest with this generator.
        for record in self._feed._rest:
            yield record
        for batch in self._feed.batches():
            self._feed._rest = batch.records()
            for record in self._feed._rest:
                yield record

    async def __aiter__(self) -> AsyncIterator[Record]:
        for record in self._feed._rest:
            yield record
        async for batch in self._feed.batches():
            self._feed._rest = batch.records()
            for record in self._feed._rest:
                yield record
