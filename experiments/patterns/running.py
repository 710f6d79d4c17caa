"""Play the arms of the claims' tests, each once a lens, and judge the claims.

A statistic's interval is a 95 % bootstrap over replicates (Efron 1979, doi:10.1214/aos/1176344552):
a replicate is drawn with all its arms, so that pairs stay together.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from experiments.patterns.pattern import LENSES, SMALL, Arm, Pattern, chosen
from experiments.simulation import check_count, simulate
from sim.reading import load_scenario
from sim.scenario import Scenario

DRAWS = 2000
FEW = 100  # runs at least for the sign in a lens that is not the claim's own
FEWEST = 5  # cases in which a conditional mean must be seen at least
Progress = Callable[[int, int, dict[str, int]], None]


@dataclass(frozen=True)
class Estimate:
    """A statistic in one lens with its interval, and what it says of the claim.

    ``mark``: + as claimed, - the reverse, 0 neither.
    """

    effect: float
    low: float
    high: float
    mark: str


@dataclass(frozen=True)
class Finding:
    """A claim with what became of it."""

    pattern: Pattern
    lenses: dict[str, Estimate]
    verdict: str

    @property
    def shown(self) -> Estimate | None:
        """The estimate to print: in the claim's own lens, or the mean of them if it is for all."""
        own = [self.lenses[lens] for lens in self.pattern.own if lens in self.lenses]
        return pooled(self.pattern, own) if own else None

    @property
    def marks(self) -> str:
        """The marks in the base and the lenses K, W, P, R; a dot where it was not tried."""
        return "".join(self.lenses[lens].mark if lens in self.lenses else "." for lens in LENSES)

    def to_dict(self) -> dict[str, Any]:
        """Give all fields as plain data."""
        p = self.pattern
        return {
            "id": p.id, "sources": list(p.sources), "claim": p.whole, "lens": p.lens,
            "test": p.test, "kind": p.kind, "expected": p.expected() if p.testable else None,
            "arms": [[t.weight, t.arm.words()] for t in p.terms], "verdict": self.verdict,
            "why": p.why,
            "lenses": {
                name: {k: _plain(v) for k, v in vars(e).items()} for name, e in self.lenses.items()
            },
        }  # fmt: skip


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value


