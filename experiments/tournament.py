"""A tournament: every strategy against every other on one scenario, with the same luck in each."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.intervals import Interval, clustered_mean, wilson
from experiments.simulation import check_count, loaded_scenario, simulate
from sim import solutions
from sim.errors import InputError
from sim.places import MINDS
from sim.scenario import Scenario
from sim.seating import arranged

Progress = Callable[[int, int], None]


def tournament(
    scenario: str | Path | Scenario = "ukraine",
    strategies: Sequence[str] | None = None,
    runs: int = 100,
    seed: int = 1,
    party: str | None = None,
    protocol: str | None = None,
    information: str | None = None,
    lens: str | None = None,
    overrides: Mapping[str, float] | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Let one party play every strategy against every strategy of all the others.

    Parameters
    ----------
    strategies
        Names in ``sim.places.MINDS``; all that fit the scenario if None.
    runs
        Negotiations of each pairing; replicate r meets the same luck in all of them.
    party
        Whose strategy stands in ``mine``; the first party's if None. All others play ``others``.
    protocol, information
        How the parties talk; as the scenario has it if None.
    progress
        Told how many pairings are done, and of how many.

    Returns
    -------
    pandas.DataFrame
        One row a pairing and measure: ``mine``, ``others``, ``measure``, ``party``, ``value``,
        ``low``, ``high`` (95 %). Measures: ``agreement`` (share signed); ``utility`` of each
        party; ``nash_distance`` (of what was agreed, or of no deal, from the nearest Nash point,
        each party's worth as a share of what lies between its worst and its best package);
        ``rounds`` until the end. ``attrs["left_out"]`` names strategies that do not fit.

    Raises
    ------
    InputError
        In one sentence, for a name that there is not, or if fewer than two strategies fit.
    """
    given = loaded_scenario(scenario, lens, overrides)
    check_count("runs", runs, 2)
    who = _party(given, party)
    names, left_out = _fitting(given, strategies, protocol, information)
    measure = NashDistance(given)
    rows: list[dict[str, Any]] = []
    for place, (mine, others) in enumerate((a, b) for a in names for b in names):
        if progress is not None:
            progress(place, len(names) ** 2)
        table = simulate(
            given, runs, seed, jobs=jobs, seats={who: mine, "all": others}, protocol=protocol,
            information=information,
        )  # fmt: skip
        for name, subject, interval in _measured(table, given, measure):
            rows.append({"mine": mine, "others": others, "measure": name, "party": subject,
                         **interval._asdict()})  # fmt: skip
    if progress is not None:
        progress(len(names) ** 2, len(names) ** 2)
    result = pd.DataFrame(rows)
    result.attrs = {"left_out": left_out, "party": who, "scenario": given.name, "runs": runs}
    return result


def _measured(
    table: pd.DataFrame, scenario: Scenario, measure: "NashDistance"
) -> list[tuple[str, str, Interval]]:
    signed = table[f"term_{next(iter(scenario.issues))}"].notna()
    replicates = table["replicate"].to_numpy()
    measured = [("agreement", "", wilson(int(signed.sum()), len(table)))]
    for actor in scenario.actors:
        values = table[f"utility_{actor}"].to_numpy()
        measured.append(("utility", actor, clustered_mean(values, replicates)))
    distance = clustered_mean(measure.of(table, signed.to_numpy()), replicates)
    rounds = clustered_mean(table["end_round"].to_numpy(), replicates)
    return [*measured, ("nash_distance", "", distance), ("rounds", "", rounds)]


class NashDistance:
    """How far an end is from the nearest Nash point, in shares of what is at stake for each party.

    At the worths of the first day, as an unbiased observer sees them (``sim.solutions.worths``).
    """

    def __init__(self, scenario: Scenario) -> None:
        packages = solutions.packages(scenario)
        worths = solutions.worths(scenario, packages)
        gains = worths.worth - worths.no_deal
        span = gains.max(axis=0) - gains.min(axis=0)
        self.scale = np.where(span > 0.0, span, 1.0)
        self.nash = gains[solutions.nash(worths.worth, worths.no_deal)] / self.scale
        self.scenario, self.no_deal = scenario, worths.no_deal

    def of(self, table: pd.DataFrame, signed: np.ndarray) -> np.ndarray:
        """Measure each run; not a number if no package gains every party something. [runs]."""
        if not len(self.nash):
            return np.full(len(table), np.nan)
        gains = np.zeros((len(table), len(self.scenario.actors)))
        if signed.any():
            terms = table.loc[signed, [f"term_{issue}" for issue in self.scenario.issues]]
            choices = np.column_stack([
                [list(issue.options).index(word) for word in terms[f"term_{name}"]]
                for name, issue in self.scenario.issues.items()
            ])  # fmt: skip
            worth = solutions.worths(self.scenario, choices.astype(np.int64)).worth
            gains[signed] = (worth - self.no_deal) / self.scale
        return np.asarray(
            np.linalg.norm(gains[:, None, :] - self.nash[None, :, :], axis=2).min(axis=1)
        )


def _party(scenario: Scenario, party: str | None) -> str:
    if party is None:
        return next(iter(scenario.actors))
    for name in scenario.actors:
        if name.casefold() == party.casefold():
            return name
    known = ", ".join(scenario.actors)
    raise InputError("party", f"there is no party {party!r}", f"known: {known}")


def _fitting(
    scenario: Scenario, strategies: Sequence[str] | None, protocol: str | None,
    information: str | None,
) -> tuple[list[str], list[str]]:  # fmt: skip
    """Divide strategies into those that fit the scenario and, if none were named, the others."""
    fit, left_out = [], []
    for mind in dict.fromkeys(MINDS if strategies is None else strategies):
        try:
            arranged(scenario, {"all": mind}, protocol=protocol, information=information)
        except InputError:
            if strategies is not None:  # one that was asked for must fit
                raise
            left_out.append(mind)
        else:
            fit.append(mind)
    if len(fit) < 2:
        right = "name two that fit, or another protocol"
        raise InputError("strategies", f"{len(fit)} make no tournament", right)
    return fit, left_out
