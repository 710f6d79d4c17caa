"""What parties can do besides answering texts: levers, agreements on side tracks, leaving.

The classes here are part of the TOML format, as those of ``sim/scenario.py``.
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from sim.entry import (
    Bias,
    Drift,
    Entry,
    Flow,
    Ident,
    Level,
    Multiplier,
    Precision,
    Prob,
    Promises,
    Rounds,
    Share,
    Shared,
    Switch,
    Utility,
    When,
    nil,
)


class Lever(Entry):
    """A move that its holder can make by itself, and what it changes while it is in force.

    ``kind`` names the file under ``sim/levers`` that says what is changed; the magnitudes are
    here. ``script``: -1 its holder decides by its own interest; a round: it is taken up then,
    whatever the holder thinks. ``lasts`` 0: until its holder ends it. ``phase``: rounds until it
    has its full effect, and as many until the effect is gone. ``felt_by``: the parties that count
    ``breach`` broken promises by the holder when it is taken up. ``surprise``: what a partial deal
    with the target in force adds to the ``chance`` of a raid.
    """

    kind: Literal[
        "aid", "sanctions", "deep_strikes", "gift", "replacement", "unity",
        "offensive", "grid_strikes", "raid", "sponsor", "ultimatum",
    ]  # fmt: skip
    text: str
    ending: str = ""
    on: Ident | None = None
    enabled: Switch = nil("switch", 1)
    script: When = nil("round", -1)
    cost: Utility = nil("utility")
    lasts: Rounds = nil("rounds")
    phase: Rounds = nil("rounds")
    cool_down: Rounds = nil("rounds", 4)
    reversible: StrictBool = True
    breach: Promises = nil("promises")
    felt_by: tuple[Ident, ...] = ()
    level: Level = nil("level")
    own_flow: Flow = nil("utility/round")
    target_flow: Flow = nil("utility/round")
    tempo: Multiplier = nil("x", 1.0)
    tilt: Bias = nil("share of prob.")
    chance: Prob = nil("prob.")
    surprise: Prob = nil("prob.")
    pause: Rounds = nil("rounds")


class Agreement(Entry):
    """Something that the parties of a track can agree on short of a settlement, at once in force.

    ``flows``: what it gives a party each round that it holds. ``life``: rounds that a partial deal
    is expected to last, 0 one that is for good. ``seasonal``: it counts in winter alone;
    ``spares_grid``: while it holds winter costs no more than summer; ``counts``: with it, a war
    without a settlement ends as a limited agreement. ``impeded``: the share of its worth that the
    war withholds. ``prolongs``: what the attacker loses, while it thinks itself winning, by what
    keeps the defender going; ``grudge``: what joining costs it while a raid is on its land.
    ``hinges``: how much of the worth of the text on the table, above no deal, bears on joining.
    ``warmth`` and ``candour``: what a meeting does for the mediator's engagement, and by which
    share it narrows the mediator's doubt about the others. ``lure``: what it is worth besides to
    the attacker until the round of an ``election``; afterwards breaches are ``careless`` times
    as likely.
    """

    text: str
    short: str = ""
    enabled: Switch = nil("switch", 1)
    script: When = nil("round", -1)
    flows: Annotated[dict[Ident, Flow], Shared] = {}
    reluctance: Annotated[dict[Ident, Utility], Shared] = {}
    life: Rounds = nil("rounds")
    assured: Share = nil("share")
    breach: Prob = nil("prob.")
    lapse: Prob = nil("prob.")
    impeded: Share = nil("share")
    prolongs: Utility = nil("utility")
    grudge: Utility = nil("utility")
    hinges: Share = nil("share")
    warmth: Share = nil("share")
    candour: Share = nil("share")
    stake: Utility = nil("utility")
    election: When = nil("round", -1)
    lure: Utility = nil("utility")
    careless: Multiplier = nil("x", 1.0)
    seasonal: StrictBool = False
    spares_grid: StrictBool = False
    insulated: StrictBool = False
    counts: StrictBool = False
    after: Ident | None = None
    rival: Ident | None = None


class Track(Entry):
    """A line of talks of its own: who sits there, who hosts (without leverage), on what.

    With ``agreements`` its parties settle side questions. With an ``agenda`` (issues of the
    settlement) they take turns in tabling the text on the table anew, on these issues alone.
    """

    name: str
    participants: tuple[Ident, ...] = Field(min_length=2, max_length=4)
    host: str = ""
    enabled: Switch = nil("switch", 1)
    opens: Rounds = nil("rounds")
    cadence: Rounds = nil("rounds", 2)
    precision: Precision = nil("1/utility", 60)
    hurdle: Utility = nil("utility")
    agenda: tuple[Ident, ...] = ()
    agreements: dict[Ident, Agreement] = {}


class Leverage(Entry):
    """How levers are decided on: how often, how sharply, and over how many rounds to come."""

    every: Rounds
    precision: Precision
    foresight: Rounds


class Policy(Entry):
    """One way for the mediator to leave: what it changes, and how it is counted (4.10)."""

    text: str
    enabled: Switch = nil("switch", 1)
    aid: Level
    sanctions: Level
    strikes: Level
    resources: Literal["suspended", "unconditional"]
    gain: Utility = nil("utility")
    owns: Multiplier = nil("x", 1.0)
    owns_stake: Multiplier = nil("x")
    hardens: StrictBool = False
    breach: Promises = nil("promises")
    returns: Rounds = nil("rounds")


class Engagement(Entry):
    """What keeps the mediator at the table, wears it out, and how it leaves (E20, E21)."""

    fatigue: Drift
    renewed: Share
    blame_step: Share
    precision: Precision
    script: When = nil("round", -1)
    hope: Share
    near: Utility
    steepness: Precision
    aid: Utility
    wider_war: Utility
    defeat: Utility
    blame: Utility
    horizon: Rounds
    resumes: Drift
    policies: dict[Ident, Policy] = Field(min_length=1)
