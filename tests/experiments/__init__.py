"""What the tests of studies share: a small war, games without war, and a study to change."""

from pathlib import Path
from typing import Any

from experiments.design import Study

HERE = Path(__file__).parent
SMALL = str(HERE / "small.toml")
BASE_GAME = str(HERE.parent / "scenarios" / "base.toml")
RECRUIT = str(HERE.parent / "scenarios" / "new_recruit.toml")
NO_TEXT = {"actors.A.red_lines.land.hard": 1.0}  # with D's own hard line, nothing can pass
SOFT = "actors.D.red_lines.land.penalty"  # at 0 most talks end in a deal, at 0.3 none
AID, PACE = "actors.M.aid", "war.pace"


def study(**given: Any) -> Study:
    """Build a study of the small war; ``vary`` is a list of tables, as in a file."""
    plain = {"format": 1, "name": "small", "title": "A study", "scenario": SMALL, "replicates": 10}
    return Study.model_validate(plain | given)


def varied(path: str, *values: float, **given: Any) -> dict[str, Any]:
    """Write one [[vary]] table."""
    return {"path": path, "values": values, **given}
