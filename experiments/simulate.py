"""Many negotiations as one table, compiled, on all cores."""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from agents.strategies import logit
from sim.draws import luck
from sim.errors import InputError
from sim.loop import BLOCKER, END_ROUND, HELD, OBJECTION, OUTCOME, SIGNED, play_many
from sim.reading import load_scenario
from sim.rule import compiled
from sim.rules.outcome import OUTCOMES
from sim.scenario import Scenario
from sim.setting import Setting, first_world, setting

CHUNK = 64  # runs: few enough for a live progress bar, many enough to hide the overhead
LARGEST_SEED = 2**63 - 1


class Results(NamedTuple):
    """Raw results of a block of runs: whole numbers [n, 8], terms [n, I], utilities [n, P]."""

    whole: np.ndarray
    terms: np.ndarray
    utility: np.ndarray


def kernel() -> Callable[..., None]:
    """Give the compiled loop of the built-in strategy (the first call in a new place compiles)."""
    bound = {"draft": logit.draft, "answer": logit.answer, "take_note": logit.take_note}
    from sim.loop import table_text  # bound below, since it is what calls the strategy

    return _bound(table_text, bound)


def play_block(scenario: Scenario, seed: int, replicates: range) -> Results:
    """Play a block of replicates of one scenario under one master seed."""
    numbers, world = setting(scenario), first_world(scenario)
    public, n = numbers.public, len(replicates)
    draws = [luck(public, seed, replicate) for replicate in replicates]
    results = Results(
        np.zeros((n, 8), dtype=np.int64),
        np.zeros((n, public.space.issues), dtype=np.int64),
        np.zeros((n, public.space.parties)),
    )
    kernel()(
        public, numbers.private, world,
        np.stack([d.uniform for d in draws]), np.stack([d.normal for d in draws]), *results,
    )  # fmt: skip
    return results
