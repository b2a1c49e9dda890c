"""How a name sounds in either script, and whether two of them may be the same one.

A sound is a string: consonants are capitals, vowels small letters, `.` a vowel that may be mute, `E` the 尔
and `U` the n or ng at the end of a syllable, `1` and `2` an r and an l with no vowel behind them.

`sounds.toml` holds by the sound of a transliteration how much likelier each Latin sound stands for it in a
name written in both scripts than by chance: natural logarithms, in tenths, estimated by aligning the pairs
of a public-domain dictionary of names (Viterbi training: Durbin et al., Biological Sequence Analysis, 1998).
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from bot.corpus.naming import syllables

_SPELT = (
    ("^[kg]n", "N"), ("^wr", "R"), ("^ps", "S"), ("^x", "Z"), ("^mc", "MK"),
    ("tsch|tch", "Q"), ("sch|sh", "X"), ("[kc]h?r", "KR"), ("ch", "Q"), ("p[hf]", "F"), ("th", "A"),
    ("gh(?![aeiou])|h(?![aeiouy])", ""), ("gh", "G"), ("c?qu", "KW"), ("ck|c(?![eiy])|q", "K"), ("c", "S"),
    ("x", "KS"), ("wh", "W"), ("d[gj]", "J"), ("g(?=[eiy])", "I"), ("t[sz]|zz", "C"), ("ng(?![aeiouy])", "U"),
    ("y(?=[aeiou])", "Y"), ("w(?=[aeiouy])", "W"), ("rr?(?![aeiouyr])", "1"), ("ll?(?![aeiouyl])", "2"),
    ("n(?=[nm])|m(?=m)", ""), ("[nm](?![aeiouynm])", "U"), ("ee|ea|ie|y", "i"), ("oo|ou|w", "u"),
    ("(?<=[^aeiou])e$", "."), ("[ae][iy]", "e"), ("a[uw]", "o"),
    *((double, double[0].upper()) for double in ("bb", "dd", "ff", "kk", "ll", "pp", "rr", "ss", "tt", "vv")),
)  # fmt: skip
"""How letters sound, the first that fits; a letter that is not here sounds like itself."""
_LETTERS = re.compile("|".join(f"({letters})" for letters, _ in _SPELT) + "|(.)")
_UNMARKED = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "e", "đ": "d", "ı": "i"})
_SYLLABLE = re.compile(r"([zcs]h|[b-df-hj-np-tw-z]?)([aeiouv]*)(n?)g?")
_MUTE = re.compile("(?:[zcs]h?|r)i|[dtgklzcsh]e|[bpfmdtkg]u")
"""Syllables that may stand for a consonant alone."""
_INITIALS = {"zh": "J", "ch": "Q", "sh": "X"}
_FINALS = {"ai": "e", "ei": "e", "ao": "o", "ou": "o", "uo": "o", "iao": "io", "v": "u"}
_KINDS = {"P": "BP", "F": "FVW", "T": "DT", "K": "GKQCJ", "S": "SZX", "L": "LRE", "N": "MNU"}
"""Consonants that are easily taken for one another."""
_NEVER = -6.0
"""Log-odds of what was hardly ever seen."""


@lru_cache(maxsize=4096)
def of_latin(name: str) -> str:
    """Return how a name in Latin letters may sound."""
    bare = re.sub("['’]s$", "", name.lower()).translate(_UNMARKED)
    plain = unicodedata.normalize("NFKD", bare)
    return _LETTERS.sub(_heard, "".join(letter for letter in plain if "a" <= letter <= "z"))


def _heard(match: re.Match[str]) -> str:
    at = match.lastindex or 0
    if at <= len(_SPELT):
        return _SPELT[at - 1][1]
    return match[0] if match[0] in "aeiou" else match[0].upper()


@lru_cache(maxsize=4096)
def of_chinese(name: str) -> str:
    """Return how a name in Simplified characters sounds; empty if it is no transliteration."""
    known = syllables()
    if not all(character in known for character in name):
        return ""
    return re.sub("U(?=[NM])", "", "".join(_sound(known[character]) for character in name))


@cache
def _sound(syllable: str) -> str:
    if syllable == "er":
        return "E"
    if _MUTE.fullmatch(syllable):
        return _INITIALS.get(syllable[:-1], syllable[:-1].upper()) + "."
    initial, vowels, coda = _SYLLABLE.fullmatch(syllable).groups()  # type: ignore[union-attr]
    if initial and initial in "jqx":
        vowels = re.sub("^i(?=.)", "", vowels)
    return _INITIALS.get(initial, initial.upper()) + _FINALS.get(vowels, vowels) + ("U" if coda else "")


def consonants(name: str) -> str:
    """Return the kinds of consonants in a name of either script, many times as fast as its sound."""
    return name.translate(_consonants())


@cache
def _consonants() -> Mapping[int, str]:
    kinds = {letter: kind for kind, letters in _KINDS.items() for letter in letters}
    latin = {letter.lower(): kind for letter, kind in kinds.items()}
    chinese = {
        character: "".join(kinds.get(sound, "") for sound in _sound(syllable))
        for character, syllable in syllables().items()
    }
    return str.maketrans({**dict.fromkeys("aeiouhyw .'’-·・•‧∙", ""), **latin, **chinese})


@lru_cache(maxsize=65536)
def odds(chinese: str, latin: str) -> float:
    """Return the log-odds that a transliteration and a Latin name, given as sounds, are the same one."""
    table, silent = _odds(), _odds()[""]
    before = [0.0]
    for sound in latin:
        before.append(before[-1] + silent.get(sound, _NEVER))
    for own in chinese:
        heard = table[own]
        mute = heard.get("-", _NEVER)
        row = [before[0] + mute]
        for at, sound in enumerate(latin):
            row.append(
                max(
                    before[at] + heard.get(sound, _NEVER),
                    before[at + 1] + mute,
                    row[at] + silent.get(sound, _NEVER),
                )
            )
        before = row
    return before[-1]


def most(chinese: str, latin: str) -> float:
    """Return what log-odds two sounds of that length have at most, roughly."""
    best = _best()
    return (sum(best[0][sound] for sound in chinese) + sum(best[1].get(sound, 0.0) for sound in latin)) / 2


@cache
def _odds() -> Mapping[str, Mapping[str, float]]:
    table = tomllib.loads(files(__package__).joinpath("sounds.toml").read_text("utf-8"))
    return {
        own: {entry[0]: int(entry[1:]) / 10 for entry in entries.split()} for own, entries in table.items()
    }


@cache
def _best() -> tuple[Mapping[str, float], Mapping[str, float]]:
    rows = {own: heard for own, heard in _odds().items() if own}
    columns: dict[str, float] = {}
    for heard in rows.values():
        for sound, value in heard.items():
            columns[sound] = max(columns.get(sound, 0.0), value)
    return {own: max(0.0, *heard.values()) for own, heard in rows.items()}, columns
