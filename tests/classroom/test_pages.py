"""Live and One talk in a real browser: a slider moves the headline, the keyboard suffices."""

import re
from typing import Any

import pytest

from tests.browser import NEEDED
from tests.classroom.site import Site, faults_anywhere, press_until, serious_faults, settled

pytestmark = NEEDED
FREEZE_PATH = "actors.RU.red_lines.freeze.penalty"
FREEZE = "#s-" + FREEZE_PATH.replace(".", "-")


def share(page: Any) -> int:
    found = re.match(r"(\d+) in 100 talks end in a settlement", page.inner_text(".headline.answer"))
    assert found
    return int(found[1])


def seen_in_part(page: Any, *controls: str) -> list[str]:
    """Give those of which some lies outside the window."""
    tall = page.viewport_size["height"]
    boxes = {control: page.locator(control).bounding_box() for control in controls}
    return [c for c, b in boxes.items() if b["y"] < 0 or b["y"] + b["height"] > tall]


def move(page: Any, control: str, value: float) -> None:
    """Set a slider as a hand does: it moves, then it is let go."""
    page.locator(control).fill(str(value))
    page.locator(control).dispatch_event("change")
    settled(page)


def test_the_first_screen_is_live_with_a_result(site: Site) -> None:
    page = site.page()
    assert 20 < share(page) < 60
    assert page.locator(".marks rect").count() == 100
    assert page.locator(".slider").count() == 8
    assert "forecast" in page.inner_text("main")


def test_a_slider_moves_the_headline_and_a_pin_keeps_the_old(site: Site) -> None:
    page = site.page()
    before = share(page)
    page.click("#pin")
    move(page, FREEZE, 0.9)
    assert share(page) < before - 10
    assert f"was {before} at your pin A" in page.inner_text(".under")
    assert page.locator(".mark-settlement").count() - 1 == share(page)  # and one in the legend
    page.click("#reset")
    settled(page)
    assert share(page) == before


def test_no_slider_looks_moved_before_it_is(site: Site) -> None:
    """Though steps of 0.002 from 0.159 on pass by 0.318, a scenario's own number."""
    page = site.page("#/live?scenario=camp_david")
    weight = "#s-actors-EG-weights-WITHDRAWAL"
    shown = page.locator(f".slider:has({weight}) .value")
    assert page.locator(".slider .moved").count() == 0
    assert shown.inner_text() == "0.318"
    move(page, weight, 0.335)
    assert shown.locator("span").inner_text() == "0.318 →"
    page.click("#reset")
    settled(page)
    assert shown.inner_text() == "0.318"


def test_one_is_not_several_and_the_first_round_is_named(site: Site) -> None:
    page = site.page("#/live?scenario=new_recruit")
    assert page.locator("summary:text-is('Its one number')").is_visible()
    page = site.page("#/live?scenario=pie")
    assert page.locator("summary:text-is('All 6 numbers')").is_visible()
    assert "a settlement takes 1 round, " in page.inner_text(".under")
    page = site.page("#/live?scenario=qatar_2024")
    assert "a settlement comes in the first round (median)" in page.inner_text(".under")


def test_the_address_shows_the_same_to_anybody(site: Site) -> None:
    page = site.page()
    page.click("#pin")
    move(page, FREEZE, 0.6)
    seen, address = page.inner_text(".middle"), page.url.partition("/#")[2]
    other = site.page(f"#{address}")
    other.locator(".pin-bar .bar").wait_for()
    assert other.inner_text(".middle") == seen


def test_the_answer_is_hidden_for_guesses(site: Site) -> None:
    page = site.page()
    page.click("#hide")
    assert not page.locator(".headline.answer").is_visible()
    assert not page.locator(".marks").is_visible()
    assert "how many end in a settlement?" in page.inner_text(".middle")
    page.click("#hide")
    assert page.locator(".headline.answer").is_visible()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_what_a_lecturer_presses_is_in_sight(site: Site, size: tuple[int, int]) -> None:
    page = site.page("", size)
    page.click("#pin")
    assert not seen_in_part(
        page, "#scenario", "#lens", "#preset", "#pin", "#unpin", "#reset", "#hide"
    )


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1366, 620), (1024, 768)])
def test_the_picture_is_in_sight_while_the_last_slider_moves(
    site: Site, size: tuple[int, int]
) -> None:
    page = site.page("", size)
    page.click("#pin")
    page.locator(".slider input").last.scroll_into_view_if_needed()
    assert not seen_in_part(
        page, ".slider input >> nth=-1", ".headline.answer", ".middle > .bar", ".legend"
    )


