"""Oracle 02: bargaining solutions on a discrete package space, n parties, by enumeration.

Sources
    Nash (1950), doi:10.2307/1907266: the package with the largest product of gains.
    Kalai and Smorodinsky (1975), doi:10.2307/1914280: gains in proportion to each party's ideal
    gain. A finite set rarely meets that ray, so here: leximin of normalised gains.
    Kalai (1977), doi:10.2307/1911954: equal gains. A finite set: leximin of gains.
    Harsanyi (1955), doi:10.1086/257678: the largest sum of utilities.

Conventions
    A row of `u` is a package, a column a party. `d` is the textbook disagreement point: what each
    party gets without agreement, not the worst package. Gains are u - d; a package is individually
    rational if no gain is negative. Nash, Kalai-Smorodinsky and egalitarian choose among such
    packages and return nothing if there is none; utilitarian does so only if it is given `d`.
    Ideals are the best utilities within the individually rational set. A party that can gain
    nothing has normalised gain 0. **All** maximisers are returned, as ascending row numbers.
    Two values are equal if they differ by at most `TIE` times the largest magnitude compared.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

TIE = 1e-12


def packages(n_options: Sequence[int]) -> Ints:
    """Return every package, one a row, first issue slowest: rows of option numbers from 0."""
    rows = list(product(*(range(n) for n in n_options)))
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(n_options))


def additive_utilities(choices: Ints, tables: Sequence[Sequence[ArrayLike]]) -> Floats:
    """Sum `tables[party][issue][option]` over issues, for each row of `choices`."""
    columns = []
    for table in tables:
        total = np.zeros(len(choices))
        for issue, values in enumerate(table):
            total = total + np.asarray(values, dtype=float)[choices[:, issue]]
        columns.append(total)
    return np.stack(columns, axis=1)


def individually_rational(u: Floats, d: ArrayLike) -> Bools:
    """Tell for each package whether every party gets at least its disagreement utility."""
    return np.asarray(np.all(u >= np.asarray(d, dtype=float), axis=1), dtype=np.bool_)


def pareto(u: Floats) -> Bools:
    """Mark the packages to which no other is at least as good for all and better for one."""
    points, where = np.unique(u, axis=0, return_inverse=True)
    efficient = np.ones(len(points), dtype=np.bool_)
    for row, point in enumerate(points):
        as_good = np.all(points >= point, axis=1)
        as_good[row] = False  # points are distinct: as good and distinct means better for one
        efficient[row] = not as_good.any()
    return np.asarray(efficient[where.reshape(-1)], dtype=np.bool_)


def nash(u: Floats, d: ArrayLike) -> Ints:
    """Return the individually rational packages with the largest product of gains."""
    rows = _rational_rows(u, d)
    if not rows.size:
        return rows
    return rows[_best(np.prod(_gains(u, d)[rows], axis=1))]


def nash_product(u: Floats, d: ArrayLike) -> float:
    """Return the largest product of gains over individually rational packages (nan if none)."""
    rows = _rational_rows(u, d)
    return float(np.prod(_gains(u, d)[rows], axis=1).max()) if rows.size else float("nan")


def kalai_smorodinsky(u: Floats, d: ArrayLike) -> Ints:
    """Return the packages that are leximin in gains divided by ideal gains."""
    rows = _rational_rows(u, d)
    if not rows.size:
        return rows
    gains = _gains(u, d)[rows]
    ideal = gains.max(axis=0)
    return rows[_leximin(gains / np.where(ideal > 0, ideal, 1.0))]


def egalitarian(u: Floats, d: ArrayLike) -> Ints:
    """Return the packages that are leximin in gains."""
    rows = _rational_rows(u, d)
    return rows[_leximin(_gains(u, d)[rows])] if rows.size else rows


def utilitarian(u: Floats, d: ArrayLike | None = None) -> Ints:
    """Return the packages with the largest sum, individually rational ones if `d` is given."""
    rows = np.arange(len(u)) if d is None else _rational_rows(u, d)
    return rows[_best(u[rows].sum(axis=1))] if rows.size else rows


def _gains(u: Floats, d: ArrayLike) -> Floats:
    return np.asarray(u - np.asarray(d, dtype=float), dtype=np.float64)


def _rational_rows(u: Floats, d: ArrayLike) -> Ints:
    return np.flatnonzero(individually_rational(u, d))


def _best(values: Floats) -> Ints:
    return np.flatnonzero(values >= values.max() - TIE * np.abs(values).max())


def _leximin(gains: Floats) -> Ints:
    """Rows whose worst gain is largest; among these, whose second worst is largest; and so on."""
    ascending = np.sort(gains, axis=1)
    left = np.arange(len(gains))
    for column in ascending.T:
        left = left[_best(column[left])]
    return left
