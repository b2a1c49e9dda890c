"""A short sample of `make soak`."""

from pathlib import Path

import pytest

from tests.soak.report import Report, Sample
from tests.soak.soak import soak
from tests.soak.traffic import Asked


@pytest.mark.alone
@pytest.mark.timeout(600)
async def test_half_a_minute_of_traffic_and_faults(tmp_path: Path) -> None:
    report = await soak(tmp_path, 30, a_second=3, growth=0.3)
    print(report.markdown())
    assert report.problems() == []
    assert sum(report.faults.values()) >= 10
    assert len(report.asked) > 60


def test_a_bad_run_is_told_in_full() -> None:
    report = Report(100, 0.05, left=(1, 12.0))
    report.asked = [Asked("slack", "quote", 1.0), Asked("discord", "help", 1.0, acknowledged=5.0)]
    report.samples = [Sample(200 + second, 30, 20, 0) for second in range(100)]
    report.before, report.after = Sample(200, 30, 20, 0), Sample(300, 60, 50, 2)
    told = " ".join(report.problems())
    for part in (
        "1 unacknowledged",
        "1 acknowledged late",
        "memory",
        "files",
        "tasks",
        "queue",
        "left with 1",
    ):
        assert part in told


def test_what_was_asked_while_cut_off_may_be_late_but_not_lost() -> None:
    report = Report(1, 0.05, left=(0, 1.0))
    report.asked = [Asked("discord", "quote", 1.0, cut_off=True, acknowledged=9.0)]
    assert report.problems() == []
