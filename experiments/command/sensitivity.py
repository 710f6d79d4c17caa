"""``batna sensitivity``: on which numbers a stored sweep's results hang."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from rich.text import Text

from experiments.analysis import box, feature_scores, morris, one_at_a_time, sobol
from experiments.analysis.results import Results, stored_results
from experiments.command.amounts import (
    FOOT,
    MOST,
    amount,
    chosen_measures,
    more_of,
    of_lens,
    records,
    scale_of,
    titled,
)
from experiments.command.screen import out, print_json
from experiments.measures import Measure
from experiments.spoken import part_of_chance

METHODS = {"oat": one_at_a_time.table, "morris": morris.table, "sobol": sobol.table}
TAKEN_OUT = "It is taken out of the shares, and their intervals count it."


def sensitivity(folder: Path, name: str | None, as_json: bool) -> None:
    """Say on which numbers a measure of a stored sweep hangs, as its design allows."""
    results = stored_results(folder, [name] if name else ())
    measure = chosen_measures(results, [name] if name else None)[0]
    method = METHODS.get(results.study.design)
    if method is None:
        _explore(results, measure, as_json)
        return
    table = method(results, measure)
    if as_json:
        print_json(
            {"design": results.study.design, "measure": measure.name, "rows": records(table)}
            | {key: value for key, value in table.attrs.items() if key != "measure"}
        )
        return
    out().print(Text(titled(measure), style="bold"))
    _LINES[results.study.design](table, measure)


def _explore(results: Results, measure: Measure, as_json: bool) -> None:
    """Score the numbers of a sample, and find the box of a share."""
    scores = feature_scores.table(results, measure)
    found = box.table(results, measure) if measure.is_share else None
    if as_json:
        print_json(
            {"design": results.study.design, "measure": measure.name, "scores": records(scores)}
            | {"box": None if found is None else records(found)}
        )
        return
    out().print(Text(titled(measure), style="bold"))
    out().print("How much each number tells, of 1 in all (feature scores, with 95 % intervals):")
    chance = scores["parameter"] == feature_scores.PROBE
    place = scores.groupby("lens").cumcount() if "lens" in scores else scores.index
    shown = place < MOST  # the highest of each lens, and chance wherever it stands among them
    for row in scores[shown | chance].to_dict("records"):
        line = f"{row['score']:.3f}   {row['low']:.3f} to {row['high']:.3f}"
        out().print(f"  {row['parameter']:<43} {line}{of_lens(row)}")
    if found is not None:
        _print_box(found, measure)
    more = more_of(scores, int((shown | chance).sum()))
    words = f"Numbers near the one of pure chance tell nothing here.{more} {FOOT}"
    out().print(words, style="dim")


def _print_box(found: pd.DataFrame, measure: Measure) -> None:
    if found.empty:
        out().print("No box of numbers stands out.")
        return
    lenses = list(dict.fromkeys(found["lens"])) if "lens" in found else [""]
    for lens in lenses:
        own = found[found["lens"] == lens] if lens else found
        head = own.iloc[0]
        out().print(
            f"Where it is frequent (PRIM{f', lens {lens}' if lens else ''}): "
            f"{100 * head['density']:.1f} % in this box, {100 * head['base']:.1f} % in all; "
            f"it holds {100 * head['coverage']:.0f} % of the yes and "
            f"{100 * head['mass']:.0f} % of the negotiations."
        )
        for row in own.to_dict("records"):
            box_, all_ = (f"{row[a]:.4g} to {row[b]:.4g}" for a, b in _ENDS)
            out().print(f"  {row['parameter']:<44}{box_:<20} of {all_}")


_ENDS = (("low", "high"), ("range_low", "range_high"))


def _tornado_lines(table: pd.DataFrame, measure: Measure) -> None:
    (scale, unit), digits = scale_of(measure), measure.digits
    out().print(f"At the low and at the high end of each number, against the base case ({unit}):")
    for row in table.head(2 * MOST).to_dict("records"):
        effect, low, high = (amount(row, key, scale) for key in ("effect", "low", "high"))
        if effect == low == high == 0.0:
            continue
        at = f"{row['parameter']} = {row['value']:.4g}"
        line = f"{effect:+7.{digits}f}  {low:+6.{digits}f} to {high:+.{digits}f}"
        out().print(f"  {at:<48} {line}{of_lens(row)}")
    paired = "paired by replicate" if (table["pairs"] > 0).any() else "without pairs"
    more = more_of(table, 2 * MOST)
    unmoved = "An end that is the base case, or moves nothing, is not shown."
    words = f"95 % intervals, {paired}. {unmoved}{_left_out(table)}{more} {FOOT}"
    out().print(words, style="dim")


def _sobol_lines(table: pd.DataFrame, measure: Measure) -> None:
    over = "the design alone" if math.isnan(table.attrs["chance"]) else "the design and the luck"
    how = f"alone, and in all (95 % over {over})"
    out().print(f"Share of the variance that a number explains: {how}:")
    single = table[table["order"] != "second"]
    keys = [c for c in ("lens", "parameter") if c in table]
    for (*lens, path), own in list(single.groupby(keys, sort=False))[:MOST]:
        first, total = (own[own["order"] == order].iloc[0] for order in ("first", "total"))
        parts = [f"{r['index']:6.2f}  {r['low']:5.2f} to {r['high']:4.2f}" for r in (first, total)]
        told = own[own["order"] == "total"].iloc[0]["told"]
        unclear = "" if told is pd.NA or told else "   not told from 0"
        out().print(f"  {path:<43} {'   '.join(parts)}{unclear}{f'   {lens[0]}' if lens else ''}")
    pairs = table[table["order"] == "second"]
    for row in pairs.sort_values("index", ascending=False).head(10).to_dict("records"):
        both = f"{row['parameter']} with {row['other']}"
        out().print(f"  {both:<60}{row['index']:6.2f}  {row['low']:5.2f} to {row['high']:4.2f}")
    _foot(table, "" if math.isnan(table.attrs["chance"]) else TAKEN_OUT)


def _morris_lines(table: pd.DataFrame, measure: Measure) -> None:
    scale, unit = scale_of(measure)
    out().print(f"What a number's whole range does ({unit}):")
    out().print(
        f"  {'':<40}{'size':>6}  {'95 %':<14}{'luck':>6}{'mean':>8}{'spread':>7}", style="dim"
    )
    shown = table.head(MOST)
    unclear = shown["told"].fillna(True).eq(False)
    for row in shown[~unclear].to_dict("records"):
        _effect_line(row, scale)
    if unclear.any():
        out().print("No larger than luck alone would make it, for a number that does nothing:")
    for row in shown[unclear].to_dict("records"):
        _effect_line(row, scale)
    _foot(table, f"{morris.in_words(table)}{more_of(table)}")


def _effect_line(row: Mapping[Any, Any], scale: float) -> None:
    size, low, high, floor, mu, sigma = (
        amount(row, key, scale) for key in ("mu_star", "low", "high", "floor", "mu", "sigma")
    )
    span, luck = f"{low:.3g} to {high:.3g}", "?" if math.isnan(floor) else f"{floor:.3g}"
    numbers = f"{size:6.3g}  {span:<14}{luck:>6}{mu:+8.3g}{sigma:7.3g}"
    out().print(f"  {row['parameter']:<40}{numbers}{of_lens(row)}")


_LINES = {"oat": _tornado_lines, "sobol": _sobol_lines, "morris": _morris_lines}


def _foot(table: pd.DataFrame, more: str) -> None:
    attrs = table.attrs
    said = [
        f"{attrs['points']:,} design points.{_left_out(table)}",
        part_of_chance(attrs["chance"]),
    ]
    out().print(" ".join([*said, more.strip(), FOOT]), style="dim")


def _left_out(table: pd.DataFrame) -> str:
    count = table.attrs.get("left_out", 0)
    return f" {count:,} failed negotiations are left out." if count else ""
