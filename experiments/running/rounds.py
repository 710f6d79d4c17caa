"""The rounds of the first replicates, as a table: the Mesa model's records, a row a round."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pandas as pd

from experiments.running.delegates import imported
from experiments.running.job import Job
from experiments.running.parts import COMPRESSION, place
from experiments.running.plan import Plan
from experiments.running.scenarios import settings_of, unpacked
from experiments.running.team import Team
from sim.errors import InputError
from sim.record import Record, Round
from sim.scenario import Scenario

ROUNDS = "rounds.parquet"


def write_rounds(plan: Plan, folder: Path, first: int, team: Team) -> None:
    """Play the first replicates of each design point again, and store their rounds.

    Columns: ``run, design, replicate, round, date, position, odds, engagement``; for each party
    ``believed_…`` (its odds) and ``no_deal_…`` (what it could have without a deal); of the text
    tabled, if any, ``text`` (its number), ``kind, drafter, signed, margin``, ``term_…`` for each
    issue and ``answer_…`` for each party (missing where it was not asked); ``events``, by commas.

    Raises
    ------
    OSError
        If the table can't be written.
    """
    import pyarrow as pa
    from pyarrow import parquet

    from experiments.at_the_table import compile_for  # mesa takes half a second to load

    count, size = min(first, plan.study.replicates), plan.study.replicates
    runs = [design * size + r for design in range(len(plan.points)) for r in range(count)]
    compile_for(len(runs))
    jobs = [plan.job(range(run, run + 1), folder) for run in runs]
    played = [team.executor.submit(rounds_of, job) for job in jobs]
    tables = [_rounds_in(future, team.lost) for future in played]
    table = _typed(pd.concat(tables, ignore_index=True))
    sink = pa.BufferOutputStream()
    parquet.write_table(
        pa.Table.from_pandas(table, preserve_index=False), sink, **COMPRESSION
    )  # fmt: skip
    place(folder / ROUNDS, sink.getvalue().to_pybytes())


def _rounds_in(future: Future[pd.DataFrame], lost: tuple[type[BaseException], ...]) -> pd.DataFrame:
    try:
        return future.result()
    except lost:  # a mind that took its worker along: that too the run's own row tells
        return pd.DataFrame()


def rounds_of(job: Job) -> pd.DataFrame:
    """Play the one run of a job by the Mesa model, and give its rounds; none if it fails."""
    try:
        at = setting_of(job)
        record = record_of(job, at)
    except Exception:  # the run's own row tells what went wrong
        return pd.DataFrame()
    head = {
        "run": job.ids.start,
        "design": job.first_point,
        "replicate": job.tasks[0].replicates.start,
    }
    return pd.DataFrame([head | _row(at, entry) for entry in record.rounds])


def setting_of(job: Job) -> Scenario:
    """Give the scenario of a job's one run, with the numbers that it has drawn.

    Raises
    ------
    InputError
        If its design point contradicts itself.
    """
    _, laid = unpacked(job.scenarios)
    (at,) = settings_of(laid, job.points)
    if isinstance(at, InputError):
        raise at
    if job.draws is not None:
        at = job.draws.placing(at, 0)(job.tasks[0].replicates.start)
    return at


def record_of(job: Job, at: Scenario) -> Record:
    """Play the one run of a job by the Mesa model."""
    from experiments.at_the_table import play_record  # mesa takes a second to load

    replicate = job.tasks[0].replicates.start
    return play_record(at, job.seed, replicate, delegates=imported(job.delegates))


def _row(scenario: Scenario, entry: Round) -> dict[str, Any]:
    text = entry.text
    row: dict[str, Any] = {
        "round": entry.number, "date": entry.date, "position": entry.position,
        "odds": entry.odds, "engagement": entry.engagement,
    }  # fmt: skip
    row |= {f"believed_{party}": odds for party, odds in entry.believed.items()}
    row |= {f"no_deal_{party}": worth for party, worth in entry.no_deal.items()}
    row |= {
        "text": None if text is None else text.number,
        "kind": None if text is None else text.kind,
        "drafter": None if text is None else text.drafter,
        "signed": None if text is None else text.signed,
        "margin": None if text is None else text.margin,
    }
    terms = {} if text is None else text.terms
    row |= {f"term_{issue}": terms.get(issue) for issue in scenario.issues}
    said = {} if text is None else {r.party: r.yes for r in text.replies if r.asked}
    for party in scenario.actors:
        row[f"answer_{party}"] = ("yes" if said[party] else "no") if party in said else None
    return row | {"events": ",".join(entry.events)}


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    """Give each column its kind, whatever the runs have left empty."""
    kinds: dict[str, Any] = {"text": "Int64", "signed": "boolean", "margin": "float64"}
    words = ("kind", "drafter", "events", "date")
    for name in map(str, table.columns):
        if name in kinds:
            table[name] = table[name].astype(kinds[name])
        elif name in words or name.startswith(("term_", "answer_")):
            table[name] = table[name].astype("string")
    return table
