"""The Mesa model where parties bargain without a mediator: offers in turns, and at once."""

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.offers import admit, last_offers, offer, reply, taken, worth_to
from sim.places import ANSWER, BID, OFFER, STANDING, TEXT_KINDS
from sim.record import Reply, Text
from sim.recorded import Recorded


class Bargaining(Recorded):
    """The part of a ``Negotiation`` that lets parties make offers to one another."""

    if TYPE_CHECKING:  # what the negotiation has
        delegates: list[Any]
        track: int
        view: Any
        _drafted: Any
        _answered: Any

    def _take_turn(self, seat: int, uniform: Any) -> Text | None:
        """Let a party accept the offer on the table or make its own."""
        world, delegate, self.track = self.world, self.delegates[seat], OFFER
        self.mind.luck[seat] = uniform[BID, seat]
        if world.at[STANDING] > 0:
            text, drafter = world.text.copy(), int(world.at[STANDING]) - 1
            answer = self._answered(delegate, text, drafter, uniform)
            self.signed = bool(reply(self.public, world, seat, bool(answer.yes)))
            self._add_reply(self._reply(seat, True, answer, text))
            if answer.yes:
                return None
        drafted = self._drafted(seat, uniform)
        if drafted.score == -np.inf:
            return None
        self.signed = bool(offer(self.public, world, drafted.text, seat))
        return self._offer(int(world.texts[0]), seat, drafted.text, (), self.signed)

    def _offer(
        self, number: int, seat: int, text: Any, replies: tuple[Reply, ...], signed: bool
    ) -> Text:
        return Text(
            number, self.setting.actors[seat], self._terms(text), replies, signed,
            TEXT_KINDS[OFFER],
        )  # fmt: skip

    def _add_reply(self, said: Reply) -> None:
        """Set an answer down with the offer, which was tabled in an earlier round."""
        for place in range(len(self.rounds) - 1, -1, -1):
            text = self.rounds[place].text
            if text is not None:
                replies = (*text.replies, said)
                text = dataclasses.replace(text, replies=replies, signed=self.signed)
                self.rounds[place] = dataclasses.replace(self.rounds[place], text=text)
                return

    def _bid_at_once(self, uniform: Any) -> tuple[Text, ...]:
        """Let all make an offer, and see whether one of them is taken."""
        world, self.track = self.world, OFFER
        before = last_offers(self.public, world)
        offers, seats = before.copy(), range(len(before))
        for seat in seats:
            drafted = self._drafted(seat, uniform)
            if drafted.score > -np.inf:
                offers[seat] = drafted.text
        views = [self.view(seat) for seat in seats]
        worth = np.array([[worth_to(view, text) for view in views] for text in offers])
        worth_before = np.array([[worth_to(view, text) for view in views] for text in before])
        first = int(world.texts[0])
        admit(world, offers, before, worth, worth_before)
        chosen = taken(self.public, offers, worth, float(uniform[ANSWER, 0]))
        self.signed = chosen >= 0
        if self.signed:
            world.text[:] = offers[chosen]
        return tuple(
            self._offer(first + 1 + seat, seat, offers[seat], (), seat == chosen)
            for seat in seats
        )  # fmt: skip
