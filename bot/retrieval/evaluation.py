"""How well questions with known answers are answered: for a team to judge its own corpus."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.corpus.model import Passage
from bot.errors import UserError, YuluError
from bot.retrieval.analyzer import fold
from bot.retrieval.search import Ranked, Searcher

DEPTH = 10
"""Hits that count."""
_NOT_WORDS = re.compile(r"[\W_]+")


class QuestionError(YuluError):
    """A line that is no question: what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what a right hit is: all that is given must be so.

    A hit is right that contains one of the strings `any`, is one of `passages` (an id of ours, or one that
    the document gave), and is by `speaker` (an id or a name). An empty `any` says: nobody speaks of it.
    """

    text: str
    any: tuple[str, ...] | None = None
    passages: frozenset[str] | None = None
    speaker: str = ""

    @property
    def absent(self) -> bool:
        """Whether no hit is the right answer."""
        return self.any == ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A question whose first hit is not right."""

    question: Question
    rank: int | None
    """Where the right hit stands; None if it is not among the first `DEPTH`."""
    first: str = ""
    """The text of the first hit."""
    error: str = ""
    """The message id of a question that was refused."""


@dataclass(frozen=True, slots=True)
class Report:
    """Shares of all questions, 0 to 1; an honest "nobody" counts as a right first hit."""

    questions: int
    mrr10: float
    recall1: float
    recall5: float
    recall10: float
    failures: tuple[Failure, ...] = ()


def evaluate(lines: Iterable[str], searcher: Searcher) -> Report:
    """Ask every question and compare.

    Raises:
        QuestionError: a line is no question.
    """
    questions = [read_question(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    ranks: list[int | None] = []
    failures: list[Failure] = []
    for question in questions:
        rank, first, error = _ask(question, searcher)
        ranks.append(rank)
        if rank != 1:
            failures.append(Failure(question, rank, first, error))
    found = [rank for rank in ranks if rank is not None]
    count = max(1, len(ranks))
    return Report(
        questions=len(ranks),
        mrr10=sum(1 / rank for rank in found) / count,
        recall1=sum(rank == 1 for rank in found) / count,
        recall5=sum(rank <= 5 for rank in found) / count,
        recall10=len(found) / count,
        failures=tuple(failures),
    )


def read_question(line: str, number: int) -> Question:
    """Return the question of a JSON line.

    Raises:
        QuestionError: it is none.
    """
    try:
        given: Any = json.loads(line)
    except ValueError as error:
        raise QuestionError(f"line {number}: not JSON: {error}") from None
    if not isinstance(given, dict) or not isinstance(given.get("query"), str):
        raise QuestionError(f'line {number}: no "query"')
    if not {"any", "passages", "speaker"} & given.keys():
        raise QuestionError(f'line {number}: none of "any", "passages", "speaker"')
    strings, passages = _strings(given, "any", number), _strings(given, "passages", number)
    speaker = given.get("speaker") or ""
    if not isinstance(speaker, str):
        raise QuestionError(f'line {number}: "speaker" is not a string')
    return Question(given["query"], strings, None if passages is None else frozenset(passages), speaker)


def _strings(given: Mapping[str, Any], name: str, number: int) -> tuple[str, ...] | None:
    values = given.get(name)
    if values is None:
        return None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise QuestionError(f'line {number}: "{name}" is not a list of strings')
    return tuple(values)


def _ask(question: Question, searcher: Searcher) -> tuple[int | None, str, str]:
    try:
        hits = searcher.search(question.text, limit=DEPTH).hits
    except UserError as error:
        return None, "", error.message
    if question.absent:
        return (None, hits[0].passage.text, "") if hits else (1, "", "")
    rank = next((at for at, hit in enumerate(hits, 1) if _right(question, hit, searcher)), None)
    return rank, hits[0].passage.text if hits else "", ""


def _right(question: Question, hit: Ranked, searcher: Searcher) -> bool:
    passage = hit.passage
    if question.passages is not None and not {passage.id, passage.turn_id} & question.passages:
        return False
    if question.speaker and not _speaks(question.speaker, passage, searcher):
        return False
    if question.any is None:
        return True
    text = _bare(passage.text)
    return any(_bare(string) in text for string in question.any)


def _speaks(name: str, passage: Passage, searcher: Searcher) -> bool:
    speaker = searcher.corpus.speakers.get(passage.speaker)
    names = (speaker.names.en, speaker.names.zh_hans, speaker.names.zh_hant) if speaker else ()
    return _bare(name) in {_bare(passage.speaker), *map(_bare, names)}


def _bare(text: str) -> str:
    """Return a text folded, without punctuation, spaces and markup."""
    return _NOT_WORDS.sub("", fold(text).text)
