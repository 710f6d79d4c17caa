"""Whose turn it is, and what a text and its answers do: on each track, under each linkage."""

from itertools import product

import numpy as np
import pytest

from sim.places import (
    BLOCKED_BY,
    COUNTER,
    DIRECT,
    MAIN,
    NOES,
    OPENED,
    OVER_HEAD,
    POLICY,
    SPONSORED,
    THREAT,
)
from sim.round import hear, open_talks, settle_chapter, speaker
from tests.limits.worlds import number
from tests.rules.armed import A, D, E, M, Moment, armed, luck, moment, policy, track
from tests.rules.armed import engagement as engaged

YES, NO, NOT_ASKED = 1, 0, -1
SAFE = luck(threat=(THREAT, A, 0.999))
TEXT = np.array([1, 1, 0])


def table(linkage: int = 0, opens: int = 4, counter: int = 1) -> Moment:
    """A, D and M sign; the two who fight talk of land and arms by themselves."""
    tree = armed(
        tracks={"direct": track("A", "D", agenda=["LAND", "ARMS"], opens=opens, cadence=3)},
        talks={"linkage": number(linkage, "linkage"), "cadence": number(4, "rounds"),
               "counter_texts": number(counter, "switch"), "rounds": number(40, "rounds")},
        engagement=engaged({"press": policy()}),
    )  # fmt: skip
    return moment(tree)


def heard(now: Moment, track_of: int, *said: int, text: np.ndarray = TEXT) -> bool:
    answers = np.array([*said, NOT_ASKED], dtype=np.int64)
    return bool(hear(now.public, now.world, text, answers, track_of, SAFE))


def test_a_main_text_stays_on_the_table_though_all_refuse_it() -> None:
    now = table()
    now.world.at[SPONSORED] = E + 1
    assert not heard(now, MAIN, NO, NO, YES)
    assert now.world.text.tolist() == TEXT.tolist()
    assert now.world.said.tolist() == [NO, NO, YES, NOT_ASKED]
    assert (now.world.at[NOES], now.world.texts[0], now.world.at[SPONSORED]) == (2, 1, 0)


@pytest.mark.parametrize(("noes", "said", "taken"), [
    (2, (NO, NO, YES), True), (2, (YES, NO, YES), True), (1, (NO, NO, YES), False),
    (2, (NO, NO, NO), False),
])  # fmt: skip
def test_a_counter_text_must_come_as_near(noes: int, said: tuple[int, ...], taken: bool) -> None:
    """Else the mediator's text is still on the table, and what it lacked is remembered."""
    now = table()
    now.world.at[NOES] = noes
    assert not heard(now, COUNTER, *said)
    assert now.world.text.tolist() == (TEXT.tolist() if taken else [0, 0, 0])
    assert now.world.at[NOES] == (said.count(NO) if taken else noes)


@pytest.mark.parametrize("track_of", [MAIN, COUNTER, DIRECT])
def test_whose_yes_it_needs_sign_on_any_track(track_of: int) -> None:
    now = table(linkage=2)
    now.world.at[NOES] = 0
    assert heard(now, track_of, YES, YES, YES)
    assert now.world.text.tolist() == TEXT.tolist()


@pytest.mark.parametrize("linkage", [0, 1, 2])
def test_what_the_two_agree_on_counts_as_the_tracks_are_linked(linkage: int) -> None:
    """At once, or as a chapter to keep to; where all hangs together, not before all is signed."""
    now = table(linkage)
    now.world.text[:] = (0, 0, 1)
    assert not heard(now, DIRECT, YES, YES, NO, text=np.array([2, 1, 0]))
    counts = linkage != 2
    assert now.world.text.tolist() == ([2, 1, 1] if counts else [0, 0, 1])
    assert now.world.settled.tolist() == ([2, 1, -1] if counts else [-1, -1, -1])


@pytest.mark.parametrize("said", [(YES, NO, YES), (NO, YES, YES), (NO, NO, YES)])
def test_a_text_that_one_of_the_two_refuses_settles_nothing(said: tuple[int, ...]) -> None:
    now = table()
    assert not heard(now, DIRECT, *said)
    assert now.world.text.tolist() == [0, 0, 0]
    assert now.world.settled.tolist() == [-1, -1, -1]


