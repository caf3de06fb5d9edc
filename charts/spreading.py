"""Keep symbols from covering one another: push points apart until each can be seen."""

from collections.abc import Sequence

import numpy as np

ROUNDS = 200
"""Pushes at most; a crowd of fifty settles in fewer."""

SETTLED = 0.05
"""Px by which two points may still be too close."""


def spread(
    points: Sequence[tuple[float, float]],
    *,
    apart: float,
    bounds: tuple[float, float, float, float],
) -> list[tuple[float, float]]:
    """
    Move points as little as needed to be `apart` px from each other, within bounds.

    The same points always end at the same places. Points at one spot part along
    directions that follow from their order.

    >>> spread([(0, 0), (4, 0)], apart=10, bounds=(-50, -50, 50, 50))
    [(-3.0, 0.0), (7.0, 0.0)]
    """
    placed = np.array(points, dtype=float).reshape(-1, 2)
    low, high = np.array(bounds[:2]), np.array(bounds[2:])
    turns = np.arange(len(placed)) * 2.4
    nudge = np.column_stack([np.cos(turns), np.sin(turns)]) * 1e-3
    for _ in range(ROUNDS):
        ways = placed[:, None] - placed[None] + nudge[:, None] - nudge[None]
        distances = np.hypot(ways[..., 0], ways[..., 1])
        np.fill_diagonal(distances, np.inf)
        lacking = np.clip(apart - distances, 0, None)
        if lacking.max(initial=0) < SETTLED:
            break
        push = ways / distances[..., None] * lacking[..., None] / 2
        placed = np.clip(placed + push.sum(axis=1), low, high)
    return [(round(float(x), 1) + 0.0, round(float(y), 1) + 0.0) for x, y in placed]
