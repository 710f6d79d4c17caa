"""The file in a browser without a network: it holds what Live says, and asks for nothing."""

import base64
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments.classroom.choice_of_talk import KINDS
from experiments.classroom.live import Live
from experiments.classroom.one_talk import one_talk
from experiments.command.main import run_command
from experiments.takehome.bundle import bundled
from experiments.takehome.content import content, opening, recorded, shown_debrief
from experiments.takehome.grid import Grid, grid, played
from experiments.takehome.page import LIVE, ROOMS, STATIC, page
from tests.browser import NEEDED, Watched, started
from tests.classroom.site import faults_anywhere, press_until
from tests.docs.pages import ROOT
from tests.experiments import SMALL

pytestmark = NEEDED
RUNS, STEPS = 20, 2
FREEZE, HOPE = "#s-actors-RU-red_lines-freeze-penalty", "#s-actors-RU-optimism"
NASTY = "</script><img src=x onerror=document.title='bad'><!--"
DEBRIEF = {
    "code": "SECRET-CODE", "title": NASTY, "predictions": [40, 55], "model": 37, "error": 5,
    "runs": 400, "class_deals": 1, "class_talks": 2, "parties": {"UA": "Ukraine"},
    "questions": ["Why?"], "command": "batna run ukraine --seed 5", "seed": 5,
    "sheet": [
        {"team": "Teal", "talk": 1, "party": "UA", "outcome": "deal", "walked": None, "round": 9,
         "points": 31.0, "versus": 8.0, "agents": 23.0, "runs": 400, "same_luck": 19.6,
         "same_luck_outcome": "frozen", "hints": 77, "advice": 78, "by_agent": 79}
    ],
    "what_if": [{"name": "threats", "words": "No threats", "before": 37, "after": 30,
                 "change": -0.07}],
    "talks": [
        {"talk": 1, "teams": ["Teal"], "ending": {"words": "A deal.", "terms": {"TERR": "freeze"}},
         "turning": [{"round": 3, "party": "UA", "words": "tables a text"}]},
        {"talk": 2, "teams": ["Heron"], "ending": {"words": "A collapse.", "terms": None},
         "turning": [{"round": 5, "party": "UA", "words": "raids"}]},
    ],
}  # fmt: skip


class Site(Watched):
    """A watched browser without a network, and the page to open in it."""

    def __init__(self, browser: Any, laid: Grid, text: str, folder: Path) -> None:
        super().__init__(browser)
        self.laid, self.text = laid, text
        self.file = folder / "take-home.html"
        self.file.write_text(text, encoding="utf-8", newline="")

    def open(
        self, view: str = "live", size: tuple[int, int] = (1366, 768), file: Path | None = None,
        **more: Any,
    ) -> Any:  # fmt: skip
        page = self.window(size, offline=True, **more)
        page.goto(f"{(file or self.file).as_uri()}#/{view}")
        page.locator("main").wait_for()
        return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    laid = grid(opening("ukraine", None, {}, 1), (), STEPS, RUNS)
    talks = recorded(laid.start(), RUNS)
    held = content(laid, played(laid.points(), RUNS), talks, STEPS, shown_debrief(DEBRIEF))
    with started() as browser:
        yield Site(browser, laid, page(held), tmp_path_factory.mktemp("page"))


def unpacked(site: Site, folder: Path) -> dict[str, Any]:
    """Take the file's data apart by the page's own module."""
    entry = folder / "entry.js"
    entry.write_text(
        'import { summaryOf, talkOf } from "/take/grid.js";\n'
        "globalThis.unpack = (held) => ({\n"
        "  cells: held.grid.cells.map((_, cell) => summaryOf(held.grid, cell)),\n"
        "  talks: held.talks.map((talk) => talkOf(talk, held.grid.issues)) });\n"
    )
    blank = site.browser.new_page()
    blank.evaluate(f"() => {{ {bundled(entry, {'/take/': STATIC})} }}")
    found: dict[str, Any] = blank.evaluate("held => unpack(held)", data(site.text))
    return found


