"""Commands for a class: a seat at the table."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.command.app import Lens, Scenario, Seed, Settings, app


@app.command(short_help="Hold a party's seat yourself, against the agents.")
def play(
    scenario: Scenario = "ukraine",
    party: Annotated[
        str | None,
        typer.Option("--as", help="The party that you speak for; one of the sides if not given."),
    ] = None,
    seed: Seed = 1,
    replicate: Annotated[int, typer.Option(help="Which run under that seed.")] = 0,
    lens: Lens = None,
    settings: Settings = None,
    go_on: Annotated[
        Path | None, typer.Option("--go-on", help="Go on with a talk that was broken off.")
    ] = None,
) -> None:
    """Examples: batna play --as UA | batna play --as RU --seed 7 | batna play --go-on FILE

    Hold one party's seat: read its confidential brief, answer texts, hand in counter-offers, use
    its levers. Agents play the others, and score beside you. Without a terminal it reads one
    answer a line. Ctrl-D breaks off and says how to go on.
    """
    from experiments.command.playing import play as command

    command(scenario, party, seed, replicate, lens, settings, go_on)


@app.command(short_help="Serve Live and the rooms of a class to a browser.")
def serve(
    port: Annotated[int, typer.Option(help="Port of the page.")] = 8000,
    folder: Annotated[Path, typer.Option(help="Where rooms are kept.")] = Path("results/rooms"),
    lan: Annotated[
        bool, typer.Option("--lan", help="Let others in this network open it too.")
    ] = False,
) -> None:
    """Examples: batna serve | batna serve --lan --port 8080

    Serve the pages of a class: Live, one talk, take a seat, the lecturer's console, the debrief.
    A server that is started again with the same folder goes on with all rooms.
    """
    from experiments.command.serving import serve as command

    command(port, folder, lan)
