"""What the strategies of the literature share: a reservation value, an ideal, offers and answers.

Each of them holds out for a worth of its own (its *target*), offers a text worth that much, and
accepts whatever is. The reservation value is what blocking is worth to the party now, war and
threats included, and its private resolve on top.
"""

import math

import numpy as np

from agents.strategies.logit import read
from sim.places import OWN
from sim.reckoning import Appraisal, Quest, Wish
from sim.rule import rule
from sim.rules.appraisal import appraise
from sim.rules.bid import best_bid, lowest
from sim.rules.choice import blurred, log_logistic, margin
from sim.rules.consent import excluded, log_chance, needed
from sim.rules.deal import worth_to, worths
from sim.rules.exact import best_text
from sim.rules.learning import mean_and_sd
from sim.rules.objection import concession, main_objection
from sim.table import Answer, Array, Draft, View

ENOUGH = 1e-4  # a text that falls short of a target by this little will do, as NegMAS has it


@rule
def appraised(view: View) -> Appraisal:
    """Value everything as this party sees it."""
    return appraise(view.public, view.world, view.optimism, view.taste)


@rule
def worth_now(view: View, own: Appraisal, text: Array) -> float:
    """Say what a text is worth to the party itself."""
    return worth_to(view.public, own, text, view.seat)


@rule
def reservation(view: View, own: Appraisal, offered: Array) -> float:
    """Say below what worth the party walks away; no less than its worst text where all add up."""
    least = own.blocked[view.seat] + view.resolve
    if view.public.book.at_war:
        return float(least)
    return float(max(least, lowest(view.public, own, offered, view.seat)))


@rule
def ideal(view: View, own: Appraisal, offered: Array, text: Array) -> float:
    """Find the text that is best for the party, whatever the others say, and what it is worth.

    Parameters
    ----------
    text
        int[I] filled in; left as it is if nothing may be tabled.
    """
    public, count = view.public, view.public.space.parties
    if public.book.at_war:
        bars, sharp = np.full(count, -math.inf), np.full(count, math.inf)
        quest = Quest(view.seat, OWN, bars, sharp, own.blocked, own.blocked, offered)
        best_text(public, own, quest, text, text)
    else:
        most_of(view, own, offered, -math.inf, own.net[view.seat].copy(), text)
    return worth_now(view, own, text)


@rule
def most_of(
    view: View, own: Appraisal, offered: Array, least: float, gain: Array, text: Array
) -> bool:
    """Find the offer that has most of a measure among those worth so much to the party.

    Parameters
    ----------
    gain
        [I, O] what each option adds to the measure.
    text
        int[I] filled in, where there is one.
    """
    nothing = np.zeros((0, view.public.space.issues), dtype=np.int64)
    sought = Wish(view.seat, least, gain, math.inf, -1, 0.0, 0.0, 0.0)
    return best_bid(view.public, own, offered, sought, nothing, 0, text)


@rule
def target_at(view: View, own: Appraisal, offered: Array, share: float) -> float:
    """Say what the party holds out for when it claims this share of all above its reservation."""
    least, text = reservation(view, own, offered), view.world.text.copy()
    return least + share * max(0.0, ideal(view, own, offered, text) - least)


@rule
def closest(view: View, own: Appraisal, offered: Array, target: float, text: Array) -> bool:
    """Find the offer that gives away most down to a target: the least terms worth that much.

    Its best text if none is worth it; no offer if that is not worth its reservation either.

    Parameters
    ----------
    text
        int[I] filled in.
    """
    public, seat = view.public, view.seat
    nothing = np.zeros((0, public.space.issues), dtype=np.int64)
    enough = public.who.legacy[seat] - target
    if public.book.at_war:  # where terms alone do not say what a text is worth
        enough = math.inf
    sought = Wish(seat, target, -own.net[seat], enough, -1, 0.0, 0.0, 0.0)
    if best_bid(public, own, offered, sought, nothing, 0, text):
        return True
    least = reservation(view, own, offered)
    return ideal(view, own, offered, text) >= least - ENOUGH


@rule
def offered_at(view: View, own: Appraisal, offered: Array, target: float) -> Draft:
    """Offer the text that gives away most down to a target."""
    text = view.world.text.copy()
    return tabled(view, own, text, closest(view, own, offered, target, text))


@rule
def tabled(view: View, own: Appraisal, text: Array, found: bool) -> Draft:
    """Table a text; a mediator reads the others' view of it too, to learn from their answers."""
    public, count = view.public, view.public.space.parties
    score = 0.0 if found else -math.inf
    if found and view.seat == public.book.mediator:
        seen = read(view, text)
        chance = chance_of(view, seen)
        return Draft(seen.text, score, chance, seen.worth, seen.bar, seen.loss)
    worth = np.zeros(count)
    worths(public, own, text, worth)
    return Draft(
        text, score, 0.0, worth, own.no_deal.copy(), np.zeros((count, public.space.issues))
    )  # fmt: skip


@rule
def chance_of(view: View, seen: Draft) -> float:
    """Say how likely a mediator takes a text to be to pass, by its picture of the others."""
    public, ballot = view.public, view.public.space.ballot
    log_yes = np.zeros(public.space.parties)
    for party in range(public.space.parties):
        if party != view.seat:
            mean, sd = mean_and_sd(view.picture[party], public.who.spread[party])
            slope = blurred(public.book.precision, sd)
            log_yes[party] = log_logistic(margin(seen.worth[party], seen.bar[party] + mean, slope))
    asked = needed(ballot, seen.text)
    return math.exp(log_chance(ballot, asked, log_yes))


@rule
def answered(
    view: View, own: Appraisal, offered: Array, text: Array, drafter: int, target: float
) -> Answer:
    """Answer a text: yes if it is worth the target, with what the party objects to most."""
    public, seat = view.public, view.seat
    ballot = public.space.ballot
    worth = worth_now(view, own, text)
    yes = worth >= target - ENOUGH or seat == drafter
    if (excluded(ballot, text) >> seat) & 1:
        yes = False
    asked = needed(ballot, text)
    objection, loss = main_objection(public, own, offered, seat, asked, text)
    issue, option = concession(public, own, offered, seat, asked, text, objection)
    return Answer(
        yes, 1.0 if yes else 0.0, worth, target, own.blocked[seat], own.no_deal[seat], own.odds,
        objection, loss, issue, option,
    )  # fmt: skip
