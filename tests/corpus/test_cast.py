# ruff: noqa: E501 - transcripts are as wide as they are
"""Who is who: people whom a document lists above the talk, and who leads it."""

from pathlib import Path

import pytest

from bot.corpus.loader import load
from bot.corpus.model import Corpus

TALK = (
    "{host}：屋顶上的蜂箱冬天怎么过？\n\n{guest}：盖一层稻草，再压两块砖。\n\n"
    "{host}：那夏天会不会太热？\n\n{guest}：蜜蜂自己会扇风，比空调省电。\n\n"
    "{host}：邻居抱怨过吗？\n\n{guest}：抱怨过一次，后来他也养了两箱。\n"
)


def corpus(folder: Path, **documents: str) -> Corpus:
    for name, text in documents.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return load([folder])


def said(read: Corpus, source: str) -> list[tuple[str, str]]:
    return [
        (read.speakers[turn.speaker].names.for_locale("zh-Hans"), turn.text) for turn in read.turns[source]
    ]


@pytest.mark.parametrize(
    "head",
    [
        "主持人：闻筱\n嘉宾：简若谷（养蜂人）\n",
        "主播｜闻筱\n\n本期嘉宾｜简若谷，养蜂人\n",
        "主持人：闻筱 嘉宾：简若谷\n",
    ],
)
def test_a_line_that_lists_the_people_is_nobodys_words(tmp_path: Path, head: str) -> None:
    read = corpus(tmp_path, roof=f"# 屋顶\n\n{head}\n" + TALK.format(host="闻筱", guest="简若谷"))

    assert {name for name, _ in said(read, "roof")} == {"闻筱", "简若谷"}
    assert not any("养蜂人" in text or text in ("闻筱", "简若谷") for _, text in said(read, "roof"))
    assert read.sources["roof"].hosts == ("闻筱",)


def test_a_role_is_the_one_person_who_is_listed_with_it(tmp_path: Path) -> None:
    head = "主持人：闻筱\n嘉宾：简若谷\n\n"

    read = corpus(tmp_path, roof=head + TALK.format(host="主持人", guest="嘉宾"))

    assert [name for name, _ in said(read, "roof")] == ["闻筱", "简若谷"] * 3


def test_a_role_that_two_people_have_stays_a_role(tmp_path: Path) -> None:
    head = "主持人：闻筱\n嘉宾：简若谷、齐小满\n\n"

    read = corpus(tmp_path, roof=head + TALK.format(host="主持人", guest="嘉宾"))

    assert {name for name, _ in said(read, "roof")} == {"闻筱", "嘉宾"}


@pytest.mark.parametrize("greeting", ["大家好", "欢迎收听", "谢谢", "简老师，您好！", "闻筱，你先说？"])
def test_what_a_host_says_first_is_no_list(tmp_path: Path, greeting: str) -> None:
    read = corpus(tmp_path, roof=f"主持人：{greeting}\n\n" + TALK.format(host="主持人", guest="闻筱"))

    assert said(read, "roof")[0][1].startswith(greeting)


def test_a_part_of_a_listed_name_is_that_person(tmp_path: Path) -> None:
    talk = (
        "Host: Wren Aldous. Guest: Ruogu Tidewell, beekeeper at the Roof Club.\n\n"
        "[00:04] WREN: How do they get through winter?\n\n[00:19] RUOGU: Under straw and two bricks.\n\n"
        "[00:31] WREN: And summer?\n\n[00:40] RUOGU: They fan. It costs nothing.\n"
    )

    read = corpus(tmp_path, roof=talk)

    assert [name for name, _ in said(read, "roof")] == ["Wren Aldous", "Ruogu Tidewell"] * 2
    assert read.sources["roof"].hosts == ("wren-aldous",)


def test_two_labels_are_not_one_person_by_parts_of_a_name(tmp_path: Path) -> None:
    talk = (
        "Host: Wren Aldous\nGuest: Ruogu Tidewell\n\nWren: Who is it?\n\nRuogu: I am, with my sister.\n\n"
        "Tidewell: And I keep the accounts.\n\nWren: Who began?\n\nRuogu: She did.\n\nTidewell: Both did.\n"
    )

    read = corpus(tmp_path, roof=talk)

    assert {name for name, _ in said(read, "roof")} == {"Wren Aldous", "Ruogu", "Tidewell"}


