# ruff: noqa: E501 - transcripts are as wide as they are
"""Every format of transcripts, on invented talks between invented people."""

import json

import pytest

from bot.corpus.formats.manuscript import Recognition, Utterance
from bot.corpus.parsing import parse

ASKS = "为什么要在屋顶上养蜜蜂？"
TELLS = "因为城里的花期比乡下更长，蜜蜂喜欢。"
GOES_ON = "冬天我们给蜂箱裹上羊毛。"
AGREES = "原来如此。"
CLOSES = "欢迎你来看看。"


def read(text: str) -> Recognition:
    parsed = parse(text.encode())
    assert parsed.recognition, parsed.complaints
    return parsed.recognition


def turns(text: str) -> list[tuple[str, str]]:
    return [(turn.label, said(turn)) for reading in read(text).readings for turn in reading.utterances]


def said(turn: Utterance) -> str:
    return " / ".join(paragraph.text for paragraph in turn.paragraphs)


TALK = [("林舟", ASKS), ("高岚", f"{TELLS} / {GOES_ON}"), ("林舟", AGREES), ("高岚", CLOSES)]

LABELLED = {
    "bold label": f"**林舟：** {ASKS}\n\n**高岚：** {TELLS}\n\n{GOES_ON}\n\n**林舟：** {AGREES}\n\n**高岚：** {CLOSES}\n",
    "bold, colon outside": f"**林舟**: {ASKS}\n\n**高岚**：{TELLS}\n\n{GOES_ON}\n\n**林舟**: {AGREES}\n\n**高岚**: {CLOSES}\n",
    "html bold": f"<b>林舟：</b>{ASKS}<br>\n\n<b>高岚：</b>{TELLS}\n\n{GOES_ON}\n\n<b>林舟：</b>{AGREES}\n\n<b>高岚：</b>{CLOSES}\n",
    "colon": f"林舟：{ASKS}\n高岚：{TELLS}\n{GOES_ON}\n林舟：{AGREES}\n高岚：{CLOSES}\n",
    "label above": f"林舟：\n\n{ASKS}\n\n高岚：\n\n{TELLS}\n\n{GOES_ON}\n\n林舟：\n\n{AGREES}\n\n高岚：\n\n{CLOSES}\n",
    "heading": f"# 屋顶\n\n### 林舟：\n\n{ASKS}\n\n### 高岚：\n{TELLS}\n\n{GOES_ON}\n\n### 林舟：\n{AGREES}\n\n### 高岚：\n{CLOSES}\n",
    "heading without colon": f"## 林舟\n{ASKS}\n\n## 高岚\n{TELLS}\n\n{GOES_ON}\n\n## 林舟\n{AGREES}\n\n## 高岚\n{CLOSES}\n",
    "bold and time": f"**林舟** (00:00:04)\n{ASKS}\n\n**高岚** (00:00:09)\n{TELLS}\n\n{GOES_ON}\n\n"
    f"**林舟** (00:01:00)\n{AGREES}\n\n**高岚** (00:01:02)\n{CLOSES}\n",
    "time in bold": f"**林舟 00:00:04**\n{ASKS}\n\n**高岚 00:00:09**\n{TELLS}\n\n{GOES_ON}\n\n"
    f"**林舟 00:01:00**\n{AGREES}\n\n**高岚 00:01:02**\n{CLOSES}\n",
    "time and colon": f"林舟 (00:00:04): {ASKS}\n\n高岚 (00:00:09): {TELLS}\n\n{GOES_ON}\n\n林舟 (00:01:00): {AGREES}\n\n"
    f"高岚 (00:01:02): {CLOSES}\n",
    "time first": f"0:00:04.1 **林舟** {ASKS}\n\n0:00:09.0 **高岚** {TELLS}\n\n{GOES_ON}\n\n0:01:00.7 **林舟** {AGREES}\n\n"
    f"0:01:02.3 **高岚** {CLOSES}\n",
    "time in brackets first": f"[00:04] 林舟：{ASKS}\n[00:09] 高岚：{TELLS}\n{GOES_ON}\n[01:00] 林舟：{AGREES}\n[01:02] 高岚：{CLOSES}\n",
    "time behind": f"林舟 00:04\n{ASKS}\n\n高岚 00:09\n{TELLS}\n\n{GOES_ON}\n\n林舟 01:00\n{AGREES}\n\n高岚 01:02\n{CLOSES}\n",
    "bold line, timed paragraphs": f"**林舟**\n\n(00:00:04) {ASKS}\n\n**高岚**\n\n(00:00:09) {TELLS}\n\n(00:00:20) {GOES_ON}\n\n"
    f"**林舟**\n\n(00:01:00) {AGREES}\n\n**高岚**\n\n(00:01:02) {CLOSES}\n",
    "linked time": f"林舟\n[(00:00:04)](https://video.example/w?t=4) {ASKS}\n\n高岚\n[(00:00:09)](https://video.example/w?t=9) {TELLS}\n\n"
    f"[(00:00:20)](https://video.example/w?t=20) {GOES_ON}\n\n林舟\n[(00:01:00)](https://video.example/w?t=60) {AGREES}\n\n"
    f"高岚\n[(00:01:02)](https://video.example/w?t=62) {CLOSES}\n",
    "brackets": f"【林舟】{ASKS}\n【高岚】{TELLS}\n{GOES_ON}\n【林舟】{AGREES}\n【高岚】{CLOSES}\n",
    "table": f"| 时间 | 发言人 | 内容 |\n|---|---|---|\n| 00:04 | 林舟 | {ASKS} |\n| 00:09 | 高岚 | {TELLS}<br>{GOES_ON} |\n"
    f"| 01:00 | 林舟 | {AGREES} |\n| 01:02 | 高岚 | {CLOSES} |\n",
    "list": f"- **林舟**: {ASKS}\n- **高岚**: {TELLS}\n\n  {GOES_ON}\n- **林舟**: {AGREES}\n- **高岚**: {CLOSES}\n",
    "block quotes": f"> **林舟：** {ASKS}\n\n> **高岚：** {TELLS}\n>\n> {GOES_ON}\n\n> **林舟：** {AGREES}\n\n> **高岚：** {CLOSES}\n",
    "time in italics": f"**林舟** _(00:00:04)_: {ASKS}\n\n**高岚** _(00:00:09)_: {TELLS}\n\n{GOES_ON}\n\n"
    f"**林舟** _(00:01:00)_: {AGREES}\n\n**高岚** _(00:01:02)_: {CLOSES}\n",
    "time and name in bold": f"**[00:00:04] 林舟：** {ASKS}\n\n**[00:00:09] 高岚：** {TELLS}\n\n{GOES_ON}\n\n"
    f"**[00:01:00] 林舟：** {AGREES}\n\n**[00:01:02] 高岚：** {CLOSES}\n",
    "time between paragraphs": f"林舟 [00:00:04]:\n{ASKS}\n\n高岚 [00:00:09]:\n{TELLS}\n\n[00:00:30]\n{GOES_ON}\n\n"
    f"林舟 [00:01:00]:\n{AGREES}\n\n高岚 [00:01:02]:\n{CLOSES}\n",
    "bare": f"林舟\n\n{ASKS}\n\n高岚\n\n{TELLS}\n\n{GOES_ON}\n\n林舟\n\n{AGREES}\n\n高岚\n\n{CLOSES}\n",
    "dash": f"林舟 — {ASKS}\n\n高岚 — {TELLS}\n\n{GOES_ON}\n\n林舟 — {AGREES}\n\n高岚 — {CLOSES}\n",
    "bold name": f"**林舟** {ASKS}\n\n**高岚** {TELLS}\n\n{GOES_ON}\n\n**林舟** {AGREES}\n\n**高岚** {CLOSES}\n",
    "html": f"<html><head><style>p {{a: b}}</style></head><body><h1>屋顶</h1>\n<p><strong>林舟：</strong>{ASKS}</p>\n"
    f"<p><strong>高岚：</strong>{TELLS}</p>\n<p>{GOES_ON}</p>\n<p><strong>林舟：</strong>{AGREES}</p>\n"
    f"<p><strong>高岚：</strong>{CLOSES}</p></body></html>\n",
    "time in columns": f"林舟  00:04  {ASKS}\n高岚  00:09  {TELLS}\n{GOES_ON}\n林舟  01:00  {AGREES}\n高岚  01:02  {CLOSES}\n",
    "table with a row that goes on": f"| # | 谁 | 说了什么 |\n|:-:|:--|:--|\n| 1 | **林舟** | {ASKS} |\n| 2 | **高岚** | {TELLS} |\n"
    f"| 3 | | {GOES_ON} |\n| 4 | **林舟** | {AGREES} |\n| 5 | **高岚** | {CLOSES} |\n",
    "outline in front": f"# 屋顶\n\n## 大纲\n\n- 花期：更长\n- 冬天：羊毛\n- 花期：再说\n\n## 实录\n\n林舟：{ASKS}\n\n高岚：{TELLS}\n\n{GOES_ON}\n\n"
    f"林舟：{AGREES}\n\n高岚：{CLOSES}\n",
}


