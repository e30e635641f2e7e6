"""The examples and the bench run."""

import importlib.util
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_chart_is_a_picture(tmp_path):
    pytest.importorskip("matplotlib")
    example = load(PACKAGE / "examples" / "chart_day.py")
    out = tmp_path / "day.png"
    trades = example.main(["--frames", "3000", "--out", str(out)])
    assert trades > 100
    picture = out.read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) > 10_000


def test_a_day_is_recorded_and_asked(tmp_path, capsys):
    pytest.importorskip("polars")
    example = load(PACKAGE / "examples" / "journal_frames.py")
    folder = tmp_path / "day"
    trades = example.main([str(folder), "--messages", "3000"])
    # The second time it is only read.
    assert trades > 100 and example.main([str(folder)]) == trades
    told = capsys.readouterr().out
    assert all(item in told for item in example.ITEMS)


def test_the_bench_measures_the_same_for_all(monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(PACKAGE / "bench"))
    bench = load(PACKAGE / "bench" / "receive.py")
    names = ["batches", "batches, async", "objects", "json"]
    # More than the ring holds, so that they come in more than one batch.
    measured = bench.main(["--messages", "20000", "--rounds", "1", "--clients", *names])
    # Those of this package need nothing else.
    assert measured >= 3
    assert "this package, records as objects" in capsys.readouterr().out
    sys.modules.pop("clients", None)
