"""``batna compare``: two stored sweeps side by side."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.analysis.compare import differences
from experiments.analysis.compare import table as contrasts
from experiments.analysis.results import stored_results
from experiments.command.amounts import FOOT, MOST, chosen_measures, records, scale_of
from experiments.command.screen import out, print_json
from experiments.measures import Measure, find_measure, known_measures
from sim.errors import InputError
from sim.rules.outcome import OUTCOMES

HOW = {  # how two studies are compared, by whether they have the same points, and the same luck
    (True, True): "pair by pair: the same design points, the same luck",
    (True, False): "without pairs: the same design points, other luck",
    (False, True): "without pairs: other design points, the same luck",
    (False, False): "without pairs: other design points, other luck",
}
LONGEST = 60  # signs of a setting on the screen


def compare(
    first: Path, second: Path, names: list[str] | None, within: Mapping[str, str | None],
    as_json: bool,
) -> None:  # fmt: skip
    """Set two stored sweeps side by side; options for ``within`` one sweep are refused."""
    for option, given in within.items():
        if given is not None:
            raise InputError(option, "it is for what varies within one sweep", "name one folder")
    one = stored_results(first, names or ())
    other = stored_results(second, names or [m.name for m in chosen_measures(one, None)])
    shared = known_measures(one.scenario).keys() & known_measures(other.scenario).keys()
    if names:
        chosen = [find_measure(n, r.scenario) for n in names for r in (one, other)][::2]
    else:
        own = [m for m in chosen_measures(one, None) if m.name in shared]
        endings = [known_measures(one.scenario)[o] for o in OUTCOMES]
        chosen = endings + [m for m in own if m.name not in OUTCOMES]
    table, differ = contrasts(one, other, chosen), differences(one, other)
    if as_json:
        named = [{"what": w, "first": a, "second": b} for w, a, b in differ]
        print_json(table.attrs | {"differences": named, "rows": records(table)})
        return
    for results, folder in ((one, first), (other, second)):
        lens = results.study.lens
        reading = f", in the reading {results.scenario.lenses[lens].title}" if lens else ""
        out().print(f"{folder}: {results.study.title}{reading}")
    said = [results.study.settings() for results in (one, other)]
    for what, *values in differ[:MOST]:
        a, b = (_short(own.get(what, value)) for own, value in zip(said, values, strict=True))
        out().print(f"  {what}: {a} | {b}", style="dim")
    if len(differ) > MOST:
        out().print(f"  and {len(differ) - MOST} more", style="dim")
    for row in table[table["design"].isna()].to_dict("records"):
        contrast_line(next(m for m in chosen if m.name == row["measure"]), row)
    how = HOW[table.attrs["same_points"], table.attrs["same_luck"]]
    alone = {what for what, _, _ in differ} == {"seed"}
    why = " The same numbers, other luck: what differs is chance." if alone else ""
    out().print(f"Differences (second less first, 95 %) {how}.{why} {FOOT}", style="dim")


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 2]} …"


def contrast_line(
    measure: Measure, row: Mapping[Any, Any], name: str | None = None, width: int = 18
) -> None:
    """Print a contrast: under a name, if not the measure's own, both sides and the difference."""
    if math.isnan(row["first"]) or math.isnan(row["second"]):
        return
    scale, unit = scale_of(measure)
    digits = measure.digits
    clear = "" if math.isnan(row["low"]) or row["low"] <= 0 <= row["high"] else "  clear"
    first, second, change, low, high = (
        scale * row[key] for key in ("first", "second", "difference", "low", "high")
    )
    out().print(
        f"  {measure.name if name is None else name:<{width}}"
        f"{first:8.{digits}f} {second:8.{digits}f} {unit:<8}"
        f"{change:+8.{digits}f}   {_end(low, digits)} to {_end(high, digits)}{clear}"
    )


def _end(value: float, digits: int) -> str:
    """Write an end of an interval; a digit more where it would else seem to be 0."""
    text = f"{value:+.{digits}f}"
    return f"{value:+.{digits + 1}f}" if value and not float(text) else text
