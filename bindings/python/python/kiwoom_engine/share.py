"""Other processes on one machine: what an engine publishes over shared memory."""


from . import _native
from ._feature import native
from .engine import Subscriptions, wanted
from .feed import ClosingFeed

class Share(ClosingFeed):
    """What another process publishes under a name: ``kiwoom-engine run`` with ``share``
    in its configuration, :meth:`Engine.share`, or a program in Rust.

    Read like any feed: in batches or one by one, with ``for`` or ``async for``. First
    comes the latest of each item and type, marked ``SNAPSHOT`` in ``header.flags``, then
    what is published, with nothing missing between. What is lost, because this process
    was too slow, is told by a ``gap`` in its place, exactly. Nobody else is hurt by it.

    Ends with the publisher, and all was read: then :attr:`ended` says how. Ends by
    itself with ``with``.
    """

    def __init__(self, name: str, subscriptions: Subscriptions | None = None) -> None:
        """Subscribes to these types and items of what is published, ``""`` for all items
        of a type; or to everything.

        Raises :class:`Error` when nobody publishes under this name, or as many subscribe
        as may; :class:`ValueError` for what can't be."""
        asked = None if subscriptions is None else wanted(subscriptions)
        self._share: _native.Share = native("Share")(name, asked)
        super().__init__(self._share)

    @property
    def name(self) -> str:
        """The share's name."""
        return self._share.name

    @property
    def ended(self) -> str | None:
        """How it has ended, once everything was read: ``"stopped"`` when the publisher
        has stopped in good order, ``"died"`` when its process is gone; ``None`` before.
        A new publisher is a new engine: open another ``Share`` then."""
        return self._share.ended

    def counts(self) -> dict[str, int]:
        """What was counted so far: ``delivered``, ``lost`` and ``gaps``."""
        return self._share.counts()

    def close(self) -> None:
        """Ends the subscription, and gives back what it holds."""
        self._share.close()
