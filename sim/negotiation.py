"""One negotiation as a Mesa model: five people at a table, to watch, subclass and step."""

import hashlib
from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Any

import mesa
import numpy as np

from sim.draws import Luck, luck
from sim.errors import InputError
from sim.record import Made, Record, Reply, Round, Text
from sim.round import (
    NOT_OVER,
    OVER,
    WIDER,
    copied,
    final_utility,
    hear,
    look,
    minds,
    open_round,
    peace,
    speaker,
)
from sim.rules.appraisal import appraise
from sim.rules.consent import excluded, needed
from sim.rules.deal import leaves_all_open
from sim.rules.no_deal import believed_odds
from sim.rules.outcome import OUTCOMES, outcome
from sim.scenario import Scenario
from sim.setting import first_world, round_date, setting
from sim.table import ANSWER, Answer


class Negotiation(mesa.Model):  # type: ignore[misc]
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
        self.delegates: list[Any] = _cast()(self, dict(delegates or {}))
        _forget_identifiers(self)
        self.round = -1
        self.running: bool = True
        self.ended, self.signed = NOT_OVER, False
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
        """Let a round of war pass, then let a text be drafted and answered if one is due."""
        if not self.running:
            return
        self.round += 1
        before = _snapshot(self)
        uniform = self.luck.uniform[self.round]
        self.ended = open_round(self.public, self.world, self.round, uniform)
        text = None
        if self.ended == NOT_OVER:
            drafter = speaker(self.public, self.round)
            if drafter >= 0:
                text = self._table_text(drafter, uniform)
        self.signed = text is not None and text.signed
        self.rounds.append(self._round(text, before))
        over = self.ended != NOT_OVER or self.signed
        self.running = not over and self.round + 1 < self.public.book.rounds

    def _table_text(self, drafter: int, uniform: Any) -> Text | None:
        space = self.public.space
        view = self.view(drafter)
        drafted = self.delegates[drafter].draft(view)
        if drafted.score == -np.inf:
            return None
        self._check_text(drafted.text, self.setting.actors[drafter])
        asked = needed(space.ballot, drafted.text, space.issues)
        said = np.full(space.parties, -1, dtype=np.int64)
        objections = said.copy()
        replies = []
        for seat, delegate in enumerate(self.delegates):
            answer = delegate.answer(
                self.view(seat), drafted.text.copy(), drafter, float(uniform[ANSWER, seat])
            )
            if not isinstance(answer, Answer):
                wrong, right = f"its answer {answer!r} is none", "give a sim.table.Answer"
                raise InputError(f"the delegate of {delegate.party}", wrong, right)
            needs = bool((asked >> seat) & 1)
            if needs:
                said[seat] = 1 if answer.yes else 0
                objections[seat] = answer.objection
            replies.append(self._reply(seat, needs, answer, drafted.text))
        signed = bool(hear(self.public, self.world, drafted.text, said, uniform))
        for seat, delegate in enumerate(self.delegates):
            own = drafted if seat == drafter else None
            guess = (
                self.mind.guess
                if seat == self.public.book.mediator
                else np.ones_like(self.mind.guess)
            )
            delegate.hear(self.view(seat), own, said, objections, guess)
        return Text(
            int(self.world.texts[0]), self.setting.actors[drafter], self._terms(drafted.text),
            tuple(replies), signed,
        )  # fmt: skip

    def _check_text(self, text: Any, who: str) -> None:
        """Refuse a text of a mind of one's own that names options that there are not."""
        options = self.public.space.options
        given = np.asarray(text)
        if given.shape != options.shape or ((given < 0) | (given >= options)).any():
            wrong = f"its text {given.tolist()} names options that there are not"
            right = f"give {len(options)} whole numbers, each under {options.tolist()}"
            raise InputError(f"the delegate of {who}", wrong, right)

    def view(self, seat: int) -> Any:
        """Show what the party at this seat sees now."""
        shown = copied(self.world)  # so that a mind of any kind can't move the table itself
        return look(self.public, self.private, shown, self.mind, seat, self.round)

    def _terms(self, text: Any) -> dict[str, str]:
        names = zip(self.setting.issues, self.setting.options, text, strict=True)
        return {issue: options[choice] for issue, options, choice in names}

    def _reply(self, seat: int, asked: bool, answer: Answer, text: Any) -> Reply:
        barred = bool(
            (excluded(self.public.space.ballot, text, self.public.space.issues) >> seat) & 1
        )
        objection = self.setting.issues[answer.objection] if answer.objection >= 0 else None
        return Reply(
            self.setting.actors[seat], asked, bool(answer.yes), float(answer.probability),
            float(answer.worth), float(answer.bar), float(answer.blocked), float(answer.no_deal),
            objection, float(answer.loss), _reason(answer, barred),
        )  # fmt: skip

    def _round(self, text: Text | None, before: dict[str, Any]) -> Round:
        believed, no_deal = {}, {}
        odds = believed_odds(self.public, self.world, 0.0, -1) if self.public.book.at_war else 0.5
        for seat, party in enumerate(self.setting.actors):
            own = appraise(self.public, self.world, self.private.optimism[seat], self.mind.taste)
            believed[party], no_deal[party] = float(own.odds), float(own.no_deal[seat])
        return Round(
            self.round, round_date(self.situation, self.round).isoformat(),
            int(self.world.position[0]), odds,
            believed, no_deal, text, _events(self, before),
        )  # fmt: skip

    def record(self) -> Record:
        """Give what has happened so far as a frozen record."""
        public, world, text = self.public, self.world, self.world.text.copy()
        space = public.space
        all_open = leaves_all_open(space.left_open, space.core_questions, text)
        number = outcome(
            self.ended == WIDER, int(world.position[0]), public.book.steps, self.signed,
            all_open, False, False, False,
        )  # fmt: skip
        taste = self.mind.taste
        utility = {
            party: float(final_utility(public, world, taste, seat, self.ended, self.signed, text))
            for seat, party in enumerate(self.setting.actors)
        }
        held = None
        if self.signed and public.book.at_war:
            held = self._peace(text)
        blocked_by, objection = _last_blocker(self.rounds)
        return Record(
            OUTCOMES[number], self.round, round_date(self.situation, self.round).isoformat(),
            self._terms(text) if self.signed else None, utility, held, public.book.window,
            int(self.situation.calendar.rounds_per_year.value), blocked_by, objection,
            tuple(self.rounds), self.made,
        )  # fmt: skip

    def _peace(self, text: Any) -> int:
        world = copied(self.world)  # so that asking twice gives the same answer
        uniform = self.luck.uniform
        return int(
            peace(self.public, self.private, world, self.mind.taste, text, self.round, uniform)
        )


