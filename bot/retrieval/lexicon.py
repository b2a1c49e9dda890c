"""What words of one language are in the other, for questions in a language that a corpus is not written in.

`lexicon.tsv` holds an English stem and its Chinese words a line, of our own compiling; the whole word where
its stem is that of another one too. A corpus's glossary goes before it. `synonyms.txt` holds Chinese words
that say the same a line, spoken and written ones, of the mainland and of Taiwan, also of our own compiling.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from bot.retrieval.analyzer import stem


def chinese(word: str) -> tuple[str, ...]:
    """Return the Chinese words for an English word."""
    there = _lexicon()[0]
    return there.get(word) or there.get(stem(word), ())


def english(word: str) -> tuple[str, ...]:
    """Return the English words for a Chinese word."""
    return _lexicon()[1].get(word, ())


def akin(word: str) -> tuple[str, ...]:
    """Return the Chinese words that say the same as a Chinese word, then those that share an English one."""
    others = (other for one in english(word) for other in chinese(one))
    return tuple(dict.fromkeys(other for other in (*synonyms(word), *others) if other != word))


def synonyms(word: str) -> tuple[str, ...]:
    """Return the Chinese words that say the same; no single characters, for these stand in other words."""
    said = " ".join(_groups().get(word, ())).split()
    return tuple(other for other in dict.fromkeys(said) if other != word and len(other) > 1)


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, Sequence[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for group in files(__package__).joinpath("synonyms.txt").read_text("utf-8").splitlines():
        for word in group.split():
            groups[word].append(group)
    return groups


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    there: dict[str, tuple[str, ...]] = {}
    back: dict[str, list[str]] = defaultdict(list)
    for line in files(__package__).joinpath("lexicon.tsv").read_text("utf-8").splitlines():
        word, _, meanings = line.partition("\t")
        there[word] = tuple(meanings.split())
        for meaning in there[word]:
            back[meaning].append(word)
    return there, {meaning: tuple(words) for meaning, words in back.items()}
