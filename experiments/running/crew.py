"""Who plays a session: a few runs here first, then as many workers as the work is worth."""

from concurrent.futures import Executor

from experiments.running.gathering import SMALL, gather, own_team
from experiments.running.halt import Halted, Unwritable
from experiments.running.runner import Runner
from experiments.running.session import Session
from experiments.running.team import Team
from experiments.running.working import play_job, warm_up

TRIAL = 8  # runs that the coordinator plays itself, to see how long they take
LONG = 1e9  # seconds: minds of one's own may do anything, so they get processes


class Crew:
    """The team of a session, brought together when there is work, and let go at the end."""

    def __init__(self, session: Session, jobs: int | None, executor: str | Executor) -> None:
        self.session, self.jobs, self.executor = session, jobs, executor
        self.team: Team | None = None

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        if self.team is not None:
            self.team.close()

    def play(self, ids: range) -> None:
        """Play what is missing of a block."""
        unknown = self.session.pace.runs == 0 and not self.session.plan.delegates
        if unknown and self.executor == "local":
            self._try_out(ids)
        if self.team is not None and self.executor == "local" and self._outgrown():
            self.team.close()
            self.team = None
        left = self.session.ledger.missing(ids)
        if left:
            session = self.session
            team = self.gathered(ids)
            Runner(team, session.pace, session.job, session.keep).run(left)

    def _outgrown(self) -> bool:
        """Say whether a study that goes on from block to block is too long for threads."""
        threads = self.team is not None and self.team.name == "threads"
        return threads and self.session.pace.total > SMALL

    def _try_out(self, ids: range) -> None:
        """Play a few runs here, to see how long they take; the rules are compiled by the way."""
        plan, ledger = self.session.plan, self.session.ledger
        warm_up(plan.scenarios, plan.delegates)
        first = ledger.missing(ids)[0][:TRIAL]
        try:
            played = play_job(self.session.job(first))
        except Unwritable as error:
            raise Halted(f"it can't be written ({error})") from None
        self.session.pace.note(len(played.ids), played.seconds)
        self.session.keep(played)

    def gathered(self, ids: range | None = None) -> Team:
        """Bring the team together, once."""
        if self.team is None:
            plan, expected = self.session.plan, 0.0
            if ids is not None:
                left = sum(map(len, self.session.ledger.missing(ids)))
                pace = self.session.pace
                expected = max(pace.total, left * pace.each)
                if plan.delegates:
                    from experiments.at_the_table import compile_for  # mesa takes half a second

                    expected = LONG
                    compile_for(left)
            if isinstance(self.executor, Executor):
                self.team = own_team(self.executor, self.jobs)
            else:
                warm = (warm_up, plan.scenarios, plan.delegates)
                self.team = gather(self.executor, self.jobs, expected, warm)
            if ids is not None:
                self.session.ledger.name_team(self.team.width, self.team.name)
        return self.team
