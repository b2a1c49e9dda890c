"""The words on a quote's card, the same on every platform."""

from bot.corpus.model import Source, Speaker
from bot.reply import Reply
from bot.reply.found import Attribution, Candidate, Hit, Quotes
from bot.texts import text
from bot.texts.dates import show_date

_MARKS = (("“", "”"), ("「", "」"), ("『", "』"))


def words(hit: Hit, locale: str) -> str:
    """Return what is shown of a hit: in quotation marks if somebody said it, bare if it is a paraphrase."""
    quote = hit.quote.strip()
    return in_marks(quote, locale) if hit.verbatim else quote


def in_marks(said: str, locale: str) -> str:
    """Return words in such quotation marks as they do not use themselves: it stays plain who quotes whom."""
    marks = _MARKS if locale != "zh-Hant" else (*_MARKS[1:], _MARKS[0])
    opening, closing = next((pair for pair in marks if not set(pair) & set(said)), marks[0])
    return f"{opening}{said}{closing}"


def says(speaker: Speaker, locale: str) -> str:
    """Return a name with the colon before what was said, as the language writes it."""
    return f"{speaker.names.for_locale(locale)}{colon(locale)}"


def colon(locale: str) -> str:
    """Return a colon, with the space that Chinese does without."""
    return "：" if locale.startswith("zh") else ": "


def caption(hit: Hit, locale: str) -> str:
    """Return who, where, when: `Wen Example · A Show · 3 May 2021 · 12:34`."""
    parts = (
        hit.speaker.names.for_locale(locale),
        show(hit.source, locale),
        show_date(hit.source.date, locale) if hit.source.date else "",
        location(hit),
    )
    return " · ".join(part for part in parts if part)


def show(source: Source, locale: str) -> str:
    """Return what a source is known by: the show, else the title."""
    return source.show or source.title.for_locale(locale)


def location(hit: Hit) -> str:
    """Return where in the source a quote stands: the time, else the section."""
    return clock(hit.start) if hit.start is not None else hit.section


def clock(seconds: float) -> str:
    """Return `1:02:03`, or `2:03` in the first hour."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def label(hit: Hit, locale: str) -> str:
    """Return what one must know of the words: a paraphrase, a translation and whose, a converted script."""
    parts = [
        "" if hit.verbatim else text(locale, "notes"),
        translation(hit.source, locale) if hit.translated and hit.verbatim else "",
        text(locale, "converted") if hit.converted else "",
    ]
    return " · ".join(part for part in parts if part)


def translation(source: Source, locale: str) -> str:
    """Return from which language a source was translated, and by whom."""
    tag = source.language.split("-")[0]
    language = text(locale, f"language-{tag}" if tag in {"en", "zh"} else "language-other")
    if not source.translator:
        return text(locale, "translated-unsigned", language=language)
    return text(locale, "translated", language=language, translator=source.translator)


def address(hit: Hit) -> str:
    """Return the link of a hit: the talk, to the second where a video tells it, else the text."""
    url = hit.source.url or hit.source.text_url
    if hit.start is not None and ("youtube.com/watch" in url or "youtu.be/" in url):
        return f"{url}{'&' if '?' in url else '?'}t={int(hit.start)}s"
    return url


def nobody(quotes: Quotes, reply: Reply) -> str:
    """Return the honest no, which says when it holds only for what the question was narrowed to."""
    if not quotes.query:
        return text(reply.locale, "nothing-to-quote")
    narrowed = any(reply.interaction.option(name) for name in ("speaker", "source", "since", "until"))
    return nobody_of(quotes.query, reply.locale, narrowed=narrowed)


def nobody_of(query: str, locale: str, *, narrowed: bool) -> str:
    """Return the same for what was looked for, a question or a topic."""
    return text(locale, "nobody-filtered" if narrowed else "nobody", query=query)


def verdict(found: Attribution, locale: str) -> str:
    """Return how surely somebody said a fragment, or that too many did."""
    if found.speakers:
        return text(locale, "said-by-many", people=found.speakers)
    return text(locale, f"said-{found.verdict.value}")


def whose(candidate: Candidate, locale: str) -> str:
    """Return whose words a speaker only quotes; empty if they are the speaker's own."""
    if candidate.quoted_name:
        return text(locale, "quoting", name=candidate.quoted_name)
    return text(locale, "quoting-others") if candidate.quoted_speaker else ""
