"""Study files: the built-in ones are sound, and a bad one gets one sentence."""

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from experiments.design import (
    Study,
    at_point,
    base_scenario,
    design_points,
    load_study,
    study_names,
)
from sim.errors import InputError
from tests.experiments import AID, SMALL

HEAD = f'format = 1\nname = "mine"\ntitle = "Mine"\nscenario = {SMALL!r}\n'
VARY = f'[[vary]]\npath = "{AID}"\n'


def whole(path: Path) -> None:
    """Use a study as a sweep does, up to its runs."""
    asked = load_study(path)
    base = base_scenario(asked)
    for point in itertools.islice(design_points(asked, base).to_dict("records"), 5):
        at_point(base, {str(k): v for k, v in point.items()})


@pytest.mark.parametrize("name", study_names())
def test_built_in_studies_are_sound_and_ask_something(name: str) -> None:
    asked = load_study(name)
    assert asked.name == name
    assert asked.title
    assert asked.question.endswith("?")
    assert len(design_points(asked, base_scenario(asked))) > 1


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    for name in ("a.toml", "no-suffix"):
        (tmp_path / name).write_text(HEAD + VARY)
        assert load_study(tmp_path / name).vary[0].path == AID


FILE_FAULTS = {  # what stands in the file, and what the sentence must hold besides its name
    "": ["it is missing"],
    HEAD + 'desing = "lhs"\n' + VARY: ["desing", "did you mean 'design'?"],
    HEAD + VARY + "vaules = [1, 2]\n": ["vary.0.vaules", "did you mean 'values'?"],
    HEAD + VARY + "values = 3\n": ["vary.0.values"],
    HEAD + VARY + 'low = "much"\n': ["vary.0.low", "number"],
    HEAD + VARY + "levels = 1\n": ["vary.0.levels", "2"],
    HEAD + "[[vary]]\nlow = 0\n": ["vary.0.path", "it is missing"],
    HEAD + 'vary = "all"\n': ["vary"],
    HEAD + VARY.replace("[[vary]]", "[vary]"): ["vary", "one table and not a list", "[[vary]]"],
    HEAD + "replicates = 0\n" + VARY: ["replicates", "1"],
    HEAD + "replicates = 2.5\n" + VARY: ["replicates"],
    HEAD + "points = -4\n" + VARY: ["points"],
    HEAD + "points = 5\n" + VARY: ["points", "'grid' doesn't use it", "lhs"],
    HEAD + 'design = "oat"\nsecond_order = true\n' + VARY: ["second_order", "sobol"],
    HEAD + 'design = "lhs"\nfile = "mine.csv"\n' + VARY: ["file", "'lhs' doesn't", "table"],
    HEAD + VARY + "values = []\n": ["vary.0.values", "there are none"],
    HEAD + VARY + "values = [0.5, 0.5]\n": ["vary.0.values", "twice"],
    HEAD + VARY + "values = [0.5]\nlow = 0\n": ["vary.0.values", "low", "besides"],
    HEAD + VARY + "[hold]\nwar.start = 3\n": ["hold.war", '"war.start"', "quotes"],
    HEAD + "seed = -1\n" + VARY: ["seed", "0"],
    HEAD + f"seed = {2**63}\n" + VARY: ["seed"],
    HEAD + "design_seed = -1\n" + VARY: ["design_seed", "0"],
    HEAD + "design_seed = 1.5\n" + VARY: ["design_seed", "whole number"],
    HEAD + 'design = "saltelli"\n' + VARY: ["design", "grid", "lhs", "oat", "sobol"],
    HEAD + 'luck = "mine"\n' + VARY: ["luck", "common", "independent"],
    HEAD + "second_order = 1\n" + VARY: ["second_order", "write true or false"],
    HEAD + "vary_tier = 3\n": ["vary_tier", "1 or 2"],
    HEAD + "lens = 3\n" + VARY: ["lens", "3 is not a text"],
    HEAD + 'lenses = "L"\n' + VARY: ["lenses", "is not a list"],
    HEAD + "uncertain = 1\n" + VARY: ["uncertain", "write true or false"],
    HEAD + f"{VARY}[hold]\n{AID} = 'x'\n": ["hold"],
    HEAD.replace("format = 1", "format = 2") + VARY: ["format", "1"],
    HEAD.replace('"mine"', '"../mine"') + VARY: ["name", "is no name"],
    HEAD + "vary = [\n": ["not TOML"],
    HEAD + HEAD: ["not TOML", "line 5"],
}


