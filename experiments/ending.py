"""How a negotiation ended, and why: the last lines of its story."""

import itertools
from collections import Counter

from experiments.words import (
    act_words,
    agreement,
    change_words,
    difference,
    event_words,
    fleeting,
    listing,
    month,
    option_words,
    outcome_words,
    pact_name,
    sentence,
    span,
    times,
    whole,
)
from sim.record import Record, Round, Text
from sim.scenario import Scenario

WAR_ENDS = ("capitulation", "exhaustion", "wider_war")


def ending(scenario: Scenario, record: Record) -> list[tuple[str, str]]:
    """Say how it ended, why, what was agreed, what it cost and what each party is left with."""
    end = f"{month(record.end_date)}: {outcome_words(scenario, record.outcome)}."
    lines = [("End", end)]
    if record.terms is not None:
        settled = [option_words(scenario, i, o) for i, o in record.terms.items()]
        lines.append(("Signed", " · ".join(settled)))
    lines.append(("Why", why_words(scenario, record)))
    turning = turning_words(scenario, record)
    if turning:
        lines.append(("Turning", turning))
    if record.terms is not None and record.held is not None:
        years = span(min(record.held, record.window) / record.rounds_per_year)
        held = record.held >= record.window
        lasted = f"holds for the {years} watched" if held else f"breaks down after {years}"
        lines.append(("After", f"It {lasted}."))
    deals = _side_deals(scenario, record)
    if deals:
        lines.append(("Side deals", deals))
    unit, apart = "points" if scenario.scale == "unit" else "score", ""
    if scenario.war is not None:
        words = " · ".join(
            f"{scenario.actors[party].short} {difference(scenario, cost) + 0.0:.1f}"
            for party, cost in record.cost.items()
        )
        gained = "; below 0 a gain" if min(record.cost.values()) < 0 else ""
        lines.append(("War's cost", f"{words} ({unit}{gained})"))
        apart = ", the war's cost so far apart"
    left = " · ".join(
        f"{scenario.actors[name].short} {whole(scenario, value)}"
        for name, value in record.utility.items()
    )
    return [*lines, ("Left with", f"{left} ({unit}{apart})")]


def _side_deals(scenario: Scenario, record: Record) -> str:
    """Say which side agreements stand at the end, which are gone, and what came about how often."""
    made: Counter[str] = Counter()
    gone: dict[str, str] = {}
    for entry in record.rounds:
        for event in entry.events:
            kind, _, name = event.partition(":")
            if kind in ("broken", "lapsed"):
                gone[name] = kind
        for meeting in entry.meetings:
            if meeting.agreed:
                made[meeting.agreement] += 1
                gone.pop(meeting.agreement, None)
    standing, past, done = [], [], []
    for name, count in made.items():
        pact = agreement(scenario, name)[1]
        if fleeting(pact):
            done.append(f"{sentence(pact.text)}{times(count)}.")
        elif name in gone:
            past.append(pact_name(scenario, name) + times(count))
        else:
            standing.append(pact_name(scenario, name))
    words = [f"In force: {' · '.join(standing)}."] if standing else []
    words += [f"No longer: {' · '.join(past)}."] if past else []
    return " ".join([*words, *done])


def why_words(scenario: Scenario, record: Record) -> str:
    """Say why it ended as it did: who had to agree, or who blocked and by how much."""
    if not record.texts and record.outcome in WAR_ENDS:
        return "The war came to this before a text was tabled."
    if not record.texts:
        return "No text was found that its drafter wanted and that could pass."
    signed = [text for text in record.texts if text.signed]
    if signed:
        return _signed_words(scenario, record, signed[-1])
    if not any(text.replies for text in record.texts):
        return f"{_before_words(scenario, record)} last offers stayed apart."
    last = next(text for text in reversed(record.texts) if text.replies)
    parts = []
    failed = [r for r in last.replies if r.asked and not r.yes]
    for reply in sorted(failed, key=lambda r: r.worth - r.bar):
        missing = difference(scenario, reply.bar - reply.worth)
        worth, bar = whole(scenario, reply.worth), whole(scenario, reply.bar)
        name = scenario.actors[reply.party].short
        short = (
            f"was {missing:.1f} points short for {name} (worth {worth}, held out for {bar})"
            if missing > 0
            else f"failed by {name}'s doubt"
        )
        over = scenario.issues[reply.objection].name if reply.objection else "no single issue"
        parts.append(f"{short}, above all over {over}")
    return f"{_before_words(scenario, record)} last text {', and '.join(parts)}."


