"""Quotes and attributions as blocks."""

from collections.abc import Iterator
from itertools import chain

from adapters.slack import limits
from adapters.slack.blocks import (
    Payload,
    context,
    divider,
    fit,
    highlighted,
    literal,
    quoted,
    rich,
    section,
    words,
)
from bot import card
from bot.corpus.model import Span
from bot.excerpt import visible
from bot.reply import Reply
from bot.reply.found import Attribution, Candidate, ContextTurn, DiffPart, Hit, Quotes, Verdict
from bot.texts import text


def quotes(found: Quotes, reply: Reply) -> Iterator[Payload]:
    """Yield a search's hits, or the honest no."""
    if not found.hits:
        yield section(card.nobody(found, reply))
        return
    if found.heading:
        yield section(found.heading)
    if found.hits[0].weak:
        yield section(text(reply.locale, "weak"))
    for number, hit in enumerate(found.hits, found.first + 1):
        if number > found.first + 1:
            yield divider()
        count = text(reply.locale, "hit-number", number=number, total=found.total)
        yield from hit_card(hit, reply.locale, count if found.total > 1 else "")


def hit_card(hit: Hit, locale: str, count: str = "") -> Iterator[Payload]:
    """Yield the words, who said them where and when, and the turns around them."""
    if hit.before:
        yield _turns("context-before", hit.before, locale)
    yield rich(_quote(hit, locale))
    said = (f"— {card.caption(hit, locale)}", card.label(hit, locale), count)
    if small := context(said, card.address(hit), text(locale, "slack-source")):
        yield small
    if hit.after:
        yield _turns("context-after", hit.after, locale)


def _quote(hit: Hit, locale: str) -> Payload:
    shown = fit(card.words(hit, locale), limits.SECTION)
    clean = visible(hit.quote)
    if clean != hit.quote:
        return quoted(literal(shown))
    shift = card.words(hit, locale).find(clean.strip()) - (len(clean) - len(clean.lstrip()))
    return quoted(highlighted(shown, [Span(at.start + shift, at.end + shift) for at in hit.highlights]))


def _turns(message_: str, turns: tuple[ContextTurn, ...], locale: str) -> Payload:
    lines = [
        words(
            *literal(card.says(turn.speaker, locale), bold=True),
            *literal(fit(turn.text, limits.SECTION // 2)),
        )
        for turn in turns
    ]
    return rich(words(*literal(text(locale, message_), italic=True)), *lines)


def attribution(found: Attribution, locale: str) -> Iterator[Payload]:
    """Yield who said a fragment, how surely, and what differs."""
    if found.verdict is Verdict.NOT_FOUND:
        yield section(text(locale, "said-by-nobody", fragment=fit(found.fragment, 500)))
        if found.remark:
            yield section(text(locale, "said-by-editor", remark=found.remark))
        if found.related:
            yield section(text(locale, "related"))
    else:
        heading = f"{fit(found.heading, 500)}\n" if found.heading else ""
        yield section(heading + card.verdict(found, locale))
    for candidate in found.candidates:
        yield from _candidate(candidate, locale)
    for hit in found.related:
        yield from hit_card(hit, locale)


def _candidate(candidate: Candidate, locale: str) -> Iterator[Payload]:
    yield from hit_card(candidate.hit, locale)
    in_part = text(locale, "said-in-part") if candidate.partial else ""
    if small := context((card.whose(candidate, locale), in_part)):
        yield small
    if candidate.differs:
        shown = chain.from_iterable(map(_diff, candidate.diff))
        yield rich(words(*literal(text(locale, "difference", diff="")), *shown))


def _diff(part: DiffPart) -> Iterator[Payload]:
    if part.asked == part.said:
        yield from literal(part.said)
        return
    yield from literal(part.asked, strike=True)
    yield from literal(part.said, bold=True)
