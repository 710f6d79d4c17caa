"""A scenario as numbers: the public and private arrays that the rules read, and the first world."""

import datetime as dt
import math
from typing import NamedTuple

import numpy as np

from sim.errors import InputError
from sim.means import agenda_of, exits_of, levers_in, levers_of, members_of, pacts_in, pacts_of
from sim.places import (
    AIMS,
    CONSENT_RULES,
    MINDS,
    MONOTONIC_CONCESSION,
    PROCEDURES,
    PROTOCOLS,
    REGIMES,
)
from sim.rules.worth import deferred
from sim.scenario import DeferredValue, Scenario
from sim.table import Ballot, Parties, Peril, Private, Public, Rulebook, Space, World

MOST_SHIFTS = 4096


class Setting(NamedTuple):
    """A scenario as numbers, with the names that the numbers stand for."""

    public: Public
    private: Private
    actors: tuple[str, ...]
    issues: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    levers: tuple[str, ...]
    pacts: tuple[str, ...]
    tracks: tuple[str, ...]  # of each agreement
    policies: tuple[str, ...]


def setting(scenario: Scenario) -> Setting:
    """Turn a scenario into numbers.

    Raises
    ------
    InputError
        If it is larger than the engine can hold (more than 60 parties, or too many combinations
        of options that shift power).
    """
    if len(scenario.actors) > 60:
        raise InputError(scenario.name, f"{len(scenario.actors)} actors", "60 are the most")
    pacts, flows, reluctance = pacts_of(scenario)
    public = Public(
        _space(scenario), _parties(scenario), _rulebook(scenario), levers_of(scenario), pacts,
        flows, reluctance, exits_of(scenario), agenda_of(scenario),
    )  # fmt: skip
    names = tuple(tuple(issue.options) for issue in scenario.issues.values())
    return Setting(
        public, _private(scenario), tuple(scenario.actors), tuple(scenario.issues), names,
        tuple(name for _, name, _ in levers_in(scenario)),
        tuple(name for _, name, _ in pacts_in(scenario)),
        tuple(name for name, track in scenario.tracks.items() for _ in track.agreements),
        tuple(scenario.engagement.policies) if scenario.engagement else (),
    )  # fmt: skip


def first_world(scenario: Scenario) -> World:
    """Build how things stand before the first round."""
    n, actors = len(scenario.actors), list(scenario.actors.values())
    kept, broken = np.ones((n, n)), np.ones((n, n))
    if scenario.trust is not None:
        strength = scenario.trust.strength.value
        for i, actor in enumerate(actors):
            for j, other in enumerate(scenario.actors):
                mean = actor.trust[other].value if other in actor.trust else 0.5
                kept[i, j] = max(1e-6, strength * mean)
                broken[i, j] = max(1e-6, strength * (1.0 - mean))
    mediator = scenario.actors[scenario.talks.mediator]
    credibility = [
        mediator.threats[name].credibility.value if name in mediator.threats else 0.0
        for name in scenario.actors
    ]
    start = int(scenario.war.start.value) if scenario.war else 0
    return World(
        position=np.array([start], dtype=np.int64),
        surprise=np.zeros(1),
        battles=np.zeros(1),
        aid=np.array([a.aid.value for a in actors]),
        sanctions=np.array([a.sanctions.value for a in actors]),
        strikes=np.array([a.deep_strikes.value for a in actors]),
        cohesion=np.array([a.cohesion.value for a in actors]),
        kept=kept,
        broken=broken,
        credibility=np.array(credibility),
        punished=np.zeros(n, dtype=np.int64),
        text=_first_text(scenario),
        said=np.full(n, -1, dtype=np.int64),
        texts=np.zeros(1, dtype=np.int64),
        cost=np.zeros(n),
        replacing=np.array([a.aid_replacement.value for a in actors]),
        hardship=np.zeros(n),
        flow=np.zeros(n),
        push=np.array([1.0, 0.0]),
        lever=np.zeros((len(levers_in(scenario)), 4), dtype=np.int64),
        force=np.zeros(len(levers_in(scenario))),
        pact=np.zeros((len(pacts_in(scenario)), 4), dtype=np.int64),
        mood=np.array([1.0, 0.0]),
        blame=np.full(n, 0.5),
        at=np.array([-1, 0, 0, -1, 0, -1, 0, 0, n, 0, 0, 0, 0], dtype=np.int64),
        settled=np.full(len(scenario.issues), -1, dtype=np.int64),
        bids=np.zeros((_most_texts(scenario), len(scenario.issues)), dtype=np.int64),
        bidder=np.full(_most_texts(scenario), -1, dtype=np.int64),
    )


