"""A scenario: everything that a negotiation is made of, as checked, frozen data.

The classes here are the TOML format (``docs/scenario-format.md``): a table of the file is a class,
a key is a field. They hold what one entry can know by itself; what entries must agree on stands in
``sim/coherence.py``, and ``sim/reading.py`` turns a file into a ``Scenario``.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field, StrictBool

from sim.entry import (
    Battles,
    Bias,
    Count,
    Demand,
    Discount,
    Drift,
    Entry,
    Exponent,
    Flow,
    Force,
    Ident,
    Level,
    LevelChange,
    Linkage,
    Log,
    LogHazard,
    Logit,
    Multiplier,
    Precision,
    Prob,
    Promises,
    Rounds,
    RoundsPerYear,
    Share,
    Shared,
    Steepness,
    Steps,
    Switch,
    Utility,
    Weight,
    YearlyRate,
    Years,
    nil,
)  # fmt: skip
from sim.instruments import Engagement, Lever, Leverage, Track
from sim.quantity import Number, Quantity

Strategy = Literal[
    "logit", "boulware", "linear", "conceder", "relative_tft", "random_tft", "averaged_tft",
    "hardliner", "rational", "micro", "trade_off", "zeuthen", "subgame_perfect",
]  # fmt: skip


class Deferral(Entry):
    """A title put off for a generation: how long, and how fast the far future fades."""

    years: Years
    rate: YearlyRate


class Option(Entry):
    """One way to settle one issue; the first option of an issue is its status quo.

    ``consent`` names parties that must agree beyond the issue's owners; ``power_shift`` is what
    the option does to the attacker's odds should war resume (logit, 4.6); ``guarantee`` its
    protective strength; ``leaves_open`` says that the core question stays unsettled; with
    ``needs_lever`` it can be tabled only while that lever is in force (land to swap is there
    after a raid alone).
    """

    text: str
    short: str = ""
    consent: tuple[Ident, ...] = ()
    power_shift: Logit = nil("logit")
    guarantee: Share = nil("share")
    leaves_open: StrictBool = False
    deferral: Deferral | None = None
    needs_lever: Ident | None = None


class Issue(Entry):
    """One question to settle, its options and whose consent a change of it needs.

    ``demand`` says whether the issue is on the table: 0 it is not (status quo only), 1 it is,
    2 every text must carry its last option (a non-negotiable demand). Issues with an option that
    ``leaves_open`` are the core questions: a text that leaves all of them open freezes a conflict.
    """

    name: str
    options: dict[Ident, Option] = Field(min_length=1)
    owners: tuple[Ident, ...] = ()
    demand: Demand = nil("demand", 1)
    about: str = ""


class Promise(Entry):
    """An option that somebody must keep giving: discounted by the promisee's trust (E11)."""

    by: Ident
    to: Ident
    issue: Ident
    option: Ident
    otherwise: Ident
    source: Annotated[tuple[str, ...], BeforeValidator(lambda s: (s,) if isinstance(s, str) else s)]


class DeferredValue(Entry):
    """A party's value of a deferred title: what it holds meanwhile, what it gets at last."""

    de_facto: Utility
    final: Utility


class RedLine(Entry):
    """The price at home of options that a party has ruled out (soft), or their exclusion (hard).

    ``on`` lists options as ``ISSUE.option``; ``in_part`` those that cost only ``part`` of it.
    """

    penalty: Utility
    on: tuple[str, ...]
    in_part: tuple[str, ...] = ()
    part: Share = nil("share", 1.0)
    hard: Switch = nil("switch")


class Threat(Entry):
    """What the mediator says it will do to a party that alone blocks a text (E8, E9)."""

    intensity: Share
    credibility: Prob
    sanctions: Level = nil("level")
    aid_change: LevelChange = nil("change of level")


