"""What ships in seeds/: facts that agree with one another, notes that are nobody's sentences but ours."""

import re
import tomllib
from collections import Counter
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.corpus.loader import load
from bot.corpus.model import Corpus, Kind
from bot.retrieval.folding import fold

SHIPPED = Path(__file__).parents[1] / "seeds"
NOTES = sorted((SHIPPED / "notes").glob("*.md"))
STATEMENT = re.compile(r"^\*\*(.+?)\*\*: (.+)$", re.MULTILINE)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SCRIPTS = {"en", "zh-Hans", "zh-Hant"}

Row = dict[str, Any]


def rows(name: str, table: str) -> list[Row]:
    return list(tomllib.loads((SHIPPED / f"{name}.toml").read_text(encoding="utf-8"))[table])


SOURCES = {row["id"]: row for row in rows("sources", "source")}
SPEAKERS = {row["id"]: row for row in rows("speakers", "speaker")}
CONCEPTS = rows("glossary", "concept") + rows("vocabulary", "concept")


def forms(speaker: Row) -> set[str]:
    return {fold(form).text for form in (*speaker["name"].values(), *speaker["aliases"])}


def front_matter(notes: Path) -> Row:
    return dict(yaml.safe_load(notes.read_text(encoding="utf-8").split("---\n")[1]))


def statements(notes: Path) -> list[tuple[str, str]]:
    return STATEMENT.findall(notes.read_text(encoding="utf-8"))


def runs(text: str, length: int) -> set[str]:
    """Every run of so many Chinese characters, punctuation and markup taken out."""
    bare = re.sub(r"[，。、！？：；“”‘’「」（）\s,.!?:;()\"*>_-]+", "", text)
    return {
        run[i : i + length]
        for run in re.findall(r"[\u4e00-\u9fff]+", bare)
        for i in range(len(run) - length + 1)
    }


@pytest.fixture(scope="module")
def documents(seeds: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))}


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return load([SHIPPED])


@pytest.mark.parametrize("table", ["sources", "speakers", "concepts"])
def test_ids_are_slugs_and_stand_once(table: str) -> None:
    ids = {
        "sources": [row["id"] for row in rows("sources", "source")],
        "speakers": [row["id"] for row in rows("speakers", "speaker")],
        "concepts": [row["id"] for row in CONCEPTS],
    }[table]
    assert len(set(ids)) == len(ids)
    assert not [each for each in ids if not SLUG.fullmatch(each)]


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_source_says_when_who_and_what_may_be_done(source: Row) -> None:
    assert date.fromisoformat(source["date"]) <= date(2025, 7, 30)
    assert set(source["title"]) == SCRIPTS
    assert set(source["participants"]) <= set(SPEAKERS)
    assert set(source["hosts"]) < set(source["participants"])
    assert source["url"].startswith("https://")
    assert set(source["rights"]) == {"longest_quote", "daily", "hidden"}
    assert source["rights"]["longest_quote"] >= 300


def test_each_document_is_one_source_and_each_source_one_document(documents: dict[str, str]) -> None:
    found = {
        source["id"]: {name for name, text in documents.items() for match in source["match"] if match in text}
        for source in SOURCES.values()
    }
    assert all(len(names) == 1 for names in found.values()), found
    assert set(chain(*found.values())) == set(documents)


def test_every_match_stands_in_the_document_that_it_is_for(documents: dict[str, str]) -> None:
    text = "\n".join(documents.values())
    assert not [m for source in SOURCES.values() for m in source["match"] if m not in text]


@pytest.mark.parametrize("speaker", SPEAKERS.values(), ids=SPEAKERS)
def test_a_person_has_a_name_in_every_script(speaker: Row) -> None:
    assert set(speaker["name"]) == SCRIPTS
    assert all(speaker["name"].values())


def test_no_form_of_a_name_fits_two_people() -> None:
    owners: dict[str, set[str]] = {}
    for speaker in SPEAKERS.values():
        for form in forms(speaker):
            owners.setdefault(form, set()).add(speaker["id"])
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


