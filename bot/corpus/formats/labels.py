"""Which label-like beginnings of lines are labels: those that recur as such."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.corpus import roles
from bot.corpus.formats.grammar import has_han
from bot.corpus.formats.manuscript import Find, Label, Line

MOST_SPEAKERS = 1000
_SURNAME = re.compile(
    "(?:[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭萧田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔"
    "钟鐘谭譚陆陸汪范金石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閆段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯康易乔喬赖賴文俞]|"
    "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|皇甫)[\u3400-\u9fff]{1,2}(?:老师|老師|教授|博士|先生|女士|总|總|导|導)?"
)
_LATIN_NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof|Sir|Gov|Sen|Rep|President|Professor|Senator|Chairman|Chair)\.?\s+)?"
    r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:(?:de|van|von|der|la|le|bin|al|da|di|del)\s+)*[A-ZÀ-Þ][\w'’.-]*){1,3}"
)


@dataclass(frozen=True, slots=True)
class Labels:
    """The names that are labels in a document, folded, with how often each one stands there."""

    counts: Counter[str]
    candidates: int
    """How many lines begin like a label, names or not."""

    @property
    def turns(self) -> int:
        """How many turns they begin."""
        return self.counts.total()

    def __contains__(self, name: str) -> bool:
        return roles.folded(name) in self.counts


def accept(lines: Sequence[Line], find: Find) -> Labels:
    """Return the labels among what `find` sees in `lines`."""
    found = [label for line in lines if (label := find(line.text))]
    possible = [label for label in found if not roles.is_no_speaker(label.name)]
    counts = Counter(roles.folded(label.name) for label in possible)
    first = {roles.folded(label.name): label for label in reversed(possible)}
    recurring = {name for name, count in counts.items() if count > 1 and _may_recur(first[name], count)}
    total = sum(counts[name] for name in recurring)
    single = {
        name
        for name, count in counts.items()
        if name not in recurring and total >= 4 and _stands_once(first[name])
    }
    return Labels(Counter({name: counts[name] for name in recurring | single}), len(found))


def _may_recur(label: Label, count: int) -> bool:
    """Whether a beginning that stands there more than once is a name; a weak one needs more."""
    if roles.is_role(label.name):
        return True
    if roles.is_phrase(label.name):
        return False
    if has_han(label.name):
        return label.strong or len(label.name) <= 12 or "·" in label.name
    return label.strong or label.name[:1].isupper() or count >= 5


def _stands_once(label: Label) -> bool:
    """Whether somebody who speaks only once has a label that can be nothing else."""
    name = label.name.strip()
    if roles.is_role(name):
        return True
    if roles.is_phrase(name):
        return False
    bare = re.sub(r"\s*[(（].*[)）]$", "", name)
    if has_han(bare):
        return "·" in bare or bool(_SURNAME.fullmatch(bare))
    return bool(_LATIN_NAME.fullmatch(bare)) and (label.strong or len(bare.split()) <= 3)


def alternation(names: Iterable[str]) -> float:
    """Return which part of neighbouring turns changes the speaker."""
    ordered = list(names)
    if len(ordered) < 2:
        return 0.0
    return sum(a != b for a, b in zip(ordered, ordered[1:], strict=False)) / (len(ordered) - 1)
