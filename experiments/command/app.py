"""The command ``batna`` before it has any command, and the options that several of them share."""

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
Protocol = Annotated[
    str | None,
    typer.Option(help="single_text, alternating_offers, monotonic_concession or open_vote."),
]
Information = Annotated[
    str | None,
    typer.Option(help="What is seen of others' interests: public, open or closed."),
]
Seats = Annotated[
    list[str] | None,
    typer.Option("--seat", help="A party's strategy, RU=boulware; may be repeated."),
]
Measures = Annotated[
    list[str] | None,
    typer.Option("--measure", help="A measure, such as deal; may be repeated."),
]
Folder = Annotated[Path, typer.Argument(help="A folder that batna sweep wrote.")]
