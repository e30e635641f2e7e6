"""The example draws its picture."""

import importlib.util
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent / "examples" / "chart_day.py"


def test_the_chart_is_a_picture(tmp_path):
    pytest.importorskip("matplotlib")
    spec = importlib.util.spec_from_file_location("chart_day", EXAMPLE)
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    out = tmp_path / "day.png"
    trades = example.main(["--frames", "3000", "--out", str(out)])
    assert trades > 100
    picture = out.read_bytes()
    assert picture.startswith(b"\x89PNG") and len(picture) > 10_000
