"""How far each number, moved alone to an end of its range, moves a measure: a tornado."""

import pandas as pd

from experiments.analysis.contrast import contrast
from experiments.analysis.results import Results, each_lens, with_lens
from experiments.measures import Measure, finished, pooled
from sim.errors import InputError

COLUMNS = ("parameter", "end", "value", "effect", "low", "high", "estimate", "base", "pairs")


def table(results: Results, measure: Measure) -> pd.DataFrame:
    """Compare both ends of each number with the base case.

    Parameters
    ----------
    results
        Of a study with ``design = "oat"``.
    measure
        What moves.

    Returns
    -------
    pandas.DataFrame
        Two rows a number, the widest first: (``lens``,) ``parameter``, ``end`` (low, high),
        ``value`` (of the number there), ``effect`` (the measure there less that of the base
        case), ``low``, ``high`` (95 %, ``analysis.contrast``), ``estimate``, ``base`` and
        ``pairs`` (0: the luck is independent). An end that is the base case has no effect.
        ``attrs``: ``measure``, ``left_out``.

    Raises
    ------
    InputError
        If the study has another design, or the base case or an end says nothing.
    """
    if results.study.design != "oat":
        wrong = f"its design is {results.study.design}, which moves no number alone"
        raise InputError(f"study {results.study.name}", wrong, 'write design = "oat"')
    made = with_lens([(lens, _one(own, measure)) for lens, own in each_lens(results)])
    made.attrs = {
        "measure": measure.name,
        "left_out": len(results.runs) - len(finished(results.runs)),
    }
    return made


def _one(results: Results, measure: Measure) -> pd.DataFrame:
    paired = results.study.luck == "common"
    sound = finished(results.runs).assign(design=0)  # replicates alone make the pairs
    ends = dict(list(sound.groupby(["parameter", "end"], sort=False)))
    base = ends.get(("", "base"), sound.head(0))
    level, seen = pooled(measure, base)
    if not seen:
        wrong = "no negotiation of the base case says anything"
        raise InputError(f"measure {measure.name}", wrong, "name another, or give more replicates")
    moved = [p for p in dict.fromkeys(results.runs["parameter"]) if p]
    rows = []
    for path in moved:
        for end in ("low", "high"):
            there = ends.get((path, end))
            if there is None:  # the base case itself
                at = float(base[path].iloc[0])
                rows.append((path, end, at, 0.0, 0.0, 0.0, level.value, level.value, len(base)))
                continue
            found = contrast(measure, base, there, paired)
            if found is None:
                wrong = f"no negotiation with {path} at its {end} end says anything"
                right = "name another, or give more replicates"
                raise InputError(f"measure {measure.name}", wrong, right)
            estimate = pooled(measure, there)[0].value
            at = float(there[path].iloc[0])
            rows.append((path, end, at, *found.difference, estimate, level.value, found.pairs))
    made = pd.DataFrame(rows, columns=list(COLUMNS))
    width = made.groupby("parameter")["effect"].transform(
        lambda effect: max(*effect, 0.0) - min(*effect, 0.0)
    )
    order = width.sort_values(ascending=False, kind="stable").index
    return made.loc[order].reset_index(drop=True)
