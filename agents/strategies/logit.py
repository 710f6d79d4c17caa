"""The model's own mind: drafts by expected gain, answers by a logit around its bar (E15-E17)."""

import math

import numpy as np

from sim.places import EXACT, KALAI_SMORODINSKY, OWN
from sim.reckoning import Appraisal, Quest
from sim.rule import rule
from sim.rules.agenda import on_offer
from sim.rules.amendment import amended_text
from sim.rules.appraisal import appraise
from sim.rules.aspiration import bar, conceded
from sim.rules.choice import blurred, logistic, margin
from sim.rules.consent import excluded, needed
from sim.rules.deal import worth_to, worths
from sim.rules.exact import best_text
from sim.rules.learning import heed, learn, mean_and_sd
from sim.rules.merit import log_merit
from sim.rules.objection import complaint, concession, main_objection
from sim.table import Answer, Array, Draft, Public, View


@rule
def ideal_worth(view: View, own: Appraisal, offered: Array, party: int) -> float:
    """Worth to a party of the best text that all others whose yes it needs could live with (E15).

    By the viewer's reading of the war; the party's value of blocking if there is no such text.
    """
    public = view.public
    slope = np.full(public.space.parties, math.inf)
    quest = Quest(party, OWN, own.blocked, slope, own.blocked, own.blocked, offered)
    text = view.hopes[party]
    if best_text(public, own, quest, text, text) == -math.inf:
        return float(own.blocked[party])
    return worth_to(public, own, text, party)


@rule
def held_bar(
    view: View, own: Appraisal, offered: Array, party: int, resolve: float
) -> float:  # fmt: skip
    """Bar of a party of this resolve at this point of the talks, by the viewer's reading (E15)."""
    who, book = view.public.who, view.public.book
    ideal = own.blocked[party]
    if who.aspiration[party] > 0.0:
        ideal = ideal_worth(view, own, offered, party)
    elapsed = view.round - book.opens
    come_down = conceded(elapsed, book.rounds - book.opens, who.concession[party])
    return bar(own.blocked[party], resolve, who.aspiration[party], come_down, ideal)


@rule
def draft(view: View) -> Draft:
    """Draft the text of the highest chance x gain, by the procedure of the talks (E17).

    The others' bars are read from public numbers, the drafter's own reading of the war and, for
    the mediator, its picture of each party's resolve.
    """
    public, count, seat = view.public, view.public.space.parties, view.seat
    own = appraise(public, view.world, view.optimism, view.taste)
    offered = on_offer(public, view.world, view.track)
    plain, bars, slopes = np.zeros(count), np.zeros(count), np.zeros(count)
    ideals = np.ones(count)
    aim = public.book.aim if seat == public.book.mediator else OWN
    for party in range(count):
        if aim == OWN and party == seat:  # it stands by what it tables for its own gain
            plain[party] = bars[party] = own.no_deal[party]
            continue
        plain[party] = held_bar(view, own, offered, party, 0.0)
        mean, sd = 0.0, public.who.spread[party]
        if seat == public.book.mediator:
            mean, sd = mean_and_sd(view.picture[party], public.who.spread[party])
        bars[party] = plain[party] + mean
        slopes[party] = blurred(public.book.precision, sd)
        if aim == KALAI_SMORODINSKY:
            ideals[party] = ideal_worth(view, own, offered, party) - own.no_deal[party]
    quest = Quest(seat, aim, bars, slopes, own.no_deal, ideals, offered)
    text, worth = view.world.text.copy(), np.zeros(count)
    if public.book.procedure == EXACT:
        value = best_text(public, own, quest, view.world.text, text)
    else:
        value = amended_text(public, own, quest, view.world.text, text)
    worths(public, own, text, worth)
    chance = math.exp(value - log_merit(quest, worth)) if value > -math.inf else 0.0
    asked = needed(public.space.ballot, text)
    loss = complaints(public, own, offered, text, asked, seat)
    return Draft(text, value, chance, worth, plain, loss)


@rule
def read(view: View, text: Array) -> Draft:
    """Read another's text as if it were one's own draft: what it is worth to each, and the bars."""
    public, count = view.public, view.public.space.parties
    own = appraise(public, view.world, view.optimism, view.taste)
    offered = on_offer(public, view.world, view.track)
    plain, worth = own.no_deal.copy(), np.zeros(count)
    asked = needed(public.space.ballot, text)
    for party in range(count):
        if party != view.seat and (asked >> party) & 1:
            plain[party] = held_bar(view, own, offered, party, 0.0)
    worths(public, own, text, worth)
    loss = complaints(public, own, offered, text, asked, view.seat)
    return Draft(text, 0.0, 0.0, worth, plain, loss)


@rule
def complaints(
    public: Public, own: Appraisal, offered: Array, text: Array, asked: int, seat: int
) -> Array:
    """Guess how strongly the others whose yes is needed object to each issue of a text. [P, I]."""
    strength = np.zeros((public.space.parties, public.space.issues))
    for party in range(public.space.parties):
        if party == seat or not (asked >> party) & 1:
            continue
        for issue in range(public.space.issues):
            strength[party, issue] = complaint(public, own, offered, party, asked, text, issue)
    return strength


@rule
def answer(view: View, text: Array, drafter: int, draw: float) -> Answer:
    """Answer a text: yes with the logit's probability of its worth over the bar (E16).

    A text across a hard red line is refused. Whoever tabled a text for its own gain stands by it.
    With its answer a party says what it objects to most, and what it would give for it.
    """
    public, seat = view.public, view.seat
    own = appraise(public, view.world, view.optimism, view.taste)
    offered = on_offer(public, view.world, view.track)
    worth = np.zeros(public.space.parties)
    worths(public, own, text, worth)
    hold = held_bar(view, own, offered, seat, view.resolve)
    chance = logistic(margin(worth[seat], hold, public.book.precision))
    asked = needed(public.space.ballot, text)
    if (excluded(public.space.ballot, text) >> seat) & 1:
        chance = 0.0
    elif seat == drafter and (public.book.aim == OWN or seat != public.book.mediator):
        chance = 1.0
    objection, loss = main_objection(public, own, offered, seat, asked, text)
    issue, option = concession(public, own, offered, seat, asked, text, objection)
    return Answer(
        draw < chance, chance, worth[seat], hold, own.blocked[seat], own.no_deal[seat], own.odds,
        objection, loss, issue, option,
    )  # fmt: skip


@rule
def take_note(view: View, drafted: Draft, said: Array, objections: Array, guess: Array) -> None:
    """Update a drafter's picture of the others by their answers and criticism, in place (E17).

    Parameters
    ----------
    said, objections
        int[P] 1 yes, 0 no, -1 not asked; and the issue that each objects to, -1 none.
    guess
        [P, I] the drafter's guess of the others' factors.
    """
    public = view.public
    for party in range(public.space.parties):
        if party != view.seat and said[party] >= 0 and public.who.spread[party] > 0.0:
            learn(
                view.picture[party], public.who.spread[party], drafted.worth[party],
                drafted.bar[party], public.book.precision, said[party] == 1,
            )  # fmt: skip
        if party != view.seat and said[party] == 0 and public.who.taste_spread[party] > 0.0:
            heed(public.space, party, objections[party], drafted.loss[party], guess)
