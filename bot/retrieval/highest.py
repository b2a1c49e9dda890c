"""The highest of many values, and rows each once."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]
_MANY = 4000
"""Values from which on it pays to look at the highest of each block first."""
_BLOCK = 32
"""Values of a block at most."""


def highest(values: Floats, most: int) -> Positions:
    """Return the positions of the highest values above 0, ascending, and of those equal to the last."""
    if len(values) > _MANY:
        rows = likely(values, most)
        if len(rows) < len(values):
            return rows.take(highest(values.take(rows), most))
    least = nth(values, most) if len(values) > most else 0
    return ((values >= least) if least > 0 else (values > 0)).nonzero()[0]


def likely(values: Floats, most: int) -> Positions:
    """Return the positions of the highest values above 0, ascending, and of not many others."""
    if len(values) <= most:
        return (values > 0).nonzero()[0]
    block = min(_BLOCK, len(values) // (2 * most)) if len(values) > _MANY else 1
    if block > 1:
        tops = np.maximum.reduce(values[: len(values) // block * block].reshape(block, -1))
    else:
        tops = values.copy()
    tops.partition(-most)
    least: float = tops.item(-most)
    return ((values >= least) if least > 0 else (values > 0)).nonzero()[0]


def nth(values: Floats, number: int) -> np.float32:
    """Return the value that stands at a place of the order, 1 for the highest."""
    value: np.float32 = np.partition(values, -number)[-number]
    return value


def distinct(rows: Positions) -> Positions:
    """Return the rows in ascending order, each once."""
    rows = np.sort(rows)
    return rows[firsts(rows)]


def firsts(ascending: Positions) -> npt.NDArray[np.bool_]:
    """Return which differ from the one before."""
    first = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    return first
