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
        [P] standard normals for what a party is from the start (its resolve).
    """

    uniform: np.ndarray
    normal: np.ndarray


def slots(parties: int) -> int:
    """Places for parties in the address: a multiple of 8, so that a sixth party shifts nothing."""
    return -(-parties // 8) * 8


def luck(public: Public, seed: int, run: int) -> Luck:
    """Draw the luck of run ``run`` under the master seed ``seed``.

    The first row belongs to the types; round t has row t + 1.
    """
    book, width = public.book, slots(public.space.parties)
    stream = np.random.Generator(np.random.Philox(key=np.array([seed, run], dtype=np.uint64)))
    uniform = stream.random((book.rounds + book.window + 2, PURPOSES, width))
    normal = ndtri(np.clip(uniform[0, 0, : public.space.parties], 1e-12, 1.0 - 1e-12))
    return Luck(uniform[1:], np.ascontiguousarray(normal))
