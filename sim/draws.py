"""The luck of a run: uniforms addressed by (round, purpose, party), from its own Philox stream.

Key (seed, run): any run can be replayed alone, and two designs with the same replicate meet the
same luck (common random numbers). A purpose has its slot whether it is used or not, so that an
extra draw in one place shifts nothing elsewhere. Philox: Salmon et al. (2011,
doi:10.1145/2063384.2063405).

``luck`` draws all of a run at once with numpy; ``deal`` and ``deal_types`` draw the same numbers
a little at a time, for the loop.
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.places import PURPOSES
from sim.rule import rule
from sim.rules.philox import LANES, block, block_of, fill
from sim.table import Array, Public


class Luck(NamedTuple):
    """The draws of one run.

    Attributes
    ----------
    uniform
        [rounds + window + 1, PURPOSES, slots] in [0, 1).
    normal
        [1 + I, P] standard normals for what a party is from the start: its resolve, its tastes.
    """

    uniform: np.ndarray
    normal: np.ndarray


EVENTS, TYPES = 0, 1  # two stretches of a stream: longer talks leave the types alone


@rule
def slots(public: Public) -> int:
    """Places in the address: a multiple of 8, so that one more party or lever shifts nothing."""
    others = max(len(public.levers.kind), len(public.pacts.members))
    return -(-max(public.space.parties, others) // 8) * 8


def luck(public: Public, seed: int, run: int) -> Luck:
    """Draw the luck of run ``run`` under the master seed ``seed``."""
    book, space = public.book, public.space
    width, key = slots(public), np.array([seed, run], dtype=np.uint64)
    events = np.random.Generator(np.random.Philox(key=key, counter=np.array([0, 0, 0, EVENTS])))
    types = np.random.Generator(np.random.Philox(key=key, counter=np.array([0, 0, 0, TYPES])))
    uniform = events.random((book.rounds + book.window + 1, PURPOSES, width))
    who = types.random((1 + space.issues, width))[:, : space.parties]
    return Luck(uniform, as_normal(who))


def as_normal(uniform: np.ndarray) -> np.ndarray:
    """Turn uniforms into standard normals, by the inverse of their distribution."""
    return np.ascontiguousarray(ndtri(np.clip(uniform, 1e-12, 1.0 - 1e-12)))


@rule
def deal_types(public: Public, keys: Array, into: Array) -> None:
    """Fill in the uniforms behind ``Luck.normal`` of many runs.

    Parameters
    ----------
    keys
        uint64[n, 2] master seed and run.
    into
        [n, 1 + I, P] filled in.
    """
    width = slots(public)
    for run in range(len(keys)):
        for row in range(1 + public.space.issues):
            fill(
                keys[run, 0], keys[run, 1], np.uint64(TYPES), row * width, public.space.parties,
                into[run], row, 0,
            )  # fmt: skip


@rule
def deal(public: Public, key: Array, number: int, purpose: int, place: int, into: Array) -> None:
    """Fill in one draw of a round, with those that come in the same block of the stream.

    Parameters
    ----------
    key
        uint64[2] master seed and run.
    number
        The round, counted on into the peace.
    into
        [PURPOSES, slots] filled in at ``purpose`` and ``place`` as ``Luck.uniform[number]`` is.
    """
    width, start = slots(public), place - place % LANES
    first = (number * PURPOSES + purpose) * width + start
    block(key[0], key[1], block_of(first), np.uint64(EVENTS), into, purpose, start)
