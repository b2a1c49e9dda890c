"""What people know about sources, speakers and concepts: the TOML files of the seeds folders."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from bot.corpus.model import Concept, Names, PartialDate, Problem, Rights, Source, Speaker

FILES = ("sources.toml", "speakers.toml", "glossary.toml", "vocabulary.toml")
_DATE = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_AT_LINE = re.compile(r"\(at line (\d+)")
Thing = TypeVar("Thing", Source, Speaker)


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of all folders, merged; where two say the same thing differently, the later one counts."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By source: the addresses and titles any one of which identifies its document."""
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(folders: Sequence[Path]) -> Facts:
    """Read and merge the facts of all folders; what is wrong with them comes back as problems."""
    return _checked(_Merger().merged(folders))


def partial_date(text: str) -> PartialDate | None:
    """Return `YYYY-MM-DD` or `YYYY-MM` as a date, None if it is neither or no such day exists."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    date = PartialDate(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    try:
        date.first_day()
    except ValueError:
        return None
    return date


class _Merger:
    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._matches: dict[str, tuple[str, ...]] = {}
        self._speakers: dict[str, Speaker] = {}
        self._concepts: dict[str, Concept] = {}
        self._problems: list[Problem] = []

    def merged(self, folders: Sequence[Path]) -> Facts:
        for folder in folders:
            for name, table, take in (
                ("sources.toml", "source", self._source),
                ("speakers.toml", "speaker", self._speaker),
                ("glossary.toml", "concept", self._concept),
                ("vocabulary.toml", "concept", self._concept),
            ):
                path = folder / name
                for entry in self._entries(path, table):
                    try:
                        take(entry)
                    except (TypeError, ValueError, KeyError, AttributeError) as error:
                        self._problem(
                            path, _line_of(path, entry), f"[[{table}]] {entry.get('id', '')!s}: {error}"
                        )
        return Facts(
            self._sources,
            self._matches,
            self._speakers,
            tuple(self._concepts.values()),
            tuple(self._problems),
        )

    def _entries(self, path: Path, table: str) -> list[dict[str, Any]]:
        if not path.is_file():
            return []
        try:
            loaded = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            at = _AT_LINE.search(str(error))
            self._problem(path, int(at[1]) if at else 1, f"no valid TOML: {error}")
            return []
        except (OSError, UnicodeDecodeError) as error:
            self._problem(path, 1, f"can't be read: {error}")
            return []
        entries = loaded.get(table, [])
        if not isinstance(entries, list):
            self._problem(path, 1, f"{table} is no list of [[{table}]]")
            return []
        good = [entry for entry in entries if isinstance(entry, dict) and _is_id(entry.get("id"))]
        if len(good) < len(entries):
            self._problem(path, 1, f"every [[{table}]] needs an id of letters, digits and hyphens")
        return good

    def _problem(self, path: Path, line: int, text: str) -> None:
        self._problems.append(Problem(path, line, text, severe=True))

    def _source(self, entry: dict[str, Any]) -> None:
        day = str(entry.get("date", ""))
        if day and not partial_date(day):
            raise ValueError(f"{day!r} is no date of the form YYYY-MM-DD or YYYY-MM")
        source = Source(
            id=entry["id"],
            title=_names(entry.get("title", {})),
            date=partial_date(day),
            participants=_texts(entry, "participants"),
            hosts=_texts(entry, "hosts"),
            rights=_rights(entry.get("rights", {})),
            show=_text(entry, "show"),
            url=_text(entry, "url"),
            text_url=_text(entry, "text_url"),
            language=_text(entry, "language"),
            text_language=_text(entry, "text_language"),
            translator=_text(entry, "translator"),
        )
        self._sources[source.id] = _overlaid(self._sources.get(source.id), source)
        self._matches[source.id] = _union(self._matches.get(source.id, ()), _texts(entry, "match"))

    def _speaker(self, entry: dict[str, Any]) -> None:
        known = self._speakers.get(entry["id"])
        speaker = Speaker(entry["id"], _names(entry.get("name", {})), _texts(entry, "aliases"))
        if known:
            speaker = replace(speaker, aliases=_union(known.aliases, speaker.aliases))
        self._speakers[speaker.id] = _overlaid(known, speaker)

    def _concept(self, entry: dict[str, Any]) -> None:
        known = self._concepts.get(entry["id"], Concept(entry["id"], ()))
        self._concepts[entry["id"]] = Concept(
            entry["id"],
            _union(known.terms, _texts(entry, "terms")),
            _union(known.narrower, _texts(entry, "narrower")),
            _union(known.unlike, _texts(entry, "unlike")),
            _union(known.beside, _texts(entry, "beside")),
        )


def _is_id(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[\w][\w.-]{0,63}", value))


def _names(value: object) -> Names:
    if isinstance(value, str):
        return Names(en=value)
    if not isinstance(value, dict):
        raise TypeError("a name or title is a text or a table of en, zh-Hans, zh-Hant")
    return Names(*(str(value.get(locale, "")) for locale in ("en", "zh-Hans", "zh-Hant")))


def _text(entry: dict[str, Any], key: str) -> str:
    return str(entry.get(key, ""))


def _texts(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"{key} is a list of texts")
    return tuple(item for item in value if item.strip())


def _rights(value: object) -> Rights:
    if not isinstance(value, dict):
        raise TypeError("rights is a table")
    longest = value.get("longest_quote")
    if longest is not None and (not isinstance(longest, int) or isinstance(longest, bool) or longest < 1):
        raise ValueError("longest_quote is a number of characters")
    daily, hidden = value.get("daily", True), value.get("hidden", False)
    if not isinstance(daily, bool) or not isinstance(hidden, bool):
        raise TypeError("daily and hidden are true or false")
    return Rights(longest, daily, hidden, _texts(value, "workspaces"))


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))


def _overlaid(known: Thing | None, new: Thing) -> Thing:
    """Return `new`, with what it leaves empty taken from `known`."""
    if known is None:
        return new
    empty = {
        part.name: getattr(known, part.name)
        for part in fields(new)
        if getattr(new, part.name) in ("", None, (), Names(), Rights())
    }
    return replace(new, **empty)


def _line_of(path: Path, entry: Mapping[str, Any]) -> int:
    """Return the line where an entry gives its id."""
    needle = re.compile(rf"\s*id\s*=\s*[\"']{re.escape(str(entry.get('id', '')))}[\"']")
    lines = path.read_text("utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if needle.match(line)), 1)


def _checked(facts: Facts) -> Facts:
    """Add a problem for every participant that no speakers file knows."""
    missing = [
        (source.id, person)
        for source in facts.sources.values()
        for person in dict.fromkeys(source.participants + source.hosts)
        if person not in facts.speakers
    ]
    problems = tuple(
        Problem(Path("sources.toml"), 1, f"source {source}: no speakers.toml names {person!r}", severe=True)
        for source, person in missing
    )
    return replace(facts, problems=facts.problems + problems)
