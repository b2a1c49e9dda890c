"""What an asker, and the room, narrow an answer to."""

from bot.arguments import parse_date
from bot.command import Context
from bot.corpus.counts import counts
from bot.corpus.model import Corpus, Names
from bot.corpus.people import folded
from bot.errors import UserError
from bot.interaction import Interaction
from bot.retrieval.filters import Filters

NOBODY = "\0"
"""No speaker's and no source's id: lets nothing pass."""


def filters(interaction: Interaction, context: Context) -> Filters:
    """Return what the options and the room's settings let pass.

    Raises:
        UserError: a name is nobody's here or could be several people's, or a date cannot be read.
    """
    corpus = context.searcher.corpus
    since, until = interaction.option("since"), interaction.option("until")
    first = parse_date(since) if since else None
    last = parse_date(until, last=True) if until else None
    if first and last and first > last:
        raise UserError("error-dates-order")
    return Filters(
        both(speakers(interaction.option("speaker"), context), frozenset(context.settings.speakers)),
        both(sources(interaction.option("source"), corpus), frozenset(context.settings.sources)),
        first,
        last,
    )


def speakers(names: str, context: Context) -> frozenset[str]:
    """Return the ids of the people named, parted by commas, by any name in any script.

    Raises:
        UserError: a name is nobody's here, or could be several people's.
    """
    return frozenset(_speaker(name, context) for name in _parted(names))


def sources(names: str, corpus: Corpus) -> frozenset[str]:
    """Return the ids of the sources named, parted by commas, by id, show or title.

    Raises:
        UserError: no source here is called so.
    """
    return frozenset(found for name in _parted(names) for found in _sources(name, corpus))


def _speaker(name: str, context: Context) -> str:
    corpus, wanted = context.searcher.corpus, folded(name)
    found = [
        speaker
        for speaker in (corpus.speakers[id_] for id_ in counts(corpus).speakers)
        if name == speaker.id
        or wanted in {folded(form) for form in (*_forms(speaker.names), *speaker.aliases)}
    ]
    if not found:
        raise UserError("error-speaker-unknown", {"name": name[:50]})
    if len(found) > 1:
        names = ", ".join(speaker.names.for_locale(context.locale) for speaker in found)
        raise UserError("error-speaker-ambiguous", {"name": name[:50], "names": names})
    return found[0].id


def _sources(name: str, corpus: Corpus) -> list[str]:
    if name in corpus.sources:
        return [name]
    wanted = folded(name)
    found = [
        source.id
        for source in corpus.sources.values()
        if any(wanted in folded(form) for form in (source.show, *_forms(source.title)) if form)
    ]
    if not found or not wanted:
        raise UserError("error-source-unknown", {"name": name[:50]})
    return found


def both(asked: frozenset[str], room: frozenset[str]) -> frozenset[str]:
    """Return what is in both, where empty means everything."""
    if not asked or not room:
        return asked or room
    return asked & room or frozenset({NOBODY})


def _forms(names: Names) -> tuple[str, ...]:
    return tuple(form for form in (names.en, names.zh_hans, names.zh_hant) if form)


def _parted(names: str) -> list[str]:
    return [name.strip() for name in names.replace("，", ",").replace("、", ",").split(",") if name.strip()]
