"""Whose dislike of an option itself keeps it out of every package that passes."""

from itertools import combinations

import numpy as np

from experiments.bargaining.space import PackageSpace
from sim.scenario import Actor, DeferredValue, Scenario
from sim.setting import setting
from sim.solutions import feasible, worths
from sim.table import Array

MOST = 2  # parties that are tried together


def who_minds(
    scenario: Scenario, space: PackageSpace, issue: str, option: str, bars: Array
) -> tuple[tuple[str, ...], ...]:
    """Find the smallest sets of parties that keep an option out because they dislike it.

    A party that does not mind an option values it as its best option of the issue, crosses no red
    line by it, and says yes from the same bar as before. A set is named if some package with the
    option passes once all of it do not mind; sets of up to ``MOST`` parties are tried.
    """
    place = list(scenario.issues).index(issue)
    here = space.choices[:, place] == list(scenario.issues[issue].options).index(option)
    choices = space.choices[here]
    for size in range(1, MOST + 1):
        found = []
        for some in combinations(scenario.actors, size):
            easier = _not_minding(scenario, some, issue, option)
            worth = worths(easier, choices).worth
            if feasible(easier, worth, bars, choices).any():
                found.append(some)
        if found:
            return tuple(found)
    return ()


def _not_minding(scenario: Scenario, parties: tuple[str, ...], issue: str, option: str) -> Scenario:
    space = setting(scenario).public.space
    place, actors = list(scenario.issues).index(issue), dict(scenario.actors)
    for party in parties:
        seat = list(actors).index(party)
        values = space.value[seat, place, : space.options[place]]
        weight = actors[party].weights[issue].value if issue in actors[party].weights else 0.0
        best = float(np.max(values)) / weight if weight > 0.0 else 0.0
        actors[party] = _easy(actors[party], issue, option, best)
    return scenario.model_copy(update={"actors": actors})


def _easy(actor: Actor, issue: str, option: str, best: float) -> Actor:
    """Give an option a value, and take it off the red lines."""
    old, spot = actor.values[issue][option], f"{issue}.{option}"
    new = (
        DeferredValue.model_construct(
            de_facto=old.de_facto.model_copy(update={"value": best}),
            final=old.final.model_copy(update={"value": best}),
        )
        if isinstance(old, DeferredValue)
        else old.model_copy(update={"value": best})
    )
    values = {**actor.values, issue: {**actor.values[issue], option: new}}
    lines = {
        name: line.model_copy(
            update={
                "on": tuple(s for s in line.on if s != spot),
                "in_part": tuple(s for s in line.in_part if s != spot),
            }
        )
        for name, line in actor.red_lines.items()
    }
    return actor.model_copy(update={"values": values, "red_lines": lines})
