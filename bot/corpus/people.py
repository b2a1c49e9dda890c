"""From the label in a document to the person who speaks."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.corpus import roles
from bot.corpus.model import Names, Source, Speaker
from bot.corpus.name_patterns import HAN_NAME
from bot.corpus.script import language, simplified

UNKNOWN = Speaker("unknown", Names("Unknown", "未知", "未知"), known=False)
"""Who speaks where a document names nobody."""

_SEPARATORS = re.compile(r"[\s·•・‧.\-_'’]+")
_IN_BRACKETS = re.compile(r"(.*?)\s*[(（\[【]\s*(.*?)\s*[)）\]】]\s*")

_ROLES = "|".join(sorted((role for role in roles.HOST | roles.GUEST if len(role) > 1), key=len, reverse=True))
_ROLE_FIRST = re.compile(
    rf"(?P<role>{_ROLES})\s+(?P<name>\S.*)|(?P<tightly>主持人|主播|记者|記者|嘉宾|嘉賓)(?P<tight>[\u3400-\u9fff·]{{2,12}})",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"(?P<name>{HAN_NAME})(?P<sign>[问問答])")
"""A name and the sign that it asks or answers: `高岚答`."""
_ROLE_NAMES = [(frozenset(role["labels"]), tuple(role["names"])) for role in roles.WORDS["shown"]]


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return the form in which all spellings of one name are equal: script, case, dots and spaces aside."""
    return _SEPARATORS.sub("", simplified(roles.folded(name)))


class People:
    """The known speakers, by every name they have."""

    def __init__(self, speakers: Mapping[str, Speaker]) -> None:
        self._speakers = speakers
        self._by_name: dict[str, set[str]] = {}
        self._by_full_name: dict[str, set[str]] = {}
        for speaker in speakers.values():
            full = (speaker.names.en, speaker.names.zh_hans, speaker.names.zh_hant)
            for name in filter(None, (*full, *speaker.aliases)):
                self._by_name.setdefault(folded(name), set()).add(speaker.id)
            for name in filter(None, (*full, *filter(_is_full, speaker.aliases))):
                self._by_full_name.setdefault(folded(name), set()).add(speaker.id)

    def resolve(self, label: str, source: Source) -> str:
        """Return the id of the known person that `label` means in `source`; empty if it takes a guess."""
        return next(filter(None, (self._resolve(form, source) for form in _forms(label))), "")

    def _resolve(self, label: str, source: Source) -> str:
        involved = dict.fromkeys(source.participants + source.hosts)
        named = [person for person in self._by_name.get(folded(label), ()) if person in involved]
        if len(named) == 1:
            return named[0]
        if roles.is_host(label) and len(source.hosts) == 1:
            return source.hosts[0]
        guests = [person for person in source.participants if person not in source.hosts]
        if roles.is_guest(label) and len(guests) == 1:
            return guests[0]
        full = self._by_full_name.get(folded(label), set())
        return next(iter(full)) if len(full) == 1 else ""


def _forms(label: str) -> Iterable[str]:
    """Return a label, and what it is without its brackets and in them: `Ann Lee (host)`, `主持人（李安）`."""
    yield label
    bracketed = _IN_BRACKETS.fullmatch(label)
    if bracketed:
        yield from sorted((part for part in bracketed.groups() if part), key=roles.is_role)


def parted(label: str) -> tuple[str, str]:
    """Return name and role where a label has both, `Ann Lee (host)`, `主持人 李安`; else the label twice."""
    forms = list(_forms(label))[1:] or _behind_role(label)
    if len(forms) == 2 and roles.is_role(forms[1]) and not (roles.is_role(label) or roles.is_role(forms[0])):
        return forms[0], forms[1]
    return label, label


def _behind_role(label: str) -> list[str]:
    """Return the name and the role before it; an office, `Judge Lee`, is part of a name."""
    if signed := _SIGNED.fullmatch(label):
        return [signed["name"], signed["sign"]]
    found = _ROLE_FIRST.fullmatch(label)
    return [found["name"] or found["tight"], found["role"] or found["tightly"]] if found else []


def _is_full(alias: str) -> bool:
    """Whether an alias is so much of a name that it can hardly be somebody else's."""
    return len(alias.split()) > 1 or "·" in alias


def stranger(label: str, source_id: str, *, answers: bool = True) -> Speaker:
    """Return a speaker of its own for a label that no facts name.

    A full name is one person everywhere, in either script; a role or a bare given name belongs to its source.
    Where nobody `answers`, as no label asks, an A is a letter.
    """
    slug = _slug(label)
    named = _role_names(label)
    if named and (answers or roles.folded(label) != "a"):
        return Speaker(f"{slug}@{source_id}", named, known=False)
    shared = not roles.is_role(label) and (not label.isascii() or len(label.split()) > 1)
    return Speaker(slug if shared else f"{slug}@{source_id}", _names(label), known=False)


def _role_names(label: str) -> Names | None:
    """Return what a role that is no more than a sign or a word is called in every language."""
    role = roles.folded(label)
    return next((Names(*names) for words, names in _ROLE_NAMES if role in words), None)


def _names(label: str) -> Names:
    script = language(label)
    if script == "zh-Hant":
        return Names(zh_hant=label)
    return Names(zh_hans=label) if script == "zh-Hans" else Names(en=label)


def _slug(label: str) -> str:
    text = simplified(unicodedata.normalize("NFKC", label).casefold())
    if text.isascii() or not re.search(r"[^\x00-\u024f]", text):
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^\w]+", "-", text).strip("-_")[:48] or "speaker"
