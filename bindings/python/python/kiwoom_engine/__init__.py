"""Market data of Kiwoom Securities' real-time WebSocket (키움증권 실시간시세).

The engine receives and decodes on threads of its own, without the GIL; a strategy
reads batches as NumPy arrays, or single records::

    import kiwoom_engine

    with kiwoom_engine.Engine(
        "paper", token_env="KIWOOM_TOKEN", strategies={"maker": {"trade": ["005930"]}}
    ) as engine:
        for batch in engine.feed("maker").batches():
            if "trade" in batch:
                print(kiwoom_engine.values(batch["trade"]["last"]))

To try it without an account: :class:`Simulator`. What an engine in another process
publishes: :class:`Share`.
"""

from ._native import SNAPSHOT, Closed, Error, __version__, clock_ns, layout_version
from .dtypes import DTYPES, columns, directions, seconds, texts, values
from .engine import Account, Engine, Strategy
from .feed import Batch, Batches, Feed, Records
from .journal import Journal, JournalDamage, Replay, Segment
from .records import CLASSES, Record
from .share import Share
from .simulator import Sent, Simulator
from .table import Table

__all__ = [
    "Account",
    "Batch",
    "Batches",
    "CLASSES",
    "Closed",
    "DTYPES",
    "Engine",
    "Error",
    "Feed",
    "Journal",
    "JournalDamage",
    "Record",
    "Records",
    "Replay",
    "SNAPSHOT",
    "Segment",
    "Sent",
    "Share",
    "Simulator",
    "Strategy",
    "Table",
    "__version__",
    "clock_ns",
    "columns",
    "directions",
    "layout_version",
    "seconds",
    "texts",
    "values",
]
