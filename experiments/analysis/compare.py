"""Two studies side by side: what differs between them, and by how much each measure."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from experiments.analysis.contrast import contrast
from experiments.analysis.results import Results
from experiments.design import DRAWN, Study, design_points
from experiments.measures import Measure, finished, pooled

CONTRAST = (
    "first",
    "first_low",
    "first_high",
    "second",
    "second_low",
    "second_high",
    "difference",
    "low",
    "high",
    "pairs",
    "gained",
    "lost",
    "p",
)
# what sets no number, and what the scenarios' numbers tell better
SAID = ("name", "title", "question", "measures", "figures", "format", "hold")


def table(first: Results, second: Results, measures: Sequence[Measure]) -> pd.DataFrame:
    """Contrast measures between two studies, over all negotiations and at each design point.

    Where both have the same seed, the same design points and the same kind of luck, replicate r
    of a point met the same luck in both, and they are compared pair by pair
    (``experiments.analysis.contrast``). Else the samples are independent, and each design point
    has no partner.

    Parameters
    ----------
    first, second
        The results of two studies.
    measures
        What is compared; both scenarios must have it.

    Returns
    -------
    pandas.DataFrame
        One row a measure over all (``design`` is missing) and, of pairs at several design
        points, one a point: ``measure``, ``unit``, ``design``, ``first``, ``first_low``,
        ``first_high``, ``second``, ``second_low``, ``second_high`` (each study's own estimate
        and 95 % interval), ``difference`` (second less first), ``low``, ``high`` (95 %),
        ``pairs`` (0: none), ``gained``, ``lost`` (of a share over pairs: only the second, only
        the first) and ``p`` (McNemar's exact test; NaN where it is not defined). ``attrs``:
        ``paired``, ``same_points`` and ``same_luck``.
    """
    points, luck = same_points(first, second), same_luck(first, second)
    paired = points and luck
    before, after = finished(first.runs), finished(second.runs)
    designs: list[int | None] = [None]
    if paired and before["design"].nunique() > 1:
        designs += sorted(before["design"].unique().tolist())
    rows = [
        _row(measure, design, before, after, paired) for measure in measures for design in designs
    ]
    made = pd.DataFrame(rows)
    made["design"] = pd.array(made["design"].tolist(), dtype="Int64")
    made.attrs = {"paired": paired, "same_points": points, "same_luck": luck}
    return made


def _row(
    measure: Measure, design: int | None, before: pd.DataFrame, after: pd.DataFrame, paired: bool
) -> dict[str, Any]:
    if design is not None:
        before, after = before[before["design"] == design], after[after["design"] == design]
    head = {"measure": measure.name, "unit": measure.unit, "design": design}
    return head | contrasted(measure, before, after, paired)


def contrasted(
    measure: Measure, before: pd.DataFrame, after: pd.DataFrame, paired: bool
) -> dict[str, Any]:
    """Give a measure of two samples and their contrast, as the columns of ``table`` name them."""
    one, other = (pooled(measure, own)[0] for own in (before, after))
    found = contrast(measure, before, after, paired)
    nothing = (np.nan, np.nan, np.nan, 0, 0, 0, np.nan)
    rest = nothing if found is None else (*found.difference, *found[1:])
    return dict(zip(CONTRAST, (*one, *other, *rest), strict=True))


def same_points(first: Results, second: Results) -> bool:
    """Say whether two studies have the same design points."""
    points = [design_points(results.study, results.scenario) for results in (first, second)]
    return bool(points[0].equals(points[1]))


def same_luck(first: Results, second: Results) -> bool:
    """Say whether replicate r of a design point met the same luck in two studies."""
    one, other = first.study, second.study
    return (one.seed, one.luck) == (other.seed, other.luck)


def differences(first: Results, second: Results) -> list[tuple[str, Any, Any]]:
    """Name what differs between two studies: settings, and each number of their scenarios."""
    found: list[tuple[str, Any, Any]] = []
    one, other = (_settings(r.study) for r in (first, second))
    for key in one:
        if key not in SAID and one[key] != other[key]:
            found.append((key, one[key], other[key]))
    numbers = [{path: q.value for path, q in r.scenario.quantities()} for r in (first, second)]
    for path in sorted(numbers[0].keys() | numbers[1].keys()):
        values = [own.get(path) for own in numbers]
        if values[0] != values[1]:
            found.append((path, values[0], values[1]))
    return found


def _settings(study: Study) -> dict[str, Any]:
    """Give a study's settings, with the seed from which its points are drawn, if they are."""
    seed = study.seed_of_points if study.design in DRAWN else None
    return study.model_dump(mode="json") | {"design_seed": seed}
