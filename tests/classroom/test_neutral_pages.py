"""Neutral names, what-ifs and guesses in a real browser: by hand, by keyboard, by a link."""

import re
from typing import Any

import pytest

from tests.browser import NEEDED
from tests.classroom.names import NAMES, named
from tests.classroom.site import Site, faults_anywhere, press_until, settled

pytestmark = NEEDED
NEUTRAL = "#/live?scenario=ukraine&neutral=1"
GUESSED = "#/live?scenario=ukraine&guesses=12,40,40,41,88&neutral=1"
CHOSEN = f"{NEUTRAL}&set=actors.US.aid:0.5&hide=1&guesses=12,40"
MEDIATION = "The US presses both sides alike"


def shares(page: Any) -> list[str]:
    return page.locator(".bar.answer span").all_inner_texts()  # type: ignore[no-any-return]


def test_the_switch_renames_live_and_back_by_the_keyboard(site: Site) -> None:
    page = site.page()
    plain = shares(page)
    assert len(named(page)) > 10
    assert not page.locator("#neutral-note").is_visible()
    press_until(page, "#neutral")
    page.keyboard.press("Enter")
    page.locator(".left:has-text('Country')").wait_for()
    settled(page)
    assert page.get_attribute("#neutral", "aria-pressed") == "true"
    assert page.locator("#neutral:focus").count() == 1
    assert shares(page) == plain
    assert named(page) == []
    assert "keep their names" in page.inner_text("#neutral-note")
    assert "neutral=1" in page.url
    page.keyboard.press("Enter")
    page.locator(".left:has-text('Russia')").wait_for()
    assert "neutral=1" not in page.url


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_party_is_named_on_live(site: Site, name: str) -> None:
    page = site.page(f"#/live?scenario={name}&neutral=1")
    page.click("summary:has-text('All')")
    page.click("summary:has-text('issue by issue')")
    assert named(page, name) == []


def test_a_pin_has_no_letter_where_countries_have(site: Site) -> None:
    page = site.page(NEUTRAL)
    page.click("#pin:has-text('Pin as 1')")
    page.locator("#s-actors-US-aid").fill("0.2")
    page.locator("#s-actors-US-aid").dispatch_event("change")
    settled(page)
    assert re.search(r"was \d+ at your pin 1 ", page.inner_text(".under"))
    assert page.inner_text(".pin-bar span") == "pin 1"
    assert page.locator(".slider:has(#s-actors-US-aid) .value").inner_text().startswith("1: ")
    assert "; dashed: pin 1" in page.inner_text(".right")
    assert "pin A" not in page.inner_text("main")
    page.click("#neutral")
    page.locator(".pin-bar span:text-is('pin A')").wait_for()


