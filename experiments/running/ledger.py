"""The ledger of a sweep: its manifest, kept up to date while it runs, and what was found before."""

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

from experiments.running.job import Played
from experiments.running.parts import (
    FAILED,
    PARTS,
    Part,
    check_spec,
    clear,
    find_parts,
    missing,
    part_name,
    place,
)
from experiments.running.plan import Plan
from experiments.running.provenance import git_state, versions
from experiments.uncertainty import spread
from sim.record import scenario_hash

MANIFEST, FAILURES = "manifest.json", "failures.jsonl"
EVERY = 5.0  # seconds between writings of the manifest
UNFINISHED, WHOLE = "unfinished", "whole"


class Ledger:
    """What is done of a plan in a folder.

    Attributes
    ----------
    parts
        The sound parts, in order.
    outcomes
        Runs done by outcome; failed ones under ``failed``.
    """

    def __init__(self, folder: Path, plan: Plan, before: dict[str, Any]) -> None:
        self.folder, self.plan = folder, plan
        self.sessions: list[dict[str, Any]] = list(before.get("sessions", ()))
        self.checksums: dict[str, str] = dict(before.get("checksums", {}))
        check_spec(folder, plan.spec)
        found = find_parts(folder, plan.spec, self.checksums)
        clear(folder, found.torn)
        self.torn = len(found.torn)
        self.parts = found.sound
        names = {part.path.name for part in self.parts}
        self.checksums = {n: s for n, s in self.checksums.items() if n in names}
        self.outcomes: dict[str, int] = {}
        for part in self.parts:
            self._count(part.outcomes)
        self._written = 0.0

    @property
    def done(self) -> int:
        """Runs done."""
        return sum(self.outcomes.values())

    def missing(self, ids: range) -> list[range]:
        """Give the stretches of runs that are still to be played."""
        return list(missing(self.in_order(), ids))

    def open_session(self) -> None:
        """Note that work begins."""
        now = _now()
        self.sessions.append({
            "began": now, "ended": now, "rows": 0, "worker_seconds": 0.0, "jobs": 1,
            "executor": "", "versions": versions(),
        })  # fmt: skip
        self.write()

    def name_team(self, width: int, name: str) -> None:
        """Note who works."""
        self.sessions[-1] |= {"jobs": width, "executor": name}
        self.write()

    def keep(self, played: Played) -> None:
        """Take note of a finished job."""
        path = self.folder / PARTS / part_name(played.ids)
        self.parts.append(Part(path, played.ids, played.outcomes))
        self.checksums[path.name] = played.checksum
        self._count(played.outcomes)
        session = self.sessions[-1]
        session["ended"] = _now()
        session["rows"] += len(played.ids)
        session["worker_seconds"] = round(session["worker_seconds"] + played.seconds, 3)
        if played.failures:
            with (self.folder / FAILURES).open("a", encoding="utf-8") as file:
                for run, error in played.failures.items():
                    file.write(failure_line(run, error))
        if time.monotonic() - self._written > EVERY:
            self.write()

    def in_order(self) -> list[Part]:
        """Give the parts in the order of their runs."""
        self.parts.sort(key=lambda part: part.ids.start)
        return self.parts

    def write(self) -> None:
        """Write the manifest of an unfinished sweep."""
        self._written = time.monotonic()
        write_manifest(self.folder, self.told() | {"checksums": self.checksums})

    def told(self) -> dict[str, Any]:
        """Tell what is known while it runs."""
        rows = sum(session["rows"] for session in self.sessions)
        seconds = sum(session["worker_seconds"] for session in self.sessions)
        return {
            "study": self.plan.study.model_dump(mode="json"),
            "scenario": self.plan.scenario.name,
            "scenario_hash": scenario_hash(self.plan.scenario),
            "spec": self.plan.spec,
            "state": UNFINISHED,
            "rows": self.done,
            "failed": self.outcomes.get(FAILED, 0),
            "spread": spread(self.plan.study.uncertain),
            "engine": "mesa" if self.plan.delegates else "compiled",
            "delegates": self.plan.delegates,
            "versions": versions(),
            "git": git_state(),
            "seconds_a_run": round(seconds / rows, 6) if rows else None,
            "sessions": self.sessions,
        }

    def _count(self, outcomes: dict[str, int]) -> None:
        for name, count in outcomes.items():
            self.outcomes[name] = self.outcomes.get(name, 0) + count


def failure_line(run: int, error: str) -> str:
    """Write one failure as a line of JSON."""
    return json.dumps({"run": run, "error": error}, ensure_ascii=False) + "\n"


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Write a manifest in its place, whole."""
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    place(folder / MANIFEST, text.encode())


def finish_manifest(told: dict[str, Any], **given: Any) -> dict[str, Any]:
    """Turn what was told into the manifest of a whole sweep."""
    return told | {"state": WHOLE, "written": _now()} | given


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
