"""The loop's own stream is numpy's, number by number."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import load_scenario
from sim.draws import TYPES, as_normal, deal, deal_types, luck, slots
from sim.places import PURPOSES
from sim.rule import compiled
from sim.rules.philox import fill
from sim.setting import setting
from sim.table import Array

WORD = st.integers(0, 2**63 - 1)
ENGINES = pytest.mark.parametrize("engine", [lambda f: f, compiled], ids=["plain", "compiled"])


def by_numpy(seed: int, run: int, stretch: int, count: int) -> Array:
    counter = np.array([0, 0, 0, stretch], dtype=np.uint64)
    key = np.array([seed, run], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key, counter=counter)).random(count)


@ENGINES
@settings(max_examples=30, deadline=None)
@given(WORD, WORD, st.integers(0, 1), st.integers(0, 50), st.integers(1, 23))
def test_the_stream_is_numpys(engine, seed, run, stretch, blocks, count) -> None:  # type: ignore[no-untyped-def]
    into = np.full((2, 24), -1.0)
    key = np.array([seed, run, stretch], dtype=np.uint64)
    with np.errstate(over="ignore"):
        engine(fill)(key[0], key[1], key[2], 4 * blocks, count, into, 1, 0)
    wanted = by_numpy(seed, run, stretch, 4 * blocks + count)[4 * blocks :]
    assert (into[1, :count] == wanted).all()
    assert (into[1, count:] == -1.0).all()
    assert (into[0] == -1.0).all()


@pytest.mark.parametrize("number", [0, 31, 90])
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_draw_is_the_one_of_a_whole_run(number: int, place: int) -> None:
    """A draw lies where ``luck`` has it, with the three others of its block and nothing else."""
    public, key = setting(load_scenario()).public, np.array([5, 7], dtype=np.uint64)
    whole = luck(public, 5, 7).uniform
    for purpose in range(PURPOSES):
        into = np.full((PURPOSES, slots(public)), np.nan)
        compiled(deal)(public, key, number, purpose, place, into)
        first = place - place % 4
        assert (into[purpose, first : first + 4] == whole[number, purpose, first : first + 4]).all()
        assert np.isnan(into).sum() == into.size - 4


def test_types_are_those_of_a_whole_run() -> None:
    public = setting(load_scenario()).public
    keys = np.array([(5, run) for run in range(4)], dtype=np.uint64)
    into = np.empty((4, 1 + public.space.issues, public.space.parties))
    compiled(deal_types)(public, keys, into)
    for run in range(4):
        assert (as_normal(into[run]) == luck(public, 5, run).normal).all()
    assert TYPES == 1
