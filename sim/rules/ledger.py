"""The working paper of a search for a text: running sums, a row for each issue settled.

A row holds what the issues settled so far add up to: whose yes they need, what they are worth to
those who count, how far they protect and shift power.
"""

import numpy as np

from sim.places import ASKED, INDEX, LEFT_OPEN, OUT, SPARE
from sim.rule import rule
from sim.rules.consent import always_needed
from sim.rules.merit import one_by_one
from sim.table import Appraisal, Array, Public, Quest, Search

NEVER = 1e30  # what an option off the table would cost: finite, so that nothing times it is nothing


@rule
def new_search(
    public: Public, appraisal: Appraisal, quest: Quest, start: Array, changes: int
) -> Search:
    """Lay out the paper: who counts, the first row, what the issues still open can add at most.

    Parameters
    ----------
    start, changes
        int[I] a text, and how many of its issues may be settled otherwise; all: any text will do.
    """
    issues, parties = public.space.issues, public.space.parties
    levels = 1 if changes >= issues else changes + 1
    search = Search(
        counting(public, quest), np.empty((issues + 1, parties)), np.empty((issues + 1, parties)),
        np.empty((levels, issues + 1, parties)), np.empty((levels, issues + 1, parties)),
        np.empty((issues + 1, 5), dtype=np.int64),
        np.empty(issues + 1), np.full((parties, 5), np.nan), np.array((0.0, np.nan)),
        np.empty(issues + 1), np.zeros(parties), np.zeros(parties), np.zeros(1),
    )  # fmt: skip
    kind = search.kind
    kind[0, ASKED], kind[0, OUT] = always_needed(public.space.ballot), 0
    kind[0, INDEX], kind[0, LEFT_OPEN], kind[0, SPARE], search.strong[0] = 0, 0, changes, 0.0
    for party in search.seats:
        search.net[0, party], search.paid[0, party] = public.who.legacy[party], 0.0
        for level in range(levels):
            fill_rest(public, appraisal, quest, search, start, level, party)
    return search


@rule
def counting(public: Public, quest: Quest) -> Array:
    """List those whose worth counts: the drafter, then those who fight, then who may be asked.

    All count for a neutral drafter, and where a quota decides.
    """
    book, ballot, parties = public.book, public.space.ballot, public.space.parties
    counts = ballot.may if one_by_one(ballot, quest) else ballot.everybody
    seats, count = np.empty(parties, dtype=np.int64), 1
    seats[0] = quest.lead
    for fighting in (True, False):
        for party in range(parties):
            fights = book.at_war and party in (book.attacker, book.defender)
            if party != quest.lead and fights == fighting and (fights or (counts >> party) & 1):
                seats[count] = party
                count += 1
    return seats[:count]


@rule
def fill_rest(
    public: Public, appraisal: Appraisal, quest: Quest, search: Search, start: Array, level: int,
    party: int,
) -> None:  # fmt: skip
    """Write down the most that the issues below each row can add for a party.

    Net value, and price saved; with ``level`` changes of the start left, where they are counted.
    """
    space, rest, spared, offered = public.space, search.rest, search.spared, quest.offered
    net, price, counted = appraisal.net, appraisal.price, len(search.rest) > 1
    rest[level, space.issues, party] = spared[level, space.issues, party] = 0.0
    for row in range(space.issues - 1, -1, -1):
        issue, most, least = space.order[row], -NEVER, NEVER
        for option in range(space.options[issue]):
            after = level
            if counted and option != start[issue]:
                after -= 1
            if after >= 0 and offered[issue, option]:
                most = max(most, rest[after, row + 1, party] + net[party, issue, option])
                least = min(least, spared[after, row + 1, party] + price[party, issue, option])
        rest[level, row, party], spared[level, row, party] = most, least


@rule
def enter_kind(
    public: Public, search: Search, issue: int, option: int, above: int, below: int
) -> None:
    """Add what an option means for all: consent, power, a question left open, protection."""
    means, kind = public.space.kind, search.kind
    kind[below, ASKED] = kind[above, ASKED] | means[issue, option, ASKED]
    kind[below, OUT] = kind[above, OUT] | means[issue, option, OUT]
    kind[below, INDEX] = kind[above, INDEX] + means[issue, option, INDEX]
    kind[below, LEFT_OPEN] = kind[above, LEFT_OPEN] + means[issue, option, LEFT_OPEN]
    search.strong[below] = search.strong[above] + public.space.guarantee[issue, option]


@rule
def enter_worth(
    appraisal: Appraisal, search: Search, party: int, issue: int, option: int, above: int,
    below: int,
) -> None:  # fmt: skip
    """Add what an option is worth to a party, and what it costs it at home."""
    more, cost = appraisal.net[party, issue, option], appraisal.price[party, issue, option]
    search.net[below, party] = search.net[above, party] + more
    search.paid[below, party] = search.paid[above, party] + cost
