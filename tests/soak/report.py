"""What a soak came to, and what must not be."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.soak.traffic import ALLOWED, Asked

WARM = 0.25
"""Share of the run after which memory should not grow any more."""
LEAKED = {"tasks": 4, "files": 4}
"""More than after the warm-up, that is still no leak: a timer, a page of figures that is just being read."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment."""

    memory: float
    """MiB."""
    files: int
    tasks: int
    queue: int


@dataclass(slots=True)
class Report:
    """Figures of one run; `growth` is the share by which memory may grow after the warm-up."""

    seconds: float
    growth: float
    asked: list[Asked] = field(default_factory=list)
    promised: int = 0
    """Answers that never followed their acknowledgement."""
    samples: list[Sample] = field(default_factory=list)
    """While it was asked, one a second."""
    warm: int = 0
    """How many of them are of the warm-up."""
    before: Sample | None = None
    """At rest after the warm-up."""
    after: Sample | None = None
    """At rest in the end."""
    faults: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    log: list[str] = field(default_factory=list)
    """All that the process wrote."""
    left: tuple[int | None, float] = (None, 0.0)
    """Exit status, and seconds from SIGTERM."""

    def problems(self) -> list[str]:
        """Return what must not be; empty for a good run."""
        lost = [asked for asked in self.asked if asked.took is None]
        late = [asked for asked in self.asked if not asked.cut_off and (asked.took or 0) > ALLOWED]
        found = [f"{len(lost)} unacknowledged: {Counter(each.kind for each in lost)}"] if lost else []
        found += [f"{len(late)} acknowledged late: {Counter(each.kind for each in late)}"] if late else []
        found += [f"{self.promised} acknowledged and never answered"] if self.promised else []
        first, last = self._memory()
        if last > first * (1 + self.growth):
            found.append(f"memory grew from {first:.0f} to {last:.0f} MiB")
        if self.before and self.after:
            for name, most in LEAKED.items():
                was, now = getattr(self.before, name), getattr(self.after, name)
                found += [f"{name}: {was}, then {now}"] if now > was + most else []
            found += [f"{self.after.queue} still in the queue"] if self.after.queue else []
        found += [f"{count} times logged: {event}" for event, count in self.errors.items()]
        status, took = self.left
        return found + ([f"left with {status} after {took:.1f} s"] if status != 0 or took >= 10 else [])

    def _memory(self) -> tuple[float, float]:
        """Return what the process took after the warm-up and in the end, as medians."""
        warm = [each.memory for each in self.samples[self.warm :]]
        quarter = max(1, len(warm) // 4)
        return (statistics.median(warm[:quarter]), statistics.median(warm[-quarter:])) if warm else (0, 0)

    def markdown(self) -> str:
        """Return the report to keep."""
        first, last = self._memory()
        rows = [
            ("length", f"{self.seconds / 60:.1f} min"),
            ("interactions", f"{len(self.asked):,} ({len(self.asked) / self.seconds:.1f} a second)"),
            *((f"acknowledged, {name}", text) for name, text in self._platforms()),
            ("faults", ", ".join(f"{name} {count}" for name, count in sorted(self.faults.items()))),
            ("memory after the warm-up, in the end", f"{first:.0f} MiB, {last:.0f} MiB"),
            ("at rest after the warm-up, in the end", f"{_rest(self.before)}; {_rest(self.after)}"),
            ("exit", f"status {self.left[0]}, {self.left[1]:.1f} s after SIGTERM"),
            ("problems", "; ".join(self.problems()) or "none"),
        ]
        table = "\n".join(f"| {name} | {text} |" for name, text in rows)
        return f"# Soak\n\n| | |\n|---|---|\n{table}\n"

    def _platforms(self) -> list[tuple[str, str]]:
        return [
            (name, _latencies([each for each in self.asked if each.platform == name and not each.cut_off]))
            for name in sorted({each.platform for each in self.asked})
        ]


def _latencies(asked: Sequence[Asked]) -> str:
    took = sorted(each.took for each in asked if each.took is not None)
    if not took:
        return f"0 of {len(asked)}"
    spread = (
        f"median {took[len(took) // 2]:.3f} s, p99 {took[len(took) * 99 // 100]:.3f} s, most {took[-1]:.3f} s"
    )
    return f"{len(took):,} of {len(asked):,}, {spread}"


def _rest(sample: Sample | None) -> str:
    return f"{sample.files} files, {sample.tasks} tasks" if sample else "not measured"
