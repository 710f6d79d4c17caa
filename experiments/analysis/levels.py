"""What varies within one study: a measure at each lens or level against a level of reference."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from experiments.analysis.compare import contrasted
from experiments.analysis.results import Results, each_lens
from experiments.design import BASE, varied_numbers
from experiments.measures import Measure, design_columns, finished
from sim.errors import InputError

LENS = "lens"


class Factor(NamedTuple):
    """A lens or a number that a study varies in steps, with the step that others are held against.

    Attributes
    ----------
    by
        ``lens``, or the number's path.
    levels
        In the order of the design.
    reference
        One of them.
    """

    by: str
    levels: tuple[str | float, ...]
    reference: str | float


def factors(results: Results, by: str | None = None, to: str | None = None) -> list[Factor]:
    """Find what a study varies in steps, each with its reference.

    Of lenses the reference is the base, or else the first; of a number the scenario's own value,
    or else the lowest.

    Parameters
    ----------
    results
        Of any study that varies something in steps: lenses, or the numbers of a grid.
    by
        Only this one: ``lens``, a path, or the label that the study gives it.
    to
        The level that the others are held against; only with ``by``, or where one thing varies.

    Raises
    ------
    InputError
        If nothing varies in steps, or there is no such factor or level.
    """
    found = [*_lenses(results), *_numbers(results)]
    study = f"study {results.study.name}"
    if not found:
        wrong = f"its design is {results.study.design}, in which nothing has levels to compare"
        raise InputError(study, wrong, "name a second folder, or ask batna sensitivity")
    names = {factor.by: factor for factor in found}
    labels = {v.label: v.path for v in results.study.vary if v.label}
    if by is not None:
        path = labels.get(by, by)
        if path not in names:
            wrong = f"no {by!r} varies in steps"
            raise InputError("--by", wrong, f"write {' or '.join(names)}")
        found = [names[path]]
    if to is None:
        return found
    if len(found) > 1:
        wrong = f"{len(found)} things vary, and {to} is a level of one"
        raise InputError("--to", wrong, f"name it too: --by {' or '.join(names)}")
    return [found[0]._replace(reference=_level(found[0], to))]


def table(results: Results, measures: Sequence[Measure], chosen: Sequence[Factor]) -> pd.DataFrame:
    """Contrast measures between the levels of what varies, over all that varies besides.

    Negotiations of one replicate that differ in nothing but the level are compared pair by pair
    where their luck is common (``experiments.analysis.contrast``). Readings are never pooled: the
    levels of a number are compared in each lens.

    Returns
    -------
    pandas.DataFrame
        One row a measure, lens, factor and level other than the reference: ``measure``, ``unit``,
        ``within`` (the lens; "" if none is named), ``by``, ``reference``, ``level``, and then as
        ``experiments.analysis.compare.table``: ``first`` is the reference. ``attrs``: ``paired``.
    """
    paired = results.study.luck == "common"
    rows = []
    for measure in measures:
        for factor in chosen:
            for within, groups in _groups(results, factor):
                reference = groups[factor.reference]
                for level in factor.levels:
                    if level != factor.reference:
                        head = {
                            "measure": measure.name, "unit": measure.unit, "within": within,
                            "by": factor.by, "reference": factor.reference, "level": level,
                        }  # fmt: skip
                        rows.append(head | contrasted(measure, reference, groups[level], paired))
    made = pd.DataFrame(rows)
    made.attrs = {"paired": paired}
    return made


def _lenses(results: Results) -> Iterator[Factor]:
    if LENS in results.runs:
        levels = tuple(dict.fromkeys(map(str, results.runs[LENS])))
        if len(levels) > 1:
            yield Factor(LENS, levels, BASE if BASE in levels else levels[0])


def _numbers(results: Results) -> Iterator[Factor]:
    if results.study.design != "grid":
        return
    own = dict(results.scenario.quantities())
    for varied in varied_numbers(results.study, results.scenario):
        levels = tuple(sorted(map(float, results.runs[varied.path].unique())))
        if len(levels) > 1:
            now = float(own[varied.path].value)
            yield Factor(varied.path, levels, now if now in levels else levels[0])


def _level(factor: Factor, to: str) -> str | float:
    for level in factor.levels:
        if to == f"{level}" or (isinstance(level, float) and to == f"{level:g}"):
            return level
    known = " or ".join(f"{v:g}" if isinstance(v, float) else v for v in factor.levels)
    raise InputError("--to", f"{factor.by} is never {to}", f"write {known}")


def _groups(
    results: Results, factor: Factor
) -> Iterator[tuple[str, dict[str | float, pd.DataFrame]]]:
    """Give the finished negotiations of each level, numbered by all that varies besides it."""
    parts = [("", results)] if factor.by == LENS else each_lens(results)
    for within, own in parts:
        sound = finished(own.runs)
        if results.study.design == "oat":  # of whose numbers ``sensitivity`` tells
            sound = sound[sound["parameter"] == ""].assign(design=0)
        else:
            besides = [c for c in design_columns(own.runs) if c != factor.by]
            number = sound.groupby(besides, sort=False).ngroup() if besides else 0
            sound = sound.assign(design=number)
        yield within, {level: sound[sound[factor.by] == level] for level in factor.levels}
