"""The words run: every example of the documentation, its links, and its manner of speaking."""

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from experiments import load_study
from sim import load_scenario, scenario_names
from tests.docs.pages import (
    PAGES,
    ROOT,
    Call,
    blocks,
    calls,
    prose,
    run_call,
    run_python,
    same,
)

WORDS = [ROOT / "CHANGELOG.md", ROOT / "CITATION.cff", *PAGES]
BROKEN = {  # the faulty scenarios of scenario-format.md, made from its sound one
    "bare.toml": (r"precision = \{[^}]*\}", "precision = 30"),
    "unknown.toml": (r"weights\.DATE = \{ value = 0\.6", "weights.DTE = { value = 0.6"),
    "missing.toml": (r"DATE\.autumn = [^\n]*\n", ""),
}


def page_id(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_examples_run_and_print_what_is_shown(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python, console, whole scenarios and studies, in order, in one folder and one namespace."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    namespace: dict[str, Any] = {"__name__": "docs"}
    printed = ""
    for block in blocks(page):
        at = f"{page.name}:{block.line}"
        if block.language == "toml" and block.mark.startswith("scenario="):
            place = tmp_path / block.mark.removeprefix("scenario=")
            place.write_text(block.text, encoding="utf-8")
            load_scenario(place)
            if place.name == "orchard.toml":
                break_scenario(tmp_path, block.text)
        elif block.language == "toml" and block.mark.startswith("study="):
            place = tmp_path / block.mark.removeprefix("study=")
            place.write_text(block.text, encoding="utf-8")
            load_study(place)
        elif block.language == "python":
            printed = run_python(block, page, namespace)
        elif block.language == "text" and block.mark == "":
            assert same(block.text, printed), f"{at} shows\n{block.text}\nbut it is\n{printed}"
        elif block.language == "console":
            for call in calls(block):
                if call.line.startswith("batna"):
                    check_call(call, at)


def check_call(call: Call, at: str) -> None:
    """Run a command; what a page shows of it is on stdout, or the sentence of an error."""
    status, out, err = run_call(call)
    fails = call.shown.startswith("batna: ")
    assert status == (2 if fails else 0), f"{at}: {call.line} ends with {status}\n{err}"
    printed = err if fails else out
    shown = call.shown
    assert not shown.strip() or same(shown, printed), f"{at} shows\n{shown}\nnot\n{printed}"


def break_scenario(folder: Path, text: str) -> None:
    for name, (pattern, instead) in BROKEN.items():
        broken, count = re.subn(pattern, instead, text, count=1)
        assert count == 1, name
        (folder / name).write_text(broken, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if "://" in target or target.startswith("mailto:"):
            continue
        file, _, anchor = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        assert there.exists(), f"{page.name} links to {target}"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{page.name} links to {target}"


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", prose(page), flags=re.M)
    plain = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.replace(" ", "-") for head in plain}


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_files_that_are_named_exist(page: Path) -> None:
    made = {b.mark.partition("=")[2] for b in blocks(page) if "=" in b.mark} | set(BROKEN)
    known = {path.name for top in ("sim", "agents", "experiments", "docs", "tests")
             for path in (ROOT / top).rglob("*.*")}  # fmt: skip
    for name in re.findall(r"`([\w./-]+\.(?:py|toml|md|cff))`", prose(page)):
        if "/" in name:
            assert (ROOT / name).exists(), f"{page.name} names {name}"
        else:
            known_here = name in known | made or (ROOT / name).exists()
            assert known_here or name.startswith("my-"), f"{page.name} names {name}"


@pytest.mark.parametrize("name", scenario_names())
def test_every_source_is_paraphrased(name: str) -> None:
    scenario = load_scenario(name)
    cited = {source for _, number in scenario.quantities() for source in number.source}
    cited |= {source for promise in scenario.promises for source in promise.source}
    cited |= {source for lens in scenario.lenses.values() for change in lens.set.values()
              for source in change.source}  # fmt: skip
    for source in cited:
        if source == "definition" or source.startswith(("doi:", "arXiv:", "https://")):
            continue
        kind, _, key = source.partition(":")
        told = scenario.assumptions[key] if kind == "assumption" else scenario.sources[source]
        assert told.says.strip(), source
        assert kind == "assumption" or kind in scenario.articles, source


@pytest.mark.parametrize("page", WORDS, ids=page_id)
def test_nothing_speaks_of_the_future_as_known(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if page.name == "odd.md":  # so the protocol calls one of its design concepts
        text = re.sub(r"^### Prediction$", "", text, flags=re.M)
    text = " ".join(text.split())
    text = re.sub(r"\b(?:not a|no|never as a) forecasts?\b", "", text, flags=re.I)
    found = re.findall(r"\b(?:will win|predict\w*|forecast\w*)\b", text, flags=re.I)
    assert not found, f"{page.name} says {found}"


@pytest.mark.parametrize("script", ["make_reference", "make_odd"])
def test_generated_parts_are_up_to_date(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    module = importlib.import_module(script)
    page = module.PAGE.read_text(encoding="utf-8")
    assert module.updated(page) == page, f"run python docs/{script}.py"


def test_a_part_is_put_between_its_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    module = importlib.import_module("marks")
    begin, end = module.marks("levers", "a.py")
    page = f"before\n{begin}\nold\n{end}\nafter"
    written = module.between(page, "levers", "a.py", "new\n")
    assert written == f"before\n{begin}\n\nnew\n\n{end}\nafter"
    assert module.between(written, "levers", "a.py", "new") == written
    for faulty in ("no mark", page + page, begin):
        with pytest.raises(ValueError, match="levers"):
            module.between(faulty, "levers", "a.py", "new")
    assert module.table(["a"], [["one | two\nthree"]]).splitlines()[2] == r"| one \| two three |"


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("a b", "a\n  b\n", True),
        ("a … d", "a b c d", True),
        ("a …", "a b", True),
        ("…b", "a b", True),
        ("a c", "a b c", False),
        ("a … c", "a b", False),
        ("1.5", "115", False),
    ],
)
def test_outputs_are_compared(shown: str, printed: str, expected: bool) -> None:
    assert same(shown, printed) is expected
