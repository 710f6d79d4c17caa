"""NegMAS users can load what we export: against its stored answers, and itself where it is there.

NegMAS takes 0.8 GB with what it needs, too much for the test environment. ``negmas.json`` holds
what it made of one export; the reader below takes from the files just what NegMAS takes.
"""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from experiments.formats import to_files
from sim import load_scenario
from sim.solutions import packages
from tests.formats import exported, worths

FOUND: dict[str, Any] = json.loads(
    (Path(__file__).parent / "negmas.json").read_text(encoding="utf-8")
)
BASE = "tests/scenarios/base.toml"


class Utility:
    """A linear additive utility, by element and attribute as NegMAS 0.16 looks for them."""

    def __init__(self, file: Path, issues: dict[str, list[str]]) -> None:
        root = ElementTree.parse(file).getroot()
        assert root.tag == "utility_space"
        (objective,) = root.findall("objective")
        self.reserved = float(root.find("reservation").attrib["value"])  # type: ignore[union-attr]
        # another factor than 1 would make it a discounted utility
        assert float(root.find("discount_factor").attrib["value"]) == 1.0  # type: ignore[union-attr]
        names = list(issues)
        self.weights = {names[int(w.attrib["index"]) - 1]: float(w.attrib["value"])
                        for w in objective.findall("weight")}  # fmt: skip
        self.table = {
            issue.attrib["name"]: {
                item.attrib["value"]: float(item.attrib["evaluation"]) for item in issue
            }
            for issue in objective.findall("issue")
        }
        assert {name: list(row) for name, row in self.table.items()} == issues

    def __call__(self, package: dict[str, str]) -> float:
        return sum(self.weights[i] * self.table[i][option] for i, option in package.items())


def test_an_export_is_what_negmas_made_of_it(tmp_path: Path) -> None:
    domain, *profiles = exported(tmp_path / "xml", to_files("genius", load_scenario(BASE)).texts)
    root = ElementTree.parse(domain).getroot()
    assert root.tag == "negotiation_template"
    listed = root.findall("utility_space/objective/issue")
    assert {issue.attrib["type"] for issue in listed} == {"discrete"}
    issues = {i.attrib["name"]: [item.attrib["value"] for item in i] for i in listed}
    assert issues == FOUND["issues"]
    assert sorted(file.stem for file in profiles) == FOUND["names"]  # it reads a folder so sorted
    utilities = [Utility(file, issues) for file in profiles]
    assert [u.reserved for u in utilities] == pytest.approx(FOUND["reserved"], rel=1e-12)
    for places, expected in FOUND["packages"]:
        package = {i: issues[i][place] for i, place in zip(issues, places, strict=True)}
        assert [u(package) for u in utilities] == pytest.approx(expected, rel=1e-12)


def test_negmas_itself_loads_an_export(tmp_path: Path) -> None:
    inout = pytest.importorskip("negmas.inout", reason="NegMAS is not installed")
    scenario = load_scenario(BASE)
    exported(tmp_path / "xml", to_files("genius", scenario).texts)
    loaded = inout.load_genius_domain_from_folder(tmp_path / "xml")
    u = worths(scenario)
    options = [list(issue.values) for issue in loaded.issues]
    for package, worth in zip(packages(scenario), u, strict=True):
        outcome = tuple(given[place] for given, place in zip(options, package, strict=True))
        scaled = (worth - u.min(axis=0)) / (u.max(axis=0) - u.min(axis=0))
        assert [float(each(outcome)) for each in loaded.ufuns] == pytest.approx(scaled)
