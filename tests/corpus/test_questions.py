"""Interviews whose questions are set apart and have no labels."""

import pytest

from bot.corpus.parsing import parse

ASKED = ["冬天怎麼過？", "夏天會太熱嗎？", "鄰居抱怨過嗎？"]
ANSWERED = [
    "蓋一層稻草，再壓兩塊磚。\n\n有時候要三塊。",
    "蜜蜂自己會搧風，比冷氣省電。",
    "抱怨過一次，後來他也養了兩箱。",
]


def turns(text: str) -> list[tuple[str, list[str]]]:
    recognition = parse(text.encode()).recognition
    assert recognition
    (reading,) = recognition.readings
    return [(turn.label, [paragraph.text for paragraph in turn.paragraphs]) for turn in reading.utterances]


@pytest.mark.parametrize("way", ["——{}", "—— {}", "**{}**", "1. **{}**", "*{}*", "### {}"])
def test_what_is_set_apart_asks_and_the_rest_answers(way: str) -> None:
    talk = "\n\n".join(
        f"{way.format(asked)}\n\n{answer}" for asked, answer in zip(ASKED, ANSWERED, strict=True)
    )

    found = turns(f"# 屋頂上的蜂箱\n\n養蜂人住在七樓。\n\n{talk}\n")

    assert [(label, text[0]) for label, text in found] == [
        pair
        for asked, answer in zip(ASKED, ANSWERED, strict=True)
        for pair in (("採訪者", asked), ("受訪者", answer.split("\n")[0]))
    ]
    assert found[1][1] == ANSWERED[0].split("\n\n")
    assert not any("七樓" in words for _, text in found for words in text)


def test_headings_that_ask_nothing_are_headings() -> None:
    talk = "\n\n".join(
        f"### {title}\n\n{answer}" for title, answer in zip(["冬天", "夏天", "鄰居"], ANSWERED, strict=True)
    )

    assert {label for label, _ in turns(talk)} == {""}


@pytest.mark.parametrize(
    "way", ["**Q：{}**", "### Q：{}", "Q：{}", "問：{}", "Q1. {}", "**《屋頂》：{}**", "記者問：{}"]
)
def test_what_follows_a_labelled_question_is_the_answer(way: str) -> None:
    talk = "\n\n".join(
        f"{way.format(asked)}\n\n{answer}" for asked, answer in zip(ASKED, ANSWERED, strict=True)
    )

    found = turns(f"# 蜂箱：在屋頂上\n\n養蜂人住在七樓。\n\n{talk}\n")

    assert [text for _, text in found[1::2]] == [answer.split("\n\n") for answer in ANSWERED]
    assert {label for label, _ in found[1::2]} == {"受訪者"}
    assert [text for _, text in found[::2]] == [[asked] for asked in ASKED]


def test_numbers_of_questions_and_answers_are_no_part_of_them() -> None:
    text = "".join(
        f"Q{place}：{asked}\n\nA{place}：{answer}\n\n"
        for place, (asked, answer) in enumerate(zip(ASKED, ANSWERED, strict=True), 1)
    )

    assert [label for label, _ in turns(text)] == ["Q", "A"] * 3


def test_who_answers_questions_of_his_own_has_no_interviewer() -> None:
    text = "".join(f"**林舟：** {asked}我来说。\n\n{ANSWERED[1]}\n\n" for asked in ASKED)

    assert {label for label, _ in turns(text)} == {"林舟"}