@pytest.mark.parametrize("text", LABELLED.values(), ids=LABELLED.keys())
def test_labels_become_turns(text: str) -> None:
    assert turns(text) == TALK


SUBTITLES = {
    "srt": "1\n00:00:04,000 --> 00:00:06,000\nAda: Why bees,\nand why a roof?\n\n2\n00:00:09,000 --> 00:00:12,000\nBo: The city\nblooms longer.\n\n"
    "3\n00:00:12,500 --> 00:00:14,000\nThey like it.\n\n4\n00:01:00,000 --> 00:01:01,000\nAda: I see.\n\n5\n00:01:02,000 --> 00:01:03,000\nBo: Come by.\n",
    "vtt": "WEBVTT\n\n00:04.000 --> 00:06.000\n<v Ada>Why bees, and why a roof?</v>\n\nintro\n00:09.000 --> 00:12.000 align:start\n<v Bo>The city blooms longer.\n\n"
    "00:12.500 --> 00:14.000\n<v Bo>They <i>like</i> it.\n\n01:00.000 --> 01:01.000\n<v Ada>I see.\n\n01:02.000 --> 01:03.000\n<v Bo>Come by.\n",
    "podcast json": json.dumps(
        {
            "version": "1.0.0",
            "segments": [
                {"speaker": "Ada", "startTime": 4, "endTime": 6, "body": "Why bees, and why a roof?"},
                {"speaker": "Bo", "startTime": 9, "endTime": 12, "body": "The city blooms longer."},
                {"speaker": "Bo", "startTime": 12.5, "endTime": 14, "body": "They like it."},
                {"speaker": "Ada", "startTime": 60, "endTime": 61, "body": "I see."},
                {"speaker": "Bo", "startTime": 62, "endTime": 63, "body": "Come by."},
            ],
        }
    ),
}


