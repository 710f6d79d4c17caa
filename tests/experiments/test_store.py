"""Results on disk: whole or not at all, and never over another study's."""

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments import load, sweep, sweep_into
from experiments.design import Study
from experiments.digest import digest_of_file
from experiments.store import check_target, digest, read_manifest
from sim.errors import InputError
from tests.experiments import AID, study, varied

ASKED = study(vary=[varied(AID, 0, 1)], replicates=4)


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return sweep(ASKED)


def store(folder: Path) -> Path:
    sweep_into(ASKED, folder)
    return folder


def test_what_is_stored_comes_back(tmp_path: Path, table: pd.DataFrame) -> None:
    folder = store(tmp_path / "deep" / "er")
    assert sorted(os.listdir(folder)) == ["manifest.json", "runs.parquet"]
    back = load(folder)
    assert list(back.columns) == list(table.columns)
    for column in table.columns:
        assert back[column].isna().equals(table[column].isna()), column
        seen = table[column].notna()
        assert (back.loc[seen, column] == table.loc[seen, column]).all(), column
    assert digest(back) == digest(table) == read_manifest(folder)["digest"]


def test_the_manifest_says_what_made_the_results(tmp_path: Path, table: pd.DataFrame) -> None:
    manifest = read_manifest(store(tmp_path))
    assert Study.model_validate(manifest["study"]) == ASKED
    assert manifest["rows"] == len(table) == 8
    assert manifest["scenario"] == "small"
    assert {"python", "batna", "numpy", "numba", "pandas"} <= set(manifest["versions"])
    again = sweep(Study.model_validate(manifest["study"]))
    assert digest(again) == manifest["digest"]


def test_a_sweep_stores_what_it_ran_with(tmp_path: Path) -> None:
    table = sweep(ASKED, tmp_path, runs=np.int64(2), seed=5)
    made = Study.model_validate(read_manifest(tmp_path)["study"])
    assert (made.replicates, made.seed) == (2, 5)
    assert digest(sweep(made)) == digest(load(tmp_path)) == digest(table)


def test_an_infinite_number_survives_the_manifest(tmp_path: Path) -> None:
    asked = study(vary=[varied(AID, 0, 1)], replicates=1, hold={"talks.precision": float("inf")})
    table = sweep(asked, tmp_path)
    made = Study.model_validate(read_manifest(tmp_path)["study"])
    assert made == asked
    assert digest(sweep(made)) == digest(table)


@pytest.mark.parametrize(
    ("column", "value"), [("outcome", "deal"), ("utility_A", 0.1), ("term_LAND", None), (AID, 0.5)]
)
def test_a_digest_sees_every_cell(table: pd.DataFrame, column: str, value: Any) -> None:
    other = table.copy()
    other[column] = other[column].where(other.index != 5, value if value is not None else "zz")
    assert digest(other) != digest(table)


def test_a_digest_sees_the_last_bit_and_the_order(table: pd.DataFrame) -> None:
    other = table.copy()
    other.loc[3, "utility_A"] = np.nextafter(other.loc[3, "utility_A"], 9.0)
    assert digest(other) != digest(table)
    assert digest(table.iloc[::-1]) != digest(table)
    assert digest(table.assign(engine="mesa")) == digest(table)


def test_a_file_has_the_digest_of_its_table(tmp_path: Path, table: pd.DataFrame) -> None:
    odd = table.copy()
    odd["utility_A"] = [0.0, -0.0, float("nan"), 1e300, 1e-300, 0.1 + 0.2, 1.0, -1.5]
    odd["words"] = pd.Series(["a", None, "ä", "", "a", None, "x\x1f", "b"], dtype="string")
    odd.to_parquet(tmp_path / "odd.parquet", row_group_size=3)
    assert digest_of_file(tmp_path / "odd.parquet") == digest(odd)
    assert digest_of_file(store(tmp_path / "out") / "runs.parquet") == digest(table)
    odd.head(0).to_parquet(tmp_path / "none.parquet")
    assert digest_of_file(tmp_path / "none.parquet") == digest(odd.head(0))


