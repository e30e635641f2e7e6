"""The stand-in exchange, in this process: for trying, and for your own tests."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType

from . import _native


@dataclass(frozen=True)
class Sent:
    """What a simulator has sent."""

    #: REAL frames.
    frames: int
    #: Messages in them.
    elements: int
    #: The same by type's code and item.
    by_item: dict[tuple[str, str], int]


class Simulator:
    """A stand-in for Kiwoom's server: login, registration, limits and refusals as far
    as they are known, and messages of every type from a market that its seed decides.
    It has a thread of its own, which never takes the GIL.

    Stops with its ``with`` or :meth:`stop`.
    """

    def __init__(
        self,
        *,
        seed: int = 1,
        rate: float | None = 10.0,
        flush: float = 0.0,
        limit: int | None = None,
        tokens: Iterable[str] | None = None,
        login_delay: float = 0.0,
        bind: str = "127.0.0.1:0",
        faults: Iterable[str] = (),
    ) -> None:
        """Listens on ``bind``, by default any free port of this machine.

        ``rate`` is messages a second on each connection, ``None`` as fast as they are
        read; ``flush`` the seconds between two frames, 0 for one frame a message;
        ``limit`` how many frames a connection gets. ``tokens`` are those that may log
        in, all unless given. ``faults`` is what goes wrong, such as
        ``"connection 1 on frame 500: reset"``: see ``kiwoom-engine simulate --help``."""
        its = None if tokens is None else list(tokens)
        self._native = _native.Simulator(
            seed, rate, flush, limit, its, login_delay, bind, list(faults)
        )
        self._last = Sent(0, 0, {})

    @property
    def url(self) -> str:
        """Where the Korean market is."""
        return self._native.url

    @property
    def us_url(self) -> str:
        """Where the American market is."""
        return self._native.us_url

    def sent(self) -> Sent:
        """What was sent so far."""
        return self._tell(self._native.sent())

    def stop(self) -> Sent:
        """Stops it, and gives what was sent."""
        return self._tell(self._native.stop())

    def _tell(self, sent: tuple[int, int, dict[tuple[str, str], int]] | None) -> Sent:
        if sent is not None:
            self._last = Sent(*sent)
        return self._last

    def __enter__(self) -> "Simulator":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
