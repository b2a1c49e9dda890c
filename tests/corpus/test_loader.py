# ruff: noqa: E501 - transcripts are as wide as they are
"""Folders to a corpus: facts, unknown speakers, notes, the cache, bad documents."""

import json
import random
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.corpus.files import fingerprint
from bot.corpus.loader import load
from bot.corpus.model import Corpus, Kind
from bot.corpus.parsing import Parsed, parse

SPEAKERS = """
[[speaker]]
id = "ada-reed"
name = { en = "Ada Reed", zh-Hans = "艾达·里德" }
aliases = ["Ada", "艾达"]

[[speaker]]
id = "bo-lin"
name = { en = "Bo Lin", zh-Hans = "林波" }
aliases = ["Bo"]
"""
SOURCES = """
[[source]]
id = "roofs"
title = { en = "Bees on roofs" }
date = "2024-03-05"
match = ["https://bees.example/roofs"]
participants = ["ada-reed", "bo-lin"]
hosts = ["ada-reed"]
language = "en"
"""
TALK = "主持人：为什么要在屋顶养蜂？\n林波：城里的花期更长。\n主持人：原来如此。\nBo：欢迎来看。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "speakers.toml").write_text(SPEAKERS, "utf-8")
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    return tmp_path


def speakers(corpus: Corpus, source: str) -> list[str]:
    return [turn.speaker for turn in corpus.turns[source]]


def test_a_document_is_known_by_what_it_contains(folder: Path) -> None:
    (folder / "whatever.txt").write_text(f"{TALK}原文 | https://bees.example/roofs\n", "utf-8")
    corpus = load([folder])

    assert str(corpus.sources["roofs"].date) == "2024-03-05"
    assert speakers(corpus, "roofs") == ["ada-reed", "bo-lin", "ada-reed", "bo-lin"]
    assert corpus.sources["roofs"].translated


def test_a_bare_given_name_in_a_strange_document_is_a_stranger(folder: Path) -> None:
    (folder / "other.txt").write_text("Ada: One.\nBo Lin: Two.\nAda: Three.\nBo Lin: Four.\n", "utf-8")
    corpus = load([folder])

    assert speakers(corpus, "other") == ["ada@other", "bo-lin", "ada@other", "bo-lin"]
    assert not corpus.speakers["ada@other"].known
    assert corpus.speakers["ada@other"].names.en == "Ada"


def test_two_unknown_hosts_are_two_people(folder: Path) -> None:
    for name, season in (("one", "春天"), ("two", "秋天")):
        (folder / f"{name}.txt").write_text(TALK + f"主持人：{season}见。\n", "utf-8")
    corpus = load([folder])

    assert corpus.turns["one"][0].speaker != corpus.turns["two"][0].speaker
    assert all(passage.host for passage in corpus.passages if passage.speaker.startswith("主持人"))


def test_folders_add_up(folder: Path, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "talk.md").write_text(f"{TALK}https://bees.example/roofs\n", "utf-8")
    (more / "speakers.toml").write_text('[[speaker]]\nid = "bo-lin"\naliases = ["老林"]\n', "utf-8")
    corpus = load([folder, more])

    assert corpus.speakers["bo-lin"].aliases == ("Bo", "老林")
    assert corpus.speakers["bo-lin"].names.en == "Bo Lin"


def test_notes_give_way_to_the_document(folder: Path) -> None:
    notes = "---\nkind: notes\nsource: roofs\n---\n\n**Bo Lin**: 城里花期长。\n\n**Ada Reed**: 她同意。\n\n**Bo Lin**: 冬天要保暖。\n"
    (folder / "notes.md").write_text(notes, "utf-8")
    alone = load([folder])
    (folder / "talk.txt").write_text(f"{TALK}https://bees.example/roofs\n", "utf-8")
    both = load([folder])

    assert alone.sources["roofs"].kind is Kind.NOTES
    assert speakers(alone, "roofs") == ["bo-lin", "ada-reed", "bo-lin"]
    assert both.sources["roofs"].kind is Kind.VERBATIM


def test_a_documents_own_date_and_address_serve_where_facts_are_silent(tmp_path: Path) -> None:
    (tmp_path / "own.md").write_text(
        "---\ntitle: Night bees\npublished: 2023-11-02\nurl: https://video.example/n\n---\n\n**Cy:** One.\n\n**Di:** Two.\n\n**Cy:** Three.\n",
        "utf-8",
    )
    source = load([tmp_path]).sources["own"]

    assert (source.title.en, str(source.date), source.url) == (
        "Night bees",
        "2023-11-02",
        "https://video.example/n",
    )


