"""How much faster the compiled sweep is than the Mesa model on the same negotiations.

Run it with ``python benchmarks/engines.py``. Processor time of both, in one process and one run;
the ratio is what counts, since machines differ and are busy. The rows are checked to be equal.
"""

import time

from experiments import simulate
from sim import Negotiation, load_scenario

RUNS = 40


def main() -> None:
    """Time both engines on the flagship and print the ratio."""
    scenario = load_scenario("ukraine")
    simulate(scenario, runs=2, seed=1)  # compile, or load what is compiled
    begun = time.process_time()
    told = [Negotiation(scenario, rng=1, replicate=r).run().outcome for r in range(RUNS)]
    mesa = (time.process_time() - begun) / RUNS
    begun = time.process_time()
    table = simulate(scenario, runs=10 * RUNS, seed=1, jobs=1)
    compiled = (time.process_time() - begun) / (10 * RUNS)
    assert list(table["outcome"][:RUNS]) == told
    print(f"Mesa, interpreted rules   {1000 * mesa:8.1f} ms a negotiation")
    print(f"compiled sweep, one core  {1000 * compiled:8.1f} ms a negotiation")
    print(f"ratio                     {mesa / compiled:8.0f}")


if __name__ == "__main__":
    main()
