"""Uncertainty over the numbers: each run draws its tier-1 numbers from their ranges.

The draws are Latin hypercubes over blocks of 50 replicates (McKay et al. 1979,
doi:10.2307/1268522), the same at every design point, so that contrasts between points stay paired.
A block hangs on the master seed and its place alone: with more replicates the first ones keep their
numbers. What a study varies or holds, a lens says or a caller sets is not drawn.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.coherence import check_coherence
from sim.errors import InputError
from sim.quantity import UNITS, Quantity
from sim.reading import find
from sim.scenario import Scenario

CHANCE = "chance only: same numbers, other luck"
BOTH = "chance and uncertainty: other luck, and tier-1 numbers drawn from their ranges"
FIRST_TIER = 1
TRIES = 1000  # new draws for one replicate before its ranges are called contradictory
BLOCK = 50  # replicates of one hypercube: each fills 50 strata of every range
HYPERCUBE, AGAIN = 1, 2  # streams of the master seed


def spread(uncertain: bool) -> str:
    """Say which spread a table shows."""
    return BOTH if uncertain else CHANCE


class Draws(NamedTuple):
    """The numbers drawn.

    Attributes
    ----------
    paths
        Their names, as the scenario spells them.
    values
        [replicates, paths] what each replicate has drawn.
    fixed
        [design points, paths] what a design point sets by itself; NaN where the draw counts.
    numbers
        [replicates] the replicates that ``values`` has rows for, ascending; None for 0, 1, 2, ….
    """

    paths: tuple[str, ...]
    values: np.ndarray
    fixed: np.ndarray
    numbers: np.ndarray | None = None

    def only(self, designs: range, replicates: np.ndarray) -> "Draws":
        """Give the draws of some design points, renumbered from 0, and of some replicates."""
        numbers = np.unique(replicates)
        fixed = self.fixed[designs.start : designs.stop]
        return Draws(self.paths, self.values[self._rows(numbers)], fixed, numbers)

    def used(self, design: np.ndarray, replicate: np.ndarray) -> np.ndarray:
        """Give the numbers in use [rows, paths] in rows of a table."""
        fixed, drawn = self.fixed[design], self.values[self._rows(replicate)]
        return np.asarray(np.where(np.isnan(fixed), drawn, fixed))

    def _rows(self, replicate: Any) -> Any:
        return replicate if self.numbers is None else np.searchsorted(self.numbers, replicate)

    def placing(self, scenario: Scenario, design: int) -> Callable[[int], Scenario]:
        """Give the function that sets a design point's scenario to a replicate's numbers."""
        tree = _tree(self.paths, np.isnan(self.fixed[design]))

        def at(replicate: int) -> Scenario:
            placed: Scenario = _placed(scenario, tree, self.values[self._rows(replicate)])
            return placed

        return at


def draw_numbers(
    points: Sequence[Scenario], settled: Sequence[Iterable[str]], replicates: int, seed: int
) -> Draws:
    """Draw the tier-1 numbers of each replicate.

    Parameters
    ----------
    points
        One scenario for each design point, of the same shape.
    settled
        Paths of what each point sets itself, as the scenario spells them.
    replicates, seed
        A replicate's draws hang on the master seed and its number alone: neither more
        replicates nor what is settled changes them.

    Raises
    ------
    InputError
        If there is nothing to draw, a range is not finite, or no coherent draw is found.
    """
    first = [path for path, q in points[0].quantities() if q.tier == FIRST_TIER]
    unit = _hypercube(len(first), replicates, seed)
    taken = [set(paths) for paths in settled]
    paths, columns, ranges, fixed = [], [], [], []
    for place, path in enumerate(first):
        here = [find(point, path)[1] for point in points]
        free = [path not in own for own in taken]
        if not any(free):
            continue
        quantity = here[free.index(True)]
        if not quantity.low < quantity.high:
            continue
        if not np.isfinite([quantity.low, quantity.high]).all():
            wrong = f"no finite range, {quantity.low:g} to {quantity.high:g}, to draw from"
            raise InputError(path, wrong, "give finite low and high, or hold the number")
        paths.append(path)
        ranges.append(quantity)
        columns.append(stretched(unit[:, place], quantity.low, quantity.high, quantity.unit))
        fixed.append([np.nan if f else q.value for f, q in zip(free, here, strict=True)])
    if not paths:
        right = "take out uncertain, or mark numbers with tier = 1 and a range"
        raise InputError(points[0].name, "no tier-1 number is left to draw", right)
    draws = Draws(tuple(paths), np.stack(columns, axis=1), np.array(fixed).T)
    _make_coherent(draws, points, ranges, seed)
    return draws


def spelt(scenario: Scenario, paths: Iterable[str]) -> set[str]:
    """Give paths as the scenario spells them."""
    return {".".join(find(scenario, path)[0]) for path in paths}


def lens_paths(scenario: Scenario, lens: str | None) -> set[str]:
    """Name the numbers that a lens sets, by its name in any case."""
    named = {name.casefold(): entry for name, entry in scenario.lenses.items()}
    entry = named.get((lens or "").casefold())
    return spelt(scenario, entry.set) if entry else set()


def stretched(unit: np.ndarray, low: float, high: float, name: str) -> np.ndarray:
    """Stretch draws in [0, 1) over a range; each whole number of a whole unit is as likely."""
    if UNITS[name][2]:
        return np.asarray(np.floor(low + unit * (high - low + 1.0)).clip(low, high))
    return np.asarray((low + unit * (high - low)).clip(low, high))


def _hypercube(width: int, replicates: int, seed: int) -> np.ndarray:
    """Draw [replicates, width] in [0, 1), a hypercube a block; the last one may be cut."""
    if not width:
        return np.zeros((replicates, 0))
    from scipy.stats import qmc  # half a second, which few runs need

    blocks = []
    for place in range(-(-replicates // BLOCK)):
        own = np.random.SeedSequence(seed, spawn_key=(HYPERCUBE, place))
        blocks.append(qmc.LatinHypercube(d=width, rng=np.random.default_rng(own)).random(BLOCK))
    return np.concatenate(blocks)[:replicates]


def _tree(paths: Sequence[str], drawn: np.ndarray) -> dict[str, Any]:
    """Gather the paths in use as tables in tables, with columns as leaves."""
    tree: dict[str, Any] = {}
    for column, path in enumerate(paths):
        if not drawn[column]:
            continue
        *above, last = path.split(".")
        table = tree
        for key in above:
            table = table.setdefault(key, {})
        table[last] = column
    return tree


def _placed(entry: Any, tree: dict[str, Any] | int, row: np.ndarray) -> Any:
    """Copy what lies above a drawn number, once; a draw from its range needs no new check."""
    if isinstance(tree, int):
        return entry.model_copy(update={"value": float(row[tree])})
    within = isinstance(entry, Mapping)
    changed = {
        key: _placed(entry[key] if within else getattr(entry, key), below, row)
        for key, below in tree.items()
    }
    return {**entry, **changed} if within else entry.model_copy(update=changed)


class _Watched:
    """Stands for a number, and notes that its value was looked at."""

    def __init__(self, quantity: Quantity, path: str, seen: set[str]) -> None:
        self._quantity, self._path, self._seen = quantity, path, seen

    def __getattr__(self, name: str) -> Any:
        if name == "value":
            self._seen.add(self._path)
        return getattr(self._quantity, name)


def _looked_at(draws: Draws, points: Sequence[Scenario]) -> list[int]:
    """Find the drawn numbers that coherence hangs on: a few, so that checks can be shared."""
    seen: set[str] = set()
    tree = _tree(draws.paths, np.ones(len(draws.paths), dtype=bool))

    def watched(entry: Any, below: dict[str, Any] | int) -> Any:
        if isinstance(below, int):
            return _Watched(entry, draws.paths[below], seen)
        within = isinstance(entry, Mapping)
        changed = {
            key: watched(entry[key] if within else getattr(entry, key), deeper)
            for key, deeper in below.items()
        }
        return {**entry, **changed} if within else entry.model_copy(update=changed)

    check_coherence(watched(points[0], tree), "a draw")
    return [column for column, path in enumerate(draws.paths) if path in seen]


def _make_coherent(
    draws: Draws, points: Sequence[Scenario], ranges: Sequence[Quantity], seed: int
) -> None:
    """Draw anew, in place, the numbers that contradict each other at some design point."""
    columns = _looked_at(draws, points)
    if not columns:
        return
    known: dict[tuple[float, ...], InputError | None] = {}

    def fault(row: np.ndarray) -> InputError | None:
        key = tuple(row[columns].tolist())
        if key not in known:
            known[key] = next(filter(None, map(contradiction, range(len(points)))), None)
        return known[key]

    def contradiction(design: int) -> InputError | None:
        try:
            check_coherence(draws.placing(points[design], design)(replicate), "a draw")
        except InputError as error:
            return error
        return None

    for replicate in range(len(draws.values)):
        row, tries = draws.values[replicate], 0
        stream = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(AGAIN, replicate)))
        while (error := fault(row)) is not None:
            if tries == TRIES:
                raise error
            for column in columns:
                own = ranges[column]
                row[column] = stretched(stream.random(1), own.low, own.high, own.unit)[0]
            tries += 1
