"""Reply to plain text: the terminal's output and every platform's fallback."""

from typing import assert_never

from bot import chart_text
from bot.card import address, caption, colon, label, nobody, says, verdict, whose, words
from bot.reply import Body, Notice, Reply
from bot.reply.form import Choices, Form
from bot.reply.found import Attribution, Candidate, ContextTurn, DiffPart, Hit, Quotes, Timeline, Verdict
from bot.reply.pages import Help, Home, Listing, ScheduleList, ScheduleRow, Settings
from bot.texts import text


def plain(reply: Reply) -> str:
    """Return the whole answer as lines of text, without markup."""
    return "\n".join(_lines(reply, reply.body)).strip()


def _lines(reply: Reply, body: Body) -> list[str]:
    locale = reply.locale
    match body:
        case Quotes():
            return _quotes(body, reply)
        case Attribution():
            return _attribution(body, locale)
        case Timeline():
            return chart_text.lines(body, locale)
        case Settings():
            return _settings(body)
        case ScheduleList():
            return [body.text, *(line for row in body.rows for line in _schedule(row))]
        case Listing():
            return _listing(body, locale)
        case Choices():
            return [choice.name for choice in body.choices]
        case Form():
            return [body.title, *(f"{field.label}{colon(locale)}{field.value}" for field in body.fields)]
        case Help():
            return _help(body)
        case Home():
            today = _card(body.today, locale) if body.today else []
            schedules = [line for row in body.schedules for line in _schedule(row)]
            return [body.title, *today, body.language, *schedules, *_help(body.help)]
        case Notice():
            return [body.text]
    assert_never(body)


def _quotes(quotes: Quotes, reply: Reply) -> list[str]:
    if not quotes.hits:
        return [nobody(quotes, reply)]
    lines = [quotes.heading] if quotes.heading else []
    if quotes.hits[0].weak:
        lines.append(text(reply.locale, "weak"))
    for number, hit in enumerate(quotes.hits, quotes.first + 1):
        lines += [*_card(hit, reply.locale), _count(number, quotes.total, reply.locale), ""]
    return lines


def _count(number: int, total: int, locale: str) -> str:
    return text(locale, "hit-number", number=number, total=total) if total > 1 else ""


def _card(hit: Hit, locale: str) -> list[str]:
    lines = [*_context("context-before", hit.before, locale), words(hit, locale), f"— {caption(hit, locale)}"]
    lines += [f"  {line}" for line in (label(hit, locale), address(hit), f"#{hit.passage}") if line]
    return lines + _context("context-after", hit.after, locale)


def _context(message: str, turns: tuple[ContextTurn, ...], locale: str) -> list[str]:
    if not turns:
        return []
    return [
        text(locale, message),
        *(f"  {says(turn.speaker, locale)}{turn.text}" for turn in turns),
    ]


def _attribution(attribution: Attribution, locale: str) -> list[str]:
    if attribution.verdict is Verdict.NOT_FOUND:
        lines = [text(locale, "said-by-nobody", fragment=attribution.fragment)]
        if attribution.remark:
            lines.append(text(locale, "said-by-editor", remark=attribution.remark))
        if attribution.related:
            lines += ["", text(locale, "related")]
            lines += [line for hit in attribution.related for line in _card(hit, locale)]
        return lines
    lines = [*filter(None, [attribution.heading]), verdict(attribution, locale)]
    return lines + [line for candidate in attribution.candidates for line in _candidate(candidate, locale)]


def _candidate(candidate: Candidate, locale: str) -> list[str]:
    lines = _card(candidate.hit, locale)
    lines += filter(None, [whose(candidate, locale)])
    if candidate.partial:
        lines.append(text(locale, "said-in-part"))
    if candidate.differs:
        lines.append(text(locale, "difference", diff="".join(map(_diff, candidate.diff))))
    return [*lines, ""]


def _diff(part: DiffPart) -> str:
    if part.asked == part.said:
        return part.said
    return (f"[-{part.asked}-]" if part.asked else "") + (f"{{+{part.said}+}}" if part.said else "")


def _settings(settings: Settings) -> list[str]:
    lines = [
        line
        for row in settings.rows
        for line in (f"{row.label} ({row.name}): {row.shown}", f"  {row.meaning} ({row.allowed})")
    ]
    return [*lines, "" if settings.may_change else settings.who_may, *settings.log]


def _schedule(row: ScheduleRow) -> list[str]:
    due = row.next_at.strftime("%Y-%m-%d %H:%M %Z") if row.next_at else ""
    return [" · ".join(part for part in (due, row.draws_from, row.last, row.state) if part)]


def _listing(listing: Listing, locale: str) -> list[str]:
    pages = text(locale, "hit-number", number=listing.page, total=listing.pages) if listing.pages > 1 else ""
    return [listing.title, *(f"  {row.title} · {row.detail}" for row in listing.rows), pages]


def _help(help_: Help) -> list[str]:
    rows = [f"  {row.usage}  {row.meaning}" for row in help_.rows]
    return [help_.title, help_.text, *rows, *(f"  > {example}" for example in help_.examples)]
