"""What the scripts that write parts of a page share: the marks around a part, and tables."""

from collections.abc import Iterable, Sequence


def marks(part: str, script: str) -> tuple[str, str]:
    """Give the two marks between which a script writes a part of a page."""
    return f"<!-- {part}: begin, made by {script} -->", f"<!-- {part}: end -->"


def between(page: str, part: str, script: str, body: str) -> str:
    """Put a part between its marks, in place of what stood there.

    Raises
    ------
    ValueError
        If the page lacks a mark or has it twice.
    """
    begin, end = marks(part, script)
    if page.count(begin) != 1 or page.count(end) != 1:
        raise ValueError(f"the page needs the marks of {part!r} once: {begin} {end}")
    before, rest = page.split(begin)
    return f"{before}{begin}\n\n{body.rstrip()}\n\n{end}{rest.split(end)[1]}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table in Markdown."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(cell(text) for text in row)} |" for row in rows]
    return "\n".join([*lines, ""])


def cell(text: str) -> str:
    """Keep a text from breaking its row."""
    return " ".join(text.split()).replace("|", "\\|")
