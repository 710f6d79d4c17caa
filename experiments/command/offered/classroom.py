"""Commands for a class: a seat at the table, the pages, a page to take home."""

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
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the first page here.")
    ] = True,
) -> None:
    """Examples: batna serve | batna serve --lan --port 8080

    Serve the pages of a class: Live, one talk, take a seat, the lecturer's console, the debrief.
    A server that is started again with the same folder goes on with all rooms.
    """
    from experiments.command.serving import serve as command

    command(port, folder, lan, browser)


@app.command("export-page", short_help="Write Live and One talk as one file to take home.")
def export_page(
    scenario: Scenario = "ukraine",
    lens: Lens = None,
    settings: Settings = None,
    sliders: Annotated[
        list[str] | None,
        typer.Option("--slider", help="A number to move, at most two; the most telling if none."),
    ] = None,
    seed: Seed = 1,
    runs: Annotated[int, typer.Option(help="Talks at each point of the grid.")] = 200,
    steps: Annotated[int, typer.Option(help="Values of each number.")] = 11,
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("results/take-home.html"),
    neutral: Annotated[
        bool, typer.Option("--neutral", help="Call the parties Country A, Country B and so on.")
    ] = False,
) -> None:
    """Examples: batna export-page | batna export-page --lens W --slider actors.US.aid
    --slider war.start --out aid.html

    Write one HTML file that opens without a server, without Python and without a network: numbers
    to move over a grid that was played before, recorded talks step by step, what the model leaves
    out, and who claims the numbers. Takes a minute or two.
    """
    from experiments.command.taking_home import export_page as command

    command(scenario, lens, seed, settings, sliders, runs, steps, out, neutral)
