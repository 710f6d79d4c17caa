"""From a stored sweep to its figures: which ones suit it, with their labels and provenance."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.analysis.results import Results, stored_results
from experiments.at_the_table import play_record
from experiments.design import BASE, Study, at_point, design_points, readings, titles
from experiments.drawing_analyses import has_analysis, told_analyses
from experiments.figures import (
    answers,
    blockers,
    one_parameter,
    outcome_shares,
    outcomes_by_lens,
    peace_held,
    spreads,
    style,
    terms,
    time_to_deal,
    tornado,
    two_parameters,
    utilities,
    utility_space,
)
from experiments.measures import Measure, find_measure
from experiments.sides import two_sides
from experiments.store import MANIFEST, UNCERTAIN, load, read_manifest
from experiments.told import Drawn as Drawn
from experiments.told import Told, labels, note, one_lens, parameter_label
from experiments.words import points
from sim.errors import InputError
from sim.reading import find
from sim.record import Record, scenario_hash
from sim.scenario import Scenario
from sim.solutions import MOST_PACKAGES, nash, packages, worths

WITHOUT_UNIT = ("share", "level", "prob.", "share of prob.", "switch")  # said by the label
ANALYSES = {"sobol_indices", "elementary_effects", "feature_scores", "box_of_numbers"}
MOST_LEVELS = 25  # values of a number that a figure shows one by one


def draw_all(folder: Path, target: Path, outcome: str = "deal", run_id: int = 0) -> list[Drawn]:
    """Draw every figure that suits a stored sweep, or those of them that its study names.

    Parameters
    ----------
    outcome
        Whose share the figures over parameters show.
    run_id
        The run whose offers are drawn in utility space; it is replayed from its seed.

    Raises
    ------
    InputError
        If the folder holds no sweep, or no such run.
    """
    results = stored_results(folder)
    told = figures_of(results, folder, outcome, run_id)
    if not told:  # its study names figures, and none of them has anything to show
        wrong = f"no figure that its study names suits it ({', '.join(results.study.figures)})"
        raise InputError(str(folder), wrong, "name others, or none, and sweep into another folder")
    try:
        target.mkdir(parents=True, exist_ok=True)
        return [Drawn(t.name, t.finding, style.save(t.figure, target / t.name)) for t in told]
    except OSError as error:
        raise InputError(str(target), f"it can't be written ({error.strerror})") from None


def figures_of(
    results: Results, folder: Path, outcome: str, run_id: int, measure: Measure | None = None
) -> list[Told]:
    """Draw the figures of ``draw_all``, and save none.

    Parameters
    ----------
    measure
        What an analysis explains; the share of `outcome` if None.
    """
    runs, study, scenario = results
    own = runs[runs["run"] == run_id]
    if own.empty:
        wrong, right = f"{folder} has no such run", f"write 0 to {int(runs['run'].max())}"
        raise InputError(f"--run {run_id}", wrong, right)
    shown, lens = one_lens(runs, study)
    provenance = note(study, scenario, shown, lens)
    told = [
        *_distributions(results._replace(runs=shown), provenance),
        *_over_parameters(shown, study, scenario, outcome, provenance),
        *_analyses(results._replace(runs=shown), measure or find_measure(outcome, scenario),
                   provenance),
        *_side_by_side(runs, study, scenario, outcome),
        *_both_spreads(runs, study, scenario, folder, outcome),
        *_one_run(results, own.iloc[0]),
    ]  # fmt: skip
    return [t for t in told if t.kind in study.figures] if study.figures else told


def _analyses(results: Results, measure: Measure, provenance: str) -> Iterator[Told]:
    """Draw what the design is meant for; where it can't be, only if the study asks for it."""
    asked = ANALYSES & {*results.study.figures}
    if not has_analysis(results) or (results.study.figures and not asked):
        return
    try:
        yield from told_analyses(results, measure, provenance)
    except InputError:
        if asked:
            raise


