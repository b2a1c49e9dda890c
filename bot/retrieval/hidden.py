"""What a workspace may not see, and a corpus without it."""

from collections.abc import Set
from dataclasses import replace

from bot.corpus.model import Corpus


def hidden_from(workspace: str, corpus: Corpus) -> frozenset[str]:
    """Return the sources that a workspace, `platform:id`, may not see."""
    return frozenset(
        source.id
        for source in corpus.sources.values()
        if source.rights.hidden or (source.rights.workspaces and workspace not in source.rights.workspaces)
    )


def without(corpus: Corpus, hidden: Set[str]) -> Corpus:
    """Return a corpus without some of its sources."""
    return replace(
        corpus,
        sources={name: source for name, source in corpus.sources.items() if name not in hidden},
        turns={name: turns for name, turns in corpus.turns.items() if name not in hidden},
        passages=tuple(passage for passage in corpus.passages if passage.source not in hidden),
        remarks=tuple(remark for remark in corpus.remarks if remark.source not in hidden),
    )
