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
    means: bool = False,
    **talks: Any,
) -> Tree:
    """Build the tree of a random scenario: P0 mediates, P1 attacks P2, others look on.

    With ``means`` a war has levers, side tracks, talks between the belligerents and a mediator
    that tires.
    """
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
    if war and means:
        _add_means(rng, tree, counts)
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
        "war": st.booleans(), "means": st.booleans(),
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


def _add_means(rng: np.random.Generator, tree: Tree, counts: dict[str, int]) -> None:
    _add_levers(rng, tree["actors"], list(tree["actors"])[-1])
    tree["leverage"] = {
        "every": number(int(rng.integers(1, 4)), "rounds"),
        "precision": number(int(rng.choice([20, 60])), "1/utility"),
        "foresight": number(6, "rounds"),
    }  # fmt: skip
    tree["tracks"] = _tracks(rng)
    tree["engagement"] = _engagement(rng)
    tree["talks"] |= {
        "counter_texts": number(int(rng.integers(2)), "switch"),
        "linkage": number(int(rng.integers(3)), "linkage"),
    }
    if rng.random() < 0.25:
        tree["talks"]["gate"] = str(rng.choice(["missions", "truce"]))
    if rng.random() < 0.7:
        last = OPTIONS[counts["I0"] - 1]
        tree["issues"]["I0"]["options"][last]["needs_lever"] = str(rng.choice(["raid", "relief"]))


def _lever(rng: np.random.Generator, kind: str, on: str | None = None, **fields: Any) -> Tree:
    """Build a lever of which every number that all kinds have is random."""
    entry: Tree = {
        "kind": kind, "text": kind, "enabled": number(int(rng.random() < 0.9), "switch"),
        "script": number(int(rng.integers(1, 8)) if rng.random() < 0.15 else -1, "round"),
        "cost": number(np.round(rng.uniform(0, 0.02), 3), "utility"),
        "phase": number(int(rng.choice([0, 0, 2])), "rounds"),
        "cool_down": number(int(rng.integers(0, 4)), "rounds"),
        "breach": number(np.round(rng.uniform(0, 2), 2), "promises"),
        "reversible": bool(rng.random() < 0.8),
    } | fields  # fmt: skip
    return entry | ({"on": on} if on else {})


def _add_levers(rng: np.random.Generator, actors: Tree, last: str) -> None:
    def flow(most: float) -> Tree:
        return number(np.round(rng.uniform(0, most), 4), "utility/round")

    actors[last] |= {} if last == "P2" else {
        "aid_to": "P2", "aid": number(0.8, "level"), "aid_force": number(0.15, "force"),
        "aid_replacement": number(0.3, "share"),
    }  # fmt: skip
    for name in actors:
        actors[name]["levers"] = {}
    actors["P0"]["levers"] |= {
        "cut": _lever(rng, "aid", "P2", level=number(0.3, "level"), felt_by=("P2", last)),
        "raise": _lever(rng, "aid", "P2", level=number(1.3, "level")),
        "sanctions": _lever(rng, "sanctions", "P1", level=number(1, "level"), felt_by=("P1",)),
        "strikes": _lever(rng, "deep_strikes", "P1", level=number(1, "level"), felt_by=("P1",)),
        "relief": _lever(rng, "gift", "P1", own_flow=flow(0.001),
                         target_flow=number(-0.002, "utility/round")),
        "ultimatum": _lever(rng, "ultimatum", "P2", lasts=number(3, "rounds"), felt_by=("P2",)),
    }  # fmt: skip
    actors["P1"]["levers"] |= {
        "offensive": _lever(rng, "offensive", "P2", tempo=number(2, "x"), own_flow=flow(0.002),
                            lasts=number(4, "rounds")),
        "grid": _lever(rng, "grid_strikes", "P2", level=number(0.8, "level"),
                       own_flow=flow(0.001)),
    }  # fmt: skip
    actors["P2"]["levers"]["raid"] = _lever(
        rng, "raid", "P1", chance=number(0.5, "prob."), tilt=number(0.1, "share of prob."),
        lasts=number(4, "rounds"), pause=number(3, "rounds"), felt_by=("P1",),
    )  # fmt: skip
    actors[last]["levers"] |= {
        "replace": _lever(rng, "replacement", "P2", level=number(0.8, "level")),
        "rally": _lever(rng, "unity", level=number(0.1, "level"), lasts=number(1, "rounds")),
        "sponsor": _lever(rng, "sponsor", lasts=number(1, "rounds")),
    }  # fmt: skip