def _distributions(results: Results, provenance: str) -> Iterator[Told]:
    runs, study, scenario = results
    shares = outcome_shares.table(runs)
    over = "chance and uncertainty" if study.uncertain else "chance alone"
    figure = outcome_shares.draw(shares, provenance, over)
    yield Told("outcome_shares", "outcomes", outcome_shares.finding(shares), figure, shares)
    shown = in_points(runs, scenario)
    dots, options = terms.table(shown, list(scenario.actors)), terms.options(runs)
    words = labels(scenario)
    if not dots.empty:
        finding = terms.finding(dots, options, words)
        figure = terms.draw(dots, options, words, provenance)
        yield Told("terms", "terms", finding, figure, options)
    curve = time_to_deal.table(runs)
    yield Told(
        "time_to_deal", "time_to_deal", time_to_deal.finding(curve),
        time_to_deal.draw(curve, provenance), curve,
    )  # fmt: skip
    ways = blockers.table(runs)
    finding = blockers.finding(ways, words)
    yield Told("blockers", "blockers", finding, blockers.draw(ways, words, provenance), ways)
    if "held" in runs and scenario.durability is not None and runs["held"].notna().any():
        peace = peace_held.table(results)
        finding = peace_held.finding(peace)
        yield Told("peace_held", "peace_held", finding, peace_held.draw(peace, provenance), peace)


