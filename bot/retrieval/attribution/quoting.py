"""Who speaks inside a turn: its speaker, or somebody whose words the speaker reports."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import dropwhile

from bot.corpus.counts import once
from bot.corpus.model import Corpus, Span
from bot.retrieval.analyzer import is_han
from bot.retrieval.attribution.speech import speeches
from bot.retrieval.attribution.turns import Spoken
from bot.retrieval.folding import simplify

OTHERS = "others"
"""Whom nobody names."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Whose words are reported: a speaker's id, a name as it is written, or `OTHERS`."""

    speaker: str


_LISTS = tomllib.loads(files(__package__).joinpath("introductions.toml").read_text("utf-8"))


def _any(*names: str) -> str:
    return "|".join(pattern for name in names for pattern in _LISTS[name])


_LETTER = "[a-zA-Z\u00c0-\u024f'’-]"
_NAME_WORDS = rf"[A-Z]{_LETTER}+(?:\s+(?:[A-Z]\.|[A-Z]{_LETTER}+|(?:de|van|von|of|bin)(?=\s+[A-Z])))*"
_END = re.compile(r"[。！？!?\n]|(?<![A-Z])\.(?=[\s\"”’」])")
_VERB = re.compile(
    rf".*(?:(?P<chinese>{_any('speech')})(?![明服法实])[^，,。！？!?“”「」\n]{{0,12}}[：:，,—]*"
    rf"|\b(?P<english>{_any('speech_english')})\b[^,.!?“”\"\n]{{0,24}}[,:—]?)\s*$",
    re.IGNORECASE | re.DOTALL,
)
_AFTERWARDS = re.compile(
    rf"\s?[,，]?\s?(?P<who>[^,.，。！？!?:：“”\n]{{1,12}}?)(?:{_any('between')})*(?:{_any('speech')})"
    rf"(?:过|道|的)?[,.，。！？]"
    rf"|(?P<english>\s?,?\s?(?-i:{_NAME_WORDS}|(?:my|his|her|our|a|the|one|some)\s[a-z]+|[a-z]+))\s"
    rf"(?:(?:{_any('between_english')})\s)*(?:{_any('speech_english')})\b"
    rf"|\s?,?\s?(?:{_any('speech_english')})\s(?P<name>(?-i:{_NAME_WORDS}|(?:my|his|her|our|a|the)\s[a-z]+))",
    re.IGNORECASE,
)
_NEAR = 16
"""Characters of Chinese that may stand between a name and its verb."""
_FAR = 60
"""Characters that speech without marks goes on at most."""
_LATIN = "\u2e80"
_LIKE = re.compile("^(?:正如|正像|就像|诚如|如同|如|像|用|按)|[所曾也常就]+$")
_OBJECT = re.compile(r"(?:对|跟|和|向|与|给)[^，,。]{1,12}$|(?:\b(?:to|with)\s+[\w .]{1,24})$")
_FIRST = re.compile(r"我们?|\b(?:i|we|my|our)\b|\bi['’]", re.IGNORECASE)
_SECOND = re.compile(r"[你您]们?|\byou(?:['’]ve)?\b|\byour\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"曾|[说讲写提谈问]过|刚才|刚刚|之前|以前|上次|[谈提]到|写|名言|所说|原话"
    r"|\b(?:said|wrote|told|once|mentioned|posted|tweeted|earlier)\b",
    re.IGNORECASE,
)
"""What tells that `you` is somebody who has spoken, not anybody."""
_OTHERS = re.compile(rf"{_any('others')}|\b(?:{_any('others_english')})\b", re.IGNORECASE)
_NAME = re.compile(
    rf"(?P<latin>{_NAME_WORDS})(?P<rest>.*)|[一-鿿]{{1,6}}(?:[·・‧•][一-鿿A-Z.]{{1,8}})+", re.DOTALL
)
_CHINESE_NAME = re.compile(
    rf"(?:^|[，,：:、“”]|正如|就像|如|用|按照?|引用|像)\s*((?:[{_LISTS['families'].strip()}])[一-鿿]{{1,2}}?)"
    rf"(?:先生|女士|老师|教授|博士|院长|部长)?(?:{_any('between')})*(?:{_any('speech')})"
)
_NO_NAME = re.compile(rf"[A-Z]{{2,5}}s?$|(?:{_any('no_names')})$")
_ADVERBS = re.compile(
    rf"(?:\s*[（(][^）)]*[）)])?(?:\s*(?:{_any('between', 'between_english')}))*\s*$", re.IGNORECASE
)
_INTRODUCED = re.compile(
    rf"(?<![跟对诉问让向请和与给被把])(?:{_any('others')}|\0+)(?:{_any('between')})*(?<!来)(?:{_any('said')})"
    rf"(?![的话明服法到起出得不完])(?:过|道|了)?(?:[^，。！？!?“”\n]{{0,6}}[：:，,])?"
    rf"|\b(?:(?:{_any('others_english')})|\0+)(?:\s+(?:{_any('between_english')}))*\s+"
    rf"(?:{_any('said_english')})\b(?:\s+that\b)?[,:]?",
    re.IGNORECASE,
)
"""Speech without marks; names are hidden behind NULs."""
_GOES_ON = re.compile(
    r"[^，,；;]{0,40}(?:[，,；;]\s*(?!但|然后|所以|因此|不过|其实|实际上|我|and\b|but\b|so\b)[^，,；;]{0,40})*"
)


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
        verb = _VERB.search(before)
        if verb is not None:
            start = speech.start - 1 - len(before)
            verb_at = start + verb.start(verb.lastgroup or 0)
            return self._subject(text, start, verb_at, speech.start)
        after = _AFTERWARDS.match(text, speech.end + 1)
        if after is None or after.lastgroup is None:
            return None
        return self._subject(text, *after.span(after.lastgroup), after.end())

    def _subject(self, text: str, start: int, end: int, stop: int) -> _Subject | None:
        """Return who speaks by the words before the verb: in its own clause, else in its sentence."""
        sentence = text[start:end]
        ends = [found.end() for found in _END.finditer(sentence)]
        start += ends[-1] if ends else 0
        commas = [found.end() for found in re.finditer("[，,；;]", text[start:end])]
        for begin in dict.fromkeys([start + (commas[-1] if commas else 0), start]):
            clause = _OBJECT.sub("", text[begin:end])
            found = self._in_clause(clause, begin, text[begin:stop])
            if found is not None:
                return found
        return None

    def _in_clause(self, clause: str, begin: int, introduction: str) -> _Subject | None:
        """Return whom the clause names last, that is, next to the verb."""
        subjects = self._subjects(clause, begin, introduction)
        last = max(subjects, key=lambda subject: subject[0], default=None)
        return None if last is None else _Subject(last[1])

    def _subjects(self, clause: str, begin: int, introduction: str) -> Iterator[tuple[int, Quoted | None]]:
        for at, known in self._named(clause):
            yield at, None if known == self._first.speaker else Quoted(known)
        for at, name in self._as_written(clause, begin):
            yield at, Quoted(name)
        for pattern, whom in (
            (_OTHERS, Quoted(OTHERS)),
            (_SECOND, Quoted(self._addressed()) if _EARLIER.search(introduction) else None),
            (_FIRST, None),
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
        for found in _CHINESE_NAME.finditer(clause + "说"):
            yield found.start(1), self._original[begin + found.start(1) : begin + found.end(1)]
        for found in _NAME.finditer(self._original, begin, begin + len(clause)):
            words = found["latin"].split() if found["latin"] else [_LIKE.sub("", found[0])]
            name = " ".join(dropwhile(_NO_NAME.match, words))
            if not name:
                continue
            if not found["latin"] or _ADVERBS.match(found["rest"]):
                yield found.start() - begin, name
            elif len(found["rest"]) <= _NEAR and found["rest"][:1] > _LATIN:
                yield found.start() - begin, OTHERS

    def unmarked(self, text: str, place: Span) -> Quoted | None:
        """Return who is said to say a part of a sentence that has no marks."""
        ends = [found.end() for found in _END.finditer(text, 0, place.start)]
        start = ends[-1] if ends else 0
        sentence = text[start : place.end]
        hidden = sentence
        if self._people.pattern:
            hidden = self._people.pattern.sub(lambda found: "\0" * len(found[0]), sentence)
        reported: Quoted | None = None
        for found in _INTRODUCED.finditer(hidden):
            if _reaches(sentence, found.end(), place.start - start):
                named = [known for _, known in self._named(sentence[found.start() : found.end()])]
                whom = named[-1] if named else OTHERS
                reported = Quoted(whom) if whom != self._first.speaker else None
        return reported

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
    found = _GOES_ON.match(sentence, at, at + _FAR)
    return found is not None and place < found.end()


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
            if len(name) > 1:
                owners[simplify(name).lower()].add(speaker.id)
    names = sorted(owners, key=len, reverse=True)
    bounded = (_bounded(name) for name in names)
    return _People(owners, re.compile("|".join(bounded), re.IGNORECASE) if names else None)


def _bounded(name: str) -> str:
    before = "" if is_han(name[0]) else r"(?<![a-z0-9])"
    after = "" if is_han(name[-1]) else r"(?![a-z0-9])"
    return before + re.escape(name) + after
