"""Reply to JSON: the contract that the README documents. Names in it are the English ones."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from bot.card import address, location
from bot.corpus.model import PartialDate, Source, Speaker
from bot.interaction import Interaction
from bot.reply import Reply
from bot.reply.form import Choices
from bot.reply.found import Attribution, Candidate, ContextTurn, Hit, Point, Quotes, Timeline
from bot.reply.pages import ScheduleList

KINDS: dict[type, str] = {ScheduleList: "schedule"}


def to_json(reply: Reply) -> str:
    """Return a reply as one line of JSON."""
    return json.dumps(as_dict(reply), ensure_ascii=False)


def as_dict(reply: Reply) -> dict[str, Any]:
    """Return a reply as what `json` can write."""
    kind = KINDS.get(type(reply.body), type(reply.body).__name__.lower())
    return {"kind": kind, **_body(reply), "interaction": _interaction(reply.interaction)}


def _body(reply: Reply) -> dict[str, Any]:
    match reply.body:
        case Quotes(query, total, hits):
            return {"query": query, "total": total, "hits": [_hit(hit) for hit in hits]}
        case Attribution() as found:
            return {
                "fragment": found.fragment,
                "verdict": found.verdict.value,
                "candidates": [_candidate(candidate) for candidate in found.candidates],
                "related": [_hit(hit) for hit in found.related],
                "remark": found.remark or None,
                "speakers": found.speakers,
            }
        case Timeline(topic, points, undated):
            return {"topic": topic, "points": [*map(_point, points)], "undated": [*map(_point, undated)]}
        case Choices(choices):
            return {"choices": [_plain(choice) for choice in choices]}
        case other:
            fields = dataclasses.fields(other)
            return {field.name: _plain(getattr(other, field.name)) for field in fields}


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "passage": hit.passage,
        "quote": hit.quote,
        "text": hit.text,
        "highlights": [[span.start, span.end] for span in hit.highlights],
        "speaker": _speaker(hit.speaker),
        "source": {
            "id": hit.source.id,
            "title": hit.source.title.for_locale("en"),
            "show": hit.source.show,
            "date": _plain(hit.source.date),
            "url": address(hit),
            "location": location(hit) or None,
        },
        "turn": hit.turn,
        "turn_id": hit.turn_id or None,
        "score": hit.score,
        "verbatim": hit.verbatim,
        "translated": hit.translated,
        "weak": hit.weak,
        "before": [*map(_context, hit.before)],
        "after": [*map(_context, hit.after)],
    }


def _context(turn: ContextTurn) -> dict[str, Any]:
    return {"speaker": _speaker(turn.speaker), "turn": turn.turn, "text": turn.text}


def _speaker(speaker: Speaker) -> dict[str, str]:
    return {"id": speaker.id, "name": speaker.names.for_locale("en")}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        **_hit(candidate.hit),
        "similarity": candidate.similarity,
        "diff": [[part.asked, part.said] for part in candidate.diff],
        "quoted_speaker": candidate.quoted_speaker or None,
        "partial": candidate.partial,
    }


def _point(point: Point) -> dict[str, Any]:
    return {
        "date": _plain(point.date),
        "source": point.source.id,
        "speakers": [speaker.id for speaker in point.speakers],
        "count": point.count,
        "share": point.share,
        "hit": _hit(point.hit),
        "years_meant": list(point.years_meant),
        "figures": [[span.start, span.end] for span in point.figures],
        "lines": [_hit(line) for line in point.lines],
    }


def _interaction(interaction: Interaction) -> dict[str, Any]:
    return {"command": interaction.command or None, "options": dict(interaction.options)}


def _plain(value: object) -> Any:
    match value:
        case None | str() | bool() | int() | float():
            return value
        case PartialDate() | date() | datetime() | time():
            return str(value)
        case Enum():
            return value.value
        case Hit():
            return _hit(value)
        case Speaker() | Source():
            return value.id
        case Interaction():
            return _interaction(value)
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case tuple() | list() | frozenset():
            return [_plain(item) for item in value]
        case _ if dataclasses.is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    raise TypeError(type(value).__name__)
