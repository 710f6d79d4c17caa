"""The working paper of a search for a text: running sums, a row for each issue settled.

A row holds what the issues settled so far add up to: whose yes they need, what they are worth to
each party, how far they protect and shift power.
"""

import math

import numpy as np

from sim.places import PEACE, WAR
from sim.rule import rule
from sim.rules.consent import always_needed
from sim.table import Appraisal, Array, Public, Search

UNKNOWN = -1.0  # a weight of collapse that nobody has asked for yet


@rule
def new_search(public: Public, appraisal: Appraisal, offered: Array) -> Search:
    """Lay out the paper, with its first row and what the issues still open can add at most."""
    issues, parties = public.space.issues, public.space.parties
    search = Search(
        np.zeros((issues + 1, parties)), np.zeros((issues + 1, parties)),
        np.zeros((issues + 1, parties, 2)), np.zeros(issues + 1),
        np.zeros(issues + 1, dtype=np.int64), np.zeros(issues + 1, dtype=np.int64),
        np.zeros(issues + 1, dtype=np.int64), np.zeros(issues + 1, dtype=np.int64),
        np.zeros(parties), np.zeros(parties), np.zeros(parties), np.zeros(parties), np.zeros(1),
    )  # fmt: skip
    begin(public, search)
    fill_rest(public, appraisal, offered, search)
    return search


@rule
def begin(public: Public, search: Search) -> None:
    """Write down what holds before any issue is settled."""
    ballot = public.space.ballot
    search.asked[0], search.out[0], search.index[0], search.left[0] = always_needed(ballot), 0, 0, 0
    search.strong[0] = 0.0
    for party in range(public.space.parties):
        search.net[0, party], search.paid[0, party] = public.who.legacy[party], 0.0


@rule
def fill_rest(public: Public, appraisal: Appraisal, offered: Array, search: Search) -> None:
    """Write down the most that the issues below each row can add, in peace and in war."""
    space, rest = public.space, search.rest
    for party in range(space.parties):
        rest[space.issues, party, PEACE] = rest[space.issues, party, WAR] = 0.0
        for row in range(space.issues - 1, -1, -1):
            issue = space.order[row]
            peace, war = -math.inf, -math.inf
            for option in range(space.options[issue]):
                if offered[issue, option]:
                    price = appraisal.price[party, issue, option]
                    peace = max(peace, appraisal.term[party, issue, option] - price)
                    war = max(war, -price)
            rest[row, party, PEACE] = rest[row + 1, party, PEACE] + peace
            rest[row, party, WAR] = rest[row + 1, party, WAR] + war


@rule
def enter(
    public: Public, appraisal: Appraisal, search: Search, issue: int, option: int, above: int,
    below: int,
) -> None:  # fmt: skip
    """Add an option to a row, and write the sums into another."""
    enter_kind(public, search, issue, option, above, below)
    term, price, net, paid = appraisal.term, appraisal.price, search.net, search.paid
    for party in range(public.space.parties):
        enter_worth(term, price, net, paid, party, issue, option, above, below)


@rule
def enter_kind(
    public: Public, search: Search, issue: int, option: int, above: int, below: int
) -> None:
    """Add what an option means for all: consent, protection, power, a question left open."""
    space = public.space
    search.asked[below] = search.asked[above] | space.ballot.owners[issue, option]
    search.out[below] = search.out[above] | space.ballot.barred[issue, option]
    search.strong[below] = search.strong[above] + space.guarantee[issue, option]
    search.index[below] = search.index[above] + space.stride[issue] * option
    search.left[below] = search.left[above] + space.left_open[issue, option]


@rule
def enter_worth(
    term: Array, price: Array, net: Array, paid: Array, party: int, issue: int, option: int,
    above: int, below: int,
) -> None:  # fmt: skip
    """Add what an option is worth to one party, and what it costs it at home.

    The arrays are those of the appraisal and of the working paper: handed over one by one, they
    need not be looked up for each party.
    """
    cost = price[party, issue, option]
    net[below, party] = net[above, party] + (term[party, issue, option] - cost)
    paid[below, party] = paid[above, party] + cost


@rule
def enter_text(
    public: Public, appraisal: Appraisal, search: Search, text: Array, but: int, nor: int
) -> None:
    """Add up a whole text in row 0, two issues left out (-1 none)."""
    begin(public, search)
    for issue in range(public.space.issues):
        if issue not in (but, nor):
            enter(public, appraisal, search, issue, text[issue], 0, 0)


@rule
def note(text: Array, into: Array) -> None:
    """Copy a text."""
    for issue in range(len(text)):
        into[issue] = text[issue]
