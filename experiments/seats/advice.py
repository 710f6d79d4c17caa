"""What a seat's own agent makes of things: worth, walk-away, and what it would do in its place.

All is worked out from the view of that seat, which holds nothing of another party's mind.
"""

from typing import Any

import numpy as np

from agents import chosen
from agents.strategies import interest, logit
from experiments.seats.asking import ANSWER, DRAFT, JOIN, LEVERS, Question
from experiments.words import difference, option_words, pact_name, points, sentence
from sim.rules.appraisal import appraise
from sim.scenario import Scenario
from sim.setting import Setting
from sim.table import Array, Joined, Move, View


def worth_of(scenario: Scenario, view: View, text: Array) -> float:
    """Put a number on a text for the party that looks, in points."""
    said = logit.answer(view, np.asarray(text, dtype=np.int64), -1, 0.5)
    return round(points(scenario, float(said.worth)), 1)


def walk_away(scenario: Scenario, view: View) -> float:
    """Say what no deal is worth to the party that looks, in points (its reservation value)."""
    own = appraise(view.public, view.world, view.optimism, view.taste)
    return round(points(scenario, float(own.no_deal[view.seat])), 1)


def gain_of_joining(scenario: Scenario, view: View, pact: int) -> float:
    """Say what joining an agreement is expected to bring the party that looks, in points."""
    return _gained(scenario, interest.sign_on(view, pact, 0.5))


def gain_of_pulling(scenario: Scenario, view: View, lever: int) -> float:
    """Say what a lever is expected to bring the party that looks, less its price, in points."""
    return _gained(scenario, interest.pull(view, lever, 0.5))


def _gained(scenario: Scenario, choice: Joined | Move) -> float:
    """Give the gain of a choice in points, as a screen shows it; nothing is no -0."""
    return round(difference(scenario, float(choice.gain)), 1) + 0.0


def would_do(scenario: Scenario, setting: Setting, asked: Question) -> dict[str, Any]:
    """Say what the party's agent would do: as a decision, and in a sentence."""
    view = asked.view
    if asked.kind == ANSWER and asked.text is not None:
        return _answer(scenario, setting, asked)
    if asked.kind == DRAFT:
        drafted = chosen.draft(view)
        if drafted.score == -np.inf:
            return {"do": "pass", "words": "It would table nothing: it sees no text worth it."}
        terms = terms_of(setting, drafted.text)
        worth = worth_of(scenario, view, drafted.text)
        told = " · ".join(option_words(scenario, issue, terms[issue]) for issue in terms)
        return {"do": "table", "terms": terms, "words": f"It would table: {told}. Worth {worth}."}
    if asked.kind == LEVERS:
        return _levers(scenario, setting, asked)
    if asked.kind == JOIN:
        choice = interest.sign_on(view, asked.pact, asked.draw)
        gain = _gained(scenario, choice)
        name = pact_name(scenario, setting.pacts[asked.pact])
        do = "join" if choice.yes else "decline"
        verb = "join" if choice.yes else "stay out"
        return {"do": do, "words": f"{sentence(name)}: it would {verb} (gain {gain:+.1f} points)."}
    policy = interest.part(view, asked.draw)
    if policy < 0:
        return {"do": "stay", "words": "It would stay at the table."}
    name = setting.policies[policy]
    assert scenario.engagement is not None
    way = scenario.engagement.policies[name].text
    return {"do": "leave", "policy": name, "words": f"It would leave the table: it {way}."}


def _answer(scenario: Scenario, setting: Setting, asked: Question) -> dict[str, Any]:
    assert asked.text is not None
    said = chosen.answer(asked.view, asked.text, asked.drafter, asked.draw)
    worth, bar = (points(scenario, float(value)) for value in (said.worth, said.bar))
    verb = "accept" if said.yes else "refuse"
    words = f"It would {verb}: worth {worth:.0f}, it holds out for {bar:.0f}."
    if not said.yes and said.objection >= 0:
        issue = scenario.issues[setting.issues[said.objection]].name
        words += f" It objects most to {issue}."
        if said.give >= 0:
            give = setting.issues[said.give], setting.options[said.give][said.give_option]
            words += f" It would take {option_words(scenario, *give)} in return."
    return {"do": verb, "words": words}


def _levers(scenario: Scenario, setting: Setting, asked: Question) -> dict[str, Any]:
    names, told = [], []
    for lever in asked.levers:
        move = interest.pull(asked.view, lever, 0.0)  # whatever it would rather do than not
        gain = _gained(scenario, move)
        if move.made:
            names.append(setting.levers[lever])
        words = scenario.actors[asked.party].levers[setting.levers[lever]].text
        told.append(f"{words}: {gain:+.1f} points")
    listed = "; ".join(told)
    lead = f"It would touch {len(names)}" if names else "It would leave all as they are"
    return {"do": "levers", "levers": names, "words": f"{lead}. Expected gain: {listed}."}


def terms_of(setting: Setting, text: Array) -> dict[str, str]:
    """Name the options of a text, by issue."""
    named = zip(setting.issues, setting.options, text, strict=True)
    return {issue: options[int(option)] for issue, options, option in named}
