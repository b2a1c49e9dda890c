"""Pages as a browser saves them."""

from bot.corpus.model import Remark
from bot.corpus.parsing import parse

PAGE = """<!doctype html><html><head><title>訪談：屋頂上的蜂箱 | 露台週刊</title>
<meta property="og:site_name" content="露台週刊">
<meta content='2022-05-18T08:00:00+08:00' property='article:published_time'></head>
<body><nav>首頁 | 專題 | 登入</nav><article><h1>訪談：屋頂上的蜂箱</h1><p>文：姜采蓮</p>
<h2>一、冬天</h2><p><strong>問：冬天怎麼過？</strong></p>
<p>答：蓋一層稻草。</p><p>（編按：稻草由隔壁提供。）</p>
<blockquote>「蜂箱比人耐冷。」</blockquote>
<h2>二、夏天</h2><p><strong>問：夏天會太熱嗎？</strong></p><p>答：蜜蜂自己會搧風。</p>
<div>延伸閱讀：誰偷了蜂蜜？</div><footer>© 露台週刊 版權所有</footer></article></body></html>"""


def reading(page: str) -> tuple[list[tuple[str, str, str]], tuple[Remark, ...], dict[str, str]]:
    recognition = parse(page.encode()).recognition
    assert recognition
    (found,) = recognition.readings
    turns = [(turn.label, turn.section, turn.paragraphs[0].text) for turn in found.utterances]
    return turns, found.remarks, dict(found.metadata)


def test_a_question_in_bold_is_no_part_of_the_answer_before_it() -> None:
    turns, _, _ = reading(PAGE)

    assert turns == [
        ("問", "一、冬天", "冬天怎麼過？"),
        ("答", "一、冬天", "蓋一層稻草。"),
        ("問", "二、夏天", "夏天會太熱嗎？"),
        ("答", "二、夏天", "蜜蜂自己會搧風。"),
    ]


def test_what_the_site_puts_around_a_talk_is_nobodys_words() -> None:
    turns, remarks, _ = reading(PAGE)

    said = " ".join(text for *_, text in turns)
    assert not any(word in said for word in ("首頁", "稻草由隔壁", "誰偷了", "版權", "耐冷"))
    assert "block quote" in {remark.reason for remark in remarks}


def test_the_head_of_a_page_tells_its_title_its_show_and_its_day() -> None:
    _, _, metadata = reading(PAGE)

    assert metadata["title"] == "訪談：屋頂上的蜂箱"
    assert metadata["show"] == "露台週刊"
    assert metadata["published"].startswith("2022-05-18")


def test_an_advertisement_in_brackets_is_nobodys_words() -> None:
    talk = (
        "**Wren:** How do they get through winter?\n\n**Ruogu:** Under straw.\n\n"
        "[AD BREAK: This talk is brought to you by Straw and Sons, roofers since the flood.]\n\n"
        "**Wren:** And summer?\n\n**Ruogu:** They fan.\n"
    )

    turns, remarks, _ = reading(talk)

    assert [label for label, *_ in turns] == ["Wren", "Ruogu"] * 2
    assert any("Straw and Sons" in remark.text for remark in remarks)
