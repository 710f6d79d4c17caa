"""One session of a stored sweep: block after block, until the study has seen enough."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from experiments.running.compacting import clear_parts, compact
from experiments.running.halt import Halted
from experiments.running.job import Job, Played
from experiments.running.ledger import WHOLE, Ledger, finish_manifest, write_manifest
from experiments.running.pace import Pace
from experiments.running.parts import Part, clear, find_parts
from experiments.running.plan import Plan
from experiments.running.rounds import ROUNDS, write_rounds
from experiments.running.team import Team

Progress = Callable[[int, int, dict[str, int]], None]


class Players(Protocol):
    """Who plays for a session: brought together when there is work."""

    def play(self, ids: range) -> None:
        """Play what is missing of a block."""

    def gathered(self) -> Team:
        """Bring the team together, once."""


class Session:
    """One session of a stored sweep.

    Attributes
    ----------
    ledger
        What is done.
    whole
        Runs that there may be, as far as it is known.
    """

    def __init__(
        self, plan: Plan, folder: Path, before: dict[str, Any], pace: Pace,
        progress: Progress | None,
    ) -> None:  # fmt: skip
        self.plan, self.folder, self.pace, self.progress = plan, folder, pace, progress
        self.before = before
        self.ledger = Ledger(folder, plan, before)
        self.whole = plan.block

    def run(self, crew: Players, rounds: int) -> dict[str, Any]:
        """Play what is missing, make one table of it, and give the manifest."""
        if self.before.get("state") == WHOLE:
            manifest = self._add_rounds(self.before, rounds, crew)
        else:
            manifest = self._run(crew)
            manifest = self._add_rounds(manifest, rounds, crew)
        clear_parts(self.folder)
        return manifest

    def _run(self, crew: Players) -> dict[str, Any]:
        self.ledger.open_session()
        self._tell()
        try:
            blocks = self._play(crew)
            told = compact(self.folder, self._whole(blocks))
            manifest = finish_manifest(self.ledger.told(), **told)
            write_manifest(self.folder, manifest)
        except Halted as error:
            self._close()
            raise Halted(told_halt(self.folder, str(error))) from error.__cause__
        except BaseException:
            self._close()
            raise
        return manifest

    def _play(self, crew: Players) -> int:
        """Play block after block; give how many the study took."""
        sums = self.plan.sums()
        for number in range(self.plan.blocks):
            ids = range(number * self.plan.block, (number + 1) * self.plan.block)
            self.whole = ids.stop
            if self.ledger.missing(ids):
                crew.play(ids)
            if sums is None:
                return 1
            sums.add(self._rows(ids, sums.columns))
            if sums.enough():
                return number + 1
        return self.plan.blocks

    def _rows(self, ids: range, columns: list[str]) -> pd.DataFrame:
        """Read columns of a block's rows from its parts."""
        from pyarrow import parquet

        parts = [part for part in self.ledger.in_order() if part.ids.start in ids]
        there = set(parquet.read_schema(parts[0].path).names)
        asked = [name for name in columns if name in there]
        read = (parquet.read_table(part.path, columns=asked) for part in parts)
        tables: list[pd.DataFrame] = [table.to_pandas() for table in read]
        return pd.concat(tables, ignore_index=True)

    def _whole(self, blocks: int) -> list[Part]:
        """Give the parts of so many blocks, which hold each run once."""
        ids = range(blocks * self.plan.block)
        if self.ledger.missing(ids):
            raise RuntimeError(f"runs are missing from {self.folder}")
        parts = [part for part in self.ledger.in_order() if part.ids.start in ids]
        if sum(len(part.ids) for part in parts) != len(ids):
            raise RuntimeError(f"runs are twice in {self.folder}")
        return parts

    def _add_rounds(self, manifest: dict[str, Any], rounds: int, crew: Players) -> dict[str, Any]:
        if not rounds or (manifest.get("rounds") == rounds and (self.folder / ROUNDS).is_file()):
            return manifest
        team = crew.gathered()
        team.allow(self.pace.patience)
        write_rounds(self.plan, self.folder, rounds, team)
        manifest = {**manifest, "rounds": rounds}
        write_manifest(self.folder, manifest)
        return manifest

    def job(self, ids: range) -> Job:
        """Make the job of playing some runs."""
        return self.plan.job(ids, self.folder)

    def keep(self, played: Played) -> None:
        """Take note of a finished job."""
        self.ledger.keep(played)
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self.ledger.done, self.whole, dict(self.ledger.outcomes))

    def _close(self) -> None:
        """Write down what is done; whatever stopped the sweep may prevent that too."""
        with contextlib.suppress(OSError):
            clear(self.folder)
            self.ledger.write()


def told_halt(folder: Path, why: str) -> str:
    """Say why a sweep can't go on, and what is kept of it."""
    parts = find_parts(folder, None).sound
    kept = sum(len(part.ids) for part in parts)
    return f"{folder}: {why}; {kept:,} negotiations are kept, run the same again to go on"
