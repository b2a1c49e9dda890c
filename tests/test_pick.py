"""Which quotes stand by themselves, and which of them comes next."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.loader import load
from bot.corpus.model import Corpus, Kind, Paragraph, Passage, Span, Turn
from bot.errors import UserError
from bot.retrieval.filters import Filters
from bot.retrieval.index import Index
from bot.retrieval.pick import Wish, pick, pick_any, recall
from bot.retrieval.pool import askers_of
from bot.retrieval.search import Searcher
from bot.retrieval.standalone import standalone


@pytest.fixture(scope="module")
def gatherings() -> Corpus:
    return load([Path(__file__).parent / "gatherings"])


@pytest.fixture(scope="module")
def searcher(gatherings: Corpus) -> Searcher:
    return searching(gatherings)


def searching(corpus: Corpus) -> Searcher:
    return Searcher(corpus, Index.build(corpus))


def passage(text: str, **more: object) -> Passage:
    return replace(Passage("p-1", "s", 1, "ana", text), **more)  # type: ignore[arg-type]


def quoted(text: str, **more: object) -> str:
    return next((found.snippet.text for found in standalone(passage(text, **more))), "")


GOOD = [
    "Every leak is a teacher who never raises her voice.",
    "Courage is not the absence of fear but a quarrel that fear keeps losing.",
    "I believe that nobody will repair a clock by hand within twenty years.",
    "真正的手艺从来不怕没人看，只怕没人肯慢下来。",
    "真正的手藝從來不怕沒人看，只怕沒人肯慢下來。",
    "风筝不是靠线飞起来的，而是靠肯松手的人飞起来的。",
    "我相信再过十年，机器做的风筝会比人做的飞得更高，但没有人会为它抬头。",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_stands_by_itself_is_a_quote(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"{opening}{rest}"
        for opening, rest in [
            ("Yes, exactly, ", GOOD[0].lower()),
            ("But ", GOOD[1].lower()),
            ("Because ", GOOD[0].lower()),
            ("For example, ", GOOD[0].lower()),
            ("是的，", GOOD[3]),
            ("没错，", GOOD[3]),
            ("對，", GOOD[4]),
            ("但是", GOOD[3]),
            ("所以", GOOD[3]),
            ("第二，", GOOD[3]),
            ("也就是说，", GOOD[3]),
        ]
    ],
)
def test_a_quote_does_not_begin_with_what_goes_on_from_something(text: str) -> None:
    assert quoted(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "They will never build a better boat than the people who loved wood.",
        "It is the most important thing that people will ever learn in the world.",
        "它从来不怕没人看，只怕没人肯慢下来，这就是手艺。",
        "他们永远不会明白，真正的手艺从来不怕没人看。",
        "这种手艺从来不怕没人看，只怕没人肯慢下来。",
        "真正的匠人从来不怕这种寂寞，只怕没人肯慢下来。",
        "正如你刚才说的，真正的手艺从来不怕没人看，只怕没人肯慢下来。",
        "As you said, nobody will ever build a better boat than people who love wood.",
        "Nothing in the world is better than what she said, and nobody will ever forget him.",
        "People who love wood will never stop, and what matters is these broken boats.",
        "Nobody will ever build a better boat than people who learned from that.",
        "风筝、灯笼和纸船，这与其说是玩具，不如说是没有人要的旧报纸。",
        "人们会更清楚地意识到风筝的价值，这种意识永远比线更结实。",
        "我认为，从手艺来看，该做法永远不会比慢下来更好，没有人会反对。",
    ],
)
def test_a_pronoun_needs_its_noun(text: str) -> None:
    assert quoted(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "真正的手艺从来不怕没人看，只怕没人肯慢下来，",
        "真正的手艺从来不怕没人看，只怕没人肯慢下来",
        "真正的手艺从来不怕没人看，只怕没人肯慢……",
        "真正的手艺会不会不怕没人看，只怕没人肯慢下来呢？",
        "Do you think that nobody will ever build a better boat than people?",
        "真正的手艺“从来不怕没人看，只怕没人肯慢下来。",
        "真正的手艺从来不怕没\ufffd看，只怕没人肯慢下来。",
        "谢谢大家收听，真正的手艺从来不怕没人看。",
        "真正的手艺【编者注：指木工】从来不怕没人看，只怕没人肯慢下来。",
        "真正的手艺从来不怕没人看（笑），只怕没人肯慢下来。",
        "Nobody ever builds a better boat... people who love wood are always the best.",
        "I think that nobody builds boats, I think that people never loved wood.",
        "The worst thing is the, people never build a better boat than wood is.",
        "Nobody (laughs) will ever build a better boat than people who love wood.",
        "Never trust clocks.",
        "手艺不怕慢。",
        "",
    ],
)
def test_what_is_no_whole_claim_is_no_quote(text: str) -> None:
    assert quoted(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "与其等一阵不会来的风，不如自己跑起来，让风筝相信有风。",
        "这个世界从来不缺会飞的风筝，只缺肯抬头的人。",
        "那些肯慢下来的人，从来不是先听见钟声的人，而是最后忘记钟声的人。",
        "没有人能替其他人放风筝，线只在自己手里才有分量。",
        "一个人走上一条没有路标的路，不是因为勇敢，而是因为他相信风。",
        "如果风筝不肯飞，它不是在等风，而是在等一个愿意为它跑的人。",
        "很多人以为风筝怕风，真正的风筝只怕没有人肯跑。",
        "我相信世界上没有一种风，能让所有人的风筝都飞起来。",
        "手艺是一个很容易被说旧的字眼，没有人应该随便用这个词。",
    ],
)
def test_what_points_at_nothing_outside_is_a_quote(text: str) -> None:
    assert quoted(text) == text


def test_what_others_say_is_only_half_a_quote() -> None:
    report = "人们常说，真正的手艺从来不怕没人看。"
    assert quoted(report) == ""
    assert quoted(f"{report}我相信没有人肯慢下来，手艺就会先害怕起来。").startswith(report)


def test_a_clause_that_waits_for_its_main_clause_is_no_quote() -> None:
    assert quoted("即便没有人肯为最老的风筝慢下来抬一次头。") == ""


def test_a_condition_is_quoted_with_what_follows_from_it() -> None:
    condition = "如果真正的手艺指的是慢下来的人越来越多，直到没有人再怕没人看。"
    follows = "然后连风筝也慢下来，那么是的，我永远相信手艺。"

    assert follows in quoted(condition + follows) or quoted(condition + follows) == ""
    assert quoted(condition) != "", "it is what follows that makes the difference"


def test_a_mere_comment_is_left_out() -> None:
    assert quoted(f"{GOOD[3]}这太可惜了。") == GOOD[3]


def test_versions_and_winding_speech_are_worth_less() -> None:
    def value(text: str) -> float:
        return max((found.value for found in standalone(passage(text))), default=0.0)

    assert value(GOOD[5].replace("风筝", "kite 3.5")) < value(GOOD[5])
    assert value(GOOD[6].replace("十年", "十年，两年，四年，六年，八年，九年")) < value(GOOD[6])


def test_lengths_have_their_limits() -> None:
    assert quoted("人们" + "总是会相信未来的世界" * 22 + "。") == ""
    assert quoted("People will always " + "believe in the world and " * 12 + "never stop.") == ""


def test_nothing_doubtful_is_shown() -> None:
    assert quoted(GOOD[3], doubts=(Span(2, 4),)) == ""


def test_a_quote_does_not_cross_paragraphs() -> None:
    assert "\n" not in quoted("\n".join(GOOD[3:]))


def test_a_sources_longest_quote_is_respected() -> None:
    found = standalone(passage(" ".join(GOOD[:3])), 60)
    assert found
    assert all(len(one.snippet.text) <= 60 for one in found)


def test_marks_around_the_whole_are_taken_off() -> None:
    assert quoted(f"“{GOOD[3]}”", pull_quote=True) == GOOD[3]


def test_the_mark_that_opens_a_whole_speech_is_no_part_of_its_first_sentence() -> None:
    assert quoted(f"“{GOOD[3]}你听见了吗？") == GOOD[3]
    assert quoted(f"你听见了吗？{GOOD[3]}”") == GOOD[3]


def test_a_quote_does_not_begin_with_a_fragment() -> None:
    assert quoted(f"很敏感的。{GOOD[3]}") == GOOD[3]


def test_somebody_who_was_named_may_be_he_or_she() -> None:
    text = "Nobody will ever build a better clock than Otto did when he was a child in the mountains."
    assert quoted(text) == text


def test_what_somebody_said_at_the_time_is_worth_less() -> None:
    told = standalone(passage("我相信没有人会修钟，因为“我们永远不会停，永远都不会，除非世界停下来”。"))
    said = standalone(passage("我相信没有人会修钟，因为我们永远不会停，永远都不会，除非世界停下来。"))
    assert said
    assert not told or told[0].value < said[0].value


def talk(*turns: tuple[str, str]) -> list[Turn]:
    return [Turn("s", number, who, (Paragraph(said, number),)) for number, (who, said) in enumerate(turns, 1)]


def test_who_asks_is_no_guest_where_nobody_says_who_hosts() -> None:
    answer = (
        "ana",
        "I repaired clocks until nobody had one any more, and then I went on. Why not?" + " Yes." * 9,
    )
    interview = talk(
        ("mira", "Welcome."), ("mira", "What do clocks do?"), answer, ("mira", "And then?”"), answer
    )
    assert askers_of(interview) == {"mira"}


def test_where_all_ask_and_all_answer_nobody_is_an_interviewer() -> None:
    chat = talk(("ana", "Is it late?"), ("ben", "Is it?"), ("ana", "It is late."), ("ben", "It is not."))
    assert askers_of(chat) == frozenset()
    assert askers_of([]) == frozenset()


def test_what_is_emphasised_goes_first() -> None:
    text = f"{GOOD[6]}\n{GOOD[3]}"
    span = Span(len(GOOD[6]) + 1, len(text))
    found, *_ = standalone(passage(text, emphasis=(span,)))
    assert found.marked
    assert found.snippet.text == GOOD[3]


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for found in standalone(passage(text)):
        assert found.snippet.text == text[found.snippet.place.start : found.snippet.place.end]


def drawn(searcher: Searcher, days: int, **wish: object) -> list[Passage]:
    """Draw as a room would, day by day."""
    seen: list[str] = []
    found: list[Passage] = []
    for number in range(days):
        tired = (
            frozenset({found[-1].speaker}) if len({p.speaker for p in found[-2:]}) == 1 < len(found) else ()
        )
        draw = Wish(seen=tuple(seen), tired=frozenset(tired), choice=Random(number), daily=True)
        picked = pick(searcher, replace(draw, **wish))  # type: ignore[arg-type]
        if picked is None:
            break
        found.append(picked.passage)
        seen = [id_ for id_ in seen if id_ != picked.passage.id] + [picked.passage.id]
    return found


def test_all_are_shown_before_one_comes_again(searcher: Searcher) -> None:
    shown = [found.id for found in drawn(searcher, 14)]
    assert len(set(shown[:7])) == 7
    assert len(set(shown)) == 7


@pytest.fixture
def twofold(gatherings: Corpus) -> Searcher:
    """Two quotes in one passage, and one in each other."""
    rich = next(one for one in gatherings.passages if "风筝不是靠线" in one.text)
    text = f"{GOOD[3]}\n{GOOD[5]}"
    return searching(
        replace(
            gatherings,
            passages=tuple(replace(one, text=text) if one is rich else one for one in gatherings.passages),
        )
    )


def test_what_else_stands_in_a_passage_comes_after_the_best_of_all(twofold: Searcher) -> None:
    seen: list[str] = []
    for number in range(8):
        picked = pick(twofold, Wish(seen=tuple(seen), choice=Random(number), daily=True))
        assert picked is not None
        seen.append(picked.id)
    assert len({id_.partition("~")[0] for id_ in seen[:7]}) == 7
    assert seen[7].endswith("~2")
    again = pick(twofold, Wish(seen=tuple(seen), daily=True))
    assert again is not None
    assert again.id == seen[0]


def test_a_quote_is_recalled_by_its_id(twofold: Searcher) -> None:
    rich = next(one for one in twofold.passages if GOOD[5] in one.text)
    found = [recall(twofold, f"{rich.id}{which}") for which in ("", "~2", "~3")]
    assert {one.snippet.text for one in found[:2] if one} == {GOOD[3], GOOD[5]}
    assert found[0]
    assert found[1]
    assert found[2]
    assert (found[1].id, found[2].id) == (f"{rich.id}~2", rich.id)
    for unknown in ("nothing", "nothing~2", f"{rich.id}~", f"{rich.id}~x", "~2"):
        with pytest.raises(UserError):
            recall(twofold, unknown)


def test_nobody_speaks_three_days_in_a_row_while_there_are_others(searcher: Searcher) -> None:
    speakers = [found.speaker for found in drawn(searcher, 6)]
    assert all(len(set(speakers[at : at + 3])) > 1 for at in range(4))


def test_only_guests_speak_and_only_where_the_rights_allow(searcher: Searcher) -> None:
    found = drawn(searcher, 14)
    assert {passage.speaker for passage in found} == {"ines-example", "bai-example"}
    assert {passage.source for passage in found} == {"tides", "kites"}


def test_whoever_asks_may_see_what_is_not_for_every_day(searcher: Searcher) -> None:
    only = Filters(sources=frozenset({"kettle"}))
    assert pick(searcher, Wish(only)) is not None
    assert pick(searcher, Wish(only, daily=True)) is None


def test_what_was_reported_is_never_drawn(searcher: Searcher) -> None:
    reported = drawn(searcher, 1)[0].id
    assert reported not in [passage.id for passage in drawn(searcher, 14, besides=frozenset({reported}))]


def test_what_was_said_on_this_day_goes_first(searcher: Searcher) -> None:
    for number in range(20):
        picked = pick(searcher, Wish(today=date(2026, 3, 2), choice=Random(number)))
        assert picked is not None
        assert picked.passage.source == "tides"
    sources = {drawn(searcher, 1, today=date(2024, 3, 2), choice=Random(n))[0].source for n in range(20)}
    assert sources == {"tides", "kites"}


def test_a_topic_narrows_the_choice(searcher: Searcher) -> None:
    found = drawn(searcher, 7, topic="风筝")
    assert found
    assert {passage.source for passage in found} == {"kites"}


def test_own_words_go_before_paraphrases(gatherings: Corpus) -> None:
    noted = replace(
        gatherings,
        passages=tuple(
            replace(one, kind=Kind.NOTES) if one.source == "kites" else one for one in gatherings.passages
        ),
    )
    assert {passage.source for passage in drawn(searching(noted), 20)} == {"tides"}
    assert drawn(searching(noted), 1, filters=Filters(sources=frozenset({"kites"})))


def test_pull_quotes_go_first_and_the_same_words_come_once(gatherings: Corpus) -> None:
    original = next(one for one in gatherings.passages if "风筝不是靠线" in one.text)
    pulled = replace(original, id="kites-pulled", pull_quote=True)
    corpus = replace(gatherings, passages=(*gatherings.passages, pulled))
    texts = [passage.text for passage in drawn(searching(corpus), 7)]
    assert texts[0] == pulled.text
    assert Counter(texts)[pulled.text] == 1


def test_even_where_nothing_stands_by_itself_an_asker_gets_something(gatherings: Corpus) -> None:
    poor = replace(
        gatherings, passages=tuple(one for one in gatherings.passages if "They should" in one.text)
    )
    poor = replace(
        poor, passages=tuple(replace(one, text="They should try it. It is.") for one in poor.passages)
    )
    assert pick(searching(poor), Wish()) is None
    assert pick_any(searching(poor), Wish()) is not None
    assert pick_any(searching(Corpus()), Wish()) is None
