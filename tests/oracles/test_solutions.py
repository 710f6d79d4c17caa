"""Pin oracle 02. Values are exact unless a tolerance is named at the assertion."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from tests.oracles import solutions as so

# Nash (1950), section "Examples": Bill's five goods, then Jack's four; (to Bill, to Jack).
BARTER = [(2, 4), (2, 2), (2, 1), (2, 2), (4, 1), (10, 1), (4, 1), (6, 2), (2, 2)]
BILLS = 5
Solve = Callable[[so.Floats, ArrayLike], so.Ints]


def pie(units: int, parties: int = 2) -> so.Floats:
    rows = [r for r in product(range(units + 1), repeat=parties) if sum(r) == units]
    return np.array(rows, dtype=float) / units


def tables_of_barter() -> list[list[list[float]]]:
    """Option 0: the good stays; option 1: it changes hands. Utilities are gains."""
    bill = [[0.0, float(-b if i < BILLS else b)] for i, (b, _) in enumerate(BARTER)]
    jack = [[0.0, float(j if i < BILLS else -j)] for i, (_, j) in enumerate(BARTER)]
    return [bill, jack]


def test_packages_count_order_and_sums() -> None:
    choices = so.packages([2, 3])
    assert choices.tolist() == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]
    u = so.additive_utilities(choices, [[[0, 10], [1, 2, 3]], [[5, 0], [0, 0, 7]]])
    assert u.tolist() == [[1, 5], [2, 5], [3, 12], [11, 0], [12, 0], [13, 7]]


def test_nash_1950_barter_example() -> None:
    """Bill gives book, whip, ball, bat; Jack gives pen, toy, knife; gains 12 and 5."""
    choices = so.packages([2] * len(BARTER))
    u = so.additive_utilities(choices, tables_of_barter())
    best = so.nash(u, (0, 0))
    assert choices[best].tolist() == [[1, 1, 1, 1, 0, 1, 1, 1, 0]]
    assert u[best].tolist() == [[12, 5]]
    assert so.nash_product(u, (0, 0)) == 60


@pytest.mark.parametrize("solve", [so.nash, so.kalai_smorodinsky, so.egalitarian])
def test_an_even_pie_is_halved(solve: Solve) -> None:
    u = pie(100)
    assert u[solve(u, (0, 0))].tolist() == [[0.5, 0.5]]


@pytest.mark.parametrize("solve", [so.nash, so.kalai_smorodinsky, so.egalitarian])
def test_disagreement_point_shifts_the_split(solve: Solve) -> None:
    """Split the surplus: with d = (.3, .1) party 1 gets .3 + (1 - .4)/2 = .6."""
    u = pie(100)
    chosen = u[solve(u, (0.3, 0.1))]
    assert chosen == pytest.approx(np.array([[0.6, 0.4]]), abs=1e-12)


def test_three_parties_share_equally() -> None:
    u = pie(12, 3)
    for solve in (so.nash, so.kalai_smorodinsky, so.egalitarian):
        assert u[solve(u, (0, 0, 0))] == pytest.approx(np.full((1, 3), 1 / 3), abs=1e-12)


def test_risk_aversion_costs_the_averse_party() -> None:
    """The product x sqrt(1 - x) is largest at x = 2/3, a point of the grid."""
    x = np.arange(3001) / 3000
    u = np.stack([x, np.sqrt(1 - x)], axis=1)
    assert x[so.nash(u, (0, 0))] == pytest.approx(np.array([2 / 3]), abs=1e-12)


def test_nash_and_kalai_smorodinsky_part_ways() -> None:
    """Frontier (0, 1)-(1, .7), ideals (1, 1): Nash (1, .7); the even ray meets it at 10/13."""
    x = np.arange(1301) / 1300
    u = np.stack([x, 1 - 0.3 * x], axis=1)
    assert u[so.nash(u, (0, 0))].tolist() == [[1.0, 0.7]]
    assert u[so.kalai_smorodinsky(u, (0, 0))] == pytest.approx(np.full((1, 2), 10 / 13), abs=1e-12)


def test_kalai_smorodinsky_normalises_and_egalitarian_does_not() -> None:
    """Line 10y + x = 10: equal gains 10/11 each; normalised gains halve the line at (5, .5)."""
    y = np.arange(111) / 110
    u = np.stack([10 * (1 - y), y], axis=1)
    assert u[so.egalitarian(u, (0, 0))] == pytest.approx(np.full((1, 2), 10 / 11), abs=1e-12)
    assert u[so.kalai_smorodinsky(u, (0, 0))] == pytest.approx(np.array([[5, 0.5]]), abs=1e-12)


def test_ideals_ignore_packages_that_are_not_individually_rational() -> None:
    u = np.array([[100.0, -1.0], [4.0, 1.0], [2.0, 2.0]])
    # ideals (4, 2): normalised (1, .5) against (.5, 1): a tie. With ideal 100 only the first wins.
    assert so.kalai_smorodinsky(u, (0, 0)).tolist() == [1, 2]


def test_leximin_breaks_ties_of_the_worst_off_and_all_maximisers_stay() -> None:
    u = np.array([[1.0, 1.0, 5.0], [1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [0.0, 9.0, 9.0]])
    assert so.egalitarian(u, (0, 0, 0)).tolist() == [1, 2]
    assert so.nash(u, (0, 0, 0)).tolist() == [1, 2]
    assert so.utilitarian(u).tolist() == [3]
    assert so.utilitarian(u, (1, 1, 1)).tolist() == [0]


def test_nothing_individually_rational_means_no_solution() -> None:
    u = np.array([[1.0, 0.0], [0.0, 1.0]])
    for solve in (so.nash, so.kalai_smorodinsky, so.egalitarian, so.utilitarian):
        assert solve(u, (0.5, 0.5)).size == 0
    assert np.isnan(so.nash_product(u, (0.5, 0.5)))


def test_pareto_keeps_duplicates_and_drops_weakly_dominated() -> None:
    u = np.array([[1.0, 2.0], [1.0, 2.0], [1.0, 1.0], [2.0, 0.0], [2.0, 1.0]])
    assert so.pareto(u).tolist() == [True, True, False, False, True]


POINTS = st.lists(st.tuples(*[st.integers(0, 8)] * 3), min_size=1, max_size=25)


@given(POINTS)
@settings(max_examples=60, deadline=None)
def test_pareto_equals_the_definition_and_solutions_lie_on_it(rows: list[tuple[int, ...]]) -> None:
    def dominates(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
        return a != b and all(x >= y for x, y in zip(a, b, strict=True))

    u = np.array(rows, dtype=float)
    assert so.pareto(u).tolist() == [not any(dominates(o, r) for o in rows) for r in rows]
    assert so.pareto(u)[so.egalitarian(u, (0, 0, 0))].all()
    assert so.pareto(u)[so.utilitarian(u)].all()
    if so.nash_product(u, (0, 0, 0)) > 0:
        assert so.pareto(u)[so.nash(u, (0, 0, 0))].all()


@given(POINTS, st.tuples(*[st.sampled_from([0.5, 1.0, 2.0, 4.0])] * 3))
@settings(max_examples=60, deadline=None)
def test_scale_invariance(rows: list[tuple[int, ...]], scale: tuple[float, ...]) -> None:
    """Nash and Kalai-Smorodinsky do not depend on units or origins (exact: powers of two)."""
    u, shift = np.array(rows, dtype=float), np.array([3.0, -2.0, 7.0])
    for solve in (so.nash, so.kalai_smorodinsky):
        there = solve(u * scale + shift, np.array([1, 0, 2]) * scale + shift)
        assert solve(u, (1, 0, 2)).tolist() == there.tolist()