def test_no_slider_makes_way_for_what_it_says(site: Site) -> None:
    """Else all below it would leap as the first one is moved."""
    page = site.page()
    before = page.locator(".slider").last.bounding_box()["y"]
    for control in (FREEZE, "#s-actors-UA-red_lines-land-penalty"):
        move(page, control, 0.9)
    assert page.locator(".slider").last.bounding_box()["y"] == before


def test_on_a_phone_a_strip_of_the_picture_stays_in_sight(site: Site) -> None:
    page = site.page("", (390, 844))
    for slider in ("first", "last"):
        getattr(page.locator(".slider input"), slider).scroll_into_view_if_needed()
        assert not seen_in_part(page, ".glance")
    assert page.inner_text(".glance").startswith(f"{share(page)} in 100 settle")
    assert page.locator(".glance").bounding_box()["width"] == 390
    page.click("#hide")
    page.locator("main.hidden-answer").wait_for()
    assert not page.locator(".glance").is_visible()


def test_the_keyboard_alone_suffices(site: Site) -> None:
    page = site.page()
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
    page = site.page()
    page.click("summary:has-text('All')")
    page.fill("#search", "trust china")
    page.locator(".found button").first.click()
    assert page.locator(".slider").count() == 9


def test_another_scenario_and_reading_can_be_chosen(site: Site) -> None:
    page = site.page()
    page.select_option("#lens", "W")
    settled(page)
    assert "lens='W'" in page.inner_text(".cli")
    page.select_option("#scenario", "pie")
    settled(page)
    page.locator(".cli:has-text('pie')").wait_for()
    share(page)


def test_another_reading_keeps_what_was_moved_as_far_as_it_can(site: Site) -> None:
    """What it can't keep is named, and comes back with the reading that lets it be moved."""
    blunts, pressing = "actors.CN.blunts", "actors.CN.levers.press.enabled"
    page = site.page(f"#/live?scenario=ukraine&lens=W&set={blunts}:0.9,{pressing}:0,war.start:4")
    page.click("#pin")
    move(page, FREEZE, 0.6)
    page.select_option("#lens", "")
    page.locator("#lost").wait_for()
    settled(page)
    lost = page.inner_text("#lost")
    assert "at 0.900 (here 0.000 to 0.800)" in lost
    assert "press, enabled (fixed here)" in lost
    assert page.locator(FREEZE).input_value() == "0.6"
    assert f"set={FREEZE_PATH}:0.6&" in page.url  # war.start is at its own 4 here
    assert "at your pin A, reading W" in page.inner_text(".under")
    kept = page.locator(".slider:has(#s-issues-CHN-demand) .value span")
    assert kept.inner_text() == "A: chip"  # the reading's own, where the pin is
    page.select_option("#lens", "W")
    page.locator("#lost").wait_for(state="detached")
    settled(page)
    assert f"{blunts}:0.9" in page.url
    assert f"{pressing}:0" in page.url
    assert "war.start:4" in page.url
    assert "at your pin A ·" in page.inner_text(".under")


def test_a_what_if_stays_with_another_reading(site: Site) -> None:
    page = site.page()
    page.select_option("#preset", label="Russia is winning, and knows it")
    settled(page)
    for lens in ("W", "K"):  # of which the one has war.start there already
        page.select_option("#lens", lens)
        page.locator(f".cli:has-text(\"lens='{lens}'\")").wait_for()
        settled(page)
        assert page.locator("#preset option:checked").inner_text().startswith("Russia is winning")
    assert "war.start:2" in page.url


def test_a_number_found_stays_until_another_scenario(site: Site) -> None:
    page = site.page()
    page.click("summary:has-text('All')")
    page.fill("#search", "trust china")
    page.locator(".found button").first.click()
    page.click("#reset")
    settled(page)
    assert page.locator(".slider").count() == 9


