"""Words that nobody says are looked for in others."""

from bot.corpus.model import Concept, Corpus, Names, Passage, Source
from bot.retrieval.index import Index
from bot.retrieval.parts import in_parts
from bot.retrieval.search import Searcher


def searcher_of(*texts: str, synonyms: tuple[str, ...] = ("塔",)) -> Searcher:
    passages = tuple(Passage(f"s-{n}", "s", n, "p", text) for n, text in enumerate(texts, 1))
    corpus = Corpus(
        sources={"s": Source("s", Names())}, passages=passages, concepts=(Concept("c", synonyms),)
    )
    return Searcher(corpus, Index.build(corpus))


def wordings(searcher: Searcher, question: str) -> list[list[str]]:
    query = in_parts(searcher.read(question), searcher.index.postings)
    return [[way.text for way in idea.wordings] for idea in query.ideas]


def test_a_word_that_is_nowhere_is_looked_for_in_its_parts() -> None:
    found = searcher_of("船长的面试很短，只问了潮汐。", "渔民在岛上修了一座灯塔。")
    assert wordings(found, "面试题") == [["面试题", "面试"]]
    assert found.search("面试题").hits[0].passage.turn == 1
    assert found.search("面试题").hits[0].weak


def test_a_word_that_somebody_says_is_not() -> None:
    found = searcher_of("船长的面试题只问了潮汐。", "第二次面试在岛上。")
    assert wordings(found, "面试题") == [["面试题"]]
    assert not found.search("面试题").hits[0].weak


def test_it_is_looked_for_in_what_means_the_same() -> None:
    found = searcher_of("他听说灯塔要拆，非常愤怒。", "渔民在岛上修了一座灯塔。")
    assert "愤怒" in wordings(found, "恼火")[0]
    assert [hit.passage.turn for hit in found.search("恼火").hits] == [1]


def test_a_thing_with_known_wordings_is_looked_for_in_these_only() -> None:
    found = searcher_of("海上的世界很大。", "渔民在岛上修了一座灯塔。", synonyms=("世界杯", "大赛"))
    assert wordings(found, "世界杯") == [["世界杯", "大赛"]]
    assert not found.search("世界杯").hits


def test_what_is_nowhere_in_any_part_is_not_spoken_of() -> None:
    assert not searcher_of("渔民在岛上修了一座灯塔。").search("面试题").hits
