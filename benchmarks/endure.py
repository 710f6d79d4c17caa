"""A sweep that is killed again and again ends with the rows of one that is left alone.

``python benchmarks/endure.py`` plays a million negotiations of a small war twice: once undisturbed,
on one worker, and once on two, with SIGKILL at ten random moments, to the coordinator or to a
worker in turn. It checks that both tables have the same digest, and that no finished part is
played again. ``--size 10000 --kills 4`` does the same in a minute. Needs a POSIX system.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCENARIO = ROOT / "tests" / "experiments" / "small.toml"
BATNA = [sys.executable, "-c", "from experiments.command.main import run_batna; run_batna()"]
POINTS = 4


def study_file(folder: Path, size: int) -> Path:
    """Write a study of ``size`` negotiations."""
    path = folder / "endure.toml"
    path.write_text(
        f'format = 1\nname = "endure"\ntitle = "Endurance"\nscenario = "{SCENARIO}"\n'
        f"replicates = {size // POINTS}\n"
        '[[vary]]\npath = "actors.M.aid"\nvalues = [0.0, 0.4, 0.8, 1.2]\n',
        encoding="utf-8",
    )
    return path


def started(study: Path, out: Path, jobs: int, executor: str) -> subprocess.Popen[bytes]:
    """Start a sweep, as the command line does."""
    asked = ["sweep", study, "--out", out, "--jobs", jobs, "--executor", executor, "--json"]
    return subprocess.Popen(
        [*BATNA, *map(str, asked)], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )


def parts(out: Path) -> dict[str, int]:
    """Give the parts of a folder, each with the moment that it was written."""
    return {path.name: path.stat().st_mtime_ns for path in (out / "parts").glob("[0-9]*.parquet")}


def rows_of(names: dict[str, int]) -> int:
    """Count the runs of parts by their names."""
    ends = (name.removesuffix(".parquet").split("-") for name in names)
    return sum(int(last) - int(first) + 1 for first, last in ends)


def workers_of(pid: int) -> list[int]:
    """Name the child processes of a process."""
    done = subprocess.run(
        ["ps", "-o", "pid=,stat=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    pairs = (line.split() for line in done.stdout.splitlines())
    return [int(child) for child, state in pairs if not state.startswith("Z")]


def wait_for_rows(process: subprocess.Popen[bytes], out: Path, rows: int) -> None:
    """Wait until a sweep has so many rows on the disk, or has ended."""
    while process.poll() is None and rows_of(parts(out)) < rows:
        time.sleep(0.02)


def disturbed(study: Path, out: Path, size: int, kills: int, chance: random.Random) -> int:
    """Run a sweep through kills at random moments; give how many sessions it took."""
    sessions, known = 0, dict[str, int]()
    moments = sorted(chance.randrange(size // 50, size * 9 // 10) for _ in range(kills))
    process = started(study, out, 2, "processes")
    sessions += 1
    for number, moment in enumerate(moments):
        wait_for_rows(process, out, moment)
        time.sleep(chance.uniform(0.0, 1.0))
        victims = workers_of(process.pid) if number % 2 else []
        victim = chance.choice(victims) if victims else process.pid
        os.kill(victim, signal.SIGKILL)
        seen = parts(out)
        lost = {name: at for name, at in known.items() if seen.get(name) != at}
        assert not lost, f"played again: {sorted(lost)}"
        known = seen
        who = "coordinator" if victim == process.pid else "worker"
        print(f"kill {number + 1}: {who} at {rows_of(known):,} of {size:,} rows", flush=True)
        if victim == process.pid:
            process.wait()
            process = started(study, out, 2, "processes")
            sessions += 1
            left = size - rows_of(parts(out))
    assert process.wait() == 0, "the last session failed"
    last = manifest(out)["sessions"][-1]
    assert last["rows"] <= left, f"{last['rows']} rows in the last session, {left} were missing"
    return sessions


def manifest(out: Path) -> dict[str, Any]:
    """Read what a sweep has left."""
    return dict(json.loads((out / "manifest.json").read_text(encoding="utf-8")))


def main() -> None:
    """Run both sweeps and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of the moments and victims")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study = study_file(folder, given.size)
        begun = time.monotonic()
        chance = random.Random(given.seed)
        sessions = disturbed(study, folder / "killed", given.size, given.kills, chance)
        between = time.monotonic()
        assert started(study, folder / "alone", 1, "processes").wait() == 0
        ended = time.monotonic()
        one, other = manifest(folder / "killed"), manifest(folder / "alone")
        same = one["digest"] == other["digest"] and one["rows"] == other["rows"] == given.size
        print(f"killed {given.kills} times, {sessions} sessions: {between - begun:.0f} s")
        print(f"undisturbed, one worker: {ended - between:.0f} s")
        print(f"rows {one['rows']:,}, digests {one['digest']} and {other['digest']}")
        print("the same rows" if same else "DIFFERENT ROWS")
        sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
