"""Where a fragment stands in nearly the same words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.corpus.model import Passage, Span
from bot.retrieval.attribution.alignment import Alignment, align, likeness
from bot.retrieval.attribution.difference import difference
from bot.retrieval.attribution.evidence import CHARACTER, evidence, recognised
from bot.retrieval.attribution.exactly import cut_out, larger_part, may_cross
from bot.retrieval.attribution.gaps import Surprise
from bot.retrieval.attribution.match import Match
from bot.retrieval.attribution.turns import Spoken, with_neighbours
from bot.retrieval.attribution.words import Words, read
from bot.retrieval.postings import Postings

_ALIKE = 45.0
"""Likeness of a turn, of 100, that is worth an alignment."""
_ALIGNED = 6
_FAR_OFF = 6
"""Edits more than the best that are worth no further look."""
_JOINED = 2
"""Turns that are also looked at together with their neighbours."""
_AS_GOOD = 0.05
"""Similarity by which a match may be worse than the best and still be shown."""
_END = 2
"""Edits at an end of a fragment for which as many characters may stand in the turn."""
_ACROSS = 3
"""Edits that a neighbouring turn must save for the fragment to be of both."""


@dataclass(frozen=True, slots=True)
class _Aligned:
    spoken: Spoken
    said: Words
    alignment: Alignment
    evidence: float
    """Nats."""

    @property
    def similarity(self) -> float:
        """Return the part of all characters, asked or said, that are the same: 0 to 1 at any length."""
        same = len(self.alignment.pairs)
        return round(same / (same + self.alignment.edits), 4)


@dataclass(frozen=True, slots=True)
class Nearly:
    """Compares one fragment with turns."""

    asked: Words
    fragment: str
    """What `asked` was read from."""
    surprise: Surprise
    passages: Sequence[Passage]
    postings: Postings

    def matches(self, turns: Sequence[Spoken]) -> list[Match]:
        """Return the matches that are recognisably the same words, about as good as the best, best first."""
        found: dict[tuple[str, int], tuple[float, Match]] = {}
        for aligned in self._aligned(turns):
            if self._recognised(aligned):
                match = self._match(aligned)
                known = found.get(match.spoken.turn)
                if known is None or aligned.evidence > known[0]:
                    found[match.spoken.turn] = aligned.evidence, match
        ranked = [match for _, match in sorted(found.values(), key=lambda each: -each[0])]
        return [match for match in ranked if match.similarity >= ranked[0].similarity - _AS_GOOD]

    def _recognised(self, aligned: _Aligned) -> bool:
        place = Span(aligned.alignment.start, aligned.alignment.end)
        part_of_word = not cut_out(self.asked) and aligned.said.whole_words(place) != place
        return not part_of_word and recognised(aligned.evidence, self.asked.text, len(self.passages))

    def _aligned(self, turns: Sequence[Spoken]) -> Iterator[_Aligned]:
        alike = [(likeness(self.asked.text, spoken.bare, _ALIKE), spoken) for spoken in turns]
        closest = sorted((each for each in alike if each[0]), key=lambda each: -each[0])[:_ALIGNED]
        own = [(align(self.asked.text, spoken.bare), spoken) for _, spoken in closest]
        own.sort(key=lambda each: each[0].edits)
        for place, (alignment, spoken) in enumerate(own):
            if alignment.edits > own[0][0].edits + _FAR_OFF:
                return
            weighed = self._weighed(spoken, alignment, turns)
            crosses = alignment.edits > _ACROSS and place < _JOINED and may_cross(self.asked.text)
            joined = self._across(spoken, turns) if crosses else None
            further = joined is not None and joined.evidence > weighed.evidence + CHARACTER * _ACROSS
            yield joined if joined and further else weighed

    def _across(self, spoken: Spoken, turns: Sequence[Spoken]) -> _Aligned:
        joined = with_neighbours(spoken, len(self.asked.text), self.passages)
        return self._weighed(joined, align(self.asked.text, joined.bare), turns)

    def _weighed(self, spoken: Spoken, alignment: Alignment, turns: Sequence[Spoken]) -> _Aligned:
        said, source = read(spoken.text), spoken.turn[0]

        def talks(words: str) -> int:
            others = (turn for turn in turns if turn.turn[0] != source)
            return len({turn.turn[0] for turn in others if words in turn.bare})

        weighed = evidence(self.surprise, alignment, said, self.postings, talks)
        return _Aligned(spoken, said, alignment, weighed)

    def _match(self, aligned: _Aligned) -> Match:
        said, spoken = aligned.said, aligned.spoken
        place = said.whole_words(_stands(aligned.alignment, said, len(self.asked.text)))
        diff = difference(self.asked, self.fragment, said, spoken.text, place)
        return replace(larger_part(spoken, place), similarity=aligned.similarity, diff=diff)


def _stands(alignment: Alignment, said: Words, length: int) -> Span:
    """Return where in a turn a fragment stands, with what stands there for slips at its ends."""
    first, last = alignment.pairs[0], alignment.pairs[-1]
    before, after = first[0], length - 1 - last[0]
    start = first[1] - before if before <= _END and said.unbroken(first[1] - before, first[1]) else first[1]
    end = last[1] + 1 + (after if after <= _END and said.unbroken(last[1], last[1] + after) else 0)
    return Span(start, end)