def test_no_party_is_named_in_one_talk(site: Site) -> None:
    """At a few of its steps; that no word of any step names one is shown over the interface."""
    page = site.page("#/talk?scenario=ukraine&neutral=1&kind=failed")
    found: list[str] = []
    page.click("#show-all")
    last = int(page.get_attribute("#scrub", "max"))
    for step in (0, last // 4, last // 2, last):
        page.locator("#scrub").fill(str(step))
        found += named(page)
    assert found == []
    assert "Country" in page.inner_text(".said")
    assert page.locator(".seat .name").all_text_contents() == ["C", "A", "B", "D", "E"]


def test_the_switch_is_remembered_and_a_link_says_its_own_names(site: Site) -> None:
    page = site.page()
    page.click("#neutral")
    page.locator(".left:has-text('Country')").wait_for()
    page.goto(f"{site.url}/")
    page.reload()
    page.locator(".left:has-text('Country')").wait_for()
    page.click("nav a[data-page='talk']")
    page.locator("#play").wait_for()
    assert named(page) == []
    page.goto(f"{site.url}/#/live?scenario=ukraine")
    page.locator(".left:has-text('Russia')").wait_for()
    assert page.get_attribute("#neutral", "aria-pressed") == "false"
    other = site.page(NEUTRAL)  # somebody who has never turned it
    assert named(other) == []


def test_a_study_has_the_scenarios_own_names(site: Site) -> None:
    page = site.page("#/research?scenario=ukraine&neutral=1")
    assert page.locator("#neutral").is_disabled()
    assert page.get_attribute("#neutral", "aria-pressed") == "false"
    page.click("nav a[data-page='live']")
    page.locator(".left").wait_for()


def test_a_what_if_sets_the_sliders_and_says_what_it_rests_on(site: Site) -> None:
    page = site.page()
    page.select_option("#preset", label=MEDIATION)
    page.locator("summary:has-text('Rests on mediation-2025-05:9')").click()
    settled(page)
    assert "presses both sides alike" in page.inner_text(".grounded")
    assert "actors.US.threats.UA.intensity:0.8" in page.url
    value = page.input_value("#s-actors-US-threats-UA-intensity")
    assert float(value) == 0.8
    again = site.page(f"#{page.url.partition('#')[2]}")
    assert again.locator("#preset option:checked").inner_text() == MEDIATION
    assert shares(again) == shares(page)
    again.locator("#s-actors-US-aid").fill("0.2")
    again.locator("#s-actors-US-aid").dispatch_event("change")
    settled(again)
    assert again.locator("#preset option:checked").inner_text() == "numbers of your own"
    again.click("#reset")
    again.locator("#preset option:checked:has-text('none')").wait_for(state="attached")
    settled(again)
    assert "set=" not in again.url


def test_a_what_if_is_chosen_by_the_keyboard_and_some_scenarios_have_none(site: Site) -> None:
    page = site.page()
    press_until(page, "#preset")
    page.keyboard.press("ArrowDown")
    page.locator("summary:has-text('Rests on')").wait_for()
    assert page.locator("#preset:focus").count() == 1
    assert "set=" in page.url
    assert site.page("#/live?scenario=pie").locator("#preset").count() == 0


def test_guesses_are_taken_while_hidden_and_stay_as_dots(site: Site) -> None:
    page = site.page()
    assert not page.locator("#guesses").is_visible()
    page.click("#hide")
    page.fill("#guesses", "40 55, 20")
    page.keyboard.press("Enter")
    page.fill("#guesses", "7")
    page.click("#add-guess")
    assert page.locator(".guess-list li").all_inner_texts() == ["40 ✕", "55 ✕", "20 ✕", "7 ✕"]
    page.get_by_label("Take away the guess 55").click()
    for wrong in ("101", "-3", "4.5", "many", ""):
        page.fill("#guesses", wrong)
        page.click("#add-guess")
        assert "whole number" in page.inner_text(".guess-form .fault")
    assert page.locator(".guesses circle").count() == 3
    assert page.locator(".guesses line.model").count() == 0
    assert not page.locator(".headline.answer").is_visible()
    page.click("#reveal")
    share = re.match(r"\d+", page.inner_text(".headline.answer"))
    assert share
    assert page.locator(".guesses circle").count() == 3
    assert f"model {share[0]} ±" in page.inner_text(".guesses")
    assert not page.locator("#guesses").is_visible()
    other = site.page(f"#{page.url.partition('#')[2]}")
    assert other.locator(".guesses circle").count() == 3
    page.click("#clear-guesses")
    assert page.locator(".guesses circle").count() == 0
    assert "guesses" not in page.url


def test_what_an_address_gives_as_guesses_is_read_with_care(site: Site) -> None:
    page = site.page("#/live?scenario=ukraine&guesses=12,999,-4,x,1e3,%3Cimg%3E,50")
    assert page.locator(".guesses circle").count() == 2
    assert page.locator("main img").count() == 0


@pytest.mark.parametrize("address", [GUESSED, CHOSEN, "#/talk?scenario=ukraine&neutral=1&step=12"])
def test_nothing_runs_out_of_the_page_and_no_serious_fault_is_found(
    site: Site, address: str
) -> None:
    pytest.importorskip("axe_playwright_python.sync_playwright")
    assert faults_anywhere(site.page(address)) == []


def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong(site: Site) -> None:
    site.page(CHOSEN)
    assert {url for url in site.asked if not url.startswith((site.url, "data:", "blob:"))} == set()
    assert site.wrong == []
