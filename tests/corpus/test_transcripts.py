# ruff: noqa: E501 - transcripts are as wide as they are
"""What transcripts from different makers are like, on invented talks between invented people."""

import json

import pytest

from bot.corpus.formats.manuscript import Reading, Utterance
from bot.corpus.parsing import parse

ASKS, TELLS = "Why would anyone keep bees on a roof?", "Because the city blooms longer."
SEES, CLOSES = "I see what you mean now.", "Do come and look at them."
FRAGT, ANTWORTET, VERSTEHT, ENDET = (
    "为什么要在屋顶上养蜜蜂？",
    "因为城里的花期更长。",
    "原来如此。",
    "欢迎你来看看。",
)
HEADS = "Here we say at some length what a bee does in a city all through a long and very warm summer."


def reading(text: str) -> Reading:
    parsed = parse(text.encode())
    assert parsed.recognition, parsed.complaints
    return parsed.recognition.readings[0]


def said(turn: Utterance) -> str:
    return " / ".join(paragraph.text for paragraph in turn.paragraphs)


def turns(text: str) -> list[tuple[str, str]]:
    return [(turn.label, said(turn)) for turn in reading(text).utterances]


def speakers(text: str) -> set[str]:
    return {label for label, _ in turns(text)}


MADE_BY = {
    "a cloud service": (
        "说话人1",
        "说话人2",
        f"屋顶会议\n\n说话人1 00:00\n{FRAGT}\n\n说话人2 00:05\n{ANTWORTET}\n\n说话人1 00:10\n{VERSTEHT}\n\n说话人2 00:12\n{ENDET}\n\n以上内容由AI生成\n",
    ),
    "a service with an overview": (
        "林舟",
        "高岚",
        f"屋顶养蜂\n2026年03月05日 14:00\n发言人：林舟 高岚\n\n章节速览\n00:00 开场\n00:05 花期\n\n原文\n林舟   00:00\n{FRAGT}\n\n高岚   00:05\n{ANTWORTET}\n\n林舟   00:10\n{VERSTEHT}\n\n高岚   00:12\n{ENDET}\n",
    ),
    "a chat": (
        "林舟",
        "高岚",
        f"林舟 2024-03-05 14:00:01\n{FRAGT}\n\n高岚 2024-03-05 14:00:05\n{ANTWORTET}\n\n林舟 2024-03-05 14:00:10\n{VERSTEHT}\n\n高岚 2024-03-05 14:00:12\n{ENDET}\n",
    ),
    "a blog with pictures": (
        "林舟",
        "高岚",
        f"🎙️ 林舟：{FRAGT}\n\n🐝 高岚：{ANTWORTET}\n\n🎙️ 林舟：{VERSTEHT}\n\n🐝 高岚：{ENDET}\n",
    ),
    "a printer of wide spaces": (
        "林舟",
        "高岚",
        f"林舟　{FRAGT}\n高岚　{ANTWORTET}\n林舟　{VERSTEHT}\n高岚　{ENDET}\n",
    ),
    "names in two scripts": (
        "林舟 Lin Zhou",
        "高岚 Gao Lan",
        f"**林舟 Lin Zhou：**\n\n{FRAGT}\n\n**高岚 Gao Lan：**\n\n{ANTWORTET}\n\n**林舟 Lin Zhou：**\n\n{VERSTEHT}\n\n**高岚 Gao Lan：**\n\n{ENDET}\n",
    ),
}


@pytest.mark.parametrize(("asks", "answers", "text"), MADE_BY.values(), ids=MADE_BY.keys())
def test_chinese_transcripts(asks: str, answers: str, text: str) -> None:
    assert turns(text) == [(asks, FRAGT), (answers, ANTWORTET), (asks, VERSTEHT), (answers, ENDET)]


SET_OFF = {
    "links": "**[{0}](https://people.example/{0})**: {1}\n\n",
    "an office": "{0} - Keeper, Roof & Sons\n\n{1}\n\n",
    "a title and a period": "    Mr. {0}. {1}\n",
    "brackets and a range": "[00:00:00.000 --> 00:00:03.000] [{0}] {1}\n",
}


@pytest.mark.parametrize("line", SET_OFF.values(), ids=SET_OFF.keys())
def test_english_transcripts(line: str) -> None:
    told = [("Reed", ASKS), ("Linden", TELLS), ("Reed", SEES), ("Linden", CLOSES)] * 2
    found = turns("".join(line.format(*turn) for turn in told))

    assert [(label.removeprefix("Mr. "), words) for label, words in found] == told


