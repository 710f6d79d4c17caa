"""Figures as SVG inside one page: small, with names of their own, and letters drawn once."""

import io
import re

from matplotlib.figure import Figure

from experiments.figures.style import styled
from experiments.report.marks import text

_HEAD = re.compile(
    r"<\?xml.*?\?>|<!DOCTYPE.*?>|<(metadata|title|style)\b.*?</\1>|<defs>\s*</defs>", re.S
)
_NAME = re.compile(r' id="([^"]+)"')
_USE = re.compile(r'((?:xlink:)?href="#|url\(#)([^")]+)')
_LETTER = re.compile(r'<path id="(DejaVu[^"]+)"[^>]*/>')
_LONG = re.compile(r"(\d+\.\d\d)\d+")
_SPACE = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_PATH = re.compile(r'( d="[^"]*"| points="[^"]*"| [xy]="[^"]*")')
_SIZE = re.compile(r'(<svg\b[^>]*?) width="[^"]*" height="[^"]*"')


@styled
def picture(figure: Figure, name: str, words: str, drawn: set[str]) -> str:
    """Write a figure as an ``svg`` element.

    Parameters
    ----------
    name
        Goes before each name within the picture, so that many pictures share a page.
    words
        What it shows, for readers who can't see it.
    drawn
        Letters that pictures before it on the page have drawn; its own are added.
    """
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    made = _SPACE.sub("", _HEAD.sub("", file.getvalue()).strip())
    made = _SIZE.sub(r"\1", made, count=1)
    used = {found[1] for found in _USE.findall(made)}

    def own(word: str) -> str:
        return word if word.startswith("DejaVu") else f"{name}-{word}"

    def first(letter: re.Match[str]) -> str:
        if letter[1] in drawn:
            return ""
        drawn.add(letter[1])
        return letter[0]

    made = _LETTER.sub(first, made)
    made = _NAME.sub(lambda m: f' id="{own(m[1])}"' if m[1] in used else "", made)
    made = _USE.sub(lambda m: m[1] + own(m[2]), made)
    made = _PATH.sub(lambda found: _LONG.sub(r"\1", found.group()), made)
    made = re.sub(r"\n\s*", "\n", re.sub(r" ?\n(?=[A-Za-z\"])", " ", made))
    return made.replace("<svg", f'<svg role="img" aria-label="{text(words)}"', 1)
