"""What words of one language are in the other, for questions in a language that a corpus is not written in.

`lexicon.tsv` holds an English stem and its Chinese words a line, of our own compiling; a corpus's glossary
goes before it.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


def chinese(stem: str) -> tuple[str, ...]:
    """Return the Chinese words for an English stem."""
    return _lexicon()[0].get(stem, ())


def english(word: str) -> tuple[str, ...]:
    """Return the English stems for a Chinese word."""
    return _lexicon()[1].get(word, ())


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    there: dict[str, tuple[str, ...]] = {}
    back: dict[str, list[str]] = defaultdict(list)
    for line in files(__package__).joinpath("lexicon.tsv").read_text("utf-8").splitlines():
        stem, _, words = line.partition("\t")
        there[stem] = tuple(words.split())
        for word in there[stem]:
            back[word].append(stem)
    return there, {word: tuple(stems) for word, stems in back.items()}
