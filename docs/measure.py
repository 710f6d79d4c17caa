"""Measure what ``docs/model.md`` says of the two ways to draft, and print it.

``python docs/measure.py`` prints the part of the page; with ``--write`` it puts it there.
"""

import argparse
import itertools
import sys
from pathlib import Path

import pandas as pd
from marks import between, table

from experiments import simulate
from sim import Negotiation, Scenario, load_scenario
from sim.rules.outcome import OUTCOMES

PAGE = Path(__file__).parent / "model.md"
SCRIPT = "measure.py"
RUNS, SEED, STORIES = 400, 1, 12
PROCEDURES = ("amendment", "exact")


def drafted_by(procedure: str) -> Scenario:
    """Load the flagship with this way to draft."""
    scenario = load_scenario("ukraine")
    talks = scenario.talks.model_copy(update={"procedure": procedure})
    return scenario.model_copy(update={"talks": talks})


def packages(runs: pd.DataFrame) -> pd.Series:
    """Count the signed packages."""
    terms = [column for column in runs.columns if column.startswith("term_")]
    signed: pd.Series = runs.dropna(subset=terms).groupby(terms, observed=True).size()
    return signed


def column(procedure: str) -> dict[str, str]:
    """Measure one way to draft over many negotiations."""
    runs = simulate(drafted_by(procedure), runs=RUNS, seed=SEED)
    count = packages(runs)
    rounds = runs.loc[runs["term_TERR"].notna(), "end_round"]
    low, middle, high = rounds.quantile([0.25, 0.5, 0.75])
    cells = {
        "signed texts": f"{len(rounds)} ({100 * len(rounds) / RUNS:.1f} %)",
        "median round of signing": f"{middle:g}",
        "quartiles": f"{low:g} to {high:g}",
        "distinct signed packages": str(len(count)),
        "most frequent package, of those signed": f"{count.max()} of {len(rounds)}",
    }
    ends = runs["outcome"].value_counts()
    return cells | {f"`{name}`": str(ends.get(name, 0)) for name in OUTCOMES}


def movement(procedure: str) -> tuple[int, int, int, int]:
    """Follow the mediator's texts in a few negotiations.

    Returns
    -------
    tuple
        Least and most different texts in a run; how many differ from the one before, of how many.
    """
    scenario, different, moved, pairs = drafted_by(procedure), [], 0, 0
    for replicate in range(STORIES):
        record = Negotiation(scenario, rng=SEED, replicate=replicate).run()
        texts = [text.terms for text in record.texts if text.kind == "main"]
        if texts:
            different.append(len({tuple(terms.items()) for terms in texts}))
        moved += sum(a != b for a, b in itertools.pairwise(texts))
        pairs += max(0, len(texts) - 1)
    return min(different, default=0), max(different, default=0), moved, pairs


def measured() -> str:
    """Write the part of the page."""
    columns = [column(procedure) for procedure in PROCEDURES]
    head = ["", *(f"`{procedure}`" for procedure in PROCEDURES)]
    rows = [[name, *(cells[name] for cells in columns)] for name in columns[0]]
    (low, high, moved, pairs), (least, most, kept, other) = map(movement, PROCEDURES)
    return (
        f"In {RUNS} runs of `ukraine` with seed {SEED}:\n\n{table(head, rows)}\n"
        f"In the first {STORIES} of these runs the mediator tables {low} to {high} different texts "
        f"a negotiation by amendment,\nand {least} to {most} by the exact drafter; its text "
        f"differs from its last one in {moved} of {pairs} cases, and in {kept} of {other}."
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put it into docs/model.md")
    write = parser.parse_args().write
    body = measured()
    if write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(between(page, "drafting", SCRIPT, body), encoding="utf-8")
    sys.stdout.write(f"{body}\n")
