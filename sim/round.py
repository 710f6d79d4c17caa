"""The order of a round: what happens before the talks, what a text and its answers do, the peace.

Four verbs carry the talks: ``speaker`` (whose turn), ``look`` (table to View), a strategy decides
(View to text or answer), ``hear`` (what the answers do, and whether the text is signed).
"""

import math

import numpy as np

from sim.rule import rule
from sim.rules.appraisal import peace_trust
from sim.rules.consent import needed, passes
from sim.rules.deal import (
    guarantee_strength,
    hazard,
    leaves_all_open,
    shift_index,
    text_hazard,
)
from sim.rules.learning import first_picture, rescale
from sim.rules.no_deal import believed_odds, end_values, no_deal_value, shifted
from sim.rules.threat import carry_out, lone_blocker
from sim.rules.war import flow_cost, ladder_step, mediator_aid, odds, wider_war_hazard
from sim.rules.worth import doubted_term
from sim.table import (
    BATTLE,
    PROMISE,
    RESUMPTION,
    THREAT,
    WIDER_WAR,
    Array,
    Minds,
    Private,
    Public,
    View,
    World,
)

NOT_OVER, OVER, WIDER = 0, 1, 2


@rule
def copied(world: World) -> World:
    """Copy a world, so that a run leaves the first one alone."""
    return World(
        world.position.copy(), world.surprise.copy(), world.battles.copy(), world.aid.copy(),
        world.sanctions.copy(), world.strikes.copy(), world.cohesion.copy(), world.kept.copy(),
        world.broken.copy(), world.credibility.copy(), world.punished.copy(), world.text.copy(),
        world.said.copy(), world.texts.copy(), world.cost.copy(),
    )  # fmt: skip


@rule
def minds(public: Public, normal: Array) -> Minds:
    """Give each party its private resolve and tastes, and the mediator its first picture of them.

    Parameters
    ----------
    normal
        [1 + I, P] standard normals: of resolve, and of the log weight of each issue.
    """
    who, space = public.who, public.space
    resolve = normal[0] * who.spread
    taste, guess = (
        np.ones((space.parties, space.issues)), np.ones((space.parties, space.issues))
    )  # fmt: skip
    for party in range(space.parties):
        for issue in range(space.issues):
            taste[party, issue] = math.exp(who.taste_spread[party] * normal[1 + issue, party])
        rescale(space, party, taste)
    hopes = np.zeros((space.parties, space.parties, space.issues), dtype=np.int64)
    return Minds(resolve, taste, guess, hopes, first_picture(who.spread))


@rule
def open_round(public: Public, world: World, number: int, uniform: Array) -> int:
    """Let a round of war pass: costs, a battle, drift of cohesion, punishments running out.

    Returns
    -------
    int
        ``NOT_OVER``, ``OVER`` (a side broke) or ``WIDER`` (a wider war).
    """
    book = public.book
    state = NOT_OVER
    if book.at_war:
        for party in range(public.space.parties):
            world.cost[party] += flow_cost(public, world, party, book.winter[number], -1)
        chance = odds(public, world, -1)
        before = world.position[0]
        world.position[0] = ladder_step(before, book.pace, chance, uniform[BATTLE, 0])
        if world.position[0] != before:
            world.battles[0] += 1.0
            world.surprise[0] += (1.0 if world.position[0] < before else 0.0) - chance
        strikes = 0.0
        for party in range(public.space.parties):
            strikes = max(strikes, world.strikes[party])
        risk = wider_war_hazard(
            book.wider_war_hazard, book.wider_war_slope, strikes,
            mediator_aid(public, world, -1), world.position[0],
        )  # fmt: skip
        if world.position[0] <= 0 or world.position[0] >= book.steps:
            state = OVER
        elif uniform[WIDER_WAR, 0] < risk:
            state = WIDER
    drift(public, world)
    return state


@rule
def drift(public: Public, world: World) -> None:
    """Let cohesion fade and punishments run out by a round (batna-2025-02:28 on cohesion)."""
    for party in range(public.space.parties):
        left = world.cohesion[party] - public.who.cohesion_loss[party]
        world.cohesion[party] = min(1.0, max(0.0, left))
        if world.punished[party] > 0:
            world.punished[party] -= 1


@rule
def speaker(public: Public, number: int) -> int:
    """Find whose turn it is to table a text in a round: the mediator's when one is due, or -1."""
    since = number - public.book.opens
    if since >= 0 and since % public.book.cadence == 0:
        return public.book.mediator
    return -1


@rule
def look(
    public: Public, private: Private, world: World, mind: Minds, seat: int, number: int
) -> View:
    """Show a party the table: all that is public, and of what is private its own alone."""
    if seat == public.book.mediator:
        taste, picture = mind.guess.copy(), mind.picture
    else:
        taste, picture = np.ones(mind.taste.shape), np.zeros((1, 1))
    taste[seat] = mind.taste[seat]
    return View(
        public,
        world,
        seat,
        number,
        private.optimism[seat],
        mind.resolve[seat],
        taste,
        mind.hopes[seat],
        picture,
    )