def data(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    held: dict[str, Any] = json.loads(found[1])
    return held


def test_every_cell_is_what_live_gives_and_every_talk_what_one_talk_tells(
    site: Site, tmp_path: Path
) -> None:
    found = unpacked(site, tmp_path)
    points = site.laid.points()
    assert len(found["cells"]) == len(points) == 4
    for cell, point in zip(found["cells"], points, strict=True):
        live = dict(Live().result(point, RUNS))
        near = [round(dot, 2) for dot in live["ground"]["dots"]]
        live["ground"] = live["ground"] | {"dots": pytest.approx(near, abs=0.0101)}
        for derived in ("interval", "outcomes", "cli"):
            del live[derived]
        live["groups"] = [{k: g[k] for k in ("id", "words", "of_100")} for g in live["groups"]]
        assert cell == live
    for talk in found["talks"]:
        whole = json.loads(json.dumps(one_talk(site.laid.start(), talk["replicate"])))
        assert talk == whole
    assert {one["kind"] for one in data(site.text)["kinds"]} <= set(KINDS)


def test_a_slider_moves_the_headline_and_the_marks(site: Site) -> None:
    page = site.open()
    seen = {}
    for freeze in range(2):
        for hope in range(2):
            page.locator(FREEZE).fill(str(freeze))
            page.locator(HOPE).fill(str(hope))
            told = Live().result(site.laid.points()[2 * freeze + hope], RUNS)
            share = told["of_100"]
            assert page.inner_text("h1").startswith(f"{share} in 100 talks")
            assert f"simulation error ±{told['error']}" in page.inner_text(".under")
            assert page.locator(".marks .mark-settlement").count() == share
            seen[freeze, hope] = share
    assert len(set(seen.values())) > 1
    page.click("#reset")
    begun = Live().result(site.laid.start(), RUNS)["of_100"]
    assert page.inner_text("h1").startswith(f"{begun} in 100 talks")


def test_the_keyboard_alone_suffices(site: Site) -> None:
    page = site.open()
    before = page.inner_text(".middle")
    press_until(page, FREEZE)
    page.keyboard.press("End")
    assert page.inner_text(".middle") != before
    page.keyboard.press("Home")
    press_until(page, "#reset")
    page.keyboard.press("Enter")
    page.reload()
    press_until(page, "nav a[data-page='talk']")
    page.keyboard.press("Enter")
    page.locator("#play").wait_for()
    press_until(page, "#next-text")
    page.keyboard.press("Enter")
    assert page.locator(".reply-list li").count() == 5


def test_a_talk_is_stepped_through_by_arrows_and_played(site: Site) -> None:
    page = site.open("talk")
    first = page.inner_text(".said")
    page.keyboard.press("ArrowRight")
    second = page.inner_text(".said")
    assert second != first
    page.keyboard.press("ArrowLeft")
    assert page.inner_text(".said") == first
    page.select_option("#speed", "fast")
    page.locator("#speed").blur()
    page.keyboard.press(" ")
    assert "Pause" in page.inner_text("#play")
    page.wait_for_function("text => document.querySelector('.said').innerText !== text", arg=first)
    page.keyboard.press(" ")
    assert "Play" in page.inner_text("#play")
    kinds = page.locator("#kind option").count()
    assert kinds == len(data(site.text)["kinds"]) >= 3
    page.select_option("#kind", "failed")
    page.click("#show-all")
    page.locator("#scrub").press("End")
    assert "A comprehensive deal" not in page.inner_text(".said .happens")


def test_the_debrief_is_shown_and_nothing_that_it_does_not_show_is_in_the_file(site: Site) -> None:
    page = site.open("debrief")
    assert (
        "The middle prediction was 48. The model says 37. The class got 1 of 2."
        in page.inner_text("h1")
    )
    sheet = page.inner_text(".sheet-side tbody").replace("\t", " | ").split("\n")
    assert sheet == [
        "Teal | Deal, round 10",
        "agents: Frozen 20",
        " | 31 | ▲ 8",
        "Agents, average | 400 talks | 23 | —",
    ]
    held = json.dumps(data(site.text)["debrief"])
    for private in ("SECRET", "hints", "advice", "by_agent", "77", "78", "79", "TERR"):
        assert private not in held


def test_what_agents_came_to_stands_once_where_teams_shared_their_luck(
    site: Site, tmp_path: Path
) -> None:
    held = data(site.text)
    (one,) = held["debrief"]["sheet"]
    held["debrief"]["sheet"].append(one | {"team": "Heron"})
    file = tmp_path / "shared.html"
    file.write_text(page(held), encoding="utf-8", newline="")
    rows = site.open("debrief", file=file).locator(".sheet-side tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows[1:3]] == [
        ["Heron", "Deal, round 10", "31", "▲ 8"],
        ["Agents, same luck", "Frozen", "20", "▼ 3"],
    ]


def test_the_strip_of_guesses_is_legible_on_a_phone(site: Site) -> None:
    page = site.open("debrief", (390, 844))
    tall = "node => node.getBoundingClientRect().height"
    assert min(one.evaluate(tall) for one in page.locator(".dots text").all()) >= 14
    names = [page.locator(f".dots text.{name}").bounding_box() for name in ("model", "class")]
    (left, right) = sorted(names, key=lambda box: box["x"])
    apart = abs(left["y"] - right["y"]) > 0.8 * left["height"]
    assert apart or left["x"] + left["width"] < right["x"]
    crossed = page.locator(".dots line.model").bounding_box()["x"]
    assert not names[1]["x"] < crossed < names[1]["x"] + names[1]["width"]


def test_paper_holds_the_turning_points_of_every_talk_and_nothing_to_click(site: Site) -> None:
    page = site.open("debrief")
    page.select_option("#talk", "1")
    assert page.locator(".moments:visible").all_inner_texts() == ["A collapse.\n\nR5\tUA\traids"]
    page.emulate_media(media="print")
    told = "\n".join(page.locator(".moments:visible").all_inner_texts())
    for words in ("Teal", "A deal.", "tables a text", "Heron", "A collapse.", "raids"):
        assert words in told
    assert page.locator(":is(select, button:not(.term), input, nav):visible").count() == 0


def test_a_page_says_what_it_is_and_how_to_make_it_again(site: Site, tmp_path: Path) -> None:
    words = site.open("about").inner_text("body")
    about = data(site.text)["about"]
    for told in ("A model, not a forecast", "Thinking ahead", about["digest"], about["version"]):
        assert told in words
    assert "Andrew Korybko" in words
    assert about["command"] in words
    again = tmp_path / "again.html"
    command = about["command"].split()[1:]
    assert run_command([*command, "--out", str(again)]) == 0
    made = data(again.read_text(encoding="utf-8"))
    assert made == data(site.text) | {"debrief": None}


@pytest.mark.parametrize("view", ["live", "talk", "debrief", "about"])
def test_nothing_runs_out_of_the_page_and_no_serious_fault_is_found(site: Site, view: str) -> None:
    pytest.importorskip("axe_playwright_python.sync_playwright")
    page = site.open(view, (1920, 1080), bypass_csp=True)  # so that axe may look
    assert faults_anywhere(page) == []


def test_what_may_run_is_named_by_its_hash_and_nothing_else_may(site: Site) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', site.text)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for tag in ("script", "style"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", site.text, re.S)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    blocked = site.browser.new_context(offline=True).new_page()
    blocked.goto(site.file.as_uri())
    tried = blocked.evaluate(
        """async () => {
          const faults = [];
          document.addEventListener("securitypolicyviolation",
                                    (e) => faults.push(e.effectiveDirective));
          const script = document.createElement("script");
          script.textContent = "globalThis.ran = true";
          document.body.append(script);
          const style = document.createElement("style");
          style.textContent = "body { color: red }";
          document.body.append(style);
          await fetch("http://127.0.0.1:9/").catch(() => {});
          await new Promise((wait) => setTimeout(wait, 300));
          return [globalThis.ran ?? false, faults.sort()];
        }"""
    )
    assert tried == [False, ["connect-src", "script-src-elem", "style-src-elem"]]


def test_words_of_a_scenario_are_text_and_never_markup(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nasty = tmp_path / "nasty.toml"
    words = Path(SMALL).read_text(encoding="utf-8")
    nasty.write_text(words.replace('title = "', f'title = "{NASTY} ', 1), encoding="utf-8")
    out = tmp_path / "nasty.html"
    arguments = ["--runs", "20", "--steps", "2", "--out", str(out)]
    assert run_command(["export-page", str(nasty), *arguments]) == 0
    assert "not a forecast" in capsys.readouterr().err
    text = out.read_text(encoding="utf-8")
    assert data(text)["about"]["title"].startswith(NASTY)
    page = site.open("about", file=out)
    assert page.inner_text("h1").startswith("</script><img src=x")
    assert page.locator("img").count() == 0
    assert page.title() != "bad"


def test_a_label_is_text_and_never_markup(site: Site, tmp_path: Path) -> None:
    """The words of the number, its source and all others come through the data alone."""
    held = data(site.text)
    for slide in held["sliders"]:
        slide["number"] |= {"label": NASTY, "says": NASTY, "note": NASTY}
    for issue in held["grid"]["issues"]:
        issue["issue"] = NASTY
    file = tmp_path / "labels.html"
    file.write_text(page(held), encoding="utf-8", newline="")
    shown = site.open(file=file)
    assert shown.locator(".slider label").first.inner_text() == NASTY
    shown.click("summary")
    assert shown.locator(".issues h3").first.inner_text() == NASTY
    assert shown.locator("img").count() == 0


def test_nothing_is_asked_for_but_the_file_and_nothing_goes_wrong(site: Site) -> None:
    assert site.asked
    assert {url for url in site.asked if not url.startswith("file://")} == set()
    assert {Path(url.partition("#")[0]).suffix for url in site.asked} == {".html"}
    assert site.wrong == []


def test_what_the_page_is_made_of_is_in_the_package() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = declared["tool"]["setuptools"]["package-data"]["experiments"]
    for folder in (STATIC, LIVE, ROOMS):
        assert list(folder.glob("*.js"))
        assert f"{folder.parent.name}/static/*" in packed
