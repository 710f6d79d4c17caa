"""Summaries and talks as few small whole numbers: what words they share is written once.

A cell is five lists: ``[settled, of 100, error, median round, its words, untabled, the groups of
100]``, where -1 stands for nothing; causes, each by its place and share; how much the curve of
waiting falls after each round, in tenths of a talk; the shares of the options of all issues; the
dots in hundredths, each but the first less the one before. In the last three, -n stands for n
noughts.
``static/grid.js`` takes it apart again: equal to what Live gives, but for dots to the nearest
hundredth.
"""

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

Summary = dict[str, Any]
DOTS = 100  # parts of the ground that a dot can lie at
NOTHING = -1


class Words:
    """Entries that are written once, and named by their places."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}

    def place(self, entry: Any) -> int:
        """Give the place of an entry, a new one if it has none."""
        return self.places.setdefault(entry, len(self.places))


def packed(summaries: Sequence[Summary]) -> dict[str, Any]:
    """Pack the summaries of all points of a grid, in their order."""
    first, spans, causes = summaries[0], Words(), Words()
    cells = [_cell(summary, spans, causes) for summary in summaries]
    return {
        "runs": first["runs"],
        "groups": [{"id": group["id"], "words": group["words"]} for group in first["groups"]],
        "issues": [
            {"issue": issue["issue"],
             "options": [{"words": o["words"], "text": o["text"]} for o in issue["options"]]}
            for issue in first["terms"]
        ],
        "left": first["ground"]["left"],
        "right": first["ground"]["right"],
        "spans": list(spans.places),
        "causes": [
            {"party": party, "short": short, "issue": issue}
            for party, short, issue in causes.places
        ],
        "cells": cells,
    }  # fmt: skip


def _cell(summary: Summary, spans: Words, causes: Words) -> list[list[int]]:
    timed = summary["median_round"] is not None
    tenths = [round(10 * share) for share in summary["waiting"]]
    dots = [round(DOTS * dot) for dot in summary["ground"]["dots"]]
    why = summary["why"]
    return [
        [
            summary["settled"], summary["of_100"], summary["error"],
            summary["median_round"] if timed else NOTHING,
            spans.place(summary["median_words"]) if timed else NOTHING,
            why["untabled"], *(group["of_100"] for group in summary["groups"]),
        ],
        [
            number
            for cause in why["causes"]
            for number in (
                causes.place((cause["party"], cause["short"], cause["issue"])), cause["of_100"]
            )
        ],
        short(before - after for before, after in itertools.pairwise([1000, *tenths])),
        short(o["of_100"] for issue in summary["terms"] for o in issue["options"]),
        [*dots[:1], *short(after - before for before, after in itertools.pairwise(dots))],
    ]  # fmt: skip


def short(numbers: Iterable[int]) -> list[int]:
    """Write n noughts in a row as -n; no number may be less than nought."""
    told: list[int] = []
    for number, same in itertools.groupby(numbers):
        many = len(list(same))
        if number < 0:
            raise ValueError(f"{number} can't be written short")
        told += [-many] if number == 0 and many > 1 else [number] * many
    return told


def packed_talk(talk: dict[str, Any], issues: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Pack a talk: of each text, the places of its options, in the order of the issues."""
    places = [
        {(option["words"], option["text"]): place for place, option in enumerate(issue["options"])}
        for issue in issues
    ]

    def small(step: dict[str, Any]) -> dict[str, Any]:
        if "terms" not in step:
            return step
        pairs = zip(places, step["terms"], strict=True)
        return {**step, "terms": [known[term["option"], term["text"]] for known, term in pairs]}

    return {**talk, "steps": [small(step) for step in talk["steps"]]}
