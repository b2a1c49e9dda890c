"""The passages that may be shown to somebody who asked for nothing in particular."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bot.corpus.columns import rows_of
from bot.corpus.model import Corpus, Kind, Turn
from bot.retrieval.standalone import Standalone, standalone

Mask = npt.NDArray[np.bool_]
_ENDS_ASKING = re.compile(r"[?？][\s\"'”’」』)）]*$")
_END = 8
_MUCH = 0.25
"""Share of the words of whoever is interviewed."""
_ASKS, _MORE = 0.15, 3.0
"""Share of an interviewer's turns that end with a question, and how much larger it is than the other's."""


class Pool:
    """What is known of each passage, by its row in the index; whether it has a quote only when asked."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._quotes: dict[int, tuple[Standalone, ...]] = {}

    def quotes(self, row: int) -> tuple[Standalone, ...]:
        """Return the quotes of a passage that stand by themselves, the best first."""
        if row not in self._quotes:
            passage = self._corpus.passages[row]
            longest = self._corpus.sources[passage.source].rights.longest_quote
            self._quotes[row] = standalone(passage, longest)
        return self._quotes[row]

    def quote(self, row: int) -> Standalone | None:
        """Return the best of them."""
        return next(iter(self.quotes(row)), None)

    def set_off(self, row: int) -> bool:
        """Whether the document sets the quote itself off, not only something else in its passage."""
        found = self.quote(row)
        return found is not None and found.marked

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Return the rows by the passages' ids."""
        return rows_of(self._corpus.passages)

    @cached_property
    def worthy(self) -> Mask:
        """Return which passages are undamaged words of a guest who is known by name."""
        askers = {source: askers_of(turns) for source, turns in self._corpus.turns.items()}
        return self._which(
            passage.quotable
            and not passage.host
            and passage.speaker != "unknown"
            and passage.speaker not in askers[passage.source]
            for passage in self._corpus.passages
        )

    @cached_property
    def marked(self) -> Mask:
        """Return which the document sets off, or something in them."""
        return self._which(passage.pull_quote or bool(passage.emphasis) for passage in self._corpus.passages)

    @cached_property
    def verbatim(self) -> Mask:
        """Return which are the document's own words."""
        return self._which(passage.kind is Kind.VERBATIM for passage in self._corpus.passages)

    @cached_property
    def daily(self) -> Mask:
        """Return which may be posted day by day."""
        sources = self._corpus.sources
        return self._which(sources[passage.source].rights.daily for passage in self._corpus.passages)

    def _which(self, answers: Iterable[bool]) -> Mask:
        return np.fromiter(answers, np.bool_, len(self._corpus.passages))


def askers_of(turns: Sequence[Turn]) -> frozenset[str]:
    """Return who interviews: whose turns end with a question, while those of who says much do not."""
    asked, spoken, said = Counter[str](), Counter[str](), Counter[str]()
    for turn in turns:
        spoken[turn.speaker] += 1
        asked[turn.speaker] += bool(_ENDS_ASKING.search(turn.paragraphs[-1].text[-_END:]))
        said[turn.speaker] += sum(len(paragraph.text) for paragraph in turn.paragraphs)
    share = {speaker: asked[speaker] / count for speaker, count in spoken.items()}
    least = min(
        (share[speaker] for speaker, size in said.items() if size >= _MUCH * said.total()), default=1.0
    )
    return frozenset(speaker for speaker, own in share.items() if own >= max(_ASKS, _MORE * least))