def _most_texts(scenario: Scenario) -> int:
    """Count the texts that may be tabled: one a round, or one a party where all bid at once."""
    at_once = scenario.talks.protocol == PROTOCOLS[MONOTONIC_CONCESSION]
    return int(scenario.talks.rounds.value) * (len(scenario.actors) if at_once else 1)


def round_date(scenario: Scenario, number: int) -> dt.date:
    """Give the day on which a round begins."""
    days = 365.25 / scenario.calendar.rounds_per_year.value
    return scenario.calendar.start + dt.timedelta(days=round(number * days))


def _first_text(scenario: Scenario) -> np.ndarray:
    return np.array(
        [len(i.options) - 1 if i.demand.value == 2 else 0 for i in scenario.issues.values()],
        dtype=np.int64,
    )


def _option_value(scenario: Scenario, actor: str, issue: str, option: str) -> float:
    given = scenario.actors[actor].values[issue][option]
    if isinstance(given, DeferredValue):
        deferral = scenario.issues[issue].options[option].deferral
        assert deferral is not None  # coherence has checked it
        years, rate = deferral.years.value, deferral.rate.value
        return deferred(given.de_facto.value, given.final.value, rate, years)
    return float(given.value)


def _space(s: Scenario) -> Space:
    actors, issues = list(s.actors), list(s.issues)
    p, i = len(actors), len(issues)
    counts = [len(issue.options) for issue in s.issues.values()]
    o = max(counts)
    value, penalty = np.zeros((p, i, o)), np.zeros((p, i, o))
    promisor, otherwise = np.full((p, i, o), -1), np.zeros((p, i, o), dtype=np.int64)
    owners, barred = np.zeros((i, o), dtype=np.int64), np.zeros((i, o), dtype=np.int64)
    offered, left_open = np.zeros((i, o), dtype=np.int64), np.zeros((i, o), dtype=np.int64)
    guarantee, shifts = np.zeros((i, o)), np.zeros((i, o))
    needs_lever, levers = np.full((i, o), -1), [name for _, name, _ in levers_in(s)]
    for j, (name, issue) in enumerate(s.issues.items()):
        demand = int(issue.demand.value)
        for k, (key, option) in enumerate(issue.options.items()):
            last = k == len(issue.options) - 1
            offered[j, k] = demand == 1 or (demand == 0 and k == 0) or (demand == 2 and last)
            needs = list(option.consent) + (list(issue.owners) if k > 0 else [])
            owners[j, k] = members_of(s, needs)
            guarantee[j, k], shifts[j, k] = option.guarantee.value, option.power_shift.value
            left_open[j, k] = option.leaves_open
            if option.needs_lever is not None:
                needs_lever[j, k] = levers.index(option.needs_lever)
            for a, actor in enumerate(actors):
                weight = s.actors[actor].weights.get(name)
                value[a, j, k] = (weight.value if weight else 0.0) * _option_value(
                    s, actor, name, key
                )
    for a, actor in enumerate(actors):
        for line in s.actors[actor].red_lines.values():
            full = [(spot, 1.0) for spot in line.on]
            for spot, share in full + [(spot, line.part.value) for spot in line.in_part]:
                issue_name, option_name = spot.split(".")
                j = issues.index(issue_name)
                k = list(s.issues[issue_name].options).index(option_name)
                penalty[a, j, k] += share * line.penalty.value
                if line.hard.value and share == 1.0:
                    barred[j, k] |= 1 << a
    for promise in s.promises:
        j = issues.index(promise.issue)
        options = list(s.issues[promise.issue].options)
        a, k = actors.index(promise.to), options.index(promise.option)
        promisor[a, j, k] = actors.index(promise.by)
        otherwise[a, j, k] = options.index(promise.otherwise)
    stride, shift = _shift_table(s, shifts, counts)
    order, coupled = _order(value, penalty, shifts, guarantee, counts)
    ballot = Ballot(
        parties=p, owners=owners, barred=barred, core=members_of(s, s.consent.core),
        consent=CONSENT_RULES.index(s.consent.rule), quota=int(s.consent.quota.value),
        vetoes=members_of(s, s.consent.vetoes), everybody=(1 << p) - 1,
        may=_may_be_asked(s, owners),
    )  # fmt: skip
    cells = [(j, k) for j in order for k in range(counts[j])]
    means = [[owners[c], barred[c], stride[c[0]] * c[1], left_open[c]] for c in cells]
    return Space(
        parties=p, issues=i, options=np.array(counts, dtype=np.int64), value=value,
        promisor=promisor.astype(np.int64), otherwise=otherwise,
        delivered=s.talks.delivered_at_signing.value, penalty=penalty, offered=offered,
        stride=stride, shift=shift, guarantee=guarantee, left_open=left_open,
        needs_lever=needs_lever.astype(np.int64),
        core_questions=int(left_open.any(axis=1).sum()), order=order, coupled=coupled,
        first=np.concatenate([[0], np.cumsum(np.array(counts)[order])]),
        means=np.array(means, dtype=np.int64).ravel(),
        guards=np.array([guarantee[c] for c in cells]),
        ballot=ballot,
    )  # fmt: skip