class Stage:
    """Plays arms on demand, each once, and keeps their tables for the other claims."""

    def __init__(self, runs: int, seed: int, jobs: int | None) -> None:
        self.runs, self.seed, self.jobs = runs, seed, jobs
        self.tables: dict[tuple[str, Arm], pd.DataFrame] = {}
        self.scenarios: dict[tuple[str, Arm], Scenario] = {}

    def scenario(self, lens: str, played: Arm) -> Scenario:
        """Load the scenario as an arm plays it in a lens."""
        key = (played.lens or lens, played)
        if key not in self.scenarios:
            overlay = None if key[0] == "base" else key[0]
            self.scenarios[key] = played.laid_over(load_scenario("ukraine", overlay))
        return self.scenarios[key]

    def table(self, lens: str, played: Arm, runs: int) -> pd.DataFrame:
        """Simulate so many runs of an arm in a lens, or give what was simulated before."""
        key = (played.lens or lens, played)
        if key not in self.tables or len(self.tables[key]) < runs:
            self.tables[key] = simulate(
                self.scenario(lens, played), runs=runs, seed=self.seed, jobs=self.jobs
            )
        return self.tables[key].head(runs)

    def estimate(self, pattern: Pattern, lens: str) -> Estimate:
        """Work out a claim's statistic in a lens: whole in its own, on fewer runs elsewhere."""
        runs = self.runs if lens in pattern.own else min(self.runs, max(FEW, self.runs // 5))
        if pattern.kind == "rule":
            effect = math.fsum(
                t.weight * float(t.of(self.scenario(lens, t.arm)))  # type: ignore[arg-type]
                for t in pattern.terms
            )
            inside = pattern.low < effect < pattern.high
            return Estimate(effect, effect, effect, "+" if inside else "-")
        columns = [
            np.asarray(t.of(self.table(lens, t.arm, runs)), dtype=np.float64)  # type: ignore[arg-type]
            for t in pattern.terms
        ]
        effect, low, high = interval(columns, [t.weight for t in pattern.terms])
        return Estimate(effect, low, high, mark(pattern, low, high))


def interval(columns: Sequence[np.ndarray], weights: Sequence[float]) -> tuple[float, float, float]:
    """Weighted sum of the columns' means with its 95 % bootstrap interval over replicates.

    A column of two numbers a row stands for the slope of the first on the second. Rows without a
    number (a case that did not come up) are left out of their own mean alone. If nothing varies at
    all the interval is widened by 3/n, the "rule of three" for what was never seen in n cases.
    """
    n = len(columns[0])
    if any(_seen(c) < FEWEST for c in columns):
        return math.nan, math.nan, math.nan
    draws = resampled(n)
    once = np.ones((1, n))
    effect = sum(w * _mean(c, once)[0] for c, w in zip(columns, weights, strict=True))
    spread = sum(w * _mean(c, draws) for c, w in zip(columns, weights, strict=True))
    low, high = np.nanquantile(spread, [0.025, 0.975])
    if all(np.nanstd(c, axis=0).max() == 0.0 for c in columns):
        low, high = effect - 3.0 / n, effect + 3.0 / n
    return float(effect), float(low), float(high)


@cache
def resampled(n: int) -> np.ndarray:
    """Draw how often each of n replicates comes up in each bootstrap sample."""
    draws = np.random.default_rng(0).multinomial(n, [1.0 / n] * n, size=DRAWS)
    return np.asarray(draws, dtype=np.float64)


def _seen(column: np.ndarray) -> int:
    whole = np.isfinite(column) if column.ndim == 1 else np.isfinite(column).all(axis=1)
    return int(whole.sum())


def _mean(column: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """Mean (or slope) of a column under each row of counts."""
    pair = column if column.ndim == 2 else column[:, None]
    seen = np.isfinite(pair).all(axis=1)
    counts = draws[:, seen]
    with np.errstate(invalid="ignore", divide="ignore"):
        share = counts / counts.sum(axis=1, keepdims=True)
        y = share @ pair[seen, 0]
        if column.ndim == 1:
            return np.asarray(y)
        x = share @ pair[seen, 1]
        together = share @ (pair[seen, 0] * pair[seen, 1]) - x * y
        return np.asarray(together / (share @ pair[seen, 1] ** 2 - x * x))


def mark(pattern: Pattern, low: float, high: float) -> str:
    """Judge an interval: + within the claim's bounds, - outside them, 0 on both sides of one."""
    if low > pattern.low and high < pattern.high:
        return "+"
    beyond = high < pattern.low or low > pattern.high
    return "-" if beyond else "0"


def verdict(pattern: Pattern, lenses: dict[str, Estimate]) -> str:
    """Say what became of a claim in its own lens.

    A claim for all readings holds if it does on the mean of them and no lens shows the reverse.
    The mean of the lenses' bounds is its interval: the same luck is behind all of them, so that
    this is the widest that it can be.
    """
    own = [lenses[lens] for lens in pattern.own if lens in lenses]
    if not own:
        return "not testable"
    shown = pooled(pattern, own)
    if shown.mark == "-" or any(estimate.mark == "-" for estimate in own):
        return "fails"
    return "not shown" if shown.mark == "0" else "holds"


def pooled(pattern: Pattern, own: Sequence[Estimate]) -> Estimate:
    """Give the mean over a claim's own lenses, those apart in which the case did not come up."""
    seen = [e for e in own if math.isfinite(e.effect)]
    if not seen:
        return Estimate(math.nan, math.nan, math.nan, "0")
    effect, low, high = (
        math.fsum(getattr(e, name) for e in seen) / len(seen) for name in ("effect", "low", "high")
    )
    return Estimate(effect, low, high, mark(pattern, low, high))


def run_patterns(
    ids: Sequence[str] | None = None,
    runs: int = 1000,
    seed: int = 1,
    jobs: int | None = None,
    lenses: bool = True,
    update: Progress | None = None,
) -> list[Finding]:
    """Test claims on simulated negotiations.

    Parameters
    ----------
    ids
        Of the claims (``F20``: all clauses, ``F20b``: one); all if None.
    runs, seed, jobs
        As for ``simulate``. The findings don't depend on ``jobs``, nor on which other claims are
        tested.
    lenses
        Try every claim in the base and in all lenses; else in its own alone.
    update
        Called with (done, all, {}) after each claim and lens.
    """
    check_count("runs", runs, 1)
    picked, stage = chosen(list(ids) if ids else None), Stage(runs, seed, jobs)
    return judge(picked, stage, lenses, update)


def judge(
    picked: Sequence[Pattern], stage: Stage, lenses: bool = True, update: Progress | None = None
) -> list[Finding]:
    """Test the claims given, lens by lens, so that the tables of one lens are kept at a time."""
    found: dict[str, dict[str, Estimate]] = {p.id: {} for p in picked}
    # in each lens those whose own it is come first: they play the most runs
    work = [
        (lens, p)
        for lens in LENSES
        for p in sorted(picked, key=lambda p: lens not in p.own)
        if p.testable and (lenses or lens in p.own)
    ]
    for done, (lens, pattern) in enumerate(work):
        if done and work[done - 1][0] != lens:
            stage.tables.clear()
        found[pattern.id][lens] = stage.estimate(pattern, lens)
        if update is not None:
            update(done + 1, len(work), {})
    return [Finding(p, found[p.id], verdict(p, found[p.id])) for p in picked]


def tally(findings: Sequence[Finding]) -> str:
    """Count the verdicts in one line."""
    counts = dict.fromkeys(("holds", "not shown", "fails", "not testable"), 0)
    for finding in findings:
        counts[finding.verdict] += 1
    testable = len(findings) - counts["not testable"]
    robust = sum(f.verdict == "holds" and set(f.marks) == {"+"} for f in findings)
    return (
        f"{counts['holds']} of {testable} testable claims hold in their own lens "
        f"({robust} in every lens tried), {counts['not shown']} are not shown, "
        f"{counts['fails']} fail; {counts['not testable']} can't be tested. "
        f'"About 0" is less than {SMALL:g}.'
    )
