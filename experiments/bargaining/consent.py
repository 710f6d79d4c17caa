"""What passes under each rule of consent: the zone of possible agreement."""

from dataclasses import dataclass

from experiments.bargaining.space import PackageSpace
from sim.scenario import Consent, Scenario
from sim.solutions import feasible


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
