"""Small random negotiations, with and without war, that have every kind of entry."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from sim.coherence import check_coherence
from sim.scenario import Scenario

Tree = dict[str, Any]
OPTIONS = "abcd"


def number(value: float, unit: str) -> Tree:
    value = float(value)
    return {"value": value, "low": value, "high": value, "unit": unit, "source": "definition"}


def small_tree(
    seed: int,
    parties: int = 3,
    issues: int = 3,
    war: bool = True,
    precision: float = 60.0,
    spread: float = 0.04,
    tastes: float = 0.2,
    **talks: Any,
) -> Tree:
    """Build the tree of a random scenario: P0 mediates, P1 attacks P2, others look on."""
    rng = np.random.default_rng(seed)
    names = [f"P{n}" for n in range(parties)]
    counts = {f"I{n}": int(rng.integers(2, 4)) for n in range(issues)}
    tree: Tree = {
        "format": 1, "name": "small", "title": "A small random negotiation",
        "issues": {name: _issue(rng, name, count, names, war) for name, count in counts.items()},
        "actors": {name: _actor(rng, name, names, counts, spread, tastes) for name in names},
        "consent": {"rule": str(rng.choice(["owners", "unanimity"])), "core": names[:3]},
        "promises": [{"by": "P0", "to": "P1", "issue": "I0", "option": "b", "otherwise": "a",
                      "source": "definition"}],
        "trust": {"strength": number(10, "promises"), "breach_weight": number(3, "promises")},
        "talks": {
            "mediator": "P0", "opens": number(1, "rounds"), "rounds": number(9, "rounds"),
            "cadence": number(2, "rounds"), "precision": number(precision, "1/utility"),
            "delivered_at_signing": number(0.3, "share"),
        } | talks,
    }  # fmt: skip
    for name in names:
        tree["actors"][name]["values"]["I1"]["b"] = {
            "de_facto": _value(rng), "final": _value(rng),
        }  # fmt: skip
    tree["actors"]["P2"]["red_lines"]["hard"] = {
        "penalty": number(0.2, "utility"), "on": [f"I0.{OPTIONS[counts['I0'] - 1]}"],
        "hard": number(int(rng.integers(2)), "switch"),
    }  # fmt: skip
    if war:
        _add_war(rng, tree, counts)
    return tree


def small_world(seed: int, **kind: Any) -> Scenario:
    """Build a checked random scenario."""
    return checked(small_tree(seed, **kind))


def checked(tree: Tree) -> Scenario:
    scenario = Scenario.model_validate(tree)
    check_coherence(scenario, "small")
    return scenario


def small_worlds(**fixed: Any) -> st.SearchStrategy[Scenario]:
    """Give Hypothesis small random scenarios, some kinds of them fixed by the caller."""
    kinds = {
        "seed": st.integers(0, 2**20), "parties": st.integers(3, 4), "issues": st.integers(2, 3),
        "war": st.booleans(),
    } | {name: st.just(kind) for name, kind in fixed.items()}  # fmt: skip
    return st.builds(small_world, **kinds)


def _value(rng: np.random.Generator) -> Tree:
    return number(np.round(rng.uniform(-1, 1), 3), "utility")


def _issue(rng: np.random.Generator, name: str, count: int, names: list[str], war: bool) -> Tree:
    options = {}
    for place in range(count):
        options[OPTIONS[place]] = {
            "text": f"{name} {place}", "leaves_open": place == 0 and name != "I2",
            "power_shift": number(np.round(rng.uniform(-0.4, 0.4), 2) if place else 0, "logit"),
            "guarantee": number(np.round(rng.uniform(0, 0.5), 2) if place else 0, "share"),
        }  # fmt: skip
    if name == "I1":
        options["b"]["deferral"] = {"years": number(49, "yr"), "rate": number(0.04, "1/yr")}
    options[OPTIONS[count - 1]]["consent"] = (names[-1],)
    return {"name": name, "options": options, "owners": tuple(rng.choice(names, 2, replace=False))}


def _actor(
    rng: np.random.Generator, name: str, names: list[str], counts: dict[str, int],
    spread: float, tastes: float,
) -> Tree:  # fmt: skip
    shares = rng.dirichlet(np.ones(len(counts))).round(3)
    soft = f"I0.{OPTIONS[int(rng.integers(counts['I0']))]}"
    return {
        "name": name, "short": name,
        "weights": {i: number(w, "weight") for i, w in zip(counts, shares, strict=True)},
        "values": {i: {OPTIONS[k]: _value(rng) for k in range(n)} for i, n in counts.items()},
        "red_lines": {"soft": {"penalty": number(0.1, "utility"), "on": [soft]}},
        "trust": {other: number(np.round(rng.uniform(0.1, 0.9), 2), "prob.")
                  for other in names if other != name},
        "reservation": number(np.round(rng.uniform(-0.4, 0.1), 3), "utility"),
        "aspiration": number(np.round(rng.uniform(0, 0.5), 2), "share"),
        "concession": number(np.round(rng.uniform(0.3, 1.5), 2), "exponent"),
        "resolve_spread": number(spread, "utility"), "taste_spread": number(tastes, "log"),
        "legacy": number(0.3 if name == "P0" else 0.0, "utility"),
        "reliability": number(np.round(rng.uniform(0.4, 1), 2), "prob."),
    }  # fmt: skip


def _add_war(rng: np.random.Generator, tree: Tree, counts: dict[str, int]) -> None:
    actors = tree["actors"]
    for place, sign in (("P1", 1.0), ("P2", -1.0)):
        actors[place] |= {
            "own_force": number(np.round(rng.uniform(0.6, 1.0), 2), "force"),
            "optimism": number(np.round(sign * rng.uniform(0, 0.1), 3), "share of prob."),
            "war_cost": number(np.round(rng.uniform(0.004, 0.02), 4), "utility/round"),
            "winter_cost": number(1.5, "x"),
        }  # fmt: skip
    actors["P0"] |= {
        "aid_to": "P2", "aid": number(1, "level"), "aid_force": number(0.2, "force"),
        "aid_cost": number(0.001, "utility/round"), "sanctions_on": "P1",
        "sanctions_force": number(0.05, "force"), "sanctions_cost": number(0.001, "utility/round"),
        "threats": {
            "P1": {"intensity": number(0.6, "share"), "credibility": number(0.6, "prob."),
                   "sanctions": number(1, "level")},
            "P2": {"intensity": number(0.6, "share"), "credibility": number(0.6, "prob."),
                   "aid_change": number(-0.75, "change of level")},
        },
    }  # fmt: skip
    last = f"P{len(actors) - 1}"
    actors[last] |= {"cohesion": number(0.9, "share"), "cohesion_loss": number(0.01, "1/round")}
    ends = {
        end: {"text": end, "terms": {i: OPTIONS[int(rng.integers(n))] for i, n in counts.items()}}
        for end in ("collapse", "exhaustion")
    }  # fmt: skip
    tree["war"] = ends | {
        "attacker": "P1", "defender": "P2", "steps": number(6, "steps"),
        "start": number(int(rng.integers(1, 6)), "steps"), "pace": number(0.3, "prob."),
        "decisiveness": number(1, "exponent"), "evidence": number(20, "battles"),
        "wider_war_hazard": number(0.01, "prob."), "wider_war_slope": number(1, "log-hazard"),
        "wider_war_utility": number(-1, "utility"),
    }  # fmt: skip
    tree["calendar"] = {"start": "2024-08-16", "winter_months": [11, 12, 1]}
    tree["threatening"] = {
        "lasts": number(3, "rounds"), "credit_if_executed": number(0.3, "share"),
        "kept_if_bluffed": number(0.8, "share"),
    }  # fmt: skip
    tree["durability"] = {
        "rounds": number(60, "rounds"), "hazard": number(0.01, "prob."),
        "mistrust": number(2, "log-hazard"), "guarantee": number(1, "log-hazard"),
        "dissatisfaction": number(3, "log-hazard/utility"),
        "exclusion": number(0.5, "log-hazard"), "left_open": number(0.4, "log-hazard"),
    }  # fmt: skip
