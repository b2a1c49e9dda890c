"""Time zones by the names that people know: cities and countries in three languages."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location

from bot.texts import negotiate

_LOCALES = ("en", "zh_Hans", "zh_Hant")
_ALSO = {
    "America/Chicago": "Austin Houston 休斯敦 休士頓 Dallas 达拉斯 達拉斯",
    "America/Los_Angeles": "San-Francisco 旧金山 舊金山 三藩市 Seattle 西雅图 西雅圖 San-Diego",
    "America/New_York": "Boston 波士顿 波士頓 Washington 华盛顿 華盛頓 Miami Atlanta Philadelphia",
    "America/Toronto": "Ottawa Montreal 蒙特利尔 蒙特婁",
    "Asia/Dubai": "Abu-Dhabi 阿布扎比 阿布達比",
    "Asia/Ho_Chi_Minh": "Hanoi 河内 河內",
    "Asia/Kolkata": "Mumbai 孟买 孟買 Bangalore Bengaluru 班加罗尔 班加羅爾 Delhi 德里",
    "Asia/Shanghai": "Beijing 北京 Shenzhen 深圳 Guangzhou 广州 廣州 Hangzhou 杭州 Chengdu 成都 Nanjing 南京"
    " Wuhan 武汉 武漢 Chongqing 重庆 重慶 Xi'an 西安 Tianjin 天津 Suzhou 苏州 蘇州",
    "Asia/Taipei": "臺北 Kaohsiung 高雄 Taichung 台中 臺中 Tainan 台南 臺南 Hsinchu 新竹 臺灣",
    "Asia/Tokyo": "Osaka 大阪 Kyoto 京都",
    "Australia/Sydney": "Canberra 堪培拉 坎培拉",
    "Europe/Berlin": "Munich München 慕尼黑 Hamburg 汉堡 漢堡 Frankfurt 法兰克福 法蘭克福",
    "Europe/London": "Edinburgh 爱丁堡 愛丁堡 Manchester Cambridge 剑桥 劍橋",
    "Europe/Madrid": "Barcelona 巴塞罗那 巴塞隆納",
    "Europe/Rome": "Milan 米兰 米蘭",
    "Europe/Zurich": "Geneva 日内瓦 日內瓦 Bern",
}
"""Cities, with `-` for a space, that people look for and that name no zone."""
USUAL = (
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Hong_Kong",
    "Asia/Singapore",
    "Asia/Tokyo",
    "America/Los_Angeles",
    "America/New_York",
    "Europe/London",
    "Europe/Berlin",
    "UTC",
)
"""Offered while nothing is typed."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone's IANA name, its city in each language, and all that finds it, folded."""

    id: str
    cities: tuple[str, str, str]
    names: frozenset[str]

    def city(self, locale: str) -> str:
        """Return the city that stands for the zone."""
        return self.cities[_LOCALES.index(negotiate(locale).replace("-", "_"))]


def called(text: str) -> str | None:
    """Return the IANA name of the zone that a text names in full; None if none or several."""
    wanted = _folded(text)
    known = _ids().get(wanted)
    if known is not None:
        return known
    found = [zone.id for zone in zones() if wanted in zone.names]
    return found[0] if len(found) == 1 else None


def like(text: str) -> tuple[Zone, ...]:
    """Return the zones of which a name begins with, or else contains, what is typed; the best first."""
    wanted = _folded(text)
    if not wanted:
        return tuple(zone for usual in USUAL for zone in zones() if zone.id == usual)
    graded = ((_grade(wanted, zone), zone.id, zone) for zone in zones())
    return tuple(zone for grade, _, zone in sorted(graded, key=lambda found: found[:2]) if grade < 3)


def _grade(wanted: str, zone: Zone) -> int:
    if wanted in zone.names or wanted == _folded(zone.id):
        return 0
    if any(name.startswith(wanted) for name in zone.names):
        return 1
    return 2 if any(wanted in name for name in zone.names) else 3


@cache
def zones() -> tuple[Zone, ...]:
    """Return all zones that have a place, and UTC."""
    territories = get_global("zone_territories")
    places = tuple(
        _zone(name, territory)
        for name, territory in sorted(territories.items())
        if "/" in name and not name.startswith("Etc/")
    )
    return (*places, Zone("UTC", ("UTC", "UTC", "UTC"), frozenset({"utc", "gmt"})))


def _zone(name: str, territory: str) -> Zone:
    city, hans, hant = (
        str(get_timezone_location(name, locale=locale, return_city=True)) for locale in _LOCALES
    )
    countries = (Locale.parse(locale).territories.get(territory, "") for locale in _LOCALES)
    also = (word.replace("-", " ") for word in _ALSO.get(name, "").split())
    names = {city, hans, hant, *countries, *also, name, name.rpartition("/")[2].replace("_", " ")}
    return Zone(name, (city, hans, hant), frozenset(_folded(known) for known in names if known))


@cache
def _ids() -> dict[str, str]:
    aliases = {
        _folded(old): now for old, now in get_global("zone_aliases").items() if "/" in old and "/" in now
    }
    return aliases | {_folded(zone.id): zone.id for zone in zones()}


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text[:100]).casefold().replace("_", " ")
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
