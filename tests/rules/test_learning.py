"""The mediator's picture of a party's resolve against the posterior on a fine grid, and tastes."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sim.places import GRID
from sim.rules import learning
from sim.scenario import Scenario
from sim.table import Space
from tests.limits.worlds import built, example, scenarios, tabled
from tests.oracles import bayes

ANSWER = st.tuples(st.floats(-0.3, 0.3), st.booleans())


def test_first_picture_is_the_normal() -> None:
    """Mean to 1e-12, standard deviation to 1e-4 of the spread (the grid ends at 5)."""
    picture = learning.first_picture(np.array([0.04, 0.0, 0.1]))
    assert picture.shape == (3, GRID)
    assert picture.sum(axis=1) == pytest.approx(1.0, abs=1e-12)
    for row, spread in zip(picture, (0.04, 0.0, 0.1), strict=True):
        mean, sd = learning.mean_and_sd(row, spread)
        assert mean == pytest.approx(0.0, abs=1e-12)
        assert sd == pytest.approx(spread, abs=1e-4 * max(spread, 1e-9))


@settings(max_examples=200)
@given(st.lists(ANSWER, max_size=8), st.floats(0.01, 0.12), st.sampled_from([8.0, 20.0, 60.0]))
def test_learning_is_bayes(
    answers: list[tuple[float, bool]], spread: float, precision: float
) -> None:
    """Mean and deviation to .05 of the spread, after answers that some resolve explains."""
    wanted = bayes.posterior(spread, answers, precision)
    assume(abs(bayes.mean(wanted)) < 3 * spread)
    weights = learning.first_picture(np.array([spread]))[0]
    for gain, yes in answers:
        learning.learn(weights, spread, 0.5 + gain, 0.5, precision, yes)
    mean, sd = learning.mean_and_sd(weights, spread)
    assert weights.sum() == pytest.approx(1.0, abs=1e-12)
    assert mean == pytest.approx(bayes.mean(wanted), abs=0.05 * spread)
    assert sd == pytest.approx(math.sqrt(bayes.variance(wanted)), abs=0.05 * spread)


def test_without_noise_an_answer_cuts_the_picture() -> None:
    """A no at a gain of .022 says that resolve is above it: exactly nothing is left below."""
    weights = learning.first_picture(np.array([0.04]))[0]
    learning.learn(weights, 0.04, 0.522, 0.5, math.inf, False)
    points = np.array([learning.grid_point(g, 0.04) for g in range(GRID)])
    assert points[[0, GRID // 2, -1]] == pytest.approx([-0.2, 0.0, 0.2], abs=1e-12)
    assert (weights[points <= 0.022] == 0).all()
    assert (weights[points > 0.022] > 0).all()


@pytest.mark.parametrize("yes", [True, False])
def test_an_answer_beyond_all_resolve_forgets(yes: bool) -> None:
    weights = learning.first_picture(np.array([0.04]))[0]
    learning.learn(weights, 0.04, 0.0 if yes else 1.0, 0.5, math.inf, yes)
    assert weights == pytest.approx(np.full(GRID, 1 / GRID), abs=1e-15)


def stakes(space: Space, party: int) -> np.ndarray:
    rows = [space.value[party, i, : space.options[i]] for i in range(space.issues)]
    return np.array([row.max() - row.min() for row in rows])


@settings(max_examples=100, deadline=None)
@given(scenarios(), st.lists(st.floats(0.2, 3), min_size=4, max_size=4))
def test_rescaled_tastes_keep_the_whole_stake(scenario: Scenario, factors: list[float]) -> None:
    """Sum of factor x spread of values, to 1e-9; the ratio of factors stays."""
    space = tabled(scenario).public.space
    taste = np.array([factors[: space.issues]] * space.parties)
    for party in range(space.parties):
        wanted = stakes(space, party)
        for issue in range(space.issues):
            spread = learning.issue_stake(space, party, issue)
            assert spread == pytest.approx(wanted[issue], abs=1e-12)
        before = taste.copy()
        learning.rescale(space, party, taste)
        if wanted.sum() > 0:
            assert (taste[party] * wanted).sum() == pytest.approx(wanted.sum(), abs=1e-9)
            ratio = taste[party] / before[party]
            assert ratio == pytest.approx(np.full(space.issues, ratio[0]), rel=1e-9)
        else:
            assert (taste == before).all()
        others = np.arange(space.parties) != party
        assert (taste[others] == before[others]).all()


@pytest.mark.parametrize(
    ("objection", "loss", "factor"),
    [(0, [0.1, 0.15, 0.0], 1.5), (0, [0.1, 0.9, 0.0], 2.0), (1, [0.1, 0.9, 0.0], 1.0),
     (2, [0.1, 0.9, 0.0], 1.0)],
)  # fmt: skip
def test_criticism_moves_the_guess_no_further_than_needed(
    objection: int, loss: list[float], factor: float
) -> None:
    """Up to the largest loss, at most doubled, then rescaled; a costless issue says nothing."""
    space = tabled(built(example())).public.space
    guess, wanted = np.ones((4, 3)), np.ones((4, 3))
    wanted[1, objection] = factor
    if factor != 1.0:
        learning.rescale(space, 1, wanted)
    learning.heed(space, 1, objection, np.array(loss), guess)
    assert guess == pytest.approx(wanted, abs=1e-12)
    ratio = guess[1, objection] / guess[1, (objection + 1) % 3]
    assert ratio == pytest.approx(factor, abs=1e-12)


def test_a_refusal_without_an_objection_teaches_no_taste() -> None:
    space = tabled(built(example())).public.space
    guess = np.ones((4, 3))
    learning.heed(space, 1, -1, np.array([0.3, 0.0, 0.1]), guess)
    assert (guess == 1.0).all()
