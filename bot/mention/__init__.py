"""A sentence in a mention to the interaction that the slash command would make, without any language model.

Openings and closings are taken off a sentence's ends until the words to look for are left; what was taken off
says what is wanted (`phrases`). Names, dates, shows and quotations are found first, so that a phrase can tell
"what did … say about" from words that merely look like it.
"""

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.command import Context
from bot.corpus.model import Corpus
from bot.interaction import Interaction, Via
from bot.mention.dates import take_dates
from bot.mention.follow_up import follow_up
from bot.mention.fragment import fragment
from bot.mention.names import Named, mark_names
from bot.mention.phrases import rules
from bot.mention.sentence import NAME, QUOTATION, Sentence, quotation, sentence
from bot.mention.strip import Stripped, strip

LONGEST = 2000
"""Characters of a sentence that are read."""
_WORDS_OF = {"who-said": "fragment", "timeline": "topic", "quote": "text"}
_STATEMENT = 12
"""Characters from which bare words may well be a sentence that somebody said."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence asks for, and what else it may ask for."""

    interaction: Interaction
    other: Interaction | None = None


def read(asked: Interaction, context: Context, answered: Interaction | None = None) -> Reading:
    """Return what a sentence asks for; small talk is the command without a name.

    `answered` is what the message asked that this one replies to.
    """
    said = asked.option("text")[:LONGEST]
    if asked.via is Via.MESSAGE_MENU:
        return Reading(asked.asking("who-said", fragment=fragment(said, context.searcher)))
    corpus = context.searcher.corpus
    spoken = sentence(said)
    follows = follow_up(mark_names(spoken, corpus), asked, answered, corpus) if answered else None
    if follows:
        return Reading(follows)
    today = asked.at.astimezone(ZoneInfo(context.settings.zone)).date()
    return _Reader(asked, corpus, today).read(spoken)


@dataclass(frozen=True, slots=True)
class _Reader:
    asked: Interaction
    corpus: Corpus
    today: date

    def read(self, spoken: Sentence) -> Reading:
        whole = _whole(spoken)
        if whole is not None:
            return Reading(self.asked.asking(whole[0], results=whole[1]))
        dated = take_dates(spoken, self.today)
        named = mark_names(dated.sentence, self.corpus)
        limits = {
            "source": ",".join(named.sources),
            "since": dated.since and dated.since.isoformat(),
            "until": dated.until and dated.until.isoformat(),
        }
        return self._stripped(named, {name: value for name, value in limits.items() if value})

    def _stripped(self, named: Named, limits: dict[str, str]) -> Reading:
        bare = strip(named.sentence)
        words = self._words(bare)
        marks = bare.who if words else (*bare.who, *bare.rest.shape)
        people = (named.people[mark] for mark in marks if mark in named.people)
        who = ",".join(dict.fromkeys(map(self._name, people)))
        if not words and not (who or limits or bare.count):
            return Reading(self.asked.asking(""))
        if not words and bare.asks in {"who-said", "timeline"} and not who:
            return Reading(self.asked.asking(""))
        command = self._command(bare, words)
        return Reading(
            self._asking(command, words, bare, who, limits), self._other(command, bare, words, who, limits)
        )

    def _command(self, bare: Stripped, words: str) -> str:
        if not words:
            return "quote"
        return bare.asks or ("who-said" if _only_quoted(bare.rest) else "quote")

    def _asking(
        self, command: str, words: str, bare: Stripped, who: str, limits: dict[str, str]
    ) -> Interaction:
        if command == "who-said":
            return self.asked.asking("who-said", fragment=words)
        count = bare.count if command == "quote" else None
        return self.asked.asking(
            command, **{_WORDS_OF[command]: words}, speaker=who, results=number(count), **limits
        )

    def _other(
        self, command: str, bare: Stripped, words: str, who: str, limits: dict[str, str]
    ) -> Interaction | None:
        """Return the second reading, where it is nearly as likely."""
        if command == "timeline" and words:
            return self._asking("quote", words, bare, who, limits)
        if command == "who-said" and not bare.asks:
            return self._asking("quote", words, bare, who, limits)
        if command == "quote" and not bare.asks and len(words) >= _STATEMENT:
            return self._asking("who-said", words, bare, who, limits)
        return None

    def _words(self, bare: Stripped) -> str:
        rest = bare.rest
        quoted = [
            place for place, mark in enumerate(rest.shape) if QUOTATION <= ord(mark) < QUOTATION + 0x100
        ]
        if len(quoted) == 1 and (bare.asks == "who-said" or len(rest.shape) == 1):
            return quotation(rest.originals[quoted[0]])
        meant = any(character.isalnum() or ord(character) >= QUOTATION for character in rest.shape)
        return rest.words() if meant else ""

    def _name(self, person: str) -> str:
        speaker = self.corpus.speakers.get(person)
        return speaker.names.for_locale("en") if speaker else person


def _whole(spoken: Sentence) -> tuple[str, int | None] | None:
    """Return the command that a whole sentence asks for without any words to look for."""
    for rest in (spoken.trimmed(), strip(spoken, polite=True).rest):
        for rule in rules().whole:
            match = rule.pattern.fullmatch(rest.shape)
            if match and rest.shape:
                return rule.asks, number(match.groupdict().get("count"))
        if _only_small_talk(rest.shape):
            return "", None
    return None


def _only_small_talk(shape: str) -> bool:
    """Tell whether a sentence is nothing but small talk, piece after piece: "great, thank you"."""
    ends = [match.end() for match in re.finditer(r"\w+", shape)]
    named = any(ord(character) >= NAME for character in shape)
    if named or not ends or len(ends) > _PIECES:
        return False
    talk = [rule.pattern for rule in rules().whole if not rule.asks]
    reached = {0}
    for end in ends:
        if any(pattern.fullmatch(shape[start:end].strip(_BETWEEN)) for start in reached for pattern in talk):
            reached.add(end)
    return ends[-1] in reached


_PIECES = 12
"""Words of small talk in a row."""
_BETWEEN = " \t\n,.!?~;:，。！？～；：、…"


def number(written: str | None) -> int | None:
    """Return how many quotes a number asks for, 1 to 10."""
    if not written:
        return None
    if written.isdecimal():
        return max(1, min(int(written), 10))
    return _NUMBERS.get(written)


_NUMBERS = {
    **{sign: value for value, sign in enumerate("一二三四五六七八九十", 1)},
    **{
        word: value
        for value, word in enumerate(
            ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
        )
    },
    "两": 2,
    "几": 3,
    "a few": 3,
    "several": 3,
}


def _only_quoted(rest: Sentence) -> bool:
    return len(rest.shape) == 1 and QUOTATION <= ord(rest.shape) < QUOTATION + 0x100
