"""A negotiation as other tools know it: what each option of each issue is worth to each party.

No war, no levers, no trust: additive worths, a reservation value, and whose yes a text needs.
"""

from dataclasses import dataclass, field
from typing import Literal

ROUNDS = 24  # what a table becomes takes so many: our choice, an assumption of each scenario


@dataclass(frozen=True)
class Issue:
    """An issue and the words of its options; the first is the status quo."""

    name: str
    options: tuple[str, ...]
    shorts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Party:
    """What the options are worth to one party.

    Attributes
    ----------
    weights
        Of each issue.
    values
        Of each option of each issue, before its weight.
    reservation
        What no deal is worth.
    prices
        Soft red lines: what an option costs the party at home, by issue and option number.
    never
        Hard red lines: issue and option numbers.
    discount
        What a deal keeps of its worth with each round that it takes. None: all.
    """

    name: str
    weights: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    reservation: float = 0.0
    prices: dict[tuple[int, int], float] = field(default_factory=dict)
    never: frozenset[tuple[int, int]] = frozenset()
    discount: float | None = None

    def score(self, issue: int, option: int) -> float:
        """Give what an option is worth to the party, its red lines left aside."""
        return self.weights[issue] * self.values[issue][option]

    def worth(self, issue: int, option: int) -> float:
        """Give what an option is worth to the party, less its soft red line."""
        return self.score(issue, option) - self.prices.get((issue, option), 0.0)


@dataclass(frozen=True)
class Consent:
    """Whose yes a text needs: everybody's, a quota's with vetoes, or the owners' and a core's.

    ``always`` are the vetoes or the core. ``owners`` lists for each issue and option the parties
    whose yes it needs besides the core.
    """

    rule: Literal["unanimity", "quota", "owners"] = "unanimity"
    quota: int = 0
    always: tuple[int, ...] = ()
    owners: tuple[tuple[tuple[int, ...], ...], ...] = ()


@dataclass(frozen=True)
class Table:
    """A whole negotiation.

    Attributes
    ----------
    drafter
        The party that drafts the texts, by its place.
    scale
        As in a scenario: ``unit`` if a party's stake is about 1, ``score`` if any scores will do.
    origin
        A sentence that says where the numbers come from.
    """

    name: str
    title: str
    issues: tuple[Issue, ...]
    parties: tuple[Party, ...]
    consent: Consent = Consent()
    drafter: int = 0
    scale: Literal["unit", "score"] = "score"
    about: str = ""
    origin: str = ""
    source: str = "assumption:table"
