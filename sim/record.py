"""The record of one negotiation: what happened, why, and what made it. Frozen, as plain data."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sim.scenario import Scenario


@dataclass(frozen=True)
class Reply:
    """One party's answer to a text.

    ``worth``, ``bar``, ``blocked`` and ``no_deal`` are on the scenario's own utility scale;
    ``asked`` says whether its yes was needed; ``objection`` is the issue that it objects to most,
    ``loss`` how strongly, and ``give`` the issue and option that it would give for it.
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
    give: tuple[str, str] | None
    reason: str


@dataclass(frozen=True)
class Text:
    """A text on the table: who drafted it, its options, who said what, and whether it passed.

    ``kind``: ``main`` the mediator's, a sponsor's or the chair's, ``counter`` a reply to one,
    ``direct`` the belligerents' own, ``offer`` a party's where they bargain without a mediator: it
    is answered in the rounds after. ``over_head`` names the party that got it as an ultimatum.
    """

    number: int
    drafter: str
    terms: dict[str, str]
    replies: tuple[Reply, ...]
    signed: bool
    kind: str = "main"
    over_head: str | None = None

    @property
    def margin(self) -> float:
        """Worth over bar of the party that was nearest to refusing."""
        return min((r.worth - r.bar for r in self.replies if r.asked), default=0.0)

    @property
    def binding(self) -> str | None:
        """The party whose consent was the hardest to have."""
        asked = [r for r in self.replies if r.asked]
        return min(asked, key=lambda r: r.worth - r.bar).party if asked else None


@dataclass(frozen=True)
class Pull:
    """A lever taken up or let go, with what its holder expected of it.

    ``gain`` is the expected gain less ``cost``; ``no_deal`` and ``passes`` are the changes of the
    holder's value of no deal and of the chance that the text on the table passes in time. All are
    zero where a script, not the holder, decided.
    """

    party: str
    lever: str
    kind: str
    taken_up: bool
    scripted: bool
    gain: float
    cost: float
    no_deal: float
    passes: float


@dataclass(frozen=True)
class Meeting:
    """A side track's talk on one agreement: who would join, and whether it came about."""

    track: str
    agreement: str
    joined: dict[str, bool]
    gains: dict[str, float]
    agreed: bool
    scripted: bool


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
    moves: tuple[Pull, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    engagement: float = 1.0
    offers: tuple[Text, ...] = ()  # of all parties, where all make one at once


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
    binding
        Of the last text: the party whose consent was the hardest to have.
    turning_round
        The round of the text whose margin differed most from the one before; None with less than
        two texts.
    over_head
        Whether the signed text passed as an ultimatum.
    exit_policy, exit_round
        How and when the mediator first left the table, if it did.
    agreements, levers
        First round of each side agreement made and of each lever taken up.
    cost
        What the war has cost each party, levers and side agreements included.
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
    binding: str | None
    turning_round: int | None
    over_head: bool
    exit_policy: str | None
    exit_round: int | None
    agreements: dict[str, int]
    levers: dict[str, int]
    cost: dict[str, float]
    rounds: tuple[Round, ...]
    made: Made

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts tabled, in order."""
        return tuple(text for r in self.rounds for text in (r.text, *r.offers) if text is not None)

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


def scenario_hash(scenario: Scenario) -> str:
    """Give a short hash of everything in a scenario, lens and overrides included."""
    return hashlib.sha256(scenario.model_dump_json().encode()).hexdigest()[:16]
