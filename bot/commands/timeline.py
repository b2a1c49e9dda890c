"""/timeline: what was said of a topic in each source, in order of date."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.command import Command, Context, Option, OptionKind
from bot.commands.hits import showing
from bot.commands.narrowing import filters
from bot.corpus.model import Source
from bot.corpus.people import UNKNOWN
from bot.errors import UserError
from bot.excerpt import shorten, visible
from bot.interaction import Interaction
from bot.reply import Action, Reply
from bot.reply.found import Hit, Point, Timeline
from bot.retrieval.figures import figures
from bot.retrieval.search import Ranked, Searcher
from bot.retrieval.speech import Spoken, speaking
from bot.retrieval.topic import Topic, more_than_read, passages_on
from bot.retrieval.topic_quote import Quote, depth, quote
from bot.retrieval.topic_reader import read
from bot.retrieval.years import years_meant

LONGEST = 100
"""Characters of a topic as it is shown."""
_MOST = 1000
"""Passages that are read closely: of a word that is everywhere, the best."""
_PEOPLE = 4
"""Speakers that get a button of their own."""


def answer(interaction: Interaction, context: Context) -> Reply:
    """Return the timeline of a topic.

    Raises:
        UserError: no topic is given, or an option cannot be read.
    """
    asked = visible(interaction.option("topic")).strip()
    if not asked:
        raise UserError("error-topic-missing")
    searcher, narrowed_to = context.searcher, filters(interaction, context)
    wanted = read(asked, searcher)
    passages = passages_on(wanted, searcher, narrowed_to, _MOST)
    spoken = speaking(wanted, passages, searcher, narrowed_to.speakers)
    more = more_than_read(wanted, passages, searcher, narrowed_to) if len(passages) >= _MOST else {}
    points = list(_points(wanted, spoken, more, context))
    timeline = Timeline(
        shorten(asked, LONGEST),
        tuple(sorted((point for point in points if point.date), key=_order)),
        tuple(point for point in points if not point.date),
        narrowed=bool(narrowed_to),
    )
    actions = tuple(_actions(interaction, context, points))
    return Reply(timeline, interaction, context.locale, context.settings.private, actions)


def _order(point: Point) -> tuple[str, str]:
    # ISO dates: where only the month is known, it stands before the month's days.
    return str(point.date), point.source.id


def _points(
    wanted: Topic, spoken: Iterable[Spoken], more: Mapping[str, float], context: Context
) -> Iterator[Point]:
    searcher, sources = context.searcher, context.searcher.corpus.sources
    by_source: dict[str, list[Spoken]] = defaultdict(list)
    for each in spoken:
        by_source[each.passage.source].append(each)
    most = depth(sum(len({each.passage.speaker for each in own}) for own in by_source.values()))
    for source, own in by_source.items():
        if quotes := _quotes(wanted, sources[source], own, searcher, most):
            yield _point(sources[source], _counts(own, more.get(source, 1.0)), quotes, context)


def _counts(spoken: Iterable[Spoken], times: float) -> list[tuple[str, int]]:
    """Return how many passages are each speaker's; of more than were read, about how many."""
    counts = Counter(each.passage.speaker for each in spoken).most_common()
    return [(speaker, round(count * times)) for speaker, count in counts]


def _quotes(
    wanted: Topic, source: Source, spoken: Sequence[Spoken], searcher: Searcher, most: int
) -> list[Quote]:
    """Return a quote of each speaker who may be quoted, who says most first."""
    by_speaker: dict[str, list[Spoken]] = defaultdict(list)
    for each in spoken:
        by_speaker[each.passage.speaker].append(each)
    in_order = sorted(by_speaker.values(), key=len, reverse=True)
    found = (quote(wanted, own, searcher, source.rights.longest_quote, most) for own in in_order)
    return [each for each in found if each]


def _point(
    source: Source, counts: Sequence[tuple[str, int]], quotes: Sequence[Quote], context: Context
) -> Point:
    count = sum(count for _, count in counts)
    # A guest's words, even without the name of the topic, before a host's.
    most = max(quotes, key=lambda found: (not found.spoken.passage.host, found.value))
    said = _hit(most, context)
    speakers = context.searcher.corpus.speakers
    return Point(
        source,
        tuple(speakers.get(speaker, UNKNOWN) for speaker, _ in counts),
        count,
        count / context.searcher.sizes[source.id],
        said,
        years_meant(said.quote, source.date.year if source.date else None),
        figures(said.quote),
        tuple(_hit(found, context) for found in quotes) if len(quotes) > 1 else (),
        tuple(count for _, count in counts),
    )


def _hit(found: Quote, context: Context) -> Hit:
    return showing(Ranked(found.spoken.passage, found.value), found.snippet, context)


def _actions(interaction: Interaction, context: Context, points: Sequence[Point]) -> Iterator[Action]:
    """Yield a button for each of those who speak most of it, or one that shows all of them again."""
    if interaction.option("speaker"):
        yield Action(context.text("timeline-everybody"), interaction.with_options(speaker=None))
        return
    names = {speaker.id: speaker.names for point in points for speaker in point.speakers}
    spoken: Counter[str] = Counter()
    for point in points:
        spoken.update(dict(zip((speaker.id for speaker in point.speakers), point.counts, strict=True)))
    if len(spoken) > 1:
        for speaker, _ in spoken.most_common(_PEOPLE):
            label = context.text("timeline-only", name=names[speaker].for_locale(context.locale))
            yield Action(label, interaction.with_options(speaker=speaker))


TIMELINE = Command(
    "timeline",
    answer,
    (
        Option("topic", required=True),
        Option("speaker", OptionKind.SPEAKER),
        Option("since", OptionKind.DATE),
        Option("until", OptionKind.DATE),
    ),
    free_text="topic",
)
