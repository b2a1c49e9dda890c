"""Readings and facts to one corpus: whose document it is, who its labels are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from bot.corpus import cast, metadata, roles
from bot.corpus.facts import Facts
from bot.corpus.formats import roster
from bot.corpus.formats.manuscript import Reading, Utterance
from bot.corpus.matching import Matcher
from bot.corpus.model import (
    Corpus,
    Document,
    Kind,
    LabelUse,
    Passage,
    Problem,
    Remark,
    Source,
    Speaker,
    Turn,
)
from bot.corpus.parsing import Parsed
from bot.corpus.passages import passages
from bot.corpus.people import UNKNOWN, People, parted, stranger


class Assembly:
    """Takes documents one by one; `corpus()` is what they come to."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._people = People(facts.speakers)
        self._matcher = Matcher(facts, self._people)
        self._speakers: dict[str, Speaker] = dict(facts.speakers)
        self._drafts: list[_Draft] = []
        self._problems: list[Problem] = list(facts.problems)
        self._names: dict[str, None] = {}
        self._seen: dict[bytes, Path] = {}

    def problem(self, problem: Problem) -> None:
        """Add a line to the report."""
        self._problems.append(problem)

    def add(self, path: Path, data: bytes, parsed: Parsed) -> None:
        """Take a document; the same bytes a second time are a problem."""
        content = blake2b(data, digest_size=16).digest()
        if content in self._seen:
            self.problem(Problem(path, 1, f"the same document as {self._seen[content].name}; left out"))
            return
        self._seen[content] = path
        for complaint in parsed.complaints:
            self.problem(Problem(path, complaint.line, complaint.text, complaint.severe))
        self._names.update(dict.fromkeys(parsed.names))
        if parsed.recognition:
            readings = parsed.recognition.readings
            text = data.decode(parsed.encoding, errors="replace") if len(readings) == 1 else ""
            for reading in readings:
                if reading.utterances:
                    about = text or "\n".join(reading.metadata.values())
                    self._drafts.append(_Draft(path, about, reading, parsed))

    def corpus(self) -> Corpus:
        """Return all that was taken."""
        sources: dict[str, Source] = {}
        turns: dict[str, tuple[Turn, ...]] = {}
        cut: list[Passage] = []
        remarks: list[Remark] = []
        documents: dict[Path, Document] = {}
        for draft, source in self._placed():
            made = tuple(self._turns(draft, source))
            labels = tuple(self._labels(draft, source))
            given = documents.get(draft.path) or _document(draft)
            documents[draft.path] = replace(
                given, sources=(*given.sources, source.id), labels=given.labels + labels
            )
            sources[source.id] = _with_hosts(source, labels, draft, made)
            turns[source.id] = made
            cut += passages(sources[source.id], made)
            remarks += (replace(remark, source=source.id) for remark in self._remarks(draft, source))
        return Corpus(
            sources, self._speakers, turns, tuple(cut), tuple(remarks), self._facts.concepts,
            tuple(self._problems), tuple(documents.values()), tuple(self._names),
        )  # fmt: skip

    def _placed(self) -> Iterator[tuple["_Draft", Source]]:
        """Return every draft with its source; notes give way to the document that they are about."""
        found = [(draft, self._source(draft)) for draft in self._drafts]
        verbatim = {source.id for _, source in found if source.kind is Kind.VERBATIM}
        taken: Counter[str] = Counter()
        for draft, source in found:
            if source.kind is Kind.NOTES and source.id in verbatim:
                continue
            taken[source.id] += 1
            own = source.id if taken[source.id] == 1 else f"{source.id}-{taken[source.id]}"
            if own != source.id:
                self.problem(Problem(draft.path, 1, f"a second text of {source.id!r}; kept as {own!r}"))
            if not source.date:
                self.problem(Problem(draft.path, 1, "no date: neither the facts nor the document give one"))
            yield draft, replace(source, id=own)

    def _source(self, draft: "_Draft") -> Source:
        own = draft.own
        kind = Kind.NOTES if own.get("kind") == Kind.NOTES else Kind.VERBATIM
        known = self._matcher.match(draft.text, draft.reading, own, kind)
        if known:
            date = known.date or metadata.published(draft.reading, own)
            source = replace(known, kind=kind, path=draft.path, date=date)
        else:
            source = _described(draft, own, kind)
        texts = [utterance.paragraphs[0].text for utterance in draft.reading.utterances[:40]]
        return replace(source, text_language=source.text_language or metadata.text_language(texts))

    def _turns(self, draft: "_Draft", source: Source) -> Iterator[Turn]:
        number = 0
        titles = {source.title.en, source.title.zh_hans, source.title.zh_hant}
        known: dict[tuple[str, bool, bool], str | None] = {}
        for utterance in draft.reading.utterances:
            key = utterance.label, utterance.inferred, utterance.pull_quote
            if key not in known:
                known[key] = self._speaker(utterance, source, draft)
            speaker = known[key]
            if speaker is None:
                continue
            number += 1
            yield Turn(
                source.id, number, speaker, utterance.paragraphs,
                "" if utterance.section in titles else utterance.section,
                utterance.inferred, utterance.pull_quote, utterance.id,
            )  # fmt: skip

    def _speaker(self, utterance: Utterance, source: Source, draft: "_Draft") -> str | None:
        """Return whose turn it is; None for a pull quote of somebody who isn't in the talk."""
        label = utterance.label.strip()
        name = draft.named.get(label, label)
        known = next(filter(None, (self._people.resolve(form, source) for form in (label, name) if form)), "")
        if known:
            return known
        if utterance.inferred and roles.folded(label) not in draft.labels:
            if utterance.pull_quote:
                return None
            name = ""
        answers = any(map(roles.is_question, draft.labels))
        person = stranger(name, source.id, answers=answers) if name else UNKNOWN
        met = self._speakers.get(person.id, person)
        self._speakers[person.id] = met if met.known else replace(met, names=met.names.filled(person.names))
        return person.id

    def _labels(self, draft: "_Draft", source: Source) -> Iterator[LabelUse]:
        first: dict[str, Utterance] = {}
        for utterance in draft.reading.utterances:
            first.setdefault(utterance.label, utterance)
        counts = Counter(u.label for u in draft.reading.utterances if not u.inferred)
        for label, utterance in first.items():
            if counts[label]:
                speaker = self._speaker(utterance, source, draft) or UNKNOWN.id
                yield LabelUse(label, speaker, counts[label], utterance.paragraphs[0].line)

    def _remarks(self, draft: "_Draft", source: Source) -> Iterator[Remark]:
        yield from draft.reading.remarks
        for utterance in draft.reading.utterances:
            if utterance.pull_quote and self._speaker(utterance, source, draft) is None:
                text = "\n".join(paragraph.text for paragraph in utterance.paragraphs)
                yield Remark("", utterance.paragraphs[0].line, text, "pull quote")


