"""What a text on the working paper scores, or whether one settled in part can still be the best."""

import math

from sim.places import ASKED, INDEX, KINDS_OF_CELL, LEFT_OPEN, REFUSED
from sim.reckoning import Appraisal, Quest, Search
from sim.rule import rule
from sim.rules.choice import log_logistic, margin
from sim.rules.deal import all_open, collapse_weight, hazard, text_hazard, war_after, weighed
from sim.rules.exchange import beyond
from sim.rules.ledger import below_at, enter_kind, enter_worth, war_at_best
from sim.rules.merit import log_positive, one_by_one, score
from sim.table import Public


@rule
def promising(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, cell: int, row: int,
    best: float,
) -> bool:  # fmt: skip
    """Settle one more issue, and say whether any completion may score more than ``best``.

    A drafter for its own gain asks one party after the other, so that most texts are dropped
    early; the rows of those that it has not come to are then left as they were.

    Parameters
    ----------
    row
        Where the working paper has added up the issues settled before; the sums go a row below.
    """
    below, lead = row + 1, quest.lead
    bounded = below >= public.space.coupled
    enter_kind(public, search, cell, row)
    if not one_by_one(public.space.ballot, quest):
        for place in range(search.size):
            enter_worth(search, place, cell, row)
        return not bounded or overall(public, appraisal, quest, search, below, False) > best
    asked = search.kind[below * KINDS_OF_CELL + ASKED]
    if search.kind[below * KINDS_OF_CELL + REFUSED] & (asked | (1 << lead)):
        return False
    gain, merit, chance, fearless = math.inf, math.inf, 0.0, False
    for place in range(search.size):
        party = search.seats[place]
        enter_worth(search, place, cell, row)
        if not bounded or (place > 0 and not (asked >> party) & 1):
            continue
        fearless = place == 1 and unprovoked(public, appraisal, quest, search, below)
        worth = highest(public, appraisal, search, below, place, fearless)
        if place == 0:
            gain = worth - quest.floor[lead]
            if gain <= search.least[0]:
                return False
            continue
        z = margin(worth, quest.bar[party], quest.slope[party])
        if z == -math.inf:
            return False
        if z < math.inf:  # not a matter of yes or no
            if merit == math.inf:
                merit = log_positive(gain)
            if merit + chance + min(0.0, z) <= best:  # log_logistic(z) is no more than either
                return False
            chance += log_logistic(z)
            if merit + chance <= best:
                return False
        if fearless and beyond(public, quest, search, below):
            return False
    return True


@rule
def unprovoked(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int
) -> bool:
    """Say whether one of two that fight has no grievance in any completion that counts.

    Such is a text that gains the drafter enough and that the other side, second on the paper,
    accepts. A side to which war, at best, is worth less than it must have wants a peace that is
    worth more to it than the war.
    """
    lead, book = quest.lead, public.book
    if not book.at_war or lead not in (book.attacker, book.defender):
        return False
    wants = quest.floor[lead] + search.least[0]
    if public.who.legacy[lead] <= 0.0 and war_at_best(public, search, row, 0) <= wants:
        return True
    other = search.seats[1]
    if quest.slope[other] != math.inf or not (public.space.ballot.core >> other) & 1:
        return False
    note_war(public, appraisal, search, row, 1)
    return bool(
        public.who.legacy[other] <= 0.0 and war_at_best(public, search, row, 1) < quest.bar[other]
    )


@rule
def overall(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, row: int, whole: bool
) -> float:
    """Score a whole text, or bound the score of every completion, from what it is worth to all."""
    for place in range(search.size):
        if whole:
            worth = settled_worth(public, appraisal, search, row, place)
        else:
            worth = highest(public, appraisal, search, row, place, False)
        search.worth[search.seats[place]] = worth
    at = row * KINDS_OF_CELL
    asked, out = search.kind[at + ASKED], search.kind[at + REFUSED]
    return score(public.space.ballot, quest, asked, out, search.worth, search.log_yes)


