"""Feed the reader of documents with mutated bytes; run by `make fuzz`, which bounds the time."""

import sys
import time

import atheris

with atheris.instrument_imports(include=["bot.corpus"]):
    from bot.corpus.parsing import parse

SECONDS_A_KILOBYTE = 0.05
LEAST_SECONDS = 2.0


def read(data: bytes) -> None:
    """Fail if a document raises, or takes longer than its length allows."""
    began = time.monotonic()
    parse(data)
    parse(data.decode("utf-8", "ignore").encode())
    took = time.monotonic() - began
    if took > LEAST_SECONDS + SECONDS_A_KILOBYTE * len(data) / 1000:
        raise TimeoutError(f"{took:.1f} s for {len(data)} bytes")


atheris.Setup(sys.argv, read)
atheris.Fuzz()
