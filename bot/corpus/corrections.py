"""What people set right: an overlay over the documents, which themselves are never touched.

The file is TOML. Each correction names a passage as the document gives it, and sets right who says that
turn, or words in it:

    [[correction]]
    passage = "harbour-k3v9x2qd"
    speaker = "ana-lin"

    [[correction]]
    passage = "harbour-7mzp41aa"
    wrong = "the tight"
    right = "the tide"
"""

import json
import os
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from bot.corpus.model import Corpus, Paragraph, Passage, Problem, Source, Span, Turn
from bot.corpus.passages import passages
from bot.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing set right: the `speaker` (an id) of the passage's turn, or `wrong` words by `right` ones."""

    passage: str
    speaker: str = ""
    wrong: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """All corrections of a file, in order."""

    path: Path
    corrections: tuple[Correction, ...] = ()


def read(path: Path) -> Overlay:
    """Return the corrections of a file; a missing file has none.

    Raises:
        CorpusError: it is no such file.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("correction", [])
        return Overlay(path, tuple(_correction(path, entry) for entry in entries))
    except FileNotFoundError:
        return Overlay(path)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise CorpusError(path, 0, f"can't be read as corrections: {error}") from error


def _correction(path: Path, entry: object) -> Correction:
    names = {field.name for field in fields(Correction)}
    if not isinstance(entry, dict) or not set(entry) <= names or not all(map(_is_text, entry.values())):
        raise CorpusError(path, 0, f"a correction has the texts {', '.join(sorted(names))}")
    made = Correction(**{"passage": "", **entry})
    if not made.passage or bool(made.speaker) == bool(made.wrong):
        raise CorpusError(
            path, 0, "a correction names a passage, and either its speaker or wrong and right words"
        )
    return made


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def add(path: Path, correction: Correction) -> None:
    """Write one more correction to a file, whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    lines = ["", "[[correction]]"]
    for field in fields(correction):
        value = getattr(correction, field.name)
        if value or (field.name == "right" and correction.wrong):
            lines.append(f"{field.name} = {_quoted(value)}")
    before = (
        path.read_text("utf-8") if path.exists() else "# What people set right. See `yulu corrections`.\n"
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text("\n".join([before.rstrip("\n"), *lines, ""]), "utf-8")
    aside.replace(path)


def _quoted(text: str) -> str:
    # JSON's strings are TOML's, but for this one character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def corrected(corpus: Corpus, path: Path) -> Corpus:
    """Return the corpus with a file's corrections; a file that can't be read is a problem of the corpus."""
    try:
        return apply(corpus, read(path))
    except CorpusError as error:
        problem = Problem(error.path, error.line, error.reason, severe=True)
        return replace(corpus, problems=(*corpus.problems, problem))


def apply(corpus: Corpus, overlay: Overlay) -> Corpus:
    """Return the corpus with everything set right that still fits it; passages keep their ids.

    What fits no more is a problem of the corpus.
    """
    if not overlay.corrections:
        return corpus
    found = {passage.id: passage for passage in corpus.passages}
    turns = {source: list(own) for source, own in corpus.turns.items()}
    problems: list[Problem] = []
    changed: set[str] = set()
    for correction in overlay.corrections:
        passage = found.get(correction.passage)
        fitting = _fitting(corpus, correction, passage, turns)
        if passage is None or fitting is None:
            text = f"the correction of {correction.passage} fits nothing (any more)"
            problems.append(Problem(overlay.path, 0, text))
            continue
        turns[passage.source][passage.turn - 1] = fitting
        changed.add(passage.source)
    return replace(
        corpus,
        turns={source: tuple(own) for source, own in turns.items()},
        passages=tuple(_rebuilt(corpus, turns, changed)),
        problems=(*corpus.problems, *problems),
    )


def _fitting(
    corpus: Corpus, correction: Correction, passage: Passage | None, turns: dict[str, list[Turn]]
) -> Turn | None:
    if passage is None:
        return None
    turn = turns[passage.source][passage.turn - 1]
    if correction.speaker:
        known = correction.speaker in corpus.speakers
        return replace(turn, speaker=correction.speaker, inferred=False) if known else None
    paragraphs = tuple(_reworded(paragraph, correction) for paragraph in turn.paragraphs)
    return replace(turn, paragraphs=paragraphs) if paragraphs != turn.paragraphs else None


def _rebuilt(corpus: Corpus, turns: dict[str, list[Turn]], changed: set[str]) -> Iterable[Passage]:
    before: dict[str, list[Passage]] = defaultdict(list)
    for passage in corpus.passages:
        before[passage.source].append(passage)
    for source, old in before.items():
        yield from _renewed(corpus.sources[source], old, turns[source]) if source in changed else old


def _renewed(source: Source, old: list[Passage], turns: Sequence[Turn]) -> Iterable[Passage]:
    """Return a source's passages made anew, under the ids by which they are known."""
    new = passages(source, turns)
    known: dict[int, list[str]] = defaultdict(list)
    for passage in old:
        known[passage.turn].append(passage.id)
    now = Counter(passage.turn for passage in new)
    ids = {turn: iter(own) for turn, own in known.items() if len(own) == now[turn]}
    return [
        replace(passage, id=next(ids[passage.turn])) if passage.turn in ids else passage for passage in new
    ]


def _reworded(paragraph: Paragraph, correction: Correction) -> Paragraph:
    """Return a paragraph with words replaced; damage that they stood for is undone."""
    text, wrong, right = paragraph.text, correction.wrong, correction.right
    at = text.find(wrong)
    while at != -1:
        end = at + len(wrong)
        text = text[:at] + right + text[end:]
        paragraph = replace(
            paragraph,
            text=text,
            doubts=_moved(paragraph.doubts, Span(at, end), len(right)),
            emphasis=_moved(paragraph.emphasis, Span(at, end), len(right)),
        )
        at = text.find(wrong, at + len(right))
    return paragraph


def _moved(spans: Iterable[Span], gone: Span, length: int) -> tuple[Span, ...]:
    """Return the spans that do not touch what is gone, where they are now."""
    shift = length - (gone.end - gone.start)
    before = [span for span in spans if span.end <= gone.start]
    after = [Span(span.start + shift, span.end + shift) for span in spans if span.start >= gone.end]
    return (*before, *after)
