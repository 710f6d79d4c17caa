"""Commands on scenarios: list, check and explain them."""

from typing import Annotated

import typer

from experiments.command.app import AsJson, Lens, Scenario, app


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
