"""Whom a document lists as its speakers: in its metadata, or in lines above the talk."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.corpus import roles
from bot.corpus.formats import labels, markup
from bot.corpus.formats.grammar import has_han
from bot.corpus.formats.manuscript import Find, Line, Manuscript
from bot.corpus.model import Remark

_HOSTS = (
    "hosts?|hosted by|moderator|interviewer|本期主播|主播|主持人|主持|采访者|採訪者|采访人|採訪人|采访|採訪|"
    "访谈人|訪談人"
)
_GUESTS = (
    "guests?|interviewee|(?:本期|特邀|对话|對話|访谈|訪談)?(?:嘉宾|嘉賓)|受访者|受訪者|受访人|受訪人|受访|受訪|來賓|来宾|"
    "主讲人|主講人|witness(?:es)?"
)
_PRESENT = (
    "speakers?|people|participants|attendees|present|panelists|参会人|参会人员|與會者|与会者|与会人员|"
    "與會人員|出席|出席人员|出席人員|对话者|對話者"
)
_KINDS = (_HOSTS, _GUESTS, _PRESENT)
_KEYS = "|".join(_KINDS)
_LINE = re.compile(rf"\W*(?:{_KEYS})\W*[:：|｜]\W*(?P<names>\S.*)", re.IGNORECASE)
_PART = re.compile(rf"(?:^|(?<=\W))(?P<key>{_KEYS})\s*[:：|｜]\s*", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:[,，、;；/|&]|\band\b|\bwith\b|(?<=[\u3400-\u9fff])[和与與](?=[\u3400-\u9fff]))\s*"
)
LIST = re.compile(
    r"\W*(?:(?:conference )?call participants|参会人员|參會人員|与会人员|與會人員)\W*", re.IGNORECASE
)
"""Stands alone above a list of who took part."""
_OFFICE = re.compile(r"\s+(?:--?|[–—])\s+")
_ABOUT = re.compile(r"\s*[(（\[].*?[)）\]]|\s+[-–—].*")
_FULL_NAME = r"(?P<name>[A-Z][\w.'’-]*(?:\s+(?:(?:de|van|von|der|la|le|al|bin)\s+)*[A-Z][\w.'’-]*){1,3})"
_SHORT_FIRST = re.compile(rf"\W*(?P<short>[A-Z]{{2,4}})\s*(?:[-–—=:：]|\s)\s*{_FULL_NAME}")
_SHORT_LAST = re.compile(rf"\W*(?:[\w ]+[:：]\s*)?{_FULL_NAME}\s*[(（\[](?P<short>[A-Z]{{2,4}})[)）\]]")
_HOSTING = re.compile(r"\b(?:moderator|host|interviewer|chair)\b|主持|主播", re.IGNORECASE)
_GREETING = re.compile(r"[大各]家|各位|[你您我]|[谢謝]|感[谢謝]|[欢歡]迎|[好嗯是对對哈早]|今天|[请請]")
_SPEECH_END = re.compile(r"[。！？!?…][\"'”’」』*_\s]*$")
_LONGEST = 400
"""Characters of such a line."""
_HEAD = 60
"""Lines above which such a line introduces the talk, and is no part of it."""


def named(manuscript: Manuscript) -> frozenset[str]:
    """Return the names of its speakers that a document lists, folded."""
    lists = [value for key, value in manuscript.metadata.items() if re.fullmatch(_KEYS, key.lower())]
    short = (markup.words(line.text) for line in manuscript.lines[:_HEAD] if len(line.text) < _LONGEST)
    lists += (found["names"] for text in short if (found := _LINE.fullmatch(text)))
    lists += _listed_below(manuscript.lines)
    names = (name for value in lists for name in _names(value))
    return frozenset(folded for name in names if 1 < len(folded := roles.folded(name)) <= 40)


def _listed_below(lines: Sequence[Line]) -> Iterator[str]:
    """Return who stands with an office in a list that ends the document."""
    found = [place for place, line in enumerate(lines) if LIST.fullmatch(line.text)]
    below = lines[found[-1] + 1 :] if found else ()
    return (
        _OFFICE.split(markup.words(line.text), maxsplit=1)[0] for line in below if _OFFICE.search(line.text)
    )


def _names(value: str) -> Iterator[str]:
    return (name for part in _BETWEEN.split(_ABOUT.sub("", value)) if (name := part.strip(" .。*_")))


def without_cast(lines: Sequence[Line], find: Find) -> tuple[tuple[Line, ...], tuple[Remark, ...]]:
    """Take out the lines above the talk that say who hosts it and who is the guest: nobody's words."""
    found = [find(line.text) for line in lines]
    counts = Counter(roles.folded(label.name) for label in found if label)
    cut: set[int] = set()
    for place, (line, label) in enumerate(zip(lines[:_HEAD], found, strict=False)):
        words = markup.words(line.text) if len(line.text) < _LONGEST else ""
        if words and (_is_cast(words, counts) or _is_abbreviation(words, counts)):
            cut.add(place)
        elif label and counts[roles.folded(label.name)] > 1:
            break
    kept = tuple(line for place, line in enumerate(lines) if place not in cut)
    return kept, tuple(
        Remark("", lines[place].number, markup.words(lines[place].text), "preamble") for place in sorted(cut)
    )


