"""Quests to try drafters on, and the plain enumeration that they must equal."""

import math
import random
from itertools import product

import numpy as np
from hypothesis import strategies as st

from sim.places import OWN
from sim.reckoning import Appraisal, Quest, Search
from sim.rules.consent import excluded, needed
from sim.rules.deal import worths
from sim.rules.ledger import enter_kind, enter_worth
from sim.rules.merit import score
from sim.table import Array, Public
from tests.limits.worlds import Table


@st.composite
def quests(draw: st.DrawFn, table: Table) -> Quest:
    """Draw whose gain is sought and where the others' bars lie: near their no-deal values."""
    dice = random.Random(draw(st.integers(0, 2**32 - 1)))
    parties = table.public.space.parties
    bar = table.view.blocked + np.array(
        [dice.choice([-0.4, -0.1, 0.0, 0.2]) for _ in range(parties)]
    )
    slope = np.array([dice.choice([3.0, 60.0, math.inf]) for _ in range(parties)])
    # off the values' own grid: whether a gain of nothing is one would be decided by rounding
    floor = table.view.no_deal - dice.choice([-0.0037, 0.0037, 0.3037, 1.0037])
    ideal = np.array([dice.choice([0.0, 0.2, 1.0]) for _ in range(parties)])
    ideal[dice.randrange(parties)] = 0.5  # somebody has something to gain
    closed = np.array([[dice.random() < 0.1 for _ in row] for row in table.public.space.offered])
    offered = np.where(closed, 0, table.public.space.offered)
    lead = dice.randrange(parties)
    return Quest(lead, table.public.book.aim, bar, slope, floor, ideal, offered)


def own_gain(public: Public, lead: int, least: float, slope: float = math.inf) -> Quest:
    """Seek one party's own gain where all have the same bar, by all that may be tabled."""
    count = public.space.parties
    bar, slopes = np.full(count, least), np.full(count, slope)
    return Quest(lead, OWN, bar, slopes, bar, np.ones(count), public.space.offered)


def all_texts(public: Public, offered: Array | None = None) -> list[Array]:
    """List every text that may be tabled (by ``offered``, if that is given)."""
    space = public.space
    may = space.offered if offered is None else offered
    rows = [[o for o in range(space.options[i]) if may[i, o]] for i in range(space.issues)]
    return [np.array(text, dtype=np.int64) for text in product(*rows)]


def any_text(public: Public) -> st.SearchStrategy[Array]:
    """Draw a text, whether it may be tabled or not."""
    return st.sampled_from(all_texts(public, np.ones_like(public.space.offered)))


def settle_first(public: Public, search: Search, text: Array, depth: int) -> None:
    """Settle the first issues of a text on a working paper."""
    for row, issue in enumerate(public.space.order[:depth]):
        cell = public.space.first[row] + text[issue]
        enter_kind(public, search, cell, row)
        for place in range(search.size):
            enter_worth(search, place, cell, row)


def scored(public: Public, view: Appraisal, quest: Quest, text: Array) -> float:
    """Score one whole text."""
    space = public.space
    worth, scratch = np.zeros(space.parties), np.zeros(space.parties)
    worths(public, view, text, worth)
    asked = needed(space.ballot, text)
    out = excluded(space.ballot, text)
    return float(score(space.ballot, quest, asked, out, worth, scratch))


def best_score(public: Public, view: Appraisal, quest: Quest, texts: list[Array]) -> float:
    """Score all texts and keep the best."""
    return max((scored(public, view, quest, text) for text in texts), default=-math.inf)


def same(found: float, wanted: float) -> bool:
    """Compare scores: equal infinities, or within 1e-9."""
    return found == wanted or abs(found - wanted) <= 1e-9 * max(1.0, abs(wanted))
