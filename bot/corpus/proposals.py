"""Who an unknown label may be: proposals for a person to accept, never acted upon."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from bot.corpus import roles
from bot.corpus.model import Corpus, LabelUse, Source, Speaker
from bot.corpus.people import folded, stranger
from bot.corpus.script import language, simplified

_ALIKE = 0.9
_MOST = 3
_NICKNAMES = tuple(roles.WORDS["nicknames"])


@dataclass(frozen=True, slots=True)
class Proposal:
    """One person whom a label may mean, why, and the TOML that would say so."""

    label: str
    person: str
    reason: str
    toml: str


def propose(corpus: Corpus, source: Source, use: LabelUse) -> tuple[Proposal, ...]:
    """Return who an unknown label of `source` may be, the likeliest first; last, that it is somebody new."""
    found = [
        Proposal(use.label, speaker.id, reason, _alias(speaker, use.label))
        for speaker, reason in _candidates(corpus, source, use.label)
    ]
    if roles.is_role(use.label):
        return tuple(found[:_MOST])
    new = Proposal(use.label, "", "somebody new", _new_speaker(use.label, source.id))
    return (*found[:_MOST], new)


def _candidates(corpus: Corpus, source: Source, label: str) -> Iterator[tuple[Speaker, str]]:
    known = [speaker for speaker in corpus.speakers.values() if speaker.known]
    involved = {*source.participants, *source.hosts}
    ordered = sorted(known, key=lambda speaker: (speaker.id not in involved, speaker.id))
    if roles.is_host(label):
        yield from ((speaker, "hosts this source") for speaker in ordered if speaker.id in source.hosts)
        return
    for speaker in ordered:
        reason = _likeness(
            label, (speaker.names.en, speaker.names.zh_hans, speaker.names.zh_hant, *speaker.aliases)
        )
        if reason:
            yield speaker, reason


def _likeness(label: str, names: Iterable[str]) -> str:
    """Return why a label and one of a person's names may mean the same, empty if nothing says so."""
    mine = _parts(label)
    for name in filter(None, names):
        theirs = _parts(name)
        if folded(label) == folded(name):
            return "the same name"
        if mine and theirs and mine[-1] == theirs[-1] and len(mine[-1]) > 1:
            return "the same family name" if len(theirs) > 1 else "part of the name"
        if set(mine) & set(theirs):
            return "part of the name"
        if mine and theirs and _nickname(mine[0]) & _nickname(theirs[0]):
            return "a nickname"
        if _sounds_like(label, name):
            return "another spelling"
    return ""


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s·•・‧.\-]+", simplified(roles.folded(name))) if len(part) > 1]


def _nickname(part: str) -> frozenset[int]:
    return frozenset(place for place, group in enumerate(_NICKNAMES) if part in group.split())


def _sounds_like(label: str, name: str) -> bool:
    """Whether two forms differ by a letter or two, or two transliterations by a character."""
    one, other = folded(label), folded(name)
    if one.isascii() != other.isascii() or min(len(one), len(other)) < 3:
        return False
    if one.isascii():
        return JaroWinkler.similarity(one, other) >= _ALIKE
    shared = len(set(one) & set(other))
    return one[0] == other[0] and shared >= 2 and shared >= 0.5 * max(len(one), len(other))


def _alias(speaker: Speaker, label: str) -> str:
    aliases = json.dumps([*speaker.aliases, label], ensure_ascii=False)
    return f"# speakers.toml\n[[speaker]]\nid = {json.dumps(speaker.id)}\naliases = {aliases}"


def _new_speaker(label: str, source_id: str) -> str:
    key = language(label) or "en"
    own = stranger(label, source_id).id.split("@")[0]
    name = json.dumps(label, ensure_ascii=False)
    entry = f"id = {json.dumps(own, ensure_ascii=False)}\nname = {{ {key} = {name} }}"
    return f"# speakers.toml\n[[speaker]]\n{entry}"


def unknown(labels: Sequence[LabelUse], corpus: Corpus) -> list[LabelUse]:
    """Return the labels that no facts file names."""
    return [use for use in labels if use.label and not corpus.speakers[use.speaker].known]
