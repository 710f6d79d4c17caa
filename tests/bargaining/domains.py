"""Scenarios of bargaining, built in code: the domains of other tools, and small random ones."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from sim.scenario import Scenario
from tests.limits.worlds import bare, built, number, plain, weights

GIVEN: dict[str, Any] = json.loads((Path(__file__).parent / "offers.json").read_text("utf-8"))


class Run(NamedTuple):
    """A run of another tool: who played, and how it ended."""

    domain: str
    steps: int
    strategies: tuple[str, ...]
    agreement: list[int]
    final_step: int
    utilities: list[float]
    offers: int


RUNS = [
    Run(domain, row[0], tuple(row[1]), *row[2:])
    for domain, given in GIVEN["domains"].items()
    for row in given["runs"]
]


def domain(name: str) -> list[dict[str, list[float]]]:
    """Give each party's values of a domain, as ``tests.limits.worlds.plain`` takes them."""
    values = GIVEN["domains"][name]["values"]
    return [{f"I{k}": row for k, row in enumerate(party)} for party in values]


def bargaining(
    rows: list[dict[str, list[float]]], reservation: list[float], protocol: str,
    strategies: tuple[str, ...], rounds: int, **talks: Any,
) -> Scenario:  # fmt: skip
    """Build a negotiation without war in which each party has its own strategy."""
    tree = plain(rows, reservation)
    for actor, strategy in zip(tree["actors"].values(), strategies, strict=True):
        actor["strategy"] = strategy
    tree["talks"] |= {"protocol": protocol, "rounds": number(rounds, "rounds")} | talks
    return built(tree)


def choices(scenario: Scenario, terms: dict[str, str]) -> list[int]:
    """Give agreed terms as option numbers."""
    return [list(issue.options).index(terms[n]) for n, issue in scenario.issues.items()]


def pie(
    pieces: int, protocol: str, strategies: tuple[str, str], rounds: int,
    discounts: tuple[float, float] = (0.99, 0.99), outside: tuple[float, float] = (0.0, 0.0),
    **talks: Any,
) -> Scenario:  # fmt: skip
    """Build a pie of so many pieces to split between two: option k gives the first k of them."""
    shares = {f"s{k}": k / pieces for k in range(pieces + 1)}
    actors: dict[str, Any] = {}
    for seat, name in enumerate(("P0", "P1")):
        values: dict[str, Any] = {k: bare(1.0 - v if seat else v) for k, v in shares.items()}
        actors[name] = {
            "name": name, "short": name, "strategy": strategies[seat],
            "weights": weights({"PIE": 1.0}),
            "values": {"unit": "utility", "source": "assumption:test", "PIE": values},
            "discount": number(discounts[seat], "discount/round"),
            "reservation": number(outside[seat], "utility"),
        }  # fmt: skip
    options = {key: {"text": key} for key in shares}
    return built({
        "format": 1, "name": "pie", "title": "A pie", "actors": actors,
        "issues": {"PIE": {"name": "the pie", "options": options}},
        "talks": {"mediator": "P0", "protocol": protocol, "rounds": number(rounds, "rounds"),
                  "precision": number(float("inf"), "1/utility"), **talks},
        "assumptions": {"test": {"says": "made up"}},
    })  # fmt: skip