def test_a_second_talk_goes_along_beside_the_first(site: Site) -> None:
    """Chosen by the keyboard, told round by round, kept in the address."""
    page = site.page("#/talk?kind=typical&step=20")
    where = page.inner_text(".controls .digits").partition("· ")[2]
    page.focus("#beside")
    page.select_option("#beside", "threats")
    other = page.locator(".other")
    other.wait_for()
    assert page.evaluate("document.activeElement.id") == "beside"
    assert "They part ways in" in other.inner_text()
    assert page.inner_text(".controls .digits").partition("· ")[2] == where
    page.click("#show-all")
    page.locator("#scrub").press("End")
    assert "Left with" in other.inner_text()
    assert "Left with" in page.inner_text("main section")
    assert "--without threats" in page.inner_text(".cli")
    again = site.page("#" + page.url.partition("#")[2])
    again.locator(".other").wait_for()
    assert again.inner_text(".other") == other.inner_text()
    assert not serious_faults(page)
    page.select_option("#beside", "")
    other.wait_for(state="detached")


def told_ahead(page: Any) -> list[int]:
    """Count what a talk shows: steps to go to, rounds of its lines, texts below them."""
    lines = page.locator(".lines >> nth=-1")
    points = lines.locator(".whole").first.get_attribute("points").split()
    return [
        int(page.get_attribute("#scrub", "max")),
        len(points),
        lines.locator(".text-mark").count(),
    ]


def test_a_talk_gives_nothing_away_before_it_is_reached(site: Site) -> None:
    page = site.page("#/talk")
    assert told_ahead(page) == [0, 1, 0]
    page.click("#next-text")
    step, rounds, texts = told_ahead(page)
    assert step > 0
    assert rounds > 1
    assert texts == 1
    page.click("#back")  # what was seen stays known
    assert told_ahead(page) == [step, rounds, texts]
    assert re.fullmatch(rf"step {step} · \w+ \w+ 20\d\d", page.inner_text(".controls .digits"))
    page.click("#show-all")
    assert f"step {step} of " in page.inner_text(".controls .digits")
    assert page.locator("#show-all").is_disabled()
    whole = told_ahead(page)
    page.reload()
    page.locator("#play").wait_for()
    while page.locator("#show-all").is_enabled():
        page.click("#next-text")
    assert "Left with" in page.inner_text(".said")
    assert told_ahead(page) == whole  # as if all had been shown


def test_who_says_what_is_in_sight_on_a_laptop(site: Site) -> None:
    """Under the table, not below the window."""
    page = site.page("#/talk")
    page.click("#next-text")
    replies = [f".reply-list li >> nth={place}" for place in range(3)]
    assert not seen_in_part(page, "#beside", "#show-all", ".table", ".happens", *replies)


def test_where_two_talks_part_ways_is_told_once_they_do(site: Site) -> None:
    page = site.page("#/talk?kind=typical&beside=threats")
    assert page.inner_text(".parting") == "So far they go alike."
    while "step" in page.inner_text(".controls .digits") and "alike" in page.inner_text(".parting"):
        page.click("#step")
    assert "They part ways in" in page.inner_text(".parting")
    assert page.locator("#show-all").is_enabled()


def test_a_talk_is_stepped_through_to_its_end(site: Site) -> None:
    page = site.page("#/talk")
    first = page.inner_text(".said")
    page.click("#step")
    assert page.inner_text(".said") != first
    page.click("#back")
    assert page.inner_text(".said") == first
    page.click("#next-text")
    assert re.search(r"says (yes|no)\. ", page.inner_text(".reply-list"))
    page.click("#show-all")
    page.locator("#scrub").press("End")
    assert "Left with" in page.inner_text(".said")
    page.select_option("#kind", "failed")
    page.locator(".head:has-text('An end: that of')").wait_for()
    page.click("#show-all")
    page.locator("#scrub").press("End")
    assert "A comprehensive deal" not in page.inner_text(".said .happens")


@pytest.mark.parametrize("address", ["", "#/talk?step=12"])
def test_nothing_runs_out_of_the_page_and_no_serious_fault_is_found(
    site: Site, address: str
) -> None:
    pytest.importorskip("axe_playwright_python.sync_playwright")
    assert faults_anywhere(site.page(address)) == []


def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong(site: Site) -> None:
    assert site.asked
    assert {url for url in site.asked if not url.startswith((site.url, "data:"))} == set()
    assert site.wrong == []
