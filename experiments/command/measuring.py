"""``batna measures``: what can be measured, and the measures of a stored sweep."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.text import Text

from experiments.analysis.results import stored_results
from experiments.command.amounts import FOOT, chosen_measures, of_lens, records, scale_of, titled
from experiments.command.screen import out, print_json
from experiments.measures import Measure, estimates, known_measures, overall
from sim.reading import load_scenario


def measures(folder: Path | None, names: list[str] | None, as_json: bool) -> None:
    """List the measures of the flagship scenario, or estimate those of a stored sweep."""
    if folder is None:
        known = known_measures(load_scenario("ukraine"))
        rows = [
            {"measure": m.name, "unit": m.unit, "meaning": m.meaning, "among": m.among}
            for m in known.values()
        ]
        if as_json:
            print_json(rows)
            return
        for known_row in rows:
            about = "  {meaning} ({unit}, of {among})".format(**known_row)
            out().print(Text(known_row["measure"], style="bold") + Text(about))
        return
    results = stored_results(folder, names or ())
    chosen = chosen_measures(results, names)
    whole, each = overall(results.runs, chosen), estimates(results.runs, chosen)
    if as_json:
        print_json({"overall": records(whole), "points": records(each)})
        return
    for row in whole.to_dict("records"):
        measure = next(m for m in chosen if m.name == row["measure"])
        out().print(Text(f"{titled(measure)}{of_lens(row)}", style="bold"))
        out().print(f"  {_amount(measure, row)}, {row['n']:,} of {row['runs']:,} negotiations")
    spread = results.runs.attrs.get("spread", "chance only")
    note = f"95 % intervals over {spread}; negotiations of one replicate are taken together."
    out().print(f"{note} --json gives every design point. {FOOT}", style="dim")


def _amount(measure: Measure, row: Mapping[Any, Any]) -> str:
    if math.isnan(row["estimate"]):
        return "nothing to measure"
    scale, unit = scale_of(measure)
    estimate, low, high = (scale * row[key] for key in ("estimate", "low", "high"))
    bounds = "too few for an interval"
    if not math.isnan(low):
        bounds = f"{low:.{measure.digits}f} to {high:.{measure.digits}f}"
    return f"{estimate:.{measure.digits}f} {unit}, {bounds}"
