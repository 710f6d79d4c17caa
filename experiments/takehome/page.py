"""Content as one HTML file: styles, script and data within it, and leave to do nothing else."""

import base64
import hashlib
import html
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from experiments.takehome.bundle import bundled

STATIC = Path(__file__).parent / "static"
ROOMS, LIVE = (STATIC.parents[1] / home / "static" for home in ("rooms", "classroom"))
STYLES = (ROOMS / "rooms.css", LIVE / "live.css", STATIC / "page.css")


def page(content: Mapping[str, Any]) -> str:
    """Write a page. It asks for nothing: what it may run and wear is named by its hash.

    All words of a scenario stand in a block of data that no browser runs, with no sign in it that
    could end the block, and the script puts them on the page as text.
    """
    script, style = scripts(), styles()
    allowed = f"default-src 'none'; script-src {hashed(script)}; style-src {hashed(style)}"
    return Template((STATIC / "page.html").read_text(encoding="utf-8")).substitute(
        allowed=f"{allowed}; base-uri 'none'; form-action 'none'",
        title=html.escape(str(content["about"]["title"])),
        version=html.escape(str(content["about"]["version"])),
        style=style,
        script=script,
        data=as_data(content),
    )


def as_data(content: Mapping[str, Any]) -> str:
    """Write data as JSON that can stand within a page: no < is left in it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def hashed(text: str) -> str:
    """Name a script or style as a policy does."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def scripts() -> str:
    """Bundle the modules of the pages, with those that read the file's own data."""
    return bundled(STATIC / "page.js", {"/static/": ROOMS, "/live/": LIVE})


@cache
def styles() -> str:
    """Put the styles of the pages one after another."""
    return "\n".join(file.read_text(encoding="utf-8") for file in STYLES)
