"""Zones by the names that people know."""

from zoneinfo import ZoneInfo

import pytest

from bot import zones


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("UTC", "UTC"),
        ("asia/taipei", "Asia/Taipei"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("New_York", "America/New_York"),
        ("臺北", "Asia/Taipei"),
        ("旧金山", "America/Los_Angeles"),
        ("慕尼黑", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Zürich", "Europe/Zurich"),
        ("重慶", "Asia/Shanghai"),
        ("  TOKYO ", "Asia/Tokyo"),
    ],
)
def test_a_full_name_is_one_zone(text: str, zone: str) -> None:
    assert zones.called(text) == zone


@pytest.mark.parametrize(
    "text", ["", "x", "+8", "GMT+8", "Etc/GMT-8", "../../etc/passwd", "美国", "\0", "a" * 10_000]
)
def test_what_names_no_zone_or_several_is_none(text: str) -> None:
    assert zones.called(text) is None


def test_every_zone_that_is_offered_can_be_used() -> None:
    for zone in zones.zones():
        assert ZoneInfo(zone.id).key == zones.called(zone.id)
        assert zone.city("en")
        assert zone.city("zh-TW")