def test_one_json_object_is_no_row_of_json_lines() -> None:
    whole = {
        "text": "all of it",
        "segments": [{"id": 0, "start": 0, "end": 3, "text": ASKS, "speaker": "Ada"}],
    }

    assert turns(json.dumps(whole)) == [("Ada", ASKS)]


def test_a_question_may_be_bold_and_its_answer_plain() -> None:
    text = f"**Q: {ASKS}**\n\nA: {TELLS}\n\n**Q: {SEES}**\n\nA: {CLOSES}\n"

    assert turns(text) == [("Q", ASKS), ("A", TELLS), ("Q", SEES), ("A", CLOSES)]


def test_a_court_numbers_its_lines() -> None:
    spoken = [
        "MS. REED:  Why would anyone",
        "keep bees?",
        "MR. LIN:  They like it.",
        "THE COURT:  I see.",
    ] * 2
    lines = "".join(f"{number:>2}   {words}\n" for number, words in enumerate(spoken, 1))

    assert (
        turns(lines)
        == [
            ("MS. REED", "Why would anyone keep bees?"),
            ("MR. LIN", "They like it."),
            ("THE COURT", "I see."),
        ]
        * 2
    )


def test_initials_that_are_words_are_names() -> None:
    text = f"IS: {ASKS}\nAM: {TELLS}\nIS: {SEES}\nAM: {CLOSES}\nIS: {SEES}\nAM: {CLOSES}\nBE: {TELLS}\nIS: {SEES}\n"

    assert [label for label, _ in turns(text)] == ["IS", "AM", "IS", "AM", "IS", "AM", "BE", "IS"]


@pytest.mark.parametrize("name", ["Marlo Reed, Jr.", "Marlo the Keeper", "qx", "Reed ("])
def test_names_of_every_form(name: str) -> None:
    clean = name.strip(" (")
    text = f"**{clean}** (00:00:01): {ASKS}\n\n**Bo Lin** (00:00:05): {TELLS}\n\n" * 3

    assert speakers(text) == {clean, "Bo Lin"}


def test_who_speaks_once_under_a_heading_is_a_speaker() -> None:
    people = ["林舟", "高岚", "林舟", "高岚", "乌伦古", "林舟", "豆豆", "高岚", "林舟"]
    text = "".join(f"### {name}：\n{ANTWORTET}\n\n" for name in people)

    assert [label for label, _ in turns(text)] == people


def test_one_person_may_speak_for_long_among_others() -> None:
    people = ["Speaker 0"] * 30 + ["Speaker 1"] * 30 + ["Speaker 2"] * 30
    text = "".join(f"[{name}]: {TELLS}\n" for name in people)

    assert [label for label, _ in turns(text)] == people


def test_whom_the_document_lists_may_speak_once() -> None:
    text = f"---\ntitle: Roofs\npeople:\n- 阿棉\n- 豆\n---\n\n小舟: {FRAGT}\n\n阿棉: {ANTWORTET}\n\n小舟: {VERSTEHT}\n\n阿岚: {ENDET}\n\n小舟: {FRAGT}\n"

    assert "阿棉" in speakers(text)


def test_a_label_dressed_in_two_ways_is_found_in_both() -> None:
    text = "".join(f"Ada Reed: {ASKS}\n\nBo Lin [0{minute}:30]: {TELLS}\n\n" for minute in range(6))

    assert [label for label, _ in turns(text)] == ["Ada Reed", "Bo Lin"] * 6


def test_a_section_may_be_called_after_who_speaks_in_it() -> None:
    talk = f"Ray: {ASKS}\n\nVivi: {TELLS}\n\n"
    text = f"{talk}### Vivi: on wool\n\n{talk}### Ray: on roofs\n\n{talk}"

    assert [label for label, _ in turns(text)] == ["Ray", "Vivi"] * 3
    assert reading(text).utterances[-1].section == "Ray: on roofs"


def test_sections_go_on_behind_the_last_label() -> None:
    section = f"## {{}}\n\n{HEADS}\n\n"
    text = f"Ada: {ASKS}\n\nBo: {HEADS}\n\n{section.format('One')}{section.format('Two')}Ada: {SEES}\n\nBo: {HEADS}\n\n{section.format('Three')}"

    assert said(reading(text).utterances[-1]) == f"{HEADS} / {HEADS}"


