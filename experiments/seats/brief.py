"""A seat's confidential brief: its wants, weights, red lines, levers and walk-away value."""

from typing import Any

import numpy as np

from experiments.seats.advice import walk_away
from experiments.words import difference, option_words, pact_name, points, sentence
from sim.places import IN_FORCE
from sim.rules.agenda import on_offer
from sim.scenario import Scenario
from sim.setting import Setting
from sim.table import View

BARS = 5


def brief(scenario: Scenario, setting: Setting, view: View, earlier: list[float]) -> dict[str, Any]:
    """Write the brief of the party that looks.

    Parameters
    ----------
    earlier
        What no deal was worth to this party in the rounds so far, in utility.

    Returns
    -------
    dict
        Plain data. ``issues``: for each the options with their worth to this party over its worst
        one, in points, before any doubt about promises; ``bars`` 0 to 5, its stake in the issue
        against that in the largest. ``walk_away``: what no deal is worth now; ``trend``: its mean
        change a round over the last six.
    """
    party, seat = setting.actors[view.seat], view.seat
    actor = scenario.actors[party]
    values = view.public.space.value[seat] * view.taste[seat][:, None]  # [I, O]
    may = on_offer(view.public, view.world, view.track)
    issues = [
        _issue(scenario, setting, place, values[place], may[place])
        for place in range(len(setting.issues))
    ]
    most = max((one["stake"] for one in issues), default=0.0)
    for one in issues:
        one["bars"] = round(BARS * one["stake"] / most) if most > 0 else 0
    now = walk_away(scenario, view)
    return {
        "party": party,
        "name": sentence(actor.name),
        "short": actor.short,
        "about": actor.about,
        "mediator": bool(view.seat == view.public.book.mediator),
        "unit": "points" if scenario.scale == "unit" else "score",
        "issues": sorted(issues, key=lambda one: -one["stake"]),
        "red_lines": [
            option_words(scenario, *option.split("."))
            for line in actor.red_lines.values()
            for option in (*line.on, *line.in_part)
        ],
        "walk_away": now,
        "trend": _trend(scenario, earlier),
        "levers": _levers(scenario, setting, view),
        "agreements": _agreements(scenario, setting, view),
    }


def _issue(
    scenario: Scenario, setting: Setting, place: int, values: Any, may: Any
) -> dict[str, Any]:
    name, options = setting.issues[place], setting.options[place]
    worth = values[: len(options)]
    open_now = [n for n in range(len(options)) if may[n]] or [0]
    best = max(open_now, key=lambda n: worth[n])
    stake = float(np.max(worth[open_now]) - np.min(worth[open_now]))
    issue = scenario.issues[name]
    low = float(np.min(worth))
    return {
        "issue": name,
        "name": issue.name,
        "about": issue.about,
        "want": issue.options[options[best]].short or options[best],
        "stake": round(difference(scenario, stake), 1),
        "options": [
            {
                "option": option,
                "short": issue.options[option].short or option,
                "text": issue.options[option].text,
                "worth": round(difference(scenario, float(worth[n]) - low), 1),
                "open": bool(may[n]),
            }
            for n, option in enumerate(options)
        ],
    }


def _trend(scenario: Scenario, earlier: list[float]) -> float | None:
    """Give the mean change of the value of no deal a round, over the last six rounds."""
    last = earlier[-7:]
    if len(last) < 2:
        return None
    change = (points(scenario, last[-1]) - points(scenario, last[0])) / (len(last) - 1)
    return round(change, 1) + 0.0


def _levers(scenario: Scenario, setting: Setting, view: View) -> list[dict[str, Any]]:
    told, public = [], view.public
    for place, name in enumerate(setting.levers):
        if int(public.levers.holder[place]) != view.seat or not public.levers.enabled[place]:
            continue
        lever = scenario.actors[setting.actors[view.seat]].levers[name]
        in_force = bool(view.world.lever[place, IN_FORCE])
        told.append({
            "lever": name,
            "text": lever.text,
            "ending": lever.ending,
            "in_force": in_force,
            "cost": round(difference(scenario, float(lever.cost.value)), 1),
        })  # fmt: skip
    return told


def _agreements(scenario: Scenario, setting: Setting, view: View) -> list[dict[str, Any]]:
    told, public = [], view.public
    for place, name in enumerate(setting.pacts):
        if (int(public.pacts.members[place]) >> view.seat) & 1 and public.pacts.enabled[place]:
            in_force = bool(view.world.pact[place, IN_FORCE])
            told.append({
                "agreement": name, "short": pact_name(scenario, name), "in_force": in_force,
            })  # fmt: skip
    return told
