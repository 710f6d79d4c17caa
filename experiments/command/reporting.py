"""``batna report``: a stored sweep as one page."""

import warnings
import webbrowser
from pathlib import Path

from experiments.command.screen import err, out, print_json
from experiments.report import write_report
from experiments.store import UnfinishedWarning


def report(folder: Path, target: Path | None, show: bool, as_json: bool) -> None:
    """Write a report, and say where it is and what it found."""
    with warnings.catch_warnings():  # the report says itself what is missing
        warnings.simplefilter("ignore", UnfinishedWarning)
        made = write_report(folder, target)
    if made.unfinished:
        err().print(f"{folder}: {made.unfinished}; the report says so.", soft_wrap=True)
    if as_json:
        print_json(
            {
                "file": str(made.file), "findings": made.findings, "typical": made.typical,
                "surprising": made.surprising, "unfinished": made.unfinished or None,
            }
        )  # fmt: skip
    else:
        out().print(str(made.file), soft_wrap=True)
        for sentence in made.findings:
            out().print(f"- {sentence}", soft_wrap=True)
    if show and not webbrowser.open(made.file.absolute().as_uri()):
        err().print("No browser could be opened.", style="dim")