def _may_be_asked(s: Scenario, owners: np.ndarray) -> int:
    if s.consent.rule != "owners":
        return (1 << len(s.actors)) - 1
    return members_of(s, s.consent.core) | int(np.bitwise_or.reduce(owners, axis=None))


def _shift_table(
    s: Scenario, shifts: np.ndarray, counts: list[int]
) -> tuple[np.ndarray, np.ndarray]:
    stride, table = np.zeros(len(counts), dtype=np.int64), np.zeros(1)
    if s.war is None:
        return stride, table
    for j, count in enumerate(counts):
        if shifts[j].any():
            if len(table) * count > MOST_SHIFTS:
                raise InputError(
                    f"{s.name}: issues", "too many combinations of options that shift power",
                    f"give a power_shift to issues with {MOST_SHIFTS} combinations at most",
                )  # fmt: skip
            stride[j] = len(table)
            table = (shifts[j, :count, None] + table[None, :]).ravel()
    return stride, np.ascontiguousarray(table)


def _order(
    value: np.ndarray, penalty: np.ndarray, shifts: np.ndarray, guarantee: np.ndarray,
    counts: list[int],
) -> tuple[np.ndarray, int]:  # fmt: skip
    """Order issues for the search: those that guarantee, those that shift power, the most at stake.

    What guarantees settles the hazard, which is dear to work out: once for all that is below.
    """
    stakes = []
    for j, count in enumerate(counts):
        net = (value - penalty)[:, j, :count]
        stakes.append(float((net.max(axis=1) - net.min(axis=1)).max()))
    kinds = [(not guarantee[j].any(), j) for j in range(len(counts))]
    tied = [j for calm, j in sorted(kinds) if shifts[j].any() or not calm]
    free = sorted((j for j in range(len(counts)) if j not in tied), key=lambda j: (-stakes[j], j))
    return np.array(tied + free, dtype=np.int64), len(tied)


def _parties(s: Scenario) -> Parties:
    actors, names = list(s.actors.values()), list(s.actors)
    mediator = s.actors[s.talks.mediator]

    def column(field: str) -> np.ndarray:
        return np.array([getattr(actor, field).value for actor in actors])

    def target(field: str) -> np.ndarray:
        given = [getattr(actor, field) for actor in actors]
        return np.array([names.index(g) if g else -1 for g in given], dtype=np.int64)

    def threat(field: str) -> np.ndarray:
        return np.array(
            [getattr(mediator.threats[n], field).value if n in mediator.threats else 0.0
             for n in names]
        )  # fmt: skip

    return Parties(
        discount=column("discount"), twin=_twins(column("discount")),
        mind=np.array([MINDS.index(actor.strategy) for actor in actors], dtype=np.int64),
        legacy=column("legacy"),
        aspiration=column("aspiration"),
        concession=column("concession"), spread=column("resolve_spread"),
        reservation=column("reservation"),
        collapse_extra=column("collapse_extra"), taste_spread=column("taste_spread"),
        own_force=column("own_force") + column("partner_force"), aid_to=target("aid_to"),
        aid_force=column("aid_force"), aid_cost=column("aid_cost"),
        replacement=column("aid_replacement"), blunts=column("blunts"),
        sanctions_on=target("sanctions_on"),
        sanctions_force=column("sanctions_force"), sanctions_cost=column("sanctions_cost"),
        strikes_cost=column("deep_strikes_cost"), war_cost=column("war_cost"),
        winter_cost=column("winter_cost"), cohesion_loss=column("cohesion_loss"),
        threat=threat("intensity"), threat_sanctions=threat("sanctions"),
        threat_aid=threat("aid_change"), aid=column("aid"), sanctions=column("sanctions"),
        strikes=column("deep_strikes"), cohesion=column("cohesion"),
    )  # fmt: skip


