"""The table as numbers: what all know, what each keeps to itself, and how things stand.

Named tuples of scalars and C-contiguous arrays, so that a rule reads the same fields whether it is
interpreted or compiled. P parties, I issues, O options of the longest issue, X combinations of the
options that shift power, G points of the mediator's grid.
"""

from typing import Any, NamedTuple

import numpy as np

# numpy arrays; their shapes stand beside each field
Array = Any

EXACT, AMENDMENT = 0, 1
PROCEDURES = ("exact", "amendment")
OWN, NASH, EGALITARIAN, KALAI_SMORODINSKY, UTILITARIAN = 0, 1, 2, 3, 4
AIMS = ("own", "nash", "egalitarian", "kalai_smorodinsky", "utilitarian")
OWNERS, UNANIMITY, QUOTA = 0, 1, 2
CONSENT_RULES = ("owners", "unanimity", "quota")

# purposes of a draw: the middle address of (round, purpose, party)
BATTLE, WIDER_WAR, ANSWER, THREAT, PROMISE, RESUMPTION = 0, 1, 2, 3, 4, 5
PURPOSES = 8

GRID = 41  # points of the mediator's picture of a party's resolve
GRID_REACH = 5.0  # … over this many standard deviations either side


class Ballot(NamedTuple):
    """Whose yes a text needs. Sets of parties are bits of a whole number."""

    parties: int
    order: Array  # int[I] the order in which the exact drafter settles issues
    owners: Array  # int[I, O] the parties whose consent the option needs
    barred: Array  # int[I, O] the parties for which the option is excluded
    core: int  # the parties whose consent every text needs
    consent: int  # OWNERS, UNANIMITY or QUOTA
    quota: int
    vetoes: int
    everybody: int


class Space(NamedTuple):
    """The issues: how many options, what each is worth to whom, who owns it."""

    parties: int
    issues: int
    options: Array  # int[I]
    value: Array  # [P, I, O] value at the public weights, before any doubt or private taste
    promisor: Array  # int[P, I, O] who must keep the option to this party, -1 nobody
    otherwise: Array  # int[P, I, O] the option that this party is left with if he doesn't
    delivered: float  # share of a promise delivered at signing
    penalty: Array  # [P, I, O] soft red lines
    offered: Array  # int[I, O] 1 where the option may be tabled
    stride: Array  # int[I] of the options in the table of power shifts, 0: no shift
    shift: Array  # [X] power shift of each combination (logit of the attacker's odds)
    guarantee: Array  # [I, O]
    left_open: Array  # int[I, O]
    core_questions: int  # issues that can be left open
    order: Array  # int[I] the order in which the exact drafter settles issues
    coupled: int  # … and how many of the first shift power or guarantee
    ballot: Ballot


class Parties(NamedTuple):
    """What is publicly known of the parties' temper and means."""

    discount: Array  # [P]
    legacy: Array  # [P]
    aspiration: Array  # [P]
    concession: Array  # [P]
    spread: Array  # [P] of the private resolve
    reservation: Array  # [P] no-deal value where there is no war
    collapse_extra: Array  # [P] utility of the defender's collapse beyond its terms
    taste_spread: Array  # [P] of the private log weights
    own_force: Array  # [P]
    aid_to: Array  # int[P], -1 nobody
    aid_force: Array  # [P]
    aid_cost: Array  # [P]
    replacement: Array  # [P] share of others' withdrawn aid that the party replaces
    sanctions_on: Array  # int[P], -1 nobody
    sanctions_force: Array  # [P]
    sanctions_cost: Array  # [P]
    strikes_cost: Array  # [P]
    war_cost: Array  # [P]
    winter_cost: Array  # [P]
    cohesion_loss: Array  # [P]
    threat: Array  # [P] intensity of the mediator's threat against the party
    threat_sanctions: Array  # [P]
    threat_aid: Array  # [P] change of the mediator's aid


class Peril(NamedTuple):
    """What moves the log hazard of a text (E13)."""

    base: float  # ln(-ln(1-h0))
    mistrust: float
    guarantee: float
    dissatisfaction: float
    exclusion: float
    left_open: float


class Rulebook(NamedTuple):
    """Talks, war and durability: constants of the setting."""

    mediator: int
    procedure: int
    aim: int
    opens: int
    rounds: int
    cadence: int
    precision: float
    at_war: bool
    attacker: int
    defender: int
    steps: int
    pace: float
    decisiveness: float
    evidence: float
    wider_war_hazard: float
    wider_war_slope: float
    wider_war_utility: float
    collapse: Array  # int[I] the package that the defender's collapse brings
    exhaustion: Array  # int[I] the package that the attacker's exhaustion brings
    winter: Array  # [rounds + window] 1 in winter
    winter_share: float  # of a year
    breach_weight: float
    threat_lasts: int
    credit: float
    bluff: float
    window: int  # rounds watched after signing
    peril: Peril


