"""The working paper of a search for a text: running sums, a row for each issue settled.

A row holds what the issues settled so far add up to: whose yes they need, what they are worth to
those who count, how far they protect and shift power. Issues stand in the order in which they are
settled, their options one after the other (*cells*), and of each row and cell one number a party
that counts: the search reads and writes them millions of times, and so they lie side by side.
"""

import numpy as np

from sim.places import ASKED, INDEX, KINDS_OF_CELL, LEFT_OPEN, REFUSED
from sim.reckoning import Appraisal, Quest, Search
from sim.rule import rule
from sim.rules.consent import always_needed
from sim.rules.merit import one_by_one
from sim.table import Array, Public

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
    space, rows = public.space, public.space.issues + 1
    seats = counting(public, quest)
    count, cells = len(seats), space.first[space.issues]
    levels = 1 if changes >= space.issues else changes + 1
    search = Search(
        seats, count, levels, np.empty(cells * count), np.empty(cells * count),
        np.empty(cells, dtype=np.int64), np.empty(space.issues, dtype=np.int64),
        np.empty(rows * count), np.empty(rows * count), np.empty(levels * rows * count),
        np.empty(levels * rows * count), np.zeros(rows * KINDS_OF_CELL, dtype=np.int64),
        np.zeros(rows), np.full(rows, changes), np.empty(count), np.empty(count), np.empty(count),
        np.full(count, np.nan), np.full(count, -1), np.array((0.0, np.nan)), np.empty(rows),
        np.empty(2 * cells),
        np.zeros(space.parties), np.zeros(space.parties), np.zeros(1),
    )  # fmt: skip
    search.kind[ASKED] = always_needed(space.ballot)
    for row in range(space.issues):
        issue = space.order[row]
        search.start[row] = start[issue]
        for option in range(space.options[issue]):
            copy_cell(appraisal, quest, search, issue, option, space.first[row] + option)
    for place in range(count):
        search.net[place], search.paid[place] = public.who.legacy[seats[place]], 0.0
        for level in range(levels):
            fill_rest(public, search, level, place)
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
def copy_cell(
    appraisal: Appraisal, quest: Quest, search: Search, issue: int, option: int, cell: int
) -> None:
    """Write down what an option is worth to those who count, and whether it may be tabled."""
    search.offered[cell] = quest.offered[issue, option]
    for place in range(search.size):
        party = search.seats[place]
        search.term[cell * search.size + place] = appraisal.net[party, issue, option]
        search.price[cell * search.size + place] = appraisal.price[party, issue, option]


@rule
def fill_rest(public: Public, search: Search, level: int, place: int) -> None:
    """Write down the most that the issues below each row can add for a party.

    Net value, and price saved; with ``level`` changes of the start left, where they are counted.
    """
    issues, first, count = public.space.issues, public.space.first, search.size
    rest, spared, counted = search.rest, search.spared, search.levels > 1
    at = (level * (issues + 1) + issues) * count + place
    rest[at] = spared[at] = 0.0
    for row in range(issues - 1, -1, -1):
        most, least = -NEVER, NEVER
        for cell in range(first[row], first[row + 1]):
            after = level
            if counted and cell - first[row] != search.start[row]:
                after -= 1
            if after >= 0 and search.offered[cell]:
                below = (after * (issues + 1) + row + 1) * count + place
                most = max(most, rest[below] + search.term[cell * count + place])
                least = min(least, spared[below] + search.price[cell * count + place])
        at = (level * (issues + 1) + row) * count + place
        rest[at], spared[at] = most, least


@rule
def enter_kind(public: Public, search: Search, cell: int, row: int) -> None:
    """Add, a row below, what an option means for all: consent, power, open questions, protection.

    Parameters
    ----------
    row
        Where the issues settled before are added up.
    """
    means, kind, at = public.space.means, search.kind, cell * KINDS_OF_CELL
    above, below = row * KINDS_OF_CELL, (row + 1) * KINDS_OF_CELL
    kind[below + ASKED] = kind[above + ASKED] | means[at + ASKED]
    kind[below + REFUSED] = kind[above + REFUSED] | means[at + REFUSED]
    kind[below + INDEX] = kind[above + INDEX] + means[at + INDEX]
    kind[below + LEFT_OPEN] = kind[above + LEFT_OPEN] + means[at + LEFT_OPEN]
    search.strong[row + 1] = search.strong[row] + public.space.guards[cell]


@rule
def enter_worth(search: Search, place: int, cell: int, row: int) -> None:
    """Add, a row below, what an option is worth to a party, and what it costs it at home."""
    count = search.size
    at, above = cell * count + place, row * count + place
    search.net[above + count] = search.net[above] + search.term[at]
    search.paid[above + count] = search.paid[above] + search.price[at]


@rule
def so_far(search: Search, row: int, place: int) -> float:
    """Say what the issues settled come to, and the war, if nobody is aggrieved by the text."""
    weight, at = search.least_weight[place], row * search.size + place
    return float((1.0 - weight) * search.net[at] + weight * (search.war[place] - search.paid[at]))


@rule
def below_at(public: Public, search: Search, row: int, place: int) -> int:
    """Find the place of what the issues below a row can add, at the changes that are left."""
    level = min(search.spare[row], search.levels - 1)
    return int((level * (public.space.issues + 1) + row) * search.size + place)


@rule
def war_at_best(public: Public, search: Search, row: int, place: int) -> float:
    """Say what war resumed is worth to a party, at the least price that the text may have."""
    paid = search.paid[row * search.size + place]
    return float(search.war[place] - (paid + search.spared[below_at(public, search, row, place)]))
