"""One engine at one size, in a process of its own: `python -m tests.benchmarks.one build ENGINE FOLDER`."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.engines import ENGINES, OURS, SAME

_WARM_UP = 50


def _folder(engine: str, folder: Path) -> Path:
    name = OURS if engine.startswith(OURS) else engine
    own = folder / name.replace(" ", "-")
    own.mkdir(exist_ok=True)
    return own


def _build(engine: str, folder: Path) -> dict[str, float]:
    texts = (folder / "texts").read_text("utf-8").splitlines()
    begin = time.perf_counter()
    ENGINES[engine]().build(texts, _folder(engine, folder))
    return {"build": time.perf_counter() - begin, "build_memory": _peak()}


def _ask(engine: str, folder: Path) -> dict[str, float]:
    shown = engine.startswith("rank-bm25")
    texts = (folder / "texts").read_text("utf-8").splitlines() if shown else []
    questions = (folder / "questions").read_text("utf-8").splitlines()
    own = ENGINES[engine]()

    def answer(question: str) -> object:
        return own.search(own.read(question))

    begin, before = time.perf_counter(), psutil.Process().memory_info().rss
    own.open(_folder(engine, folder), texts)
    answer(questions[0])
    first = time.perf_counter() - begin
    for question in questions[:_WARM_UP]:
        answer(question)
    if engine.endswith(SAME):
        spent = sorted(_time(own.search, read) for read in [own.read(question) for question in questions])
    else:
        spent = sorted(_time(answer, question) for question in questions)
    return {
        "first": first,
        "memory": (psutil.Process().memory_info().rss - before) / 1e6,
        **{f"p{share}": spent[len(spent) * share // 100] * 1000 for share in (50, 95, 99)},
    }


def _time(answer: Callable[[Any], object], question: Any) -> float:
    """Return the processor's seconds: on a quiet machine the clock's, on a busy one not those of others."""
    begin = time.thread_time()
    answer(question)
    return time.thread_time() - begin


def _peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    what, name, where = sys.argv[1:]
    print(json.dumps({"build": _build, "ask": _ask}[what](name, Path(where))))