class Public(NamedTuple):
    """All that every party knows."""

    space: Space
    who: Parties
    book: Rulebook


class Private(NamedTuple):
    """What each party keeps to itself: never part of another's view."""

    optimism: Array  # [P] bias of its estimate of the attacker's odds
    reliability: Array  # [P] share of its promises that it will keep


class World(NamedTuple):
    """How things stand, seen by all; changed in place as rounds go by."""

    position: Array  # int[1] on the military ladder
    surprise: Array  # [1] sum of (outcome - odds) over battles
    battles: Array  # [1]
    aid: Array  # [P] level
    sanctions: Array  # [P] level
    strikes: Array  # [P] level
    cohesion: Array  # [P]
    kept: Array  # [P, P] promises kept, by j, as i counts them
    broken: Array  # [P, P]
    credibility: Array  # [P] of the mediator's threat against the party
    punished: Array  # int[P] rounds of punishment left
    text: Array  # int[I] the last text
    said: Array  # int[P] the last answers: 1 yes, 0 no, -1 not asked
    texts: Array  # int[1] texts tabled
    cost: Array  # [P] war costs paid


class Minds(NamedTuple):
    """What only its owner knows of itself (resolve, tastes) or has learnt (the mediator)."""

    resolve: Array  # [P]
    taste: Array  # [P, I] factor on each public weight
    guess: Array  # [P, I] what the mediator takes the others' factors to be
    hopes: Array  # int[P, P, I] by viewer and party: the last text found best for the party
    picture: Array  # [P, G] the mediator's probabilities of each party's resolve


class View(NamedTuple):
    """What one party sees when it decides: all that is public, and its own mind alone."""

    public: Public
    world: World
    seat: int
    round: int
    optimism: float
    resolve: float
    taste: Array  # [P, I] factors on the public weights: its own, and its guess of the others'
    hopes: (
        Array  # int[P, I] where its search for each party's best text begins; no result hangs on it
    )
    picture: Array  # [P, G] the mediator's; one row of zeros for the others


class Appraisal(NamedTuple):
    """How one party values things for all, by its own reading of the war."""

    odds: float  # of the attacker, as this party believes
    no_deal: Array  # [P]
    blocked: Array  # [P] no-deal value of a party that blocks alone
    resumed: Array  # [X, P] value of the war resumed after each power shift
    term: Array  # [P, I, O] weighted value with doubt about promises
    price: Array  # [P, I, O] soft red lines at today's cohesion
    calm: Array  # [P] log hazard of a text with neither guarantee nor grievance


class Quest(NamedTuple):
    """What a drafter looks for: whose gain, and how likely the others are to say yes."""

    lead: int
    aim: int
    bar: Array  # [P]
    slope: Array  # [P]
    floor: Array  # [P] no-deal values from which gains are counted
    ideal: Array  # [P] best gain of each (Kalai-Smorodinsky only)


class Answer(NamedTuple):
    """A party's answer to a text, with what it rests on."""

    yes: bool
    probability: float
    worth: float
    bar: float
    blocked: float
    no_deal: float
    odds: float
    objection: int  # the issue that costs it most, -1 none
    loss: float  # what that issue costs it against its best option


class Draft(NamedTuple):
    """A text that a party tables, with how it reads the others' view of it."""

    text: Array  # int[I]
    score: float  # minus infinity: no text is worth tabling
    worth: Array  # [P] what the drafter thinks it is worth to each
    bar: Array  # [P] what it thinks each holds out for, at resolve 0
    loss: Array  # [P, I] what it thinks each issue of the text costs each, against its best option


def packed(public: Public) -> Public:
    """Hold the parties' many columns in one record array, for the compiled rules.

    A rule reads ``who.discount[party]`` either way. Compiled, each array that a rule is handed
    costs time at every call and at compilation: one instead of two dozen spares a quarter of both.
    Interpreted, plain arrays are the faster.
    """
    columns = public.who._asdict()
    kinds = [(name, column.dtype) for name, column in columns.items()]
    table: Array = np.empty(public.space.parties, dtype=np.dtype(kinds, align=True))
    for name, column in columns.items():
        table[name] = column
    return public._replace(who=table)
