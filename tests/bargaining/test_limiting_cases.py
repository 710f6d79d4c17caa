"""Play against theory: Rubinstein's split, Zeuthen's way to the Nash point, concession curves."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim import Negotiation, solutions
from tests.bargaining.domains import bargaining, choices, pie
from tests.oracles import solutions as oracle
from tests.oracles.alternating_offers import first_share, first_share_of
from tests.oracles.concession import meeting

PERFECT = ("subgame_perfect", "subgame_perfect")
PIECES = 200
ROUNDS_A_STEP = 2


def split(
    rounds: int, discounts: tuple[float, float], outside: tuple[float, float] = (0.0, 0.0)
) -> tuple[float, int]:
    """Play a pie perfectly; give the share of the first, and the round of the agreement."""
    scenario = pie(PIECES, "alternating_offers", PERFECT, rounds, discounts, outside)
    record = Negotiation(scenario, rng=1, swift=True).run()
    assert record.terms is not None
    return record.utility["P0"], record.end_round


@pytest.mark.parametrize("discounts", [(0.9, 0.9), (0.8, 0.9), (0.9, 0.6), (0.5, 0.5)])
def test_long_talks_split_as_rubinstein_says(discounts: tuple[float, float]) -> None:
    share, ended = split(80, discounts)
    assert share == pytest.approx(first_share(*discounts), abs=8 / PIECES)
    assert ended == 1  # at once: the first offer is answered in the second round


@settings(max_examples=40, deadline=None)
@given(
    st.integers(2, 12), st.tuples(st.floats(0.3, 0.99), st.floats(0.3, 0.99)),
    st.tuples(st.floats(0.0, 0.45), st.floats(0.0, 0.45)),
)  # fmt: skip
def test_short_talks_and_outside_options(
    rounds: int, discounts: tuple[float, float], outside: tuple[float, float]
) -> None:
    """A whole number of pieces is lost at each offer at most: the responder gets one too many."""
    share, ended = split(rounds, discounts, outside)
    assert share == pytest.approx(
        first_share_of(rounds - 1, discounts, outside), abs=(rounds + 1) / PIECES
    )
    assert ended == 1


def test_an_outside_option_counts_only_above_the_inside_share() -> None:
    """Binmore, Shaked and Sutton: 0.3 is less than what the second gets anyway, 0.6 is more."""
    discounts = (0.9, 0.9)
    plain_share, _ = split(80, discounts)
    assert split(80, discounts, (0.0, 0.3))[0] == plain_share
    assert split(80, discounts, (0.0, 0.6))[0] == pytest.approx(0.4, abs=1 / PIECES)


def test_the_last_offer_is_an_ultimatum() -> None:
    assert split(2, (0.9, 0.9))[0] == 1.0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 3), st.integers(2, 4))
def test_zeuthen_ends_at_the_nash_point(seed: int, issues: int, options: int) -> None:
    dice = np.random.default_rng(seed)
    rows = [{f"I{k}": dice.random(options).tolist() for k in range(issues)} for _ in range(2)]
    least = [float(issues * 0.3 * dice.random()) for _ in range(2)]
    scenario = bargaining(rows, least, "monotonic_concession", ("zeuthen", "zeuthen"), 90)
    packages = solutions.packages(scenario)
    u = solutions.utilities(scenario, packages)
    nash = oracle.nash(u, least)
    assume(len(nash) and np.prod(u[nash[0]] - least) > 1e-6)
    ideal_of_either = [u[:, party].max() >= least[party] for party in range(2)]
    assume(all(ideal_of_either))
    record = Negotiation(scenario, rng=1, swift=True).run()
    assert record.terms is not None
    got = u[(packages == choices(scenario, record.terms)).all(axis=1)][0]
    assert np.prod(got - least) == pytest.approx(np.prod(u[nash[0]] - least), rel=1e-6)


@pytest.mark.parametrize("one", ["boulware", "linear", "conceder"])
@pytest.mark.parametrize("other", ["boulware", "linear", "conceder"])
@pytest.mark.parametrize("steps", [7, 19, 33])  # not even: two lines then meet on a knife's edge
def test_two_concession_curves_cross_when_theory_says(one: str, other: str, steps: int) -> None:
    exponent = {"boulware": 4.0, "linear": 1.0, "conceder": 0.25}
    scenario = pie(1000, "alternating_offers", (one, other), ROUNDS_A_STEP * steps)
    record = Negotiation(scenario, rng=1, swift=True).run()
    turn, share = meeting(steps, (exponent[one], exponent[other]))
    assert record.end_round == turn
    assert record.utility["P0"] == pytest.approx(share, abs=1.1e-3)