def abbreviated(text: str) -> tuple[str, str] | None:
    """Return initials that a line explains, and the name: `RK – Rosa Kent`, `Rosa Kent (RK)`."""
    found = _SHORT_FIRST.match(text) or _SHORT_LAST.match(text)
    if not found:
        return None
    words = found["name"].split()
    letters = "".join(word[0] for word in words if word[0].isupper())
    for size in range(len(words), 1, -1):
        letters = "".join(word[0] for word in words[:size] if word[0].isupper())
        if found["short"] in (letters, letters[0] + letters[-1]):
            return found["short"], " ".join(words[:size])
    return None


def _is_abbreviation(text: str, counts: Mapping[str, int]) -> bool:
    """Whether a line tells whom the initials mean under which somebody speaks."""
    found = abbreviated(text)
    return found is not None and counts.get(roles.folded(found[0]), 0) > 1 and not _SPEECH_END.search(text)


def _is_cast(text: str, counts: Mapping[str, int]) -> bool:
    """Whether all that stands behind the roles of a line is names; a person's line may tell more of them.

    `counts` says how often each label-like beginning stands in the document.
    """
    parts = list(_parts(text))
    return (
        bool(parts)
        and not re.match(rf"\W*(?!{_KEYS})\w", text, re.IGNORECASE)
        and not _SPEECH_END.search(text)
        and all(
            _are_names(list(_names(value)), counts, speaks=counts.get(key, 0) > 1) for key, value in parts
        )
    )


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Return every role that a line names, folded, and what stands behind it."""
    found = list(_PART.finditer(text))
    ends = [*(part.start() for part in found[1:]), len(text)]
    for part, end in zip(found, ends, strict=False):
        yield roles.folded(part["key"]), text[part.end() : end]


def _are_names(names: Sequence[str], counts: Mapping[str, int], *, speaks: bool) -> bool:
    """Whether these are people; where the role is a label that `speaks`, nothing else may stand there."""
    if not names:
        return False
    first = roles.folded(names[0])
    parts = set(first.split())
    known = first in counts or any(" " in name and set(name.split()) < parts for name in counts)
    if speaks:
        return all(_is_name(name) and (has_han(name) or " " in name) for name in names)
    return known or all(map(_is_name, names))


def _is_name(name: str) -> bool:
    return labels.could_be_name(name) and not roles.is_role(name) and not _GREETING.match(name)


def people(metadata: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    """Return the hosts, the guests and the others whom metadata list, as they are written there."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    for key, value in metadata.items():
        for role, names in _parts(f"{key}: {value}"):
            kind = next(place for place, keys in enumerate(_KINDS) if re.fullmatch(keys, role))
            found[kind].extend(filter(_is_name, _names(names)))
    return found


def initials(texts: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Return whom initials mean, folded, by lines above a talk; and who of them hosts it."""
    meant: dict[str, str] = {}
    hosts: list[str] = []
    for text in (part for whole in texts for part in re.split("[;；\n]", whole)):
        if found := abbreviated(text):
            meant[roles.folded(found[0])] = found[1]
            hosts += [found[1]] if _HOSTING.search(text) else []
    return meant, hosts