def test_a_person_is_one_in_either_script(tmp_path: Path) -> None:
    read = corpus(
        tmp_path,
        roof=TALK.format(host="闻筱", guest="简若谷"),
        cellar=TALK.format(host="聞筱", guest="簡若谷"),
    )

    names = {speaker.names for speaker in read.speakers.values()}
    assert {(name.zh_hans, name.zh_hant) for name in names} == {("闻筱", "聞筱"), ("简若谷", "簡若谷")}


def test_who_asks_where_the_other_answers_hosts_the_talk(tmp_path: Path) -> None:
    read = corpus(tmp_path, roof=TALK.format(host="闻筱", guest="简若谷"))

    assert read.sources["roof"].hosts == ("闻筱",)


def test_among_equals_nobody_hosts(tmp_path: Path) -> None:
    talk = TALK.format(host="闻筱", guest="简若谷") + TALK.format(host="简若谷", guest="闻筱")

    assert corpus(tmp_path, roof=talk).sources["roof"].hosts == ()


def test_who_is_listed_asks_and_answers_where_nobody_has_a_label(tmp_path: Path) -> None:
    talk = "採訪：聞筱\n受訪：簡若谷\n\n——冬天怎麼過？\n\n蓋一層稻草。\n\n——夏天呢？\n\n蜜蜂會搧風。\n\n——鄰居呢？\n\n抱怨過一次，後來也養了。\n"

    read = corpus(tmp_path, roof=talk)

    assert [name for name, _ in said(read, "roof")] == ["聞筱", "簡若谷"] * 3


@pytest.mark.parametrize("label", ["主持人（闻筱）", "闻筱（主持人）", "主持人 闻筱", "主持人闻筱"])
def test_a_name_beside_a_role_is_the_name(tmp_path: Path, label: str) -> None:
    read = corpus(tmp_path, roof=TALK.format(host=label, guest="简若谷"))

    assert {name for name, _ in said(read, "roof")} == {"闻筱", "简若谷"}
    assert read.sources["roof"].hosts == ("闻筱",)


def test_a_title_with_a_colon_speaks_not(tmp_path: Path) -> None:
    title = "Harbour Talks: Ports without people\nRecorded on 11 June 2024\n\n"

    read = corpus(tmp_path, roof=title + TALK.format(host="WREN ALDOUS", guest="RUOGU TIDEWELL"))

    source = read.sources["roof"]
    assert {name for name, _ in said(read, "roof")} == {"WREN ALDOUS", "RUOGU TIDEWELL"}
    assert (source.title.en, str(source.date)) == ("Harbour Talks: Ports without people", "2024-06-11")


def test_a_host_who_speaks_once_under_role_and_name_speaks(tmp_path: Path) -> None:
    talk = "**简若谷：**我先说两句。\n\n**主持人 闻筱：**请说，我们听着。\n\n**简若谷：**盖一层稻草。\n\n**简若谷：**再压两块砖。\n\n**简若谷：**完了。\n"

    read = corpus(tmp_path, roof=talk)

    assert ("闻筱", "请说，我们听着。") in said(read, "roof")


def test_an_office_is_part_of_a_name(tmp_path: Path) -> None:
    read = corpus(tmp_path, roof=TALK.format(host="JUDGE TIDEWELL", guest="Ruogu Aldous"))

    assert {name for name, _ in said(read, "roof")} == {"JUDGE TIDEWELL", "Ruogu Aldous"}


def labels_of(text: str, folder: Path) -> dict[str, str]:
    (folder / "a.md").write_text(text)
    corpus = load([folder])
    (document,) = corpus.documents
    names = {use.label: corpus.speakers[use.speaker].names for use in document.labels}
    return {label: name.en or name.zh_hans or name.zh_hant for label, name in names.items()}


