"""What came out, in sentences with intervals; chance and uncertainty kept apart."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from experiments.drawing import certain_twin
from experiments.figures.parts.rows import change_of
from experiments.measures import Measure, estimates, finished, overall
from experiments.report.case import Case
from experiments.report.marks import Section, details, heading, paragraph, points, table
from experiments.store import load
from experiments.told import Told, parameter_label

OF_ONE_RUN = ("answers", "utility_space")


def findings(case: Case, told: list[Told]) -> Section:
    """Say what was found: over all negotiations, from point to point, and figure by figure."""
    whole = overall(case.results.runs, case.measures)
    body = paragraph(_spread(case))
    body += points(sentences(case, whole))
    shown = whole.drop(columns="left_out") if not whole["left_out"].any() else whole
    body += details("The numbers behind these sentences (shares from 0 to 1)", table(shown))
    body += _by_chance_alone(case)
    each = estimates(case.results.runs, case.measures)
    if each["design"].nunique() > 1:
        body += details("The measures at each design point", table(each))
    body += heading("What the figures show") + points(
        f"{one.finding}." for one in told if one.kind not in OF_ONE_RUN
    )
    return Section("findings", "Findings", body)


def sentences(case: Case, whole: pd.DataFrame) -> list[str]:
    """Say each measure over all negotiations with its interval, and where it is most and least."""
    each = estimates(case.results.runs, case.measures)
    by_name = {measure.name: measure for measure in case.measures}
    said = []
    for row in whole.to_dict("records"):
        own = each[each["measure"] == row["measure"]]
        if "lens" in row and "lens" in own:
            own = own[own["lens"] == row["lens"]]
        measure = by_name[str(row["measure"])]
        said.append(f"{sentence(measure, row)}{_extremes(case, measure, own)}")
    return said


def sentence(measure: Measure, row: Mapping[Any, Any]) -> str:
    """Say one measure with its 95 % interval and how many negotiations it is of."""
    lens = f" (lens {row['lens']})" if "lens" in row else ""
    head = f"{measure.meaning[:1].upper()}{measure.meaning[1:]}{lens}"
    if np.isnan(row["estimate"]):
        return f"{head}: none of {row['runs']:,} negotiations says anything."
    count = f"{int(row['n']):,} {measure.among if measure.conditional else 'negotiations'}"
    return f"{head}: {amount(measure, row)}, of {count}."


def amount(measure: Measure, row: Mapping[Any, Any]) -> str:
    """Write an estimate with its interval in the unit of a measure."""
    scale = 100.0 if measure.is_share else 1.0
    unit = " in 100" if measure.is_share else f" {measure.unit}"
    value, low, high = (scale * row[key] for key in ("estimate", "low", "high"))
    digits = measure.digits
    if np.isnan(low):
        return f"{value:.{digits}f}{unit} (too few for an interval)"
    return f"{value:.{digits}f}{unit} ({low:.{digits}f} to {high:.{digits}f})"


def _extremes(case: Case, measure: Measure, own: pd.DataFrame) -> str:
    own = own[own["estimate"].notna()]
    if len(own) < 2 or own["estimate"].nunique() < 2:
        return ""
    order = own["estimate"].to_numpy()
    ends = [own.iloc[int(order.argmin())], own.iloc[int(order.argmax())]]
    places = [_place(case, end) for end in ends]
    least, most = (amount(measure, end.to_dict()) for end in ends)
    doubt = _doubt(case, measure, [int(end["design"]) for end in ends], len(own))
    if not all(places):
        return f" From design point to design point it goes from {least} to {most}.{doubt}"
    return f" It is least, {least}, {places[0]}, and most, {most}, {places[1]}.{doubt}"


def _doubt(case: Case, measure: Measure, ends: list[int], points: int) -> str:
    """Say whether luck alone may set the least and the most of so many design points apart."""
    sound = finished(case.results.runs)
    said = pd.Series(measure.values(sound), sound.index).dropna()
    values = said.astype(bool if measure.is_share else float)
    first, last = (values[sound.loc[values.index, "design"] == end] for end in ends)
    change = change_of(first, last, sound, points * (points - 1) // 2)
    if change is None or np.isnan(change.low):
        return " Luck makes extremes look wider apart than they are."
    if change.low <= 0.0:
        return " Luck alone may set these two apart."
    among = f"counting that they were picked among {points:,}" if points > 2 else "pair by pair"
    unit = {"estimate": change.value, "low": change.low, "high": change.high}
    return f" They are {amount(measure, unit)} apart, {among}."


def _place(case: Case, row: pd.Series) -> str:
    """Say where a design point lies, if few numbers say it."""
    if "parameter" in row.index:  # each number alone, beside the base case
        if not row["parameter"]:
            return "in the base case"
        path = str(row["parameter"])
        label = parameter_label(case.results.study, case.results.scenario, path)
        return f"with {label} {row[path]:.3g}"
    paths = [str(c) for c in row.index if "." in str(c) and pd.notna(row[c])]
    if not paths or len(paths) > 3:
        return f"at design point {int(row['design'])}" if paths else ""
    named = [
        f"{parameter_label(case.results.study, case.results.scenario, p)} {row[p]:.3g}"
        for p in paths
    ]
    return f"with {' and '.join(named)}"


def _spread(case: Case) -> str:
    if case.results.study.uncertain:
        return (
            "In brackets: 95 % intervals. They hold two kinds of spread together, chance and the "
            "doubt about the tier-1 numbers, which each replicate draws from their ranges."
        )
    return (
        "In brackets: 95 % intervals. They hold chance only: the same numbers, other luck. How "
        "much the doubt about the numbers adds is another sweep (batna sweep with --uncertain)."
    )


def _by_chance_alone(case: Case) -> str:
    """Set the same measures by chance alone beside them, where that sweep lies by."""
    study, scenario = case.results.study, case.results.scenario
    beside = certain_twin(study, scenario, case.folder)
    if beside is None:
        return ""
    whole = overall(load(beside), case.measures)
    by_name = {measure.name: measure for measure in case.measures}
    said = [sentence(by_name[str(row["measure"])], row) for row in whole.to_dict("records")]
    return heading("By chance alone, with the scenario's own numbers") + points(said)
