"""For users of Mesa: a negotiation that its own ``batch_run`` and DataCollector take."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mesa

from agents.swift import at_hand
from sim.negotiation import Negotiation
from sim.reading import load_scenario, with_lens, with_values
from sim.scenario import Scenario

REPORTERS: Mapping[str, Any] = {
    "round": "round",
    "texts": lambda model: int(model.world.texts[0]),
    "position": lambda model: int(model.world.position[0]),
    "outcome": lambda model: None if model.running else model.record().outcome,
}


class BatchNegotiation(Negotiation):
    """A negotiation made from plain arguments, which collects data after each round.

    Its rows are those that ``simulate`` gives, thirty times slower or more. For large studies
    ``sweep`` is meant; this is for those who have analyses on Mesa's own tables.

    Parameters
    ----------
    scenario
        A built-in name, a path to a TOML file, or a scenario already loaded.
    lens
        What is laid over it.
    rng
        Master seed; 1 if None, as newer versions of ``batch_run`` pass.
    replicate
        Which run under that seed: vary this one for replicates.
    reporters
        What the DataCollector asks the model after each round, by name; ``REPORTERS`` if None.
    numbers
        Values by path.

    Examples
    --------
    >>> import mesa
    >>> from experiments import BatchNegotiation
    >>> varied = {"replicate": range(2), "actors.US.aid": [0.0, 1.0]}
    >>> rows = mesa.batch_run(BatchNegotiation, varied, display_progress=False)
    >>> len(rows)
    4
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "ukraine",
        lens: str | None = None,
        rng: int | None = None,
        replicate: int = 0,
        reporters: Mapping[str, Any] | None = None,
        **numbers: float,
    ) -> None:
        if isinstance(scenario, Scenario):
            laid = scenario if lens is None else with_lens(scenario, lens)
            loaded = with_values(laid, numbers)
        else:
            loaded = load_scenario(scenario, lens, numbers)
        super().__init__(
            loaded, rng=1 if rng is None else rng, replicate=replicate, lens=lens,
            overrides=numbers, swift=at_hand(),
        )  # fmt: skip
        asked = REPORTERS if reporters is None else reporters
        self.datacollector = mesa.DataCollector(model_reporters=dict(asked))

    def step(self) -> None:
        """Play one round and collect what is reported."""
        super().step()
        self.datacollector.collect(self)
