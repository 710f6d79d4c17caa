"""Threats carried out or bluffed (E9)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import threat
from tests.limits.worlds import built, example, tabled

A = 0


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_credibility(before: float, credit: float, bluff: float) -> None:
    """To 1e-12; it stays a probability."""
    raised = threat.credibility_after(before, True, credit, bluff)
    spent = threat.credibility_after(before, False, credit, bluff)
    assert raised == pytest.approx(1 - (1 - credit) * (1 - before), abs=1e-12)
    assert spent == pytest.approx(before * bluff, abs=1e-12)
    assert -1e-12 <= spent <= before <= raised + 1e-12 <= 1 + 2e-12


def test_only_a_lone_needed_no_blocks() -> None:
    """All answers and all sets of needed parties, of four."""
    for said, needed in product(range(16), repeat=2):
        against = [p for p in range(4) if needed >> p & 1 and not said >> p & 1]
        wanted = against[0] if len(against) == 1 else -1
        assert threat.lone_blocker(said, needed, 4) == wanted


@pytest.mark.parametrize(
    ("draw", "executed"), [(0.0, True), (0.199, True), (0.2, False), (0.9, False)]
)
def test_a_threat_is_carried_out_as_often_as_it_is_meant(draw: float, executed: bool) -> None:
    """Intensity .5 x credibility .4 = .2; to 1e-12."""
    public, world, _ = tabled(built(example()))
    assert threat.carry_out(public, world, A, draw) is executed
    assert world.punished.tolist() == [6 if executed else 0, 0, 0, 0]
    wanted = 0.4 + 0.3 * 0.6 if executed else 0.4 * 0.85
    assert world.credibility[A] == pytest.approx(wanted, abs=1e-12)
    assert world.credibility[1] == 0.5
