"""The report on a corpus: every document as it was read, and what needs a person."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.corpus import proposals
from bot.corpus.model import Corpus, Document, Kind, PartialDate, Problem, Remark
from bot.corpus.people import UNKNOWN
from bot.corpus.proposals import Proposal

_SURE = 0.5
"""Confidence below which a person should look at how a document was read."""


@dataclass(frozen=True, slots=True)
class UnknownSpeaker:
    """A label that no facts name: where it stands, how often, and who it may be."""

    label: str
    line: int
    turns: int
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source of a document."""

    id: str
    title: str
    kind: Kind
    date: PartialDate | None
    turns: int
    inferred: int
    """Turns without a label."""
    speakers: tuple[tuple[str, int], ...]
    """English names and labelled turns, the most first."""
    unknown: tuple[UnknownSpeaker, ...]
    remarks: tuple[Remark, ...]
    """Editorial parts, left out."""
    damaged: tuple[int, ...]
    """Lines of turns that are doubtful and so never quoted."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document."""

    path: Path
    format: str
    confidence: float
    encoding: str
    repaired: bool
    sources: tuple[SourceReport, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole corpus; `needs_person` decides the exit code."""

    documents: tuple[DocumentReport, ...]
    problems: tuple[Problem, ...]

    @property
    def needs_person(self) -> bool:
        """Whether something can't be used as it is."""
        return any(problem.severe for problem in self.problems)


def report(corpus: Corpus) -> Report:
    """Return what there is to say about every document."""
    documents = tuple(_document(corpus, document) for document in corpus.documents)
    return Report(documents, (*corpus.problems, *_doubts(corpus)))


def _document(corpus: Corpus, document: Document) -> DocumentReport:
    sources = tuple(_source(corpus, document, source) for source in document.sources)
    return DocumentReport(
        document.path, document.format, document.confidence, document.encoding, document.repaired, sources
    )


def _source(corpus: Corpus, document: Document, source_id: str) -> SourceReport:
    source, turns = corpus.sources[source_id], corpus.turns[source_id]
    counts = Counter(turn.speaker for turn in turns if not turn.inferred)
    spoken = {turn.speaker for turn in turns}
    labels = [use for use in document.labels if use.speaker in spoken]
    unknown = tuple(
        UnknownSpeaker(use.label, use.line, use.turns, proposals.propose(corpus, source, use))
        for use in proposals.unknown(labels, corpus)
    )
    return SourceReport(
        source.id,
        source.title.for_locale("en"),
        source.kind,
        source.date,
        len(turns),
        sum(turn.inferred or turn.speaker == UNKNOWN.id for turn in turns),
        tuple(
            (corpus.speakers[speaker].names.for_locale("en"), count)
            for speaker, count in counts.most_common()
        ),
        unknown,
        tuple(remark for remark in corpus.remarks if remark.source == source_id),
        tuple(turn.line for turn in turns if turn.damaged),
    )


def _doubts(corpus: Corpus) -> Iterator[Problem]:
    """Return what was read, but perhaps not as it was meant."""
    for document in corpus.documents:
        if document.format == "no labels":
            yield Problem(document.path, 1, "no speaker labels were recognised; its speaker is unknown")
        elif document.confidence < _SURE:
            text = f"read as {document.format!r}, but not sure ({document.confidence:.0%})"
            yield Problem(document.path, 1, text, severe=True)
