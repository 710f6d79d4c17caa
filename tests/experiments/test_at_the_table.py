"""Delegates of one's own run in simulate and sweep, and a mind that changes nothing shows it."""

import pandas as pd
import pytest

from agents import Delegate
from experiments import simulate
from experiments.sweeping import sweep
from sim import Negotiation, load_scenario
from sim.errors import InputError

RUNS = 4


class Same(Delegate):
    """The built-in mind under another name."""


class Hawk(Delegate):
    """Signs nothing."""

    def answer(self, view, text, drafter, draw):  # type: ignore[no-untyped-def]
        return super().answer(view, text, drafter, draw)._replace(yes=False)


def apart(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop(columns="engine")


@pytest.mark.parametrize(("lens", "uncertain"), [(None, False), ("W", True)])
def test_rows_are_those_of_the_compiled_loop(lens: str | None, uncertain: bool) -> None:
    usual = simulate(runs=RUNS, seed=3, lens=lens, uncertain=uncertain)
    mine = simulate(runs=RUNS, seed=3, lens=lens, uncertain=uncertain, delegates={"UA": Same})
    pd.testing.assert_frame_equal(apart(mine), apart(usual), check_exact=True)
    assert set(usual["engine"]) == {"compiled"}
    assert set(mine["engine"]) == {"mesa"}


def test_so_are_those_of_many_that_end_differently() -> None:
    """Enough runs for a signed text, a collapse and a mediator that leaves."""
    usual = simulate(runs=12, seed=3)
    mine = simulate(runs=12, seed=3, delegates={"US": Same})
    assert usual["outcome"].nunique() > 3
    assert usual["held"].notna().any()
    pd.testing.assert_frame_equal(apart(mine), apart(usual), check_exact=True)


def test_workers_change_nothing_and_know_a_class_made_on_the_spot() -> None:
    class Dove(Delegate):
        def answer(self, view, text, drafter, draw):  # type: ignore[no-untyped-def]
            return super().answer(view, text, drafter, draw)._replace(yes=True)

    alone, together = (
        simulate(runs=RUNS, seed=3, delegates={"UA": Dove}, jobs=jobs) for jobs in (1, 2)
    )
    pd.testing.assert_frame_equal(alone, together)


def test_a_mind_of_ones_own_decides() -> None:
    table = simulate(runs=RUNS, seed=3, delegates={"UA": Hawk})
    assert "deal" not in set(table["outcome"])
    record = Negotiation(load_scenario(), delegates={"UA": Hawk}, rng=3, replicate=2).run()
    assert table["outcome"][2] == record.outcome
    assert table["texts"][2] == len(record.texts)


def test_a_sweep_takes_them() -> None:
    table = sweep("aid", runs=1, delegates={"UA": Hawk})
    assert set(table["engine"]) == {"mesa"}
    assert table["design"].nunique() == len(table)


def test_a_mind_that_is_no_delegate_is_named() -> None:
    with pytest.raises(InputError, match="the mind of UA, object, is no Delegate"):
        simulate(runs=1, delegates={"UA": object})


def test_an_unknown_party_is_named() -> None:
    with pytest.raises(InputError, match="there is no party 'XX'"):
        simulate(runs=2, delegates={"XX": Hawk}, jobs=2)
