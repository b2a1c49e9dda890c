"""How fast one person, and one channel, may ask."""

from collections import OrderedDict
from dataclasses import dataclass, field

MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Pace:
    """So many questions at once, and as many again in so many seconds."""

    questions: int
    seconds: float


PERSON = Pace(20, 20.0)
CHANNEL = Pace(60, 20.0)


@dataclass(slots=True)
class Cooldown:
    """Counts questions in buckets that refill; a full one is forgotten, and of too many the oldest."""

    person: Pace = PERSON
    channel: Pace = CHANNEL
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _told: set[str] = field(default_factory=set)

    def wait(self, person: str, channel: str, now: float) -> float:
        """Take one question; return 0, or the seconds until the next one is welcome. `now` is monotonic."""
        left = [self._left(f"p{person}", self.person, now), self._left(f"c{channel}", self.channel, now)]
        if min(left) >= 1:
            self._keep(f"p{person}", left[0] - 1, now)
            self._keep(f"c{channel}", left[1] - 1, now)
            self._told.discard(person)
            return 0.0
        paces = (self.person, self.channel)
        waits = ((1 - have) * pace.seconds / pace.questions for have, pace in zip(left, paces, strict=True))
        return max(waits)

    def first_refusal(self, person: str) -> bool:
        """Whether this person was not yet told to wait; a bot that answers every time is a nuisance too."""
        told = person in self._told
        if len(self._told) >= MOST_KEPT:
            self._told.clear()
        self._told.add(person)
        return not told

    def _left(self, key: str, pace: Pace, now: float) -> float:
        have, since = self._buckets.get(key, (float(pace.questions), now))
        return min(pace.questions, have + (now - since) * pace.questions / pace.seconds)

    def _keep(self, key: str, have: float, now: float) -> None:
        self._buckets[key] = (have, now)
        self._buckets.move_to_end(key)
        full = now - max(self.person.seconds, self.channel.seconds)
        while len(self._buckets) > MOST_KEPT or next(iter(self._buckets.values()))[1] <= full:
            self._buckets.popitem(last=False)
