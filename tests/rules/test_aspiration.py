"""What a party holds out for (E15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.aspiration import bar, conceded

NUMBER = st.floats(-1, 1)


@pytest.mark.parametrize(
    ("elapsed", "horizon", "concession", "wanted"),
    [(0, 40, 1.0, 0.0), (20, 40, 1.0, 0.5), (20, 40, 0.5, 0.25), (20, 40, 2.0, 0.5**0.5),
     (40, 40, 0.4, 1.0), (50, 40, 0.4, 1.0), (-3, 40, 0.4, 0.0), (3, 0, 1.0, 1.0),
     (3, -1, 1.0, 1.0)],
)  # fmt: skip
def test_the_way_down(elapsed: float, horizon: float, concession: float, wanted: float) -> None:
    """Faratin, Sierra and Jennings (1998): (t / T)^(1 / beta): to 1e-12."""
    assert conceded(elapsed, horizon, concession) == pytest.approx(wanted, abs=1e-12)


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0.1, 5))
def test_a_bar_never_rises_with_time(one: float, other: float, concession: float) -> None:
    early, late = sorted((one, other))
    assert conceded(early, 48, concession) <= conceded(late, 48, concession)


@given(NUMBER, NUMBER, st.floats(0, 1), st.floats(0, 1), NUMBER)
def test_bar_by_hand(
    blocked: float, resolve: float, claim: float, down: float, ideal: float
) -> None:
    """To 1e-12: never less than blocking and resolve."""
    surplus = ideal - blocked if ideal > blocked else 0.0
    wanted = blocked + resolve + claim * (1 - down) * surplus
    found = bar(blocked, resolve, claim, down, ideal)
    assert found == pytest.approx(wanted, abs=1e-12)
    assert found >= blocked + resolve


def test_nothing_is_claimed_at_the_end() -> None:
    assert bar(0.1, 0.02, 0.8, 1.0, 5.0) == pytest.approx(0.12, abs=1e-12)
