"""Autocomplete: what an option that is being typed may become."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from bot import zones
from bot.command import Context, Option, OptionKind
from bot.commands import COMMANDS
from bot.commands.settings_page import CHOICES, LISTS
from bot.commands.weekdays import weekday_choices
from bot.corpus.counts import counts, once
from bot.corpus.model import Corpus, Names
from bot.interaction import Interaction
from bot.reply.form import Choice
from bot.retrieval.folding import fold
from bot.settings import MOST_RESULTS
from bot.texts.dates import show_time

MOST = 25
"""Choices that Discord shows at most; nobody reads more."""
LONGEST = 100
"""Characters of what is typed that are read, and of a choice."""
_ALIKE = 70


@dataclass(frozen=True, slots=True)
class Known:
    """Something that can be named: its id, what to show, and all its names, folded."""

    id: str
    names: Names
    folded: tuple[str, ...]
    detail: str = ""


def complete(interaction: Interaction, context: Context) -> tuple[Choice, ...]:
    """Return what the focused option may become, best first; nothing that this room may not see."""
    command = COMMANDS.get(interaction.command)
    option = command.option(interaction.focused) if command else None
    if option is None:
        return ()
    typed = interaction.options.get(interaction.focused, "")[:LONGEST]
    found = _choices(option, typed, interaction, context)
    return tuple(islice((choice for choice in found if len(choice.value) <= LONGEST), MOST))


def _choices(option: Option, typed: str, asked: Interaction, context: Context) -> Iterator[Choice]:
    match option.kind:
        case OptionKind.SPEAKER:
            yield from _listed(_speakers(context.searcher.corpus), typed, context)
        case OptionKind.SOURCE:
            yield from _listed(_sources(context.searcher.corpus), typed, context)
        case OptionKind.ZONE:
            yield from _zones(typed, asked, context)
        case OptionKind.WEEKDAYS:
            yield from weekday_choices(typed, context.locale)
        case OptionKind.CHOICE:
            yield from _labelled(option.choices, typed, context)
        case OptionKind.SWITCH:
            yield from _labelled(("on", "off"), typed, context)
        case OptionKind.SETTING:
            yield from _setting(asked.option("name").lower(), typed, asked, context)
        case _:
            return


def _setting(name: str, typed: str, asked: Interaction, context: Context) -> Iterator[Choice]:
    if name in LISTS:
        corpus = context.searcher.corpus
        yield from _listed(_speakers(corpus) if name == "speakers" else _sources(corpus), typed, context)
    elif name == "zone":
        yield from _zones(typed, asked, context)
    elif name == "results":
        numbers = map(str, range(1, MOST_RESULTS + 1))
        yield from (Choice(number, number) for number in numbers if number.startswith(typed.strip()))
    else:
        yield from _labelled(CHOICES.get(name, ()), typed, context)


def _labelled(values: Iterable[str], typed: str, context: Context) -> Iterator[Choice]:
    wanted = _folded(typed)
    for value in values:
        label = context.text(f"choice-{value}")
        if wanted in _folded(label) or wanted in value.lower():
            yield Choice(label[:LONGEST], value)


def _listed(known: tuple[Known, ...], typed: str, context: Context) -> Iterator[Choice]:
    """Complete the last of several names; those before it stay."""
    before, comma, last = typed.replace("，", ",").rpartition(",")
    for found in _like(known, _folded(last)):
        name = found.names.for_locale(context.locale) or found.id
        shown = " · ".join(part for part in (name, found.detail) if part)
        yield Choice(f"{before}{comma} {shown}".strip()[:LONGEST], f"{before}{comma}{found.id}")


def _like(known: tuple[Known, ...], wanted: str) -> list[Known]:
    """Return what has such a name: the whole of it, its beginning, a word's beginning, a part; else alike."""
    if not wanted:
        return list(known)
    graded = [(grade, found) for found in known if (grade := _grade(found, wanted)) is not None]
    if graded:
        return [found for _, found in sorted(graded, key=lambda pair: pair[0])]
    names = {(found.id, name): name for found in known for name in found.folded}
    alike = process.extract(wanted, names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=MOST)
    by_id = {found.id: found for found in known}
    return [by_id[id_] for id_ in dict.fromkeys(key[0] for _, _, key in alike)]


def _grade(found: Known, wanted: str) -> int | None:
    if wanted in found.folded:
        return 0
    if any(name.startswith(wanted) for name in found.folded):
        return 1
    if any(f" {wanted}" in name for name in found.folded):
        return 2
    return 3 if any(wanted in name for name in found.folded) else None


@once
def _speakers(corpus: Corpus) -> tuple[Known, ...]:
    """Return everybody who speaks, those who say most first."""
    speaking = (
        corpus.speakers[id_] for id_, _ in counts(corpus).speakers.most_common() if id_ in corpus.speakers
    )
    return tuple(
        Known(speaker.id, speaker.names, _all_folded(speaker.id, speaker.names, *speaker.aliases))
        for speaker in sorted(speaking, key=lambda speaker: not speaker.known)
        if speaker.id != "unknown"
    )


@once
def _sources(corpus: Corpus) -> tuple[Known, ...]:
    """Return every interview, the newest first."""
    dated = sorted(corpus.sources.values(), key=lambda source: str(source.date or ""), reverse=True)
    return tuple(
        Known(
            source.id,
            source.title,
            _all_folded(source.id, source.title, source.show),
            " · ".join(part for part in (source.show, str(source.date or "")) if part),
        )
        for source in dated
    )


def _all_folded(id_: str, names: Names, *others: str) -> tuple[str, ...]:
    forms = (id_, names.en, names.zh_hans, names.zh_hant, *others)
    return tuple(dict.fromkeys(folded for form in forms if form and (folded := _folded(form))))


def _folded(text: str) -> str:
    safe = text.replace("\0", "").encode("utf-8", "ignore").decode()
    return " ".join(fold(safe).text.replace("·", " ").split())


def _zones(typed: str, asked: Interaction, context: Context) -> Iterator[Choice]:
    found = list(zones.like(typed))
    if not typed.strip():
        found.sort(key=lambda zone: zone.id != asked.user.zone)
    for zone in found:
        yield Choice(_zone_shown(zone, context)[:LONGEST], zone.id)


def _zone_shown(zone: zones.Zone, context: Context) -> str:
    local: datetime = context.now.astimezone(ZoneInfo(zone.id))
    return f"{zone.city(context.locale)} ({zone.id}) {show_time(local.time())}"