@pytest.mark.parametrize("text", SUBTITLES.values(), ids=SUBTITLES.keys())
def test_captions_are_gathered_to_turns(text: str) -> None:
    assert turns(text) == [
        ("Ada", "Why bees, and why a roof?"),
        ("Bo", "The city blooms longer. They like it."),
        ("Ada", "I see."),
        ("Bo", "Come by."),
    ]


@pytest.mark.parametrize(
    "name", ["bold and time", "time and colon", "time first", "time behind", "linked time", "table"]
)
def test_time_codes_are_kept(name: str) -> None:
    starts = [turn.paragraphs[0].start for turn in read(LABELLED[name]).readings[0].utterances]

    assert [round(start or -1) for start in starts] in ([4, 9, 60, 62], [4, 9, 61, 62])


def test_time_codes_inside_speech_go_and_stay_out_of_the_words() -> None:
    text = "Ada Reed: One thing [00:01:10] and another.\n\nBo Lin: \\[01:15\\] Yes.\n\nAda Reed: Good (00:01:20).\n\nBo Lin: Bye.\n"

    assert turns(text)[0] == ("Ada Reed", "One thing and another.")
    assert turns(text)[1] == ("Bo Lin", "Yes.")
    assert turns(text)[2] == ("Ada Reed", "Good.")


