"""The order of a round: what happens before the talks, what a text and its answers do, the peace.

Four verbs carry the talks: ``speaker`` (whose turn), ``look`` (table to View), a strategy decides
(View to text or answer), ``hear`` (what the answers do, and whether the text is signed).
"""

import math

import numpy as np

from sim.leverage import pass_time, settle
from sim.places import (
    ALL_OR_NOTHING,
    ALTERNATING_OFFERS,
    BATTLE,
    BLOCKED_BY,
    COUNTER,
    DIRECT,
    IN_FORCE,
    LOST,
    MAIN,
    MET,
    MONOTONIC_CONCESSION,
    NOES,
    OFFENSIVE,
    OFFER,
    OPEN_TASTES,
    OPENED,
    OVER_HEAD,
    OWN_ALONE,
    POLICY,
    SEQUENCED,
    SINGLE_TEXT,
    SPONSORED,
    TEMPO,
    THREAT,
    TILT,
    TURNS,
    WIDER_WAR,
)
from sim.rule import rule
from sim.rules.agenda import text_due
from sim.rules.consent import needed, passes
from sim.rules.learning import first_picture, rescale
from sim.rules.members import belligerents, includes
from sim.rules.no_deal import bounded
from sim.rules.threat import carry_out, lone_blocker
from sim.rules.war import AID_CAP, flow_cost, ladder_step, mediator_aid, odds, war_risk
from sim.table import Array, Minds, Private, Public, View, World
from sim.tracks import keep, spared

NOT_OVER, OVER, WIDER = 0, 1, 2


