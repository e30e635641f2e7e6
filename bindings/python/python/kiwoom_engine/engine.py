"""The engine: built with keywords, stopped with its ``with``."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType

from . import _native
from ._feature import native
from .feed import Feed

#: Message types by code or English name, and the items wanted of each: Kiwoom's codes
#: such as ``005930``, ``005930_NX`` or ``005930_AL``; ``""`` for the account or the
#: whole market.
Subscriptions = Mapping[str, str | Iterable[str]]

#: ``"drop_newest"``, ``"conflate"``, or ``("block", seconds)``.
Overflow = str | tuple[str, float]


@dataclass(frozen=True)
class Account:
    """One app key, whose token is read from a file or an environment variable again
    at each login."""

    name: str
    token_file: str | os.PathLike[str] | None = None
    token_env: str | None = None
    #: Items that its session takes; 200 unless set.
    items: int | None = None
    #: Whether its orders and balances are wanted.
    orders: bool = True


@dataclass(frozen=True)
class Strategy:
    """What a strategy wants, where that is more than its subscriptions."""

    subscriptions: Subscriptions
    #: Bytes of its ring for market data; 1 MiB unless set, some 3,000 trades.
    capacity: int | None = None
    #: Bytes of its ring for what is never dropped; 0.5 MiB unless set.
    critical_capacity: int | None = None
    #: What happens to what the ring has no room for: by type, or for all.
    overflow: Overflow | Mapping[str, Overflow] = field(default_factory=dict)
    #: How its thread waits: ``"park"`` sleeps at once, ``"adaptive"`` looks for 20 and
    #: yields for 200 microseconds before, ``"busy_spin"`` and ``"yield"`` never sleep.
    wait: str = "adaptive"
    #: Whether it also wants what the tables lack.
    unknown: bool = False


def _items(items: str | Iterable[str]) -> list[str]:
    return [items] if isinstance(items, str) else list(items)


def wanted(subscriptions: Subscriptions) -> list[tuple[str, list[str]]]:
    """The same as the engine takes it."""
    return [(kind, _items(items)) for kind, items in subscriptions.items()]


def _policy(kind: str | None, overflow: Overflow) -> tuple[str | None, str, float | None]:
    if isinstance(overflow, str):
        return kind, overflow, None
    return kind, overflow[0], overflow[1]


class Engine:
    """A running engine. Its connections and its decoder have threads of their own,
    which never take the GIL.

    Starts at once, and stops with its ``with`` or :meth:`stop`: what becomes of the
    connection is told in the feeds, as ``link`` records.
    """

    def __init__(
        self,
        url: str,
        *,
        strategies: Mapping[str, Strategy | Subscriptions],
        token: str | None = None,
        token_file: str | os.PathLike[str] | None = None,
        token_env: str | None = None,
        accounts: Iterable[Account] = (),
        io: str = "hybrid",
        spin: float = 200e-6,
        pin_io: int | None = None,
        io_threads: int = 1,
        item_limit: int | None = None,
        reconnect: bool = True,
        detect_missing_trades: bool = True,
        tls_roots: Iterable[bytes] | None = None,
        record: str | os.PathLike[str] | None = None,
    ) -> None:
        """Connects to ``url``: ``"live"``, ``"paper"`` (모의투자), ``"live_us"``, or
        ``wss://host[:port][/path]``.

        Who logs in: ``token``, ``token_file`` or ``token_env``, or several ``accounts``.
        ``io`` is how the I/O thread waits: ``"block"``, ``"hybrid"`` (looks on for
        ``spin`` seconds after bytes came) or ``"busy_poll"``; ``pin_io`` the processor
        that it keeps to. ``tls_roots`` are root certificates in DER, instead of
        Mozilla's. ``record`` is the folder of a journal: all that the server sends is
        written there, on a thread of its own, for :class:`Journal`.

        Raises :class:`ValueError` for what can't be, :class:`Error` when it can't be
        started."""
        builder = _native.Builder(url)
        if token is not None:
            builder.token(token)
        if token_file is not None or token_env is not None:
            builder.account("token", token_file, token_env, None, True)
        for it in accounts:
            builder.account(it.name, it.token_file, it.token_env, it.items, it.orders)
        builder.io(io, spin)
        if pin_io is not None:
            builder.pin_io(pin_io)
        builder.io_threads(io_threads)
        if item_limit is not None:
            builder.item_limit(item_limit)
        builder.reconnect(reconnect)
        builder.detect_missing_trades(detect_missing_trades)
        if tls_roots is not None:
            builder.tls_roots(list(tls_roots))
        if record is not None:
            builder.record(record)
        for name, wishes in strategies.items():
            _describe(builder, name, wishes)
        self._native = builder.start()
        self._feeds = {feed.name: Feed(feed) for feed in self._native.feeds()}

    def feed(self, strategy: str) -> Feed:
        """A strategy's feed: the same one each time."""
        return self._feeds[strategy]

    def share(
        self, strategy: str, name: str, *, records: int = 4_096, subscribers: int = 8
    ) -> None:
        """Publishes what a strategy reads under this name, for other processes of this
        machine: :class:`Share`. A thread of its own does it until the engine ends, and
        never takes the GIL; the strategy's feed is read here no more.

        ``records`` may wait for each of at most so many ``subscribers``; who is behind by
        more loses its oldest, and is told.

        Raises :class:`Error` when the name is taken, or the installation has no shared
        memory; :class:`ValueError` for what can't be."""
        feed = self._feeds[strategy]._native
        native("publish")(self._native, feed, name, records, subscribers)

    def subscribe(self, strategy: str, type: str, items: str | Iterable[str]) -> None:
        """A strategy wants a message type of these items, too. Returns at once; what
        the server refuses is told in the feeds. None is taken where it raises."""
        self._native.subscribe(strategy, type, _items(items))

    def unsubscribe(self, strategy: str, type: str, items: str | Iterable[str]) -> None:
        """A strategy doesn't want a message type of these items any more."""
        self._native.unsubscribe(strategy, type, _items(items))

    def snapshot(self) -> dict[str, int]:
        """What the engine has counted: about a millisecond old at most while data
        flows. Empty once it was joined."""
        return self._native.snapshot() or {}

    def stop(self) -> None:
        """Stops it, and returns at once: the feeds end when they are read empty."""
        self._native.stop()

    def join(self) -> None:
        """Waits, without the GIL, until it has ended, and what was recorded is on the
        disk; raises :class:`Error` with the reason if it wasn't stopped, or the recording
        has failed."""
        self._native.join()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if kind is None:
            self.join()


def _describe(builder: _native.Builder, name: str, wishes: Strategy | Subscriptions) -> None:
    it = wishes if isinstance(wishes, Strategy) else Strategy(wishes)
    if isinstance(it.overflow, Mapping):
        policies = [_policy(kind, overflow) for kind, overflow in it.overflow.items()]
    else:
        policies = [_policy(None, it.overflow)]
    its = wanted(it.subscriptions)
    builder.strategy(
        name, its, it.capacity, it.critical_capacity, policies, it.wait, it.unknown
    )
