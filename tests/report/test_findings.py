"""Sentences on what came out: how far apart extremes are, and whether luck may be all of it."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.analysis.results import Results
from experiments.design import base_scenario
from experiments.measures import find_measure, overall
from experiments.report.case import Case
from experiments.report.findings import sentences
from tests.experiments import AID, study, varied

LEVELS = (0.0, 0.5, 1.0)


def told(said: np.ndarray, replicate: np.ndarray | None = None) -> str:
    """Tell the share of deals of a study by hand: bool[levels, replicates]."""
    count = said.shape[1]
    runs = pd.DataFrame(
        {
            "run": np.arange(said.size), "design": np.repeat(np.arange(len(said)), count),
            "replicate": np.tile(np.arange(count), len(said)) if replicate is None else replicate,
            AID: np.repeat(LEVELS[: len(said)], count), "status": "ok", "seed": 1,
            "outcome": np.where(said.ravel(), "deal", "protracted"), "end_round": 11, "error": "",
        }
    )  # fmt: skip
    asked = study(vary=[varied(AID, *LEVELS[: len(said)])], replicates=count)
    results = Results(runs, asked, base_scenario(asked))
    measures = [find_measure("deal", results.scenario)]
    (sentence,) = sentences(Case(Path(), results, {}, measures), overall(runs, measures))
    return sentence


def yes(*counts: int) -> np.ndarray:
    """Let so many of 60 replicates say yes at each level, the first of them."""
    return np.arange(60) < np.array(counts)[:, None]


def test_a_change_beyond_luck_is_told_with_its_interval() -> None:
    found = told(yes(10, 30, 50))
    assert "It is least, 16.7 in 100" in found
    assert "They are 66.7 in 100 (" in found
    assert found.endswith(") apart, counting that they were picked among 3.")
    assert told(yes(10, 50)).endswith(") apart, pair by pair.")


def test_a_change_that_luck_may_make_says_so() -> None:
    assert told(yes(30, 31, 32)).endswith("Luck alone may set these two apart.")


def test_picking_among_more_points_asks_for_more() -> None:
    """Five pairs that change in one direction are clear of two points, and not of three."""
    assert "apart, pair by pair" in told(yes(30, 35))
    assert told(yes(30, 33, 35)).endswith("Luck alone may set these two apart.")


def test_luck_that_is_not_shared_can_only_be_warned_of() -> None:
    rng = np.random.default_rng(1)
    apart = told(rng.random((2, 60)) < 0.5, np.arange(120))
    assert apart.endswith("Luck makes extremes look wider apart than they are.")


@pytest.mark.parametrize("same", [0, 60])
def test_points_that_agree_have_no_extremes(same: int) -> None:
    assert "least" not in told(yes(same, same))


def test_an_end_of_a_tornado_is_named() -> None:
    asked = study(design="oat", vary=[varied(AID, low=0.0, high=1.0)], replicates=20)
    runs = pd.DataFrame(
        {
            "run": np.arange(40), "design": np.repeat([0, 1], 20),
            "replicate": np.tile(np.arange(20), 2), "parameter": np.repeat(["", AID], 20),
            "end": np.repeat(["base", "low"], 20), AID: np.repeat([1.0, 0.0], 20), "seed": 1,
            "status": "ok", "outcome": np.where(np.arange(40) < 25, "deal", "protracted"),
            "end_round": 11, "error": "",
        }
    )  # fmt: skip
    results = Results(runs, asked, base_scenario(asked))
    measures = [find_measure("deal", results.scenario)]
    (sentence,) = sentences(Case(Path(), results, {}, measures), overall(runs, measures))
    assert "design point" not in sentence
    assert re.search(r"It is least, 25\.0 in 100 \(.*\), with .* 0, and most", sentence)
    assert "in the base case." in sentence
