"""``batna compare`` of one stored sweep: each lens or level against that of reference."""

from pathlib import Path

from rich.text import Text

from experiments.analysis import levels
from experiments.analysis.results import stored_results
from experiments.command.amounts import FOOT, MOST, chosen_measures, more_of, records, titled
from experiments.command.comparing import contrast_line
from experiments.command.screen import out, print_json


def compare_within(
    folder: Path, names: list[str] | None, by: str | None, to: str | None, as_json: bool
) -> None:
    """Set the lenses or levels that a stored sweep varies against a level of reference."""
    results = stored_results(folder, names or ())
    measures = chosen_measures(results, names)
    table = levels.table(results, measures, levels.factors(results, by, to))
    if as_json:
        print_json({"paired": table.attrs["paired"], "rows": records(table)})
        return
    shown = table.head(MOST)
    out().print(f"{folder}: {results.study.title}")
    width = 2 + max(len(_level(level)) for level in table["level"])
    label = {vary.path: f"{vary.label} ({vary.path})" for vary in results.study.vary if vary.label}
    for measure in measures:
        own = shown[shown["measure"] == measure.name]
        if own.empty:
            break
        out().print(Text(titled(measure), style="bold"))
        for key, rows in own.groupby(["within", "by", "reference"], sort=False):
            within, factor = map(str, key[:2])
            where = f", in lens {within}" if within else ""
            words = f"  {label.get(factor, factor)}, against {_level(key[2])}{where}"
            out().print(words, soft_wrap=True)
            for row in rows.to_dict("records"):
                contrast_line(measure, row, _level(row["level"]), width)
    luck = "pair by pair: the same luck at each" if table.attrs["paired"] else "without pairs"
    missed = round(len(table) / 20)
    many = f" Of {len(table)} such intervals {missed} may miss by chance." if missed else ""
    words = f"Reference, level, and the level less the reference (95 %), {luck}.{many}"
    out().print(f"{words}{more_of(table)} {FOOT}", style="dim")


def _level(level: object) -> str:
    return f"{level:g}" if isinstance(level, float) else str(level)
