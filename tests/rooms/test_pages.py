"""The pages in a real browser: by keyboard alone, with nothing asked of another host."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import NEEDED, sync_api
from tests.classroom.names import named
from tests.classroom.site import Site, faults_anywhere, press_until, visited

pytestmark = NEEDED


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with visited(tmp_path_factory.mktemp("rooms")) as opened:
        yield opened


def room_of(site: Site) -> tuple[Any, str]:
    host = site.window()
    host.goto(f"{site.url}/#/class")
    host.click("#open")
    return host, host.inner_text(".code")


def seat_of(site: Site, code: str) -> Any:
    page = site.window()
    page.goto(f"{site.url}/#/seat?room={code}")
    page.click("#go")
    page.wait_for_selector("#hand-in")
    return page


def until_a_text(page: Any) -> None:
    for _ in range(400):
        page.wait_for_selector(".question h1")
        if page.query_selector("#accept"):
            return
        for control in ("#decline", "#rest", "#pass", "#stay"):
            if page.query_selector(control):
                # on a slow machine the next question may take its place before the click
                with contextlib.suppress(sync_api.TimeoutError):
                    page.click(control, timeout=2_000)
                break
        page.wait_for_timeout(150)
    raise AssertionError("no text is tabled")


def at_a_text(site: Site) -> tuple[Any, Any]:
    """Open a room, let one team take a seat and play until it is asked about a text."""
    host, code = room_of(site)
    page = seat_of(site, code)
    host.click("#start")
    until_a_text(page)
    return host, page


def test_a_seat_is_played_by_the_keyboard_alone(site: Site) -> None:
    host, code = room_of(site)
    page = site.window()
    page.goto(f"{site.url}/#/seat?room={code}")
    page.wait_for_selector("#code")
    for control, key in (("go", "Enter"), ("guess", "ArrowRight"), ("hand-in", "Enter")):
        page.wait_for_selector(f"#{control}")
        press_until(page, f"#{control}")
        page.keyboard.press(key)
    assert "Walk-away value" in page.inner_text("aside.brief")  # to be read while no clock runs
    page.wait_for_selector("#page:has-text('Handed in: 51')")
    press_until(host, "#start")
    host.keyboard.press("Enter")
    page.wait_for_selector("#join")
    press_until(page, "#join")
    page.keyboard.press("Enter")
    until_a_text(page)
    press_until(page, "#counter")
    page.keyboard.press("Enter")
    press_until(page, "#pick-GUAR")
    page.keyboard.press("ArrowDown")
    press_until(page, "#table")
    before = page.inner_text(".question h1")
    page.keyboard.press("Enter")
    page.wait_for_function("t => document.querySelector('h1').innerText !== t", arg=before)


def test_the_console_says_what_was_done_and_a_pause_stops_all_answers(site: Site) -> None:
    host, page = at_a_text(site)
    page.click("#counter")
    page.wait_for_selector("#table:enabled")
    host.click("#extend")
    done = "#page [role=status]"
    host.wait_for_selector(f"{done}:has-text('all who are thinking have one minute more.')")
    host.click("#pause")
    page.wait_for_selector("#table:disabled")
    assert host.inner_text(done) == ""
    host.select_option("#what", "leak")
    press_until(host, "#inject")
    host.keyboard.press("Enter")
    host.wait_for_selector(f"{done}:has-text('start of each talk’s next round: A draft')")
    host.click("#go-on")
    page.wait_for_selector("#table:enabled")


def test_the_clock_is_seen_while_a_text_is_put_together(site: Site) -> None:
    _, page = at_a_text(site)
    page.click("#hint")
    page.wait_for_selector(".side:has-text('Asked so far: 1 hint, 0 times the agent.')")
    page.click("#counter")
    page.wait_for_selector(".builder .big")
    assert page.locator("#walk").count() == 0
    before = page.inner_text(".clock .digits")
    later = "t => document.querySelector('.clock .digits').innerText < t"
    page.wait_for_function(later, arg=before)


def test_the_worth_moves_with_the_terms(site: Site) -> None:
    _, page = at_a_text(site)
    page.click("#counter")
    page.wait_for_selector(".builder .big")
    before = page.inner_text(".builder .big")
    other = "troops" if page.input_value("#pick-GUAR") == "none" else "none"
    assert "need not add up" in page.inner_text(".builder")
    page.select_option("#pick-GUAR", other)
    moved = "t => document.querySelector('.builder .big').innerText !== t"
    page.wait_for_function(moved, arg=before)


def test_nothing_runs_out_of_the_page_and_no_serious_fault_is_found(site: Site) -> None:
    pytest.importorskip("axe_playwright_python.sync_playwright")
    host, page = at_a_text(site)
    assert faults_anywhere(page) == []
    assert faults_anywhere(host) == []


def test_the_take_home_page_is_saved_and_opens_without_a_server(site: Site, tmp_path: Path) -> None:
    host = site.window()
    host.goto(f"{site.url}/#/class")
    code = host.evaluate(
        """async () => {
          const ask = async (path, body, token) => (await fetch(`/api/rooms${path}`, {
            method: "POST", body: JSON.stringify(body),
            headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          })).json();
          const room = await ask("", { scenario: "new_recruit", seconds: 0 });
          const code = room.code.replace(/\\W/g, "");
          await ask(`/${code}/join`, {});
          await ask(`/${code}/host`, { do: "start" }, room.host);
          await ask(`/${code}/host`, { do: "end" }, room.host);
          localStorage.setItem(`batna.host.${code}`, room.host);
          return code;
        }"""
    )
    host.goto(f"{site.url}/#/debrief?room={code}")
    host.locator("#take-home").wait_for(timeout=120_000)
    with host.expect_download(timeout=120_000) as saving:
        press_until(host, "#take-home")
        host.keyboard.press("Enter")
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    assert file.name == "take-home.html"
    page = site.browser.new_context(offline=True).new_page()
    page.goto(f"{file.as_uri()}#/debrief")
    assert page.inner_text("h1") == host.inner_text("h1")
    page.click("nav a[data-page='live']")
    page.wait_for_selector("h1:has-text('in 100 talks end in a settlement')")


def test_no_party_is_named_in_a_room_of_neutral_names(site: Site) -> None:
    host = site.window()
    host.goto(f"{site.url}/#/class")
    press_until(host, "#room-neutral")
    host.keyboard.press("Space")
    host.locator("#party option:checked:text('Country')").wait_for(state="attached")
    host.click("#open")
    page = seat_of(site, host.inner_text(".code"))
    assert named(page) == []
    host.click("#start")
    until_a_text(page)
    page.click("#hint")
    page.click("#advice")
    page.click("summary:has-text('Who you are')")
    page.click("#counter")
    page.wait_for_selector(".builder .big")
    assert page.is_disabled("#neutral")
    assert page.get_attribute("#neutral", "aria-pressed") == "true"
    assert page.inner_text(".brief .chip") == "B"
    assert named(page) == named(host) == []
    host.click("#end")
    host.click("#end-yes")
    host.click("a:has-text('To the debrief')")
    host.locator(".headline-words").wait_for(timeout=240_000)
    assert named(host) == []
    assert "batna run ukraine" in (host.text_content("details code") or "")
    with host.expect_download() as saved:
        host.click("#csv")
    assert saved.value.path().read_text().splitlines()[1].split(",")[1] == "B"


def test_a_closed_page_finds_its_seat_again(site: Site) -> None:
    host, code = room_of(site)
    page = seat_of(site, code)
    name = page.inner_text("h1")
    page.reload()
    page.wait_for_selector("#hand-in")
    assert page.inner_text("h1") == name
    host.wait_for_function("document.querySelectorAll('tbody tr').length === 1")


def test_a_guess_stays_in_the_hand_while_others_join(site: Site) -> None:
    host, code = room_of(site)
    page = seat_of(site, code)
    page.focus("#guess")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    with page.expect_event("console", lambda said: said.text == "told"):
        page.evaluate(
            """async code => {  // a listener of its own sees when all seats have been told
              const { listen, remembered } = await import("/static/net.js");
              let told = 0;
              listen(`/${code}`, remembered("seat", code), {
                onview: () => { if ((told += 1) === 2) console.log("told"); }, onlost: () => {},
              });
            }""",
            code.replace("-", ""),
        )
        seat_of(site, code)
    host.wait_for_function("document.querySelectorAll('tbody tr').length === 2")
    page.keyboard.press("ArrowRight")
    assert page.input_value("#guess") == page.inner_text(".guess output") == "54"
    page.click("#hand-in")
    page.wait_for_selector("#page:has-text('Handed in: 54')")


def test_a_code_that_is_typed_again_leads_to_the_same_seat(site: Site) -> None:
    host, code = room_of(site)
    page = seat_of(site, code)
    name = page.inner_text("h1")
    page.goto(f"{site.url}/#/seat")
    page.reload()
    page.fill("#code", code.lower())
    page.keyboard.press("Enter")
    page.wait_for_selector("#hand-in")
    assert page.inner_text("h1") == name
    assert host.locator("tbody tr").count() == 1


def test_a_team_on_its_phone_is_offered_its_own_room_alone(site: Site) -> None:
    host, code = room_of(site)
    phone = site.browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(f"{site.url.replace('127.0.0.1', 'lecture.localhost')}/#/seat?room={code}")
    phone.wait_for_selector("#go")
    assert phone.locator("header nav a:visible").all_inner_texts() == ["Take a seat"]
    assert phone.locator("#alone").count() == 0  # rooms are opened on the lecturer's machine
    phone.click("#go")
    phone.wait_for_selector("#hand-in")
    assert phone.locator("header nav a:visible").all_inner_texts() == ["Your seat"]
    assert phone.locator("#neutral:visible").count() == 0
    host.goto(f"{site.url}/#/class")
    host.wait_for_selector("#open")
    assert host.locator("header nav a:visible").count() == 6


def test_a_side_agreement_is_shown_with_its_worth_to_the_seat(site: Site) -> None:
    host, code = room_of(site)
    page = seat_of(site, code)
    host.click("#start")
    page.wait_for_selector("#join")
    worth = page.inner_text(".question .worth").strip()
    assert re.fullmatch(r"Worth to you (▲ \+|▼ −|● )\d+\.\d points over staying out\.", worth)
    page.click(".question .worth .term")
    assert "one step ahead" in page.inner_text(".question .worth .explained")


def test_the_texts_so_far_are_whole_on_a_phone(site: Site) -> None:
    _, page = at_a_text(site)
    page.click("#refuse")
    page.wait_for_selector(".so-far .change")
    page.set_viewport_size({"width": 390, "height": 844})
    beyond = "node => node.scrollWidth - node.clientWidth"
    assert page.locator(".so-far .scrolls").evaluate(beyond) <= 0
    assert "worth to you" in page.inner_text(".so-far tbody")


def test_a_word_that_was_tapped_stays_explained_while_the_page_is_drawn_anew(site: Site) -> None:
    host, page = at_a_text(site)
    explained = page.locator(".question .explained:visible")
    page.click(".question .scale .term")
    assert "BATNA" in explained.inner_text()
    host.click("#pause")
    page.wait_for_selector("#accept:disabled")
    assert explained.count() == 1
    page.click(".question .scale .term")
    assert explained.count() == 0


def test_an_address_that_no_phone_reaches_is_said_to_be_one(site: Site) -> None:
    host, _ = room_of(site)
    note = "#page .join:has-text('Phones can’t reach this address')"
    host.wait_for_selector(f"{note} code:has-text('batna serve --lan')")
    named = site.browser.new_context().new_page()
    named.goto(f"{site.url.replace('127.0.0.1', 'lecture.localhost')}/#/class")
    named.click("#open")
    named.wait_for_selector(".address:has-text('lecture.localhost')")
    assert named.locator(note).count() == 0


def test_the_lecturer_finds_back_to_a_room_from_another_page(site: Site) -> None:
    host, code = room_of(site)
    for page in ("class", "debrief"):
        host.goto(f"{site.url}/#/talk")
        host.goto(f"{site.url}/#/{page}")
        press_until(host, f"a:has-text('Back to room {code}')")
        host.keyboard.press("Enter")
        host.wait_for_selector(f".code:has-text('{code}')")
    host.evaluate("code => localStorage.removeItem(`batna.host.${code}`)", code.replace("-", ""))
    host.goto(f"{site.url}/#/class")
    with host.expect_response("**/api/rooms"):
        host.reload()
    host.wait_for_selector("#open")
    assert host.locator("text=Back to room").count() == 0


def test_nothing_is_asked_of_another_host_and_nothing_goes_wrong(site: Site) -> None:
    assert site.asked
    assert {url for url in site.asked if not url.startswith((site.url, "data:"))} == set()
    assert site.wrong == []


def test_the_address_of_a_room_is_text_and_never_markup(site: Site) -> None:
    page = site.window()
    page.goto(f"{site.url}/#/seat?room=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.wait_for_selector("#code")
    assert page.query_selector("#page img") is None


def test_files_of_the_page_are_in_the_package() -> None:
    from experiments.classroom import routes
    from experiments.rooms.app import STATIC

    imports = [line for line in (STATIC / "main.js").read_text().splitlines() if "from " in line]
    assert imports
    for line in imports:
        address = line.split('"')[1]
        live = Path(routes.STATIC) / address.removeprefix("/live/")
        assert (live if address.startswith("/live/") else STATIC / address).exists()


def test_a_room_may_be_opened_under_another_reading(site: Site) -> None:
    host = site.window()
    host.goto(f"{site.url}/#/class")
    host.locator("#room-lens option").nth(1).wait_for(state="attached")
    host.select_option("#room-lens", "W")
    with host.expect_request("**/api/rooms") as asked:
        host.click("#open")
    assert asked.value.post_data_json["lens"] == "W"
    host.locator(".code").wait_for()
