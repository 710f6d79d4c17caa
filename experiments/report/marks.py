"""Words and tables as HTML: all that comes from outside is escaped here."""

import html
import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

MOST = 60  # rows of a table that a page shows


class Section(NamedTuple):
    """A part of a report: its anchor, its title and its body in HTML."""

    anchor: str
    title: str
    body: str


def text(words: object) -> str:
    """Escape words, so that none of them is taken for HTML."""
    return html.escape(" ".join(str(words).split()))


def paragraph(*sentences: str, kind: str = "") -> str:
    """Write sentences, escaped, as a paragraph; none if there is nothing to say."""
    words = " ".join(text(sentence) for sentence in sentences if sentence)
    return f"<p{_kind(kind)}>{words}</p>\n" if words else ""


def points(sentences: Iterable[str]) -> str:
    """Write sentences as a list of points."""
    return "<ul>\n" + "".join(f"<li>{text(words)}</li>\n" for words in sentences) + "</ul>\n"


def heading(words: str) -> str:
    """Write a heading within a section."""
    return f"<h3>{text(words)}</h3>\n"


def code(lines: Iterable[str]) -> str:
    """Write commands, line by line."""
    return f"<pre><code>{html.escape(chr(10).join(lines))}</code></pre>\n"


def details(summary: str, body: str) -> str:
    """Fold something away under a line that opens it."""
    return f"<details><summary>{text(summary)}</summary>\n{body}</details>\n"


def grid(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write rows as a table that scrolls where it is too wide."""
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>\n" for row in rows)
    return (
        f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>\n"
    )


def table(frame: pd.DataFrame) -> str:
    """Write a figure's table, its first rows if it is long."""
    heads = [str(name).replace("_", " ") for name in frame.columns]
    made = grid(heads, frame.head(MOST).itertuples(index=False, name=None))
    if len(frame) > MOST:
        made += paragraph(f"The first {MOST} of {len(frame):,} rows.", kind="dim")
    return made


def number(value: float) -> str:
    """Write a number with four digits that count, without needless zeros.

    Examples
    --------
    >>> number(0.361), number(4000.0), number(1234567.0), number(-0.00012)
    ('0.361', '4000', '1234567', '-0.00012')
    """
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.4g}"


def _cell(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return '<td class="number">–</td>'
    if isinstance(value, bool | np.bool_):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int | float) or hasattr(value, "dtype"):
        shown = number(float(value)) if math.isfinite(float(value)) else str(value)
        return f'<td class="number">{shown}</td>'
    return f"<td>{text(value)}</td>"


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
