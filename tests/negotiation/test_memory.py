"""Compiled rules let go of every array that they make, whichever of them count references."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numba.core.runtime import _nrt_python, rtsys

from sim import load_scenario
from sim import rule as rules
from sim.rule import compiled, rule
from sim.table import Array
from tests.negotiation.engines import kernel, rows


@pytest.fixture(autouse=True)
def counting() -> Iterator[None]:
    """Let numba count what it gives and takes back."""
    enabled = _nrt_python.memsys_stats_enabled()
    _nrt_python.memsys_enable_stats()
    yield
    if not enabled:
        _nrt_python.memsys_disable_stats()


def kept() -> int:
    """Arrays and tables that compiled code has made and not let go."""
    stats = rtsys.get_allocation_stats()
    return int(stats.mi_alloc - stats.mi_free)


@rule
def give(count: int) -> Array:
    return np.ones(count)


@rule
def take(count: int) -> float:
    """Make no array, but be given one: its references must be counted all the same."""
    return float(give(count)[0])


@rule
def forget(count: int) -> float:
    return float(give(count)[0])


@rule
def ask(count: int) -> float:
    return take(count)


@rule
def ask_in_vain(count: int) -> float:
    return forget(count)


def left_after(function: Any, times: int = 50) -> int:
    function(3)  # compile it first
    before = kept()
    for _ in range(times):
        function(3)
    return kept() - before


def test_a_rule_lets_go_of_what_another_gives_it() -> None:
    assert left_after(compiled(ask)) == 0


def test_the_count_would_tell_of_a_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without counts where they are needed, one array a call stays: that is what is looked for."""
    monkeypatch.setattr(rules, "_counts_references", lambda function, _: function is give)
    assert left_after(compiled(ask_in_vain)) == 50


def test_negotiations_leave_nothing_behind() -> None:
    scenario = load_scenario("ukraine")
    rows(kernel(), scenario, 1, range(1))
    before = kept()
    rows(kernel(), scenario, 1, range(20))
    assert kept() == before
