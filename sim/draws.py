"""The luck of a run: uniforms addressed by (round, purpose, party), from its own Philox stream.

Key (seed, run): any run can be replayed alone, and two designs with the same replicate meet the
same luck (common random numbers). A purpose has its slot whether it is used or not, so that an
extra draw in one place shifts nothing elsewhere. Philox: Salmon et al. (2011,
doi:10.1145/2063384.2063405).
"""

from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.table import PURPOSES, Public


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


def slots(public: Public) -> int:
    """Places in the address: a multiple of 8, so that one more party or lever shifts nothing."""
    others = max(len(public.levers.kind), len(public.pacts.members))
    return -(-max(public.space.parties, others) // 8) * 8


def luck(public: Public, seed: int, run: int) -> Luck:
    """Draw the luck of run ``run`` under the master seed ``seed``.

    What parties are and what happens to them come from two stretches of the same stream, so that
    longer talks leave the types alone.
    """
    book, space = public.book, public.space
    width, key = slots(public), np.array([seed, run], dtype=np.uint64)
    events = np.random.Generator(np.random.Philox(key=key))
    types = np.random.Generator(np.random.Philox(key=key, counter=np.array([0, 0, 0, 1])))
    uniform = events.random((book.rounds + book.window + 1, PURPOSES, width))
    who = types.random((1 + space.issues, width))[:, : space.parties]
    return Luck(uniform, np.ascontiguousarray(ndtri(np.clip(who, 1e-12, 1.0 - 1e-12))))
