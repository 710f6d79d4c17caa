"""Live and One talk in a real browser: a slider moves the headline, the keyboard suffices."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import CHROMIUM, FLAGS, NEEDED, sync_api
from tests.rooms.serving import Server

pytestmark = NEEDED
FREEZE = "#s-actors-RU-red_lines-freeze-penalty"
FULL = ".middle[data-runs='400'][aria-busy='false']"
COMPILING = 240_000  # the first talks in a new checkout wait for the kernel


class Site:
    """A browser on a server, that keeps what is asked and what goes wrong."""

    def __init__(self, browser: Any, url: str) -> None:
        self.browser, self.url = browser, url
        self.asked: set[str] = set()
        self.wrong: list[str] = []

    def live(self, address: str = "", width: int = 1366, height: int = 768, **more: Any) -> Any:
        size = {"width": width, "height": height}
        page = self.browser.new_context(viewport=size, **more).new_page()
        page.on("request", lambda request: self.asked.add(request.url))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        page.goto(f"{self.url}/{address}")
        if "talk" in address:
            page.locator("#play").wait_for(timeout=COMPILING)
        else:
            page.locator(FULL).wait_for(timeout=COMPILING, state="attached")
        return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Server(tmp_path_factory.mktemp("rooms")) as server, sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Site(browser, server.url)
        browser.close()


def share(page: Any) -> int:
    found = re.match(r"(\d+) in 100 talks end in a settlement", page.inner_text(".headline.answer"))
    assert found
    return int(found[1])


def settled(page: Any) -> None:
    """Wait until all talks of what is set are shown."""
    page.locator(FULL).wait_for(state="attached")


def move(page: Any, control: str, value: float) -> None:
    """Set a slider as a hand does: it moves, then it is let go."""
    page.locator(control).fill(str(value))
    page.locator(control).dispatch_event("change")
    settled(page)


def press_until(page: Any, control: str) -> None:
    """Go on by the Tab key until a control has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(f"{control}:focus").count():
            return
    raise AssertionError(f"the Tab key does not reach {control}")


def test_the_first_screen_is_live_with_a_result(site: Site) -> None:
    page = site.live()
    assert 20 < share(page) < 60
    assert page.locator(".marks rect").count() == 100
    assert page.locator(".slider").count() == 8
    assert "forecast" in page.inner_text("main")


def test_a_slider_moves_the_headline_and_a_pin_keeps_the_old(site: Site) -> None:
    page = site.live()
    before = share(page)
    page.click("#pin")
    move(page, FREEZE, 0.9)
    assert share(page) < before - 10
    assert f"was {before} at your pin A" in page.inner_text(".under")
    assert page.locator(".mark-settlement").count() - 1 == share(page)  # and one in the legend
    page.click("#reset")
    settled(page)
    assert share(page) == before


def test_the_address_shows_the_same_to_anybody(site: Site) -> None:
    page = site.live()
    page.click("#pin")
    move(page, FREEZE, 0.6)
    seen, address = page.inner_text(".middle"), page.url.partition("/#")[2]
    other = site.live(f"#{address}")
    other.locator(".pin-bar .bar").wait_for()
    assert other.inner_text(".middle") == seen


def test_the_answer_is_hidden_for_guesses(site: Site) -> None:
    page = site.live()
    page.click("#hide")
    assert not page.locator(".headline.answer").is_visible()
    assert not page.locator(".marks").is_visible()
    assert "how many end in a settlement?" in page.inner_text(".middle")
    page.click("#hide")
    assert page.locator(".headline.answer").is_visible()


def test_the_keyboard_alone_suffices(site: Site) -> None:
    page = site.live()
    before = share(page)
    press_until(page, FREEZE)
    for _ in range(5):
        page.keyboard.press("PageUp")
    settled(page)
    assert share(page) != before
    press_until(page, "#pin")
    page.keyboard.press("Enter")
    assert page.locator(".pin-bar .bar").count() == 1
    press_until(page, "main a.button")
    page.keyboard.press("Enter")
    page.locator("#play").wait_for()
    press_until(page, "#next-text")
    page.keyboard.press("Enter")
    assert page.locator(".reply-list li").count() == 5


def test_any_number_is_found_by_its_words(site: Site) -> None:
    page = site.live()
    page.click("summary:has-text('All')")
    page.fill("#search", "trust china")
    page.locator(".found button").first.click()
    assert page.locator(".slider").count() == 9


def test_another_scenario_and_reading_can_be_chosen(site: Site) -> None:
    page = site.live()
    page.select_option("#lens", "W")
    settled(page)
    assert "lens='W'" in page.inner_text(".cli")
    page.select_option("#scenario", "pie")
    settled(page)
    page.locator(".cli:has-text('pie')").wait_for()
    share(page)


def test_a_talk_is_stepped_through_to_its_end(site: Site) -> None:
    page = site.live("#/talk")
    first = page.inner_text(".said")
    page.click("#step")
    assert page.inner_text(".said") != first
    page.click("#back")
    assert page.inner_text(".said") == first
    page.click("#next-text")
    assert re.search(r"says (yes|no)\. ", page.inner_text(".reply-list"))
    page.locator("#scrub").fill(page.locator("#scrub").get_attribute("max"))
    assert "Left with" in page.inner_text(".said")
    page.select_option("#kind", "failed")
    page.locator(".head:has-text('An end: that of')").wait_for()
    page.locator("#scrub").fill(page.locator("#scrub").get_attribute("max"))
    assert "A comprehensive deal" not in page.inner_text(".said .happens")


@pytest.mark.parametrize("address", ["", "#/talk?step=12"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_runs_out_of_the_page_and_no_serious_fault_is_found(
    site: Site, address: str, size: tuple[int, int], scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = site.live(address, *size, color_scheme=scheme)
    page.wait_for_timeout(400)  # until all has its colour
    wide = page.locator("html").evaluate("node => node.scrollWidth - node.clientWidth")
    assert wide <= 0
    found = axe.Axe().run(page).response["violations"]
    serious = [(f["id"], f["nodes"][0]["html"], f["nodes"][0]["failureSummary"]) for f in found
               if f["impact"] in ("serious", "critical")]  # fmt: skip
    assert serious == []


def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong(site: Site) -> None:
    assert site.asked
    assert {url for url in site.asked if not url.startswith((site.url, "data:"))} == set()
    assert site.wrong == []