def test_json_lines_keep_their_ids_and_sources() -> None:
    rows = [
        {
            "id": "a1",
            "source": "roof",
            "title": "On the roof",
            "date": "2024-03-05",
            "speaker": "Ada",
            "text": "Why?",
            "start": 3,
        },
        {"id": "a2", "source": "roof", "speaker": "Bo", "text": "Because."},
        {"id": 7, "source": "cellar", "text": "Nobody is named here."},
    ]
    readings = read("\n".join(json.dumps(row) for row in rows)).readings

    assert [reading.metadata["key"] for reading in readings] == ["roof", "cellar"]
    assert readings[0].metadata["date"] == "2024-03-05"
    assert [(turn.id, turn.label) for reading in readings for turn in reading.utterances] == [
        ("a1", "Ada"),
        ("a2", "Bo"),
        ("7", ""),
    ]
    assert readings[0].utterances[0].paragraphs[0].start == 3


def test_a_broken_json_line_is_a_remark_and_the_rest_is_read() -> None:
    reading = read('{"text": "One."}\n{"text": "Tw\n{"text": "Three."}').readings[0]

    assert [said(turn) for turn in reading.utterances] == ["One.", "Three."]
    assert [(remark.line, remark.reason) for remark in reading.remarks] == [(2, "broken line")]


def test_an_original_inside_details_belongs_to_the_turn_above() -> None:
    text = (
        f"**林舟：** {ASKS}\n\n<details>\n<summary>English</summary>\n\nWhy keep bees on a roof?\n\n</details>\n\n"
        f"**高岚：** {TELLS}\n\n<details><summary>English</summary>\n\nThe city blooms longer.\n</details>\n\n"
        f"**林舟：** {AGREES}\n\n**高岚：** {CLOSES}\n"
    )

    assert turns(text)[:2] == [
        ("林舟", f"{ASKS} / Why keep bees on a roof?"),
        ("高岚", f"{TELLS} / The city blooms longer."),
    ]


def test_a_labelled_original_inside_details_begins_no_turn() -> None:
    turn = "**{0}：** {1}\n\n<details><summary>原文</summary>\n\n> **{2}:** {3}\n\n</details>\n\n"
    text = (
        turn.format("林舟", ASKS, "Lin Zhou", "Why bees?")
        + turn.format("高岚", TELLS, "Gao Lan", "They like it.")
        + turn.format("林舟", AGREES, "Lin Zhou", "I see.")
        + turn.format("高岚", CLOSES, "Gao Lan", "Do come.")
    )

    assert turns(text)[:2] == [("林舟", f"{ASKS} / Why bees?"), ("高岚", f"{TELLS} / They like it.")]
    assert len(turns(text)) == 4


def test_hard_wrapped_lines_join_without_spaces_between_chinese() -> None:
    text = f"**林舟：**\n蜜蜂在城里\n过得很好，因为\nhoney\nprices\n都在涨。\n\n**高岚：**\n{TELLS}\n\n**林舟：** 好\n的。\n\n**高岚：** {CLOSES}\n"

    assert turns(text)[0] == ("林舟", "蜜蜂在城里过得很好，因为 honey prices 都在涨。")


def test_equal_neighbours_stay_apart() -> None:
    text = "Ada: One.\nAda: Two.\nBo: Three.\nAda: Four.\nBo: Five.\n"

    assert [label for label, _ in turns(text)] == ["Ada", "Ada", "Bo", "Ada", "Bo"]


