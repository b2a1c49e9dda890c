import os
from pathlib import Path

import pytest

from bot.corpus import saved
from bot.corpus.columns import columns_of, identity_of, rows_of
from bot.corpus.model import (
    Concept,
    Corpus,
    Document,
    Kind,
    LabelUse,
    Names,
    Paragraph,
    PartialDate,
    Passage,
    Problem,
    Remark,
    Rights,
    Source,
    Span,
    Speaker,
    Turn,
)

ASKED = Turn("talk", 1, "host", (Paragraph("灯塔归谁管？", 3),))
TOLD = Turn("talk", 2, "keeper", (Paragraph("归我管。", 5, 12.5, (Span(0, 1),)), Paragraph("夜里也是。", 6)))
CORPUS = Corpus(
    sources={
        "talk": Source(
            "talk", Names("Talk"), date=PartialDate(2024, 5), hosts=("host",), path=Path("talk.md"),
            rights=Rights(longest_quote=80, workspaces=("slack:T1",)),
        ),
        "notes": Source("notes", Names("Notes"), kind=Kind.NOTES),
    },
    speakers={"keeper": Speaker("keeper", Names("Ada Keeper", "看守人"), ("Ada",))},
    turns={"talk": (ASKED, TOLD), "notes": ()},
    passages=(
        Passage("talk-a", "talk", 1, "host", ASKED.text, host=True),
        Passage("talk-b", "talk", 2, "keeper", "归我管。", question=ASKED.text, doubts=(Span(0, 1),)),
        Passage("talk-c", "talk", 2, "keeper", "夜里\ud800也是。", question="别的问题？", start=12.5),
        Passage("notes-d", "notes", 1, "keeper", "归我管。", section="夜", kind=Kind.NOTES),
    ),
    remarks=(Remark("talk", 1, "译者按", "note"),),
    concepts=(Concept("tower", ("灯塔", "lighthouse")),),
    problems=(Problem(Path("talk.md"), 1, "no address", severe=True),),
    documents=(Document(Path("talk.md"), "labels", 0.9, labels=(LabelUse("A", "keeper", 1, 5),)),),
)  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Corpus:
    saved.write(tmp_path / "new", "key", CORPUS)
    corpus = saved.read(tmp_path / "new", "key")
    assert corpus is not None
    return corpus


def test_what_is_read_is_what_was_written(kept: Corpus) -> None:
    assert tuple(kept.passages) == CORPUS.passages
    assert kept.passages[1:3] == CORPUS.passages[1:3]
    assert kept.passages[-1] == CORPUS.passages[-1]
    assert dict(kept.turns) == CORPUS.turns
    for name in ("sources", "speakers", "remarks", "concepts", "problems", "documents"):
        assert getattr(kept, name) == getattr(CORPUS, name)


def test_a_passage_that_is_not_there(kept: Corpus) -> None:
    with pytest.raises(IndexError):
        kept.passages[4]


def test_the_columns_are_those_of_the_passages(kept: Corpus) -> None:
    own, other = columns_of(kept.passages), columns_of(CORPUS.passages)
    assert (own.sources, own.speakers) == (other.sources, other.speakers)
    for name in ("source", "speaker", "turn", "host", "quotable"):
        assert list(getattr(own, name)) == list(getattr(other, name))
    assert own.text[1] == own.text[3] != own.text[2]


def test_the_identity_is_that_of_the_passages(kept: Corpus) -> None:
    assert identity_of(kept.passages) == identity_of(CORPUS.passages)
    assert identity_of(kept.passages[:3]) != identity_of(CORPUS.passages)


def test_passages_are_found_by_their_ids(kept: Corpus) -> None:
    assert dict(rows_of(kept.passages)) == dict(rows_of(CORPUS.passages))
    assert rows_of(kept.passages).get("talk-x") is None


def test_an_empty_corpus(tmp_path: Path) -> None:
    saved.write(tmp_path, "key", Corpus())
    kept = saved.read(tmp_path, "key")
    assert kept is not None
    assert len(kept.passages) == 0


@pytest.mark.parametrize("name", ["passages", "turns-ends", "corpus.json", "ids"])
def test_a_torn_corpus_is_none(tmp_path: Path, name: str) -> None:
    saved.write(tmp_path, "key", CORPUS)
    file = tmp_path / "key" / name
    file.write_bytes(file.read_bytes()[:-1])
    assert saved.read(tmp_path, "key") is None


def test_only_the_last_two_are_kept(tmp_path: Path) -> None:
    for number, key in enumerate(("one", "two", "three")):
        saved.write(tmp_path, key, CORPUS)
        os.utime(tmp_path / key, (number, number))
    assert {path.name for path in tmp_path.iterdir()} == {"two", "three"}


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    saved.write(tmp_path / "file", "key", CORPUS)
    assert saved.read(tmp_path / "file", "key") is None
