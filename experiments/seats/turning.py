"""The turning points of a talk: where texts came nearer, and where walk-away values moved."""

import itertools
from typing import Any

from experiments.words import act_words, difference, listing, month, option_words, points, sentence
from sim.record import Record, Round, Text
from sim.scenario import Scenario

MOST = 5


def turning_points(scenario: Scenario, record: Record) -> list[dict[str, Any]]:
    """Pick the moments that moved a talk most, in order. For after the talk: it names all values.

    A text counts by how much its margin (worth over bar of the party nearest to refusing) differs
    from that of the text before; a round with moves by the largest change of any party's value of
    no deal; the signed text always counts.
    """
    found = [*_texts(scenario, record), *_moves(scenario, record)]
    found.sort(key=lambda one: -one["size"])
    kept = sorted(found[:MOST], key=lambda one: one["round"])
    return [{key: value for key, value in one.items() if key != "size"} for one in kept]


def _texts(scenario: Scenario, record: Record) -> list[dict[str, Any]]:
    tabled = [(e, e.text) for e in record.rounds if e.text is not None]
    told = []
    for (_, before), (entry, text) in itertools.pairwise(tabled):
        if not text.signed:
            size = abs(difference(scenario, text.margin - before.margin))
            told.append(_entry(entry, text.drafter, _text_words(scenario, before, text), size))
    for entry, text in tabled:
        if text.signed:
            yes = [sentence(scenario.actors[r.party].short) for r in text.replies if r.asked]
            words = f"text {text.number} is signed by {listing(yes)}"
            told.append(_entry(entry, text.drafter, words, float("inf")))
    return told


def _text_words(scenario: Scenario, before: Text, text: Text) -> str:
    moved = [i for i in text.terms if text.terms[i] != before.terms[i]]
    what = ", ".join(option_words(scenario, i, text.terms[i]) for i in moved[:2])
    gap = difference(scenario, text.margin)
    where = f"{abs(gap):.0f} points {'over what each held out for' if gap >= 0 else 'short'}"
    return f"tables {what or 'the same terms'}: now {where}"


def _moves(scenario: Scenario, record: Record) -> list[dict[str, Any]]:
    told = []
    for before, entry in itertools.pairwise(record.rounds):
        if not entry.moves:
            continue
        changes = {
            party: points(scenario, value) - points(scenario, before.no_deal[party])
            for party, value in entry.no_deal.items()
        }
        party = max(changes, key=lambda name: abs(changes[name]))
        move = entry.moves[0]
        short = scenario.actors[party].short
        then, now = (points(scenario, e.no_deal[party]) for e in (before, entry))
        words = act_words(scenario, move).removeprefix(scenario.actors[move.party].short).strip()
        told.append(
            _entry(entry, move.party, f"{words}: {short}'s walk-away {then:.0f} → {now:.0f}",
                   abs(changes[party]))
        )  # fmt: skip
    return told


def _entry(entry: Round, party: str, words: str, size: float) -> dict[str, Any]:
    return {
        "round": entry.number + 1, "date": month(entry.date), "party": party, "words": words,
        "size": size,
    }  # fmt: skip
