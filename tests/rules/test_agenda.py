"""What may be tabled now: levers that open options, chapters settled, the belligerents' agenda."""

import numpy as np
import pytest

from sim.places import COUNTER, DIRECT, IN_FORCE, MAIN
from sim.rules.agenda import on_offer
from sim.table import Array
from tests.limits.worlds import number
from tests.rules.armed import Moment, Tree, armed, lever, moment, track

RAID = lever("raid", "A", chance=0.5, lasts=3)


def tree(linkage: int = 0) -> Tree:
    """A trade of land that a raid alone opens; arms are settled by the two belligerents."""
    made = armed({"D": {"raid": RAID}}, {"direct": track("A", "D", agenda=["ARMS"], opens=0)})
    made["issues"]["LAND"]["options"]["c"]["needs_lever"] = "raid"
    made["talks"]["linkage"] = number(linkage, "linkage")
    return made


def rows(now: Moment, track_of: int) -> list[list[int]]:
    found: Array = on_offer(now.public, now.world, track_of)
    counts = now.public.space.options
    return [found[i, : counts[i]].tolist() for i in range(3)]


ALL = [[1, 1, 1], [1, 1], [1, 1]]
NO_SWAP = [[1, 1, 0], [1, 1], [1, 1]]


@pytest.mark.parametrize("kind", [MAIN, COUNTER])
def test_an_option_is_there_while_its_lever_is_in_force(kind: int) -> None:
    now = moment(tree())
    assert rows(now, kind) == NO_SWAP
    now.world.lever[0, IN_FORCE] = 1
    assert rows(now, kind) == ALL
    now.world.lever[0, IN_FORCE] = 0
    assert rows(now, kind) == NO_SWAP


def test_demands_hold_whatever_else_is_open() -> None:
    made = tree()
    made["issues"]["PACT"]["demand"] = number(2, "demand")
    made["issues"]["ARMS"]["demand"] = number(0, "demand")
    assert rows(moment(made), MAIN) == [[1, 1, 0], [1, 0], [0, 1]]


def test_the_belligerents_change_their_own_agenda_alone() -> None:
    now = moment(tree())
    now.world.text[:] = (1, 0, 1)
    assert rows(now, DIRECT) == [[0, 1, 0], [1, 1], [0, 1]]
    assert rows(now, MAIN) == NO_SWAP


def test_a_direct_text_carries_nothing_that_is_no_longer_there() -> None:
    now = moment(tree())
    now.world.text[:] = (2, 0, 0)
    assert rows(now, DIRECT)[0][2] == 0


@pytest.mark.parametrize("linkage", [0, 1, 2])
def test_what_is_settled_stays_where_the_talks_are_sequenced(linkage: int) -> None:
    """Between the two it stays open; and nothing was settled of the other issues."""
    now = moment(tree(linkage))
    now.world.settled[:] = np.array([-1, 1, -1])
    kept = [[1, 1, 0], [0, 1], [1, 1]]
    for kind in (MAIN, COUNTER):
        assert rows(now, kind) == (kept if linkage == 1 else NO_SWAP)
    now.world.text[:] = (0, 1, 0)
    assert rows(now, DIRECT) == [[1, 0, 0], [1, 1], [1, 0]]


def test_asking_changes_nothing() -> None:
    now = moment(tree(1))
    before = now.public.space.offered.copy()
    now.world.settled[1] = 1
    on_offer(now.public, now.world, MAIN)
    assert now.public.space.offered.tolist() == before.tolist()
