"""Which label-like beginnings of lines are labels: those that recur as such."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.corpus import roles
from bot.corpus.formats.grammar import ends_sentence, has_han
from bot.corpus.formats.manuscript import Find, Label, Line, RefusedError
from bot.corpus.name_patterns import FULL_LATIN_NAME, HAN_NAME, SURNAME

MOST_SPEAKERS = 1000
_SHORT = 12
"""Labels at most of a talk in which people may speak only once."""
_HABIT = 0.8
"""Part of the label-like beginnings that recur in a document where all of them are labels."""
_ITEM = re.compile(r"\s*(?:[-+•*·▪●◆■▶►]|\d{1,3}[.)、])\s")
_FIRST_HEADING = re.compile(r"\s{0,3}#\s")
_BRACKET = re.compile(r"\s*[#\[(<【（]")
_IN_BRACKETS = re.compile(r"\S\s*[(（][^()（）]+[)）]$")
_LATIN_PART = re.compile(r"\s*[A-Za-z][A-Za-z .'’-]*\s*")
_DOT = re.compile("[·・•‧]")
_LINK = re.compile(r"[*_\s]*<?https?://\S+")
_SIGNED = re.compile(rf"(?:{HAN_NAME})[问問答]")


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


class TooManySpeakersError(RefusedError):
    """More names than people can be in one talk; the message says how many."""


def accept(lines: Sequence[Line], find: Find, named: Collection[str] = ()) -> Labels:
    """Return the labels among what `find` sees in `lines`; raise TooManySpeakersError.

    `named` are the folded names of people that the document lists as its speakers.
    """
    found = [(place, label) for place, line in enumerate(lines) if (label := find(line.text))]
    kept = [(place, label) for place, label in found if not roles.is_no_speaker(label.name)]
    unfit = _mostly(kept, _wrapped(lines, find)) | _listed(kept, lines) | _title(kept, lines)
    possible = [label for _, label in kept if roles.folded(label.name) not in unfit]
    filled = sum(bool(line.text.strip()) for line in lines)
    _refuse_crowds(possible, filled)
    counts = Counter(roles.folded(label.name) for label in possible)
    first = {roles.folded(label.name): label for label in reversed(possible)}
    recurring = {name for name, count in counts.items() if count > 1 and _may_recur(first[name], count)}
    recurring -= _terms(possible, recurring, counts)
    listed = {name for name in counts if name in named}
    once = _single(possible, recurring) if recurring else _brief(possible, filled)
    return Labels(Counter({name: counts[name] for name in recurring | listed | once}), len(found))


def _refuse_crowds(possible: Sequence[Label], filled: int) -> None:
    """Raise TooManySpeakersError where most lines begin with a name of their own."""
    sure = [label for label in possible if not label.title]
    names = {roles.folded(label.name) for label in sure}
    if len(names) > MOST_SPEAKERS and len(sure) > 0.4 * filled:
        raise TooManySpeakersError(f"{len(names):,} speakers: this is no transcript")


def _mostly(found: Sequence[tuple[int, Label]], places: set[int]) -> set[str]:
    """Return the names that stand in `places` more often than not."""
    everywhere = Counter(roles.folded(label.name) for _, label in found)
    there = Counter(roles.folded(label.name) for place, label in found if place in places)
    return {name for name, count in there.items() if count >= 0.5 * everywhere[name]}


def _wrapped(lines: Sequence[Line], find: Find) -> set[int]:
    """Return the places of lines in mid-sentence, in a document of paragraphs between blank lines.

    What looks like a label there is a word that the line's width put first.
    """
    ends = [first.text for first, second in pairwise(lines) if first.text.strip() and not second.text.strip()]
    if len(ends) < max(3, 0.1 * len(lines)) or sum(map(ends_sentence, ends)) < 0.5 * len(ends):
        return set()
    found: set[int] = set()
    for place, before in enumerate(lines[:-1], 1):
        open_end = before.text.strip() and not ends_sentence(before.text) and not _BRACKET.match(before.text)
        label = find(lines[place].text)
        if not open_end or not label or label.strong or roles.is_role(label.name):
            continue
        if place - 1 in found or not find(before.text):
            found.add(place)
    return found


def _listed(found: Sequence[tuple[int, Label]], lines: Sequence[Line]) -> set[str]:
    """Return the names that stand in lists, where others stand outside of them."""
    items = {place for place, _ in found if _ITEM.match(lines[place].text)}
    listed = _mostly(found, items)
    others = Counter(roles.folded(label.name) for _, label in found) - Counter(
        dict.fromkeys(listed, len(lines))
    )
    return listed if sum(count > 2 for count in others.values()) > 1 else set()


def _title(found: Sequence[tuple[int, Label]], lines: Sequence[Line]) -> set[str]:
    """Return what stands before the colon of a document's first line or heading, where that is a title."""
    names = Counter(roles.folded(label.name) for _, label in found)
    first = next((place for place, line in enumerate(lines) if line.text.strip()), 0)
    return {
        name
        for place, label in found
        if names[name := roles.folded(label.name)] == 1
        and ((place == first and not label.sure) or _FIRST_HEADING.match(lines[place].text))
        and label.rest.strip(" *_")
        and not (roles.is_role(name) or ends_sentence(label.rest))
    }


