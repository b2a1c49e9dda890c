import io
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chart import alt_text, draw, text_chart
from bot.chart.glyphs import FONTS, MISSING, characters, drawable
from bot.chart.lanes import MOST_LANES, lanes
from bot.corpus.model import Names, PartialDate, Source, Speaker
from bot.reply.found import Hit, Point, Timeline
from bot.texts import LOCALES, messages, text

WEN = Speaker("wen", Names("Wen Example", "文例", "文例"))
IDA = Speaker("ida", Names("Ida Probe", "伊达·普罗贝", "伊達·普羅貝"))


def point(source: str, date: str, *spoken: tuple[Speaker, int]) -> Point:
    parts = [int(part) for part in date.split("-")] if date else []
    said = PartialDate(*parts) if parts else None
    where = Source(source, Names(source), f"Show {source}", said)
    speakers = tuple(speaker for speaker, _ in spoken)
    counts = tuple(count for _, count in spoken)
    hit = Hit(f"{source}-1", "words", "words", speakers[0], where, 1)
    return Point(where, speakers, sum(counts), 0.1, hit, counts=counts)


def crowd(sources: int) -> Timeline:
    random = Random(7)
    people = [Speaker(f"s{number}", Names(f"Speaker {number}")) for number in range(12)]
    points = []
    for number in range(sources):
        date = f"{random.randint(2015, 2024)}-{random.randint(1, 12)}-{random.randint(1, 28)}"
        spoken = [(speaker, random.randint(1, 30)) for speaker in random.sample(people, 2)]
        points.append(point(f"c{number}", date, *spoken))
    return Timeline("潮汐", tuple(points))


TWO = Timeline("茶", (point("a", "2020-02-11", (WEN, 3), (IDA, 1)), point("b", "2022-09", (WEN, 5))))
UNDATED = replace(TWO, undated=(point("c", "", (IDA, 2)),))


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("dark", [False, True])
def test_picture_is_as_wide_as_a_phone_needs(locale: str, dark: bool) -> None:
    width, height = size(draw(UNDATED, locale, dark=dark))
    assert width == 1200
    assert 500 < height < 1200


def test_light_and_dark_have_their_own_paper() -> None:
    import matplotlib.image

    light, dark = (matplotlib.image.imread(io.BytesIO(draw(TWO, "en", dark=dark))) for dark in (False, True))
    assert light[0, 0, 0] > 0.9
    assert dark[0, 0, 0] < 0.2


def test_two_hundred_sources_over_ten_years_are_as_wide_and_no_taller_than_six_lanes() -> None:
    width, height = size(draw(crowd(200), "zh-Hans"))
    assert width == 1200
    assert height < 2000


def test_equal_content_is_drawn_once() -> None:
    assert draw(TWO, "en") is draw(replace(TWO, points=tuple(TWO.points)), "en")


@pytest.mark.parametrize(
    "timeline",
    [
        Timeline("nothing"),
        Timeline("only undated", undated=(point("u", "", (WEN, 1)),)),
        Timeline("one", (point("o", "2020-01-01", (WEN, 1)),)),
        Timeline("ancient", (point("o", "1-01", (WEN, 1)), point("p", "9999-12-31", (WEN, 12345)))),
        Timeline("$5 and $6 ^_{} \\frac", (point("$x$", "2020-01-01", (WEN, 1)),)),
        Timeline("长" * 5000, (point("题" * 500, "2020-01-01", (WEN, 1)),)),
        Timeline("🦭\u202e\x00\ud800", (point("o", "2020-01-01", (WEN, 1)),)),
    ],
)
def test_any_timeline_can_be_drawn(timeline: Timeline) -> None:
    assert size(draw(timeline, "en"))[0] == 1200
    assert len(alt_text(timeline, "en")) <= 1000
    assert text_chart(timeline, "zh-Hant") is not None


def test_pictures_can_be_drawn_in_several_threads_at_once() -> None:
    timelines = [replace(TWO, topic=f"topic {number}") for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda timeline: draw(timeline, "en"), timelines))
    assert len(set(pictures)) == 8


