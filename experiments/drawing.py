"""From a stored sweep to its figures: which ones suit it, with their labels and provenance."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from experiments.design import BASE, Study, at_point, base_scenario, design_points, readings
from experiments.figures import (
    one_parameter,
    outcome_shares,
    outcomes_by_lens,
    spreads,
    style,
    terms,
    time_to_deal,
    tornado,
    two_parameters,
    utility_space,
)
from experiments.store import MANIFEST, UNCERTAIN, load, read_manifest
from experiments.words import points
from sim.errors import InputError
from sim.negotiation import Negotiation
from sim.reading import find
from sim.record import scenario_hash
from sim.scenario import Scenario
from sim.solutions import MOST_PACKAGES, nash, packages, worths

WITHOUT_UNIT = ("share", "level", "prob.", "share of prob.", "switch")  # said by the label
MOST_LEVELS = 25  # values of a number that a figure shows one by one


class Drawn(NamedTuple):
    """A figure that was drawn: its name, what it shows, and its files."""

    name: str
    finding: str
    files: list[Path]


class Told(NamedTuple):
    """A figure before it is saved; its kind is the file that draws it."""

    kind: str
    name: str
    finding: str
    figure: Figure


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
    runs, manifest = load(folder), read_manifest(folder)
    study = Study.model_validate(manifest["study"])
    scenario = base_scenario(study)
    if scenario_hash(scenario) != manifest.get("scenario_hash"):
        wrong = f"the scenario {study.scenario!r} has changed since this sweep"
        raise InputError(str(folder), wrong, "run the sweep again into another folder")
    if not 0 <= run_id < len(runs):
        raise InputError(
            f"--run {run_id}", f"{folder} has no such run", f"write 0 to {len(runs) - 1}"
        )
    shown, lens = one_lens(runs, study)
    provenance = note(study, scenario, shown, lens)
    told = [
        *_distributions(shown, scenario, study.uncertain, provenance),
        *_over_parameters(shown, study, scenario, outcome, provenance),
        *_side_by_side(runs, study, scenario, outcome),
        *_both_spreads(runs, study, scenario, folder, outcome),
    ]
    if math.prod(len(issue.options) for issue in scenario.issues.values()) <= MOST_PACKAGES:
        told.append(_offers(runs, study, scenario, run_id))
    if study.figures:
        told = [figure for figure in told if figure.kind in study.figures]
    try:
        target.mkdir(parents=True, exist_ok=True)
        return [Drawn(t.name, t.finding, style.save(t.figure, target / t.name)) for t in told]
    except OSError as error:
        raise InputError(str(target), f"it can't be written ({error.strerror})") from None


def one_lens(runs: pd.DataFrame, study: Study) -> tuple[pd.DataFrame, str | None]:
    """Give the runs that one figure may pool, and their lens: of several lenses the first."""
    if "lens" not in runs:
        return runs, study.lens
    first = str(runs["lens"].iloc[0])
    return runs[runs["lens"] == first], first


def note(study: Study, scenario: Scenario, runs: pd.DataFrame, lens: str | None) -> str:
    """Say what made a figure's data, and which spread it shows."""
    spread = "chance only"
    if study.uncertain:
        spread = "chance and uncertainty (tier-1 numbers drawn)"
    return (
        f"{study.name}: scenario {scenario.name}"
        + (f", lens {lens}" if lens else "")
        + f", {len(runs):,} negotiations, seed {study.seed}; spread: {spread}"
    )


def labels(scenario: Scenario) -> dict[str, str]:
    """Put parties, issues and options into words for figures."""
    words = {name: actor.short for name, actor in scenario.actors.items()}
    for name, issue in scenario.issues.items():
        words[name] = issue.name
        words |= {f"{name}.{key}": o.short or key for key, o in issue.options.items()}
    return words


def parameter_label(study: Study, scenario: Scenario, path: str) -> str:
    """Name a varied number: as the study labels it, else by its path."""
    for vary in study.vary:
        if vary.path.casefold() == path.casefold() and vary.label:
            return vary.label
    parts = path.split(".")
    if parts[0] == "actors":
        return f"{scenario.actors[parts[1]].short}: {' '.join(parts[2:]).replace('_', ' ')}"
    return " ".join(parts).replace("_", " ")


