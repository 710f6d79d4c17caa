"""The loop as numba compiles it and as plain Python, with the built-in strategy bound."""

import types
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from agents.mind import PLAIN
from sim.columns import COLUMNS
from sim.draws import luck
from sim.loop import play_many
from sim.rule import _globals_of, compiled
from sim.scenario import Scenario
from sim.setting import first_world, setting

STRATEGY = PLAIN._asdict()


class Rows(NamedTuple):
    """Results of a block of runs, as in ``experiments.simulation.Block``."""

    whole: np.ndarray
    terms: np.ndarray
    since: np.ndarray
    real: np.ndarray


def interpreted(function: Callable[..., Any], **bindings: Callable[..., Any]) -> Any:
    """Rebind global names of a rule, and of the rules that it calls, and leave it plain Python."""
    made: dict[Any, Any] = {}

    def rebound(rule: Any) -> Any:
        if rule not in made:  # each rule once, though many call it
            names = rule.__globals__ | bindings
            used = {
                name: rebound(names[name])
                for name in _globals_of(rule)
                if getattr(names.get(name), "__batna_rule__", False)
            }
            made[rule] = types.FunctionType(
                rule.__code__, names | used, rule.__name__, rule.__defaults__
            )
        return made[rule]

    return rebound(function)


def kernel() -> Any:
    return compiled(play_many, **STRATEGY)


@cache
def plain() -> Any:
    return interpreted(play_many, **STRATEGY)


def rows(loop: Any, scenario: Scenario, seed: int, replicates: range) -> Rows:
    """Run one of the two loops over a block of replicates."""
    numbers, world = setting(scenario), first_world(scenario)
    public = numbers.public
    space, n = numbers.public.space, len(replicates)
    keys = np.array([(seed, replicate) for replicate in replicates], dtype=np.uint64)
    types = np.stack([luck(numbers.public, seed, replicate).normal for replicate in replicates])
    out = Rows(
        np.zeros((n, COLUMNS), dtype=np.int64), np.zeros((n, space.issues), dtype=np.int64),
        np.zeros((n, len(numbers.levers) + len(numbers.pacts)), dtype=np.int64),
        np.zeros((n, 2, space.parties)),
    )  # fmt: skip
    with np.errstate(over="ignore"):  # plain numpy warns where a product wraps, as it must
        loop(public, numbers.private, world, keys, types, *out)
    return out