def test_nothing_heavy_is_loaded_before_the_first_picture() -> None:
    code = "import sys, bot.chart; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def interface() -> str:
    """Return all that our own texts and the usual punctuation put into a picture."""
    own = "".join(
        text(locale, message, count=2)
        for locale in LOCALES
        for message in ("timeline-sources", "timeline-others")
    )
    rest = "".join(
        text(locale, message) for locale in LOCALES for message in ("timeline-scale", "timeline-undated")
    )
    return (
        own
        + rest
        + "0123456789年月 ←→“”‘’「」『』《》·—–…，。、：；？！（）％%$€£¥ 語錄時間軸頻道設定資訊裡麵臺龜鬱"
    )


@pytest.mark.parametrize("character", sorted(set(interface()) - {" "}))
def test_every_glyph_is_really_drawn(character: str) -> None:
    from matplotlib.ft2font import FT2Font

    assert drawable(character) == character
    font = FT2Font(str(next(path for path in FONTS if ord(character) in FT2Font(str(path)).get_charmap())))
    font.set_size(40, 72)
    font.set_text(character)
    font.draw_glyphs_to_bitmap()
    assert font.get_image().any()


def test_all_of_both_scripts_everyday_characters_have_glyphs() -> None:
    # Level 1 of GB 2312 and of Big5, the two standards' lists of everyday characters.
    simplified = {
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xD8)
        for low in range(0xA1, 0xFF)
    }
    lows = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = {bytes((high, low)).decode("big5", "ignore") for high in range(0xA4, 0xC6) for low in lows}
    missing = {
        character
        for character in simplified | traditional
        if character and ord(character[0]) not in characters()
    }
    assert missing == set()


@pytest.mark.parametrize(
    ("given_", "drawn"),
    [
        ("Łódź, Ибáñez, 한글", "Łódź, Ибáñez, 한글"),
        ("two\nlines\tand\u200b tabs", "two lines and tabs"),
        ("seal 🦭 ahoy", "seal ahoy"),
        ("𝔊reen ﬁn", "Green ﬁn"),
        ("\u202eevil\ud800", "evil"),
        ("\U0001f9ff\U00013080x", f"{MISSING}x"),
    ],
)
def test_what_no_font_has_is_replaced_or_left_out(given_: str, drawn: str) -> None:
    assert drawable(given_) == drawn


@settings(max_examples=200)
@given(st.text())
def test_what_is_drawn_has_glyphs(anything: str) -> None:
    assert all(ord(character) in characters() for character in drawable(anything))


def test_alternative_text_tells_when_where_who_and_how_much() -> None:
    said = alt_text(UNDATED, "en")
    assert "2020-02-11 Show a, Wen Example, Ida Probe: 4 passages" in said
    assert "2022-09 Show b" in said
    assert "no date Show c" in said


def test_alternative_text_of_a_crowd_says_how_many_it_leaves_out() -> None:
    said = alt_text(crowd(200), "en")
    assert len(said) <= 1000
    assert said.endswith("more")


def test_those_who_speak_least_share_a_lane() -> None:
    shown = lanes(crowd(200), "en")
    assert len(shown) == MOST_LANES
    assert shown[-1].name == "7 others"
    assert sum(lane.count for lane in shown) == sum(point.count for point in crowd(200).points)


def test_text_chart_has_a_line_a_speaker_and_one_axis() -> None:
    wen, ida, axis = text_chart(TWO, "zh-Hans").splitlines()
    assert wen.startswith("文例        ")
    assert wen.endswith(" 8")
    assert ida.startswith("伊达·普罗贝 ")
    assert axis.split() == ["2020-02", "2022-09"]
    assert text_chart(Timeline("x"), "en") == ""


def test_texts_of_the_timeline_exist_in_every_language() -> None:
    wanted = {message for message in messages("en") if "timeline" in message}
    assert all(wanted <= messages(locale) for locale in LOCALES)
