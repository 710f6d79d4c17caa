"""A scenario's levers, side tracks and ways of leaving as numbers."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from sim.instruments import Agreement, Engagement, Lever, Policy, Track
from sim.places import KINDS
from sim.scenario import Scenario
from sim.table import Agenda, Exits, Levers, Pacts

NEVER = 10**6


def levers_in(s: Scenario) -> list[tuple[str, str, Lever]]:
    """List all levers: holder, name and entry, in the order of the file."""
    return [
        (holder, name, lever)
        for holder, actor in s.actors.items()
        for name, lever in actor.levers.items()
    ]


def pacts_in(s: Scenario) -> list[tuple[Track, str, Agreement]]:
    """List all agreements of side tracks: track, name and entry, in the order of the file."""
    return [
        (track, name, pact)
        for track in s.tracks.values()
        for name, pact in track.agreements.items()
    ]


def members_of(s: Scenario, names: Iterable[str]) -> int:
    """Give a set of parties as bits of a whole number."""
    order = list(s.actors)
    return sum(1 << order.index(name) for name in set(names))


def _whole(given: Iterable[Any]) -> np.ndarray:
    return np.array([int(number) for number in given], dtype=np.int64)


def levers_of(s: Scenario) -> Levers:
    """Give the levers as columns."""
    found, order = levers_in(s), list(s.actors)
    entries = [lever for _, _, lever in found]

    def column(field: str) -> np.ndarray:
        return np.array([getattr(lever, field).value for lever in entries])

    def whole(field: str) -> np.ndarray:
        return _whole(getattr(lever, field).value for lever in entries)

    return Levers(
        kind=_whole(KINDS.index(lever.kind) for lever in entries),
        holder=_whole(order.index(holder) for holder, _, _ in found),
        target=_whole(order.index(lever.on) if lever.on else -1 for lever in entries),
        enabled=whole("enabled"), script=whole("script"), lasts=whole("lasts"),
        phase=whole("phase"), cool_down=whole("cool_down"),
        reversible=_whole(lever.reversible for lever in entries),
        felt_by=_whole(members_of(s, lever.felt_by) for lever in entries),
        pause=whole("pause"), level=column("level"), cost=column("cost"),
        breach=column("breach"), own_flow=column("own_flow"), target_flow=column("target_flow"),
        tempo=column("tempo"), tilt=column("tilt"), chance=column("chance"),
        surprise=column("surprise"),
    )  # fmt: skip


def pacts_of(s: Scenario) -> tuple[Pacts, np.ndarray, np.ndarray]:
    """Give the agreements as columns, what each gives each party, and who is loath to join."""
    found = pacts_in(s)
    names, entries = [name for _, name, _ in found], [pact for _, _, pact in found]

    def column(field: str) -> np.ndarray:
        return np.array([getattr(pact, field).value for pact in entries])

    def whole(field: str) -> np.ndarray:
        return _whole(getattr(pact, field).value for pact in entries)

    def flag(field: str) -> np.ndarray:
        return _whole(getattr(pact, field) for pact in entries)

    def place(field: str) -> np.ndarray:
        given = [getattr(pact, field) for pact in entries]
        return _whole(names.index(name) if name else -1 for name in given)

    def by_party(field: str) -> np.ndarray:
        table = np.zeros((len(entries), len(s.actors)))
        for row, pact in enumerate(entries):
            for seat, party in enumerate(s.actors):
                if party in getattr(pact, field):
                    table[row, seat] = getattr(pact, field)[party].value
        return table

    pacts = Pacts(
        members=_whole(members_of(s, track.participants) for track, _, _ in found),
        enabled=_whole(t.enabled.value and p.enabled.value for t, _, p in found),
        script=whole("script"), opens=_whole(t.opens.value for t, _, _ in found),
        cadence=_whole(max(1, t.cadence.value) for t, _, _ in found), life=whole("life"),
        after=place("after"), rival=place("rival"), election=whole("election"),
        seasonal=flag("seasonal"), spares_grid=flag("spares_grid"), insulated=flag("insulated"),
        counts=flag("counts"), precision=np.array([t.precision.value for t, _, _ in found]),
        hurdle=np.array([t.hurdle.value for t, _, _ in found]), assured=column("assured"),
        breach=column("breach"), lapse=column("lapse"), impeded=column("impeded"),
        prolongs=column("prolongs"), grudge=column("grudge"), hinges=column("hinges"),
        warmth=column("warmth"), candour=column("candour"), stake=column("stake"),
        lure=column("lure"), careless=column("careless"),
    )  # fmt: skip
    return pacts, by_party("flows"), by_party("reluctance")


def exits_of(s: Scenario) -> Exits:
    """Give the mediator's ways of leaving as columns; none where nothing tires it."""
    given = s.engagement
    policies: list[Policy] = list(given.policies.values()) if given else []

    def number(field: str) -> float:
        return float(getattr(given, field).value) if isinstance(given, Engagement) else 0.0

    def column(field: str) -> np.ndarray:
        return np.array([getattr(policy, field).value for policy in policies])

    return Exits(
        fatigue=number("fatigue"), renewed=number("renewed"), blame_step=number("blame_step"),
        precision=number("precision"), script=int(number("script")) if given else -1,
        hope=number("hope"), near=number("near"), steepness=number("steepness"),
        weight_aid=number("aid"), weight_wider_war=number("wider_war"),
        weight_defeat=number("defeat"), weight_blame=number("blame"), horizon=number("horizon"),
        resumes=number("resumes"),
        enabled=_whole(policy.enabled.value for policy in policies),
        returns=_whole(policy.returns.value for policy in policies),
        suspends=_whole(policy.resources == "suspended" for policy in policies),
        hardens=_whole(policy.hardens for policy in policies),
        aid=column("aid"), sanctions=column("sanctions"), strikes=column("strikes"),
        gain=column("gain"), owns=column("owns"), owns_stake=column("owns_stake"),
        breach=column("breach"),
    )  # fmt: skip


def agenda_of(s: Scenario) -> Agenda:
    """Give how the talks on the text are laid out, and how levers are decided on."""
    names = [name for _, name, _ in pacts_in(s)]
    direct = next((t for t in s.tracks.values() if t.agenda and t.enabled.value), None)
    held, talks = s.leverage, s.talks
    return Agenda(
        counter_texts=bool(talks.counter_texts.value), linkage=int(talks.linkage.value),
        gate=names.index(talks.gate) if talks.gate else -1,
        direct_opens=int(direct.opens.value) if direct else NEVER,
        direct_cadence=max(1, int(direct.cadence.value)) if direct else 1,
        direct_on=_whole(direct is not None and name in direct.agenda for name in s.issues),
        every=max(1, int(held.every.value)) if held else 1,
        precision=float(held.precision.value) if held else 1.0,
        foresight=held.foresight.value if held else 0.0,
    )  # fmt: skip
