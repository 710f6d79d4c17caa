"""Commands on studies, on what they store, and on the claims of the authors."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.command.app import (
    AsJson,
    Folder,
    Information,
    Lens,
    Measures,
    Protocol,
    Scenario,
    Seed,
    Settings,
    app,
)


@app.command(short_help="List the built-in studies.")
def studies(as_json: AsJson = False) -> None:
    """Examples: batna studies

    List the built-in studies.
    """
    from experiments.command.sweeps import studies as command

    command(as_json)


@app.command(short_help="Run a study and store its results.")
def sweep(
    study: Annotated[str, typer.Argument(help="A built-in study or a TOML file.")],
    out: Annotated[Path | None, typer.Option(help="Folder for the results.")] = None,
    runs: Annotated[int | None, typer.Option(help="Negotiations a design point.")] = None,
    jobs: Annotated[int | None, typer.Option(help="Workers; all cores if not given.")] = None,
    executor: Annotated[
        str, typer.Option(help="Who works: local, dask://HOST:PORT or mpi.")
    ] = "local",
    seed: Annotated[int | None, typer.Option(help="Master seed, 0 or more.")] = None,
    design_seed: Annotated[
        int | None, typer.Option(help="Seed of drawn design points; the master seed if not given.")
    ] = None,
    lens: Lens = None,
    settings: Settings = None,
    uncertain: Annotated[
        bool, typer.Option("--uncertain", help="Draw tier-1 numbers from their ranges too.")
    ] = False,
    rounds: Annotated[
        int, typer.Option(help="Store the rounds of the first replicates of each point too.")
    ] = 0,
    patience: Annotated[
        float | None, typer.Option(help="Seconds before a worker counts as hung.")
    ] = None,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Throw away what the folder holds of a sweep.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Examples: batna sweep pressure | batna sweep pressure --uncertain | batna sweep my-study.toml
    | batna sweep aid --lens K --set actors.EU.aid=0.5
    | batna sweep tornado --executor dask://localhost:8786

    Run a study: every design point with the same luck, on all cores, stored with its manifest.
    Interrupted, it keeps what is finished, and the same command goes on.
    With --uncertain each run draws its tier-1 numbers too, into a folder NAME-uncertain; a lens
    and numbers set otherwise are named by their folder too (NAME-K, NAME-set).
    """
    from experiments.command.sweeps import sweep as command

    command(
        study, out, runs, jobs, seed, as_json, uncertain, executor, afresh, rounds, patience,
        design_seed, lens, settings,
    )  # fmt: skip


@app.command(short_help="Replay a row of a stored sweep as a story.")
def repro(
    folder: Annotated[Path, typer.Argument(help="A folder that batna sweep wrote.")],
    run_id: Annotated[int, typer.Argument(help="The row's number in the column run.")],
    verbose: Annotated[bool, typer.Option("--verbose", help="Tell every round.")] = False,
    as_json: AsJson = False,
) -> None:
    """Examples: batna repro results/pressure 17 | batna repro results/pressure 17 --verbose

    Replay a row of a stored sweep as a story, with its numbers and its luck, and check that it
    comes to the same end.
    """
    from experiments.command.replaying import repro as command

    command(folder, run_id, verbose, as_json)


@app.command(short_help="Say what can be measured, or measure a stored sweep.")
def measures(
    folder: Annotated[Path | None, typer.Argument(help="A folder that batna sweep wrote.")] = None,
    names: Measures = None,
    as_json: AsJson = False,
) -> None:
    """Examples: batna measures | batna measures results/aid | batna measures results/aid
    --measure time_to_deal --json

    List the measures by name, or estimate those of a stored sweep with their intervals.
    """
    from experiments.command.measuring import measures as command

    command(folder, names, as_json)


