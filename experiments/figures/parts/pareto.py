"""Points in the plane: which are efficient, which hide each other, which stand together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def non_dominated(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Mark the points that no other point dominates.

    One point dominates another if it is at least as good in both columns and better in one.
    Equal points do not dominate each other.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        More is better.

    Returns
    -------
    array of bool, shape (n,)
    """
    front = np.zeros(len(points), dtype=bool)
    best = -np.inf
    best_x = np.nan
    for index in np.lexsort((-points[:, 1], -points[:, 0])):
        x, y = points[index]
        if y > best:
            front[index], best, best_x = True, y, x
        elif y == best and x == best_x:
            front[index] = True
    return front


def thin(points: NDArray[np.float64], cells: int = 250) -> NDArray[np.float64]:
    """Keep one point, the first, of those that fall in the same cell of a fine grid.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        Finite.
    cells : int
        Cells along each side; at 250 a cell is smaller than a drawn point.

    Returns
    -------
    array of float, shape (m, 2), m <= n
    """
    if not len(points):
        return points
    low = points.min(axis=0)
    size = np.where(np.ptp(points, axis=0) > 0, np.ptp(points, axis=0), 1.0)
    _, first = np.unique(np.floor((points - low) / size * cells), axis=0, return_index=True)
    return points[np.sort(first)]


def nearby(points: NDArray[np.float64], distance: float) -> list[list[int]]:
    """Gather the points that stand within `distance` of the first of their group.

    Parameters
    ----------
    points : array of float, shape (n, 2)
    distance : float
        In the points' unit.

    Returns
    -------
    list of list of int
        Indices; each point in one group, groups in the order of their first points.
    """
    groups: list[list[int]] = []
    for index, point in enumerate(points):
        for group in groups:
            if np.hypot(*(point - points[group[0]])) <= distance:
                group.append(index)
                break
        else:
            groups.append([index])
    return groups
