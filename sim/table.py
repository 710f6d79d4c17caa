"""The table as numbers: what all know, what each keeps to itself, and how things stand.

Named tuples of scalars and C-contiguous arrays, so that a rule reads the same fields whether it is
interpreted or compiled. P parties, I issues, O options of the longest issue, X combinations of the
options that shift power, G points of the mediator's grid.
"""

from typing import Any, NamedTuple

# numpy arrays; their shapes stand beside each field
Array = Any


class Ballot(NamedTuple):
    """Whose yes a text needs. Sets of parties are bits of a whole number."""

    parties: int
    owners: Array  # int[I, O] the parties whose consent the option needs
    barred: Array  # int[I, O] the parties for which the option is excluded
    core: int  # the parties whose consent every text needs
    consent: int  # OWNERS, UNANIMITY or QUOTA
    quota: int
    vetoes: int
    everybody: int
    may: int  # the parties whose consent some text may need


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
    needs_lever: Array  # int[I, O] the lever without which the option is not there, -1 none
    order: Array  # int[I] the order in which the exact drafter settles issues
    coupled: int  # … and how many of the first shift power or guarantee
    first: Array  # int[I + 1] in that order, where the options of an issue begin among all C
    means: Array  # int[C 4] of each: consent, red lines, shift and questions, side by side
    guards: Array  # [C] guarantee
    ballot: Ballot


class Parties(NamedTuple):
    """What is publicly known of the parties' temper and means."""

    discount: Array  # [P]
    twin: Array  # int[P] the first party of the same discount: the war goes alike for both
    mind: Array  # int[P] how it decides: a place in ``MINDS``
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
    blunts: Array  # [P] share of the sanctions on whom it aids that it makes up for
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
    aid: Array  # [P] level of its aid before any lever is pulled
    sanctions: Array  # [P]
    strikes: Array  # [P]
    cohesion: Array  # [P] at the start


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
    protocol: int
    regime: int  # what a party may see of the others' interests
    discounted: bool  # a deal is worth less the later it comes
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


class Levers(NamedTuple):
    """The moves that parties can make by themselves, a row a lever."""

    kind: Array  # int[L] a place in ``KINDS``
    holder: Array  # int[L]
    target: Array  # int[L] -1 nobody
    enabled: Array  # int[L]
    script: Array  # int[L] the round in which it is taken up, -1 by choice
    lasts: Array  # int[L] rounds, 0 until ended
    phase: Array  # int[L] rounds until full effect
    cool_down: Array  # int[L]
    reversible: Array  # int[L]
    felt_by: Array  # int[L] the parties that count the breach, as bits
    pause: Array  # int[L] rounds for which it suspends the belligerents' side tracks
    level: Array  # [L]
    cost: Array  # [L]
    breach: Array  # [L]
    own_flow: Array  # [L]
    target_flow: Array  # [L]
    tempo: Array  # [L]
    tilt: Array  # [L]
    chance: Array  # [L]
    surprise: Array  # [L]


class Pacts(NamedTuple):
    """What the parties of a side track can agree on, a row an agreement."""

    members: Array  # int[K] as bits
    enabled: Array  # int[K]
    script: Array  # int[K]
    opens: Array  # int[K]
    cadence: Array  # int[K]
    life: Array  # int[K]
    after: Array  # int[K] the agreement that must stand first, -1 none
    rival: Array  # int[K] the agreement that it excludes, -1 none
    election: Array  # int[K]
    seasonal: Array  # int[K]
    spares_grid: Array  # int[K]
    insulated: Array  # int[K]
    counts: Array  # int[K]
    precision: Array  # [K]
    hurdle: Array  # [K]
    assured: Array  # [K]
    breach: Array  # [K]
    lapse: Array  # [K]
    impeded: Array  # [K]
    prolongs: Array  # [K]
    grudge: Array  # [K]
    hinges: Array  # [K]
    warmth: Array  # [K]
    candour: Array  # [K]
    stake: Array  # [K]
    lure: Array  # [K]
    careless: Array  # [K]


class Exits(NamedTuple):
    """How the mediator tires and leaves: its weights (E20, E21), and a row a policy."""

    fatigue: float
    renewed: float
    blame_step: float
    precision: float
    script: int
    hope: float
    near: float
    steepness: float
    weight_aid: float
    weight_wider_war: float
    weight_defeat: float
    weight_blame: float
    horizon: float
    resumes: float
    enabled: Array  # int[Q]
    returns: Array  # int[Q]
    suspends: Array  # int[Q]
    hardens: Array  # int[Q]
    aid: Array  # [Q]
    sanctions: Array  # [Q]
    strikes: Array  # [Q]
    gain: Array  # [Q]
    owns: Array  # [Q]
    owns_stake: Array  # [Q]
    breach: Array  # [Q]