INTERVIEW = "問：花期多長？\n\n答：城裡的花期有八週，比鄉下長得多。\n\n問：冬天呢？\n\n答：給蜂箱裹上羊毛，再壓兩塊磚。\n"


@pytest.mark.parametrize(
    ("title", "told", "whose"),
    [
        ("屋頂上的蜂箱：專訪高嵐生", "高嵐生今年四十歲，養了十箱蜂。", "高嵐生"),
        ("【專訪】城裡的蜜 高嵐生：花不等人", "高嵐生，養蜂人。", "高嵐生"),
        ("屋頂上的蜂箱：專訪高嵐生", "養蜂人住在七樓。", "Interviewee"),
        ("安全：屋頂上的蜂箱", "安全在屋頂上最要緊。", "Interviewee"),
        ("Bees: An interview with Ada Mei", "Ada Mei keeps bees.", "Ada Mei"),
    ],
)
def test_who_answers_is_whom_title_and_introduction_name(
    tmp_path: Path, title: str, told: str, whose: str
) -> None:
    assert labels_of(f"# {title}\n\n{told}\n\n{INTERVIEW}", tmp_path) == {"問": "Interviewer", "答": whose}


def test_a_letter_that_answers_nobody_is_a_letter(tmp_path: Path) -> None:
    text = "A: Bees came back.\n\nB: How many?\n\nA: Nine boxes.\n\nB: Well done.\n"

    assert labels_of(text, tmp_path) == {"A": "A", "B": "B"}


@pytest.mark.parametrize("line", ["{} – {}", "{}: {}, Roof Club", "{1} ({0})"])
def test_initials_are_whom_a_list_says(tmp_path: Path, line: str) -> None:
    listed = "\n".join(line.format(*each) for each in (("GL", "Gao Lan"), ("LZ", "Lin Zhou")))
    text = (
        f"# Bees\n\n{listed}\n\nGL: Bees came back.\n\nLZ: How many?\n\nGL: Nine boxes.\n\nLZ: Well done.\n"
    )

    assert labels_of(text, tmp_path) == {"GL": "Gao Lan", "LZ": "Lin Zhou"}


@pytest.mark.parametrize(
    "bids",
    [
        ["先聊聊你为什么养蜂。", "谈谈最难的那一年吧。", "你怎么看冬天？"],
        ["Tell me about the roof.", "So, walk us through a winter.", "Gao, describe the first box."],
    ],
)
def test_who_bids_the_other_to_tell_hosts_the_talk(tmp_path: Path, bids: list[str]) -> None:
    told = "说来话长，屋顶上风大，第一年只剩三箱。后来我们给蜂箱裹上羊毛，又压了两块砖。"
    text = "".join(f"周刊：{bid}\n\n高岚：{told}\n\n" for bid in bids)
    (tmp_path / "a.txt").write_text(text)

    (source,) = load([tmp_path]).sources.values()

    assert [host.split("@")[0] for host in source.hosts] == ["周刊"]


def test_initials_in_a_row_are_whom_they_stand_behind(tmp_path: Path) -> None:
    listed = "Speakers: Gao Lan (GL), Keeper, Roof Club; Lin Zhou (LZ), Moderator"
    talk = "LZ: Bees came back.\n\nGL: How many?\n\nLZ: Nine boxes.\n\nGL: Well done.\n"
    text = f"BEES\n{listed}\n\n{talk}"

    assert labels_of(text, tmp_path) == {"LZ": "Lin Zhou", "GL": "Gao Lan"}
    assert next(iter(load([tmp_path]).sources.values())).hosts == ("lin-zhou",)


def test_who_signs_the_first_answer_gives_them_all(tmp_path: Path) -> None:
    text = f"# 屋頂上的蜂箱\n\n記者問：花期多長？\n\n高嵐生答：八週。\n\n{INTERVIEW}"

    assert labels_of(text, tmp_path) == {
        "記者問": "Interviewer",
        "高嵐生答": "高嵐生",
        "問": "Interviewer",
        "答": "高嵐生",
    }


def test_a_stammer_is_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("周刊：So so so so so so.\n\n高岚：" + "so " * 90 + "it goes.\n\n" * 3)

    assert load([tmp_path]).sources