def _signed_words(scenario: Scenario, record: Record, last: Text) -> str:
    yes = listing(scenario.actors[r.party].short for r in last.replies if r.asked and r.yes)
    if record.over_head and last.over_head is not None and record.blocked_by is not None:
        alone = scenario.actors[last.over_head].short
        return (
            f"Text {last.number} passes over the head of {alone}, which refuses alone and stands "
            f"one step from breaking; the others agree: {yes}."
        )
    if not last.replies:
        who = scenario.actors[last.drafter].short
        return f"All others like the offer of {who} no less than their own."
    words = f"Text {last.number} had the yes of all whose consent it needed: {yes}."
    for reply in last.replies:
        if reply.party == record.binding and len(last.replies) > 1:
            over = difference(scenario, reply.worth - reply.bar)
            where = "over" if over >= 0 else "under"
            name = scenario.actors[reply.party].short
            words += f" The hardest to have was that of {name}, {abs(over):.1f} {where} its bar."
    frozen = {
        True: " Put to one side as an ultimatum, it freezes the conflict.",
        False: " It leaves the core questions open.",
    }
    return words + (frozen[record.over_head] if record.outcome == "frozen" else "")


def _before_words(scenario: Scenario, record: Record) -> str:
    """Say what came before any text passed."""
    if record.outcome in WAR_ENDS[:2]:
        return "One side broke before a text passed; the"
    if record.outcome == "wider_war":
        return "The war widened before a text passed; the"
    if record.outcome == "escalation" and scenario.war is not None:
        attacker = scenario.actors[scenario.war.attacker].short
        mediator = scenario.actors[scenario.talks.mediator].short
        return (
            f"No text passed, and {attacker} gained two steps or more on the offensive with the "
            f"support of {mediator} cut; the"
        )
    made = [n for n in record.agreements if agreement(scenario, n)[1].counts]
    if record.outcome == "limited" and made:
        return f"No text passed, but this was agreed: {_pacts(scenario, made)}; the"
    return "The"


def _pacts(scenario: Scenario, names: list[str]) -> str:
    return listing(pact_name(scenario, name) for name in names)


def turning_words(scenario: Scenario, record: Record) -> str:
    """Say at which text the talks turned most, and what had happened just before."""
    tabled = [(entry, entry.text) for entry in record.rounds if entry.text is not None]
    for (before, first), (entry, text) in itertools.pairwise(tabled):
        if entry.number == record.turning_round:
            now, then = (_gap_words(scenario, t) for t in (text, first))
            return (
                f"{month(entry.date)}: text {text.number} is {now} (text {first.number}: {then}). "
                f"Just before: {_just_before(scenario, record, before, entry)}."
            )
    return ""


def _gap_words(scenario: Scenario, text: Text) -> str:
    gap = difference(scenario, text.margin)
    if gap < 0:
        return f"{-gap:.1f} points short of passing"
    doubted = "" if text.signed else ", and yet refused"
    return f"{gap:.1f} points over every bar{doubted}"


def _just_before(scenario: Scenario, record: Record, before: Round, entry: Round) -> str:
    """Name up to three things that happened between two texts; their terms if nothing did."""
    found = []
    for between in record.rounds[before.number + 1 : entry.number + 1]:
        found += [
            event_words(scenario, e, between).rstrip(".")
            for e in between.events
            if e.startswith("advance")
        ]
        found += [act_words(scenario, m) for m in between.moves if m.taken_up]
        found += [
            agreement(scenario, m.agreement)[1].text
            for m in between.meetings
            if m.agreed and not agreement(scenario, m.agreement)[1].insulated
        ]
    if found:
        return "; ".join(found[-3:])
    assert entry.text is not None
    drafter = scenario.actors[entry.text.drafter].short
    return f"{drafter} drafts anew, {change_words(scenario, entry.text, before.text)}"