def test_bold_terms_in_speech_are_no_labels() -> None:
    text = (
        f"**林舟：** {ASKS}\n\n**高岚：** 有三点。\n\n**花期：** 城里更长。\n\n**温度：** 城里更暖。\n\n**天敌：** 城里更少。\n\n"
        f"**林舟：** {AGREES}\n\n**高岚：** **重要的是**耐心。\n"
    )

    assert [label for label, _ in turns(text)] == ["林舟", "高岚", "林舟", "高岚"]
    assert "花期：城里更长。" in turns(text)[1][1]


def test_an_office_behind_a_name_is_no_speech() -> None:
    asks, tells = "**Ada Reed** -- *Analyst*", "**Bo Lin** -- *Chief Beekeeper*"
    text = (
        f"{asks}\n\nHow are the bees?\n\n{tells}\n\nThey are well.\n\n{asks}\n\nAnd the wool?\n\n{tells}\n\nWarm.\n\n"
        * 2
    )

    assert turns(text)[:2] == [("Ada Reed", "How are the bees?"), ("Bo Lin", "They are well.")]
    assert len(turns(text)) == 8


def test_a_paper_may_ask() -> None:
    text = f"《蜂报》：{ASKS}\n\n高岚：{TELLS}\n\n《蜂报》：{AGREES}\n\n高岚：{CLOSES}\n"

    assert [label for label, _ in turns(text)] == ["《蜂报》", "高岚", "《蜂报》", "高岚"]


def test_terms_that_recur_in_speech_are_no_speakers() -> None:
    turn = "**林舟：** 说说花期。\n\n**高岚：** 好。\n\n"
    term = "**林舟：** 再说说花期。\n\n**高岚：** 两点。\n\n**花期长短：** 看地方。\n\n"

    assert {label for label, _ in turns(turn * 10 + term + turn * 5 + term + turn)} == {"林舟", "高岚"}


def test_a_third_person_who_interrupts_is_a_speaker() -> None:
    turn = "**林舟：** 说说花期。\n\n**高岚：** 好。\n\n"
    third = "**林舟：** 等等。\n\n**豆包同学：** 我插一句。\n\n**林舟：** 请。\n\n"

    assert {label for label, _ in turns(turn * 10 + third + turn * 5 + third + turn)} == {
        "林舟",
        "高岚",
        "豆包同学",
    }


@pytest.mark.parametrize(
    "text",
    [
        "# 屋顶养蜂\n\n城里的花期更长。\n\n注：数字来自去年。\n\n比如：椴树。\n\n注：今年更多。\n\n比如：槐树。\n",
        "Bees on roofs\n\nNote: this is old.\n\nThere are two things: patience and wool.\n\nNote: ask first.\n\nExample: lime trees.\n",
        "第一步：买蜂箱。\n第二步：找屋顶。\n第三步：等春天。\n第四步：收蜂蜜。\n",
        "那天我爬上屋顶，风很大。\n\n我想：蜂箱会不会被吹走？\n\n后来才知道：不会。\n",
    ],
)
def test_no_speakers_are_invented(text: str) -> None:
    assert {label for label, _ in turns(text)} == {""}


def test_a_meeting_of_thirty_people() -> None:
    people = [
        f"{first} {last}"
        for last in ("Reed", "Lin", "Okoro", "Berg", "Sato")
        for first in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")
    ]
    lines = [f"{person}: I speak about hive {place}." for place, person in enumerate(people)]
    lines += [f"{person}: And once more." for person in people[:12]]

    assert [label for label, _ in turns("\n".join(lines))] == [*people, *people[:12]]


def test_editors_remarks_are_no_speech() -> None:
    text = (
        f"屋顶养蜂人访谈\n\n编译：小满\n\n**林舟：** {ASKS}\n\n**高岚：** {TELLS}（译注：指椴树。）\n\n（译者注：原文如此）\n\n"
        f"**林舟：** {AGREES}\n\n**高岚：** {CLOSES}\n\n---\n\n本文编译自某播客。\n\n欢迎关注我们的公众号。\n"
    )
    reading = read(text).readings[0]

    assert [said(turn) for turn in reading.utterances] == [ASKS, TELLS, AGREES, CLOSES]
    assert {remark.reason for remark in reading.remarks} == {"preamble", "note", "footer"}


