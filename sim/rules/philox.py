"""numpy's Philox stream as a rule, so that the loop draws no more than it uses.

The same numbers as ``numpy.random.Philox`` gives (a test holds the two together): Philox 4x64-10 of
Salmon et al. (2011, doi:10.1145/2063384.2063405), every word an unsigned 64-bit number, products
modulo 2^64.
"""

import numpy as np

from sim.rule import rule
from sim.table import Array

Word = np.uint64

ROUNDS = 10
HALF, SHIFT, TAIL = np.uint64(0xFFFFFFFF), np.uint64(32), np.uint64(11)
MULTIPLIERS = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
STEPS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
LANES = 4  # numbers in a block
UNIT = 1.0 / 9007199254740992.0  # 2^-53


@rule
def high_word(a: Word, b: Word) -> Word:
    """Upper 64 bits of a product, put together from halves."""
    a_high, a_low, b_high, b_low = a >> SHIFT, a & HALF, b >> SHIFT, b & HALF
    low, cross, other = a_low * b_low, a_high * b_low, a_low * b_high
    carried = (low >> SHIFT) + (cross & HALF) + (other & HALF)
    return a_high * b_high + (cross >> SHIFT) + (other >> SHIFT) + (carried >> SHIFT)


@rule
def block(
    seed: Word, run: Word, number: Word, stretch: Word, into: Array, row: int, place: int
) -> None:
    """Fill in the four uniforms of a block of the stream with the key (seed, run).

    Parameters
    ----------
    number, stretch
        The lowest and the highest word of the counter.
    into, row, place
        [..., place + LANES or more], the row to fill and where in it to begin.
    """
    a, b, c, d = number, np.uint64(0), np.uint64(0), stretch
    first, second = seed, run
    for _ in range(ROUNDS):
        low, other = MULTIPLIERS[0] * a, MULTIPLIERS[1] * c
        a, c = (
            high_word(MULTIPLIERS[1], c) ^ b ^ first,
            high_word(MULTIPLIERS[0], a) ^ d ^ second,
        )
        b, d = other, low
        first, second = first + STEPS[0], second + STEPS[1]
    into[row, place] = np.float64(a >> TAIL) * UNIT
    into[row, place + 1] = np.float64(b >> TAIL) * UNIT
    into[row, place + 2] = np.float64(c >> TAIL) * UNIT
    into[row, place + 3] = np.float64(d >> TAIL) * UNIT


@rule
def fill(
    seed: Word, run: Word, stretch: Word, first: int, count: int, into: Array, row: int, place: int
) -> None:
    """Fill a part of a row with uniforms of a stream.

    Parameters
    ----------
    first, count
        The place in the stream, a multiple of four, and how many.
    into, row, place
        [..., place + count or more], the row to fill and where in it to begin.
    """
    lanes = np.empty((1, LANES))
    for done in range(0, count, LANES):
        block(seed, run, block_of(first + done), stretch, lanes, 0, 0)
        for lane in range(min(LANES, count - done)):
            into[row, place + done + lane] = lanes[0, lane]


@rule
def block_of(place: int) -> Word:
    """Give the number of the block that holds a place of the stream; numpy counts from one."""
    return np.uint64(place // LANES + 1)
