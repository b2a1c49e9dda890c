"""Who said a fragment: exactly, nearly, or nobody."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.loader import load
from bot.corpus.model import Corpus, Turn
from bot.reply.found import Verdict
from bot.retrieval.attribution import Attributed, attribute
from bot.retrieval.attribution.sentence import in_sentence
from bot.retrieval.attribution.words import bare
from bot.retrieval.filters import Filters
from bot.retrieval.index import Index
from bot.retrieval.search import Searcher

MakeSearcher = Callable[..., Searcher]


@pytest.fixture
def talk(tmp_path: Path) -> MakeSearcher:
    """Return a searcher over documents given as text, each with its date in front matter."""

    def make(*documents: str) -> Searcher:
        for number, text in enumerate(documents):
            (tmp_path / f"{number}.md").write_text(text, "utf-8")
        corpus = load([tmp_path])
        return Searcher(corpus, Index.build(corpus))

    return make


def dated(day: str, *turns: str) -> str:
    return "\n\n".join((f"---\ntitle: Talk of {day}\ndate: {day}\n---", *turns)) + "\n"


def said(found: Attributed) -> list[str]:
    return [match.spoken.passages[0].speaker for match in found.matches]


def shown(found: Attributed) -> str:
    drawn = in_sentence(found.matches[0])
    assert drawn is not None
    return drawn[1].text


@pytest.mark.parametrize(
    "fragment",
    [
        "少一天都带着青涩",
        "少一天都帶著青澀",
        "「少一天，都带着青涩！」",
        "百分之四十的茶叶是机器采的",
        "急不得。一片高山茶叶大约要等三十七天",
        "急不得一片高山茶叶大约要等三十七天",
    ],
)
def test_script_and_punctuation_do_not_matter(searcher: Searcher, fragment: str) -> None:
    found = attribute(fragment, searcher)
    assert found.verdict is Verdict.EXACT
    assert said(found) == ["wen-example"]


def test_words_across_a_paragraph_are_one_turns(searcher: Searcher) -> None:
    found = attribute("少一天都带着青涩。我年轻的时候沉不住气", searcher)
    assert found.verdict is Verdict.EXACT
    assert not found.matches[0].partial


def test_case_and_apostrophes_do_not_matter(searcher: Searcher) -> None:
    assert attribute("MOST MACHINES hide their mistakes", searcher).verdict is Verdict.EXACT


def test_a_slip_is_shown(searcher: Searcher) -> None:
    found = attribute("一片高山茶叶大概要等三十七天", searcher)
    assert found.verdict is Verdict.NEAR
    assert said(found) == ["wen-example"]
    assert [(part.asked, part.said) for part in found.matches[0].diff if part.asked != part.said] == [
        ("概", "约")
    ]
    assert 0.5 < found.matches[0].similarity < 1


def test_an_article_too_many_is_a_slip(searcher: Searcher) -> None:
    found = attribute("a Two hundred and twelve", searcher)
    assert (found.verdict, said(found)) == (Verdict.NEAR, ["wen-example"])
    assert [(part.asked, part.said) for part in found.matches[0].diff] == [
        ("a ", ""),
        ("Two hundred and twelve",) * 2,
    ]
    assert found.matches[0].similarity < 1


def test_what_stands_for_a_slip_at_the_end_is_shown(searcher: Searcher) -> None:
    found = attribute("一片高山茶叶大约要等三十七年", searcher)
    assert [(part.asked, part.said) for part in found.matches[0].diff][-1] == ("年", "天")


def test_words_left_out_and_put_in_are_shown(searcher: Searcher) -> None:
    found = attribute("a stopped clock always hangs on the wall and admits everything", searcher)
    changed = [(part.asked.strip(), part.said.strip()) for part in found.matches[0].diff]
    assert ("always", "") in changed
    assert found.verdict is Verdict.NEAR


@pytest.mark.parametrize(
    "fragment",
    [
        "我们明年停止种植所有的茶树",
        "The zebra audits the harbour at dawn",
        "火山保险公司的年度报告",
        "🦄🦄🦄",
        "。。。",
        "",
    ],
)
def test_what_nobody_said_is_nobodys(searcher: Searcher, fragment: str) -> None:
    assert attribute(fragment, searcher) == Attributed(Verdict.NOT_FOUND)


@pytest.mark.parametrize("fragment", ["I know that", "how are you", "我不同意", "那怎么办", "没关系的"])
def test_what_anybody_may_say_is_not_nearly_somebodys(talk: MakeSearcher, fragment: str) -> None:
    lines = (
        "**Ada:** I know it takes a village to tune an organ. How are they tuned? 我同意他的想法。",
        "**Bo:** 该怎么办就怎么办，接关系的事交给邻居。",
    )
    assert attribute(fragment, talk("\n\n".join(lines))).verdict is Verdict.NOT_FOUND


def test_two_rare_characters_are_enough(searcher: Searcher) -> None:
    assert said(attribute("烟熏", searcher)) == ["wen-example"]


def test_a_short_word_is_no_part_of_another(searcher: Searcher) -> None:
    assert attribute("ear", searcher).verdict is Verdict.NOT_FOUND
    assert attribute("wall", searcher).verdict is Verdict.EXACT


def test_a_fragment_may_be_cut_out_within_words(searcher: Searcher) -> None:
    assert said(attribute("opped clock hangs on the wa", searcher)) == ["wen-example"]


def test_a_point_makes_another_number(talk: MakeSearcher) -> None:
    searcher = talk("**Ada:** We shipped release 3.5 in the autumn.\n\n**Bo:** And what then?\n")
    assert attribute("release 3.5 in the", searcher).verdict is Verdict.EXACT
    assert attribute("release 35 in the", searcher).verdict is not Verdict.EXACT


def test_everybody_who_said_it_is_shown_oldest_first(talk: MakeSearcher) -> None:
    later = dated("2022-04-01", "**Cy:** A kettle never lies to a patient man.", "**Bo:** Yes.")
    early = dated("2019-04-01", "**Dee:** I find that a kettle never lies, do you?", "**Bo:** No.")
    found = attribute("a kettle never lies", talk(later, early))
    dates = [match.spoken.passages[0].source for match in found.matches]
    assert len(set(said(found))) == 2
    assert [name.split("@")[0] for name in said(found)] == ["dee", "cy"]
    assert len(dates) == 2


def test_what_many_say_is_too_common(talk: MakeSearcher) -> None:
    people = ("Ada", "Bo", "Cy")
    lines = [f"**{people[i % 3]}:** Well, {i} of course. Story {i * 7}." for i in range(15)]
    found = attribute("of course", talk("\n\n".join(lines)))
    assert found.verdict is Verdict.EXACT
    assert found.speakers == 3
    assert len(found.matches) == 3


def test_the_larger_part_of_two_turns_is_shown_as_such(searcher: Searcher) -> None:
    fragment = (
        "味道没有变差。您最难忘的一次失败是什么？有一年我把整个仓库的茶都烘焦了。那批茶后来卖给了做香料的人"
    )
    found = attribute(fragment, searcher)
    assert found.verdict is Verdict.EXACT
    assert [match.partial for match in found.matches] == [True]
    assert "烘焦" in shown(found)


def test_two_turns_with_a_slip_are_near(searcher: Searcher) -> None:
    fragment = "您最难忘的一回失败是什么？有一年我把整座仓库的茶都烘焦了。那批茶后来卖给了做香料的人"
    found = attribute(fragment, searcher)
    assert found.verdict is Verdict.NEAR
    assert found.matches[0].partial
    assert said(found) == ["wen-example"]


def test_what_an_editor_wrote_is_a_remark(talk: MakeSearcher) -> None:
    lines = (
        "编者按：本次访谈由小林整理，略有删节。",
        "## 关于雨季的谈话",
        "**林甲：** 你好，今天我们聊聊山里的雨季。",
        "**林乙：** 雨季来的时候，屋顶会先知道。",
    )
    found = attribute("本次访谈由小林整理", talk("\n\n".join(lines)))
    assert found.verdict is Verdict.NOT_FOUND
    assert "小林整理" in found.remark


def test_notes_are_nobodys_words(talk: MakeSearcher) -> None:
    lines = (
        "---\ntitle: Notes on rain\nkind: notes\n---",
        "**Ada:** She holds that roofs are the first to know of rain.",
        "**Bo:** He doubts it.",
    )
    found = attribute("roofs are the first to know of rain", talk("\n\n".join(lines)))
    assert found.verdict is Verdict.NOT_FOUND
    assert found.remark


def test_a_hidden_talk_is_not_looked_at(searcher: Searcher) -> None:
    fragment = "a promise is a promise even when it is made to clowns"
    assert attribute(fragment, searcher).verdict is Verdict.EXACT
    assert attribute(fragment, searcher, Filters(sources=frozenset({"tea"}))).verdict is Verdict.NOT_FOUND


@given(st.text(max_size=80))
def test_any_text_gets_an_answer(searcher: Searcher, fragment: str) -> None:
    found = attribute(fragment, searcher)
    assert bool(found.matches) == (found.verdict is not Verdict.NOT_FOUND)


def test_very_long_text_gets_an_answer(searcher: Searcher) -> None:
    assert attribute("茶" * 100_000, searcher).verdict is Verdict.NOT_FOUND


@given(st.data())
def test_any_piece_of_a_turn_is_found_in_it(searcher: Searcher, talks: Corpus, data: st.DataObject) -> None:
    turn: Turn = data.draw(st.sampled_from([turn for turns in talks.turns.values() for turn in turns]))
    start = data.draw(st.integers(0, max(0, len(turn.text) - 8)))
    fragment = turn.text[start : start + data.draw(st.integers(8, 60))]
    if len(bare(fragment)) >= 8:
        found = attribute(fragment, searcher)
        assert (turn.source, turn.number) in [match.spoken.turn for match in found.matches]
        assert found.verdict is Verdict.EXACT


@pytest.fixture(scope="module")
def interviews(seeds: Path) -> Searcher:
    corpus = load([seeds])
    return Searcher(corpus, Index.build(corpus))


def drawn(searcher: Searcher, count: int) -> list[tuple[tuple[str, int], str]]:
    """Return pieces of turns that occur once."""
    choice = random.Random(20261122)
    turns = [turn for turns in searcher.corpus.turns.values() for turn in turns if len(turn.text) >= 8]
    everything = "\n".join(bare(turn.text) for turn in turns)
    pieces: list[tuple[tuple[str, int], str]] = []
    while len(pieces) < count:
        turn = choice.choice(turns)
        size = min(choice.randint(8, 30), len(turn.text))
        start = choice.randint(0, len(turn.text) - size)
        piece = turn.text[start : start + size]
        if len(bare(piece)) >= 5 and everything.count(bare(piece)) == 1:
            pieces.append(((turn.source, turn.number), piece))
    return pieces


def changed(fragment: str, edits: int, choice: random.Random) -> str:
    letters = list(fragment)
    for _ in range(edits):
        at = choice.randrange(len(letters))
        kind = choice.choice(("substitute", "substitute", "delete", "insert"))
        if kind == "delete" and len(letters) > 1:
            del letters[at]
        else:
            letters[at : at + (kind == "substitute")] = choice.choice(
                "的一是不了人我在有他这中大来上国个到说们"
            )
    return "".join(letters)


def hits(searcher: Searcher, pieces: list[tuple[tuple[str, int], str]]) -> float:
    right = 0
    for turn, fragment in pieces:
        found = attribute(fragment, searcher)
        right += bool(found.matches) and found.matches[0].spoken.turn == turn
    return right / len(pieces)


def test_pieces_of_the_interviews_are_found(interviews: Searcher) -> None:
    assert hits(interviews, drawn(interviews, 400)) >= 0.995


def test_pieces_with_slips_are_found(interviews: Searcher) -> None:
    choice = random.Random(7)
    pieces = [(turn, changed(piece, choice.randint(1, 3), choice)) for turn, piece in drawn(interviews, 600)]
    assert hits(interviews, pieces) >= 0.94


def test_pieces_of_a_talk_that_is_not_there_are_nobodys(interviews: Searcher) -> None:
    pieces = drawn(interviews, 400)
    wrong = sum(
        bool(attribute(piece, interviews, others(interviews, source)).matches)
        for (source, _), piece in pieces
    )
    assert wrong / len(pieces) <= 0.015


def others(searcher: Searcher, source: str) -> Filters:
    return Filters(sources=frozenset(searcher.corpus.sources) - {source})
