"""The types of NumPy lie over the records as the engine has them."""

import numpy as np
import pytest

import kiwoom_engine
from kiwoom_engine import _native
from kiwoom_engine._records import STRUCTS


def _places(name, prefix, start):
    """Every field of a structure: by flat name, where and how long."""
    for member, what, offset, number, scale in STRUCTS[name][3]:
        if scale is not None:
            yield member, start + offset, number
        elif number > 1:
            size = STRUCTS[what][2]
            for at in range(number):
                for inner, where, length in _places(what, prefix, start + offset + at * size):
                    yield f"{member}.{inner}_{at + 1}", where, length


def test_every_field_lies_where_the_engine_has_it():
    layouts = _native.layouts()
    assert len(layouts) == 25
    for name, size, fields in layouts:
        assert kiwoom_engine.DTYPES[name].itemsize == size
        ours = {(offset, length): member for member, offset, length in _places(name, "", 0)}
        for field, offset, length, *_ in fields:
            member = ours.pop((offset, length)).split(".")[-1]
            # Those of groups may have a prefix where they are listed flat.
            assert field.endswith(member), (name, field, member)
        assert not ours


def test_numpy_has_the_tables_places():
    for name, dtype in kiwoom_engine.DTYPES.items():
        _, _, size, members = STRUCTS[name]
        assert dtype.itemsize == size
        for member, what, offset, number, _ in members:
            inner, where = dtype.fields[member][:2]
            # A text stands behind the byte with its length.
            is_text = what == "text"
            assert where == offset + is_text
            if what in STRUCTS:
                assert inner.itemsize == STRUCTS[what][2] * number
            else:
                assert inner.itemsize == number - is_text


def test_no_value_is_no_number():
    trade = np.zeros(3, kiwoom_engine.DTYPES["trade"])
    trade["last"] = [20_800 << 2 | 2, 0xFFFF_FFFF, 0xFFFF_FFFB]
    trade["change_percent"] = [-24, -(2**31), -(2**31) + 1]
    trade["time"] = [93_015, 0xFFFF_FFFF, 0xFFFF_FFFE]
    np.testing.assert_array_equal(
        kiwoom_engine.values(trade["last"]), [20_800.0, np.nan, np.nan]
    )
    np.testing.assert_array_equal(kiwoom_engine.directions(trade["last"]), [-1, 0, 0])
    np.testing.assert_array_equal(
        kiwoom_engine.values(trade["change_percent"]), [-0.24, np.nan, np.nan]
    )
    np.testing.assert_array_equal(
        kiwoom_engine.seconds(trade["time"]), [9 * 3600 + 30 * 60 + 15, np.nan, np.nan]
    )
    first, second, _ = map(kiwoom_engine.CLASSES["trade"], trade)
    assert (first.last, str(first.change_percent), str(first.time)) == (
        20_800,
        "-0.24",
        "09:30:15",
    )
    assert first.direction_of("last") == "down"
    assert (second.last, second.change_percent, second.time) == (None, None, None)
    assert second.direction_of("last") is None


def test_columns_know_what_they_are():
    trade = np.zeros(1, kiwoom_engine.DTYPES["trade"])
    for wrong in (np.zeros(1), trade["time"], trade["header"]["item"]):
        with pytest.raises(ValueError):
            kiwoom_engine.values(wrong)
    for wrong in (trade["volume"], trade["time"]):
        with pytest.raises(ValueError):
            kiwoom_engine.directions(wrong)
    with pytest.raises(ValueError):
        kiwoom_engine.texts(trade["last"])


def test_account_numbers_are_not_shown():
    order = np.zeros(1, kiwoom_engine.DTYPES["order"])
    order["account_no"] = b"1234567890"
    order["loan_date"] = 0xFFFF_FFFF
    record = kiwoom_engine.CLASSES["order"](order[0])
    assert record.account_no == "1234567890"
    assert "1234567890" not in repr(record)
