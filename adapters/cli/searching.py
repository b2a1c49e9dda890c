"""From a corpus to a searcher; apart, so that verbs that only read documents do not wait for it."""

from adapters.cli.compose import progress
from adapters.config import Config
from bot.corpus.model import Corpus
from bot.retrieval.search import Searcher, open_searcher


def open_index(config: Config, corpus: Corpus) -> Searcher:
    """Return a searcher over a corpus, by the saved index where it is current."""
    return open_searcher(corpus, config.data / "index", progress("indexing", "passages"))
