"""A sentence in a mention to the interaction that the slash command would make, without any language model.

Openings and closings are taken off a sentence's ends until the words to look for are left; what was taken off
says what is wanted (`phrases`). Names, dates, shows and quotations are found first, so that a phrase can tell
"what did … say about" from words that merely look like it.
"""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.command import Context
from bot.corpus.model import Corpus
from bot.interaction import Interaction, Via
from bot.mention.dates import take_dates
from bot.mention.follow_up import follow_up
from bot.mention.fragment import fragment
from bot.mention.names import Named, is_person, mark_names
from bot.mention.sentence import NAME, QUOTATION, Sentence, quotation, sentence
from bot.mention.strip import Stripped, strip
from bot.mention.whole import wanted, whole

LONGEST = 2000
"""Characters of a message that are read."""
_QUESTION = 500
"""Characters of a question that are read, unless it is who said something."""
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
    spoken = sentence(said[:_QUESTION])
    follows = follow_up(mark_names(spoken, corpus), asked, answered, corpus) if answered else None
    if follows:
        return Reading(follows)
    reader = _Reader(asked, corpus, asked.at.astimezone(ZoneInfo(context.settings.zone)).date())
    if len(said) > _QUESTION:
        reading = reader.read(sentence(said))
        if reading.interaction.command == "who-said":
            return reading
    return reader.read(spoken)


@dataclass(frozen=True, slots=True)
class _Reader:
    asked: Interaction
    corpus: Corpus
    today: date

    def read(self, spoken: Sentence) -> Reading:
        wish = whole(spoken)
        if wish is not None:
            return Reading(self.asked.asking(wish.command, results=wish.count))
        named = mark_names(spoken, self.corpus)
        dated = take_dates(named.sentence, self.today)
        limits = {
            "source": ",".join(named.sources),
            "since": dated.since and dated.since.isoformat(),
            "until": dated.until and dated.until.isoformat(),
        }
        return self._stripped(
            replace(named, sentence=dated.sentence), {name: value for name, value in limits.items() if value}
        )

    def _stripped(self, named: Named, limits: dict[str, str]) -> Reading:
        bare = strip(named.sentence)
        words = self._words(bare)
        who, absent = self._who(bare, named, words)
        if bare.stranger and not absent:
            words = f"{bare.stranger} {words}".strip()
        limited = limits or bare.count
        if not (words or who) and (not limited or bare.asks in {"who-said", "timeline"}):
            return Reading(self.asked.asking(""))
        command = self._command(bare, words)
        reading = self._asking(command, words, bare, who, limits)
        if absent and command != "who-said":
            about = f"{absent} {words}".strip()
            return Reading(reading, self.asked.asking("quote", text=about, **limits))
        return Reading(reading, self._other(command, bare, words, who, limits))

    def _who(self, bare: Stripped, named: Named, words: str) -> tuple[str, str]:
        """Return the names of those whose words are wanted, and who of them does not speak here."""
        if bare.stranger:
            absent = bare.stranger if is_person(bare.stranger) else ""
            return absent, absent
        marks = bare.who if words or bare.towards else (*bare.who, *bare.rest.shape)
        people = (self._name(named.people[mark]) for mark in marks if mark in named.people)
        return ",".join(dict.fromkeys(people)), ""

    def _command(self, bare: Stripped, words: str) -> str:
        if not words:
            return "quote"
        return bare.asks or ("who-said" if _only_quoted(bare.rest) else "quote")

    def _asking(
        self, command: str, words: str, bare: Stripped, who: str, limits: dict[str, str]
    ) -> Interaction:
        if command == "who-said":
            return self.asked.asking("who-said", fragment=words, whose=who)
        count = bare.count if command == "quote" else None
        return self.asked.asking(
            command, **{_WORDS_OF[command]: words}, speaker=who, results=wanted(count or ""), **limits
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
        named = NAME if bare.who or bare.towards else QUOTATION
        meant = any(character.isalnum() or ord(character) >= named for character in rest.shape)
        return rest.words() if meant else ""

    def _name(self, person: str) -> str:
        speaker = self.corpus.speakers.get(person)
        return speaker.names.for_locale("en") if speaker else person


def _only_quoted(rest: Sentence) -> bool:
    return len(rest.shape) == 1 and QUOTATION <= ord(rest.shape) < QUOTATION + 0x100
