"""One negotiation as a Mesa model: five people at a table, to watch, subclass and step."""

from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Any

import mesa
import numpy as np

from sim.bargaining import Bargaining
from sim.draws import Luck, luck
from sim.errors import InputError
from sim.leaving import leave, stay_out, tire
from sim.leverage import carry, up
from sim.offers import all_bid
from sim.places import (
    ANSWER,
    BID,
    BLOCKED_BY,
    ENGAGEMENT,
    JOIN,
    LEAVE,
    MAIN,
    MOVE,
    OFFER,
    OUTLOOK,
    OVER_HEAD,
    OWN_ALONE,
    POLICY,
    TEXT_KINDS,
)
from sim.record import Made, Meeting, Pull, Record, Round, Text, scenario_hash
from sim.regime import own_alone
from sim.round import (
    NOT_OVER,
    copied,
    enter,
    hear,
    look,
    minds,
    open_round,
    speaker,
    take_floor,
)
from sim.rules.consent import needed
from sim.scenario import Scenario
from sim.setting import first_world, setting
from sim.table import Answer, Draft, Move
from sim.tracks import join, meets


class Negotiation(Bargaining):
    """A negotiation that is handed its delegates and steps one round at a time.

    Parameters
    ----------
    scenario
        What is bargained over, by whom, in which war.
    delegates
        Class of the delegate for a party, by name; the built-in mind for all others.
    rng
        Master seed of the luck, 0 to 2^63 - 1; with ``replicate`` it fixes the whole run.
    replicate
        Which run under that seed; replicates with the same number meet the same luck.
    lens, overrides
        What was laid over the scenario, for the record alone.
    swift
        Let the built-in minds decide by their compiled twins: the same record bit by bit in a
        seventh of the time, once they are compiled (about a minute, once on a machine).

    Raises
    ------
    InputError
        If a name or the seed is not usable.

    Examples
    --------
    >>> from sim import Negotiation, load_scenario
    >>> record = Negotiation(load_scenario("ukraine"), rng=1).run()
    >>> record.made.seed
    1
    """

    def __init__(
        self,
        scenario: Scenario,
        delegates: Mapping[str, type] | None = None,
        rng: int = 1,
        replicate: int = 0,
        lens: str | None = None,
        overrides: Mapping[str, float] | None = None,
        swift: bool = False,
    ) -> None:
        for name, number in (("rng", rng), ("replicate", replicate)):
            whole = isinstance(number, int | np.integer) and not isinstance(number, bool)
            if not whole or not 0 <= number < 2**63:
                right = "write a whole number from 0 to 2^63 - 1"
                raise InputError(name, f"{number!r} is no seed", right)
        super().__init__(rng=int(rng))
        # not self.scenario: mesa 3.5 gives that name a meaning of its own
        self.situation, self.setting = scenario, setting(scenario)
        self.public, self.private = self.setting.public, self.setting.private
        self.world = first_world(scenario)
        self.luck: Luck = luck(self.public, int(rng), int(replicate))
        self.mind = minds(self.public, self.luck.normal)
        unknown = set(delegates or {}) - set(self.setting.actors)
        if unknown:
            raise InputError(
                "delegates", f"there is no party {sorted(unknown)[0]!r}",
                f"known: {', '.join(self.setting.actors)}",
            )  # fmt: skip
        self.swift = swift
        self.delegates: list[Any] = _cast()(self, dict(delegates or {}))
        _forget_identifiers(self)
        self.round = -1
        self.running: bool = True
        self.ended, self.signed, self.over_head = NOT_OVER, False, False
        self.track = MAIN
        self.exit: tuple[str, int] | None = None
        self.rounds: list[Round] = []
        self.made = Made(
            scenario.name, scenario_hash(scenario), lens, dict(overrides or {}),
            int(rng), int(replicate), metadata.version("batna"),
        )  # fmt: skip

    def run(self) -> Record:
        """Play to the end and give the record."""
        while self.running:
            self.step()
        return self.record()

    def step(self) -> None:
        """Play one round."""
        self.play_round()

    def play_round(self) -> None:
        """Let a round pass: the war, levers, side tracks, a text if one is due, the mediator."""
        if not self.running:
            return
        self.round += 1
        self.track = MAIN
        before = copied(self.world)
        uniform, text = self.luck.uniform[self.round], None
        self.ended = open_round(self.public, self.world, self.round, uniform)
        moves: tuple[Pull, ...] = ()
        meetings: tuple[Meeting, ...] = ()
        offers: tuple[Text, ...] = ()
        if self.ended == NOT_OVER:
            moves, meetings = self._move_levers(uniform), self._meet(uniform)
            turn = speaker(self.public, self.world, self.round)
            tabled = turn[0] >= 0
            if tabled and turn[1] == OFFER:
                text = self._take_turn(turn[0], uniform)
            elif tabled:
                text = self._table_text(turn, uniform)
                self.signed = text is not None and text.signed
            elif all_bid(self.public, self.world, self.round):
                tabled, offers = True, self._bid_at_once(uniform)
            if not self.signed:
                self._close_round(tabled, uniform)
        self.rounds.append(self._round(text, before, moves, meetings, offers))
        over = self.ended != NOT_OVER or self.signed
        self.running = not over and self.round + 1 < self.public.book.rounds

    def _move_levers(self, uniform: Any) -> tuple[Pull, ...]:
        pulled = []
        for lever in range(len(self.world.lever)):
            state = up(self.public, self.world, lever, self.round)
            if state == 0:
                continue
            holder = int(self.public.levers.holder[lever])
            move = Move(True, 0.0, 0.0, 0.0)
            if state == 1:
                move = self.delegates[holder].pull(
                    self.view(holder), lever, float(uniform[MOVE, lever])
                )
            if move.made:
                carry(self.public, self.world, self.mind.guess, lever, self.round, uniform)
                pulled.append(self._pull(lever, holder, state == 2, move))
        return tuple(pulled)

    def _meet(self, uniform: Any) -> tuple[Meeting, ...]:
        held = []
        for pact in range(len(self.world.pact)):
            state = meets(self.public, self.world, pact, self.round)
            if state == 0:
                continue
            joined: dict[str, bool] = {}
            gains: dict[str, float] = {}
            for seat, delegate in enumerate(self.delegates):
                if state == 1 and (self.public.pacts.members[pact] >> seat) & 1:
                    draw = float(uniform[JOIN + len(joined), pact])
                    choice = delegate.sign_on(self.view(seat), pact, draw)
                    joined[delegate.party] = bool(choice.yes)
                    gains[delegate.party] = float(choice.gain)
            agreed = all(joined.values())
            if agreed:
                join(self.public, self.world, self.mind, pact, self.round)
            name = self.setting.pacts[pact]
            held.append(Meeting(
                self.setting.tracks[pact], name, joined, gains, agreed, state == 2
            ))  # fmt: skip
        return tuple(held)

    def _table_text(self, turn: tuple[int, int], uniform: Any) -> Text | None:
        space, world = self.public.space, self.world
        drafter, self.track = turn
        take_floor(self.world, self.track, self.round)
        drafted = self._drafted(drafter, uniform)
        if self.track == MAIN:
            world.mood[OUTLOOK] = drafted.chance
        if drafted.score == -np.inf:
            world.at[BLOCKED_BY] = -1
            return None
        asked = needed(space.ballot, drafted.text)
        said = np.full(space.parties, -1, dtype=np.int64)
        objections = said.copy()
        replies = []
        for seat, delegate in enumerate(self.delegates):
            answer = self._answered(delegate, drafted.text, drafter, uniform)
            needs = bool((asked >> seat) & 1)
            if needs:
                said[seat] = 1 if answer.yes else 0
                objections[seat] = answer.objection
            replies.append(self._reply(seat, needs, answer, drafted.text))
        target = int(world.at[OVER_HEAD]) - 1
        enter(world, drafted.text, drafter)
        signed = bool(hear(self.public, world, drafted.text, said, self.track, uniform))
        failed = [r for r in replies if r.asked and not r.yes]
        world.at[BLOCKED_BY] = -1
        if failed and self.track == MAIN:
            worst = min(failed, key=lambda r: r.worth - r.bar).party
            world.at[BLOCKED_BY] = self.setting.actors.index(worst)
        self._take_note(drafter, drafted, said, objections)
        self.over_head = signed and target >= 0
        return Text(
            int(world.texts[0]), self.setting.actors[drafter], self._terms(drafted.text),
            tuple(replies), signed, TEXT_KINDS[self.track],
            self.setting.actors[target] if target >= 0 else None,
        )  # fmt: skip

    def _drafted(self, seat: int, uniform: Any) -> Any:
        """Let a party draft a text, and check that it is one."""
        self.mind.luck[seat] = uniform[BID, seat]
        drafted = self.delegates[seat].draft(self.view(seat))
        if not isinstance(drafted, Draft):
            wrong, right = f"its draft {drafted!r} is none", "give a sim.table.Draft"
            raise InputError(f"the delegate of {self.setting.actors[seat]}", wrong, right)
        if drafted.score > -np.inf:
            self._check_text(drafted.text, self.setting.actors[seat])
        return drafted

    def _answered(self, delegate: Any, text: Any, drafter: int, uniform: Any) -> Answer:
        """Let a party answer a text, and check that it did."""
        seat = delegate.seat
        answer = delegate.answer(
            self.view(seat), text.copy(), drafter, float(uniform[ANSWER, seat])
        )  # fmt: skip
        if not isinstance(answer, Answer):
            wrong, right = f"its answer {answer!r} is none", "give a sim.table.Answer"
            raise InputError(f"the delegate of {delegate.party}", wrong, right)
        issues = len(self.setting.issues)
        for field in ("objection", "give"):
            if not -1 <= getattr(answer, field) < issues:
                wrong = f"its {field} {getattr(answer, field)} is no issue"
                right = f"give 0 to {issues - 1}, or -1 for none"
                raise InputError(f"the delegate of {delegate.party}", wrong, right)
        return answer

    def _take_note(self, drafter: int, drafted: Any, said: Any, objections: Any) -> None:
        """Let all hear how all answered; the mediator reads others' texts as if its own."""
        mediator = self.public.book.mediator
        for seat, delegate in enumerate(self.delegates):
            own, guess = None, np.ones_like(self.mind.guess)
            if seat == drafter:
                own = drafted
            if seat == mediator:
                guess = self.mind.guess
                if drafter != mediator:
                    own = delegate.read(self.view(seat), drafted.text.copy())
            delegate.hear(self.view(seat), own, said, objections, guess)

    def _close_round(self, tabled: bool, uniform: Any) -> None:
        """Let the mediator tire, leave, stay away or return."""
        public, world, mediator = self.public, self.world, self.public.book.mediator
        self.track = MAIN
        if world.at[POLICY] >= 0:
            stay_out(public, world, self.mind.guess, uniform[LEAVE, 1])
            return
        tire(public, world, tabled)
        if world.mood[ENGAGEMENT] <= 0.0 or public.exits.script == self.round:
            policy = self.delegates[mediator].part(
                self.view(mediator), float(uniform[LEAVE, 0])
            )  # fmt: skip
            if policy >= 0:
                leave(public, world, policy)
                if self.exit is None:
                    self.exit = (self.setting.policies[policy], self.round)

    def _check_text(self, text: Any, who: str) -> None:
        """Refuse a text of a mind of one's own that names options that there are not."""
        options = self.public.space.options
        given = np.asarray(text)
        if not isinstance(text, np.ndarray) or text.dtype.kind not in "iu":
            wrong = f"its text {given.tolist()} is no array of whole numbers"
            raise InputError(f"the delegate of {who}", wrong, "give np.array([0, 1, …])")
        if given.shape != options.shape or ((given < 0) | (given >= options)).any():
            wrong = f"its text {given.tolist()} names options that there are not"
            right = f"give {len(options)} whole numbers, each under {options.tolist()}"
            raise InputError(f"the delegate of {who}", wrong, right)

    def view(self, seat: int) -> Any:
        """Show what the party at this seat sees now."""
        shown = copied(self.world)  # so that a mind of any kind can't move the table itself
        view = look(self.public, self.private, shown, self.mind, seat, self.round, self.track)
        if self.public.book.regime == OWN_ALONE:
            view = view._replace(public=own_alone(self.public, seat))
        return view


def _cast() -> Callable[..., list[Any]]:
    """Find who seats the delegates: the entry point ``batna.cast``, so that sim imports no mind."""
    for point in metadata.entry_points(group="batna.cast", name="default"):
        return point.load()  # type: ignore[no-any-return]
    raise InputError("batna.cast", "no cast is installed", "install the project: pip install -e .")


def _forget_identifiers(model: mesa.Model) -> None:
    """Drop mesa 3.3's own register of agent numbers, which keeps every model alive."""
    register = getattr(mesa.Agent, "_ids", None)
    if register is not None:
        register.pop(model, None)
