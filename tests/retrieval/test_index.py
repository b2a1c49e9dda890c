import multiprocessing
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.corpus.model import Corpus, Passage
from bot.errors import IndexFileError
from bot.retrieval import build, postings
from bot.retrieval.index import Index, fingerprint
from bot.retrieval.postings import Part, Postings
from bot.retrieval.search import open_searcher


def corpus_of(*texts: str, section: str = "") -> Corpus:
    passages = (Passage(f"s-{text}", "s", i, "p", text, section=section) for i, text in enumerate(texts, 1))
    return Corpus(passages=tuple(passages))


THREE = corpus_of("灯塔的看守人", "岛上的苹果树", "The keeper of the lighthouse")


def same(one: Postings, other: Postings) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in postings.TYPES)


def test_what_is_saved_is_what_is_built(tmp_path: Path) -> None:
    assert same(Index.update(tmp_path, THREE).postings, Index.build(THREE).postings)


def test_a_saved_index_is_opened_and_not_built(tmp_path: Path) -> None:
    Index.update(tmp_path, THREE)
    seen: list[int] = []
    Index.update(tmp_path, THREE, lambda done, _: seen.append(done))
    assert seen == []


def test_a_changed_document_is_analysed_alone(tmp_path: Path) -> None:
    Index.update(tmp_path, THREE)
    changed = corpus_of("灯塔的看守人", "岛上没有树", "The keeper of the lighthouse", "后来")
    totals: list[int] = []
    updated = Index.update(tmp_path, changed, lambda _, total: totals.append(total))
    assert totals == [2]
    assert same(updated.postings, Index.build(changed).postings)


def test_removed_and_moved_passages(tmp_path: Path) -> None:
    Index.update(tmp_path, THREE)
    left = replace(THREE, passages=(THREE.passages[2], THREE.passages[0]))
    assert same(Index.update(tmp_path, left).postings, Index.build(left).postings)


def test_repeated_passages(tmp_path: Path) -> None:
    Index.update(tmp_path, corpus_of("灯塔"))
    twice = replace(THREE, passages=(*THREE.passages, *THREE.passages))
    assert same(Index.update(tmp_path, twice).postings, Index.build(twice).postings)


def test_a_section_heading_is_part_of_the_fingerprint() -> None:
    assert fingerprint(corpus_of("灯塔")) != fingerprint(corpus_of("灯塔", section="海"))


def test_many_batches_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Index.build(THREE).postings
    monkeypatch.setattr(build, "_BATCH", 1)
    assert same(Index.build(THREE).postings, whole)


def test_many_pieces_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Index.build(THREE).postings
    monkeypatch.setattr(postings, "_CHUNK", 3)
    assert same(Index.build(THREE).postings, whole)


def test_no_piece_of_many_batches_is_much_larger_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    letters = list("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥")
    texts = ("".join(random.choice(letters, 30)) for _ in range(300))
    monkeypatch.setattr(build, "_BATCH", 5)
    monkeypatch.setattr(postings, "_CHUNK", 1000)
    merged, merge_range = list[int](), postings._merge_range

    def noted(parts: Sequence[Part], low: int, high: int) -> Any:
        made = merge_range(parts, low, high)
        merged.append(len(made[2]))
        return made

    monkeypatch.setattr(postings, "_merge_range", noted)
    Index.build(corpus_of(*texts))
    assert len(merged) > 8
    assert max(merged) < 3000


@pytest.mark.parametrize("name", ["rows", "keys", "manifest.json", "columns"])
def test_a_torn_index_is_noticed_and_built_again(tmp_path: Path, name: str) -> None:
    own = tmp_path / Index.update(tmp_path, THREE).fingerprint
    file = own / name
    file.write_bytes(file.read_bytes()[:-1] + b"?" if file.stat().st_size else b"?")
    with pytest.raises(IndexFileError):
        Index.open(tmp_path, own.name)
    assert same(Index.update(tmp_path, THREE).postings, Index.build(THREE).postings)


def test_a_build_that_died_leaves_nothing_that_is_opened(tmp_path: Path) -> None:
    dead = tmp_path / ".building-x"
    dead.mkdir()
    (dead / "rows").write_bytes(b"1234")
    with pytest.raises(IndexFileError):
        Index.open(tmp_path, fingerprint(THREE))
    assert same(Index.update(tmp_path, THREE).postings, Index.build(THREE).postings)


def test_what_a_dead_build_left_is_removed_after_a_day(tmp_path: Path) -> None:
    for name, age in (("old", 90_000), ("new", 10)):
        aside = tmp_path / f".building-{name}"
        aside.mkdir()
        os.utime(aside, (time.time() - age,) * 2)
    Index.update(tmp_path, THREE)
    assert sorted(path.name for path in tmp_path.glob(".*")) == [".building-new"]


def test_only_the_last_two_indexes_are_kept(tmp_path: Path) -> None:
    for text in "甲乙丙丁":
        Index.update(tmp_path, corpus_of(text))
    assert len(list(tmp_path.iterdir())) == 2


def _update(folder: Path) -> None:
    assert len(Index.update(folder, THREE).postings) == 3


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_update, args=(tmp_path,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert [path.name for path in tmp_path.iterdir()] == [fingerprint(THREE)]


def test_an_empty_corpus(tmp_path: Path) -> None:
    searcher = open_searcher(Corpus(), tmp_path)
    assert searcher.search("灯塔").hits == ()


def test_without_a_place_to_save_the_index_is_kept_in_memory(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("not a folder")
    assert open_searcher(THREE, occupied).search("苹果树").total == 1