def scenario_hash(scenario: Scenario) -> str:
    """Give a short hash of everything in a scenario, lens and overrides included."""
    return hashlib.sha256(scenario.model_dump_json().encode()).hexdigest()[:16]


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


def _snapshot(model: Negotiation) -> dict[str, Any]:
    return {"position": int(model.world.position[0]), "punished": model.world.punished.copy(),
            "credibility": model.world.credibility.copy()}  # fmt: skip


def _events(model: Negotiation, before: dict[str, Any]) -> tuple[str, ...]:
    """Name what happened in a round, as codes that the story puts into words."""
    world, book, names = model.world, model.public.book, model.setting.actors
    events = []
    if book.at_war and world.position[0] != before["position"]:
        gained = book.attacker if world.position[0] < before["position"] else book.defender
        events.append(f"advance:{names[gained]}")
    if model.ended == OVER:
        events.append("collapse" if world.position[0] <= 0 else "exhaustion")
    if model.ended == WIDER:
        events.append("wider_war")
    for seat, name in enumerate(names):
        if world.punished[seat] > before["punished"][seat]:
            events.append(f"punished:{name}")
        elif world.credibility[seat] < before["credibility"][seat]:
            events.append(f"bluffed:{name}")
    return tuple(events)


def _reason(answer: Answer, barred: bool) -> str:
    """Name why a party answered so: the comparison that decided it."""
    if barred:
        return "red_line"
    if answer.yes:
        return "clears_bar" if answer.worth >= answer.bar else "near_miss_accepted"
    if answer.worth >= answer.bar:  # though it may be below no deal: threat or resolve set the bar
        return "near_miss_refused"
    return "below_no_deal" if answer.worth < answer.no_deal else "below_bar"


def _last_blocker(rounds: list[Round]) -> tuple[str | None, str | None]:
    texts = [r.text for r in rounds if r.text is not None]
    if not texts:
        return None, None
    refusals = [r for r in texts[-1].replies if r.asked and not r.yes]
    if not refusals:
        return None, None
    worst = min(refusals, key=lambda r: r.worth - r.bar)
    return worst.party, worst.objection