def _single(possible: Sequence[Label], recurring: set[str]) -> set[str]:
    """Return the names that stand once, and are labels."""
    counts = Counter(roles.folded(label.name) for label in possible)
    total = sum(counts[name] for name in recurring)
    sure = sum(label.sure for label in possible) >= _HABIT * len(possible) and total >= 0.3 * len(possible)
    habit = sure or total >= _HABIT * len(possible)
    capitals = 2 * sum(label.name.isupper() for label in possible) > len(possible)
    bracketed = 2 * sum(bool(_IN_BRACKETS.search(label.name)) for label in possible) > len(possible)
    found = set()
    for label in possible:
        name = roles.folded(label.name)
        if counts[name] > 1 or _LINK.fullmatch(label.rest):
            continue
        described = bracketed and _IN_BRACKETS.search(label.name)
        shaped = label.sure or (capitals and label.name.isupper())
        if _stands_once(label) or ((described or (habit and shaped)) and not roles.is_phrase(label.name)):
            found.add(name)
    return (found if 4 <= total >= len(found) else set()) | _between(possible, recurring)


def _terms(possible: Sequence[Label], recurring: set[str], counts: Counter[str]) -> set[str]:
    """Return recurring beginnings that are terms in the speech of one of two people.

    Where two people speak nearly all the time, a rare label that doesn't look like a name must interrupt:
    behind a real third speaker the first one often goes on, behind a term the next label is somebody else's.
    """
    main = [name for name, _ in Counter({name: counts[name] for name in recurring}).most_common(2)]
    names = [roles.folded(label.name) for label in possible]
    if len(main) < 2 or sum(counts[name] for name in main) < 0.75 * len(names):
        return set()
    first = {roles.folded(label.name): label for label in possible}
    rare = {
        name
        for name in recurring - set(main)
        if counts[name] < 0.25 * counts[main[1]] and not first[name].sure and not _stands_once(first[name])
    }
    interrupts = Counter(
        name
        for before, name, after in zip(names, names[1:], names[2:], strict=False)
        if name in rare and before == after
    )
    return {name for name in rare if interrupts[name] < counts[name] / 3}


def _between(possible: Sequence[Label], recurring: set[str]) -> set[str]:
    """Return names that stand once, where the labels around them leave room for nobody else.

    Between two turns of one person somebody else must speak; in a short talk also at both ends.
    """
    names = [roles.folded(label.name) for label in possible]
    counts = Counter(names)
    short = len(names) <= _SHORT
    found = set()
    for place, name in enumerate(names):
        if name in recurring or counts[name] > 1 or not could_be_name(possible[place].name):
            continue
        before = names[place - 1] if place else ""
        after = names[place + 1] if place + 1 < len(names) else ""
        around = {other for other in (before, after) if other}
        if around <= recurring and (before == after or (short and len(around) == 1)):
            found.add(name)
    return found


def _brief(possible: Sequence[Label], filled: int) -> set[str]:
    """Return the names of a talk so short that everybody speaks once."""
    sure = all(
        roles.is_role(label.name)
        or _stands_once(label)
        or (label.strong and label.rest and could_be_name(label.name))
        for label in possible
    )
    if 2 <= len(possible) <= _SHORT and len(possible) >= 0.5 * filled and sure:
        return {roles.folded(label.name) for label in possible}
    return set()


def could_be_name(name: str) -> bool:
    """Whether a person or role may be called that."""
    name = name.strip()
    if roles.is_role(name):
        return True
    if roles.is_phrase(name):
        return False
    if has_han(name):
        name = _LATIN_PART.sub("", name)
        return len(name) <= 4 or bool(_DOT.search(name)) or bool(SURNAME.match(name) and len(name) <= 6)
    return len(name.split()) <= 3 and all(word[:1].isupper() for word in name.split())


def _may_recur(label: Label, count: int) -> bool:
    """Whether a beginning that stands there more than once is a name; a weak one needs more."""
    if roles.is_role(label.name):
        return True
    if roles.is_phrase(label.name):
        return False
    if label.title:
        return _could_be_title_of_turn(label.name, count)
    if has_han(label.name):
        return label.strong or len(label.name) <= 12 or bool(_DOT.search(label.name))
    return label.strong or label.name[:1].isupper() or count >= 5


def _could_be_title_of_turn(name: str, count: int) -> bool:
    """Whether a heading or line of its own that recurs is a name, and no section's title."""
    if has_han(name):
        return len(name) <= 8 or bool(_DOT.search(name))
    words = name.split()
    return all(word[:1].isupper() for word in words) and (len(words) > 1 or count > 2)


def _stands_once(label: Label) -> bool:
    """Whether somebody who speaks only once has a label that can be nothing else."""
    name = label.name.strip()
    role, _, rest = name.partition(" ")
    if roles.is_role(name) or (roles.is_host(role) and could_be_name(rest)):
        return True
    if roles.is_phrase(name) or label.title:
        return False
    bare = re.sub(r"\s*[(（].*[)）]$", "", name)
    if has_han(bare):
        return bool(_DOT.search(bare)) or bool(SURNAME.fullmatch(bare) or _SIGNED.fullmatch(bare))
    return bool(FULL_LATIN_NAME.fullmatch(bare)) and (label.strong or len(bare.split()) <= 3)


def alternation(names: Iterable[str]) -> float:
    """Return which part of neighbouring turns changes the speaker."""
    ordered = list(names)
    if len(ordered) < 2:
        return 0.0
    return sum(a != b for a, b in pairwise(ordered)) / (len(ordered) - 1)
