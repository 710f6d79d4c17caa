"""``batna plot``: draw the figures that suit a sweep."""

from pathlib import Path

from experiments.command.screen import out, print_json
from experiments.drawing import draw_all
from sim.errors import InputError
from sim.rules.outcome import OUTCOMES


def plot(folder: Path, target: Path | None, outcome: str, run_id: int, as_json: bool) -> None:
    """Draw a stored sweep's figures."""
    if outcome not in OUTCOMES:
        raise InputError("--outcome", f"there is no {outcome!r}", f"known: {', '.join(OUTCOMES)}")
    drawn = draw_all(folder, target or folder, outcome, run_id)
    if as_json:
        print_json(
            [
                {"figure": d.name, "finding": d.finding, "files": [str(f) for f in d.files]}
                for d in drawn
            ]
        )
        return
    for figure in drawn:
        out().print(f"{figure.files[0]}  {figure.finding}")
