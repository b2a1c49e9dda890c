"""Who speaks inside a turn: its speaker, or somebody whose words the speaker reports."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

from bot.corpus.counts import once
from bot.corpus.model import Corpus, Span, Speaker
from bot.retrieval.analyzer import is_han
from bot.retrieval.attribution.introductions import (
    ADVERBS,
    AFTERWARDS,
    ASIDE,
    CHINESE_NAME,
    EARLIER,
    END,
    FIRST,
    GOES_ON,
    LIKE,
    NAME,
    NO_NAME,
    SECOND,
    SOURCE,
    UNMARKED,
    VERB,
    WHO,
)
from bot.retrieval.attribution.introductions import OTHERS as NAMELESS
from bot.retrieval.attribution.speech import speeches
from bot.retrieval.attribution.turns import Spoken
from bot.retrieval.folding import simplify

OTHERS = "others"
"""Whom nobody names."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whose words are reported: a speaker's id, a name as it is written, or `OTHERS`."""

    speaker: str


_NEAR = 16
"""Characters of Chinese that may stand between a name and its verb."""
_FAR = 60
"""Characters that speech without marks goes on at most."""
_LATIN = "\u2e80"


def quoted(spoken: Spoken, place: Span, corpus: Corpus) -> Quoted | None:
    """Return whose words the speaker of a turn reports at a place of it; None for the speaker's own."""
    text = simplify(spoken.text.replace("\0", " "))
    talk = _Talk(spoken, corpus)
    for speech in speeches(text):
        if speech.start - 1 <= place.start and place.end <= speech.end + 1:
            found = talk.introduced(text, speech)
            if found is not None:
                return found.reported
    return talk.unmarked(text, place)


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose words are introduced; None for the speaker's own."""

    reported: Quoted | None


