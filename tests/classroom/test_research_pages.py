"""Research in a real browser: choose, run, see, take along; the keyboard suffices."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from experiments import load_study, sweep
from experiments.store import digest
from tests.browser import NEEDED
from tests.classroom.site import FULL, Site, faults_anywhere, press_until

pytestmark = NEEDED
AID = "actors.US.aid"
ONE = f"#/research?vary={AID}:3&runs=20"
TWO = f"#/research?vary={AID}:3,war.start:3&runs=20"


def swept(page: Any) -> Any:
    page.locator("#run:not([disabled])").click()
    page.locator("#take-all").wait_for()
    return page


def forgive_refusals(site: Site) -> None:
    """Leave out refusals that were meant: a browser tells of them as of errors."""
    site.wrong = [said for said in site.wrong if not re.search(r"status of 4(00|09)", said)]


def taken(page: Any, control: str, folder: Path) -> Path:
    """Download what a control offers."""
    with page.expect_download() as begun:
        page.click(control)
    file = folder / str(begun.value.suggested_filename)
    begun.value.save_as(file)
    return file


def test_the_screen_of_live_is_carried_over_and_can_be_reproduced(
    site: Site, tmp_path: Path
) -> None:
    page = site.page("#/live?set=actors.US.aid:0.5&seed=3")
    page.click("#pin")
    page.locator(FULL).wait_for(state="attached")
    page.click('nav a[data-page="research"]')
    page.locator("#run:not([disabled])").wait_for()
    study = load_study(taken(page, "#screen-file-0-save", tmp_path))
    assert study.seed == 3
    assert [(vary.path, vary.values) for vary in study.vary] == [(AID, (0.5,))]
    page.click('nav a[data-page="live"]')
    page.locator(FULL).wait_for(state="attached")
    assert "actors.US.aid:0.5" in page.url
    assert "seed=3" in page.url


def test_a_pin_is_a_second_point(site: Site) -> None:
    page = site.page(f"#/research?set={AID}:0.5&a=1")
    shown = page.inner_text("#screen-file-0")
    assert tomllib.loads(shown)["vary"][0]["values"] == [1.0, 0.5]
    assert "Design point 1 is the screen, 0 is pin A" in page.inner_text(".again")


def test_texts_are_copied_without_the_clipboard(site: Site) -> None:
    """On plain http there is none: the text is selected, and the old command copies it."""
    page = site.page(ONE)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("#screen-command-copy")
    said = page.locator(".copyable:has(#screen-command) [role=status]")
    said.filter(has_text=re.compile("Copied|Selected")).wait_for()
    assert page.evaluate("String(getSelection())").strip() == page.inner_text("#screen-command")


def test_one_number_is_chosen_run_seen_and_taken(site: Site, tmp_path: Path) -> None:
    page = site.page("#/research?runs=20")
    page.click("text=Remove")
    assert page.locator("#run").is_disabled()
    page.fill("#search", "us aid")
    page.locator(".found button").first.click()
    page.fill("#levels-0", "3")
    page.locator("#runs").focus()
    page.locator(".plan:has-text('3 values × 20 talks = 60 talks')").wait_for()
    swept(page)
    assert page.locator(".sweep-chart .estimate-dot").count() == 3
    assert page.locator(".sweep-chart .band").count() == 1
    rows = page.locator(".found-table tbody tr")
    assert rows.count() == 3
    assert re.match(r"From \d+ to \d+ in 100 talks", page.inner_text(".finds h1"))
    first, last = (rows.nth(place).locator("strong").inner_text() for place in (0, 2))
    assert page.inner_text(".finds h1") == f"From {first} to {last} in 100 talks"
    study = taken(page, "#take-study", tmp_path)
    assert f"digest {digest(sweep(study))}" in page.inner_text(".finds")
    assert len(taken(page, "#take-rows", tmp_path).read_text().splitlines()) == 61
    assert taken(page, "#take-all", tmp_path).suffix == ".zip"
    page.select_option("#measure", "time_to_deal")
    page.locator(".sweep-chart .title:has-text('rounds')").wait_for()
    assert "among deals" in page.inner_text(".under")


def test_the_first_click_counts_after_a_number_is_written(site: Site) -> None:
    """Though the server has not said yet what it comes to: it is slow here."""
    page = site.page(ONE)
    waiting: list[Any] = []
    page.route("**/api/research/study", lambda asked: waiting.append(asked))
    page.fill("#runs", "30")
    box = page.locator("#run").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".finds:has-text('The sweep is done: 90 talks.')").wait_for()
    for asked in waiting:
        asked.continue_()
    page.locator(".plan:has-text('3 values × 30 talks = 90 talks')").wait_for()


def test_the_address_shows_the_sweep_again(site: Site) -> None:
    page = swept(site.page(ONE))
    seen, address = page.inner_text(".found-table"), page.url.partition("/#")[2]
    other = site.page(f"#{address}")
    other.locator(".found-table").wait_for()
    assert other.inner_text(".found-table") == seen


def test_two_numbers_are_a_grid_with_its_values_written(site: Site) -> None:
    page = swept(site.page(TWO))
    cells = page.locator(".heat .value")
    assert cells.count() == 9
    table = page.locator(".found-table tbody strong").all_inner_texts()
    assert sorted(cells.all_text_contents()) == sorted(table)
    assert page.locator(".heat .own-mark").count() == 2


def test_too_many_talks_are_told_before_they_are_played(site: Site) -> None:
    page = site.page(f"#/research?vary={AID}:11,actors.UA.war_cost:11&runs=20")
    page.fill("#runs", "400")
    page.locator("#search").evaluate("node => node.blur()")
    page.locator("#runs").blur()
    page.locator(".fault:has-text('20,000 may be played')").wait_for()
    assert page.locator("#run").is_disabled()
    forgive_refusals(site)


def test_a_sweep_is_cancelled_and_a_second_waits(site: Site) -> None:
    page, other = site.page(f"#/research?vary={AID}:11&runs=400"), site.page(ONE)
    page.click("#run")
    page.locator(".progress progress").wait_for()
    other.click("#run")
    other.locator(".fault:has-text('Another sweep is being played')").wait_for()
    page.click("#cancel")
    page.locator("text=Cancelled after").wait_for()
    assert page.locator("#run").is_enabled()
    swept(other)
    forgive_refusals(site)


def test_another_machine_is_told_where_sweeps_are_played(site: Site) -> None:
    page = site.page(ONE)

    def elsewhere(route: Any) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, json={**reply.json(), "here": False})

    page.route("**/api/research/offer*", elsewhere)
    page.reload()
    page.locator(".asks .note:has-text('on the machine that serves this page')").wait_for()
    assert page.locator("#run, #cancel").count() == 0
    page.locator(".plan:has-text('60 talks')").wait_for()
    page.click("text=The study of this sweep")
    assert page.inner_text("#sweep-command").startswith("batna sweep sweep_")


def test_the_keyboard_alone_suffices(site: Site) -> None:
    page = site.page("#/research?runs=20")
    press_until(page, "[aria-label='Remove Russia minds a mere freeze']")
    page.keyboard.press("Enter")
    assert page.locator("#search:focus").count() == 1
    page.keyboard.type("us aid ukraine")
    press_until(page, ".found button")
    page.keyboard.press("Enter")
    assert page.locator("#levels-0:focus").count() == 1
    page.keyboard.press("Control+A")
    page.keyboard.type("3")
    page.locator("#run:not([disabled])").wait_for()  # while a number is read it has no focus
    press_until(page, "#run")
    page.keyboard.press("Enter")
    page.locator("#take-all").wait_for()
    press_until(page, "#measure")
    press_until(page, "[aria-label='Table of the sweep']")
    press_until(page, "#take-rows")
    press_until(page, "#screen-file-0-copy")


def test_no_name_becomes_markup(site: Site) -> None:
    page = site.page("#/research?vary=%3Cimg%20src=x%20onerror=alert(1)%3E:5&measure=%3Cb%3E")
    assert page.locator("main img, main b").count() == 0
    assert page.locator(".chosen li").count() == 1


@pytest.mark.parametrize("address", [ONE, TWO])
def test_nothing_runs_out_of_the_page_and_no_serious_fault_is_found(
    site: Site, address: str
) -> None:
    pytest.importorskip("axe_playwright_python.sync_playwright")
    assert faults_anywhere(swept(site.page(address))) == []


def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong(site: Site) -> None:
    assert site.asked
    own = (site.url, "data:", f"blob:{site.url}")
    assert {url for url in site.asked if not url.startswith(own)} == set()
    assert site.wrong == []
