"""Scenarios built in code: one example with every kind of entry, and random ones for Hypothesis."""

import random
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from sim.coherence import check_coherence
from sim.places import AIMS, CONSENT_RULES
from sim.reckoning import Appraisal
from sim.rules.appraisal import appraise
from sim.scenario import Scenario
from sim.setting import first_world, setting
from sim.table import Array, Public, World

Tree = dict[str, Any]
SHARED = {"unit": "utility", "source": "assumption:test"}


class Table(NamedTuple):
    """A scenario as the rules see it, with an unbiased appraisal."""

    public: Public
    world: World
    view: Appraisal


def number(value: float, unit: str) -> Tree:
    return {"value": value, "low": value, "high": value, "unit": unit, "source": "assumption:test"}


def built(tree: Tree) -> Scenario:
    scenario = Scenario.model_validate(tree)
    check_coherence(scenario, "test")
    return scenario


def plain_taste(public: Public) -> Array:
    return np.ones((public.space.parties, public.space.issues))


def tabled(scenario: Scenario, optimism: float = 0.0) -> Table:
    public, world = setting(scenario).public, first_world(scenario)
    return Table(public, world, appraise(public, world, optimism, plain_taste(public)))


def values(rows: dict[str, list[float]], letters: str = "abcdef") -> Tree:
    table: Tree = dict(SHARED)
    for issue, row in rows.items():
        table[issue] = {letters[k]: bare(v) for k, v in enumerate(row)}
    return table


def weights(rows: dict[str, float]) -> Tree:
    return {"unit": "weight", "source": "assumption:test"} | {k: bare(v) for k, v in rows.items()}


def bare(value: float) -> Tree:
    return {"value": value, "low": value, "high": value}


def issue(options: int, letters: str = "abcdef", **fields: Any) -> Tree:
    return {"name": "an issue", "options": {letters[k]: {"text": "so"} for k in range(options)},
            **fields}  # fmt: skip


def plain(
    rows: list[dict[str, list[float]]], reservation: list[float], mediator: str = "P0",
    **fields: Any,
) -> Tree:  # fmt: skip
    """Build a negotiation without war: each party's value of each option, weights of 1."""
    actors = {}
    for place, (row, least) in enumerate(zip(rows, reservation, strict=True)):
        actors[f"P{place}"] = {
            "name": f"party {place}", "short": f"P{place}", "values": values(row),
            "weights": weights(dict.fromkeys(row, 1.0)), "reservation": number(least, "utility"),
        }  # fmt: skip
    return {
        "format": 1, "name": "plain", "title": "A negotiation without war", "actors": actors,
        "issues": {name: issue(len(row)) for name, row in rows[0].items()},
        "talks": {"mediator": mediator, "rounds": number(4, "rounds"),
                  "precision": number(float("inf"), "1/utility")},
        "assumptions": {"test": {"says": "made up"}}, **fields,
    }  # fmt: skip


