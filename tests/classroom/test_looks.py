"""The colours of the pages: apart for every kind of eye, and legible."""

import itertools
import re
from pathlib import Path

import pytest

from experiments import classroom, rooms
from tests.figures.eyes import SEEN, apart, contrast

ROOMS = (Path(rooms.__file__).parent / "static" / "rooms.css").read_text(encoding="utf-8")
LIVE = (Path(classroom.__file__).parent / "static" / "live.css").read_text(encoding="utf-8")
SEATS = re.findall(
    r'\[data-seat="\d"\] \{ --seat: (#\w+); --on-seat: (#\w+); --seat-line: (#\w+)', ROOMS
)
GROUPS = ("settlement", "partial", "none", "war")
FIVE = 5  # parties of the flagship: the first seats must be told apart by colour alone


LIGHT = dict(re.findall(r"--([\w-]+): (#\w+)", LIVE.partition("[data-theme")[0]))
DARK = LIGHT | dict(re.findall(r"--([\w-]+): (#\w+)", LIVE.partition('[data-theme="dark"]')[2]))


def whole(colour: str) -> str:
    """Write #abc as #aabbcc."""
    return colour if len(colour) == 7 else "#" + "".join(2 * letter for letter in colour[1:])


def test_there_are_eight_seats() -> None:
    assert len(SEATS) == 8
    assert len({seat for seat, _, _ in SEATS}) == 8


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("eye", SEEN)
def test_groups_of_outcomes_differ_for_every_kind_of_eye(eye: str, palette: dict[str, str]) -> None:
    for one, other in itertools.combinations(GROUPS, 2):
        assert apart(palette[f"c-{one}"], palette[f"c-{other}"], eye) > 15, (one, other)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_words_on_a_group_can_be_read(palette: dict[str, str]) -> None:
    for group in GROUPS:
        assert contrast(palette[f"c-{group}"], whole(palette[f"on-{group}"])) >= 4.5, group


@pytest.mark.parametrize("eye", SEEN)
def test_seats_differ_for_every_kind_of_eye(eye: str) -> None:
    for (one, _, _), (other, _, _) in itertools.combinations(SEATS[:FIVE], 2):
        assert apart(one, other, eye) > 10, (one, other)


def test_the_letters_on_a_seat_can_be_read() -> None:
    for seat, letters, _ in SEATS:
        assert contrast(seat, whole(letters)) >= 4.5, seat
