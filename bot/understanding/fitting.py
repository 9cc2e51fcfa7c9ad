"""Learning which entry a question is about, from how alike the examples are.

Multinomial logistic regression over a kernel, every entry counting the same however many examples it has.
The softmax's curvature has a fixed bound (Boehning 1992), so that one inverted matrix serves every step.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_LOOSENESS = 10.0  # how freely examples are followed: the inverse of the weights' penalty
_STEPS = 16
_CURVATURE = 0.15  # far under the bound of 0.5, as with many entries hardly any share comes near one half


def fit(likeness: Matrix, entries: NDArray[np.intp], weights: Matrix) -> Matrix:
    """How much each example speaks for each entry, so that `likeness @ fit(...)` scores the examples.

    `likeness` is the examples' kernel (n x n), `entries` the entry of each example, counted from 0, and
    `weights` how much each example counts within its entry.
    """
    sizes = np.bincount(entries, weights)
    share = (weights / sizes[entries] * sizes.mean()).astype(np.float32)[:, None]
    truth = np.zeros((len(entries), len(sizes)), np.float32)
    truth[np.arange(len(entries)), entries] = 1
    bound = _CURVATURE * share * likeness + np.eye(len(entries), dtype=np.float32) / _LOOSENESS
    step = np.linalg.inv(bound).astype(np.float32)
    speaks = ahead = np.zeros_like(truth)
    for at in range(_STEPS):
        push = share * (truth - softmax(likeness @ ahead)) - ahead / _LOOSENESS
        moved = ahead + step @ push
        ahead = moved + at / (at + 3) * (moved - speaks)
        speaks = moved
    return speaks


def softmax(scores: Matrix) -> Matrix:
    """Scores as shares of one, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
