"""Indices of compiled rules: unsigned where they are worked out, as written where they are not."""

import numpy as np
import pytest
from numba import njit, types
from numba.core import ir

from sim.indexing import RuleCompiler, unsigned
from sim.rule import compiled, rule
from sim.table import Array


@rule
def picked(table: Array, row: int, column: int) -> float:
    """Read a table at places that are handed over, and write there."""
    found = table[row, column] + table[row - 1, column]
    table[row, column] = found
    return float(found)


@rule
def last(table: Array) -> float:
    """Read the last number of a row, counted from the back by name."""
    return float(table[-1])


@pytest.mark.parametrize("place", [(1, 0), (2, 3), (1, 1)])
def test_an_access_is_the_same_compiled_and_plain(place: tuple[int, int]) -> None:
    one, other = (np.arange(12.0).reshape(3, 4) for _ in range(2))
    assert compiled(picked)(one, *place) == picked(other, *place)
    assert np.array_equal(one, other)


def test_a_place_named_from_the_back_is_still_found() -> None:
    row = np.array([1.0, 2.0, 7.0])
    assert compiled(last)(row) == last(row) == 7.0


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (types.int64, types.uint64),
        (types.uint64, types.uint64),
        (types.UniTuple(types.int64, 2), types.UniTuple(types.uint64, 2)),
        (types.literal(3), types.uint64),
        (types.literal(-1), types.literal(-1)),
        (types.slice2_type, types.slice2_type),
    ],
)
def test_whole_numbers_alone_lose_their_sign(given: types.Type, wanted: types.Type) -> None:
    assert unsigned(given) == wanted


def test_every_place_that_is_worked_out_is_handed_over_unsigned() -> None:
    made = njit(pipeline_class=RuleCompiler)(picked)
    made(np.zeros((2, 2)), 1, 1)
    (compiled_once,) = made.overloads.values()
    handed = [
        given.args[1]
        for access, given in compiled_once.type_annotation.calltypes.items()
        if isinstance(access, ir.SetItem) or getattr(access, "op", "") == "getitem"
    ]
    assert handed == [types.UniTuple(types.uint64, 2)] * 3
