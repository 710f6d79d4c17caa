"""Plain games of any size to time: values made up by a seed, no war, consent of all."""

from typing import Any

import numpy as np

from sim import Scenario

OPTIONS = 10
MADE_UP = "assumption:benchmark"


def game(parties: int, issues: int, rounds: int = 12, seed: int = 1) -> Scenario:
    """Make a game of ``10 ** issues`` packages, in which each party has one wish an issue."""
    dice = np.random.default_rng(seed)

    def number(value: float, unit: str) -> dict[str, Any]:
        return {"value": value, "low": value, "high": value, "unit": unit, "source": MADE_UP}

    names = [f"I{k}" for k in range(issues)]
    letters = [f"o{k}" for k in range(OPTIONS)]
    actors = {}
    for party in range(parties):
        worth = dice.dirichlet(np.ones(issues))[:, None] * dice.random((issues, OPTIONS))
        worth[:, 0] = 0.0
        actors[f"P{party}"] = {
            "name": f"party {party}",
            "short": f"P{party}",
            "weights": {name: number(1.0, "weight") for name in names},
            "values": {
                name: {
                    letter: number(float(v), "utility")
                    for letter, v in zip(letters, row, strict=True)
                }
                for name, row in zip(names, worth, strict=True)
            },
            "reservation": number(0.45, "utility"),
            "aspiration": number(0.4, "share"),
            "resolve_spread": number(0.05, "utility"),
        }
    return Scenario.model_validate(
        {
            "format": 1,
            "name": "game",
            "title": "A game to time",
            "actors": actors,
            "issues": {
                name: {"name": name, "options": {letter: {"text": "so"} for letter in letters}}
                for name in names
            },
            "talks": {
                "mediator": "P0",
                "rounds": number(rounds, "rounds"),
                "precision": number(60.0, "1/utility"),
            },
            "consent": {"rule": "unanimity"},
            "assumptions": {"benchmark": {"says": "Made up, to be timed."}},
        }
    )
