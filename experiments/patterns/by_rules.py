"""Numbers that follow from the rules alone, without luck: worths, alternatives, room for a deal.

Each takes a scenario as an arm plays it, and reads the engine through its public functions.
"""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np

from agents.strategies import logit
from experiments.patterns.pattern import Number
from sim import Negotiation
from sim.rules.consent import needed
from sim.scenario import Scenario
from sim.setting import setting
from sim.solutions import feasible, packages, worths

CARROTS = {"SUS": "lift", "SEU": "lift", "RES": "deal"}
PLAN = {"TERR": "deferred", "SUS": "phased", "SEU": "phased"}
Terms = Mapping[str, str]


def text(s: Scenario, terms: Terms) -> np.ndarray:
    """Give a text that changes these issues alone, as option numbers."""
    names = setting(s)
    return np.array(
        [
            list(options).index(terms.get(issue, options[0]))
            for issue, options in zip(names.issues, names.options, strict=True)
        ],
        dtype=np.int64,
    )


def seat(s: Scenario, party: str) -> int:
    """Give a party's place at the table."""
    return list(s.actors).index(party)


def worth_of(s: Scenario, party: str, terms: Terms) -> float:
    """Find what a text is worth to a party by its own reading of the war."""
    seen = worths(s, text(s, terms)[None, :], s.actors[party].optimism.value)
    return float(seen.worth[0, seat(s, party)])


def no_deal_of(s: Scenario, party: str) -> float:
    """Find what no deal is worth to a party by its own reading of the war."""
    seen = worths(s, text(s, {})[None, :], s.actors[party].optimism.value)
    return float(seen.no_deal[seat(s, party)])


def no_deal(party: str) -> Number:
    """Value of no deal to a party."""
    return lambda s: no_deal_of(s, party)


def margin_of(party: str, terms: Terms) -> Number:
    """Worth of a text less that of no deal."""
    return lambda s: worth_of(s, party, terms) - no_deal_of(s, party)


def preferred(party: str, terms: Terms, to: Terms) -> Number:
    """Worth of one text less that of another."""
    return lambda s: worth_of(s, party, terms) - worth_of(s, party, to)


def option_value(party: str, issue: str, option: str, to: str) -> Number:
    """Weighted value of an option less that of another, before doubt and red lines (E10)."""

    def number(s: Scenario) -> float:
        names = setting(s)
        row = names.public.space.value[seat(s, party), names.issues.index(issue)]
        options = list(names.options[names.issues.index(issue)])
        return float(row[options.index(option)] - row[options.index(to)])

    return number


def least(*numbers: Number) -> Number:
    """Smallest of several numbers: above 0 if all are."""
    return lambda s: min(n(s) for n in numbers)


def size(number: Number) -> Number:
    """Give a number without its sign."""
    return lambda s: abs(number(s))


def chance_of_yes(s: Scenario, party: str, terms: Terms) -> float:
    """Probability that a party of average resolve and known tastes accepts, as talks open."""
    view = view_of(s, party)
    reply = logit.answer(view, text(s, terms), view.public.book.mediator, 0.5)
    return float(reply.probability)


def view_of(s: Scenario, party: str, terms: Terms | None = None) -> Any:
    """Show a party of average resolve the table as talks open, with a text on it."""
    model = Negotiation(s, rng=1)
    view = model.view(seat(s, party))
    if terms is not None:
        view.world.text[:] = text(s, terms)
    return view._replace(
        resolve=0.0, taste=np.ones_like(model.mind.taste), round=view.public.book.opens
    )


def best_of(party: str, terms: tuple[Terms, ...]) -> Number:
    """Worth of the best of several texts, less that of no deal."""
    return lambda s: max(worth_of(s, party, t) for t in terms) - no_deal_of(s, party)


def every_offer(fixed: Terms, **free: tuple[str, ...]) -> tuple[Terms, ...]:
    """List the texts with these terms and any choice of the free ones."""
    return tuple(
        {**fixed, **dict(zip(free, chosen, strict=True))} for chosen in product(*free.values())
    )


def room(s: Scenario) -> float:
    """Gain over no deal of the worse-off belligerent in the best text for it (Z)."""
    choices = packages(s)
    seen, pair = worths(s, choices), [seat(s, "RU"), seat(s, "UA")]
    gains = seen.worth[:, pair] - seen.no_deal[pair]
    return float(gains.min(axis=1).max())


def best_compromise(s: Scenario) -> np.ndarray:
    """Find the text that is best for the worse-off belligerent."""
    choices = packages(s)
    seen, pair = worths(s, choices), [seat(s, "RU"), seat(s, "UA")]
    return np.asarray(choices[(seen.worth[:, pair] - seen.no_deal[pair]).min(axis=1).argmax()])


def room_with(issue: str, option: str) -> Number:
    """Gain over no deal of the worse-off belligerent in the best text for it with an option."""

    def number(s: Scenario) -> float:
        choices, names = packages(s), setting(s)
        place = names.issues.index(issue)
        choices = choices[choices[:, place] == list(names.options[place]).index(option)]
        seen, pair = worths(s, choices), [seat(s, "RU"), seat(s, "UA")]
        return float((seen.worth[:, pair] - seen.no_deal[pair]).min(axis=1).max())

    return number


def needs_no(party: str, issue: str) -> Number:
    """Count the texts that change an issue without asking a party."""

    def count(s: Scenario) -> float:
        choices, names = packages(s), setting(s)
        place, bit, space = names.issues.index(issue), seat(s, party), names.public.space
        return float(sum(
            not (needed(space.ballot, c) >> bit) & 1
            for c in choices[choices[:, place] > 0]
        ))  # fmt: skip

    return count


def in_collapse(party: str, issue: str, to: str) -> Number:
    """Value of an option that a collapse imposes, less that of another."""

    def number(s: Scenario) -> float:
        assert s.war is not None
        return option_value(party, issue, s.war.collapse.terms[issue], to)(s)

    return number


def lost_texts(s: Scenario, others: tuple[Scenario, ...]) -> float:
    """Count the texts that can pass here and can't in one of the other scenarios."""
    choices = packages(s)
    seen = worths(s, choices)
    before = feasible(s, seen.worth, seen.no_deal, choices)
    return float(
        sum(int((before & ~feasible(o, seen.worth, seen.no_deal, choices)).sum()) for o in others)
    )


def many(s: Scenario, party: str, texts: np.ndarray) -> np.ndarray:
    """Find what many texts are worth to a party by its own reading of the war."""
    seen = worths(s, texts, s.actors[party].optimism.value)
    return np.asarray(seen.worth[:, seat(s, party)])
