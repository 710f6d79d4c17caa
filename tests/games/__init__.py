"""Negotiation games by others, with known answers: `load(name)` reads NAME.json.

A package is a row of option numbers from 0, one for each issue in the order of `issues`. Every
file carries its provenance; only figures were taken over.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(file.stem for file in FOLDER.glob("*.json")))


@dataclass(frozen=True)
class Game:
    """Issues, what each option scores for each party, and what enumeration should find."""

    name: str
    issues: dict[str, int]
    scores: dict[str, dict[str, list[float]]]
    thresholds: dict[str, float]
    vetoes: tuple[str, ...]
    expected: dict[str, Any]
    provenance: dict[str, str]

    def __post_init__(self) -> None:
        """Refuse tables that do not fit the issues."""
        for party, table in self.scores.items():
            if {issue: len(row) for issue, row in table.items()} != self.issues:
                raise ValueError(f"{self.name}: the score table of {party} does not fit the issues")

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the parties in the order of the file."""
        return tuple(self.scores)

    @property
    def n_options(self) -> tuple[int, ...]:
        """Return the number of options of each issue."""
        return tuple(self.issues.values())

    @property
    def tables(self) -> list[list[list[float]]]:
        """Return scores as party, issue, option, all in the order of the file."""
        return [[table[issue] for issue in self.issues] for table in self.scores.values()]

    def total(self, party: str, package: Sequence[int]) -> float:
        """Return what `package` scores for `party`."""
        rows = (self.scores[party][issue] for issue in self.issues)
        return sum(row[option] for row, option in zip(rows, package, strict=True))


def load(name: str) -> Game:
    """Read the game `name`, one of `NAMES`."""
    if name not in NAMES:
        raise ValueError(f"no game named {name!r}; there are {', '.join(NAMES)}")
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    parties: Mapping[str, Any] = data["parties"]
    return Game(
        name=data["name"],
        issues=data["issues"],
        scores={party: entry["scores"] for party, entry in parties.items()},
        thresholds={party: entry["threshold"] for party, entry in parties.items()},
        vetoes=tuple(party for party, entry in parties.items() if entry["veto"]),
        expected=data["expected"],
        provenance=data["provenance"],
    )
