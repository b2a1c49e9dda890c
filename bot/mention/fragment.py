"""From a message to the words in it that somebody may have said."""

import re

from bot.mention.sentence import quotation
from bot.retrieval.search import Searcher
from bot.retrieval.sentences import sentences

_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_LINKS = re.compile(r"<?https?://[^\s>]+>?|<[@#!][^>]*>|@[\w.-]+|:[a-z0-9_+-]+:")
_BLOCK = re.compile(r"^\s*>+ ?(.*)$", re.MULTILINE)
_QUOTED = re.compile(r"“[^”]{2,}”|「[^」]{2,}」|『[^』]{2,}』|\"[^\"\n]{2,}\"|«[^»]{2,}»")
_MOST = 12
"""Sentences of a message that are tried."""


def fragment(message: str, searcher: Searcher) -> str:
    """Return the quoted part of a message if there is one, else the sentence that a passage matches best.

    Code blocks, links and user names are nobody's words.
    """
    text = _LINKS.sub(" ", _CODE.sub(" ", message))
    block = "\n".join(_BLOCK.findall(text)).strip()
    if block:
        return block
    quoted = [quotation(match) for match in _QUOTED.findall(text)]
    if quoted:
        return max(quoted, key=len)
    parts = [text[span.start : span.end].strip() for span in sentences(text)][:_MOST]
    if len(parts) < 2:
        return " ".join(text.split())
    return max(parts, key=lambda part: _likeness(part, searcher))


def _likeness(part: str, searcher: Searcher) -> float:
    hits = searcher.search(part, limit=1).hits
    return hits[0].score / len(part) ** 0.5 if hits else 0.0
