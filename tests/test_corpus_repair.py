"""The damaged text is made here: invented sentences, damaged as a web site damaged its own."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.corpus.model import Span
from bot.corpus.repair import Repaired, repair
from bot.corpus.repair.damage import is_damaged
from bot.corpus.repair.script import in_full_width, simplify, widen
from tests.corpus_damage import ALL_FULL_WIDTH, damage

TALK = """主持人：欢迎来到海边电台。今天的客人是灯塔管理员林岸，他在礁石上住了二十年。
林岸：谢谢。我很少接受采访，因为我们那里没有网络，也没有电话。
主持人：你们是怎么做实验的？听说你在塔顶养了一群信鸽。
林岸：对，我们先记录风向，再记录潮水的时间。我一直在谈论这些数据，可是没有人相信，因为他们没有到过礁石。
林岸：当然，实验失败过很多次。第一年，鸽子都飞回了码头，因为那里有面包。
主持人：那么你们如何说服渔民？
林岸：我们内部讨论过这个问题。渔民觉得鸽子比无线电更可靠，因为无线电会坏，而鸽子只会饿。
主持人：面包的价格涨了吗？
林岸：涨了一点。我认为面包应该是免费的，因为大家都需要早餐。我们已经和面包师谈论过价格。
林岸：我在学习烤面包，因为冬天很长。面包师说，发现自己的错误比发现别人的错误更难。
主持人：你对未来有什么打算？
林岸：我想建立一个小小的图书馆，把所有的航海日志都放进去。这是一个关键的项目，因为日志里有风险的记录。
林岸：年轻人不再读日志，因为手机更方便。但是手机不知道礁石在哪里。
主持人：所以你并不反对新技术？
林岸：我不反对。我只是认为，技术应当服务于人，因为人会害怕黑暗，而机器不会。
林岸：我们怎么谈论大海，大海就怎么回答我们。这句话是我的父亲说的。
主持人：最后一个问题：如果灯塔关闭了，你会去哪里？
林岸：我会留在岛上，因为鸽子还在等我。鸽子认得我的声音，也认得我的脚步。"""
"""Invented, people and all."""

GOLD = {
    3: "f2b2d622",
    8: "01c44b73",
    11: "04253a7f",
    19: "126a8931",
    21: "b0eeb484",
    22: "7aa25a67",
    23: "325b898c",
    25: "7b4d404c",
    31: "ad1bca6d",
    32: "f24000c6",
    34: "6bb4172f",
    36: "2b94509e",
    40: "782bf118",
    44: "5338e365",
    46: "a2e3a6c3",
    47: "dc757129",
    48: "95bddaca",
    52: "2b8f3ccf",
    53: "faf1b77b",
    55: "03ee70a7",
    57: "fe5723d5",
    61: "d6e079e6",
    64: "f6ba0eb6",
    65: "082797c6",
    67: "841fd9d3",
    68: "6315d8a9",
    73: "e9401643",
    78: "742606bd",
    83: "af344e32",
    84: "ca6cfcde",
    90: "a2593d3f",
    92: "aba186bc",
    95: "fa9f64fa",
    101: "edfc38c5",
    102: "fd84fbfc",
    103: "82879d63",
    107: "adf64ed4",
    108: "427bec71",
    112: "f0ff67bb",
    116: "65f81f03",
    119: "205c3ab1",
    120: "023b5ace",
    122: "5068456f",
}
"""Lines of the damaged document that hold lost bytes, as read back by eye."""


@pytest.fixture(scope="module")
def talk() -> Repaired:
    return repair(damage(TALK))


def differences(repaired: Repaired, original: str) -> Iterator[tuple[Span, str]]:
    """Yield where the repaired text is not the original, and what stands there in the original."""
    matcher = SequenceMatcher(None, repaired.text, original, autojunk=False)
    for tag, start, end, there, there_end in matcher.get_opcodes():
        if tag != "equal":
            yield Span(start, end), original[there:there_end]


def is_marked(repaired: Repaired, span: Span) -> bool:
    return any(doubt.start <= span.end and span.start <= doubt.end for doubt in repaired.doubts)


def stretches(damaged: str) -> int:
    return len(re.findall(r"\?[^()\s]{1,6}\)|\?[,!;]", damaged))


def test_damage_is_what_the_site_did() -> None:
    assert damage("因为我们") == "因?yàn)槲覀?"


def test_most_of_a_talk_is_read_back(talk: Repaired) -> None:
    wrong = list(differences(talk, TALK))
    assert stretches(damage(TALK)) >= 15
    assert len(wrong) <= 0.05 * stretches(damage(TALK)), wrong


def test_what_is_not_read_back_is_marked(talk: Repaired) -> None:
    assert [wrong for wrong in differences(talk, TALK) if not is_marked(talk, wrong[0])] == []


def test_what_a_replacement_across_all_characters_left_is_never_certain() -> None:
    talk = "\n".join([TALK] * 4)
    repaired = repair(damage(talk, ALL_FULL_WIDTH))
    wrong = [span for span, _ in differences(repaired, talk) if not is_marked(repaired, span)]
    assert wrong == []


def test_toneless_pinyin_goes_where_it_is_the_reading_and_a_gloss_stays() -> None:
    text = damage(TALK) + "\n海的(de)風,實(shi)在大,通用智能(agi)和我(wo)"
    assert repair(text).text.split("\n")[-1] == "海的风，实在大，通用智能（agi）和我（wo）"


def test_toneless_pinyin_stays_in_other_text() -> None:
    assert repair("海的(de)风").text == "海的(de)风"


def test_pinyin_behind_a_character_that_it_does_not_belong_to_is_doubted() -> None:
    text = damage(TALK) + "\n他們在學(xué)校里?yīng)于大海。"
    repaired = repair(text)
    assert repaired.doubts[-1].end > repaired.text.rindex("\n")


def test_lines_stay_where_they_were(talk: Repaired) -> None:
    assert talk.repaired
    assert talk.text.count("\n") == TALK.count("\n")
    assert all(0 <= doubt.start < doubt.end <= len(talk.text) for doubt in talk.doubts)


def test_punctuation_beside_chinese_is_wide_and_among_latin_letters_is_not() -> None:
    line = "林岸说:好,“Sea, Salt”(1, 2)吗? 见 CSDN(ID:x), 10:30 www.sea.example/a?b=1"
    assert widen(line) == "林岸说：好，“Sea, Salt”（1, 2）吗？ 见 CSDN(ID:x), 10:30 www.sea.example/a?b=1"


def test_simplified_keeps_the_character_of_writing_apart_from_the_particle() -> None:
    assert simplify("看著著名的著作,隨著時間,乾淨,裡面,於是") == "看着著名的著作,随着时间,干净,里面,于是"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "因为我们没有坏。",
        "他问(wèn)：好(hǎo)不好(hǎo)？",
        "What? (yes) 是嗎？",
        "正因?yàn)槲覀儭?",
        "\x00\u202e?????????)",
    ],
)
def test_other_text_is_the_same_object(text: str) -> None:
    assert repair(text).text is text
    assert not repair(text).repaired


@given(st.text())
def test_any_text_passes_unchanged(text: str) -> None:
    assert repair(text) == Repaired(text)


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="?é(ō)à因為我們槲覀€<p/>,!。A 验\n據", max_size=60))
def test_any_mixture_of_damage_is_read_without_an_error(text: str) -> None:
    repaired = repair(text + "\n實(shí)驗(yàn)因?yàn)槲覀?")
    assert repaired.text.count("\n") == text.count("\n") + 1
    assert all(0 <= doubt.start < doubt.end <= len(repaired.text) for doubt in repaired.doubts)


def test_a_document_of_nothing_but_losses_is_left_in_bounded_time() -> None:
    text = "實(shí)驗(yàn)因?yàn)槲覀?\n" * 3 + "?槲" * 20_000
    repaired = repair(text)
    assert repaired.text.endswith("？槲")
    assert repaired.doubts[-1].end == len(repaired.text)


def document(seeds: Path, number: int) -> str:
    return next(seeds.glob(f"{number:03}_*.txt")).read_text("utf-8")


@pytest.mark.seeds
@pytest.mark.parametrize("number", range(4))
def test_documents_without_the_damage_are_unchanged(seeds: Path, number: int) -> None:
    text = document(seeds, number)
    assert repair(text).text is text


def fingerprint(line: str) -> str:
    """Return eight digits for what a line says, whatever its spaces and the width of its punctuation."""
    said = re.sub(r"\s+", "", in_full_width(line))
    return sha256(said.encode()).hexdigest()[:8]


@pytest.fixture(scope="module")
def interview(seeds: Path) -> Repaired:
    return repair(document(seeds, 4))


@pytest.mark.seeds
def test_lines_of_the_damaged_document_are_as_a_reader_reads_them(interview: Repaired) -> None:
    lines = interview.text.split("\n")
    wrong = [number for number, known in GOLD.items() if fingerprint(lines[number - 1]) != known]
    assert len(wrong) <= 0.05 * len(GOLD), wrong


@pytest.mark.seeds
def test_wrong_lines_of_the_damaged_document_are_marked(interview: Repaired) -> None:
    lines = interview.text.split("\n")
    marked = {interview.text.count("\n", 0, doubt.start) + 1 for doubt in interview.doubts}
    wrong = {number for number, known in GOLD.items() if fingerprint(lines[number - 1]) != known}
    assert wrong <= marked


@pytest.mark.seeds
def test_nothing_of_the_damage_is_left(interview: Repaired) -> None:
    assert not is_damaged(interview.text)
    assert not re.search(
        r"</?p>|strong>|€|\([a-zāáǎàēéěèīíǐìōóǒòūúǔù]*[āáǎàēéěèīíǐìōóǒòūúǔù][a-z]*\)", interview.text
    )
