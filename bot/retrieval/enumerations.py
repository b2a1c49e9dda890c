"""Enumerations: whose name stands in one passes by."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from math import inf

from bot.corpus.model import Span
from bot.retrieval.analyzer import TOKEN, is_han

_LIST, _ITEM = 4, 6
"""Short items of an enumeration, at least, and units of one, at most."""
_ITEM_END = re.compile(r"[、,，;；:：/—]+|\s(?:and|or)\s|以及")


def all_listed(sentence: str, places: Iterable[int]) -> bool:
    """Whether all these places stand in enumerations."""
    lists = [*_short_items(sentence), *_between_commas(sentence)]
    return bool(lists) and all(any(span.start <= at < span.end for span in lists) for at in places)


def _short_items(sentence: str) -> Iterator[Span]:
    """Yield where at least four short items follow one another."""
    ends = [0, *(found.end() for found in _ITEM_END.finditer(sentence)), len(sentence)]
    if len(ends) <= _LIST:
        return
    items = [Span(begin, end) for begin, end in pairwise(ends)]
    for short, run in groupby(items, lambda item: size(sentence[item.start : item.end]) <= _ITEM):
        listed = list(run)
        if short and len(listed) >= _LIST:
            yield Span(listed[0].start, listed[-1].end)


def _between_commas(sentence: str) -> Iterator[Span]:
    """Yield the same by the commas of enumerations, the first and the last in longer clauses."""
    if sentence.count("、") < _LIST - 1:
        return
    marks = [-inf, *(at for at, character in enumerate(sentence) if character == "、")]
    run: list[int] = []
    for before, at in pairwise((*marks, inf)):
        if run and (at == inf or size(sentence[int(before) : int(at)]) > _ITEM):
            if len(run) >= _LIST - 1:
                clause = max(map(sentence[: run[0]].rfind, "，,；;：:")) + 1
                yield Span(max(run[0] - 2 * _ITEM, clause), run[-1] + _ITEM)
            run = []
        if at < inf:
            run.append(int(at))


def size(text: str) -> float:
    """Return the length in Chinese characters; a word of another script is worth one and a half."""
    return sum(len(match[0]) if is_han(match[0]) else 1.5 for match in TOKEN.finditer(text))
