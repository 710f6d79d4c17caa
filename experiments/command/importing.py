"""``batna import``: another tool's files as a scenario."""

from pathlib import Path

from experiments.command.screen import err
from experiments.command.writing import whole, written
from experiments.formats import to_scenario


def bring_in(
    name: str,
    files: list[Path],
    target: Path | None,
    title: str | None,
    source: str | None,
    overwrite: bool,
    options: dict[str, str | int | None],
) -> None:
    """Print the scenario, or write it to a new file and say which."""
    text = to_scenario(name, files, title, source, **options)
    if target is None:
        whole(text)
        return
    written({target: text}, overwrite)
    err().print(f"Now: batna check {target} · batna run {target}", style="dim", soft_wrap=True)
