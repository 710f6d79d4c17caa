"""What if a lever, an agreement or a threat had not been there: the same luck, played again."""

from collections.abc import Iterator
from typing import Any

from experiments.words import sentence
from sim.coherence import nearest
from sim.errors import InputError
from sim.record import Record, Round
from sim.scenario import Scenario

Act = dict[str, Any]


def without(scenario: Scenario, name: str, where: str = "without") -> dict[str, float]:
    """Give the overrides that switch something off.

    Parameters
    ----------
    name
        A lever (``cut_aid``, ``US.cut_aid``), an agreement, a track, ``threats``, ``exit``,
        ``counter_texts`` or ``direct``; in any case.

    Raises
    ------
    InputError
        If the scenario has nothing of that name, with the nearest that it has.
    """
    switches = list(_switches(scenario))
    wanted = name.casefold()
    found = [paths for known, paths in switches if known.casefold() == wanted]
    if not found:
        known = list(dict.fromkeys(known for known, _ in switches))
        raise InputError(where, f"there is no {name!r} to do without", nearest(name, known))
    return {path: value for paths in found for path, value in paths.items()}


def _switches(scenario: Scenario) -> Iterator[tuple[str, dict[str, float]]]:
    """List all that can be switched off, and how; a name may come more than once."""
    threats = {
        f"actors.{holder}.threats.{target}.intensity": 0.0
        for holder, actor in scenario.actors.items()
        for target in actor.threats
    }
    if threats:
        yield "threats", threats
    if scenario.engagement is not None:
        yield "exit", {"engagement.fatigue": 0.0, "engagement.script": -1.0}
    if scenario.talks.counter_texts.value:
        yield "counter_texts", {"talks.counter_texts": 0.0}
    direct = {f"tracks.{name}.enabled": 0.0 for name, t in scenario.tracks.items() if t.agenda}
    if direct and "direct" not in scenario.tracks:
        yield "direct", direct
    for holder, actor in scenario.actors.items():
        for lever in actor.levers:
            path = {f"actors.{holder}.levers.{lever}.enabled": 0.0}
            yield lever, path
            yield f"{holder}.{lever}", path
    for name, track in scenario.tracks.items():
        yield name, {f"tracks.{name}.enabled": 0.0}
        for pact in track.agreements:
            yield pact, {f"tracks.{name}.agreements.{pact}.enabled": 0.0}


def switch_words(scenario: Scenario) -> dict[str, str]:
    """Name what a scenario can do without, as ``without`` knows it, in words."""
    told = {}
    mediator = scenario.actors[scenario.talks.mediator]
    if mediator.threats:
        told["threats"] = f"No threats by {mediator.short}"
    if scenario.engagement is not None:
        told["exit"] = f"{sentence(mediator.short)} never leaves the table"
    if scenario.talks.counter_texts.value:
        told["counter_texts"] = "No counter-texts"
    for actor in scenario.actors.values():
        for name, lever in actor.levers.items():
            if lever.enabled.value:
                told[name] = f"Never: {actor.short} {lever.text}"
    for name, track in scenario.tracks.items():
        if track.enabled.value and track.agreements and name != _gate_track(scenario):
            told[name] = f"No talks on: {track.name}"
    return told


def _gate_track(scenario: Scenario) -> str | None:
    """Find the track whose agreement opens the talks: without it there is nothing to compare."""
    for name, track in scenario.tracks.items():
        if scenario.talks.gate in track.agreements:
            return name
    return None


def compare(record: Record, other: Record) -> dict[str, Any]:
    """Set two records side by side, as data: each entry is [record's, other's].

    ``terms`` holds the issues that were settled differently, or all that one of them settled;
    ``utility`` a third number, the difference.
    """
    both = (record, other)
    settled = [r.terms or {} for r in both]
    issues = list(dict.fromkeys([*settled[0], *settled[1]]))
    return {
        "outcome": [r.outcome for r in both],
        "end_date": [r.end_date for r in both],
        "signed": [r.terms is not None for r in both],
        "terms": {
            issue: [terms.get(issue) for terms in settled]
            for issue in issues
            if settled[0].get(issue) != settled[1].get(issue)
        },
        "texts": [len(r.texts) for r in both],
        "levers": [_levers_used(r) for r in both],
        "agreements": [list(r.agreements) for r in both],
        "exit": [r.exit_policy for r in both],
        "held": [r.held for r in both],
        "utility": {
            party: [value, other.utility[party], other.utility[party] - value]
            for party, value in record.utility.items()
        },
    }


def _levers_used(record: Record) -> list[str]:
    moves = (move for entry in record.rounds for move in entry.moves if move.taken_up)
    return list(dict.fromkeys(f"{move.party}.{move.lever}" for move in moves))


def parts_ways(record: Record, other: Record) -> dict[str, Any] | None:
    """Find the first round in which something else happens in two runs; None if nothing does.

    Returns
    -------
    dict
        ``round``, ``date``, and what happened in that round in one run but not in the other, as
        lists ``record`` and ``counterfactual``; a run that was over by then has None.
    """
    for number in range(max(len(record.rounds), len(other.rounds))):
        acts = [
            list(_acts(r.rounds[number])) if number < len(r.rounds) else None
            for r in (record, other)
        ]
        if acts[0] != acts[1]:
            longer = record if number < len(record.rounds) else other
            return {
                "round": number,
                "date": longer.rounds[number].date,
                "record": _only(acts[0], acts[1]),
                "counterfactual": _only(acts[1], acts[0]),
            }
    return None


def _only(acts: list[Act] | None, others: list[Act] | None) -> list[Act] | None:
    if acts is None or others is None:
        return acts
    return [act for act in acts if act not in others]


def _acts(entry: Round) -> Iterator[Act]:
    """List what all could see of a round; no act holds a value or a chance."""
    for event in entry.events:
        yield {"act": "event", "event": event}
    for move in entry.moves:
        yield {"act": "move", "party": move.party, "lever": move.lever, "taken_up": move.taken_up}
    for meeting in entry.meetings:
        if meeting.agreed:
            yield {"act": "agreed", "agreement": meeting.agreement}
    if entry.text is None:
        return
    text = entry.text
    yield {"act": "text", "drafter": text.drafter, "kind": text.kind,
           "over_head": text.over_head, "terms": text.terms}  # fmt: skip
    for reply in text.replies:
        if reply.asked:
            yield {"act": "reply", "party": reply.party, "yes": reply.yes}
    if text.signed:
        yield {"act": "signed"}