def example() -> Tree:
    """Build a small war of A on D, a mediator M and a donor E, with every kind of entry."""
    rows = {
        "A": (
            {"LAND": 0.5, "ARMS": 0.3, "PACT": 0.2}, [[-0.4, 0.0, 1.0], [-0.5, 1.0], [0.3, -1.0]]),
        "D": (
            {"LAND": 0.4, "ARMS": 0.3, "PACT": 0.3}, [[0.2, 0.0, -1.0], [0.4, -1.0], [-0.5, 1.0]]),
        "M": (
            {"LAND": 0.2, "ARMS": 0.1, "PACT": 0.4}, [[0.0, 0.2, 0.1], [0.0, 0.1], [0.1, -0.1]]),
        "E": ({"LAND": 0.3, "PACT": 0.3}, [[0.1, 0.0, -0.5], [0.0, -0.2], [0.0, 0.3]]),
    }  # fmt: skip
    actors: Tree = {}
    for name, (share, table) in rows.items():
        actors[name] = {
            "name": f"party {name}", "short": name, "weights": weights(share),
            "values": values(dict(zip(("LAND", "ARMS", "PACT"), table, strict=True))),
        }  # fmt: skip
        actors[name]["values"]["LAND"]["b"] = {"de_facto": bare(0.3), "final": bare(-0.1)}
        actors[name]["trust"] = {"unit": "prob.", "source": "assumption:test", "M": bare(0.6)}
        actors[name]["war_cost"] = number(0.002, "utility/round")
    actors["A"] |= {
        "own_force": number(1.0, "force"), "optimism": number(0.05, "share of prob."),
        "aspiration": number(0.3, "share"), "concession": number(0.5, "exponent"),
        "resolve_spread": number(0.04, "utility"),
        "red_lines": {"pact": {"penalty": number(0.2, "utility"), "on": ["PACT.b"]}},
    }  # fmt: skip
    actors["D"] |= {
        "own_force": number(0.5, "force"), "winter_cost": number(1.8, "x"),
        "collapse_extra": number(-0.2, "utility"),
        "red_lines": {"land": {"penalty": number(0.3, "utility"), "on": ["LAND.c"],
                               "in_part": ["LAND.b"], "part": number(0.5, "share"),
                               "hard": number(1, "switch")}},
    }  # fmt: skip
    actors["M"] |= {
        "aid_to": "D", "aid": number(1.0, "level"), "aid_force": number(0.3, "force"),
        "aid_cost": number(0.001, "utility/round"), "legacy": number(0.4, "utility"),
        "sanctions_on": "A", "sanctions_force": number(0.05, "force"),
        "sanctions_cost": number(0.0005, "utility/round"),
        "deep_strikes_cost": number(0.0005, "utility/round"),
        "threats": {
            "A": {"intensity": number(0.5, "share"), "credibility": number(0.4, "prob."),
                  "sanctions": number(1, "level"), "aid_change": number(0.3, "change of level")},
            "D": {"intensity": number(0.2, "share"), "credibility": number(0.5, "prob."),
                  "aid_change": number(-0.7, "change of level")},
        },
    }  # fmt: skip
    actors["E"] |= {
        "aid_to": "D", "aid": number(0.8, "level"), "aid_force": number(0.2, "force"),
        "aid_replacement": number(0.4, "share"), "cohesion": number(0.9, "share"),
        "cohesion_loss": number(0.006, "1/round"), "sanctions_on": "A",
        "sanctions": number(0.5, "level"), "sanctions_force": number(0.1, "force"),
    }  # fmt: skip
    return {
        "format": 1, "name": "example", "title": "A small war", "actors": actors,
        "issues": _example_issues(),
        "talks": {"mediator": "M", "rounds": number(12, "rounds"), "opens": number(2, "rounds"),
                  "cadence": number(2, "rounds"), "precision": number(40, "1/utility"),
                  "delivered_at_signing": number(0.3, "share")},
        "consent": {"rule": "owners", "core": ["A", "D", "M"], "quota": number(3, "parties")},
        "promises": [{"by": "M", "to": "D", "issue": "PACT", "option": "b", "otherwise": "a",
                      "source": "assumption:test"}],
        "lenses": {"L": {"title": "a view", "set": {
            "war.start": {"value": 2, "source": "assumption:test"}}}},
        "assumptions": {"test": {"says": "made up"}}, **war_tables(("LAND", "ARMS", "PACT")),
    }  # fmt: skip


def _example_issues() -> Tree:
    issues = {"LAND": issue(3, owners=["A", "D"]), "ARMS": issue(2, owners=["D"]),
              "PACT": issue(2, owners=["M"])}  # fmt: skip
    issues["LAND"]["options"]["a"]["leaves_open"] = True
    issues["LAND"]["options"]["b"]["deferral"] = {
        "years": number(49, "yr"), "rate": number(0.04, "1/yr"),
    }  # fmt: skip
    issues["ARMS"]["options"]["b"]["power_shift"] = number(0.5, "logit")
    issues["PACT"]["options"]["b"] |= {
        "guarantee": number(0.8, "share"), "power_shift": number(-0.3, "logit"), "consent": ["E"],
    }  # fmt: skip
    return issues


def war_tables(
    issues: tuple[str, ...], steps: int = 6, start: int = 3, sides: tuple[str, str] = ("A", "D"),
    **durability: float,
) -> Tree:  # fmt: skip
    lasting = {"mistrust": 2.0, "guarantee": 1.0, "exclusion": 0.5, "left_open": 0.4} | durability
    grieved = lasting.pop("dissatisfaction", 4.0)
    risk = lasting.pop("hazard", 0.02)
    return {
        "war": {
            "attacker": sides[0], "defender": sides[1], "steps": number(steps, "steps"),
            "start": number(start, "steps"), "pace": number(0.15, "prob."),
            "decisiveness": number(1, "exponent"), "evidence": number(40, "battles"),
            "wider_war_hazard": number(0.001, "prob."),
            "wider_war_slope": number(1.6, "log-hazard"),
            "wider_war_utility": number(-0.8, "utility"),
            "collapse": {"text": "the defender breaks", "terms": dict.fromkeys(issues, "b")},
            "exhaustion": {"text": "the attacker tires", "terms": dict.fromkeys(issues, "a")},
        },
        "trust": {"strength": number(12, "promises"), "breach_weight": number(3, "promises")},
        "threatening": {"lasts": number(6, "rounds"), "credit_if_executed": number(0.3, "share"),
                        "kept_if_bluffed": number(0.85, "share")},
        "durability": {
            "rounds": number(24, "rounds"), "hazard": number(risk, "prob."),
            "dissatisfaction": number(grieved, "log-hazard/utility"),
            **{key: number(value, "log-hazard") for key, value in lasting.items()},
        },
    }  # fmt: skip


