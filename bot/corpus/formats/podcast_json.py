"""The Podcasting 2.0 JSON transcript and what resembles it.

`{"segments": [{"speaker": "Ann", "startTime": 1.5, "body": "Hello."}]}`
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.corpus.formats import captions, json_lines
from bot.corpus.formats.captions import Cue
from bot.corpus.formats.manuscript import Manuscript, Reading, Recognition, Utterance

TITLE = "JSON transcript"
_LISTS = ("segments", "transcript", "utterances", "turns", "results", "captions", "dialogue", "items", "data")


def recognise(manuscript: Manuscript) -> Recognition | None:
    """Read a document that is one JSON value with a list of pieces of speech in it."""
    if not manuscript.text.lstrip().startswith(("{", "[")):
        return None
    try:
        loaded = json.loads(manuscript.text)
    except (ValueError, RecursionError):
        return None
    metadata = json_lines.texts(loaded) if isinstance(loaded, dict) else {}
    pieces = _pieces(loaded)
    cues = tuple(cue for piece in pieces if (cue := _cue(piece)))
    if not cues:
        return None
    reading = _separate(cues, metadata) if _are_turns(pieces) else captions.reading(cues, metadata)
    return Recognition(TITLE, 1.0, (reading,)) if reading.utterances else None


def _pieces(loaded: object) -> list[Mapping[str, Any]]:
    """Return the list of pieces of speech, wherever the document keeps it."""
    if isinstance(loaded, list):
        return [piece for piece in loaded if isinstance(piece, dict)]
    if isinstance(loaded, dict):
        for name in _LISTS:
            found = _pieces(loaded.get(name))
            if found:
                return found
    return []


def _cue(piece: Mapping[str, Any]) -> Cue | None:
    text = next(
        (piece[key] for key in ("body", "text", "content", "transcript") if isinstance(piece.get(key), str)),
        "",
    )
    if not text.strip():
        return None
    speaker = next(
        (piece[key] for key in ("speaker", "speaker_name", "name") if piece.get(key) is not None), ""
    )
    times = [
        json_lines.moment(piece, keys) for keys in (("startTime", "start", "start_time"), ("endTime", "end"))
    ]
    return Cue(1, times[0], text, str(speaker).strip(), times[1])


def _are_turns(pieces: list[Mapping[str, Any]]) -> bool:
    """Whether the pieces are whole turns: they carry ids of their own, or no end times."""
    return any("id" in piece and "speaker" in piece for piece in pieces) or not any(
        "endTime" in piece or "end" in piece for piece in pieces
    )


def _separate(cues: tuple[Cue, ...], metadata: Mapping[str, str]) -> Reading:
    utterances: list[Utterance] = []
    for cue in cues:
        utterances += captions.reading((cue,), {}).utterances
    return Reading(tuple(utterances), (), metadata)
