"""Numbers that the table of runs does not hold, from a few negotiations played anew."""

import math

from experiments.at_the_table import play_record
from experiments.simulation import simulate
from sim.scenario import Scenario

PLAYED, REPLAYED = 40, 2


def least_margin(s: Scenario) -> float:
    """Least worth over bar among those whose yes a signed text needed; its drafter aside."""
    table = simulate(s, runs=PLAYED, seed=1)
    signed = table[table["term_TERR"].notna() & ~table["over_head"]]
    margins = []
    for replicate in signed.nsmallest(REPLAYED, "end_round")["replicate"]:
        last = play_record(s, 1, int(replicate)).texts[-1]
        margins += [r.worth - r.bar for r in last.replies if r.asked and r.party != last.drafter]
    return min(margins, default=math.nan)
