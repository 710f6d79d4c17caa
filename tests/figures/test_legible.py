"""On every figure, hard data or not, no text touches another or leaves the paper."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from experiments.figures import (
    OUTCOMES,
    answers,
    blockers,
    box_of_numbers,
    elementary_effects,
    feature_scores,
    one_parameter,
    outcome_shares,
    outcomes_by_lens,
    peace_held,
    sobol_indices,
    spreads,
    terms,
    time_to_deal,
    tornado,
    two_parameters,
    utilities,
    utility_space,
)

LONG = "a name that goes on and on, as names in a ministry do, until the line is full"
FOOTER = "ukraine, 4,000 negotiations, seed 1; spread: chance only, and " + LONG
SMALLEST = 11.9


def boxes(fig: Figure) -> Iterator[tuple[str, float, np.ndarray]]:
    """Yield each visible text with its size and its corners in dots."""
    canvas = FigureCanvasAgg(fig)
    fig.draw_without_rendering()  # lays everything out, and takes half the time
    hidden = [ax for ax in fig.axes if not ax.axison]
    unseen = set()
    for axis in (axis for ax in fig.axes for axis in (ax.xaxis, ax.yaxis)):
        low, high = sorted(axis.get_view_interval())
        unseen |= {
            tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high
        }
    for text in fig.findobj(Text):
        if not text.get_text().strip() or not text.get_visible() or text in unseen:
            continue
        if text.axes in hidden and text not in text.axes.texts:
            continue
        box = text.get_window_extent(canvas.get_renderer())
        yield text.get_text(), float(text.get_fontsize()), box.get_points()


def check(fig: Figure) -> None:
    """Assert that texts are large enough, on the paper and apart."""
    found = list(boxes(fig))
    paper = np.array(fig.get_size_inches()) * fig.dpi
    for words, size, ((left, bottom), (right, top)) in found:
        assert size >= SMALLEST, words
        assert min(left, bottom) >= 0, words
        assert right <= paper[0], words
        assert top <= paper[1], words
    for (one, _, a), (other, _, b) in itertools.combinations(found, 2):
        overlap = np.minimum(a[1], b[1]) - np.maximum(a[0], b[0])
        assert not (overlap > 1).all(), (one, other)


def results(
    weights: list[float], count: int = 400, parties: int = 5, options: int = 4
) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    outcome = rng.choice(OUTCOMES, count, p=np.array(weights) / sum(weights))
    rows = pd.DataFrame({
        "replicate": range(count), "outcome": outcome, "status": "ok",
        "end_round": rng.integers(1, 61, count), "aid": rng.integers(0, 12, count) / 8,
        "LONG": rng.choice([LONG, LONG + "!", "short"], count), "b": rng.integers(0, 9, count) / 8,
    })  # fmt: skip
    signed = np.isin(outcome, ["deal", "limited"])
    for issue in range(7):
        word = rng.choice([f"{LONG[: 9 * (k + 1)]} {k}" for k in range(options)], count)
        rows[f"term_ISSUE_{issue}"] = np.where(signed, word, None)
    for party in range(parties):
        rows[f"utility_P{party}"] = rng.normal(0.5, 0.1, count)
    return rows


EVEN = [1.0] * 8
WEIGHTS = {
    "even": EVEN, "one": [0, 0, 0, 1.0, 0, 0, 0, 0], "tiny": [0.3] * 3 + [97] + [0.3] * 4,
    "deals": [1.0, 0, 0, 0, 0, 0, 0, 0],
}  # fmt: skip


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
@pytest.mark.parametrize("count", [3, 400])
def test_outcome_shares(weights: list[float], count: int) -> None:
    check(outcome_shares.draw(outcome_shares.table(results(weights, count)), FOOTER))


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
@pytest.mark.parametrize("lenses", [["base"], ["base", "K"], ["base", *"KWPR"], list("ABCDEFGH")])
def test_outcomes_by_lens(weights: list[float], lenses: list[str]) -> None:
    runs = results(weights).assign(lens=[lenses[n % len(lenses)] for n in range(400)])
    words = dict.fromkeys(lenses, LONG) | {"base": "the neutral base, no lens"}
    check(outcomes_by_lens.draw(outcomes_by_lens.table(runs), words, provenance=FOOTER))


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
def test_spreads(weights: list[float]) -> None:
    check(spreads.draw(spreads.table(results(weights), results(EVEN)), provenance=FOOTER))


@pytest.mark.parametrize("parties", [1, 2, 5, 8])
@pytest.mark.parametrize("weights", [WEIGHTS["even"], WEIGHTS["one"]])
def test_terms(parties: int, weights: list[float]) -> None:
    runs = results(weights, parties=parties, options=2 + parties % 5)
    names = [f"P{party}" for party in range(parties)]
    labels = {"P0": LONG, "P1": "European Union and its partners", "ISSUE_2": LONG}
    check(terms.draw(terms.table(runs, names), terms.options(runs), labels, FOOTER))


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
@pytest.mark.parametrize("by", [None, "aid", "LONG"])
def test_time_to_deal(weights: list[float], by: str | None) -> None:
    table = time_to_deal.table(results(weights), by)
    check(time_to_deal.draw(table, FOOTER, "US military aid to Ukraine", "share of 2024"))


@pytest.mark.parametrize("parameter", ["aid", "LONG"])
@pytest.mark.parametrize("outcome", ["deal", "capitulation"])
def test_one_parameter(parameter: str, outcome: str) -> None:
    table = one_parameter.table(results(EVEN), parameter, outcome)
    check(one_parameter.draw(table, "US military aid", "share of 2024", outcome, FOOTER))


@pytest.mark.parametrize("x", ["aid", "LONG"])
@pytest.mark.parametrize("weights", [EVEN, WEIGHTS["deals"], [5.0, 0, 0, 5.0, 0, 0, 0, 0]])
def test_two_parameters(x: str, weights: list[float]) -> None:
    table = two_parameters.table(results(weights), x, "b")
    check(two_parameters.draw(table, "US military aid", "war budget", "deal", FOOTER, LONG, LONG))


@pytest.mark.parametrize("size", [2, 3, 9])
def test_two_parameters_of_any_size(size: int) -> None:
    at = [(x, y) for x in range(size) for y in range(size) for _ in range(10)]
    deal = ["deal" if x + y >= size and index % 10 else "frozen" for index, (x, y) in enumerate(at)]
    rows = pd.DataFrame(at, columns=["x", "y"]).assign(outcome=deal, status="ok")
    check(two_parameters.draw(two_parameters.table(rows, "x", "y"), "aid", "budget"))


@pytest.mark.parametrize("walk_away", [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.02, 0.98)])
@pytest.mark.parametrize("path", [
    lambda k: (k / 60, 1 - k / 60), lambda k: (0.4, 0.4), lambda k: ((k % 2) * 0.6, 0.3 + k / 200),
])  # fmt: skip
def test_utility_space(
    walk_away: tuple[float, float], path: Callable[[int], tuple[float, float]]
) -> None:
    packages = pd.DataFrame(np.random.default_rng(4).random((500, 2)), columns=["x", "y"])
    packages["feasible"] = packages["x"] + packages["y"] < 1.4
    offers = pd.DataFrame([path(k) for k in range(60)], columns=["x", "y"])
    offers["accepted"] = offers.index > 50
    names = ("European Union and its partners", "People's Republic of China")
    check(utility_space.draw(packages, offers, (0.7, 0.7), walk_away, names, LONG, FOOTER))


@pytest.mark.parametrize("count", [1, 6, 12, 39])
def test_tornado(count: int) -> None:
    rng = np.random.default_rng(6)
    parts = [pd.DataFrame({"parameter": "", "end": "base", "replicate": range(50)})]
    parts += [
        pd.DataFrame({"parameter": f"P{place}", "end": end, "replicate": range(50)})
        for place in range(count) for end in ("low", "high")
    ]  # fmt: skip
    rows = pd.concat(parts, ignore_index=True).assign(status="ok")
    rows["outcome"] = rng.choice(["deal", "frozen"], len(rows))
    check(tornado.draw(tornado.table(rows), {"P0": LONG, "P1": LONG}, provenance=FOOTER))


LABELS = {"P0.x": LONG, "P1.x": LONG, "RU": LONG, "WAY": LONG}
PATHS = {1: ["P0.x"], 6: [f"P{n}.x" for n in range(6)], 30: [f"P{n}.x" for n in range(30)]}


@pytest.mark.parametrize("paths", PATHS.values(), ids=PATHS)
def test_sobol_indices(paths: list[str]) -> None:
    rows = [
        (path, "", order, value, value - 0.2, value + 0.3)
        for place, path in enumerate(paths)
        for order, value in (("first", -0.1), ("total", 0.9 / (place + 1)))
    ]
    table = pd.DataFrame(rows, columns=["parameter", "other", "order", "index", "low", "high"])
    check(sobol_indices.draw(table, LABELS, "the share of deals", FOOTER))


@pytest.mark.parametrize("paths", PATHS.values(), ids=PATHS)
@pytest.mark.parametrize("gap", [0.0, 0.01, 0.1])
def test_elementary_effects(paths: list[str], gap: float) -> None:
    size = [0.5 - gap * place / len(paths) for place in range(len(paths))]
    table = pd.DataFrame({
        "parameter": paths, "mu": [-v for v in size], "mu_star": size, "low": [0.1] * len(paths),
        "high": [0.6] * len(paths), "sigma": [v / 2 for v in size], "floor": [0.3] * len(paths),
        "told": pd.array([v > 0.3 for v in size], dtype="boolean"),
    })  # fmt: skip
    check(elementary_effects.draw(table, LABELS, "the share of deals", 100.0, "in 100", FOOTER))


@pytest.mark.parametrize("paths", PATHS.values(), ids=PATHS)
def test_feature_scores(paths: list[str]) -> None:
    score = [1 / (n + 2) for n in range(len(paths) + 1)]
    names = [*paths, feature_scores.PROBE]
    table = pd.DataFrame({"parameter": names, "score": score, "low": 0.0, "high": 0.6})
    check(feature_scores.draw(table, LABELS, "the share of deals", FOOTER))


@pytest.mark.parametrize("paths", [[], *PATHS.values()], ids=["none", *PATHS])
def test_box_of_numbers(paths: list[str]) -> None:
    box = pd.DataFrame({
        "parameter": paths, "low": 0.12345, "high": 0.9, "range_low": 0.0, "range_high": 1.0,
        "density": 0.6, "base": 0.3, "coverage": 0.5, "mass": 0.25,
    })  # fmt: skip
    way = pd.DataFrame({"coverage": [1, 0.5], "density": [0.3, 0.6], "chosen": [False, True]})
    check(box_of_numbers.draw(box, way, LABELS, "the share of deals", FOOTER))


@pytest.mark.parametrize("weights", WEIGHTS.values(), ids=WEIGHTS)
@pytest.mark.parametrize("issues", [1, 4, 12])
def test_blockers(weights: list[float], issues: int) -> None:
    runs, rng = results(weights), np.random.default_rng(8)
    who = rng.choice(["RU", "UA", "US", "EU", "CN", None], len(runs))
    over = rng.choice(["WAY", *(f"ISSUE {n}" for n in range(issues))], len(runs))
    runs = runs.assign(blocked_by=who, objection=np.where(pd.isna(who), None, over))
    check(blockers.draw(blockers.table(runs), LABELS, FOOTER))


@pytest.mark.parametrize("texts", [0, 1, 9, 60])
@pytest.mark.parametrize("parties", [2, 5, 9])
def test_answers(texts: int, parties: int) -> None:
    names = ["RU", *(f"P{n}" for n in range(1, parties))]
    rows = [
        (5 + k, f"20{25 + k // 24}-{1 + (k // 2) % 12:02}-15", k + 1, names[k % parties],
         k == texts - 1, party, place < 3, (place + k) % 2 == 0, 0.1)
        for k in range(texts) for place, party in enumerate(names)
    ]  # fmt: skip
    check(answers.draw(pd.DataFrame(rows, columns=list(answers.COLUMNS)), LABELS, FOOTER))


@pytest.mark.parametrize("end", [1.0, 0.3, 0.0])
def test_peace_held(end: float) -> None:
    curve = pd.DataFrame({
        "round": [0, 10, 72], "without": [1.0, (1 + end) / 2, end], "low": [np.nan, 0.2, end],
        "high": [np.nan, 1.0, end], "at_risk": [90, 50, 9], "events": [0, 9, 9], "cases": 90,
    })  # fmt: skip
    check(peace_held.draw(curve, FOOTER))


@pytest.mark.parametrize("parameter", ["aid", "LONG", "b"])
@pytest.mark.parametrize("parties", [1, 5, 8])
def test_utilities(parameter: str, parties: int) -> None:
    runs, names = results(EVEN, parties=parties), [f"P{n}" for n in range(parties)]
    table, ridges = (f(runs, parameter, names) for f in (utilities.table, utilities.shapes))
    check(utilities.draw(table, ridges, "US military aid", "share of 2024", LABELS, FOOTER))
