"""The compiled loop where parties bargain without a mediator; no rule of its own.

``sim/bargaining.py`` drives the same rules in the same order in the Mesa model.
"""

import numpy as np

from sim.columns import BINDING, BLOCKER, DRAFTER, FIRST_TEXT, OBJECTION
from sim.draws import deal
from sim.offers import admit, last_offers, offer, taken, worth_to
from sim.offers import reply as heed_reply
from sim.places import ANSWER, BID, LOGIT, OFFER, STANDING
from sim.round import look
from sim.rule import rule
from sim.standing_in import answer, draft
from sim.table import Array, Minds, Private, Public, World


@rule
def draw_bid(
    public: Public, mind: Minds, party: int, number: int, key: Array, uniform: Array
) -> None:
    """Draw the luck of a party whose strategy draws when it tables a text; the logit does not."""
    if public.who.mind[party] != LOGIT:
        deal(public, key, number, BID, party, uniform)
        mind.luck[party] = uniform[BID, party]


@rule
def take_turn(
    public: Public, private: Private, world: World, mind: Minds, party: int, number: int,
    key: Array, uniform: Array, whole: Array, trace: Array,
) -> bool:  # fmt: skip
    """Let a party accept the offer on the table or make its own; say whether there is a deal.

    Parameters
    ----------
    trace
        [2] the margin of the offer on the table, if it has been answered, and nothing yet.
    """
    draw_bid(public, mind, party, number, key, uniform)
    if world.at[STANDING] > 0:
        deal(public, key, number, ANSWER, party, uniform)
        view = look(public, private, world, mind, party, number, OFFER)
        said = answer(view, world.text.copy(), world.at[STANDING] - 1, uniform[ANSWER, party])
        if said.worth - said.bar < trace[0]:
            trace[0], whole[BINDING] = said.worth - said.bar, party
        whole[BLOCKER], whole[OBJECTION] = -1, -1
        if not said.yes:
            whole[BLOCKER], whole[OBJECTION] = party, said.objection
        signed = heed_reply(public, world, party, said.yes)
        if said.yes:
            return signed
    drafted = draft(look(public, private, world, mind, party, number, OFFER))
    if drafted.score == -np.inf:
        return False
    trace[0] = np.inf
    if whole[FIRST_TEXT] < 0:
        whole[FIRST_TEXT] = number
    whole[DRAFTER] = party
    return offer(public, world, drafted.text, party)


@rule
def bid_at_once(
    public: Public, private: Private, world: World, mind: Minds, number: int, key: Array,
    uniform: Array, whole: Array,
) -> bool:  # fmt: skip
    """Let all make an offer, and say whether one of them is taken."""
    parties = public.space.parties
    before = last_offers(public, world)
    offers, worth, worth_before = before.copy(), np.zeros((parties, parties)), np.zeros(
        (parties, parties)
    )  # fmt: skip
    for party in range(parties):
        draw_bid(public, mind, party, number, key, uniform)
        drafted = draft(look(public, private, world, mind, party, number, OFFER))
        if drafted.score > -np.inf:
            offers[party] = drafted.text
    for party in range(parties):
        view = look(public, private, world, mind, party, number, OFFER)
        for by in range(parties):
            worth[by, party] = worth_to(view, offers[by])
            worth_before[by, party] = worth_to(view, before[by])
    admit(world, offers, before, worth, worth_before)
    deal(public, key, number, ANSWER, 0, uniform)
    chosen = taken(public, offers, worth, uniform[ANSWER, 0])
    if whole[FIRST_TEXT] < 0:
        whole[FIRST_TEXT] = number
    whole[DRAFTER] = chosen if chosen >= 0 else parties - 1
    if chosen >= 0:
        world.text[:] = offers[chosen]
    return chosen >= 0
