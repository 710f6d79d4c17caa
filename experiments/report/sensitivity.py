"""On which numbers the result hangs, as far as the design can tell."""

from collections.abc import Iterator

import pandas as pd

from experiments.analysis import box, feature_scores, morris, one_at_a_time, sobol
from experiments.analysis.contrast import contrast
from experiments.drawing_analyses import LAID
from experiments.measures import Measure, finished
from experiments.report.case import Case
from experiments.report.marks import Section, heading, paragraph, table
from experiments.spoken import part_of_chance
from experiments.told import one_lens, parameter_label
from sim.errors import InputError

LARGEST = 10  # numbers that a grid's ends are contrasted for
METHODS = {"oat": one_at_a_time.table, "morris": morris.table, "sobol": sobol.table}
WORDS = {
    "oat": "Each number alone at its low and at its high end, against the base case.",
    "morris": "The mean size (mu star), the mean and the spread (sigma) of the effect of each "
    "number's whole range. A mean size is above 0 by luck alone: floor says up to where, for a "
    "number that does nothing. What is no larger is not told from luck.",
    "sobol": "The share of the variance between design points that a number explains alone "
    "(first) and with its interactions (total). With two replicates a point or more, what luck "
    "makes is taken out, and the intervals are over the design and the luck. An index whose "
    "interval holds 0 is not told from that of a number that does nothing.",
}
EXPLORED = (
    "Feature scores say how much extra-trees use a number to tell the measure, of 1 in all; "
    "a number that scores no more than the one of pure chance tells nothing here."
)
BOXED = (
    "The PRIM box says within which bounds the yes is more frequent. It is chosen on the "
    "negotiations that it is described by, which flatters it: play its inside again before you "
    "believe its share."
)
ENDS = (
    "Of each number that varies, its highest value against its lowest, the others as they are "
    "laid out; replicate by replicate where the luck is common."
)


def sensitivity(case: Case) -> Section:
    """Tell what the design gives for the first measure, or why it gives nothing."""
    measure = case.measures[0]
    body = paragraph(f"Measure: {measure.name} ({measure.meaning}). Intervals are 95 %.")
    try:
        body += "".join(_parts(case, measure))
    except InputError as error:
        body += paragraph(f"This sweep can't tell: {error}.", kind="warning")
    return Section("sensitivity", "On which numbers it hangs", body)


def _parts(case: Case, measure: Measure) -> Iterator[str]:
    results, design = case.results, case.results.study.design
    if design in METHODS:
        found = METHODS[design](results, measure)
        more = [morris.in_words(found)] if design == "morris" else []
        if "chance" in found.attrs:
            more.append(part_of_chance(found.attrs["chance"]))
        yield paragraph(WORDS[design], *more) + table(found)
        return
    if design == "grid":
        ends = ends_table(case, measure)
        if ends.empty:
            yield paragraph("Nothing varies from design point to design point.")
        else:
            yield paragraph(ENDS) + table(ends)
    if design in LAID and not results.study.uncertain:
        return
    yield heading("Feature scores") + paragraph(EXPLORED)
    yield table(feature_scores.table(results, measure))
    if measure.is_share:
        found = box.table(results, measure)
        yield heading("A box of numbers") + paragraph(BOXED)
        yield table(found) if len(found) else paragraph("No box stands out.")


def ends_table(case: Case, measure: Measure) -> pd.DataFrame:
    """Contrast the highest value of each number that varies with its lowest.

    Returns
    -------
    DataFrame
        A row a number: ``number``, ``from``, ``to``, ``difference``, ``low``, ``high`` (95 %,
        ``analysis.contrast``) and ``pairs``.
    """
    runs, study, scenario = case.results
    rows, laid = finished(one_lens(runs, study)[0]), []
    paths = [vary.path for vary in study.vary]
    folded = {str(column).casefold(): str(column) for column in rows.columns}
    for path in [folded[p.casefold()] for p in paths if p.casefold() in folded][:LARGEST]:
        if rows[path].nunique() < 2:
            continue
        low, high = rows[path].min(), rows[path].max()
        others = [p for p in rows.columns if "." in str(p) and p != path]
        ends = [_partners(rows[rows[path] == at], others) for at in (low, high)]
        found = contrast(measure, ends[0], ends[1], study.luck == "common")
        if found is not None:
            label = parameter_label(study, scenario, path)
            laid.append((label, float(low), float(high), *found.difference, found.pairs))
    names = ["number", "from", "to", "difference", "low", "high", "pairs"]
    return pd.DataFrame(laid, columns=names)


def _partners(rows: pd.DataFrame, others: list[str]) -> pd.DataFrame:
    """Name design points by all that varies besides, so that pairs find each other."""
    if not others:
        return rows.assign(design=0)
    return rows.assign(design=rows.groupby(others).ngroup())