@st.composite
def scenarios(
    draw: st.DrawFn, parties: tuple[int, int] = (2, 5), issues: tuple[int, int] = (1, 4),
    war: bool | None = None,
) -> Scenario:  # fmt: skip
    """Draw a scenario: its shape by Hypothesis, which can shrink it, its numbers by a seed.

    Values lie on a coarse grid, so that ties are common.
    """
    count = draw(st.integers(*parties))
    options = draw(st.lists(st.integers(1, 4), min_size=issues[0], max_size=issues[1]))
    fights = draw(st.booleans()) if war is None else war
    rule, aim = draw(st.sampled_from(CONSENT_RULES)), draw(st.sampled_from(AIMS))
    dice = random.Random(draw(st.integers(0, 2**32 - 1)))
    names, keys = [f"P{k}" for k in range(count)], [f"I{k}" for k in range(len(options))]
    if fights:
        options = [max(2, n) for n in options]
    rows = [{key: [_coarse(dice) for _ in range(n)] for key, n in zip(keys, options, strict=True)}
            for _ in names]  # fmt: skip
    tree = plain(rows, [_coarse(dice) * 0.5 for _ in names], dice.choice(names))
    tree["talks"] |= {
        "aim": aim,
        "delivered_at_signing": number(dice.random(), "share"),
        "precision": number(dice.choice([8.0, 60.0, float("inf")]), "1/utility"),
    }
    tree["consent"] = {
        "rule": rule, "core": _some(dice, names) or names[:1], "vetoes": _some(dice, names, 0.3),
        "quota": number(dice.randint(1, count), "parties"),
    }  # fmt: skip
    for key, entry in tree["issues"].items():
        _vary_issue(dice, entry, names, fights)
        for actor in tree["actors"].values():
            actor["weights"][key] = bare(dice.choice([0.0, 0.3, 0.5, 1.0]))
    for name, actor in tree["actors"].items():
        _vary_actor(dice, actor, tree["issues"], fights)
        if dice.random() < 0.4:
            tree["promises"] = [*tree.get("promises", ()), _promise(dice, name, names, tree)]
    if fights:
        tree |= war_tables(tuple(keys), 6, dice.randint(1, 5), ("P0", "P1"),
                           dissatisfaction=dice.choice([0.0, 4.0, 12.0]),
                           hazard=dice.choice([0.001, 0.02, 0.3]))  # fmt: skip
        _vary_war(dice, tree, names)
    return built(tree)


def _coarse(dice: random.Random) -> float:
    return dice.randint(-10, 10) / 10


def _some(dice: random.Random, names: list[str], share: float = 0.5) -> list[str]:
    return [name for name in names if dice.random() < share]


def _vary_issue(dice: random.Random, entry: Tree, names: list[str], fights: bool) -> None:
    entry["owners"] = _some(dice, names, 0.3)
    entry["demand"] = number(dice.choice([0, 1, 1, 1, 1, 1, 1, 2]), "demand")
    for option in entry["options"].values():
        option["consent"] = _some(dice, names, 0.15)
        if fights and dice.random() < 0.3:
            option["power_shift"] = number(_coarse(dice), "logit")
        if fights and dice.random() < 0.3:
            option["guarantee"] = number(dice.random(), "share")
        option["leaves_open"] = fights and dice.random() < 0.3


def _vary_actor(dice: random.Random, actor: Tree, issues: Tree, fights: bool) -> None:
    spots = [f"{key}.{o}" for key, entry in issues.items() for o in entry["options"]]
    actor["red_lines"] = {
        f"line{k}": {"penalty": number(dice.choice([0.1, 0.3]), "utility"),
                     "on": [dice.choice(spots)],
                     "hard": number(int(dice.random() < 0.4), "switch")}
        for k in range(dice.choice([0, 0, 1, 2]))
    }  # fmt: skip
    actor["aspiration"] = number(dice.choice([0.0, 0.4]), "share")
    actor["resolve_spread"] = number(dice.choice([0.0, 0.05]), "utility")
    if fights:
        actor["legacy"] = number(dice.choice([0.0, 0.0, 0.3]), "utility")
        actor["discount"] = number(dice.choice([0.9, 0.97, 0.995]), "discount/round")
        actor["cohesion"] = number(dice.choice([1.0, 0.7]), "share")


def _promise(dice: random.Random, to: str, names: list[str], tree: Tree) -> Tree:
    key = dice.choice(list(tree["issues"]))
    options = list(tree["issues"][key]["options"])
    return {"by": dice.choice([n for n in names if n != to]), "to": to, "issue": key,
            "option": dice.choice(options), "otherwise": dice.choice(options),
            "source": "assumption:test"}  # fmt: skip


def _vary_war(dice: random.Random, tree: Tree, names: list[str]) -> None:
    for name in names:
        tree["actors"][name]["own_force"] = number(dice.choice([0.4, 1.0]), "force")
        tree["actors"][name]["war_cost"] = number(dice.choice([0.0, 0.01]), "utility/round")
    mediator = tree["actors"][tree["talks"]["mediator"]]
    mediator |= {"aid_to": "P1", "aid": number(1, "level"), "aid_force": number(0.3, "force")}
    mediator["threats"] = {
        name: {"intensity": number(dice.random(), "share"),
               "credibility": number(dice.random(), "prob."),
               "aid_change": number(-0.5, "change of level")}
        for name in _some(dice, [n for n in names if n != tree["talks"]["mediator"]])
    }  # fmt: skip