class Actor(Entry):
    """One party: its interests, its means, its temper. All that it has not is at zero.

    A party's ``aid`` and ``sanctions`` are levels (1 = full flow) on the party named by
    ``aid_to`` and ``sanctions_on``; their ``_force`` is what a level of 1 does to the target's
    force in war. ``resolve_spread`` and ``taste_spread`` are the standard deviations of what is
    private: its resolve, and the logarithm of each weight. ``reservation``
    is the value of no deal where there is no war to compute it. ``strategy`` is how it decides on
    texts: the model's logit, or one of the literature's (``agents/strategies``).
    """

    name: str
    short: str
    about: str = ""
    weights: Annotated[dict[Ident, Weight], Shared]
    values: Annotated[dict[Ident, dict[Ident, Utility | DeferredValue]], Shared]
    red_lines: dict[Ident, RedLine] = {}
    trust: Annotated[dict[Ident, Prob], Shared] = {}
    threats: dict[Ident, Threat] = {}
    levers: dict[Ident, Lever] = {}

    strategy: Strategy = "logit"
    reservation: Utility = nil("utility")
    discount: Discount = nil("discount/round", 0.99)
    optimism: Bias = nil("share of prob.")
    aspiration: Share = nil("share")
    concession: Exponent = nil("exponent", 1.0)
    resolve_spread: Utility = nil("utility")
    taste_spread: Log = nil("log")
    legacy: Utility = nil("utility")
    reliability: Prob = nil("prob.", 1.0)

    own_force: Force = nil("force")
    partner_force: Force = nil("force")
    war_cost: Flow = nil("utility/round")
    winter_cost: Multiplier = nil("x", 1.0)
    collapse_extra: Utility = nil("utility")

    aid_to: Ident | None = None
    aid: Level = nil("level")
    aid_force: Force = nil("force")
    aid_cost: Flow = nil("utility/round")
    aid_replacement: Share = nil("share")
    blunts: Share = nil("share")
    sanctions_on: Ident | None = None
    sanctions: Level = nil("level")
    sanctions_force: Force = nil("force")
    sanctions_cost: Flow = nil("utility/round")
    deep_strikes: Level = nil("level")
    deep_strikes_cost: Flow = nil("utility/round")
    cohesion: Share = nil("share", 1.0)
    cohesion_loss: Drift = nil("1/round")


class Calendar(Entry):
    """When round 0 begins, how long a round is and which months are winter."""

    start: dt.date = dt.date(2000, 1, 1)
    rounds_per_year: RoundsPerYear = nil("rounds/yr", 24)
    winter_months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()


class Talks(Entry):
    """Who drafts, by which procedure, when, and how finely parties choose.

    ``protocol``: the mediator's single text; offers in turns, each party accepting the one on the
    table or making its own (stacked where there are more than two); offers of all at once, from
    which nobody may go back; or texts of each party in turn, put to the vote. ``information``: what
    a party sees of the others' interests: the public weights, all (``open``) or nothing
    (``closed``). ``discounted``: a deal is worth a party's discount less each round that it takes.

    ``aim``: the mediator's own interest (``own``) or a neutral standard. ``counter_texts``: whoever
    was furthest from a failed text may table its own in the next round. ``gate``: an agreement that
    must be in force before the talks open. ``linkage``: 0 what the belligerents agree on in their
    own talks goes into the text on the table at once; 1 the talks wait for it, and keep to it;
    2 nothing counts until all is agreed.
    """

    mediator: Ident
    protocol: Literal["single_text", "alternating_offers", "monotonic_concession", "open_vote"] = (
        "single_text"
    )
    information: Literal["public", "open", "closed"] = "public"
    discounted: Switch = nil("switch")
    procedure: Literal["exact", "amendment"] = "exact"
    aim: Literal["own", "nash", "egalitarian", "kalai_smorodinsky", "utilitarian"] = "own"
    opens: Rounds = nil("rounds")
    rounds: Rounds
    cadence: Rounds = nil("rounds", 1)
    precision: Precision
    delivered_at_signing: Share = nil("share")
    counter_texts: Switch = nil("switch")
    linkage: Linkage = nil("linkage")
    gate: Ident | None = None


