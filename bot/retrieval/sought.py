"""What a question looks for, as arrays: worked out once, of whatever index it is then asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np
import numpy.typing as npt

from bot.retrieval.counting import Keys
from bot.retrieval.ideas import Idea, Wording

Floats = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]
_NO_TERM = (0,)
"""Stands for the terms of a wording without any; 0 is no term's key, so no passage holds it."""
_NO_WORDING = Wording("", _NO_TERM, {})
"""Stands for the wording of a thing without any."""
_AS_ASKED = 0.85
"""Weight of a thing with several wordings where no word of the question is translated."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The terms of a question, and which of them a wording needs. Weights are those before idf."""

    keys: Keys
    """Ascending, which makes them quicker to find."""
    weights: Floats
    """By wording of a thing that has several, then by term; the first row is for all others."""
    things: Sequence[slice]
    """The rows of each such thing; the best of its wordings counts."""
    several: Sequence[slice]
    """Which wordings these are."""
    needed: Positions
    """Wording by wording, the terms that it needs."""
    wordings: Positions
    """Where each wording begins in `needed`."""
    ideas: Positions
    """The first wording of each idea."""


def sought(weights: Mapping[int, float], ideas: Sequence[Idea]) -> Sought:
    """Return what to look for, given what each term weighs that no idea weighs itself."""
    ways = [way for idea in ideas for way in idea.wordings or (_NO_WORDING,)]
    needed = [way.keys or _NO_TERM for way in ways]
    firsts = _firsts(len(idea.wordings) or 1 for idea in ideas)
    weighed = [(first, idea.wordings) for first, idea in zip(firsts, ideas, strict=True) if _several(idea)]
    keys = sorted({*weights, *chain(*needed), *chain(*(way.weights for _, own in weighed for way in own))})
    numbers = {key: number for number, key in enumerate(keys)}
    rows = [weights, *(way.weights for _, own in weighed for way in own)]
    base = np.zeros((len(rows), len(keys)), np.float32)
    for row, own in zip(base, rows, strict=True):
        row[[numbers[key] for key in own]] = list(own.values())
    if weighed and not any(idea.guessed or idea.unknown for idea in ideas):
        base[1:] *= np.float32(_AS_ASKED)
    return Sought(
        np.array(keys, np.uint64),
        base,
        _runs(1, [len(own) for _, own in weighed]),
        [slice(first, first + len(own)) for first, own in weighed],
        np.array([numbers[key] for own in needed for key in own], np.int64),
        np.array(_firsts(map(len, needed)), np.int64),
        np.array(firsts, np.int64),
    )


def _several(idea: Idea) -> bool:
    return len(idea.wordings) > 1 and any(way.weights for way in idea.wordings)


def _firsts(sizes: Iterable[int]) -> list[int]:
    """Return where each run begins, by their lengths."""
    return list(accumulate(sizes, initial=0))[:-1]


def _runs(first: int, sizes: Sequence[int]) -> list[slice]:
    """Return the runs of these lengths, one after the other."""
    return [slice(*ends) for ends in pairwise(accumulate(sizes, initial=first))]