def test_headings_without_marks_are_sections() -> None:
    text = f"林舟：{ASKS}\n高岚：{TELLS}\n{GOES_ON}\n冬天的蜂箱\n林舟：{AGREES}\n高岚：{TELLS}\n{GOES_ON}\n春天的第一朵花\n林舟：{ASKS}\n高岚：{CLOSES}\n"
    reading = read(text).readings[0]

    assert [turn.section for turn in reading.utterances] == [
        "",
        "",
        "冬天的蜂箱",
        "冬天的蜂箱",
        "春天的第一朵花",
        "春天的第一朵花",
    ]
    assert not any("春天的第一朵花" in said(turn) for turn in reading.utterances)


def test_page_headers_of_a_pdf_go() -> None:
    pages = "".join(
        f"Ada Reed: {opening}\n\nBee Talks, page {number} of 9\n\nof many things.\n\nBo Lin: We do so gladly here.\n\n"
        for number, opening in enumerate(
            ("Here we speak", "Then they told us", "Once we heard", "We shall speak", "Nobody asked us"), 1
        )
    )

    assert turns(pages)[0] == ("Ada Reed", "Here we speak of many things.")
    assert len(turns(pages)) == 10


def test_stage_directions_between_turns_are_no_speech() -> None:
    text = "Ada: One.\n\n[Music]\n\nBo: [laughs]\n\nAda: Two.\n\n(applause)\n\nBo: Three.\n"

    assert turns(text) == [("Ada", "One."), ("Bo", "[laughs]"), ("Ada", "Two."), ("Bo", "Three.")]


def test_a_table_of_contents_in_front_is_no_speech() -> None:
    text = f"目录\n\n00:00 开场\n05:10 花期\n12:00 结尾\n\n林舟 00:04\n{ASKS}\n\n高岚 00:09\n{TELLS}\n\n林舟 01:00\n{AGREES}\n\n高岚 01:02\n{CLOSES}\n"

    assert [label for label, _ in turns(text)] == ["林舟", "高岚", "林舟", "高岚"]


def test_pull_quotes_belong_to_whom_the_line_above_names() -> None:
    text = (
        f"3 quotes from Gao Lan:\n\n> “城里的花期更长。”\n>\n> “The city blooms longer.”\n\n> “耐心就是一切。”\n>\n> “Patience is all.”\n\n"
        f"林舟：{ASKS}\n高岚：{TELLS}\n林舟：{AGREES}\n高岚：{CLOSES}\n"
    )
    quotes = [turn for turn in read(text).readings[0].utterances if turn.pull_quote]

    assert [(turn.label, len(turn.paragraphs), turn.inferred) for turn in quotes] == [
        ("Gao Lan", 2, True)
    ] * 2


def test_unlabelled_quick_questions_are_the_hosts() -> None:
    text = f"林舟：{ASKS}\n\n高岚：{TELLS}\n\n林舟：{AGREES}\n\n高岚：{CLOSES}\n\n快问快答\n\n最喜欢的花？\n\n高岚：椴树花。\n\n最怕什么？\n\n高岚：大风。\n"
    inferred = [(turn.label, said(turn)) for turn in read(text).readings[0].utterances if turn.inferred]

    assert inferred == [("林舟", "最喜欢的花？"), ("林舟", "最怕什么？")]


def test_notes_may_stay_with_one_speaker_for_long() -> None:
    runs = [("林岸", 16), ("米粒", 16), ("阿沙", 16)]
    body = "\n\n".join(f"**{name}**：{TELLS}第{place}点。" for name, times in runs for place in range(times))

    found = turns(f"---\ntitle: 屋顶\nkind: notes\n---\n\n{body}\n")

    assert {label for label, _ in found} == {"林岸", "米粒", "阿沙"}
