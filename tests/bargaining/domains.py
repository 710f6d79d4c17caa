"""Scenarios of bargaining, built in code: the domains of other tools, and small random ones."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from sim.scenario import Scenario
from tests.limits.worlds import built, number, plain

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
