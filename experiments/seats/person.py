"""A seat that a person holds: a delegate that says what the person decided, or asks and waits."""

from typing import TYPE_CHECKING, Any

import numpy as np

from agents.delegate import Delegate
from experiments.seats.asking import (
    ANSWER,
    DRAFT,
    JOIN,
    LEVERS,
    PART,
    Log,
    Question,
    Said,
    text_of,
)
from sim.leverage import up
from sim.places import COUNTER, MAIN, OFFER, SINGLE_TEXT, SPONSOR, ULTIMATUM
from sim.rules.agenda import on_offer, text_due
from sim.rules.choice import logistic, margin
from sim.rules.consent import needed
from sim.table import Answer, Array, Draft, Joined, Move, View

if TYPE_CHECKING:
    from sim.negotiation import Negotiation


class Waiting(Exception):
    """The round can't go on before a seat has decided."""


class Desk:
    """Where the delegates of a talk leave their questions, and find what was decided."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.open: dict[str, Question] = {}

    def ask(self, question: Question) -> Said | None:
        """Give what was decided, or set the question down.

        Seats that are asked about one thing are asked at once; anything later has to wait.
        """
        said = self.log.of(question.party, question.name)
        if said is not None:
            return said
        if any(other.name != question.name for other in self.open.values()):
            raise Waiting
        self.open[question.party] = question
        return None

    def wait(self) -> None:
        """Stop the round if anything is open."""
        if self.open:
            raise Waiting


class Person(Delegate):
    """A party whose decisions are a person's; what the person leaves to it, its agent decides."""

    def __init__(self, desk: Desk, model: "Negotiation", party: str, seat: int) -> None:
        super().__init__(model, party, seat)
        self.desk = desk

    def _question(self, kind: str, view: View, name: str = "", **about: Any) -> Question:
        names = [str(view.round), kind, *([name] if name else [])]
        return Question(".".join(names), kind, self.party, view.round, view, **about)

    def _gone(self, view: View) -> bool:
        """Say whether the party has walked out, in an earlier round or in this one."""
        return self.desk.log.walked(self.party, view.round) is not None

    def draft(self, view: View) -> Draft:
        """Table what the person wrote; a reply that was handed in with a no comes first."""
        own = super().draft(view)
        if self._gone(view):
            return own._replace(score=-np.inf)
        may = on_offer(view.public, view.world, view.track)
        ready = self._ready(view, may)
        if ready is not None:
            return self._tabled(view, ready)
        said = self.desk.ask(self._question(DRAFT, view, may=may))
        if said is None:
            if view.track != OFFER or view.public.book.protocol == SINGLE_TEXT:
                raise Waiting
            return own._replace(score=-np.inf)
        if said.do == "agent":
            return own
        if said.terms is None:
            return own._replace(score=-np.inf)
        return self._tabled(view, text_of(said.terms))

    def _ready(self, view: View, may: Array) -> Array | None:
        """Find the reply that the person handed in with its no in the round before."""
        if view.track != COUNTER:
            return None
        said = self.desk.log.of(self.party, f"{view.round - 1}.{ANSWER}")
        if said is None or said.terms is None:
            return None
        allowed = all(may[issue, option] for issue, option in enumerate(said.terms))
        return text_of(said.terms) if allowed else None

    def _tabled(self, view: View, text: Array) -> Draft:
        """Read one's own text as the party's agent would: how likely the others are to agree."""
        drafted = self.mind.read(view, text)
        chance, precision = 1.0, view.public.book.precision
        asked = needed(view.public.space.ballot, text)
        for party in range(view.public.space.parties):
            if party != view.seat and (asked >> party) & 1:
                room = margin(drafted.worth[party], drafted.bar[party], precision)
                chance *= logistic(room)
        return drafted._replace(score=0.0, chance=chance)

    def answer(self, view: View, text: Array, drafter: int, draw: float) -> Answer:
        """Answer as the person decided; who tables a text stands by it."""
        own = super().answer(view, text, drafter, draw)
        space = view.public.space
        asked = (needed(space.ballot, text) >> self.seat) & 1
        if self._gone(view):
            return own._replace(yes=False)
        if drafter == self.seat:
            return own._replace(yes=True)
        if not asked and view.track != OFFER:
            return own
        counters = view.track == MAIN and bool(view.public.agenda.counter_texts)
        may = on_offer(view.public, view.world, COUNTER) if counters else None
        question = self._question(
            ANSWER, view, text=text.copy(), drafter=drafter, draw=draw, may=may,
            may_counter=counters,
        )  # fmt: skip
        said = self.desk.ask(question)
        if said is None:
            if view.track == OFFER:
                raise Waiting
            return own._replace(yes=False)
        if said.do == "agent":
            return own
        return own._replace(yes=said.do == "accept")

    def hear(
        self, view: View, drafted: Draft | None, said: Array, objections: Array, guess: Array
    ) -> None:
        """Take note of the answers, once all of them are there."""
        self.desk.wait()
        super().hear(view, drafted, said, objections, guess)

    def pull(self, view: View, lever: int, draw: float) -> Move:
        """Touch a lever if the person said so; all levers of a round are asked about at once."""
        own = super().pull(view, lever, draw)
        if self._gone(view):
            return own
        still = own._replace(made=False)
        if self._resting(view) or not _usable(view, lever):
            return still
        levers = tuple(n for n in range(len(view.world.lever)) if self._touchable(view, n))
        said = self.desk.ask(self._question(LEVERS, view, levers=levers))
        if said is None:
            return still
        if said.do == "agent":
            return own
        names = self.model.setting.levers
        return own._replace(made=names[lever] in said.levers)

    def _touchable(self, view: View, lever: int) -> bool:
        mine = int(view.public.levers.holder[lever]) == self.seat
        return mine and up(view.public, view.world, lever, view.round) == 1 and _usable(view, lever)

    def _resting(self, view: View) -> bool:
        """Say whether the person wants not to be asked about levers before the next text."""
        return self.desk.log.resting(self.party, view.round) is not None

    def sign_on(self, view: View, pact: int, draw: float) -> Joined:
        """Join an agreement if the person said so; it is asked once, and its word stands."""
        own = super().sign_on(view, pact, draw)
        if self._gone(view):
            return own._replace(yes=False)
        name = self.model.setting.pacts[pact]
        stands = self.desk.log.stance(self.party, name, view.round)
        if stands is None:
            self.desk.ask(self._question(JOIN, view, name, pact=pact, draw=draw))
            return own._replace(yes=False)
        return own if stands == "agent" else own._replace(yes=stands == "join")

    def part(self, view: View, draw: float) -> int:
        """Leave the table by the policy that the person chose, or stay."""
        if self._gone(view):
            return super().part(view, draw)
        said = self.desk.ask(self._question(PART, view, draw=draw))
        if said is None or said.do == "stay":
            return -1
        if said.do == "agent" or said.policy is None:
            return super().part(view, draw)
        return int(self.model.setting.policies.index(said.policy))


def _usable(view: View, lever: int) -> bool:
    """Say whether a lever can do anything now: those that change a text wait for one."""
    if view.public.levers.kind[lever] not in (SPONSOR, ULTIMATUM):
        return True
    by_text = view.public.book.protocol == SINGLE_TEXT
    return by_text and bool(text_due(view.public, view.world, view.round))
