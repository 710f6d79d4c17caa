"""What varies within a study, level against level: known costs, and the pairs that are formed."""

import pytest

from experiments.analysis.contrast import contrast
from experiments.analysis.levels import Factor, factors, table
from sim.errors import InputError
from tests.analysis import COST, IDLE, ROUNDS, measure, played, still
from tests.experiments import AID, SOFT, study, varied


def test_a_level_is_held_against_the_reference_over_all_that_varies_besides() -> None:
    """The war costs D war_cost times the rounds: 0.02 more in 6 or 12 rounds is 0.18 on average."""
    results = still(vary=[varied(COST, 0.01, 0.03), varied(ROUNDS, 6, 12)])
    found = table(results, [measure("cost_D")], factors(results, COST, "0.01"))
    (row,) = found.to_dict("records")
    assert (row["by"], row["reference"], row["level"]) == (COST, 0.01, 0.03)
    assert row["first"] == pytest.approx(0.01 * 9)
    assert row["difference"] == pytest.approx(0.02 * 9)
    assert row["pairs"] == 2
    back = table(results, [measure("cost_D")], factors(results, COST, "0.03"))
    assert back["difference"].item() == pytest.approx(-row["difference"])


def test_only_the_same_point_and_replicate_are_a_pair() -> None:
    results = played(study(vary=[varied(SOFT, 0.0, 0.3), varied(AID, 0.5, 1)], replicates=12))
    (aid,) = factors(results, AID)
    runs = results.runs
    sides = [
        runs[runs[AID] == level].assign(design=(runs[SOFT] > 0).astype(int)) for level in (0.5, 1)
    ]
    if aid.reference == 1:
        sides = sides[::-1]
    found = table(results, [measure("deal")], [aid])
    known = contrast(measure("deal"), *sides, paired=True)
    assert known is not None
    assert known.pairs == 24
    row = found.to_dict("records")[0]
    assert tuple(row[key] for key in ("difference", "low", "high")) == tuple(known.difference)


def test_lenses_are_held_against_the_base_and_numbers_within_each_lens() -> None:
    given = {"lenses": ["L", "base"], "vary": [varied(AID, 0, 1)], "replicates": 6}
    results = played(study(**given))
    lens, aid = factors(results)
    assert lens == Factor("lens", ("L", "base"), "base")
    found = table(results, [measure("deal")], [lens, aid])
    assert list(found["within"]) == ["", "L", "base"]
    assert list(found["pairs"]) == [12, 6, 6]
    (first,) = factors(results, "lens", "L")
    assert first.reference == "L"


def test_one_at_a_time_the_base_cases_of_the_lenses_are_compared() -> None:
    results = played(
        study(design="oat", lenses=["base", "L"], vary=[varied(AID)], replicates=4)
    )  # fmt: skip
    (lens,) = factors(results)
    assert table(results, [measure("deal")], [lens])["pairs"].item() == 4


def test_luck_that_is_independent_makes_no_pairs() -> None:
    results = played(study(luck="independent", vary=[varied(AID, 0, 1)], replicates=5))
    found = table(results, [measure("deal")], factors(results))
    assert found.attrs["paired"] is False
    assert found["pairs"].item() == 0


def test_what_has_no_levels_or_is_not_there_is_refused() -> None:
    sample = still(design="lhs", points=4, vary=[varied(COST, low=0.01, high=0.03)])
    with pytest.raises(InputError, match="design is lhs, in which nothing has levels"):
        factors(sample)
    results = still(vary=[varied(COST, 0.01, 0.03, label="cost"), varied(IDLE, 20, 60)])
    (by_label,) = factors(results, "cost")
    assert by_label.by == COST
    with pytest.raises(InputError, match="no 'lens' varies in steps"):
        factors(results, "lens")
    with pytest.raises(InputError, match="is never 0.02; write 0.01 or 0.03"):
        factors(results, COST, "0.02")
    with pytest.raises(InputError, match="2 things vary"):
        factors(results, to="20")