def in_points(runs: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Give runs with utilities on the one scale of every story."""
    shown = runs.copy()
    for actor in scenario.actors:
        shown[f"utility_{actor}"] = [points(scenario, u) for u in runs[f"utility_{actor}"]]
    return shown


def _side_by_side(
    runs: pd.DataFrame, study: Study, scenario: Scenario, outcome: str
) -> Iterator[Told]:
    """Set the lenses of a study side by side."""
    if "lens" not in runs:
        return
    shares = outcomes_by_lens.table(runs)
    words = titles(study, scenario)
    words[BASE] = "the neutral base, no lens"
    figure = outcomes_by_lens.draw(shares, words, outcome, note(study, scenario, runs, None))
    yield Told(
        "outcomes_by_lens", "outcomes_by_lens", outcomes_by_lens.finding(shares, outcome), figure,
        shares,
    )  # fmt: skip


def _both_spreads(
    runs: pd.DataFrame, study: Study, scenario: Scenario, folder: Path, outcome: str
) -> Iterator[Told]:
    """Set an uncertain sweep beside the sweep of the same study without, where that lies by."""
    beside = certain_twin(study, scenario, folder)
    if beside is None:
        return
    chance, lens = one_lens(load(beside), study)
    shares = spreads.table(chance, one_lens(runs, study)[0])
    made = (
        f"{study.name}: scenario {scenario.name}"
        + (f", lens {lens}" if lens else "")
        + f", {len(chance):,} negotiations a row, seed {study.seed}"
    )
    yield Told(
        "spreads", "spreads", spreads.finding(shares, outcome),
        spreads.draw(shares, outcome, made), shares,
    )  # fmt: skip


def certain_twin(study: Study, scenario: Scenario, folder: Path) -> Path | None:
    """Find the sweep of the same study with the scenario's own numbers, if it lies by."""
    beside = folder.absolute().with_name(folder.absolute().name.removesuffix(UNCERTAIN))
    if not study.uncertain or not (beside / MANIFEST).is_file():
        return None
    manifest = read_manifest(beside)
    twin, same = Study.model_validate(manifest["study"]), scenario_hash(scenario)
    if twin != study.model_copy(update={"uncertain": False}) or (
        manifest.get("scenario_hash") != same
    ):
        return None
    return beside


def _over_parameters(
    runs: pd.DataFrame, study: Study, scenario: Scenario, outcome: str, provenance: str
) -> Iterator[Told]:
    if study.design in ("morris", "sobol") and not study.figures:
        return  # their points are laid out for an analysis: levels differ in the others too
    if study.design == "oat":
        effects = tornado.table(runs, outcome)
        words = {p: parameter_label(study, scenario, p) for p in effects["parameter"].unique()}
        yield Told(
            "tornado",
            "tornado",
            tornado.finding(effects, words, outcome),
            tornado.draw(effects, words, outcome, provenance),
            effects,
        )
        return
    paths = [str(c) for c in design_points(study, scenario).columns if c != "lens"]
    axes = [path for path in paths if runs[path].nunique() >= 2]
    runs = runs.assign(**{path: binned(runs[path], len(axes)) for path in axes})
    for place, path in enumerate(axes[:3]):
        table = one_parameter.table(runs, path, outcome)
        label, unit = parameter_label(study, scenario, path), find(scenario, path)[1].unit
        unit = "" if unit in WITHOUT_UNIT else unit
        name = f"{outcome}_by_{path.split('.')[-1] if len(axes) == 1 else place + 1}"
        yield Told(
            "one_parameter",
            name,
            one_parameter.finding(table, label, unit, outcome),
            one_parameter.draw(table, label, unit, outcome, provenance),
            table,
        )
        if place == 0:
            yield _utilities(runs, scenario, path, (label, unit), provenance)
    if len(axes) >= 2:
        x, y = axes[0], axes[1]
        grid = two_parameters.table(runs, x, y, outcome)
        names = parameter_label(study, scenario, x), parameter_label(study, scenario, y)
        yield Told(
            "two_parameters",
            f"{outcome}_by_both",
            two_parameters.finding(grid, *names, outcome),
            two_parameters.draw(grid, *names, outcome, provenance),
            grid,
        )


def _utilities(
    runs: pd.DataFrame, scenario: Scenario, path: str, said: tuple[str, str], provenance: str
) -> Told:
    """Draw what each party is left with over one number."""
    shown, parties = in_points(runs, scenario), list(scenario.actors)
    worth, words = utilities.table(shown, path, parties), labels(scenario)
    ridges = utilities.shapes(shown, path, parties)
    figure = utilities.draw(worth, ridges, *said, words, provenance)
    finding = utilities.finding(worth, *said, words)
    return Told("utilities", "utilities", finding, figure, worth)


def binned(values: pd.Series, axes: int) -> pd.Series:
    """Gather a number that takes many values (a Latin hypercube's) into equal bins, by midpoint.

    Ten bins, or six where two numbers share a heat map; a number of few values is left alone.
    """
    if values.nunique() <= MOST_LEVELS:
        return values
    edges = np.linspace(values.min(), values.max(), (6 if axes > 1 else 10) + 1)
    place = np.clip(np.digitize(values, edges[1:-1]), 0, len(edges) - 2)
    middles = 0.5 * (edges[1:] + edges[:-1])
    return pd.Series([float(f"{m:.3g}") for m in middles[place]], index=values.index)


def _one_run(results: Results, row: pd.Series) -> Iterator[Told]:
    """Replay a run, and draw the answers to its texts, and its texts among all packages."""
    runs, study, scenario = results
    lens = str(row.get("lens", BASE))
    numbers = {str(p): row[p] for p in runs.columns if "." in str(p)}  # varied or drawn
    at = at_point(readings(study, scenario)[lens], numbers)
    record = play_record(at, study.seed, int(row["replicate"]))
    made = note(study, scenario, runs, lens if "lens" in runs else study.lens)
    provenance = f"{made}; run {int(row['run'])}"
    said, words = answers.table(record), labels(at)
    finding = answers.finding(said, words)
    yield Told("answers", "answers", finding, answers.draw(said, words, provenance), said)
    if math.prod(len(issue.options) for issue in scenario.issues.values()) <= MOST_PACKAGES:
        yield _offers(at, record, provenance)


def _offers(at: Scenario, record: Record, provenance: str) -> Told:
    """Draw a run's texts among all packages, for the two sides."""
    sides = two_sides(at)
    order = list(at.actors)
    seats = [order.index(side) for side in sides]
    choices = packages(at)
    survey = worths(at, choices)
    cloud = _points(at, survey.worth[:, seats])
    offered = [
        [list(at.issues[i].options).index(option) for i, option in text.terms.items()]
        for text in record.texts
    ]
    offers = pd.DataFrame(columns=["x", "y", "accepted"])
    if offered:
        offers = _points(at, worths(at, np.array(offered)).worth[:, seats])
    offers["accepted"] = [text.signed for text in record.texts]
    best = nash(survey.worth[:, seats], survey.no_deal[seats])
    first, second = (points(at, float(survey.no_deal[seat])) for seat in seats)
    walk = (first, second)
    star = None
    if len(best):
        star = (float(cloud["x"].iloc[best[0]]), float(cloud["y"].iloc[best[0]]))
    table = utility_space.table(cloud, offers)
    figure = utility_space.draw(
        cloud,
        offers,
        star,
        walk,
        (at.actors[sides[0]].short, at.actors[sides[1]].short),
        "points" if at.scale == "unit" else "score",
        f"{provenance}, as an unbiased observer sees it at the start",
    )
    shown = table[table["kind"] == "offer"].drop(columns=["kind", "feasible", "front"])
    return Told("utility_space", "offers", utility_space.finding(table, walk), figure, shown)


def _points(scenario: Scenario, worth: np.ndarray) -> pd.DataFrame:
    shown = np.vectorize(lambda value: points(scenario, value))(worth)
    return pd.DataFrame({"x": shown[:, 0], "y": shown[:, 1], "feasible": True})