def _distributions(
    runs: pd.DataFrame, scenario: Scenario, uncertain: bool, provenance: str
) -> Iterator[Told]:
    shares = outcome_shares.table(runs)
    over = "chance and uncertainty" if uncertain else "chance alone"
    figure = outcome_shares.draw(shares, provenance, over)
    yield Told("outcome_shares", "outcomes", outcome_shares.finding(shares), figure)
    shown = runs.copy()
    for actor in scenario.actors:  # on the one scale of every story
        shown[f"utility_{actor}"] = [points(scenario, u) for u in runs[f"utility_{actor}"]]
    dots, options = terms.table(shown, list(scenario.actors)), terms.options(runs)
    words = labels(scenario)
    if not dots.empty:
        finding = terms.finding(dots, options, words)
        yield Told("terms", "terms", finding, terms.draw(dots, options, words, provenance))
    curve = time_to_deal.table(runs)
    yield Told(
        "time_to_deal", "time_to_deal", time_to_deal.finding(curve),
        time_to_deal.draw(curve, provenance),
    )  # fmt: skip


def _side_by_side(
    runs: pd.DataFrame, study: Study, scenario: Scenario, outcome: str
) -> Iterator[Told]:
    """Set the lenses of a study side by side."""
    if "lens" not in runs:
        return
    shares = outcomes_by_lens.table(runs)
    words = {name: lens.title for name, lens in scenario.lenses.items()}
    words[BASE] = "the neutral base, no lens"
    figure = outcomes_by_lens.draw(shares, words, outcome, note(study, scenario, runs, None))
    yield Told(
        "outcomes_by_lens", "outcomes_by_lens", outcomes_by_lens.finding(shares, outcome), figure,
    )  # fmt: skip


def _both_spreads(
    runs: pd.DataFrame, study: Study, scenario: Scenario, folder: Path, outcome: str
) -> Iterator[Told]:
    """Set an uncertain sweep beside the sweep of the same study without, where that lies by."""
    beside = folder.absolute().with_name(folder.absolute().name.removesuffix(UNCERTAIN))
    if not study.uncertain or not (beside / MANIFEST).is_file():
        return
    manifest = read_manifest(beside)
    twin, same = Study.model_validate(manifest["study"]), scenario_hash(scenario)
    if twin != study.model_copy(update={"uncertain": False}) or (
        manifest.get("scenario_hash") != same
    ):
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
        spreads.draw(shares, outcome, made),
    )  # fmt: skip


def _over_parameters(
    runs: pd.DataFrame, study: Study, scenario: Scenario, outcome: str, provenance: str
) -> Iterator[Told]:
    if study.design == "oat":
        effects = tornado.table(runs, outcome)
        words = {p: parameter_label(study, scenario, p) for p in effects["parameter"].unique()}
        yield Told(
            "tornado",
            "tornado",
            tornado.finding(effects, words, outcome),
            tornado.draw(effects, words, outcome, provenance),
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
        )
    if len(axes) >= 2:
        x, y = axes[0], axes[1]
        grid = two_parameters.table(runs, x, y, outcome)
        names = parameter_label(study, scenario, x), parameter_label(study, scenario, y)
        yield Told(
            "two_parameters",
            f"{outcome}_by_both",
            two_parameters.finding(grid, *names, outcome),
            two_parameters.draw(grid, *names, outcome, provenance),
        )


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


def _offers(runs: pd.DataFrame, study: Study, scenario: Scenario, run_id: int) -> Told:
    """Replay a run, and draw its texts among all packages for the two sides."""
    row = runs.iloc[run_id]
    lens = str(row.get("lens", BASE))
    numbers = {str(p): row[p] for p in runs.columns if "." in str(p)}  # varied or drawn
    at = at_point(readings(study, scenario)[lens], numbers)
    record = Negotiation(at, rng=study.seed, replicate=int(row["replicate"])).run()
    sides = (at.war.attacker, at.war.defender) if at.war else tuple(list(at.actors)[:2])
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
    made = note(study, scenario, runs, lens if "lens" in runs else study.lens)
    figure = utility_space.draw(
        cloud,
        offers,
        star,
        walk,
        (at.actors[sides[0]].short, at.actors[sides[1]].short),
        "points" if at.scale == "unit" else "score",
        f"{made}; run {run_id}, as an unbiased observer sees it at the start",
    )
    return Told("utility_space", "offers", utility_space.finding(table, walk), figure)


def _points(scenario: Scenario, worth: np.ndarray) -> pd.DataFrame:
    shown = np.vectorize(lambda value: points(scenario, value))(worth)
    return pd.DataFrame({"x": shown[:, 0], "y": shown[:, 1], "feasible": True})
