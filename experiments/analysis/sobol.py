"""How much of the variance of a measure each number explains: Sobol' indices."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.analysis.results import Results, each_lens, point_values, with_lens
from experiments.design import varied_numbers
from experiments.intervals import crossed_half_width
from experiments.measures import Measure
from sim.errors import InputError

COLUMNS = ("parameter", "other", "order", "index", "low", "high", "told")
ROUNDING = 1e-12  # what is smaller is left of 0 by taking luck out
Floats = NDArray[np.float64]


def table(results: Results, measure: Measure) -> pd.DataFrame:
    """Work out first-order and total indices, and those of pairs if the design has them.

    The first-order index is the share of the variance between design points that a number
    explains alone; the total index, with all its interactions; that of a pair, the two together
    beyond each alone. Luck is taken out of them: they are those of what infinitely many
    replicates would say. See ``indices``.

    Parameters
    ----------
    results
        Of a study with ``design = "sobol"``.
    measure
        What is explained.

    Returns
    -------
    pandas.DataFrame
        A row an index: (``lens``,) ``parameter``, ``other`` (of a pair, else ""), ``order``
        (first, total, second), ``index``, ``low``, ``high`` (95 %, over the design and the luck)
        and ``told``: whether the interval lies above 0, the index of a number that does nothing.
        The largest total comes first. ``attrs``: ``measure``, ``points`` (design points),
        ``left_out`` (failed negotiations) and ``chance`` (0..1), which share of the variance
        between the points is luck; with one replicate a point it is NaN, nothing is taken out,
        the interval is over the design alone, and ``told`` is missing.

    Raises
    ------
    InputError
        If the study has another design, a design point says nothing, or all that differs between
        the points may be luck.
    """
    if results.study.design != "sobol":
        wrong = f"its design is {results.study.design}, on which Sobol' indices can't be estimated"
        raise InputError(f"study {results.study.name}", wrong, 'write design = "sobol"')
    return with_lens([(lens, _one(own, measure)) for lens, own in each_lens(results)])


def _one(results: Results, measure: Measure) -> pd.DataFrame:
    paths = [number.path for number in varied_numbers(results.study, results.scenario)]
    found = point_values(results, measure, "Sobol' indices")
    try:
        made = indices(found.value, paths, results.study.second_order, found.luck)
    except ValueError:
        wrong = "its differences between design points are no larger than luck makes them"
        raise InputError(f"measure {measure.name}", wrong, "give more replicates") from None
    if len(found.luck) == 0:
        made["told"] = pd.array([None] * len(made), dtype="boolean")
    made.attrs = {
        "measure": measure.name, "points": len(found.value), "left_out": found.left_out,
        "chance": found.chance,
    }  # fmt: skip
    return made


def indices(
    values: Floats, names: list[str], second_order: bool = False, luck: Floats | None = None
) -> pd.DataFrame:
    """Estimate the indices from a function's values on Saltelli's sample, in its order.

    The estimators are SALib's (first order and total: A. Saltelli et al. 2010,
    doi:10.1016/j.cpc.2009.09.018; pairs: A. Saltelli 2002, doi:10.1016/S0010-4655(02)00280-1).
    All are ratios of means of squares and products of values, to which luck adds its own
    variance and covariance, so that these are taken off again: without it a number that does
    nothing would have a total index above 0. The interval is by the delta method, base points and
    replicates both counted as drawn (``experiments.intervals.crossed_half_width``).

    Parameters
    ----------
    values
        [points x (k + 2)], or [points x (2 k + 2)] with ``second_order``: means over replicates.
    names
        Of the k numbers.
    luck
        [replicates, values] by how much each replicate moves the values, as
        ``analysis.results.PointValues`` has it. None: the values hold no luck.

    Returns
    -------
    pandas.DataFrame
        With the columns ``COLUMNS``.

    Raises
    ------
    ValueError
        If no variance is left when that of luck is taken off.
    """
    own = np.zeros((0, len(values))) if luck is None else luck
    width = (2 if second_order else 1) * len(names) + 2
    sample = _Sample(_centred(values, width), _centred(own, width))
    whole = sample.parts(_variance)
    if whole.blocks.mean() <= 0:
        raise ValueError("all that differs between the values may be luck")
    total = [_share(sample.parts(_total(place)), whole) for place in range(len(names))]
    rows = []
    for place in np.argsort([-share[0] for share in total], kind="stable"):
        first = _share(sample.parts(_first(place)), whole)
        rows.append((names[place], "", "first", *first))
        rows.append((names[place], "", "total", *total[place]))
    for one, other in _pairs(len(names)) if second_order else ():
        share = _share(sample.parts(_pair(one, other, len(names))), whole)
        rows.append((names[one], names[other], "second", *share))
    made = pd.DataFrame(rows, columns=list(COLUMNS[:-1]))
    return made.assign(told=(made["low"] > 0).astype("boolean"))


class _Parts(NamedTuple):
    """A mean of squares or products: its parts by base point, luck taken off.

    ``luck`` [replicates, base points] is by how much each replicate moves them.
    """

    blocks: Floats
    luck: Floats


class _Sample(NamedTuple):
    """Values [base points, points of each], and the luck [replicates, base points, points]."""

    values: Floats
    luck: Floats

    def parts(self, form: Callable[[Floats], Floats]) -> _Parts:
        """Give a quadratic form of the values without what luck adds to it."""
        plain, noise = form(self.values), form(self.luck)
        return _Parts(plain - noise.sum(axis=0), form(self.values + self.luck) - plain - noise)


def _centred(values: Floats, width: int) -> Floats:
    """Lay values out by base point, [..., base points, width], with mean 0."""
    laid = values.reshape(*values.shape[:-1], values.shape[-1] // width, width)
    return np.asarray(laid - laid.mean(axis=(-2, -1), keepdims=True))


def _share(part: _Parts, whole: _Parts) -> tuple[float, float, float]:
    """Give a ratio of means with its 95 % interval, by the delta method."""
    of = float(whole.blocks.mean())
    share = float(part.blocks.mean()) / of
    blocks, luck = (part[n] / of - share * whole[n] / of for n in range(2))
    half = crossed_half_width(blocks, luck)
    if abs(share) < ROUNDING:
        share = 0.0
    return share, share - half, share + half


# The sample has A first, B last, and between them A with a number from B, number by number, and
# then B with a number from A. Each form takes [..., base points, width] to [..., base points].


def _variance(y: Floats) -> Floats:
    ends = y[..., [0, -1]]
    around = ends - ends.mean(axis=(-2, -1), keepdims=True)
    return np.asarray((around**2).mean(axis=-1))


def _first(place: int) -> Callable[[Floats], Floats]:
    return lambda y: y[..., -1] * (y[..., place + 1] - y[..., 0])


def _total(place: int) -> Callable[[Floats], Floats]:
    return lambda y: (y[..., place + 1] - y[..., 0]) ** 2 / 2


def _pair(one: int, other: int, numbers: int) -> Callable[[Floats], Floats]:
    first, second = _first(one), _first(other)

    def form(y: Floats) -> Floats:
        both = y[..., numbers + 1 + one] * y[..., other + 1] - y[..., 0] * y[..., -1]
        return np.asarray(both - first(y) - second(y))

    return form


def _pairs(numbers: int) -> Iterator[tuple[int, int]]:
    return ((one, other) for one in range(numbers) for other in range(one + 1, numbers))