def test_a_concept_has_two_words_at_least_and_no_word_twice_or_of_another() -> None:
    assert not [concept["id"] for concept in CONCEPTS if len(concept["terms"]) < 2]
    terms = Counter(fold(term).text for concept in CONCEPTS for term in concept["terms"])
    assert not [term for term, times in terms.items() if times > 1 or not term.strip()]


def test_kinds_are_no_terms_and_what_only_looks_like_a_concept_holds_a_term_of_it() -> None:
    for concept in CONCEPTS:
        terms = {fold(term).text for term in concept["terms"]}
        assert not terms & {fold(kind).text for kind in concept.get("narrower", ())}, concept["id"]
        known = terms | {fold(kind).text for kind in concept.get("narrower", ())}
        assert not terms & {fold(word).text for word in concept.get("beside", ())}, concept["id"]
        looks = [fold(word).text for word in concept.get("unlike", ())]
        assert all(any(term in word for term in known) for word in looks), concept["id"]


@pytest.mark.parametrize(
    ("concept", "at_least"),
    [("race-to-the-top", 4), ("scaling-laws", 6), ("constitutional-ai", 5)],
)
def test_the_renderings_are_those_of_the_documents(
    documents: dict[str, str], concept: str, at_least: int
) -> None:
    text = "".join(fold("\n".join(documents.values())).text.split())
    terms = next(row["terms"] for row in CONCEPTS if row["id"] == concept)
    assert sum("".join(fold(term).text.split()) in text for term in terms) >= at_least


def test_every_source_has_notes() -> None:
    assert {front_matter(notes)["source"] for notes in NOTES} == set(SOURCES)


@pytest.mark.parametrize("notes", NOTES, ids=[notes.stem for notes in NOTES])
def test_notes_are_twenty_to_forty_statements_of_people_who_were_there(notes: Path) -> None:
    facts = front_matter(notes)
    present = set().union(*(forms(SPEAKERS[each]) for each in SOURCES[facts["source"]]["participants"]))
    said = statements(notes)
    assert facts["kind"] == "notes"
    assert facts["language"] in SCRIPTS
    assert facts["source"] == notes.stem
    assert 20 <= len(said) <= 40
    assert {fold(name).text for name, _ in said} <= present
    assert len({text for _, text in said}) == len(said)
    body = notes.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert not [line for line in body.splitlines() if line and not re.match(r"## |\*\*", line)]


@pytest.mark.parametrize("notes", NOTES, ids=[notes.stem for notes in NOTES])
def test_every_statement_of_the_notes_is_a_turn_of_the_one_who_holds_it(shipped: Corpus, notes: Path) -> None:
    owners = {form: row["id"] for row in SPEAKERS.values() for form in forms(row)}
    expected = [(owners[fold(name).text], text) for name, text in statements(notes)]
    assert [(turn.speaker, turn.text) for turn in shipped.turns[notes.stem]] == expected
    assert shipped.sources[notes.stem].kind is Kind.NOTES


def test_what_ships_gives_nobody_work(shipped: Corpus) -> None:
    assert not shipped.problems


def test_notes_give_way_to_the_documents(seeds: Path) -> None:
    corpus = load([SHIPPED, seeds])
    assert {each.id: each.kind for each in corpus.sources.values()} == dict.fromkeys(SOURCES, Kind.VERBATIM)
    assert {each.id: str(each.date) for each in corpus.sources.values()} == {
        row["id"]: row["date"] for row in SOURCES.values()
    }
    assert all(
        {turn.speaker for turn in turns} == set(SOURCES[source]["participants"])
        for source, turns in corpus.turns.items()
    )


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.*")), ids=lambda path: str(path.name))
def test_nothing_is_borrowed_from_the_documents(documents: dict[str, str], path: Path) -> None:
    length = 10 if path in NOTES else 16
    theirs = set().union(*(runs(fold(text).text, length) for text in documents.values()))
    assert not runs(fold(path.read_text(encoding="utf-8")).text, length) & theirs
