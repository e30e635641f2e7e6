"""What the tests share: an exchange in this process, and an engine that is patient."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import kiwoom_engine

#: What a test waits for, at the very most: it passes only where a test fails.
PATIENCE = 60.0


@pytest.fixture
def exchange() -> Iterator[kiwoom_engine.Simulator]:
    with kiwoom_engine.Simulator(seed=7, rate=2_000.0) as simulator:
        yield simulator


@pytest.fixture
def start(
    exchange: kiwoom_engine.Simulator,
) -> Iterator[Callable[..., kiwoom_engine.Engine]]:
    """Starts an engine with one strategy, called "one"."""
    started: list[kiwoom_engine.Engine] = []

    def start(wishes: Any, url: str | None = None, **keywords: Any) -> kiwoom_engine.Engine:
        engine = kiwoom_engine.Engine(
            url or exchange.url,
            token="any",
            reconnect=False,
            strategies={"one": kiwoom_engine.Strategy(wishes, capacity=64 << 20)},
            **keywords,
        )
        started.append(engine)
        return engine

    yield start
    for engine in started:
        engine.stop()