TALK = f"# Bees\n\n{HEADS}\n\n{HEADS}\n\n## Wool\n\n{HEADS}\n\n"


def test_a_talk_before_its_questions_is_not_lost() -> None:
    text = f"{TALK}Q: {ASKS}\n\nA: {TELLS}\n\n## Winter\n\n{HEADS}\n\nQ: {ASKS}\n\nA: {CLOSES}\n"

    assert [label for label, _ in turns(text)] == ["", "", "Q", "A", "", "Q", "A"]


def test_an_answer_without_a_label_is_not_the_askers() -> None:
    text = f"{TALK}Q: {ASKS}\n\n{TELLS}\n\nQ: {SEES}\n\n{CLOSES}\n"

    assert turns(text)[2:] == [("Q", ASKS), ("", TELLS), ("Q", SEES), ("", CLOSES)]


def test_terms_in_lists_beside_a_talk_are_no_speakers() -> None:
    talk = f"**阿舟:** {FRAGT}\n\n**阿岚:** {ANTWORTET}\n\n" * 4
    terms = f"- **花期:** {ANTWORTET}\n- **温度:** {ENDET}\n\n" * 3

    assert speakers(talk + "## 小结\n\n" + terms) == {"阿舟", "阿岚"}


def test_a_word_that_a_line_break_put_first_is_no_speaker() -> None:
    wrapped = "城里的蜜蜂并不怕人，它们靠的是一种叫温热效应（Thermal\nEffect：指城里比乡下更暖）的现象，冬天也能活下来。\n\n"

    assert speakers(f"# 屋顶\n\n{wrapped * 4}") == {""}


def test_terms_of_a_handbook_are_no_speakers() -> None:
    terms = "".join(
        f"**{term}：** {ANTWORTET}\n\n" for term in ("蜂箱", "羊毛", "屋檐", "花粉", "蜂王", "木框")
    )

    assert speakers(f"# 手册\n\n**做法：** {ENDET}\n\n{terms}**做法：** {ENDET}\n") == {""}


def test_terms_of_a_glossary_are_no_speakers() -> None:
    talk = f"**Ada Reed:** {ASKS}\n\n**Bo Lin:** {TELLS}\n\n" * 4
    terms = "".join(
        f"**{term}:** what a keeper calls it.\n\n" for term in ("Great Flow", "Queen Cell", "Warm Way")
    )

    assert speakers(f"{talk}## Glossary\n\n{terms}") == {"Ada Reed", "Bo Lin"}


def test_what_a_meeting_decided_is_nobodys_speech() -> None:
    item = f"## {{}}\n\nAda: {ASKS}\n\nBo: {TELLS}\n\n### Conclusion/Resolution\n\n- stage three\n\n"

    assert turns(item.format("Bees") + item.format("Wool")) == [("Ada", ASKS), ("Bo", TELLS)] * 2


def test_words_on_lines_of_their_own_are_no_speakers() -> None:
    text = (
        "\n".join(f"bee{chr(97 + place % 26)}{chr(97 + place // 26)}" for place in range(600))
        + "\nhoney\n" * 700
    )

    assert speakers(text) == {""}


def test_an_original_with_marks_of_its_own_belongs_to_the_turn_above() -> None:
    turn = "**{0}**：{1}\n\n<details>\n<summary>Original</summary>\n\n**{2}**: >> {3}\n</details>\n\n"
    text = (turn.format("林舟", FRAGT, "Lin", ASKS) + turn.format("高岚", ANTWORTET, "Gao", TELLS)) * 2

    assert turns(text)[:2] == [("林舟", f"{FRAGT} / {ASKS}"), ("高岚", f"{ANTWORTET} / {TELLS}")]


def test_times_in_headings_and_tags_of_languages_are_no_words() -> None:
    text = f"### [00:10 - 00:20]\n**EN:** {ASKS}  \n**CN:** {FRAGT}\n\n### [00:20 - 00:30]\n**EN:** {TELLS}  \n**CN:** {ANTWORTET}\n"
    paragraphs = reading(text).utterances[0].paragraphs

    assert [(paragraph.start, paragraph.text) for paragraph in paragraphs] == [
        (10, ASKS),
        (None, FRAGT),
        (20, TELLS),
        (None, ANTWORTET),
    ]


