"""Side tracks at work: who meets when, what an agreement gives, how it is kept or broken."""

import math

from sim.leverage import settle
from sim.places import BREACH, BROKEN, ENGAGEMENT, FIRST, IN_FORCE, LAPSE, SUSPENDED
from sim.rule import rule
from sim.rules.learning import grid_point
from sim.rules.members import includes, pair
from sim.rules.worth import trust
from sim.table import Array, Minds, Public, World


@rule
def meets(public: Public, world: World, pact: int, number: int) -> int:
    """Say whether an agreement is up for decision: 0 no, 1 its parties may join, 2 scripted."""
    pacts = public.pacts
    if not pacts.enabled[pact] or world.pact[pact, IN_FORCE] or not public.book.at_war:
        return 0
    if pacts.script[pact] >= 0:
        return 2 if pacts.script[pact] == number else 0
    since = number - pacts.opens[pact]
    if since < 0 or since % pacts.cadence[pact] != 0 or world.pact[pact, SUSPENDED] > 0:
        return 0
    if pacts.after[pact] >= 0 and not world.pact[pacts.after[pact], IN_FORCE]:
        return 0
    if pacts.rival[pact] >= 0 and world.pact[pacts.rival[pact], IN_FORCE]:
        return 0
    return 1


@rule
def expected_gain(
    public: Public, world: World, pact: int, seat: int, odds: float, raided: bool, number: int
) -> float:
    """Value a partial deal to a member over the time that it is expected to last (E18).

    Its gain each round, in the season to come, as far as the others are trusted to keep it; less
    what the attacker loses by keeping the defender going while it thinks itself winning
    (qatar-2024-08:13), and while a raid is on its land.
    """
    pacts, book = public.pacts, public.book
    season = 1.0
    if pacts.seasonal[pact]:
        season = winter_ahead(public, number)
    doubt = 1.0
    for other in range(public.space.parties):
        if other != seat and (pacts.members[pact] >> other) & 1:
            doubt = min(doubt, trust(world.kept[seat, other], world.broken[seat, other]))
    believed = pacts.assured[pact] + (1.0 - pacts.assured[pact]) * doubt
    gain = pacts.life[pact] * public.flows[pact, seat] * season * believed
    if seat == book.attacker:
        if odds > 0.5:
            gain -= pacts.prolongs[pact]
        if raided:
            gain -= pacts.grudge[pact]
        if 0 <= number < pacts.election[pact]:
            gain += pacts.lure[pact]
    return float(gain - public.reluctance[pact, seat])


@rule
def winter_ahead(public: Public, number: int) -> float:
    """Share of winter in the half year to come.

    A deal struck before the winter is worth most, one struck in spring little
    (qatar-2024-08:10-11).
    """
    rounds, total = min(12, len(public.book.winter) - number), 0.0
    for ahead in range(rounds):
        total += public.book.winter[number + ahead]
    return total / rounds if rounds > 0 else 0.0


@rule
def join(public: Public, world: World, mind: Minds, pact: int, number: int) -> None:
    """Put an agreement in force; a meeting warms the mediator and shows it the others."""
    world.pact[pact, IN_FORCE], world.pact[pact, BROKEN] = 1, 0
    if world.pact[pact, FIRST] == 0:
        world.pact[pact, FIRST] = number + 1
    settle(public, world)
    pacts = public.pacts
    world.mood[ENGAGEMENT] = min(1.0, world.mood[ENGAGEMENT] + pacts.warmth[pact])
    if pacts.candour[pact] > 0.0:
        for party in range(public.space.parties):
            if (pacts.members[pact] >> party) & 1 and party != public.book.mediator:
                narrow(mind.picture[party], pacts.candour[pact], mind.resolve[party],
                       public.who.spread[party])  # fmt: skip


@rule
def narrow(weights: Array, candour: float, resolve: float, spread: float) -> None:
    """Narrow a picture of a party's resolve around the truth: a normal signal of it, in place.

    The signal's standard deviation is (1 - candour) / candour of the spread.
    """
    if spread <= 0.0:
        return
    sd = max(1e-3, (1.0 - candour) / candour)
    total = 0.0
    for g in range(len(weights)):
        z = (grid_point(g, spread) - resolve) / spread / sd
        weights[g] *= math.exp(-0.5 * z * z)
        total += weights[g]
    for g in range(len(weights)):
        weights[g] = weights[g] / total if total > 0.0 else 1.0 / len(weights)


@rule
def keep(public: Public, world: World, number: int, uniform: Array) -> None:
    """Let partial deals be kept for a round, broken or lapse, and trust follow (4.9).

    A kept round is a kept promise between its members; a breach by one counts for half of a broken
    settlement's. What has lapsed or was broken may be agreed on again.
    """
    pacts = public.pacts
    for pact in range(len(world.pact)):
        if world.pact[pact, SUSPENDED] > 0:
            world.pact[pact, SUSPENDED] -= 1
        if not world.pact[pact, IN_FORCE] or pacts.life[pact] == 0:
            continue
        for party in range(public.space.parties):
            season = public.book.winter[number] if pacts.seasonal[pact] else 1.0
            world.cost[party] -= public.flows[pact, party] * season
        risk = pacts.breach[pact]
        if pacts.election[pact] >= 0 and number >= pacts.election[pact]:
            risk = min(1.0, risk * pacts.careless[pact])
        breaker = culprit(pacts.members[pact], uniform[BREACH, pact], risk)
        for one in range(public.space.parties):
            for other in range(public.space.parties):
                if one == other or not includes(pacts.members[pact], pair(one, other)):
                    continue
                if breaker < 0:
                    world.kept[one, other] += 1.0
                elif other == breaker:
                    world.broken[one, other] += 0.5 * public.book.breach_weight
        if breaker >= 0 or uniform[LAPSE, pact] < pacts.lapse[pact]:
            world.pact[pact, IN_FORCE], world.pact[pact, BROKEN] = 0, breaker + 1


@rule
def culprit(members: int, draw: float, risk: float) -> int:
    """Find who breaks an agreement in a round, -1 nobody: each member is as likely."""
    if draw >= risk:
        return -1
    count, left = 0, members
    while left:
        count += left & 1
        left >>= 1
    place, party = min(count - 1, int(draw / risk * count)), 0
    while place > 0 or not members & 1:
        place -= members & 1
        members >>= 1
        party += 1
    return party


@rule
def spared(public: Public, world: World) -> bool:
    """Say whether an agreement that spares the power grid holds."""
    for pact in range(len(world.pact)):
        if world.pact[pact, IN_FORCE] and public.pacts.spares_grid[pact]:
            return True
    return False
