"""A study stops when it has seen enough, and nothing but whole blocks decides when."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pydantic import ValidationError

from experiments import load, load_study, sweep
from experiments.design import Stop, Study
from experiments.endurance import sweep_into
from experiments.intervals import t_quantile, wilson
from experiments.running.plan import make_plan
from experiments.running.stopping import Sums
from experiments.store import digest
from sim.errors import InputError
from tests.analysis import measure
from tests.experiments import AID, study, varied
from tests.running import half_done

RULE = {"measure": "frozen", "half_width": 0.08, "at_most": 1000}


def asked(**given: Any) -> Study:
    return study(**({"vary": [varied(AID, 0, 1)], "replicates": 20, "stop": RULE} | given))


@cache
def table() -> pd.DataFrame:
    return sweep(asked())


def half_width(rows: pd.DataFrame) -> float:
    widest = 0.0
    for _, group in rows.groupby("design"):
        share = wilson(int((group["outcome"] == "frozen").sum()), len(group))
        widest = max(widest, (share.high - share.low) / 2)
    return widest


def test_it_stops_at_the_first_block_that_is_enough() -> None:
    rows = table()
    blocks = len(rows) // 40
    assert len(rows) == 40 * blocks
    assert blocks > 2
    assert half_width(rows) <= 0.08
    assert half_width(rows[rows["run"] < 40 * (blocks - 1)]) > 0.08


def test_runs_are_numbered_block_by_block_and_each_replicate_comes_once() -> None:
    rows = table()
    assert rows["run"].tolist() == list(range(len(rows)))
    assert rows["design"].tolist() == ([0] * 20 + [1] * 20) * (len(rows) // 40)
    for _, group in rows.groupby("design"):
        assert group["replicate"].tolist() == list(range(len(group)))
    plain = sweep(asked(stop=None, replicates=len(rows) // 2))
    again = rows.sort_values(["design", "replicate"]).assign(run=range(len(rows)))
    assert digest(again) == digest(plain)


@pytest.mark.parametrize(("jobs", "chunk"), [(1, 1000), (2, 7), (2, None)])
def test_jobs_chunks_and_interruptions_leave_the_sample_alone(
    tmp_path: Path, jobs: int, chunk: int | None
) -> None:
    half_done(tmp_path, asked(), rows=70, chunk=9)
    manifest = sweep_into(asked(), tmp_path, jobs=jobs, chunk=chunk)
    assert manifest["digest"] == digest(table()) == digest(load(tmp_path))
    assert manifest["rows"] == len(table())


@pytest.mark.parametrize("luck", ["common", "independent"])
def test_uncertain_numbers_and_independent_luck_go_on_from_block_to_block(
    tmp_path: Path, luck: str
) -> None:
    given = asked(luck=luck, uncertain=True, stop=RULE | {"half_width": 1e-9, "at_most": 65})
    rows = sweep(given)
    assert len(rows) == 2 * 60  # whole blocks alone
    assert sweep_into(given, tmp_path)["digest"] == digest(rows)
    if luck == "independent":
        assert rows["replicate"].nunique() == len(rows)


def test_a_mean_has_its_interval_too() -> None:
    rule = Stop(measure="utility_A", half_width=0.1, at_most=10)
    chance = np.random.default_rng(1)
    sums, rows = Sums(rule, measure("utility_A"), 2), []
    for _ in range(3):
        block = pd.DataFrame({
            "design": np.repeat([0, 1], 50), "status": "ok",
            "utility_A": chance.normal(0, [1] * 50 + [2] * 50),
        })  # fmt: skip
        block.loc[[3, 70], "status"] = "failed"
        sums.add(block)
        rows.append(block[block["status"] == "ok"])
    known = pd.concat(rows).groupby("design")["utility_A"].agg(["std", "count"])
    widest = (t_quantile(known["count"] - 1) * known["std"] / np.sqrt(known["count"])).max()
    assert sums.half_width() == pytest.approx(widest, rel=1e-12)
    assert not sums.enough()


def test_nothing_seen_is_never_enough() -> None:
    for name in ("deal", "utility_A"):
        rule = Stop(measure=name, half_width=9.0)
        assert Sums(rule, measure(name), 1).half_width() == np.inf


@pytest.mark.parametrize(("rule", "words"), [
    ({"measure": "dael", "half_width": 0.1}, "there is no measure 'dael'; .*deal"),
    ({"measure": "engine", "half_width": 0.1}, "stop.measure: there is no measure 'engine'"),
    ({"half_width": 0.1, "at_most": 19}, "at_most is under the study's replicates, 20"),
])  # fmt: skip
def test_a_rule_that_can_not_be_followed_is_refused(rule: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        make_plan(asked(stop=rule))


@pytest.mark.parametrize("rule", [{}, {"half_width": 0}, {"half_width": 0.1, "at_most": 0}])
def test_a_rule_that_is_none_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        asked(stop=rule)


def test_a_file_says_it_and_a_wrong_key_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    words = 'format = 1\nname = "mine"\ntitle = "Mine"\n[stop]\nhalf_width = 0.02\n'
    path.write_text(words)
    assert load_study(path).stop == Stop(half_width=0.02)
    path.write_text(words + "at_least = 3\n")
    with pytest.raises(InputError, match=r"stop\.at_least: this key is unknown here; .*at_most"):
        load_study(path)