@pytest.mark.parametrize("text", FILE_FAULTS)
def test_a_fault_of_the_file_names_file_and_place(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        whole(file)
    for part in ("bad.toml", *FILE_FAULTS[text]):
        assert part in str(caught.value)
    assert "\n" not in str(caught.value)


MEANING_FAULTS = {  # what a sound file can't mean, and what the sentence must hold
    HEAD: ["mine", "nothing varies", "[[vary]]"],
    HEAD + "design_seed = 2\n" + VARY: ["mine: design_seed", "grid design draws no points"],
    HEAD + '[[vary]]\npath = "actors.M.aidd"\n': ["mine", "aidd", "did you mean 'aid'?"],
    HEAD + '[[vary]]\npath = "actors.M"\n': ["mine", "not a number"],
    HEAD + '[[vary]]\npath = ""\n': ["mine", "vary"],
    HEAD + VARY + "low = 0.5\nhigh = 0.5\n": ["mine", AID, "empty range", "0.5"],
    HEAD + VARY + "low = 1.0\nhigh = 0.1\n": ["mine", AID, "empty range"],
    HEAD + VARY + "low = 2.5\n": ["mine", AID, "empty range, 2.5 to 1.3"],
    HEAD + VARY + "low = -inf\n": ["mine", AID, "finite", "-inf"],
    HEAD + VARY + "high = nan\n": ["mine", AID, "finite", "nan"],
    HEAD + VARY + "values = [0.0, 7.0]\n": [AID, "7", "0 to 3"],
    HEAD + VARY + "values = [nan]\n": [AID, "nan"],
    HEAD + '[[vary]]\npath = "talks.rounds"\nvalues = [8.5]\n': ["talks.rounds", "whole number"],
    HEAD + '[[vary]]\npath = "war.start"\n': ["mine", "war.start", "empty range, 3 to 3"],
    HEAD + VARY + VARY.replace("actors", "ACTORS"): ["mine", "twice"],
    HEAD + "lenses = ['base', 'LL']\n": ["mine", "no lens 'LL'", "did you mean 'L'?"],
    HEAD + "lenses = ['L', 'l']\n": ["mine", "named twice"],
    HEAD + "lenses = ['L']\nlens = 'L'\n": ["mine", "lens of its own"],
    HEAD + "vary_tier = 2\nlens = 'Q'\n": ["small.toml", "no lens 'Q'", "known: L"],
    HEAD + f"{VARY}[hold]\n'war.strat' = 1\n": ["mine", "hold", "strat", "did you mean 'start'?"],
    HEAD + f"{VARY}[hold]\n'war.start' = 1.5\n": ["mine", "hold", "war.start", "whole number"],
    HEAD + f"{VARY}[hold]\n'war.start' = 9\n": ["mine", "hold", "war.start", "ladder"],
    HEAD.replace("small.toml", "smal.toml") + VARY: ["smal.toml", "no such file"],
    HEAD + "".join(
        f'[[vary]]\npath = "{path}"\nlow = 0.1\nhigh = 0.2\nlevels = 1000\n'
        for path in (AID, "war.pace", "actors.A.optimism")
    ): ["mine", "1,000,000,000 points", "10,000,000"],
}  # fmt: skip


@pytest.mark.parametrize("text", MEANING_FAULTS)
def test_a_fault_of_meaning_names_study_and_place(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        whole(file)
    for part in MEANING_FAULTS[text]:
        assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_grid_beyond_any_count_is_refused_in_a_short_sentence() -> None:
    asked = Study(format=1, name="all", title="All", vary_tier=2)  # hundreds of numbers
    with pytest.raises(InputError, match="a grid of 10\\^[0-9]+ points") as caught:
        design_points(asked, base_scenario(asked))
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("name", ["presure", "", "a" * 400, "nul\0", ".", "no.toml"])
def test_a_name_that_is_no_study_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        load_study(name)
    if name == "presure":
        assert "did you mean 'pressure'?" in str(caught.value)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"name = '\xe9'", b"\x00\x9f\x92\x96"])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\x80" + content)
    with pytest.raises(InputError, match="bad.toml: it is not text in UTF-8"):
        load_study(tmp_path / "bad.toml")


def test_a_folder_is_no_study(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(InputError, match="folder.toml: it can't be read"):
        load_study(tmp_path / "folder.toml")


numbers = st.one_of(st.floats(), st.integers(-5, 20), st.just(2**70))
junk = st.one_of(numbers, st.text(max_size=5), st.booleans(), st.none(), st.just([]), st.just({}))
paths = st.sampled_from(
    [AID, "war.pace", "talks.rounds", "talks.opens", "war.start", "war.steps", "talks.precision",
     "war", "zz", "", ".", "actors.A.values.LAND.b.final"]
)  # fmt: skip
vary_tables = st.fixed_dictionaries(
    {"path": paths},
    optional={
        "values": st.lists(numbers, max_size=3), "low": numbers, "high": numbers,
        "levels": st.integers(0, 6), "label": st.text(max_size=3), "junk": junk,
    },
)  # fmt: skip
trees = st.fixed_dictionaries(
    {"name": st.just("x"), "title": st.just("x"), "scenario": st.just(SMALL),
     "format": st.one_of(st.just(1), st.just(1), st.just(1), junk)},
    optional={
        "design": st.sampled_from(
            ["grid", "lhs", "random", "oat", "sobol", "morris", "table"]
        ), "points": st.integers(0, 8), "file": st.sampled_from(["no.csv", SMALL]),
        "luck": st.sampled_from(["common", "independent"]),
        "measures": st.lists(st.sampled_from(["deal", "cost_D", "x"]), max_size=2),
        "figures": st.lists(st.sampled_from(["terms", "x"]), max_size=2),
        "vary": st.one_of(junk, st.lists(vary_tables, max_size=3)),
        "vary_tier": st.sampled_from([1, 2, 3]), "seed": numbers, "lens": st.sampled_from("Lx"),
        "lenses": st.lists(st.sampled_from(["L", "base", "x"]), max_size=2),
        "uncertain": st.booleans(),
        "hold": st.one_of(junk, st.dictionaries(paths, numbers, max_size=2)),
    },
)  # fmt: skip


@given(tree=trees)
def test_a_broken_study_gets_a_sentence_and_never_another_error(tree: dict[str, Any]) -> None:
    try:
        asked = Study.model_validate(tree)
    except ValidationError:
        return  # what load_study puts into a sentence, as tested above
    try:
        base = base_scenario(asked)
        points = design_points(asked, base)
        for point in points.head(3).to_dict("records"):
            at_point(base, {str(k): v for k, v in point.items()})
    except InputError as error:
        assert "\n" not in str(error)
