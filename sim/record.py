"""The record of one negotiation: what happened, why, and what made it. Frozen, as plain data."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One party's answer to a text.

    ``worth``, ``bar``, ``blocked`` and ``no_deal`` are on the scenario's own utility scale;
    ``asked`` says whether its yes was needed; ``objection`` is the issue that costs it most.
    """

    party: str
    asked: bool
    yes: bool
    probability: float
    worth: float
    bar: float
    blocked: float
    no_deal: float
    objection: str | None
    loss: float
    reason: str


@dataclass(frozen=True)
class Text:
    """A text on the table: who drafted it, its options, who said what, and whether it passed."""

    number: int
    drafter: str
    terms: dict[str, str]
    replies: tuple[Reply, ...]
    signed: bool


@dataclass(frozen=True)
class Round:
    """One round: the war, what each party believes and could have without a deal, the talks."""

    number: int
    date: str
    position: int
    odds: float
    believed: dict[str, float]
    no_deal: dict[str, float]
    text: Text | None
    events: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """What made a record: enough to make it again."""

    scenario: str
    scenario_hash: str
    lens: str | None
    overrides: dict[str, float]
    seed: int
    replicate: int
    version: str


@dataclass(frozen=True)
class Record:
    """A whole negotiation.

    Attributes
    ----------
    outcome
        One of the eight outcomes (``sim.rules.outcome.OUTCOMES``).
    end_round, end_date
        When it was settled, broke off or ran out.
    terms
        Option agreed on each issue, or None.
    utility
        What each party is left with, in utility.
    held
        Rounds that a signed text held, None if none was signed or nothing can resume.
    window
        Rounds watched after signing.
    blocked_by, objection
        Of the last text that failed: the party furthest below its bar, and its main objection.
    """

    outcome: str
    end_round: int
    end_date: str
    terms: dict[str, str] | None
    utility: dict[str, float]
    held: int | None
    window: int
    rounds_per_year: int
    blocked_by: str | None
    objection: str | None
    rounds: tuple[Round, ...]
    made: Made

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts tabled, in order."""
        return tuple(r.text for r in self.rounds if r.text is not None)

    def survived(self, years: int) -> bool | None:
        """Say whether a signed text held for so many years; None if none was signed or watched."""
        if self.held is None or self.window < years * self.rounds_per_year:
            return None
        return self.held >= years * self.rounds_per_year

    def to_dict(self) -> dict[str, Any]:
        """Give the record as plain dicts, lists and numbers."""
        return dataclasses.asdict(self)

    def to_json(self) -> str:
        """Give the record as JSON text (Python's: an infinite override reads ``Infinity``)."""
        return json.dumps(self.to_dict(), indent=1)
