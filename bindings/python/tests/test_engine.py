"""Building, asking and stopping; what can't be is refused with words."""

import time

import pytest

import kiwoom_engine
from conftest import PATIENCE

TOKEN = "a-token-that-must-never-be-seen"


def build(url="ws://127.0.0.1:9", strategies=None, **keywords):
    keywords.setdefault("token", TOKEN)
    return kiwoom_engine.Engine(url, strategies=strategies or {"one": {}}, **keywords)


@pytest.mark.parametrize(
    "keywords",
    [
        {"url": "http://x"},
        {"token": ""},
        {"io": "sometimes"},
        {"spin": -1.0},
        {"accounts": [kiwoom_engine.Account("a")]},
        {"accounts": [kiwoom_engine.Account("a", token_file="x", token_env="y")]},
        {"strategies": {"one": {"nonsense": ["005930"]}}},
        {"strategies": {"one": {"trade": ["0059 30"]}}},
        {"strategies": {"one": kiwoom_engine.Strategy({}, wait="long")}},
        {"strategies": {"one": kiwoom_engine.Strategy({}, overflow="never")}},
        {"strategies": {"one": kiwoom_engine.Strategy({}, overflow={"trade": ("block", -1)})}},
    ],
)
def test_values_that_cannot_be(keywords):
    with pytest.raises(ValueError) as error:
        build(**keywords)
    assert TOKEN not in str(error.value)


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ({"token": None}, "token"),
        ({"url": "ws://192.0.2.1"}, "TLS"),
        ({"strategies": {"one": kiwoom_engine.Strategy({}, capacity=64)}}, "data lane"),
        ({"accounts": [kiwoom_engine.Account("token", token_env="X")]}, "token"),
    ],
)
def test_engines_that_cannot_start(keywords, words):
    with pytest.raises(kiwoom_engine.Error, match=words):
        build(**keywords)


def test_subscribing_while_it_runs(exchange, start):
    engine = start({"trade": "005930"}, item_limit=10)
    engine.subscribe("one", "best_quote", "035420")
    for record in engine.feed("one").records():
        if type(record).__name__ == "BestQuote":
            assert record.item == "035420"
            break
    with pytest.raises(kiwoom_engine.Error):
        engine.subscribe("one", "trade", [f"{number:06}" for number in range(11)])
    with pytest.raises(ValueError):
        engine.subscribe("nobody", "trade", "005930")
    assert engine.snapshot()["logins"] == 1


def test_with_stops_and_joins(exchange):
    with build(exchange.url, {"one": {"trade": "005930"}}) as engine:
        next(iter(engine.feed("one").records()))
    assert engine.snapshot() == {}
    # What was on its way, and then the end.
    for _ in engine.feed("one").batches():
        pass


def test_the_end_is_told_without_the_token():
    with kiwoom_engine.Simulator(tokens=["another"]) as exchange:
        engine = build(exchange.url, {"one": {"trade": "005930"}}, reconnect=False)
        texts = [it.text for it in engine.feed("one").records() if type(it).__name__ == "Link"]
        with pytest.raises(kiwoom_engine.Error) as error:
            engine.join()
    assert TOKEN not in str(error.value) and TOKEN not in "".join(texts)


def test_faults_are_the_simulators(tmp_path):
    token = tmp_path / "token"
    token.write_text("any\n")
    faults = ["connection 1 on frame 50: reset"]
    with kiwoom_engine.Simulator(rate=2_000.0, faults=faults) as exchange:
        engine = build(
            exchange.url, {"one": {"trade": "005930"}}, token=None, token_file=token
        )
        ups = 0
        for record in engine.feed("one").records():
            ups += type(record).__name__ == "Link" and record.event == 2
            if ups == 2:
                break
        engine.stop()
        engine.join()
    with pytest.raises(ValueError):
        kiwoom_engine.Simulator(faults=["nonsense"])
    with pytest.raises(ValueError):
        kiwoom_engine.Simulator(flush=-1)
    with pytest.raises(kiwoom_engine.Error):
        kiwoom_engine.Simulator(rate=0)


def test_snapshots_while_another_thread_joins(exchange, start):
    """A join holds neither the GIL nor what a snapshot needs."""
    import threading

    engine = start({"trade": "005930"})
    thread = threading.Thread(target=engine.join)
    thread.start()
    deadline = time.monotonic() + PATIENCE
    while engine.snapshot():
        assert time.monotonic() < deadline
    engine.stop()
    thread.join(PATIENCE)
    assert not thread.is_alive()
