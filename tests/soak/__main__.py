"""`make soak`: half an hour, and a report of it."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.soak.soak import soak


def main() -> int:
    """Run, write the report, and return 1 if something must not be."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--minutes", type=float, default=30)
    given.add_argument("--a-second", type=float, default=5, help="questions on each platform")
    given.add_argument("--report", type=Path, default=Path("build/soak.md"))
    chosen = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = asyncio.run(soak(Path(folder), chosen.minutes * 60, a_second=chosen.a_second, growth=0.02))
    chosen.report.parent.mkdir(parents=True, exist_ok=True)
    chosen.report.write_text(report.markdown(), encoding="utf-8")
    chosen.report.with_suffix(".log").write_text("\n".join(report.log), encoding="utf-8")
    print(report.markdown())
    return int(bool(report.problems()))


if __name__ == "__main__":
    sys.exit(main())
