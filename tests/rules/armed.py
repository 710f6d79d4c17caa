"""The small war of ``example`` with levers, side tracks and a mediator that may leave."""

from typing import Any, NamedTuple

import numpy as np

from sim.leverage import pass_time, settle, turn
from sim.places import PURPOSES
from sim.round import minds
from sim.setting import Setting, first_world, setting
from sim.table import Array, Minds, Public, World
from tests.limits.worlds import Tree, built, example, number

A, D, M, E = range(4)
UNITS = {
    "level": "level", "cost": "utility", "lasts": "rounds", "phase": "rounds",
    "cool_down": "rounds", "pause": "rounds", "breach": "promises", "own_flow": "utility/round",
    "target_flow": "utility/round", "tempo": "x", "tilt": "share of prob.", "chance": "prob.",
    "enabled": "switch", "script": "round", "life": "rounds", "assured": "share",
    "lapse": "prob.", "impeded": "share", "prolongs": "utility", "grudge": "utility",
    "hinges": "share", "warmth": "share", "candour": "share", "stake": "utility",
    "election": "round", "lure": "utility", "careless": "x", "opens": "rounds",
    "cadence": "rounds", "hurdle": "utility", "precision": "1/utility", "returns": "rounds",
    "aid": "level", "sanctions": "level", "strikes": "level", "gain": "utility", "owns": "x",
    "owns_stake": "x", "fatigue": "1/round", "renewed": "share", "blame_step": "share",
    "hope": "share", "near": "utility", "steepness": "1/utility", "horizon": "rounds",
    "resumes": "1/round",
}  # fmt: skip


class Moment(NamedTuple):
    """A table at war, as the rules see it."""

    setting: Setting
    public: Public
    world: World
    mind: Minds

    def lever(self, name: str) -> int:
        return self.setting.levers.index(name)

    def pact(self, name: str) -> int:
        return self.setting.pacts.index(name)


def measured(units: dict[str, str], fields: dict[str, Any]) -> Tree:
    """Give each bare number of an entry its unit; all else stays as it is."""
    return {
        key: number(value, units[key]) if key in units and not isinstance(value, dict) else value
        for key, value in fields.items()
    }


def lever(kind: str, on: str | None = None, **fields: Any) -> Tree:
    given = {"cool_down": 0} | fields
    return {"kind": kind, "text": kind} | ({"on": on} if on else {}) | measured(UNITS, given)


def pact(flows: dict[str, float] | None = None, **fields: Any) -> Tree:
    units = UNITS | {"breach": "prob."}
    paid = {party: number(value, "utility/round") for party, value in (flows or {}).items()}
    return {"text": "they agree", "flows": paid} | measured(units, fields)


def track(*members: str, pacts: Tree | None = None, **fields: Any) -> Tree:
    given = {"name": "a track", "participants": members, "agreements": pacts or {}}
    return given | measured(UNITS, fields)


def policy(**fields: Any) -> Tree:
    given = {"aid": 0.3, "sanctions": 0.0, "strikes": 0.0, "resources": "suspended"} | fields
    return {"text": "it leaves"} | measured(UNITS, given)


def engagement(policies: Tree, **fields: Any) -> Tree:
    given = {
        "fatigue": 0.1, "renewed": 0.5, "blame_step": 0.25, "precision": 5, "hope": 0.6,
        "near": 0.02, "steepness": 20, "horizon": 24, "resumes": 0.1,
        "aid": number(0.1, "utility"), "wider_war": number(0.8, "utility"),
        "defeat": number(0.2, "utility"), "blame": number(0.8, "utility"),
    } | fields  # fmt: skip
    units = {key: unit for key, unit in UNITS.items() if key != "aid"}
    return measured(units, given) | {"policies": policies}


def armed(
    levers: dict[str, Tree] | None = None, tracks: Tree | None = None, every: int = 1,
    **tables: Any,
) -> Tree:  # fmt: skip
    """Build the example with means: levers by holder, tracks, and further tables."""
    tree = example()
    for holder, held in (levers or {}).items():
        tree["actors"][holder]["levers"] = held
    tree["leverage"] = {
        "every": number(every, "rounds"), "precision": number(60, "1/utility"),
        "foresight": number(4, "rounds"),
    }  # fmt: skip
    tree["tracks"] = tracks or {}
    for name, entries in tables.items():
        tree[name] = tree.get(name, {}) | entries
    return tree


def moment(tree: Tree) -> Moment:
    parts = setting(built(tree))
    space = parts.public.space
    mind = minds(parts.public, np.zeros((1 + space.issues, space.parties)))
    return Moment(parts, parts.public, first_world(built(tree)), mind)


def luck(**draws: tuple[int, int, float]) -> Array:
    """Give draws of one half, and others at the places named."""
    uniform = np.full((PURPOSES, 8), 0.5)
    for purpose, slot, draw in draws.values():
        uniform[purpose, slot] = draw
    return uniform


def pulled(
    now: Moment, name: str, number_of_round: int = 0, **draws: tuple[int, int, float]
) -> None:
    """Take a lever up, or end it."""
    turn(now.public, now.world, now.lever(name), number_of_round, luck(**draws))


def next_round(now: Moment) -> None:
    """Let a round pass for the levers."""
    pass_time(now.public, now.world)
    settle(now.public, now.world)
