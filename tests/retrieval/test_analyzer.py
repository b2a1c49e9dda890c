from collections import Counter as Tally

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.retrieval.analyzer import Kind, Term, analyze, term_key
from bot.retrieval.counting import Counter

MIXED = st.text(alphabet="我們訓練模型天氣預報の カナ abcSs'’-.,3 7\n\u200bé\ud800\U00020000", max_size=60)


def texts(terms: tuple[Term, ...], kind: Kind) -> list[str]:
    return [term.text for term in terms if term.kind is kind]


def test_chinese_gives_words_bigrams_and_characters() -> None:
    terms = analyze("訓練模型")
    assert texts(terms, Kind.WORD) == ["训练", "模型"]
    assert texts(terms, Kind.BIGRAM) == ["训练", "练模", "模型"]
    assert texts(terms, Kind.CHARACTER) == ["训", "练", "模", "型"]


def test_a_word_of_two_characters_is_the_same_term_as_its_bigram() -> None:
    keys = {term.kind: term.key for term in analyze("模型") if term.kind in {Kind.WORD, Kind.BIGRAM}}
    assert keys[Kind.WORD] == keys[Kind.BIGRAM]


def test_english_is_stemmed_and_neighbours_are_paired() -> None:
    terms = analyze("The models' weights")
    assert texts(terms, Kind.WORD) == ["the", "model", "weight"]
    assert texts(terms, Kind.PAIR) == ["the model", "model weight"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,000 users", ["1000", "user"]),
        ("v 3.7", ["v", "3.7"]),
        ("don’t", ["dont"]),
        ("GPT-4", ["gpt", "4"]),
    ],
)
def test_numbers_and_apostrophes(text: str, words: list[str]) -> None:
    assert texts(analyze(text), Kind.WORD) == words


def test_pairs_do_not_cross_lines_or_chinese() -> None:
    assert not texts(analyze("one\ntwo 三 four"), Kind.PAIR)


def test_spans_are_those_of_the_original() -> None:
    text = "\u202e「ＡＩ」訓練"
    words = {
        term.text: text[term.span.start : term.span.end] for term in analyze(text) if term.kind is Kind.WORD
    }
    assert words == {"ai": "ＡＩ", "训练": "訓練"}


def test_keys_fit_in_44_bits() -> None:
    assert all(term.key < 1 << 44 for term in analyze("訓練 models weights 三体 \U000323af\U000323af"))


def test_words_are_nearly_always_those_of_jieba() -> None:
    text = "研究人员训练了一个更大的模型然后发现它在数学推理方面的表现比预期要好很多但是成本也更高"
    ours = Tally(term.text for term in analyze(text) if term.kind is Kind.WORD)
    theirs = Tally(word for word in jieba.lcut(text) if len(word) > 1)
    assert (ours & theirs).total() >= 0.9 * theirs.total()


def test_a_hundred_thousand_characters() -> None:
    assert len(analyze("模型 weights " * 10_000)) > 10_000


@given(MIXED)
@settings(max_examples=300)
def test_counting_finds_what_analysing_finds(text: str) -> None:
    occurrences = Counter().count(["x", text, text[::-1]])
    counted = Tally(zip(occurrences.keys.tolist(), occurrences.rows.tolist(), strict=True))
    analysed = Tally(
        (term.key, row) for row, own in enumerate(("x", text, text[::-1])) for term in analyze(own)
    )
    assert counted == analysed


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    for term in analyze(text):
        assert 0 <= term.span.start < term.span.end <= len(text)


def test_the_two_scripts_have_the_same_terms() -> None:
    assert term_key("模型") == analyze("模型")[0].key
    assert [term.key for term in analyze("機器學習")] == [term.key for term in analyze("机器学习")]