@rule
def reach(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, best: float
) -> float:  # fmt: skip
    """Score the whole text in the last row; minus infinity as soon as it can't beat ``best``."""
    row = public.space.issues
    if not one_by_one(public.space.ballot, quest):
        return overall(public, appraisal, quest, search, row, True)
    asked = search.kind[row * KINDS_OF_CELL + ASKED]
    gain = settled_worth(public, appraisal, search, row, 0) - quest.floor[quest.lead]
    merit, chance = log_positive(gain), 0.0
    for place in range(1, search.size):
        if merit + chance <= best:
            return -math.inf
        party = search.seats[place]
        if (asked >> party) & 1:
            worth = settled_worth(public, appraisal, search, row, place)
            chance += log_logistic(margin(worth, quest.bar[party], quest.slope[party]))
    return merit + chance


@rule
def highest(
    public: Public, appraisal: Appraisal, search: Search, row: int, place: int, fearless: bool
) -> float:
    """Find the most that any completion of a partly settled text can be worth to a party.

    A text is worth (1 - w) P + w W, P its terms and W the war resumed, both less its price. The
    weight w is no less than if nobody is aggrieved, and no more than 1; or, for a party that has
    no grievance to fear, than if all questions are left open.
    """
    at, rest = row * search.size + place, below_at(public, search, row, place)
    peace = search.net[at] + search.rest[rest]
    if not public.book.at_war:
        return float(peace)
    if search.known_strong[place] != search.strong[row]:
        weigh_risks(public, appraisal, search, row, place)
    note_war(public, appraisal, search, row, place)
    war = search.war[place] - (search.paid[at] + search.spared[rest])
    most = search.most_weight[place] if fearless else 1.0
    return blended(peace, war, search.least_weight[place], most)


@rule
def note_war(public: Public, appraisal: Appraisal, search: Search, row: int, place: int) -> None:
    """Write down what the war resumed is worth to a party, after the shift of power so far."""
    index = search.kind[row * KINDS_OF_CELL + INDEX]
    if search.known_index[place] != index:
        search.known_index[place] = index
        search.war[place] = war_after(public, appraisal, index, search.seats[place])


@rule
def blended(peace: float, war: float, least: float, most: float) -> float:
    """Give the most that peace and war can come to, war at a weight between two."""
    return float(max((1.0 - least) * peace + least * war, (1.0 - most) * peace + most * war))


@rule
def weigh_risks(public: Public, appraisal: Appraisal, search: Search, row: int, place: int) -> None:
    """Write down a party's weight of collapse if nobody is aggrieved, at least and at most."""
    peril, party = public.book.peril, search.seats[place]
    discount, calm = public.who.discount[party], appraisal.calm[party]
    strong = min(1.0, search.strong[row])
    search.known_strong[place] = search.strong[row]
    eta = text_hazard(peril, calm, strong, 0.0, False, appraisal.over_head)
    least = collapse_weight(discount, hazard(eta + min(0.0, peril.left_open)))
    search.least_weight[place] = search.most_weight[place] = least
    if peril.left_open != 0.0:
        most = collapse_weight(discount, hazard(eta + max(0.0, peril.left_open)))
        search.most_weight[place] = most


@rule
def settled_worth(
    public: Public, appraisal: Appraisal, search: Search, row: int, place: int
) -> float:
    """Say what a text that the working paper has added up is worth to a party (E14)."""
    at, party, kind = row * search.size + place, search.seats[place], row * KINDS_OF_CELL
    if not public.book.at_war:
        return float(search.net[at])
    index, book = search.kind[kind + INDEX], public.book
    of_attacker, of_defender = 0.0, 0.0
    for side in range(search.size):
        if search.seats[side] == book.attacker:
            of_attacker = grievance_of(public, appraisal, search, row, side)
        elif search.seats[side] == book.defender:
            of_defender = grievance_of(public, appraisal, search, row, side)
    return weighed(
        public, appraisal.calm[party], min(1.0, search.strong[row]),
        all_open(public.space.core_questions, search.kind[kind + LEFT_OPEN]),
        appraisal.over_head, of_attacker, of_defender, party, search.net[at],
        war_after(public, appraisal, index, party) - search.paid[at],
    )  # fmt: skip


@rule
def grievance_of(
    public: Public, appraisal: Appraisal, search: Search, row: int, place: int
) -> float:
    """Say how much better a side would do by war than by a text's terms, legacy and price apart."""
    at, party = row * search.size + place, search.seats[place]
    terms = search.net[at] + search.paid[at] - public.who.legacy[party]
    war = war_after(public, appraisal, search.kind[row * KINDS_OF_CELL + INDEX], party)
    return float(war - terms)
