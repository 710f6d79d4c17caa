"""Commands on scenarios: list, check, explain, analyse, import and export them."""

from pathlib import Path
from typing import Annotated

import typer

from experiments.command.app import AsJson, Lens, Scenario, Seed, Settings, app


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


@app.command(short_help="Say what a scenario allows, without running it.")
def analyse(
    scenario: Scenario = "ukraine",
    lens: Lens = None,
    settings: Settings = None,
    start: Annotated[
        str, typer.Option("--from", help="Where trades start: status-quo, nash or a party.")
    ] = "status-quo",
    seed: Seed = 1,
    out: Annotated[Path | None, typer.Option(help="Folder for the picture.")] = None,
    as_json: AsJson = False,
) -> None:
    """Examples: batna analyse | batna analyse new_recruit --from nash | batna analyse my-game.toml
    --out results/space

    Say what a scenario allows without running it: packages that pass under each rule of consent,
    the classic solutions, who refuses what, the price of each red line, and trades that help two.
    """
    from experiments.command.analysing import analyse as command

    command(scenario, lens, settings, start, seed, out, as_json)


@app.command("import", short_help="Make a scenario of another tool's files.")
def bring_in(
    format_name: Annotated[str, typer.Argument(metavar="FORMAT", help="genius, scores or csv.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="What to read.")],
    out: Annotated[
        Path | None, typer.Option(help="The scenario to write; stdout if not given.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="One line that says what it is.")] = None,
    source: Annotated[
        str | None, typer.Option(help="What the numbers rest on: doi:…, arXiv:… or https://…")
    ] = None,
    reading: Annotated[
        str | None, typer.Option(help="genius: evaluations over their maximum, or raw.")
    ] = None,
    steps: Annotated[
        int | None, typer.Option(help="genius: options that a real issue is cut into.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace a file that is there.")
    ] = False,
) -> None:
    """Examples: batna import csv scores.csv --out mine.toml | batna import genius laptop_domain.xml
    buyer.xml seller.xml --reading raw | batna import scores game.json

    Make a scenario of another tool's files: Genius XML (a domain and one profile a party), a
    score-table game as JSON, or a sheet of scores. What is written has passed batna check.
    """
    from experiments.command.importing import bring_in as command

    command(format_name, files, out, title, source, overwrite,
            {"reading": reading, "steps": steps})  # fmt: skip


@app.command(short_help="Write a scenario as another tool's files.")
def export(
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help="genius, scores, csv or schema.")
    ],
    scenario: Annotated[
        str | None,
        typer.Argument(help="A built-in name or a TOML file; ukraine if not given."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="File, for genius folder, to write; stdout if not given.")
    ] = None,
    lens: Lens = None,
    settings: Settings = None,
    semicolons: Annotated[
        bool, typer.Option("--semicolons", help="csv: with ; and decimal commas, for Excel.")
    ] = False,
) -> None:
    """Examples: batna export csv --out scores.csv | batna export genius orchard.toml --out orchard
    | batna export schema --out scenario.schema.json

    Write a scenario as Genius XML (which NegMAS reads too), as a score-table game, or as a sheet
    of scores; or the JSON Schema of all scenarios. Says on stderr what the format can't hold.
    """
    from experiments.command.exporting import export as command

    command(format_name, scenario, out, lens, settings, {"semicolons": semicolons or None})
