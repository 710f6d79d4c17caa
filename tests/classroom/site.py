"""A browser on a server: it keeps what is asked and what goes wrong, for the tests of pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser import Watched, started
from tests.rooms.serving import Server

FULL = ".middle[data-runs='400'][aria-busy='false']"
SIZES = ((1920, 1080), (1366, 768), (390, 844))
READY = {"talk": "#play", "research": "#run:not([disabled])", "live": FULL}
COMPILING = 240_000  # the first talks in a new checkout wait for the kernel


class Site(Watched):
    """A watched browser on a server."""

    def __init__(self, browser: Any, url: str) -> None:
        super().__init__(browser)
        self.url = url

    def page(self, address: str = "", size: tuple[int, int] = (1366, 768)) -> Any:
        """Open a page, and wait until it shows what it is for."""
        page = self.window(size)
        page.goto(f"{self.url}/{address}")
        name = address.removeprefix("#/").partition("?")[0] or "live"
        page.locator(READY[name]).wait_for(timeout=COMPILING, state="attached")
        return page


@contextmanager
def visited(folder: Path) -> Iterator[Site]:
    """Serve from a folder, and open a browser."""
    with Server(folder) as server, started() as browser:
        yield Site(browser, server.url)


def settled(page: Any) -> None:
    """Wait until all talks of what is set are shown."""
    page.locator(FULL).wait_for(state="attached")


def press_until(page: Any, control: str) -> None:
    """Go on by the Tab key until a control has the focus, once it is there."""
    page.locator(control).first.wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"{control}:focus").count():
            return
    raise AssertionError(f"the Tab key does not reach {control}")


def serious_faults(page: Any) -> list[tuple[str, str, str]]:
    """Give what axe finds that is serious."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        (f["id"], f["nodes"][0]["html"], f["nodes"][0]["failureSummary"])
        for f in found
        if f["impact"] in ("serious", "critical")
    ]


def too_wide(page: Any) -> int:
    """Give the pixels by which a page runs out of its window."""
    node = "node => node.scrollWidth - node.clientWidth"
    return int(page.locator("html").evaluate(node))


def faults_anywhere(page: Any) -> list[Any]:
    """Give what is wrong with a page on a projector, a laptop and a phone, light and dark."""
    found: list[Any] = []
    for (width, height), scheme in zip(SIZES, ("light", "dark", "light"), strict=True):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scheme => { document.documentElement.dataset.theme = scheme; }", scheme)
        page.wait_for_timeout(400)  # until all has its colour
        if too_wide(page) > 0:
            found.append((width, "runs out of the window"))
        found += serious_faults(page)
    return found
