"""What is taken out of a room: the score sheet as a table, the address to join at as a QR code."""

import csv
import io
from typing import Any

from experiments.words import OUTCOME_WORDS

COLUMNS = (
    "team", "party", "talk", "outcome", "round", "signed", "points", "agents", "versus",
    "same_luck", "same_luck_outcome", "hints", "advice", "decided", "by_agent", "stood_in",
)  # fmt: skip


def as_csv(debriefed: dict[str, Any]) -> str:
    """Write the score sheet as CSV, a row a team; predictions are in no row, as nobody's."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in debriefed["sheet"]:
        told = one | {  # as the class has seen it
            "party": debriefed["codes"][one["party"]],
            "outcome": OUTCOME_WORDS[one["outcome"]],
            "same_luck_outcome": OUTCOME_WORDS[one["same_luck_outcome"]],
            "round": one["round"] + 1,
        }
        table.writerow([told[column] for column in COLUMNS])
    return out.getvalue()


def qr_code(url: str) -> str:
    """Draw a QR code as SVG, dark on light whatever the page's colours are."""
    import segno

    out = io.BytesIO()
    code = segno.make(url, error="m")
    code.save(out, kind="svg", scale=8, border=3, dark="#14161a", light="#ffffff", xmldecl=False)
    return out.getvalue().decode()
