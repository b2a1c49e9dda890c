# ruff: noqa: E501 - transcripts are as wide as they are
"""The report, the proposals for unknown speakers, adding and removing."""

from pathlib import Path

import pytest

from bot.corpus import adding, check
from bot.corpus.loader import load
from bot.errors import CorpusError

TALK = "**{}：** 为什么要在屋顶养蜂？\n\n**林波：** 城里的花期更长。（译注：指椴树。）\n\n**{}：** 原来如此。\n\n**林波：** 欢迎来看。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "speakers.toml").write_text(
        '[[speaker]]\nid = "ada-reed"\nname = { en = "Ada Reed", zh-Hans = "艾达·里德" }\naliases = ["Ada"]\n\n'
        '[[speaker]]\nid = "benjamin-ode"\nname = { en = "Benjamin Ode" }\n\n'
        '[[speaker]]\nid = "bo-lin"\nname = { en = "Bo Lin", zh-Hans = "林波" }\n',
        "utf-8",
    )
    return seeds


def unknown(folder: Path) -> check.UnknownSpeaker:
    report = check.report(load([folder]))
    return report.documents[0].sources[0].unknown[0]


@pytest.mark.parametrize(
    ("label", "person", "reason"),
    [
        ("Eve Reed", "ada-reed", "the same family name"),
        ("Ben Ode", "benjamin-ode", "the same family name"),
        ("Benny", "benjamin-ode", "a nickname"),
        ("艾达·里德尔", "ada-reed", "part of the name"),
        ("艾达里得", "ada-reed", "another spelling"),
    ],
)
def test_an_unknown_label_gets_a_proposal_and_is_not_merged(
    folder: Path, label: str, person: str, reason: str
) -> None:
    (folder / "talk.md").write_text(TALK.format(label, label), "utf-8")
    found = unknown(folder)

    assert (found.label, found.line, found.turns) == (label, 1, 2)
    assert (found.proposals[0].person, found.proposals[0].reason) == (person, reason)
    assert label in found.proposals[0].toml
    assert load([folder]).turns["talk"][0].speaker != person


def test_an_accepted_proposal_makes_the_label_known(folder: Path) -> None:
    (folder / "talk.md").write_text(TALK.format("Eve Wu", "Eve Wu"), "utf-8")
    new = unknown(folder).proposals[-1]
    facts = folder / "speakers.toml"
    facts.write_text(f"{facts.read_text('utf-8')}\n{new.toml}\n", "utf-8")

    assert new.reason == "somebody new"
    assert load([folder]).turns["talk"][0].speaker == "eve-wu"
    assert load([folder]).speakers["eve-wu"].known


def test_the_report_says_what_was_left_out_and_what_is_missing(folder: Path) -> None:
    (folder / "talk.md").write_text(TALK.format("Ada Reed", "Ada Reed"), "utf-8")
    report = check.report(load([folder]))
    source = report.documents[0].sources[0]

    assert report.documents[0].format == "bold label"
    assert dict(source.speakers) == {"Ada Reed": 2, "Bo Lin": 2}
    assert [(remark.line, remark.reason) for remark in source.remarks] == [(3, "note")]
    assert any("no date" in problem.text for problem in report.problems)
    assert not report.needs_person


def test_an_empty_document_needs_a_person(folder: Path) -> None:
    (folder / "talk.md").write_text("", "utf-8")

    assert check.report(load([folder])).needs_person


def test_adding_shows_first_and_copies_then(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK.format("Ada Reed", "Ada Reed"), "utf-8")
    preview = adding.preview([file], folder)

    assert not (folder / "talk.md").exists()
    assert dict(preview.report.documents[0].sources[0].speakers) == {"Ada Reed": 2, "Bo Lin": 2}
    assert adding.add(preview) == (folder / "talk.md",)
    assert (folder / "talk.md").read_bytes() == file.read_bytes()


def test_adding_never_overwrites(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(TALK.format("Ada Reed", "Ada Reed"), "utf-8")
    (folder / "talk.md").write_text("mine", "utf-8")

    with pytest.raises(CorpusError, match="nothing is overwritten"):
        adding.add(adding.preview([file], folder))
    assert (folder / "talk.md").read_text("utf-8") == "mine"


def test_a_file_that_cannot_be_read_is_not_added(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "noise.bin"
    file.write_bytes(bytes(range(256)))
    preview = adding.preview([file, tmp_path / "missing.md"], folder)

    assert not preview.targets
    assert len([problem for problem in preview.report.problems if problem.severe]) == 2


def test_removing_takes_the_document_of_a_source(folder: Path) -> None:
    (folder / "talk.md").write_text(TALK.format("Ada Reed", "Ada Reed"), "utf-8")
    corpus = load([folder])

    assert adding.remove("talk", [folder], corpus) == folder / "talk.md"
    assert not (folder / "talk.md").exists()
    with pytest.raises(CorpusError):
        adding.remove("talk", [folder], load([folder]))