def _twins(discounts: np.ndarray) -> np.ndarray:
    """Find for each party the first one of the same discount."""
    return np.array([discounts.tolist().index(d) for d in discounts], dtype=np.int64)


def _terminal(s: Scenario, end: str) -> np.ndarray:
    """Give the package that the war's end on one side brings, in the same issues as deals (E6)."""
    terms = getattr(s.war, end).terms if s.war else {}
    return np.array(
        [list(issue.options).index(terms[name]) if terms else 0
         for name, issue in s.issues.items()],
        dtype=np.int64,
    )  # fmt: skip


def _rulebook(s: Scenario) -> Rulebook:
    names, war, dura, threat = list(s.actors), s.war, s.durability, s.threatening
    window = int(dura.rounds.value) if dura else 0
    rounds = int(s.talks.rounds.value)
    winter = np.array([
        1.0 if round_date(s, t).month in s.calendar.winter_months else 0.0
        for t in range(rounds + window + 1)
    ])  # fmt: skip
    base = min(max(dura.hazard.value, 1e-12), 1.0 - 1e-12) if dura else 0.5
    return Rulebook(
        mediator=names.index(s.talks.mediator), protocol=PROTOCOLS.index(s.talks.protocol),
        regime=REGIMES.index(s.talks.information), discounted=bool(s.talks.discounted.value),
        procedure=PROCEDURES.index(s.talks.procedure),
        aim=AIMS.index(s.talks.aim), opens=int(s.talks.opens.value), rounds=rounds,
        cadence=int(s.talks.cadence.value), precision=float(s.talks.precision.value),
        at_war=war is not None,
        attacker=names.index(war.attacker) if war else 0,
        defender=names.index(war.defender) if war else 1,
        steps=int(war.steps.value) if war else 0,
        pace=war.pace.value if war else 0.0,
        decisiveness=war.decisiveness.value if war else 1.0,
        evidence=max(1e-9, war.evidence.value) if war else 1.0,
        wider_war_hazard=war.wider_war_hazard.value if war else 0.0,
        wider_war_slope=war.wider_war_slope.value if war else 0.0,
        wider_war_utility=war.wider_war_utility.value if war else 0.0,
        collapse=_terminal(s, "collapse"), exhaustion=_terminal(s, "exhaustion"), winter=winter,
        winter_share=len(set(s.calendar.winter_months)) / 12.0,
        breach_weight=s.trust.breach_weight.value if s.trust else 1.0,
        threat_lasts=int(threat.lasts.value) if threat else 0,
        credit=threat.credit_if_executed.value if threat else 0.0,
        bluff=threat.kept_if_bluffed.value if threat else 1.0,
        window=window,
        peril=Peril(
            base=math.log(-math.log1p(-base)),
            mistrust=dura.mistrust.value if dura else 0.0,
            guarantee=dura.guarantee.value if dura else 0.0,
            dissatisfaction=dura.dissatisfaction.value if dura else 0.0,
            exclusion=dura.exclusion.value if dura else 0.0,
            left_open=dura.left_open.value if dura else 0.0,
        ),
    )  # fmt: skip


def _private(s: Scenario) -> Private:
    actors = list(s.actors.values())
    return Private(
        optimism=np.array([a.optimism.value for a in actors]),
        reliability=np.array([a.reliability.value for a in actors]),
    )
