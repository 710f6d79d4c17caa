"""The grid: its levels, where it begins, and what it refuses before anything is played."""

import itertools
import re
from collections.abc import Sequence
from typing import Any

import pytest

from experiments.classroom.numbers import described
from experiments.rooms.plan import read_plan
from experiments.rooms.takeaway import Takeaway
from experiments.takehome.content import opening
from experiments.takehome.grid import grid, slider
from experiments.takehome.left_out import LEFT_OUT
from experiments.takehome.packing import short
from sim.errors import InputError
from tests.docs.pages import ROOT

AID, HOLD = "actors.US.aid", "war.start"


def numbers(scenario: str) -> dict[str, Any]:
    return {number["path"]: number for number in described(scenario, None)["numbers"]}


@pytest.mark.parametrize("steps", [2, 3, 7, 11, 21])
@pytest.mark.parametrize("scenario", ["ukraine", "pie", "new_recruit"])
def test_levels_go_from_end_to_end_through_the_value(scenario: str, steps: int) -> None:
    for number in numbers(scenario).values():
        made = slider(number, None, steps)
        assert (made.levels[0], made.levels[-1]) == (number["low"], number["high"])
        assert all(low < high for low, high in itertools.pairwise(made.levels))
        assert len(made.levels) <= steps
        assert made.start in made.levels
        if len(made.levels) > 2:
            assert made.start == number["value"]


def test_a_number_that_is_set_is_where_the_page_begins() -> None:
    laid = grid(opening("ukraine", "k", {"WAR.start": 5, "war.pace": 0.5}, 4), [HOLD], 5, 50)
    assert laid.start().numbers["war.start"] == 5
    assert laid.settings.lens == "K"
    assert all(point.numbers["war.pace"] == 0.5 for point in laid.points())
    assert {point.seed for point in laid.points()} == {4}


def test_a_number_at_its_usual_value_is_not_set_so_that_live_knows_the_point() -> None:
    laid = grid(opening("ukraine", None, {}, 1), [AID, HOLD], 5, 50)
    assert laid.start().numbers == {}
    assert len({point.key for point in laid.points()}) == len(laid.points())


def test_without_sliders_the_most_telling_numbers_are_taken() -> None:
    laid = grid(opening("ukraine", None, {}, 1), (), 3, 50)
    assert [one.path for one in laid.sliders] == described("ukraine", None)["sliders"][:2]


BAD: list[tuple[Sequence[str], dict[str, float], str]] = [
    (["actors.US.ad"], {}, "did you mean 'aid'"),
    (["war"], {}, "is not a number"),
    ([AID, HOLD, "war.pace"], {}, "3 numbers"),
    ([AID, "ACTORS.us.aid"], {}, "actors.US.aid is given twice"),
    ([HOLD], {HOLD: 7}, "war.start is set to 7, out of its range; its range is 2 to 5"),
]


@pytest.mark.parametrize(("paths", "given", "words"), BAD)
def test_what_cannot_be_a_slider_is_refused(
    paths: Sequence[str], given: dict[str, float], words: str
) -> None:
    with pytest.raises(InputError, match="--slider") as refused:
        grid(opening("ukraine", None, given, 1), paths, 3, 50)
    assert words in str(refused.value)


def test_a_number_without_a_range_is_refused() -> None:
    with pytest.raises(InputError, match="has no range"):
        grid(opening("new_recruit", None, {}, 1), ["talks.precision"], 3, 50)


def test_noughts_in_a_row_are_told_by_how_many_they_are() -> None:
    assert short([0, 0, 0, 5, 0, 2, 2, 0, 0]) == [-3, 5, 0, 2, 2, -2]
    with pytest.raises(ValueError, match="-1"):
        short([0, -1])


def test_a_room_whose_number_is_set_out_of_range_takes_others() -> None:
    first = described("ukraine", None)["sliders"][0]
    made = Takeaway(read_plan({"overrides": {first: 5.0}}))
    assert len(made.grid.sliders) == 2
    assert first not in [one.path for one in made.grid.sliders]
    assert all(point.numbers[first] == 5.0 for point in made.grid.points())


def test_what_the_model_leaves_out_is_what_the_documentation_says() -> None:
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    section = page.split("## What this leaves out\n")[1].split("\n## ")[0]
    told = {}
    for item in re.findall(r"^- ((?:.|\n(?!- ))*)", section, re.M):
        head, words = re.match(r"\*\*(.+?)\.\*\* (.*)", " ".join(item.split())).groups()  # type: ignore[union-attr]
        told[head] = re.sub(r"\*(.+?)\*", r"“\1”", words).replace("`", "")
    assert told == LEFT_OUT
