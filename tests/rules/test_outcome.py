"""The eight outcomes: every combination against the taxonomy read aloud (4.12)."""

from itertools import product

import pytest

from sim.rules.outcome import OUTCOMES, outcome

FLAGS = (False, True)


def by_words(
    wider: bool, position: int, steps: int, signed: bool, all_open: bool, over: bool,
    emboldened: bool, partial: bool,
) -> str:  # fmt: skip
    """Name the outcome, first match wins."""
    kinds = [
        ("wider_war", wider),
        ("capitulation", steps > 0 and position == 0),
        ("exhaustion", steps > 0 and position == steps),
        ("frozen", signed and (all_open or over)),
        ("deal", signed),
        ("escalation", emboldened),
        ("limited", partial),
        ("protracted", True),
    ]
    return next(name for name, holds in kinds if holds)


@pytest.mark.parametrize(("position", "steps"), [(0, 0), (0, 8), (3, 8), (8, 8)])
def test_all_outcomes(position: int, steps: int) -> None:
    seen = set()
    for flags in product(FLAGS, repeat=6):
        wider, rest = flags[0], flags[1:]
        found = OUTCOMES[outcome(wider, position, steps, *rest)]
        assert found == by_words(wider, position, steps, *rest)
        seen.add(found)
    assert "wider_war" in seen
    assert len(seen) == (6 if (position, steps) in ((0, 0), (3, 8)) else 2)
