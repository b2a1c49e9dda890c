"""The damaged text is made here: invented sentences, damaged as a web site damaged its own."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.model import Span
from bot.corpus.repair import Repaired, repair
from bot.corpus.repair.script import in_full_width, simplify, widen
from tests.corpus_damage import PINYIN, damage

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
    assert stretches(damage(TALK)) >= 20
    assert len(wrong) <= 0.05 * stretches(damage(TALK)), wrong


def test_what_is_not_read_back_is_marked(talk: Repaired) -> None:
    assert [wrong for wrong in differences(talk, TALK) if not is_marked(talk, wrong[0])] == []


def test_lines_stay_where_they_were(talk: Repaired) -> None:
    assert talk.repaired
    assert talk.text.count("\n") == TALK.count("\n")
    assert all(0 <= doubt.start < doubt.end <= len(talk.text) for doubt in talk.doubts)