def test_a_dash_in_a_caption_begins_somebody_elses_words() -> None:
    cues = [
        "LIN: Bees came back.",
        "- You saw them?\n- I counted them.",
        "[buzzing]",
        "GAO: And the honey?",
        "LIN: Nine kilos.",
        "GAO: Well done.",
        "Subtitles by the roof club",
    ]
    text = "\n".join(
        f"{place}\n00:00:{place:02},000 --> 00:00:{place:02},900\n{cue}\n"
        for place, cue in enumerate(cues, 1)
    )

    assert turns(text) == [
        ("LIN", "Bees came back."),
        ("", "You saw them?"),
        ("", "I counted them."),
        ("GAO", "And the honey?"),
        ("LIN", "Nine kilos."),
        ("GAO", "Well done."),
    ]
    assert [remark.text for remark in reading(text).remarks] == ["[buzzing]", "Subtitles by the roof club"]


def test_who_has_an_office_and_asks_once_is_a_speaker() -> None:
    gao, lin, mei = "Gao Lan -- Keeper", "Lin Zhou -- Roof Club -- Chair", "Ada Mei -- City Hall -- Analyst"
    text = (
        f"Honey call\n\n{gao}\n\n{SEES}\n\n{lin}\n\n{TELLS}\n\n{mei}\n\n{ASKS}\n\n{gao}\n\n{CLOSES}\n\n"
        f"{lin}\n\n{SEES}\n\nDuration: 20 minutes\n\nCall participants:\n\n{gao}\n\n{lin}\n\n{mei}\n\nMore calls\n"
    )

    assert turns(text) == [
        ("Gao Lan", SEES),
        ("Lin Zhou", TELLS),
        ("Ada Mei", ASKS),
        ("Gao Lan", CLOSES),
        ("Lin Zhou", SEES),
    ]


def test_somebody_in_the_audience_asks_once() -> None:
    text = f"**Student:** {ASKS}\n\n**Gao Lan:** {TELLS}\n\n**Audience member:** {SEES}\n\n**Gao Lan:** {CLOSES}\n"

    assert turns(text)[2] == ("Audience member", SEES)


def test_pictures_advertisements_and_credits_are_nobodys_words() -> None:
    text = (
        f"屋顶上的蜂箱\n原创 小圆 2024-05-06\n\n01 花期\n\n林舟：{FRAGT}\n\n高岚：{ANTWORTET}\n\n图：屋顶 摄影/小圆\n\n"
        f"林舟：{VERSTEHT}\n\n高岚：{ENDET}\n\n【广告】蜂蜜七折\n\n02 蜂蜜\n\n林舟：{FRAGT}\n\n高岚：{ANTWORTET}\n\n"
        "（完）\n\n译者简介：木木，养蜂人。\n"
    )

    assert {said for _, said in turns(text)} == {FRAGT, ANTWORTET, VERSTEHT, ENDET}
    assert {turn.section for turn in reading(text).utterances} == {"01 花期", "02 蜂蜜"}


def test_a_turn_that_is_continued_has_the_same_speaker() -> None:
    text = f"**GAO:** {TELLS}\n\n**LIN:** {ASKS}\n\n**GAO:** {SEES}\n\n*[bell]*\n\n**GAO (cont'd):** {CLOSES}\n\n**LIN:** {SEES}\n"

    assert turns(text)[3] == ("GAO", CLOSES)


def test_numbered_people_of_the_audience_speak() -> None:
    text = f"GAO: {TELLS}\n\nLIN: {SEES}\n\nAudience Member 1: {ASKS}\n\nGAO: {TELLS}\n\nAudience Member 2: {ASKS}\n\nGAO: {SEES}\n\nLIN: {CLOSES}\n"

    assert [label for label, _ in turns(text)][2::2] == ["Audience Member 1", "Audience Member 2", "LIN"]


def test_lists_of_people_and_makers_lines_are_nobodys_words() -> None:
    text = (
        f"会议主题：屋顶\n参会人：养蜂人 高岚；住户 林舟\n\n林舟：{FRAGT}\n\n高岚：{ANTWORTET}\n\n林舟：{VERSTEHT}\n\n"
        f"（截至发稿，屋顶尚未验收。——编者）\n\n高岚：{ENDET}\n\n题图来源：高岚提供\n\n会议记录：小圆\n"
    )

    assert turns(text) == [("林舟", FRAGT), ("高岚", ANTWORTET), ("林舟", VERSTEHT), ("高岚", ENDET)]


