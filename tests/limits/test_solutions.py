"""``sim.solutions`` against the oracle of bargaining solutions (02), ties included: exact rows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import load_scenario, solutions
from sim.errors import InputError
from sim.scenario import Scenario
from tests.limits.worlds import built, number, plain, scenarios, tabled
from tests.oracles import solutions as oracle


@st.composite
def points(draw: st.DrawFn) -> np.ndarray:
    """Draw whole-number utilities on a coarse grid, so that rows repeat and tie."""
    parties, rows = draw(st.integers(1, 5)), draw(st.integers(1, 60))
    span, seed = draw(st.sampled_from([2, 5, 40])), draw(st.integers(0, 2**32 - 1))
    return np.random.default_rng(seed).integers(-span, span, (rows, parties)).astype(float)


@settings(max_examples=300, deadline=None)
@given(points())
def test_pareto(u: np.ndarray) -> None:
    assert (solutions.pareto(u) == oracle.pareto(u)).all()


def test_pareto_over_many_blocks() -> None:
    u = np.random.default_rng(3).integers(0, 12, (4000, 4)).astype(float)
    assert len(np.unique(u, axis=0)) > solutions.BLOCK
    assert (solutions.pareto(u) == oracle.pareto(u)).all()


def test_nothing_of_nothing() -> None:
    for parties in (2, 3):
        assert solutions.pareto(np.zeros((0, parties))).tolist() == []


@pytest.mark.parametrize("name", ["nash", "egalitarian", "kalai_smorodinsky", "utilitarian"])
@settings(max_examples=200, deadline=None)
@given(points(), st.integers(-3, 3))
def test_solutions(name: str, u: np.ndarray, level: int) -> None:
    d = np.full(u.shape[1], float(level))
    assert getattr(solutions, name)(u, d).tolist() == getattr(oracle, name)(u, d).tolist()


@settings(max_examples=100, deadline=None)
@given(scenarios(issues=(1, 3)))
def test_packages_and_utilities(scenario: Scenario) -> None:
    """In the oracle's order; sums to 1e-12; demands narrow the space."""
    space = tabled(scenario).public.space
    rows = oracle.packages(space.options.tolist())
    offered = [all(space.offered[i, o] for i, o in enumerate(row)) for row in rows]
    choices = solutions.packages(scenario)
    assert choices.tolist() == rows[offered].tolist()
    net = space.value - space.penalty
    tables = [[net[p, i, : space.options[i]] for i in range(space.issues)]
              for p in range(space.parties)]  # fmt: skip
    wanted = oracle.additive_utilities(choices, tables)
    assert solutions.utilities(scenario, choices) == pytest.approx(wanted, abs=1e-12)


def test_too_many_packages_are_refused() -> None:
    rows = [{f"I{k}": [0.0] * 6 for k in range(9)} for _ in range(2)]
    tree = plain(rows, [0.0, 0.0])
    with pytest.raises(InputError) as caught:
        solutions.packages(built(tree))
    assert str(caught.value) == (
        "plain: 10,077,696 packages are too many to enumerate; "
        "take issues off the table (demand = 0) until 2,000,000 are left"
    )
    tree["issues"]["I0"]["demand"] = number(0, "demand")
    assert len(solutions.packages(built(tree))) == 6**8


def test_compiled_and_interpreted_worths_are_the_same() -> None:
    """Exact; compiling takes seconds, the first time."""
    scenario = load_scenario()
    choices = solutions.packages(scenario)[::97]
    fast = solutions.worths(scenario, choices)
    slow = solutions.worths(scenario, choices, interpreted=True)
    assert (fast.worth == slow.worth).all()
    biased = solutions.worths(scenario, choices, optimism=0.05, interpreted=True)
    assert (biased.no_deal != slow.no_deal).any()
    assert (slow.blocked[0], slow.no_deal[0]) == (fast.blocked[0], fast.no_deal[0])


@pytest.mark.parametrize("rule", ["owners", "unanimity", "quota"])
def test_compiled_and_interpreted_polls_are_the_same(rule: str) -> None:
    scenario = load_scenario()
    given = {"rule": rule, "quota": scenario.consent.quota.model_copy(update={"value": 3.0})}
    scenario = scenario.model_copy(update={"consent": scenario.consent.model_copy(update=given)})
    choices = solutions.packages(scenario)[::97]
    found = solutions.worths(scenario, choices)
    fast = solutions.polled(scenario, found.worth, found.no_deal, choices)
    slow = solutions.polled(scenario, found.worth, found.no_deal, choices, interpreted=True)
    for one, other in zip(fast, slow, strict=True):
        assert (one == other).all()
    marks = solutions.each_bit(slow.yes, 5)
    assert 0 < marks.sum() < marks.size
    if rule == "quota":
        assert (slow.passing == (marks.sum(axis=1) >= 3)).all()
