"""A claim as data: whose it is, what moves, which number it is judged by, and within what bounds.

Every statistic is a weighted sum of means: of one column, over one arm, each. A contrast of two
arms has the weights 1 and -1; a share in one arm has the weight 1; the gap between two kinds of
run in one arm takes two masked columns of it; an interaction takes four arms. Replicates meet the
same luck in every arm (common random numbers), so that a difference is one of pairs.
"""

import importlib
import math
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from sim.coherence import nearest
from sim.errors import InputError
from sim.reading import find, with_values
from sim.scenario import Scenario

SMALL = 0.02  # what "about 0" may differ from 0 at most
LENSES = ("base", "K", "W", "P", "R")
Column = Callable[[pd.DataFrame], np.ndarray]
Number = Callable[[Scenario], float]
Edit = Callable[[Scenario], Scenario]


@dataclass(frozen=True)
class Arm:
    """A way to play: numbers set, numbers multiplied, and what numbers alone can't change."""

    values: tuple[tuple[str, float], ...] = ()
    times: tuple[tuple[str, float], ...] = ()
    edits: tuple[Edit, ...] = ()
    lens: str | None = None  # a lens of its own, whatever the test's

    def laid_over(self, scenario: Scenario) -> Scenario:
        """Give the scenario as this arm plays it."""
        for edit in self.edits:
            scenario = edit(scenario)
        scaled = {path: find(scenario, path)[1].value * by for path, by in self.times}
        return with_values(scenario, scaled | dict(self.values))

    def words(self) -> str:
        """Say what is moved, for a table."""
        parts = [f"{path} = {value:g}" for path, value in self.values]
        parts += [f"{path} x {by:g}" for path, by in self.times]
        parts += [edit.__name__.replace("_", " ") for edit in self.edits]
        if self.lens is not None:
            parts.append(f"in lens {self.lens}")
        return "; ".join(parts) or "as it is"


def arm(
    *others: Arm,
    values: Mapping[str, float] | None = None,
    times: Mapping[str, float] | None = None,
    edit: Edit | None = None,
    lens: str | None = None,
) -> Arm:
    """Build an arm on others; what comes later wins."""
    set_to: dict[str, float] = {}
    by: dict[str, float] = {}
    edits: tuple[Edit, ...] = ()
    for other in others:
        set_to |= dict(other.values)
        by |= dict(other.times)
        edits += tuple(e for e in other.edits if e not in edits)
        lens = lens or other.lens
    set_to, by = set_to | dict(values or {}), by | dict(times or {})
    edits += (edit,) if edit is not None else ()
    return Arm(tuple(sorted(set_to.items())), tuple(sorted(by.items())), edits, lens)


BASE = Arm()


@dataclass(frozen=True)
class Term:
    """One mean of a statistic: of which column (or number by rule), in which arm, how weighted."""

    weight: float
    of: Column | Number
    arm: Arm = BASE


@dataclass(frozen=True)
class Pattern:
    """A claim, its test and its sources.

    Attributes
    ----------
    id
        Of the list of claims, with a letter where one has several clauses; G: further claims.
    sources
        Article and paragraph, ``exit-2025-04:12``.
    claim
        One sentence, in our words, that says whose it is.
    lens
        The author's own reading in which it must hold; ``all``: in the base and in every lens.
    test
        What is moved, what is measured and what is expected, in words.
    terms
        The statistic; empty if the claim can't be tested.
    kind
        ``runs``: over simulated negotiations; ``rule``: a number by the rules alone, without luck.
    low, high
        The claim holds if the statistic lies between, its interval included.
    why
        Why it can't be tested, or what is to be known about a failure.
    lead
        The claim that one beginning with "…" goes on from; filled in by ``registered``.
    """

    id: str
    sources: tuple[str, ...]
    claim: str
    lens: str
    test: str
    terms: tuple[Term, ...] = ()
    kind: Literal["runs", "rule"] = "runs"
    low: float = 0.0
    high: float = math.inf
    why: str = ""
    lead: str = ""

    @property
    def whole(self) -> str:
        """The claim as it can be read alone."""
        return self.claim if self.lead == self.claim else f"{self.lead} {self.claim}"

    @property
    def testable(self) -> bool:
        """Say whether there is a test at all."""
        return bool(self.terms)

    @property
    def own(self) -> tuple[str, ...]:
        """The lenses in which the claim must hold."""
        return LENSES if self.lens == "all" else (self.lens,)

    def expected(self) -> str:
        """Say what is expected, in a sign or in bounds."""
        if (self.low, self.high) == (0.0, math.inf):
            return "> 0"
        if (self.low, self.high) == (-math.inf, 0.0):
            return "< 0"
        if (self.low, self.high) == (-SMALL, SMALL):
            return "about 0"
        if math.isinf(self.high):
            return f"> {self.low:g}"
        return f"< {self.high:g}" if math.isinf(self.low) else f"{self.low:g} to {self.high:g}"


