"""A report holds all that a reader needs, loads nothing, and trusts no title."""

import json
import re
import shutil
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pyarrow import parquet

from experiments import sweep
from experiments.command.main import run_command
from experiments.measures import overall
from experiments.report import write_report
from experiments.report.case import read_case
from experiments.report.choosing import surprising, typical
from experiments.report.marks import number, table
from experiments.running.parts import PARTS, write_part
from experiments.store import load, read_manifest
from sim import InputError
from tests.experiments import AID, BASE_GAME, PACE, SMALL, SOFT, study, varied

HOSTILE = '<script>alert("1")</script> & <b>$body ${x}'
SECTIONS = {
    "question", "findings", "figures", "sensitivity", "stories", "method", "limits", "reproduce",
    "sources",
}  # fmt: skip


class Page(HTMLParser):
    """Reads a page: its tags and attributes, its ids, its words, and whether tags match."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, Any]]] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(str(found["id"]))
        if tag not in ("meta", "img", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("meta", "img", "br"):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@cache
def swept(home: Path) -> Path:
    vary = [varied(SOFT, 0, 0.15, 0.3, label=HOSTILE)]
    sweep(study(title=HOSTILE, question=HOSTILE, vary=vary, replicates=12), home / "s")
    return home / "s"


@cache
def page(home: Path) -> Page:
    made = write_report(swept(home), home / "page" / "r.html")
    return Page(made.file.read_text(encoding="utf-8"))


def test_every_section_is_there_and_linked(home: Path) -> None:
    made = page(home)
    assert not made.open
    assert {a["id"] for tag, a in made.tags if tag == "section"} == SECTIONS
    links = {str(a["href"]) for tag, a in made.tags if tag == "a"}
    assert links == {f"#{name}" for name in SECTIONS}
    assert len(set(made.ids)) == len(made.ids)
    told = " ".join("".join(made.words).split())
    for words in ("A model, not a forecast", "A typical run: run", "A surprising run: run",
                  "95 % interval", "chance only", "Limits", "docs/model.md"):  # fmt: skip
        assert words in told


def test_nothing_is_loaded_or_run(home: Path) -> None:
    made = page(home)
    assert "script" not in {tag for tag, _ in made.tags}
    for tag, attributes in made.tags:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            if name in ("href", "xlink:href", "src"):
                assert str(value).startswith(("#", "data:image/png;base64,")), (tag, value)
            assert not re.search(r"url\((?!#)", str(value)), (tag, value)
    file = home / "page" / "r.html"
    assert not re.search(r"https?://|@import", file.read_text(encoding="utf-8"))


def test_a_hostile_title_is_words(home: Path) -> None:
    made = page(home)
    assert HOSTILE in "".join(made.words)
    assert "b" not in {tag for tag, _ in made.tags}


def test_every_letter_and_clip_of_a_picture_is_there(home: Path) -> None:
    made = page(home)
    used = {str(v)[1:] for _, a in made.tags for n, v in a.items() if n == "xlink:href"
            if str(v).startswith("#")}  # fmt: skip
    used |= set(re.findall(r"url\(#([^)]+)\)", str([a for _, a in made.tags])))
    assert used
    assert used <= set(made.ids)
    figures = [a for tag, a in made.tags if tag == "figure"]
    assert {str(a["id"]) for a in figures} >= {"figure-outcomes", "figure-answers"}
    assert all(a.get("aria-label") for tag, a in made.tags if tag == "svg")


def test_its_numbers_are_those_of_the_table(home: Path) -> None:
    case = read_case(swept(home))
    told = " ".join("".join(page(home).words).split())
    for row in overall(case.results.runs, case.measures).to_dict("records"):
        measure = next(m for m in case.measures if m.name == row["measure"])
        if row["n"] and measure.is_share:
            value, low, high = (f"{100 * row[key]:.1f}" for key in ("estimate", "low", "high"))
            assert f"{value} in 100 ({low} to {high})" in told
    deals = (case.results.runs["outcome"] == "deal").sum()
    assert 0 < deals < len(case.results.runs)


def test_the_same_sweep_gives_the_same_page(home: Path) -> None:
    names = ("one.html", "again.html")
    one, again = (write_report(swept(home), home / name).file for name in names)
    assert one.read_bytes() == again.read_bytes()


def test_runs_are_chosen_by_rule(home: Path) -> None:
    runs, asked, _ = read_case(swept(home)).results
    counts = runs["outcome"].value_counts()
    usual = runs[runs["outcome"] == runs["outcome"].mode()[0]]
    one = runs.set_index("run").loc[typical(runs, asked).run]
    assert counts[one["outcome"]] == counts.max()
    apart = (usual["end_round"] - usual["end_round"].median()).abs().min()
    assert abs(one["end_round"] - usual["end_round"].median()) == apart
    odd = runs.set_index("run").loc[surprising(runs, asked).run]
    assert counts[odd["outcome"]] == counts.min()
    alike = runs.assign(outcome="deal")
    lengths = (alike["end_round"] - alike["end_round"].median()).abs()
    run = surprising(alike, asked).run
    assert lengths[alike["run"] == run].iloc[0] == lengths.max()


@pytest.mark.parametrize("asked", [
    {"design": "oat", "vary": [varied(AID)], "figures": ["outcome_shares"]},
    {"lenses": ["L", "base"], "vary": [varied(PACE, 0.05, 0.3)], "figures": ["one_parameter"]},
    {"scenario": BASE_GAME, "replicates": 2, "figures": ["terms"],
     "vary": [varied("actors.Mayor.reservation", 20, 60)]},
], ids=["oat", "lenses", "no war"])  # fmt: skip
def test_every_kind_of_sweep_has_a_report(tmp_path: Path, asked: dict[str, Any]) -> None:
    sweep(study(**asked), tmp_path / "s")
    made = Page(write_report(tmp_path / "s").file.read_text(encoding="utf-8"))
    assert {a["id"] for tag, a in made.tags if tag == "section"} == SECTIONS
    assert sum(tag == "figure" for tag, _ in made.tags) == 1


def test_what_it_says_makes_it_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a lens and with a number set, which the study's own file doesn't say."""
    file = tmp_path / "mine.toml"
    file.write_text(
        f'format = 1\nname = "mine"\ntitle = "A study"\nscenario = {SMALL!r}\n'
        f'replicates = 5\n[[vary]]\npath = "{AID}"\nvalues = [0.0, 1.0]\n'
    )
    asked = ["sweep", str(file), "--runs", "3", "--lens", "L", "--set", f"{PACE}=0.123456789"]
    run_command([*asked, "--out", str(tmp_path / "first")])
    words = " ".join(Page(write_report(tmp_path / "first").file.read_text()).words)
    found = re.search(r"batna sweep mine (.*?) --out again", words)
    assert found is not None
    run_command(["sweep", str(file), *found[1].split(), "--out", str(tmp_path / "again")])
    first, again = (read_manifest(tmp_path / name) for name in ("first", "again"))
    assert first["digest"] == again["digest"]
    assert first["scenario_hash"] == again["scenario_hash"]
    assert f"{AID} at 0, 1" in words
    capsys.readouterr()


