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
        "托比亚斯曾经对我说过一句名言：“<灯不怕黑>。”我一直记得。",
        "用里德的话说，<灯芯比灯罩诚实>。",
        "借用里德的一句话：“<灯芯比灯罩诚实>。”",
        "里德看了看我，笑着说：“<灯芯比灯罩诚实>。”",
        "里德在我们的展览里说过，“<灯芯比灯罩诚实>”，你看呢？",
        "按照托比亞斯的說法，<燈芯比燈罩誠實>。",
        "「<燈芯比燈罩誠實>」，這是托比亞斯·里德的話。",
        'Tobias has this great line: "<Wicks are honest>."',
        "Tobias used to tell me that <wicks are honest>, and he was right.",
        'In the words of Tobias Reed, "<Wicks are honest>."',
        'There is a quote from Tobias Reed: "<Wicks are honest>."',
        '"<Wicks are honest>," as Tobias likes to say.',
        '"<Wicks are honest>" is how Tobias Reed put it.',
        "“<Wicks are honest>.” That’s a line from Tobias Reed.",
        'Tobias Reed, who sat in that chair last week, said "<wicks are honest>." I agree.',
        "According to Tobias, <wicks are honest>.",
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
        ("作家陈小雨在她的散文里写道：“<灯芯比灯罩诚实>。”", "陈小雨"),
        ('The poet Oliver Winter wrote, "<Wicks are honest>."', "Oliver Winter"),
        ("我师父柳三更曾对我说过一句名言：“<灯芯比灯罩诚实>。”", "柳三更"),
        ("正如诗人游若棠所说，“<灯芯比灯罩诚实>”。", "游若棠"),
        ("我隔壁的阿水伯說：「<燈不怕黑，怕的是沒人看>。」", "阿水伯"),
        ("歐陽青禾在日記裡寫道：「<燈芯比燈罩誠實>。」", "歐陽青禾"),
        ("Oliver Winter famously wrote that <wicks are honest>.", "Oliver Winter"),
    ],
)
def test_an_unknown_person_is_named_as_written(tmp_path: Path, text: str, name: str) -> None:
    assert reported(tmp_path, "Mara Vale", text) == name


def test_a_part_of_the_name_of_somebody_in_the_talk_is_that_person(tmp_path: Path) -> None:
    talk = "KWAME TSUI: {}\n\nBEATRIX VALEY: I did.\n\nKWAME TSUI: When?\n\nBEATRIX VALEY: Then.\n"
    (tmp_path / "talk.txt").write_text(
        talk.format('"Wicks are honest," as Beatrix wrote last week.'), "utf-8"
    )
    corpus = load([tmp_path])
    match = attribute("wicks are honest", Searcher(corpus, Index.build(corpus))).matches[0]

    found = quoted(match.spoken, match.place, corpus)

    assert found is not None
    assert found.speaker == "beatrix-valey"


@pytest.mark.parametrize(
    "text",
    [
        "人们有时说，<点灯的人看不见自己的影子>。我不信。",
        "有工程师跟我说：“<这灯终于不闪了>。”我很高兴。",
        "People often say that <lamplighters never see their shadow>.",
        'My neighbours said, "<Finally it stopped flickering>." I was glad.',
        "那是我父亲的话。他说<灯芯不会迟到，迟到的是看灯的人>。",
        "他说过这样的话：<灯芯比灯罩诚实>。",
        "有一位老渔夫告诉我：“<灯芯比灯罩诚实>。”",
        "许多顾客抱怨：“<灯罩太容易碎了>。”",
        "常听人说<灯芯比灯罩诚实>，可我觉得不是。",
        "有使用者跟我們反映：「<這燈終於不閃了>。」",
        'A customer once yelled, "<The lamp is broken again>!"',
        'There is an old saying: "<Wicks are honest>."',
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
        "那天我对自己说：“<灯芯比灯罩诚实>。”",
        "当里德问我时，我回答：“<灯芯比灯罩诚实>。”",
        "严格来说，“<灯芯比灯罩诚实>”是个比喻。",
        "比如说，“<灯芯比灯罩诚实>”就是一个好标题。",
        "如果我能对支持者说一句话，那就是<灯芯比灯罩诚实>。",
        'So I told Tobias, "<Wicks are honest>."',
        'We basically said, told our investors, "<Wicks are honest>."',
        'The phrase I keep repeating is "<Wicks are honest>."',
        '"<Wicks are honest>," I told her.',
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
        "你有个著名的说法，“<没有灯油的夜晚最长>”，能解释一下吗？",
        "您之前说过，<没有灯油的夜晚最长>。您现在还这么想吗？",
        "我念一段您的文章：“<没有灯油的夜晚最长>。”这是什么意思？",
        "你在上一期节目里说：“<没有灯油的夜晚最长>。”能展开讲讲吗？",
        "妳去年受訪時提到「<沒有燈油的夜晚最長>」，現在呢？",
        "玛拉在她的书里写过：“<没有灯油的夜晚最长>。”我们请她来谈谈。",
        'I want to read you a quote of yours: "<Nights without oil are longest>."',
        'Here is a line from your book: "<Nights without oil are longest>." Explain.',
        'Mara, you\'ve written that "<nights without oil are longest>." Why?',
        'Quoting from your last essay, "<Nights without oil are longest>."',
    ],
)
def test_a_host_reads_a_guests_earlier_words(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, "Juno Host", text) == "mara-vale"


@pytest.mark.parametrize(
    "text",
    [
        "你觉得“<没有灯油的夜晚最长>”这句话对吗？",
        "我的问题是，<没有灯油的夜晚到底有多长>？",
        'My first question is, "<How long are nights without oil>?"',
        "When did you first think that <nights without oil are longest>?",
    ],
)
def test_a_hosts_question_is_the_hosts(tmp_path: Path, text: str) -> None:
    assert reported(tmp_path, "Juno Host", text) == ""
