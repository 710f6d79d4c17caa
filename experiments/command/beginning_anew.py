"""``batna new``: a commented scenario to begin with."""

from pathlib import Path

from experiments.beginnings import beginning
from experiments.command.screen import err
from experiments.command.writing import written


def new(name: str, war: bool) -> None:
    """Write NAME.toml, which is sound as it stands, and say what to do with it."""
    file = Path(name if name.endswith(".toml") else f"{name}.toml")
    written({file: beginning(file.stem, war)}, overwrite=False)
    err().print(
        f"Sound as it stands: batna check {file} · batna run {file}. "
        "Then make it your conflict, part by part; the comments say how.",
        style="dim", soft_wrap=True,
    )  # fmt: skip
