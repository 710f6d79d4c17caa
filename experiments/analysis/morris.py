"""Which numbers matter at all, and which not alone: Morris' elementary effects."""

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.analysis.results import Results, each_lens, point_values, with_lens
from experiments.design import varied_numbers
from experiments.design.trajectories import unit_trajectories
from experiments.intervals import crossed_half_width, t_quantile
from experiments.measures import Measure
from sim.errors import InputError

COLUMNS = ("parameter", "mu", "mu_star", "low", "high", "sigma", "floor", "told")
DEALS = 1000  # ways in which replicates are dealt into two halves
FEWEST = 5  # replicates from which the luck of an effect is told
ROUNDING = 1e-9  # what a variance of so small a part of itself is when luck is taken out
Floats = NDArray[np.float64]


def table(results: Results, measure: Measure) -> pd.DataFrame:
    """Work out the mean elementary effects of each number, and what luck alone would make.

    An elementary effect is the change of the measure as one number moves and all others stay,
    scaled to its whole range: ``mu`` is their mean, ``mu_star`` the mean of their sizes, ``sigma``
    their standard deviation with that of luck taken out. A large ``sigma`` says that the effect
    hangs on where the others stand (M. D. Morris 1991, doi:10.1080/00401706.1991.10484804;
    F. Campolongo et al. 2007, doi:10.1016/j.envsoft.2006.10.004). A mean of sizes is above 0 by
    luck alone; ``floor`` says how far. See ``effects``.

    Parameters
    ----------
    results
        Of a study with ``design = "morris"``.
    measure
        What moves.

    Returns
    -------
    pandas.DataFrame
        A row a number, the largest ``mu_star`` first: (``lens``,) ``parameter``, ``mu``,
        ``mu_star``, ``low``, ``high`` (95 %, of ``mu_star``), ``sigma``, ``floor``, all in the
        measure's unit over the number's whole range, and ``told``: whether ``mu_star`` is above
        its floor. Below five replicates a point ``floor`` is NaN and ``told`` missing. ``attrs``
        as those of ``analysis.sobol.table``, and ``replicates``, the fewest of a design point.

    Raises
    ------
    InputError
        If the study has another design, or a design point says nothing.
    """
    if results.study.design != "morris":
        wrong = f"its design is {results.study.design}, which has no elementary effects"
        raise InputError(f"study {results.study.name}", wrong, 'write design = "morris"')
    return with_lens([(lens, _one(own, measure)) for lens, own in each_lens(results)])


def _one(results: Results, measure: Measure) -> pd.DataFrame:
    study = results.study
    paths = [number.path for number in varied_numbers(study, results.scenario)]
    found = point_values(results, measure, "elementary effects")
    unit = unit_trajectories(study, len(paths))
    luck = found.luck if found.replicates >= FEWEST else None
    made = effects(unit, found.value, paths, luck, study.seed)
    made.attrs = {
        "measure": measure.name, "points": len(found.value), "left_out": found.left_out,
        "chance": found.chance, "replicates": found.replicates,
    }  # fmt: skip
    return made


def effects(
    unit: Floats, values: Floats, names: list[str], luck: Floats | None = None, seed: int = 1
) -> pd.DataFrame:
    """Estimate the effects from a function's values on trajectories in the unit cube.

    The floor of a number is what ``mu_star`` would be if the number did nothing: each elementary
    effect is then the luck of its two design points alone. That luck is seen where the replicates
    are dealt into two halves, for the halves differ in nothing else; many deals give the mean
    and the spread of such a ``mu_star``. The floor lies above the mean by Student's quantile, so
    that in about 95 of 100 studies no number that does nothing stands above its own (Bonferroni).

    Parameters
    ----------
    unit
        [trajectories x (k + 1), k] the trajectories, one below another.
    values
        [trajectories x (k + 1)] the function there, a mean over replicates.
    names
        Of the k numbers.
    luck
        [replicates, values] by how much each replicate moves the values, as
        ``analysis.results.PointValues`` has it. None: not known.
    seed
        Of the deals.
    """
    own = np.zeros((0, len(values))) if luck is None else luck
    each, moved = elementary(unit, values), elementary(unit, own)
    size = np.abs(each).mean(axis=0)
    floors = _floors(moved, seed)
    rows = []
    for place in np.argsort(-size, kind="stable"):
        one, noise, floor = each[:, place], moved[..., place], floors[place]
        half = crossed_half_width(np.abs(one), np.sign(one) * noise)
        seen = one.var(ddof=1)
        spread = seen - noise.var(axis=1, ddof=1).sum()
        bounds = max(0.0, size[place] - half), size[place] + half
        told = None if math.isnan(floor) else bool(size[place] > floor)
        sigma = math.sqrt(spread) if spread > ROUNDING * seen else 0.0
        rows.append((names[place], one.mean(), size[place], *bounds, sigma, floor, told))
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    made["told"] = made["told"].astype("boolean")
    return made


def in_words(effects: pd.DataFrame) -> str:
    """Say how many effects of a table are told from luck, in a sentence."""
    told, every = int(effects["told"].sum()), len(effects)
    if effects["told"].isna().any():
        return "With fewer than five replicates a point an effect can't be told from luck."
    if told == every:
        return "All effects are larger than luck alone would make them."
    if told == 0:
        return "No effect is larger than luck alone would make it."
    larger = f"{told} of {every} effects are larger than luck alone would make them"
    return f"{larger}; the rest is not told from luck."


def elementary(unit: Floats, values: Floats) -> Floats:
    """Give the effects [..., trajectories, k] from values [..., trajectories x (k + 1)]."""
    width = unit.shape[1]
    steps = np.diff(unit.reshape(-1, width + 1, width), axis=1)
    change = np.diff(values.reshape(*values.shape[:-1], len(steps), width + 1), axis=-1)
    moved = np.abs(steps).argmax(axis=2)  # which number each step moves
    by = np.take_along_axis(steps, moved[..., None], axis=2)[..., 0]
    return np.asarray(np.take_along_axis(change / by, _spread(moved, change), axis=-1))


def _spread(moved: NDArray[np.intp], like: Floats) -> NDArray[np.intp]:
    """Give the step that moved each number, in the shape of values."""
    return np.broadcast_to(np.argsort(moved, axis=1), like.shape)


def _floors(moved: Floats, seed: int) -> Floats:
    """Give each number's floor from the luck of its effects [replicates, trajectories, k]."""
    replicates, _, numbers = moved.shape
    if replicates < FEWEST:
        return np.full(numbers, math.nan)
    halves = _halves(replicates, np.random.default_rng(seed))
    quantile = float(t_quantile(replicates - 1, numbers))
    floors = []
    for place in range(numbers):
        null = np.abs(halves @ moved[..., place]).mean(axis=1)
        floors.append(null.mean() + quantile * null.std(ddof=1))
    return np.array(floors)


def _halves(replicates: int, rng: np.random.Generator) -> Floats:
    """Deal replicates into two halves [deals, replicates].

    Weights of opposite signs, so scaled that a sum of luck has the variance that it has.
    """
    first, last = replicates // 2, replicates - replicates // 2
    weights = np.repeat([math.sqrt(last / first), -math.sqrt(first / last)], [first, last])
    weights *= math.sqrt((replicates - 1) / replicates)
    return rng.permuted(np.tile(weights, (DEALS, 1)), axis=1)
