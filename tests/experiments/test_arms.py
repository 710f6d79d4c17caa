"""Arms of a study: settings of its own, played and compared as lenses are."""

from pathlib import Path
from typing import Any

import pytest

from experiments import simulate, sweep
from experiments.asked import seen_otherwise
from experiments.design import Study, base_scenario, design_points, load_study, readings
from experiments.running.plan import make_plan
from sim.errors import InputError
from tests.experiments import AID, PACE, SMALL, study, varied

TURNS = {
    "name": "turns",
    "title": "T",
    "protocol": "alternating_offers",
    "seats": {"all": "boulware"},
}
HELD = {"name": "held", "lens": "L", "hold": {PACE: 0.5}, "information": "open"}


def asked(*arms: dict[str, Any], **given: Any) -> Study:
    return study(arms=list(arms), **given)


def test_an_arm_lays_a_lens_numbers_and_another_table_over_the_scenario() -> None:
    wanted = asked(TURNS, HELD, lenses=["base"], hold={PACE: 0.25, AID: 1.0})
    base = base_scenario(wanted)
    laid = readings(wanted, base)
    assert list(laid) == ["base", "turns", "held"]
    assert laid["turns"].talks.protocol == "alternating_offers"
    assert {actor.strategy for actor in laid["turns"].actors.values()} == {"boulware"}
    assert (laid["held"].war.start.value, laid["held"].talks.information) == (2, "open")
    assert [laid[name].war.pace.value for name in laid] == [0.25, 0.25, 0.5]
    assert laid["held"].actors["M"].aid.value == 1.0
    assert list(design_points(wanted, base)["lens"]) == ["base", "turns", "held"]


def test_its_rows_are_those_of_the_same_talks_alone() -> None:
    table = sweep(asked(TURNS, lenses=["base"], replicates=12))
    alone = simulate(
        SMALL, runs=12, seed=1, protocol="alternating_offers", seats={"all": "boulware"}
    )
    base = simulate(SMALL, runs=12, seed=1)
    for name, other in (("turns", alone), ("base", base)):
        own = table[table["lens"] == name].reset_index(drop=True)
        for column in ("outcome", "end_round", "utility_A", "texts"):
            assert own[column].tolist() == other[column].tolist()
    assert alone["texts"].tolist() != base["texts"].tolist()


def test_what_an_arm_holds_is_not_drawn() -> None:
    table = sweep(asked(HELD, lenses=["base"], replicates=4, uncertain=True))
    drawn = table.groupby("lens")[PACE].nunique()
    assert drawn["base"] == 4
    assert set(table.loc[table["lens"] == "held", PACE]) == {0.5}


def test_one_arm_may_be_asked_alone() -> None:
    every = asked(TURNS, HELD, lenses=["base"])
    one = seen_otherwise(every, "Turns", {})
    assert list(readings(one, base_scenario(one))) == ["turns"]
    base = seen_otherwise(every, "base", {})
    assert list(readings(base, base_scenario(base))) == ["base"]


@pytest.mark.parametrize(
    ("arms", "words"),
    [
        ([TURNS, {"name": "TURNS"}], "arms: TURNS is a lens or an arm already"),
        ([{"name": "l"}], "arms: l is a lens or an arm already"),
        ([{"name": "a", "lens": "Q"}], "arms.a: there is no lens 'Q'; known: L"),
        ([{"name": "a", "seats": {"A": "boulwar"}}], "arms.a: seat: there is no strategy"),
        ([{"name": "a", "protocol": "vote"}], "arms.a: protocol: there is no 'vote'"),
        ([{"name": "a", "hold": {"war.pce": 1.0}}], "arms.a: hold"),
        ([{"name": "a", "hold": {AID: 1.0}}], f"arms.a: hold: {AID} is held and varies too"),
    ],
)  # fmt: skip
def test_what_an_arm_cannot_be_is_refused(arms: list[dict[str, Any]], words: str) -> None:
    wanted = asked(*arms, vary=[varied(AID, 0, 1)])
    with pytest.raises(InputError) as caught:
        make_plan(wanted)
    assert words in str(caught.value)


def test_a_fault_in_an_arm_names_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('format = 1\nname = "m"\ntitle = "M"\n[[arms]]\nname = "a"\nseat = "x"\n')
    with pytest.raises(InputError, match=r"arms\.0\.seat: this key is unknown here; did you mean"):
        load_study(file)


def test_settings_are_told_in_words() -> None:
    told = asked(TURNS, HELD).settings()["arms"]
    assert told == (
        "turns (protocol alternating_offers, all boulware); "
        f"held (lens L, information open, {PACE} = 0.5)"
    )
