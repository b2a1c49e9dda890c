"""Whether a fragment that is nowhere word for word is still recognisably somebody's words.

What fragment and turn share is weighed in nats (`information`), and edits between what is shared take some
away. Those that make other words of it take `CHARACTER` each, in other scripts `LETTER`; of a run of them,
such as a word left out, those after the first `RUN` count `FURTHER` each; before or after all that is shared
every one takes `EDGE` more: who remembers wrongly goes on rightly, but another text with a phrase in common
goes its own way. An article more, less or changed is one edit. Edits that leave what nobody says are likelier
slips: a word that occurs nowhere, or characters that never meet. They take `SLIP` each, less what is
surprising about that word or those characters, and so may even speak for the turn; and a misspelt word counts
as the one that was meant. The longest run is worth no more than ln(N / m) where m other talks have it, of N
passages: what is said again and again is said with other words around it, too.

The words are recognised if `SLOPE · ln N - START` nats, and no less than `LOWEST`, are left: so a fragment of
common words must be whole, and one that tells more may differ more. For each Chinese character, or two and a
half letters, that a fragment is shorter than `SHORT`, it takes `SHORTER` nats more: anybody may say "I think
that", though in a small corpus nobody does.

The numbers were chosen on public talks that are not in this repository (14,000 turns at a time, twice in
Chinese and four times in English), so that no more than one in 150 fragments of other talks by the same
people is attributed; fragments of further talks were then used to confirm them.
"""

from collections.abc import Callable
from itertools import pairwise
from math import log

from bot.retrieval.analyzer import is_han
from bot.retrieval.attribution.alignment import Alignment, Pairs
from bot.retrieval.attribution.gaps import Gap, Slip, Surprise, gaps
from bot.retrieval.attribution.information import shared
from bot.retrieval.attribution.words import Words, length
from bot.retrieval.postings import Postings

CHARACTER, LETTER, EDGE = 6.0, 3.5, 3.0
SLIP, SLIP_LEFT_OUT, SLIP_OF_LETTER = 11.5, 9.0, 5.0
RUN, FURTHER = 2, 0.5
SHORT, SHORTER = 6, 4.0
SLOPE, START, LOWEST = 3.2, 21.7, -2.0
_ARTICLES = frozenset({"", "a", "an", "the"})


def recognised(left: float, asked: str, passages: int) -> bool:
    """Whether a bare fragment with so much evidence left is a turn's words, among so many passages."""
    least = max(LOWEST, SLOPE * log(max(passages, 1)) - START)
    return left >= least + SHORTER * max(0.0, SHORT - length(asked))


def edit_cost(asked: str) -> float:
    """Return what an edit of a bare fragment takes away."""
    characters = sum(map(is_han, asked)) / max(len(asked), 1)
    return LETTER + (CHARACTER - LETTER) * characters


def evidence(
    surprise: Surprise, alignment: Alignment, said: Words, postings: Postings, talks: Callable[[str], int]
) -> float:
    """Return how many nats speak for the same words, less those against it.

    `talks` tells in how many other talks some bare words stand.
    """
    asked, pairs = surprise.asked, alignment.pairs
    if not pairs:
        return -edit_cost(asked.text) * alignment.edits
    taken, meant = _edits(surprise, pairs, said)
    nats = shared(said, {at for _, at in pairs}, meant, postings)
    return nats - _said_again(asked.text, pairs, nats, len(postings), talks) - taken


def _edits(surprise: Surprise, pairs: Pairs, said: Words) -> tuple[float, set[int]]:
    """Return what all edits take away, and which positions of `said` were meant."""
    here, meant, told = dict(pairs), {at for _, at in pairs}, frozenset[int]()
    cost = edit_cost(surprise.asked.text)
    taken = 0.0
    for gap in gaps(pairs, len(surprise.asked.text)):
        least = _other_words(gap, cost, surprise.asked, said)
        slip = surprise.at(gap, here, said)
        if slip is not None and (loss := _slipped(gap, slip, told)) < least:
            meant.update(range(gap.said.start, gap.said.end))
            least, told = loss, told | slip.words
        taken += least
    return taken, meant


def _other_words(gap: Gap, cost: float, asked: Words, said: Words) -> float:
    """Return what a gap takes away if other words stand there."""
    if asked.whole(gap.asked) in _ARTICLES and said.whole(gap.said) in _ARTICLES:
        return LETTER
    run = min(gap.edits, RUN)
    counted = run + (gap.edits - run) * FURTHER
    return cost * counted + EDGE * gap.edits * gap.outside


def _slipped(gap: Gap, slip: Slip, told: frozenset[int]) -> float:
    """Return what a slip takes away; a word surprises but once."""
    if slip.words:
        return SLIP_OF_LETTER * gap.edits - (0.0 if slip.words & told else slip.surprise)
    left_out = gap.asked.start == gap.asked.end
    return (SLIP_LEFT_OUT if left_out else SLIP) * gap.edits - slip.surprise


def _said_again(asked: str, pairs: Pairs, nats: float, passages: int, talks: Callable[[str], int]) -> float:
    """Return how much less the longest run tells than its words, because other talks have it too."""
    breaks = [at for at, (a, b) in enumerate(pairwise(pairs), 1) if b != (a[0] + 1, a[1] + 1)]
    first, last = max(pairwise([0, *breaks, len(pairs)]), key=lambda run: run[1] - run[0])
    others = talks(asked[pairs[first][0] : pairs[last - 1][0] + 1])
    return max(0.0, nats * (last - first) / len(pairs) - log(passages / others)) if others else 0.0
