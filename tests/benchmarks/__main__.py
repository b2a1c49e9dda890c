"""Ours against named libraries, in one run: `python -m tests.benchmarks --sizes 600,10000`."""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.engines import ENGINES, OURS, SAME
from tests.benchmarks.synthetic import questions, texts

SIZES = (600, 10_000, 100_000, 1_000_000)
_QUESTIONS = 500
_TOO_MUCH = {
    "rank-bm25": 100_000,
    "rank-bm25" + SAME: 10_000,
    "bm25s" + SAME: 100_000,
    "SQLite FTS5" + SAME: 100_000,
}
"""Passages beyond which an engine is left out: it would take hours, or more memory than there is."""


def main() -> None:
    """Print a table a size."""
    given = argparse.ArgumentParser()
    given.add_argument("--sizes", default=",".join(map(str, SIZES)))
    given.add_argument("--engines", default=";".join(ENGINES), help="names, with semicolons between them")
    given.add_argument("--questions", type=int, default=_QUESTIONS)
    options = given.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}\n")
    for size in map(int, options.sizes.split(",")):
        with TemporaryDirectory() as folder:
            _prepare(Path(folder), size, options.questions)
            print(f"{size:,} passages\n", flush=True)
            for line in _table(Path(folder), size, options.engines.split(";")):
                print(line, flush=True)
            print()


def _prepare(folder: Path, size: int, count: int) -> None:
    passages = list(texts(size))
    (folder / "texts").write_text("\n".join(passages), "utf-8")
    (folder / "questions").write_text("\n".join(questions(passages, count)), "utf-8")


def _table(folder: Path, size: int, engines: list[str]) -> Iterator[str]:
    yield "| | build | peak | first answer | memory | p50 | p95 | p99 |"
    yield "|---|---|---|---|---|---|---|---|"
    for engine in engines:
        if size > _TOO_MUCH.get(engine, size):
            yield f"| {engine} | left out | | | | | | |"
            continue
        shares_index = engine.startswith(f"{OURS},")
        built = {} if shares_index else _run("build", engine, folder)
        asked = _run("ask", engine, folder)
        made = f"{built['build']:.1f} s | {built['build_memory']:.0f} MB" if built else "|"
        times = " | ".join(f"{asked[name]:.2f} ms" for name in ("p50", "p95", "p99"))
        yield f"| {engine} | {made} | {asked['first']:.2f} s | {asked['memory']:.0f} MB | {times} |"


def _run(what: str, engine: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.one", what, engine, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{engine}: {done.stderr[-2000:]}")
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
