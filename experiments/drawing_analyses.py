"""The figures of an analysis: which one suits a stored sweep's design."""

from collections.abc import Iterator

from experiments.analysis.results import Results
from experiments.figures import (
    box_of_numbers,
    elementary_effects,
    feature_scores,
    sobol_indices,
)
from experiments.measures import Measure
from experiments.told import Told, parameter_label

LAID = ("oat", "morris", "sobol", "grid")  # all others fill the ranges of their numbers


def has_analysis(results: Results) -> bool:
    """Say whether a design is meant for an analysis that this file draws."""
    study = results.study
    return study.design in ("morris", "sobol") or study.design not in LAID or study.uncertain


def told_analyses(results: Results, measure: Measure, provenance: str) -> Iterator[Told]:
    """Draw the analysis of one lens's runs that their design is meant for.

    Raises
    ------
    InputError
        If the measure says too little, the sweep is unfinished, or the EMA workbench is needed
        and not there.
    """
    what = words_of(measure)
    if results.study.design == "sobol":
        indices = sobol_indices.table(results, measure)
        words = _words(results, indices["parameter"])
        yield Told(
            "sobol_indices", "sobol_indices", sobol_indices.finding(indices, words, what),
            sobol_indices.draw(indices, words, what, provenance), indices,
        )  # fmt: skip
    elif results.study.design == "morris":
        effects = elementary_effects.table(results, measure)
        words = _words(results, effects["parameter"])
        scale, unit = (100.0, "in 100") if measure.is_share else (1.0, measure.unit)
        yield Told(
            "elementary_effects", "elementary_effects",
            elementary_effects.finding(effects, words, what, scale),
            elementary_effects.draw(effects, words, what, scale, unit, provenance), effects,
        )  # fmt: skip
    elif has_analysis(results):
        yield from _told_exploring(results, measure, provenance)


def _told_exploring(results: Results, measure: Measure, provenance: str) -> Iterator[Told]:
    what = words_of(measure)
    scores = feature_scores.table(results, measure)
    words = _words(results, scores["parameter"])
    yield Told(
        "feature_scores", "feature_scores", feature_scores.finding(scores, words, what),
        feature_scores.draw(scores, words, what, provenance), scores,
    )  # fmt: skip
    if measure.is_share:
        box = box_of_numbers.table(results, measure)
        way = box_of_numbers.trajectory(results, measure)
        yield Told(
            "box_of_numbers", "box_of_numbers", box_of_numbers.finding(box, words, what),
            box_of_numbers.draw(box, way, words, what, provenance), box,
        )  # fmt: skip


def words_of(measure: Measure) -> str:
    """Put a measure into a few words, for a title."""
    if measure.name in ("deal", "settlement"):
        return f"the share of {measure.name}s"
    if measure.meaning.startswith("ends in "):
        return f"the share that {measure.meaning}"
    return measure.meaning


def _words(results: Results, paths: Iterator[str]) -> dict[str, str]:
    return {
        str(path): parameter_label(results.study, results.scenario, str(path))
        for path in paths
        if "." in str(path) and "(" not in str(path)
    }