class _Talk:
    """One turn, and who can be meant in it."""

    def __init__(self, spoken: Spoken, corpus: Corpus) -> None:
        self._corpus = corpus
        self._first = spoken.passages[0]
        self._source = corpus.sources[self._first.source]
        self._original = spoken.text
        self._people = _people(corpus)

    def introduced(self, text: str, speech: Span) -> _Subject | None:
        """Return who is said, before or after it, to speak a marked speech; None if nobody is."""
        before = text[max(0, speech.start - 120) : max(0, speech.start - 1)]
        start = speech.start - 1 - len(before)
        source = SOURCE.search(before)
        if source is not None:
            found = self._in_clause(source["who"], start + source.start("who"), before)
            if found is not None:
                return found
        verb = VERB.search(before)
        if verb is not None:
            verb_at = start + verb.start(verb.lastgroup or 0)
            return self._subject(text, start, verb_at, speech.start)
        after = AFTERWARDS.match(text, speech.end + 1)
        if after is None or after.lastgroup is None:
            return None
        return self._subject(text, *after.span(after.lastgroup), after.end())

    def _subject(self, text: str, start: int, end: int, stop: int) -> _Subject | None:
        """Return who speaks by the words before the verb: in its own clause, else in those before it."""
        ends = [found.end() for found in END.finditer(text, start, end)]
        begins = [ends[-1] if ends else start]
        begins += [found.end() for found in re.finditer("[，,；;]", text[begins[0] : end])]
        begins[1:] = [begins[0] + at for at in begins[1:]]
        for begin, until in zip(reversed(begins), reversed([*begins[1:], end]), strict=True):
            clause = ASIDE.sub("", text[begin:until])
            if begin > start and WHO.match(clause):
                continue
            found = self._in_clause(clause, begin, text[begin:stop], last=until == end)
            if found is not None:
                return found
        return None

    def _in_clause(self, clause: str, begin: int, introduction: str, *, last: bool = True) -> _Subject | None:
        """Return whom a clause names: next to the verb, or by name at first if it is not the verb's own."""
        subjects = list(self._subjects(clause, begin, introduction if last else ""))
        if not subjects:
            return None
        first = min(subjects, key=lambda subject: subject[0])[1]
        if not last and first is not None and first.speaker != OTHERS:
            return _Subject(first)
        return _Subject(max(subjects, key=lambda subject: subject[0])[1])

    def _subjects(self, clause: str, begin: int, introduction: str) -> Iterator[tuple[int, Quoted | None]]:
        for at, known in self._named(clause):
            yield at, None if known == self._first.speaker else Quoted(known)
        for at, name in self._as_written(clause, begin):
            yield at, None if name == self._first.speaker else Quoted(name)
        for pattern, whom in (
            (NAMELESS, Quoted(OTHERS)),
            (SECOND, Quoted(self._addressed()) if EARLIER.search(introduction) else None),
            (FIRST, None),
        ):
            yield from ((found.start(), whom) for found in pattern.finditer(clause))

    def _named(self, clause: str) -> Iterator[tuple[int, str]]:
        """Yield the known people that a clause names, and where their names end."""
        for found in self._people.pattern.finditer(clause) if self._people.pattern else ():
            owners = self._people.owners[found[0].lower()]
            own = owners & set(self._involved()) or owners
            if len(own) == 1:
                yield found.end(), next(iter(own))

    def _as_written(self, clause: str, begin: int) -> Iterator[tuple[int, str]]:
        for found in CHINESE_NAME.finditer(clause + "说"):
            yield found.start(1), self._known(self._original[begin + found.start(1) : begin + found.end(1)])
        stop = begin + len(clause)
        for found in NAME.finditer(self._original, begin, stop):
            rest = self._original[found.end() : stop]
            words = found["latin"].split() if found["latin"] else [LIKE.sub("", found[0])]
            name = " ".join(dropwhile(NO_NAME.match, words))
            if not name:
                continue
            if not found["latin"] or ADVERBS.match(rest):
                yield found.start() - begin, self._known(name)
            elif len(rest) <= _NEAR and rest[:1] > _LATIN:
                yield found.start() - begin, OTHERS

    def _known(self, name: str) -> str:
        """Return the id of the one person of this talk of whose name it is a part; else the name."""
        owners = {
            speaker
            for speaker in self._involved()
            if speaker in self._corpus.speakers and _is_part(name, self._corpus.speakers[speaker])
        }
        return owners.pop() if len(owners) == 1 else name

    def unmarked(self, text: str, place: Span) -> Quoted | None:
        """Return who is said to say a part of a sentence that has no marks."""
        ends = [found.end() for found in END.finditer(text, 0, place.start)]
        start = ends[-1] if ends else 0
        sentence = text[start : place.end]
        hidden = sentence
        if self._people.pattern:
            hidden = self._people.pattern.sub(lambda found: "\0" * len(found[0]), sentence)
        reported: Quoted | None = None
        begins = place.start - start
        for found in UNMARKED.finditer(hidden):
            if found.start("first") <= begins < found.end("first") or _reaches(sentence, found.end(), begins):
                whom = self._introducer(found, sentence, start)
                reported = Quoted(whom) if whom and whom != self._first.speaker else reported
        return reported

    def _introducer(self, found: re.Match[str], sentence: str, start: int) -> str:
        """Return who is said to say speech that has no marks; empty if nobody is."""
        introduction = sentence[found.start() : found.end()]
        if found["you"] or found["you_english"]:
            return self._addressed() if EARLIER.search(introduction) else ""
        if found["name"]:
            written = list(self._as_written(found["name"], start + found.start("name")))
            return written[-1][1] if written else ""
        named = [known for _, known in self._named(introduction)]
        return named[-1] if named else OTHERS

    def _involved(self) -> tuple[str, ...]:
        speaking = {turn.speaker: None for turn in self._corpus.turns.get(self._source.id, ())}
        return tuple(dict.fromkeys((*self._source.participants, *self._source.hosts, *speaking)))

    def _addressed(self) -> str:
        """Return whom the speaker talks to: the only other one, the only guest, else who answers."""
        hosts = set(self._source.hosts)
        others = [person for person in self._involved() if person != self._first.speaker]
        guests = [person for person in others if person not in hosts]
        for group in (others, guests if self._first.speaker in hosts else others):
            if len(group) == 1:
                return group[0]
        after = self._corpus.turns.get(self._source.id, ())[self._first.turn :]
        return next((turn.speaker for turn in after if turn.speaker != self._first.speaker), OTHERS)


def _reaches(sentence: str, at: int, place: int) -> bool:
    """Whether unmarked speech that begins at `at` still goes on at `place`."""
    if at > place or sentence[at : at + 2].strip()[:1] in {*"“「『‘\"'"}:
        return False
    found = GOES_ON.match(sentence, at, at + _FAR)
    return found is not None and place < found.end()


def _is_part(name: str, person: Speaker) -> bool:
    """Whether somebody is called by a part of their name: by the given or the family name."""
    words = set(simplify(name).lower().split())
    forms = (person.names.en, person.names.zh_hans, person.names.zh_hant)
    return any(words <= set(simplify(form).lower().split()) for form in forms if form)


@dataclass(frozen=True, slots=True)
class _People:
    """All names of a corpus, lower case and Simplified, and whose they are."""

    owners: dict[str, set[str]]
    pattern: re.Pattern[str] | None


@once
def _people(corpus: Corpus) -> _People:
    owners: dict[str, set[str]] = defaultdict(set)
    for speaker in corpus.speakers.values():
        for name in (speaker.names.en, speaker.names.zh_hans, speaker.names.zh_hant, *speaker.aliases):
            for part in (name, *re.split("[·・‧•]", name)):
                if len(part) > 1:
                    owners[simplify(part).lower()].add(speaker.id)
    names = sorted(owners, key=len, reverse=True)
    bounded = (_bounded(name) for name in names)
    return _People(owners, re.compile("|".join(bounded), re.IGNORECASE) if names else None)


def _bounded(name: str) -> str:
    before = "" if is_han(name[0]) else r"(?<![a-z0-9])"
    after = "" if is_han(name[-1]) else r"(?![a-z0-9])"
    return before + re.escape(name) + after
