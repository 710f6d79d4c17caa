"""The Mesa model, the compiled loop and the same loop interpreted are one model, run by run."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from sim import Negotiation, Scenario, load_scenario
from sim.loop import (
    BLOCKER,
    END_ROUND,
    HELD,
    OBJECTION,
    OUTCOME,
    POSITION,
    SIGNED,
    TEXTS,
)
from sim.record import Record
from sim.rule import compiled, rule
from sim.rules.outcome import OUTCOMES
from sim.setting import setting
from tests.negotiation.engines import Rows, interpreted, kernel, plain, rows
from tests.negotiation.small_worlds import small_world, small_worlds

LENSES = (None, "K", "W", "P", "R")
SEED = 7


def told(record: Record) -> dict[str, Any]:
    """What a record says, in the words of a row."""
    return {
        "outcome": record.outcome, "end": record.end_round, "signed": record.terms is not None,
        "held": record.held, "position": record.rounds[-1].position,
        "texts": len(record.texts), "blocker": record.blocked_by, "objection": record.objection,
        "terms": record.terms, "utility": record.utility,
    }  # fmt: skip


def spelled(scenario: Scenario, out: Rows, run: int) -> dict[str, Any]:
    """What a row of numbers says, in the words of the scenario."""
    names, whole = setting(scenario), out.whole[run]
    terms = {
        issue: options[choice]
        for issue, options, choice in zip(names.issues, names.options, out.terms[run], strict=True)
        if choice >= 0
    }
    return {
        "outcome": OUTCOMES[whole[OUTCOME]], "end": whole[END_ROUND],
        "signed": bool(whole[SIGNED]), "held": whole[HELD] if whole[HELD] >= 0 else None,
        "position": whole[POSITION], "texts": whole[TEXTS],
        "blocker": names.actors[whole[BLOCKER]] if whole[BLOCKER] >= 0 else None,
        "objection": names.issues[whole[OBJECTION]] if whole[OBJECTION] >= 0 else None,
        "terms": terms or None,
        "utility": dict(zip(names.actors, out.utility[run].tolist(), strict=True)),
    }  # fmt: skip


def same(one: Rows, other: Rows) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("lens", LENSES)
def test_the_flagship_is_the_same_in_both_engines(lens: str | None) -> None:
    scenario = load_scenario("ukraine", lens)
    out = rows(kernel(), scenario, SEED, range(6))
    for replicate in range(6):
        record = Negotiation(scenario, rng=SEED, replicate=replicate).run()
        assert told(record) == spelled(scenario, out, replicate)


def test_the_six_runs_compared_are_not_all_alike() -> None:
    ends = [rows(kernel(), load_scenario("ukraine", lens), SEED, range(6)) for lens in LENSES]
    whole = np.concatenate([out.whole for out in ends])
    assert len(set(whole[:, OUTCOME])) >= 3
    assert 0 < whole[:, SIGNED].sum() < len(whole)


@settings(max_examples=25)
@given(small_worlds())
def test_a_small_world_is_the_same_in_both_engines(scenario: Scenario) -> None:
    out = rows(kernel(), scenario, SEED, range(2))
    for replicate in range(2):
        record = Negotiation(scenario, rng=SEED, replicate=replicate).run()
        assert told(record) == spelled(scenario, out, replicate)


@pytest.mark.parametrize("kind", ["amendment", "nash", "egalitarian", "kalai_smorodinsky"])
@pytest.mark.parametrize("war", [False, True])
def test_other_procedures_and_aims_are_the_same_too(kind: str, war: bool) -> None:
    talks = {"procedure" if kind == "amendment" else "aim": kind}
    for seed in range(4):
        scenario = small_world(seed, war=war, **talks)
        out = rows(kernel(), scenario, SEED, range(2))
        for replicate in range(2):
            record = Negotiation(scenario, rng=SEED, replicate=replicate).run()
            assert told(record) == spelled(scenario, out, replicate)


@settings(max_examples=25)
@given(small_worlds())
def test_compiling_changes_no_bit(scenario: Scenario) -> None:
    both = [rows(loop, scenario, SEED, range(2)) for loop in (kernel(), plain())]
    assert same(*both)


def test_compiling_changes_no_bit_of_the_flagship() -> None:
    both = [rows(loop, load_scenario(), SEED, range(3)) for loop in (kernel(), plain())]
    assert same(*both)


@pytest.mark.parametrize("cuts", [(1, 2, 3, 4, 5, 6, 7), (3,), (5, 6)])
def test_chunks_do_not_matter(cuts: tuple[int, ...]) -> None:
    scenario = load_scenario()
    whole = rows(kernel(), scenario, SEED, range(8))
    edges = (0, *cuts, 8)
    parts = [rows(kernel(), scenario, SEED, range(a, b)) for a, b in pairwise(edges)]
    joined = Rows(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    assert same(whole, joined)


def test_order_of_replicates_does_not_matter() -> None:
    scenario = load_scenario()
    ahead = rows(kernel(), scenario, SEED, range(8))
    back = rows(kernel(), scenario, SEED, range(7, -1, -1))
    assert same(ahead, Rows(*(column[::-1] for column in back)))


def test_a_run_leaves_the_first_world_alone() -> None:
    """The same arrays go in twice, so a loop that wrote into them would differ the second time."""
    scenario = small_world(3)
    assert same(*(rows(kernel(), scenario, SEED, range(4)) for _ in range(2)))


@rule
def chosen(x: float) -> float:
    """Stand for a strategy."""
    return x


@rule
def one_more(x: float) -> float:
    """Decide one way."""
    return x + 1.0


@rule
def one_less(x: float) -> float:
    """Decide another way."""
    return x - 1.0


@rule
def decide(x: float) -> float:
    """Ask the strategy that is bound."""
    return chosen(x)


def test_another_strategy_gets_its_own_kernel() -> None:
    """Kernels are cached on disk: one strategy must never be served for another."""
    both = [compiled(decide, chosen=mind)(10.0) for mind in (one_more, one_less)]
    assert both == [11.0, 9.0]
    assert [interpreted(decide, chosen=mind)(10.0) for mind in (one_more, one_less)] == both
