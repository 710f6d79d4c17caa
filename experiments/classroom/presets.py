"""What-ifs ready made: a label, the numbers that it sets, and the paragraphs that raise it."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from experiments.classroom.neutral import Say
from experiments.command.explaining import says
from sim.scenario import Scenario

FILE = Path(__file__).parent / "presets.toml"


@lru_cache(maxsize=1)
def kept() -> dict[str, list[dict[str, Any]]]:
    """Read the what-ifs of all scenarios."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def presets(scenario: Scenario, say: Say = str) -> list[dict[str, Any]]:
    """List the what-ifs of a scenario, their labels in the names of the page."""
    return [
        {
            "label": say(one["label"]),
            "set": {path: float(value) for path, value in one["set"].items()},
            "source": "; ".join(one["source"]),
            "says": " ".join(says(scenario, source) for source in one["source"]),
        }
        for one in kept().get(scenario.name, [])
    ]
