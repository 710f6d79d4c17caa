"""A party at the table as a Mesa agent: it looks, decides and hears."""

from typing import TYPE_CHECKING, Any

import mesa

from agents.mind import PLAIN
from agents.swift import SWIFT
from sim.errors import InputError
from sim.table import Answer, Array, Draft, Joined, Move, View

if TYPE_CHECKING:
    from sim.negotiation import Negotiation


class Delegate(mesa.Agent):  # type: ignore[misc]
    """Speaks for one party, by the strategy that the scenario gives it.

    Subclass it and override ``answer`` (and ``draft``, for a mediator) to give a party a mind of
    your own. A delegate is shown a ``View`` of the table alone: what is public, and its own mind.

    Parameters
    ----------
    model
        The negotiation.
    party
        Name of the party in the scenario, such as ``"UA"``.
    seat
        Its place among the parties.
    """

    def __init__(self, model: "Negotiation", party: str, seat: int) -> None:
        super().__init__(model)
        self.party = party
        self.seat = seat
        self.mind = SWIFT if model.swift else PLAIN

    def draft(self, view: View) -> Draft:
        """Table a text (asked of the mediator when one is due)."""
        return self.mind.draft(view)

    def read(self, view: View, text: Array) -> Draft:
        """Read another's text as if it were one's own draft (asked of the mediator)."""
        return self.mind.read(view, text)

    def pull(self, view: View, lever: int, draw: float) -> Move:
        """Decide whether to take up one's lever, or to end it if it is in force."""
        return self.mind.pull(view, lever, draw)

    def sign_on(self, view: View, pact: int, draw: float) -> Joined:
        """Decide whether to join an agreement of a side track."""
        return self.mind.sign_on(view, pact, draw)

    def part(self, view: View, draw: float) -> int:
        """Choose by which policy to leave (asked of a mediator that is tired); -1 to stay."""
        return self.mind.part(view, draw)

    def answer(self, view: View, text: Array, drafter: int, draw: float) -> Answer:
        """Answer a text.

        Parameters
        ----------
        text
            int[I] the option tabled on each issue.
        drafter
            Seat of the party that tabled it.
        draw
            This party's luck in this round, uniform in [0, 1).
        """
        return self.mind.answer(view, text, drafter, draw)

    def hear(
        self, view: View, drafted: Draft | None, said: Array, objections: Array, guess: Array
    ) -> None:
        """Take note of how all answered.

        Parameters
        ----------
        drafted
            This delegate's own draft; the mediator's reading of another's; None for the others.
        said, objections
            int[P] 1 yes, 0 no, -1 not asked; and the issue that each objects to, -1 none.
        guess
            [P, I] what this delegate takes the others' weights to be, as factors on the public
            ones; its own memory, to change in place.
        """
        # the mediator alone keeps a picture of the others
        if drafted is not None and self.seat == view.public.book.mediator:
            self.mind.take_note(view, drafted, said, objections, guess)

    def step(self) -> None:
        """Do nothing by itself: the negotiation asks in its own order."""


def cast(model: "Negotiation", minds: dict[str, type[Delegate]] | None = None) -> list[Delegate]:
    """Seat a delegate for each party: the built-in one, or the class that ``minds`` names.

    Raises
    ------
    InputError
        If such a class is no delegate.
    """
    own: dict[str, Any] = minds or {}
    for party, kind in own.items():
        if not callable(kind) or (isinstance(kind, type) and not issubclass(kind, Delegate)):
            name = getattr(kind, "__qualname__", repr(kind))
            wrong = f"the mind of {party}, {name}, is no Delegate"
            raise InputError("delegates", wrong, "subclass agents.Delegate")
    return [
        own.get(party, Delegate)(model, party, seat)
        for seat, party in enumerate(model.setting.actors)
    ]