def test_an_unfinished_sweep_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = study(vary=[varied(AID, 0, 1)], replicates=6, figures=["outcome_shares"])
    sweep(asked, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    whole = parquet.read_table(tmp_path / "runs.parquet")
    (tmp_path / PARTS).mkdir(exist_ok=True)
    write_part(tmp_path, range(7), whole.slice(0, 7), manifest["spec"])
    manifest = {k: v for k, v in manifest.items() if k != "digest"} | {"state": "unfinished"}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "runs.parquet").unlink()
    assert run_command(["report", str(tmp_path)]) == 0
    assert "unfinished, 7 negotiations so far; the report says so" in capsys.readouterr().err
    told = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "unfinished, 7 negotiations so far: all numbers may still change" in told
    assert "the same command goes on with it" in told


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["none"], "it holds no results"), (["s", "--out", "s"], "it is a folder"),
])  # fmt: skip
def test_bad_input_is_one_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], sentence: str,
) -> None:  # fmt: skip
    swept(home)
    monkeypatch.chdir(home)
    assert run_command(["report", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_data_as_json(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.report.writing.figures_of", lambda *a: [])
    assert run_command(["report", str(swept(home)), "--json", "--out", str(home / "j.html")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert Path(told["file"]).is_file()
    assert told["unfinished"] is None
    assert told["typical"] in load(swept(home))["run"].tolist()
    assert len(told["findings"]) == len(read_case(swept(home)).measures)


def test_a_scenario_that_has_changed_is_refused(home: Path, tmp_path: Path) -> None:
    shutil.copytree(swept(home), tmp_path / "s")
    manifest = json.loads((tmp_path / "s" / "manifest.json").read_text())
    text = json.dumps(manifest | {"scenario_hash": "0"})
    (tmp_path / "s" / "manifest.json").write_text(text)
    with pytest.raises(InputError, match="has changed since"):
        write_report(tmp_path / "s")
    assert not (tmp_path / "s" / "report.html").exists()


def test_cells_are_words_and_numbers() -> None:
    shown = table(pd.DataFrame({"a_b": [0.12345, float("nan")], "c": ["<i>", None]}))
    assert '<td class="number">0.1235</td><td>&lt;i&gt;</td>' in shown
    assert ">a b<" in shown
    assert "nan" not in shown
    assert number(3.0) == "3"