class Consent(Entry):
    """Whose yes a text needs (4.5): the core and owners, everybody, or a quota with vetoes."""

    rule: Literal["owners", "unanimity", "quota"] = "unanimity"
    core: tuple[Ident, ...] = ()
    quota: Count = nil("parties")
    vetoes: tuple[Ident, ...] = ()


class Terminal(Entry):
    """How the war ends when one side breaks, as a package in the same issues."""

    text: str
    terms: dict[Ident, Ident]


class War(Entry):
    """A ladder of military positions: 0 is the defender's collapse, ``steps`` the attacker's."""

    attacker: Ident
    defender: Ident
    steps: Steps
    start: Steps
    pace: Prob
    decisiveness: Exponent
    evidence: Battles
    wider_war_hazard: Prob
    wider_war_slope: LogHazard
    wider_war_utility: Utility
    collapse: Terminal
    exhaustion: Terminal


class Trust(Entry):
    """How fast trust moves: the weight of what was known before, and of one breach."""

    strength: Promises
    breach_weight: Promises


class Threatening(Entry):
    """How threats play out: for how long, and what keeping or not keeping them does (E9)."""

    lasts: Rounds
    credit_if_executed: Share
    kept_if_bluffed: Share


class Durability(Entry):
    """Whether a signed text holds (E13): base hazard per round and what moves it."""

    rounds: Rounds
    hazard: Prob
    mistrust: LogHazard
    guarantee: LogHazard
    dissatisfaction: Steepness
    exclusion: LogHazard
    left_open: LogHazard


class Change(Entry):
    """One number of a lens: the value that this reading gives it, and who says so."""

    value: Number
    source: Annotated[tuple[str, ...], BeforeValidator(lambda s: (s,) if isinstance(s, str) else s)]
    note: str = ""


class Lens(Entry):
    """One author's reading of the situation: a named overlay on the scenario's numbers."""

    title: str
    about: str = ""
    set: dict[str, Change]


class Source(Entry):
    """What a paragraph of an article (or an assumption of ours) says, in our words."""

    says: str


class Article(Entry):
    """An article that numbers rest on: who wrote it and how much weight it bears."""

    author: str
    title: str
    date: str
    weight: str


class Scenario(Entry):
    """A whole negotiation as data. ``war``, ``durability`` and the like may be absent."""

    format: Literal[1]
    name: Ident
    title: str
    about: str = ""
    scale: Literal["unit", "score"] = "unit"
    calendar: Calendar = Calendar()
    talks: Talks
    consent: Consent = Consent()
    issues: dict[Ident, Issue] = Field(min_length=1)
    actors: dict[Ident, Actor] = Field(min_length=2)
    promises: tuple[Promise, ...] = ()
    war: War | None = None
    trust: Trust | None = None
    threatening: Threatening | None = None
    durability: Durability | None = None
    leverage: Leverage | None = None
    tracks: dict[Ident, Track] = {}
    engagement: Engagement | None = None
    lenses: dict[Ident, Lens] = {}
    articles: dict[str, Article] = {}
    sources: dict[str, Source] = {}
    assumptions: dict[str, Source] = {}

    def quantities(self) -> Iterator[tuple[str, Quantity]]:
        """Walk over every number with its path, such as ``actors.US.aid``."""
        yield from _walk(self, "")


def _walk(entry: object, path: str) -> Iterator[tuple[str, Quantity]]:
    if isinstance(entry, Quantity):
        yield path, entry
    elif isinstance(entry, BaseModel):
        for field in type(entry).model_fields:
            yield from _walk(getattr(entry, field), f"{path}.{field}" if path else field)
    elif isinstance(entry, Mapping):
        for key, value in entry.items():
            yield from _walk(value, f"{path}.{key}" if path else str(key))
