"""``batna new``: a commented scenario to begin with."""

from pathlib import Path

from experiments.beginnings import beginning
from experiments.command.screen import err
from experiments.command.writing import written


def new(name: str, war: bool) -> None:
    """Write NAME.toml, which is sound as it stands, and say what to do with it."""
    given = Path(name.removesuffix(".toml"))
    file = given.with_name(f"{given.name}.toml") if given.name else given
    written({file: beginning(given.name, war)}, overwrite=False)
    err().print(
        f"Sound as it stands: batna check {file} · batna run {file}. "
        "Then make it your conflict, part by part; the comments say how.",
        style="dim", soft_wrap=True,
    )  # fmt: skip
