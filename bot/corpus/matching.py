"""Which known source a document is: by what it contains, not by its file's name."""

import re
import unicodedata
from collections.abc import Mapping

from bot.corpus.facts import Facts
from bot.corpus.formats.manuscript import Reading
from bot.corpus.model import Kind, Source
from bot.corpus.people import People
from bot.corpus.script import simplified

_HEAD = 500_000
"""Characters of a document in which it says what it is."""


class Matcher:
    """Holds the addresses and titles of all known sources in one comparable form."""

    def __init__(self, facts: Facts, people: People) -> None:
        self._facts = facts
        self._people = people
        self._needles = {
            source: tuple(needle for match in matches if len(needle := _comparable(match)) > 5)
            for source, matches in facts.matches.items()
        }

    def match(self, text: str, reading: Reading, own: Mapping[str, str], kind: Kind) -> Source | None:
        """Return the source that a document belongs to, None if no facts know it.

        Where several fit, the one whose people speak in it wins, then the one that is named first.
        """
        if kind is Kind.NOTES:
            return self._facts.sources.get(own.get("source", ""))
        comparable = _comparable(text[:_HEAD]) if self._needles else ""
        places = {
            source: min(found)
            for source, needles in self._needles.items()
            if (found := [place for needle in needles if (place := comparable.find(needle)) >= 0])
        }
        best = min(places, key=lambda source: (-self._present(source, reading), places[source]), default=None)
        return self._facts.sources[best] if best else None

    def _present(self, source_id: str, reading: Reading) -> int:
        """Return how many of a source's people speak in a document."""
        source = self._facts.sources[source_id]
        involved = {*source.participants, *source.hosts}
        labels = {utterance.label for utterance in reading.utterances}
        return len(involved & {self._people.resolve(label, source) for label in labels})


def _comparable(text: str) -> str:
    """Return text without spaces, case and script, so that copies of one title are equal."""
    return re.sub(r"\s+", "", simplified(unicodedata.normalize("NFKC", text))).casefold()