class _Draft:
    """A reading on its way into the corpus."""

    def __init__(self, path: Path, text: str, reading: Reading, parsed: Parsed) -> None:
        self.path = path
        self.text = text
        self.reading = reading
        self.parsed = parsed
        labels = {utterance.label for utterance in reading.utterances if not utterance.inferred}
        self.labels = set(map(roles.folded, labels))
        self.own = metadata.own(reading)
        above = tuple(metadata.preamble(reading))
        meant, hosts = roster.initials(above)
        self.cast = _with_guest(cast.read(self.own), self.own, reading, above)
        self.cast = replace(self.cast, hosts=(*self.cast.hosts, *hosts))
        own_names = {bare: parted(bare)[0] for label in labels if (bare := label.strip())}
        listed = {
            **self.cast.named(own_names.values()),
            **{bare: meant[folded] for bare in own_names if (folded := roles.folded(bare)) in meant},
        }
        self.named = {label: listed.get(name, name) for label, name in own_names.items()}


def _with_guest(listed: cast.Cast, own: dict[str, str], reading: Reading, above: Sequence[str]) -> cast.Cast:
    """Add as the guest who signs an answer or whom the title names, where nobody is listed as one."""
    if listed.guests:
        return listed
    name = metadata.title(reading, own, "")
    signed = {parted(utterance.label.strip()) for utterance in reading.utterances}
    answering = {person for person, sign in signed if person != sign and roles.is_answer(sign)}
    guest = cast.guest_of(name.zh_hans or name.zh_hant or name.en, above)
    if len(answering) == 1:
        (guest,) = answering
    return replace(listed, guests=(guest,)) if guest else listed


def _document(draft: _Draft) -> Document:
    recognition = draft.parsed.recognition
    return Document(
        draft.path,
        recognition.format if recognition else "",
        recognition.confidence if recognition else 0.0,
        draft.parsed.encoding,
        repaired=draft.parsed.repaired,
    )


def _described(draft: _Draft, own: dict[str, str], kind: Kind) -> Source:
    """Return a source that no facts know, as its document describes it."""
    stem = (
        own.get("id")
        or own.get("key")
        or (own.get("source", "") if kind is Kind.NOTES else "")
        or draft.path.stem
    )
    source_id = re.sub(r"[^\w]+", "-", stem.casefold()).strip("-_")[:48] or "document"
    return Source(
        id=source_id,
        title=metadata.title(draft.reading, own, draft.path.stem),
        show=metadata.show(own),
        date=metadata.published(draft.reading, own),
        url=metadata.address(own),
        language=own.get("language", ""),
        text_language=own.get("text_language", ""),
        translator=own.get("translator", ""),
        kind=kind,
        path=draft.path,
    )


def _with_hosts(source: Source, labels: Sequence[LabelUse], draft: _Draft, turns: Sequence[Turn]) -> Source:
    """Add who is labelled or listed as host, or else leads the talk, where the facts name nobody."""
    if source.hosts:
        return source
    hosting = (
        use.speaker
        for use in labels
        if roles.is_host(parted(use.label)[1]) or draft.named.get(use.label.strip()) in draft.cast.hosts
    )
    return replace(source, hosts=tuple(dict.fromkeys(hosting)) or cast.askers(turns))