@rule
def hear(public: Public, world: World, text: Array, said: Array, uniform: Array) -> bool:
    """Let a text and the answers to it count: consent, or the mediator's threats.

    Parameters
    ----------
    text, said
        int[I] the options tabled; int[P] 1 yes, 0 no, -1 not asked.

    Returns
    -------
    bool
        Whether the text is signed.
    """
    space = public.space
    world.text[:] = text
    world.said[:] = said
    world.texts[0] += 1
    yes = 0
    for party in range(space.parties):
        if said[party] == 1:
            yes |= 1 << party
    asked = needed(space.ballot, text, space.issues)
    if passes(space.ballot, yes, asked):
        return True
    blocker = lone_blocker(yes, asked, space.parties)
    if blocker >= 0 and public.book.at_war and public.who.threat[blocker] > 0.0:
        carry_out(public, world, blocker, uniform[THREAT, blocker])
    return False


@rule
def peace(
    public: Public, private: Private, world: World, taste: Array, text: Array, number: int,
    uniform: Array,
) -> int:  # fmt: skip
    """Watch a signed text round by round, and count the rounds that it holds (4.11).

    Each round: cohesion drifts on, promises are kept or broken, trust follows, and the hazard of
    resumption is taken anew at the forces, trust and terms of that round. Threats and punishments
    end with signing, so that what they alone had bought is a grievance now (Werner and Yuen 2005,
    doi:10.1017/S0020818305050095).

    Returns
    -------
    int
        Rounds of peace, at most ``book.window``.
    """
    space, book = public.space, public.book
    world.punished[:] = 0
    lived = np.empty((space.parties, space.issues), dtype=np.int64)
    for party in range(space.parties):
        for issue in range(space.issues):
            lived[party, issue] = text[issue]
    for held in range(book.window):
        luck = uniform[number + 1 + held]
        keep_promises(public, private, world, text, lived, luck)
        drift(public, world)
        if luck[RESUMPTION, 0] < resumption_risk(public, private, world, taste, text, lived):
            return held
        for one in (book.attacker, book.defender):
            other = book.defender if one == book.attacker else book.attacker
            world.kept[one, other] += 1.0
    return book.window


@rule
def keep_promises(
    public: Public, private: Private, world: World, text: Array, lived: Array, luck: Array
) -> None:
    """Let each promisor keep its word for a round, or break it for good.

    A promise is broken with probability (1 - reliability) / 12 a round (4.11); the promisee then
    lives with the fallback, and its trust in the promisor falls.
    """
    space = public.space
    for party in range(space.parties):
        for issue in range(space.issues):
            by = space.promisor[party, issue, text[issue]]
            if by < 0 or lived[party, issue] != text[issue]:
                continue
            if luck[PROMISE, by] < (1.0 - private.reliability[by]) / 12.0:
                lived[party, issue] = space.otherwise[party, issue, text[issue]]
                world.broken[party, by] += public.book.breach_weight
            else:
                world.kept[party, by] += 1.0


@rule
def resumption_risk(
    public: Public, private: Private, world: World, taste: Array, text: Array, lived: Array
) -> float:
    """Probability that the war resumes this round, at today's forces, trust and terms (E13)."""
    space, book = public.space, public.book
    shift = space.shift[shift_index(space.stride, text)]
    trusted, worst = 0.0, 0.0
    for party in (book.attacker, book.defender):
        chance = shifted(believed_odds(public, world, private.optimism[party], -1), shift)
        grievance = no_deal_value(public, world, taste, chance, party, -1)
        for issue in range(space.issues):
            grievance -= doubted_term(space, world, taste, party, issue, lived[party, issue])
        worst = max(worst, grievance)
        trusted += 0.5 * peace_trust(public, world, party)
    calm = book.peril.base + book.peril.mistrust * (0.5 - trusted)
    strong = guarantee_strength(space.guarantee, text)
    all_open = leaves_all_open(space.left_open, space.core_questions, text)
    return hazard(text_hazard(book.peril, calm, strong, worst, all_open, False))


@rule
def final_utility(
    public: Public, world: World, taste: Array, party: int, ended: int, signed: bool, text: Array
) -> float:
    """Say what a party is left with at the end of a run, in utility.

    Of the signed text (E10, promises doubted as at signing); else of the side's collapse, of the
    wider war, or of the war that goes on at the true odds (E6).
    """
    book = public.book
    if signed:
        total = 0.0
        for issue in range(public.space.issues):
            total += doubted_term(public.space, world, taste, party, issue, text[issue])
        return total
    if ended == WIDER:
        return book.wider_war_utility
    if ended == OVER:
        at_collapse, at_exhaustion = end_values(public, taste, party)
        return at_collapse if world.position[0] <= 0 else at_exhaustion
    chance = believed_odds(public, world, 0.0, -1) if book.at_war else 0.5
    return no_deal_value(public, world, taste, chance, party, -1)
