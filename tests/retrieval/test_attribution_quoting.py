"""Whose words a speaker reports. The talk and its people are invented; < and > hold what is asked for."""

from pathlib import Path

import pytest

from bot.corpus.loader import load
from bot.retrieval.attribution import attribute
from bot.retrieval.attribution.quoting import quoted
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher

SPEAKERS = """
[[speaker]]
id = "mara-vale"
name = { en = "Mara Vale", zh-Hans = "玛拉·维尔", zh-Hant = "瑪拉·維爾" }
aliases = ["Mara"]

[[speaker]]
id = "juno-host"
name = { en = "Juno Host", zh-Hans = "朱诺", zh-Hant = "朱諾" }

[[speaker]]
id = "tobias-reed"
name = { en = "Tobias Reed", zh-Hans = "托比亚斯·里德", zh-Hant = "托比亞斯·里德" }
aliases = ["Tobias", "里德"]
"""
SOURCES = """
[[source]]
id = "lamps"
show = "Lamps"
date = "2020-02-02"
match = ["A talk about lamps"]
participants = ["mara-vale", "juno-host"]
hosts = ["juno-host"]
language = "en"
[source.title]
en = "A talk about lamps"
"""


def reported(folder: Path, speaker: str, text: str) -> str:
    fragment = text[text.index("<") + 1 : text.index(">")]
    other = "Juno Host" if speaker != "Juno Host" else "Mara Vale"
    said = text.replace("<", "").replace(">", "")
    turns = f"**{other}:** Go on, please.", f"**{speaker}:** {said}", f"**{other}:** I see."
    (folder / "speakers.toml").write_text(SPEAKERS, "utf-8")
    (folder / "sources.toml").write_text(SOURCES, "utf-8")
    (folder / "talk.md").write_text("\n\n".join(("# A talk about lamps", *turns)) + "\n", "utf-8")
    corpus = load([folder])
    match = attribute(fragment, Searcher(corpus, Index.build(corpus))).matches[0]
    found = quoted(match.spoken, match.place, corpus)
    return found.speaker if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "后来里德曾对我说过一句名言：“<灯不怕黑，怕的是没人看。>”我记到今天。",
        "後來里德曾對我說過一句名言：「<燈不怕黑，怕的是沒人看。>」我記到今天。",
        "正如托比亚斯·里德所说：“<灯不怕黑>。”这很对。",
        "“<灯芯比灯罩诚实>”，里德说。我同意。",
        'Tobias once said, "<A lamp fears no darkness>." I kept that.',
        "Tobias once said, 'A <lamp doesn't fear darkness>.' I kept that.",
        '"<Wicks are honest>," Tobias told me. I agree.',
    ],
)
def test_a_known_person_is_named_by_id(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, "Mara Vale", text) == "tobias-reed"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("正如奥利弗·温特所说：“<灯芯比灯罩诚实>。”这很对。", "奥利弗·温特"),
        ("Oliver Winter曾说：“<灯芯比灯罩诚实>。”这很对。", "Oliver Winter"),
        ('As Oliver Winter put it, "<Wicks are honest>." I agree.', "Oliver Winter"),
        ('"<Wicks are honest>," said Oliver Winter. I agree.', "Oliver Winter"),
    ],
)
def test_an_unknown_person_is_named_as_written(tmp_path: Path, text: str, name: str) -> None:
    assert reported(tmp_path, "Mara Vale", text) == name


@pytest.mark.parametrize(
    "text",
    [
        "人们有时说，<点灯的人看不见自己的影子>。我不信。",
        "有工程师跟我说：“<这灯终于不闪了>。”我很高兴。",
        "People often say that <lamplighters never see their shadow>.",
        'My neighbours said, "<Finally it stopped flickering>." I was glad.',
    ],
)
def test_the_nameless_are_others(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, "Mara Vale", text) == "others"


@pytest.mark.parametrize(
    "text",
    [
        "我当时说：“<这灯终于不闪了>。”大家都笑了。",
        "我一直相信，<灯芯比灯罩诚实>。",
        "我们把它叫作“<会呼吸的灯芯>”，卖得很好。",
        "里德说过：“灯不怕黑。”可是<我每天晚上都给它换一根新的灯芯>。",
        'I said, "<Finally it stopped flickering>." They laughed.',
        "<Wicks are more honest than shades>, I believe.",
    ],
)
def test_the_speakers_own_words_are_nobody_elses(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, "Mara Vale", text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "你曾说：“<没有灯油的夜晚最长>。”今天还这么想吗？",
        "你在书里写道，“<没有灯油的夜晚最长>。”今天还这么想吗？",
        'You once wrote, "<Nights without oil are longest>." Do you still think so?',
    ],
)
def test_a_host_reads_a_guests_earlier_words(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, "Juno Host", text) == "mara-vale"