def test_a_chapter_is_of_their_agenda_alone() -> None:
    now = table(1)
    settle_chapter(now.public, now.world, np.array([1, 1, 1]))
    assert now.world.text.tolist() == [1, 1, 0]
    assert now.world.settled.tolist() == [1, 1, -1]


def test_sequenced_talks_wait_for_a_chapter() -> None:
    """And parallel ones don't; nothing waits for talks that are never held."""
    for linkage, opens, waits in ((0, 4, False), (1, 4, True), (2, 4, False), (1, 99, False)):
        now = table(linkage, opens)
        open_talks(now.public, now.world, 1)
        assert now.world.at[OPENED] == -1
        open_talks(now.public, now.world, 2)
        assert now.world.at[OPENED] == (-1 if waits else 2)
        now.world.settled[0] = 1
        open_talks(now.public, now.world, 7)
        assert now.world.at[OPENED] == (7 if waits else 2)


@pytest.mark.parametrize("position", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("target", [A, D, M])
def test_an_ultimatum_passes_over_a_head_at_the_brink_alone(position: int, target: int) -> None:
    """Whoever refuses must be its target, alone, in the main talks, and a step from breaking."""
    for said, track_of in product(product((YES, NO), repeat=3), (MAIN, COUNTER, DIRECT)):
        now = table()
        now.world.position[0], now.world.at[OVER_HEAD] = position, target + 1
        alone = said.count(NO) == 1 and said[target] == NO
        at_brink = (target, position) in ((A, 5), (D, 1))
        over = track_of == MAIN and alone and at_brink
        assert heard(now, track_of, *said) == (over or said.count(NO) == 0)


@pytest.mark.parametrize("track_of", [MAIN, COUNTER, DIRECT])
def test_threats_are_meant_for_who_blocks_the_main_text(track_of: int) -> None:
    """Carried out at a low draw; a reply, or talks without the mediator, cost nobody anything."""
    now = table()
    answers = np.array([NO, YES, YES, NOT_ASKED])
    hear(now.public, now.world, TEXT, answers, track_of, luck(threat=(THREAT, A, 0.0)))
    assert (now.world.punished[A] > 0) == (track_of == MAIN)
    assert now.world.punished[[D, M, E]].tolist() == [0, 0, 0]


def schedule(now: Moment, first: int, last: int) -> list[tuple[int, int]]:
    return [speaker(now.public, now.world, t) for t in range(first, last)]


NOBODY = (-1, MAIN)


def test_the_mediator_tables_a_text_every_few_rounds_from_when_talks_open() -> None:
    now = table(opens=30)
    assert schedule(now, 0, 9) == [NOBODY] * 9
    now.world.at[OPENED] = 3
    assert [t for t, turn in enumerate(schedule(now, 3, 14), 3) if turn == (M, MAIN)] == [3, 7, 11]
    now.world.at[POLICY] = 0
    assert schedule(now, 3, 14) == [NOBODY] * 11


@pytest.mark.parametrize("counter", [0, 1])
def test_whoever_was_furthest_replies_in_the_round_after(counter: int) -> None:
    now = table(opens=30, counter=counter)
    now.world.at[OPENED] = 3
    now.world.at[BLOCKED_BY] = D
    turns = schedule(now, 3, 7)
    assert turns == [(M, MAIN), (D, COUNTER) if counter else NOBODY, NOBODY, NOBODY]
    now.world.at[BLOCKED_BY] = -1
    assert schedule(now, 4, 5) == [NOBODY]


def test_the_two_talk_without_a_mediator_too() -> None:
    """From when their track opens, whether the mediator has left or was never there."""
    now = table(opens=4)
    assert schedule(now, 0, 4) == [NOBODY] * 4
    assert schedule(now, 4, 5) == [(A, DIRECT)]
    now.world.at[OPENED], now.world.at[POLICY] = 3, 0
    assert schedule(now, 4, 5) == [(A, DIRECT)]
    now.world.at[POLICY] = -1
    assert schedule(now, 7, 8) == [(M, MAIN)]


def test_talks_that_open_at_once_meet_at_once() -> None:
    assert schedule(table(opens=0), 0, 1) == [(A, DIRECT)]