def test_the_line_below_a_title_is_no_part_of_it(tmp_path: Path) -> None:
    byline = (
        "原创 小圆 夜谈 2025年9月14日 21:30\n\n【导读】"
        + "屋顶上养蜂的人谈了他为什么从不戴手套，" * 3
        + "\n以及别的。"
    )
    (tmp_path / "roof.txt").write_text(
        f"对话简若谷：蜂箱不会道歉\n{byline}\n\n{TALK}往期推荐\n谁偷了蜂蜜？\n", "utf-8"
    )

    (source,) = load([tmp_path]).sources.values()

    assert (source.title.zh_hans, str(source.date)) == ("对话简若谷：蜂箱不会道歉", "2025-09-14")


def test_an_unclosed_quote_in_front_matter_costs_no_turn(tmp_path: Path) -> None:
    (tmp_path / "own.md").write_text(
        '---\ntitle: "Night bees\ndate: 2023-11-02\n---\n\nCy: One.\n\nDi: Two.\n\nCy: Three.\n', "utf-8"
    )
    corpus = load([tmp_path])

    assert len(corpus.turns["own"]) == 3
    assert str(corpus.sources["own"].date) == "2023-11-02"
    assert "YAML" in corpus.problems[0].text


def test_passage_ids_stay_when_the_words_move(tmp_path: Path) -> None:
    document = tmp_path / "own.txt"
    document.write_text("Cy: One.\nDi: Two.\nCy: Three.\n", "utf-8")
    before = {passage.text: passage.id for passage in load([tmp_path]).passages}
    document.write_text("A preface.\n\nCy: Zero.\nDi: Two.\nCy: Three.\nDi: One.\n", "utf-8")
    after = {passage.text: passage.id for passage in load([tmp_path]).passages}

    assert after["Two."] == before["Two."]
    assert len(set(after.values())) == 4


