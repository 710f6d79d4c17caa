"""Test every claim and write ``docs/patterns.md``: ``python -m experiments.patterns [RUNS]``."""

import sys

from experiments.command.progress import progress_bar
from experiments.patterns.page import PAGE, page
from experiments.patterns.running import run_patterns

SEED = 1


def write_page(runs: int) -> None:
    """Test every claim and write the page."""
    with progress_bar("Claims") as update:
        findings = run_patterns(runs=runs, seed=SEED, update=update)
    PAGE.write_text(page(findings, runs, SEED), encoding="utf-8")


if __name__ == "__main__":
    write_page(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
