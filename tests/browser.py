"""A headless browser for the tests of pages; they are skipped, and say so, where there is none."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NEEDED = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# without those on the background it asks hosts of its own, which are no page's doing
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-sync", "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


class Watched:
    """A browser that keeps what its windows ask for and what goes wrong in them."""

    def __init__(self, browser: Any) -> None:
        self.browser = browser
        self.asked: set[str] = set()
        self.wrong: list[str] = []

    def window(self, size: tuple[int, int] = (1366, 768), **more: Any) -> Any:
        """Open a window of a visitor's own."""
        viewport = {"width": size[0], "height": size[1]}
        page = self.browser.new_context(viewport=viewport, **more).new_page()
        page.on("request", lambda request: self.asked.add(request.url))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        return page


@contextmanager
def started() -> Iterator[Any]:
    """Start a browser."""
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