def test_long_turns_are_cut_between_paragraphs(tmp_path: Path) -> None:
    paragraph = "城里的花期比乡下更长，蜜蜂很喜欢。" * 10
    (tmp_path / "own.txt").write_text(
        "Cy：为什么？\n\nDi：" + "\n\n".join([paragraph] * 9) + "\n\nCy：好。\n\nDi：再见。\n", "utf-8"
    )
    corpus = load([tmp_path])
    cut = [passage for passage in corpus.passages if passage.turn == 2]

    assert len(cut) > 2
    assert all(passage.question == "为什么？" for passage in cut)
    assert "\n".join(passage.text for passage in cut) == corpus.turns["own"][1].text
    assert len({passage.id for passage in corpus.passages}) == len(corpus.passages)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (bytes(range(256)) * 50, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 99, "binary"),
        (b"x" * 21_000_000, "bytes"),
        (("很" * 1_700_000).encode(), "a line of"),
        ("".join(f"Ann{chr(97 + n % 26)} Lee{n}: Hi.\nAnn{chr(97 + n % 26)} Lee{n}: Ho.\n" for n in range(40_000)).encode(), "speakers"),
        (b"Ann: Hi.\nBo: Ho.\n" * 60_000, "lines"),
    ],
    ids=["empty", "blank", "binary", "png", "too many bytes", "one long line", "too many speakers", "too many lines"],
)  # fmt: skip
def test_a_bad_document_is_a_line_in_the_report_and_the_rest_loads(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    (tmp_path / "good.txt").write_text("Cy: One.\nDi: Two.\nCy: Three.\n", "utf-8")
    corpus = load([tmp_path])

    assert list(corpus.sources) == ["good"]
    assert [
        problem
        for problem in corpus.problems
        if problem.path.name == "bad.txt" and problem.severe and reason in problem.text
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_other_encodings_are_read_and_said(tmp_path: Path, encoding: str) -> None:
    talk = (
        "林舟：為什麼要在屋頂上養蜂？\n高嵐：因為城裡的花期比鄉下更長，蜜蜂很喜歡這裡的花。\n林舟：原來如此。\n高嵐：歡迎你來看看我們的蜂箱。\n"
        * 3
    )
    (tmp_path / "own.txt").write_bytes(talk.encode(encoding))
    corpus = load([tmp_path])

    assert corpus.turns["own"][1].text == "因為城裡的花期比鄉下更長，蜜蜂很喜歡這裡的花。"
    assert encoding == "utf-8-sig" or any("not UTF-8" in problem.text for problem in corpus.problems)


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    problems = load([tmp_path / "nowhere"]).problems

    assert [(problem.text, problem.severe) for problem in problems] == [("no such folder", True)]


@pytest.mark.parametrize(
    "text",
    [
        "[[source]]\nid = ",
        "[[source]]\nid = 'x'\ndate = 'soon'\n",
        "source = 3",
        "[[source]]\nid='x'\nhosts = 'me'",
    ],
)
def test_bad_facts_are_problems(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.toml").write_text(text, "utf-8")

    assert any(
        problem.severe and problem.path.name == "sources.toml" for problem in load([tmp_path]).problems
    )


def test_words_that_could_not_be_decoded_are_not_quotable(tmp_path: Path) -> None:
    data = (
        "林舟：为什么？\n高岚：因为城里".encode()
        + b"\xff"
        + "花期更长。\n林舟：好。\n高岚：来看看。\n".encode()
    )
    (tmp_path / "own.txt").write_bytes(data)
    corpus = load([tmp_path])

    assert [passage.quotable for passage in corpus.passages] == [True, False, True, True]


def test_only_changed_documents_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds, cache = tmp_path / "seeds", tmp_path / "cache"
    seeds.mkdir()
    for name in ("one", "two"):
        (seeds / f"{name}.txt").write_text(f"Cy: {name}.\nDi: **Two** [笑].\nCy: Three.\n", "utf-8")
    first = load([seeds], cache=cache)
    (seeds / "two.txt").write_text("Cy: Changed.\nDi: Two.\nCy: Three.\n", "utf-8")
    read: list[bytes] = []

    def counted(data: bytes) -> Parsed:
        read.append(data)
        return parse(data)

    monkeypatch.setattr("bot.corpus.loader.parse", counted)
    second = load([seeds], cache=cache)

    assert len(read) == 1
    assert second.turns["one"] == first.turns["one"]
    assert second.turns["two"][0].text == "Changed."


def test_a_torn_cache_is_as_good_as_none(tmp_path: Path) -> None:
    seeds, cache = tmp_path / "seeds", tmp_path / "cache"
    seeds.mkdir()
    (seeds / "one.txt").write_text("Cy: One.\nDi: Two.\nCy: Three.\n", "utf-8")
    first = load([seeds], cache=cache)
    for kept in cache.iterdir():
        kept.write_text('{"recognition": {"format"', "utf-8")

    assert load([seeds], cache=cache) == first


def test_the_fingerprint_follows_documents_and_facts(folder: Path) -> None:
    before = fingerprint([folder])
    (folder / "new.txt").write_text(TALK, "utf-8")
    with_document = fingerprint([folder])
    (folder / "glossary.toml").write_text('[[concept]]\nid = "bees"\nterms = ["蜜蜂"]\n', "utf-8")

    assert len({before, with_document, fingerprint([folder])}) == 3


def test_many_documents_are_read_side_by_side_with_progress(tmp_path: Path) -> None:
    words = random.Random(1)
    for number in range(30):
        lines = [
            f"{name}: {words.random()} {'and on and on it goes. ' * 120}"
            for _ in range(20)
            for name in ("Cy", "Di")
        ]
        (tmp_path / f"{number:02}.txt").write_text("\n".join(lines), "utf-8")
    seen: list[tuple[int, int]] = []
    corpus = load([tmp_path], progress=lambda done, total: seen.append((done, total)))

    assert len(corpus.sources) == 30
    assert seen[-1] == (30, 30)


def test_json_lines_give_their_ids_to_passages(tmp_path: Path) -> None:
    rows = [
        {"id": f"t{n}", "source": "hive", "speaker": name, "text": f"Line {n}.", "date": "2024-05-06"}
        for n, name in enumerate(("Cy", "Di", "Cy"))
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    corpus = load([tmp_path])

    assert [passage.turn_id for passage in corpus.passages] == ["t0", "t1", "t2"]
    assert str(corpus.sources["hive"].date) == "2024-05-06"


@settings(max_examples=150, deadline=3000, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=2000))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    parse(data)


PIECES = st.sampled_from(
    ["**", "Ann:", "Ann：", "林波：", "\n", "\n\n", "> ", "### ", "(00:01:02)", "[", "]", "(", "|", "---", "1\n00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n",
     "<v Ann>", "<details>", "</details>", "<summary>", '{"text": "a"}', "词", "word ", "。", "? ", "`", "\\", "![](", "\ufdd0", "\u202e", "\x00", "￼", "- ", "注："]
)  # fmt: skip


@settings(max_examples=300, deadline=3000, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_markup_makes_the_reader_fail(text: str) -> None:
    parsed = parse(text.encode())

    for reading in parsed.recognition.readings if parsed.recognition else ():
        for turn in reading.utterances:
            assert turn.paragraphs
            assert all(
                paragraph.text.strip() and not set(paragraph.text) & set("\ufdd0\ufdd1\ufdd2\ufdd3")
                for paragraph in turn.paragraphs
            )


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "(" * 100_000, "**" * 100_000, "> " * 50_000, "<" * 100_000, "![" * 50_000, "Ann: [a](" * 20_000, "**Ann:** " * 20_000,
     "<!--" * 20_000, "Ann 00:0" * 20_000, "\\" * 100_000, "（注：" * 50_000, "_" * 100_000, "a*" * 50_000, "{" * 100_000, " " * 150_000 + "x",
     "Ann: " + "a " * 70_000, "|" * 100_000, "-" * 150_000, "# " * 70_000, "00:00 " * 30_000, "---\n" + "a: [" * 30_000 + "\n---\nAnn: b"],
)  # fmt: skip
def test_nesting_costs_no_more_than_its_length(text: str) -> None:
    parse(text.encode())


def test_a_kept_reading_comes_back_with_every_mark(tmp_path: Path) -> None:
    text = "# 灯塔\n\n[掌声]\n\n林岸：我们在**礁石上**等，海�很远。\n\n米粒：多远？\n\n林岸：十里。\n"
    (tmp_path / "talk.md").write_text(text, "utf-8")
    first = load([tmp_path], cache=tmp_path / ".cache")

    assert any(passage.doubts for passage in first.passages)
    assert any(passage.emphasis for passage in first.passages)
    assert load([tmp_path], cache=tmp_path / ".cache") == first


def test_rows_of_one_talk_are_not_taken_for_another_that_is_in_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "known"\ntitle = { en = "The Keeper of the Light" }\nmatch = ["The Keeper of the Light"]\n',
        "utf-8",
    )
    rows = [
        {"title": "The Keeper of the Light", "speaker": "Cy", "text": "Oil is dear."},
        {"title": "Bread at Dawn", "speaker": "Di", "text": "Flour is dear."},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")

    corpus = load([tmp_path])

    assert {corpus.turns[source][0].text for source in corpus.sources} == {"Oil is dear.", "Flour is dear."}
    assert corpus.turns["known"][0].text == "Oil is dear."
    assert "Bread at Dawn" in {source.title.en for source in corpus.sources.values()}


def test_a_large_collection_of_many_talks_loads_in_the_time_that_its_size_takes(tmp_path: Path) -> None:
    def seconds(talks: int) -> float:
        folder = tmp_path / str(talks)
        folder.mkdir()
        rows = [
            {
                "source": f"talk-{row % talks}",
                "speaker": f"Cy {row % 7}",
                "text": f"第{row}次，海水退到礁石以外。",
            }
            for row in range(4000)
        ]
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / "rows.jsonl").write_text("\n".join(lines), "utf-8")
        started = process_time()
        assert len(load([folder]).turns) == talks
        return process_time() - started

    assert seconds(200) < 4 * seconds(2) + 1


def test_a_document_is_called_by_its_first_line_though_a_section_has_a_number(tmp_path: Path) -> None:
    talk = "林舟：花期多长？\n\n高岚：八周。\n\n02 蜂蜜\n\n林舟：收成呢？\n\n高岚：九斤。\n"
    (tmp_path / "a.txt").write_text(f"屋顶上的蜂箱\n采访 | 小圆\n2024-05-06\n\n01 花期\n\n{talk}")

    (source,) = load([tmp_path]).sources.values()

    assert source.title.zh_hans == "屋顶上的蜂箱"