def test_both_lines_of_a_caption_in_two_languages_have_labels() -> None:
    cues = [("林舟", FRAGT, "Lin", ASKS), ("高岚", ANTWORTET, "Gao", TELLS), ("林舟", VERSTEHT, "Lin", SEES)]
    cues += [("高岚", ENDET, "Gao", CLOSES)]
    text = "\n".join(
        f"{place}\n00:00:{place:02},000 --> 00:00:{place:02},900\n{a}：{b}\n{c}: {d}\n"
        for place, (a, b, c, d) in enumerate(cues, 1)
    )

    assert turns(text) == [pair for a, b, c, d in cues for pair in ((a, b), (c, d))]


def test_signs_of_a_new_speaker_may_be_escaped() -> None:
    text = f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n&gt;&gt; {ASKS}\n\n00:00:02.000 --> 00:00:03.000\n&gt;&gt; {TELLS}\n"

    assert turns(text) == [("", ASKS), ("", TELLS)]


def test_a_stage_direction_between_wrapped_lines_is_no_speech() -> None:
    text = f"LIN: {ASKS}\nGAO: The city blooms longer\nthan the fields do.\n[Slide.]\nIt always did, and nobody\nknew why.\nLIN: {SEES}\nGAO: {CLOSES}\n"

    assert turns(text)[1] == (
        "GAO",
        "The city blooms longer than the fields do. / It always did, and nobody knew why.",
    )


def test_who_is_described_in_brackets_may_speak_once() -> None:
    text = f"主持人（林舟）：{FRAGT}\n\n高总（屋顶公司）：{ANTWORTET}\n\n阿水（邻居）：{VERSTEHT}\n\n主持人（林舟）：{FRAGT}\n\n高总（屋顶公司）：{ENDET}\n"

    assert turns(text)[2] == ("阿水（邻居）", VERSTEHT)


def test_title_and_day_of_a_text_without_labels_are_nobodys_words() -> None:
    text = f"屋顶上的讲话\n（2021年9月1日）\n高岚\n\n各位邻居：\n\n{HEADS}\n\n{HEADS}\n"

    assert said(reading(text).utterances[0]) == f"各位邻居： / {HEADS} / {HEADS}"


def test_captions_as_a_page_shows_them_are_joined() -> None:
    words = ["bees come back to", "the roofs every", "year they do", "and nobody", "knows why"]
    lines = "\n".join(f"0:{place * 3:02}\n{each}" for place, each in enumerate(words))
    text = f"Bees on roofs\n1.2K views Apr 9, 2024\nChapters\n0:00\nIntro\n0:06\nYears\nTranscript\n{lines}\n"

    assert turns(text) == [("", " ".join(words))]


def test_questions_of_a_hearing_have_numbers() -> None:
    text = (
        "Witness: Captain Gao Lan, Keeper of Roofs\n\nQ1 Chair: How many?\n\nCaptain Gao: Nine.\n\nQ2 Lin Zhou: Why nine?\n\n"
        "Captain Gao: There were ten.\n\nQ3 Lin Zhou: What then?\n\nCaptain Gao: Wind.\n\nChair: Thank you.\n"
    )

    assert [label for label, _ in turns(text)] == [
        "Chair",
        "Captain Gao",
        "Lin Zhou",
        "Captain Gao",
        "Lin Zhou",
        "Captain Gao",
        "Chair",
    ]


def test_a_speech_before_questions_to_its_speaker_is_not_lost() -> None:
    text = (
        f"# Roofs\n\n*Delivered by Gao Lan, May 18, 2024*\n\n{HEADS}\n\n{HEADS}\n\n[Applause]\n\n## Q&A\n\n**Student:** {ASKS}\n\n"
        f"**Gao Lan:** {TELLS}\n\n**Audience member:** {SEES}\n\n**Gao Lan:** {CLOSES}\n"
    )

    assert turns(text) == [
        ("", f"{HEADS} / {HEADS}"),
        ("Student", ASKS),
        ("Gao Lan", TELLS),
        ("Audience member", SEES),
        ("Gao Lan", CLOSES),
    ]


def test_an_introduction_of_an_interview_is_no_speech() -> None:
    text = f"# Roofs\n\n{HEADS}\n\n{HEADS}\n\n**Lin Zhou:** {ASKS}\n\n**Gao Lan:** {TELLS}\n\n**Lin Zhou:** {SEES}\n\n**Gao Lan:** {CLOSES}\n"

    assert HEADS not in " ".join(said for _, said in turns(text))
