"""The Mesa model as its own secretary: what happened, in words and plain numbers."""

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from sim.peace import final_utility, lay_down_arms, peace_holds
from sim.places import ENGAGEMENT, FIRST, IN_FORCE, KINDS, LOST, SINCE
from sim.reasons import happened, last_blocker, reason, turning_round
from sim.record import Meeting, Pull, Record, Reply, Round, Text
from sim.round import WIDER, copied
from sim.rules.consent import excluded
from sim.rules.deal import leaves_all_open
from sim.rules.no_deal import believed_odds, no_deal_value
from sim.rules.outcome import OUTCOMES, outcome, partly
from sim.setting import round_date
from sim.table import Answer, Move, World


class Recorded(mesa.Model):  # type: ignore[misc]
    """The part of a ``Negotiation`` that writes its record."""

    if TYPE_CHECKING:  # what the negotiation has
        public: Any
        private: Any
        world: Any
        mind: Any
        setting: Any
        situation: Any
        luck: Any
        rounds: list[Any]
        round: int
        ended: int
        signed: bool
        over_head: bool
        exit: tuple[str, int] | None
        made: Any

    def _pull(self, lever: int, holder: int, scripted: bool, move: Move) -> Pull:
        levers = self.public.levers
        return Pull(
            self.setting.actors[holder], self.setting.levers[lever],
            KINDS[int(levers.kind[lever])], bool(self.world.lever[lever, IN_FORCE]), scripted,
            float(move.gain), float(levers.cost[lever]), float(move.no_deal), float(move.passes),
        )  # fmt: skip

    def _terms(self, text: Any) -> dict[str, str]:
        names = zip(self.setting.issues, self.setting.options, text, strict=True)
        return {issue: options[choice] for issue, options, choice in names}

    def _reply(self, seat: int, asked: bool, answer: Answer, text: Any) -> Reply:
        barred = bool((excluded(self.public.space.ballot, text) >> seat) & 1)
        names = self.setting
        objection = names.issues[answer.objection] if answer.objection >= 0 else None
        give = None
        if answer.give >= 0:
            give = (names.issues[answer.give], names.options[answer.give][answer.give_option])
        return Reply(
            self.setting.actors[seat], asked, bool(answer.yes), float(answer.probability),
            float(answer.worth), float(answer.bar), float(answer.blocked), float(answer.no_deal),
            objection, float(answer.loss), give, reason(answer, barred),
        )  # fmt: skip

    def _round(
        self, text: Text | None, before: World, moves: tuple[Pull, ...],
        meetings: tuple[Meeting, ...], offers: tuple[Text, ...],
    ) -> Round:  # fmt: skip
        believed, no_deal = {}, {}
        for seat, party in enumerate(self.setting.actors):
            odds = self._odds(self.private.optimism[seat])
            worth = no_deal_value(self.public, self.world, self.mind.taste, odds, seat, -1)
            believed[party], no_deal[party] = odds, float(worth)
        return Round(
            self.round, round_date(self.situation, self.round).isoformat(),
            int(self.world.position[0]), self._odds(0.0), believed, no_deal, text,
            happened(self.public, self.setting, before, self.world, self.ended),
            moves, meetings, float(self.world.mood[ENGAGEMENT]), offers,
        )  # fmt: skip

    def _odds(self, optimism: float) -> float:
        """Give the attacker's odds as a party of this optimism believes them; even without war."""
        if not self.public.book.at_war:
            return 0.5
        return float(believed_odds(self.public, self.world, optimism, -1))

    def record(self) -> Record:
        """Give what has happened so far as a frozen record."""
        public, world, text = self.public, self.world, self.world.text.copy()
        space, actors = public.space, self.setting.actors
        all_open = leaves_all_open(space.left_open, space.core_questions, text)
        number = outcome(
            self.ended == WIDER, int(world.position[0]), public.book.steps, self.signed,
            all_open, self.over_head, bool(world.at[LOST] >= 2), partly(public, world),
        )  # fmt: skip
        taste = self.mind.taste
        utility = {
            party: float(
                final_utility(public, world, taste, seat, self.ended, self.signed, text, self.round)
            )
            for seat, party in enumerate(actors)
        }
        blocked_by, objection, binding = last_blocker(self.rounds)
        policy, left = self.exit if self.exit else (None, None)
        return Record(
            OUTCOMES[number], self.round, round_date(self.situation, self.round).isoformat(),
            self._terms(text) if self.signed else None, utility,
            self._peace(text) if self.signed and public.book.at_war else None, public.book.window,
            int(self.situation.calendar.rounds_per_year.value), blocked_by, objection, binding,
            turning_round(self.rounds), self.over_head, policy, left,
            _firsts(self.setting.pacts, world.pact[:, FIRST]),
            _firsts(self.setting.levers, world.lever[:, SINCE]),
            {party: float(world.cost[seat]) for seat, party in enumerate(actors)},
            tuple(self.rounds), self.made,
        )  # fmt: skip

    def _peace(self, text: Any) -> int:
        world = copied(self.world)  # so that asking twice gives the same answer
        public, draws = self.public, self.luck.uniform
        lived = np.empty((public.space.parties, public.space.issues), dtype=np.int64)
        lay_down_arms(public, world, text, lived)
        for held in range(public.book.window):
            luck = draws[self.round + 1 + held]
            if not peace_holds(
                public, self.private, world, self.mind, text, lived, self.over_head, luck
            ):
                return held
        return int(public.book.window)


def _firsts(names: tuple[str, ...], since: Any) -> dict[str, int]:
    """Name what has come about, with its first round."""
    return {name: int(round_) - 1 for name, round_ in zip(names, since, strict=True) if round_ > 0}
