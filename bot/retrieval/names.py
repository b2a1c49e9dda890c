"""Whose words a question asks for."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.corpus.columns import columns_of
from bot.corpus.model import Corpus, Speaker
from bot.errors import UserError
from bot.retrieval.analyzer import fold, is_han, stem
from bot.retrieval.stop_words import ENGLISH, LABELS

HOSTS = re.compile(r"主持人|\b(?:co-?)?hosts?\b|\binterviewers?\b")
_OPINION = re.compile(
    r"怎么[看说想讲]|认为|觉得|看法|观点|看待|评价|如何看|[说谈讲聊]"
    r"|\b(?:th(?:ink|inks|ought)|s(?:ay|ays|aid)|views?|opinions?|believes?|talks?|talked|sp(?:eak|eaks|oke)|feels?"
    r"|argues?|claims?|predicts?|expects?|describes?|according)\b"
)


@dataclass(frozen=True, slots=True)
class People:
    """Who is named in a question, and how."""

    speakers: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    """The folded names, as they stand in the question."""
    opinion: bool = False
    """Whether it asks what they say, not what is said of them."""
    hosts: bool = False
    """Whether it asks for hosts' words."""


NOBODY = People()


class Names:
    """The names of everybody who speaks in a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._speakers = corpus.speakers
        speaking = set(columns_of(corpus.passages).speakers)
        self._owners: dict[str, set[str]] = defaultdict(set)
        for speaker in corpus.speakers.values():
            if speaker.id in speaking:
                for name in names_of(speaker):
                    self._owners[name].add(speaker.id)
        names = sorted(self._owners, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_bounded, names))) if names else None

    def find(self, question: str) -> People:
        """Return who is named in a folded question.

        Raises:
            UserError: a name fits two people, and no other name in the question decides.
        """
        hosts = HOSTS.search(question) is not None
        found = tuple(dict.fromkeys(self._pattern.findall(question))) if self._pattern else ()
        if not found:
            return People(hosts=hosts)
        certain = {owner for name in found if len(self._owners[name]) == 1 for owner in self._owners[name]}
        for name in found:
            if len(self._owners[name]) > 1 and not certain & self._owners[name]:
                raise UserError("error-speaker-ambiguous", {"name": name, "names": self._listed(name)})
        rest = self._pattern.sub(" ", question) if self._pattern else question
        return People(tuple(sorted(certain)), found, _OPINION.search(rest) is not None, hosts)

    def _listed(self, name: str) -> str:
        return ", ".join(sorted(self._speakers[owner].names.for_locale("en") for owner in self._owners[name]))


def names_of(speaker: Speaker) -> Iterable[str]:
    """Yield the folded names by which a question may call a speaker; no everyday words, no lone character."""
    names = speaker.names
    for name in (names.en, names.zh_hans, names.zh_hant, *speaker.aliases):
        folded = fold(name).text.strip()
        if is_han(folded[:1] or " "):
            usable = len(folded) > 1
        else:
            usable = len(folded) > 2 and stem(folded) not in ENGLISH
        if usable and folded not in LABELS:
            yield folded


def _bounded(name: str) -> str:
    before = r"(?<![a-z0-9])" if name[0].isascii() else ""
    after = r"(?![a-z0-9])" if name[-1].isascii() else ""
    return before + re.escape(name) + after