Bounds = tuple[float, float]
UP: Bounds = (0.0, math.inf)
DOWN: Bounds = (-math.inf, 0.0)
ZERO: Bounds = (-SMALL, SMALL)


def above(bound: float) -> Bounds:
    """Expect more than so much."""
    return bound, math.inf


def below(bound: float) -> Bounds:
    """Expect less than so much."""
    return -math.inf, bound


def contrast(of: Column, first: Arm, then: Arm, bounds: Bounds) -> dict[str, Any]:
    """Test how the mean of a column differs in ``then`` from ``first``, pair by pair."""
    return _test("runs", bounds, Term(1.0, of, then), Term(-1.0, of, first))


def along(of: Column, path: str, first: float, then: float, bounds: Bounds) -> dict[str, Any]:
    """Test how the mean of a column moves as one number goes from one value to another."""
    return contrast(of, arm(values={path: first}), arm(values={path: then}), bounds)


def level(of: Column, bounds: Bounds, where: Arm = BASE) -> dict[str, Any]:
    """Test a mean or share in one arm."""
    return _test("runs", bounds, Term(1.0, of, where))


def gap(of: Column, less: Column, bounds: Bounds, where: Arm = BASE) -> dict[str, Any]:
    """Test by how much the mean of one column exceeds that of another in the same arm."""
    return _test("runs", bounds, Term(1.0, of, where), Term(-1.0, less, where))


def interaction(
    of: Column, here: tuple[Arm, Arm], there: tuple[Arm, Arm], bounds: Bounds
) -> dict[str, Any]:
    """Test by how much more a change (first arm to second) moves a column here than there."""
    return _test(
        "runs", bounds, Term(1.0, of, here[1]), Term(-1.0, of, here[0]),
        Term(-1.0, of, there[1]), Term(1.0, of, there[0]),
    )  # fmt: skip


def by_rule(of: Number, bounds: Bounds, where: Arm = BASE) -> dict[str, Any]:
    """Test a number that follows from the rules alone."""
    return _test("rule", bounds, Term(1.0, of, where))


def rule_change(of: Number, first: Arm, then: Arm, bounds: Bounds) -> dict[str, Any]:
    """Test how a number that follows from the rules differs in ``then`` from ``first``."""
    return _test("rule", bounds, Term(1.0, of, then), Term(-1.0, of, first))


def weighted(bounds: Bounds, *terms: Term) -> dict[str, Any]:
    """Test any weighted sum of means."""
    return _test("runs", bounds, *terms)


def _test(kind: str, bounds: Bounds, *terms: Term) -> dict[str, Any]:
    return {"kind": kind, "terms": terms, "low": bounds[0], "high": bounds[1]}


def registered() -> tuple[Pattern, ...]:
    """Collect the claims of all files of this folder that hold some."""
    package = importlib.import_module("experiments.patterns")
    found: list[Pattern] = []
    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        if module.startswith("_"):
            continue
        file = importlib.import_module(f"experiments.patterns.{module}")
        lead = ""
        for pattern in getattr(file, "PATTERNS", ()):
            lead = lead if pattern.claim.startswith("…") else pattern.claim
            found.append(replace(pattern, lead=lead))
    twice = {p.id for p in found if [q.id for q in found].count(p.id) > 1}
    if twice:
        raise InputError("patterns", f"{sorted(twice)} are registered twice")
    return tuple(sorted(found, key=lambda p: p.id))


def chosen(ids: tuple[str, ...] | list[str] | None) -> tuple[Pattern, ...]:
    """Choose claims by id; an id without its letter stands for all its clauses.

    Raises
    ------
    InputError
        If an id is unknown.
    """
    every = registered()
    if not ids:
        return every
    picked: list[Pattern] = []
    for given in ids:
        wanted = given.casefold()
        fit = [p for p in every if p.id.casefold() == wanted]
        fit = fit or [p for p in every if p.id.rstrip("abcdefghij").casefold() == wanted]
        if not fit:
            known = [p.id for p in every]
            raise InputError(given, "there is no such claim", nearest(given, known))
        picked += [p for p in fit if p not in picked]
    return tuple(picked)
