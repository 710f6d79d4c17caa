"""Progress on stderr: a bar on a terminal, a line now and then elsewhere."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from experiments.command.screen import compiling, err
from experiments.running.parts import FAILED

PATIENCE = 2.0  # seconds before a wait is explained
FIRST_LINE, LINES = 30.0, 60.0  # seconds before the first line, and between lines
LEADING = 3  # outcomes shown
Update = Callable[[int, int, dict[str, int]], None]


@contextmanager
def progress_bar(title: str) -> Iterator[Update]:
    """Show how far a sweep is; yields a function of runs done, all runs, and outcomes so far."""
    console = err()
    # told after a while, so that bad input, refused at once, stands alone
    words = "Compiling the rules for this machine: about a minute, once."
    waiting = threading.Timer(PATIENCE, lambda: console.print(words, style="dim"))
    waiting.daemon = True
    if compiling():
        waiting.start()
    try:
        with _bar(title, console) if console.is_terminal else _lines(title, console) as update:

            def first_line_off(done: int, whole: int, outcomes: dict[str, int]) -> None:
                if done:
                    waiting.cancel()
                update(done, whole, outcomes)

            yield first_line_off
    finally:
        waiting.cancel()


@contextmanager
def _bar(title: str, console: Console) -> Iterator[Update]:
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[shares]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task: TaskID | None = None
        rate = _Rate()

        def update(done: int, whole: int, outcomes: dict[str, int]) -> None:
            nonlocal task
            if task is None:  # what was there before the session says nothing of its speed
                task = bar.add_task(title, total=whole, completed=done, shares="")
            shares = f"{rate(done)} · {live_shares(outcomes)}"
            bar.update(task, total=whole, completed=done, shares=shares)

        yield update


@contextmanager
def _lines(title: str, console: Console) -> Iterator[Update]:
    rate, told = _Rate(), time.monotonic() - LINES + FIRST_LINE

    def update(done: int, whole: int, outcomes: dict[str, int]) -> None:
        nonlocal told
        speed = rate(done)
        if time.monotonic() - told >= LINES and done < whole:
            told = time.monotonic()
            share = f"{done:,} of {whole:,} ({100 * done / whole:.0f} %)"
            console.print(f"{title}: {share}, {speed}, {live_shares(outcomes)}", soft_wrap=True)

    yield update


def live_shares(outcomes: dict[str, int]) -> str:
    """Tell the leading outcomes with their 95 % intervals, and how many runs failed."""
    from experiments.intervals import wilson

    counts = {name: count for name, count in outcomes.items() if name != FAILED}
    total, parts = sum(counts.values()), []
    for name, count in sorted(counts.items(), key=lambda item: -item[1])[:LEADING]:
        share = wilson(count, total)
        parts.append(f"{name} {100 * share.low:.1f} to {100 * share.high:.1f} %")
    failures = outcomes.get(FAILED, 0)
    return " · ".join(parts + ([f"{failures:,} failed"] if failures else []))


class _Rate:
    """Runs a second in this session."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None

    def __call__(self, done: int) -> str:
        now = time.monotonic()
        if self._first is None:
            self._first = now, done
        since, before = self._first
        speed = (done - before) / max(now - since, 1e-9)
        return f"{speed:,.0f}/s" if done > before else "starting"
