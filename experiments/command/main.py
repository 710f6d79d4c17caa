"""The command ``batna``: its list of commands, and how errors end.

Heavy imports stay inside the commands, so that ``batna --help`` is quick.
"""

import io
import os
import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="batna",
    help="Simulate multi-party peace negotiations. Start with: batna run",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Scenario = Annotated[str, typer.Argument(help="A built-in name or a TOML file.")]
Lens = Annotated[str | None, typer.Option(help="A named reading of the scenario.")]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="Set a number, PATH=VALUE; may be repeated."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
Seed = Annotated[int, typer.Option(help="Master seed of the luck, 0 or more.")]
Off = Annotated[
    list[str] | None,
    typer.Option("--without", help="Compare with the run without it; may be repeated."),
]
Procedure = Annotated[
    str | None,
    typer.Option(help="How texts are drafted: amendment or exact."),
]


INTERRUPTED = 130


@app.command(short_help="Play one negotiation and tell it as a story.")
def run(
    scenario: Scenario = "ukraine",
    seed: Seed = 1,
    replicate: Annotated[int, typer.Option(help="Which run under that seed.")] = 0,
    lens: Lens = None,
    settings: Settings = None,
    off: Off = None,
    procedure: Procedure = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Tell every round.")] = False,
    as_json: AsJson = False,
) -> None:
    """Examples: batna run | batna run --set actors.us.aid=0.5 | batna run --without cut_aid

    Play one negotiation and tell it as a story: moves, texts, who said yes or no, and why.
    --without sets beside it the run without a lever (cut_aid, US.cut_aid), an agreement, a track,
    threats, exit, counter_texts or direct; --set the run without the settings.
    """
    from experiments.command.telling import run as command

    command(scenario, seed, replicate, lens, settings, procedure, verbose, as_json, off)


@app.command(short_help="List the built-in scenarios and their lenses.")
def scenarios(as_json: AsJson = False) -> None:
    """Examples: batna scenarios | batna scenarios --json

    List the built-in scenarios and their lenses.
    """
    from experiments.command.telling import scenarios as command

    command(as_json)


@app.command(short_help="Check a scenario file.")
def check(
    file: Annotated[str, typer.Argument(help="A TOML file or a built-in name.")],
    as_json: AsJson = False,
) -> None:
    """Examples: batna check my-conflict.toml | batna check ukraine

    Check a scenario file: one clear sentence if something is wrong with it.
    """
    from experiments.command.telling import check as command

    command(file, as_json)


@app.command(short_help="Say where each number comes from.")
def explain(
    scenario: Scenario = "ukraine",
    path: Annotated[str | None, typer.Argument(help="A number or a part, actors.RU say.")] = None,
    lens: Lens = None,
    as_json: AsJson = False,
) -> None:
    """Examples: batna explain ukraine actors.US.aid_force | batna explain ukraine cut_aid
    | batna explain --lens W

    Say where numbers come from: value, range, unit, source, and what the source says; of a lens,
    which numbers it moves from what to what.
    """
    from experiments.command.explaining import explain as command

    command(scenario, path, lens, as_json)


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
    | batna sweep tornado --executor dask://localhost:8786

    Run a study: every design point with the same luck, on all cores, stored with its manifest.
    Interrupted, it keeps what is finished, and the same command goes on.
    With --uncertain each run draws its tier-1 numbers too, into a folder NAME-uncertain.
    """
    from experiments.command.sweeps import sweep as command

    command(
        study, out, runs, jobs, seed, as_json, uncertain, executor, afresh, rounds, patience
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


Measures = Annotated[
    list[str] | None,
    typer.Option("--measure", help="A measure, such as deal; may be repeated."),
]
Folder = Annotated[Path, typer.Argument(help="A folder that batna sweep wrote.")]


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
    second: Annotated[Path, typer.Argument(help="Another one.")],
    names: Measures = None,
    as_json: AsJson = False,
) -> None:
    """Examples: batna compare results/base results/other | batna compare A B --measure deal --json

    Set two sweeps side by side: what differs between them, and each measure's difference with
    its interval, pair by pair where they share seed, design points and luck.
    """
    from experiments.command.comparing import compare as command

    command(first, second, names, as_json)


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


@app.command(short_help="A story, a sweep, pictures: the place to start.")
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("results/demo"),
    jobs: Annotated[int | None, typer.Option(help="Threads; all cores if not given.")] = None,
) -> None:
    """Examples: batna demo

    A story, a sweep over two levers, pictures, and what was found: the place to start.
    """
    from experiments.command.demonstration import demo as command

    command(out, jobs)


def run_command(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status.

    0 done, 1 failed, 2 bad input or usage, 130 interrupted.
    """
    from experiments.running.halt import Halted
    from sim.errors import InputError

    try:
        given = sys.argv[1:] if arguments is None else arguments
        status = app(args=given or ["--help"], prog_name="batna", standalone_mode=False)
    except InputError as error:
        sys.stderr.write(f"batna: {error}\n")
        return 2
    except typer.Exit as leave:
        status = leave.exit_code  # typer leaves so at Ctrl-C too, by 130
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except Halted as error:
        sys.stderr.write(f"batna: {error}\n")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if hasattr(error, "format_message"):  # a usage error, told by the library in a sentence
            sys.stderr.write(f"batna: {error.format_message().rstrip('.')}; see batna --help\n")
            return 2
        raise
    if status == INTERRUPTED:
        sys.stderr.write("batna: interrupted\n")
    return int(status or 0)


def _tell(message: Warning | str, *_: object, **__: object) -> None:
    sys.stderr.write(f"batna: {message}\n")


def run_batna() -> None:
    """Be the console script; a sign that the terminal's encoding lacks becomes a ?."""
    warnings.showwarning = _tell
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run_command())