class Agenda(NamedTuple):
    """How the talks on the text are laid out, besides the mediator's own drafts."""

    counter_texts: bool
    linkage: int
    gate: int  # the agreement that must stand before talks open, -1 none
    direct_opens: int  # the belligerents' own talks; the number of rounds if there are none
    direct_cadence: int
    direct_on: Array  # int[I] 1 where they may change the text
    every: int  # rounds between two looks at a lever
    precision: float  # of the choice of levers
    foresight: float  # rounds to come over which a change in the chance of a yes counts


class Public(NamedTuple):
    """All that every party knows."""

    space: Space
    who: Parties
    book: Rulebook
    levers: Levers
    pacts: Pacts
    flows: Array  # [K, P] what each agreement gives each party a round
    reluctance: Array  # [K, P]
    exits: Exits
    agenda: Agenda


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
    replacing: Array  # [P] share of others' withdrawn aid that the party replaces
    hardship: Array  # [P] added to the winter's multiplier of costs
    flow: Array  # [P] further cost a round, of levers and agreements
    push: Array  # [2] what passes: multiplier of the war's pace, shift of the odds
    lever: Array  # int[L, 4] in force, rounds left, rounds until it can be touched, first round + 1
    force: Array  # [L] share of its full effect
    pact: Array  # int[K, 4] in force, rounds suspended, first round + 1, who broke it + 1
    mood: Array  # [2] the mediator's engagement, the chance that it last gave its text
    blame: Array  # [P] share of the blame for failure, as the mediator sees it
    at: Array  # int[13] places in ``sim/places.py``
    settled: Array  # int[I] what the belligerents settled between them, -1 nothing
    bids: Array  # int[N, I] every text tabled so far, in order
    bidder: Array  # int[N] who tabled each of them; -1 from ``texts`` on


class Minds(NamedTuple):
    """What only its owner knows of itself (resolve, tastes) or has learnt (the mediator)."""

    resolve: Array  # [P]
    taste: Array  # [P, I] factor on each public weight
    guess: Array  # [P, I] what the mediator takes the others' factors to be
    hopes: Array  # int[P, P, I] by viewer and party: the last text found best for the party
    picture: Array  # [P, G] the mediator's probabilities of each party's resolve
    luck: Array  # [P] the draw of a party that tables a text this round


class View(NamedTuple):
    """What one party sees when it decides: all that is public, and its own mind alone."""

    public: Public
    world: World
    seat: int
    round: int
    optimism: float
    resolve: float
    track: int  # MAIN, COUNTER, DIRECT or OFFER: what kind of text is due
    taste: Array  # [P, I] factors on the public weights: its own, and its guess of the others'
    hopes: (
        Array  # int[P, I] where its search for each party's best text begins; no result hangs on it
    )
    picture: Array  # [P, G] the mediator's; one row of zeros for the others
    luck: float  # uniform in [0, 1), for a strategy that draws when it tables a text


class Answer(NamedTuple):
    """A party's answer to a text, with what it rests on."""

    yes: bool
    probability: float
    worth: float
    bar: float
    blocked: float
    no_deal: float
    odds: float
    objection: int  # the issue that it objects to most, -1 none
    loss: float  # how strongly, in utility
    give: int  # the issue on which it would give way for it, -1 none
    give_option: int  # … and to which option


class Draft(NamedTuple):
    """A text that a party tables, with how it reads the others' view of it."""

    text: Array  # int[I]
    score: float  # minus infinity: no text is worth tabling
    chance: float  # that it passes, as the drafter reads it
    worth: Array  # [P] what the drafter thinks it is worth to each
    bar: Array  # [P] what it thinks the others hold out for, at resolve 0
    loss: Array  # [P, I] how strongly it thinks the others that are asked object to each issue


class Move(NamedTuple):
    """A party's decision on a lever, with what it rests on."""

    made: bool
    gain: float  # expected, less the cost
    no_deal: float  # change of its own value of no deal
    passes: float  # change of the chance that the text on the table passes in time


class Joined(NamedTuple):
    """A party's decision on an agreement, with what it rests on."""

    yes: bool
    gain: float
    probability: float
