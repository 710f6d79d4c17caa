"""The packages of a scenario with their worths: all of them, or a sample of a large space."""

import math
from dataclasses import dataclass

import numpy as np

from sim import solutions
from sim.scenario import Scenario
from sim.setting import setting
from sim.table import Array

MOST_EXACT = 1_000_000  # packages that are all looked at; of a larger space a sample is
SAMPLE = 200_000


@dataclass(frozen=True, eq=False)
class PackageSpace:
    """Packages and what they are worth to an unbiased observer at the start (E6, E8, E14).

    ``choices`` int[n, I]; ``worth`` [n, P]; ``no_deal`` and ``blocked`` [P]. ``written`` counts the
    packages that the issues allow, ``tabled`` those that may be tabled; ``seed`` is that of the
    sample, None where every package is here.
    """

    choices: Array
    worth: Array
    no_deal: Array
    blocked: Array
    written: int
    tabled: int
    seed: int | None


def package_space(
    scenario: Scenario, seed: int = 1, most: int = MOST_EXACT, sample: int = SAMPLE
) -> PackageSpace:
    """Value every package, or beyond ``most`` of them a uniform sample drawn with ``seed``."""
    offered = [np.flatnonzero(row) for row in setting(scenario).public.space.offered]
    tabled = math.prod(len(options) for options in offered)
    exact = tabled <= most
    if exact:
        choices = solutions.packages(scenario)
    else:
        rng = np.random.default_rng(seed)
        drawn = [rng.choice(options, size=sample) for options in offered]
        choices = np.unique(np.stack(drawn, axis=1).astype(np.int64), axis=0)
    found = solutions.worths(scenario, choices)
    written = math.prod(len(issue.options) for issue in scenario.issues.values())
    return PackageSpace(
        choices, found.worth, found.no_deal, found.blocked, written, tabled,
        None if exact else seed,
    )  # fmt: skip
