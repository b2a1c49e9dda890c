"""/help: what one can ask in this room, with three examples from what can be quoted here."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.command import Command, Context
from bot.corpus.counts import counts, once
from bot.corpus.model import Corpus, Kind, Passage
from bot.corpus.people import UNKNOWN
from bot.interaction import Interaction
from bot.reply import Help, HelpRow, Reply
from bot.texts import messages

EXAMPLES = 3
_LOOKED_AT = 2000
"""Passages among which an example is looked for: help must be quick in a corpus of a million."""
_CLAUSE = re.compile(r"[^，。！？；：、,.!?;:\n“”\"「」『』（）()\[\]]{8,30}")


def answer(asked: Interaction, context: Context) -> Reply:
    """Return the commands of this room's menu and examples that find something."""
    known = counts(context.searcher.corpus)
    speakers = len([id_ for id_ in known.speakers if id_ != UNKNOWN.id])
    said = context.text("help-text", sources=len(known.sources), speakers=speakers)
    lines = [said if known.sources else context.text("help-empty")]
    if context.settings.mentions and asked.channel.platform != "console":
        lines.append(context.text("help-mention"))
    rows = tuple(HelpRow(f"/{name}", context.text(f"command-{name}")) for name in _menu())
    offered = (line for line in _examples(context) if line[1:].partition(" ")[0] in _menu())
    examples = tuple(islice(offered, EXAMPLES))
    body = Help(context.text("help-title"), "\n".join(lines), rows, examples)
    return Reply(body, asked, context.locale, private=True)


def _menu() -> tuple[str, ...]:
    """Return the commands with a description; what only buttons call has none."""
    order = ("quote", "who-said", "timeline", "daily", "speakers", "sources", "settings", "privacy")
    return tuple(name for name in order if f"command-{name}" in messages("en"))


def _examples(context: Context) -> Iterator[str]:
    corpus = context.searcher.corpus
    topic, passage = _topic(corpus), _sayable(corpus, context)
    if topic:
        yield f"/quote {topic}"
    if passage:
        yield f"/who-said {_clause(passage)}"
    if topic and len([source for source in corpus.sources.values() if source.date]) > 1:
        yield f"/timeline {topic}"
    for speaker in _talkers(context):
        yield f"/quote speaker:{speaker}"


def _talkers(context: Context) -> list[str]:
    corpus = context.searcher.corpus
    most = (id_ for id_, _ in counts(corpus).speakers.most_common() if id_ in corpus.speakers)
    names = (corpus.speakers[id_].names.for_locale(context.locale) for id_ in most if id_ != UNKNOWN.id)
    return [f"“{name}”" if " " in name else name for name in names if name][:EXAMPLES]


@once
def _topic(corpus: Corpus) -> str:
    """Return a term of the glossary that is spoken of in the most interviews, or else a section's heading."""
    looked_at = corpus.passages[:: max(1, len(corpus.passages) // _LOOKED_AT)]
    best, most = "", 0
    for concept in corpus.concepts:
        for term in concept.terms:
            within = {passage.source for passage in looked_at if term in passage.text}
            if len(within) > most:
                best, most = term, len(within)
    headings = (passage.section for passage in looked_at if 2 <= len(passage.section) <= 20)
    return best or next(headings, "")


def _sayable(corpus: Corpus, context: Context) -> Passage | None:
    looked_at = corpus.passages[:: max(1, len(corpus.passages) // _LOOKED_AT)]
    drawn = context.settings.speakers
    for passage in looked_at:
        said = (
            passage.quotable and passage.kind is Kind.VERBATIM and not passage.host and not passage.pull_quote
        )
        if said and (not drawn or passage.speaker in drawn) and _clause(passage):
            return passage
    return None


def _clause(passage: Passage) -> str:
    found = max(_CLAUSE.findall(passage.text), key=len, default="")
    return found.strip() if len(found.strip()) >= 8 else ""


HELP = Command("help", answer)