def _tracks(rng: np.random.Generator) -> Tree:
    def flows(**given: float) -> Tree:
        return {name: number(value, "utility/round") for name, value in given.items()}

    def track(members: str, **fields: Any) -> Tree:
        return {
            "name": "a track", "participants": members.split(),
            "opens": number(int(rng.integers(3)), "rounds"),
            "cadence": number(int(rng.integers(1, 4)), "rounds"),
            "enabled": number(int(rng.random() < 0.9), "switch"),
            "hurdle": number(0.002, "utility"),
        } | fields  # fmt: skip

    partial = {
        "assured": number(0.4, "share"), "lapse": number(0.2, "prob."),
        "breach": number(0.15, "prob."), "life": number(6, "rounds"), "counts": True,
        "prolongs": number(0.02, "utility"), "grudge": number(0.03, "utility"),
    }  # fmt: skip
    return {
        "capitals": track("P0 P1", agreements={
            "missions": {"text": "missions", "flows": flows(P0=0.001, P1=0.0006)},
            "resources": {"text": "resources", "after": "missions", "flows": flows(
                P0=0.004, P1=0.002, P2=-0.0004), "impeded": number(0.5, "share"),
                "reluctance": {"P0": number(0.02, "utility")}},
            "summit": {"text": "summit", "life": number(1, "rounds"),
                       "lapse": number(1, "prob."), "assured": number(1, "share"),
                       "hinges": number(1, "share"), "warmth": number(0.3, "share"),
                       "candour": number(0.5, "share")},
        }),
        "minerals": track("P0 P2", agreements={
            "first": {"text": "first", "rival": "fair", "stake": number(0.5, "utility"),
                      "flows": flows(P0=0.003, P2=0.0003)},
            "fair": {"text": "fair", "rival": "first", "stake": number(0.2, "utility"),
                     "flows": flows(P0=0.001, P2=0.001)},
        }),
        "energy": track("P1 P2", agreements={
            "moratorium": partial | {
                "text": "moratorium", "seasonal": True, "spares_grid": True,
                "flows": flows(P1=0.01, P2=0.02), "election": number(6, "round"),
                "lure": number(0.02, "utility"), "careless": number(2, "x")},
            "truce": partial | {"text": "truce", "insulated": True, "flows": flows(
                P1=0.004, P2=0.005), "script": number(int(rng.choice([-1, -1, 3])), "round")},
        }),
        "direct": track("P1 P2", agenda=["I0", "I1"]),
    }  # fmt: skip


def _engagement(rng: np.random.Generator) -> Tree:
    def policy(aid: float, resources: str, returns: int, **fields: Any) -> Tree:
        return {
            "text": "it leaves", "aid": number(aid, "level"), "sanctions": number(0.5, "level"),
            "strikes": number(0.2, "level"), "resources": resources,
            "returns": number(returns, "rounds"), "breach": number(1, "promises"),
        } | fields  # fmt: skip

    return {
        "fatigue": number(np.round(rng.uniform(0.3, 1.0), 2), "1/round"),
        "renewed": number(0.5, "share"), "blame_step": number(0.2, "share"),
        "precision": number(3, "1/utility"), "hope": number(0.6, "share"),
        "script": number(int(rng.choice([-1, -1, -1, 4])), "round"),
        "near": number(0.02, "utility"), "steepness": number(20, "1/utility"),
        "aid": number(0.1, "utility"), "wider_war": number(0.8, "utility"),
        "defeat": number(0.2, "utility"), "blame": number(0.8, "utility"),
        "horizon": number(24, "rounds"), "resumes": number(0.2, "1/round"),
        "policies": {
            "press": policy(0.3, "suspended", 0),
            "harden": policy(1.3, "suspended", 2, hardens=True, owns=number(0.5, "x")),
            "wash": policy(0.0, "unconditional", 3, gain=number(0.1, "utility"),
                           owns_stake=number(1, "x")),
        },
    }  # fmt: skip
