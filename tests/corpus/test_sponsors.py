# ruff: noqa: E501 - transcripts are as wide as they are
"""What speakers read aloud for sponsors."""

import pytest

from bot.corpus.formats.manuscript import Reading
from bot.corpus.parsing import parse


def reading(text: str) -> Reading:
    recognition = parse(text.encode()).recognition
    assert recognition
    return recognition.readings[0]


SPOTS = {
    "in front of a question": (
        "This episode is brought to you by Tallyho. I kept receipts in a shoebox. Tallyho sorts them. "
        "Use promo code BEES for ten percent off. Gao, how long do bees live?",
        ["Gao, how long do bees live?"],
    ),
    "for the show": ("Support for this podcast comes from Quill & Co. Quill makes invoices pleasant.", []),
    "with thanks": ("Thanks to Nordsee for sponsoring this show. With Nordsee nobody reads your mail.", []),
    "in Simplified": (
        "本期节目由「青禾保险」赞助播出。青禾保险，守护每一只蜜蜂。现在扫码立减50元。你怎么看？",
        ["你怎么看？"],
    ),
    "in Traditional": (
        "感謝綠藤生機贊助本集節目。綠藤我用了三年。輸入優惠碼享九折。蜂蜜好吃嗎？",
        ["蜂蜜好吃嗎？"],
    ),
    "of a sponsor one had": (
        "We had a sponsor once. The fair was sponsored by a bank.",
        ["We had a sponsor once. The fair was sponsored by a bank."],
    ),
    "of a sponsor in Chinese": (
        "我们的船队由一家银行赞助。优惠码没有用。",
        ["我们的船队由一家银行赞助。优惠码没有用。"],
    ),
}


@pytest.mark.parametrize(("spoken", "left"), SPOTS.values(), ids=SPOTS.keys())
def test_what_is_read_for_a_sponsor_is_no_speech(spoken: str, left: list[str]) -> None:
    text = f"**Lin Zhou:** Welcome.\n\n**Gao Lan:** Hello.\n\n**Lin Zhou:** {spoken}\n\n**Gao Lan:** Quite long.\n"

    found = [paragraph.text for turn in reading(text).utterances for paragraph in turn.paragraphs]

    assert found == ["Welcome.", "Hello.", *left, "Quite long."]


def test_a_second_sponsor_is_thanked_by_the_other_host() -> None:
    text = (
        "**Lin Zhou:** This show is sponsored by Tallyho. Tallyho sorts.\n\n**Gao Lan:** And by Quill & Co, whose pens I own.\n\n"
        "**Lin Zhou:** What do bees eat?\n\n**Gao Lan:** Tallyho or not, honey.\n"
    )

    found = reading(text)

    assert [turn.paragraphs[0].text for turn in found.utterances] == [
        "What do bees eat?",
        "Tallyho or not, honey.",
    ]
    assert [remark.reason for remark in found.remarks] == ["advertisement"] * 2
