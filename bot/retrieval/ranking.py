"""BM25: Okapi's as rank-bm25 computes it, for reference; BM25+ for serving.

BM25+ (Lv and Zhai, CIKM 2011) adds DELTA for every term that a passage holds, and nothing for those it lacks:
idf · ((K1 + 1) · tf / (tf + K1 · (1 - B + B · length / average length)) + DELTA), with Lucene's idf, which is
never negative: a corpus of one passage works as well. A term that stands only in a field that counts less
than the body gets as much less of DELTA.
"""

import numpy as np
import numpy.typing as npt

K1, B, DELTA = 1.5, 0.65, 1.0
UNIT = 0.25
"""One count of the postings: fields count in quarters of an occurrence in the body."""
STEP = (K1 + 1 + DELTA) / 255
"""One unit of an impact, which never exceeds K1 + 1 + DELTA: it fits in a byte."""

Floats = npt.NDArray[np.float64]


def idf(frequencies: npt.NDArray[np.int64], passages: int) -> Floats:
    """Return Lucene's inverse document frequency."""
    return np.log1p((passages - frequencies + 0.5) / (frequencies + 0.5))


def norms(lengths: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """Return K1 · (1 - B + B · length / average length) of every passage."""
    average = max(1.0, float(lengths.mean())) if len(lengths) else 1.0
    return (K1 * (1 - B + B * lengths / average)).astype(np.float32)


def impacts(counts: npt.NDArray[np.uint8], norms_: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    """Return what each occurrence adds to a score before it is multiplied by idf, in units of STEP."""
    tf = counts.astype(np.float32) * np.float32(UNIT)
    values = (K1 + 1) * tf / (tf + norms_) + DELTA * np.minimum(tf, 1)
    rounded: npt.NDArray[np.uint8] = np.maximum(np.rint(values / STEP), 1).astype(np.uint8)
    return rounded


def okapi_idf(frequencies: npt.NDArray[np.int64], passages: int, epsilon: float = 0.25) -> Floats:
    """Return the idf of a whole vocabulary as `rank_bm25.BM25Okapi` defines it, negative ones replaced."""
    raw: Floats = np.log(passages - frequencies + 0.5) - np.log(frequencies + 0.5)
    raw[raw < 0] = epsilon * raw.mean()
    return raw


def okapi(counts: Floats, idf_: Floats, lengths: Floats, k1: float = 1.5, b: float = 0.75) -> Floats:
    """Return Okapi BM25 of every passage as `rank_bm25.BM25Okapi` defines it.

    `counts[t, p]` is how often the question's term t stands in passage p; `lengths[p]` is the tokens of p.
    """
    scores: Floats = idf_ @ (counts * (k1 + 1) / (counts + k1 * (1 - b + b * lengths / lengths.mean())))
    return scores
