"""Any row can be played again as a story; the first replicates' rounds can be kept."""

import json
from pathlib import Path

import pandas as pd
import pytest
from pyarrow import parquet

from experiments import load, sweep
from experiments.endurance import sweep_into
from experiments.replaying import replay
from sim.errors import InputError
from tests.command import told
from tests.experiments import AID, study, varied
from tests.running import ASKED, half_done
from tests.running.minds import RAISES, Raiser

LENSES = study(
    lenses=["base", "L"], vary=[varied(AID, 0, 1)], uncertain=True, replicates=2,
    luck="independent", seed=9,
)  # fmt: skip


def test_every_row_of_a_study_is_its_replay(tmp_path: Path) -> None:
    table = sweep(LENSES, tmp_path)
    for run in range(8):
        played = replay(tmp_path, run)
        assert played.same, played.differ
        assert played.compared >= 30
        assert played.record is not None
        assert played.record.outcome == table["outcome"][run]
        assert played.record.made.replicate == table["replicate"][run]


def test_a_replay_names_its_lens_and_its_numbers(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What a story calls run is the replicate: the row says which, and what it was played with."""
    sweep(study(lenses=["base", "L"], vary=[varied(AID, 0, 1)], replicates=2), tmp_path / "grid")
    said = " ".join(told(capsys, "repro", tmp_path / "grid", 7).out.split())
    assert f"grid: run 1 of design point 3, lens L, {AID} = 1." in said
    sweep(study(design="oat", vary=[varied(AID, low=0, high=1)], replicates=2), tmp_path / "oat")
    said = " ".join(told(capsys, "repro", tmp_path / "oat", 0).out.split())
    assert "oat: run 0 of design point 0. " in said


def test_a_row_of_an_unfinished_sweep_too(tmp_path: Path) -> None:
    half_done(tmp_path)
    with pytest.warns(UserWarning, match="unfinished"):
        assert replay(tmp_path, 45).same


def test_a_row_that_was_altered_is_found_out(tmp_path: Path) -> None:
    sweep(LENSES, tmp_path)
    path = tmp_path / "runs.parquet"
    table = parquet.read_table(path)
    place = table.schema.get_field_index("utility_A")
    altered = [x + (1e-15 if n == 3 else 0) for n, x in enumerate(table.column(place).to_pylist())]
    parquet.write_table(table.set_column(place, table.schema.field(place), [altered]), path)
    played = replay(tmp_path, 3)
    assert not played.same
    assert set(played.differ) == {"utility_A"}
    assert replay(tmp_path, 2).same


def test_other_rules_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sweep(LENSES, tmp_path)
    assert not replay(tmp_path, 0).outdated
    monkeypatch.setattr("experiments.running.plan.cache_folder", lambda: Path("other-rules"))
    assert replay(tmp_path, 0).outdated


def test_the_command_tells_the_story_and_the_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = sweep(LENSES, tmp_path / "out")
    answer = told(capsys, "repro", tmp_path / "out", 5)
    assert (answer.status, answer.err) == (0, "")
    assert "A small war" in answer.out
    assert "Run 5 is what is stored: outcome, end, terms, utilities" in answer.out
    data = json.loads(told(capsys, "repro", tmp_path / "out", 5, "--json").out)
    assert (data["same"], data["differ"]) == (True, {})
    assert data["record"]["utility"]["A"] == table["utility_A"][5]


def test_a_failed_run_fails_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = study(vary=[varied(AID, 1)], replicates=RAISES + 1)
    sweep_into(asked, tmp_path, delegates={"D": Raiser}, executor="threads")
    assert load(tmp_path)["status"].tolist() == ["ok", "failed"]
    answer = told(capsys, "repro", tmp_path, RAISES)
    assert answer.status == 0
    assert "Run 1 failed, and fails again: ValueError: no answer." in answer.out
    assert replay(tmp_path, 0).same


@pytest.mark.parametrize(("run", "words"), [(600, "write 0 to 599"), (10**12, "has no such run")])
def test_no_such_run(tmp_path: Path, run: int, words: str) -> None:
    sweep_into(ASKED, tmp_path)
    with pytest.raises(InputError, match=words):
        replay(tmp_path, run)


def test_the_rounds_of_the_first_replicates(tmp_path: Path) -> None:
    manifest = sweep_into(LENSES, tmp_path, rounds=1)
    assert manifest["rounds"] == 1
    runs, rounds = load(tmp_path), pd.read_parquet(tmp_path / "rounds.parquet")
    assert rounds["run"].unique().tolist() == [0, 2, 4, 6]
    for run, group in rounds.groupby("run"):
        row = runs.loc[run]
        assert group["round"].tolist() == list(range(int(row["end_round"]) + 1))
        assert (group["design"] == row["design"]).all()
        assert group["position"].iloc[-1] == row["position"]
        assert group["text"].notna().sum() == row["texts"]
        tabled = group[group["text"].notna()]
        assert tabled["drafter"].notna().all()
        assert tabled[["answer_A", "answer_D"]].isin(["yes", "no"]).any(axis=None)
        signed = tabled[tabled["signed"].astype(bool)]
        for _, last in signed.iterrows():
            assert last["term_LAND"] == row["term_LAND"]
    again = sweep_into(LENSES, tmp_path, rounds=2)  # what is whole gets more rounds
    assert again["digest"] == manifest["digest"]
    assert pd.read_parquet(tmp_path / "rounds.parquet")["run"].nunique() == 8
