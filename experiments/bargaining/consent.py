"""Whose refusal keeps a package out, under each rule of consent, and what is left: the ZOPA."""

from dataclasses import dataclass

import numpy as np

from experiments.bargaining.space import PackageSpace
from sim.scenario import Consent, Scenario
from sim.setting import setting
from sim.solutions import TIE, feasible
from sim.table import Array


@dataclass(frozen=True)
class Zopa:
    """How many packages pass under a rule if each says yes from its bar on.

    ``bar`` is "no deal" (what a party has without agreement) or "blocking" (what it expects if it
    alone blocks under the mediator's threat).
    """

    rule: str
    own: bool
    bar: str
    passing: int


def rules_of(scenario: Scenario) -> list[Consent]:
    """List the rules that the scenario's data can speak for: the quota only where it has one."""
    given = scenario.consent
    rules = [given.model_copy(update={"rule": "unanimity"})]
    if given.core:
        rules.append(given.model_copy(update={"rule": "owners"}))
    if given.quota.value >= 1:
        rules.append(given.model_copy(update={"rule": "quota"}))
    return rules


def zopas(scenario: Scenario, space: PackageSpace) -> tuple[Zopa, ...]:
    """Count what passes under each rule and from both bars."""
    found = []
    for consent in rules_of(scenario):
        tried = scenario.model_copy(update={"consent": consent})
        own = consent.rule == scenario.consent.rule
        for bar, bars in (("no deal", space.no_deal), ("blocking", space.blocked)):
            passing = int(feasible(tried, space.worth, bars, space.choices).sum())
            found.append(Zopa(consent.rule, own, bar, passing))
    return tuple(found)


def refusals(scenario: Scenario, space: PackageSpace, bars: Array) -> Array:
    """Mark who refuses what: bool[n, P], across its bar or a hard red line, asked or not."""
    ballot, parties = setting(scenario).public.space.ballot, len(scenario.actors)
    yes = space.worth >= bars - TIE * np.maximum(1.0, np.abs(bars))
    barred = np.bitwise_or.reduce(
        ballot.barred[np.arange(len(scenario.issues)), space.choices], axis=1
    )
    return ~yes | ((barred[:, None] >> np.arange(parties)) & 1).astype(bool)


def asked(scenario: Scenario, choices: Array) -> Array:
    """Mark whose yes a package needs, bool[n, P]; under a quota, who has a veto."""
    ballot, parties = setting(scenario).public.space.ballot, len(scenario.actors)
    if scenario.consent.rule == "unanimity":
        return np.ones((len(choices), parties), dtype=bool)
    if scenario.consent.rule == "quota":
        bits = np.full(len(choices), ballot.vetoes)
    else:
        owners = ballot.owners[np.arange(len(scenario.issues)), choices]
        bits = np.bitwise_or.reduce(owners, axis=1) | ballot.core
    return ((bits[:, None] >> np.arange(parties)) & 1).astype(bool)
