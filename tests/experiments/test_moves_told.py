"""A story tells moves, side deals, exits and the end with their reasons, from the record alone."""

import dataclasses
import re

import pytest

from experiments.ending import turning_words
from experiments.story import story
from experiments.words import (
    act_words,
    agreement,
    event_words,
    fleeting,
    listing,
    month,
    move_words,
    sentence,
)
from sim import load_scenario
from sim.record import Pull, Round, Text
from tests.experiments.test_story import RUNS, each, played


def pull(**given: float | bool | str) -> Pull:
    plain = {"party": "US", "lever": "cut_aid", "kind": "aid", "taken_up": True, "scripted": False,
             "gain": 0.01, "cost": 0.03, "no_deal": 0.0, "passes": 0.0}  # fmt: skip
    return Pull(**(plain | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"no_deal": 0.024}, "expects 1.2 points more from the war (net of cost +0.5)"),
        ({"no_deal": -0.024}, "expects 1.2 points less from the war (net"),
        ({"passes": 0.05}, "thinks the text likelier to pass, +5 % (net"),
        ({"no_deal": 0.01, "passes": 0.05}, "from the war and thinks the text likelier"),
        ({"no_deal": -0.01, "passes": 0.05}, "from the war but thinks the text likelier"),
        ({"gain": -0.01}, "(net of cost -0.5: an unlikely choice)"),
        ({"scripted": True}, "to a third, as the scenario lays down."),
        ({"taken_up": False}, "The US restores its military aid to Ukraine:"),
    ],
)
def test_a_move_is_told_with_its_reasons(given: dict[str, float], says: str) -> None:
    assert says in move_words(load_scenario(), pull(**given))


FLAGSHIP = [run for run in RUNS if run[0] == "ukraine"]


@pytest.mark.parametrize("run", FLAGSHIP)
def test_the_first_use_of_each_lever_and_each_exit_is_told(
    run: tuple[str, str | None, int, int],
) -> None:
    scenario, record = played(*run)
    words = "\n".join(line.words for line in story(scenario, record)).casefold()
    for entry in record.rounds:
        for move in entry.moves:
            if record.levers[move.lever] == entry.number and move.kind != "unity":
                assert act_words(scenario, move).casefold() in words
    assert ("leaves the table" in words) == (record.exit_policy is not None)


@pytest.mark.parametrize("run", FLAGSHIP)
def test_the_verbose_story_tells_every_move_and_agreement(
    run: tuple[str, str | None, int, int],
) -> None:
    scenario, record = played(*run)
    words = [line.words.casefold() for line in story(scenario, record, verbose=True)]
    for entry in record.rounds:
        assert all(move_words(scenario, move).casefold() in words for move in entry.moves)
    for name in record.agreements:
        assert any(w.startswith(agreement(scenario, name)[1].text.casefold()) for w in words)


@pytest.mark.parametrize("run", FLAGSHIP)
def test_side_deals_are_summed_up_at_the_end(run: tuple[str, str | None, int, int]) -> None:
    scenario, record = played(*run)
    told = {line.margin: line.words for line in story(scenario, record)}.get("Side deals", "")
    for name in record.agreements:
        pact = agreement(scenario, name)[1]
        made = sum(m.agreed for e in record.rounds for m in e.meetings if m.agreement == name)
        if fleeting(pact):
            often = {1: ".", 2: " twice."}.get(made, f" {made} times.")
            assert sentence(pact.text) + often in told
        else:
            assert pact.short in told


@each
def test_the_turning_point_is_that_of_the_record(run: tuple[str, str | None, int, int]) -> None:
    scenario, record = played(*run)
    told = {line.margin: line.words for line in story(scenario, record)}
    assert ("Turning" in told) == (record.turning_round is not None)
    if record.turning_round is not None:
        entry = record.rounds[record.turning_round]
        assert entry.text is not None
        assert told["Turning"].startswith(f"{month(entry.date)}: text {entry.text.number} is ")
        assert "Just before: " in told["Turning"]


def blank(*events: str, text: Text | None = None) -> Round:
    return Round(0, "2025-01-01", 4, 0.5, {}, {}, text, events)


def test_a_meeting_is_not_said_to_be_broken_nor_over() -> None:
    scenario = load_scenario()
    entry = blank("broken:exchange", "broken:moratorium")
    assert event_words(scenario, "broken:exchange", entry) == ""
    assert event_words(scenario, "broken:moratorium", entry) == "The energy moratorium is broken."
    assert "runs out" in event_words(scenario, "lapsed:moratorium", entry)


def test_a_threat_loses_credit_by_a_bluff_or_by_an_act_to_the_contrary() -> None:
    scenario, record = played("ukraine", None, 1, 0)
    refused = next(t for t in record.texts if not t.signed)
    alone = tuple(dataclasses.replace(r, yes=r.party != "RU") for r in refused.replies)
    text = dataclasses.replace(refused, kind="main", replies=alone)
    assert "pass" in event_words(scenario, "bluffed:RU", blank(text=text))
    assert "acted" in event_words(scenario, "bluffed:UA", blank(text=text))
    assert "acted" in event_words(scenario, "bluffed:RU", blank())


def test_each_kind_of_text_is_told_by_who_brings_it() -> None:
    scenario, record = played("ukraine", None, 1, 0)
    kinds = {"main": "The US tables text", "counter": "answers with its own text",
             "direct": "In direct talks"}  # fmt: skip
    words = "\n".join(line.words for line in story(scenario, record, verbose=True))
    for text in record.texts:
        if text.over_head is None and text.drafter in ("US", "RU", "UA"):
            assert re.search(rf"{kinds[text.kind]}.*{text.number}: ", words)


@pytest.mark.parametrize(
    ("outcome", "says"),
    [("capitulation", "broke before"), ("wider_war", "widened"), ("escalation", "offensive"),
     ("protracted", "The last text was")],
)  # fmt: skip
def test_the_end_says_why_by_its_outcome(outcome: str, says: str) -> None:
    scenario, record = played("ukraine", None, 1, 0)
    other = dataclasses.replace(record, outcome=outcome)
    why = {line.margin: line.words for line in story(scenario, other)}["Why"]
    assert says in why


def test_names_are_listed_as_in_a_sentence() -> None:
    assert [listing(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c"
    ]  # fmt: skip


def test_a_text_over_every_bar_that_failed_says_so() -> None:
    """Near its bar a party hesitates: without a word the two would contradict each other."""
    scenario, record = played("ukraine", None, 29, 0)
    fifteenth = next(text for text in record.texts if text.number == 15)
    assert fifteenth.margin > 0
    assert not fifteenth.signed
    assert "points over every bar, and yet refused)" in turning_words(scenario, record)
