"""Commands to begin with: the demonstration, and one negotiation."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.command.app import (
    AsJson,
    Information,
    Lens,
    Off,
    Procedure,
    Protocol,
    Scenario,
    Seats,
    Seed,
    Settings,
    app,
)


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


@app.command(short_help="Play one negotiation and tell it as a story.")
def run(
    scenario: Scenario = "ukraine",
    seed: Seed = 1,
    replicate: Annotated[int, typer.Option(help="Which run under that seed.")] = 0,
    lens: Lens = None,
    settings: Settings = None,
    off: Off = None,
    procedure: Procedure = None,
    protocol: Protocol = None,
    information: Information = None,
    seats: Seats = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Tell every round.")] = False,
    as_json: AsJson = False,
) -> None:
    """Examples: batna run | batna run --set actors.us.aid=0.5 | batna run --without cut_aid
    | batna run --seat RU=boulware --protocol alternating_offers

    Play one negotiation and tell it as a story: moves, texts, who said yes or no, and why.
    --without sets beside it the run without a lever (cut_aid, US.cut_aid), an agreement, a track,
    threats, exit, counter_texts or direct; --set the run without the settings. --seat gives a
    party (or all) another strategy, --protocol lets them bargain otherwise.
    """
    from experiments.command.seats import Talks
    from experiments.command.telling import run as command

    talks = Talks(protocol, information, procedure, tuple(seats or ()))
    command(scenario, seed, replicate, lens, settings, talks, verbose, as_json, off)


@app.command(short_help="Write a commented scenario to begin with.")
def new(
    name: Annotated[str, typer.Argument(help="A name of your own; the file is NAME.toml.")],
    war: Annotated[bool, typer.Option("--war", help="With a war, levers and trust.")] = False,
) -> None:
    """Examples: batna new my-conflict | batna new my-war --war

    Write NAME.toml: a small scenario that runs as it stands, with comments that say what to put
    in its place. Never overwrites a file.
    """
    from experiments.command.beginning_anew import new as command

    command(name, war)
