"""Replies as blocks of Markdown: the words first and large, what one must know of them in small print."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from adapters.discord import limits
from adapters.discord.markup import escape, fit, heading, link, small, web_address
from bot.card import address, caption, colon, in_marks, label, nobody, nobody_of, show, verdict, whose
from bot.chart_text import date_of, sources
from bot.plain_text import plain
from bot.reply import Notice, Reply
from bot.reply.form import Choices, Form
from bot.reply.found import (
    Attribution,
    Candidate,
    ContextTurn,
    DiffPart,
    Hit,
    Point,
    Quotes,
    Timeline,
    Verdict,
)
from bot.reply.pages import Help, Home, Listing, ScheduleList, ScheduleRow, Settings
from bot.texts import text

AROUND = 900
"""Characters kept for what stands around a quote: caption, links, labels."""
LARGEST = 60
LARGE = 300
NO_ANSWER = (0, 0)
LINE = 300


def blocks(reply: Reply, most: int = limits.TEXT) -> list[str]:
    """Return the answer as Markdown, a block for each thing found; `most` characters in all."""
    return within([block for block in _blocks(reply) if block.strip()], most, reply.locale)


def within(found: list[str], most: int, locale: str) -> list[str]:
    """Return the first blocks that fit `most` characters, saying how many do not."""
    total = 0
    for number, block in enumerate(found):
        more = small(text(locale, "discord-more", count=len(found) - number))
        is_last = number == len(found) - 1
        if total + len(block) + (0 if is_last else len(more) + 2) > most:
            return [*found[:number], more] if number else [block[:most]]
        total += len(block)
    return found


def _blocks(reply: Reply) -> Iterator[str]:
    body, locale = reply.body, reply.locale
    match body:
        case Quotes():
            yield from _quotes(body, reply)
        case Attribution():
            yield from _attribution(body, locale)
        case Timeline():
            yield from _timeline(body, locale)
        case Settings():
            yield from _settings(body)
        case ScheduleList():
            yield fit(body.text, LINE * 3)
            yield from (_schedule(row) for row in body.rows)
        case Listing():
            yield from _listing(body, locale)
        case Help():
            yield from _help(body)
        case Notice():
            yield fit(body.text, limits.TEXT)
        case Choices() | Form() | Home():
            yield fit(plain(reply), limits.TEXT)
        case _:
            assert_never(body)


def _quotes(quotes: Quotes, reply: Reply) -> Iterator[str]:
    if not quotes.hits:
        yield fit(nobody(quotes, reply), LINE * 3)
        return
    if quotes.heading:
        yield fit(quotes.heading, LINE)
    if quotes.hits[0].weak:
        yield escape(text(reply.locale, "weak"))
    room = (limits.TEXT - 2 * LINE) // len(quotes.hits)
    for number, hit in enumerate(quotes.hits, quotes.first + 1):
        counted = text(reply.locale, "hit-number", number=number, total=quotes.total)
        yield card(hit, reply.locale, room, counted if quotes.total > 1 else "")


def card(
    hit: Hit, locale: str, room: int, *notes: str, quoting: str = "", size: tuple[int, int] = (LARGEST, LARGE)
) -> str:
    """Return a quote with who said it, of `room` characters at most, with notes in small print.

    `quoting` says whose words the speaker repeats; that is never small print. `size` is how long the words
    may be for the largest type, and for large type.
    """
    context = len(hit.before) + len(hit.after)
    free = max(room - AROUND, room // 2)
    around = free // 2 // context if context else 0
    known = fit(label(hit, locale), LINE)
    lines = [
        *_context("context-before", hit.before, locale, around),
        large(hit, locale, free // 2 if context else free, size),
        *_context("context-after", hit.after, locale, around),
        _caption(hit, locale),
        f"**{fit(quoting, LINE)}**" if quoting else "",
        small(known) if hit.verbatim else f"**{known}**",
        small(fit(" · ".join(note for note in notes if note), LINE)),
    ]
    return "\n".join(line for line in lines if line.strip())


def large(hit: Hit, locale: str, room: int, size: tuple[int, int]) -> str:
    """Return the words as a heading, as large as their length allows; a paraphrase has no quotation marks."""
    largest, large_ = size
    hashes = "##" if len(hit.quote) <= largest else "###" if len(hit.quote) <= large_ else ""
    shown = fit(hit.quote.rstrip(), room - 50, hit.highlights, "__" if hashes else "**")
    said = in_marks(shown, locale) if hit.verbatim else shown
    return heading(said, hashes) if hashes else said


def _caption(hit: Hit, locale: str) -> str:
    said_by = f"— {fit(caption(hit, locale), LINE)}"
    url = web_address(address(hit))
    if not url or len(url) > limits.LINK:
        return said_by
    return f"{said_by} · {link(text(locale, 'discord-source'), url)}"


def _context(message: str, turns: tuple[ContextTurn, ...], locale: str, room: int) -> Iterator[str]:
    if turns:
        yield small(escape(text(locale, message)))
    for turn in turns:
        name = fit(turn.speaker.names.for_locale(locale), 80)
        yield f"**{name}**{colon(locale)}{fit(turn.text, max(room - len(name), 80))}"


def _attribution(attribution: Attribution, locale: str) -> Iterator[str]:
    if attribution.verdict is Verdict.NOT_FOUND:
        yield fit(text(locale, "said-by-nobody", fragment=attribution.fragment), LINE * 2)
        if attribution.remark:
            yield fit(text(locale, "said-by-editor", remark=attribution.remark), LINE)
        if attribution.related:
            yield escape(text(locale, "related"))
        yield from (
            card(hit, locale, 2400 // len(attribution.related), size=NO_ANSWER) for hit in attribution.related
        )
        return
    if attribution.heading:
        yield fit(attribution.heading, LINE)
    yield escape(verdict(attribution, locale))
    room = (limits.TEXT - 2 * LINE) // max(len(attribution.candidates), 1)
    yield from (_candidate(candidate, locale, room) for candidate in attribution.candidates)


def _candidate(candidate: Candidate, locale: str, room: int) -> str:
    notes = [text(locale, "said-in-part")] if candidate.partial else []
    difference = ""
    if candidate.differs:
        notes.append(text(locale, "discord-similarity", percent=int(candidate.similarity * 100)))
        compared = "".join(map(_diff, candidate.diff)).replace("\n", " ")
        difference = f"\n> {text(locale, 'difference', diff=compared)}"
    if len(difference) > room // 3:
        difference = ""
    return (
        card(candidate.hit, locale, room - len(difference), *notes, quoting=whose(candidate, locale))
        + difference
    )


def _diff(part: DiffPart) -> str:
    if part.asked == part.said:
        return escape(part.said)
    asked = f"~~{escape(part.asked)}~~" if part.asked.strip() else ""
    return asked + (f"**{escape(part.said)}**" if part.said.strip() else escape(part.said))


def _timeline(timeline: Timeline, locale: str) -> Iterator[str]:
    points = (*timeline.points, *timeline.undated)
    if not points:
        yield fit(nobody_of(timeline.topic, locale, narrowed=timeline.narrowed), LINE * 2)
        return
    yield heading(fit(text(locale, "timeline-heading", topic=timeline.topic), LINE), "##")
    yield escape(sources(len(points), locale))
    room = max((limits.TEXT - 3 * LINE) // len(points), 160)
    yield from (_point(point, locale, room) for point in timeline.points)
    if timeline.undated:
        yield escape(text(locale, "timeline-undated-heading"))
        yield from (_point(point, locale, room) for point in timeline.undated)


def _point(point: Point, locale: str, room: int) -> str:
    years = ", ".join(map(str, point.years_meant))
    notes = [
        text(locale, "timeline-passages", count=point.count),
        text(locale, "timeline-years-meant", years=years) if years else "",
        label(point.hit, locale),
    ]
    head = (
        f"**{escape(date_of(point, locale))}** · {fit(show(point.source, locale), 80)} {_in_brackets(notes)}"
    )
    lines = point.lines or (point.hit,)
    each = max((room - len(head)) // len(lines) - 30, 40)
    return "\n".join([head, *(_line(hit, point, locale, each) for hit in lines)])


def _in_brackets(notes: list[str]) -> str:
    return f"({fit(' · '.join(note for note in notes if note), 120)})"


def _line(hit: Hit, point: Point, locale: str, room: int) -> str:
    figures = point.figures if hit == point.hit else ()
    name = fit(hit.speaker.names.for_locale(locale), 40)
    flat = replace(hit, quote=hit.quote.replace("\n", " "))
    shown = fit(flat.quote, max(room - len(name), 30), figures or hit.highlights)
    return f"> {name}{colon(locale)}{in_marks(shown, locale) if hit.verbatim else shown}"


def _settings(settings: Settings) -> Iterator[str]:
    for row in settings.rows:
        meaning = small(f"{fit(row.meaning, 200)} ({fit(row.allowed, 120)})")
        yield f"**{fit(row.label, 80)}** (`{row.name}`): {fit(row.shown, 120)}\n{meaning}"
    if not settings.may_change:
        yield fit(settings.who_may, LINE)
    yield from (fit(line, 200) for line in settings.log)


def _schedule(row: ScheduleRow) -> str:
    # Discord tells a moment in the reader's own zone and language.
    due = f"**<t:{int(row.next_at.timestamp())}:F>**" if row.next_at else ""
    lines = [due, fit(row.draws_from, LINE), fit(row.state, LINE)]
    return "\n".join(line for line in [*lines, small(fit(row.last, LINE))] if line.strip())


def _listing(listing: Listing, locale: str) -> Iterator[str]:
    yield heading(fit(listing.title, LINE), "###")
    for row in listing.rows:
        yield f"- {link(row.title[:120], row.url)} · {fit(row.detail, 200)}"
    if listing.pages > 1:
        yield small(escape(text(locale, "hit-number", number=listing.page, total=listing.pages)))


def _help(help_: Help) -> Iterator[str]:
    yield heading(fit(help_.title, LINE), "###")
    yield fit(help_.text, LINE * 3)
    yield "\n".join(f"- `{row.usage[:100].replace('`', '')}` {fit(row.meaning, 160)}" for row in help_.rows)
    yield "\n".join(f"> {fit(example, 200)}" for example in help_.examples)