def test_another_studys_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    sweep(ASKED, tmp_path, runs=1)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    other = study(name="other", vary=[varied(AID, 0, 1)])
    with pytest.raises(InputError, match="another study, 'small'"):
        sweep(other, tmp_path, progress=lambda *_: pytest.fail("it ran"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("below", ["", "deeper", "deeper/still"])
def test_a_file_is_no_folder(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="file: it is a file"):
        sweep(ASKED, tmp_path / "file" / below, progress=lambda *_: pytest.fail("it ran"))
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        for folder in (tmp_path, tmp_path / "new"):
            with pytest.raises(InputError, match="can't be written"):
                sweep(ASKED, folder, progress=lambda *_: pytest.fail("it ran"))
    finally:
        tmp_path.chmod(0o700)


def test_a_name_that_no_folder_can_have(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be written"):
        check_target(tmp_path / ("a" * 400), ASKED)


def test_torn_runs_are_told(tmp_path: Path) -> None:
    store(tmp_path)
    whole = (tmp_path / "runs.parquet").read_bytes()
    for torn in (whole[: len(whole) // 2], b"", b"PAR1", whole[:-4] + b"XXXX"):
        (tmp_path / "runs.parquet").write_bytes(torn)
        with pytest.raises(InputError, match=r"runs\.parquet: it can't be read") as caught:
            load(tmp_path)
        assert "\n" not in str(caught.value)


def test_another_table_is_no_result(tmp_path: Path) -> None:
    pd.DataFrame({"x": [1]}).to_parquet(tmp_path / "runs.parquet")
    with pytest.raises(InputError, match="it holds no runs of a sweep"):
        load(tmp_path)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a word for columns": ({"columns": "run"}, r"columns: 'run' is a word; give a list"),
    "a misspelt column": ({"columns": ["outcom"]}, "no column 'outcom'; did you mean 'outcome'"),
    "a misspelt filter": ({"where": [("endround", ">", 2)]}, "did you mean 'end_round'"),
    "no sign": ({"where": [("end_round", "=>", 2)]}, "where: .*=>.* is no filter; give a list"),
    "no list": ({"where": ("end_round", ">", 2)}, "where: 'end_round' is no filter"),
    "another kind": ({"where": [[("end_round", ">", "x")]]}, "see that the filters fit"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_can_not_be_asked_of_runs_is_told(tmp_path: Path, case: str) -> None:
    asked, told = WRONG[case]
    with pytest.raises(InputError, match=told):
        load(store(tmp_path), **asked)


@pytest.mark.parametrize("place", ["", "nowhere", "file"])
def test_no_results(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="it holds no results"):
        load(tmp_path / place)


JUNK = [
    b"", b"{", b"[]", b"{}", b"null", b"3", b'"study"', b"\xff\xfe", b"[" * 100_000,
    b'{"study": null}', b'{"study": {}}', b'{"study": {"name": "small"}}', b'{"study": []}',
]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_a_junk_manifest_is_told(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(junk)
    for use in (lambda: read_manifest(tmp_path), lambda: check_target(tmp_path, ASKED)):
        with pytest.raises(InputError, match=r"manifest\.json: it is not the manifest of a sweep"):
            use()


def test_a_missing_manifest_is_told(tmp_path: Path) -> None:
    (store(tmp_path) / "manifest.json").unlink()
    with pytest.raises(InputError, match=r"manifest\.json"):
        read_manifest(tmp_path)


def test_a_manifest_of_tomorrow_is_told(tmp_path: Path) -> None:
    manifest = json.loads((store(tmp_path) / "manifest.json").read_text())
    manifest["study"]["format"] = 2
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(InputError, match="not the manifest"):
        read_manifest(tmp_path)