@rule
def copied(world: World) -> World:
    """Copy a world, so that a run leaves the first one alone."""
    return World(
        world.position.copy(), world.surprise.copy(), world.battles.copy(), world.aid.copy(),
        world.sanctions.copy(), world.strikes.copy(), world.cohesion.copy(), world.kept.copy(),
        world.broken.copy(), world.credibility.copy(), world.punished.copy(), world.text.copy(),
        world.said.copy(), world.texts.copy(), world.cost.copy(), world.replacing.copy(),
        world.hardship.copy(), world.flow.copy(), world.push.copy(), world.lever.copy(),
        world.force.copy(), world.pact.copy(), world.mood.copy(), world.blame.copy(),
        world.at.copy(), world.settled.copy(), world.bids.copy(), world.bidder.copy(),
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
    luck = np.zeros(space.parties)
    return Minds(resolve, taste, guess, hopes, first_picture(who.spread), luck)


@rule
def open_round(public: Public, world: World, number: int, uniform: Array) -> int:
    """Let a round of war pass: costs, a battle, drift of cohesion, punishments running out.

    Returns
    -------
    int
        ``NOT_OVER``, ``OVER`` (a side broke) or ``WIDER`` (a wider war).
    """
    state = NOT_OVER
    if public.book.at_war:
        state = battle(public, world, number, uniform)
    drift(public, world)
    keep(public, world, number, uniform)
    pass_time(public, world)
    settle(public, world)
    open_talks(public, world, number)
    return state


@rule
def battle(public: Public, world: World, number: int, uniform: Array) -> int:
    """Let the war take its course for a round: costs, a step on the ladder, the wider risk."""
    book = public.book
    winter = 0.0 if spared(public, world) else book.winter[number]
    for party in range(public.space.parties):
        world.cost[party] += flow_cost(public, world, party, winter, -1)
    lasting = odds(public, world, -1)
    chance = bounded(lasting + world.push[TILT])
    before = world.position[0]
    world.position[0] = ladder_step(
        before, min(1.0, book.pace * world.push[TEMPO]), chance, uniform[BATTLE, 0]
    )
    if world.position[0] != before:
        world.battles[0] += 1.0
        world.surprise[0] += (1.0 if world.position[0] < before else 0.0) - chance
        if world.position[0] < before and emboldened(public, world):
            world.at[LOST] += 1
    risk = war_risk(public, world)
    if world.position[0] <= 0 or world.position[0] >= book.steps:
        return OVER
    return WIDER if uniform[WIDER_WAR, 0] < risk else NOT_OVER


@rule
def emboldened(public: Public, world: World) -> bool:
    """Say whether the attacker is on the offensive while the mediator supports less than at first.

    Source: the fourth scenario of plan-2025-08:48-49.
    """
    usual = min(AID_CAP, public.who.aid[public.book.mediator])
    if mediator_aid(public, world, -1) >= usual - 1e-9:
        return False
    for lever in range(len(world.lever)):
        attacking = public.levers.holder[lever] == public.book.attacker
        if public.levers.kind[lever] == OFFENSIVE and attacking and world.lever[lever, IN_FORCE]:
            return True
    return False


@rule
def open_talks(public: Public, world: World, number: int) -> None:
    """Open the talks on the text when their time has come, and what they wait for is there."""
    gate = public.agenda.gate
    if gate >= 0 and not world.pact[gate, IN_FORCE]:
        return
    waits = public.agenda.linkage == SEQUENCED and public.agenda.direct_opens < public.book.rounds
    if world.at[OPENED] < 0 and number >= public.book.opens:
        ready = not waits
        for issue in range(public.space.issues):
            ready = ready or world.settled[issue] >= 0
        if ready:
            world.at[OPENED] = number


@rule
def drift(public: Public, world: World) -> None:
    """Let cohesion fade and punishments run out by a round (batna-2025-02:28 on cohesion)."""
    for party in range(public.space.parties):
        left = world.cohesion[party] - public.who.cohesion_loss[party]
        world.cohesion[party] = min(1.0, max(0.0, left))
        if world.punished[party] > 0:
            world.punished[party] -= 1


@rule
def speaker(public: Public, world: World, number: int) -> tuple[int, int]:
    """Find whose turn it is to table a text in a round, and of what kind.

    Returns
    -------
    tuple
        The party, -1 nobody; and ``MAIN``: the mediator, or a sponsor that has taken the floor;
        ``COUNTER``: whoever was furthest from the last text replies with its own;
        ``OFFER``: the party whose turn it is, where parties bargain without a mediator;
        ``DIRECT``: the belligerents, in turns, in a round that is free.
    """
    agenda, book, opened = public.agenda, public.book, world.at[OPENED]
    if book.protocol != SINGLE_TEXT:
        if book.protocol == MONOTONIC_CONCESSION or not text_due(public, world, number):
            return -1, OFFER
        seat = ((number - opened) // book.cadence) % public.space.parties
        return seat, (OFFER if book.protocol == ALTERNATING_OFFERS else MAIN)
    if opened >= 0 and world.at[POLICY] < 0:
        if text_due(public, world, number):
            if world.at[SPONSORED] > 0:
                return world.at[SPONSORED] - 1, MAIN
            return book.mediator, MAIN
        replying = (number - opened) % book.cadence == 1
        if agenda.counter_texts and replying and world.at[BLOCKED_BY] >= 0:
            return world.at[BLOCKED_BY], COUNTER
    waited = world.at[TURNS] == 0 or number + 1 - world.at[MET] >= agenda.direct_cadence
    if number >= agenda.direct_opens and waited:
        return (book.attacker if world.at[TURNS] % 2 == 0 else book.defender), DIRECT
    return -1, MAIN


@rule
def enter(world: World, text: Array, drafter: int) -> None:
    """Enter a text in the list of all that have been tabled, in the place of the next one."""
    place = world.texts[0]
    world.bidder[place] = drafter
    for issue in range(len(text)):
        world.bids[place, issue] = text[issue]


@rule
def take_floor(world: World, track: int, number: int) -> None:
    """Note that the belligerents meet: the other one tables the next text of their own talks."""
    if track == DIRECT:
        world.at[MET], world.at[TURNS] = number + 1, world.at[TURNS] + 1


@rule
def look(
    public: Public, private: Private, world: World, mind: Minds, seat: int, number: int,
    track: int,
) -> View:  # fmt: skip
    """Show a party the table: all that is public, and of what is private its own alone.

    Of the others' interests it sees what the talks let it see: the public weights, the true ones
    (``open``) or none at all (``closed``: they count for nothing in its view).
    """
    mediates, regime = seat == public.book.mediator, public.book.regime
    picture = mind.picture if mediates else np.zeros((1, 1))
    if regime == OPEN_TASTES:
        taste = mind.taste.copy()
    elif regime == OWN_ALONE:
        taste = np.zeros(mind.taste.shape)
    else:
        taste = mind.guess.copy() if mediates else np.ones(mind.taste.shape)
    taste[seat] = mind.taste[seat]
    return View(
        public,
        world,
        seat,
        number,
        private.optimism[seat],
        mind.resolve[seat],
        track,
        taste,
        mind.hopes[seat],
        picture,
        mind.luck[seat],
    )


@rule
def hear(
    public: Public, world: World, text: Array, said: Array, track: int, uniform: Array
) -> bool:
    """Let a text and the answers to it count: consent, a chapter settled, or a threat.

    A text that came no nearer to passing than the one before leaves that on the table, unless it
    is the mediator's own. An ultimatum that its target alone refuses passes over its head when it
    stands at the brink (plan-2025-08:43-44).

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
    yes, noes = 0, 0
    for party in range(space.parties):
        if said[party] == 1:
            yes |= 1 << party
        elif said[party] == 0:
            noes += 1
    asked = needed(space.ballot, text)
    blocker = lone_blocker(yes, asked, space.parties)
    signed = passes(space.ballot, yes, asked)
    if not signed and track == MAIN and blocker >= 0 and world.at[OVER_HEAD] == blocker + 1:
        signed = public.book.at_war and brink(public, world, blocker)
    if signed or track == MAIN or (track == COUNTER and noes <= world.at[NOES]):
        world.text[:] = text
        world.at[NOES] = noes
    world.said[:] = said
    world.texts[0] += 1
    world.at[SPONSORED] = 0
    if signed:
        return True
    if track == DIRECT:
        if includes(yes, belligerents(public)):
            settle_chapter(public, world, text)
    elif track == MAIN and blocker >= 0 and public.book.at_war:
        carry_out(public, world, blocker, uniform[THREAT, blocker])
    return False


@rule
def brink(public: Public, world: World, party: int) -> bool:
    """Say whether a belligerent is one step from breaking."""
    at = world.position[0]
    if party == public.book.defender:
        return bool(at <= 1)
    return bool(party == public.book.attacker and at >= public.book.steps - 1)


@rule
def settle_chapter(public: Public, world: World, text: Array) -> None:
    """Let what the belligerents have agreed on count, as the tracks are linked."""
    if public.agenda.linkage == ALL_OR_NOTHING:
        return
    for issue in range(public.space.issues):
        if public.agenda.direct_on[issue]:
            world.text[issue] = text[issue]
            world.settled[issue] = text[issue]