@app.command(short_help="Say on which numbers a stored sweep's results hang.")
def sensitivity(
    folder: Folder,
    measure: Annotated[
        str | None, typer.Option(help="What moves; the study's first measure if not given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Examples: batna sensitivity results/tornado | batna sensitivity results/global --measure
    lasting_2y

    Say on which numbers a measure hangs, as the sweep's design allows: a tornado (oat), Sobol'
    indices (sobol), elementary effects (morris), or feature scores and a PRIM box (all others).
    """
    from experiments.command.sensitivity import sensitivity as command

    command(folder, measure, as_json)


@app.command(short_help="Set two stored sweeps side by side.")
def compare(
    first: Folder,
    second: Annotated[Path | None, typer.Argument(help="Another one.")] = None,
    names: Measures = None,
    by: Annotated[
        str | None, typer.Option(help="Within one sweep: lens, or a number's path or label.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(help="The lens or value that others are held against.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Examples: batna compare results/base results/other | batna compare A B --measure deal --json
    | batna compare results/lenses --measure deal | batna compare results/aid --to 1

    Set two sweeps side by side: what differs between them, and each measure's difference with
    its interval, pair by pair where they share seed, design points and luck. Of one sweep: each
    lens, and each value of a number on a grid, against one of reference.
    """
    if second is None:
        from experiments.command.comparing_within import compare_within

        compare_within(first, names, by, to, as_json)
        return
    from experiments.command.comparing import compare as command

    command(first, second, names, {"--by": by, "--to": to}, as_json)


@app.command(short_help="Draw the figures of a stored sweep.")
def plot(
    folder: Annotated[Path, typer.Argument(help="A folder that batna sweep wrote.")],
    out: Annotated[Path | None, typer.Option(help="Folder for the pictures.")] = None,
    outcome: Annotated[str, typer.Option(help="Which outcome's share to draw.")] = "deal",
    run_id: Annotated[int, typer.Option("--run", help="Whose offers to draw.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Examples: batna plot results/pressure | batna plot results/pressure --outcome capitulation

    Draw the figures that suit a sweep, as PNG and SVG.
    """
    from experiments.command.plotting import plot as command

    command(folder, out, outcome, run_id, as_json)


@app.command(short_help="Write a stored sweep's report, one HTML page.")
def report(
    folder: Folder,
    out: Annotated[
        Path | None, typer.Option(help="The file; report.html in the folder if not given.")
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    as_json: AsJson = False,
) -> None:
    """Examples: batna report results/pressure | batna report results/aid --out aid.html --open

    Write one self-contained page: question, findings with intervals, figures with their tables,
    sensitivity, two runs as stories, method, limits, how to make it again, sources.
    """
    from experiments.command.reporting import report as command

    command(folder, out, show, as_json)


@app.command(short_help="Test the claims of the articles' authors.")
def patterns(
    ids: Annotated[list[str] | None, typer.Argument(help="Claims such as F20 or F20b.")] = None,
    runs: Annotated[int, typer.Option(help="Negotiations an arm.")] = 1000,
    seed: Seed = 1,
    jobs: Annotated[int | None, typer.Option(help="Threads; all cores if not given.")] = None,
    own: Annotated[bool, typer.Option("--own", help="In the author's own lens only.")] = False,
    as_json: AsJson = False,
) -> None:
    """Examples: batna patterns F20 | batna patterns --own --runs 300 | batna patterns C01 --json

    Test the claims of the articles' authors: the same luck in both arms, the effect with its
    interval, the verdict in the author's own lens, and the sign in every lens.
    """
    from experiments.command.patterning import patterns as command

    command(ids, runs, seed, jobs, own, as_json)


@app.command(short_help="Play every strategy against every other.")
def tournament(
    scenario: Scenario = "ukraine",
    strategies: Annotated[
        list[str] | None,
        typer.Option("--strategy", help="One that takes part; all that fit if none is given."),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option(help="Whose strategies to compare; the first party if not given."),
    ] = None,
    protocol: Protocol = None,
    information: Information = None,
    runs: Annotated[int, typer.Option(help="Negotiations a pairing.")] = 50,
    seed: Seed = 1,
    jobs: Annotated[int | None, typer.Option(help="Threads; all cores if not given.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for table and picture.")] = None,
    as_json: AsJson = False,
) -> None:
    """Examples: batna tournament --party RU --strategy logit --strategy boulware
    | batna tournament my-game.toml --protocol alternating_offers --out results/tournament

    Let one party play each strategy against each strategy of all the others, with the same luck:
    how often they agree, what each party gets, and how far from the Nash point.
    """
    from experiments.command.contending import tournament as command

    command(
        scenario, strategies, party, protocol, information, runs, seed, jobs, out, as_json
    )  # fmt: skip
