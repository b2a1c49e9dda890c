"""Who is who in a talk: whom a document says that its labels mean, and who leads it by asking."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.corpus import roles
from bot.corpus.formats import roster
from bot.corpus.model import Turn
from bot.corpus.name_patterns import HAN_NAME, LATIN_NAME
from bot.corpus.people import folded

_TITLE = re.compile(
    r"(?<=.)(?:老师|老師|教授|博士|先生|女士|小姐|总|總)$|^(?:dr|mr|mrs|ms|prof)\b\.?\s*", re.IGNORECASE
)
_ASKS = re.compile(r"[?？][\"'”’」』)）\s]*$")
_BIDS = re.compile(
    r"^(?:(?:so|okay|ok|well|and|but|now|then|great|please)\b,? ){0,3}(?:\w+, )?(?:(?:can|could) you )?"
    r"(?:tell (?:me|us)|talk (?:to|us|me|a bit|a little|more)?\b.{0,12}\babout|"
    r"walk (?:me|us) through|describe|explain|"
    r"take (?:me|us) (?:back|through|to)|say more|give (?:me|us)|help (?:me|us) understand|respond to|"
    r"i(?:'d| would) (?:like|love) (?:you )?to (?:hear|ask|know|talk|tell)|i(?:'m| am) curious|i wonder)\b|"
    r"(?:[谈談聊说說讲講]){2}|[谈談聊说說讲講]一?[谈談聊说說讲講下]|(?:介[绍紹]|分享|解[释釋]|描述|形容|回[忆憶顾顧]|展[开開])一下|"
    r"(?:怎么|怎麼|怎样|怎樣|如何)(?:看|理解|评|評)|^(?:那|所以)?(?:请|請|想[请請]?[问問])|(?:吗|嗎)[。.]?$",
    re.IGNORECASE,
)
"""How a sentence asks that has no question mark."""
_SENTENCE_END = re.compile(r"[。！？!?…]|\.\s")
_LEADS = 1 / 3
"""Part of their turns that end in a question, of those who lead a talk; in public transcripts .4 to .8."""
_ANSWERS = 0.12
"""The same, at most, of the others together; there .02 to .1. In talks among equals the two are closer."""
_LEAST_ASKED = 3
_SHARE = 0.2
"""Part of all turns that the leading ones have, at least: in a meeting somebody may do nothing but ask."""

_ENDS = r"(?=$|[：:，,。！!？?｜|\s（(【「《—-])"
_WITH = (
    re.compile(
        rf"(?:[专專][访訪]|[对對][话話]|[访訪][谈談问問]|[对對][谈談])[：:｜|\s]*(?P<name>{HAN_NAME}){_ENDS}"
    ),
    re.compile(rf"(?:^|[\s｜|】」》／/])(?P<name>{HAN_NAME})[：:]"),
    re.compile(rf"(?i:\b(?:interview|conversation|q\s?&\s?a|talking)\s+with\s+)(?P<name>{LATIN_NAME})"),
)
"""How titles name whom an interview is with."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a talk, as the document writes their names."""

    hosts: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def named(self, labels: Iterable[str]) -> dict[str, str]:
        """Return whom labels name: by the name, by a part of nobody else's, by a role that one person has.

        Where two labels would be one person by a part of the name, neither is.
        """
        found = {label: name for label in labels if (name := self._name(label))}
        by_part = {label: name for label, name in found.items() if folded(label) != folded(name)}
        return {
            label: name
            for label, name in found.items()
            if label not in by_part or list(by_part.values()).count(name) == 1
        }

    def _name(self, label: str) -> str:
        everybody = dict.fromkeys((*self.hosts, *self.guests, *self.others))
        same = [name for name in everybody if folded(name) == folded(label)]
        if same:
            return same[0]
        parts = tuple(name for name in everybody if _is_part(label, name))
        fitting = self._with_role(label) if roles.is_role(label) else parts
        return fitting[0] if len(fitting) == 1 else ""

    def _with_role(self, label: str) -> tuple[str, ...]:
        if roles.is_host(label) and not roles.is_question(label):
            return self.hosts
        return self.guests if roles.is_guest(label) else ()


def guest_of(title: str, above: Sequence[str]) -> str:
    """Return whom a title says that the interview is with, if what stands above the talk names them too."""
    found = {each["name"] for pattern in _WITH for each in pattern.finditer(title)}
    named = [name for name in found if any(_tells_of(name, text) for text in above if title not in text)]
    return named[0] if len(named) == 1 else ""


def _tells_of(name: str, text: str) -> bool:
    """Whether a text speaks of a person of that name: a short Chinese name may be a word."""
    if len(name) > 3:
        return name in text
    person = r"(?:[（(，]|[今现現][年任]|一?[直位]|是[^，。]{0,20}[人者员員师師长長])"
    return bool(re.search(rf"(?:^|[，。“「 ]){name}{person}", text))


def read(metadata: Mapping[str, str]) -> Cast:
    """Return whom a document lists."""
    return Cast(*map(tuple, roster.people(metadata)))


def askers(turns: Sequence[Turn]) -> tuple[str, ...]:
    """Return who leads an interview: they say less than the others, but ask where those do not."""
    taken = Counter(turn.speaker for turn in turns)
    asked = Counter(turn.speaker for turn in turns if _asks(turn.text))
    leading = [
        speaker for speaker, count in asked.items() if count >= max(_LEAST_ASKED, _LEADS * taken[speaker])
    ]
    answers = [turn for turn in turns if turn.speaker not in leading]
    said = sum(len(turn.text) for turn in answers)
    interview = (
        _LEAST_ASKED <= len(answers) <= (1 - _SHARE) * len(turns)
        and sum(asked[speaker] for speaker in {turn.speaker for turn in answers}) <= _ANSWERS * len(answers)
        and said >= 0.5 * sum(len(turn.text) for turn in turns)
    )
    return tuple(leading) if interview else ()


def _asks(text: str) -> bool:
    """Whether a turn ends in a question or bids somebody to tell something."""
    last = _SENTENCE_END.split(text[-300:].rstrip().rstrip("。.!！"))[-1].strip()
    return bool(_ASKS.search(text) or _BIDS.search(last))


def _is_part(label: str, name: str) -> bool:
    """Whether a label is a given name, a family name or what a title stands behind, of this name."""
    bare = _TITLE.sub("", label).strip()
    if bare.isascii():
        return bool(bare) and set(roles.folded(bare).split()) <= set(roles.folded(name).split())
    short, full = folded(bare), folded(name)
    return full.startswith(short) if len(short) == 1 else full.endswith(short)
